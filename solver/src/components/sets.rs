//! Sets that are joined (union-find); the smallest member leads.

pub(super) struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    /// So many sets of one.
    pub(super) fn of(members: usize) -> Sets {
        Sets {
            parent: (0..members as u32).collect(),
        }
    }

    /// Who leads the set of `v`.
    pub(super) fn find(&mut self, v: u32) -> u32 {
        let mut root = v;
        while self.parent[root as usize] != root {
            root = self.parent[root as usize];
        }
        let mut at = v;
        while self.parent[at as usize] != root {
            at = std::mem::replace(&mut self.parent[at as usize], root);
        }
        root
    }

    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }

    /// Joins many with `v`; quick where most of them are joined already.
    pub(super) fn join_all(&mut self, v: u32, others: impl Iterator<Item = u32>) {
        let mut leader = self.find(v);
        for other in others {
            if self.parent[other as usize] != leader {
                self.join(leader, other);
                leader = self.find(leader);
            }
        }
    }
}
