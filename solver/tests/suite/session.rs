//! What if: every change to a solved problem gives what solving afresh gives.

use std::time::Instant;

use abbina_solver::{Assigned, Change, Effect, Options, Problem, Refused, Session, Status, Tier, solve};

use crate::support::{Chance, Kind, generate};

/// Any change to a problem, sensible or not.
fn any_change(c: &mut Chance, problem: &Problem) -> Change {
    let pair = problem.pairs[c.below(problem.pairs.len() as u64) as usize];
    let student = problem.students[pair.student as usize].id.clone();
    let place = problem.places[pair.place as usize].id.clone();
    match c.below(8) {
        0 => Change::Pin { student, place },
        1 | 2 => Change::Forbid { student, place },
        3 => Change::Score {
            student,
            place,
            score: c.below(12) as u32,
        },
        4 => Change::Unpin { student },
        5 => Change::Allow { student, place },
        6 => Change::Leave { student },
        _ => Change::Capacity {
            place,
            capacity: c.below(4),
        },
    }
}

#[test]
fn every_change_gives_what_solving_afresh_gives() {
    let mut made = 0;
    for seed in 0..600 {
        let kind = match seed % 6 {
            0 => Kind::CROSSING,
            1 | 2 => Kind {
                students: 14,
                places: 8,
                density: 40,
                ..Kind::SMALL
            },
            _ => Kind::SMALL,
        };
        let problem = generate(seed, kind);
        if problem.pairs.is_empty() {
            continue;
        }
        let Ok(mut session) = Session::new(problem, &Options::default()) else {
            continue;
        };
        let mut c = Chance(seed ^ 0xabc);
        for step in 0..12 {
            let before = (session.problem().clone(), session.assignment(), session.tiers());
            let change = any_change(&mut c, session.problem());
            match session.apply(change.clone()) {
                Ok(Effect { after, .. }) => {
                    let afresh = solve(session.problem(), &Options::default());
                    assert_eq!(
                        afresh.status,
                        Status::Optimal,
                        "seed {seed} step {step} {change:?}"
                    );
                    assert_eq!(after, afresh.tiers, "seed {seed} step {step} {change:?}");
                    assert_eq!(
                        session.assignment(),
                        afresh.assignment,
                        "seed {seed} step {step} {change:?}"
                    );
                    made += 1;
                }
                Err(Refused::Impossible) => {
                    assert_eq!(
                        (session.problem().clone(), session.assignment(), session.tiers()),
                        before
                    );
                    continue;
                }
                Err(other) => panic!("seed {seed} step {step}: {other}"),
            }
            if c.often(40) {
                assert!(session.undo());
                assert_eq!(
                    (session.problem().clone(), session.assignment(), session.tiers()),
                    before,
                    "seed {seed} step {step} {change:?}"
                );
            } else if c.often(20) {
                session.keep();
                assert!(!session.undo());
            }
        }
    }
    assert!(made > 1000, "{made}");
}

#[test]
fn a_change_that_breaks_a_rule_is_refused_and_changes_nothing() {
    let mut b = Problem::builder();
    let (ana, ben) = (b.student("ana", None), b.student("ben", None));
    let bakery = b.place("bakery", 1, None);
    b.pair(ana, bakery, 5);
    b.pair(ben, bakery, 7);
    b.pin(ana, bakery);
    let mut session = Session::new(b.build().unwrap(), &Options::default()).unwrap();
    let pin = |student: &str| Change::Pin {
        student: student.into(),
        place: "bakery".into(),
    };
    let held = vec![Assigned {
        student: "ana".into(),
        place: "bakery".into(),
    }];
    assert_eq!(session.apply(pin("ben")), Err(Refused::Impossible));
    assert_eq!(session.assignment(), held);
    assert!(matches!(session.apply(pin("cem")), Err(Refused::Unknown(_))));
    assert!(!session.undo());
    // The forbidden pin cannot hold; without the pin the better student has the place.
    let forbid = Change::Forbid {
        student: "ana".into(),
        place: "bakery".into(),
    };
    assert_eq!(session.apply(forbid), Err(Refused::Impossible));
    let effect = session
        .apply(Change::Unpin {
            student: "ana".into(),
        })
        .unwrap();
    assert_eq!(effect.moves.len(), 2);
    assert_eq!(session.assignment()[0].student, "ben");
}

#[test]
fn a_change_in_a_market_of_a_thousand_is_found_at_once() {
    let mut c = Chance(7);
    let mut b = Problem::builder();
    for s in 0..1000 {
        b.student(format!("s{s}"), None);
    }
    for p in 0..500 {
        b.place(format!("p{p}"), 1 + c.below(3), None);
    }
    for s in 0..1000 {
        for d in 0..30 {
            b.pair(s, (s / 2 + d * 7) % 500, 500 + c.below(1500) as u32);
        }
    }
    b.tiers(&[Tier::Placed, Tier::Score]);
    let mut session = Session::new(b.build().unwrap(), &Options::default()).unwrap();
    let begun = Instant::now();
    let mut made = 0;
    for _ in 0..60 {
        let change = any_change(&mut c, session.problem());
        made += u32::from(session.apply(change).is_ok());
    }
    let each = begun.elapsed() / 60;
    let afresh = solve(session.problem(), &Options::default());
    assert_eq!(session.assignment(), afresh.assignment);
    assert!(made > 30);
    assert!(each.as_millis() < 200, "{each:?} for each change");
}
