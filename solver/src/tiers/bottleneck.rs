//! The best worst score: a threshold that is raised until some part can do no better.

use super::{End, Part, Proof, Ran, cut_duals, gather, on_all};
use crate::components::Market;
use crate::control::Control;
use crate::crossing::{self, Reached};
use crate::network::{NONE, Stuck};

impl Part {
    /// The highest threshold at which the face still holds an answer; `None` if it need not place anyone. With
    /// `someone` at least one student must be placed even where the face does not force it.
    fn threshold(
        &self,
        market: &Market<'_>,
        someone: bool,
        control: &Control<'_>,
    ) -> Result<Option<i64>, Stuck> {
        let score = |pair: u32| i64::from(market.problem.pairs[pair as usize].score);
        if !self.proved() {
            // After a stage that was cut short there is only its choice to speak of.
            return Ok(self.taken().map(score).min());
        }
        let mut scores: Vec<i64> = self.face.pair.iter().map(|p| score(*p)).collect();
        scores.sort_unstable();
        scores.dedup();
        if !someone && self.try_above(market, i64::MAX, false, control)?.is_none() {
            return Ok(None);
        }
        // Invariant: possible at scores[low], impossible at scores[high].
        let (mut low, mut high) = (0, scores.len());
        if someone && (scores.is_empty() || self.try_above(market, scores[0], true, control)?.is_some()) {
            return Ok(None);
        }
        while high - low > 1 {
            let middle = (low + high) / 2;
            if self
                .try_above(market, scores[middle], someone, control)?
                .is_none()
            {
                low = middle
            } else {
                high = middle
            }
        }
        Ok(scores.get(low).copied())
    }

    /// Can the face do with scores of at least `least`? If not, what shows it.
    fn try_above(
        &self,
        market: &Market<'_>,
        least: i64,
        someone: bool,
        control: &Control<'_>,
    ) -> Result<Option<Above>, Stuck> {
        let score = |pair: u32| i64::from(market.problem.pairs[pair as usize].score);
        if let Some(rules) = &self.rules {
            let keep = |arc: usize| score(self.component.network.pair[arc]) >= least;
            return Ok(rules.holds(keep, someone, control)?.map(Above::Rules));
        }
        let mut net = self.face.clone();
        net.mate.iter_mut().for_each(|m| *m = NONE);
        net.keep_arcs(|net, _, arc| score(net.pair[arc]) >= least);
        net.gain.iter_mut().for_each(|g| *g = i64::from(someone));
        let (duals, pi) = match net.maximise(None, control) {
            Ok(()) if someone && net.value() == 0 => {
                ((0..net.root()).map(|v| net.dual(v)).collect(), net.pi.clone())
            }
            Ok(()) => return Ok(None),
            Err(Stuck::Infeasible(cut)) => cut_duals(&net, &cut),
            Err(stuck) => return Err(stuck),
        };
        Ok(Some(Above::Network(Proof {
            name: None,
            duals,
            pi,
        })))
    }

    /// Nothing better than the threshold is possible here (`tried`), or elsewhere; keeps what is not below it. Where
    /// the part is `alone` and someone is asked for, it is here that someone must be placed.
    fn raise(&mut self, market: &Market<'_>, name: &str, limit: i64, tried: Option<Above>, alone: bool) {
        let score = |pair: u32| i64::from(market.problem.pairs[pair as usize].score);
        if let Some(rules) = &mut self.rules {
            let pairs = &self.component.network.pair;
            rules.drop_arcs(|arc| score(pairs[arc]) < limit);
            let proof = match tried {
                Some(Above::Rules(proof)) => Some(proof),
                _ => None,
            };
            rules.reached.push(Reached {
                value: 0,
                bound: if proof.is_some() && !name.starts_with("someone") {
                    -1
                } else {
                    0
                },
                name: Some(name.to_owned()),
                proof,
            });
            if alone && limit >= 0 && name.starts_with("someone") {
                rules.ask_for_someone();
            }
            return;
        }
        if self.stopped {
            return;
        }
        let nodes = self.face.up.len();
        let mut proof = match tried {
            Some(Above::Network(proof)) => proof,
            _ => Proof {
                name: None,
                duals: vec![0; nodes - 1],
                pi: vec![0; nodes],
            },
        };
        proof.name = Some(name.to_owned());
        self.proofs.push(proof);
        self.face.mate.iter_mut().for_each(|m| *m = NONE);
        self.face.keep_arcs(|net, _, arc| score(net.pair[arc]) >= limit);
        self.forget();
    }

