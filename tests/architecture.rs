//! The house rules that the compiler cannot keep, read from the sources: see the architecture page in `src/lib.rs`.
//!
//! A refusal names the file and line, and says what to do instead. Tests beside the code are not read: they may reach wider.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

mod source;

use source::{Line, code, files, imports, names, room, root, service};

/// What each capability may import of others, besides `accounts` and `notifications`, which all may.
const DIRECTIONS: &[(&str, &[&str])] = &[
    ("accounts", &[]),
    ("notifications", &[]),
    ("students", &[]),
    ("companies", &[]),
    ("placements", &["companies"]),
    ("availability", &["companies", "placements"]),
    ("imports", &["students", "companies", "placements", "families"]),
    ("matching", &["students", "companies", "placements"]),
    (
        "proposals",
        &["students", "companies", "placements", "matching", "availability"],
    ),
    (
        "families",
        &["students", "companies", "placements", "matching", "proposals"],
    ),
    ("privacy", &["students", "imports", "matching"]),
    ("reporting", &[]),
];

/// Rooms that are no capabilities, and the rooms that they may import. `*` is everything.
const FOUNDATIONS: &[(&str, &[&str])] = &[
    ("vocabulary", &[]),
    ("law", &["vocabulary"]),
    ("config", &["vocabulary"]),
    // The visitor of a page is an actor of `accounts`; nothing else of the trade is known here.
    ("platform", &["vocabulary", "config", "app", "accounts"]),
    ("app", &["*"]),
    ("cli", &["*"]),
    ("demo", &["*"]),
    ("main", &["*"]),
    ("lib", &["*"]),
];

/// What pure files never name: databases, the web, templates, mail, threads of waiting, solvers.
const IMPURE: &[&str] = &["sea_orm", "axum", "askama", "lettre", "tokio", "good_lp"];

/// Longer than 400 lines today. The list only shrinks: split the file by meaning, or leave it as long as it is.
const LONG_FILES: &[(&str, usize)] = &[];
const LONG: usize = 400;

fn nothing(refused: &[String], what_to_do: &str) {
    assert!(refused.is_empty(), "{what_to_do}:\n{}", refused.join("\n"));
}

fn refusals<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Vec<String> {
    lines
        .into_iter()
        .map(|line| format!("  {}:{}  {}", line.file, line.number, line.text.trim()))
        .collect()
}

#[test]
fn what_is_pure_names_no_database_no_web_and_no_solver() {
    let pure = |file: &str| {
        let mut parts = file.split('/').skip(2);
        let role = parts.next().unwrap_or_default().trim_end_matches(".rs");
        matches!(room(file), "law" | "vocabulary")
            || (capability(room(file)) && matches!(role, "model" | "import" | "eligibility" | "scoring"))
    };
    let lines = service();
    let impure = lines
        .iter()
        .filter(|line| pure(&line.file) && IMPURE.iter().any(|word| names(&line.text, word)));
    nothing(
        &refusals(impure),
        "a pure file works on plain data; move this to store.rs, actions.rs or pages.rs",
    );
}

#[test]
fn the_time_of_day_comes_from_the_clock() {
    let lines = service();
    let asked = lines.iter().filter(|line| {
        line.file != "src/vocabulary/calendar.rs"
            && ["Utc::now", "Local::now", "SystemTime::now"]
                .iter()
                .any(|word| line.text.contains(word))
    });
    nothing(&refusals(asked), "ask the Clock of the App, which tests can set");
}

#[test]
fn the_solver_crate_has_never_heard_of_apprentices() {
    let lines: Vec<Line> = files("solver/src", "rs")
        .iter()
        .flat_map(|file| code(file))
        .collect();
    let trade = ["abbina::", "sea_orm", "axum", "tokio", "sqlx"];
    let heard = lines
        .iter()
        .filter(|line| trade.iter().any(|word| line.text.contains(word)));
    nothing(
        &refusals(heard),
        "the solver is of use to anyone: no web, no database, no trade",
    );
    let declared = lines
        .iter()
        .filter(|line| !line.file.starts_with("solver/src/linear") && names(&line.text, "good_lp"));
    nothing(&refusals(declared), "only solver/src/linear.rs names good_lp");
    let service = service();
    let named = service.iter().filter(|line| names(&line.text, "good_lp"));
    nothing(&refusals(named), "only solver/src/linear.rs names good_lp");
}

