//! Rules that no network can carry, as rows of a yes-or-no model over the pairs of one component.

use std::collections::BTreeMap;

use crate::components::{Component, Market};
use crate::control::Control;
use crate::linear::{Chosen, Failed, Model};
use crate::network::Network;
use crate::policy::Stability;

/// The model of one component: variable `i` is arc `i` of its network; more stand for open places and blocking pairs.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    model: Model,
    arcs: usize,
    /// The variables that say "this pair blocks", if they are counted.
    pub(crate) blocking: Vec<u32>,
    /// The best choice so far.
    pub(crate) chosen: Option<Vec<bool>>,
    /// The solver has not vouched for some stage.
    pub(crate) unproved: bool,
}

impl Rules {
    pub(crate) fn new(market: &Market<'_>, component: &Component) -> Rules {
        let net = &component.network;
        let mut model = Model::default();
        for _ in 0..net.pair.len() {
            model.variable();
        }
        let mut rules = Rules {
            arcs: net.pair.len(),
            model,
            blocking: Vec::new(),
            chosen: None,
            unproved: false,
        };
        rules.add_core(net);
        rules.add_quotas(market, component);
        rules.add_openings(market, component);
        rules.add_couples(market, component);
        rules.add_stability(market, net);
        rules
    }

    /// The bounds of students, places and groups: what the network carries by itself.
    fn add_core(&mut self, net: &Network) {
        let root = net.root();
        let mut under: Vec<Vec<(u32, i64)>> = vec![Vec::new(); net.up.len()];
        for s in 0..net.students {
            for arc in net.arcs(s) {
                for start in [s, net.head[arc] as usize] {
                    let mut v = start;
                    while v != root {
                        under[v].push((arc as u32, 1));
                        v = net.up[v] as usize;
                    }
                }
            }
        }
        for (v, of) in under.into_iter().enumerate().take(root) {
            let lo = (net.lo[v] > 0).then_some(i64::from(net.lo[v]));
            self.model.row(of, lo, Some(i64::from(net.hi[v])));
        }
    }

    fn add_quotas(&mut self, market: &Market<'_>, component: &Component) {
        let net = &component.network;
        if market.problem.quotas.is_empty() {
            return;
        }
        let arc_of: BTreeMap<u32, u32> = net.pair.iter().copied().zip(0..).collect();
        let here: std::collections::BTreeSet<u32> = component
            .students
            .iter()
            .map(|s| market.order.students[*s as usize])
            .collect();
        for quota in &market.problem.quotas {
            let of: Vec<(u32, i64)> = quota
                .pairs
                .iter()
                .filter_map(|p| arc_of.get(p))
                .map(|arc| (*arc, 1))
                .collect();
            let touches = quota
                .pairs
                .iter()
                .any(|p| here.contains(&market.problem.pairs[*p as usize].student));
            if of.is_empty() && !touches {
                continue;
            }
            let bound = |bound: u64| i64::try_from(bound).unwrap_or(i64::MAX);
            self.model.row(
                of,
                (quota.min > 0).then(|| bound(quota.min)),
                quota.max.map(bound),
            );
        }
    }

    /// A place opens with so many, or takes nobody.
    fn add_openings(&mut self, market: &Market<'_>, component: &Component) {
        let net = &component.network;
        let mut at: Vec<Vec<u32>> = vec![Vec::new(); net.places];
        net.head
            .iter()
            .zip(0..)
            .for_each(|(head, arc)| at[*head as usize - net.students].push(arc));
        for (i, place) in component.places.iter().enumerate() {
            let place = &market.problem.places[market.order.places[*place as usize] as usize];
            let hi = i64::from(net.hi[net.students + i]);
            let Some(least) = place.open_with.filter(|least| *least > 1 && hi > 0) else {
                continue;
            };
            let open = self.model.variable();
            let sum = |factor: i64| {
                at[i]
                    .iter()
                    .map(|arc| (*arc, 1))
                    .chain([(open, -factor)])
                    .collect()
            };
            self.model.row(sum(hi), None, Some(0));
            self.model
                .row(sum(i64::try_from(least).unwrap_or(i64::MAX)), Some(0), None);
        }
    }

