//! Tier after tier over the components, each on the optimal face of those before, in parallel where parts are apart.

mod bottleneck;
mod stopped;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::components::{Component, Market};
use crate::control::Control;
use crate::crossing::Rules;
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
    /// The pair of each student in the last flow that was whole, where a limit may need it; and whether the face
    /// still holds it.
    best: Option<(Vec<u32>, bool)>,
    /// A limit ended this part before its last tier.
    pub(crate) stopped: bool,
    /// A limit ended this part before all lots were compared.
    pub(crate) undrawn: bool,
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
            best: None,
            stopped: false,
            undrawn: false,
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
        if self.stopped {
            return Ok(());
        }
        let pairs = &market.problem.pairs;
        for (gain, pair) in self.face.gain.iter_mut().zip(&self.face.pair) {
            *gain = stage.gain(&pairs[*pair as usize]);
        }
        let steps = self.component.network.pair.len() as u64;
        if let Some(rules) = &mut self.rules {
            control.enter("rules", Some(stage.tier()));
            let gain = (stage != Stage::Blocking).then_some(&self.face.gain[..]);
            rules.maximise(&self.component.network, gain, control)?;
            let known = rules.reached.last().map(|reached| (reached.value, reached.bound));
            control.finish(steps, known.map(|k| k.0), known.map(|k| k.1));
            self.take_choice();
            return Ok(());
        }
        control.enter("network", Some(stage.tier()));
        let hint = self.hints.get(self.proofs.len()).map(Vec::as_slice);
        match self.face.maximise(hint, control) {
            Ok(()) => {}
            Err(Stuck::Stopped) => {
                self.face.cover();
                self.keep_proof(None);
                return self.salvage(control);
            }
            Err(stuck) => return Err(stuck),
        }
        self.keep_proof(None);
        let value = Some(self.face.value());
        self.face.keep_face();
        self.remember(control);
        control.finish(steps, value, value);
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
        if self.stopped {
            return Ok(());
        }
        control.enter("ties", None);
        let problem = market.problem;
        if let Some(stay) = stay {
            for (gain, pair) in self.face.gain.iter_mut().zip(&self.face.pair) {
                let pair = problem.pairs[*pair as usize];
                // Whoever had no place and gets one has moved as well.
                *gain = match stay[pair.student as usize] {
                    NONE => -1,
                    place => i64::from(place == pair.place),
                };
            }
            if let Some(rules) = &mut self.rules {
                rules.prefer(&self.face.gain, true, control)?;
            } else if !self.drawn(control)? {
                return Ok(());
            } else {
                self.face.keep_face();
                self.remember(control);
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
                rules.prefer(&lots, false, control)?;
            }
            self.take_choice();
            return Ok(());
        }
        self.drawn(control).map(|_| ())
    }

    /// Maximises what decides between the equally good; false when a limit ended that.
    fn drawn(&mut self, control: &Control<'_>) -> Result<bool, Stuck> {
        match self.face.maximise(None, control) {
            Ok(()) => Ok(true),
            Err(Stuck::Stopped) => {
                self.salvage(control)?;
                (self.stopped, self.undrawn) = (false, true);
                Ok(false)
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
            // Where the system has no thread to spare, fewer do the same.
            let _ = std::thread::Builder::new().spawn_scoped(scope, serve);
        }
        serve();
    });
    results
        .into_iter()
        .filter_map(|slot| slot.into_inner().ok().flatten())
        .collect()
}

/// What a run through all stages came to.
pub(crate) struct Ran {
    pub(crate) parts: Vec<Part>,
    /// Thresholds, one per bottleneck stage; nothing when nobody is placed.
    pub(crate) thresholds: Vec<Option<i64>>,
    /// The first bottleneck stage whose threshold is not proved.
    pub(crate) unsure: Option<usize>,
}

/// Solves all parts through all stages, and draws lots at the end. A limit leaves the best so far.
pub(crate) fn run(
    market: &Market<'_>,
    parts: Vec<Part>,
    stages: &[(usize, Stage)],
    stay: Option<&[u32]>,
    threads: usize,
    control: &Control<'_>,
) -> Result<Ran, End> {
    let size = |part: &Part| part.component.network.pair.len();
    let arcs: usize = parts.iter().map(size).sum();
    control.expect(arcs as u64 * (stages.len() as u64 + 1), parts.len() == 1);
    let mut ran = Ran {
        parts,
        thresholds: Vec::new(),
        unsure: None,
    };
    let mut done = 0;
    loop {
        let until = stages[done..]
            .iter()
            .position(|s| s.1 == Stage::Bottleneck)
            .map_or(stages.len(), |i| done + i);
        let last = until == stages.len();
        let parts = std::mem::take(&mut ran.parts);
        let results = on_all(parts, size, threads, |_, mut part| {
            let mut result = Ok(());
            if let (0, Some(rules)) = (done, &mut part.rules) {
                rules.prepare();
                if until == 0 {
                    // Before it is asked how well, it is asked whether at all.
                    result = rules.possible(control).map_err(Stuck::from);
                }
            }
            for (_, stage) in &stages[done..until] {
                result = result.and_then(|()| part.run(market, *stage, control));
            }
            if last {
                result = result.and_then(|()| part.draw(market, stay, control));
                control.finish(size(&part) as u64, None, None);
            }
            (part, result)
        });
        ran.parts = gather(results)?;
        if last {
            return Ok(ran);
        }
        control.enter("network", Some(Stage::Bottleneck.tier()));
        bottleneck::raise(market, &mut ran, until, threads, control)?;
        control.finish(arcs as u64, None, None);
        done = until + 1;
    }
}

/// The same, where only a run to its end is of use.
pub(crate) fn run_to_the_end(
    market: &Market<'_>,
    parts: Vec<Part>,
    stages: &[(usize, Stage)],
    threads: usize,
    control: &Control<'_>,
) -> Result<Ran, End> {
    let ran = run(market, parts, stages, None, threads, control)?;
    let cut = ran.unsure.is_some() || ran.parts.iter().any(|part| part.stopped || !part.proved());
    if cut { Err(End::Stopped) } else { Ok(ran) }
}

/// Can anything keep all rules?
pub(crate) fn possible(parts: Vec<Part>, control: &Control<'_>) -> Result<(), End> {
    for (i, mut part) in parts.into_iter().enumerate() {
        let result = match &mut part.rules {
            Some(rules) => rules.possible(control).map_err(Stuck::from),
            None => part.face.maximise(None, control),
        };
        gather(vec![(part, result)]).map_err(|end| match end {
            End::Infeasible(_, duals, rules) => End::Infeasible(i, duals, rules),
            end => end,
        })?;
    }
    Ok(())
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
