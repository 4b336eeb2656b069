//! Why someone has no place, compared with trying everything: nobody is left without a reason, and each is the right
//! one. That the students and places of a shortage are what they are said to be is what `check` sees to.

use abbina_solver::{Problem, Status, Why, check, solve};

use crate::core::options;
use crate::support::{self, Kind, generate, places_of};

/// Could this student be placed besides all who are?
fn one_more(problem: &Problem, at: &[Option<u32>], student: usize) -> bool {
    let stays = |s: usize| at[s].is_some() || s == student;
    support::best_where(problem, |other| {
        (0..at.len()).all(|s| !stays(s) || other[s].is_some())
    })
    .is_some()
}

fn reasons_are_right(seeds: std::ops::Range<u64>, kind: Kind) {
    let mut told = std::collections::BTreeSet::new();
    for seed in seeds {
        let problem = generate(seed, kind);
        let answer = solve(&problem, &options());
        if answer.status != Status::Optimal {
            continue;
        }
        check(&problem, &answer).unwrap_or_else(|f| panic!("seed {seed}: {f:?}"));
        let at = places_of(&problem, &answer);
        let free = Problem {
            pins: Vec::new(),
            ..problem.clone()
        };
        for unplaced in &answer.unplaced {
            let s = problem
                .students
                .iter()
                .position(|s| s.id == unplaced.student)
                .unwrap();
            let eligible = problem.pairs.iter().any(|pair| {
                pair.student as usize == s && !problem.forbids.contains(&(pair.student, pair.place))
            });
            let right = match &unplaced.why {
                _ if !eligible => "no_eligible_place",
                _ if one_more(&problem, &at, s) => "not_worth",
                _ if one_more(&free, &at, s) => "pinned_out",
                _ => "shortage",
            };
            let said = match &unplaced.why {
                Why::NoEligiblePlace => "no_eligible_place",
                Why::NotWorth => "not_worth",
                Why::PinnedOut { .. } => "pinned_out",
                Why::Shortage { .. } => "shortage",
            };
            assert_eq!(said, right, "seed {seed} {unplaced:?}");
            told.insert(said);
        }
    }
    assert_eq!(told.len(), 4, "every kind of reason came up: {told:?}");
}

#[test]
fn every_reason_is_the_right_one_in_a_network() {
    reasons_are_right(0..700, Kind::SMALL);
}

#[test]
fn every_reason_is_the_right_one_among_crossing_rules() {
    reasons_are_right(0..700, Kind::CROSSING);
}
