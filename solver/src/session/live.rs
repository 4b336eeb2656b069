//! Between the names of a session and the nodes of its network.

use std::cmp::Reverse;

use super::{Refused, Session, Touched};
use crate::components::Market;
use crate::control::Control;
use crate::network::{Live, NONE, Network, Reroute};
use crate::outcome::Status;
use crate::policy::Stability;
use crate::solve::{Options, solve};
use crate::stage::{Stage, lot};
use crate::tiers::{self, Part};

/// The potentials of every stage, by node of the whole network.
type Potentials = Vec<Vec<i64>>;

impl Session {
    /// Brings the answer up to date with the problem, where something was touched.
    pub(super) fn settle(&mut self, touched: Touched) -> Result<(), Refused> {
        let Some(mut live) = self.live.take() else {
            return self.afresh();
        };
        self.describe(live.as_mut(), touched);
        let found = match touched {
            Touched::Student(s) => self.decide(live.as_mut(), s),
            Touched::Pair(pair) => self.decide(live.as_mut(), self.problem.pairs[pair as usize].student),
            Touched::Place(p) => {
                let v = live.network().students + self.order.place_rank(p) as usize;
                live.resize(v, self.bound(self.problem.places[p as usize].capacity))
            }
        };
        if found.is_ok() {
            let net = live.network();
            for (rank, arc) in net.mate.iter().enumerate() {
                let pair = (*arc != NONE).then(|| net.pair[*arc as usize]);
                self.chosen[self.order.students[rank] as usize] = pair;
            }
        }
        self.live = Some(live);
        found.map_err(|_| Refused::Impossible)
    }

    fn afresh(&mut self) -> Result<(), Refused> {
        let answer = solve(&self.problem, &Options::default());
        match answer.status {
            Status::Optimal => {
                self.chosen = self.chosen_in(&answer);
                Ok(())
            }
            Status::Infeasible => Err(Refused::Impossible),
            Status::Feasible | Status::NoAnswer => Err(Refused::Stopped),
        }
    }

    fn decide(&self, live: &mut dyn Reroute, s: u32) -> Result<(), crate::network::Impossible> {
        let rank = self.order.student_rank(s) as usize;
        if self.left[s as usize] {
            live.remove(rank)
        } else {
            live.decide(rank, self.problem.pins.iter().any(|pin| pin.0 == s))
        }
    }

    /// Tells the network which arcs are open and what they gain, where something was touched.
    pub(super) fn describe(&self, live: &mut dyn Reroute, touched: Touched) {
        let (student, pair) = match touched {
            Touched::Place(_) => return,
            Touched::Student(s) => (s, None),
            Touched::Pair(pair) => (self.problem.pairs[pair as usize].student, Some(pair)),
        };
        let own = |list: &[(u32, u32)]| -> Vec<u32> {
            let own = list.iter().filter(|pair| pair.0 == student);
            own.map(|pair| pair.1).collect()
        };
        let (pins, forbids) = (own(&self.problem.pins), own(&self.problem.forbids));
        let rank = self.order.student_rank(student) as usize;
        let net = live.network();
        let open: Vec<bool> = net
            .arcs(rank)
            .map(|arc| self.problem.pairs[net.pair[arc] as usize].place)
            .map(|place| pins.iter().all(|pin| *pin == place) && !forbids.contains(&place))
            .collect();
        let arc = net.arcs(rank).find(|arc| Some(net.pair[*arc]) == pair);
        live.set_open(rank, &open);
        if let (Some(arc), Some(pair)) = (arc, pair) {
            live.set_gain(arc, &|stage| self.gain(stage, pair));
        }
    }

    /// What a pair gains in a stage; the one after the last draws lots.
    fn gain(&self, stage: usize, pair: u32) -> i64 {
        let pair = &self.problem.pairs[pair as usize];
        match self.stages.get(stage) {
            Some(stage) => stage.gain(pair),
            None if stage == self.stages.len() => lot(
                self.problem.seed,
                &self.problem.students[pair.student as usize].id,
                &self.problem.places[pair.place as usize].id,
            ),
            None => 0,
        }
    }

    /// A bound as the network counts; more than all students is as good as none.
    fn bound(&self, bound: u64) -> i32 {
        let most = self.problem.students.len() as u64 + 1;
        i32::try_from(bound.min(most)).unwrap_or(i32::MAX)
    }

    /// Do shortest ways tell all there is to know?
    fn has_ways(&self) -> bool {
        let problem = &self.problem;
        matches!(problem.policy.stability, Stability::None | Stability::Report)
            && problem.quotas.is_empty()
            && problem.together.is_empty()
            && problem.apart.is_empty()
            && problem
                .places
                .iter()
                .all(|p| p.open_with.is_none_or(|least| least <= 1))
            && !self.stages.contains(&Stage::Bottleneck)
            && self.stages.len() < 32
    }

