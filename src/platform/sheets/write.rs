//! Tables out.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Cell, Row, Source, Table};
use crate::vocabulary::fault::Fault;

/// A column of a sheet to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What stands in its first row.
    pub title: String,
    /// How wide, in characters; none for the width of its title.
    pub width: Option<u16>,
}

impl Heading {
    /// As wide as its title.
    pub fn new(title: impl Into<String>) -> Heading {
        Heading {
            title: title.into(),
            width: None,
        }
    }

    /// This wide, in characters.
    #[must_use]
    pub const fn wide(mut self, characters: u16) -> Heading {
        self.width = Some(characters);
        self
    }
}

/// A table to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name in a workbook; cut to 31 characters, which is what Excel takes.
    pub name: String,
    /// The names of the columns.
    pub columns: Vec<Heading>,
    /// What stands below them.
    pub rows: Vec<Vec<Cell>>,
}

/// Text in UTF-8 with a mark at its start and `;` between cells, which is what Excel in Italy opens as a table. What a
/// spreadsheet could take for a formula gets an apostrophe before it; [`super::read`] takes it off again.
#[must_use]
pub fn write_csv(sheet: &Sheet) -> Vec<u8> {
    let names: Vec<Cell> = sheet.columns.iter().map(|c| Cell::text(&c.title)).collect();
    let mut out = mark();
    csv_line(&mut out, &names, ';');
    for row in &sheet.rows {
        csv_line(&mut out, row, ';');
    }
    out
}

/// A workbook: names of columns in bold and always in sight, real dates, times and numbers.
///
/// # Errors
/// When the library refuses, for instance two sheets with the same name.
pub fn write_xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, Fault> {
    let mut book = workbook().map_err(Fault::internal)?;
    for sheet in sheets {
        write_sheet(book.add_worksheet(), sheet).map_err(Fault::internal)?;
    }
    book.save_to_buffer().map_err(Fault::internal)
}

/// The file back in its own kind, row for row and with its titles, with one more column `title` that holds the comments on
/// each line. Lines keep their numbers.
///
/// # Errors
/// When the library refuses.
pub fn annotate(table: &Table, title: &str, comments: &BTreeMap<u32, String>) -> Result<Vec<u8>, Fault> {
    let header = Row {
        line: table.header_line,
        cells: table.header.iter().map(|h| Cell::text(h)).collect(),
    };
    let width = table
        .rows
        .iter()
        .map(|r| r.cells.len())
        .max()
        .unwrap_or(0)
        .max(header.cells.len());
    let with = |row: &Row, comment: Option<&str>| {
        let mut cells = row.cells.clone();
        if let Some(comment) = comment {
            cells.resize(width, Cell::Empty);
            cells.push(Cell::text(comment));
        }
        Row {
            line: row.line,
            cells,
        }
    };
    let comment = |row: &Row| comments.get(&row.line).map(String::as_str);
    let rows = table
        .above
        .iter()
        .cloned()
        .chain(std::iter::once(with(&header, Some(title))))
        .chain(table.rows.iter().map(|row| with(row, comment(row))));
    match &table.source {
        Source::Csv { delimiter, .. } => Ok(annotated_csv(rows, *delimiter)),
        Source::Xlsx => annotated_xlsx(table, rows).map_err(Fault::internal),
    }
}

fn annotated_csv(rows: impl Iterator<Item = Row>, delimiter: char) -> Vec<u8> {
    let mut out = mark();
    let mut line = 1;
    for row in rows {
        while line < row.line {
            out.extend_from_slice(b"\r\n");
            line += 1;
        }
        let before = out.len();
        csv_line(&mut out, &row.cells, delimiter);
        let breaks = out[before..].iter().filter(|b| **b == b'\n').count();
        line += u32::try_from(breaks).unwrap_or(1);
    }
    out
}

fn annotated_xlsx(table: &Table, rows: impl Iterator<Item = Row>) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook()?;
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(table.sheet.as_deref().unwrap_or("1")))?;
    let formats = Formats::new();
    for row in rows {
        let at = row.line.saturating_sub(1);
        for (column, cell) in row.cells.iter().enumerate() {
            let Ok(column) = u16::try_from(column) else {
                continue;
            };
            let style = (row.line == table.header_line).then_some(&formats.bold);
            write_cell(sheet, at, column, cell, style, &formats)?;
        }
    }
    let _ = sheet.set_freeze_panes(table.header_line, 0)?;
    book.save_to_buffer()
}

