//! What would happen if: a change to a frozen round, and how many it would place. Nothing is stored; the answer is exact, because
//! the changed round is judged and solved like any other.

use std::collections::{HashMap, HashSet};

use super::problem::{self, Market, Outcome, Unfit};
use super::snapshot::{Snapshot, Wanted};
use crate::vocabulary::geography::ComuneCode;

/// Something that would help, and that somebody can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A longer journey for those without a limit of their own, minutes.
    Limit(u16),
    /// One more seat at this place ([`super::snapshot::Place::id`]).
    Seat(String),
}

impl Change {
    /// The frozen round as it would be.
    #[must_use]
    pub fn of(&self, snapshot: &Snapshot) -> Snapshot {
        let mut changed = snapshot.clone();
        match self {
            Change::Limit(minutes) => changed.settings.max_minutes = *minutes,
            Change::Seat(id) => {
                for place in changed.places.iter_mut().filter(|p| p.id == *id) {
                    place.seats += 1;
                }
            }
        }
        changed
    }
}

/// The round with one objective: place as many as can be. Places that open only with a group open at once, so that the question
/// stays a flow, which is solved in no time.
#[must_use]
pub fn only_placing(mut snapshot: Snapshot) -> Snapshot {
    snapshot.settings.tiers = vec!["placed".to_owned()];
    for place in &mut snapshot.places {
        place.open_with = None;
    }
    snapshot
}

/// Solves a small question in this process.
///
/// # Errors
/// See [`Unfit`]; an answer that does not hold is [`Unfit::Problem`].
pub fn solved(market: &Market<'_>) -> Result<Outcome, Unfit> {
    let answer = problem::solve_here(market, 1);
    market.outcome(&answer).map_err(Unfit::Problem)
}

/// How many of a round can be placed at most.
///
/// # Errors
/// As [`solved`].
pub fn most_placed(snapshot: &Snapshot) -> Result<u64, Unfit> {
    Ok(solved(&problem::build(snapshot)?)?.placed)
}

/// Parts of a round that share neither students nor places nor ceilings: what happens in one leaves the others as they are.
#[derive(Debug)]
pub struct Parts {
    of_student: Vec<usize>,
    of_place: Vec<usize>,
}

impl Parts {
    /// By who could go where, and by the ceilings that places share.
    #[must_use]
    pub fn of(market: &Market<'_>) -> Parts {
        let problem = &market.problem;
        let (n, m) = (problem.students.len(), problem.places.len());
        let mut up: Vec<usize> = (0..n + m + problem.groups.len()).collect();
        for pair in &problem.pairs {
            join(&mut up, pair.student as usize, n + pair.place as usize);
        }
        for (at, place) in problem.places.iter().enumerate() {
            if let Some(group) = place.group {
                join(&mut up, n + at, n + m + group as usize);
            }
        }
        for (at, group) in problem.groups.iter().enumerate() {
            if let Some(parent) = group.parent {
                join(&mut up, n + m + at, n + m + parent as usize);
            }
        }
        Parts {
            of_student: (0..n).map(|s| top(&mut up, s)).collect(),
            of_place: (0..m).map(|p| top(&mut up, n + p)).collect(),
        }
    }

    /// The part of the round that this student belongs to, as a round of its own.
    #[must_use]
    pub fn around(&self, student: usize, snapshot: &Snapshot) -> Snapshot {
        let part = self.of_student[student];
        let students: Vec<_> = own(&self.of_student, part, &snapshot.students);
        let places: Vec<_> = own(&self.of_place, part, &snapshot.places);
        let homes: HashSet<ComuneCode> = students.iter().map(|s| s.residence).collect();
        let ids: HashSet<&str> = students.iter().map(|s| s.id.as_str()).collect();
        let wanted = |list: &[Wanted]| -> Vec<Wanted> {
            list.iter()
                .filter(|w| ids.contains(w.student.as_str()))
                .cloned()
                .collect()
        };
        Snapshot {
            day: snapshot.day,
            settings: snapshot.settings.clone(),
            employers: snapshot.employers.clone(),
            tutors: snapshot.tutors.clone(),
            minutes: snapshot
                .minutes
                .iter()
                .filter(|(a, b, _)| homes.contains(a) || homes.contains(b))
                .copied()
                .collect(),
            pins: wanted(&snapshot.pins),
            forbids: wanted(&snapshot.forbids),
            students,
            places,
        }
    }
}

fn own<T: Clone>(parts: &[usize], part: usize, all: &[T]) -> Vec<T> {
    parts
        .iter()
        .zip(all)
        .filter(|(p, _)| **p == part)
        .map(|(_, one)| one.clone())
        .collect()
}

fn top(up: &mut [usize], mut v: usize) -> usize {
    while up[v] != v {
        up[v] = up[up[v]];
        v = up[v];
    }
    v
}

fn join(up: &mut [usize], a: usize, b: usize) {
    let (a, b) = (top(up, a), top(up, b));
    up[a.max(b)] = a.min(b);
}

/// Positions by identity.
#[must_use]
pub fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}
