//! Reading and writing: every error at once, nothing lost on the way, never a panic.

use abbina_solver::{Answer, Finding, Options, Problem, solve};

use crate::support::{Chance, Kind, generate};

const EXAMPLE: &str = r#"{
  "format": "abbina-matching/1",
  "students": [ {"id": "s1", "group": "school-a"}, {"id": "s2"}, {"id": "s3"}, {"id": "s4"} ],
  "places":   [ {"id": "p1", "capacity": 2, "group": "tutor-7", "employer": "employer-1", "open_with": 2} ],
  "groups":   [ {"id": "tutor-7", "max": 5, "parent": "employer-1"}, {"id": "employer-1", "max": 3},
                {"id": "school-a", "min": 0, "max": 40} ],
  "pairs":    [ {"student": "s1", "place": "p1", "score": 618, "student_rank": 1, "place_rank": 4},
                ["s2", "p1", 5, 1, 2] ],
  "quotas":   [ {"id": "few", "pairs": [0, 1], "min": 1, "max": 3} ],
  "pins":     [ ["s1", "p1"] ],
  "forbids":  [ ["s2", "p1"] ],
  "together": [ ["s3", "s4"] ],
  "apart":    [ ["s2", "s3"] ],
  "policy":   { "tiers": ["placed", "generous", "score"], "stability": "none" },
  "limits":   { "seconds": 60, "threads": 2 },
  "seed": 1
}"#;

pub fn codes(text: &str) -> Vec<(String, String)> {
    let findings = Problem::read(text.as_bytes()).unwrap_err();
    findings
        .into_iter()
        .map(|Finding { path, code, .. }| (path, code))
        .collect()
}

#[test]
fn the_documented_example_is_read_and_written_again() {
    let problem = Problem::read(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(problem.places[0].open_with, Some(2));
    let again = Problem::read(&problem.to_json()).unwrap();
    assert_eq!(again, problem);
    assert_eq!(again.digest(), problem.digest());
}

#[test]
fn every_problem_survives_writing_and_reading() {
    for seed in 0..300 {
        let problem = generate(seed, Kind::CROSSING);
        assert_eq!(Problem::read(&problem.to_json()).unwrap(), problem, "seed {seed}");
    }
}

#[test]
fn every_error_is_reported_at_once_with_its_path_and_code() {
    let text = r#"{
      "format": "abbina-matching/2", "colour": "red",
      "students": [ {"id": "s1"}, {"id": "s1"}, {"name": "x"}, {"id": "s4", "group": "nowhere"} ],
      "places": [ {"id": "p1"}, {"id": "p2", "capacity": -1}, {"id": "p3", "capacity": 1.5} ],
      "pairs": [ ["s1", "p9", 5], ["s1", "p1", 2000000], ["s1"], {"student": "s1", "place": "p1", "score": "high"},
                 7, ["s4", "p1", 1], ["s4", "p1", 2] ],
      "pins": [ ["s1", "p2"] ],
      "policy": { "tiers": ["placed", "fastest", "placed"] }
    }"#;
    let found = codes(text);
    for (path, code) in [
        ("/format", "format.unknown"),
        ("/colour", "document.key.unknown"),
        ("/students/1/id", "student.id.repeated"),
        ("/students/2/name", "student.key.unknown"),
        ("/students/2", "student.id.missing"),
        ("/students/3/group", "student.group.unknown"),
        ("/places/0", "place.capacity.missing"),
        ("/places/1/capacity", "place.capacity.range"),
        ("/places/2/capacity", "place.capacity.integer"),
        ("/pairs/0/1", "pair.place.unknown"),
        ("/pairs/1/2", "pair.score.range"),
        ("/pairs/2", "pair.length"),
        ("/pairs/3/score", "pair.score.type"),
        ("/pairs/4", "pair.type"),
        ("/pairs/6", "pair.repeated"),
        ("/pins/0", "pin.not_eligible"),
        ("/policy/tiers/1", "policy.tier.unknown"),
        ("/policy/tiers/1", "policy.tier.repeated"),
    ] {
        assert!(
            found.contains(&(path.to_owned(), code.to_owned())),
            "{path} {code} not in {found:#?}"
        );
    }
}

/// One student, two places and these pairs.
fn with_pairs(pairs: &str) -> String {
    format!(
        r#"{{"format": "abbina-matching/1", "students": [{{"id": "ana"}}],
            "places": [{{"id": "b", "capacity": 1}}, {{"id": "c", "capacity": 1}}], "pairs": {pairs}}}"#
    )
}

