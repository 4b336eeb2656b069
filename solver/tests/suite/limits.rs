//! Limits: whatever ends a run, the best so far is an answer, and its bounds hold.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use abbina_solver::{
    Answer, Certificate, Options, Problem, Progress, Stability, Status, Tier, Value, check, solve,
};

use crate::core::options;
use crate::support::{Chance, Kind, generate, places_of, worth};

const LARGE: Kind = Kind {
    students: 700,
    places: 60,
    density: 30,
    groups: true,
    mins: false,
    pins: false,
    crossing: false,
    score_max: 1000,
};

/// A market in which nobody waits for another rule than room: places for half of the students.
fn market(seed: u64, students: u32, tiers: &[Tier]) -> Problem {
    let mut c = Chance(seed);
    let mut b = Problem::builder();
    let schools: Vec<u32> = (0..3)
        .map(|g| b.group(format!("school{g}"), u64::from(students) / 12, None, None))
        .collect();
    let firm = b.group("firm", 0, Some(u64::from(students) / 5), None);
    for s in 0..students {
        b.student(format!("s{s:05}"), Some(schools[s as usize % 3]));
    }
    let places = (students / 10).max(4);
    for p in 0..places {
        b.place(format!("p{p:04}"), 3 + c.below(4), (p % 3 == 0).then_some(firm));
    }
    for s in 0..students {
        let mut near: Vec<u32> = (0..12).map(|_| c.below(u64::from(places)) as u32).collect();
        near.sort_unstable();
        near.dedup();
        for p in near {
            b.ranked_pair(
                s,
                p,
                c.below(1000) as u32,
                1 + c.below(4) as u32,
                1 + c.below(9) as u32,
            );
        }
    }
    b.tiers(tiers).seed(seed);
    b.build().unwrap()
}

/// What a stopped answer must be: allowed, honest about what it reached, and with bounds that the best answer keeps.
fn honest(problem: &Problem, cut: &Answer, best: &Answer, label: &str) {
    assert!(
        matches!(cut.status, Status::Feasible | Status::Optimal),
        "{label}: {:?} {:?}",
        cut.status,
        cut.notes
    );
    let checked = check(problem, cut).unwrap_or_else(|f| panic!("{label}: {:?}", &f[..f.len().min(3)]));
    assert!(checked.allowed, "{label}");
    assert_eq!(checked.proved, cut.status == Status::Optimal, "{label}");
    assert!(
        worth(problem, &places_of(problem, cut)) <= worth(problem, &places_of(problem, best)),
        "{label}"
    );
    for ((tier, cut), best) in problem.policy.tiers.iter().zip(&cut.tiers).zip(&best.tiers) {
        match (&cut.bound, &best.value) {
            (Value::Number(bound), Value::Number(value)) => {
                assert!(bound >= value, "{label} {cut:?} {best:?}")
            }
            (Value::Profile(bound), Value::Profile(value)) => {
                for rank in 0..bound.len().max(value.len()) {
                    let of = |profile: &Vec<i64>| profile.get(rank).copied().unwrap_or(0);
                    let good = if *tier == Tier::Generous {
                        of(bound) <= of(value)
                    } else {
                        of(bound) >= of(value)
                    };
                    assert!(good, "{label} {cut:?} {best:?}");
                }
            }
            other => panic!("{label}: {other:?}"),
        }
    }
}

