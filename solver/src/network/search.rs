//! One unit of excess at a time goes the cheapest way to where one is lacking (Dijkstra on reduced costs), and the
//! potentials move along so that no reduced cost becomes negative.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::sorted::{Entering, Leaving};
use super::{NONE, Network, Stuck};
use crate::control::Control;

/// What the search at hand knows of a node; a stamp says whether it belongs to that search at all.
#[derive(Clone, Copy, Debug)]
struct Mark {
    distance: i64,
    /// The node before, and for student → place the arc.
    before: u32,
    via: u32,
    seen: u32,
    done: u32,
}

/// Work space that is reused from search to search.
#[derive(Debug)]
pub(super) struct Search {
    marks: Vec<Mark>,
    stamp: u32,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    /// Nodes at the distance at hand; no heap is needed for them.
    near: Vec<u32>,
    settled: Vec<u32>,
    /// The nearest node that lacks a unit, as far as is known, and how far it is.
    target: u32,
    limit: i64,
    /// Of the excess that is being moved.
    sign: i32,
    searches: u64,
}

impl Search {
    pub(super) fn new(nodes: usize) -> Search {
        let mark = Mark {
            distance: 0,
            before: NONE,
            via: NONE,
            seen: 0,
            done: 0,
        };
        Search {
            marks: vec![mark; nodes],
            stamp: 0,
            heap: BinaryHeap::new(),
            near: Vec::new(),
            settled: Vec::new(),
            target: NONE,
            limit: i64::MAX,
            sign: 1,
            searches: 0,
        }
    }

    /// Routes one unit from `source` to the nearest node that lacks one.
    pub(super) fn push(
        &mut self,
        net: &mut Network,
        out: &mut Leaving,
        source: usize,
        control: &Control<'_>,
    ) -> Result<(), Stuck> {
        self.run(net, source, 1, control, |search, net, v, at| {
            search.scan(net, out, v, at)
        })?;
        if self.target == NONE {
            return Err(Stuck::Infeasible(self.settled.clone()));
        }
        for &v in &self.settled {
            net.pi[v as usize] += self.limit - self.marks[v as usize].distance;
        }
        let mut way: Vec<u32> = self.way(source).collect();
        // Forwards, so that a student leaves one place before entering the next.
        way.reverse();
        for step in way.windows(2) {
            net.step(
                step[0] as usize,
                step[1] as usize,
                self.marks[step[1] as usize].via,
            );
        }
        net.excess[source] -= 1;
        net.excess[self.target as usize] += 1;
        Ok(())
    }

    /// Routes one unit to `sink` from the nearest node that has one too many; says whether there is one.
    pub(super) fn pull(
        &mut self,
        net: &mut Network,
        into: &mut Entering,
        sink: usize,
        control: &Control<'_>,
    ) -> Result<bool, Stuck> {
        self.run(net, sink, -1, control, |search, net, v, at| {
            search.scan_back(net, into, v, at)
        })?;
        if self.target == NONE {
            return Ok(false);
        }
        for &v in &self.settled {
            net.pi[v as usize] -= self.limit - self.marks[v as usize].distance;
        }
        let way: Vec<u32> = self.way(sink).collect();
        for step in way.windows(2) {
            net.step(
                step[0] as usize,
                step[1] as usize,
                self.marks[step[0] as usize].via,
            );
        }
        net.excess[sink] += 1;
        net.excess[self.target as usize] -= 1;
        Ok(true)
    }

