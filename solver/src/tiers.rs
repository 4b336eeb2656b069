//! Tier after tier over the components, each on the optimal face of those before, in parallel where parts are apart.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::components::{Component, Market};
use crate::control::Control;
use crate::crossing::Rules;
use crate::linear::Failed;

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
    /// What the stages of such a part reached, and what they cannot exceed.
    pub(crate) reached: Vec<(i64, i64)>,

    /// Potentials of every stage of an earlier run of a similar problem, to start from.
    pub(crate) hints: Vec<Vec<i64>>,
}

/// Why the whole run ended early.
#[derive(Clone, Debug)]
pub(crate) enum End {
    /// The part, and the duals of a violated cut.
    Infeasible(usize, Vec<i64>),
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
            reached: Vec::new(),
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

    /// One stage of a part with crossing rules; the pairs taken stand in `face` afterwards.
    fn run_rules(&mut self, stage: Stage, gain: &[i64], control: &Control<'_>) -> Result<(), Stuck> {
        let Some(rules) = &mut self.rules else {
            return Ok(());
        };
        let relaxed = |net: &Network| {
            let mut net = net.clone();
            net.gain.copy_from_slice(gain);
            // Without the crossing rules there is at least as much to gain.
            net.maximise(None, &Control::free()).map(|()| net.value())
        };
        if rules.unproved {
            // The stage before was cut short: only its choice and a bound are left to report.
            let value = self
                .face
                .mate
                .iter()
                .filter(|a| **a != NONE)
                .map(|a| gain[*a as usize])
                .sum();
            self.reached.push((value, relaxed(&self.component.network)?));
            return Ok(());
        }
        let chosen = rules
            .maximise((stage != Stage::Blocking).then_some(gain), control)
            .map_err(Stuck::from)?;
        let bound = if chosen.best {
            chosen.value
        } else {
            relaxed(&self.component.network)?
        };
        self.reached.push((chosen.value, bound));
        let net = &self.component.network;
        let at: Vec<Option<u32>> = (0..net.students)
            .map(|s| net.arcs(s).find(|arc| chosen.yes[*arc]).map(|arc| net.pair[arc]))
            .collect();
        self.face.take_pairs(|s| at[s]);
        Ok(())
    }

    /// Runs one maximising stage and keeps its face.
    fn run(&mut self, market: &Market<'_>, stage: Stage, control: &Control<'_>) -> Result<(), Stuck> {
        let pairs = &market.problem.pairs;
        for (gain, pair) in self.face.gain.iter_mut().zip(&self.face.pair) {
            *gain = stage.gain(&pairs[*pair as usize]);
        }
        if self.rules.is_some() {
            let gain = self.face.gain.clone();
            return self.run_rules(stage, &gain, control);
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
            if self.rules.is_some() {
                let gain = self.face.gain.clone();
                self.run_rules(Stage::Placed, &gain, control)?;
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
        if self.rules.is_some() {
            // Ten bits are enough for a model in floating point, and few ties survive them.
            let gain: Vec<i64> = self.face.gain.iter().map(|lot| lot >> 30).collect();
            return self.run_rules(Stage::Placed, &gain, control);
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
        let mut scores: Vec<i64> = self.face.pair.iter().map(|p| score(*p)).collect();
        scores.sort_unstable();
        scores.dedup();
        if !someone && self.try_above(market, i64::MAX, false, control)?.is_ok() {
            return Ok(None);
        }
        // Invariant: possible at scores[low], impossible at scores[high].
        let (mut low, mut high) = (0, scores.len());
        if someone && (scores.is_empty() || self.try_above(market, scores[0], true, control)?.is_err()) {
            return Ok(None);
        }
        while high - low > 1 {
            let middle = (low + high) / 2;
            if self.try_above(market, scores[middle], someone, control)?.is_ok() {
                low = middle
            } else {
                high = middle
            }
        }
        Ok(scores.get(low).copied())
    }

    /// Can the face do with scores of at least `least`? If not, the duals that show it.
    fn try_above(
        &self,
        market: &Market<'_>,
        least: i64,
        someone: bool,
        control: &Control<'_>,
    ) -> Result<Result<(), Proof>, Stuck> {
        if let Some(rules) = &self.rules {
            let score = |arc: usize| i64::from(market.problem.pairs[self.face.pair[arc] as usize].score);
            return match rules.holds(|arc| score(arc) >= least, someone, control) {
                Ok(()) => Ok(Ok(())),
                Err(Failed::Infeasible) => {
                    let nodes = self.face.up.len();
                    Ok(Err(Proof {
                        name: None,
                        duals: vec![0; nodes - 1],
                        pi: vec![0; nodes],
                    }))
                }
                Err(failed) => Err(failed.into()),
            };
        }
        let mut net = self.face.clone();
        net.mate.iter_mut().for_each(|m| *m = NONE);
        net.keep_arcs(|net, _, arc| i64::from(market.problem.pairs[net.pair[arc] as usize].score) >= least);
        net.gain.iter_mut().for_each(|g| *g = i64::from(someone));
        match net.maximise(None, control) {
            Ok(()) if someone && net.value() == 0 => {
                let duals = (0..net.root()).map(|v| net.dual(v)).collect();
                Ok(Err(Proof {
                    name: None,
                    duals,
                    pi: net.pi.clone(),
                }))
            }
            Ok(()) => Ok(Ok(())),
            Err(Stuck::Infeasible(cut)) => {
                let (duals, pi) = cut_duals(&net, &cut);
                Ok(Err(Proof {
                    name: None,
                    duals,
                    pi,
                }))
            }
            Err(stuck) => Err(stuck),
        }
    }
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
            Err(Stuck::Infeasible(cut)) => return Err(End::Infeasible(i, cut_duals(&part.face, &cut).0)),
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
        let nodes = part.face.up.len();
        let proves = least.is_none() || *own == Some(limit);
        let tried = if proves {
            part.try_above(market, limit + 1, least.is_none(), control)
                .map_err(|_| End::Stopped)?
        } else {
            Ok(())
        };
        let mut proof = match tried {
            Err(proof) => proof,
            Ok(()) => Proof {
                name: None,
                duals: vec![0; nodes - 1],
                pi: vec![0; nodes],
            },
        };
        proof.name = Some(name.clone());
        part.proofs.push(proof);
        if let Some(rules) = &mut part.rules {
            let pairs = &part.face.pair;
            rules.drop_arcs(|arc| i64::from(market.problem.pairs[pairs[arc] as usize].score) < limit);
            part.reached.push((0, 0));
            continue;
        }
        part.face.mate.iter_mut().for_each(|m| *m = NONE);
        part.face
            .keep_arcs(|net, _, arc| i64::from(market.problem.pairs[net.pair[arc] as usize].score) >= limit);
    }
    Ok(threshold)
}
