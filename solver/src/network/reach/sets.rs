//! Sets of nodes that lead to each other (Tarjan's strongly connected components), and what lies beyond them.

use super::{Count, NONE, Ways};

/// Sets are numbered so that each leads to smaller numbers alone.
pub(super) struct Sets {
    /// Of each node; [`NONE`] for whoever nobody leads to.
    set: Vec<u32>,
    /// What each set holds itself.
    own: Vec<Count>,
    /// Does it lead to a place with room?
    room: Vec<bool>,
    /// Where each leads, every other set once.
    first: Vec<u32>,
    to: Vec<u32>,
    /// What each holds together with all it leads to, as far as that is known.
    total: Vec<Option<Count>>,
    /// By set: the search that came there last.
    seen: Vec<u32>,
    search: u32,
}

fn plus(a: Count, b: Count) -> Count {
    std::array::from_fn(|kind| a[kind] + b[kind])
}

impl Sets {
    pub(super) fn of(ways: &Ways<'_>) -> Sets {
        let (set, count) = numbered(ways);
        let mut sets = Sets {
            own: vec![[0; 3]; count],
            room: vec![false; count],
            first: vec![0],
            to: Vec::new(),
            total: vec![None; count],
            seen: vec![0; count],
            search: 0,
            set: Vec::new(),
        };
        let mut members: Vec<u32> = (0..set.len() as u32).collect();
        members.retain(|v| set[*v as usize] != NONE);
        members.sort_by_key(|v| set[*v as usize]);
        for members in members.chunk_by(|a, b| set[*a as usize] == set[*b as usize]) {
            sets.add(ways, &set, members);
        }
        sets.set = set;
        sets
    }

    /// Takes in the next set; those it leads to are known.
    fn add(&mut self, ways: &Ways<'_>, set: &[u32], members: &[u32]) {
        let number = self.first.len() - 1;
        let begin = self.to.len();
        self.search += 1;
        self.seen[number] = self.search;
        for &v in members {
            if let Some(kind) = ways.kind(v as usize) {
                self.own[number][kind] += 1;
            }
            for &w in ways.from(v as usize) {
                if w == NONE {
                    self.room[number] = true;
                    continue;
                }
                let other = set[w as usize] as usize;
                if std::mem::replace(&mut self.seen[other], self.search) != self.search {
                    self.room[number] |= self.room[other];
                    self.to.push(other as u32);
                }
            }
        }
        self.first.push(self.to.len() as u32);
        // Along a chain nothing is counted twice.
        self.total[number] = match self.to[begin..] {
            [] => Some(self.own[number]),
            [only] => self.total[only as usize].map(|beyond| plus(self.own[number], beyond)),
            _ => None,
        };
    }

    /// How many there are at these nodes and beyond; nothing if there is room among them.
    pub(super) fn beyond(&mut self, nodes: &[u32]) -> Option<Count> {
        let mut starts: Vec<u32> = nodes.iter().map(|v| self.set[*v as usize]).collect();
        starts.sort_unstable();
        starts.dedup();
        if starts.iter().any(|set| self.room[*set as usize]) {
            return None;
        }
        if let [only] = starts[..] {
            let total = self.total[only as usize].unwrap_or_else(|| self.together(&starts));
            self.total[only as usize] = Some(total);
            return Some(total);
        }
        Some(self.together(&starts))
    }

    fn together(&mut self, starts: &[u32]) -> Count {
        self.search += 1;
        let (mut open, mut sum) = (starts.to_vec(), [0; 3]);
        while let Some(set) = open.pop() {
            let set = set as usize;
            if std::mem::replace(&mut self.seen[set], self.search) != self.search {
                sum = plus(sum, self.own[set]);
                open.extend(&self.to[self.first[set] as usize..self.first[set + 1] as usize]);
            }
        }
        sum
    }
}

/// The set of every node that a place leads to, and how many sets there are.
fn numbered(ways: &Ways<'_>) -> (Vec<u32>, usize) {
    let mut set = vec![NONE; ways.nodes()];
    // When each node was come upon, from 1, and the earliest that is still open and that it leads back to.
    let mut met = vec![0_u32; set.len()];
    let mut back = met.clone();
    let (mut time, mut count) = (0, 0);
    let (mut open, mut path): (Vec<u32>, Vec<(u32, u32)>) = (Vec::new(), Vec::new());
    for start in ways.net.students..ways.net.students + ways.net.places {
        if met[start] == 0 {
            path.push((start as u32, 0));
        }
        while let Some((v, next)) = path.last_mut() {
            let (node, way) = (*v as usize, *next as usize);
            if way == 0 && met[node] == 0 {
                time += 1;
                (met[node], back[node]) = (time, time);
                open.push(*v);
            }
            *next += 1;
            match ways.from(node).get(way) {
                Some(&NONE) => {}
                Some(&w) if met[w as usize] == 0 => path.push((w, 0)),
                Some(&w) if set[w as usize] == NONE => back[node] = back[node].min(met[w as usize]),
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((before, _)) = path.last() {
                        back[*before as usize] = back[*before as usize].min(back[node]);
                    }
                    if back[node] == met[node] {
                        while let Some(member) = open.pop() {
                            set[member as usize] = count;
                            if member as usize == node {
                                break;
                            }
                        }
                        count += 1;
                    }
                }
            }
        }
    }
    (set, count as usize)
}
