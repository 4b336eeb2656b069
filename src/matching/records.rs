//! Rounds, pins and runs as they are kept.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::model::{RoundState, RunState, Settings};
use super::scoring::Points;
use super::solving::Progress;
use crate::law::Reason;
use crate::vocabulary::ids::{AccountId, InstitutionId, PinId, PlacementId, RoundId, RunId, StudentId};

/// A matching campaign of a school.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    pub id: RoundId,
    pub institution_id: InstitutionId,
    pub name: String,
    /// By the end of this day, in Italy, companies answer.
    pub answer_by: NaiveDate,
    pub settings: Settings,
    pub state: RoundState,
    /// The run whose proposals are out.
    pub published_run: Option<RunId>,
    pub published_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

/// A coordinator's word on one pair, with a reason and an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    pub id: PinId,
    pub round_id: RoundId,
    pub student_id: StudentId,
    pub placement_id: PlacementId,
    pub kind: PinKind,
    pub reason: String,
    pub author: Option<AccountId>,
    pub created_at: DateTime<Utc>,
}

/// Must or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinKind {
    /// This pair must be.
    Pin,
    /// This pair must not be.
    Forbid,
}

impl PinKind {
    /// The word stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            PinKind::Pin => "pin",
            PinKind::Forbid => "forbid",
        }
    }

    /// Back from [`PinKind::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<PinKind> {
        [PinKind::Pin, PinKind::Forbid]
            .into_iter()
            .find(|k| k.as_str() == word)
    }
}

/// One run: an immutable record once it has ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub id: RunId,
    pub round_id: RoundId,
    pub state: RunState,
    pub requested_by: Option<AccountId>,
    pub requested_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub stop_requested: bool,
    pub progress: Option<Progress>,
    pub settings: Settings,
    pub snapshot_digest: String,
    pub problem_digest: Option<String>,
    /// Of this program.
    pub version: String,
    /// Of the solver.
    pub solver: Option<String>,
    /// `optimal`, `feasible`, `infeasible`, `no_answer`.
    pub status: Option<String>,
    pub placed: Option<i64>,
    pub score: Option<i64>,
    pub tiers: Vec<Tier>,
    pub counts: Counts,
    pub timings: BTreeMap<String, u64>,
    /// The code of what went wrong.
    pub failure: Option<String>,
}

impl Run {
    /// Is its answer proved to be the best?
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        self.state == RunState::Done && self.status.as_deref() == Some("optimal")
    }
}

/// What one objective reached, and what no answer can exceed. Profiles are lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    pub name: String,
    pub value: Vec<i64>,
    pub bound: Vec<i64>,
}

/// The sizes of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    pub students: u64,
    pub places: u64,
    pub seats: u64,
    pub pairs: u64,
    pub placed: u64,
    pub unplaced: u64,
    /// Pairs whose journey is an estimate.
    pub estimated: u64,
}

/// A student whom a run placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub student_id: StudentId,
    pub placement_id: PlacementId,
    pub score: u32,
    pub points: Points,
    pub minutes: u16,
    pub metres: u32,
    pub wish_rank: Option<u32>,
    pub notes: Notes,
}

/// What must be seen to before an assignment becomes real, and what is only estimated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// The journey is an estimate.
    pub estimated: bool,
    /// Conditions of the law.
    pub conditions: Vec<Said>,
}

/// A sentence of the law as a code and the numbers in it; the text is chosen when somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Keys the text `condition-<code with - for .>`.
    pub code: String,
    /// What makes it exact.
    #[serde(default)]
    pub args: Vec<(String, String)>,
}

/// A student whom a run left without a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnplacedStudent {
    pub student_id: StudentId,
    pub why: WhyUnplaced,
}

/// Why a student has no place, exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhyUnplaced {
    /// Every place is closed; these rules closed them.
    NoEligiblePlace {
        /// What closed how many.
        closed: Closed,
    },
    /// There are places, and too few for all who can only go there.
    Shortage {
        /// Who shares them, this student included.
        students: Vec<String>,
        /// What they share, all full.
        places: Vec<String>,
        /// Full ceilings of tutors and employers in between.
        #[serde(default)]
        ceilings: Vec<String>,
        /// How many of them are without a place: the others fill what there is.
        #[serde(default)]
        left: u64,
        /// How many more students share it than are listed.
        #[serde(default)]
        more_students: u64,
        /// How many more places they share than are listed.
        #[serde(default)]
        more_places: u64,
        /// What closed the other places.
        closed: Closed,
    },
    /// Leaving the student out scores more under the objectives chosen.
    NotWorth,
    /// Pins of the coordinator are in the way.
    PinnedOut {
        /// Students pinned to the places.
        pins: Vec<(String, String)>,
    },
}

impl WhyUnplaced {
    /// The word stored beside it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            WhyUnplaced::NoEligiblePlace { .. } => "no_eligible_place",
            WhyUnplaced::Shortage { .. } => "shortage",
            WhyUnplaced::NotWorth => "not_worth",
            WhyUnplaced::PinnedOut { .. } => "pinned_out",
        }
    }
}

/// What closed places to one student.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Closed {
    /// Places that ask for another figure: nothing to be done about them.
    pub other_figure: u32,
    /// Of the rest: for each reason, how many places it closed and how many it alone closed.
    pub reasons: Vec<ClosedBy>,
    /// Where every place asks for another figure: what closes those places besides, and how many of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub besides: Vec<ClosedBy>,
    /// The shortest limit, in minutes, that would open a place which only the journey closes.
    pub minutes_that_would_open: Option<u16>,
}

/// How many places one reason closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedBy {
    pub reason: Reason,
    /// Places that it closed.
    pub places: u32,
    /// Of these, places that nothing else closed.
    pub alone: u32,
}

/// A place in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceUse {
    pub placement_id: PlacementId,
    /// Seats that were free when the run was asked for.
    pub seats: u32,
    pub taken: u32,
    /// Students who could go there.
    pub eligible: u32,
    pub notes: PlaceNotes,
}

/// What holds a place back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceNotes {
    /// What one more seat would gain in the last objective, where the place is scarce.
    pub one_more_gains: Option<i64>,
    /// What one seat fewer would cost.
    pub one_fewer_costs: Option<i64>,
}
