//! The answer, as a value and as JSON.

mod bound;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::Finding;

pub use bound::{BoundPart, BoundStage, Count, Multipliers, PartBound, Step};

/// The name and version of the answer's format.
pub const ANSWER_FORMAT: &str = "abbina-answer/1";

/// Stands among the rules of a shortage where a limit ended the work before more was known.
pub(crate) const LIMIT: &str = "limit";

/// What the note says where a limit ended the work.
pub(crate) const ENDED: &str = "ended the work before";

/// What is known about the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every tier is proved.
    Optimal,
    /// A limit ended the work; the bounds say how far from the best it can be.
    Feasible,
    /// Nothing keeps all rules; see `conflict`.
    Infeasible,
    /// A limit ended the work before there was an answer.
    #[default]
    NoAnswer,
}

/// The value of a tier: a number, a profile (how many first, second … choices), or nothing when nobody is placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// `placed`, `score`, `bottleneck`.
    Number(i64),
    /// `rank_maximal`, `generous`.
    Profile(Vec<i64>),
    /// The worst score of nobody, or a bound that is not known.
    Nothing,
}

/// What a tier reached and what no answer can exceed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierValue {
    /// As in the policy.
    pub name: String,
    /// Of this answer.
    pub value: Value,
    /// Of any answer, given the tiers before.
    pub bound: Value,
}

/// One placed student.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assigned {
    /// Id.
    pub student: String,
    /// Id.
    pub place: String,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Why a student has no place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Why {
    /// No pair, or only forbidden ones.
    NoEligiblePlace,
    /// These students share only these places, which are full, or these groups, which are.
    Shortage {
        /// Who competes.
        students: Vec<String>,
        /// For what.
        places: Vec<String>,
        /// Full groups that keep them out, if it is not the places themselves.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        groups: Vec<String>,
        /// Crossing rules that keep them out (`quota:few`, `open_with:p1` …); `stability` where that does, and `limit`
        /// where a limit ended the work before a better answer was looked for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rules: Vec<String>,
        /// How many more students share it than are listed.
        #[serde(default, skip_serializing_if = "is_zero")]
        more_students: u64,
        /// How many more places they share than are listed.
        #[serde(default, skip_serializing_if = "is_zero")]
        more_places: u64,
    },
    /// A place could be had, but the tiers are better off without.
    NotWorth,
    /// Without these pins there would be a place.
    PinnedOut {
        /// The pins in the way.
        pins: Vec<Assigned>,
    },
}

/// One student without a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unplaced {
    /// Id.
    pub student: String,
    /// Why.
    pub why: Why,
}

/// Pairs that would both rather have each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockingPairs {
    /// How many.
    pub count: u64,
    /// Which.
    pub list: Vec<Assigned>,
}

/// Integer duals of one stage; entries that are zero may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duals {
    /// What the stage maximises: `placed`, `score`, `rank:k`, `no_rank:k`, `above:t` (nothing above the threshold t
    /// is possible: a negative bound on zero gain), `someone_above:t` (nobody can be placed above t).
    pub stage: String,
    /// Per student: what a place is worth to it over none.
    pub students: BTreeMap<String, i64>,
    /// Per place: the price of its capacity.
    pub places: BTreeMap<String, i64>,
    /// Per group: the price of its bound.
    pub groups: BTreeMap<String, i64>,
}

/// What proves the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Certificate {
    /// Nothing is proved.
    #[default]
    None,
    /// Integer duals. For every pair that the stages before left over, the duals of its student, its place and the
    /// groups around both add up to at least what the pair gains; bounds times duals add up to the tier's value.
    Duals {
        /// Of the last stage.
        students: BTreeMap<String, i64>,
        /// Of the last stage.
        places: BTreeMap<String, i64>,
        /// Of the last stage.
        groups: BTreeMap<String, i64>,
        /// What the last stage maximises.
        #[serde(default)]
        stage: String,
        /// The stages before, in order; zeros left out.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        before: Vec<Duals>,
    },
    /// Crossing rules: a bound for every stage, and its proof.
    Bound {
        /// What no answer exceeds, stage by stage.
        stages: Vec<BoundStage>,
        /// Duals of every stage for the students that stand in no part.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        network: Vec<Duals>,
        /// The students that rules touch.
        parts: Vec<BoundPart>,
    },
    /// Duals with zero gain and a bound below zero: no answer keeps all rules.
    Infeasible {
        /// The cut.
        cut: Duals,
    },
    /// A case distinction in which every case is impossible: the rules around these students cannot hold together.
    Impossible {
        /// The students, and one stage named `infeasible`.
        part: BoundPart,
    },
    /// The solver's word that nothing is possible; not proved by numbers.
    InfeasibleClaimed {
        /// Who says so.
        by: String,
    },
    /// Stability and nothing else: proved by there being no blocking pair.
    Stable,
}

