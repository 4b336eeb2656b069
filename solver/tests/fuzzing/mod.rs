//! What the readers must do with any bytes, and a mutator that knows what a problem looks like. Used by the test that
//! replays the corpus and by the example `fuzz`, which goes on for as long as one likes.

use std::collections::BTreeSet;

use abbina_solver::{Answer, Finding, Options, Problem, Status, check, solve};
use serde_json::{Value, json};

/// SplitMix64: the same numbers on every machine.
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// From 0 to `n - 1`; 0 for none.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// Reads bytes as a problem and as an answer, and demands what must hold of both; a small problem is solved and its
/// answer checked. What is returned tells inputs apart that went different ways.
///
/// # Panics
/// Where something does not hold: that is what is looked for.
pub fn probe(bytes: &[u8]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    match Problem::read(bytes) {
        Err(findings) => told(&findings, "problem", &mut seen),
        Ok(problem) => {
            assert_eq!(problem.validate(), Ok(()), "what was read is valid");
            let again = Problem::read(&problem.to_json()).expect("what was written can be read");
            assert_eq!(again, problem);
            assert_eq!(again.digest(), problem.digest());
            seen.insert("read".to_owned());
            if small(&problem) {
                settled(&problem, &mut seen);
            }
        }
    }
    match Answer::read(bytes) {
        Err(findings) => told(&findings, "answer", &mut seen),
        Ok(answer) => {
            let again = Answer::read(&answer.to_json()).expect("what was written can be read");
            assert_eq!(again, answer);
            let problem = example(&answer);
            // As if it were meant for that problem: a wrong digest must not hide what is behind it.
            let mut meant = answer;
            meant.problem_digest = problem.digest();
            seen.insert(match check(&problem, &meant) {
                Ok(checked) => format!("{:?} {}", meant.status, checked.proved),
                Err(findings) => findings[0].code.clone(),
            });
        }
    }
    seen
}

fn told(findings: &[Finding], what: &str, seen: &mut BTreeSet<String>) {
    assert!(!findings.is_empty(), "a refusal without a reason");
    for finding in findings {
        assert!(
            finding.path.is_empty() || finding.path.starts_with('/'),
            "{finding:?}"
        );
        assert!(
            !finding.code.is_empty() && finding.message.len() > 10,
            "{finding:?}"
        );
        seen.insert(format!("{what} {}", finding.code));
    }
}

fn small(problem: &Problem) -> bool {
    let rules = [&problem.pins, &problem.forbids, &problem.together, &problem.apart];
    problem.students.len() <= 6
        && problem.places.len() <= 6
        && problem.pairs.len() <= 20
        && problem.groups.len() <= 8
        && problem.quotas.len() <= 4
        && rules.iter().all(|list| list.len() <= 6)
}

fn settled(problem: &Problem, seen: &mut BTreeSet<String>) {
    let options = Options {
        threads: 1,
        ..Options::default()
    };
    let answer = solve(problem, &options);
    let limited = problem.limits.seconds.is_some();
    assert!(
        answer.status != Status::NoAnswer || limited,
        "no answer: {:?}",
        answer.notes
    );
    assert!(
        answer.status != Status::Feasible || limited,
        "not proved: {:?}",
        answer.notes
    );
    let checked = check(problem, &answer);
    assert!(checked.is_ok(), "{checked:?} {:?}", answer.notes);
    assert_eq!(Answer::read(&answer.to_json()).as_ref(), Ok(&answer));
    asked_again(problem, &answer);
    cut_short(problem, seen);
    seen.insert(format!(
        "solved {:?} {:?}",
        answer.status, problem.policy.stability
    ));
    seen.extend(
        answer
            .conflict
            .iter()
            .filter_map(|rule| rule.split(':').next())
            .map(str::to_owned),
    );
    for unplaced in &answer.unplaced {
        let why = format!("{:?}", unplaced.why);
        seen.insert(why.split([' ', '{']).next().unwrap_or_default().to_owned());
    }
}

/// The same with questions and with where everybody was: nothing changes, and nobody moves.
fn asked_again(problem: &Problem, answer: &Answer) {
    let names = |pair: &abbina_solver::Pair| {
        let (student, place) = (
            &problem.students[pair.student as usize],
            &problem.places[pair.place as usize],
        );
        (student.id.clone(), place.id.clone())
    };
    let previous = answer
        .assignment
        .iter()
        .map(|a| (a.student.clone(), a.place.clone()));
    let options = Options {
        threads: 1,
        explain: problem.pairs.iter().take(3).map(names).collect(),
        previous: Some(previous.collect()),
        ..Options::default()
    };
    let again = solve(problem, &options);
    let checked = check(problem, &again);
    assert!(checked.is_ok(), "{checked:?} {:?}", again.notes);
    if answer.status == Status::Optimal && again.status == Status::Optimal && again.notes.is_empty() {
        assert_eq!(again.assignment, answer.assignment);
        assert!(again.moved.is_empty(), "{:?}", again.moved);
    }
}