#[test]
fn a_trait_that_the_law_protects_is_measured_where_runs_are_compared_and_nowhere_else() {
    let lines = service();
    let read = lines.iter().filter(|line| {
        names(&line.text, "of_a_woman")
            && !matches!(
                line.file.as_str(),
                "src/matching/comparison.rs" | "src/matching/pages/compare.rs"
            )
    });
    nothing(
        &refusals(read),
        "sex weighs in nothing: only the comparison of runs measures it, over groups",
    );
}

#[test]
fn transactions_begin_in_one_place() {
    let lines = service();
    let begun = lines.iter().filter(|line| {
        line.file != "src/platform/db.rs"
            && ["TransactionTrait", ".begin()", ".begin_with", ".transaction("]
                .iter()
                .any(|word| line.text.contains(word))
    });
    nothing(&refusals(begun), "use Db::write_tx, which takes the one writer");
}

fn capability(room: &str) -> bool {
    DIRECTIONS.iter().any(|(name, _)| *name == room)
}

#[test]
fn every_room_is_known_here() {
    let known = |room: &str| capability(room) || FOUNDATIONS.iter().any(|(name, _)| *name == room);
    let unknown: BTreeSet<String> = files("src", "rs")
        .iter()
        .map(|file| room(file).to_owned())
        .filter(|room| !known(room))
        .collect();
    assert!(
        unknown.is_empty(),
        "say in tests/architecture.rs what these may import: {unknown:?}"
    );
}

#[test]
fn rooms_import_only_in_the_allowed_directions() {
    let mut refused = Vec::new();
    for (line, to, _) in imports() {
        let from = room(&line.file);
        let a_room = capability(&to) || FOUNDATIONS.iter().any(|(name, _)| *name == to);
        if from == to || !a_room {
            continue;
        }
        let foundation = FOUNDATIONS.iter().find(|(name, _)| *name == from);
        // What a capability does on the command line speaks through the command line's voice.
        let spoken = line.file.ends_with("/cli.rs") && line.text.starts_with("crate::cli::output");
        let allowed = match foundation {
            _ if spoken => true,
            Some((_, may)) => may.contains(&"*") || may.contains(&to.as_str()),
            None if !capability(&to) => !matches!(to.as_str(), "cli" | "demo" | "main"),
            None if matches!(to.as_str(), "accounts" | "notifications") => true,
            None => DIRECTIONS
                .iter()
                .any(|(name, may)| *name == from && may.contains(&to.as_str())),
        };
        if !allowed {
            refused.push(line);
        }
    }
    nothing(
        &refusals(&refused),
        "this direction would make a cycle, or a room know too much",
    );
}

#[test]
fn the_allowed_directions_hold_no_cycle() {
    let mut may: BTreeMap<&str, BTreeSet<&str>> = DIRECTIONS
        .iter()
        .map(|(from, to)| (*from, to.iter().copied().collect()))
        .collect();
    while !may.is_empty() {
        let free = may
            .iter()
            .find(|(_, to)| to.iter().all(|to| !may.contains_key(to)))
            .map(|(from, _)| *from);
        let free = free.unwrap_or_else(|| panic!("these import each other: {may:?}"));
        may.remove(free);
    }
}

#[test]
fn capabilities_are_entered_by_their_front_doors() {
    let mut refused = Vec::new();
    for (line, to, name) in imports() {
        let from = room(&line.file);
        let inner = root().join(format!("src/{to}/{name}.rs")).exists()
            || root().join(format!("src/{to}/{name}")).is_dir();
        // `model`, `import` and `catalogue` are plain data and part of the door; who puts everything together may go further.
        let outsider =
            !name.is_empty() && capability(&to) && from != to && !matches!(from, "app" | "cli" | "demo");
        if outsider && inner && !matches!(name.as_str(), "model" | "import" | "catalogue") {
            refused.push(line);
        }
    }
    nothing(
        &refusals(&refused),
        "import what mod.rs offers, or offer it there",
    );
}

