//! What a change would cost, exactly and in every tier: shortest ways in the residual network, with reduced costs
//! that are compared stage by stage.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{NONE, Network};

/// One number per stage, compared in order.
pub(crate) type Cost<const N: usize> = [i64; N];

/// The final flow with the potentials and gains of every stage.
pub(crate) struct Residual<'n, const N: usize> {
    net: &'n Network,
    /// By node.
    pi: Vec<Cost<N>>,
    /// By arc.
    gain: Vec<Cost<N>>,
    /// The students who could enter every place and at what cost, cheapest first.
    into_first: Vec<u32>,
    into: Vec<(Cost<N>, u32)>,
    /// Distances of every node to and from the root: what no search needs to look beyond.
    to_root: Vec<Option<Cost<N>>>,
    from_root: Vec<Option<Cost<N>>>,
}

/// Work space for [`Residual::distances`], reused from search to search.
pub(crate) struct Scratch<const N: usize> {
    distance: Vec<Cost<N>>,
    seen: Vec<u32>,
    done: Vec<u32>,
    stamp: u32,
    heap: BinaryHeap<Reverse<(Cost<N>, u32)>>,
}

impl<const N: usize> Scratch<N> {
    pub(crate) fn new(nodes: usize) -> Self {
        Scratch {
            distance: vec![[0; N]; nodes],
            seen: vec![0; nodes],
            done: vec![0; nodes],
            stamp: 0,
            heap: BinaryHeap::new(),
        }
    }
}

/// Distances from or to one node; nothing where there is no way.
pub(crate) struct Ways<const N: usize> {
    pub(crate) distance: Vec<Option<Cost<N>>>,
    /// The next node on the way.
    pub(crate) next: Vec<u32>,
}

pub(super) fn plus<const N: usize>(a: Cost<N>, b: Cost<N>) -> Cost<N> {
    std::array::from_fn(|i| a[i] + b[i])
}

pub(super) fn minus<const N: usize>(a: Cost<N>, b: Cost<N>) -> Cost<N> {
    std::array::from_fn(|i| a[i] - b[i])
}

impl<'n, const N: usize> Residual<'n, N> {
    /// `pi` and `gain` are asked stage by stage; stages beyond what there is are zero.
    pub(crate) fn new(
        net: &'n Network,
        pi: impl Fn(usize, usize) -> i64,
        gain: impl Fn(usize, usize) -> i64,
    ) -> Self {
        let by_node = (0..net.up.len())
            .map(|v| std::array::from_fn(|k| pi(k, v)))
            .collect();
        let by_arc = (0..net.head.len())
            .map(|arc| std::array::from_fn(|k| gain(k, arc)))
            .collect();
        let mut into_first = vec![0_u32; net.places + 1];
        net.head
            .iter()
            .for_each(|head| into_first[*head as usize - net.students + 1] += 1);
        for p in 0..net.places {
            into_first[p + 1] += into_first[p];
        }
        let mut residual = Residual {
            net,
            pi: by_node,
            gain: by_arc,
            into: vec![([0; N], 0); net.head.len()],
            into_first,
            to_root: Vec::new(),
            from_root: Vec::new(),
        };
        let mut slot = residual.into_first.clone();
        for s in 0..net.students {
            for arc in net.arcs(s) {
                let slot = &mut slot[net.head[arc] as usize - net.students];
                residual.into[*slot as usize] = (residual.reduced(s, arc), s as u32);
                *slot += 1;
            }
        }
        for p in 0..net.places {
            residual.into[residual.into_first[p] as usize..residual.into_first[p + 1] as usize]
                .sort_unstable();
        }
        residual.to_root = residual.ways(net.root(), false, &[]).distance;
        residual.from_root = residual.ways(net.root(), true, &[]).distance;
        residual
    }

