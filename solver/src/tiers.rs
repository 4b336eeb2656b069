//! Tier after tier over the components, each on the optimal face of those before, in parallel where parts are apart.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::components::{Component, Market};
use crate::control::Control;
use crate::crossing::{self, Reached, Rules};
use crate::network::{NONE, Network, Stuck};
use crate::stage::{Stage, lot};

/// The duals one component contributes to one stage, by node.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    /// As the certificate calls the stage; set where it is not the stage's own name.
    pub(crate) name: Option<String>,
    pub(crate) duals: Vec<i64>,
    /// The potentials the duals are differences of.
    pub(crate) pi: Vec<i64>,
}

/// A component on its way through the stages.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) component: Component,
    /// The network on the face of the stages so far, with the flow of the last.
    pub(crate) face: Network,
    pub(crate) proofs: Vec<Proof>,
    /// The model, where rules cross the network.
    pub(crate) rules: Option<Rules>,
    /// Potentials of every stage of an earlier run of a similar problem, to start from.
    pub(crate) hints: Vec<Vec<i64>>,
}

/// Why the whole run ended early.
#[derive(Clone, Debug)]
pub(crate) enum End {
    /// The part, and the duals of a violated cut or, where rules cross, the model with its proof.
    Infeasible(usize, Vec<i64>, Option<Box<Rules>>),
    Stopped,
    /// The model's solver is in trouble, in its words.
    Broken(String),
}

impl Part {
    pub(crate) fn new(market: &Market<'_>, component: Component) -> Part {
        let face = component.network.clone();
        let rules = component.crossing.then(|| Rules::new(market, &component));
        Part {
            component,
            face,
            proofs: Vec::new(),
            rules,
            hints: Vec::new(),
        }
    }

    /// The pairs taken, as positions in the problem.
    pub(crate) fn taken(&self) -> impl Iterator<Item = u32> + '_ {
        self.face
            .mate
            .iter()
            .filter(|arc| **arc != NONE)
            .map(|arc| self.face.pair[*arc as usize])
    }

    /// Pairs to begin with, where a model looks for better ones.
    pub(crate) fn begin_with(&mut self, pairs: &[u32]) {
        if let Some(rules) = &mut self.rules {
            let pairs: std::collections::HashSet<&u32> = pairs.iter().collect();
            rules.begin_with(|arc| pairs.contains(&self.component.network.pair[arc]));
        }
    }

    /// Takes over what the model chose.
    fn take_choice(&mut self) {
        if let Some(rules) = &self.rules {
            let net = &self.component.network;
            let mut at = vec![None; net.students];
            for arc in rules.arcs() {
                at[net.first.partition_point(|first| *first as usize <= arc) - 1] = Some(net.pair[arc]);
            }
            self.face.take_pairs(|s| at[s]);
        }
    }

    /// Runs one maximising stage and keeps its face.
    fn run(&mut self, market: &Market<'_>, stage: Stage, control: &Control<'_>) -> Result<(), Stuck> {
        let pairs = &market.problem.pairs;
        for (gain, pair) in self.face.gain.iter_mut().zip(&self.face.pair) {
            *gain = stage.gain(&pairs[*pair as usize]);
        }
        if let Some(rules) = &mut self.rules {
            let gain = (stage != Stage::Blocking).then_some(&self.face.gain[..]);
            rules.maximise(&self.component.network, gain, control)?;
            self.take_choice();
            return Ok(());
        }
        let hint = self.hints.get(self.proofs.len()).map(Vec::as_slice);
        self.face.maximise(hint, control)?;
        self.keep_proof(None);
        self.face.keep_face();
        Ok(())
    }

    fn keep_proof(&mut self, name: Option<String>) {
        let duals = (0..self.face.root()).map(|v| self.face.dual(v)).collect();
        self.proofs.push(Proof {
            name,
            duals,
            pi: self.face.pi.clone(),
        });
    }

    /// Decides between the equally good by lot, after preferring what `stay` names.
    fn draw(
        &mut self,
        market: &Market<'_>,
        stay: Option<&[u32]>,
        control: &Control<'_>,
    ) -> Result<(), Stuck> {
        let problem = market.problem;
        if let Some(stay) = stay {
            for (gain, pair) in self.face.gain.iter_mut().zip(&self.face.pair) {
                let pair = problem.pairs[*pair as usize];
                *gain = i64::from(stay[pair.student as usize] == pair.place);
            }
            if let Some(rules) = &mut self.rules {
                rules.prefer(&self.face.gain, control)?;
            } else {
                self.face.maximise(None, control)?;
                self.face.keep_face();
            }
        }
        for (gain, pair) in self.face.gain.iter_mut().zip(&self.face.pair) {
            let pair = problem.pairs[*pair as usize];
            let (student, place) = (
                &problem.students[pair.student as usize].id,
                &problem.places[pair.place as usize].id,
            );
            *gain = lot(problem.seed, student, place);
        }
        if let Some(rules) = &mut self.rules {
            // A few bits at a time: small numbers are soon told apart for good, and few ties survive two of them.
            for shift in [30, 20] {
                let lots: Vec<i64> = self.face.gain.iter().map(|lot| (lot >> shift) & 0x3ff).collect();
                rules.prefer(&lots, control)?;
            }
            self.take_choice();
            return Ok(());
        }
        self.face.maximise(None, control)
    }

    /// The highest threshold at which the face still holds an answer; `None` if it need not place anyone. With
    /// `someone` at least one student must be placed even where the face does not force it.
    fn threshold(
        &self,
        market: &Market<'_>,
        someone: bool,
        control: &Control<'_>,
    ) -> Result<Option<i64>, Stuck> {
        let score = |pair: u32| i64::from(market.problem.pairs[pair as usize].score);
        if self.rules.as_ref().is_some_and(|rules| !rules.proved()) {
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

    /// Nothing better than the threshold is possible here (`tried`), or elsewhere; keeps what is not below it.
    fn raise(&mut self, market: &Market<'_>, name: &str, limit: i64, tried: Option<Above>) {
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
    }
}

/// Why a part can do no better than a threshold.
enum Above {
    Network(Proof),
    Rules(crossing::Proof),
}

/// The duals of a violated cut: one more for every node whose excess cannot leave.
pub(crate) fn cut_duals(net: &Network, cut: &[u32]) -> (Vec<i64>, Vec<i64>) {
    let mut net = net.clone();
    net.pi.iter_mut().for_each(|pi| *pi = 0);
    cut.iter().for_each(|v| net.pi[*v as usize] = 1);
    ((0..net.root()).map(|v| net.dual(v)).collect(), net.pi)
}

/// Does something to every part, on so many threads; the largest parts first.
pub(crate) fn on_all<T: Send, R: Send>(
    items: Vec<T>,
    size: impl Fn(&T) -> usize,
    threads: usize,
    work: impl Fn(usize, T) -> R + Sync,
) -> Vec<R> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(size(&items[*i])));
    let items: Vec<Mutex<Option<T>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let results: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let serve = || {
        while let Some(&i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let item = items[i].lock().ok().and_then(|mut item| item.take());
            if let (Some(item), Ok(mut slot)) = (item, results[i].lock()) {
                *slot = Some(work(i, item));
            }
        }
    };
    let threads = threads.clamp(1, items.len().max(1));
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(serve);
        }
        serve();
    });
    results
        .into_iter()
        .filter_map(|slot| slot.into_inner().ok().flatten())
        .collect()
}

