//! The network core on small problems, compared with trying everything.

use abbina_solver::{Answer, Options, Problem, Status, check, solve};

use crate::support::{self, Kind, generate, shuffled};

pub fn options() -> Options<'static> {
    Options {
        threads: 1,
        ..Options::default()
    }
}

/// What must hold of every answer.
pub fn sound(problem: &Problem, answer: &Answer, label: &str) {
    assert!(
        answer.notes.iter().all(|n| !n.contains("refused")),
        "{label}: {:?}",
        answer.notes
    );
    check(problem, answer).unwrap_or_else(|findings| panic!("{label}: {findings:?}"));
    match support::best(problem) {
        None => assert_eq!(answer.status, Status::Infeasible, "{label}"),
        Some(best) => {
            assert_eq!(answer.status, Status::Optimal, "{label} {:?}", answer.notes);
            assert_eq!(
                support::worth(problem, &support::places_of(problem, answer)),
                best,
                "{label}"
            );
        }
    }
}

#[test]
fn the_network_equals_brute_force_and_proves_it() {
    for seed in 0..4000 {
        let problem = generate(seed, Kind::SMALL);
        let answer = solve(&problem, &options());
        sound(&problem, &answer, &format!("seed {seed}"));
        assert!(
            check(&problem, &answer).unwrap().proved,
            "seed {seed}: {:?}",
            answer.certificate
        );
    }
}

#[test]
fn the_answer_does_not_depend_on_the_order_of_the_arrays() {
    for seed in 0..600 {
        let kind = Kind {
            students: 12,
            places: 8,
            score_max: if seed % 2 == 0 { 2 } else { 1000 },
            ..Kind::SMALL
        };
        let problem = generate(seed, kind);
        let other = shuffled(&problem, seed + 1);
        assert_eq!(problem.digest(), other.digest(), "seed {seed}");
        let mut one = solve(&problem, &options());
        let mut two = solve(&other, &options());
        one.timings_ms = Default::default();
        two.timings_ms = Default::default();
        assert_eq!(one, two, "seed {seed}");
    }
}

#[test]
fn all_threads_give_the_same_answer() {
    for seed in 0..50 {
        let problem = generate(
            seed,
            Kind {
                students: 60,
                places: 40,
                density: 5,
                mins: false,
                ..Kind::SMALL
            },
        );
        let mut one = solve(&problem, &options());
        let mut two = solve(
            &problem,
            &Options {
                threads: 4,
                ..Options::default()
            },
        );
        one.timings_ms = Default::default();
        two.timings_ms = Default::default();
        assert_eq!(one, two, "seed {seed}");
    }
}