/// What capacity is worth, exactly, in the last tier (and in every tier, in order).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Id.
    pub place: String,
    /// What the last tier gains from one more place.
    pub one_more_gains: i64,
    /// What the last tier loses with one place fewer.
    pub one_fewer_costs: Option<i64>,
    /// The same for every tier, in order; a profile tier takes one number per choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_more_by_tier: Vec<i64>,
    /// See `one_more_by_tier`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_fewer_by_tier: Vec<i64>,
}

/// Milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timings {
    /// Reading the problem, if this process did.
    pub read: u64,
    /// Solving.
    pub solve: u64,
    /// Checking the certificate.
    pub certify: u64,
    /// Prices, reasons and explanations.
    #[serde(default)]
    pub explain: u64,
}

/// What can be said about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is in the answer.
    Chosen,
    /// It is no pair of the problem.
    NotEligible,
    /// A rule of the problem (forbid, or a pin elsewhere, or a bound) excludes it.
    Forbidden,
    /// It could be chosen, at the cost of its regret.
    Possible,
}

/// One move in a chain: from a place (or none) to a place (or none).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Who moves.
    pub student: String,
    /// From where; none if unplaced now.
    pub from: Option<String>,
    /// To where; none if left without.
    pub to: Option<String>,
}

/// Why a pair was or was not chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Id.
    pub student: String,
    /// Id.
    pub place: String,
    /// In a word.
    pub verdict: Verdict,
    /// The exact loss per tier if the pair is forced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regret: Option<Vec<Value>>,
    /// Who would move.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Move>,
}

/// The answer to a problem.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// [`ANSWER_FORMAT`].
    pub format: String,
    /// [`crate::Problem::digest`] of the problem that was solved.
    pub problem_digest: String,
    /// Name and version.
    pub solver: String,
    /// As in the problem.
    pub seed: u64,
    /// What is known.
    pub status: Status,
    /// Values and bounds, in the order of the policy.
    pub tiers: Vec<TierValue>,
    /// Who goes where, by student id.
    pub assignment: Vec<Assigned>,
    /// Who goes nowhere, and why, by student id.
    pub unplaced: Vec<Unplaced>,
    /// How many got their first, second … choice; absent without ranks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<Vec<i64>>,
    /// Present when the policy looks at stability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocking_pairs: Option<BlockingPairs>,
    /// What proves it.
    pub certificate: Certificate,
    /// Scarce places only.
    pub prices: Vec<Price>,
    /// A smallest set of named rules that cannot hold together, when infeasible.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflict: Vec<String>,
    /// Who moved against the previous answer, if one was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Move>,
    /// What was asked about pairs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explanations: Vec<Explanation>,
    /// What else a reader should know, in English.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// How long it took.
    pub timings_ms: Timings,
}

impl Answer {
    /// Reads `abbina-answer/1`.
    ///
    /// # Errors
    /// A finding that says where the answer cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Answer, Vec<Finding>> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let answer: Answer = serde_json::from_slice(bytes).map_err(|e| {
            let code = if e.is_data() {
                "answer.content"
            } else {
                "json.syntax"
            };
            let message =
                format!("The answer cannot be read: {e}. Correct it there, or solve the problem again.");
            vec![Finding::new("", code, message)]
        })?;
        if answer.format != ANSWER_FORMAT {
            let message = format!(
                "{:?} is not a format this version reads. It reads {ANSWER_FORMAT:?}.",
                answer.format
            );
            return Err(vec![Finding::new("/format", "format.unknown", message)]);
        }
        Ok(answer)
    }

    /// Is there no answer because a limit ended the work?
    #[must_use]
    pub fn ended_by_a_limit(&self) -> bool {
        self.status == Status::NoAnswer && self.notes.iter().any(|note| note.contains(ENDED))
    }

    /// The answer in the format [`Answer::read`] reads.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        // Strings, integers and maps with string keys: writing them to memory cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
