//! A problem and the same problem with one thing changed: what must change does, and nothing else.

use abbina_solver::{Answer, Options, Problem, Status, Tier, Value, Why, solve};

use crate::core::options;
use crate::support::{Kind, generate};

const KIND: Kind = Kind {
    students: 12,
    places: 8,
    density: 40,
    ..Kind::SMALL
};
const CROSSING: Kind = Kind {
    crossing: true,
    ..KIND
};

/// The answer and the problem of every seed that has one.
fn solved(seeds: std::ops::Range<u64>, kind: Kind) -> impl Iterator<Item = (u64, Problem, Answer)> {
    seeds.filter_map(move |seed| {
        let problem = generate(seed, kind);
        let answer = solve(&problem, &options());
        (answer.status == Status::Optimal).then_some((seed, problem, answer))
    })
}

fn again(problem: &Problem) -> Answer {
    problem.validate().unwrap();
    solve(
        problem,
        &Options {
            threads: 1,
            ..Options::default()
        },
    )
}

#[test]
fn a_student_nobody_wants_and_a_place_nobody_wants_change_nothing() {
    for kind in [KIND, CROSSING] {
        for (seed, mut problem, answer) in solved(0..150, kind) {
            problem.students.push(abbina_solver::Student {
                id: "zz".into(),
                group: None,
            });
            problem.places.push(abbina_solver::Place {
                id: "zz".into(),
                capacity: 3,
                ..Default::default()
            });
            let mut other = again(&problem);
            let added = other.unplaced.pop().unwrap();
            assert_eq!(
                (added.student.as_str(), added.why),
                ("zz", Why::NoEligiblePlace),
                "seed {seed}"
            );
            assert_eq!(other.assignment, answer.assignment, "seed {seed}");
            assert_eq!(other.tiers, answer.tiers, "seed {seed}");
            assert_eq!(other.unplaced, answer.unplaced, "seed {seed}");
            assert_eq!(other.prices, answer.prices, "seed {seed}");
            assert_eq!(other.profile, answer.profile, "seed {seed}");
        }
    }
}

#[test]
fn scores_that_are_all_multiplied_choose_the_same_and_are_worth_as_many_times_more() {
    for (seed, mut problem, answer) in solved(0..300, KIND) {
        problem.pairs.iter_mut().for_each(|p| p.score *= 1000);
        let other = again(&problem);
        assert_eq!(other.assignment, answer.assignment, "seed {seed}");
        for ((tier, one), two) in problem.policy.tiers.iter().zip(&answer.tiers).zip(&other.tiers) {
            match (&one.value, &two.value) {
                (Value::Number(one), Value::Number(two)) if *tier != Tier::Placed => {
                    assert_eq!(one * 1000, *two)
                }
                (one, two) => assert_eq!(one, two, "seed {seed}"),
            }
        }
        if problem.policy.tiers.last() == Some(&Tier::Score) {
            for (one, two) in answer.prices.iter().zip(&other.prices) {
                assert_eq!(one.place, two.place, "seed {seed}");
                assert_eq!(one.one_more_gains * 1000, two.one_more_gains, "seed {seed}");
                assert_eq!(
                    one.one_fewer_costs.map(|c| c * 1000),
                    two.one_fewer_costs,
                    "seed {seed}"
                );
            }
        }
    }
}

#[test]
fn other_names_change_who_is_drawn_by_lot_and_no_value() {
    for kind in [KIND, CROSSING] {
        for (seed, mut problem, answer) in solved(0..150, kind) {
            // The order of the names is turned round as well.
            problem
                .students
                .iter_mut()
                .for_each(|s| s.id = format!("{}-è", 900 - s.id[1..].parse::<i32>().unwrap()));
            let employers: Vec<String> = (0..problem.places.len() as u32)
                .map(|p| problem.employer_of(p).into())
                .collect();
            for (place, employer) in problem.places.iter_mut().zip(employers) {
                place.id = format!("日{}", 900 - place.id[1..].parse::<i32>().unwrap());
                place.employer = Some(format!("of {employer}"));
            }
            let other = again(&problem);
            assert_eq!(other.tiers, answer.tiers, "seed {seed}");
            assert_eq!(other.assignment.len(), answer.assignment.len(), "seed {seed}");
        }
    }
}

