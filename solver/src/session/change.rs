//! What can be asked of a session, and what it says.

use std::fmt;

use crate::outcome::{Answer, Move, TierValue};
use crate::problem::SCORE_MAX;

/// One thing that could be different. Students and places are named by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This pair must be chosen.
    Pin {
        /// Id.
        student: String,
        /// Id.
        place: String,
    },
    /// No pair of this student must be chosen any more.
    Unpin {
        /// Id.
        student: String,
    },
    /// This pair must not be chosen.
    Forbid {
        /// Id.
        student: String,
        /// Id.
        place: String,
    },
    /// This pair may be chosen again.
    Allow {
        /// Id.
        student: String,
        /// Id.
        place: String,
    },
    /// A place takes so many students.
    Capacity {
        /// Id.
        place: String,
        /// Students.
        capacity: u64,
    },
    /// A pair has another score.
    Score {
        /// Id.
        student: String,
        /// Id.
        place: String,
        /// 0 to [`SCORE_MAX`].
        score: u32,
    },
    /// A student is out of the market; pins of the student go too.
    Leave {
        /// Id.
        student: String,
    },
}

/// What a change comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Before the change.
    pub before: Vec<TierValue>,
    /// After it; optimal again.
    pub after: Vec<TierValue>,
    /// Who moves, by student id.
    pub moves: Vec<Move>,
}

/// Why a change was not made. The session is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No student or place of this id, or the two are no eligible pair.
    Unknown(String),
    /// The score is above [`SCORE_MAX`].
    Score(u32),
    /// No answer keeps all rules then.
    Impossible,
    /// A limit ended the work; only where a change is solved afresh.
    Stopped,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Unknown(what) => write!(f, "The problem does not have {what}."),
            Refused::Score(score) => write!(f, "A score is at most {SCORE_MAX}, not {score}."),
            Refused::Impossible => f.write_str("With this change no answer keeps all rules."),
            Refused::Stopped => f.write_str("A limit ended the work before there was an answer."),
        }
    }
}

impl std::error::Error for Refused {}

/// A problem whose optimum could not be found: the answer says why.
#[derive(Clone, Debug)]
pub struct Unsolved(pub Box<Answer>);

impl fmt::Display for Unsolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The problem has no optimum to begin with: {:?}", self.0.status)
    }
}

impl std::error::Error for Unsolved {}
