//! From rows to records, with everything that is wrong at once.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::Serialize;

use super::{Cell, Column, Mapping, Row, Source, Table};
use crate::vocabulary::fault::Invalid;

/// One thing that is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellProblem {
    /// The line of the text, or the row of the sheet.
    pub line: u32,
    /// What the file calls the column; what we call it when the file has none.
    pub column: Arc<str>,
    /// What we call it.
    pub key: &'static str,
    /// What stands in the cell, or the part of it that is wrong.
    pub value: String,
    /// Stable, dotted: keys the text that says what to do.
    pub code: &'static str,
    /// What the text needs to be exact.
    pub args: Vec<(&'static str, String)>,
}

impl CellProblem {
    /// As a complaint, for its text.
    #[must_use]
    pub fn invalid(&self) -> Invalid {
        Invalid {
            field: self.column.to_string(),
            code: self.code,
            value: self.value.clone(),
            args: self.args.clone(),
        }
    }
}

/// What a file says, and everything that is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<R> {
    /// What was read without fault, with its line.
    pub records: Vec<(u32, R)>,
    /// Everything wrong, by line.
    pub problems: Vec<CellProblem>,
    /// Columns of the file that are none of ours: kept out.
    pub unknown_columns: Vec<String>,
}

impl<R> Reading<R> {
    /// The lines with something wrong.
    #[must_use]
    pub fn bad_lines(&self) -> BTreeSet<u32> {
        self.problems.iter().map(|p| p.line).collect()
    }
}

/// Reads every row with `read`, which gives a record or says why not. A row with any problem gives no record; neither does
/// any row while a required column is missing.
pub fn read_rows<R>(
    columns: &'static [Column],
    table: &Table,
    mapping: &Mapping,
    mut read: impl FnMut(&mut Line<'_>) -> Option<R>,
) -> Reading<R> {
    let fields = Fields::new(columns, table, mapping);
    let mut problems = mapping.problems(columns, table);
    let mut records = Vec::with_capacity(table.rows.len());
    let complete = problems.is_empty();
    for row in &table.rows {
        let before = problems.len();
        let mut line = Line {
            row,
            fields: &fields,
            problems: &mut problems,
        };
        line.too_long(table);
        let record = read(&mut line);
        if let (Some(record), true) = (record, complete && problems.len() == before) {
            records.push((row.line, record));
        }
    }
    problems.sort_by_key(|p| p.line);
    Reading {
        records,
        problems,
        unknown_columns: mapping.unknown(table),
    }
}

/// Where each of our columns stands, looked up once.
struct Fields {
    places: HashMap<&'static str, (Option<usize>, Arc<str>)>,
}

impl Fields {
    fn new(columns: &'static [Column], table: &Table, mapping: &Mapping) -> Fields {
        let place = |c: &'static Column| {
            let at = mapping.place(c.key);
            let name = at
                .and_then(|at| table.header.get(at))
                .map_or(c.italian, String::as_str);
            (c.key, (at, Arc::from(name)))
        };
        Fields {
            places: columns.iter().map(place).collect(),
        }
    }
}

/// One row, being read.
pub struct Line<'a> {
    row: &'a Row,
    fields: &'a Fields,
    problems: &'a mut Vec<CellProblem>,
}

impl std::fmt::Debug for Line<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}", self.row.line)
    }
}

