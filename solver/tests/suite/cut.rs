//! Answers that a limit cut short, forged: no bound passes that is not proved.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use abbina_solver::{Answer, Certificate, Duals, Options, Problem, Status, Tier, Value, check, solve};

use crate::core::options;

/// Two students with a place each, and an answer that leaves the second out.
fn half() -> (Problem, Answer) {
    let mut b = Problem::builder();
    let (one, two) = (b.student("one", None), b.student("two", None));
    let (p, q) = (b.place("p", 1, None), b.place("q", 1, None));
    b.pair(one, p, 10);
    b.pair(two, q, 5);
    b.tiers(&[Tier::Placed, Tier::Score]);
    let problem = b.build().unwrap();
    let mut answer = solve(&problem, &options());
    answer.assignment.retain(|a| a.student == "one");
    answer.unplaced = serde_json::from_str(
        r#"[{"student": "two", "why": {"kind": "shortage", "students": ["two"], "places": ["q"], "rules": ["limit"]}}]"#,
    )
    .unwrap();
    answer.status = Status::Feasible;
    answer.prices.clear();
    for (tier, (value, bound)) in answer.tiers.iter_mut().zip([(1, 2), (10, 15)]) {
        (tier.value, tier.bound) = (Value::Number(value), Value::Number(bound));
    }
    (problem, answer)
}

fn duals(stage: &str, students: [i64; 2]) -> Duals {
    let names = ["one", "two"].map(str::to_owned);
    Duals {
        stage: stage.to_owned(),
        students: names
            .into_iter()
            .zip(students)
            .filter(|(_, dual)| *dual != 0)
            .collect(),
        places: BTreeMap::new(),
        groups: BTreeMap::new(),
    }
}

fn proved_by(answer: &mut Answer, placed: ([i64; 2], i64), score: ([i64; 2], i64)) {
    let bound = |stage: &str, bound: i64| abbina_solver::BoundStage {
        stage: stage.to_owned(),
        bound,
    };
    answer.certificate = Certificate::Bound {
        stages: vec![bound("placed", placed.1), bound("score", score.1)],
        network: vec![duals("placed", placed.0), duals("score", score.0)],
        parts: Vec::new(),
    };
    answer.tiers[0].bound = Value::Number(placed.1);
    answer.tiers[1].bound = Value::Number(score.1);
}

#[test]
fn an_honest_bound_passes_and_proves_nothing_more() {
    let (problem, mut answer) = half();
    proved_by(&mut answer, ([1, 1], 2), ([10, 5], 15));
    assert!(!check(&problem, &answer).unwrap().proved);
}

#[test]
fn no_stage_leans_on_one_before_it_that_was_not_reached() {
    let (problem, mut answer) = half();
    // Nobody reaches a bound of three: that the second student's pair is priced too high there says nothing.
    proved_by(&mut answer, ([1, 2], 3), ([10, 0], 10));
    assert!(check(&problem, &answer).is_err());
}

#[test]
fn a_bound_too_low_in_the_tier_the_stage_or_the_duals_is_refused() {
    let (problem, mut answer) = half();
    proved_by(&mut answer, ([1, 1], 2), ([10, 5], 15));
    for spoil in [
        (|a: &mut Answer| a.tiers[0].bound = Value::Number(1)) as fn(&mut Answer),
        |a| a.tiers[1].bound = Value::Number(14),
        |a| a.status = Status::Optimal,
        |a| proved_by(a, ([1, 0], 1), ([10, 5], 15)),
        |a| proved_by(a, ([1, 1], 2), ([10, 4], 14)),
        |a| proved_by(a, ([1, 1], 2), ([10, 5], 14)),
        |a| a.unplaced[0].student = "one".to_owned(),
    ] {
        let mut forged = answer.clone();
        spoil(&mut forged);
        assert!(check(&problem, &forged).is_err(), "{forged:?}");
    }
}

#[test]
fn a_worst_score_without_a_proof_is_bounded_by_the_best_pair_alone() {
    let mut b = Problem::builder();
    for i in 0..3000_u32 {
        b.student(format!("s{i:04}"), None);
    }
    for i in 0..90 {
        b.place(format!("p{i:02}"), 4, None);
    }
    for s in 0..3000 {
        (0..9).for_each(|k| {
            b.pair(s, (s * 7 + k * 11) % 90, (s * 31 + k * 17) % 500);
        });
    }
    b.tiers(&[Tier::Placed, Tier::Bottleneck, Tier::Score]);
    let problem = b.build().unwrap();
    let stop = AtomicBool::new(true);
    let answer = solve(
        &problem,
        &Options {
            stop: Some(&stop),
            ..options()
        },
    );
    assert_eq!(answer.status, Status::Feasible, "{:?}", answer.notes);
    check(&problem, &answer).unwrap();
    assert_eq!(answer.tiers[1].bound, Value::Number(499));
    let mut forged = answer;
    forged.tiers[1].bound = Value::Number(498);
    assert!(check(&problem, &forged).is_err());
}

#[test]
fn the_limit_is_no_reason_in_an_answer_that_is_proved() {
    let (problem, mut answer) = half();
    proved_by(&mut answer, ([1, 1], 2), ([10, 5], 15));
    let whole = solve(&problem, &options());
    assert!(check(&problem, &whole).is_ok());
    answer.status = Status::Optimal;
    assert!(check(&problem, &answer).is_err());
}