    /// The nodes from the target back to where the search began.
    fn way(&self, begin: usize) -> impl Iterator<Item = u32> + '_ {
        let before = move |v: &u32| (*v as usize != begin).then(|| self.marks[*v as usize].before);
        std::iter::successors(Some(self.target), before)
    }

    /// Settles nodes from `begin` on, nearest first, until `target` is the nearest whose excess has the other sign.
    fn run(
        &mut self,
        net: &Network,
        begin: usize,
        sign: i32,
        control: &Control<'_>,
        mut scan: impl FnMut(&mut Search, &Network, usize, i64),
    ) -> Result<(), Stuck> {
        self.searches += 1;
        if self.searches.is_multiple_of(64) {
            if control.stopped() {
                return Err(Stuck::Stopped);
            }
            control.going(|| net.going(self.searches));
        }
        self.stamp += 1;
        self.sign = sign;
        self.heap.clear();
        self.near.clear();
        self.settled.clear();
        self.target = NONE;
        self.limit = i64::MAX;
        self.reach(net, begin, 0, 0, NONE, NONE);
        let mut at = 0;
        while at < self.limit {
            let v = match self.near.pop() {
                Some(v) => v as usize,
                None => match self.heap.pop() {
                    Some(Reverse((distance, v))) if distance < self.limit => {
                        at = distance;
                        if let Some(mark) = self.marks.get(v as usize) {
                            if mark.distance < distance {
                                continue;
                            }
                        } else {
                            // What was put off at a place.
                            scan(self, net, v as usize, at);
                            continue;
                        }
                        v as usize
                    }
                    _ => break,
                },
            };
            let mark = &mut self.marks[v];
            if mark.done == self.stamp {
                continue;
            }
            mark.done = self.stamp;
            self.settled.push(v as u32);
            scan(self, net, v, at);
        }
        Ok(())
    }

    /// Notes a way to a node. What is no nearer than a node that lacks a unit is of no interest.
    #[inline]
    fn reach(&mut self, net: &Network, v: usize, distance: i64, at: i64, before: u32, via: u32) {
        if distance >= self.limit {
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
        if net.excess[v].signum() == -self.sign {
            self.target = v as u32;
            self.limit = distance;
        } else if distance == at {
            self.near.push(v as u32);
        } else {
            self.heap.push(Reverse((distance, v as u32)));
        }
    }

    /// Reaches every node that one more unit at `v` could go to.
    fn scan(&mut self, net: &Network, out: &mut Leaving, v: usize, at: i64) {
        let own = at - net.pi[v];
        let from = v as u32;
        if v < net.students {
            // Out of the market first: it limits what else is looked at.
            if net.flow[v] > net.lo[v] {
                let up = net.up[v] as usize;
                self.reach(net, up, own + net.pi[up], at, from, NONE);
            }
            for &(cost, place, arc) in out.out(net, v) {
                // No later arc can be nearer: they are sorted, and here potentials only rise.
                if own + cost >= self.limit {
                    break;
                }
                let distance = own + net.pi[place as usize] - net.gain[arc as usize];
                self.reach(net, place as usize, distance, at, from, arc);
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
                self.reach(net, up, own + net.pi[up], at, from, NONE);
            }
        }
        if v < net.students + net.places {
            // A student in a place is as near as the place: the arc in use has no reduced cost.
            let mut s = net.held[v - net.students];
            while s != NONE {
                self.reach(net, s as usize, at, at, from, NONE);
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
                self.reach(net, kid, own + net.pi[kid], at, from, NONE);
            }
        }
    }

    /// Reaches the students at the other end of arcs into a place, cheapest first.
    fn enter(&mut self, net: &Network, arcs: &[(i64, u32, u32)], own: i64, at: i64, from: u32) {
        for &(key, s, arc) in arcs {
            // No later arc can be nearer: they are sorted, and here potentials only fall.
            if own + key >= self.limit {
                break;
            }
            // A student who is here already comes along: the arc in use keeps having no reduced cost, and nobody
            // else is reached through it.
            let distance = own - net.pi[s as usize] - net.gain[arc as usize];
            self.reach(net, s as usize, distance, at, from, arc);
        }
    }

    /// Reaches every node that one more unit at `v` could come from.
    fn scan_back(&mut self, net: &Network, into: &mut Entering, v: usize, at: i64) {
        if let Some(v) = v.checked_sub(net.up.len()) {
            let own = self.marks[v].distance + net.pi[v];
            self.enter(net, into.all(net, v - net.students), own, at, v as u32);
            return;
        }
        let own = at + net.pi[v];
        let from = v as u32;
        let root = net.root();
        let side = net.of_students(v);
        if v != root {
            let up = net.up[v] as usize;
            let free = if side {
                net.flow[v] < net.hi[v]
            } else {
                net.flow[v] > net.lo[v]
            };
            if free {
                self.reach(net, up, own - net.pi[up], at, from, NONE);
            }
        }
        if v < net.students {
            if let Some(place) = net.place_of(v) {
                self.reach(net, place, at, at, from, NONE);
            }
            return;
        }
        if v < net.students + net.places {
            let (near, beyond) = into.near(net, v - net.students);
            self.enter(net, near, own, at, from);
            // The dearer ones wait until everything nearer is settled; mostly the search ends before.
            if beyond < self.limit.saturating_sub(own) {
                self.heap.push(Reverse((own + beyond, (net.up.len() + v) as u32)));
            }
            return;
        }
        for kid in net.kids(v) {
            let kid = net.kids[kid] as usize;
            let free = if net.of_students(kid) {
                net.flow[kid] > net.lo[kid]
            } else {
                net.flow[kid] < net.hi[kid]
            };
            if free {
                self.reach(net, kid, own - net.pi[kid], at, from, NONE);
            }
        }
    }
}

impl Network {
    /// Sends one unit over one residual arc.
    pub(super) fn step(&mut self, from: usize, to: usize, arc: u32) {
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
