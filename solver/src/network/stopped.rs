//! What a search that was stopped leaves: a flow that can be made whole, and potentials that prove a bound.

use super::{NONE, Network, Stuck};
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

    /// Brings a flow that does not add up yet in order: whoever fits stays, others take what is left, and what lower
    /// bounds still lack is routed, whatever it gains.
    pub(crate) fn make_whole(&mut self, control: &Control<'_>) -> Result<(), Stuck> {
        self.keep_what_fits();
        let nodes = self.pi.len();
        let pi = std::mem::replace(&mut self.pi, vec![0; nodes]);
        let gain = std::mem::replace(&mut self.gain, vec![0; self.head.len()]);
        self.settle_bounds(nodes);
        let made = self.pull_all(control).and_then(|()| self.push_all(control));
        (self.pi, self.gain) = (pi, gain);
        made
    }

    /// Of a flow that does not add up: who stays where it is as long as there is room, and who else can be let in.
    /// Says whether that is a flow: whether nothing asks for more.
    pub(crate) fn keep_what_fits(&mut self) -> bool {
        let mut taken = vec![0_i32; self.up.len()];
        for s in 0..self.students {
            if let Some(place) = self.place_of(s)
                && !self.enter(s, place, &mut taken)
            {
                self.detach(s);
            }
        }
        for s in 0..self.students {
            if self.mate[s] != NONE || self.hi[s] == 0 {
                continue;
            }
            let mut open: Vec<(i64, usize)> = (self.arcs(s))
                .map(|arc| (self.pi[self.head[arc] as usize] - self.gain[arc], arc))
                .filter(|(_, arc)| self.gain[*arc] > 0 || self.lo[s] > 0)
                .collect();
            open.sort_unstable();
            let found = open
                .into_iter()
                .find(|(_, arc)| self.enter(s, self.head[*arc] as usize, &mut taken));
            if let Some((_, arc)) = found {
                self.attach(s, arc as u32);
            }
        }
        self.lo.iter().zip(&taken).all(|(lo, taken)| lo <= taken)
    }

    /// Counts a student in at a place, if there is room all the way on both sides.
    fn enter(&self, s: usize, place: usize, taken: &mut [i32]) -> bool {
        let root = self.root();
        let way = [s, place].into_iter().flat_map(|v| {
            std::iter::successors(Some(v), |v| Some(self.up[*v] as usize)).take_while(|v| *v != root)
        });
        if !way.clone().all(|v| taken[v] < self.hi[v]) {
            return false;
        }
        way.for_each(|v| taken[v] += 1);
        true
    }

    /// The pair each student takes; [`NONE`] for none.
    pub(crate) fn choice(&self) -> Vec<u32> {
        self.mate
            .iter()
            .map(|arc| self.pair.get(*arc as usize).copied().unwrap_or(NONE))
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
