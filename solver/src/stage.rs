//! Tiers as stages: each stage maximises one integer gain per pair, or raises a threshold.

use std::collections::BTreeSet;

use crate::policy::Tier;
use crate::problem::{Pair, Problem};

/// One maximisation, or one threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Placed,
    Score,
    /// Most pairs of this student rank.
    Rank(u32),
    /// Fewest pairs of this student rank.
    NoRank(u32),
    /// The best worst score.
    Bottleneck,
    /// Fewest blocking pairs; only where rules are solved as a model.
    Blocking,
}

impl Stage {
    /// The stages of a policy, each with the position of its tier.
    pub(crate) fn of(problem: &Problem) -> Vec<(usize, Stage)> {
        let mut stages = Vec::new();
        let mut ranks: BTreeSet<u32> = if problem
            .policy
            .tiers
            .iter()
            .any(|t| matches!(t, Tier::RankMaximal | Tier::Generous))
        {
            problem
                .pairs
                .iter()
                .map(|p| p.student_rank)
                .filter(|r| *r > 0)
                .collect()
        } else {
            BTreeSet::new()
        };
        if ranks.is_empty() {
            // No pair, no rank: the tier still has a stage, for its (empty) proof.
            ranks.insert(1);
        }
        for (i, tier) in problem.policy.tiers.iter().enumerate() {
            match tier {
                Tier::Placed => stages.push((i, Stage::Placed)),
                Tier::Score => stages.push((i, Stage::Score)),
                Tier::Bottleneck => stages.push((i, Stage::Bottleneck)),
                Tier::RankMaximal => stages.extend(ranks.iter().map(|r| (i, Stage::Rank(*r)))),
                Tier::Generous => stages.extend(ranks.iter().rev().map(|r| (i, Stage::NoRank(*r)))),
            }
        }
        stages
    }

    /// What choosing a pair gains.
    pub(crate) fn gain(self, pair: &Pair) -> i64 {
        match self {
            Stage::Placed => 1,
            Stage::Score => i64::from(pair.score),
            Stage::Rank(rank) => i64::from(pair.student_rank == rank),
            Stage::NoRank(rank) => -i64::from(pair.student_rank == rank),
            Stage::Bottleneck | Stage::Blocking => 0,
        }
    }

    /// The tier it belongs to, as the policy calls it.
    pub(crate) fn tier(self) -> &'static str {
        match self {
            Stage::Placed => Tier::Placed.name(),
            Stage::Score => Tier::Score.name(),
            Stage::Rank(_) => Tier::RankMaximal.name(),
            Stage::NoRank(_) => Tier::Generous.name(),
            Stage::Bottleneck => Tier::Bottleneck.name(),
            Stage::Blocking => "blocking",
        }
    }

    /// As the certificate calls it.
    pub(crate) fn name(self) -> String {
        match self {
            Stage::Placed => "placed".to_owned(),
            Stage::Score => "score".to_owned(),
            Stage::Rank(rank) => format!("rank:{rank}"),
            Stage::NoRank(rank) => format!("no_rank:{rank}"),
            Stage::Bottleneck => "above".to_owned(),
            Stage::Blocking => "blocking".to_owned(),
        }
    }
}

/// What decides between equal answers: a number from the seed and the two names, so that no order matters.
pub(crate) fn lot(seed: u64, student: &str, place: &str) -> i64 {
    let mut hash = mix(seed ^ 0x5851_f42d_4c95_7f2d);
    for text in [student, place] {
        for chunk in text.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            hash = mix(hash ^ u64::from_le_bytes(word));
        }
        hash = mix(hash ^ text.len() as u64);
    }
    // Forty bits: sums over a million students stay far inside 64 bits.
    (hash >> 24).cast_signed()
}

/// SplitMix64's finaliser (Steele, Lea and Flood, 2014).
fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
