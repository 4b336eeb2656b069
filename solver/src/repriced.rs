//! What capacity is worth where no shortest way can tell (a worst score, rules that cross the network): the problem is
//! solved again with one place more and with one fewer.

use crate::canonical::Order;
use crate::components::Market;
use crate::control::Control;
use crate::outcome::{Answer, Price};
use crate::policy::Stability;
use crate::problem::Problem;
use crate::solve::Run;
use crate::someone;
use crate::stage::Stage;
use crate::tiers::{self, End, Part};

/// Pairs times places beyond which prices are left out: in a network, and where rules cross it.
const WORK: usize = 4_000_000;
const RULED_WORK: usize = 10_000;

/// Adds the prices of the scarce places that shortest ways could not price.
pub(crate) fn prices(answer: &mut Answer, run: &Run<'_>, control: &Control<'_>) {
    let problem = run.problem;
    let mut held = vec![0_u64; problem.places.len()];
    let chosen = run.chosen();
    for pair in &chosen {
        held[problem.pairs[*pair as usize].place as usize] += 1;
    }
    // One more seat may also be what lets a place open.
    let shut = |place: usize| {
        let own = &problem.places[place];
        own.open_with.is_some_and(|least| least > own.capacity.max(1))
    };
    let mut places = Vec::new();
    for part in &run.parts {
        let additive = run.additive(part);
        let own = part
            .component
            .places
            .iter()
            .map(|place| run.market.order.places[*place as usize] as usize);
        places.extend(own.filter(|p| shut(*p) || (!additive && held[*p] >= problem.places[*p].capacity)));
    }
    if places.is_empty() {
        return;
    }
    let ruled = run.parts.iter().any(|part| part.rules.is_some());
    let now = worth(run, &chosen);
    let mut left_out = places.len() * problem.pairs.len() > if ruled { RULED_WORK } else { WORK };
    for place in places {
        left_out |= control.stopped();
        if left_out {
            break;
        }
        match price(run, place, &now, control) {
            Ok(price) => answer.prices.extend(price),
            Err(()) => left_out = true,
        }
    }
    if left_out {
        answer.notes.push(
            "Some prices are left out: under these tiers or rules each would need the problem solved again."
                .to_owned(),
        );
    }
    answer.prices.sort_unstable_by(|a, b| a.place.cmp(&b.place));
}

/// The price of a place, if one more is worth anything; an error if a limit ended the question.
fn price(run: &Run<'_>, place: usize, now: &[i64], control: &Control<'_>) -> Result<Option<Price>, ()> {
    let with = |capacity: Option<u64>| -> Result<Option<Vec<i64>>, ()> {
        let Some(capacity) = capacity else { return Ok(None) };
        let mut problem = run.problem.clone();
        problem.places[place].capacity = capacity;
        again(&problem, run, control)
    };
    let capacity = run.problem.places[place].capacity;
    let change = |other: &[i64], sign: i64| -> Vec<i64> {
        other
            .iter()
            .zip(now)
            .map(|(other, now)| sign * (other - now))
            .collect()
    };
    let gains = match with(capacity.checked_add(1))? {
        Some(more) => change(&more, 1),
        None => return Ok(None),
    };
    if gains.iter().all(|gain| *gain == 0) {
        return Ok(None);
    }
    let costs = with(capacity.checked_sub(1))?.map(|fewer| change(&fewer, -1));
    let several = gains.len() > 1;
    Ok(Some(Price {
        place: run.problem.places[place].id.clone(),
        one_more_gains: gains.last().copied().unwrap_or(0),
        one_fewer_costs: costs.as_ref().and_then(|costs| costs.last().copied()),
        one_more_by_tier: if several { gains } else { Vec::new() },
        one_fewer_by_tier: costs.filter(|_| several).unwrap_or_default(),
    }))
}

/// The worth of the best answer to another problem with the same stages; nothing if nothing is possible.
fn again(problem: &Problem, run: &Run<'_>, control: &Control<'_>) -> Result<Option<Vec<i64>>, ()> {
    let order = Order::of(problem);
    let market = Market::new(problem, &order);
    let mut components = market.split(false);
    let modelled = matches!(
        problem.policy.stability,
        Stability::MaximumStable | Stability::FewestBlocking
    );
    components.iter_mut().for_each(|c| c.crossing |= modelled);
    let parts = components.into_iter().map(|c| Part::new(&market, c)).collect();
    match tiers::run_to_the_end(&market, parts, &run.stages, run.threads, &control.quiet()) {
        Ok(ran) => {
            let mut other = Run {
                problem,
                market: &market,
                stages: run.stages.clone(),
                threads: run.threads,
                parts: ran.parts,
                thresholds: ran.thresholds,
                unsure: None,
            };
            someone::place_one(&mut other);
            let chosen = other.chosen();
            Ok(Some(worth(&other, &chosen)))
        }
        Err(End::Infeasible(..)) => Ok(None),
        Err(End::Stopped | End::Broken(_)) => Err(()),
    }
}

/// What a choice is worth, stage by stage in the order of the tiers; stages that no tier asks for are left out.
fn worth(run: &Run<'_>, chosen: &[u32]) -> Vec<i64> {
    let pairs = || chosen.iter().map(|pair| &run.problem.pairs[*pair as usize]);
    let mut asked: Vec<(usize, Stage)> = run
        .stages
        .iter()
        .copied()
        .filter(|(tier, _)| *tier != usize::MAX)
        .collect();
    asked.sort_by_key(|(tier, _)| *tier);
    let value = |(_, stage): (usize, Stage)| match stage {
        Stage::Bottleneck => pairs().map(|pair| i64::from(pair.score)).min().unwrap_or(0),
        _ => pairs().map(|pair| stage.gain(pair)).sum(),
    };
    asked.into_iter().map(value).collect()
}
