//! Does a chain lead where it says, and cost what it says?

use std::collections::BTreeMap;

use super::{Told, True, require};
use crate::certificate::rules;
use crate::error::Findings;
use crate::outcome::{Explanation, Value, Verdict};
use crate::policy::Tier;

impl Told<'_> {
    /// A chain must lead from the answer to an allowed one with the pair in it, and lose exactly the regret.
    pub(super) fn explanation(&self, told: &Explanation) -> True {
        let names = (
            self.students.get(told.student.as_str()),
            self.places.get(told.place.as_str()),
        );
        let pair = names.0.zip(names.1).and_then(|(s, p)| {
            self.pairs_of[*s as usize]
                .iter()
                .copied()
                .find(|pair| self.problem.pairs[*pair as usize].place == *p)
        });
        let Some(pair) = pair else {
            return require(
                told.verdict == Verdict::NotEligible && told.regret.is_none() && told.chain.is_empty(),
                || "it is no pair of the problem".to_owned(),
            );
        };
        let chosen = self.chosen.contains(&(pair as usize));
        require((told.verdict == Verdict::Chosen) == chosen, || {
            "the assignment says otherwise".to_owned()
        })?;
        match told.verdict {
            Verdict::NotEligible => Err("the pair is eligible".to_owned()),
            Verdict::Forbidden => require(told.regret.is_none() && told.chain.is_empty(), || {
                "what is forbidden has neither regret nor chain".to_owned()
            }),
            Verdict::Possible if !self.open(pair) => Err("a pin or a forbid excludes it".to_owned()),
            // Nobody had the time to find out.
            Verdict::Possible if told.regret.is_none() && told.chain.is_empty() => Ok(()),
            Verdict::Chosen | Verdict::Possible => self.chain(told, pair),
        }
    }

    fn chain(&self, told: &Explanation, pair: u32) -> True {
        let mut at: BTreeMap<u32, u32> = BTreeMap::new();
        for &i in self.chosen {
            at.insert(self.problem.pairs[i].student, i as u32);
        }
        for step in &told.chain {
            let s = self.students.get(step.student.as_str());
            let &s = s.ok_or_else(|| format!("there is no student {:?}", step.student))?;
            let place = |p: u32| {
                self.problem.places[self.problem.pairs[p as usize].place as usize]
                    .id
                    .as_str()
            };
            let from = at.remove(&s).map(place);
            require(from == step.from.as_deref(), || {
                format!("{:?} does not leave from there", step.student)
            })?;
            if let Some(to) = &step.to {
                let next = self.pairs_of[s as usize].iter().find(|pair| place(**pair) == to);
                let &next = next.ok_or_else(|| format!("{:?} cannot go to {to:?}", step.student))?;
                at.insert(s, next);
            }
        }
        let mut after: Vec<usize> = at.into_values().map(|pair| pair as usize).collect();
        after.sort_unstable();
        require(after.contains(&(pair as usize)), || {
            "the chain does not lead to the pair".to_owned()
        })?;
        let mut broken = Findings::default();
        rules::keeps_all(self.problem, &after, &mut broken);
        require(broken.is_empty(), || "the chain breaks a rule".to_owned())?;
        let losses: Vec<Value> = self
            .problem
            .policy
            .tiers
            .iter()
            .map(|tier| self.loss(*tier, &after))
            .collect();
        require(told.regret.as_ref() == Some(&losses), || {
            format!("the chain loses {losses:?}")
        })
    }

    /// What a tier loses against the answer; for ranks one number per rank, the rank that counts most first.
    fn loss(&self, tier: Tier, after: &[usize]) -> Value {
        let pairs = &self.problem.pairs;
        let count =
            |of: &[usize], rank: u32| of.iter().filter(|i| pairs[**i].student_rank == rank).count() as i64;
        let ranks: std::collections::BTreeSet<u32> =
            pairs.iter().map(|p| p.student_rank).filter(|r| *r > 0).collect();
        let lost = |rank: &u32| count(self.chosen, *rank) - count(after, *rank);
        match tier {
            Tier::Placed => Value::Number(self.chosen.len() as i64 - after.len() as i64),
            Tier::RankMaximal => Value::Profile(ranks.iter().map(lost).collect()),
            Tier::Generous => Value::Profile(ranks.iter().rev().map(|r| -lost(r)).collect()),
            Tier::Score | Tier::Bottleneck => {
                let scores = |of: &[usize]| of.iter().map(|i| i64::from(pairs[*i].score)).collect::<Vec<_>>();
                let (before, after) = (scores(self.chosen), scores(after));
                Value::Number(if tier == Tier::Score {
                    before.iter().sum::<i64>() - after.iter().sum::<i64>()
                } else {
                    // The worst score of nobody is compared with nothing.
                    let both = before.iter().min().zip(after.iter().min());
                    both.map_or(0, |(before, after)| before - after)
                })
            }
        }
    }
}
