//! Forged answers: every part of an answer is changed in turn, and the checker must notice.

use abbina_solver::{Answer, Options, Problem, Stability, Status, Tier, check, solve};
use serde_json::{Value, json};

use crate::support::{Kind, generate};

fn solved(problem: &Problem) -> Value {
    let pair = |p: &abbina_solver::Pair| {
        let (s, p) = (
            &problem.students[p.student as usize],
            &problem.places[p.place as usize],
        );
        (s.id.clone(), p.id.clone())
    };
    let options = Options {
        threads: 1,
        explain: problem.pairs.iter().map(pair).collect(),
        ..Options::default()
    };
    let answer = solve(problem, &options);
    check(problem, &answer).unwrap_or_else(|f| panic!("{f:?} {:?}", answer.notes));
    serde_json::from_slice(&answer.to_json()).unwrap()
}

/// Is it refused, either unread or unbelieved?
fn refused(problem: &Problem, forged: &Value) -> bool {
    Answer::read(forged.to_string().as_bytes()).is_ok_and(|answer| check(problem, &answer).is_err())
        || Answer::read(forged.to_string().as_bytes()).is_err()
}

/// Every path to a value inside, as a JSON pointer.
fn paths(value: &Value, at: String, all: &mut Vec<String>) {
    all.push(at.clone());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            let key = key.replace('~', "~0").replace('/', "~1");
            paths(value, format!("{at}/{key}"), all);
        }),
        Value::Array(items) => {
            (items.iter().enumerate()).for_each(|(i, value)| paths(value, format!("{at}/{i}"), all));
        }
        _ => {}
    }
}

/// What can stand where a value stood.
fn forgeries(value: &Value, problem: &Problem) -> Vec<Value> {
    match value {
        Value::Number(n) => n
            .as_i64()
            .map_or(vec![], |n| vec![json!(n + 1), json!(n - 1), json!(-n - 7)]),
        Value::String(text) => {
            let ids = problem
                .students
                .iter()
                .map(|s| &s.id)
                .chain(problem.places.iter().map(|p| &p.id));
            let words = [
                "optimal",
                "feasible",
                "infeasible",
                "no_answer",
                "no_eligible_place",
                "not_worth",
            ];
            let others = ids.map(String::as_str).chain(words).chain(["nope"]);
            others
                .filter(|other| other != text)
                .map(|other| json!(other))
                .collect()
        }
        Value::Array(items) if !items.is_empty() => {
            vec![
                json!([]),
                items[1..].into(),
                [&items[..], &items[..1]].concat().into(),
            ]
        }
        Value::Array(_) => vec![json!(["nope"])],
        Value::Null => vec![json!(3)],
        _ => vec![json!(null)],
    }
}

/// Changes that leave an answer true: how long it took, what it says in passing, proofs that still prove, and prices
/// that are wrong on the safe side, which only solving again can tell.
fn harmless(path: &str) -> bool {
    ["/timings_ms", "/notes", "/solver", "/prices"]
        .iter()
        .any(|part| path.starts_with(part))
}

fn market(mode: Stability) -> Problem {
    let mut b = Problem::builder();
    let school = b.group("school", 0, Some(3), None);
    let tutor = b.group(
        "tutor",
        0,
        Some(if mode == Stability::None { 2 } else { 9 }),
        None,
    );
    let school = (mode == Stability::None).then_some(school);
    let students: Vec<u32> = (0..5)
        .map(|i| b.student(format!("s{i}"), school.filter(|_| i < 4)))
        .collect();
    let places: Vec<u32> = (0..3)
        .map(|i| b.place(format!("p{i}"), 1, (i < 2).then_some(tutor)))
        .collect();
    for &s in &students[..4] {
        for &p in &places {
            b.ranked_pair(s, p, 10 * s + p, (s + p) % 3 + 1, s + 1);
        }
    }
    b.stability(mode);
    b.tiers(&[Tier::Placed, Tier::RankMaximal, Tier::Score]);
    b.build().unwrap()
}

