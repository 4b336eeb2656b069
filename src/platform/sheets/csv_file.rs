//! Tables in text: `;`, `,` or tab, line breaks inside quotation marks, titles above the names of the columns.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::header::{self, Header};
use super::limits::{self, refuse, refuse_with};
use super::{Cell, Limits, Row, Source, Table, Wanted, encoding, table_of};
use crate::vocabulary::fault::Fault;

const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
const SAMPLE_ROWS: usize = 60;

pub(super) fn read(bytes: &[u8], wanted: &Wanted, limits: &Limits) -> Result<Table, Fault> {
    let (text, encoding) = encoding::decode(bytes)?;
    let text = plain_line_ends(text);
    if text.trim().is_empty() {
        return Err(refuse(limits::EMPTY));
    }
    not_too_wide(&text, limits)?;
    let (declared, skipped) = declared_delimiter(&text);
    let delimiter = declared.unwrap_or_else(|| sniff(&text, wanted, limits));
    let rows = records(&text, skipped, delimiter, limits).collect::<Result<Vec<_>, _>>()?;
    unclosed_quote(&text, &rows)?;
    let source = Source::Csv {
        delimiter: char::from(delimiter),
        encoding: encoding.to_owned(),
    };
    let header = header::find(&rows, wanted).ok_or_else(|| refuse(limits::NO_HEADER))?;
    table_of(None, source, rows, header, limits)
}

/// No spreadsheet has so many columns with something in them: such a file is refused before anything is made of it.
fn not_too_wide(text: &str, limits: &Limits) -> Result<(), Fault> {
    const WIDEST: usize = 16_384;
    let is_empty = |b: &u8| DELIMITERS.contains(b) || b.is_ascii_whitespace() || *b == b'"';
    let too_wide = |line: &[u8]| {
        let filled = line.iter().rposition(|b| !is_empty(b)).unwrap_or(0);
        filled > WIDEST
            && DELIMITERS
                .iter()
                .any(|delimiter| line[..filled].iter().filter(|b| *b == delimiter).count() > WIDEST)
    };
    if text.as_bytes().split(|b| *b == b'\n').any(too_wide) {
        return Err(refuse_with(limits::TOO_MANY_COLUMNS, "limit", limits.columns));
    }
    Ok(())
}

/// Old Mac files end their lines with a carriage return alone.
fn plain_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\n') && text.contains('\r') {
        Cow::Owned(text.replace('\r', "\n"))
    } else {
        text
    }
}

/// `sep=;`, the first line by which Excel is told the delimiter, and how many bytes it takes.
fn declared_delimiter(text: &str) -> (Option<u8>, usize) {
    let line = text.split('\n').next().unwrap_or_default();
    let declared = line
        .trim_end()
        .trim_matches('"')
        .strip_prefix("sep=")
        .map(str::as_bytes);
    match declared {
        Some(&[one]) if one.is_ascii() => (Some(one), line.len()),
        _ => (None, 0),
    }
}

/// The delimiter by which the file names most of the wanted columns; then the one that most rows agree on.
fn sniff(text: &str, wanted: &Wanted, limits: &Limits) -> u8 {
    let unbounded = Limits {
        columns: usize::MAX,
        cells: usize::MAX,
        ..*limits
    };
    let weigh = |delimiter: u8| {
        let rows: Vec<Row> = records(text, 0, delimiter, &unbounded)
            .map_while(Result::ok)
            .take(SAMPLE_ROWS)
            .collect();
        let header = header::find(&rows, wanted);
        let width = header.map_or(0, |h| rows[h.at].cells.len());
        let agreed = if width > 1 {
            rows.iter().filter(|r| r.cells.len() == width).count()
        } else {
            0
        };
        (header.map_or(0, |h: Header| h.matched), agreed, width)
    };
    let mut best = (DELIMITERS[0], weigh(DELIMITERS[0]));
    for delimiter in &DELIMITERS[1..] {
        let weight = weigh(*delimiter);
        if weight > best.1 {
            best = (*delimiter, weight);
        }
    }
    best.0
}

/// The rows that hold something, each with the line of the file on which it starts.
fn records<'a>(
    text: &'a str,
    from: usize,
    delimiter: u8,
    limits: &'a Limits,
) -> impl Iterator<Item = Result<Row, Fault>> + 'a {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(&text.as_bytes()[from..]);
    let mut record = StringRecord::new();
    let (mut seen, mut line) = (0_usize, 1_u32);
    let mut cells_left = limits.cells;
    std::iter::from_fn(move || {
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => return None,
                Ok(true) => {}
                Err(_) => return Some(Err(refuse(limits::UNREADABLE))),
            }
            let at = record.position().map_or(0, csv::Position::byte);
            let mut start = from + usize::try_from(at).unwrap_or(usize::MAX - from);
            while matches!(text.as_bytes().get(start), Some(b'\r' | b'\n')) {
                start += 1;
            }
            line += u32::try_from(breaks(&text[seen..start])).unwrap_or(u32::MAX - line);
            seen = start;
            let row = match row_of(&record, line, limits) {
                Ok(row) => row,
                Err(fault) => return Some(Err(fault)),
            };
            cells_left = match cells_left.checked_sub(row.cells.len()) {
                Some(left) => left,
                None => return Some(Err(refuse_with(limits::TOO_MANY_CELLS, "limit", limits.cells))),
            };
            if !row.cells.is_empty() {
                return Some(Ok(row));
            }
        }
    })
}

fn breaks(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}

fn row_of(record: &StringRecord, line: u32, limits: &Limits) -> Result<Row, Fault> {
    let filled = (0..record.len())
        .rev()
        .find(|at| !record[*at].trim().is_empty())
        .map_or(0, |at| at + 1);
    if filled > limits.columns {
        return Err(refuse_with(limits::TOO_MANY_COLUMNS, "limit", limits.columns));
    }
    let mut cells = Vec::with_capacity(filled);
    for field in record.iter().take(filled) {
        if field.len() > limits.cell_chars && field.chars().count() > limits.cell_chars {
            let code = if field.contains('\n') {
                limits::UNCLOSED_QUOTE
            } else {
                limits::CELL_TOO_LONG
            };
            return Err(refuse_with(code, "line", line));
        }
        cells.push(Cell::text(&unguarded(field)));
    }
    Ok(Row { line, cells })
}

/// A text as it was before a spreadsheet's precautions: `="00123"`, and the apostrophe before what could be a formula.
fn unguarded(field: &str) -> Cow<'_, str> {
    let trimmed = field.trim();
    if let Some(quoted) = trimmed
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return Cow::Owned(quoted.replace("\"\"", "\""));
    }
    match trimmed.strip_prefix('\'') {
        Some(rest) if super::write::could_be_formula(rest.trim_start_matches('\'')) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(trimmed),
    }
}

/// A quotation mark without its partner swallows the rest of the file into the last cell.
fn unclosed_quote(text: &str, rows: &[Row]) -> Result<(), Fault> {
    let Some(last) = rows.last() else { return Ok(()) };
    let swallowed = matches!(last.cells.last(), Some(Cell::Text(t)) if t.contains('\n'));
    if swallowed && !text.trim_end().ends_with('"') {
        return Err(refuse_with(limits::UNCLOSED_QUOTE, "line", last.line));
    }
    Ok(())
}
