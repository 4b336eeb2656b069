//! The pairs: most of a document, and so read with haste where nothing is wrong.

use super::fields::{Fields, Path};
use super::lookup::Lookup;
use super::sections::Done;
use super::{Names, UNREAD};
use crate::json::{Kind, Reader, Syntax};
use crate::problem::{Pair, RANK_MAX, SCORE_MAX};

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
        if let Some(pair) = plain(reader, &mut students, &mut places) {
            out.push(pair);
            return Ok(());
        }
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

/// A pair in the shortest form with nothing to complain about, as a million pairs are. Whatever is not like that, or
/// is wrong in any way, is left where it stands and read with care.
fn plain(
    reader: &mut Reader<'_>,
    students: &mut Lookup<'_, '_>,
    places: &mut Lookup<'_, '_>,
) -> Option<Pair> {
    let start = reader.position();
    let pair = reader.plain_row().and_then(|row| {
        let [score, ranks @ ..] = row.numbers;
        let told = row.count.checked_sub(1)?;
        let good = score <= SCORE_MAX && ranks[..told].iter().all(|rank| (1..=RANK_MAX).contains(rank));
        good.then_some(Pair {
            student: students.known(row.names[0])?,
            place: places.known(row.names[1])?,
            score,
            student_rank: ranks[0],
            place_rank: ranks[1],
        })
    });
    if pair.is_none() {
        reader.seek(start);
    }
    pair
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
