//! Reading the JSON format: everything that is wrong is reported at once; only broken JSON ends the reading.

mod fields;
mod lookup;
mod pairs;
mod sections;
mod wanted;

use std::borrow::Cow;
use std::cell::OnceCell;

use super::references::{self, Names};
use super::{FORMAT, Pair, Place, Problem, Student};
use crate::error::Finding;
use crate::json::{Kind, Reader, Syntax, line_and_column};
use fields::{Fields, Path};

const SECTIONS: [&str; 12] = [
    "format", "students", "places", "groups", "pairs", "quotas", "pins", "forbids", "together", "apart",
    "policy", "limits",
];
const SEED: usize = 12;

/// What the document holds, with groups still by name.
#[derive(Default)]
struct Draft<'a> {
    problem: Problem,
    student_groups: Vec<Option<Cow<'a, str>>>,
    place_groups: Vec<Option<Cow<'a, str>>>,
    parents: Vec<Option<Cow<'a, str>>>,
}

impl Problem {
    /// Reads `abbina-matching/1`.
    ///
    /// # Errors
    /// Every finding in the document, with path, code and what to do; only the first where the text is not JSON.
    pub fn read(bytes: &[u8]) -> Result<Problem, Vec<Finding>> {
        let text = std::str::from_utf8(bytes).map_err(|e| {
            let message = format!(
                "The file is not UTF-8 text: byte {} cannot be read. Save it as UTF-8.",
                e.valid_up_to()
            );
            vec![Finding::new("", "json.encoding", message)]
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut fields = Fields::default();
        match document(text, &mut fields) {
            Ok(problem) => {
                // Names are told apart and references hold, or their findings are in the list already: what is left
                // to judge is the rest.
                problem.judge(&mut fields.findings, true);
                fields.findings.into_result(problem)
            }
            Err(syntax) => {
                let (line, column) = line_and_column(text, syntax.at);
                let message = format!(
                    "This is not JSON: {} (line {line}, column {column}). Correct it there; nothing after it was read.",
                    syntax.what
                );
                fields.findings.add(String::new, "json.syntax", || message);
                fields.findings.into_result(Problem::default())
            }
        }
    }
}

fn document(text: &str, fields: &mut Fields) -> Result<Problem, Syntax> {
    let root = Path::root();
    let mut reader = Reader::new(text);
    let mut draft = Draft::default();
    if reader.kind()? != Kind::Object {
        fields.findings.add(String::new, "document.type", || {
            "The document must be an object `{…}` with the keys of the format.".to_owned()
        });
        reader.skip()?;
        reader.end()?;
        return Ok(draft.problem);
    }
    // Students and places come to rest here before the first name is looked up, and are indexed once.
    let (at_rest_students, at_rest_places) = (OnceCell::new(), OnceCell::new());
    let (students, places) = (OnceCell::new(), OnceCell::new());
    let mut starts: [Option<usize>; 13] = [None; 13];
    let mut at_once = [false; 13];
    let mut keys = SECTIONS.to_vec();
    keys.push("seed");
    fields.object(&mut reader, &root, "document", &keys, |fields, reader, key| {
        starts[key] = Some(reader.position());
        // Names first: what refers to them waits until the whole document is known.
        at_once[key] = true;
        match key {
            0 => sections::format(fields, reader, &root)?,
            1 => sections::students(fields, reader, &root, &mut draft)?,
            2 => sections::places(fields, reader, &root, &mut draft)?,
            3 => sections::groups(fields, reader, &root, &mut draft)?,
            5 => sections::quotas(fields, reader, &root, &mut draft.problem)?,
            10 => wanted::policy(fields, reader, &root, &mut draft.problem.policy)?,
            11 => wanted::limits(fields, reader, &root, &mut draft.problem.limits)?,
            SEED => wanted::seed(fields, reader, &root, &mut draft.problem.seed)?,
            4 if starts[1].is_some() && starts[2].is_some() => {
                let problem = &mut draft.problem;
                let at_rest = at_rest_students.get_or_init(|| std::mem::take(&mut problem.students));
                let students = students.get_or_init(|| Named::of(at_rest.iter().map(Student::name)));
                let at_rest = at_rest_places.get_or_init(|| std::mem::take(&mut problem.places));
                let places = places.get_or_init(|| Named::of(at_rest.iter().map(Place::name)));
                pairs::pairs(
                    fields,
                    reader,
                    &root,
                    &students.names,
                    &places.names,
                    &mut problem.pairs,
                )?;
            }
            _ => {
                at_once[key] = false;
                reader.skip()?;
            }
        }
        Ok(())
    })?;
    reader.end()?;
    for (key, name) in [(0, "format"), (1, "students"), (2, "places"), (4, "pairs")] {
        if starts[key].is_none() {
            fields.findings.add(String::new, &format!("{name}.missing"), || {
                let hint = if key == 0 {
                    format!(" Write \"format\": \"{FORMAT}\".")
                } else {
                    format!(" Add it, as an empty array if there are no {name}.")
                };
                format!("The key `{name}` is missing.{hint}")
            });
        }
    }
    let Draft {
        mut problem,
        student_groups,
        place_groups,
        parents,
    } = draft;
    let later = |key: usize| {
        starts[key].filter(|_| !at_once[key]).map(|start| {
            let mut reader = reader.clone();
            reader.seek(start);
            reader
        })
    };
    {
        let at_rest = at_rest_students.get_or_init(|| std::mem::take(&mut problem.students));
        let students = students.get_or_init(|| Named::of(at_rest.iter().map(Student::name)));
        let at_rest = at_rest_places.get_or_init(|| std::mem::take(&mut problem.places));
        let places = places.get_or_init(|| Named::of(at_rest.iter().map(Place::name)));
        students.report(fields, "students", "student");
        places.report(fields, "places", "place");
        let (student_names, place_names) = (&students.names, &places.names);
        let Problem {
            pairs,
            pins,
            forbids,
            together,
            apart,
            ..
        } = &mut problem;
        if let Some(mut reader) = later(4) {
            pairs::pairs(fields, &mut reader, &root, student_names, place_names, pairs)?;
        }
        for (key, what, out) in [(6, "pin", pins), (7, "forbid", forbids)] {
            if let Some(mut reader) = later(key) {
                let sides = [("student", student_names), ("place", place_names)];
                sections::two(fields, &mut reader, &root, SECTIONS[key], what, sides, out)?;
            }
        }
        for (key, what, out) in [(8, "together", together), (9, "apart", apart)] {
            if let Some(mut reader) = later(key) {
                let sides = [("student", student_names), ("student", student_names)];
                sections::two(fields, &mut reader, &root, SECTIONS[key], what, sides, out)?;
            }
        }
    }
    drop((students, places));
    problem.students = at_rest_students.into_inner().unwrap_or_default();
    problem.places = at_rest_places.into_inner().unwrap_or_default();
    join(fields, &mut problem, &student_groups, &place_groups, &parents);
    Ok(problem)
}

/// Groups by name become groups by position.
fn join(
    fields: &mut Fields,
    problem: &mut Problem,
    student_groups: &[Option<Cow<'_, str>>],
    place_groups: &[Option<Cow<'_, str>>],
    parents: &[Option<Cow<'_, str>>],
) {
    let Problem {
        students,
        places,
        groups,
        ..
    } = problem;
    let group_ids: Vec<String> = groups.iter().map(|g| g.id.clone()).collect();
    let group_names = Named::of(group_ids.iter().map(String::as_str));
    group_names.report(fields, "groups", "group");
    let mut resolve =
        |section, what: &str, key, names: &[Option<Cow<'_, str>>], set: &mut dyn FnMut(usize, u32)| {
            for (position, name) in names.iter().enumerate() {
                let Some(name) = name else { continue };
                match group_names.names.get(name.as_ref()) {
                    Some(group) => set(position, group),
                    None => fields.findings.add(
                        || format!("/{section}/{position}/{key}"),
                        &format!("{what}.{key}.unknown"),
                        || format!("There is no group {name:?}. Correct the name or add it to `groups`."),
                    ),
                }
            }
        };
    resolve("students", "student", "group", student_groups, &mut |i, g| {
        students[i].group = Some(g)
    });
    resolve("places", "place", "group", place_groups, &mut |i, g| {
        places[i].group = Some(g)
    });
    resolve("groups", "group", "parent", parents, &mut |i, g| {
        groups[i].parent = Some(g)
    });
}

/// Positions of names, and where a name stands that stood before.
struct Named<'n> {
    names: Names<'n>,
    again: Vec<(usize, &'n str)>,
}

impl<'n> Named<'n> {
    fn of(names: impl Iterator<Item = &'n str>) -> Named<'n> {
        let mut again = Vec::new();
        let names = references::index(names, |position, name| again.push((position, name)));
        Named { names, again }
    }

    /// A name borne twice is a finding.
    fn report(&self, fields: &mut Fields, section: &'static str, what: &'static str) {
        for (position, name) in &self.again {
            fields.findings.add(
                || format!("/{section}/{position}/id"),
                &format!("{what}.id.repeated"),
                || {
                    format!(
                        "The {what} {name:?} stands here a second time. Give each {what} an id of its own."
                    )
                },
            );
        }
    }
}

/// A pair that refers to nothing, put where one could not be read, so that the positions after it stay right.
pub(super) const UNREAD: Pair = Pair {
    student: u32::MAX,
    place: u32::MAX,
    score: 0,
    student_rank: 0,
    place_rank: 0,
};
