//! What is asked for a seat: the highest price on the way out, known for every place without walking there.

use crate::network::{NONE, Network};

/// Groups with more places than this are asked when somebody bids; the price of a smaller one is noted at its places.
const NARROW: u32 = 32;

/// No seat costs more: beyond this nobody can tell prices apart.
pub(super) const MOST: i32 = 1 << 29;

/// Asked where nobody can ever be.
pub(super) const CLOSED: i32 = 1 << 30;

/// Prices by place and group, and what they come to at every place; counted from the first place on.
pub(super) struct Asked {
    places: usize,
    price: Vec<i32>,
    /// By place: the highest price of the place and of the narrow groups around it.
    noted: Vec<i32>,
    /// By place: the innermost group around it that is not narrow; empty where all are.
    wide: Vec<u32>,
    up: Vec<u32>,
    /// The places in every narrow group.
    first: Vec<u32>,
    inside: Vec<u32>,
}

impl Asked {
    /// Everything is free, but for what is shut.
    pub(super) fn new(net: &Network) -> Asked {
        let (students, places, groups) = (net.students, net.places, net.place_groups);
        let up = net.up[students..students + places + groups].iter();
        let up: Vec<u32> = up.map(|v| (*v as usize - students) as u32).collect();
        let way = |p: usize| {
            std::iter::successors(Some(up[p] as usize), |v| up.get(*v).map(|v| *v as usize))
                .take_while(|v| *v < places + groups)
        };
        let mut count = vec![0_u32; groups];
        for p in 0..places {
            way(p).for_each(|g| count[g - places] += 1);
        }
        let narrow = |g: usize| count[g - places] <= NARROW;
        let mut first = vec![0_u32; groups + 1];
        for g in 0..groups {
            first[g + 1] = first[g] + if narrow(places + g) { count[g] } else { 0 };
        }
        let mut slot = first.clone();
        let mut inside = vec![0; first[groups] as usize];
        let mut wide = vec![NONE; places];
        let mut noted = vec![0; places];
        for p in 0..places {
            if net.hi[students + p] == 0 {
                noted[p] = CLOSED;
            }
            for g in way(p) {
                if net.hi[students + g] == 0 {
                    noted[p] = CLOSED;
                }
                if narrow(g) {
                    let slot = &mut slot[g - places];
                    inside[*slot as usize] = p as u32;
                    *slot += 1;
                } else if wide[p] == NONE {
                    wide[p] = g as u32;
                }
            }
        }
        if wide.iter().all(|g| *g == NONE) {
            wide.clear();
        }
        Asked {
            places,
            price: vec![0; places + groups],
            noted,
            wide,
            up,
            first,
            inside,
        }
    }

    pub(super) fn price(&self, v: usize) -> i32 {
        self.price[v]
    }

    /// What a seat costs; [`CLOSED`] where there is none.
    #[inline]
    pub(super) fn seat(&self, place: usize) -> i32 {
        let mut price = self.noted[place];
        if let Some(&wide) = self.wide.get(place) {
            let mut v = wide as usize;
            while let Some(own) = self.price.get(v) {
                price = price.max(*own);
                v = self.up[v] as usize;
            }
        }
        price
    }

    /// Raises the price of a place or group.
    pub(super) fn raise(&mut self, v: usize, price: i32) {
        let price = price.min(MOST);
        if price <= self.price[v] {
            return;
        }
        self.price[v] = price;
        if v < self.places {
            self.noted[v] = price.max(self.noted[v]);
            return;
        }
        let g = v - self.places;
        for p in &self.inside[self.first[g] as usize..self.first[g + 1] as usize] {
            let noted = &mut self.noted[*p as usize];
            *noted = price.max(*noted);
        }
    }

    /// Lowers every price, none below zero.
    pub(super) fn lower(&mut self, by: i32) {
        let prices = self.price.iter_mut().chain(&mut self.noted);
        for price in prices.filter(|price| **price < CLOSED) {
            *price = (*price - by).max(0);
        }
    }
}