#[test]
fn the_same_scores_under_another_seed_are_worth_the_same() {
    for kind in [
        Kind { score_max: 1, ..KIND },
        Kind {
            score_max: 1,
            ..CROSSING
        },
    ] {
        for (seed, mut problem, answer) in solved(0..100, kind) {
            problem.seed = problem.seed.wrapping_add(1 << 40);
            assert_eq!(again(&problem).tiers, answer.tiers, "seed {seed}");
        }
    }
}

#[test]
fn forbidding_what_was_not_chosen_and_pinning_what_was_leaves_the_choice() {
    for (seed, problem, answer) in solved(0..200, KIND) {
        let chosen = |i: usize| {
            let pair = problem.pairs[i];
            let (s, p) = (
                &problem.students[pair.student as usize].id,
                &problem.places[pair.place as usize].id,
            );
            answer.assignment.iter().any(|a| a.student == *s && a.place == *p)
        };
        let mut forbidden = problem.clone();
        let mut pinned = problem.clone();
        for i in 0..problem.pairs.len() {
            let pair = problem.pairs[i];
            if chosen(i) {
                pinned.pins.push((pair.student, pair.place));
            } else if i % 2 == 0 {
                forbidden.forbids.push((pair.student, pair.place));
            }
        }
        assert_eq!(again(&forbidden).assignment, answer.assignment, "seed {seed}");
        assert_eq!(again(&pinned).assignment, answer.assignment, "seed {seed}");
    }
}

#[test]
fn rules_that_cannot_bind_change_nothing() {
    for (seed, mut problem, answer) in solved(
        0..200,
        Kind {
            groups: false,
            ..KIND
        },
    ) {
        let (n, m) = (problem.students.len() as u64, problem.pairs.len() as u64);
        for (i, max) in [None, Some(n), Some(n * 2), Some(u64::from(u32::MAX) * 9)]
            .into_iter()
            .enumerate()
        {
            let parent = (i > 0).then(|| i as u32 - 1);
            problem.groups.push(abbina_solver::Group {
                id: format!("idle{i}"),
                min: 0,
                max,
                parent,
            });
        }
        problem.places.iter_mut().zip(0..).for_each(|(p, i)| {
            p.group = Some(i % 4);
            p.open_with = Some(u64::from(i % 2));
        });
        let pairs = (0..m as u32).collect();
        problem.quotas.push(abbina_solver::Quota {
            id: "idle".into(),
            pairs,
            min: 0,
            max: Some(m),
        });
        let other = again(&problem);
        assert_eq!(other.assignment, answer.assignment, "seed {seed}");
        assert_eq!(other.tiers, answer.tiers, "seed {seed}");
        assert_eq!(other.prices, answer.prices, "seed {seed}");
    }
}

#[test]
fn one_more_place_changes_the_tiers_by_its_price() {
    for (seed, problem, answer) in solved(0..150, KIND) {
        if problem.policy.tiers != [Tier::Placed, Tier::Score] {
            continue;
        }
        for place in 0..problem.places.len() {
            let mut roomier = problem.clone();
            roomier.places[place].capacity += 1;
            let number = |answer: &Answer, tier: usize| match answer.tiers[tier].value {
                Value::Number(n) => n,
                _ => unreachable!("placed and score are numbers"),
            };
            let other = again(&roomier);
            let gains: Vec<i64> = (0..2)
                .map(|tier| number(&other, tier) - number(&answer, tier))
                .collect();
            let price = answer.prices.iter().find(|p| p.place == problem.places[place].id);
            match price {
                Some(price) => assert_eq!(price.one_more_by_tier, gains, "seed {seed}"),
                None => assert_eq!(gains, [0, 0], "seed {seed}: {}", problem.places[place].id),
            }
        }
    }
}

#[test]
fn leaving_out_the_last_tier_keeps_the_values_of_the_others() {
    for kind in [KIND, CROSSING] {
        for (seed, mut problem, answer) in solved(0..150, kind) {
            if problem.policy.tiers.len() > 1 {
                problem.policy.tiers.pop();
                let other = again(&problem);
                assert_eq!(
                    other.tiers[..],
                    answer.tiers[..answer.tiers.len() - 1],
                    "seed {seed}"
                );
            }
        }
    }
}
