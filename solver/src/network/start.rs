//! A flow to begin with: whatever the potentials say, made consistent with them; what does not add up becomes excess
//! and lack, which the searches route away.

use super::{NONE, Network};

impl Network {
    pub(super) fn start(&mut self, hint: Option<&[i64]>) {
        let nodes = self.up.len();
        match hint {
            Some(hint) => self.pi.copy_from_slice(hint),
            None => self.pi.iter_mut().for_each(|pi| *pi = 0),
        }
        self.flow.iter_mut().for_each(|f| *f = 0);
        self.held.iter_mut().for_each(|h| *h = NONE);
        self.mate.iter_mut().for_each(|m| *m = NONE);
        self.excess.iter_mut().for_each(|e| *e = 0);
        for s in 0..self.students {
            let best = self
                .arcs(s)
                .map(|arc| self.gain[arc] - self.pi[self.head[arc] as usize])
                .max();
            self.pi[s] = best.map_or(self.pi[self.up[s] as usize], |best| -best);
        }
        self.take_tight();
        self.settle_bounds(nodes);
    }

    /// Gives every student that gains by it a place among the best, while there is room all the way up.
    fn take_tight(&mut self) {
        let root = self.root();
        // `flow` counts what is taken on both sides until the bounds are settled.
        for s in 0..self.students {
            if self.hi[s] == 0 || (self.pi[s] >= self.pi[self.up[s] as usize] && self.lo[s] == 0) {
                continue;
            }
            let found = self.arcs(s).find(|&arc| {
                let place = self.head[arc] as usize;
                self.pi[place] - self.pi[s] == self.gain[arc] && self.room(place, root)
            });
            if let Some(arc) = found {
                let mut v = self.head[arc] as usize;
                self.attach(s, arc as u32);
                while v != root {
                    self.flow[v] += 1;
                    v = self.up[v] as usize;
                }
            }
        }
    }

    fn room(&self, place: usize, root: usize) -> bool {
        let mut v = place;
        while v != root {
            if self.flow[v] >= self.hi[v] {
                return false;
            }
            v = self.up[v] as usize;
        }
        true
    }

    /// Sets every bounded arc as its potentials demand; the differences become excess.
    pub(super) fn settle_bounds(&mut self, nodes: usize) {
        let root = self.root();
        self.flow.iter_mut().for_each(|f| *f = 0);
        // What comes into a node from below (places) or is needed below it (students).
        let mut below = vec![0_i32; nodes];
        for s in 0..self.students {
            if let Some(place) = self.place_of(s) {
                below[s] = 1;
                below[place] += 1;
            }
        }
        let mut at_root = 0;
        for v in 0..root {
            let up = self.up[v] as usize;
            let price = self.dual(v);
            let flow = match price.signum() {
                1 => self.hi[v],
                -1 => self.lo[v],
                _ => below[v].clamp(self.lo[v], self.hi[v]),
            };
            self.flow[v] = flow;
            let students = self.of_students(v);
            self.excess[v] = if students {
                flow - below[v]
            } else {
                below[v] - flow
            };
            if up == root {
                at_root += if students { -flow } else { flow };
            } else {
                below[up] += flow;
            }
        }
        self.excess[root] = at_root;
    }
}