impl<'a> Line<'a> {
    /// Its number.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.row.line
    }

    /// Does the file have this column?
    #[must_use]
    pub fn has_column(&self, key: &str) -> bool {
        self.fields.places.get(key).is_some_and(|(at, _)| at.is_some())
    }

    /// What the file calls this column; what we call it when the file has none.
    #[must_use]
    pub fn called(&self, key: &str) -> &'a str {
        self.fields.places.get(key).map_or("", |(_, name)| &**name)
    }

    /// The cell of this column; a dash or `n.d.` is nothing.
    #[must_use]
    pub fn cell(&self, key: &str) -> &'a Cell {
        static EMPTY: Cell = Cell::Empty;
        let at = self.fields.places.get(key).and_then(|(at, _)| *at);
        match at.map_or(&EMPTY, |at| self.row.cell(at)) {
            Cell::Text(text) if says_nothing(text) => &EMPTY,
            cell => cell,
        }
    }

    /// What `parse` makes of the cell; nothing when it is empty, or when it is wrong, which is then noted.
    pub fn optional<V>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&'a Cell) -> Result<V, Invalid>,
    ) -> Option<V> {
        let cell = self.cell(key);
        let result = match cell {
            Cell::Empty => return None,
            Cell::Uncalculated => Err(Invalid::new("", "cell.formula", "")),
            Cell::Error(error) => Err(Invalid::new("", "cell.error", error.as_str())),
            cell => parse(cell),
        };
        match result {
            Ok(value) => Some(value),
            Err(invalid) => {
                self.note(key, invalid);
                None
            }
        }
    }

    /// The same; an empty cell is wrong too, unless the whole column is missing, which is said once for the file.
    pub fn required<V>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&'a Cell) -> Result<V, Invalid>,
    ) -> Option<V> {
        if self.cell(key).is_empty() && self.has_column(key) {
            self.complain(key, "cell.missing");
        }
        self.optional(key, parse)
    }

    /// Something is wrong with the cell of this column.
    pub fn complain(&mut self, key: &'static str, code: &'static str) {
        self.note(key, Invalid::new("", code, ""));
    }

    /// The same, with what the text needs to be exact.
    pub fn note(&mut self, key: &'static str, invalid: Invalid) {
        let column = self
            .fields
            .places
            .get(key)
            .map_or_else(|| Arc::from(key), |(_, name)| name.clone());
        let whole = self.cell(key).shown();
        let a_part = !invalid.value.is_empty() && whole.contains(&invalid.value);
        let value = if whole.is_empty() || a_part || self.cell(key) == &Cell::Uncalculated {
            invalid.value
        } else {
            whole.into_owned()
        };
        self.problems.push(CellProblem {
            line: self.row.line,
            column,
            key,
            value,
            code: invalid.code,
            args: invalid.args,
        });
    }

    /// A row of text with more cells than there are names has a delimiter or a quotation mark too many somewhere.
    fn too_long(&mut self, table: &Table) {
        if matches!(table.source, Source::Csv { .. }) && self.row.cells.len() > table.header.len() {
            let value = self.row.cell(table.header.len()).shown().into_owned();
            self.problems.push(CellProblem {
                line: self.row.line,
                column: Arc::from(""),
                key: "",
                value,
                code: "row.too_long",
                args: vec![
                    ("cells", self.row.cells.len().to_string()),
                    ("names", table.header.len().to_string()),
                ],
            });
        }
    }
}

fn says_nothing(text: &str) -> bool {
    text.len() <= 6
        && matches!(
            text.to_ascii_lowercase().as_str(),
            "-" | "--"
                | "---"
                | "–"
                | "—"
                | "/"
                | "//"
                | "n.d."
                | "n.d"
                | "n/d"
                | "n/a"
                | "n.a."
                | "n.p."
                | "null"
                | "."
        )
}

/// Remembers which line a key stood on, to find the same key twice.
#[derive(Debug, Default)]
pub struct Seen(HashMap<String, u32>);

impl Seen {
    /// Notes the key of this line; complains with `code` ($first: the line it stood on before) when it is not the first.
    pub fn once(&mut self, line: &mut Line<'_>, key: &'static str, value: &str, code: &'static str) {
        let number = line.number();
        match self.0.get(value) {
            Some(first) => {
                let first = *first;
                line.note(key, Invalid::new("", code, value).with("first", first));
            }
            None => {
                self.0.insert(value.to_owned(), number);
            }
        }
    }
}

/// Remembers what was made of a text: files say the same few hundred comuni and figures over and over, and finding what
/// a misspelt one may mean takes time.
#[derive(Debug)]
pub struct Memo<V>(HashMap<String, Result<V, Invalid>>);

impl<V> Default for Memo<V> {
    fn default() -> Memo<V> {
        Memo(HashMap::new())
    }
}

impl<V: Clone> Memo<V> {
    /// What `parse` makes of `text`, the first time or as it was before.
    ///
    /// # Errors
    /// Those of `parse`.
    pub fn get(&mut self, text: &str, parse: impl FnOnce(&str) -> Result<V, Invalid>) -> Result<V, Invalid> {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let made = parse(text);
        self.0.insert(text.to_owned(), made.clone());
        made
    }
}
