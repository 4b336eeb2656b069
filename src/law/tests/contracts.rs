//! Duration, hours and requirements, at their limits.

use super::*;

#[test]
fn the_days_share_one_at_least() {
    let until = |to: &str| PersonFacts {
        available: period("2026-01-01", to),
        ..person()
    };
    assert_eq!(against(&until("2026-09-10"), &place()), NOTHING);
    assert_eq!(to_see_to(&until("2026-09-10"), &place()), ["r4.partly_outside"]);
    assert_eq!(against(&until("2026-09-09"), &place()), ["r4.no_overlap"]);
}

#[test]
fn a_contract_lasts_six_months_and_not_longer_than_its_title() {
    let until = |to: &str| PlaceFacts {
        period: period("2026-09-10", to),
        ..place()
    };
    assert_eq!(against(&person(), &until("2027-03-09")), NOTHING);
    assert_eq!(against(&person(), &until("2027-03-08")), ["r4.too_short"]);
    assert_eq!(against(&person(), &until("2029-09-09")), NOTHING);
    assert_eq!(against(&person(), &until("2029-09-10")), ["r4.too_long"]);
    let diploma = PersonFacts {
        figure: figure_code("T30"),
        course_year: 4,
        ..person()
    };
    let taught = |to: &str| PlaceFacts {
        figures: figures(&["T30"]),
        internal_hours_year: Some(495),
        ..until(to)
    };
    assert_eq!(against(&diploma, &taught("2030-09-09")), NOTHING);
    assert_eq!(against(&diploma, &taught("2030-09-10")), ["r4.too_long"]);
    let stays = PersonFacts {
        available: period("2026-01-01", "2030-01-01"),
        ..diploma
    };
    assert_eq!(to_see_to(&stays, &taught("2027-09-09")), NOTHING);
    assert_eq!(to_see_to(&stays, &taught("2027-09-10")), ["r4.fourth_year"]);
    assert_eq!(
        against(&student(person()), &school_work(until("2026-09-11"))),
        NOTHING
    );
}

#[test]
fn internal_training_is_what_the_institution_may_not_give() {
    let with = |hours| PlaceFacts {
        internal_hours_year: hours,
        ..place()
    };
    assert_eq!(against(&person(), &with(Some(396))), NOTHING);
    assert_eq!(against(&person(), &with(Some(395))), ["r5.internal_hours"]);
    let third = PersonFacts {
        course_year: 3,
        ..person()
    };
    assert_eq!(against(&third, &with(Some(495))), NOTHING);
    assert_eq!(against(&third, &with(Some(494))), ["r5.internal_hours"]);
    let sicily = PersonFacts {
        timetable_hours: Some(1057),
        course_year: 4,
        ..person()
    };
    assert_eq!(against(&sicily, &with(Some(529))), NOTHING, "528.5 rounded up");
    assert_eq!(against(&sicily, &with(Some(528))), ["r5.internal_hours"]);
    assert_eq!(against(&person(), &with(None)), NOTHING);
    assert_eq!(to_see_to(&person(), &with(None)), ["r5.internal_hours_missing"]);
    // The least share of the institution was not found: nothing is asked until a round sets it.
    let shares = |hours, percent| {
        codes(
            &person(),
            &with(hours),
            NEAR,
            &law_with(&[("R5.external_percent_least", percent)]),
        )
    };
    assert_eq!(shares(Some(2_000), 0), NOTHING);
    assert_eq!(shares(Some(742), 25), NOTHING, "248 of 990 are 25%");
    assert_eq!(shares(Some(743), 25), ["r5.external_hours"]);
    assert_eq!(shares(None, 25), NOTHING);
}

#[test]
fn hours_of_school_work_are_asked_only_when_a_round_sets_them() {
    let ten_weeks = school_work(PlaceFacts {
        period: period("2026-09-07", "2026-11-15"),
        week_minutes: 40 * 60,
        days: Some(days("lun-ven")),
        ..place()
    });
    let student = PersonFacts {
        school_week_minutes: Some(0),
        ..student(person())
    };
    assert_eq!(against(&student, &ten_weeks), NOTHING);
    let hours = |hours| law_with(&[("R5.school_work_hours_year_2", hours)]);
    assert_eq!(codes(&student, &ten_weeks, NEAR, &hours(400)), NOTHING);
    assert_eq!(
        codes(&student, &ten_weeks, NEAR, &hours(401)),
        ["r5.school_work_hours"]
    );
    let simulated = PersonFacts {
        pathway: Pathway::Simulated,
        ..student
    };
    let enterprise = PlaceFacts {
        pathway: Pathway::Simulated,
        ..ten_weeks
    };
    let law = law_with(&[("R5.simulated_hours", 401)]);
    assert_eq!(codes(&simulated, &enterprise, NEAR, &law), ["r5.simulated_hours"]);
}

#[test]
fn an_apprentice_needs_three_capacities_and_a_tutor_of_three_years() {
    let undeclared = PlaceFacts {
        technical: None,
        ..place()
    };
    assert_eq!(against(&person(), &undeclared), ["r10.capacity_undeclared"]);
    let lacking = PlaceFacts {
        structural: Some(false),
        technical: Some(false),
        formative: Some(false),
        ..place()
    };
    assert_eq!(
        against(&person(), &lacking),
        [
            "r10.capacity_structural",
            "r10.capacity_technical",
            "r10.capacity_formative"
        ]
    );
    assert_eq!(against(&student(person()), &school_work(undeclared)), NOTHING);
    let years = |tutor_years| PlaceFacts {
        tutor_years,
        ..place()
    };
    assert_eq!(against(&person(), &years(Some(3))), NOTHING);
    assert_eq!(against(&person(), &years(Some(2))), ["r10.tutor_years"]);
    assert_eq!(to_see_to(&person(), &years(None)), ["r10.tutor_years_missing"]);
}