/// Stops a run at its n-th report.
fn stopped_at(problem: &Problem, report: usize) -> (Answer, bool) {
    let (stop, heard) = (AtomicBool::new(report == 0), AtomicUsize::new(0));
    let tell = |_: Progress| {
        if heard.fetch_add(1, Ordering::Relaxed) + 1 >= report {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let answer = solve(
        problem,
        &Options {
            stop: Some(&stop),
            progress: Some(&tell),
            ..options()
        },
    );
    (answer, stop.load(Ordering::Relaxed))
}

const POLICIES: [&[Tier]; 8] = [
    &[Tier::Score],
    &[Tier::Placed, Tier::Score],
    &[Tier::Placed, Tier::Generous, Tier::Score],
    &[Tier::Placed, Tier::RankMaximal, Tier::Score],
    &[Tier::RankMaximal, Tier::Placed],
    &[Tier::Placed, Tier::Bottleneck, Tier::Score],
    &[Tier::Bottleneck, Tier::Placed, Tier::Score],
    &[Tier::Score, Tier::Bottleneck, Tier::Placed],
];

#[test]
fn a_stop_at_any_tier_keeps_the_best_so_far_with_a_bound_that_holds() {
    let mut cut = 0;
    for (seed, tiers) in (0..).zip(POLICIES) {
        let problem = market(seed, 600, tiers);
        let best = solve(&problem, &options());
        assert_eq!(best.status, Status::Optimal, "{tiers:?} {:?}", best.notes);
        for report in 0..12 {
            let (answer, stopped) = stopped_at(&problem, report);
            if !stopped {
                break;
            }
            honest(
                &problem,
                &answer,
                &best,
                &format!("{tiers:?} stopped at report {report}"),
            );
            cut += usize::from(answer.status == Status::Feasible);
        }
    }
    assert!(cut > 20, "only {cut} runs were really cut short");
}

#[test]
fn generated_markets_that_are_stopped_at_once_have_an_answer() {
    let mut cut = 0;
    for seed in 0..60 {
        let problem = generate(
            seed,
            Kind {
                mins: seed % 2 == 0,
                pins: seed % 3 == 0,
                ..LARGE
            },
        );
        let best = solve(&problem, &options());
        let (answer, _) = stopped_at(&problem, 0);
        if best.status == Status::Infeasible {
            assert_ne!(answer.status, Status::Optimal, "seed {seed}");
            continue;
        }
        honest(
            &problem,
            &answer,
            &best,
            &format!("seed {seed} {:?}", problem.policy.tiers),
        );
        cut += usize::from(answer.status == Status::Feasible);
    }
    assert!(cut > 10, "only {cut} runs were really cut short");
}

#[test]
fn a_stop_where_rules_cross_keeps_the_best_so_far() {
    let mut cut = 0;
    for seed in 0..40 {
        let problem = generate(
            seed,
            Kind {
                students: 60,
                places: 20,
                density: 30,
                score_max: 300,
                ..Kind::CROSSING
            },
        );
        let best = solve(&problem, &options());
        if best.status != Status::Optimal {
            continue;
        }
        for report in 0..4 {
            let (answer, _) = stopped_at(&problem, report);
            if answer.status == Status::NoAnswer {
                // Lower bounds that nothing quick can keep.
                assert!(answer.ended_by_a_limit(), "seed {seed}: {:?}", answer.notes);
                continue;
            }
            honest(&problem, &answer, &best, &format!("seed {seed} report {report}"));
            cut += usize::from(answer.status == Status::Feasible);
        }
    }
    assert!(cut > 20, "only {cut} runs were really cut short");
}

#[test]
fn stability_by_a_model_that_is_stopped_stays_stable() {
    for mode in [Stability::MaximumStable, Stability::FewestBlocking] {
        let mut problem = market(3, 80, &[Tier::Placed, Tier::Score]);
        problem.groups.clear();
        problem.students.iter_mut().for_each(|s| s.group = None);
        problem.places.iter_mut().for_each(|p| p.group = None);
        problem.policy.stability = mode;
        let (answer, _) = stopped_at(&problem, 0);
        assert!(
            matches!(answer.status, Status::Feasible | Status::Optimal),
            "{:?}",
            answer.notes
        );
        check(&problem, &answer).unwrap();
    }
}

#[test]
fn a_limit_of_seconds_or_memory_is_told_in_a_note() {
    let problem = market(1, 3000, &[Tier::Placed, Tier::Score]);
    for (options, told) in [
        (
            Options {
                seconds: Some(0.0),
                ..options()
            },
            "seconds",
        ),
        (
            Options {
                memory: Some(1),
                ..options()
            },
            "memory",
        ),
    ] {
        let answer = solve(&problem, &options);
        assert_eq!(answer.status, Status::Feasible, "{:?}", answer.notes);
        assert!(
            answer.notes.iter().any(|note| note.contains(told)),
            "{:?}",
            answer.notes
        );
        assert!(matches!(answer.certificate, Certificate::Bound { .. }));
        assert!(!answer.assignment.is_empty());
        check(&problem, &answer).unwrap();
    }
}

#[test]
fn a_limit_that_is_not_reached_changes_nothing() {
    for seed in 0..80 {
        let problem = generate(
            seed,
            if seed % 4 == 0 {
                Kind::CROSSING
            } else {
                Kind {
                    students: 30,
                    places: 20,
                    ..Kind::SMALL
                }
            },
        );
        let mut free = solve(&problem, &options());
        let mut limited = solve(
            &problem,
            &Options {
                seconds: Some(600.0),
                memory: Some(1 << 50),
                ..options()
            },
        );
        (free.timings_ms, limited.timings_ms) = Default::default();
        assert_eq!(free, limited, "seed {seed}");
    }
}

#[test]
fn progress_only_goes_forward_and_tells_tier_best_and_bound() {
    let problem = market(2, 2500, &[Tier::Placed, Tier::Generous, Tier::Score]);
    let heard: Mutex<Vec<Progress>> = Mutex::default();
    let tell = |progress: Progress| heard.lock().unwrap().push(progress);
    let _ = solve(
        &problem,
        &Options {
            progress: Some(&tell),
            ..options()
        },
    );
    let heard = heard.into_inner().unwrap();
    for two in heard.windows(2) {
        assert!(
            two[0].done <= two[1].done && two[0].elapsed <= two[1].elapsed,
            "{two:?}"
        );
    }
    for told in &heard {
        assert!(told.done <= told.total, "{told:?}");
        assert!(
            told.best
                .zip(told.bound)
                .is_none_or(|(best, bound)| best <= bound),
            "{told:?}"
        );
    }
    for tier in ["placed", "generous", "score"] {
        assert!(
            heard
                .iter()
                .any(|told| told.tier == Some(tier) && told.best.is_some() && told.bound.is_some()),
            "{tier}: {heard:?}"
        );
    }
    let last = heard.last().unwrap();
    assert_eq!((last.phase, last.done), ("certify", last.total), "{last:?}");
}

#[test]
fn what_was_not_looked_into_is_not_explained() {
    let problem = market(5, 3000, &[Tier::Placed, Tier::Score]);
    let explain = problem.pairs[..40].iter().map(|pair| {
        (
            problem.students[pair.student as usize].id.clone(),
            problem.places[pair.place as usize].id.clone(),
        )
    });
    let answer = solve(
        &problem,
        &Options {
            seconds: Some(0.0),
            explain: explain.collect(),
            ..options()
        },
    );
    assert_eq!(answer.status, Status::Feasible);
    assert_eq!(answer.explanations.len(), 40);
    assert!(answer.prices.is_empty());
    check(&problem, &answer).unwrap();
}
