//! The proof of a bound where rules cross the network: a case distinction whose every case is priced.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The bound of one stage over all students.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundStage {
    /// As in [`crate::Duals::stage`]; also `blocking` (fewest blocking pairs).
    pub stage: String,
    /// No answer exceeds it.
    pub bound: i64,
}

/// The students of one part of the market, and the proof of every stage for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundPart {
    /// Ids; no student stands in two parts.
    pub students: Vec<String>,
    /// In the order of the stages.
    pub stages: Vec<PartBound>,
}

/// Why the students of a part cannot gain more than `bound` in a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartBound {
    /// As in [`BoundStage::stage`].
    pub stage: String,
    /// What the steps prove; -1 in the stage `above:t` says that nothing is possible.
    pub bound: i64,
    /// All multipliers are divided by this.
    pub divisor: i64,
    /// Multipliers that the steps refer to by their position.
    pub multipliers: Vec<Multipliers>,
    /// The case distinction; it begins with the first step, and every step leads to later ones.
    pub steps: Vec<Step>,
}

/// What the bounds of students, groups and rules are priced at; what is not named costs nothing. Places have no
/// price of their own: what a place can gain at most from the students left over is easily found exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Multipliers {
    /// Only what differs from these earlier ones is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<u32>,
    /// By student.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub students: BTreeMap<String, i64>,
    /// By group.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<String, i64>,
    /// By quota.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub quotas: BTreeMap<String, i64>,
    /// First student, second student, employer: the first costs it there, the second brings it back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<(String, String, String, i64)>,
    /// Two students, employer: both cost it there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(String, String, String, i64)>,
    /// Student, place: that this pair does not block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stable: Vec<(String, String, i64)>,
    /// Earlier stages: that no less is reached in them. Of a stage `someone_above:t`, where there is one part alone: that
    /// someone is placed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub floors: BTreeMap<String, i64>,
}

/// One step of a case distinction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// These multipliers prove the bound in this case.
    Bound(u32),
    /// These multipliers prove that this case is impossible: without any gain they leave less than nothing.
    Empty(u32),
    /// Does the student take one of these places?
    Student {
        /// Id.
        id: String,
        /// Ids.
        places: Vec<String>,
        /// The step if it takes one of them.
        yes: u32,
        /// The step if it takes none of them.
        no: u32,
    },
    /// How many does the place take?
    Place(Count),
    /// How many are placed through the group?
    Group(Count),
    /// How many pairs of the quota are chosen?
    Quota(Count),
    /// Does the pair block (where blocking pairs are counted)?
    Blocks {
        /// Id.
        student: String,
        /// Id.
        place: String,
        /// The step if it may.
        yes: u32,
        /// The step if it must not.
        no: u32,
    },
}

/// At most so many, or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Id.
    pub id: String,
    /// The number that divides the cases.
    pub at: i64,
    /// The step for at most so many.
    pub most: u32,
    /// The step for more.
    pub more: u32,
}
