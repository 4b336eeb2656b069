//! The same tables as files, with a dictionary that says what every column and every number means.

use super::model::word;
use super::secrecy::Shown;
use super::view::{Asked, Table, dimension_word, group_word};
use super::words;
use crate::platform::sheets::{Cell, Heading, Sheet, write_csv, write_xlsx};
use crate::platform::texts::T;
use crate::vocabulary::fault::Fault;

/// What may be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// The numbers.
    Csv,
    /// The numbers and the dictionary, a sheet each.
    Xlsx,
    /// The dictionary.
    Dictionary,
}

impl Format {
    pub(super) fn read(word: &str) -> Option<Format> {
        match word {
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            "dictionary" => Some(Format::Dictionary),
            _ => None,
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Dictionary => "dictionary",
        }
    }

    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Format::Csv | Format::Dictionary => "text/csv; charset=utf-8",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    pub(super) fn file_name(self, asked: &Asked) -> String {
        let group = asked
            .only
            .map_or_else(String::new, |group| format!("-{}", group_word(group)));
        match self {
            Format::Dictionary => "abbina-dictionary.csv".to_owned(),
            Format::Csv => format!("abbina-{}{group}.csv", asked.year.0),
            Format::Xlsx => format!("abbina-{}{group}.xlsx", asked.year.0),
        }
    }
}

/// The columns, in the words of their text keys.
const COLUMNS: [&str; 10] = [
    "school_year",
    "only",
    "subject",
    "by",
    "group",
    "group_name",
    "state",
    "count",
    "hidden",
    "as_of",
];

/// The file.
///
/// # Errors
/// When the workbook cannot be written.
pub(super) fn write(
    format: Format,
    t: T,
    asked: &Asked,
    tables: &[Table],
    as_of: &str,
) -> Result<Vec<u8>, Fault> {
    Ok(match format {
        Format::Csv => write_csv(&numbers(t, asked, tables, as_of)),
        Format::Dictionary => write_csv(&dictionary(t)),
        Format::Xlsx => write_xlsx(&[numbers(t, asked, tables, as_of), dictionary(t)])?,
    })
}

/// One line for each number.
fn numbers(t: T, asked: &Asked, tables: &[Table], as_of: &str) -> Sheet {
    let only = asked.only.map_or_else(String::new, group_word);
    let mut rows = Vec::new();
    for table in tables {
        let states = table.subject.states();
        for row in &table.rows {
            let named = [("all", row.total)]
                .into_iter()
                .chain(states.iter().copied().zip(row.states.iter().copied()));
            for (state, shown) in named {
                rows.push(vec![
                    Cell::text(&asked.year.to_string()),
                    Cell::text(&only),
                    Cell::text(table.subject.as_str()),
                    Cell::text(table.by.map_or("", dimension_word)),
                    Cell::text(row.group.map_or("", |(dimension, value)| word(dimension, value))),
                    Cell::text(&row.group.map_or_else(String::new, |group| words::group(t, group))),
                    Cell::text(state),
                    shown
                        .number()
                        .map_or(Cell::Empty, |number| Cell::Number(f64::from(number))),
                    Cell::Bool(shown == Shown::Hidden),
                    Cell::text(as_of),
                ]);
            }
        }
    }
    let columns =
        COLUMNS.map(|column| Heading::new(column).wide(if column == "group_name" { 44 } else { 14 }));
    Sheet {
        name: t.get("reporting-sheet-numbers"),
        columns: columns.into(),
        rows,
    }
}

/// What every column and every number means.
fn dictionary(t: T) -> Sheet {
    let line = |name: &str, meaning: String| vec![Cell::text(name), Cell::text(&meaning)];
    let columns = COLUMNS
        .iter()
        .map(|column| line(column, t.get(&format!("reporting-column-{column}"))));
    let terms = words::GLOSSARY.iter().map(|term| {
        let name = t.get(&format!("reporting-term-{term}"));
        vec![
            Cell::text(&format!("{term} · {name}")),
            Cell::text(&t.get(&format!("reporting-define-{term}"))),
        ]
    });
    Sheet {
        name: t.get("reporting-sheet-dictionary"),
        columns: vec![
            Heading::new(t.get("reporting-sheet-word")).wide(28),
            Heading::new(t.get("reporting-sheet-meaning")).wide(110),
        ],
        rows: columns.chain(terms).collect(),
    }
}
