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

impl Run<'_> {
    /// The bounds of a problem with crossing rules and what proves them; an answer cut short says so.
    pub(crate) fn bounds(&self, answer: &mut Answer) -> Certificate {
        let mut stages = Vec::new();
        let mut names = Vec::new();
        let mut proved = true;
        let mut thresholds = self.thresholds.iter();
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
                bound += reached.map_or(own, |reached| reached.bound);
            }
            if *stage == Stage::Bottleneck {
                bound = thresholds.next().copied().flatten().unwrap_or(-1);
                value = bound;
            }
            proved &= bound == value;
            if let Some(tier) = answer.tiers.get_mut(*tier).filter(|_| !proved) {
                let number = matches!(tier.bound, Value::Number(_)) && *stage != Stage::Bottleneck;
                tier.bound = if number {
                    Value::Number(bound)
                } else {
                    Value::Nothing
                };
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
        if proved
            && self
                .parts
                .iter()
                .any(|part| part.rules.as_ref().is_some_and(|rules| !rules.drawn))
        {
            answer
                .notes
                .push("Of the equally good answers one was taken before all lots were compared.".to_owned());
        }
        let ruled = |part: &&Part| part.rules.is_some();
        let parts = self.parts.iter().filter(ruled).filter_map(|part| {
            let rules = part.rules.as_ref()?;
            Some(rules.told(self.market, &part.component, &names))
        });
        let network = if self.parts.iter().all(|part| part.rules.is_some()) {
            Vec::new()
        } else {
            (0..self.stages.len()).map(|k| self.duals(k, false)).collect()
        };
        Certificate::Bound {
            stages,
            network,
            parts: parts.collect(),
        }
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