/// The same sheets give the same bytes: a workbook does not say when it was made.
fn workbook() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(book)
}

fn mark() -> Vec<u8> {
    b"\xef\xbb\xbf".to_vec()
}

/// Could a spreadsheet run this text as a formula?
pub(super) fn could_be_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%'])
}

fn csv_line(out: &mut Vec<u8>, cells: &[Cell], delimiter: char) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(delimiter.to_string().as_bytes());
        }
        let shown = match cell {
            Cell::Number(number) if delimiter == ';' => number.to_string().replace('.', ",").into(),
            Cell::Text(text) if could_be_formula(text.trim_start_matches('\'')) => format!("'{text}").into(),
            other => other.shown(),
        };
        let plain = !shown.contains([delimiter, '"', '\n', '\r', ';', ',', '\t']);
        if plain {
            out.extend_from_slice(shown.as_bytes());
        } else {
            out.push(b'"');
            out.extend_from_slice(shown.replace('"', "\"\"").as_bytes());
            out.push(b'"');
        }
    }
    out.extend_from_slice(b"\r\n");
}

struct Formats {
    bold: Format,
    day: Format,
    time: Format,
    wrapped: Format,
}

impl Formats {
    fn new() -> Formats {
        Formats {
            bold: Format::new().set_bold(),
            day: Format::new().set_num_format("dd/mm/yyyy"),
            time: Format::new().set_num_format("hh:mm"),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

fn sheet_name(name: &str) -> String {
    let safe = name
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'));
    let cut: String = safe.take(31).collect();
    let cut = cut.trim_matches('\'');
    if cut.is_empty() {
        "1".to_owned()
    } else {
        cut.to_owned()
    }
}

fn write_sheet(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let formats = Formats::new();
    to.set_name(sheet_name(&sheet.name))?;
    for (at, heading) in sheet.columns.iter().enumerate() {
        let Ok(column) = u16::try_from(at) else { continue };
        to.write_string_with_format(0, column, &heading.title, &formats.bold)?;
        let own = u16::try_from(heading.title.chars().count()).unwrap_or(20) + 2;
        to.set_column_width(column, heading.width.unwrap_or(own.max(8)))?;
    }
    let _ = to.set_freeze_panes(1, 0)?;
    for (at, row) in sheet.rows.iter().enumerate() {
        let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
        for (column, cell) in row.iter().enumerate() {
            let Ok(column) = u16::try_from(column) else {
                continue;
            };
            let wide = sheet
                .columns
                .get(usize::from(column))
                .and_then(|h| h.width)
                .is_some_and(|w| w > 40);
            write_cell(to, line, column, cell, wide.then_some(&formats.wrapped), &formats)?;
        }
    }
    Ok(())
}

fn write_cell(
    to: &mut Worksheet,
    line: u32,
    column: u16,
    cell: &Cell,
    style: Option<&Format>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty | Cell::Uncalculated => {}
        Cell::Text(text) | Cell::Error(text) => {
            match style {
                Some(style) => to.write_string_with_format(line, column, text, style)?,
                None => to.write_string(line, column, text)?,
            };
        }
        Cell::Number(number) => {
            to.write_number(line, column, *number)?;
        }
        Cell::Date(day) => match excel_day(*day) {
            Some(moment) => {
                to.write_datetime_with_format(line, column, &moment, &formats.day)?;
            }
            None => {
                to.write_string(line, column, cell.shown())?;
            }
        },
        Cell::Time(time) => {
            let moment =
                ExcelDateTime::from_hms(u16::try_from(time.hour()).unwrap_or(0), minute(*time), 0.0)?;
            to.write_datetime_with_format(line, column, &moment, &formats.time)?;
        }
        Cell::Bool(value) => {
            to.write_boolean(line, column, *value)?;
        }
    }
    Ok(())
}

fn minute(time: chrono::NaiveTime) -> u8 {
    u8::try_from(time.minute()).unwrap_or(0)
}

/// The days that Excel knows: from 1 March 1900, since it believes in a 29 February of that year.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let known = NaiveDate::from_ymd_opt(1900, 3, 1)? <= day && day.year() <= 9999;
    if !known {
        return None;
    }
    let (month, date) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, date).ok()
}