/// Stopped before it began: the best so far is sound, whatever it is.
fn cut_short(problem: &Problem, seen: &mut BTreeSet<String>) {
    let stop = std::sync::atomic::AtomicBool::new(true);
    let options = Options {
        threads: 1,
        stop: Some(&stop),
        ..Options::default()
    };
    let answer = solve(problem, &options);
    assert!(
        answer.status != Status::NoAnswer || answer.ended_by_a_limit(),
        "{:?}",
        answer.notes
    );
    let checked = check(problem, &answer);
    assert!(checked.is_ok(), "{checked:?} {:?}", answer.notes);
    seen.insert(format!("cut {:?}", answer.status));
}

/// The problem that a read answer is checked against: its own among the seeds, or the first.
fn example(answer: &Answer) -> Problem {
    let seeds = SEEDS.map(|text| Problem::read(text.as_bytes()).expect("a seed is valid"));
    let own = seeds
        .iter()
        .find(|problem| problem.digest() == answer.problem_digest);
    own.unwrap_or(&seeds[0]).clone()
}

/// Where to begin.
pub const SEEDS: [&str; 5] = [
    r#"{"format": "abbina-matching/1", "students": [{"id": "s0", "group": "a"}, {"id": "s1", "group": "a"}, {"id": "s2"}],
        "places": [{"id": "p0", "capacity": 1, "group": "t"}, {"id": "p1", "capacity": 2, "group": "t"}],
        "groups": [{"id": "t", "max": 2, "parent": "e"}, {"id": "e", "min": 1, "max": 3}, {"id": "a", "max": 2}],
        "pairs": [["s0", "p0", 5, 1, 1], ["s1", "p0", 4, 1, 2], ["s1", "p1", 3, 2, 1], ["s2", "p1", 9, 1, 2]],
        "forbids": [["s2", "p1"]], "policy": {"tiers": ["placed", "rank_maximal", "score"], "stability": "report"}}"#,
    r#"{"format": "abbina-matching/1", "students": [{"id": "s0"}, {"id": "s1"}, {"id": "s2"}, {"id": "s3"}],
        "places": [{"id": "p0", "capacity": 2, "employer": "e", "open_with": 2}, {"id": "p1", "capacity": 1, "employer": "e"}],
        "pairs": [{"student": "s0", "place": "p0", "score": 7, "student_rank": 1, "place_rank": 1},
                  {"student": "s1", "place": "p0", "score": 6, "student_rank": 1, "place_rank": 2},
                  {"student": "s2", "place": "p1", "score": 5, "student_rank": 1, "place_rank": 1},
                  {"student": "s3", "place": "p1", "score": 1000000, "student_rank": 1, "place_rank": 1}],
        "quotas": [{"id": "q", "pairs": [0, 2], "min": 0, "max": 1}], "pins": [["s2", "p1"]],
        "together": [["s0", "s1"]], "apart": [["s1", "s3"]], "policy": {"tiers": ["placed", "bottleneck", "generous", "score"]},
        "limits": {"seconds": 20, "threads": 1}, "seed": 7}"#,
    r#"{"format": "abbina-matching/1", "students": [{"id": "s0"}, {"id": "s1"}, {"id": "s2"}],
        "places": [{"id": "p0", "capacity": 1}, {"id": "p1", "capacity": 1}],
        "pairs": [["s0", "p0", 5, 1, 1], ["s1", "p0", 4, 1, 1], ["s1", "p1", 3, 2, 1], ["s2", "p1", 9, 1, 2]],
        "policy": {"tiers": ["score"], "stability": "maximum_stable"}}"#,
    r#"{"format": "abbina-matching/1", "students": [{"id": "s0"}, {"id": "s1"}], "places": [{"id": "p0", "capacity": 1}],
        "groups": [{"id": "g", "min": 2}], "pairs": [["s0", "p0", 5], ["s1", "p0", 4]],
        "pins": [["s0", "p0"], ["s1", "p0"]]}"#,
    r#"{"format": "abbina-matching/1", "students": [{"id": "s0"}, {"id": "s1"}, {"id": "s2"}],
        "places": [{"id": "p0", "capacity": 1}, {"id": "p1", "capacity": 1}],
        "pairs": [["s0", "p0", 5, 1, 1], ["s1", "p0", 4, 1, 2], ["s1", "p1", 3, 2, 1], ["s2", "p1", 9, 1, 2]],
        "policy": {"tiers": ["bottleneck", "placed", "score"], "stability": "student_optimal"}}"#,
];

/// The seeds, and the answers to them: whole and cut short.
pub fn beginnings() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = SEEDS.iter().map(|text| text.as_bytes().to_vec()).collect();
    for text in SEEDS {
        let problem = Problem::read(text.as_bytes()).expect("a seed is valid");
        for stopped in [false, true] {
            let stop = std::sync::atomic::AtomicBool::new(stopped);
            let options = Options {
                threads: 1,
                stop: Some(&stop),
                explain: vec![
                    ("s0".to_owned(), "p0".to_owned()),
                    ("s1".to_owned(), "p1".to_owned()),
                ],
                ..Options::default()
            };
            all.push(solve(&problem, &options).to_json());
        }
    }
    all
}

