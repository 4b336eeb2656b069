//! The worst places: nothing at all, nothing possible, everything equal, everything large.

use abbina_solver::{Options, Problem, Stability, Status, Tier, check, solve};

use crate::core::options;

/// Every way to say what is wanted, one after the other and alone.
fn policies() -> Vec<Vec<Tier>> {
    let mut all: Vec<Vec<Tier>> = Tier::ALL.iter().map(|t| vec![*t]).collect();
    for shift in 0..Tier::ALL.len() {
        let mut tiers = Tier::ALL.to_vec();
        tiers.rotate_left(shift);
        all.push(tiers.clone());
        tiers.reverse();
        all.push(tiers);
    }
    all
}

#[test]
fn a_market_with_an_empty_side_is_solved_under_every_policy() {
    for (students, places) in [(0, 0), (3, 0), (0, 3), (2, 2)] {
        for tiers in policies() {
            for mode in Stability::ALL {
                let mut b = Problem::builder();
                for i in 0..students {
                    b.student(format!("s{i}"), None);
                }
                for i in 0..places {
                    b.place(format!("p{i}"), 1, None);
                }
                b.tiers(&tiers).stability(mode);
                let problem = b.build().unwrap();
                let answer = solve(&problem, &options());
                let label = format!("{students} x {places} {tiers:?} {mode:?} {:?}", answer.notes);
                assert_eq!(answer.status, Status::Optimal, "{label}");
                assert_eq!(answer.unplaced.len(), students, "{label}");
                check(&problem, &answer).unwrap_or_else(|f| panic!("{label} {f:?}"));
            }
        }
    }
}

#[test]
fn a_group_that_wants_students_where_there_are_none_is_the_conflict() {
    let mut b = Problem::builder();
    b.group("lonely", 1, None, None);
    let problem = b.build().unwrap();
    let answer = solve(&problem, &options());
    assert_eq!(
        (answer.status, answer.conflict),
        (Status::Infeasible, vec!["group_min:lonely".to_owned()])
    );
}

#[test]
fn pins_that_no_stable_answer_can_keep_are_named_together() {
    for mode in [Stability::StudentOptimal, Stability::PlaceOptimal] {
        let mut b = Problem::builder();
        let (a, c, d) = (b.student("a", None), b.student("c", None), b.student("d", None));
        let p = b.place("p", 1, None);
        for s in [a, c, d] {
            b.ranked_pair(s, p, 1, 1, 1 + s);
        }
        b.pin(d, p).pin(c, p).stability(mode);
        let problem = b.build().unwrap();
        let answer = solve(&problem, &options());
        assert_eq!(answer.status, Status::Infeasible);
        assert_eq!(answer.conflict, ["pin:c,p", "pin:d,p"]);
        assert!(check(&problem, &answer).unwrap().proved);
    }
}

#[test]
fn of_two_hollow_quotas_the_order_of_the_array_does_not_choose() {
    let with = |names: [&str; 2]| {
        let mut b = Problem::builder();
        for name in names {
            b.quota(name, Vec::new(), 1, None);
        }
        solve(&b.build().unwrap(), &Options::default()).conflict
    };
    assert_eq!(with(["x", "y"]), with(["y", "x"]));
}

/// A market of `students` and `places`, with the pairs of each student.
fn market(
    students: usize,
    places: usize,
    capacity: u64,
    mut pairs: impl FnMut(u32) -> Vec<(u32, u32)>,
) -> abbina_solver::ProblemBuilder {
    let mut b = Problem::builder();
    for i in 0..students {
        b.student(format!("s{i:07}"), None);
    }
    for i in 0..places {
        b.place(format!("p{i:07}"), capacity, None);
    }
    for s in 0..students as u32 {
        for (place, score) in pairs(s) {
            b.pair(s, place, score);
        }
    }
    b
}

/// Solved, proved and checked, with these values.
fn worth(b: abbina_solver::ProblemBuilder, values: &[i64]) -> abbina_solver::Answer {
    let problem = b.build().unwrap();
    let answer = solve(&problem, &options());
    assert_eq!(answer.status, Status::Optimal, "{:?}", answer.notes);
    let checked = check(&problem, &answer).unwrap_or_else(|f| panic!("{:?}", &f[..f.len().min(3)]));
    assert!(checked.proved);
    let told: Vec<_> = answer.tiers.iter().map(|t| t.value.clone()).collect();
    let wanted: Vec<_> = values.iter().map(|v| abbina_solver::Value::Number(*v)).collect();
    assert_eq!(told, wanted);
    answer
}

