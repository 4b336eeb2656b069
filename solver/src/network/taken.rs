//! A flow from what is chosen.

use super::{NONE, Network};

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
}
