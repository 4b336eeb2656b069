//! A bottleneck that comes before anything that places students: nobody placed has no worst score, so someone must be
//! placed, though the tiers after would rather have nobody.
//!
//! In a network where leaving everybody out is allowed, every chosen pair is an answer of its own, and an answer is
//! worth in every later tier what its pairs are worth together. If the best single pair gains nothing there, two gain
//! no more: the best single pair is the best answer.
//!
//! Where rules cross the network a pair alone may not be allowed, and which part places someone cannot be told part by
//! part: the whole market becomes one model, in which someone must be placed.

use crate::certificate;
use crate::control::Control;
use crate::network::NONE;
use crate::problem::{Place, Problem};
use crate::solve::Run;
use crate::stage::{Stage, lot};
use crate::tiers::{self, Part};

/// Sees to it that someone is placed, if a bottleneck asks for that and nobody is. `stay` is where everybody was.
pub(crate) fn place_someone(run: &mut Run<'_>, stay: Option<&[u32]>, control: &Control<'_>) {
    let reached = |threshold: &Option<i64>| threshold.is_some();
    let at = run.thresholds.iter().position(reached).and_then(|number| {
        let bottlenecks = run
            .stages
            .iter()
            .enumerate()
            .filter(|(_, stage)| stage.1 == Stage::Bottleneck);
        bottlenecks.map(|(k, _)| k).nth(number)
    });
    let Some(at) = at.filter(|_| run.chosen().is_empty()) else {
        return;
    };
    if run.parts.iter().all(|part| part.rules.is_none()) && has_no_rules(run.problem) {
        place_one(run, at);
        return;
    }
    let market = run.market;
    let whole = market.split(true).into_iter();
    let whole = whole.map(|component| Part::new(market, component)).collect();
    // Where a limit ends that, the answer without anybody stands, and its bound says that it is not the best.
    if let Ok(ran) = tiers::run(market, whole, &run.stages, stay, run.threads, control) {
        (run.parts, run.thresholds, run.unsure) = (ran.parts, ran.thresholds, ran.unsure);
    }
}

/// Is every pair that fits by itself an answer, whatever is made of rules that cannot bind?
fn has_no_rules(problem: &Problem) -> bool {
    let opens = |place: &Place| place.open_with.is_none_or(|least| least <= 1);
    problem.pins.is_empty()
        && problem.quotas.is_empty()
        && problem.together.is_empty()
        && problem.apart.is_empty()
        && problem.groups.iter().all(|group| group.min == 0)
        && problem.places.iter().all(opens)
}

/// Places the best single pair; `at` is the stage of the bottleneck.
fn place_one(run: &mut Run<'_>, at: usize) {
    let problem = run.problem;
    let worth = |pair: u32| -> Vec<i64> {
        let own = &problem.pairs[pair as usize];
        let names = (
            &problem.students[own.student as usize].id,
            &problem.places[own.place as usize].id,
        );
        let gains = run.stages.iter().map(|(_, stage)| match stage {
            Stage::Bottleneck => i64::from(own.score),
            _ => stage.gain(own),
        });
        gains.chain([lot(problem.seed, names.0, names.1)]).collect()
    };
    let pairs = |part: usize| run.parts[part].component.network.pair.iter().copied();
    let best = (0..run.parts.len())
        .flat_map(|part| pairs(part).map(move |pair| (part, pair)))
        .filter(|(_, pair)| certificate::allows(problem, &[*pair as usize]))
        .max_by_key(|(_, pair)| worth(*pair));
    let Some((chosen, pair)) = best else {
        return;
    };
    for (i, part) in run.parts.iter_mut().enumerate() {
        if i == chosen {
            part.face = part.component.network.clone();
            let s = part
                .face
                .pair
                .iter()
                .position(|p| *p == pair)
                .map_or(NONE as usize, |arc| {
                    part.face.first.partition_point(|first| *first as usize <= arc) - 1
                });
            part.face.take_pairs(|student| (student == s).then_some(pair));
        }
        // From here on the single pair is the proof.
        for proof in part.proofs.iter_mut().skip(at + 1) {
            proof.duals.iter_mut().for_each(|dual| *dual = 0);
            proof.pi.iter_mut().for_each(|pi| *pi = 0);
        }
    }
}
