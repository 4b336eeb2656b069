//! A new run after an earlier one: as few move as can be.

use abbina_solver::{Options, Problem, Stability, check, solve};

use crate::support::{Chance, Kind, best, best_where, generate, worth};

#[test]
fn a_new_run_moves_nobody_when_nobody_must_move() {
    for seed in 0..200 {
        let problem = generate(
            seed,
            Kind {
                score_max: 1,
                ..Kind::SMALL
            },
        );
        let mut other = problem.clone();
        other.seed += 17;
        let first = solve(&problem, &Options::default());
        let previous: Vec<(String, String)> = first
            .assignment
            .iter()
            .map(|a| (a.student.clone(), a.place.clone()))
            .collect();
        let again = solve(
            &other,
            &Options {
                previous: Some(previous),
                ..Options::default()
            },
        );
        assert_eq!(first.assignment, again.assignment, "seed {seed}");
        assert!(again.moved.is_empty());
    }
}

/// Among all answers that are equally good, by trying everything.
#[test]
fn a_new_run_moves_as_few_as_any_equally_good_answer() {
    let (mut compared, mut moved) = (0, 0);
    for seed in 0..400 {
        let kind = if seed % 2 == 0 {
            Kind::CROSSING
        } else {
            Kind::SMALL
        };
        let problem = generate(seed, Kind { score_max: 2, ..kind });
        let Some(best) = best(&problem) else { continue };
        let mut c = Chance(seed);
        let previous: Vec<Option<u32>> = (0..problem.students.len())
            .map(|_| c.often(70).then(|| c.below(problem.places.len() as u64) as u32))
            .collect();
        let mut fewest = usize::MAX;
        best_where(&problem, |at| {
            if worth(&problem, at) == best {
                let moves = at
                    .iter()
                    .zip(&previous)
                    .filter(|(now, before)| now != before)
                    .count();
                fewest = fewest.min(moves);
            }
            true
        });
        let named = previous.iter().enumerate().filter_map(|(s, place)| {
            let place = &problem.places[(*place)? as usize].id;
            Some((problem.students[s].id.clone(), place.clone()))
        });
        let answer = solve(
            &problem,
            &Options {
                previous: Some(named.collect()),
                ..Options::default()
            },
        );
        check(&problem, &answer).unwrap_or_else(|f| panic!("seed {seed}: {f:?}"));
        assert_eq!(
            answer.moved.len(),
            fewest,
            "seed {seed} {:?}",
            problem.policy.tiers
        );
        compared += 1;
        moved += fewest;
    }
    assert!(compared > 150 && moved > 100, "{compared} {moved}");
}

#[test]
fn a_student_who_comes_from_a_place_that_is_gone_is_listed_with_it() {
    for stability in [Stability::None, Stability::StudentOptimal] {
        let mut b = Problem::builder();
        let (s, p) = (b.student("ana", None), b.place("garage", 1, None));
        b.ranked_pair(s, p, 1, 1, 1);
        b.stability(stability);
        let previous = Some(vec![
            ("ana".to_owned(), "bakery".to_owned()),
            ("ben".to_owned(), "garage".to_owned()),
        ]);
        let answer = solve(
            &b.build().unwrap(),
            &Options {
                previous,
                ..Options::default()
            },
        );
        let moved: Vec<_> = (answer.moved.iter())
            .map(|step| (step.student.as_str(), step.from.as_deref(), step.to.as_deref()))
            .collect();
        assert_eq!(moved, [("ana", Some("bakery"), Some("garage"))], "{stability:?}");
    }
}
