//! The problem: who can go where, under which rules, and what is wanted.
//!
//! A [`Problem`] refers to students, places and groups by their position (`u32`), not by name: a pair is 20 bytes and
//! a million of them fit where a million small strings would not. Build one by hand with [`ProblemBuilder`], which
//! hands out the positions, or [`Problem::read`] the JSON format.

mod builder;
mod digest;
mod read;
mod references;
mod validate;
mod write;

pub use builder::ProblemBuilder;

use crate::policy::{Limits, Policy};

/// The name and version of the format.
pub const FORMAT: &str = "abbina-matching/1";
/// The highest score a pair may have.
pub const SCORE_MAX: u32 = 1_000_000;
/// The highest rank a pair may have.
pub const RANK_MAX: u32 = 1_000_000;

/// Someone who wants a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Student {
    /// Unique among students.
    pub id: String,
    /// Position of the innermost group in [`Problem::groups`].
    pub group: Option<u32>,
}

/// Something that takes students.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Unique among places.
    pub id: String,
    /// How many students it can take.
    pub capacity: u64,
    /// Position of the innermost group in [`Problem::groups`].
    pub group: Option<u32>,
    /// Whom `together` and `apart` look at; the place itself (its id) when absent.
    pub employer: Option<String>,
    /// It takes nobody, or at least so many.
    pub open_with: Option<u64>,
}

/// A nested bound on how many students are placed through its members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Unique among groups.
    pub id: String,
    /// At least so many.
    pub min: u64,
    /// At most so many; absent means any number.
    pub max: Option<u64>,
    /// Position of the next outer group.
    pub parent: Option<u32>,
}

/// A student and a place that may come together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// Position in [`Problem::students`].
    pub student: u32,
    /// Position in [`Problem::places`].
    pub place: u32,
    /// 0 to [`SCORE_MAX`], higher is better.
    pub score: u32,
    /// What the student thinks of the place, 1 is best; 0 means not stated.
    pub student_rank: u32,
    /// What the place thinks of the student, 1 is best; 0 means not stated.
    pub place_rank: u32,
}

/// Bounds on how many pairs of any set are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// Unique among quotas.
    pub id: String,
    /// Positions in [`Problem::pairs`], each once.
    pub pairs: Vec<u32>,
    /// At least so many.
    pub min: u64,
    /// At most so many; absent means any number.
    pub max: Option<u64>,
}

/// The whole problem. See the module documentation for how its parts refer to each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// Everyone who wants a place.
    pub students: Vec<Student>,
    /// Everything that takes students.
    pub places: Vec<Place>,
    /// Two forests: one above the students, one above the places.
    pub groups: Vec<Group>,
    /// The eligible pairs; no others are ever chosen.
    pub pairs: Vec<Pair>,
    /// Rules that cross the groups.
    pub quotas: Vec<Quota>,
    /// `(student, place)` that must be chosen; each must be an eligible pair.
    pub pins: Vec<(u32, u32)>,
    /// `(student, place)` that must not be chosen.
    pub forbids: Vec<(u32, u32)>,
    /// Two students at the same employer, or both unplaced.
    pub together: Vec<(u32, u32)>,
    /// Two students never at the same employer.
    pub apart: Vec<(u32, u32)>,
    /// What is wanted.
    pub policy: Policy,
    /// How long it may take.
    pub limits: Limits,
    /// Decides between equal answers.
    pub seed: u64,
}

impl Student {
    fn name(&self) -> &str {
        &self.id
    }
}

impl Place {
    fn name(&self) -> &str {
        &self.id
    }
}

impl Problem {
    /// Starts building a problem by hand.
    #[must_use]
    pub fn builder() -> ProblemBuilder {
        ProblemBuilder::default()
    }

    /// Who `together` and `apart` look at for a place.
    #[must_use]
    pub fn employer_of(&self, place: u32) -> &str {
        let place = &self.places[place as usize];
        place.employer.as_deref().unwrap_or(&place.id)
    }
}
