//! The sections of the document, one function each.

use std::borrow::Cow;

use super::fields::{Fields, Path};
use super::{Draft, Names, UNREAD};
use crate::json::{Kind, Reader, Syntax};
use crate::problem::{FORMAT, Group, Pair, Place, Problem, Quota, RANK_MAX, SCORE_MAX, Student};

pub(super) type Done = Result<(), Syntax>;

pub(super) fn format(fields: &mut Fields, reader: &mut Reader<'_>, root: &Path<'_>) -> Done {
    let path = root.key("format");
    if let Some(format) = fields.needed_text(reader, &path, "format")?
        && format != FORMAT
    {
        fields.findings.add(
            || path.to_string(),
            "format.unknown",
            || format!("{format:?} is not a format this version reads. Write {FORMAT:?}."),
        );
    }
    Ok(())
}

/// The id of an entry; a missing one is a finding.
fn own_id(
    fields: &mut Fields,
    id: Option<Cow<'_, str>>,
    path: &Path<'_>,
    what: &str,
    reported: bool,
) -> String {
    match id {
        Some(id) => id.into_owned(),
        None => {
            if !reported {
                fields.missing(path, what, "id");
            }
            // Unlike any other, so that it is not reported as repeated as well.
            format!("\u{0}{path}")
        }
    }
}

pub(super) fn students<'a>(
    fields: &mut Fields,
    reader: &mut Reader<'a>,
    root: &Path<'_>,
    draft: &mut Draft<'a>,
) -> Done {
    let section = root.key("students");
    fields.array(reader, &section, "students", |fields, reader, position| {
        let path = section.item(position);
        let (mut id, mut group, mut seen) = (None, None, 1);
        if reader.kind()? == Kind::Object {
            seen = fields.object(
                reader,
                &path,
                "student",
                &["id", "group"],
                |fields, reader, key| {
                    match key {
                        0 => id = fields.needed_text(reader, &path.key("id"), "student.id")?,
                        _ => group = fields.text(reader, &path.key("group"), "student.group")?,
                    }
                    Ok(())
                },
            )?;
        } else {
            fields.wrong(reader, &path, "student", "an object such as {\"id\": \"s1\"}")?;
        }
        let id = own_id(fields, id, &path, "student", seen & 1 != 0);
        draft.problem.students.push(Student { id, group: None });
        draft.student_groups.push(group);
        Ok(())
    })
}

const BIG: i64 = i64::MAX;

pub(super) fn places<'a>(
    fields: &mut Fields,
    reader: &mut Reader<'a>,
    root: &Path<'_>,
    draft: &mut Draft<'a>,
) -> Done {
    let section = root.key("places");
    let known = ["id", "capacity", "group", "employer", "open_with"];
    fields.array(reader, &section, "places", |fields, reader, position| {
        let path = section.item(position);
        let mut place = Place::default();
        let (mut id, mut group, mut seen) = (None, None, 3);
        if reader.kind()? == Kind::Object {
            seen = fields.object(reader, &path, "place", &known, |fields, reader, key| {
                let at = path.key(known[key]);
                let what = || format!("place.{}", known[key]);
                match key {
                    0 => id = fields.needed_text(reader, &at, "place.id")?,
                    1 => {
                        place.capacity = fields
                            .needed_integer(reader, &at, what, 0, BIG)?
                            .unwrap_or(0)
                            .cast_unsigned()
                    }
                    2 => group = fields.text(reader, &at, "place.group")?,
                    3 => place.employer = fields.text(reader, &at, "place.employer")?.map(Cow::into_owned),
                    _ => place.open_with = fields.integer(reader, &at, what, 0, BIG)?.map(i64::cast_unsigned),
                }
                Ok(())
            })?;
        } else {
            fields.wrong(
                reader,
                &path,
                "place",
                "an object such as {\"id\": \"p1\", \"capacity\": 1}",
            )?;
        }
        place.id = own_id(fields, id, &path, "place", seen & 1 != 0);
        if seen & 2 == 0 {
            fields.missing(&path, "place", "capacity");
        }
        draft.problem.places.push(place);
        draft.place_groups.push(group);
        Ok(())
    })
}

