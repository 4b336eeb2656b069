//! Stability: deferred acceptance (Gale and Shapley, 1962), and the pairs that would rather have each other.

use std::collections::{BTreeSet, HashSet, VecDeque};

use crate::components::Market;
use crate::network::NONE;
use crate::outcome::{Assigned, BlockingPairs};
use crate::problem::Problem;
use crate::stage::lot;

/// How much one side likes a pair: its rank, then the lot, then the canonical order. Smaller is better.
type Liking = (u32, i64, u32);

/// What deferred acceptance works on, by canonical position.
struct Sides {
    /// Pairs of each student and of each place, best first.
    of_student: Vec<Vec<u32>>,
    of_place: Vec<Vec<u32>>,
    /// By pair.
    student_likes: Vec<Liking>,
    place_likes: Vec<Liking>,
    capacity: Vec<usize>,
}

impl Sides {
    fn of(market: &Market<'_>) -> Sides {
        let (problem, order) = (market.problem, market.order);
        let mut of_student = vec![Vec::new(); problem.students.len()];
        let mut of_place = vec![Vec::new(); problem.places.len()];
        let mut student_likes = vec![(0, 0, 0); problem.pairs.len()];
        let mut place_likes = vec![(0, 0, 0); problem.pairs.len()];
        for s in 0..problem.students.len() as u32 {
            for (i, place) in market.open_pairs(s) {
                let pair = problem.pairs[i as usize];
                let names = (
                    &problem.students[pair.student as usize].id,
                    &problem.places[pair.place as usize].id,
                );
                let lot = lot(problem.seed, names.0, names.1);
                student_likes[i as usize] = (pair.student_rank, lot, place);
                // A pin comes before every rank.
                let rank = if market.is_pinned(s) { 0 } else { pair.place_rank };
                place_likes[i as usize] = (rank, lot, s);
                of_student[s as usize].push(i);
                of_place[place as usize].push(i);
            }
        }
        of_student
            .iter_mut()
            .for_each(|list| list.sort_unstable_by_key(|i| student_likes[*i as usize]));
        of_place
            .iter_mut()
            .for_each(|list| list.sort_unstable_by_key(|i| place_likes[*i as usize]));
        let capacity = order.places.iter().zip(&of_place).map(|(p, list)| {
            usize::try_from(problem.places[*p as usize].capacity)
                .unwrap_or(usize::MAX)
                .min(list.len())
        });
        Sides {
            capacity: capacity.collect(),
            of_student,
            of_place,
            student_likes,
            place_likes,
        }
    }
}

/// The chosen pairs of the stable answer that is best for every student.
pub(crate) fn student_optimal(market: &Market<'_>) -> Vec<u32> {
    let sides = Sides::of(market);
    let mut next = vec![0; sides.of_student.len()];
    let mut held: Vec<BTreeSet<(Liking, u32)>> = vec![BTreeSet::new(); sides.of_place.len()];
    let mut asking: VecDeque<usize> = (0..next.len()).collect();
    while let Some(s) = asking.pop_front() {
        let Some(&pair) = sides.of_student[s].get(next[s]) else {
            continue;
        };
        next[s] += 1;
        let place = sides.student_likes[pair as usize].2 as usize;
        held[place].insert((sides.place_likes[pair as usize], pair));
        if held[place].len() > sides.capacity[place]
            && let Some((liking, _)) = held[place].pop_last()
        {
            asking.push_back(liking.2 as usize);
        }
    }
    held.into_iter().flatten().map(|(_, pair)| pair).collect()
}

/// The chosen pairs of the stable answer that is best for every place.
pub(crate) fn place_optimal(market: &Market<'_>) -> Vec<u32> {
    let sides = Sides::of(market);
    let mut next = vec![0; sides.of_place.len()];
    let mut taken = vec![0; sides.of_place.len()];
    let mut mine = vec![NONE; sides.of_student.len()];
    let mut asking: VecDeque<usize> = (0..next.len()).collect();
    while let Some(p) = asking.pop_front() {
        while taken[p] < sides.capacity[p] {
            let Some(&pair) = sides.of_place[p].get(next[p]) else {
                break;
            };
            next[p] += 1;
            let s = sides.place_likes[pair as usize].2 as usize;
            let before = mine[s];
            if before != NONE && sides.student_likes[before as usize] < sides.student_likes[pair as usize] {
                continue;
            }
            mine[s] = pair;
            taken[p] += 1;
            if before != NONE {
                let left = sides.student_likes[before as usize].2 as usize;
                taken[left] -= 1;
                asking.push_back(left);
            }
        }
    }
    mine.into_iter().filter(|pair| *pair != NONE).collect()
}

/// Lists the pairs that block: the student likes the place better than what it has, and the place has room (in itself
/// and in the groups around it that the student is not in already) or likes the student better than one it has.
/// Pinned students neither wish to move nor can be moved.
pub(crate) fn blocking(market: &Market<'_>, chosen: &[u32]) -> BlockingPairs {
    let problem = market.problem;
    let pinned: HashSet<u32> = problem.pins.iter().map(|p| p.0).collect();
    let mut now = vec![NONE; problem.students.len()];
    let mut taken = vec![0_u64; problem.places.len()];
    let mut worst = vec![0_u32; problem.places.len()];
    let mut filled = vec![0_u64; problem.groups.len()];
    for &i in chosen {
        let pair = problem.pairs[i as usize];
        now[pair.student as usize] = i;
        taken[pair.place as usize] += 1;
        if !pinned.contains(&pair.student) {
            let worst = &mut worst[pair.place as usize];
            *worst = (*worst).max(pair.place_rank);
        }
        around(problem, pair.place).for_each(|g| filled[g as usize] += 1);
    }
    let mut list = Vec::new();
    for s in 0..problem.students.len() as u32 {
        if market.is_pinned(s) {
            continue;
        }
        for (i, _) in market.open_pairs(s) {
            let pair = problem.pairs[i as usize];
            let has = problem.pairs.get(now[pair.student as usize] as usize);
            if has.is_some_and(|has| has.student_rank <= pair.student_rank) {
                continue;
            }
            let inside: HashSet<u32> = has
                .map(|has| around(problem, has.place).collect())
                .unwrap_or_default();
            let room = taken[pair.place as usize] < problem.places[pair.place as usize].capacity
                && around(problem, pair.place).all(|g| {
                    inside.contains(&g)
                        || problem.groups[g as usize]
                            .max
                            .is_none_or(|max| filled[g as usize] < max)
                });
            if room || pair.place_rank < worst[pair.place as usize] {
                list.push(Assigned {
                    student: problem.students[pair.student as usize].id.clone(),
                    place: problem.places[pair.place as usize].id.clone(),
                });
            }
        }
    }
    BlockingPairs {
        count: list.len() as u64,
        list,
    }
}

/// The groups around a place, from inside out.
fn around(problem: &Problem, place: u32) -> impl Iterator<Item = u32> + '_ {
    std::iter::successors(problem.places[place as usize].group, |g| {
        problem.groups[*g as usize].parent
    })
}
