//! Pairs that stand in a problem twice.

use crate::problem::Problem;

impl Problem {
    /// Positions of the pairs whose student and place stood before.
    pub(super) fn repeated_pairs(&self) -> Vec<usize> {
        let (students, places) = (self.students.len(), self.places.len());
        let known = || {
            (0..)
                .zip(&self.pairs)
                .filter(|(_, pair)| (pair.student as usize) < students && (pair.place as usize) < places)
        };
        // Mostly the pairs of a student stand together: then one mark per place is enough.
        let mut mark = vec![u32::MAX; places];
        let mut begun = vec![false; students];
        let (mut at, mut together) = (u32::MAX, true);
        let mut repeated = Vec::new();
        for (i, pair) in known() {
            if pair.student != at {
                at = pair.student;
                if std::mem::replace(&mut begun[at as usize], true) {
                    together = false;
                    break;
                }
            }
            if std::mem::replace(&mut mark[pair.place as usize], at) == at {
                repeated.push(i);
            }
        }
        if together {
            return repeated;
        }
        // Buckets by student first: linear, and no hashing of a million pairs.
        let mut start = vec![0_usize; students + 1];
        for (_, pair) in known() {
            start[pair.student as usize + 1] += 1;
        }
        for s in 0..students {
            start[s + 1] += start[s];
        }
        let mut order = vec![0_usize; start[students]];
        let mut next = start.clone();
        for (i, pair) in known() {
            let slot = &mut next[pair.student as usize];
            order[*slot] = i;
            *slot += 1;
        }
        repeated.clear();
        mark.fill(u32::MAX);
        for s in 0..students {
            for &i in &order[start[s]..start[s + 1]] {
                let seen = &mut mark[self.pairs[i].place as usize];
                if *seen == s as u32 {
                    repeated.push(i);
                }
                *seen = s as u32;
            }
        }
        repeated.sort_unstable();
        repeated
    }
}
