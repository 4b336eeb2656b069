//! A forward auction for prices to begin with. It proves nothing and decides nothing: the searches start from its
//! prices and end exact whatever they are; good prices only leave less to do.
//!
//! Every student bids for the place it likes best at the prices asked. Whoever holds a seat holds it at its bid; the
//! price of a place is the highest of the lowest bids in it and in the full groups around it. Where a seat too many
//! is taken, the lowest bid goes. A student to whom every price is too high stops bidding.

mod asked;
mod liked;
mod seats;

use super::Network;
use crate::control::Control;
use asked::Asked;
use liked::{Best, Liked};
use seats::Seats;

/// Gains are counted in this part of a unit, as steps below one leave almost nothing to the searches; or in so many
/// units, where the highest gain would have more bits than this.
const SCALE_BITS: u32 = 4;
const GAIN_BITS: u32 = 25;

/// How gains and prices are counted.
#[derive(Clone, Copy)]
struct Scale {
    more: u32,
    fewer: u32,
}

impl Scale {
    fn of(most: i64) -> Scale {
        let bits = i64::BITS - most.leading_zeros() + SCALE_BITS;
        Scale {
            more: SCALE_BITS,
            fewer: bits.saturating_sub(GAIN_BITS),
        }
    }

    fn gain(self, gain: i64) -> i32 {
        if self.fewer > self.more {
            (gain >> (self.fewer - self.more)) as i32
        } else {
            ((gain << self.more) >> self.fewer) as i32
        }
    }

    fn price(self, price: i32) -> i64 {
        let price = i64::from(price) << self.fewer;
        (price + (1 << self.more >> 1)) >> self.more
    }
}

struct Auction<'n> {
    net: &'n Network,
    seats: Seats,
    asked: Asked,
    liked: Liked<'n>,
}

impl Network {
    /// Prices of places and groups after an auction; zero for everyone else.
    pub(super) fn auction(&self, control: &Control<'_>) -> Vec<i64> {
        let most = self.gain.iter().copied().max().unwrap_or(0);
        let scale = Scale::of(most);
        let mut auction = Auction {
            net: self,
            seats: Seats::new(self),
            asked: Asked::new(self),
            liked: Liked::new(self, scale),
        };
        // Coarse steps first: each round starts a little below the prices of the one before.
        let most = scale.gain(most);
        // Sixteen bits are as fine as prices need be.
        let finest = (most >> 16).max(1);
        let mut step = (most >> 2).max(1);
        auction.run(step, control);
        while step > finest {
            let by = step << 1;
            step = (step >> 3).max(1);
            auction.seats.clear();
            auction.asked.lower(by);
            auction.liked.allow(by, step <= most >> 8);
            auction.run(step, control);
        }
        // The price of a node is what it costs to enter there: nothing inside is cheaper than the way out.
        let mut price = vec![0; self.up.len()];
        for v in (self.students..self.students + self.places + self.place_groups).rev() {
            let own = scale.price(auction.asked.price(v - self.students));
            price[v] = own.max(price[self.up[v] as usize]);
        }
        price
    }
}

impl Auction<'_> {
    /// Bids until nobody wants to outbid anyone.
    fn run(&mut self, step: i32, control: &Control<'_>) {
        let net = self.net;
        let mut bidders: Vec<u32> = (0..net.students as u32).rev().collect();
        // Bidding wars among students who must be placed have no natural end.
        let mut left = 60 * net.students + 1000;
        while let Some(s) = bidders.pop() {
            if left == 0 || (left.is_multiple_of(4096) && control.stopped()) {
                return;
            }
            left -= 1;
            if net.hi[s as usize] == 0 {
                continue;
            }
            let optional = net.lo[s as usize] == 0;
            let Some(Best { place, worth, second }) = self.liked.best(s as usize, &self.asked) else {
                continue;
            };
            if optional && worth <= 0 {
                continue;
            }
            let second = match second {
                Some(second) if optional => second.max(0),
                Some(second) => second,
                None if optional => 0,
                None => worth,
            };
            let bid = self.asked.seat(place) + (worth - second) + step;
            bidders.extend(self.seats.take(s, place, bid));
            self.seats
                .each_full(place, |v, lowest| self.asked.raise(v, lowest));
        }
    }
}
