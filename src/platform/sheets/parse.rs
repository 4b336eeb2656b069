//! What people mean by a cell: text, number, hours, yes and no, a list.

use std::borrow::Cow;

use chrono::Timelike;

use super::Cell;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::text::normalise_key;

pub use super::dates::{date, date_around, date_near, date_within};

/// Any text, on one line; a number as people read it.
///
/// # Errors
/// `cell.became_date` when Excel made a date or a time of it.
pub fn text(cell: &Cell) -> Result<Cow<'_, str>, Invalid> {
    match cell {
        Cell::Date(_) | Cell::Time(_) => Err(Invalid::new("", "cell.became_date", cell.shown())),
        Cell::Text(text) if text.contains(['\n', '\r', '\t']) || text.contains("  ") => {
            Ok(Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")))
        }
        cell => Ok(cell.shown()),
    }
}

/// A text of at most `max` letters.
///
/// # Errors
/// Those of [`text`]; `cell.too_long` ($max).
pub fn short_text(cell: &Cell, max: usize) -> Result<String, Invalid> {
    let text = text(cell)?;
    if text.chars().count() > max {
        return Err(Invalid::new("", "cell.too_long", text).with("max", max));
    }
    Ok(text.into_owned())
}

/// A key that can stand in a list of keys.
///
/// # Errors
/// `key.characters` when it holds `|`, `=`, `;` or a control character; those of [`short_text`].
pub fn key(cell: &Cell, max: usize) -> Result<String, Invalid> {
    let key = short_text(cell, max)?;
    if key.contains(['|', '=', ';']) || key.chars().any(char::is_control) {
        return Err(Invalid::new("", "key.characters", key));
    }
    Ok(key)
}

/// The text of a list, with its line breaks.
///
/// # Errors
/// Those of [`text`].
pub fn list(cell: &Cell) -> Result<Cow<'_, str>, Invalid> {
    match cell {
        Cell::Text(text) => Ok(Cow::Borrowed(text)),
        cell => text(cell),
    }
}

/// Yes or no, in the ways in which people write them.
///
/// # Errors
/// `cell.yes_no`.
pub fn yes_no(cell: &Cell) -> Result<bool, Invalid> {
    let text = match cell {
        Cell::Bool(value) => return Ok(*value),
        cell => cell.shown(),
    };
    match normalise_key(&text).as_str() {
        "si" | "s" | "yes" | "y" | "x" | "1" | "vero" | "v" | "true" | "t" | "ok" => Ok(true),
        "no" | "n" | "0" | "falso" | "f" | "false" => Ok(false),
        "" if text.contains(['✓', '✔', '☑', '✗', '✘']) => Ok(text.contains(['✓', '✔', '☑'])),
        _ => Err(Invalid::new("", "cell.yes_no", text)),
    }
}

/// A number with a decimal comma or point; a unit after it is passed over.
///
/// # Errors
/// `cell.number`.
pub fn decimal(cell: &Cell) -> Result<f64, Invalid> {
    let fail = || Invalid::new("", "cell.number", cell.shown());
    let text = match cell {
        Cell::Number(number) => return Ok(*number),
        Cell::Text(text) => without_unit(text),
        _ => return Err(fail()),
    };
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'')
        .collect();
    let points = compact.matches('.').count();
    let plain = match (points, compact.matches(',').count()) {
        (_, 0) if points < 2 => compact,
        (0, 1) => compact.replace(',', "."),
        // 1.234,5 and 1,234.5: the last sign is the decimal one.
        (_, 1) if compact.rfind(',') > compact.rfind('.') => compact.replace('.', "").replace(',', "."),
        (1, _) if compact.rfind('.') > compact.rfind(',') => compact.replace(',', ""),
        (_, 0) if in_thousands(&compact, '.') => compact.replace('.', ""),
        (0, _) if in_thousands(&compact, ',') => compact.replace(',', ""),
        _ => return Err(fail()),
    };
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(fail());
    }
    plain.parse().map_err(|_| fail())
}

fn without_unit(text: &str) -> &str {
    const UNITS: [&str; 18] = [
        "ore settimanali",
        "ore/settimana",
        "ore annue",
        "ore/anno",
        "minuti",
        "minutes",
        "hours",
        "years",
        "anni",
        "anno",
        "ore",
        "ora",
        "min",
        "km",
        "hrs",
        "h",
        "'",
        "a",
    ];
    let trimmed = text.trim().trim_end_matches('.');
    let lower = trimmed.to_ascii_lowercase();
    let unit = UNITS.iter().find(|unit| lower.ends_with(**unit));
    match unit.map(|unit| trimmed[..trimmed.len() - unit.len()].trim_end()) {
        Some(number) if number.ends_with(|c: char| c.is_ascii_digit()) => number,
        _ => text,
    }
}

