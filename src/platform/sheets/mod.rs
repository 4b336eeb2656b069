//! Tables in files: CSV and XLSX, in and out.
//!
//! # In
//!
//! [`read`] takes the bytes of a file and gives a [`Table`]: the names of the columns and the rows below them, each with
//! the number of its line, so that every problem found later can say where it is. It knows no column by meaning: the caller
//! says with [`Wanted`] which names it looks for, and that decides which sheet of a workbook is meant and on which row
//! the names stand when there are titles above them.
//!
//! Text may be UTF-8, UTF-16 or Windows-1252, with `;`, `,` or tab. A workbook keeps what a spreadsheet knows: numbers,
//! dates and times are [`Cell::Number`], [`Cell::Date`] and [`Cell::Time`]; of a formula the stored value is taken, and
//! one without a value is [`Cell::Uncalculated`].
//!
//! What the columns are is said once per kind of file, as a list of [`Column`]: it finds the columns of a file
//! ([`Mapping`]), and names those of templates and exports. [`read_rows`] makes records of rows and collects everything
//! that is wrong as [`CellProblem`]s; [`parse`] knows what people mean by a number, a day or a yes.
//!
//! # Files that mean harm, or are broken
//!
//! Every bound is in [`Limits`], every refusal has a code in [`limits`] and a text in the locales (`fault-sheet-…`).
//! Workbooks are packed XML from strangers: [`Guard`] reads them in a child process of the same program with a bound on
//! address space and time, so that whatever such a file does, the service goes on and says `sheet.unreadable`.
//!
//! # Out
//!
//! One [`Sheet`] is written by [`write_csv`] or [`write_xlsx`]; [`annotate`] gives a file back with comments beside its
//! rows.

mod cell;
mod columns;
mod container;
mod csv_file;
mod dates;
mod encoding;
pub mod form;
mod guard;
mod header;
pub mod limits;
pub mod parse;
mod reading;
mod write;
mod xlsx_file;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use cell::Cell;
pub use columns::{COMMENTS, Chosen, Column, Mapping, Required, headings, template, wanted};
pub use guard::{Guard, READ_SHEET, read_sheet};
pub use header::{Wanted, column_letters, spellings};
pub use limits::Limits;
pub use reading::{CellProblem, Line, Memo, Reading, Seen, read_rows};
pub use write::{Heading, Sheet, annotate, write_csv, write_xlsx};

use crate::vocabulary::fault::Fault;
use container::Kind;
use limits::{refuse, refuse_with};

/// What kind of file a table came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Text.
    Csv {
        /// `;`, `,` or tab.
        delimiter: char,
        /// `UTF-8`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
        encoding: String,
    },
    /// A workbook.
    Xlsx,
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The line of the text on which it starts, or the row of the sheet; counted from 1.
    pub line: u32,
    /// Up to the last one that holds something.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of this column, counted from nought; empty where the row is shorter.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        static EMPTY: Cell = Cell::Empty;
        self.cells.get(column).unwrap_or(&EMPTY)
    }
}

/// A table as a file holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet it stands on, in a workbook.
    pub sheet: Option<String>,
    /// Text or workbook.
    pub source: Source,
    /// Titles and notes above the names of the columns.
    pub above: Vec<Row>,
    /// The line of the names of the columns.
    pub header_line: u32,
    /// The names of the columns, as they are written; empty where a column has none.
    pub header: Vec<String>,
    /// What stands below them, without empty rows.
    pub rows: Vec<Row>,
}

/// Reads the file `name` in this process: what a person typed on the command line, text, and files of our own. Workbooks
/// from others go through [`Guard::read`].
///
/// # Errors
/// A coded refusal of the whole file (see [`limits`]). What is wrong with single cells is not its business.
pub fn read(name: &str, bytes: &[u8], wanted: &Wanted, limits: &Limits) -> Result<Table, Fault> {
    match container::kind(bytes, name, limits)? {
        Kind::Text => csv_file::read(bytes, wanted, limits),
        Kind::Workbook => xlsx_file::read(bytes, wanted, limits),
    }
}

/// Divides the rows of a file at its names of columns. A row that repeats them, as printed pages do, is left out.
fn table_of(
    sheet: Option<String>,
    source: Source,
    mut rows: Vec<Row>,
    header: header::Header,
    limits: &Limits,
) -> Result<Table, Fault> {
    if header.at >= rows.len() {
        return Err(refuse(limits::NO_HEADER));
    }
    let mut below = rows.split_off(header.at + 1);
    let Some(names) = rows.pop() else {
        return Err(refuse(limits::NO_HEADER));
    };
    below.retain(|row| row.cells != names.cells);
    if below.len() > limits.rows {
        return Err(refuse_with(limits::TOO_MANY_ROWS, "limit", limits.rows));
    }
    let header = names
        .cells
        .iter()
        .map(|c| c.shown().split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    Ok(Table {
        sheet,
        source,
        above: rows,
        header_line: names.line,
        header,
        rows: below,
    })
}
