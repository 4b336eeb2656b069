#![allow(clippy::unwrap_used, reason = "tests")]
//! Odd files that must be read.

use chrono::{NaiveDate, NaiveTime};

use super::*;

pub(super) fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

pub(super) fn wanted() -> Wanted {
    Wanted::columns(["matricola", "cognome", "nome", "data di nascita", "partita iva"])
}

pub(super) fn read_ok(name: &str, bytes: &[u8]) -> Table {
    read(name, bytes, &wanted(), &Limits::DEFAULT).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

/// The cells of a table as people read them, with the line of each row.
pub(super) fn shown(table: &Table) -> Vec<(u32, Vec<String>)> {
    table
        .rows
        .iter()
        .map(|r| (r.line, r.cells.iter().map(|c| c.shown().into_owned()).collect()))
        .collect()
}

/// A workbook from the XML of its sheets: what a library would refuse to write.
pub(super) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let listed: String = (1..=sheets.len())
        .zip(sheets)
        .map(|(n, (name, _))| format!(r#"<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>"#))
        .collect();
    let related: String = (1..=sheets.len())
        .map(|n| {
            format!(
                r#"<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>"#
            )
        })
        .collect();
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned(),
        ),
        (
            "_rels/.rels".to_owned(),
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{listed}</sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>"#
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="46"/></cellXfs></styleSheet>"#.to_owned(),
        ),
    ];
    for (n, (_, data)) in (1..).zip(sheets) {
        parts.push((
            format!("xl/worksheets/sheet{n}.xml"),
            format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>"#
            ),
        ));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, d)| (n.as_str(), d.as_bytes())).collect();
    zipped(&parts)
}

pub(super) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// One row of text cells, in XML.
pub(super) fn text_row(line: u32, cells: &[&str]) -> String {
    let cells: String = (0..)
        .zip(cells)
        .map(|(at, text)| {
            format!(
                r#"<c r="{}{line}" t="inlineStr"><is><t>{text}</t></is></c>"#,
                column_letters(at)
            )
        })
        .collect();
    format!(r#"<row r="{line}">{cells}</row>"#)
}

pub(super) const NAMES: [&str; 3] = ["Matricola", "Cognome", "Nome"];

#[test]
fn text_is_read_whatever_its_encoding_and_delimiter() {
    let text = "Matricola;Cognome;Nome\r\nA1;Forlì;Niccolò\r\nA2;Rossi;Ada\r\n";
    let utf16 = |mark: &[u8], little: bool| {
        let units = text
            .encode_utf16()
            .flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() });
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("UTF-8", text.as_bytes().to_vec()),
        (
            "UTF-8 with mark",
            ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
        ),
        (
            "Windows-1252",
            encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        ),
        ("UTF-16 LE with mark", utf16(b"\xff\xfe", true)),
        ("UTF-16 BE with mark", utf16(b"\xfe\xff", false)),
        ("UTF-16 LE without mark", utf16(b"", true)),
        ("UTF-16 BE without mark", utf16(b"", false)),
        ("commas", text.replace(';', ",").into_bytes()),
        ("tabs", text.replace(';', "\t").into_bytes()),
        ("line feeds", text.replace("\r\n", "\n").into_bytes()),
        ("carriage returns", text.replace("\r\n", "\r").into_bytes()),
        ("no line end at the end", text.trim_end().as_bytes().to_vec()),
        (
            "quoted",
            text.lines()
                .map(|l| format!("\"{}\"\n", l.replace(';', "\";\"")))
                .collect::<String>()
                .into_bytes(),
        ),
        (
            "semicolons at the end",
            text.replace("\r\n", ";;;\r\n").into_bytes(),
        ),
        ("spaces", text.replace(';', " ; \u{a0}").into_bytes()),
    ];
    for (name, bytes) in cases {
        let table = read_ok(name, &bytes);
        assert_eq!(table.header, NAMES, "{name}");
        let expected = [
            (2, vec!["A1", "Forlì", "Niccolò"]),
            (3, vec!["A2", "Rossi", "Ada"]),
        ];
        let expected: Vec<(u32, Vec<String>)> = expected
            .into_iter()
            .map(|(l, c)| (l, c.into_iter().map(String::from).collect()))
            .collect();
        assert_eq!(shown(&table), expected, "{name}");
    }
}

#[test]
fn lines_keep_their_numbers_through_titles_blank_lines_and_quoted_breaks() {
    let text = "sep=;\nElenco allievi;;\n\n\nMatricola;Cognome;Nome\nA1;\"De\nLuca\";Ada\n\n;;\nA2;Rossi;Bea\nMatricola;Cognome;Nome\nA3;Neri;Ciro\n";
    let table = read_ok("titles.csv", text.as_bytes());
    assert_eq!((table.header_line, table.above.len()), (5, 1));
    let lines: Vec<u32> = table.rows.iter().map(|r| r.line).collect();
    assert_eq!(lines, [6, 10, 12]);
    assert_eq!(table.rows[0].cells[1], Cell::Text("De\nLuca".into()));
}

