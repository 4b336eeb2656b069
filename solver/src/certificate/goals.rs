//! What the stages of a policy maximise, read from the problem alone.

use crate::outcome::Value;
use crate::policy::Tier;
use crate::problem::Problem;

/// What a stage is called, what it gains, and what the answer must gain in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    Placed,
    Score,
    Rank(u32),
    NoRank(u32),
    /// Nothing above the threshold is possible.
    Above(i64),
    /// Someone is placed, for nobody has no worst score; leant on, never maximised.
    Someone(i64),
    /// Fewest blocking pairs.
    Blocking,
}

/// The stages the policy asks for, in order: the tier, and the value to be reached.
pub(super) fn goals(problem: &Problem, values: &[Value]) -> Vec<(usize, Goal, i128)> {
    let mut ranks: std::collections::BTreeSet<u32> = problem
        .pairs
        .iter()
        .map(|p| p.student_rank)
        .filter(|r| *r > 0)
        .collect();
    if ranks.is_empty() {
        ranks.insert(1);
    }
    let mut goals = Vec::new();
    for (i, (tier, value)) in problem.policy.tiers.iter().zip(values).enumerate() {
        match (tier, value) {
            (Tier::Placed, Value::Number(v)) => goals.push((i, Goal::Placed, i128::from(*v))),
            (Tier::Score, Value::Number(v)) => goals.push((i, Goal::Score, i128::from(*v))),
            (Tier::RankMaximal, Value::Profile(p)) => goals.extend(ranks.iter().map(|r| {
                (
                    i,
                    Goal::Rank(*r),
                    p.get(*r as usize - 1).copied().unwrap_or(0).into(),
                )
            })),
            (Tier::Generous, Value::Profile(p)) => goals.extend(ranks.iter().rev().map(|r| {
                let count: i128 = p.get(*r as usize - 1).copied().unwrap_or(0).into();
                (i, Goal::NoRank(*r), -count)
            })),
            (Tier::Bottleneck, Value::Number(v)) => goals.push((i, Goal::Above(*v), 0)),
            // Nobody is placed: there is no worst score.
            _ => goals.push((i, Goal::Above(-1), 0)),
        }
    }
    goals
}

impl Goal {
    pub(super) fn names(self) -> [String; 2] {
        let one = self.name();
        [format!("someone_{one}"), one]
    }

    pub(super) fn name(self) -> String {
        match self {
            Goal::Placed => "placed".to_owned(),
            Goal::Score => "score".to_owned(),
            Goal::Rank(r) => format!("rank:{r}"),
            Goal::NoRank(r) => format!("no_rank:{r}"),
            Goal::Above(t) => format!("above:{t}"),
            Goal::Someone(t) => format!("someone_above:{t}"),
            Goal::Blocking => "blocking".to_owned(),
        }
    }

    /// What a pair that blocks gains, where they are counted.
    pub(super) fn of_blocking(self) -> i128 {
        -i128::from(self == Goal::Blocking)
    }

    pub(super) fn gain(self, problem: &Problem, pair: usize) -> i128 {
        let pair = &problem.pairs[pair];
        match self {
            Goal::Placed | Goal::Someone(_) => 1,
            Goal::Score => i128::from(pair.score),
            Goal::Rank(r) => i128::from(pair.student_rank == r),
            Goal::NoRank(r) => -i128::from(pair.student_rank == r),
            Goal::Above(_) | Goal::Blocking => 0,
        }
    }
}