#[test]
fn a_pair_is_the_same_however_it_is_written() {
    let wanted = Problem::read(with_pairs(r#"[["ana","b",7,1,2],["ana","c",0]]"#).as_bytes()).unwrap();
    assert_eq!(
        (
            wanted.pairs[0].score,
            wanted.pairs[0].student_rank,
            wanted.pairs[0].place_rank
        ),
        (7, 1, 2)
    );
    for (first, second) in [
        (r#" [ "ana" , "b" , 7 , 1 , 2 ] "#, "[\n\"ana\",\t\"c\",\r\n0]"),
        (r#"["\u0061na","b",7,1,2]"#, r#"["ana","\u0063",0]"#),
        (
            r#"{"student":"ana","place":"b","score":7,"student_rank":1,"place_rank":2}"#,
            r#"["ana","c",0,null]"#,
        ),
        (
            r#"["ana","b",7,1,2]"#,
            r#"{"score": 0, "place": "c", "student": "ana"}"#,
        ),
    ] {
        let read = Problem::read(with_pairs(&format!("[{first},{second}]")).as_bytes()).unwrap();
        assert_eq!(read, wanted, "{first} {second}");
    }
}

#[test]
fn a_short_pair_with_anything_wrong_is_reported_like_any_other() {
    for (pair, path, code) in [
        (r#"["ana","b"]"#, "/pairs/1", "pair.length"),
        (r#"["ana","b",1,2,3,4]"#, "/pairs/1", "pair.length"),
        (r#"["ana","b",1000001]"#, "/pairs/1/2", "pair.score.range"),
        (r#"["ana","b",99999999999]"#, "/pairs/1/2", "pair.score.range"),
        (r#"["ana","b",-1]"#, "/pairs/1/2", "pair.score.range"),
        (r#"["ana","b",1.0]"#, "/pairs/1/2", "pair.score.integer"),
        (r#"["ana","b",1,0]"#, "/pairs/1/3", "pair.student_rank.range"),
        (
            r#"["ana","b",1,1,1000001]"#,
            "/pairs/1/4",
            "pair.place_rank.range",
        ),
        (r#"["bob","b",1]"#, "/pairs/1/0", "pair.student.unknown"),
        (r#"["ana","d",1]"#, "/pairs/1/1", "pair.place.unknown"),
        (r#"["ana","c",1]"#, "/pairs/1", "pair.repeated"),
        (r#"["ana","b",01]"#, "", "json.syntax"),
        (r#"["ana","b",1,]"#, "", "json.syntax"),
        ("[\"ana\",\"b\u{1}\",1]", "", "json.syntax"),
    ] {
        let found = codes(&with_pairs(&format!(r#"[["ana","c",1],{pair}]"#)));
        assert_eq!(found, [(path.to_owned(), code.to_owned())], "{pair}");
    }
}

#[test]
fn pairs_may_stand_before_what_they_refer_to() {
    let text = r#"{"pairs": [["s", "p", 3]], "pins": [["s", "p"]], "places": [{"id": "p", "capacity": 1}],
                   "students": [{"id": "s"}], "format": "abbina-matching/1"}"#;
    let problem = Problem::read(text.as_bytes()).unwrap();
    assert_eq!(problem.pairs[0].score, 3);
}

#[test]
fn no_bytes_make_the_readers_panic() {
    let answer = solve(&generate(3, Kind::SMALL), &Options::default()).to_json();
    let mut c = Chance(7);
    for round in 0..20_000 {
        let source = if round % 2 == 0 {
            EXAMPLE.as_bytes()
        } else {
            &answer[..]
        };
        let mut bytes = source.to_vec();
        for _ in 0..=c.below(4) {
            let at = c.below(bytes.len() as u64) as usize;
            if bytes.is_empty() {
                break;
            }
            match c.below(4) {
                0 => bytes[at] = c.next() as u8,
                1 => drop(bytes.remove(at)),
                2 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, b"{}[]\",:0-9e\\u"[c.below(13) as usize]),
            }
        }
        if let Ok(problem) = Problem::read(&bytes) {
            let _ = problem.digest();
        }
        let _ = Answer::read(&bytes);
    }
}

#[test]
fn broken_json_is_located() {
    let findings = Problem::read(b"{\n  \"students\": [ }").unwrap_err();
    assert_eq!(findings[0].code, "json.syntax");
    assert!(findings[0].message.contains("line 2"), "{}", findings[0].message);
    assert_eq!(Problem::read(&[0xff, 0xfe]).unwrap_err()[0].code, "json.encoding");
}

#[test]
fn what_must_be_there_cannot_be_null() {
    let good = r#"{"format": "abbina-matching/1", "students": [{"id": "s"}, {"id": "t"}],
        "places": [{"id": "p", "capacity": 1}], "pairs": [["s", "p", 3], {"student": "t", "place": "p", "score": 4}],
        "quotas": [{"id": "q", "pairs": [0]}], "pins": [["s", "p"]], "forbids": [["t", "p"]],
        "together": [["s", "t"]], "apart": [["s", "t"]], "policy": {"tiers": ["placed"]}}"#;
    Problem::read(good.as_bytes()).unwrap();
    for (from, to, path, code) in [
        (r#""abbina-matching/1""#, "null", "/format", "format.type"),
        (
            r#"{"id": "s"}"#,
            r#"{"id": null}"#,
            "/students/0/id",
            "student.id.type",
        ),
        (
            r#"{"id": "p","#,
            r#"{"id": null,"#,
            "/places/0/id",
            "place.id.type",
        ),
        (
            r#""capacity": 1"#,
            r#""capacity": null"#,
            "/places/0/capacity",
            "place.capacity.type",
        ),
        (
            r#"["s", "p", 3]"#,
            r#"[null, "p", 3]"#,
            "/pairs/0/0",
            "pair.student.type",
        ),
        (
            r#"["s", "p", 3]"#,
            r#"["s", null, 3]"#,
            "/pairs/0/1",
            "pair.place.type",
        ),
        (
            r#"["s", "p", 3]"#,
            r#"["s", "p", null]"#,
            "/pairs/0/2",
            "pair.score.type",
        ),
        (
            r#""student": "t""#,
            r#""student": null"#,
            "/pairs/1/student",
            "pair.student.type",
        ),
        (
            r#""score": 4"#,
            r#""score": null"#,
            "/pairs/1/score",
            "pair.score.type",
        ),
        (r#"{"id": "q""#, r#"{"id": null"#, "/quotas/0/id", "quota.id.type"),
        (
            r#""pairs": [0]"#,
            r#""pairs": [null]"#,
            "/quotas/0/pairs/0",
            "quota.pair.type",
        ),
        (
            r#""pins": [["s""#,
            r#""pins": [[null"#,
            "/pins/0/0",
            "pin.student.type",
        ),
        (
            r#""forbids": [["t", "p"]"#,
            r#""forbids": [["t", null]"#,
            "/forbids/0/1",
            "forbid.place.type",
        ),
        (
            r#""together": [["s""#,
            r#""together": [[null"#,
            "/together/0/0",
            "together.student.type",
        ),
        (
            r#""apart": [["s", "t"]"#,
            r#""apart": [["s", null]"#,
            "/apart/0/1",
            "apart.student.type",
        ),
        (r#"["placed"]"#, "[null]", "/policy/tiers/0", "policy.tier.type"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        let found = codes(&bad);
        assert!(
            found.contains(&(path.to_owned(), code.to_owned())),
            "{to}: {found:?}"
        );
    }
}

#[test]
fn a_position_that_does_not_exist_is_refused_in_a_problem_made_by_hand() {
    for spoil in [
        (|p: &mut Problem| p.pairs[0].student = u32::MAX) as fn(&mut Problem),
        |p| p.pairs[0].place = u32::MAX,
        |p| p.pairs[0].place = 99,
        |p| p.pins.push((u32::MAX, 0)),
        |p| p.forbids.push((0, u32::MAX)),
        |p| p.together.push((u32::MAX, u32::MAX)),
        |p| p.students[0].group = Some(u32::MAX),
        |p| {
            p.quotas.push(abbina_solver::Quota {
                id: "q".into(),
                pairs: vec![u32::MAX],
                min: 0,
                max: None,
            })
        },
    ] {
        let mut b = Problem::builder();
        let (s, p) = (b.student("s", None), b.place("p", 1, None));
        b.pair(s, p, 1);
        let mut problem = b.build().unwrap();
        spoil(&mut problem);
        assert!(problem.validate().is_err());
        assert_eq!(
            solve(&problem, &Options::default()).status,
            abbina_solver::Status::NoAnswer
        );
    }
}

#[test]
fn numbers_that_are_no_integers_are_told_apart_from_those_that_are_too_big() {
    let with = |number: &str| {
        let text = format!(
            r#"{{"format": "abbina-matching/1", "students": [], "places": [], "pairs": [], "seed": {number}}}"#
        );
        Problem::read(text.as_bytes()).unwrap_err().remove(0)
    };
    for (number, code, told) in [
        ("1.0", "seed.integer", "decimals"),
        ("1e3", "seed.integer", "decimals"),
        ("9223372036854775808", "seed.integer", "too big"),
        ("1e400", "seed.integer", "too big"),
        ("-1e400", "seed.integer", "too big"),
        ("-1", "seed.range", "at least 0"),
    ] {
        let finding = with(number);
        assert_eq!(
            (finding.path.as_str(), finding.code.as_str()),
            ("/seed", code),
            "{number}"
        );
        assert!(finding.message.contains(told), "{number}: {finding}");
    }
    for number in [
        "01", "+1", ".5", "1.", "1e", "-", "NaN", "Infinity", "0x1", "1_000",
    ] {
        assert_eq!(with(number).code, "json.syntax", "{number}");
    }
}
