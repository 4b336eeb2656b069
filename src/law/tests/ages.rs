//! Ages: the day before, and the day.

use super::*;

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
