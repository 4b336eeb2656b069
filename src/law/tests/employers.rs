//! The caps, case by case.

use super::super::employer::{ratio_cap, seats_cap, tutor_cap};
use super::*;

fn employer(skilled: u32, staff: u32) -> EmployerFacts {
    EmployerFacts {
        staff: Some(staff),
        skilled: Some(skilled),
        apprentices: Some(0),
        artisan: Artisan::No,
    }
}

#[test]
fn the_three_cases_of_article_42() {
    for (skilled, staff, limit, code) in [
        (0, 0, 3, "r8.few_skilled"),
        (2, 40, 3, "r8.few_skilled"),
        (3, 3, 3, "r8.small"),
        (9, 9, 9, "r8.small"),
        (3, 10, 4, "r8.large"),
        (7, 10, 10, "r8.large"),
        (9, 10, 13, "r8.large"),
        (100, 400, 150, "r8.large"),
    ] {
        let cap = ratio_cap(&employer(skilled, staff), &law());
        assert_eq!((cap.limit, cap.code), (Some(limit), code), "{skilled} of {staff}");
    }
}

#[test]
fn artisans_have_a_table_of_their_own() {
    for (kind, others, limit) in [
        (Artisan::NotSerial, 0, 13),
        (Artisan::NotSerial, 9, 13),
        (Artisan::NotSerial, 10, 12),
        (Artisan::NotSerial, 18, 4),
        (Artisan::Serial, 4, 8),
        (Artisan::Serial, 9, 3),
        (Artisan::Artistic, 16, 24),
        (Artisan::Artistic, 32, 8),
        (Artisan::Transport, 0, 8),
        (Artisan::Transport, 8, 0),
        (Artisan::Construction, 5, 9),
        (Artisan::Construction, 10, 4),
    ] {
        let facts = EmployerFacts {
            staff: Some(others + 2),
            skilled: Some(others),
            apprentices: Some(2),
            artisan: kind,
        };
        let cap = ratio_cap(&facts, &law());
        assert_eq!(
            (cap.limit, cap.code),
            (Some(limit), "r8.artisan"),
            "{kind:?} with {others}"
        );
        assert!(others + limit <= 40, "never more than the largest table");
    }
    let large = EmployerFacts {
        artisan: Artisan::Transport,
        ..employer(3, 9)
    };
    let cap = ratio_cap(&large, &law());
    assert_eq!((cap.limit, cap.code), (Some(0), "r8.artisan_too_large"));
}

#[test]
fn an_employer_that_has_declared_nothing_gets_no_apprentice() {
    assert_eq!(ratio_cap(&EmployerFacts::default(), &law()).limit, Some(0));
    let settings = RuleSettings {
        off: [RuleId::R8].into(),
        ..RuleSettings::default()
    };
    assert_eq!(
        ratio_cap(
            &EmployerFacts::default(),
            &Law::on(day("2026-09-10"), &settings).unwrap()
        )
        .limit,
        None
    );
}

#[test]
fn those_there_and_those_promised_elsewhere_take_from_the_cap() {
    let cap = ratio_cap(&employer(9, 9), &law());
    assert_eq!(cap.free(4, 2), Some(3));
    assert_eq!(cap.free(8, 5), Some(0));
}

#[test]
fn a_tutor_follows_five_apprentices_and_students_by_risk() {
    let cap = |pathway, risk, declared| {
        let cap = tutor_cap(pathway, risk, declared, &law());
        (cap.limit, cap.code)
    };
    assert_eq!(
        cap(Pathway::Apprenticeship, Some(RiskClass::Low), None),
        (Some(5), "r9.apprentices")
    );
    assert_eq!(
        cap(Pathway::SchoolWork, Some(RiskClass::Low), None),
        (Some(12), "r9.low")
    );
    assert_eq!(
        cap(Pathway::SchoolWork, Some(RiskClass::Medium), None),
        (Some(8), "r9.medium")
    );
    assert_eq!(
        cap(Pathway::SchoolWork, Some(RiskClass::High), None),
        (Some(5), "r9.high")
    );
    assert_eq!(cap(Pathway::SchoolWork, None, None), (Some(5), "r9.undeclared"));
    assert_eq!(
        cap(Pathway::Apprenticeship, None, Some(2)),
        (Some(2), "r9.declared")
    );
    assert_eq!(
        cap(Pathway::Apprenticeship, None, Some(9)),
        (Some(5), "r9.apprentices")
    );
    assert_eq!(cap(Pathway::Simulated, None, None), (None, "r9.simulated"));
    assert_eq!(cap(Pathway::Simulated, None, Some(20)), (Some(20), "r9.declared"));
    assert_eq!(seats_cap(3).limit, Some(3));
}
