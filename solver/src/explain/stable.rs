//! What a pair would cost under deferred acceptance, and what capacity is worth: the same again with the pair pinned
//! (for a pin comes before every rank), or with one place more or fewer.

use super::{by_tier, find, losses, moves};
use crate::canonical::Order;
use crate::components::Market;
use crate::control::Control;
use crate::outcome::{Answer, Explanation, Price, Verdict};
use crate::stage::Stage;

/// Answers the questions about pairs. `again` is deferred acceptance; nothing where a pin cannot be kept.
pub(crate) fn stable_pairs(
    answer: &mut Answer,
    market: &Market<'_>,
    chosen: &[u32],
    questions: &[(String, String)],
    again: impl Fn(&Market<'_>) -> Option<Vec<u32>>,
) {
    let problem = market.problem;
    let stages = Stage::of(problem);
    for (student, place) in questions {
        let mut told = Explanation {
            student: student.clone(),
            place: place.clone(),
            verdict: Verdict::NotEligible,
            regret: None,
            chain: Vec::new(),
        };
        if let Some(pair) = find(problem, student, place) {
            let own = problem.pairs[pair];
            let mut other = problem.clone();
            other.pins.push((own.student, own.place));
            let order = Order::of(&other);
            let open = market
                .open_pairs(market.order.student_rank(own.student))
                .any(|(open, _)| open as usize == pair);
            let after = Some(())
                .filter(|()| open)
                .and_then(|()| again(&Market::new(&other, &order)));
            told.verdict = match &after {
                _ if chosen.contains(&(pair as u32)) => Verdict::Chosen,
                Some(_) => Verdict::Possible,
                None => Verdict::Forbidden,
            };
            let after = if told.verdict == Verdict::Chosen {
                Some(chosen.to_vec())
            } else {
                after
            };
            if let Some(after) = after {
                let lost = losses(problem, &stages, chosen, &after);
                told.regret = Some(by_tier(problem, &stages, &lost));
                told.chain = moves(problem, chosen.iter().copied(), after.into_iter());
            }
        }
        answer.explanations.push(told);
    }
}

/// Pairs times places beyond which prices are left out.
const WORK: usize = 4_000_000;

/// Prices the full places that gain or lose something with one more.
pub(crate) fn stable_prices(
    answer: &mut Answer,
    market: &Market<'_>,
    chosen: &[u32],
    control: &Control<'_>,
    again: impl Fn(&Market<'_>) -> Option<Vec<u32>>,
) {
    let problem = market.problem;
    let stages = Stage::of(problem);
    let mut held = vec![0_u64; problem.places.len()];
    let places = chosen.iter().map(|pair| problem.pairs[*pair as usize].place);
    places.for_each(|place| held[place as usize] += 1);
    let full = |p: &usize| held[*p] >= problem.places[*p].capacity;
    let full: Vec<usize> = (0..held.len()).filter(full).collect();
    let change = |place: usize, capacity: Option<u64>| -> Option<Vec<i64>> {
        let mut other = problem.clone();
        other.places[place].capacity = capacity?;
        let order = Order::of(&other);
        let after = again(&Market::new(&other, &order))?;
        Some(losses(problem, &stages, chosen, &after))
    };
    if full.len() * problem.pairs.len() > WORK {
        let note = "Prices are left out: each would need deferred acceptance again.";
        answer.notes.push(note.to_owned());
        return;
    }
    for place in full {
        if control.stopped() {
            answer
                .notes
                .push("Some prices are left out: a limit ended the work.".to_owned());
            break;
        }
        let capacity = problem.places[place].capacity;
        let Some(lost) = change(place, capacity.checked_add(1)) else {
            continue;
        };
        let gains: Vec<i64> = lost.into_iter().map(|lost| -lost).collect();
        if gains.iter().all(|gain| *gain == 0) {
            continue;
        }
        let costs = change(place, capacity.checked_sub(1));
        let several = gains.len() > 1;
        answer.prices.push(Price {
            place: problem.places[place].id.clone(),
            one_more_gains: gains.last().copied().unwrap_or(0),
            one_fewer_costs: costs.as_ref().and_then(|costs| costs.last().copied()),
            one_more_by_tier: if several { gains } else { Vec::new() },
            one_fewer_by_tier: costs.filter(|_| several).unwrap_or_default(),
        });
    }
    answer.prices.sort_unstable_by(|a, b| a.place.cmp(&b.place));
}