#[test]
fn the_delimiter_is_the_one_that_names_the_columns() {
    let decimal = "matricola;cognome;nome\n1,5;2,5;3,5\n1,5;2,5;3,5\n";
    assert_eq!(read_ok("a.csv", decimal.as_bytes()).header.len(), 3);
    let list = "matricola,cognome,nome\n\"a;b\",\"c;d\",\"e;f\"\n";
    assert_eq!(
        read_ok("b.csv", list.as_bytes()).rows[0].cells[0],
        Cell::Text("a;b".into())
    );
    let unknown = "Spalte A\tSpalte B\nx, y\tz, w\n";
    assert_eq!(
        read_ok("c.csv", unknown.as_bytes()).header,
        ["Spalte A", "Spalte B"]
    );
}

#[test]
fn what_a_spreadsheet_did_to_protect_a_text_is_undone() {
    let text = "matricola;cognome;nome\n=\"00123\";'=A1;\"'+39 02\"\n'90;d'Este;''-x\n";
    let table = read_ok("guarded.csv", text.as_bytes());
    assert_eq!(shown(&table)[0].1, ["00123", "=A1", "+39 02"]);
    assert_eq!(shown(&table)[1].1, ["'90", "d'Este", "'-x"]);
}

#[test]
fn a_workbook_keeps_numbers_dates_times_and_truth() {
    let data = format!(
        "{}{}",
        text_row(
            1,
            &["Matricola", "Cognome", "Nome", "Data di nascita", "Partita IVA"]
        ),
        r#"<row r="2"><c r="A2"><v>12345</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" s="2"><v>0.3541666666666667</v></c><c r="D2" s="1"><v>39813</v></c><c r="E2"><v>12345678903</v></c></row>"#
    );
    let table = read_ok("types.xlsx", &workbook(&[("Foglio1", &data)]));
    let time = NaiveTime::from_hms_opt(8, 30, 0).unwrap();
    let cells = &table.rows[0].cells;
    assert_eq!(cells[..2], [Cell::Number(12345.0), Cell::Bool(true)]);
    assert_eq!(
        cells[2..],
        [
            Cell::Time(time),
            Cell::Date(day(2008, 12, 31)),
            Cell::Number(12_345_678_903.0)
        ]
    );
    assert_eq!(cells[4].shown(), "12345678903");
}

#[test]
fn a_length_of_time_is_what_the_sheet_shows() {
    let data = text_row(1, &NAMES)
        + r#"<row r="2"><c r="A2" s="3"><v>1.5625</v></c><c r="B2" s="3"><v>1.0034722222222223</v></c><c r="C2" s="3"><v>0.25</v></c></row>"#;
    let table = read_ok("hours.xlsx", &workbook(&[("Foglio1", &data)]));
    assert_eq!(shown(&table)[0].1, ["37:30", "24:05", "06:00"]);
    let minutes: Vec<_> = table.rows[0]
        .cells
        .iter()
        .map(|c| parse::hours(c, 0, 60))
        .collect();
    assert_eq!(minutes, [Ok(2_250), Ok(1_445), Ok(360)]);
}

#[test]
fn of_a_formula_the_stored_value_counts() {
    let row = r#"<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>UPPER("a")</f><v>A</v></c><c r="C2"><f>NOW()</f></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E2"><f>X</f><v></v></c></row>"#;
    let data = format!("{}{row}", text_row(1, &NAMES));
    let table = read_ok("formulas.xlsx", &workbook(&[("a", &data)]));
    assert_eq!(
        table.rows[0].cells,
        [
            Cell::Number(2.0),
            Cell::Text("A".into()),
            Cell::Uncalculated,
            Cell::Error("#DIV/0!".into()),
            Cell::Uncalculated
        ]
    );
}

#[test]
fn the_first_sheet_that_fits_is_read_and_another_when_it_is_named() {
    let legend = text_row(1, &["Legenda"]) + &text_row(2, &["matricola", "la chiave della scuola"]);
    let pupils =
        text_row(1, &["Elenco 2026/27"]) + &text_row(3, &NAMES) + &text_row(4, &["A1", "Rossi", "Ada"]);
    let old = text_row(1, &NAMES) + &text_row(2, &["B1", "Neri", "Bea"]);
    let book = workbook(&[("Legenda", &legend), ("Allievi", &pupils), ("Anno scorso", &old)]);
    let table = read_ok("book.xlsx", &book);
    assert_eq!((table.sheet.as_deref(), table.header_line), (Some("Allievi"), 3));
    let named = read(
        "book.xlsx",
        &book,
        &wanted().in_sheet("anno scorso"),
        &Limits::DEFAULT,
    )
    .unwrap();
    assert_eq!(named.rows[0].cells[0], Cell::Text("B1".into()));
}

