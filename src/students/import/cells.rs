//! What cells of the students' file mean: the year of the course, wishes and refusals.

use std::collections::BTreeSet;

use super::MAX_KEY;
use crate::platform::sheets::{Cell, parse};
use crate::students::model::PlaceKey;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::text::normalise_key;

/// 1 to 4, also `3^`, `III`, `terza`, `3A`, `3,0`.
pub(super) fn course_year(cell: &Cell) -> Result<u8, Invalid> {
    let text = parse::text(cell)?;
    if let Some(year) = (1..=4).find(|year| parse::decimal(cell) == Ok(f64::from(*year))) {
        return Ok(year);
    }
    let fail = || Invalid::new("", "student.course_year", &*text);
    let key = normalise_key(&text);
    let word = key.strip_prefix("classe").unwrap_or(&key);
    let word = word
        .strip_suffix("anno")
        .or_else(|| word.strip_suffix("year"))
        .unwrap_or(word);
    Ok(match word {
        "i" | "prima" | "primo" | "first" => 1,
        "ii" | "seconda" | "secondo" | "second" => 2,
        "iii" | "terza" | "terzo" | "third" => 3,
        "iv" | "quarta" | "quarto" | "fourth" => 4,
        // A digit, and perhaps the letter of the class or of the ordinal.
        other => {
            let year = other
                .chars()
                .next()
                .and_then(|c| c.to_digit(10))
                .filter(|y| (1..=4).contains(y));
            let rest = other
                .get(1..)
                .filter(|r| !r.starts_with(|c: char| c.is_ascii_digit()) && r.len() <= 2);
            match (year, rest) {
                (Some(year), Some(_)) => u8::try_from(year).map_err(|_| fail())?,
                _ => return Err(fail()),
            }
        }
    })
}

/// Ranked keys: `|` separates, `=` joins equals.
pub(super) fn wishes(cell: &Cell) -> Result<Vec<Vec<PlaceKey>>, Invalid> {
    let mut seen = BTreeSet::new();
    let mut tiers = Vec::new();
    for tier in parse::parts(&parse::list(cell)?, &['|', ';', '\n', '\r']) {
        let mut equals = Vec::new();
        for text in parse::parts(tier, &['=']) {
            let key = place_key(text)?;
            if !seen.insert(key.clone()) {
                return Err(Invalid::new("", "student.wishes.twice", text).with("place", text));
            }
            equals.push(key);
        }
        if !equals.is_empty() {
            tiers.push(equals);
        }
    }
    Ok(tiers)
}

pub(super) fn refuses(cell: &Cell) -> Result<Vec<PlaceKey>, Invalid> {
    let mut keys = Vec::new();
    for text in parse::parts(&parse::list(cell)?, &['|', ';', '=', '\n', '\r']) {
        let key = place_key(text)?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// Eleven digits are a VAT number; so are fewer that become a valid one with the zeros that Excel took away. Anything
/// else is the code of a placement.
fn place_key(text: &str) -> Result<PlaceKey, Invalid> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = text
        .strip_prefix("IT")
        .or_else(|| text.strip_prefix("it"))
        .unwrap_or(&text);
    let digits = bare.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let numeric = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if numeric && digits.len() == 11 {
        return VatNumber::parse(&digits).map(PlaceKey::Company);
    }
    if numeric && (8..11).contains(&digits.len()) && VatNumber::parse(&format!("{digits:0>11}")).is_ok() {
        return VatNumber::parse(&digits).map(PlaceKey::Company);
    }
    if text.chars().count() > MAX_KEY || text.chars().any(char::is_control) {
        return Err(Invalid::new("", "place.characters", text));
    }
    Ok(PlaceKey::Placement(text))
}
