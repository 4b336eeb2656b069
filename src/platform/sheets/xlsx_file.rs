//! Workbooks: the sheet that fits, read cell by cell, so that a cell at the far end of the sheet costs nothing.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::header::{self, Header};
use super::limits::{self, refuse, refuse_with};
use super::{Cell, Limits, Row, Source, Table, Wanted, column_letters, container, table_of};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::text::normalise_key;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Rows read of each sheet to see whether it fits.
const HEAD_ROWS: usize = 60;

pub(super) fn read(bytes: &[u8], wanted: &Wanted, limits: &Limits) -> Result<Table, Fault> {
    container::check_workbook(bytes, limits)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let (sheet, header) = choose(&mut book, wanted, limits)?;
    let rows = rows(&mut book, &sheet, limits, None)?;
    table_of(Some(sheet), Source::Xlsx, rows, header, limits)
}

fn broken(error: &XlsxError) -> Fault {
    refuse(if matches!(error, XlsxError::Password) {
        limits::ENCRYPTED
    } else {
        limits::UNREADABLE
    })
}

/// The named sheet; otherwise the first that fits, or the one that names most of the wanted columns, or the first with
/// something in it.
fn choose(book: &mut Book<'_>, wanted: &Wanted, limits: &Limits) -> Result<(String, Header), Fault> {
    let sheets: Vec<_> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet)
        .map(|s| (s.name.clone(), s.visible == SheetVisible::Visible))
        .collect();
    let candidates: Vec<String> = match &wanted.sheet {
        Some(name) => sheets
            .iter()
            .filter(|s| normalise_key(&s.0) == normalise_key(name))
            .map(|s| s.0.clone())
            .collect(),
        None => sheets.iter().filter(|s| s.1).map(|s| s.0.clone()).collect(),
    };
    if let (Some(name), true) = (&wanted.sheet, candidates.is_empty()) {
        let there = sheets.iter().map(|s| s.0.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Invalid::new("file", limits::NO_SUCH_SHEET, name.clone())
            .with("sheets", there)
            .into());
    }
    let mut best: Option<(String, Header)> = None;
    let mut filled = false;
    for name in candidates {
        let head = rows(book, &name, limits, Some(HEAD_ROWS))?;
        filled |= !head.is_empty();
        let Some(header) = header::find(&head, wanted) else {
            continue;
        };
        if header.fits {
            return Ok((name, header));
        }
        if best.as_ref().is_none_or(|(_, b)| header.matched > b.matched) {
            best = Some((name, header));
        }
    }
    best.ok_or_else(|| refuse(if filled { limits::NO_HEADER } else { limits::EMPTY }))
}

/// The rows of a sheet that hold something, in order. With `at_most`, only the first ones, and what lies out of bounds
/// is passed over instead of refused.
fn rows(
    book: &mut Book<'_>,
    sheet: &str,
    limits: &Limits,
    at_most: Option<usize>,
) -> Result<Vec<Row>, Fault> {
    let mut cells = book
        .worksheet_cells_reader(sheet)
        .map_err(|error| broken(&error))?;
    let mut rows: Vec<Row> = Vec::new();
    let (mut count, mut bytes) = (0_usize, 0_usize);
    while let Some(record) = cells
        .next_cell_with_formula_metadata()
        .map_err(|error| broken(&error))?
    {
        let (row, column) = record.pos;
        let cell = cell_of(&record.value, record.formula.is_some());
        if cell.is_empty() {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= limits.columns {
            if at_most.is_some() {
                continue;
            }
            return Err(out_of_bounds(
                limits::TOO_MANY_COLUMNS,
                limits.columns,
                row,
                column,
            ));
        }
        if let Cell::Text(text) = &cell {
            bytes += text.len();
            if text.len() > limits.cell_chars && text.chars().count() > limits.cell_chars {
                return Err(refuse_with(limits::CELL_TOO_LONG, "line", u64::from(row) + 1));
            }
        }
        count += 1;
        if count > limits.cells {
            return Err(refuse_with(limits::TOO_MANY_CELLS, "limit", limits.cells));
        }
        if bytes > limits.text_bytes {
            return Err(refuse_with(limits::TOO_LARGE, "limit", limits.text_bytes >> 20));
        }
        let line = row.saturating_add(1);
        let at = match rows.last() {
            Some(last) if last.line == line => rows.len() - 1,
            Some(last) if last.line > line => match rows.binary_search_by_key(&line, |r| r.line) {
                Ok(at) => at,
                Err(at) => {
                    rows.insert(
                        at,
                        Row {
                            line,
                            cells: Vec::new(),
                        },
                    );
                    at
                }
            },
            _ => {
                if at_most.is_some_and(|most| rows.len() >= most) {
                    break;
                }
                // Twice the limit leaves room for titles and for rows out of order; the exact bound is checked later.
                if rows.len() > limits.rows + HEAD_ROWS {
                    return Err(refuse_with(limits::TOO_MANY_ROWS, "limit", limits.rows));
                }
                rows.push(Row {
                    line,
                    cells: Vec::new(),
                });
                rows.len() - 1
            }
        };
        let cells = &mut rows[at].cells;
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
    }
    Ok(rows)
}

fn out_of_bounds(code: &'static str, limit: usize, row: u32, column: usize) -> Fault {
    let place = format!("{}{}", column_letters(column), u64::from(row) + 1);
    Invalid::new("file", code, place).with("limit", limit).into()
}

fn cell_of(value: &DataRef<'_>, formula: bool) -> Cell {
    match value {
        DataRef::Empty if formula => Cell::Uncalculated,
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => number.to_string().parse().map_or(Cell::Empty, Cell::Number),
        DataRef::Float(number) if number.is_finite() => Cell::Number(*number),
        DataRef::Float(_) => Cell::Error("#NUM!".to_owned()),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(moment) => moment_of(moment),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// A serial number of days: below one it is a time of day, otherwise a day; a length of time (`[h]:mm`) of a day and more is the
/// text that the sheet shows, `37:30`.
fn moment_of(moment: &ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    if !(0.0..2_958_466.0).contains(&serial) {
        return Cell::Error("#NUM!".to_owned());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if serial < 1.0 {
        let time = NaiveTime::from_hms_opt(hour.into(), minute.into(), second.into());
        return time.map_or(Cell::Number(serial), Cell::Time);
    }
    if moment.is_duration() {
        let minutes = (serial * 1440.0).round();
        return Cell::Text(format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0));
    }
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).map_or(Cell::Number(serial), Cell::Date)
}

fn iso(text: &str) -> Cell {
    let day = text
        .parse::<NaiveDateTime>()
        .map(|moment| moment.date())
        .or_else(|_| text.parse::<NaiveDate>());
    match (day, text.parse::<NaiveTime>()) {
        (Ok(day), _) => Cell::Date(day),
        (_, Ok(time)) => Cell::Time(time),
        _ => Cell::text(text),
    }
}