/// One input made into another, now and then with a piece of a third.
pub fn mutate(dice: &mut Dice, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    if dice.below(4) > 0
        && let Ok(mut value) = serde_json::from_slice::<Value>(input)
    {
        let other = serde_json::from_slice(other).unwrap_or(Value::Null);
        for _ in 0..=dice.below(4) {
            edit(dice, &mut value, &other);
        }
        bytes = value.to_string().into_bytes();
    }
    if dice.below(3) == 0 {
        for _ in 0..=dice.below(3) {
            scratch(dice, &mut bytes);
        }
    }
    bytes
}

fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    let mut inner = |key: &str, value: &Value| {
        pointers(
            value,
            format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
            all,
        );
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| inner(key, value)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(i, value)| inner(&i.to_string(), value)),
        _ => {}
    }
    all.push(at);
}

fn some_of(dice: &mut Dice, value: &Value) -> Value {
    let mut all = Vec::new();
    pointers(value, String::new(), &mut all);
    value
        .pointer(&all[dice.below(all.len())])
        .cloned()
        .unwrap_or_default()
}

const WORDS: [&str; 22] = [
    "",
    "s0",
    "p0",
    "t",
    "placed",
    "score",
    "bottleneck",
    "generous",
    "rank_maximal",
    "none",
    "report",
    "student_optimal",
    "place_optimal",
    "maximum_stable",
    "fewest_blocking",
    "abbina-matching/1",
    "optimal",
    "duals",
    "bound",
    "infeasible",
    "\u{0}",
    "è日😀",
];
const KEYS: [&str; 16] = [
    "group",
    "parent",
    "min",
    "max",
    "open_with",
    "employer",
    "student_rank",
    "place_rank",
    "quotas",
    "pins",
    "forbids",
    "together",
    "apart",
    "limits",
    "seed",
    "colour",
];

fn edit(dice: &mut Dice, value: &mut Value, other: &Value) {
    let mut all = Vec::new();
    pointers(value, String::new(), &mut all);
    let at = &all[dice.below(all.len())];
    let own = some_of(dice, value);
    let Some(node) = value.pointer_mut(at) else { return };
    let kind = dice.below(9);
    match (kind, node) {
        (0, node) => {
            let numbers = [-1, 0, 1, 2, 3, 1_000_000, 1_000_001, i64::MAX, i64::MIN, 1 << 32];
            *node = match dice.below(8) {
                0 => Value::Null,
                1 => json!(dice.below(2) == 0),
                2 => json!(1.5),
                3 => json!(u64::MAX),
                4 | 5 => json!(numbers[dice.below(numbers.len())]),
                6 => json!(WORDS[dice.below(WORDS.len())]),
                _ => [json!([]), json!({}), json!([[]])][dice.below(3)].clone(),
            };
        }
        (1 | 2, node) => *node = own,
        (3, node) => *node = some_of(dice, other),
        (4, Value::Array(items)) if !items.is_empty() => drop(items.remove(dice.below(items.len()))),
        (5, Value::Array(items)) if !items.is_empty() => {
            let item = items[dice.below(items.len())].clone();
            items.insert(dice.below(items.len() + 1), item);
        }
        (6, Value::Array(items)) if !items.is_empty() => {
            let (i, j) = (dice.below(items.len()), dice.below(items.len()));
            items.swap(i, j);
        }
        (_, Value::Object(map)) => {
            let key = map.keys().nth(dice.below(map.len())).cloned();
            if kind < 6
                && let Some(key) = key
            {
                map.remove(&key);
            } else {
                map.insert(KEYS[dice.below(KEYS.len())].to_owned(), own);
            }
        }
        (_, node) => {
            if let Some(number) = node.as_i64() {
                *node = json!(number.wrapping_add(dice.below(5) as i64 - 2));
            } else {
                *node = json!([node.clone()]);
            }
        }
    }
}

fn scratch(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let at = dice.below(bytes.len() + 1);
    let until = (at + dice.below(24)).min(bytes.len());
    match dice.below(6) {
        0 if at < bytes.len() => bytes[at] = dice.next() as u8,
        1 => drop(bytes.drain(at..until)),
        2 => bytes.truncate(at),
        3 => {
            let piece = bytes[at..until].to_vec();
            let to = dice.below(bytes.len() + 1);
            bytes.splice(to..to, piece);
        }
        4 => {
            let pieces: [&[u8]; 12] = [
                b"{",
                b"}",
                b"[",
                b"]",
                b"\"",
                b",",
                b":",
                b"\\u",
                b"\\ud83d",
                b"1e999",
                b"-0",
                "\u{feff}".as_bytes(),
            ];
            let piece = pieces[dice.below(pieces.len())];
            bytes.splice(at..at, piece.iter().copied());
        }
        _ => {
            let many = vec![b"[{"[dice.below(2)]; dice.below(3000)];
            bytes.splice(at..at, many);
        }
    }
}
