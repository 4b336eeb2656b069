//! What minors may not do, one minute before and after.

use super::*;

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
    let by_the_week = |to: &str| PlaceFacts {
        day_minutes: None,
        ..hours(to, 0)
    };
    assert_eq!(against(&person(), &by_the_week("14:00")), NOTHING);
    assert_eq!(
        against(&person(), &by_the_week("13:00")),
        ["r6.break"],
        "24 hours on five days are 4:48 a day"
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
fn the_risk_assessment_covers_minors() {
    let assessed = |dvr_minors| PlaceFacts {
        dvr_minors,
        ..place()
    };
    assert_eq!(against(&person(), &assessed(Some(false))), ["r10.dvr_minors"]);
    assert_eq!(to_see_to(&person(), &assessed(None)), ["r10.dvr_missing"]);
    assert_eq!(against(&born("2008-09-10"), &assessed(Some(false))), NOTHING);
}
