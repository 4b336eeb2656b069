//! Proof that a single pair is best, where a bottleneck asks for someone and the tiers after would rather have nobody.

use super::duals::Face;
use super::goals::Goal;
use crate::problem::Problem;

/// Every allowed pair is an answer of its own here, and an answer is worth in the tiers after the bottleneck what its
/// pairs are worth together. If the chosen one is the best of them and gains nothing there, nothing is better.
pub(super) fn alone(problem: &Problem, goals: &[Goal], at: usize, chosen: usize) -> bool {
    let free = problem.pins.is_empty()
        && problem.quotas.is_empty()
        && problem.together.is_empty()
        && problem.apart.is_empty()
        && problem.groups.iter().all(|group| group.min == 0)
        && problem
            .places
            .iter()
            .all(|place| place.open_with.is_none_or(|least| least <= 1));
    let worth = |pair: usize| -> Vec<i128> {
        let gain = |goal: &Goal| match goal {
            Goal::Above(_) => i128::from(problem.pairs[pair].score),
            goal => goal.gain(problem, pair),
        };
        goals.iter().map(gain).collect()
    };
    let around = |group: Option<u32>| std::iter::successors(group, |g| problem.groups[*g as usize].parent);
    let fits = |pair: usize| {
        let pair = problem.pairs[pair];
        let (student, place) = (
            &problem.students[pair.student as usize],
            &problem.places[pair.place as usize],
        );
        place.capacity > 0
            && around(student.group)
                .chain(around(place.group))
                .all(|group| problem.groups[group as usize].max != Some(0))
    };
    let open = Face::new(problem).alive;
    let own = worth(chosen);
    free && own[at + 1..] <= vec![0; own.len() - at - 1][..]
        && (0..problem.pairs.len())
            .filter(|i| open[*i] && fits(*i))
            .all(|i| worth(i) <= own)
}
