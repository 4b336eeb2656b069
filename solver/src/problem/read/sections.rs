//! The sections of the document, one function each.

use std::borrow::Cow;

use super::fields::{Fields, Path};
use super::lookup::Lookup;
use super::{Draft, Names};
use crate::json::{Kind, Reader, Syntax};
use crate::problem::{FORMAT, Group, Place, Problem, Quota, Student};

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
