//! `abbina solve` and `abbina check` as other programs see them: files, exit status, what stands on the error output.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::support::PROGRAM;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().expect("a folder"))
    }

    fn put(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).expect("a file");
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(PROGRAM)
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .expect("the program runs")
    }

    /// The exit status, the answer if there is one, and the error output.
    fn solve(&self, problem: &Value, more: &[&str]) -> (i32, Value, String) {
        self.put("problem.json", problem.to_string().as_bytes());
        let done = self.run(&[&["solve", "problem.json"], more].concat());
        let answer = serde_json::from_slice(&done.stdout).unwrap_or(Value::Null);
        let errors = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.code().unwrap_or(-1), answer, errors)
    }
}

fn small() -> Value {
    json!({
        "format": "abbina-matching/1",
        "students": [{"id": "ana"}, {"id": "ben"}, {"id": "a:b"}],
        "places": [{"id": "bakery", "capacity": 1}, {"id": "b:c", "capacity": 1}, {"id": "c", "capacity": 0}],
        "pairs": [["ana", "bakery", 9], ["ana", "b:c", 8], ["ben", "bakery", 7], ["a:b", "c", 1], ["a:b", "b:c", 2]],
    })
}

/// A market that takes a while: every student can go everywhere.
fn large(students: usize, places: usize) -> Value {
    let students = 0..students;
    let pairs: Vec<Value> = (students.clone())
        .flat_map(|s| {
            (0..places).map(move |p| {
                json!([
                    format!("s{s}"),
                    format!("p{p}"),
                    (s * 7919 + p * 104_729) % 1_000_001
                ])
            })
        })
        .collect();
    json!({
        "format": "abbina-matching/1",
        "students": students.clone().map(|s| json!({"id": format!("s{s}")})).collect::<Vec<_>>(),
        "places": (0..places).map(|p| json!({"id": format!("p{p}"), "capacity": students.len() / places})).collect::<Vec<_>>(),
        "pairs": pairs,
    })
}

