//! Work of minors (L. 977/1967): hours, night, break, rest, hazards, risk assessment. Who is a minor on the first day is judged
//! as a minor for the whole placement. It holds in a firm, under contract or not; not in a simulated enterprise.
//!
//! Not declared: day hours, days and times refuse only where the week proves the breach (48 hours on five days are more than
//! eight a day, whatever the timetable); otherwise they are a condition. So are the hours at school and the risk assessment.

use chrono::Weekday;

use super::catalogue::Number;
use super::facts::PlaceFacts;
use super::refusal::{Condition, ConditionSet, Reason, ReasonSet};
use super::settings::Law;

/// R6, R7, R10: what the place itself does wrong to a minor.
pub(super) fn work(place: &PlaceFacts, law: &Law) -> ReasonSet {
    day(place, law)
        .or(night(place, law))
        .or(rest(place, law))
        .or(hazards(place))
        .or(assessment(place))
}

/// Minutes of the longest day, as far as declared or proved by the week.
pub(super) fn longest_day(place: &PlaceFacts) -> Option<u32> {
    let days = place.days.map(|days| days.count()).filter(|&count| count > 0);
    let average = days.map(|count| u32::from(place.week_minutes).div_ceil(count));
    place.day_minutes.map(u32::from).max(average)
}

/// Minutes from the start to the end of the day.
pub(super) fn span(place: &PlaceFacts) -> Option<u32> {
    let (from, to) = (u32::from(place.from?.minutes()), u32::from(place.to?.minutes()));
    Some(if to > from { to - from } else { 1440 - from + to })
}

/// The longest break that the hours leave, declared or proved by the week, minutes.
pub(super) fn break_minutes(place: &PlaceFacts) -> Option<u32> {
    Some(span(place)?.saturating_sub(longest_day(place)?))
}

/// Days of work in a week: declared, or the fewest into which the week goes.
pub(super) fn working_days(place: &PlaceFacts) -> Option<u32> {
    let fewest = || {
        let day = place.day_minutes.filter(|&minutes| minutes > 0)?;
        Some(u32::from(place.week_minutes.div_ceil(day)))
    };
    place.days.map(|days| days.count()).or_else(fewest)
}

/// R6: the day and its break.
fn day(place: &PlaceFacts, law: &Law) -> ReasonSet {
    let longest = longest_day(place).map(i64::from);
    let too_long = longest.is_some_and(|minutes| minutes > law.get(Number::MinorDayHours) * 60);
    let needs_break = longest.is_some_and(|minutes| minutes > law.get(Number::BreakAfterMinutes));
    let short =
        break_minutes(place).is_some_and(|minutes| i64::from(minutes) < law.get(Number::BreakMinutes));
    ReasonSet::when(too_long, Reason::DayHours).or(ReasonSet::when(needs_break && short, Reason::Break))
}

/// R6: no work in the night, and a night long enough.
fn night(place: &PlaceFacts, law: &Law) -> ReasonSet {
    let (from, to) = (
        place.from.map(|t| i64::from(t.minutes())),
        place.to.map(|t| i64::from(t.minutes())),
    );
    let early = from.is_some_and(|from| from < law.get(Number::NightTo) * 60);
    let late = to.is_some_and(|to| to > law.get(Number::NightFrom) * 60);
    let through = from.zip(to).is_some_and(|(from, to)| to <= from);
    let rest = law.get(Number::NightRestHours) * 60;
    let short = span(place).is_some_and(|span| 1440 - i64::from(span) < rest);
    ReasonSet::when(early || late || through, Reason::Night).or(ReasonSet::when(short, Reason::NightRest))
}

/// R6: the days of rest.
fn rest(place: &PlaceFacts, law: &Law) -> ReasonSet {
    let short = working_days(place).is_some_and(|days| 7 - i64::from(days) < law.get(Number::RestDays));
    ReasonSet::when(short, Reason::RestDays)
}

/// R7: hazardous work needs the derogation, and somebody who trains.
fn hazards(place: &PlaceFacts) -> ReasonSet {
    ReasonSet::when(place.hazardous && !place.derogation, Reason::Hazardous).or(ReasonSet::when(
        place.hazardous && place.derogation && !place.tutor_named,
        Reason::Trainer,
    ))
}

/// R10: the risk assessment covers minors.
fn assessment(place: &PlaceFacts) -> ReasonSet {
    ReasonSet::when(place.dvr_minors == Some(false), Reason::DvrMinors)
}

/// What has not been declared, and what needs somebody's consent.
pub(super) fn conditions(place: &PlaceFacts) -> ConditionSet {
    let timetable =
        place.day_minutes.is_none() || place.days.is_none() || place.from.is_none() || place.to.is_none();
    ConditionSet::when(timetable, Condition::TimetableMissing)
        .or(ConditionSet::when(
            place.days.is_some_and(|days| days.contains(Weekday::Sun)),
            Condition::Sunday,
        ))
        .or(ConditionSet::when(
            place.hazardous && place.derogation,
            Condition::Derogation,
        ))
        .or(ConditionSet::when(
            place.dvr_minors.is_none(),
            Condition::DvrMissing,
        ))
}