#[test]
fn no_part_of_an_answer_can_be_forged() {
    for mode in [Stability::None, Stability::Report, Stability::StudentOptimal] {
        let problem = market(mode);
        let answer = solved(&problem);
        let mut all = Vec::new();
        paths(&answer, String::new(), &mut all);
        let mut believed = Vec::new();
        for path in all.iter().filter(|path| !path.is_empty() && !harmless(path)) {
            for forgery in forgeries(answer.pointer(path).unwrap(), &problem) {
                let mut forged = answer.clone();
                *forged.pointer_mut(path).unwrap() = forgery.clone();
                // Other duals may be a proof as well, nobody knows what was asked, and places that are full are so
                // with and without rules: then nothing is forged.
                let elsewhere =
                    !path.starts_with("/certificate") && path != "/explanations" && !path.ends_with("/rules");
                if elsewhere && !refused(&problem, &forged) {
                    believed.push(format!("{path}: {forgery}"));
                }
            }
        }
        assert!(believed.is_empty(), "{mode:?}:\n{}", believed.join("\n"));
    }
}

#[test]
fn a_certificate_that_falls_short_is_refused() {
    for seed in 0..300 {
        let kind = Kind {
            students: 8,
            places: 5,
            ..Kind::SMALL
        };
        let mut problem = generate(seed, kind);
        let alone = seed % 2 == 0;
        if alone {
            problem.policy.tiers = vec![Tier::Score];
        }
        let answer = solve(
            &problem,
            &Options {
                threads: 1,
                ..Options::default()
            },
        );
        let answer: Value = serde_json::from_slice(&answer.to_json()).unwrap();
        let mut all = Vec::new();
        paths(&answer, String::new(), &mut all);
        // A dual of its own accord more or less changes the sum, where no stage before has settled its bound.
        let duals = |path: &&String| alone && path.starts_with("/certificate/students/");
        for path in all.iter().filter(duals) {
            for by in [-1, 1] {
                let mut forged = answer.clone();
                let slot = forged.pointer_mut(path).unwrap();
                let dual = slot.as_i64().unwrap();
                *slot = json!(dual + by);
                // A positive dual counts once in full; a negative one not at all, unless the student is pinned.
                if dual > 0 || (dual == 0 && by == 1) {
                    assert!(refused(&problem, &forged), "seed {seed} {path} {by}");
                }
            }
        }
        let stages = answer
            .pointer("/certificate/before")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        for stage in 0..stages {
            let mut forged = answer.clone();
            forged
                .pointer_mut("/certificate/before")
                .unwrap()
                .as_array_mut()
                .unwrap()
                .remove(stage);
            assert!(refused(&problem, &forged), "seed {seed}: without stage {stage}");
        }
    }
}

