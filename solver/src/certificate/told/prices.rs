//! Are the prices around the duals?

use std::collections::{BTreeMap, HashSet};

use super::Told;
use crate::error::Findings;
use crate::outcome::{Answer, Certificate, Duals, Price};
use crate::policy::Tier;

/// A price is an interval around every dual that proves the answer (Gale, Kuhn and Tucker): what one more gains is at
/// most the dual, what one fewer costs at least.
pub(super) fn prices(market: &Told<'_>, answer: &Answer, findings: &mut Findings) {
    let stages: Vec<&BTreeMap<String, i64>> = match &answer.certificate {
        Certificate::Duals { places, before, .. } => {
            before.iter().map(|d: &Duals| &d.places).chain([places]).collect()
        }
        _ => Vec::new(),
    };
    let thresholds = market.problem.policy.tiers.contains(&Tier::Bottleneck);
    let mut seen = HashSet::new();
    for (i, price) in answer.prices.iter().enumerate() {
        let mut wrong = |message: String| {
            findings.add(
                || format!("/prices/{i}"),
                "answer.price",
                || format!("{:?}: {message}.", price.place),
            );
        };
        let Some(&p) = market.places.get(price.place.as_str()) else {
            wrong("there is no such place".to_owned());
            continue;
        };
        if !seen.insert(p) {
            wrong("it is priced twice".to_owned());
        }
        let own = &market.problem.places[p as usize];
        if own.open_with.is_none() && (market.held[p as usize].len() as u64) < own.capacity {
            wrong("a place with room is not scarce".to_owned());
        }
        let (more, fewer) = by_stage(price);
        if more.last() != Some(&price.one_more_gains) || fewer.last().copied() != price.one_fewer_costs {
            wrong("the last tier says otherwise".to_owned());
        }
        // One more seat may let a place open, which no dual prices.
        if stages.is_empty() || thresholds || own.open_with.is_some_and(|least| least > 1) {
            continue;
        }
        let dual: Vec<i64> = stages
            .iter()
            .map(|places| places.get(&price.place).copied().unwrap_or(0))
            .collect();
        if more.len() != dual.len() || (price.one_fewer_costs.is_some() && fewer.len() != dual.len()) {
            wrong(format!("it needs {} numbers", dual.len()));
        } else if more > dual || (price.one_fewer_costs.is_some() && fewer < dual) {
            wrong(format!("the proof's own price {dual:?} lies outside"));
        }
    }
}

/// Both ends of a price, stage by stage; with one stage alone the lists may be left out.
fn by_stage(price: &Price) -> (Vec<i64>, Vec<i64>) {
    let or = |list: &Vec<i64>, one: Option<i64>| {
        if list.is_empty() {
            one.into_iter().collect()
        } else {
            list.clone()
        }
    };
    (
        or(&price.one_more_by_tier, Some(price.one_more_gains)),
        or(&price.one_fewer_by_tier, price.one_fewer_costs),
    )
}
