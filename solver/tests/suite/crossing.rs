//! Quotas, open_with, together and apart on small problems, compared with trying everything.

use abbina_solver::{Options, Problem, Status, Tier, check, solve};

use crate::core::sound;
use crate::support::{Kind, best_where, generate};

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

/// The problem with the rules of these numbers and no others, and the names of these.
fn with_rules(problem: &Problem, keep: &dyn Fn(usize) -> bool) -> (Problem, Vec<String>) {
    let mut other = problem.clone();
    let (mut number, mut names) = (0, Vec::new());
    let mut kept = |name: String| {
        number += 1;
        if keep(number - 1) {
            names.push(name);
        }
        keep(number - 1)
    };
    for (group, own) in other.groups.iter_mut().zip(&problem.groups) {
        if own.min > 0 && !kept(format!("group_min:{}", own.id)) {
            group.min = 0;
        }
        if own.max.is_some() && !kept(format!("group_max:{}", own.id)) {
            group.max = None;
        }
    }
    for place in &mut other.places {
        if place.open_with.is_some_and(|least| least > 1) && !kept(format!("open_with:{}", place.id)) {
            place.open_with = None;
        }
    }
    other.quotas.retain(|quota| kept(format!("quota:{}", quota.id)));
    let student = |s: u32| problem.students[s as usize].id.as_str();
    let place = |p: u32| problem.places[p as usize].id.as_str();
    other
        .pins
        .retain(|(s, p)| kept(format!("pin:{},{}", student(*s), place(*p))));
    other
        .forbids
        .retain(|(s, p)| kept(format!("forbid:{},{}", student(*s), place(*p))));
    for (what, list) in [("together", &mut other.together), ("apart", &mut other.apart)] {
        list.retain(|(a, b)| {
            let (a, b) = (student(*a).min(student(*b)), student(*a).max(student(*b)));
            kept(format!("{what}:{a},{b}"))
        });
    }
    names.sort();
    (other, names)
}

#[test]
fn the_conflict_is_a_smallest_one() {
    let mut compared = 0;
    for seed in 0..700 {
        let problem = generate(seed, Kind::CROSSING);
        if best_where(&problem, |_| true).is_some() {
            continue;
        }
        let answer = solve(&problem, &Options::default());
        assert_eq!(answer.status, Status::Infeasible, "seed {seed}");
        let rules = with_rules(&problem, &|_| true).1.len();
        let impossible = |set: u32| {
            let (other, names) = with_rules(&problem, &|rule| set >> rule & 1 == 1);
            best_where(&other, |_| true).is_none().then_some(names)
        };
        let told = answer.conflict.len() as u32;
        let sets = |size: u32| (0..1_u32 << rules).filter(move |set| set.count_ones() == size);
        assert!(
            sets(told)
                .filter_map(impossible)
                .any(|names| names == answer.conflict),
            "seed {seed}: {:?} is no conflict",
            answer.conflict
        );
        let smaller = (0..told).flat_map(sets).find_map(impossible);
        assert_eq!(smaller, None, "seed {seed}: {:?}", answer.conflict);
        compared += 1;
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn a_worst_score_alone_is_no_reason_to_overlook_that_nothing_is_possible() {
    for tiers in [vec![Tier::Bottleneck], vec![Tier::Bottleneck, Tier::Placed]] {
        let mut b = Problem::builder();
        let (s, t) = (b.student("s", None), b.student("t", None));
        let (p, q) = (b.place("p", 1, None), b.place("q", 1, None));
        for (student, place) in [(s, p), (s, q), (t, p), (t, q)] {
            b.pair(student, place, 3 + place);
        }
        b.quota("both at p", vec![0, 2], 2, None);
        b.tiers(&tiers);
        let problem = b.build().unwrap();
        let answer = solve(&problem, &Options::default());
        assert_eq!(answer.status, Status::Infeasible, "{:?}", answer.notes);
        assert_eq!(answer.conflict, ["quota:both at p"]);
        assert!(check(&problem, &answer).unwrap().proved);
    }
}

/// Middle-sized markets with every kind of rule, among them one (seed 101) that once had no answer without any limit.
#[test]
fn without_a_limit_every_market_has_its_answer_and_its_proof() {
    for seed in 90..130 {
        let kind = Kind {
            students: 25,
            places: 15,
            ..Kind::CROSSING
        };
        let problem = generate(seed, kind);
        let answer = solve(&problem, &crate::core::options());
        assert!(
            matches!(answer.status, Status::Optimal | Status::Infeasible),
            "seed {seed}: {:?} {:?}",
            answer.status,
            answer.notes
        );
        let checked = check(&problem, &answer).unwrap_or_else(|f| panic!("seed {seed}: {f:?}"));
        assert!(checked.proved, "seed {seed}");
    }
}
