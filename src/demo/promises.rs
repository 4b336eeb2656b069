//! What the market promises of its rounds, proved by judging, solving and checking them.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Market;
use super::market::Promise;
use crate::matching::problem::{self, Outcome};
use crate::matching::readiness::Readiness;
use crate::matching::records::WhyUnplaced;
use crate::matching::snapshot::Snapshot;
use crate::matching::what_if::{Change, most_placed, only_placing};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 7).unwrap()
}

fn run(snapshot: &Snapshot) -> Outcome {
    let market = problem::build(snapshot).unwrap();
    let answer = problem::solve_here(&market, 2);
    market.outcome(&answer).unwrap()
}

fn left_without(snapshot: &Snapshot, outcome: &Outcome) -> BTreeMap<String, WhyUnplaced> {
    outcome
        .unplaced
        .iter()
        .map(|(student, why)| (snapshot.students[*student].id.clone(), why.clone()))
        .collect()
}

#[test]
fn in_the_ready_round_all_but_the_unplaceable_are_placed() {
    for (size, seed, day) in [
        (30, 1, today()),
        (300, 1, today()),
        (300, 7, "2027-02-15".parse().unwrap()),
        (3000, 1, today()),
    ] {
        let market = Market::new(size, seed, day);
        let Promise::AllBut(unplaceable) = &market.rounds[1].promise else {
            panic!("the second round is ready to run")
        };
        let snapshot = market.freeze(1);
        let outcome = run(&snapshot);
        let left = left_without(&snapshot, &outcome);
        assert_eq!(
            left.keys().collect::<Vec<_>>(),
            unplaceable.iter().collect::<Vec<_>>(),
            "size {size}, seed {seed}"
        );
        assert!(
            left.values()
                .all(|why| matches!(why, WhyUnplaced::NoEligiblePlace { .. }))
        );
        assert_eq!(
            usize::try_from(outcome.placed).unwrap(),
            snapshot.students.len() - unplaceable.len()
        );
    }
}

/// The thirty of seed 1: the best score, found once more without the solver, by trying every assignment.
#[test]
fn the_best_score_of_the_small_ready_round_is_known() {
    let market = Market::new(30, 1, today());
    let snapshot = market.freeze(1);
    let judged = problem::build(&snapshot).unwrap();
    let mut choices: Vec<Vec<(u32, u32)>> = vec![Vec::new(); snapshot.students.len()];
    for pair in &judged.pairs {
        choices[pair.student as usize].push((pair.place, pair.score));
    }
    let mut seats: Vec<u32> = snapshot.places.iter().map(|place| place.seats).collect();
    let best = best_of(&choices, &mut seats);
    let outcome = run(&snapshot);
    assert_eq!((outcome.placed, outcome.score), best);
}

/// Most placed, then the best score, of everything that can be done.
fn best_of(choices: &[Vec<(u32, u32)>], seats: &mut [u32]) -> (u64, i64) {
    let Some((first, rest)) = choices.split_first() else {
        return (0, 0);
    };
    let mut best = best_of(rest, seats);
    for &(place, score) in first {
        if seats[place as usize] > 0 {
            seats[place as usize] -= 1;
            let (placed, total) = best_of(rest, seats);
            best = best.max((placed + 1, total + i64::from(score)));
            seats[place as usize] += 1;
        }
    }
    best
}

#[test]
fn nine_electricians_share_six_seats() {
    for size in [30, 300, 3000] {
        let market = Market::new(size, 1, today());
        let Promise::Shortage {
            students,
            places,
            seats,
        } = &market.rounds[2].promise
        else {
            panic!("the third round is short of places")
        };
        assert_eq!((students.len(), *seats), (9, 6));
        let snapshot = market.freeze(2);
        let outcome = run(&snapshot);
        let wanted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
        let left = left_without(&snapshot, &outcome);
        let short: Vec<_> = left.iter().filter(|(key, _)| students.contains(key)).collect();
        assert_eq!(short.len(), 3, "size {size}");
        for (key, why) in short {
            let WhyUnplaced::Shortage {
                students: sharing,
                places: full,
                ..
            } = why
            else {
                panic!("{key}: {why:?}")
            };
            // The whole group, not only a proof that somebody must be left.
            assert_eq!(wanted(sharing), wanted(students));
            assert_eq!(wanted(full), wanted(places));
            let shared = why.shared().unwrap();
            assert_eq!(
                (shared.students, shared.places, shared.seats),
                (9, places.len() as u64, 6)
            );
        }
        // The nine can go nowhere else, and nobody else can go there.
        let judged = problem::build(&snapshot).unwrap();
        for pair in &judged.pairs {
            let student = &snapshot.students[pair.student as usize].id;
            let place = &snapshot.places[pair.place as usize].id;
            assert_eq!(
                students.contains(student),
                places.contains(place),
                "{student} {place}"
            );
        }
    }
}

#[test]
fn before_the_run_the_nine_are_named_with_what_exactly_would_help() {
    for size in [30, 300] {
        let market = Market::new(size, 1, today());
        let Promise::Shortage { students, places, .. } = &market.rounds[2].promise else {
            panic!("the third round is short of places")
        };
        let snapshot = market.freeze(2);
        let seen = Readiness::of(snapshot.clone()).unwrap();
        let sorted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
        let group = seen
            .groups
            .iter()
            .find(|g| sorted(&g.students) == sorted(students))
            .unwrap();
        assert_eq!(sorted(&group.places), sorted(places));
        assert_eq!(
            (group.shared.students, group.shared.seats, group.left()),
            (9, 6, 3)
        );
        assert!(!group.remedies.is_empty());
        for remedy in &group.remedies {
            let changed = only_placing(remedy.change.of(&snapshot));
            assert_eq!(
                most_placed(&changed).unwrap(),
                seen.placed + remedy.more,
                "{remedy:?}"
            );
            if let Change::Limit(minutes) = remedy.change {
                let shorter = only_placing(Change::Limit(minutes - 1).of(&snapshot));
                assert!(
                    most_placed(&shorter).unwrap() < seen.placed + remedy.more,
                    "{remedy:?}"
                );
            }
        }
        let open: u32 = seen.students.iter().map(|s| s.places).sum();
        assert_eq!(open as usize, problem::build(&snapshot).unwrap().pairs.len());
    }
}

#[test]
fn in_the_first_round_most_apprentices_find_a_place() {
    let market = Market::new(300, 1, today());
    let snapshot = market.freeze(0);
    let outcome = run(&snapshot);
    let Promise::Shortage { students: later, .. } = &market.rounds[2].promise else {
        panic!("see above")
    };
    let left = left_without(&snapshot, &outcome);
    assert!(
        later.iter().all(|key| left.contains_key(key)),
        "the electricians start next year"
    );
    let due = snapshot.students.len() - later.len();
    assert!(usize::try_from(outcome.placed).unwrap() * 100 >= due * 92);
}
