//! An optimal flow that stays optimal while bounds, gains and open arcs change.
//!
//! Costs are tuples, one number per stage, compared in order: the potentials of the stages, side by side, leave no
//! residual arc with a reduced cost below zero in that order. A change to one student or one bound then leaves one
//! unit too many at one node and one too few at another, and the shortest way between them makes the flow optimal
//! again: the work is that of one or two searches, whatever the size of the market.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::residual::{Cost, minus, plus};
use super::{NONE, Network};

/// There is no flow that keeps all bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Impossible;

/// What [`Reroute::flow`] gives and [`Reroute::restore`] takes back.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    bounds: [Vec<i32>; 3],
    students: [Vec<u32>; 3],
    held: Vec<u32>,
    pi: Vec<i64>,
}

/// The same for any number of stages.
pub(crate) trait Reroute: Send + Sync {
    fn network(&self) -> &Network;
    /// The flow with its bounds and potentials, to go back to.
    fn flow(&self) -> Flow;
    fn restore(&mut self, flow: Flow);
    /// Takes a student out of the market; the others do the best they can.
    fn remove(&mut self, student: usize) -> Result<(), Impossible>;
    /// Decides anew for a student, who may have been out, and who may be one that `must` have a place.
    fn decide(&mut self, student: usize, must: bool) -> Result<(), Impossible>;
    /// Opens and closes the arcs of a student, who must be decided for next.
    fn set_open(&mut self, student: usize, open: &[bool]);
    /// Sets what an arc gains, stage by stage; its student must be decided for next.
    fn set_gain(&mut self, arc: usize, gain: &dyn Fn(usize) -> i64);
    /// Changes the upper bound of a place or group of places.
    fn resize(&mut self, v: usize, hi: i32) -> Result<(), Impossible>;
}

#[derive(Clone, Copy, Debug)]
struct Mark<const N: usize> {
    distance: Cost<N>,
    before: u32,
    via: u32,
    seen: u32,
    done: u32,
}

/// A network with its tuple costs.
pub(crate) struct Live<const N: usize> {
    net: Network,
    pi: Vec<Cost<N>>,
    gain: Vec<Cost<N>>,
    open: Vec<bool>,
    marks: Vec<Mark<N>>,
    stamp: u32,
    heap: BinaryHeap<Reverse<(Cost<N>, u32)>>,
    settled: Vec<u32>,
}

impl<const N: usize> Live<N> {
    /// `net` has its flow; `pi` and `gain` are asked stage by stage, and prove the flow to be optimal. Stages beyond
    /// `stages` are zero.
    pub(crate) fn new(
        net: Network,
        stages: usize,
        pi: &dyn Fn(usize, usize) -> i64,
        gain: &dyn Fn(usize, usize) -> i64,
        open: Vec<bool>,
    ) -> Self {
        let nodes = net.up.len();
        let tuple = |of: &dyn Fn(usize, usize) -> i64, i: usize| {
            std::array::from_fn(|k| if k < stages { of(k, i) } else { 0 })
        };
        let mark = Mark {
            distance: [0; N],
            before: NONE,
            via: NONE,
            seen: 0,
            done: 0,
        };
        Live {
            pi: (0..nodes).map(|v| tuple(pi, v)).collect(),
            gain: (0..net.head.len()).map(|arc| tuple(gain, arc)).collect(),
            open,
            marks: vec![mark; nodes],
            stamp: 0,
            heap: BinaryHeap::new(),
            settled: Vec::new(),
            net,
        }
    }

    /// Sends one unit the cheapest way from one node to another.
    fn route(&mut self, source: usize, target: usize) -> Result<(), Impossible> {
        self.stamp += 1;
        self.heap.clear();
        self.settled.clear();
        self.reach(source, [0; N], NONE, NONE, target);
        loop {
            let Some(Reverse((at, v))) = self.heap.pop() else {
                return Err(Impossible);
            };
            let v = v as usize;
            if std::mem::replace(&mut self.marks[v].done, self.stamp) == self.stamp {
                continue;
            }
            if v == target {
                break;
            }
            self.settled.push(v as u32);
            self.scan(v, at, target);
        }
        let far = self.marks[target].distance;
        for &v in &self.settled {
            let rise = minus(far, self.marks[v as usize].distance);
            self.pi[v as usize] = plus(self.pi[v as usize], rise);
        }
        let mut way = vec![target as u32];
        let mut v = target;
        while v != source {
            v = self.marks[v].before as usize;
            way.push(v as u32);
        }
        way.reverse();
        for step in way.windows(2) {
            let arc = self.marks[step[1] as usize].via;
            self.net.step(step[0] as usize, step[1] as usize, arc);
        }
        Ok(())
    }

    fn reach(&mut self, v: usize, distance: Cost<N>, before: u32, via: u32, target: usize) {
        // Nothing beyond the target is of interest.
        if self.marks[target].seen == self.stamp && self.marks[target].distance <= distance {
            return;
        }
        let mark = &mut self.marks[v];
        if mark.seen == self.stamp && mark.distance <= distance {
            return;
        }
        mark.seen = self.stamp;
        mark.distance = distance;
        mark.before = before;
        mark.via = via;
        self.heap.push(Reverse((distance, v as u32)));
    }

