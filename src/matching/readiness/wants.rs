//! Facts that nobody has said and that change the matching: of how many, and for whom it matters.

use std::collections::HashSet;

use crate::law::{EmployerFacts, Reason, employer};
use crate::matching::eligibility;
use crate::matching::model::Part;
use crate::matching::problem::Market;
use crate::vocabulary::pathway::Pathway;

/// A fact that is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Hours a week at school of a minor: they count together with the company's.
    SchoolWeek,
    /// A student's wishes, where there is a choice.
    Wishes,
    /// A student's competences, where places that are open ask for some.
    Competences,
    /// Staff and skilled workers of an employer of apprentices: without them it may take none.
    Staff,
    /// Capacities that the employer declares: without them its places for apprentices are closed.
    Capacities,
}

impl Want {
    /// The word in text keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Want::SchoolWeek => "school-week",
            Want::Wishes => "wishes",
            Want::Competences => "competences",
            Want::Staff => "staff",
            Want::Capacities => "capacities",
        }
    }

    /// Where those are listed of whom it is not said.
    #[must_use]
    pub const fn list(self) -> &'static str {
        match self {
            Want::SchoolWeek => "/students?gap=school-week",
            Want::Wishes => "/students?gap=wishes",
            Want::Competences => "/students",
            Want::Staff | Want::Capacities => "/companies?only=incomplete",
        }
    }
}

/// A want, and how much of it there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanting {
    pub want: Want,
    /// Students, or employers, of whom it is not said.
    pub of: usize,
    /// Of employers: students for whom it closes a place that nothing else closes, or seats that cannot be filled.
    pub touches: u64,
}

/// Only what changes something now is told.
pub(super) fn of(market: &Market<'_>, open: &[u32]) -> Vec<Wanting> {
    let snapshot = market.snapshot;
    let weights = snapshot.settings.weights;
    let eighteen = snapshot
        .settings
        .period
        .from
        .checked_sub_months(chrono::Months::new(18 * 12))
        .unwrap_or(snapshot.day);
    let asks: HashSet<u32> = (0..)
        .zip(&snapshot.places)
        .filter(|(_, place)| !place.wants.is_empty())
        .map(|(at, _)| at)
        .collect();
    let asked: HashSet<u32> = market
        .pairs
        .iter()
        .filter(|pair| asks.contains(&pair.place))
        .map(|pair| pair.student)
        .collect();
    let students = || (0_u32..).zip(&snapshot.students).zip(open);
    let school_week = students()
        .filter(|((_, s), places)| s.school_week_minutes.is_none() && s.birth_date > eighteen && **places > 0)
        .count();
    let wishes = students()
        .filter(|((_, s), places)| weights.of(Part::Wishes) > 0 && s.wishes.is_empty() && **places > 1)
        .count();
    let competences = students()
        .filter(|((at, s), places)| {
            weights.of(Part::Competences) > 0
                && s.competences.is_empty()
                && **places > 1
                && asked.contains(at)
        })
        .count();
    let by_student = |want, of| Wanting { want, of, touches: 0 };
    [
        by_student(Want::SchoolWeek, school_week),
        by_student(Want::Wishes, wishes),
        by_student(Want::Competences, competences),
        staff(market),
        capacities(market),
    ]
    .into_iter()
    .filter(|wanting| wanting.of > 0)
    .collect()
}

/// Employers of apprentices that have not said how many work there.
fn staff(market: &Market<'_>) -> Wanting {
    let snapshot = market.snapshot;
    let mut employers = HashSet::new();
    let mut seats = 0;
    for place in snapshot
        .places
        .iter()
        .filter(|p| p.pathway == Pathway::Apprenticeship)
    {
        let e = &snapshot.employers[place.employer];
        let facts = EmployerFacts {
            staff: e.staff,
            skilled: e.skilled,
            apprentices: e.apprentices,
            artisan: e.artisan,
        };
        if employer::ratio_cap(&facts, &market.law).code == "r8.undeclared" {
            employers.insert(place.employer);
            seats += u64::from(place.seats.saturating_sub(place.held));
        }
    }
    Wanting {
        want: Want::Staff,
        of: employers.len(),
        touches: seats,
    }
}

/// Employers that have not declared their capacities, and students to whom nothing else closes their places.
fn capacities(market: &Market<'_>) -> Wanting {
    let snapshot = market.snapshot;
    let employers: HashSet<usize> = snapshot
        .places
        .iter()
        .filter(|p| p.pathway == Pathway::Apprenticeship)
        .map(|p| p.employer)
        .filter(|at| {
            let e = &snapshot.employers[*at];
            [e.structural, e.technical, e.formative].contains(&None)
        })
        .collect();
    let alone = |refused: &&eligibility::Refusals| {
        refused
            .closed()
            .reasons
            .iter()
            .any(|by| by.reason == Reason::CapacityUndeclared && by.alone > 0)
    };
    Wanting {
        want: Want::Capacities,
        of: employers.len(),
        touches: market.refusals.iter().filter(alone).count() as u64,
    }
}