pub(super) fn groups<'a>(
    fields: &mut Fields,
    reader: &mut Reader<'a>,
    root: &Path<'_>,
    draft: &mut Draft<'a>,
) -> Done {
    let section = root.key("groups");
    let known = ["id", "min", "max", "parent"];
    fields.array(reader, &section, "groups", |fields, reader, position| {
        let path = section.item(position);
        let mut group = Group::default();
        let (mut id, mut parent, mut seen) = (None, None, 1);
        if reader.kind()? == Kind::Object {
            seen = fields.object(reader, &path, "group", &known, |fields, reader, key| {
                let at = path.key(known[key]);
                let what = || format!("group.{}", known[key]);
                match key {
                    0 => id = fields.needed_text(reader, &at, "group.id")?,
                    1 => {
                        group.min = fields
                            .integer(reader, &at, what, 0, BIG)?
                            .unwrap_or(0)
                            .cast_unsigned()
                    }
                    2 => group.max = fields.integer(reader, &at, what, 0, BIG)?.map(i64::cast_unsigned),
                    _ => parent = fields.text(reader, &at, "group.parent")?,
                }
                Ok(())
            })?;
        } else {
            fields.wrong(
                reader,
                &path,
                "group",
                "an object such as {\"id\": \"g1\", \"max\": 3}",
            )?;
        }
        group.id = own_id(fields, id, &path, "group", seen & 1 != 0);
        draft.problem.groups.push(group);
        draft.parents.push(parent);
        Ok(())
    })
}

/// Looks names up; students of neighbouring pairs are usually the same, and not looked up again.
struct Lookup<'n, 'm> {
    what: &'static str,
    names: &'m Names<'n>,
    last: (&'n str, u32),
}

impl<'n, 'm> Lookup<'n, 'm> {
    fn new(what: &'static str, names: &'m Names<'n>) -> Self {
        Self {
            what,
            names,
            last: ("", u32::MAX),
        }
    }