    fn scan(&mut self, v: usize, at: Cost<N>, target: usize) {
        let from = v as u32;
        let own = minus(at, self.pi[v]);
        let root = self.net.root();
        if v != root {
            let up = self.net.up[v] as usize;
            let free = if self.net.of_students(v) {
                self.net.flow[v] > self.net.lo[v]
            } else {
                self.net.flow[v] < self.net.hi[v]
            };
            if free {
                self.reach(up, plus(own, self.pi[up]), from, NONE, target);
            }
        }
        if v < self.net.students {
            for arc in self.net.arcs(v) {
                if self.open[arc] {
                    let place = self.net.head[arc] as usize;
                    let distance = plus(own, minus(self.pi[place], self.gain[arc]));
                    self.reach(place, distance, from, arc as u32, target);
                }
            }
        } else if v < self.net.students + self.net.places {
            let mut s = self.net.held[v - self.net.students];
            while s != NONE {
                self.reach(s as usize, at, from, NONE, target);
                s = self.net.next[s as usize];
            }
        } else {
            for kid in self.net.kids(v) {
                let kid = self.net.kids[kid] as usize;
                let free = if self.net.of_students(kid) {
                    self.net.flow[kid] < self.net.hi[kid]
                } else {
                    self.net.flow[kid] > self.net.lo[kid]
                };
                if free {
                    self.reach(kid, plus(own, self.pi[kid]), from, NONE, target);
                }
            }
        }
    }
}

impl<const N: usize> Reroute for Live<N> {
    fn network(&self) -> &Network {
        &self.net
    }

    fn flow(&self) -> Flow {
        let net = &self.net;
        Flow {
            bounds: [net.flow.clone(), net.lo.clone(), net.hi.clone()],
            students: [net.mate.clone(), net.next.clone(), net.previous.clone()],
            held: net.held.clone(),
            pi: self.pi.iter().flatten().copied().collect(),
        }
    }

    fn restore(&mut self, flow: Flow) {
        let net = &mut self.net;
        [net.flow, net.lo, net.hi] = flow.bounds;
        [net.mate, net.next, net.previous] = flow.students;
        net.held = flow.held;
        for (pi, told) in self.pi.iter_mut().zip(flow.pi.chunks_exact(N)) {
            pi.copy_from_slice(told);
        }
    }

    fn remove(&mut self, s: usize) -> Result<(), Impossible> {
        (self.net.lo[s], self.net.hi[s], self.net.flow[s]) = (0, 0, 0);
        match self.net.place_of(s) {
            Some(place) => {
                self.net.detach(s);
                self.route(self.net.up[s] as usize, place)
            }
            None => Ok(()),
        }
    }

    fn set_open(&mut self, s: usize, open: &[bool]) {
        let arcs = self.net.arcs(s);
        self.open[arcs].copy_from_slice(open);
    }

    fn decide(&mut self, s: usize, must: bool) -> Result<(), Impossible> {
        let up = self.net.up[s] as usize;
        let best = (self.net.arcs(s))
            .filter(|arc| self.open[*arc])
            .map(|arc| minus(self.pi[self.net.head[arc] as usize], self.gain[arc]))
            .min();
        if best.is_none() && must {
            return Err(Impossible);
        }
        let (best, out) = (best.unwrap_or(self.pi[up]), self.pi[up]);
        (self.net.lo[s], self.net.hi[s]) = (i32::from(must), 1);
        if let Some(place) = self.net.place_of(s) {
            // The student gives its seat back and has its unit in hand.
            self.net.detach(s);
            self.pi[s] = if must { best } else { best.min(out) };
            return self.route(s, place);
        }
        self.pi[s] = best;
        if must || best < out {
            self.net.flow[s] = 1;
            return self.route(s, up);
        }
        Ok(())
    }

    fn set_gain(&mut self, arc: usize, gain: &dyn Fn(usize) -> i64) {
        self.gain[arc] = std::array::from_fn(gain);
    }

    fn resize(&mut self, v: usize, hi: i32) -> Result<(), Impossible> {
        let up = self.net.up[v] as usize;
        if hi < self.net.lo[v] {
            return Err(Impossible);
        }
        while self.net.hi[v] > hi {
            self.net.hi[v] -= 1;
            if self.net.flow[v] > self.net.hi[v] {
                self.net.flow[v] -= 1;
                self.route(v, up)?;
            } else if self.net.flow[v] < hi {
                self.net.hi[v] = hi;
            }
        }
        while self.net.hi[v] < hi {
            if self.pi[v] <= self.pi[up] {
                self.net.hi[v] = hi;
                break;
            }
            // The bound has a price: it is filled again as soon as it is raised.
            self.net.hi[v] += 1;
            self.net.flow[v] += 1;
            self.route(up, v)?;
        }
        Ok(())
    }
}
