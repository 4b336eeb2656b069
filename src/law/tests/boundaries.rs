//! The day before and the day of every age, and the value before and at every limit.

use super::*;

const NOTHING: [&str; 0] = [];

fn born(date: &str) -> PersonFacts {
    PersonFacts {
        birth_date: day(date),
        ..person()
    }
}

fn school_work(place: PlaceFacts) -> PlaceFacts {
    PlaceFacts {
        pathway: Pathway::SchoolWork,
        ..place
    }
}

fn student(person: PersonFacts) -> PersonFacts {
    PersonFacts {
        pathway: Pathway::SchoolWork,
        ..person
    }
}

#[test]
fn a_lawful_pair_is_allowed_without_conditions() {
    assert_eq!(against(&person(), &place()), NOTHING);
    assert_eq!(to_see_to(&person(), &place()), NOTHING);
}

#[test]
fn an_apprentice_is_fifteen_on_the_first_day() {
    assert_eq!(against(&born("2011-09-10"), &place()), NOTHING);
    assert_eq!(against(&born("2011-09-11"), &place()), ["r1.too_young"]);
}

#[test]
fn an_apprentice_is_not_yet_twenty_five_on_the_first_day() {
    assert_eq!(against(&born("2001-09-11"), &place()), NOTHING);
    assert_eq!(against(&born("2001-09-10"), &place()), ["r1.too_old"]);
}

#[test]
fn who_is_born_on_29_february_has_the_birthday_on_1_march() {
    let starting = |start: &str| PlaceFacts {
        period: period(start, "2027-12-31"),
        ..place()
    };
    let leap = PersonFacts {
        available: period("2020-01-01", "2030-01-01"),
        ..born("2012-02-29")
    };
    assert_eq!(against(&leap, &starting("2027-02-28")), ["r1.too_young"]);
    assert_eq!(against(&leap, &starting("2027-03-01")), NOTHING);
}

#[test]
fn a_firm_takes_no_student_under_fifteen_but_the_simulated_enterprise_does() {
    assert_eq!(
        against(&student(born("2011-09-10")), &school_work(place())),
        NOTHING
    );
    assert_eq!(
        against(&student(born("2011-09-11")), &school_work(place())),
        ["r2.too_young"]
    );
    let simulated = PersonFacts {
        pathway: Pathway::Simulated,
        ..born("2012-09-11")
    };
    assert_eq!(
        against(
            &simulated,
            &PlaceFacts {
                pathway: Pathway::Simulated,
                ..place()
            }
        ),
        NOTHING
    );
}