#[test]
fn equal_scores_everywhere_leave_only_the_lot_to_decide() {
    let everywhere = |_| (0..60).map(|p| (p, 7)).collect();
    worth(market(600, 60, 5, everywhere), &[300, 2100]);
}

/// Student i can go to place i, or to place i+1 where it scores one less; the first place of all is closed, so that
/// everybody moves up and the way to that is as long as the problem.
#[test]
fn a_chain_as_long_as_the_problem_is_followed_to_its_end() {
    let n = 20_000_u32;
    let mut b = market(n as usize, n as usize + 1, 1, |s| vec![(s, 10), (s + 1, 9)]);
    let late = b.student("a-latecomer", None);
    b.pair(late, 0, 1);
    let answer = worth(b, &[i64::from(n) + 1, i64::from(n) * 9 + 1]);
    assert_eq!(answer.assignment[0].place, "p0000000");
    assert_eq!(answer.assignment.last().unwrap().place, format!("p{n:07}"));
}

#[test]
fn a_million_students_for_one_place_are_chosen_by_score() {
    let n = 1_000_000_u32;
    let answer = worth(
        market(n as usize, 1, 3, |s| vec![(0, s % 1_000_001)]),
        &[3, 3 * i64::from(n) - 6],
    );
    assert_eq!(answer.unplaced.len(), n as usize - 3);
    assert_eq!(answer.prices.len(), 1);
    let price = &answer.prices[0];
    assert_eq!(
        (
            price.one_more_by_tier.as_slice(),
            price.one_fewer_by_tier.as_slice()
        ),
        (&[1, i64::from(n) - 4][..], &[1, i64::from(n) - 3][..],)
    );
}

#[test]
fn a_scarce_market_is_proved_where_the_way_out_leads_over_dear_pairs() {
    // Far more students than seats, most pairs dear beside the best: searches must get to what was put off.
    for seed in 0..40_u64 {
        let mut state = seed;
        let mut chance = |most: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        let mut b = Problem::builder();
        let groups: Vec<u32> = (0..20)
            .map(|g| b.group(format!("g{g}"), 0, Some(2 + g % 3), None))
            .collect();
        let places: Vec<u32> = (0..60)
            .map(|p| b.place(format!("p{p}"), 1 + p as u64 % 2, Some(groups[p / 3])))
            .collect();
        for s in 0..200 {
            let student = b.student(format!("s{s}"), None);
            let first = chance(60) as usize;
            for step in 0..8 {
                // A few pairs tower over the rest.
                let score = if chance(16) == 0 {
                    chance(1_000_000)
                } else {
                    chance(40_000)
                };
                b.pair(student, places[(first + 7 * step) % 60], score as u32);
            }
        }
        let tiers = if seed % 2 == 0 {
            vec![Tier::Score]
        } else {
            vec![Tier::Placed, Tier::Score]
        };
        b.tiers(&tiers);
        let problem = b.build().unwrap();
        let answer = solve(&problem, &Options::default());
        assert_eq!(answer.status, Status::Optimal, "seed {seed}: {:?}", answer.notes);
    }
}

#[test]
fn scores_at_the_limit_add_up_without_loss() {
    let n = 3000;
    let b = market(n, 30, 100, |s| {
        (0..5).map(|i| ((s + i * 7) % 30, 1_000_000 - i)).collect()
    });
    worth(b, &[3000, 3_000_000_000]);
}

#[test]
fn without_any_capacity_nobody_is_placed_and_everybody_told_why() {
    let mut b = market(50, 20, 0, |s| vec![(s % 20, 5), ((s + 1) % 20, 6)]);
    b.tiers(&[Tier::Placed, Tier::Score]);
    let answer = worth(b, &[0, 0]);
    for unplaced in answer.unplaced {
        let abbina_solver::Why::Shortage { students, places, .. } = unplaced.why else {
            panic!("{unplaced:?}");
        };
        assert_eq!((students, places.len()), (vec![unplaced.student], 2));
    }
}

