//! First-level apprenticeship (D.Lgs. 81/2015 artt. 42-43; D.M. 12/10/2015): age, duration, internal training, capacities, tutor.
//!
//! Not declared: hours of internal training and the tutor's years are conditions; the three capacities, without which there is
//! no protocol, refuse.

use super::catalogue::Number;
use super::facts::{PersonFacts, PlaceFacts};
use super::refusal::{Condition, ConditionSet, Reason, ReasonSet};
use super::settings::Law;
use crate::vocabulary::repertory::Title;

/// R4: the contract lasts the least months.
pub(super) fn shortness(place: &PlaceFacts, law: &Law) -> ReasonSet {
    ReasonSet::when(
        !place.period.lasts_months(months(law, Number::ContractMinMonths)),
        Reason::TooShort,
    )
}

/// R4: the training period for `title` is not longer than the law gives it.
pub(super) fn length(place: &PlaceFacts, title: Title, law: &Law) -> ReasonSet {
    ReasonSet::when(!place.period.within_months(longest(title, law)), Reason::TooLong)
}

/// The longest training period for a title, months.
pub(super) fn longest(title: Title, law: &Law) -> u32 {
    months(
        law,
        match title {
            Title::Qualifica => Number::QualificaMaxMonths,
            Title::Diploma => Number::DiplomaMaxMonths,
        },
    )
}

pub(super) fn months(law: &Law, number: Number) -> u32 {
    u32::try_from(law.get(number)).unwrap_or(0)
}

/// R5: the hours of internal training that the student's year needs: what of the timetable may not be at the institution, rounded up.
pub(super) fn internal_hours_needed(person: &PersonFacts, law: &Law) -> i64 {
    let external = law.get(external_percent(person.course_year));
    (timetable(person, law) * (100 - external) + 99) / 100
}

/// R5: the most hours of internal training that leave the institution its least share, where one is set.
pub(super) fn internal_hours_at_most(person: &PersonFacts, law: &Law) -> Option<i64> {
    let least = law.get(Number::ExternalLeast);
    (least > 0).then(|| timetable(person, law) * (100 - least) / 100)
}

/// The yearly timetable, hours.
fn timetable(person: &PersonFacts, law: &Law) -> i64 {
    person
        .timetable_hours
        .map_or(law.get(Number::TimetableHours), i64::from)
}

/// The parameter of the share for a year of the course.
pub(super) const fn external_percent(course_year: u8) -> Number {
    match course_year {
        0 | 1 => Number::ExternalYear1,
        2 => Number::ExternalYear2,
        3 => Number::ExternalYear3,
        _ => Number::ExternalYear4,
    }
}

/// R10: the capacities of the employer and the experience of the tutor.
pub(super) fn capacities(place: &PlaceFacts, law: &Law) -> ReasonSet {
    let declared = [place.structural, place.technical, place.formative];
    let lacking = |capacity: Option<bool>, reason| ReasonSet::when(capacity == Some(false), reason);
    ReasonSet::when(declared.contains(&None), Reason::CapacityUndeclared)
        .or(lacking(place.structural, Reason::CapacityStructural))
        .or(lacking(place.technical, Reason::CapacityTechnical))
        .or(lacking(place.formative, Reason::CapacityFormative))
        .or(ReasonSet::when(
            place
                .tutor_years
                .is_some_and(|years| i64::from(years) < law.get(Number::TutorYears)),
            Reason::TutorYears,
        ))
}

/// What has not been declared and must be seen to.
pub(super) fn conditions(place: &PlaceFacts) -> ConditionSet {
    ConditionSet::when(
        place.internal_hours_year.is_none(),
        Condition::InternalHoursMissing,
    )
    .or(ConditionSet::when(
        place.tutor_years.is_none(),
        Condition::TutorYearsMissing,
    ))
}
