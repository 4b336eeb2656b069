//! Which row of a file names the columns.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Cell, Row};
use crate::vocabulary::text::normalise_key;

/// How many rows from the top may stand above the names of the columns.
const TITLE_ROWS: usize = 40;

/// What the reader looks for in a file: plain data, because it travels to the reading process.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The sheet that somebody named; otherwise the first that fits.
    pub sheet: Option<String>,
    /// Names of columns, as [`normalise_key`] leaves them.
    pub words: BTreeSet<String>,
}

impl Wanted {
    /// Looks for these names of columns.
    pub fn columns<'a>(names: impl IntoIterator<Item = &'a str>) -> Wanted {
        Wanted {
            sheet: None,
            words: names
                .into_iter()
                .map(normalise_key)
                .filter(|w| !w.is_empty())
                .collect(),
        }
    }

    /// In this sheet and no other.
    #[must_use]
    pub fn in_sheet(mut self, sheet: impl Into<String>) -> Wanted {
        self.sheet = Some(sheet.into());
        self
    }

    /// How many of the row's cells name a wanted column, each name counted once.
    fn matched(&self, row: &Row) -> usize {
        let named: BTreeSet<&str> = row
            .cells
            .iter()
            .filter_map(|cell| match cell {
                Cell::Text(text) => spellings(text).into_iter().find_map(|s| self.words.get(&s)),
                _ => None,
            })
            .map(String::as_str)
            .collect();
        named.len()
    }
}

/// Where the names of the columns stand, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Header {
    /// At least half of its cells, and no fewer than two, are wanted columns.
    pub(super) fits: bool,
    /// How many wanted columns it names.
    pub(super) matched: usize,
    /// Its place among the rows that are not empty.
    pub(super) at: usize,
}

/// Finds the row that names the columns: the one that names most of the wanted ones; where nothing is known, the first
/// row of text which is about as wide as the widest.
pub(super) fn find(rows: &[Row], wanted: &Wanted) -> Option<Header> {
    let top = &rows[..rows.len().min(TITLE_ROWS)];
    let mut best: Option<Header> = None;
    for (at, row) in top.iter().enumerate() {
        let matched = wanted.matched(row);
        if matched > best.map_or(0, |b| b.matched) {
            best = Some(Header {
                fits: matched >= 2 && matched * 2 >= filled(row),
                matched,
                at,
            });
        }
    }
    best.or_else(|| {
        let widest = top.iter().map(filled).max()?;
        let named = |row: &Row| row.cells.iter().all(|c| matches!(c, Cell::Empty | Cell::Text(_)));
        let at = top
            .iter()
            .position(|row| filled(row) * 3 >= widest * 2 && named(row))?;
        Some(Header {
            fits: false,
            matched: 0,
            at,
        })
    })
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// The ways in which a header may be meant: whole, and without what it adds in brackets.
#[must_use]
pub fn spellings(name: &str) -> Vec<String> {
    let whole = normalise_key(name);
    let mut depth = 0_u32;
    let bare: String = name
        .chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect();
    let bare = normalise_key(&bare);
    if bare.is_empty() || bare == whole {
        vec![whole]
    } else {
        vec![whole, bare]
    }
}

/// The letters that a spreadsheet gives to a column, counted from nought: `A`, `Z`, `AA`.
#[must_use]
pub fn column_letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut left = at + 1;
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(b'A' + u8::try_from(digit).unwrap_or(0));
        left = (left - 1) / 26;
    }
    letters.iter().rev().map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        for name in [
            "Codice Fiscale",
            "CODICE_FISCALE",
            "codice-fiscale",
            " codice.fiscale ",
            "Codicefiscale",
        ] {
            assert_eq!(normalise_key(name), "codicefiscale", "{name}");
        }
        assert_eq!(normalise_key("Età minima"), "etaminima");
        assert_eq!(normalise_key("Eta\u{300} minima*"), "etaminima");
        assert_eq!(
            spellings("Data di nascita (gg/mm/aaaa)"),
            ["datadinascitaggmmaaaa", "datadinascita"]
        );
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!(
            [0, 25, 26, 701, 702, 16_383].map(column_letters),
            ["A", "Z", "AA", "ZZ", "AAA", "XFD"].map(String::from)
        );
    }

    #[test]
    fn a_title_above_the_names_is_passed_over() {
        let row = |line, cells: &[&str]| Row {
            line,
            cells: cells.iter().map(|c| Cell::text(c)).collect(),
        };
        let rows = [
            row(1, &["Elenco allievi"]),
            row(3, &["Cognome", "Nome", "Note"]),
            row(4, &["Rossi", "Ada", "x"]),
        ];
        let wanted = Wanted::columns(["cognome", "nome"]);
        assert_eq!(
            find(&rows, &wanted),
            Some(Header {
                fits: true,
                matched: 2,
                at: 1
            })
        );
        assert_eq!(find(&rows, &Wanted::default()).unwrap().at, 1);
    }
}
