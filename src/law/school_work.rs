//! Formazione scuola-lavoro, once alternanza (D.Lgs. 77/2005), and the simulated enterprise: least hours, no high-risk work.
//!
//! How many hours a year a Lombard course needs was not found for the current year: the numbers are 0 until a round sets them.

use super::catalogue::Number;
use super::facts::{PersonFacts, PlaceFacts, RiskClass};
use super::refusal::{Condition, ConditionSet, Reason, ReasonSet};
use super::settings::Law;

/// Hours that the place gives in a year: hours a week times days over seven; what lasts longer than a year counts for one.
pub(super) fn hours_in_a_year(place: &PlaceFacts) -> i64 {
    i64::from(place.week_minutes) * place.period.days().min(365) / (7 * 60)
}

/// R5: hours of alternanza in a year that the student's year of course needs.
pub(super) fn hours_needed(person: &PersonFacts, law: &Law) -> i64 {
    law.get(match person.course_year {
        0 | 1 => Number::SchoolWorkHoursYear1,
        2 => Number::SchoolWorkHoursYear2,
        3 => Number::SchoolWorkHoursYear3,
        _ => Number::SchoolWorkHoursYear4,
    })
}

/// R5: the simulated enterprise gives the hours set.
pub(super) fn simulated_hours(place: &PlaceFacts, law: &Law) -> ReasonSet {
    ReasonSet::when(
        hours_in_a_year(place) < law.get(Number::SimulatedHours),
        Reason::SimulatedHours,
    )
}

/// R7: no high-risk work, whatever the age and the derogation (D.L. 159/2025).
pub(super) fn high_risk(place: &PlaceFacts, law: &Law) -> ReasonSet {
    ReasonSet::when(
        place.hazardous && law.get(Number::HighRiskForbidden) == 1,
        Reason::HighRisk,
    )
}

/// In a host of the high class the tasks must be chosen.
pub(super) fn conditions(place: &PlaceFacts, law: &Law) -> ConditionSet {
    let high = place.risk == Some(RiskClass::High) && law.get(Number::HighRiskForbidden) == 1;
    ConditionSet::when(high, Condition::RiskClass)
}
