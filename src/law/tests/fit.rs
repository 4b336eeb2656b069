//! Figure, pathway, seats, travel, refusals.

use super::*;

#[test]
fn a_lawful_pair_is_allowed_without_conditions() {
    assert_eq!(against(&person(), &place()), NOTHING);
    assert_eq!(to_see_to(&person(), &place()), NOTHING);
}

#[test]
fn the_place_is_for_the_pathway_of_the_student() {
    assert_eq!(against(&student(person()), &place()), ["r3.pathway"]);
}

#[test]
fn the_figure_is_the_student_s_or_the_diploma_after_it() {
    let technician = PlaceFacts {
        figures: figures(&["T30"]),
        internal_hours_year: Some(900),
        ..place()
    };
    assert_eq!(against(&person(), &technician), ["r3.figure"]);
    assert_eq!(
        against(
            &PersonFacts {
                course_year: 3,
                ..person()
            },
            &technician
        ),
        NOTHING
    );
    assert_eq!(
        codes(
            &PersonFacts {
                course_year: 3,
                ..person()
            },
            &technician,
            NEAR,
            &law_with(&[("R3.continuation", 0)])
        ),
        ["r3.figure"]
    );
    let several = PlaceFacts {
        figures: figures(&["Q06", "Q05"]),
        ..place()
    };
    assert_eq!(against(&person(), &several), NOTHING);
    let back = PersonFacts {
        figure: figure_code("T30"),
        ..person()
    };
    assert_eq!(against(&back, &place()), ["r3.figure"]);
}

#[test]
fn an_indirizzo_matters_where_both_name_one() {
    let hair = PersonFacts {
        figure: figure_code("Q12"),
        indirizzo: Some(indirizzo("Q12.1")),
        ..person()
    };
    let salon = |field: Option<&str>| PlaceFacts {
        figures: figures(&["Q12"]),
        indirizzo: field.map(indirizzo),
        ..place()
    };
    assert_eq!(against(&hair, &salon(Some("Q12.1"))), NOTHING);
    assert_eq!(against(&hair, &salon(None)), NOTHING);
    assert_eq!(against(&hair, &salon(Some("Q12.2"))), ["r3.indirizzo"]);
    assert_eq!(
        against(
            &PersonFacts {
                indirizzo: None,
                ..hair
            },
            &salon(Some("Q12.2"))
        ),
        NOTHING
    );
}

#[test]
fn a_place_is_open_and_has_a_seat_and_a_student_has_one_place() {
    assert_eq!(
        against(
            &person(),
            &PlaceFacts {
                open: false,
                ..place()
            }
        ),
        ["r11.closed"]
    );
    assert_eq!(
        against(&person(), &PlaceFacts { seats: 0, ..place() }),
        ["r11.no_seat"]
    );
    assert_eq!(
        against(
            &PersonFacts {
                already_placed: true,
                ..person()
            },
            &place()
        ),
        ["r11.already_placed"]
    );
}

#[test]
fn the_way_is_within_the_limits_of_the_student() {
    let way = |metres, minutes| codes(&person(), &place(), Travel { metres, minutes }, &law());
    assert_eq!(way(30_000, 60), NOTHING);
    assert_eq!(way(30_001, 61), ["r12.minutes", "r12.distance"]);
    let free = PersonFacts {
        max_minutes: None,
        max_metres: None,
        ..person()
    };
    assert_eq!(
        codes(
            &free,
            &place(),
            Travel {
                metres: u32::MAX,
                minutes: u16::MAX
            },
            &law()
        ),
        NOTHING
    );
}

#[test]
fn who_needs_an_accessible_site_goes_where_it_is_declared() {
    let needs = PersonFacts {
        accessible_needed: true,
        ..person()
    };
    let site = |accessible| PlaceFacts {
        accessible,
        ..place()
    };
    assert_eq!(against(&needs, &site(Some(true))), NOTHING);
    assert_eq!(against(&needs, &site(Some(false))), ["r12.accessible"]);
    assert_eq!(against(&needs, &site(None)), ["r12.accessible_undeclared"]);
    assert_eq!(against(&person(), &site(None)), NOTHING);
}

#[test]
fn a_refusal_of_the_place_or_the_company_is_respected_however_it_is_written() {
    let refusing = |code: &str| PersonFacts {
        refuses: vec![Key::of("x"), Key::of(code)],
        ..person()
    };
    assert_eq!(against(&refusing("p-1"), &place()), ["r14.by_student"]);
    assert_eq!(against(&refusing("00743110157"), &place()), ["r14.by_student"]);
    assert_eq!(against(&refusing("P2"), &place()), NOTHING);
    let numbered = PlaceFacts {
        key: Key::of("2026-1-12"),
        ..place()
    };
    assert_eq!(against(&refusing("2026 / 1 / 12"), &numbered), ["r14.by_student"]);
    assert_eq!(against(&refusing("2026-11-2"), &numbered), NOTHING);
    assert_eq!(
        against(
            &person(),
            &PlaceFacts {
                refuses: vec![Key::of("s1")],
                ..place()
            }
        ),
        ["r14.by_company"]
    );
}

#[test]
fn every_rule_that_refuses_is_named_at_once() {
    let too_young = PersonFacts {
        already_placed: true,
        ..born("2012-01-01")
    };
    let bad = PlaceFacts {
        figures: figures(&["Q01"]),
        open: false,
        hazardous: true,
        structural: None,
        ..place()
    };
    let law = law();
    let reasons = judge_pair(
        &too_young,
        &bad,
        Travel {
            metres: 99_999,
            minutes: 500,
        },
        &law,
    );
    let rules: Vec<&str> = reasons.rules().map(RuleId::as_str).collect();
    assert_eq!(rules, ["R1", "R3", "R7", "R10", "R11", "R12"]);
}