#[test]
fn empty_cells_at_the_far_end_cost_nothing() {
    let data = text_row(1, &NAMES)
        + &text_row(2, &["A1", "Rossi", "Ada"])
        + r#"<row r="1048576"><c r="XFD1048576" s="1"/></row>"#;
    assert_eq!(
        read_ok("formatted.xlsx", &workbook(&[("a", &data)])).rows.len(),
        1
    );
}

#[test]
fn rows_out_of_order_are_put_in_order() {
    let data = text_row(1, &NAMES) + &text_row(5, &["A5", "x", "y"]) + &text_row(3, &["A3", "x", "y"]);
    let table = read_ok("order.xlsx", &workbook(&[("a", &data)]));
    assert_eq!(table.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [3, 5]);
}

#[test]
fn what_is_written_is_read_back() {
    let time = NaiveTime::from_hms_opt(14, 5, 0).unwrap();
    let rows = vec![
        vec![
            Cell::from("007"),
            Cell::from("=1+1"),
            Cell::from("a;b\n\"c\""),
            Cell::Date(day(2009, 2, 28)),
            Cell::Time(time),
        ],
        vec![
            Cell::from("-5"),
            Cell::Empty,
            Cell::from("''=x"),
            Cell::Number(12.5),
            Cell::from("d'Este"),
        ],
    ];
    let sheet = Sheet {
        name: "Studenti: [prova]".into(),
        columns: ["Matricola", "Cognome", "Nome", "Data di nascita", "Partita IVA"]
            .map(Heading::new)
            .into(),
        rows: rows.clone(),
    };
    let book = read_ok("out.xlsx", &write_xlsx(std::slice::from_ref(&sheet)).unwrap());
    assert_eq!(
        book.rows.iter().map(|r| r.cells.clone()).collect::<Vec<_>>(),
        rows
    );
    let text = write_csv(&sheet);
    assert!(text.starts_with(b"\xef\xbb\xbf") && String::from_utf8_lossy(&text).contains(";'=1+1;"));
    let texts: Vec<Vec<String>> = shown(&read_ok("out.csv", &text))
        .into_iter()
        .map(|r| r.1)
        .collect();
    assert_eq!(texts[0], ["007", "=1+1", "a;b\n\"c\"", "2009-02-28", "14:05"]);
    assert_eq!(texts[1], ["-5", "", "''=x", "12,5", "d'Este"]);
}

#[test]
fn a_file_comes_back_with_comments_beside_its_rows_and_the_same_line_numbers() {
    let text = "Elenco;;\n\nMatricola,Cognome,Nome\nA1,\"De\nLuca\",Ada\n\nA2,Rossi,Bea\n";
    let csv = read_ok("in.csv", text.as_bytes());
    let data = text_row(2, &["Elenco"]) + &text_row(4, &NAMES) + &text_row(7, &["A1", "Rossi", "Ada"]);
    let xlsx = read_ok("in.xlsx", &workbook(&[("Allievi", &data)]));
    for (name, table) in [("out.csv", csv), ("out.xlsx", xlsx)] {
        let last = table.rows.last().unwrap().line;
        let comments = [(last, "riga da correggere".to_owned())].into();
        let back = read_ok(name, &annotate(&table, "Commenti", &comments).unwrap());
        assert_eq!(
            (back.header_line, back.above.len()),
            (table.header_line, 1),
            "{name}"
        );
        assert_eq!(back.header.last().unwrap(), "Commenti");
        let row = back.rows.last().unwrap();
        assert_eq!(
            (row.line, row.cells[3].shown().as_ref()),
            (last, "riga da correggere"),
            "{name}"
        );
    }
}

#[test]
fn a_table_travels_as_json_without_loss() {
    let table = Table {
        sheet: None,
        source: Source::Xlsx,
        above: vec![],
        header_line: 1,
        header: vec!["a".into()],
        rows: vec![Row {
            line: 2,
            cells: vec![
                Cell::Number(0.1 + 0.2),
                Cell::Empty,
                Cell::Date(day(2008, 2, 29)),
                Cell::Uncalculated,
            ],
        }],
    };
    let json = serde_json::to_string(&table).unwrap();
    assert_eq!(serde_json::from_str::<Table>(&json).unwrap(), table);
}
