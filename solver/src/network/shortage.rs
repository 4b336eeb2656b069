//! Why one more student cannot be placed: who shares which full places.

use super::{NONE, Network};

/// Students who can only go to these places; all are full, themselves or through these groups. Node offsets are
/// taken off: the numbers count within students, places and groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shortage {
    pub(crate) students: Vec<usize>,
    pub(crate) places: Vec<usize>,
    pub(crate) groups: Vec<usize>,
}

impl Network {
    /// Puts every student where the pair `of` names leads; the flow of all bounds follows.
    pub(crate) fn take_pairs(&mut self, of: impl Fn(usize) -> Option<u32>) {
        self.held.iter_mut().for_each(|h| *h = NONE);
        self.mate.iter_mut().for_each(|m| *m = NONE);
        self.flow.iter_mut().for_each(|f| *f = 0);
        let root = self.root();
        for s in 0..self.students {
            let Some(pair) = of(s) else { continue };
            let Some(arc) = self.arcs(s).find(|arc| self.pair[*arc] == pair) else {
                continue;
            };
            self.attach(s, arc as u32);
            for start in [s, self.head[arc] as usize] {
                let mut v = start;
                while v != root {
                    self.flow[v] += 1;
                    v = self.up[v] as usize;
                }
            }
        }
    }

    /// Takes over the flow of a network over the same nodes with fewer arcs.
    pub(crate) fn take_flow_of(&mut self, other: &Network) {
        self.take_pairs(|s| {
            let arc = other.mate[s];
            (arc != NONE).then(|| other.pair[arc as usize])
        });
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

    /// What keeps an unplaced student out; nothing if one more could be placed by moving others.
    pub(crate) fn shortage(&self, student: usize) -> Option<Shortage> {
        let offset = self.students + self.places;
        let mut seen = vec![false; self.up.len()];
        if let Some(group) = self.full_above(student) {
            let mut shortage = Shortage {
                groups: vec![group - offset],
                ..Shortage::default()
            };
            let mut open = vec![group];
            while let Some(v) = open.pop() {
                if v < self.students {
                    shortage.students.push(v);
                } else {
                    open.extend(self.kids[self.kids(v)].iter().map(|v| *v as usize));
                }
            }
            shortage
                .students
                .retain(|s| self.mate[*s] != NONE || *s == student);
            return Some(shortage);
        }
        seen[student] = true;
        // Nearest first; `open` keeps everything that was reached.
        let mut open = vec![student];
        let mut next = 0;
        while let Some(&v) = open.get(next) {
            next += 1;
            let visit = |w: usize, seen: &mut Vec<bool>, open: &mut Vec<usize>| {
                if !std::mem::replace(&mut seen[w], true) {
                    open.push(w);
                }
            };
            if v < self.students {
                for arc in self.arcs(v) {
                    visit(self.head[arc] as usize, &mut seen, &mut open);
                }
            } else if v < offset {
                if self.flow[v] < self.hi[v] {
                    let group = self.full_above(v)?;
                    // Whoever comes in here may make up for who leaves any of the groups on the way up.
                    let mut at = v;
                    while at != group {
                        at = self.up[at] as usize;
                        visit(at, &mut seen, &mut open);
                    }
                }
                let mut s = self.held[v - self.students];
                while s != NONE {
                    visit(s as usize, &mut seen, &mut open);
                    s = self.next[s as usize];
                }
            } else {
                for kid in &self.kids[self.kids(v)] {
                    let kid = *kid as usize;
                    if self.flow[kid] > self.lo[kid] {
                        // A taken place inside a full group; a group inside it leads on to its own, unless it
                        // needs everyone it has.
                        visit(kid, &mut seen, &mut open);
                    }
                }
            }
        }
        let mut shortage = Shortage::default();
        for v in open {
            if v < self.students {
                shortage.students.push(v);
            } else if v < offset {
                shortage.places.push(v - self.students);
            } else if self.flow[v] >= self.hi[v] {
                shortage.groups.push(v - offset);
            }
        }
        Some(shortage)
    }
}
