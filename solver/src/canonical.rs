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
        let (pairs, first) = by_student(problem, &student_ranks, &place_ranks);
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

/// The pairs in the order of their students and places, in two stable counting passes: by place, then by student. Also
/// where each student begins. The first pass notes the student beside the pair, so that the second finds everything in
/// one run through the memory.
fn by_student(problem: &Problem, student_ranks: &[u32], place_ranks: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let (mut first_of_place, mut first) = (vec![0; place_ranks.len() + 1], vec![0; student_ranks.len() + 1]);
    let known = || {
        (0..).zip(&problem.pairs).filter_map(|(i, pair)| {
            let student = student_ranks.get(pair.student as usize)?;
            Some((i, *student, *place_ranks.get(pair.place as usize)?))
        })
    };
    for (_, student, place) in known() {
        first_of_place[place as usize + 1] += 1;
        first[student as usize + 1] += 1;
    }
    for first in [&mut first_of_place, &mut first] {
        for k in 1..first.len() {
            first[k] += first[k - 1];
        }
    }
    let count = first.last().map_or(0, |count: &u32| *count as usize);
    let mut by_place: Vec<(u32, u32)> = vec![(0, 0); count];
    for (i, student, place) in known() {
        let slot = &mut first_of_place[place as usize];
        by_place[*slot as usize] = (student, i);
        *slot += 1;
    }
    let mut next = first.clone();
    let mut pairs = vec![0; count];
    for (student, i) in by_place {
        let slot = &mut next[student as usize];
        pairs[*slot as usize] = i;
        *slot += 1;
    }
    (pairs, first)
}