/// Solves all parts through all stages, and draws lots at the end.
pub(crate) fn run(
    market: &Market<'_>,
    mut parts: Vec<Part>,
    stages: &[(usize, Stage)],
    stay: Option<&[u32]>,
    threads: usize,
    control: &Control<'_>,
) -> Result<(Vec<Part>, Vec<Option<i64>>), End> {
    let size = |part: &Part| part.component.network.pair.len();
    let total = parts.len() as u64;
    // Thresholds, one per bottleneck stage; nothing when nobody is placed.
    let mut thresholds = Vec::new();
    let mut done = 0;
    loop {
        let until = stages[done..]
            .iter()
            .position(|s| s.1 == Stage::Bottleneck)
            .map_or(stages.len(), |i| done + i);
        let last = until == stages.len();
        let results = on_all(parts, size, threads, |_, mut part| {
            let mut result = Ok(());
            if let (0, 0, Some(rules)) = (done, until, &mut part.rules) {
                // Before it is asked how well, it is asked whether at all.
                result = rules.possible(control).map_err(Stuck::from);
            }
            for (_, stage) in &stages[done..until] {
                result = result.and_then(|()| part.run(market, *stage, control));
            }
            if last {
                result = result.and_then(|()| part.draw(market, stay, control));
                control.report("network", total, None, None);
            }
            (part, result)
        });
        parts = gather(results)?;
        if last {
            return Ok((parts, thresholds));
        }
        thresholds.push(raise(market, &mut parts, threads, control)?);
        done = until + 1;
    }
}

fn gather(results: Vec<(Part, Result<(), Stuck>)>) -> Result<Vec<Part>, End> {
    let mut parts = Vec::with_capacity(results.len());
    let mut stopped = false;
    for (i, (part, result)) in results.into_iter().enumerate() {
        match result {
            Ok(()) => parts.push(part),
            Err(Stuck::Infeasible(cut)) => {
                let duals = cut_duals(&part.face, &cut).0;
                return Err(End::Infeasible(i, duals, part.rules.map(Box::new)));
            }
            Err(Stuck::Stopped) => stopped = true,
            Err(Stuck::Broken(message)) => return Err(End::Broken(message)),
        }
    }
    if stopped { Err(End::Stopped) } else { Ok(parts) }
}

/// One bottleneck stage over all parts: the threshold of the part that can do least holds for all.
fn raise(
    market: &Market<'_>,
    parts: &mut [Part],
    threads: usize,
    control: &Control<'_>,
) -> Result<Option<i64>, End> {
    let size = |part: &&Part| part.component.network.pair.len();
    let find = |someone: bool| {
        on_all(parts.iter().collect(), size, threads, |_, part: &Part| {
            part.threshold(market, someone, control)
        })
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| End::Stopped)
    };
    let forced = find(false)?;
    let least = forced.iter().flatten().min().copied();
    // Where no part must place anyone, the best single pair counts.
    let threshold = match least {
        Some(least) => Some(least),
        None => find(true)?.into_iter().flatten().max(),
    };
    let limit = threshold.unwrap_or(-1);
    let name = format!("{}above:{limit}", if least.is_some() { "" } else { "someone_" });
    for (part, own) in parts.iter_mut().zip(&forced) {
        let proves = least.is_none() || *own == Some(limit);
        let tried = if proves {
            part.try_above(market, limit + 1, least.is_none(), control)
                .map_err(|_| End::Stopped)?
        } else {
            None
        };
        part.raise(market, &name, limit, tried);
    }
    Ok(threshold)
}
