//! From networks back to names: values and certificate.

mod bounds;
mod rest;

use std::collections::BTreeMap;

use crate::components::{Component, Market};
use crate::network::NONE;
use crate::outcome::{Answer, Certificate, Duals, TierValue, Value};
use crate::policy::Tier;
use crate::problem::Problem;
use crate::solve::Run;
use crate::stage::Stage;
use crate::tiers::Part;

pub(crate) use bounds::hollow;

impl Run<'_> {
    /// The chosen pairs, as positions in the problem.
    pub(crate) fn chosen(&self) -> Vec<u32> {
        let mut chosen = Vec::new();
        for part in &self.parts {
            let net = &part.face;
            chosen.extend(
                net.mate
                    .iter()
                    .filter(|arc| **arc != NONE)
                    .map(|arc| net.pair[*arc as usize]),
            );
        }
        chosen
    }

    /// The duals of all parts, stage by stage.
    pub(crate) fn certificate(&self) -> Certificate {
        let last = self.stages.len() - 1;
        let mut all: Vec<Duals> = (0..=last).map(|k| self.duals(k, k == last)).collect();
        let Some(Duals {
            stage,
            students,
            places,
            groups,
            ..
        }) = all.pop()
        else {
            return Certificate::None;
        };
        Certificate::Duals {
            students,
            places,
            groups,
            stage,
            before: all,
        }
    }

    /// The duals of a stage that was proved in every part of the network.
    fn duals(&self, stage: usize, all: bool) -> Duals {
        let mut name = self.stages[stage].1.name();
        if self.stages[stage].1 == crate::stage::Stage::Bottleneck {
            let threshold = self.threshold(stage).unwrap_or(-1);
            name = format!("someone_above:{threshold}");
        }
        let parts = self.parts.iter().filter(|part| part.rules.is_none());
        let told: Vec<_> = parts
            .map(|part| {
                let proof = &part.proofs[stage];
                if let Some(own) = &proof.name {
                    name.clone_from(own);
                }
                (&part.component, &proof.duals[..])
            })
            .collect();
        self.named(name, &told, all)
    }

    /// The threshold of a bottleneck stage.
    fn threshold(&self, stage: usize) -> Option<i64> {
        let before = self.stages[..stage].iter();
        let number = before.filter(|s| s.1 == crate::stage::Stage::Bottleneck).count();
        self.thresholds.get(number).copied().flatten()
    }

    /// Duals by name instead of by node; zeros are left out unless `all` are asked for.
    fn named(&self, stage: String, told: &[(&Component, &[i64])], all: bool) -> Duals {
        let (problem, order) = (self.market.problem, self.market.order);
        // Dense by canonical position first: sorted names make the maps quick to build.
        let mut students = vec![0; problem.students.len()];
        let mut places = vec![0; problem.places.len()];
        let mut groups = vec![0; problem.groups.len()];
        for (component, duals) in told {
            spread(component, duals, &mut students, &mut places, &mut groups);
        }
        let keep = |dual: &i64| all || *dual != 0;
        let named = |values: Vec<i64>, name: &dyn Fn(usize) -> String| -> BTreeMap<String, i64> {
            values
                .into_iter()
                .enumerate()
                .filter(|(_, d)| keep(d))
                .map(|(i, d)| (name(i), d))
                .collect()
        };
        Duals {
            stage,
            students: named(students, &|i| {
                problem.students[order.students[i] as usize].id.clone()
            }),
            places: named(places, &|i| problem.places[order.places[i] as usize].id.clone()),
            groups: named(groups, &|i| problem.groups[order.groups[i] as usize].id.clone()),
        }
    }
}

impl Part {
    /// What the choice of a part gains in a stage.
    fn value_of(&self, market: &Market<'_>, stage: Stage) -> i64 {
        let net = &self.face;
        let taken = net
            .mate
            .iter()
            .filter(|arc| **arc != NONE)
            .map(|arc| net.pair[*arc as usize]);
        taken
            .map(|pair| stage.gain(&market.problem.pairs[pair as usize]))
            .sum()
    }
}

fn spread(
    component: &Component,
    duals: &[i64],
    students: &mut [i64],
    places: &mut [i64],
    groups: &mut [i64],
) {
    let (n, m) = (component.students.len(), component.places.len());
    component
        .students
        .iter()
        .zip(duals)
        .for_each(|(s, d)| students[*s as usize] = *d);
    component
        .places
        .iter()
        .zip(&duals[n..])
        .for_each(|(p, d)| places[*p as usize] = *d);
    component
        .groups
        .iter()
        .zip(&duals[n + m..])
        .for_each(|(g, d)| groups[*g as usize] = *d);
}

/// The certificate of an infeasible part.
pub(crate) fn cut(market: &Market<'_>, component: &Component, duals: &[i64]) -> Certificate {
    let (problem, order) = (market.problem, market.order);
    let (n, m) = (component.students.len(), component.places.len());
    let named = |positions: &[u32], duals: &[i64], name: &dyn Fn(u32) -> String| -> BTreeMap<String, i64> {
        positions
            .iter()
            .zip(duals)
            .filter(|(_, d)| **d != 0)
            .map(|(i, d)| (name(*i), *d))
            .collect()
    };
    let cut = Duals {
        stage: "infeasible".to_owned(),
        students: named(&component.students, duals, &|i| {
            problem.students[order.students[i as usize] as usize].id.clone()
        }),
        places: named(&component.places, &duals[n..], &|i| {
            problem.places[order.places[i as usize] as usize].id.clone()
        }),
        groups: named(&component.groups, &duals[n + m..], &|i| {
            problem.groups[order.groups[i as usize] as usize].id.clone()
        }),
    };
    Certificate::Infeasible { cut }
}

/// Values of the tiers and the profile. Bounds equal values; whoever cannot prove that says so afterwards.
pub(crate) fn values(answer: &mut Answer, problem: &Problem, chosen: &[u32]) {
    let mut profile: Vec<i64> = Vec::new();
    let (mut score, mut worst) = (0, None);
    for pair in chosen {
        let pair = problem.pairs[*pair as usize];
        score += i64::from(pair.score);
        worst = Some(worst.map_or(pair.score, |w: u32| w.min(pair.score)));
        let rank = pair.student_rank as usize;
        if rank > 0 {
            if profile.len() < rank {
                profile.resize(rank, 0);
            }
            profile[rank - 1] += 1;
        }
    }
    answer.tiers = problem
        .policy
        .tiers
        .iter()
        .map(|tier| {
            let value = match tier {
                Tier::Placed => Value::Number(chosen.len() as i64),
                Tier::Score => Value::Number(score),
                Tier::Bottleneck => worst.map_or(Value::Nothing, |w| Value::Number(i64::from(w))),
                Tier::RankMaximal | Tier::Generous => Value::Profile(profile.clone()),
            };
            TierValue {
                name: tier.name().to_owned(),
                bound: value.clone(),
                value,
            }
        })
        .collect();
    if problem.pairs.iter().any(|p| p.student_rank > 0) {
        answer.profile = Some(profile);
    }
}
