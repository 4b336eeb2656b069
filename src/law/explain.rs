//! The numbers behind a reason: what the sentence needs to be exact.

use chrono::{Days, Months, NaiveDate};

use super::apprenticeship;
use super::catalogue::Number;
use super::facts::{PersonFacts, PlaceFacts, Travel};
use super::judge::licence_age;
use super::minors;
use super::refusal::{Condition, Reason};
use super::school_work;
use super::settings::Law;
use crate::vocabulary::calendar::age_on;
use crate::vocabulary::repertory::{FigureCode, Title, figure};

/// A code and the arguments of its text.
pub type Sentence = (&'static str, Vec<(&'static str, String)>);

fn date(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// `7:30`, hours and minutes.
fn hours(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn names(figures: impl Iterator<Item = FigureCode>) -> String {
    figures
        .map(|code| figure(code).name_it)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Full months of a period, for saying how long it is.
fn full_months(from: NaiveDate, to: NaiveDate) -> u32 {
    let end = to.checked_add_days(Days::new(1)).unwrap_or(to);
    (1..1200)
        .take_while(|&n| {
            from.checked_add_months(Months::new(n))
                .is_some_and(|day| day <= end)
        })
        .count() as u32
}

/// The code of `reason` and the arguments of its message for this pair. Dates are `dd/mm/yyyy`, hours `h:mm`.
#[must_use]
pub fn explain(
    reason: Reason,
    person: &PersonFacts,
    place: &PlaceFacts,
    travel: Travel,
    law: &Law,
) -> Sentence {
    let (start, end) = (place.period.from, place.period.to);
    let age = age_on(person.birth_date, start);
    let number = |number: Number| law.get(number).to_string();
    let ages = |needed: String| vec![("age", age.to_string()), ("day", date(start)), ("needed", needed)];
    let text = |option: Option<u32>| option.map_or_else(|| "?".to_owned(), hours);
    let args = match reason {
        Reason::ApprenticeTooYoung => ages(number(Number::ApprenticeMinAge)),
        Reason::ApprenticeTooOld => vec![
            ("age", age.to_string()),
            ("day", date(start)),
            ("limit", number(Number::ApprenticeMaxAge)),
        ],
        Reason::FirmTooYoung => ages(number(Number::FirmMinAge)),
        Reason::Pathway => vec![
            ("own", person.pathway.as_str().to_owned()),
            ("offered", place.pathway.as_str().to_owned()),
        ],
        Reason::Figure => vec![
            ("own", figure(person.figure).name_it.to_owned()),
            ("offered", names(place.figures.iter())),
        ],
        Reason::Indirizzo => vec![
            ("own", person.indirizzo.map_or("", |own| own.name()).to_owned()),
            (
                "offered",
                place.indirizzo.map_or("", |taught| taught.name()).to_owned(),
            ),
        ],
        Reason::NoOverlap => vec![
            ("from", date(start)),
            ("to", date(end)),
            ("available_from", date(person.available.from)),
            ("available_to", date(person.available.to)),
        ],
        Reason::TooShort => vec![
            ("n_months", full_months(start, end).to_string()),
            ("needed", number(Number::ContractMinMonths)),
        ],
        Reason::TooLong => {
            let own = place.figures.contains(person.figure);
            let title = if own {
                figure(person.figure).title
            } else {
                Title::Diploma
            };
            vec![
                ("from", date(start)),
                ("to", date(end)),
                ("limit", apprenticeship::longest(title, law).to_string()),
                ("title", title.as_str().to_owned()),
            ]
        }
        Reason::InternalHours => vec![
            ("hours", place.internal_hours_year.unwrap_or(0).to_string()),
            (
                "needed",
                apprenticeship::internal_hours_needed(person, law).to_string(),
            ),
            (
                "percent",
                number(apprenticeship::external_percent(person.course_year)),
            ),
            ("year", person.course_year.to_string()),
        ],
        Reason::ExternalHours => vec![
            ("hours", place.internal_hours_year.unwrap_or(0).to_string()),
            (
                "limit",
                apprenticeship::internal_hours_at_most(person, law)
                    .unwrap_or(0)
                    .to_string(),
            ),
            ("percent", number(Number::ExternalLeast)),
        ],
        Reason::SchoolWorkHours => vec![
            ("hours", school_work::hours_in_a_year(place).to_string()),
            ("needed", school_work::hours_needed(person, law).to_string()),
        ],
        Reason::SimulatedHours => vec![
            ("hours", school_work::hours_in_a_year(place).to_string()),
            ("needed", number(Number::SimulatedHours)),
        ],
        Reason::DayHours => vec![
            ("hours", text(minors::longest_day(place))),
            ("limit", number(Number::MinorDayHours)),
        ],
        Reason::WeekHours => vec![
            ("company", hours(u32::from(place.week_minutes))),
            (
                "school",
                hours(u32::from(person.school_week_minutes.unwrap_or(0))),
            ),
            ("limit", number(Number::MinorWeekHours)),
        ],
        Reason::Night => vec![
            (
                "from",
                place.from.map_or_else(|| "?".to_owned(), |time| time.to_string()),
            ),
            (
                "to",
                place.to.map_or_else(|| "?".to_owned(), |time| time.to_string()),
            ),
            ("night_from", number(Number::NightFrom)),
            ("night_to", number(Number::NightTo)),
        ],
        Reason::NightRest => vec![
            (
                "hours",
                text(minors::span(place).map(|span| 1440_u32.saturating_sub(span))),
            ),
            ("needed", number(Number::NightRestHours)),
        ],
        Reason::Break => vec![
            ("minutes", minors::break_minutes(place).unwrap_or(0).to_string()),
            ("needed", number(Number::BreakMinutes)),
            (
                "after",
                hours(u32::try_from(law.get(Number::BreakAfterMinutes)).unwrap_or(0)),
            ),
        ],
        Reason::RestDays => vec![
            ("days", minors::working_days(place).unwrap_or(0).to_string()),
            ("needed", number(Number::RestDays)),
        ],
        Reason::TutorYears => vec![
            ("n_years", place.tutor_years.unwrap_or(0).to_string()),
            ("needed", number(Number::TutorYears)),
        ],
        Reason::Minutes => {
            vec![
                ("minutes", travel.minutes.to_string()),
                ("limit", person.max_minutes.unwrap_or(u16::MAX).to_string()),
            ]
        }
        Reason::Distance => {
            vec![
                ("n_metres", travel.metres.to_string()),
                ("n_limit", person.max_metres.unwrap_or(u32::MAX).to_string()),
            ]
        }
        Reason::MinAge => ages(place.min_age.unwrap_or(0).to_string()),
        Reason::LicenceAge => {
            let mut args = ages(
                place
                    .licence
                    .map_or(0, |licence| licence_age(licence, law))
                    .to_string(),
            );
            args.push((
                "licence",
                place.licence.map_or("", |licence| licence.as_str()).to_owned(),
            ));
            args
        }
        Reason::Hazardous
        | Reason::Trainer
        | Reason::HighRisk
        | Reason::CapacityUndeclared
        | Reason::CapacityStructural
        | Reason::CapacityTechnical
        | Reason::CapacityFormative
        | Reason::DvrMinors
        | Reason::Closed
        | Reason::NoSeat
        | Reason::AlreadyPlaced
        | Reason::Accessible
        | Reason::AccessibleUndeclared
        | Reason::RefusedByStudent
        | Reason::RefusedByCompany => Vec::new(),
    };
    (reason.code(), args)
}

/// The code of `condition` and the arguments of its message for this pair.
#[must_use]
pub fn explain_condition(
    condition: Condition,
    person: &PersonFacts,
    place: &PlaceFacts,
    law: &Law,
) -> Sentence {
    let args = match condition {
        Condition::PartlyOutside => vec![
            ("from", date(place.period.from)),
            ("to", date(place.period.to)),
            ("available_from", date(person.available.from)),
            ("available_to", date(person.available.to)),
        ],
        Condition::FourthYear => vec![("limit", law.get(Number::FourthYearMonths).to_string())],
        Condition::InternalHoursMissing => {
            vec![(
                "needed",
                apprenticeship::internal_hours_needed(person, law).to_string(),
            )]
        }
        Condition::TutorYearsMissing => vec![("needed", law.get(Number::TutorYears).to_string())],
        Condition::SchoolHoursMissing => vec![("limit", law.get(Number::MinorWeekHours).to_string())],
        Condition::Licence => vec![(
            "licence",
            place.licence.map_or("", |licence| licence.as_str()).to_owned(),
        )],
        Condition::TimetableMissing
        | Condition::Sunday
        | Condition::Derogation
        | Condition::RiskClass
        | Condition::DvrMissing
        | Condition::MedicalCheck => Vec::new(),
    };
    (condition.code(), args)
}
