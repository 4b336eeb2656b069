//! The certificate where rules cross the network.

use std::collections::BTreeMap;

use crate::components::Market;
use crate::outcome::{
    Answer, BoundPart, BoundStage, Certificate, Multipliers, PartBound, Status, Step, Value,
};
use crate::problem::Quota;
use crate::solve::Run;
use crate::stage::Stage;
use crate::tiers::Part;

use super::rest::Rest;

impl Run<'_> {
    /// Did a limit, or a part that could not be proved, leave anything open that the duals at hand rely on?
    pub(crate) fn cut_short(&self) -> bool {
        self.unsure.is_some() || self.parts.iter().any(|part| part.stopped)
    }

    /// Is a bottleneck stage proved, with everything before it, and does the choice reach it?
    fn sure(&self, k: usize, worst: Option<i64>) -> bool {
        self.unsure.is_none_or(|unsure| k < unsure) && self.threshold(k) == worst
    }

    /// The bounds of a problem with crossing rules, or of one that a limit ended, and what proves them; an answer cut
    /// short says so.
    pub(crate) fn bounds(&self, answer: &mut Answer) -> Certificate {
        let mut stages = Vec::new();
        let mut names = Vec::new();
        let mut network = Vec::new();
        let mut proved = true;
        let mut rest = self.cut_short().then(|| Rest::of(self));
        let all_ruled = self.parts.iter().all(|part| part.rules.is_some());
        let chosen = self.chosen();
        let scores = chosen
            .iter()
            .map(|pair| i64::from(self.problem.pairs[*pair as usize].score));
        let worst = scores.min();
        for (k, (tier, stage)) in self.stages.iter().enumerate() {
            let (mut value, mut bound) = (0, 0);
            for part in &self.parts {
                let own = part.value_of(self.market, *stage);
                let reached = part.rules.as_ref().and_then(|rules| rules.reached.get(k));
                value += if *stage == Stage::Blocking {
                    reached.map_or(0, |reached| reached.value)
                } else {
                    own
                };
                let ruled = part.rules.is_some();
                bound += reached.map_or(if ruled || rest.is_none() { own } else { 0 }, |reached| {
                    reached.bound
                });
            }
            let threshold = *stage == Stage::Bottleneck;
            let sure = !threshold || (proved && self.sure(k, worst));
            let duals = match &mut rest {
                None => self.duals(k, false),
                Some(rest) if threshold && sure => rest.above(k, worst.unwrap_or(-1)),
                Some(rest) if threshold => rest.unsure(worst.unwrap_or(-1)),
                Some(rest) => {
                    let (own, duals) = rest.stage(k);
                    bound += own;
                    duals
                }
            };
            network.push(duals);
            if threshold {
                bound = worst.unwrap_or(-1);
                value = bound;
            }
            proved &= bound == value && sure;
            if let Some(told) = answer.tiers.get_mut(*tier).filter(|_| !proved) {
                told.bound = self.loosened(&told.bound, *stage, bound);
            }
            names.push(stage.name());
            stages.push(BoundStage {
                stage: stage.name(),
                bound,
            });
        }
        if !proved {
            answer.status = Status::Feasible;
        }
        let ruled = |part: &&Part| part.rules.is_some();
        let parts = self.parts.iter().filter(ruled).filter_map(|part| {
            let rules = part.rules.as_ref()?;
            Some(rules.told(self.market, &part.component, &names))
        });
        Certificate::Bound {
            stages,
            network: if all_ruled { Vec::new() } else { network },
            parts: parts.collect(),
        }
    }

    /// The bound of a tier when a stage of it is proved only up to `bound`.
    fn loosened(&self, told: &Value, stage: Stage, bound: i64) -> Value {
        let mut profile = match told {
            Value::Profile(profile) => profile.clone(),
            _ => Vec::new(),
        };
        let mut set = |rank: u32, count: i64| {
            let rank = rank as usize;
            if profile.len() < rank {
                profile.resize(rank, 0);
            }
            profile[rank - 1] = count;
        };
        match stage {
            Stage::Placed | Stage::Score => return Value::Number(bound),
            Stage::Rank(rank) => set(rank, bound),
            Stage::NoRank(rank) => set(rank, -bound),
            Stage::Blocking => return told.clone(),
            Stage::Bottleneck => {
                let open = self.parts.iter().flat_map(|part| &part.component.network.pair);
                let best = open
                    .map(|pair| i64::from(self.problem.pairs[*pair as usize].score))
                    .max();
                return best.map_or(Value::Nothing, Value::Number);
            }
        }
        Value::Profile(profile)
    }
}

/// The certificate of a quota that asks for more pairs than it has.
pub(crate) fn hollow(quota: &Quota, market: &Market<'_>) -> Certificate {
    let problem = market.problem;
    let mut students: Vec<u32> = quota
        .pairs
        .iter()
        .map(|p| problem.pairs[*p as usize].student)
        .collect();
    students.sort_unstable_by_key(|s| market.order.student_rank(*s));
    students.dedup();
    let multipliers = Multipliers {
        quotas: BTreeMap::from([(quota.id.clone(), -1)]),
        ..Multipliers::default()
    };
    let proof = PartBound {
        stage: "infeasible".to_owned(),
        bound: -1,
        divisor: 1,
        multipliers: vec![multipliers],
        steps: vec![Step::Empty(0)],
    };
    Certificate::Impossible {
        part: BoundPart {
            students: students
                .into_iter()
                .map(|s| problem.students[s as usize].id.clone())
                .collect(),
            stages: vec![proof],
        },
    }
}
