//! The students that stand in no part: their proof is one by duals.

use std::collections::HashSet;

use super::super::duals::Face;
use super::{REST, fault};
use crate::error::Findings;
use crate::outcome::Duals;
use crate::problem::Problem;

/// The duals of the rest, and what they prove.
pub(super) struct Rest<'p> {
    pub(super) face: Face<'p>,
    /// Nodes that pairs of parts share have no price there.
    shared: [HashSet<usize>; 3],
}

impl Rest<'_> {
    pub(super) fn bound(
        &self,
        told: &Duals,
        among: &dyn Fn(usize) -> bool,
        gain: &dyn Fn(usize) -> i128,
        findings: &mut Findings,
    ) -> Option<i128> {
        let dense = self.face.dense(told.told(), findings)?;
        let sides = [&dense.students, &dense.places, &dense.groups];
        let priced = |(side, shared): (&&Vec<i128>, &HashSet<usize>)| shared.iter().any(|i| side[*i] != 0);
        if sides.iter().zip(&self.shared).any(priced) {
            let message = "The duals of the network price what rules share with it.".to_owned();
            fault(findings, "/certificate/network".to_owned(), message);
            return None;
        }
        let covered = self.face.covers(&dense, among, gain, findings);
        self.face.bound(&dense).filter(|_| covered)
    }

    /// Keeps what the best of this stage can use.
    pub(super) fn keep(&mut self, told: &Duals, gain: &dyn Fn(usize) -> i128, findings: &mut Findings) {
        if let Some(dense) = self.face.dense(told.told(), findings) {
            self.face.keep_exact(&dense, gain);
            self.face.tighten(&dense);
        }
    }

    pub(super) fn of<'p>(problem: &'p Problem, whole: &Face<'p>, owner: &[usize]) -> Rest<'p> {
        let mut face = whole.clone();
        let mut shared: [HashSet<usize>; 3] = Default::default();
        for (i, pair) in problem.pairs.iter().enumerate() {
            let (s, p) = (pair.student as usize, pair.place as usize);
            if owner[s] == REST || !whole.alive[i] {
                continue;
            }
            face.alive[i] = false;
            shared[1].insert(p);
            for mut group in [problem.students[s].group, problem.places[p].group] {
                while let Some(g) = group {
                    shared[2].insert(g as usize);
                    group = problem.groups[g as usize].parent;
                }
            }
        }
        shared[0] = (0..owner.len()).filter(|s| owner[*s] != REST).collect();
        Rest { face, shared }
    }
}
