//! What capacity is worth.

use super::with_stages;
use crate::network::Scratch;
use crate::outcome::{Answer, Price};
use crate::solve::Run;
use crate::tiers::{self, Part};

/// What one more and one fewer of every scarce place is worth.
pub(crate) fn prices(answer: &mut Answer, run: &Run<'_>) {
    let size = |part: &&Part| part.component.network.pair.len();
    let priced = tiers::on_all(run.parts.iter().collect(), size, run.threads, |_, part: &Part| {
        if run.additive(part) {
            with_stages!(run.stages.len(), part_prices(run, part))
        } else {
            Vec::new()
        }
    });
    answer.prices = priced.concat();
    answer.prices.sort_unstable_by(|a, b| a.place.cmp(&b.place));
}

fn part_prices<const N: usize>(run: &Run<'_>, part: &Part) -> Vec<Price> {
    let net = Run::flowing(part);
    let residual = run.residual::<N>(part, &net);
    let mut scratch = Scratch::new(net.up.len());
    let last = run.stages.len() - 1;
    let mut prices = Vec::new();
    for v in net.students..net.students + net.places {
        let price = residual.price(v);
        let p = part.component.places[v - net.students];
        let own = &run.problem.places[run.market.order.places[p as usize] as usize];
        // A place that cannot open is not priced by its seats.
        let shut = net.hi[v] == 0 && own.capacity > 0 || own.open_with.is_some_and(|least| least > 1);
        if net.flow[v] < net.hi[v] || shut || price <= [0; N] {
            continue;
        }
        let [there, back] = residual.around_parent(&mut scratch, v);
        let gains: Vec<i64> = match there {
            Some(d) => (0..=last).map(|k| price[k] - d[k]).collect(),
            None => vec![0; last + 1],
        };
        // Nobody need take the first seat of a place without any.
        if own.capacity == 0 && gains <= vec![0; last + 1] {
            continue;
        }
        let back = back.filter(|_| own.capacity > 0);
        let costs: Option<Vec<i64>> = back.map(|d| (0..=last).map(|k| price[k] + d[k]).collect());
        let several = last > 0;
        prices.push(Price {
            place: own.id.clone(),
            one_more_gains: gains[last],
            one_fewer_costs: costs.as_ref().map(|c| c[last]),
            one_more_by_tier: if several { gains } else { Vec::new() },
            one_fewer_by_tier: if several {
                costs.unwrap_or_default()
            } else {
                Vec::new()
            },
        });
    }
    prices
}
