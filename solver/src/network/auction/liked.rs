//! The places a student likes best at the prices asked. They only rise while bids come in, so a place that was far
//! behind stays behind: in the fine rounds a few are remembered, with what the best of all others is worth at most.

use super::asked::{Asked, CLOSED, MOST};
use super::{GAIN_BITS, Scale};
use crate::network::Network;

/// How many are remembered.
const KEPT: usize = 8;

/// Worth less than any open place.
const NOTHING: i32 = -(3 << 28);

/// What a student would choose: the place, its worth, and the worth of the second, if there is one.
pub(super) struct Best {
    pub(super) place: usize,
    pub(super) worth: i32,
    pub(super) second: Option<i32>,
}

pub(super) struct Liked<'n> {
    net: &'n Network,
    /// Scaled gain and place of every arc, side by side.
    arcs: Vec<(i32, u32)>,
    /// By student: the same of the places remembered, and how many they are.
    kept: Vec<[(i32, u32); KEPT]>,
    count: Vec<u8>,
    /// By student: what no other place can be worth more than, if prices have `fallen` no further.
    others: Vec<i64>,
    /// By how much prices have fallen, all rounds together.
    fallen: i64,
    /// Are places remembered? In the coarse rounds everything is overtaken at once.
    keep: bool,
    worth: Vec<i32>,
}

impl<'n> Liked<'n> {
    pub(super) fn new(net: &'n Network, scale: Scale) -> Liked<'n> {
        let arcs = net.gain.iter().zip(&net.head);
        let most = (0..net.students).map(|s| net.arcs(s).len()).max().unwrap_or(0);
        Liked {
            net,
            arcs: arcs
                .map(|(gain, head)| (scale.gain(*gain).max(-MOST), *head - net.students as u32))
                .collect(),
            kept: vec![[(0, 0); KEPT]; net.students],
            count: vec![0; net.students],
            others: vec![i64::MAX / 2; net.students],
            fallen: 0,
            keep: false,
            worth: vec![0; most],
        }
    }

    /// A new round: no price has fallen by more than this.
    pub(super) fn allow(&mut self, by: i32, keep: bool) {
        self.fallen += i64::from(by);
        self.keep = keep;
    }

    /// The best at the prices asked; nothing where every place is closed.
    #[inline]
    pub(super) fn best(&mut self, s: usize, asked: &Asked) -> Option<Best> {
        if self.keep {
            let (place, worth, second) = self.among_kept(s, asked);
            let others = self.others[s] + self.fallen;
            // Of a place that is not worth its price nothing need be known exactly.
            if i64::from(second) >= others || (others <= 0 && worth <= 0 && self.net.lo[s] == 0) {
                return found(place, worth, second);
            }
        }
        let (place, worth, second) = self.look(s, asked);
        if self.keep {
            self.remember(s);
        }
        found(place, worth, second)
    }

    fn among_kept(&self, s: usize, asked: &Asked) -> (u32, i32, i32) {
        let mut best = (0, NOTHING, NOTHING);
        for &(gain, place) in &self.kept[s][..usize::from(self.count[s])] {
            take(&mut best, place, gain - asked.seat(place as usize));
        }
        best
    }

    /// Looks at all places.
    fn look(&mut self, s: usize, asked: &Asked) -> (u32, i32, i32) {
        let mut best = (0, NOTHING, NOTHING);
        let arcs = &self.arcs[self.net.arcs(s)];
        for (&(gain, place), slot) in arcs.iter().zip(&mut self.worth) {
            let worth = gain - asked.seat(place as usize);
            *slot = worth;
            take(&mut best, place, worth);
        }
        best
    }

    /// Remembers the best of the places just looked at.
    fn remember(&mut self, s: usize) {
        let mut top = [(NOTHING, 0, 0); KEPT];
        let mut others = NOTHING;
        let arcs = &self.arcs[self.net.arcs(s)];
        for (&(gain, place), &worth) in arcs.iter().zip(&self.worth) {
            let last = top[KEPT - 1].0;
            if worth <= last {
                others = others.max(worth);
                continue;
            }
            others = others.max(last);
            let mut at = KEPT - 1;
            while at > 0 && top[at - 1].0 < worth {
                top[at] = top[at - 1];
                at -= 1;
            }
            top[at] = (worth, gain, place);
        }
        self.count[s] = top.iter().filter(|(worth, ..)| *worth > NOTHING).count() as u8;
        for (slot, (_, gain, place)) in self.kept[s].iter_mut().zip(top) {
            *slot = (gain, place);
        }
        self.others[s] = match others {
            // Far enough below that no fall of prices brings it back.
            ..=NOTHING => i64::MIN / 2,
            others => i64::from(others) - self.fallen,
        };
    }
}

#[inline]
fn take(best: &mut (u32, i32, i32), place: u32, worth: i32) {
    let better = worth > best.1;
    best.2 = if better { best.1 } else { best.2.max(worth) };
    best.0 = if better { place } else { best.0 };
    best.1 = best.1.max(worth);
}

fn found(place: u32, worth: i32, second: i32) -> Option<Best> {
    // What is closed is worth less than this, whatever it gains.
    (worth > NOTHING).then(|| Best {
        place: place as usize,
        worth,
        second: (second > NOTHING).then_some(second),
    })
}

const _: () = assert!((1 << GAIN_BITS) - CLOSED < NOTHING && -MOST - MOST / 4 > NOTHING);