#[test]
fn long_files_get_shorter() {
    let mut refused = Vec::new();
    let mut allowed: BTreeMap<&str, usize> = LONG_FILES.iter().copied().collect();
    for folder in ["src", "solver/src", "migrations/src", "tests"] {
        for file in files(folder, "rs") {
            let lines = fs::read_to_string(root().join(&file)).unwrap().lines().count();
            match allowed.remove(file.as_str()) {
                Some(most) if lines > most => {
                    refused.push(format!("  {file} grew from {most} to {lines} lines"))
                }
                Some(_) if lines <= LONG => {
                    refused.push(format!("  {file} is short now: take it from the list"))
                }
                None if lines > LONG => refused.push(format!("  {file} has {lines} lines")),
                _ => {}
            }
        }
    }
    refused.extend(
        allowed
            .keys()
            .map(|file| format!("  {file} is gone: take it from the list")),
    );
    nothing(&refused, "a file over 400 lines asks to be split by meaning");
}

#[test]
fn the_tree_in_the_architecture_page_is_the_tree() {
    let page = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let tree = page
        .split("//! ```text\n//! src/\n")
        .nth(1)
        .expect("the page shows the tree of src/");
    let printed: BTreeSet<String> = tree
        .lines()
        .take_while(|line| *line != "//! ```")
        .filter_map(|line| line.strip_prefix("//!   "))
        .filter(|line| !line.starts_with(' '))
        .flat_map(|line| {
            let names = line.split("  ").next().unwrap();
            names
                .split(' ')
                .map(|name| name.trim_end_matches('/').to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let there: BTreeSet<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        // `app.rs` beside `app/` is one room.
        .map(|name| match name.strip_suffix(".rs") {
            Some(stem) if root().join("src").join(stem).is_dir() => stem.to_owned(),
            _ => name,
        })
        .map(|name| {
            if root().join("src").join(format!("{name}.rs")).exists() {
                format!("{name}.rs")
            } else {
                name
            }
        })
        .collect();
    assert_eq!(printed, there, "src/lib.rs prints another tree than there is");
}

#[test]
fn nothing_says_that_it_is_not_finished() {
    let words = [
        "TO\u{44}O",
        "FIX\u{4d}E",
        "// XX\u{58}",
        "HAC\u{4b}",
        "todo!(",
        "unimplemented!(",
    ];
    let mut refused = Vec::new();
    for (folder, extension) in [
        ("src", "rs"),
        ("solver", "rs"),
        ("migrations", "rs"),
        ("tests", "rs"),
        ("tests", "mjs"),
        ("templates", "html"),
        ("templates", "ftl"),
        ("templates", "css"),
    ] {
        for file in files(folder, extension)
            .into_iter()
            .filter(|file| file != "tests/architecture.rs")
        {
            let text = fs::read_to_string(root().join(&file)).unwrap();
            for (index, line) in text.lines().enumerate() {
                if words.iter().any(|word| line.contains(word)) {
                    refused.push(format!("  {file}:{}  {}", index + 1, line.trim()));
                }
            }
        }
    }
    nothing(&refused, "finish it, or open an issue that says what is left");
}

#[test]
fn the_law_never_asks_who_somebody_is() {
    let words = [
        "sex",
        "gender",
        "nationality",
        "citizenship",
        "religion",
        "disability",
        "disabled",
        "marital",
    ];
    let judged = |file: &str| {
        file.starts_with("src/law/")
            || file.starts_with("src/matching/eligibility")
            || file.starts_with("src/matching/scoring")
    };
    let lines = service();
    let asked = lines
        .iter()
        .filter(|line| judged(&line.file) && words.iter().any(|word| names(&line.text, word)));
    nothing(&refusals(asked), "such a fact never enters eligibility or score");
}
