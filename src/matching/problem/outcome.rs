//! The solver's answer, checked and told in the words of the round.

use std::collections::HashMap;

use solver::{Answer, Status, Value, Why};

use super::{Market, Pair, index};
use crate::matching::eligibility::{Facts, Judge, Refusals};
use crate::matching::records::{Counts, Notes, PlaceNotes, Tier, WhyUnplaced};
use crate::matching::scoring::Points;
use crate::matching::shortage;

/// What a run found, in the snapshot's own identities.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub status: Status,
    pub tiers: Vec<Tier>,
    pub placed: u64,
    pub score: i64,
    pub assigned: Vec<AssignedPair>,
    pub unplaced: Vec<(usize, WhyUnplaced)>,
    pub places: Vec<UsedPlace>,
    pub counts: Counts,
    pub problem_digest: String,
    pub solver: String,
    /// Names of rules that cannot hold together, when nothing can.
    pub conflict: Vec<String>,
}

/// A student and the place found.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignedPair {
    pub student: usize,
    pub place: usize,
    pub pair: Detail,
}

/// What an assignment is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    pub score: u32,
    pub points: Points,
    pub minutes: u16,
    pub metres: u32,
    pub wish_rank: Option<u32>,
    pub notes: Notes,
}

/// A place after a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedPlace {
    pub place: usize,
    pub seats: u32,
    pub taken: u32,
    pub eligible: u32,
    pub notes: PlaceNotes,
}

impl Market<'_> {
    /// Reads the solver's answer after the independent check of its proof.
    ///
    /// # Errors
    /// What the check found wrong, in the checker's words.
    pub fn outcome(&self, answer: &Answer) -> Result<Outcome, Vec<String>> {
        solver::check(&self.problem, answer).map_err(|f| {
            f.into_iter()
                .map(|f| format!("{} {} {}", f.path, f.code, f.message))
                .collect::<Vec<_>>()
        })?;
        let students: HashMap<&str, usize> = self
            .snapshot
            .students
            .iter()
            .enumerate()
            .map(|(i, s)| (s.id.as_str(), i))
            .collect();
        let places: HashMap<&str, usize> = self
            .snapshot
            .places
            .iter()
            .enumerate()
            .map(|(i, p)| (p.id.as_str(), i))
            .collect();
        let chosen: HashMap<(u32, u32), &Pair> =
            self.pairs.iter().map(|p| ((p.student, p.place), p)).collect();
        let facts = Facts::of(self.snapshot);
        let judge = facts.judge(&self.law);
        let mut assigned = Vec::with_capacity(answer.assignment.len());
        for a in &answer.assignment {
            let (s, p) = (students[a.student.as_str()], places[a.place.as_str()]);
            let pair = chosen[&(index(s), index(p))];
            assigned.push(AssignedPair {
                student: s,
                place: p,
                pair: self.detail(&judge, pair),
            });
        }
        let mut unplaced: Vec<(usize, WhyUnplaced)> = answer
            .unplaced
            .iter()
            .map(|u| {
                let s = students[u.student.as_str()];
                (s, self.why(&judge, s, &u.why))
            })
            .collect();
        shortage::complete(&mut unplaced, |s| self.snapshot.students[s].id.clone());
        let score = assigned.iter().map(|a| i64::from(a.pair.score)).sum();
        Ok(Outcome {
            status: answer.status,
            tiers: answer.tiers.iter().map(tier).collect(),
            placed: assigned.len() as u64,
            score,
            places: self.used(answer, &assigned),
            counts: self.counts(&assigned),
            assigned,
            unplaced,
            problem_digest: answer.problem_digest.clone(),
            solver: answer.solver.clone(),
            conflict: answer.conflict.clone(),
        })
    }

    /// What an allowed pair is made of.
    #[must_use]
    pub fn detail(&self, judge: &Judge<'_>, pair: &Pair) -> Detail {
        Detail {
            score: pair.score,
            points: pair.points,
            minutes: pair.minutes,
            metres: pair.metres,
            wish_rank: pair.wish_rank,
            notes: Notes {
                estimated: pair.estimated,
                conditions: judge.conditions(pair.student, pair.place),
            },
        }
    }

    fn why(&self, judge: &Judge<'_>, student: usize, why: &Why) -> WhyUnplaced {
        let closed = || {
            let mut closed = self.refusals[student].closed();
            // Nothing but other figures: then their other reasons are told too, so that nobody looks for the next one later.
            if closed.reasons.is_empty() && matches!(why, Why::NoEligiblePlace) {
                let places = 0..self.snapshot.places.len();
                closed.besides = Refusals::besides(places.map(|p| judge.pair(index(student), index(p)).0));
            }
            closed
        };
        match why {
            Why::NoEligiblePlace => WhyUnplaced::NoEligiblePlace { closed: closed() },
            Why::Shortage { .. } => shortage::told(why, closed()),
            Why::NotWorth => WhyUnplaced::NotWorth,
            Why::PinnedOut { pins } => WhyUnplaced::PinnedOut {
                pins: pins
                    .iter()
                    .map(|p| (p.student.clone(), p.place.clone()))
                    .collect(),
            },
        }
    }

    fn used(&self, answer: &Answer, assigned: &[AssignedPair]) -> Vec<UsedPlace> {
        let mut taken = vec![0_u32; self.snapshot.places.len()];
        for a in assigned {
            taken[a.place] += 1;
        }
        let mut eligible = vec![0_u32; self.snapshot.places.len()];
        for pair in &self.pairs {
            eligible[pair.place as usize] += 1;
        }
        let prices: HashMap<&str, _> = answer.prices.iter().map(|p| (p.place.as_str(), p)).collect();
        let places = self.snapshot.places.iter().enumerate();
        places
            .map(|(i, place)| {
                let price = prices.get(place.id.as_str());
                UsedPlace {
                    place: i,
                    seats: place.seats.saturating_sub(place.held),
                    taken: taken[i],
                    eligible: eligible[i],
                    notes: PlaceNotes {
                        one_more_gains: price.map(|p| p.one_more_gains),
                        one_fewer_costs: price.and_then(|p| p.one_fewer_costs),
                    },
                }
            })
            .collect()
    }

    fn counts(&self, assigned: &[AssignedPair]) -> Counts {
        let seats = self
            .snapshot
            .places
            .iter()
            .map(|p| u64::from(p.seats.saturating_sub(p.held)))
            .sum();
        Counts {
            students: self.snapshot.students.len() as u64,
            places: self.snapshot.places.len() as u64,
            seats,
            pairs: self.pairs.len() as u64,
            placed: assigned.len() as u64,
            unplaced: (self.snapshot.students.len() - assigned.len()) as u64,
            estimated: assigned.iter().filter(|a| a.pair.notes.estimated).count() as u64,
        }
    }
}

fn tier(tier: &solver::TierValue) -> Tier {
    let list = |value: &Value| match value {
        Value::Number(n) => vec![*n],
        Value::Profile(p) => p.clone(),
        Value::Nothing => Vec::new(),
    };
    Tier {
        name: tier.name.clone(),
        value: list(&tier.value),
        bound: list(&tier.bound),
    }
}