#[test]
fn a_minor_stays_one_for_the_whole_placement_and_an_adult_of_the_first_day_is_none() {
    let long_days = PlaceFacts {
        day_minutes: Some(481),
        ..place()
    };
    assert_eq!(
        against(&born("2008-09-11"), &long_days),
        ["r6.day_hours", "r6.break"]
    );
    assert_eq!(against(&born("2008-09-10"), &long_days), NOTHING);
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
fn the_week_of_a_minor_counts_school() {
    let school = |minutes| PersonFacts {
        school_week_minutes: minutes,
        ..person()
    };
    assert_eq!(against(&school(Some(16 * 60)), &place()), NOTHING);
    assert_eq!(against(&school(Some(16 * 60 + 1)), &place()), ["r6.week_hours"]);
    assert_eq!(
        codes(
            &school(Some(16 * 60 + 1)),
            &place(),
            NEAR,
            &law_with(&[("R6.school_hours_count", 0)])
        ),
        NOTHING
    );
    assert_eq!(against(&school(None), &place()), NOTHING);
    assert_eq!(to_see_to(&school(None), &place()), ["r6.school_hours_missing"]);
    let adult = PersonFacts {
        birth_date: day("2005-01-01"),
        ..school(Some(60 * 60))
    };
    assert_eq!(against(&adult, &place()), NOTHING);
}

#[test]
fn a_minor_does_not_work_at_night() {
    let at = |from: &str, to: &str| PlaceFacts {
        from: Some(time(from)),
        to: Some(time(to)),
        day_minutes: Some(4 * 60),
        days: Some(days("lun-ven")),
        week_minutes: 20 * 60,
        ..place()
    };
    assert_eq!(against(&person(), &at("6:00", "10:00")), NOTHING);
    assert_eq!(against(&person(), &at("5:59", "10:00")), ["r6.night"]);
    assert_eq!(against(&person(), &at("18:00", "22:00")), NOTHING);
    assert_eq!(against(&person(), &at("18:00", "22:01")), ["r6.night"]);
    assert_eq!(against(&person(), &at("20:00", "00:30")), ["r6.night"]);
    assert_eq!(against(&person(), &at("8:00", "20:00")), NOTHING);
    assert_eq!(against(&person(), &at("8:00", "20:01")), ["r6.night_rest"]);
}

#[test]
fn a_minor_has_a_break_after_four_hours_and_a_half() {
    let hours = |to: &str, minutes| PlaceFacts {
        to: Some(time(to)),
        day_minutes: Some(minutes),
        days: Some(days("lun-ven")),
        ..place()
    };
    let short = PlaceFacts {
        week_minutes: 20 * 60,
        ..hours("12:30", 270)
    };
    assert_eq!(against(&person(), &short), NOTHING);
    let no_break = PlaceFacts {
        week_minutes: 20 * 60,
        ..hours("12:31", 271)
    };
    assert_eq!(against(&person(), &no_break), ["r6.break"]);
    assert_eq!(against(&person(), &hours("14:00", 300)), NOTHING);
    assert_eq!(against(&person(), &hours("13:59", 300)), ["r6.break"]);
    assert_eq!(
        codes(
            &person(),
            &hours("13:30", 300),
            NEAR,
            &law_with(&[("R6.break_minutes", 30)])
        ),
        NOTHING
    );
}

#[test]
fn a_minor_rests_two_days() {
    let on = |text: &str| PlaceFacts {
        days: Some(days(text)),
        ..place()
    };
    assert_eq!(against(&person(), &on("lun-ven")), NOTHING);
    assert_eq!(against(&person(), &on("lun-sab")), ["r6.rest_days"]);
    assert_eq!(to_see_to(&person(), &on("mer-dom")), ["r6.sunday"]);
    let six_days_by_hours = PlaceFacts {
        days: None,
        day_minutes: Some(4 * 60),
        ..place()
    };
    assert_eq!(against(&person(), &six_days_by_hours), ["r6.rest_days"]);
}

#[test]
fn what_is_not_declared_refuses_a_minor_only_when_the_week_proves_it() {
    let silent = PlaceFacts {
        day_minutes: None,
        days: None,
        from: None,
        to: None,
        ..place()
    };
    assert_eq!(against(&person(), &silent), NOTHING);
    assert_eq!(to_see_to(&person(), &silent), ["r6.timetable_missing"]);
    let proved = PlaceFacts {
        days: Some(days("lun,mar")),
        ..silent
    };
    assert_eq!(
        against(&person(), &proved),
        ["r6.day_hours"],
        "24 hours on two days"
    );
}

#[test]
fn hazardous_work_of_a_minor_needs_a_derogation_and_a_trainer() {
    let hazardous = PlaceFacts {
        hazardous: true,
        ..place()
    };
    assert_eq!(against(&person(), &hazardous), ["r7.hazardous"]);
    let derogated = PlaceFacts {
        derogation: true,
        ..hazardous.clone()
    };
    assert_eq!(against(&person(), &derogated), NOTHING);
    assert_eq!(
        to_see_to(&person(), &derogated),
        ["r7.derogation", "r13.medical_check"]
    );
    assert_eq!(
        against(
            &person(),
            &PlaceFacts {
                tutor_named: false,
                ..derogated
            }
        ),
        ["r7.trainer"]
    );
    assert_eq!(against(&born("2008-09-10"), &hazardous), NOTHING);
    assert_eq!(to_see_to(&born("2008-09-10"), &hazardous), ["r13.medical_check"]);
}

#[test]
fn high_risk_work_is_closed_to_school_work_since_its_decree() {
    let hazardous = school_work(PlaceFacts {
        hazardous: true,
        derogation: true,
        ..place()
    });
    assert_eq!(against(&student(person()), &hazardous), ["r7.high_risk"]);
    assert_eq!(
        against(&student(born("2005-01-01")), &hazardous),
        ["r7.high_risk"]
    );
    let on = |date: &str| codes(&student(person()), &hazardous, NEAR, &Law::standard(day(date)));
    assert_eq!(on("2025-10-30"), NOTHING);
    assert_eq!(on("2025-10-31"), ["r7.high_risk"]);
    let high_class = school_work(PlaceFacts {
        risk: Some(RiskClass::High),
        ..place()
    });
    assert_eq!(to_see_to(&student(person()), &high_class), ["r7.risk_class"]);
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

#[test]
fn the_risk_assessment_covers_minors() {
    let assessed = |dvr_minors| PlaceFacts {
        dvr_minors,
        ..place()
    };
    assert_eq!(against(&person(), &assessed(Some(false))), ["r10.dvr_minors"]);
    assert_eq!(to_see_to(&person(), &assessed(None)), ["r10.dvr_missing"]);
    assert_eq!(against(&born("2008-09-10"), &assessed(Some(false))), NOTHING);
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
fn a_company_may_ask_for_an_age_and_a_licence() {
    let asking = |min_age| PlaceFacts { min_age, ..place() };
    assert_eq!(against(&person(), &asking(Some(16))), NOTHING);
    assert_eq!(against(&person(), &asking(Some(17))), ["r14.min_age"]);
    let driving = |licence| PlaceFacts {
        licence: Some(licence),
        ..place()
    };
    assert_eq!(against(&person(), &driving(Licence::A1)), NOTHING);
    assert_eq!(to_see_to(&person(), &driving(Licence::A1)), ["r14.licence"]);
    assert_eq!(against(&person(), &driving(Licence::B)), ["r14.licence_age"]);
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

#[test]
fn a_rule_is_not_applied_before_it_was_law() {
    let early = codes(
        &born("2011-09-11"),
        &place(),
        NEAR,
        &Law::standard(day("2015-06-24")),
    );
    assert!(!early.contains(&"r1.too_young"));
    assert!(Law::standard(day("2015-06-25")).applies(RuleId::R1));
}

#[test]
fn settings_that_make_no_sense_are_all_named() {
    let settings: RuleSettings = toml::from_str(
        "off = [\"R12\"]\non = [\"R12\"]\n[parameters]\n\"R1.min_age\" = 3\n\"R1.nonsense\" = 1\n\"R9.apprentices\" = 4\n",
    )
    .unwrap();
    let problems = Law::on(day("2026-09-10"), &settings).unwrap_err();
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes,
        [
            "rules.on_and_off",
            "rules.parameter.bounds",
            "rules.parameter.unknown"
        ]
    );
    assert!(toml::from_str::<RuleSettings>("off = [\"R99\"]").is_err());
    let json = serde_json::to_string(&settings).unwrap();
    assert_eq!(serde_json::from_str::<RuleSettings>(&json).unwrap(), settings);
}

#[test]
fn a_round_sees_which_numbers_it_has_changed() {
    assert_eq!(
        law_with(&[("R9.apprentices", 4), ("R1.min_age", 15)]).changed(),
        [("R9.apprentices".to_owned(), 5, 4)]
    );
}

#[test]
fn reasons_are_explained_with_their_numbers() {
    let (code, args) = explain(
        Reason::ApprenticeTooYoung,
        &born("2011-09-11"),
        &place(),
        NEAR,
        &law(),
    );
    assert_eq!(code, "r1.too_young");
    let expected = [("age", "14"), ("day", "10/09/2026"), ("needed", "15")];
    assert_eq!(args, expected.map(|(name, value)| (name, value.to_owned())));
}
