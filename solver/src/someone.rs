//! A bottleneck that comes before anything that places students: nobody placed has no worst score, so someone must be
//! placed, though the tiers after would rather have nobody.
//!
//! Where leaving everybody out is allowed, every chosen pair is an answer of its own, and an answer is worth in every
//! later tier what its pairs are worth together. If the best single pair gains nothing there, two gain no more: the
//! best single pair is the best answer.

use crate::certificate;
use crate::network::NONE;
use crate::solve::Run;
use crate::stage::{Stage, lot};

/// Places the best single pair, if a bottleneck asks for someone and nobody is placed.
pub(crate) fn place_one(run: &mut Run<'_>) {
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
