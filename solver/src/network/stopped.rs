//! What a search that was stopped leaves: a flow that can be made whole, and potentials that prove a bound.

use super::{Network, Stuck};
use crate::control::Control;

impl Network {
    /// Makes the potentials prove a bound: every arc is covered, and no bound is priced that does not exist.
    pub(crate) fn cover(&mut self) {
        let root = self.root();
        let shift = self.pi[root];
        self.pi.iter_mut().for_each(|pi| *pi -= shift);
        let mut wanted = vec![0_i32; self.places];
        self.head
            .iter()
            .for_each(|head| wanted[*head as usize - self.students] += 1);
        // More than could ever come stands for no bound at all.
        let all = i32::try_from(self.students).unwrap_or(i32::MAX);
        for v in (self.students..root).rev() {
            let most = wanted.get(v - self.students).copied().unwrap_or(all);
            let up = self.pi[self.up[v] as usize];
            if self.hi[v] > most {
                self.pi[v] = if self.of_students(v) {
                    self.pi[v].max(up)
                } else {
                    self.pi[v].min(up)
                };
            }
        }
        for s in 0..self.students {
            let best = self
                .arcs(s)
                .map(|arc| self.gain[arc] - self.pi[self.head[arc] as usize])
                .max();
            self.pi[s] = best.map_or(self.pi[self.up[s] as usize], |best| -best);
        }
    }

    /// No flow gains more, by potentials that cover every arc.
    pub(crate) fn bound(&self) -> i64 {
        (0..self.root())
            .map(|v| {
                let dual = self.dual(v);
                dual * i64::from(if dual > 0 { self.hi[v] } else { self.lo[v] })
            })
            .sum()
    }

    /// Keeps the optimal face by the potentials alone, whatever flows.
    pub(crate) fn keep_priced(&mut self) {
        for v in 0..self.root() {
            match self.dual(v).signum() {
                1 => self.lo[v] = self.hi[v],
                -1 => self.hi[v] = self.lo[v],
                _ => {}
            }
        }
        self.keep_arcs(|net, s, arc| net.pi[net.head[arc] as usize] - net.pi[s] == net.gain[arc]);
    }

    /// Begins a flow without searching for anything.
    pub(crate) fn begin(&mut self) {
        self.start(None);
    }

    /// Brings a flow that does not add up yet in order, whatever it gains.
    pub(crate) fn make_whole(&mut self, control: &Control<'_>) -> Result<(), Stuck> {
        let pi = vec![0; self.pi.len()];
        let gain = vec![0; self.gain.len()];
        let pi = std::mem::replace(&mut self.pi, pi);
        let gain = std::mem::replace(&mut self.gain, gain);
        let made = self.pull_all(control).and_then(|()| self.push_all(control));
        (self.pi, self.gain) = (pi, gain);
        made
    }

    /// Of a flow that does not add up: who stays where it is as long as there is room, where nothing asks for more.
    pub(crate) fn keep_what_fits(&mut self) -> bool {
        if self.lo.iter().any(|lo| *lo > 0) {
            return false;
        }
        let root = self.root();
        let mut taken = vec![0_i32; self.up.len()];
        for s in 0..self.students {
            let Some(place) = self.place_of(s) else { continue };
            let way = |start: usize| {
                std::iter::successors(Some(start), |v| Some(self.up[*v] as usize))
                    .take_while(move |v| *v != root)
            };
            let way: Vec<usize> = way(s).chain(way(place)).collect();
            if way.iter().all(|v| taken[*v] < self.hi[*v]) {
                way.iter().for_each(|v| taken[*v] += 1);
            } else {
                self.detach(s);
            }
        }
        true
    }

    /// The pair each student takes; [`super::NONE`] for none.
    pub(crate) fn choice(&self) -> Vec<u32> {
        self.mate
            .iter()
            .map(|arc| self.pair.get(*arc as usize).copied().unwrap_or(super::NONE))
            .collect()
    }

    /// For those who listen: how much of the arcs' worth of work is done, and what no flow exceeds.
    pub(super) fn going(&self, searches: u64) -> (u64, Option<i64>, Option<i64>) {
        let left: u64 = self
            .excess
            .iter()
            .map(|e| u64::from(e.max(&0).unsigned_abs()))
            .sum();
        let done = self.pair.len() as u64 * searches / (searches + left).max(1);
        (done, None, Some(self.bound()))
    }
}