fn exists(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

#[test]
fn a_problem_is_solved_into_a_file_and_the_answer_checked() {
    let desk = Desk::new();
    let (status, answer, errors) = desk.solve(&small(), &["--out", "answer.json"]);
    assert_eq!((status, answer, errors.as_str()), (0, Value::Null, ""));
    assert!(exists(&desk.0.path().join("answer.json")));
    let checked = desk.run(&["check", "problem.json", "answer.json"]);
    assert_eq!(checked.status.code(), Some(0));
    let text = std::fs::read_to_string(desk.0.path().join("answer.json")).expect("an answer");
    desk.put("answer.json", text.replacen("bakery", "c", 1).as_bytes());
    let refused = desk.run(&["check", "problem.json", "answer.json"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("/assignment  answer.pair.not_eligible"),
        "{refused:?}"
    );
}

#[test]
fn an_invalid_problem_is_refused_with_every_place_code_and_what_to_do() {
    let desk = Desk::new();
    let mut problem = small();
    problem["colour"] = json!("red");
    problem["pairs"][0][2] = json!(-1);
    problem["pins"] = json!([["ben", "c"]]);
    let (status, answer, errors) = desk.solve(&problem, &[]);
    assert_eq!((status, answer), (1, Value::Null));
    for told in [
        "/colour  document.key.unknown",
        "/pairs/0/2  pair.score.range",
        "/pins/0  pin.not_eligible",
    ] {
        assert!(errors.contains(told), "{told} is not in {errors}");
    }
}

#[test]
fn wrong_usage_is_told_apart_from_an_invalid_problem() {
    let desk = Desk::new();
    for wrong in [
        &["--seconds", "-1"][..],
        &["--seconds", "soon"],
        &["--seconds", "NaN"],
        &["--threads", "0"],
        &["--memory-mb", "0"],
        &["--explain", "nobody"],
        &["--colour"],
    ] {
        let (status, ..) = desk.solve(&small(), wrong);
        assert_eq!(status, 2, "{wrong:?}");
    }
    let missing = desk.run(&["solve", "nothing.json"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("file.unreadable"));
}

#[test]
fn ids_with_colons_are_found_in_what_is_asked() {
    let desk = Desk::new();
    let asked = [
        "--explain",
        "a:b:c",
        "--explain",
        "a:b:b:c",
        "--explain",
        "ana:b:c",
        "--explain",
        "x:y:z",
    ];
    let (status, answer, errors) = desk.solve(&small(), &asked);
    assert_eq!(status, 0, "{errors}");
    let told: Vec<[&str; 3]> = answer["explanations"]
        .as_array()
        .expect("explanations")
        .iter()
        .map(|told| ["student", "place", "verdict"].map(|key| told[key].as_str().expect("a word")))
        .collect();
    assert_eq!(told[0], ["a:b", "c", "forbidden"]);
    assert_eq!(told[1][..2], ["a:b", "b:c"]);
    assert_eq!(told[2][..2], ["ana", "b:c"]);
    assert_eq!(told[3][2], "not_eligible");
}

#[test]
fn a_new_run_moves_nobody_without_need_and_lists_who_moved() {
    let desk = Desk::new();
    let mut problem = json!({
        "format": "abbina-matching/1",
        "students": [{"id": "ana"}, {"id": "ben"}, {"id": "eva"}],
        "places": [{"id": "bakery", "capacity": 1}, {"id": "garage", "capacity": 1}, {"id": "studio", "capacity": 1}],
        "pairs": [["ana", "bakery", 5], ["ana", "garage", 5], ["ben", "bakery", 5], ["ben", "garage", 5],
                  ["eva", "studio", 5], ["eva", "garage", 5]],
    });
    for seed in 0..6 {
        problem["seed"] = json!(0);
        let (status, ..) = desk.solve(&problem, &["--out", "first.json"]);
        assert_eq!(status, 0);
        problem["seed"] = json!(seed);
        let (status, answer, errors) = desk.solve(&problem, &["--previous", "first.json"]);
        assert_eq!(status, 0, "{errors}");
        assert_eq!(answer["moved"], Value::Null, "nobody moved");
        problem["forbids"] = json!([["eva", "studio"]]);
        let (_, answer, _) = desk.solve(&problem, &["--previous", "first.json"]);
        let moved = answer["moved"].as_array().expect("who moved");
        assert!(
            moved
                .iter()
                .any(|step| step["student"] == "eva" && step["from"] == "studio"),
            "{moved:?}"
        );
        problem.as_object_mut().expect("an object").remove("forbids");
    }
}

#[test]
fn no_time_at_all_still_leaves_an_answer_with_its_bound() {
    let desk = Desk::new();
    let (status, answer, errors) = desk.solve(&large(1500, 30), &["--seconds", "0", "--out", "answer.json"]);
    assert_eq!((status, answer, errors.as_str()), (0, Value::Null, ""));
    let text = std::fs::read(desk.0.path().join("answer.json")).expect("an answer");
    let answer: Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(answer["status"], "feasible", "{}", answer["notes"]);
    let tier = &answer["tiers"][1];
    assert!(tier["bound"].as_i64() >= tier["value"].as_i64(), "{tier}");
    let checked = desk.run(&["check", "problem.json", "answer.json"]);
    assert_eq!(
        checked.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}

#[test]
fn memory_that_does_not_suffice_is_told_in_one_clear_line() {
    let desk = Desk::new();
    let (status, answer, errors) = desk.solve(&large(3000, 60), &["--memory-mb", "24"]);
    assert_eq!((status, answer), (3, Value::Null), "{errors}");
    assert!(errors.contains("24 MiB of memory"), "{errors}");
    let (status, answer, errors) = desk.solve(&small(), &["--memory-mb", "2000"]);
    assert_eq!((status, &answer["status"]), (0, &json!("optimal")), "{errors}");
}

#[test]
fn progress_comes_as_lines_of_json_with_tier_time_best_and_bound() {
    let desk = Desk::new();
    let (status, _, errors) = desk.solve(&large(300, 20), &["--progress", "json"]);
    assert_eq!(status, 0, "{errors}");
    let lines: Vec<Value> = errors
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let keys = ["phase", "tier", "elapsed_ms", "done", "total", "best", "bound"];
    assert!(lines.len() > 3);
    for line in &lines {
        assert!(keys.iter().all(|key| line.get(key).is_some()), "{line}");
    }
    assert!(
        lines
            .iter()
            .any(|line| line["tier"] == "score" && line["best"] == line["bound"]),
        "{errors}"
    );
}
