//! Who shares which full places, for everyone without a place at once.
//!
//! Whoever wants in asks for places, a full place leads to those who hold it, and they to the other places they could
//! have. Nodes that lead to each other are one set; between sets there is no way back. How many there are beyond a node
//! follows from the sets, and a search need only go as far as the nearest who are told by name.

mod sets;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::{NONE, Network};
use sets::Sets;

/// Students who can only go to these places; all are full, themselves or through these groups. Node offsets are
/// taken off: the numbers count within students, places and groups. The nearest are listed, the others counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shortage {
    /// Whoever asks stands first.
    pub(crate) students: Vec<usize>,
    pub(crate) places: Vec<usize>,
    pub(crate) groups: Vec<usize>,
    pub(crate) more_students: usize,
    pub(crate) more_places: usize,
}

/// Students, places and full groups.
type Count = [usize; 3];

/// The answers of one network with its flow.
pub(crate) struct Reach<'n> {
    net: &'n Network,
    ways: Ways<'n>,
    sets: Sets,
    /// A full group of students, with those of it who have a place.
    placed: HashMap<usize, Vec<usize>>,
    /// By node: the search that came there last.
    seen: Vec<u32>,
    search: u32,
}

/// Where each node leads.
struct Ways<'n> {
    net: &'n Network,
    /// Of places and groups of places; [`NONE`] stands for room.
    first: Vec<u32>,
    to: Vec<u32>,
}

impl<'n> Ways<'n> {
    fn of(net: &'n Network) -> Ways<'n> {
        let (mut first, mut to) = (vec![0], Vec::new());
        for place in net.students..net.students + net.places {
            if net.flow[place] < net.hi[place] {
                match net.full_above(place) {
                    // Whoever comes in here may make up for who leaves any of the groups on the way up.
                    Some(full) => {
                        let mut at = place;
                        while at != full {
                            at = net.up[at] as usize;
                            to.push(at as u32);
                        }
                    }
                    None => to.push(NONE),
                }
            }
            let mut s = net.held[place - net.students];
            while s != NONE {
                to.push(s);
                s = net.next[s as usize];
            }
            first.push(to.len() as u32);
        }
        let offset = net.students + net.places;
        for group in offset..offset + net.place_groups {
            // A taken place inside a full group; a group inside it leads on to its own, unless it needs everyone it
            // has.
            let kids = net.kids[net.kids(group)].iter();
            to.extend(kids.filter(|kid| net.flow[**kid as usize] > net.lo[**kid as usize]));
            first.push(to.len() as u32);
        }
        Ways { net, first, to }
    }

    fn from(&self, v: usize) -> &[u32] {
        match v.checked_sub(self.net.students) {
            None => &self.net.head[self.net.arcs(v)],
            Some(v) => &self.to[self.first[v] as usize..self.first[v + 1] as usize],
        }
    }

    /// How many nodes there are that lead anywhere.
    fn nodes(&self) -> usize {
        self.net.students + self.first.len() - 1
    }

    /// What a node counts as.
    fn kind(&self, v: usize) -> Option<usize> {
        let offset = self.net.students + self.net.places;
        match v {
            _ if v < self.net.students => Some(0),
            _ if v < offset => Some(1),
            _ => (self.net.flow[v] >= self.net.hi[v]).then_some(2),
        }
    }
}

impl<'n> Reach<'n> {
    pub(crate) fn of(net: &'n Network) -> Reach<'n> {
        let ways = Ways::of(net);
        Reach {
            sets: Sets::of(&ways),
            seen: vec![0; ways.nodes()],
            search: 0,
            placed: HashMap::new(),
            ways,
            net,
        }
    }

    /// Could this student be placed by moving others?
    pub(crate) fn has_room(&mut self, student: usize) -> bool {
        !self.net.below_full(student) && self.sets.beyond(self.ways.from(student)).is_none()
    }

    /// What keeps an unplaced student out, with so many names of each kind; nothing if one more could be placed by
    /// moving others.
    pub(crate) fn shortage(&mut self, student: usize, listed: usize) -> Option<Shortage> {
        let net = self.net;
        let offset = net.students + net.places;
        if let Some(group) = net.full_above(student) {
            let placed = self
                .placed
                .entry(group)
                .or_insert_with(|| net.placed_below(group));
            let others = placed.iter().take(listed.saturating_sub(1));
            return Some(Shortage {
                students: std::iter::once(student).chain(others.copied()).collect(),
                groups: vec![group - offset],
                more_students: (placed.len() + 1).saturating_sub(listed.max(1)),
                ..Shortage::default()
            });
        }
        let [students, places, groups] = self.sets.beyond(self.ways.from(student))?;
        let wanted = [students + 1, places, groups].map(|count| count.min(listed));
        let found = self.nearest(student, wanted);
        let off =
            |nodes: &[u32], offset: usize| nodes.iter().map(|v| *v as usize - offset).collect::<Vec<_>>();
        Some(Shortage {
            more_students: students + 1 - found[0].len(),
            more_places: places - found[1].len(),
            students: off(&found[0], 0),
            places: off(&found[1], net.students),
            groups: off(&found[2], offset),
        })
    }

    /// So many of each kind, the nearest first.
    fn nearest(&mut self, student: usize, wanted: Count) -> [Vec<u32>; 3] {
        self.search += 1;
        let mut found: [Vec<u32>; 3] = Default::default();
        let mut missing: usize = wanted.iter().sum();
        let mut open = vec![student as u32];
        self.seen[student] = self.search;
        let mut next = 0;
        while let Some(&v) = open.get(next).filter(|_| missing > 0) {
            next += 1;
            if let Some(kind) = self.ways.kind(v as usize)
                && found[kind].len() < wanted[kind]
            {
                found[kind].push(v);
                missing -= 1;
            }
            for &w in self.ways.from(v as usize) {
                if std::mem::replace(&mut self.seen[w as usize], self.search) != self.search {
                    open.push(w);
                }
            }
        }
        found
    }
}

impl Network {
    /// The students below a group who have a place.
    fn placed_below(&self, group: usize) -> Vec<usize> {
        let (mut open, mut placed) = (vec![group], Vec::new());
        while let Some(v) = open.pop() {
            if v >= self.students {
                open.extend(self.kids[self.kids(v)].iter().map(|v| *v as usize));
            } else if self.mate[v] != NONE {
                placed.push(v);
            }
        }
        placed
    }

    /// The first full group from `v` upwards, `v` itself not counted.
    fn full_above(&self, v: usize) -> Option<usize> {
        let mut at = self.up[v] as usize;
        while at != self.root() {
            if self.flow[at] >= self.hi[at] {
                return Some(at);
            }
            at = self.up[at] as usize;
        }
        None
    }

    /// Is there room for one more in this place and in the groups around it?
    pub(crate) fn takes_one_more(&self, place: usize) -> bool {
        self.flow[place] < self.hi[place] && self.full_above(place).is_none()
    }

    /// Is a group around this student full?
    pub(crate) fn below_full(&self, student: usize) -> bool {
        self.full_above(student).is_some()
    }
}