/// `1.234` and `1.234.567`: groups of three.
fn in_thousands(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let all_digits = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let first = groups
        .next()
        .is_some_and(|g| g.len() <= 3 && all_digits(g) && !g.starts_with('0'));
    let rest: Vec<&str> = groups.collect();
    first && !rest.is_empty() && rest.iter().all(|g| g.len() == 3 && all_digits(g))
}

/// A whole number from `least` to `most`; `1.234` is a thousand and more.
///
/// # Errors
/// `cell.number`, `cell.whole`, `cell.range` ($least, $most).
pub fn whole(cell: &Cell, least: u32, most: u32) -> Result<u32, Invalid> {
    let grouped = match cell {
        Cell::Text(text) => in_thousands(without_unit(text).trim(), '.'),
        _ => false,
    };
    let number = match cell {
        Cell::Text(text) if grouped => decimal(&Cell::Text(text.replace('.', "")))?,
        cell => decimal(cell)?,
    };
    if number.fract() != 0.0 {
        return Err(Invalid::new("", "cell.whole", cell.shown()));
    }
    if !(f64::from(least)..=f64::from(most)).contains(&number) {
        return Err(out_of_range(cell, least, most));
    }
    // In range and whole, so the text of it is a whole number.
    number
        .to_string()
        .parse()
        .map_err(|_| out_of_range(cell, least, most))
}

fn out_of_range(cell: &Cell, least: u32, most: u32) -> Invalid {
    Invalid::new("", "cell.range", cell.shown())
        .with("least", least)
        .with("most", most)
}

/// A quantity in thousandths, sixtieths … of what the file counts in: 12,5 km with `parts` 1,000 are 12,500 metres.
/// `least` and `most` are in the file's unit.
///
/// # Errors
/// Those of [`decimal`]; `cell.range` ($least, $most).
pub fn quantity(cell: &Cell, parts: u32, least: u32, most: u32) -> Result<u32, Invalid> {
    let number = decimal(cell)?;
    if !(f64::from(least)..=f64::from(most)).contains(&number) {
        return Err(out_of_range(cell, least, most));
    }
    (number * f64::from(parts))
        .round()
        .to_string()
        .parse()
        .map_err(|_| out_of_range(cell, least, most))
}

/// Hours, in minutes: `37,5`, `37:30`, `8h30`, a time of a spreadsheet. `least` and `most` are hours.
///
/// # Errors
/// Those of [`decimal`]; `cell.range` ($least, $most).
pub fn hours(cell: &Cell, least: u32, most: u32) -> Result<u32, Invalid> {
    let minutes = match cell {
        Cell::Time(time) => Some(time.hour() * 60 + time.minute()),
        Cell::Text(text) => clock(text),
        _ => None,
    };
    match minutes {
        Some(minutes) if (least * 60..=most * 60).contains(&minutes) => Ok(minutes),
        Some(_) => Err(out_of_range(cell, least, most)),
        None => quantity(cell, 60, least, most),
    }
}

/// `37:30` or `37h30`.
fn clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once([':', 'h', 'H'])?;
    let minutes = minutes
        .trim()
        .trim_end_matches("min")
        .trim_end_matches(['m', '\''])
        .trim();
    let (hours, minutes): (u32, u32) = (hours.trim().parse().ok()?, minutes.parse().ok()?);
    (minutes < 60 && hours < 1000).then_some(hours * 60 + minutes)
}

/// Minutes: a number of them, `1:15`, a time of a spreadsheet.
///
/// # Errors
/// Those of [`whole`].
pub fn minutes(cell: &Cell, least: u32, most: u32) -> Result<u32, Invalid> {
    let given = match cell {
        Cell::Time(time) => Some(time.hour() * 60 + time.minute()),
        Cell::Text(text) => clock(text),
        _ => None,
    };
    match given {
        Some(minutes) => whole(&Cell::from(minutes), least, most),
        None => whole(cell, least, most),
    }
}

/// The parts of a cell that holds several, without empty ones.
pub fn parts<'a>(text: &'a str, separators: &'a [char]) -> impl Iterator<Item = &'a str> {
    text.split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// Tags separated by `|` (or `;`, `,`, a line break): lower case, each once, in their order.
///
/// # Errors
/// Those of [`text`].
pub fn tags(cell: &Cell) -> Result<Vec<String>, Invalid> {
    let shown = list(cell)?;
    let mut tags: Vec<String> = Vec::new();
    for part in parts(&shown, &['|', ';', ',', '\n', '\r']) {
        let tag = part
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}
