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

const HOURS: &[&str] = &[
    "ore settimanali",
    "ore/settimana",
    "ore annue",
    "ore/anno",
    "hours",
    "ore",
    "ora",
    "hrs",
    "h",
];
const MINUTES: &[&str] = &["minuti", "minutes", "min", "'"];
const KILOMETRES: &[&str] = &["chilometri", "km"];
const YEARS: &[&str] = &["years", "anni", "anno", "a"];

/// A number with a decimal comma or point.
///
/// # Errors
/// `cell.number`.
pub fn decimal(cell: &Cell) -> Result<f64, Invalid> {
    let fail = || Invalid::new("", "cell.number", cell.shown());
    let text = match cell {
        Cell::Number(number) => return Ok(*number),
        Cell::Text(text) => text,
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

/// The number before one of these units; none where another unit, or none, stands there.
fn before_unit<'a>(cell: &'a Cell, units: &[&str]) -> Option<&'a str> {
    let Cell::Text(text) = cell else { return None };
    let trimmed = text.trim_end_matches('.');
    let lower = trimmed.to_ascii_lowercase();
    let unit = units.iter().find(|unit| lower.ends_with(**unit))?;
    let number = trimmed[..trimmed.len() - unit.len()].trim_end();
    number.ends_with(|c: char| c.is_ascii_digit()).then_some(number)
}

/// The cell without the unit that its column has anyway.
fn bare<'a>(cell: &'a Cell, units: &[&str]) -> Cow<'a, Cell> {
    match before_unit(cell, units) {
        Some(number) => Cow::Owned(Cell::text(number)),
        None => Cow::Borrowed(cell),
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

/// A whole number from `least` to `most`; `1.234` is a thousand and more. Hours and years may be called so.
///
/// # Errors
/// `cell.number`, `cell.whole`, `cell.range` ($least, $most).
pub fn whole(cell: &Cell, least: u32, most: u32) -> Result<u32, Invalid> {
    let units = [HOURS, YEARS].concat();
    whole_bare(&bare(cell, &units), least, most).map_err(|invalid| about(invalid, cell))
}

/// The complaint about what stands in the cell, unit and all.
fn about(invalid: Invalid, cell: &Cell) -> Invalid {
    Invalid {
        value: cell.shown().into_owned(),
        ..invalid
    }
}

fn whole_bare(cell: &Cell, least: u32, most: u32) -> Result<u32, Invalid> {
    let number = match cell {
        Cell::Text(text) if in_thousands(text, '.') => decimal(&Cell::Text(text.replace('.', "")))?,
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

/// A quantity in thousandths, sixtieths … of what the file counts in. `least` and `most` are in the file's unit.
fn quantity(cell: &Cell, parts: u32, least: u32, most: u32) -> Result<u32, Invalid> {
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

/// Kilometres, in metres: `12,5`, `12,5 km`. `least` and `most` are kilometres.
///
/// # Errors
/// `cell.number`; `cell.range` ($least, $most).
pub fn kilometres(cell: &Cell, least: u32, most: u32) -> Result<u32, Invalid> {
    quantity(&bare(cell, KILOMETRES), 1_000, least, most).map_err(|invalid| about(invalid, cell))
}

/// Hours, in minutes: `37,5`, `37:30`, `8h30`, `90 min`, a time of a spreadsheet. `least` and `most` are hours.
///
/// # Errors
/// `cell.number`; `cell.range` ($least, $most).
pub fn hours(cell: &Cell, least: u32, most: u32) -> Result<u32, Invalid> {
    let minutes = match (on_a_clock(cell), before_unit(cell, MINUTES)) {
        (Some(minutes), _) => minutes,
        (None, Some(number)) => whole_bare(&Cell::text(number), 0, most * 60)?,
        (None, None) => {
            return quantity(&bare(cell, HOURS), 60, least, most).map_err(|invalid| about(invalid, cell));
        }
    };
    if (least * 60..=most * 60).contains(&minutes) {
        Ok(minutes)
    } else {
        Err(out_of_range(cell, least, most))
    }
}

/// Minutes: a number of them, `1:15`, `1 ora`, a time of a spreadsheet.
///
/// # Errors
/// `cell.number`, `cell.whole`, `cell.range` ($least, $most).
pub fn minutes(cell: &Cell, least: u32, most: u32) -> Result<u32, Invalid> {
    let minutes = match (on_a_clock(cell), before_unit(cell, HOURS)) {
        (Some(minutes), _) => Cow::Owned(Cell::from(minutes)),
        (None, Some(number)) => Cow::Owned(Cell::Number(decimal(&Cell::text(number))? * 60.0)),
        (None, None) => bare(cell, MINUTES),
    };
    whole_bare(&minutes, least, most).map_err(|invalid| about(invalid, cell))
}

/// The minutes of a time, or of a text like one.
fn on_a_clock(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Time(time) => Some(time.hour() * 60 + time.minute()),
        Cell::Text(text) => clock(text),
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        parse: fn(&Cell, u32, u32) -> Result<u32, Invalid>,
        text: &str,
    ) -> Result<u32, (&'static str, String)> {
        parse(&Cell::text(text), 0, 3_000).map_err(|invalid| (invalid.code, invalid.value))
    }

    #[test]
    fn a_unit_means_what_it_says() {
        for (parse, text, read_as) in [
            (minutes as fn(&Cell, u32, u32) -> _, "1 ora", 60),
            (minutes, "1,5 ore", 90),
            (minutes, "2h", 120),
            (minutes, "1h15", 75),
            (minutes, "1:15", 75),
            (minutes, "45 min.", 45),
            (minutes, "45", 45),
            (hours, "30 min", 30),
            (hours, "90 minuti", 90),
            (hours, "24 ore settimanali", 1_440),
            (hours, "40h", 2_400),
            (hours, "37,5", 2_250),
            (kilometres, "12,5 km", 12_500),
            (whole, "1.056 ore", 1_056),
            (whole, "16 anni", 16),
        ] {
            assert_eq!(read(parse, text), Ok(read_as), "{text}");
        }
    }

    #[test]
    fn a_unit_of_something_else_is_no_number() {
        for (parse, text) in [
            (minutes as fn(&Cell, u32, u32) -> _, "10 km"),
            (kilometres, "800 m"),
            (kilometres, "30 min"),
            (hours, "8 km"),
            (whole, "12 km"),
        ] {
            assert_eq!(read(parse, text), Err(("cell.number", text.to_owned())), "{text}");
        }
        assert_eq!(
            read(minutes, "100 ore"),
            Err(("cell.range", "100 ore".to_owned()))
        );
    }
}
