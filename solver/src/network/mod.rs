//! The core: a flow of one unit per placed student through two forests, priced by integer potentials.
//!
//! Nodes are students, places, groups of places, groups of students and one root. Every node but the root has one
//! arc to its parent, bounded below and above; a unit goes root → groups of students → student → place → groups of
//! places → root. Only the arcs student → place gain anything. With potentials `pi` the reduced cost of an arc
//! a → b with gain g is `pi[b] - pi[a] - g`; the flow is optimal when no arc that can take more flow has a negative
//! one. Then `pi[place] - pi[parent]` is the price of the place's own capacity, `pi[root] - pi[student]` what the
//! student gains over staying out, and both together are the proof.

mod auction;
mod reach;
mod reroute;
mod residual;
mod search;
mod sorted;
mod start;
mod stopped;
mod taken;

use crate::control::Control;
use crate::linear::Failed;
use search::Search;
use sorted::{Entering, Leaving};

pub(crate) use reach::{Reach, Shortage};
pub(crate) use reroute::{Flow, Impossible, Live, Reroute};
pub(crate) use residual::{Residual, Scratch};

/// No node, no arc.
pub(crate) const NONE: u32 = u32::MAX;

/// The flow network of one component; see the module.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    /// Nodes `0..students` are students, then places, groups of places (inner before outer), groups of students
    /// (inner before outer), and last the root.
    pub(crate) students: usize,
    pub(crate) places: usize,
    pub(crate) place_groups: usize,
    /// The parent of every node; the root is its own.
    pub(crate) up: Vec<u32>,
    /// Bounds of the arc between a node and its parent.
    pub(crate) lo: Vec<i32>,
    pub(crate) hi: Vec<i32>,
    /// Where the arcs of each student begin; one entry more than students.
    pub(crate) first: Vec<u32>,
    /// The place node of each arc.
    pub(crate) head: Vec<u32>,
    /// The pair of each arc, in whatever numbering the builder of the network uses.
    pub(crate) pair: Vec<u32>,
    /// What each arc gains in the tier at hand.
    pub(crate) gain: Vec<i64>,
    pub(crate) pi: Vec<i64>,
    pub(crate) flow: Vec<i32>,
    /// The arc each student uses, or [`NONE`].
    pub(crate) mate: Vec<u32>,
    /// Students at each place: a doubly linked list, so that one can leave in constant time.
    held: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
    kids_first: Vec<u32>,
    kids: Vec<u32>,
    excess: Vec<i32>,
}

/// Why a maximisation ended without an optimum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stuck {
    /// No flow keeps all bounds. The nodes of a violated cut: whatever enters must leave, and cannot.
    Infeasible(Vec<u32>),
    /// A limit or the caller stopped it; the potentials still give a bound.
    Stopped,
    /// The model's solver is in trouble, in its words.
    Broken(String),
}

impl From<Failed> for Stuck {
    fn from(failed: Failed) -> Stuck {
        match failed {
            Failed::Infeasible => Stuck::Infeasible(Vec::new()),
            Failed::Stopped => Stuck::Stopped,
            Failed::Broken(message) => Stuck::Broken(message),
        }
    }
}

impl Network {
    /// A network without flow. `up` must list children before parents and end with the root.
    pub(crate) fn new(
        counts: [usize; 3],
        up: Vec<u32>,
        lo: Vec<i32>,
        hi: Vec<i32>,
        first: Vec<u32>,
        head: Vec<u32>,
        pair: Vec<u32>,
    ) -> Network {
        let [students, places, place_groups] = counts;
        let nodes = up.len();
        let root = nodes - 1;
        let mut kids_first = vec![0_u32; nodes + 1];
        for &parent in &up[..root] {
            kids_first[parent as usize + 1] += 1;
        }
        for v in 0..nodes {
            kids_first[v + 1] += kids_first[v];
        }
        let mut kids = vec![0; root];
        let mut next_kid = kids_first.clone();
        for (v, &parent) in up[..root].iter().enumerate() {
            let slot = &mut next_kid[parent as usize];
            kids[*slot as usize] = v as u32;
            *slot += 1;
        }
        let gain = vec![0; head.len()];
        Network {
            students,
            places,
            place_groups,
            up,
            lo,
            hi,
            first,
            head,
            pair,
            gain,
            pi: vec![0; nodes],
            flow: vec![0; nodes],
            mate: vec![NONE; students],
            held: vec![NONE; places],
            next: vec![NONE; students],
            previous: vec![NONE; students],
            kids_first,
            kids,
            excess: vec![0; nodes],
        }
    }

    pub(crate) fn root(&self) -> usize {
        self.up.len() - 1
    }

    /// Is this node on the side of the students (and not the root)?
    pub(crate) fn of_students(&self, v: usize) -> bool {
        v < self.students || (v >= self.students + self.places + self.place_groups && v != self.root())
    }

    pub(crate) fn arcs(&self, student: usize) -> std::ops::Range<usize> {
        self.first[student] as usize..self.first[student + 1] as usize
    }

    fn kids(&self, v: usize) -> std::ops::Range<usize> {
        self.kids_first[v] as usize..self.kids_first[v + 1] as usize
    }

