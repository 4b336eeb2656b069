//! Stability: known cases, and small problems compared with trying everything.

use abbina_solver::{Options, Problem, Stability, Status, Tier, check, solve};

use crate::support::{Chance, Kind, generate, places_of};

fn ranked(seed: u64, mode: Stability) -> Problem {
    let kind = Kind {
        groups: false,
        mins: false,
        pins: seed.is_multiple_of(3),
        ..Kind::SMALL
    };
    let mut problem = generate(seed, kind);
    let mut c = Chance(seed);
    problem.pairs.iter_mut().for_each(|p| {
        p.student_rank = c.below(3) as u32 + 1;
        p.place_rank = c.below(3) as u32 + 1;
    });
    problem.policy.stability = mode;
    problem.policy.tiers = vec![Tier::Placed, Tier::Score];
    problem
}

#[test]
fn deferred_acceptance_leaves_no_blocking_pair() {
    for seed in 0..1000 {
        for mode in [Stability::StudentOptimal, Stability::PlaceOptimal] {
            let problem = ranked(seed, mode);
            let answer = solve(&problem, &Options::default());
            check(&problem, &answer).unwrap_or_else(|f| panic!("seed {seed}: {f:?}"));
            if answer.status == Status::Optimal {
                assert_eq!(answer.blocking_pairs.unwrap().count, 0, "seed {seed}");
            } else {
                assert_eq!(
                    answer.status,
                    Status::Infeasible,
                    "seed {seed} {:?}",
                    answer.notes
                );
            }
        }
    }
}

/// Gale and Shapley (1962), example 1 of "College Admissions and the Stability of Marriage": three men, three women,
/// everybody's first choice differs; men's and women's optima are the men's and the women's first choices.
#[test]
fn each_side_gets_its_first_choices_in_gale_and_shapleys_first_example() {
    let men = [[1, 2, 3], [3, 1, 2], [2, 3, 1]];
    let women = [[3, 1, 2], [2, 3, 1], [1, 2, 3]];
    for (mode, rank) in [(Stability::StudentOptimal, 0), (Stability::PlaceOptimal, 1)] {
        let mut b = Problem::builder();
        for i in 0..3 {
            b.student(format!("m{i}"), None);
            b.place(format!("w{i}"), 1, None);
        }
        for m in 0..3 {
            for w in 0..3 {
                b.ranked_pair(m as u32, w as u32, 0, men[m][w], women[w][m]);
            }
        }
        b.stability(mode);
        let problem = b.build().unwrap();
        let answer = solve(&problem, &Options::default());
        for (m, w) in places_of(&problem, &answer).into_iter().enumerate() {
            let w = w.unwrap() as usize;
            assert_eq!([men[m][w], women[w][m]][rank], 1);
        }
    }
}

#[test]
fn maximum_stable_and_fewest_blocking_keep_their_promise() {
    for seed in 0..250 {
        let most = |mode| {
            let problem = ranked(seed, mode);
            let answer = solve(&problem, &Options::default());
            check(&problem, &answer).unwrap_or_else(|f| panic!("seed {seed}: {f:?} {:?}", answer.notes));
            (
                answer.status,
                answer.assignment.len(),
                answer.blocking_pairs.map_or(0, |b| b.count),
            )
        };
        let stable = most(Stability::StudentOptimal);
        let maximum = most(Stability::MaximumStable);
        let fewest = most(Stability::FewestBlocking);
        if stable.0 == Status::Optimal {
            assert!(maximum.1 >= stable.1 && maximum.2 == 0, "seed {seed}");
            assert!(fewest.1 >= maximum.1, "seed {seed}");
            assert!(fewest.1 > maximum.1 || fewest.2 == 0, "seed {seed}");
        }
    }
}

#[test]
fn stability_with_binding_groups_is_refused_clearly() {
    let mut b = Problem::builder();
    let tutor = b.group("tutor", 0, Some(1), None);
    let (a, c) = (b.student("a", None), b.student("c", None));
    let (p, q) = (b.place("p", 1, Some(tutor)), b.place("q", 1, Some(tutor)));
    b.ranked_pair(a, p, 1, 1, 1);
    b.ranked_pair(c, q, 1, 1, 1);
    b.stability(Stability::StudentOptimal);
    assert_eq!(b.build().unwrap_err()[0].code, "policy.stability.rules");
}

/// The pairs that block, by the definition: the student likes the place better than what it has, and the place has
/// room or likes the student better than one it has.
fn blocking(problem: &Problem, at: &[Option<u32>]) -> usize {
    let pinned = |s: u32| problem.pins.iter().any(|pin| pin.0 == s);
    let rank = |s: u32, p: u32| {
        problem
            .pairs
            .iter()
            .find(|x| (x.student, x.place) == (s, p))
            .unwrap()
    };
    let blocks = |pair: &&abbina_solver::Pair| {
        let (s, p) = (pair.student, pair.place);
        let better = at[s as usize].is_none_or(|now| rank(s, now).student_rank > pair.student_rank);
        let held: Vec<u32> = (0..at.len() as u32)
            .filter(|t| at[*t as usize] == Some(p))
            .collect();
        let room = (held.len() as u64) < problem.places[p as usize].capacity;
        let worse = held
            .iter()
            .any(|t| !pinned(*t) && rank(*t, p).place_rank > pair.place_rank);
        better && !pinned(s) && !problem.forbids.contains(&(s, p)) && (room || worse)
    };
    problem.pairs.iter().filter(blocks).count()
}

#[test]
fn maximum_stable_and_fewest_blocking_equal_brute_force() {
    for seed in 0..250 {
        for mode in [
            Stability::MaximumStable,
            Stability::FewestBlocking,
            Stability::Report,
        ] {
            let problem = ranked(seed, mode);
            let answer = solve(&problem, &Options::default());
            let label = format!("seed {seed} {mode:?} {:?}", answer.notes);
            check(&problem, &answer).unwrap_or_else(|f| panic!("{label} {f:?}"));
            let mut best = None;
            // Everything that is allowed passes by here once.
            crate::support::best_where(&problem, |at| {
                let placed = at.iter().flatten().count() as i64;
                let count = blocking(&problem, at) as i64;
                let worth = crate::support::worth(&problem, at).concat();
                let key = match mode {
                    Stability::MaximumStable if count > 0 => return true,
                    Stability::FewestBlocking => [vec![placed, -count], worth].concat(),
                    _ => worth,
                };
                best = best.clone().max(Some(key));
                true
            });
            let Some(best) = best else {
                assert_eq!(answer.status, Status::Infeasible, "{label}");
                continue;
            };
            assert_eq!(answer.status, Status::Optimal, "{label}");
            let at = places_of(&problem, &answer);
            let count = blocking(&problem, &at);
            assert_eq!(
                answer.blocking_pairs.as_ref().unwrap().count,
                count as u64,
                "{label}"
            );
            let mut own = crate::support::worth(&problem, &at).concat();
            if mode == Stability::FewestBlocking {
                own = [vec![at.iter().flatten().count() as i64, -(count as i64)], own].concat();
            }
            assert_eq!(own, best, "{label}");
        }
    }
}
