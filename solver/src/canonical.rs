//! One order for everything, taken from the names: whatever order the arrays of a problem have, the solver sees the
//! same instance, step by step, and so gives the same answer and the same proof.

use crate::problem::Problem;

/// Positions in canonical order, and back.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) students: Vec<u32>,
    pub(crate) places: Vec<u32>,
    pub(crate) groups: Vec<u32>,
    /// By student, then by place; pairs that refer to nothing are left out.
    pub(crate) pairs: Vec<u32>,
    /// Where the pairs of the i-th student begin in `pairs`; one entry more than students.
    pub(crate) first: Vec<u32>,
    student_ranks: Vec<u32>,
    place_ranks: Vec<u32>,
    group_ranks: Vec<u32>,
}

impl Order {
    pub(crate) fn of(problem: &Problem) -> Order {
        let students = sorted(problem.students.len(), |i| &problem.students[i].id);
        let places = sorted(problem.places.len(), |i| &problem.places[i].id);
        let groups = sorted(problem.groups.len(), |i| &problem.groups[i].id);
        let (student_ranks, place_ranks, group_ranks) =
            (inverse(&students), inverse(&places), inverse(&groups));
        // Two counting passes, the second stable: by place, then by student.
        let known: Vec<u32> = (0..problem.pairs.len() as u32)
            .filter(|i| {
                let pair = &problem.pairs[*i as usize];
                (pair.student as usize) < students.len() && (pair.place as usize) < places.len()
            })
            .collect();
        let (by_place, _) = counted(&known, places.len(), |i| {
            place_ranks[problem.pairs[i as usize].place as usize]
        });
        let (pairs, first) = counted(&by_place, students.len(), |i| {
            student_ranks[problem.pairs[i as usize].student as usize]
        });
        Order {
            students,
            places,
            groups,
            pairs,
            first,
            student_ranks,
            place_ranks,
            group_ranks,
        }
    }

    /// The canonical position of a student; `u32::MAX` for one that does not exist.
    pub(crate) fn student_rank(&self, position: u32) -> u32 {
        self.student_ranks
            .get(position as usize)
            .copied()
            .unwrap_or(u32::MAX)
    }

    pub(crate) fn place_rank(&self, position: u32) -> u32 {
        self.place_ranks
            .get(position as usize)
            .copied()
            .unwrap_or(u32::MAX)
    }

    pub(crate) fn group_rank(&self, position: u32) -> u32 {
        self.group_ranks
            .get(position as usize)
            .copied()
            .unwrap_or(u32::MAX)
    }
}

/// Positions sorted by name; the first eight bytes as a number decide most comparisons.
fn sorted<'a>(len: usize, name: impl Fn(usize) -> &'a str) -> Vec<u32> {
    let mut keys: Vec<(u64, u32)> = (0..len)
        .map(|i| {
            let mut prefix = [0_u8; 8];
            let bytes = name(i).as_bytes();
            let most = bytes.len().min(8);
            prefix[..most].copy_from_slice(&bytes[..most]);
            (u64::from_be_bytes(prefix), i as u32)
        })
        .collect();
    keys.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0)
            .then_with(|| name(a.1 as usize).cmp(name(b.1 as usize)))
            .then(a.1.cmp(&b.1))
    });
    keys.into_iter().map(|(_, i)| i).collect()
}

fn inverse(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (rank, &i) in order.iter().enumerate() {
        ranks[i as usize] = rank as u32;
    }
    ranks
}

/// Stable counting sort; also where each key begins.
fn counted(items: &[u32], keys: usize, key: impl Fn(u32) -> u32) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0_u32; keys + 1];
    for &item in items {
        first[key(item) as usize + 1] += 1;
    }
    for k in 0..keys {
        first[k + 1] += first[k];
    }
    let mut next = first.clone();
    let mut out = vec![0; items.len()];
    for &item in items {
        let slot = &mut next[key(item) as usize];
        out[*slot as usize] = item;
        *slot += 1;
    }
    (out, first)
}
