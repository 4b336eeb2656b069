//! What a pair would cost under deferred acceptance: the same again with the pair pinned, for a pin comes before every
//! rank.

use super::{by_tier, find, losses, moves};
use crate::canonical::Order;
use crate::components::Market;
use crate::outcome::{Answer, Explanation, Verdict};
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
