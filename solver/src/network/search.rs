//! One unit of excess at a time goes the cheapest way to where one is lacking (Dijkstra on reduced costs), and the
//! potentials move along so that no reduced cost becomes negative.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{NONE, Network, Stuck};
use crate::control::Control;

/// Work space that is reused: a stamp says which entries belong to the search at hand.
#[derive(Debug)]
pub(super) struct Search {
    distance: Vec<i64>,
    /// The node before, and for student → place the arc.
    before: Vec<u32>,
    via: Vec<u32>,
    seen: Vec<u32>,
    done: Vec<u32>,
    stamp: u32,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    /// Nodes at the distance at hand; no heap is needed for them.
    near: Vec<u32>,
    settled: Vec<u32>,
    searches: u64,
}

impl Search {
    pub(super) fn new(nodes: usize) -> Search {
        Search {
            distance: vec![0; nodes],
            before: vec![NONE; nodes],
            via: vec![NONE; nodes],
            seen: vec![0; nodes],
            done: vec![0; nodes],
            stamp: 0,
            heap: BinaryHeap::new(),
            near: Vec::new(),
            settled: Vec::new(),
            searches: 0,
        }
    }

    /// Routes one unit from `source` to the nearest node that lacks one.
    pub(super) fn route(
        &mut self,
        net: &mut Network,
        source: usize,
        control: &Control<'_>,
    ) -> Result<(), Stuck> {
        self.searches += 1;
        if self.searches.is_multiple_of(64) && control.stopped() {
            return Err(Stuck::Stopped);
        }
        self.stamp += 1;
        self.heap.clear();
        self.near.clear();
        self.settled.clear();
        self.reach(source, 0, 0, NONE, NONE);
        let mut at = 0;
        loop {
            let v = match self.near.pop() {
                Some(v) => v as usize,
                None => match self.heap.pop() {
                    Some(Reverse((distance, v))) => {
                        if self.done[v as usize] == self.stamp || self.distance[v as usize] < distance {
                            continue;
                        }
                        at = distance;
                        v as usize
                    }
                    None => return Err(Stuck::Infeasible(self.settled.clone())),
                },
            };
            if self.done[v] == self.stamp {
                continue;
            }
            self.done[v] = self.stamp;
            if net.excess[v] < 0 {
                self.finish(net, source, v, at);
                return Ok(());
            }
            self.settled.push(v as u32);
            self.scan(net, v, at);
        }
    }

    #[inline]
    fn reach(&mut self, v: usize, distance: i64, at: i64, before: u32, via: u32) {
        if self.seen[v] == self.stamp && self.distance[v] <= distance {
            return;
        }
        self.seen[v] = self.stamp;
        self.distance[v] = distance;
        self.before[v] = before;
        self.via[v] = via;
        if distance == at {
            self.near.push(v as u32);
        } else {
            self.heap.push(Reverse((distance, v as u32)));
        }
    }

    /// Reaches every node that one more unit at `v` could go to.
    fn scan(&mut self, net: &Network, v: usize, at: i64) {
        let own = at - net.pi[v];
        let from = v as u32;
        if v < net.students {
            for arc in net.arcs(v) {
                let place = net.head[arc] as usize;
                self.reach(place, own + net.pi[place] - net.gain[arc], at, from, arc as u32);
            }
            if net.flow[v] > net.lo[v] {
                let up = net.up[v] as usize;
                self.reach(up, own + net.pi[up], at, from, NONE);
            }
            return;
        }
        let root = net.root();
        if v != root {
            let up = net.up[v] as usize;
            let free = if net.of_students(v) {
                net.flow[v] > net.lo[v]
            } else {
                net.flow[v] < net.hi[v]
            };
            if free {
                self.reach(up, own + net.pi[up], at, from, NONE);
            }
        }
        if v < net.students + net.places {
            // A student in a place is as near as the place: the arc in use has no reduced cost.
            let mut s = net.held[v - net.students];
            while s != NONE {
                self.reach(s as usize, at, at, from, NONE);
                s = net.next[s as usize];
            }
            return;
        }
        for kid in net.kids(v) {
            let kid = net.kids[kid] as usize;
            let free = if net.of_students(kid) {
                net.flow[kid] < net.hi[kid]
            } else {
                net.flow[kid] > net.lo[kid]
            };
            if free {
                self.reach(kid, own + net.pi[kid], at, from, NONE);
            }
        }
    }

    fn finish(&mut self, net: &mut Network, source: usize, target: usize, at: i64) {
        for &v in &self.settled {
            net.pi[v as usize] += at - self.distance[v as usize];
        }
        net.excess[source] -= 1;
        net.excess[target] += 1;
        // Forwards along the way, so that a student leaves one place before entering the next.
        let mut way = vec![target as u32];
        let mut v = target;
        while v != source {
            v = self.before[v] as usize;
            way.push(v as u32);
        }
        way.reverse();
        for step in way.windows(2) {
            net.step(step[0] as usize, step[1] as usize, self.via[step[1] as usize]);
        }
    }
}

impl Network {
    /// Sends one unit over one residual arc.
    fn step(&mut self, from: usize, to: usize, arc: u32) {
        if from < self.students && arc != NONE {
            if self.mate[from] != NONE {
                self.detach(from);
            }
            self.attach(from, arc);
        } else if to < self.students && from >= self.students && from < self.students + self.places {
            self.detach(to);
        } else if self.up[from] as usize == to && from != self.root() {
            self.flow[from] += if self.of_students(from) { -1 } else { 1 };
        } else {
            self.flow[to] += if self.of_students(to) { 1 } else { -1 };
        }
    }
}
