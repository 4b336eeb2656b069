//! One unit of excess at a time goes the cheapest way to where one is lacking (Dijkstra on reduced costs), and the
//! potentials move along so that no reduced cost becomes negative.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

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
        out: &mut Sorted,
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
        into: &mut Sorted,
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
                        if self.marks[v as usize].distance < distance {
                            continue;
                        }
                        at = distance;
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
    fn scan(&mut self, net: &Network, out: &mut Sorted, v: usize, at: i64) {
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

    /// Reaches every node that one more unit at `v` could come from.
    fn scan_back(&mut self, net: &Network, into: &mut Sorted, v: usize, at: i64) {
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
            for &(key, s, arc) in into.entering(net, v - net.students) {
                // No later arc can be nearer: they are sorted, and here potentials only fall.
                if own + key >= self.limit {
                    break;
                }
                // A student who is here already comes along: the arc in use keeps having no reduced cost, and nobody
                // else is reached through it.
                let distance = own - net.pi[s as usize] - net.gain[arc as usize];
                self.reach(net, s as usize, distance, at, from, arc);
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

/// The arcs at every student or at every place, sorted by what they cost when they are first asked for.
#[derive(Debug)]
pub(super) struct Sorted {
    first: Vec<u32>,
    /// What the arc would cost if this end had potential zero; the other end; the arc.
    arcs: Vec<(i64, u32, u32)>,
    is_sorted: Vec<bool>,
}

impl Sorted {
    /// The arcs out of every student.
    pub(super) fn out_of(net: &Network) -> Sorted {
        Sorted {
            first: net.first.clone(),
            arcs: vec![(0, 0, 0); net.head.len()],
            is_sorted: vec![false; net.students],
        }
    }

    /// The arcs into every place.
    pub(super) fn into(net: &Network) -> Sorted {
        let mut first = vec![0_u32; net.places + 1];
        for head in &net.head {
            first[*head as usize - net.students + 1] += 1;
        }
        for p in 0..net.places {
            first[p + 1] += first[p];
        }
        let mut slot = first.clone();
        let mut arcs = vec![(0, 0, 0); net.head.len()];
        for s in 0..net.students {
            for arc in net.arcs(s) {
                let slot = &mut slot[net.head[arc] as usize - net.students];
                arcs[*slot as usize] = (0, s as u32, arc as u32);
                *slot += 1;
            }
        }
        Sorted {
            first,
            arcs,
            is_sorted: vec![false; net.places],
        }
    }

    fn out(&mut self, net: &Network, student: usize) -> &[(i64, u32, u32)] {
        let range = self.first[student] as usize..self.first[student + 1] as usize;
        let arcs = &mut self.arcs[range.clone()];
        if !std::mem::replace(&mut self.is_sorted[student], true) {
            for (slot, arc) in arcs.iter_mut().zip(range) {
                let place = net.head[arc];
                *slot = (net.pi[place as usize] - net.gain[arc], place, arc as u32);
            }
            arcs.sort_unstable();
        }
        arcs
    }

    fn entering(&mut self, net: &Network, place: usize) -> &[(i64, u32, u32)] {
        let arcs = &mut self.arcs[self.first[place] as usize..self.first[place + 1] as usize];
        if !std::mem::replace(&mut self.is_sorted[place], true) {
            for (cost, s, arc) in arcs.iter_mut() {
                *cost = -net.pi[*s as usize] - net.gain[*arc as usize];
            }
            arcs.sort_unstable();
        }
        arcs
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