    /// The same without a proof: a choice that is no worse is looked for, and nothing is said of better ones.
    fn raise_unsure(&mut self, market: &Market<'_>, name: &str, limit: i64) {
        let score = |pair: u32| i64::from(market.problem.pairs[pair as usize].score);
        if let Some(rules) = &mut self.rules {
            let pairs = &self.component.network.pair;
            rules.go_on_above(|arc| score(pairs[arc]) < limit, name.to_owned());
        } else {
            self.raise(market, name, limit, None, false);
        }
    }
}

/// Why a part can do no better than a threshold.
enum Above {
    Network(Proof),
    Rules(crossing::Proof),
}

/// One bottleneck stage over all parts: the threshold of the part that can do least holds for all.
pub(super) fn raise(
    market: &Market<'_>,
    ran: &mut Ran,
    stage: usize,
    threads: usize,
    control: &Control<'_>,
) -> Result<(), End> {
    let sure = ran.unsure.is_none() && ran.parts.iter().all(Part::proved);
    match find(market, &ran.parts, threads, control) {
        Ok((threshold, someone, proofs)) if sure => {
            let limit = threshold.unwrap_or(-1);
            let name = format!("{}above:{limit}", if someone { "someone_" } else { "" });
            let alone = ran.parts.len() == 1;
            for (part, tried) in ran.parts.iter_mut().zip(proofs) {
                part.raise(market, &name, limit, tried, alone);
            }
            ran.thresholds.push(threshold);
            reach(market, ran, limit, control);
        }
        Ok((threshold, ..)) => {
            ran.unsure.get_or_insert(stage);
            let limit = threshold.unwrap_or(-1);
            let name = format!("above:{limit}");
            let parts = ran.parts.iter_mut();
            parts.for_each(|part| part.raise_unsure(market, &name, limit));
            ran.thresholds.push(threshold);
        }
        Err(Stuck::Stopped) => {
            ran.unsure.get_or_insert(stage);
            freeze(market, ran, control)?;
            let score = |pair: u32| i64::from(market.problem.pairs[pair as usize].score);
            let worst = ran.parts.iter().flat_map(Part::taken).map(score).min();
            ran.thresholds.push(worst);
        }
        Err(stuck) => drop(gather(vec![(ran.parts.swap_remove(0), Err(stuck))])?),
    }
    Ok(())
}

fn freeze(market: &Market<'_>, ran: &mut Ran, control: &Control<'_>) -> Result<(), End> {
    let parts = std::mem::take(&mut ran.parts).into_iter();
    let frozen = parts.map(|mut part| {
        let result = part.freeze(market, control);
        (part, result)
    });
    ran.parts = gather(frozen.collect())?;
    Ok(())
}

/// Where a limit may end the next stage, a choice that reaches the threshold is at hand before it begins.
fn reach(market: &Market<'_>, ran: &mut Ran, limit: i64, control: &Control<'_>) {
    if !control.limited() {
        return;
    }
    let score = |pair: u32| i64::from(market.problem.pairs[pair as usize].score);
    for part in ran.parts.iter_mut().filter(|part| !part.stopped) {
        if let Some(rules) = &mut part.rules {
            let pairs = &part.component.network.pair;
            rules.reach(|arc| score(pairs[arc]) >= limit, control);
            part.take_choice();
            continue;
        }
        part.face.gain.iter_mut().for_each(|gain| *gain = 0);
        let reached = match part.face.maximise(None, control) {
            Err(Stuck::Stopped) => part.face.make_whole(&control.grace()),
            reached => reached,
        };
        if reached.is_ok() {
            part.remember(control);
        }
    }
}

type Threshold = (Option<i64>, bool, Vec<Option<Above>>);

/// The threshold of all parts, whether it stands for someone who need not be placed at all, and what proves it.
fn find(
    market: &Market<'_>,
    parts: &[Part],
    threads: usize,
    control: &Control<'_>,
) -> Result<Threshold, Stuck> {
    let size = |part: &&Part| part.component.network.pair.len();
    let of_all = |someone: bool| {
        on_all(parts.iter().collect(), size, threads, |_, part: &Part| {
            part.threshold(market, someone, control)
        })
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
    };
    let forced = of_all(false)?;
    let least = forced.iter().flatten().min().copied();
    // Where no part must place anyone, the best single pair counts.
    let threshold = match least {
        Some(least) => Some(least),
        None => of_all(true)?.into_iter().flatten().max(),
    };
    let limit = threshold.unwrap_or(-1);
    let mut proofs = Vec::with_capacity(parts.len());
    for (part, own) in parts.iter().zip(&forced) {
        let proves = part.proved() && (least.is_none() || *own == Some(limit));
        proofs.push(if proves {
            part.try_above(market, limit + 1, least.is_none(), control)?
        } else {
            None
        });
    }
    Ok((threshold, least.is_none(), proofs))
}
