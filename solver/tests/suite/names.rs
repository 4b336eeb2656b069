//! From names to what bears them.

use abbina_solver::Problem;

use crate::format::codes;

/// Names are looked up many at a time; whatever stands between them, each is reported where it stands, in order.
#[test]
fn names_that_nobody_bears_are_reported_in_the_order_of_the_pairs() {
    let places: Vec<String> = (0..100)
        .map(|p| format!(r#"{{"id": "p{p}", "capacity": 1}}"#))
        .collect();
    let wrong = [0, 1, 31, 32, 33, 64, 70, 99];
    let pairs: Vec<String> = (0..100)
        .map(|p| match (p, wrong.contains(&p)) {
            (70, _) => r#"{"student": "nobody", "place": "p70", "score": 1}"#.to_owned(),
            (_, true) => format!(r#"["ana", "nowhere-{p}", 1]"#),
            _ => format!(r#"["ana", "p{p}", 1]"#),
        })
        .collect();
    let text = |end: &str| {
        format!(
            r#"{{"format": "abbina-matching/1", "students": [{{"id": "ana"}}], "places": [{}], "pairs": [{}{end}"#,
            places.join(","),
            pairs.join(",")
        )
    };
    let wanted: Vec<(String, String)> = wrong
        .iter()
        .map(|p| match p {
            70 => ("/pairs/70/student".to_owned(), "pair.student.unknown".to_owned()),
            p => (format!("/pairs/{p}/1"), "pair.place.unknown".to_owned()),
        })
        .collect();
    assert_eq!(codes(&text("]}")), wanted);
    // Nor are they forgotten where the text ends too early.
    let syntax = (String::new(), "json.syntax".to_owned());
    assert_eq!(codes(&text(", [")), [wanted, vec![syntax]].concat());
}

#[test]
fn names_of_every_length_and_alphabet_are_told_apart() {
    let names: Vec<String> = (0..40)
        .flat_map(|length| ["a", "b", "è", "\0"].map(|letter| letter.repeat(length)))
        .chain((0..20).map(|at| format!("{}x{}", "a".repeat(at), "a".repeat(19 - at))))
        .filter(|name| !name.is_empty())
        .collect();
    let mut builder = Problem::builder();
    let places: Vec<_> = names.iter().map(|name| builder.place(name, 1, None)).collect();
    let student = builder.student("student", None);
    for place in places {
        builder.pair(student, place, 1);
    }
    let problem = builder.build().unwrap();
    assert_eq!(problem.pairs.len(), names.len());
    assert_eq!(Problem::read(&problem.to_json()).unwrap(), problem);
}