type Forge = (&'static str, fn(&mut Value));

#[test]
fn each_kind_of_forgery_is_refused() {
    let problem = market(Stability::None);
    let answer = solved(&problem);
    let kinds: &[Forge] = &[
        ("the answer of another problem", |a| {
            a["problem_digest"] = json!("sha256:0")
        }),
        ("another seed", |a| a["seed"] = json!(5)),
        ("another format", |a| a["format"] = json!("abbina-answer/2")),
        ("an unknown key", |a| a["colour"] = json!("red")),
        ("one student twice", |a| {
            let one = a["assignment"][0].clone();
            a["assignment"].as_array_mut().unwrap().push(one);
        }),
        ("someone who does not exist", |a| {
            a["assignment"][0]["student"] = json!("nobody")
        }),
        ("a pair that is not eligible", |a| {
            a["assignment"][0]["student"] = json!("s4")
        }),
        ("a place beyond its capacity", |a| {
            a["assignment"][0]["place"] = a["assignment"][1]["place"].clone()
        }),
        ("someone left out without a word", |a| {
            drop(a["unplaced"].as_array_mut().unwrap().pop())
        }),
        ("someone left out of both lists", |a| {
            drop(a["assignment"].as_array_mut().unwrap().pop())
        }),
        ("a better value", |a| a["tiers"][2]["value"] = json!(99)),
        ("a higher bound", |a| a["tiers"][2]["bound"] = json!(99)),
        ("another tier", |a| a["tiers"][0]["name"] = json!("score")),
        ("tiers in another order", |a| {
            a["tiers"].as_array_mut().unwrap().reverse()
        }),
        ("a better profile", |a| a["profile"][0] = json!(4)),
        ("no profile", |a| {
            drop(a.as_object_mut().unwrap().remove("profile"))
        }),
        ("no certificate", |a| a["certificate"] = json!({"kind": "none"})),
        ("a certificate of stability", |a| {
            a["certificate"] = json!({"kind": "stable"})
        }),
        ("a word for a proof", |a| {
            a["certificate"] = json!({"kind": "infeasible_claimed", "by": "me"})
        }),
        ("duals of zero", |a| {
            for side in ["students", "places", "groups"] {
                a["certificate"][side]
                    .as_object_mut()
                    .unwrap()
                    .values_mut()
                    .for_each(|d| *d = json!(0));
            }
        }),
        ("duals at the end of all numbers", |a| {
            let duals = a["certificate"]["places"].as_object_mut().unwrap();
            duals.values_mut().for_each(|d| *d = json!(i64::MAX));
        }),
        ("duals of someone else", |a| {
            a["certificate"]["students"]["nobody"] = json!(1)
        }),
        ("another stage", |a| a["certificate"]["stage"] = json!("placed")),
        ("the stages before forgotten", |a| {
            a["certificate"]["before"] = json!([])
        }),
        ("an impossible problem", |a| {
            a["status"] = json!("infeasible");
            a["assignment"] = json!([]);
            a["unplaced"] = json!([]);
            a["certificate"] = json!({"kind": "infeasible", "cut":
                {"stage": "infeasible", "students": {}, "places": {"p0": -1}, "groups": {}}});
        }),
        ("an answer that is none", |a| a["status"] = json!("no_answer")),
        ("a lesser claim than is proved", |a| {
            a["status"] = json!("feasible")
        }),
        ("a shortage of places that have room", |a| {
            a["unplaced"][0]["why"] = json!({"kind": "shortage", "students": ["s0"], "places": ["p0"]});
        }),
        ("a price of what nobody knows", |a| {
            a["prices"] = json!([{"place": "p9", "one_more_gains": 1, "one_fewer_costs": 2}]);
        }),
        ("blocking pairs nobody asked for", |a| {
            a["blocking_pairs"] = json!({"count": 0, "list": []})
        }),
        ("a move nobody made", |a| {
            a["moved"] = json!([{"student": "s0", "from": "p0", "to": "p1"}])
        }),
        ("a conflict where there is none", |a| {
            a["conflict"] = json!(["group_max:tutor"])
        }),
    ];
    for (name, forge) in kinds {
        let mut forged = answer.clone();
        forge(&mut forged);
        assert_ne!(forged, answer, "{name}");
        assert!(refused(&problem, &forged), "{name}");
    }
}

#[test]
fn what_is_said_about_an_impossible_problem_cannot_be_forged() {
    let mut b = Problem::builder();
    let school = b.group("school", 2, None, None);
    let other = b.group("other", 0, Some(1), None);
    let p = b.place("p", 1, Some(other));
    for name in ["s0", "s1"] {
        let s = b.student(name, Some(school));
        b.pair(s, p, 1);
    }
    let problem = b.build().unwrap();
    let answer = solve(&problem, &Options::default());
    assert_eq!(answer.status, Status::Infeasible);
    assert!(check(&problem, &answer).unwrap().proved);
    let answer: Value = serde_json::from_slice(&answer.to_json()).unwrap();
    let kinds: &[Forge] = &[
        ("no conflict", |a| {
            drop(a.as_object_mut().unwrap().remove("conflict"))
        }),
        ("a rule that does not exist", |a| {
            a["conflict"] = json!(["group_min:nope"])
        }),
        ("a rule twice", |a| {
            a["conflict"] = json!(["group_min:school", "group_min:school"])
        }),
        ("a cut that cuts nothing", |a| {
            a["certificate"]["cut"]["groups"] = json!({})
        }),
        ("a cut on the wrong side", |a| {
            a["certificate"]["cut"]["groups"]["school"] = json!(1)
        }),
        ("an answer after all", |a| a["status"] = json!("optimal")),
        ("someone placed nevertheless", |a| {
            a["assignment"] = json!([{"student": "s0", "place": "p"}])
        }),
        ("a tier nevertheless", |a| {
            a["tiers"] = json!([{"name": "placed", "value": 0, "bound": 0}])
        }),
    ];
    for (name, forge) in kinds {
        let mut forged = answer.clone();
        forge(&mut forged);
        assert_ne!(forged, answer, "{name}");
        assert!(refused(&problem, &forged), "{name}");
    }
}
