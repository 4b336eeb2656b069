#![allow(clippy::unwrap_used, reason = "tests")]

mod ages;
mod contracts;
mod employers;
mod facts_hold_no_person;
mod fit;
mod minors;
mod properties;
mod reference;
mod settings;
mod texts;

use chrono::NaiveDate;

use super::*;
use crate::vocabulary::calendar::Period;
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, FigureSet, Indirizzo};
use crate::vocabulary::week::{DayMinute, WeekDays};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).unwrap()
}

fn figure_code(text: &str) -> FigureCode {
    FigureCode::from_stored(text).unwrap()
}

fn indirizzo(text: &str) -> Indirizzo {
    Indirizzo::from_stored(text).unwrap()
}

fn figures(codes: &[&str]) -> FigureSet {
    codes.iter().map(|code| figure_code(code)).collect()
}

fn time(text: &str) -> DayMinute {
    DayMinute::from_file_word(text).unwrap()
}

fn days(text: &str) -> WeekDays {
    WeekDays::from_file_word(text).unwrap()
}

fn law() -> Law {
    Law::standard(day("2026-09-10"))
}

fn law_with(parameters: &[(&str, i64)]) -> Law {
    let parameters = parameters
        .iter()
        .map(|(key, value)| ((*key).to_owned(), *value))
        .collect();
    Law::on(
        day("2026-09-10"),
        &RuleSettings {
            parameters,
            ..RuleSettings::default()
        },
    )
    .unwrap()
}

/// Sixteen on the first day, second year of Q05, apprenticeship.
fn person() -> PersonFacts {
    PersonFacts {
        key: Key::of("S1"),
        birth_date: day("2010-03-15"),
        figure: figure_code("Q05"),
        indirizzo: None,
        course_year: 2,
        pathway: Pathway::Apprenticeship,
        timetable_hours: None,
        school_week_minutes: Some(12 * 60),
        available: period("2026-09-01", "2027-06-30"),
        max_minutes: Some(60),
        max_metres: Some(30_000),
        accessible_needed: false,
        already_placed: false,
        refuses: Vec::new(),
    }
}

/// Lawful for [`person`], with nothing left to declare.
fn place() -> PlaceFacts {
    PlaceFacts {
        key: Key::of("P1"),
        employer: Key::of("00743110157"),
        figures: figures(&["Q05"]),
        indirizzo: None,
        pathway: Pathway::Apprenticeship,
        period: period("2026-09-10", "2027-06-30"),
        week_minutes: 24 * 60,
        day_minutes: Some(8 * 60),
        days: Some(days("lun-mer")),
        from: Some(time("8:00")),
        to: Some(time("17:00")),
        internal_hours_year: Some(400),
        hazardous: false,
        derogation: false,
        tutor_named: true,
        tutor_years: Some(10),
        risk: Some(RiskClass::Medium),
        structural: Some(true),
        technical: Some(true),
        formative: Some(true),
        dvr_minors: Some(true),
        accessible: Some(true),
        min_age: None,
        licence: None,
        open: true,
        seats: 2,
        refuses: Vec::new(),
    }
}

const NEAR: Travel = Travel {
    metres: 10_000,
    minutes: 32,
};

/// The codes against the pair.
fn against(person: &PersonFacts, place: &PlaceFacts) -> Vec<&'static str> {
    codes(person, place, NEAR, &law())
}

fn codes(person: &PersonFacts, place: &PlaceFacts, travel: Travel, law: &Law) -> Vec<&'static str> {
    judge_pair(person, place, travel, law)
        .iter()
        .map(Reason::code)
        .collect()
}

fn to_see_to(person: &PersonFacts, place: &PlaceFacts) -> Vec<&'static str> {
    conditions_of_pair(person, place, &law())
        .iter()
        .map(Condition::code)
        .collect()
}

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
