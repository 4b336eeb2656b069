//! A forward auction for prices to begin with. It proves nothing and decides nothing: the searches start from its
//! prices and end exact whatever they are; good prices only leave less to do.
//!
//! Every student bids for the place it likes best at the prices asked. Whoever holds a seat holds it at its bid; the
//! price of a place is the highest of the lowest bids in it and in the full groups around it. Where a seat too many
//! is taken, the lowest bid goes. A student to whom every price is too high stops bidding.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{NONE, Network};
use crate::control::Control;

/// Prices are counted in this part of a unit of gain: steps below one leave almost nothing to the searches.
const SCALE: i64 = 16;

/// Seats of one place or group: bids with their students, lowest first, stale ones among them.
type Seats = BinaryHeap<Reverse<(i64, u32)>>;

struct Auction<'n> {
    net: &'n Network,
    /// By node; only places and their groups are used.
    seats: Vec<Seats>,
    taken: Vec<i32>,
    price: Vec<i64>,
    /// The bid each student holds a seat at, and its place.
    bid: Vec<i64>,
    at: Vec<u32>,
}

impl Network {
    /// Prices of places and groups after an auction; zero for everyone else.
    pub(super) fn auction(&self, control: &Control<'_>) -> Vec<i64> {
        let nodes = self.up.len();
        let mut auction = Auction {
            net: self,
            seats: vec![Seats::new(); nodes],
            taken: vec![0; nodes],
            price: vec![0; nodes],
            bid: vec![0; self.students],
            at: vec![NONE; self.students],
        };
        // Coarse steps first: each round starts a little below the prices of the one before.
        let most = self.gain.iter().copied().max().unwrap_or(0);
        let mut step = ((most * SCALE) >> 2).max(1);
        auction.run(step, control);
        while step > 1 {
            auction.clear(step << 1);
            step = (step >> 3).max(1);
            auction.run(step, control);
        }
        // The price of a node is what it costs to enter there: nothing inside is cheaper than the way out.
        let mut price = auction.price;
        for v in (self.students..self.root()).rev() {
            price[v] = price[v].max(price[self.up[v] as usize]);
        }
        price.iter_mut().for_each(|p| *p = (*p + SCALE / 2) / SCALE);
        price
    }
}

impl Auction<'_> {
    /// Empties all seats and lowers all prices.
    fn clear(&mut self, by: i64) {
        self.seats.iter_mut().for_each(Seats::clear);
        self.taken.iter_mut().for_each(|t| *t = 0);
        self.at.iter_mut().for_each(|at| *at = NONE);
        self.price
            .iter_mut()
            .for_each(|price| *price = (*price - by).max(0));
    }

    fn run(&mut self, step: i64, control: &Control<'_>) {
        let net = self.net;
        let mut bidders: Vec<u32> = (0..net.students as u32).rev().collect();
        // Bidding wars among students who must be placed have no natural end.
        let mut left = 60 * net.students + 1000;
        while let Some(s) = bidders.pop() {
            if left == 0 || (left.is_multiple_of(4096) && control.stopped()) {
                return;
            }
            left -= 1;
            let s = s as usize;
            let optional = net.lo[s] == 0;
            if net.hi[s] == 0 {
                continue;
            }
            let (mut best, mut second, mut place) = (i64::MIN, i64::MIN, NONE);
            for arc in net.arcs(s) {
                let head = net.head[arc] as usize;
                if net.hi[head] == 0 {
                    continue;
                }
                let worth = net.gain[arc] * SCALE - self.asked(head);
                if worth > best {
                    second = best;
                    best = worth;
                    place = head as u32;
                } else if worth > second {
                    second = worth;
                }
            }
            if place == NONE || (optional && best <= 0) {
                continue;
            }
            if optional {
                second = second.max(0);
            } else if second == i64::MIN {
                second = best;
            }
            let bid = self.asked(place as usize) + (best - second) + step;
            bidders.extend(self.take(s, place as usize, bid));
        }
    }

    /// What a seat costs: the highest price on the way out.
    #[inline]
    fn asked(&self, place: usize) -> i64 {
        let mut price = self.price[place];
        let mut v = self.net.up[place] as usize;
        while v != self.net.root() {
            price = price.max(self.price[v]);
            v = self.net.up[v] as usize;
        }
        price
    }

    /// Gives a seat; returns who lost one.
    fn take(&mut self, s: usize, place: usize, bid: i64) -> Option<u32> {
        let root = self.net.root();
        self.bid[s] = bid;
        self.at[s] = place as u32;
        let mut full = None;
        let mut v = place;
        while v != root {
            self.seats[v].push(Reverse((bid, s as u32)));
            self.taken[v] += 1;
            if self.taken[v] > self.net.hi[v] && full.is_none() {
                full = Some(v);
            }
            v = self.net.up[v] as usize;
        }
        let loser = full.and_then(|v| self.lowest(v)).map(|(_, loser)| loser);
        if let Some(loser) = loser {
            let mut v = std::mem::replace(&mut self.at[loser as usize], NONE) as usize;
            while v != root {
                self.taken[v] -= 1;
                v = self.net.up[v] as usize;
            }
        }
        self.reprice(place);
        loser
    }

    /// Prices of a place and the groups around it: the lowest bid where it is full.
    fn reprice(&mut self, place: usize) {
        let mut v = place;
        while v != self.net.root() {
            if self.taken[v] >= self.net.hi[v]
                && let Some((bid, _)) = self.lowest(v)
            {
                self.price[v] = self.price[v].max(bid);
            }
            v = self.net.up[v] as usize;
        }
    }

    /// The lowest bid that still stands under a node.
    fn lowest(&mut self, v: usize) -> Option<(i64, u32)> {
        while let Some(Reverse((bid, s))) = self.seats[v].peek().copied() {
            if self.bid[s as usize] == bid && self.under(self.at[s as usize], v) {
                return Some((bid, s));
            }
            self.seats[v].pop();
        }
        None
    }

    fn under(&self, place: u32, node: usize) -> bool {
        if place == NONE {
            return false;
        }
        let mut v = place as usize;
        loop {
            if v == node {
                return true;
            }
            if v == self.net.root() {
                return false;
            }
            v = self.net.up[v] as usize;
        }
    }
}
