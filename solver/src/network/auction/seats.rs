//! Who holds a seat at which bid, in every place and group.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::network::{NONE, Network};

/// Up to so many seats the bids stand in a short list, side by side with those of others; more are kept in a heap.
const FEW: i32 = 16;

/// One place or group; counted from the first place on.
#[derive(Clone, Copy)]
struct Node {
    up: u32,
    hi: i32,
    taken: i32,
    /// Where its bids begin in the short lists, or which heap holds them.
    bids: u32,
}

/// A bid and who made it.
type Bid = (i32, u32);

pub(super) struct Seats {
    nodes: Vec<Node>,
    /// For every node of a few seats one slot more than seats: the bids that stand.
    few: Vec<Bid>,
    /// For the others: lowest first, bids that no longer stand among them.
    many: Vec<BinaryHeap<Reverse<Bid>>>,
    /// What each student bid last, and the place it holds.
    bid: Vec<i32>,
    at: Vec<u32>,
}

impl Seats {
    pub(super) fn new(net: &Network) -> Seats {
        let (mut few, mut many) = (0, 0);
        let nodes = (net.students..net.students + net.places + net.place_groups).map(|v| {
            let (up, hi) = (net.up[v], net.hi[v]);
            let list = if hi <= FEW { &mut few } else { &mut many };
            let bids = *list;
            *list += if hi <= FEW { hi.unsigned_abs() + 1 } else { 1 };
            let up = if up as usize == net.root() {
                NONE
            } else {
                up - net.students as u32
            };
            Node {
                up,
                hi,
                taken: 0,
                bids,
            }
        });
        Seats {
            nodes: nodes.collect(),
            few: vec![(0, NONE); few as usize],
            many: vec![BinaryHeap::new(); many as usize],
            bid: vec![0; net.students],
            at: vec![NONE; net.students],
        }
    }

    /// Everybody leaves.
    pub(super) fn clear(&mut self) {
        self.nodes.iter_mut().for_each(|node| node.taken = 0);
        self.many.iter_mut().for_each(BinaryHeap::clear);
        self.at.fill(NONE);
    }

    /// The place and the groups around it.
    fn way(&self, place: u32) -> impl Iterator<Item = usize> + use<'_> {
        let some = |v: u32| (v != NONE).then_some(v as usize);
        std::iter::successors(some(place), move |v| some(self.nodes[*v].up))
    }

    /// Gives a seat; returns who lost one.
    pub(super) fn take(&mut self, s: u32, place: usize, bid: i32) -> Option<u32> {
        self.bid[s as usize] = bid;
        self.at[s as usize] = place as u32;
        let mut over = None;
        let mut v = place as u32;
        while v != NONE {
            let node = &mut self.nodes[v as usize];
            if node.hi <= FEW {
                self.few[node.bids as usize + node.taken as usize] = (bid, s);
            } else {
                self.many[node.bids as usize].push(Reverse((bid, s)));
            }
            node.taken += 1;
            if node.taken > node.hi && over.is_none() {
                over = Some(v as usize);
            }
            v = node.up;
        }
        let (_, loser) = self.standing(over?)?;
        let mut v = std::mem::replace(&mut self.at[loser as usize], NONE);
        while v != NONE {
            let node = &mut self.nodes[v as usize];
            if node.hi <= FEW {
                let first = node.bids as usize;
                let bids = &mut self.few[first..first + node.taken as usize];
                if let Some(at) = bids.iter().position(|(_, s)| *s == loser) {
                    bids[at] = bids[bids.len() - 1];
                }
            }
            node.taken -= 1;
            v = node.up;
        }
        Some(loser)
    }

    /// Tells the lowest bid of the place and of each group around it, where everything is taken.
    pub(super) fn each_full(&mut self, place: usize, mut tell: impl FnMut(usize, i32)) {
        let mut v = place as u32;
        while v != NONE {
            let node = self.nodes[v as usize];
            if node.taken >= node.hi
                && let Some((lowest, _)) = self.standing(v as usize)
            {
                tell(v as usize, lowest);
            }
            v = node.up;
        }
    }

    /// The lowest bid that stands in a node.
    fn standing(&mut self, v: usize) -> Option<Bid> {
        let node = self.nodes[v];
        let first = node.bids as usize;
        if node.hi <= FEW {
            return self.few[first..first + node.taken as usize].iter().min().copied();
        }
        while let Some(Reverse((bid, s))) = self.many[first].peek().copied() {
            let at = self.at[s as usize];
            if self.bid[s as usize] == bid && at != NONE && self.way(at).any(|w| w == v) {
                return Some((bid, s));
            }
            self.many[first].pop();
        }
        None
    }
}
