//! Building a problem by hand: every call hands out the position to refer to.

use super::{Group, Pair, Place, Problem, Quota, Student};
use crate::error::Finding;
use crate::policy::{Stability, Tier};

/// Accumulates a [`Problem`]; [`ProblemBuilder::build`] validates it.
///
/// ```
/// use abbina_solver::Problem;
/// let mut b = Problem::builder();
/// let ana = b.student("ana", None);
/// let bakery = b.place("bakery", 1, None);
/// b.pair(ana, bakery, 900);
/// assert!(b.build().is_ok());
/// ```
#[derive(Clone, Debug, Default)]
pub struct ProblemBuilder {
    problem: Problem,
}

fn next(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

impl ProblemBuilder {
    /// Adds a student, inside a group if given.
    pub fn student(&mut self, id: impl Into<String>, group: Option<u32>) -> u32 {
        self.problem.students.push(Student { id: id.into(), group });
        next(self.problem.students.len() - 1)
    }

    /// Adds a place for `capacity` students, inside a group if given.
    pub fn place(&mut self, id: impl Into<String>, capacity: u64, group: Option<u32>) -> u32 {
        self.problem.places.push(Place {
            id: id.into(),
            capacity,
            group,
            ..Place::default()
        });
        next(self.problem.places.len() - 1)
    }

    /// Names the employer of a place.
    pub fn employer(&mut self, place: u32, employer: impl Into<String>) -> &mut Self {
        if let Some(place) = self.problem.places.get_mut(place as usize) {
            place.employer = Some(employer.into());
        }
        self
    }

    /// A place that takes nobody or at least so many.
    pub fn open_with(&mut self, place: u32, least: u64) -> &mut Self {
        if let Some(place) = self.problem.places.get_mut(place as usize) {
            place.open_with = Some(least);
        }
        self
    }

    /// Adds a group of students or places with its bounds, inside `parent` if given.
    pub fn group(&mut self, id: impl Into<String>, min: u64, max: Option<u64>, parent: Option<u32>) -> u32 {
        self.problem.groups.push(Group {
            id: id.into(),
            min,
            max,
            parent,
        });
        next(self.problem.groups.len() - 1)
    }

    /// Adds an eligible pair without ranks.
    pub fn pair(&mut self, student: u32, place: u32, score: u32) -> u32 {
        self.ranked_pair(student, place, score, 0, 0)
    }

    /// Adds an eligible pair with the rank each side gives the other (from 1; 0 means not stated).
    pub fn ranked_pair(
        &mut self,
        student: u32,
        place: u32,
        score: u32,
        student_rank: u32,
        place_rank: u32,
    ) -> u32 {
        self.problem.pairs.push(Pair {
            student,
            place,
            score,
            student_rank,
            place_rank,
        });
        next(self.problem.pairs.len() - 1)
    }

    /// Bounds how many of these pairs are chosen.
    pub fn quota(&mut self, id: impl Into<String>, pairs: Vec<u32>, min: u64, max: Option<u64>) -> &mut Self {
        self.problem.quotas.push(Quota {
            id: id.into(),
            pairs,
            min,
            max,
        });
        self
    }

    /// This pair must be chosen.
    pub fn pin(&mut self, student: u32, place: u32) -> &mut Self {
        self.problem.pins.push((student, place));
        self
    }

    /// This pair must not be chosen.
    pub fn forbid(&mut self, student: u32, place: u32) -> &mut Self {
        self.problem.forbids.push((student, place));
        self
    }

    /// These two go to the same employer, or neither is placed.
    pub fn together(&mut self, one: u32, other: u32) -> &mut Self {
        self.problem.together.push((one, other));
        self
    }

    /// These two never go to the same employer.
    pub fn apart(&mut self, one: u32, other: u32) -> &mut Self {
        self.problem.apart.push((one, other));
        self
    }

    /// The objectives, in order.
    pub fn tiers(&mut self, tiers: &[Tier]) -> &mut Self {
        self.problem.policy.tiers = tiers.to_vec();
        self
    }

    /// The stability wanted.
    pub fn stability(&mut self, stability: Stability) -> &mut Self {
        self.problem.policy.stability = stability;
        self
    }

    /// What decides between equal answers.
    pub fn seed(&mut self, seed: u64) -> &mut Self {
        self.problem.seed = seed;
        self
    }

    /// The problem, validated.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn build(self) -> Result<Problem, Vec<Finding>> {
        self.problem.validate()?;
        Ok(self.problem)
    }
}