    fn find(&mut self, fields: &mut Fields, path: impl FnOnce() -> String, whose: &str, name: &str) -> u32 {
        if self.last.1 != u32::MAX && self.last.0 == name {
            return self.last.1;
        }
        if let Some((known, position)) = self.names.get_key_value(name) {
            self.last = (known, *position);
            return *position;
        }
        let what = self.what;
        fields.findings.add(path, &format!("{whose}.{what}.unknown"), || {
            format!("There is no {what} {name:?}. Correct the name or add it to `{what}s`.")
        });
        u32::MAX
    }
}

pub(super) fn pairs(
    fields: &mut Fields,
    reader: &mut Reader<'_>,
    root: &Path<'_>,
    students: &Names<'_>,
    places: &Names<'_>,
    out: &mut Vec<Pair>,
) -> Done {
    let section = root.key("pairs");
    let mut students = Lookup::new("student", students);
    let mut places = Lookup::new("place", places);
    fields.array(reader, &section, "pairs", |fields, reader, position| {
        let path = section.item(position);
        out.push(match reader.kind()? {
            Kind::Array => pair_array(fields, reader, &path, &mut students, &mut places)?,
            Kind::Object => pair_object(fields, reader, &path, &mut students, &mut places)?,
            _ => {
                fields.wrong(
                    reader,
                    &path,
                    "pair",
                    "an object or an array [student, place, score]",
                )?;
                UNREAD
            }
        });
        Ok(())
    })
}

const KEYS: [&str; 5] = ["student", "place", "score", "student_rank", "place_rank"];

/// One number of a pair, by its position in [`KEYS`].
fn pair_number(
    fields: &mut Fields,
    reader: &mut Reader<'_>,
    path: &Path<'_>,
    key: usize,
) -> Result<u32, Syntax> {
    let (least, most) = if key == 2 {
        (0, i64::from(SCORE_MAX))
    } else {
        (1, i64::from(RANK_MAX))
    };
    let what = || format!("pair.{}", KEYS[key]);
    let value = if key == 2 {
        fields.needed_integer(reader, path, what, least, most)?
    } else {
        fields.integer(reader, path, what, least, most)?
    };
    Ok(u32::try_from(value.unwrap_or(0)).unwrap_or(0))
}

fn pair_array(
    fields: &mut Fields,
    reader: &mut Reader<'_>,
    path: &Path<'_>,
    students: &mut Lookup<'_, '_>,
    places: &mut Lookup<'_, '_>,
) -> Result<Pair, Syntax> {
    let mut pair = UNREAD;
    let mut count = 0;
    reader.open_array()?;
    while reader.item(count == 0)? {
        let at = path.item(count);
        match count {
            0 | 1 => {
                let what = if count == 0 { "pair.student" } else { "pair.place" };
                if let Some(name) = fields.needed_text(reader, &at, what)? {
                    if count == 0 {
                        pair.student = students.find(fields, || at.to_string(), "pair", &name);
                    } else {
                        pair.place = places.find(fields, || at.to_string(), "pair", &name);
                    }
                }
            }
            2 => pair.score = pair_number(fields, reader, &at, 2)?,
            3 => pair.student_rank = pair_number(fields, reader, &at, 3)?,
            4 => pair.place_rank = pair_number(fields, reader, &at, 4)?,
            _ => reader.skip()?,
        }
        count += 1;
    }
    if !(3..=5).contains(&count) {
        fields.findings.add(
            || path.to_string(),
            "pair.length",
            || format!("A pair is [student, place, score, student_rank?, place_rank?]; this one has {count} items. Write three to five."),
        );
    }
    Ok(pair)
}

fn pair_object(
    fields: &mut Fields,
    reader: &mut Reader<'_>,
    path: &Path<'_>,
    students: &mut Lookup<'_, '_>,
    places: &mut Lookup<'_, '_>,
) -> Result<Pair, Syntax> {
    let mut pair = UNREAD;
    let seen = fields.object(reader, path, "pair", &KEYS, |fields, reader, key| {
        let at = path.key(KEYS[key]);
        match key {
            0 => {
                if let Some(name) = fields.needed_text(reader, &at, "pair.student")? {
                    pair.student = students.find(fields, || at.to_string(), "pair", &name);
                }
            }
            1 => {
                if let Some(name) = fields.needed_text(reader, &at, "pair.place")? {
                    pair.place = places.find(fields, || at.to_string(), "pair", &name);
                }
            }
            2 => pair.score = pair_number(fields, reader, &at, 2)?,
            3 => pair.student_rank = pair_number(fields, reader, &at, 3)?,
            _ => pair.place_rank = pair_number(fields, reader, &at, 4)?,
        }
        Ok(())
    })?;
    for (key, name) in KEYS.iter().enumerate().take(3) {
        if seen & 1 << key == 0 {
            fields.missing(path, "pair", name);
        }
    }
    Ok(pair)
}

pub(super) fn quotas(
    fields: &mut Fields,
    reader: &mut Reader<'_>,
    root: &Path<'_>,
    problem: &mut Problem,
) -> Done {
    let section = root.key("quotas");
    let known = ["id", "pairs", "min", "max"];
    fields.array(reader, &section, "quotas", |fields, reader, position| {
        let path = section.item(position);
        let mut quota = Quota::default();
        let (mut id, mut seen) = (None, 3);
        if reader.kind()? == Kind::Object {
            seen = fields.object(reader, &path, "quota", &known, |fields, reader, key| {
                let at = path.key(known[key]);
                let what = || format!("quota.{}", known[key]);
                match key {
                    0 => id = fields.needed_text(reader, &at, "quota.id")?,
                    1 => fields.array(reader, &at, "quota.pairs", |fields, reader, i| {
                        let most = i64::from(u32::MAX);
                        let pair = fields.needed_integer(
                            reader,
                            &at.item(i),
                            || "quota.pair".to_owned(),
                            0,
                            most,
                        )?;
                        quota.pairs.extend(pair.and_then(|p| u32::try_from(p).ok()));
                        Ok(())
                    })?,
                    2 => {
                        quota.min = fields
                            .integer(reader, &at, what, 0, BIG)?
                            .unwrap_or(0)
                            .cast_unsigned()
                    }
                    _ => quota.max = fields.integer(reader, &at, what, 0, BIG)?.map(i64::cast_unsigned),
                }
                Ok(())
            })?;
        } else {
            fields.wrong(
                reader,
                &path,
                "quota",
                "an object such as {\"id\": \"q\", \"pairs\": [0], \"max\": 1}",
            )?;
        }
        quota.id = own_id(fields, id, &path, "quota", seen & 1 != 0);
        if seen & 2 == 0 {
            fields.missing(&path, "quota", "pairs");
        }
        problem.quotas.push(quota);
        Ok(())
    })
}

/// Lists of two names: pins and forbids (student, place), together and apart (student, student).
pub(super) fn two(
    fields: &mut Fields,
    reader: &mut Reader<'_>,
    root: &Path<'_>,
    section: &'static str,
    what: &'static str,
    sides: [(&'static str, &Names<'_>); 2],
    out: &mut Vec<(u32, u32)>,
) -> Done {
    let section = root.key(section);
    fields.array(
        reader,
        &section,
        &format!("{what}s"),
        |fields, reader, position| {
            let path = section.item(position);
            let mut found = [u32::MAX; 2];
            let mut count = 0;
            if reader.kind()? != Kind::Array {
                fields.wrong(reader, &path, what, "an array of two ids")?;
                out.push((u32::MAX, u32::MAX));
                return Ok(());
            }
            reader.open_array()?;
            while reader.item(count == 0)? {
                let at = path.item(count);
                if let Some((side, names)) = sides.get(count) {
                    if let Some(name) = fields.needed_text(reader, &at, &format!("{what}.{side}"))? {
                        found[count] = Lookup::new(side, names).find(fields, || at.to_string(), what, &name);
                    }
                } else {
                    reader.skip()?;
                }
                count += 1;
            }
            if count != 2 {
                fields.findings.add(
                    || path.to_string(),
                    &format!("{what}.length"),
                    || format!("There are {count} items here: write two ids."),
                );
            }
            out.push((found[0], found[1]));
            Ok(())
        },
    )
}