    /// The whole market as one network with the optimum on it; nothing where ways do not tell everything.
    pub(super) fn enliven(&self, options: &Options<'_>) -> Option<Box<dyn Reroute>> {
        if !self.has_ways() {
            return None;
        }
        let market = Market::new(&self.problem, &self.order);
        let parts: Vec<Part> = (market.split(false).into_iter())
            .map(|component| Part::new(&market, component))
            .collect();
        let stages: Vec<(usize, Stage)> = self.stages.iter().map(|stage| (0, *stage)).collect();
        let threads = options.threads_for(&self.problem);
        let parts = tiers::run_to_the_end(&market, parts, &stages, threads, &Control::free())
            .ok()?
            .parts;
        let (mut net, groups) = self.whole(&market);
        let pi = self.potentials(&net, &parts, &groups);
        let mut open = vec![false; net.head.len()];
        let mut arc = 0;
        for rank in 0..net.students {
            // Both in canonical order.
            for (pair, _) in market.open_pairs(rank as u32) {
                while net.pair[arc] != pair {
                    arc += 1;
                }
                open[arc] = true;
            }
        }
        net.take_pairs(|rank| self.chosen[self.order.students[rank] as usize]);
        let count = self.stages.len() + 1;
        let gains: Vec<u32> = net.pair.clone();
        let (pi, gain) = (
            move |k: usize, v: usize| pi[k][v],
            |k: usize, arc: usize| self.gain(k, gains[arc]),
        );
        Some(match count {
            0..=2 => Box::new(Live::<2>::new(net, count, &pi, &gain, open)),
            3 => Box::new(Live::<3>::new(net, count, &pi, &gain, open)),
            4..=6 => Box::new(Live::<6>::new(net, count, &pi, &gain, open)),
            7..=12 => Box::new(Live::<12>::new(net, count, &pi, &gain, open)),
            _ => Box::new(Live::<32>::new(net, count, &pi, &gain, open)),
        })
    }

    /// All students, places, groups and pairs, whether they matter now or not; and the node of each canonical group.
    fn whole(&self, market: &Market<'_>) -> (Network, Vec<u32>) {
        let (problem, order) = (&self.problem, &self.order);
        let (n, m, k) = (problem.students.len(), problem.places.len(), problem.groups.len());
        let group = |g: u32| &problem.groups[order.groups[g as usize] as usize];
        let parent = |g: u32| group(g).parent.map(|up| order.group_rank(up));
        let mut of_students = vec![false; k];
        for student in &problem.students {
            let mut at = student.group.map(|g| order.group_rank(g));
            while let Some(g) = at {
                of_students[g as usize] = true;
                at = parent(g);
            }
        }
        let depth = |g: u32| std::iter::successors(parent(g), |g| parent(*g)).count();
        let mut groups: Vec<u32> = (0..k as u32).collect();
        groups.sort_by_cached_key(|g| (of_students[*g as usize], Reverse(depth(*g)), *g));
        let mut node = vec![0; k];
        for (i, g) in groups.iter().enumerate() {
            node[*g as usize] = (n + m + i) as u32;
        }
        let root = (n + m + k) as u32;
        let above = |g: Option<u32>| g.map_or(root, |g| node[order.group_rank(g) as usize]);
        let (mut up, mut lo, mut hi) = (Vec::new(), Vec::new(), Vec::new());
        for (rank, s) in order.students.iter().enumerate() {
            up.push(above(problem.students[*s as usize].group));
            lo.push(i32::from(market.is_pinned(rank as u32)));
            hi.push(1);
        }
        for p in &order.places {
            let place = &problem.places[*p as usize];
            up.push(above(place.group));
            lo.push(0);
            hi.push(self.bound(place.capacity));
        }
        for g in &groups {
            up.push(above(group(*g).parent));
            lo.push(self.bound(group(*g).min));
            hi.push(self.bound(group(*g).max.unwrap_or(u64::MAX)));
        }
        up.push(root);
        lo.push(0);
        hi.push(0);
        let place_groups = of_students.iter().filter(|of| !**of).count();
        let head = order
            .pairs
            .iter()
            .map(|i| n as u32 + order.place_rank(problem.pairs[*i as usize].place))
            .collect();
        let (first, pair) = (order.first.clone(), order.pairs.clone());
        (
            Network::new([n, m, place_groups], up, lo, hi, first, head, pair),
            node,
        )
    }

    /// The potentials of all parts, and of the lots drawn last, on the nodes of the whole. A node that belongs to no
    /// part has no price: its bound cannot bind.
    fn potentials(&self, net: &Network, parts: &[Part], groups: &[u32]) -> Potentials {
        let stage = |k: usize| {
            let mut pi = vec![None; net.up.len()];
            pi[net.root()] = Some(0);
            for part in parts {
                let component = &part.component;
                let told = part.proofs.get(k).map_or(&part.face.pi, |proof| &proof.pi);
                let students = component.students.iter().map(|s| *s as usize);
                let places = component.places.iter().map(|p| net.students + *p as usize);
                let groups = component.groups.iter().map(|g| groups[*g as usize] as usize);
                let nodes = students.chain(places).chain(groups);
                nodes.zip(told).for_each(|(v, told)| pi[v] = Some(*told));
            }
            for v in (0..net.root()).rev() {
                pi[v] = pi[v].or(pi[net.up[v] as usize]);
            }
            pi.into_iter().map(Option::unwrap_or_default).collect()
        };
        (0..=self.stages.len()).map(stage).collect()
    }
}
