//! Arcs in the order of what they cost, so that a search can stop at the first that is too dear.

use super::Network;

/// What an arc would cost if this end had potential zero; the other end; the arc.
type Sorted = (i64, u32, u32);

/// The arcs out of every student, sorted when they are first asked for.
#[derive(Debug)]
pub(super) struct Leaving {
    arcs: Vec<Sorted>,
    is_sorted: Vec<bool>,
}

impl Leaving {
    pub(super) fn of(net: &Network) -> Leaving {
        Leaving {
            arcs: vec![(0, 0, 0); net.head.len()],
            is_sorted: vec![false; net.students],
        }
    }

    pub(super) fn out(&mut self, net: &Network, student: usize) -> &[Sorted] {
        let range = net.arcs(student);
        let arcs = &mut self.arcs[range.clone()];
        if !std::mem::replace(&mut self.is_sorted[student], true) {
            for (slot, arc) in arcs.iter_mut().zip(range) {
                let place = net.head[arc];
                *slot = (net.pi[place as usize] - net.gain[arc], place, arc as u32);
            }
            arcs.sort_unstable();
        }
        arcs
    }
}

/// The arcs into every place. Only the cheap ones are collected beforehand: with good prices no search gets to the
/// others, and most arcs are others.
#[derive(Debug)]
pub(super) struct Entering {
    first: Vec<u32>,
    near: Vec<Sorted>,
    is_sorted: Vec<bool>,
    /// By place: what all other arcs cost at least, counted in the same way.
    beyond: Vec<i64>,
    /// All arcs into a place with their students, once anyone asks.
    all_first: Vec<u32>,
    all: Vec<(u32, u32)>,
    /// By place: all arcs, sorted.
    deep: Vec<Vec<Sorted>>,
}

/// An arc is cheap if it costs less than this part of the highest gain.
const CHEAP: i64 = 64;

impl Entering {
    pub(super) fn of(net: &Network) -> Entering {
        let cheap = (net.gain.iter().copied().max().unwrap_or(0) / CHEAP).max(1);
        let cost = |s: usize, arc: usize| net.pi[net.head[arc] as usize] - net.pi[s] - net.gain[arc];
        let place = |arc: usize| net.head[arc] as usize - net.students;
        let mut count = vec![0_u32; net.places];
        let mut some = Vec::new();
        for s in 0..net.students {
            for arc in net.arcs(s).filter(|arc| cost(s, *arc) < cheap) {
                count[place(arc)] += 1;
                some.push((s as u32, arc as u32));
            }
        }
        let (first, near) = by_place(
            &count,
            some.iter().map(|(s, arc)| {
                let (s, arc) = (*s as usize, *arc as usize);
                (place(arc), (-net.pi[s] - net.gain[arc], s as u32, arc as u32))
            }),
        );
        let beyond = net.pi[net.students..net.students + net.places].iter();
        Entering {
            first,
            near,
            is_sorted: vec![false; net.places],
            beyond: beyond.map(|pi| cheap - pi).collect(),
            all_first: Vec::new(),
            all: Vec::new(),
            deep: vec![Vec::new(); net.places],
        }
    }

    /// The cheap arcs into a place, and what all others cost at least.
    pub(super) fn near(&mut self, net: &Network, place: usize) -> (&[Sorted], i64) {
        if !self.deep[place].is_empty() {
            return (&self.deep[place], i64::MAX);
        }
        let arcs = &mut self.near[self.first[place] as usize..self.first[place + 1] as usize];
        if !std::mem::replace(&mut self.is_sorted[place], true) {
            for (cost, s, arc) in arcs.iter_mut() {
                *cost = -net.pi[*s as usize] - net.gain[*arc as usize];
            }
            arcs.sort_unstable();
        }
        (arcs, self.beyond[place])
    }

    /// All arcs into a place.
    pub(super) fn all(&mut self, net: &Network, place: usize) -> &[Sorted] {
        if self.all.is_empty() {
            let mut count = vec![0_u32; net.places];
            for head in &net.head {
                count[*head as usize - net.students] += 1;
            }
            let arcs = (0..net.students).flat_map(|s| net.arcs(s).map(move |arc| (s, arc)));
            (self.all_first, self.all) = by_place(
                &count,
                arcs.map(|(s, arc)| (net.head[arc] as usize - net.students, (s as u32, arc as u32))),
            );
        }
        let deep = &mut self.deep[place];
        if deep.is_empty() {
            let range = self.all_first[place] as usize..self.all_first[place + 1] as usize;
            deep.extend(
                self.all[range]
                    .iter()
                    .map(|&(s, arc)| (-net.pi[s as usize] - net.gain[arc as usize], s, arc)),
            );
            deep.sort_unstable();
        }
        deep
    }
}

/// Puts everything in the order of the places, of which `count` says how often each occurs; also where each begins.
fn by_place<T: Copy + Default>(count: &[u32], items: impl Iterator<Item = (usize, T)>) -> (Vec<u32>, Vec<T>) {
    let mut first = vec![0_u32; count.len() + 1];
    for (p, count) in count.iter().enumerate() {
        first[p + 1] = first[p] + count;
    }
    let mut next = first.clone();
    let mut sorted = vec![T::default(); first[count.len()] as usize];
    for (place, item) in items {
        let slot = &mut next[place];
        sorted[*slot as usize] = item;
        *slot += 1;
    }
    (first, sorted)
}
