//! Quotas, open_with, together and apart on small problems, compared with trying everything.

use abbina_solver::{Options, Problem, Status, check, solve};

use crate::core::sound;
use crate::support::{Kind, generate};

#[test]
fn crossing_rules_equal_brute_force() {
    for seed in 0..1500 {
        let problem = generate(seed, Kind::CROSSING);
        let answer = solve(
            &problem,
            &Options {
                threads: 1,
                ..Options::default()
            },
        );
        sound(&problem, &answer, &format!("seed {seed}"));
    }
}

#[test]
fn a_conflict_is_impossible_and_every_part_of_it_is_needed() {
    let mut b = Problem::builder();
    let school = b.group("school", 2, None, None);
    let other = b.group("other", 0, Some(5), None);
    let (a, c, d) = (
        b.student("a", Some(school)),
        b.student("c", Some(school)),
        b.student("d", Some(other)),
    );
    let (p, q) = (b.place("p", 1, None), b.place("q", 1, None));
    let (ap, cp) = (b.pair(a, p, 1), b.pair(c, p, 1));
    b.pair(d, q, 1);
    b.quota("idle", vec![ap, cp], 0, Some(1));
    b.forbid(d, q);
    let answer = solve(&b.build().unwrap(), &Options::default());
    assert_eq!(answer.status, Status::Infeasible);
    assert_eq!(answer.conflict, ["group_min:school"]);
}

#[test]
fn two_pins_on_one_seat_are_named() {
    let mut b = Problem::builder();
    let (a, c, p) = (b.student("a", None), b.student("c", None), b.place("p", 1, None));
    b.pair(a, p, 1);
    b.pair(c, p, 1);
    b.pin(a, p).pin(c, p);
    let problem = b.build().unwrap();
    let answer = solve(&problem, &Options::default());
    assert_eq!(answer.conflict, ["pin:a,p", "pin:c,p"]);
    assert!(check(&problem, &answer).unwrap().proved);
}