/// Twelve seats in places for two, but the groups around them, one inside the other, let in fewer and fewer.
#[test]
fn nested_groups_bind_where_they_are_tightest() {
    let mut b = Problem::builder();
    let mut outer = None;
    for (i, max) in [2, 3, 5, 7].into_iter().enumerate() {
        outer = Some(b.group(format!("g{i}"), 0, Some(max), outer));
    }
    for i in 0..6 {
        b.place(format!("p{i}"), 2, outer);
    }
    for i in 0..9 {
        let s = b.student(format!("s{i}"), None);
        (0..6).for_each(|p| {
            b.pair(s, p, 10 + i);
        });
    }
    let answer = worth(b, &[2, 18 + 17]);
    for unplaced in answer.unplaced {
        let abbina_solver::Why::Shortage { groups, .. } = unplaced.why else {
            panic!("{unplaced:?}")
        };
        assert_eq!(groups, ["g0"]);
    }
}

/// An inner group that needs the one student it has cannot give the place up to someone from outside, though the
/// outer group would not mind the change.
#[test]
fn a_group_that_needs_everyone_it_has_lets_nobody_go() {
    let mut b = Problem::builder();
    let outer = b.group("outer", 0, Some(1), None);
    let inner = b.group("inner", 1, None, Some(outer));
    let (held, free, away) = (
        b.place("held", 1, Some(inner)),
        b.place("free", 1, Some(outer)),
        b.place("away", 1, None),
    );
    let (one, two) = (b.student("one", None), b.student("two", None));
    b.pair(one, held, 5);
    b.pair(one, away, 5);
    b.pair(two, free, 5);
    for tiers in [vec![Tier::Placed, Tier::Score], vec![Tier::Score]] {
        let mut b = b.clone();
        b.tiers(&tiers);
        let problem = b.build().unwrap();
        let answer = solve(&problem, &options());
        check(&problem, &answer).unwrap();
        assert_eq!(answer.assignment.len(), 1);
        assert!(
            matches!(answer.unplaced[0].why, abbina_solver::Why::Shortage { .. }),
            "{:?}",
            answer.unplaced
        );
    }
}

/// Rules cross a market in which every score is the same: nothing but the rules and the lot decides.
#[test]
fn equal_scores_everywhere_under_rules_leave_only_the_rules_and_the_lot() {
    let mut b = Problem::builder();
    for i in 0..24 {
        b.student(format!("s{i:02}"), None);
    }
    for i in 0..6 {
        let place = b.place(format!("p{i}"), 3, None);
        b.employer(place, format!("e{}", i / 2));
    }
    b.open_with(5, 3);
    let mut first = Vec::new();
    for s in 0..24 {
        (0..6).for_each(|p| {
            let pair = b.pair(s, p, 7);
            if p < 2 {
                first.push(pair);
            }
        });
    }
    // At most four of the six seats of the first employer; two who stay together, two who stay apart.
    b.quota("few", first, 0, Some(4));
    b.together(0, 1).apart(0, 2).apart(1, 3);
    let answer = worth(b, &[16, 112]);
    assert_eq!(answer.unplaced.len(), 8);
}

#[test]
fn rules_without_any_capacity_place_nobody() {
    let mut b = market(8, 4, 0, |s| vec![(s % 4, 5), ((s + 1) % 4, 6)]);
    b.quota("q", (0..8).collect(), 0, Some(2));
    b.together(0, 1).apart(2, 3).open_with(1, 2);
    let answer = worth(b, &[0, 0]);
    assert_eq!(answer.unplaced.len(), 8);
}

#[test]
fn a_student_who_needs_nobody_is_not_touched_by_rules_elsewhere() {
    let mut b = market(5, 3, 1, |s| {
        if s == 4 {
            vec![(2, 1_000_000)]
        } else {
            vec![(0, s), (1, 9 - s)]
        }
    });
    b.apart(0, 1).together(2, 3).quota("none", Vec::new(), 0, Some(0));
    let answer = worth(b, &[3, 1_000_000 + 9 + 1]);
    assert!(
        answer
            .assignment
            .iter()
            .any(|a| a.student == "s0000004" && a.place == "p0000002")
    );
}