    /// The place node where a student is, if placed.
    pub(crate) fn place_of(&self, student: usize) -> Option<usize> {
        let arc = self.mate[student];
        (arc != NONE).then(|| self.head[arc as usize] as usize)
    }

    fn attach(&mut self, student: usize, arc: u32) {
        let place = self.head[arc as usize] as usize - self.students;
        self.mate[student] = arc;
        self.previous[student] = NONE;
        self.next[student] = self.held[place];
        if self.held[place] != NONE {
            self.previous[self.held[place] as usize] = student as u32;
        }
        self.held[place] = student as u32;
    }

    fn detach(&mut self, student: usize) {
        let place = self.head[self.mate[student] as usize] as usize - self.students;
        let (before, after) = (self.previous[student], self.next[student]);
        if before == NONE {
            self.held[place] = after;
        } else {
            self.next[before as usize] = after;
        }
        if after != NONE {
            self.previous[after as usize] = before;
        }
        self.mate[student] = NONE;
    }

    /// Finds the flow of highest gain, and potentials that prove it. `hint`: potentials of places and groups to
    /// start from (any; good ones make it quick).
    pub(crate) fn maximise(&mut self, hint: Option<&[i64]>, control: &Control<'_>) -> Result<(), Stuck> {
        let auction;
        let hint = match hint {
            Some(hint) => Some(hint),
            None => {
                auction = self.prices(control);
                auction.as_deref()
            }
        };
        self.start(hint);
        self.pull_all(control)?;
        self.push_all(control)?;
        let shift = self.pi[self.root()];
        if shift != 0 {
            self.pi.iter_mut().for_each(|pi| *pi -= shift);
        }
        Ok(())
    }

    /// Fills what lacks units from the root as long as that has any. Searching back from what lacks is short;
    /// searching from the root would look at everyone again and again.
    fn pull_all(&mut self, control: &Control<'_>) -> Result<(), Stuck> {
        let root = self.root();
        let lacks: Vec<usize> = (0..root).filter(|v| self.excess[*v] < 0).collect();
        if self.excess[root] <= 0 || lacks.is_empty() {
            return Ok(());
        }
        let mut into = Entering::of(self);
        let mut search = Search::new(self.up.len());
        for v in lacks {
            while self.excess[v] < 0 && self.excess[root] > 0 && search.pull(self, &mut into, v, control)? {}
        }
        Ok(())
    }

    /// Sends everything that is too much anywhere to where something is lacking.
    fn push_all(&mut self, control: &Control<'_>) -> Result<(), Stuck> {
        let mut out = Leaving::of(self);
        let mut search = Search::new(self.up.len());
        for v in 0..self.up.len() {
            while self.excess[v] > 0 {
                search.push(self, &mut out, v, control)?;
            }
        }
        Ok(())
    }

    /// Prices from an auction, where gains differ enough for one to help.
    fn prices(&self, control: &Control<'_>) -> Option<Vec<i64>> {
        let most = self.gain.iter().copied().max()?;
        (self.students > 16 && most > 16).then(|| self.auction(control))
    }

    /// The total gain of the flow.
    pub(crate) fn value(&self) -> i64 {
        self.mate
            .iter()
            .filter(|arc| **arc != NONE)
            .map(|arc| self.gain[*arc as usize])
            .sum()
    }

    /// What a node's own bound is worth: above zero when its upper bound binds, below when its lower one does.
    pub(crate) fn dual(&self, v: usize) -> i64 {
        let difference = self.pi[v] - self.pi[self.up[v] as usize];
        if self.of_students(v) {
            -difference
        } else {
            difference
        }
    }

    /// Keeps only the optimal face: arcs with a reduced cost are dropped, bounds with a price made tight. Every
    /// flow that is left has the same gain, and every flow with that gain is left.
    pub(crate) fn keep_face(&mut self) {
        for v in 0..self.root() {
            if self.dual(v) != 0 {
                self.lo[v] = self.flow[v];
                self.hi[v] = self.flow[v];
            }
        }
        let pi = std::mem::take(&mut self.pi);
        let gain = std::mem::take(&mut self.gain);
        self.keep_arcs(|net, s, arc| pi[net.head[arc] as usize] - pi[s] == gain[arc]);
        self.pi = pi;
        self.gain = vec![0; self.head.len()];
    }

    /// Keeps only the arcs that `keep` names; those in use must be among them.
    pub(crate) fn keep_arcs(&mut self, keep: impl Fn(&Network, usize, usize) -> bool) {
        let mut kept = 0;
        let mut from = 0;
        for s in 0..self.students {
            let until = self.first[s + 1] as usize;
            for arc in from..until {
                if keep(self, s, arc) {
                    self.head[kept] = self.head[arc];
                    self.pair[kept] = self.pair[arc];
                    if self.mate[s] == arc as u32 {
                        self.mate[s] = kept as u32;
                    }
                    kept += 1;
                }
            }
            from = until;
            self.first[s + 1] = kept as u32;
        }
        self.head.truncate(kept);
        self.pair.truncate(kept);
        self.gain.resize(kept, 0);
    }
}