    /// Together and apart, employer by employer.
    fn add_couples(&mut self, market: &Market<'_>, component: &Component) {
        let (problem, net) = (market.problem, &component.network);
        let local: BTreeMap<u32, usize> = component
            .students
            .iter()
            .zip(0..)
            .map(|(s, i)| (market.order.students[*s as usize], i))
            .collect();
        let employers = |s: usize| {
            let mut arcs: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
            for arc in net.arcs(s) {
                let place = problem.pairs[net.pair[arc] as usize].place;
                arcs.entry(problem.employer_of(place))
                    .or_default()
                    .push(arc as u32);
            }
            arcs
        };
        for (list, together) in [(&problem.together, true), (&problem.apart, false)] {
            for (a, b) in list {
                let (Some(a), Some(b)) = (local.get(a), local.get(b)) else {
                    continue;
                };
                let (mut of_a, of_b) = (employers(*a), employers(*b));
                for (employer, arcs) in of_b {
                    let own = of_a.remove(employer).unwrap_or_default();
                    if !together && own.is_empty() {
                        continue;
                    }
                    let sign = if together { -1 } else { 1 };
                    let of = own
                        .iter()
                        .map(|arc| (*arc, 1))
                        .chain(arcs.iter().map(|arc| (*arc, sign)))
                        .collect();
                    self.model
                        .row(of, together.then_some(0), Some(i64::from(!together)));
                }
                if together {
                    for arcs in of_a.into_values() {
                        self.model
                            .row(arcs.into_iter().map(|arc| (arc, 1)).collect(), None, Some(0));
                    }
                }
            }
        }
    }

    /// Nobody and no place would both rather have each other (Kwanashie and Manlove's rows), or it is counted.
    fn add_stability(&mut self, market: &Market<'_>, net: &Network) {
        let mode = market.problem.policy.stability;
        if !matches!(mode, Stability::MaximumStable | Stability::FewestBlocking) {
            return;
        }
        let pair = |arc: u32| market.problem.pairs[net.pair[arc as usize] as usize];
        let mut at: Vec<Vec<u32>> = vec![Vec::new(); net.places];
        net.head
            .iter()
            .zip(0..)
            .for_each(|(head, arc)| at[*head as usize - net.students].push(arc));
        for s in (0..net.students).filter(|s| net.lo[*s] == 0) {
            for arc in net.arcs(s) {
                let own = pair(arc as u32);
                let place = net.head[arc] as usize;
                let capacity = market.problem.places[own.place as usize]
                    .capacity
                    .min(u64::from(u32::MAX)) as i64;
                let mut of: BTreeMap<u32, i64> = BTreeMap::new();
                for other in net
                    .arcs(s)
                    .map(|a| a as u32)
                    .filter(|a| pair(*a).student_rank <= own.student_rank)
                {
                    *of.entry(other).or_default() += capacity;
                }
                let pinned = |a: u32| market.is_pinned(market.order.student_rank(pair(a).student));
                let keeps = |a: &&u32| pair(**a).place_rank <= own.place_rank || pinned(**a);
                for &other in at[place - net.students].iter().filter(keeps) {
                    *of.entry(other).or_default() += 1;
                }
                if mode == Stability::FewestBlocking {
                    let blocks = self.model.variable();
                    self.blocking.push(blocks);
                    of.insert(blocks, capacity);
                }
                self.model.row(of.into_iter().collect(), Some(capacity), None);
            }
        }
    }

    /// Maximises over the arcs (`arcs`) or minimises the blocking pairs, and keeps what was reached.
    pub(crate) fn maximise(&mut self, gain: Option<&[i64]>, control: &Control<'_>) -> Result<Chosen, Failed> {
        self.model.gain.iter_mut().for_each(|g| *g = 0);
        match gain {
            Some(gain) => self.model.gain[..self.arcs].copy_from_slice(gain),
            None => self
                .blocking
                .iter()
                .for_each(|v| self.model.gain[*v as usize] = -1),
        }
        let chosen = self.model.maximise(control)?;
        self.unproved |= !chosen.best;
        self.chosen = Some(chosen.yes.clone());
        let of = self
            .model
            .gain
            .iter()
            .zip(0..)
            .filter(|(g, _)| **g != 0)
            .map(|(g, v)| (v, *g))
            .collect();
        self.model.row(of, Some(chosen.value), None);
        Ok(chosen)
    }

    /// Can the rules hold with these arcs alone (and at least one of them, if asked)?
    pub(crate) fn holds(
        &self,
        keep: impl Fn(usize) -> bool,
        someone: bool,
        control: &Control<'_>,
    ) -> Result<(), Failed> {
        let mut model = self.model.clone();
        model.gain.iter_mut().for_each(|g| *g = 0);
        let out = (0..self.arcs)
            .filter(|arc| !keep(*arc))
            .map(|arc| (arc as u32, 1))
            .collect();
        model.row(out, None, Some(0));
        if someone {
            model.row((0..self.arcs).map(|arc| (arc as u32, 1)).collect(), Some(1), None);
        }
        model.maximise(control).map(drop)
    }

    /// Leaves these arcs out from now on.
    pub(crate) fn drop_arcs(&mut self, out: impl Fn(usize) -> bool) {
        let out = (0..self.arcs)
            .filter(|arc| out(*arc))
            .map(|arc| (arc as u32, 1))
            .collect();
        self.model.row(out, None, Some(0));
    }
}
