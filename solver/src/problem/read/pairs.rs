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
    let mut reading = Reading {
        section: root.key("pairs"),
        students: Lookup::new("student", students),
        places: Lookup::new("place", places),
        waiting: Vec::with_capacity(WAITING),
        out,
    };
    let read = fields.array(reader, &root.key("pairs"), "pairs", |fields, reader, position| {
        let start = reader.position();
        if let Some((pair, names)) = plain(reader) {
            reading.out.push(pair);
            reading.waiting.push(Waiting {
                start,
                position,
                names,
            });
            if reading.waiting.len() < WAITING {
                return Ok(());
            }
            return reading.settle(fields, reader);
        }
        reader.seek(start);
        reading.settle(fields, reader)?;
        let pair = reading.with_care(fields, reader, position)?;
        reading.out.push(pair);
        Ok(())
    });
    // Those before a place where the text is no longer JSON are looked up all the same.
    reading.settle(fields, reader)?;
    read
}

/// So many pairs are looked up together: where a name lies is far away in the memory, and many such ways are gone at
/// the same time.
const WAITING: usize = 32;

/// A pair whose students and places are still names.
struct Waiting<'a> {
    /// Where it stands in the text, and in the list.
    start: usize,
    position: usize,
    names: [&'a str; 2],
}

struct Reading<'r, 'n, 'm, 'a> {
    section: Path<'r>,
    students: Lookup<'n, 'm>,
    places: Lookup<'n, 'm>,
    waiting: Vec<Waiting<'a>>,
    out: &'r mut Vec<Pair>,
}

impl<'a> Reading<'_, '_, '_, 'a> {
    /// Looks up the names of those that wait; one that nobody bears is read again with care.
    fn settle(&mut self, fields: &mut Fields, reader: &mut Reader<'a>) -> Done {
        let mut known = true;
        for one in &self.waiting {
            let pair = &mut self.out[one.position];
            pair.student = self.students.known(one.names[0]).unwrap_or(u32::MAX);
            known &= pair.student != u32::MAX;
        }
        for one in &self.waiting {
            let pair = &mut self.out[one.position];
            pair.place = self.places.known(one.names[1]).unwrap_or(u32::MAX);
            known &= pair.place != u32::MAX;
        }
        let mut waiting = std::mem::take(&mut self.waiting);
        if !known {
            let here = reader.position();
            for one in &waiting {
                let pair = self.out[one.position];
                if pair.student == u32::MAX || pair.place == u32::MAX {
                    reader.seek(one.start);
                    self.out[one.position] = self.with_care(fields, reader, one.position)?;
                }
            }
            reader.seek(here);
        }
        waiting.clear();
        self.waiting = waiting;
        Ok(())
    }

    fn with_care(
        &mut self,
        fields: &mut Fields,
        reader: &mut Reader<'a>,
        position: usize,
    ) -> Result<Pair, Syntax> {
        let path = self.section.item(position);
        let (students, places) = (&mut self.students, &mut self.places);
        match reader.kind()? {
            Kind::Array => pair_array(fields, reader, &path, students, places),
            Kind::Object => pair_object(fields, reader, &path, students, places),
            _ => {
                let wanted = "an object or an array [student, place, score]";
                fields.wrong(reader, &path, "pair", wanted)?;
                Ok(UNREAD)
            }
        }
    }
}

/// A pair in the shortest form with nothing to complain about but perhaps its names, as a million pairs are. Whatever
/// is not like that, or is wrong in any way, is read with care; the position is then anywhere.
fn plain<'a>(reader: &mut Reader<'a>) -> Option<(Pair, [&'a str; 2])> {
    let row = reader.plain_row()?;
    let [score, ranks @ ..] = row.numbers;
    let told = row.count.checked_sub(1)?;
    let good = score <= SCORE_MAX && ranks[..told].iter().all(|rank| (1..=RANK_MAX).contains(rank));
    let pair = Pair {
        score,
        student_rank: ranks[0],
        place_rank: ranks[1],
        ..UNREAD
    };
    good.then_some((pair, row.names))
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