    /// The lengths of the shortest ways from each of `wanted` to `target`.
    ///
    /// A way through the root is known beforehand, so that only what is nearer than the root is looked at.
    pub(crate) fn distances(
        &self,
        scratch: &mut Scratch<N>,
        target: usize,
        wanted: &[u32],
    ) -> Vec<Option<Cost<N>>> {
        let around = |v: usize| Some(plus(self.to_root[v]?, self.from_root[target]?));
        // Farther than this there is nothing to gain for any of them; none without a way around for all.
        let limit = wanted
            .iter()
            .map(|w| around(*w as usize))
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.into_iter().max());
        scratch.stamp += 1;
        let stamp = scratch.stamp;
        scratch.heap.clear();
        scratch.distance[target] = [0; N];
        scratch.seen[target] = stamp;
        scratch.heap.push(Reverse(([0; N], target as u32)));
        let mut left = wanted.len();
        while let Some(Reverse((at, v))) = scratch.heap.pop() {
            let v = v as usize;
            if std::mem::replace(&mut scratch.done[v], stamp) == stamp {
                continue;
            }
            if wanted.contains(&(v as u32)) {
                left -= 1;
                if left == 0 {
                    break;
                }
            }
            self.before(v, |w, cost| {
                let distance = plus(at, cost);
                if limit.is_some_and(|limit| distance >= limit) {
                    return false;
                }
                let known = scratch.seen[w] == stamp && scratch.distance[w] <= distance;
                if !known && around(w).is_none_or(|around| distance < around) {
                    scratch.seen[w] = stamp;
                    scratch.distance[w] = distance;
                    scratch.heap.push(Reverse((distance, w as u32)));
                }
                true
            });
        }
        wanted
            .iter()
            .map(|w| {
                let w = *w as usize;
                let direct = (scratch.done[w] == stamp).then(|| scratch.distance[w]);
                match (direct, around(w)) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                }
            })
            .collect()
    }

    /// The lengths of the shortest ways from a node's parent to the node, and back to the parent. Where the parent is
    /// the root both are known beforehand.
    pub(crate) fn around_parent(&self, scratch: &mut Scratch<N>, v: usize) -> [Option<Cost<N>>; 2] {
        let up = self.net.up[v] as usize;
        if up == self.net.root() {
            return [self.from_root[v], self.to_root[v]];
        }
        [
            self.distances(scratch, v, &[up as u32])[0],
            self.distances(scratch, up, &[v as u32])[0],
        ]
    }

    /// Residual arcs into `v`, those of a place with the cheapest first; `visit` says whether dearer ones matter.
    fn before(&self, v: usize, mut visit: impl FnMut(usize, Cost<N>) -> bool) {
        let p = v.wrapping_sub(self.net.students);
        if p >= self.net.places {
            self.neighbours(v, false, |w, cost| {
                visit(w, cost);
            });
            return;
        }
        let up = self.net.up[v] as usize;
        if self.up_and_down(v).1 {
            visit(up, minus(self.pi[v], self.pi[up]));
        }
        for (cost, s) in &self.into[self.into_first[p] as usize..self.into_first[p + 1] as usize] {
            if !visit(*s as usize, *cost) {
                break;
            }
        }
    }

    /// What taking this arc costs before anyone else moves.
    pub(crate) fn reduced(&self, student: usize, arc: usize) -> Cost<N> {
        minus(
            minus(self.pi[self.net.head[arc] as usize], self.pi[student]),
            self.gain[arc],
        )
    }

    /// What a node's own bound is worth.
    pub(crate) fn price(&self, place: usize) -> Cost<N> {
        minus(self.pi[place], self.pi[self.net.up[place] as usize])
    }

    /// May one more unit go from a node to its parent, and from the parent to the node?
    fn up_and_down(&self, v: usize) -> (bool, bool) {
        let (more, less) = (
            self.net.flow[v] < self.net.hi[v],
            self.net.flow[v] > self.net.lo[v],
        );
        if self.net.of_students(v) {
            (less, more)
        } else {
            (more, less)
        }
    }

    /// Shortest ways to `target`, or from it with `forward`; ends early when all of `wanted` are known.
    pub(crate) fn ways(&self, target: usize, forward: bool, wanted: &[u32]) -> Ways<N> {
        let nodes = self.net.up.len();
        let mut ways = Ways {
            distance: vec![None; nodes],
            next: vec![NONE; nodes],
        };
        let mut done = vec![false; nodes];
        let mut left: std::collections::HashSet<u32> = wanted.iter().copied().collect();
        let mut heap = BinaryHeap::new();
        ways.distance[target] = Some([0; N]);
        heap.push(Reverse(([0; N], target as u32)));
        while let Some(Reverse((at, v))) = heap.pop() {
            let v = v as usize;
            if std::mem::replace(&mut done[v], true) {
                continue;
            }
            if left.remove(&(v as u32)) && left.is_empty() {
                break;
            }
            self.neighbours(v, forward, |w, cost| {
                let distance = plus(at, cost);
                if !done[w] && ways.distance[w].is_none_or(|known| distance < known) {
                    ways.distance[w] = Some(distance);
                    ways.next[w] = v as u32;
                    heap.push(Reverse((distance, w as u32)));
                }
            });
        }
        // What was reached but not settled is only an upper bound.
        ways.distance
            .iter_mut()
            .zip(done)
            .filter(|(_, done)| !done)
            .for_each(|(d, _)| *d = None);
        ways
    }

    /// Residual arcs into `v`, or out of it with `forward`.
    fn neighbours(&self, v: usize, forward: bool, mut visit: impl FnMut(usize, Cost<N>)) {
        let net = self.net;
        let root = net.root();
        let tree = |from: usize, to: usize| minus(self.pi[to], self.pi[from]);
        if v != root {
            let up = net.up[v] as usize;
            let (rises, falls) = self.up_and_down(v);
            if forward && rises {
                visit(up, tree(v, up));
            } else if !forward && falls {
                visit(up, tree(up, v));
            }
        }
        if v < net.students {
            if forward {
                net.arcs(v)
                    .for_each(|arc| visit(net.head[arc] as usize, self.reduced(v, arc)));
            } else if let Some(place) = net.place_of(v) {
                visit(place, minus([0; N], self.reduced(v, net.mate[v] as usize)));
            }
            return;
        }
        if v < net.students + net.places {
            let p = v - net.students;
            if forward {
                let mut s = net.held[p];
                while s != NONE {
                    visit(
                        s as usize,
                        minus([0; N], self.reduced(s as usize, net.mate[s as usize] as usize)),
                    );
                    s = net.next[s as usize];
                }
            } else {
                for (cost, s) in &self.into[self.into_first[p] as usize..self.into_first[p + 1] as usize] {
                    visit(*s as usize, *cost);
                }
            }
            return;
        }
        for kid in &net.kids[net.kids(v)] {
            let kid = *kid as usize;
            let (rises, falls) = self.up_and_down(kid);
            if forward && falls {
                visit(kid, tree(v, kid));
            } else if !forward && rises {
                visit(kid, tree(kid, v));
            }
        }
    }
}
