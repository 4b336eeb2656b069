#![allow(clippy::unwrap_used, reason = "tests")]
//! Files that must be refused, each by its own name.

use super::tests::{NAMES, text_row, wanted, workbook, zipped};
use super::*;

fn code(name: &str, bytes: &[u8]) -> String {
    match read(name, bytes, &wanted(), &Limits::DEFAULT) {
        Ok(table) => format!("read: {} rows", table.rows.len()),
        Err(Fault::Invalid(list)) => list.iter().map(|i| i.code).collect::<Vec<_>>().join(","),
        Err(other) => other.to_string(),
    }
}

fn text(names: &str, rows: usize, row: &str) -> Vec<u8> {
    let mut text = format!("{names}\n");
    text.extend(std::iter::repeat_n(row, rows));
    text.into_bytes()
}

fn ole(inside: &str) -> Vec<u8> {
    let utf16 = inside.encode_utf16().flat_map(u16::to_le_bytes);
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain([0; 600])
        .chain(utf16)
        .collect()
}

/// A part that says it is small and is not.
fn with_false_size(mut bytes: Vec<u8>, part: &[u8]) -> Vec<u8> {
    let central = (0..bytes.len() - 46)
        .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02") && bytes[*at + 46..].starts_with(part))
        .collect::<Vec<_>>();
    for at in central {
        bytes[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
    }
    bytes
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    let sheet = text_row(1, &NAMES) + &text_row(2, &["A1", "Rossi", "Ada"]);
    let good = workbook(&[("a", &sheet)]);
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("sheet.empty", "nothing.csv", vec![]),
        ("sheet.empty", "nothing.xlsx", vec![]),
        ("sheet.empty", "blank.csv", b" \r\n\r\n".to_vec()),
        ("sheet.empty", "mark.csv", b"\xef\xbb\xbf".to_vec()),
        ("sheet.empty", "mark16.csv", b"\xff\xfe".to_vec()),
        ("sheet.pdf", "a.pdf", b"%PDF-1.7\n%\xe2\xe3".to_vec()),
        ("sheet.pdf", "a.xlsx", b"%PDF-1.7\n".to_vec()),
        (
            "sheet.html",
            "a.xls",
            b"<html><table><tr><td>1</td></tr></table>".to_vec(),
        ),
        (
            "sheet.html",
            "a.csv",
            b"\xef\xbb\xbf\r\n <!DOCTYPE html><p>".to_vec(),
        ),
        ("sheet.html", "b.xls", b"<table border=1>".to_vec()),
        (
            "sheet.html",
            "c.xls",
            b"<?xml version=\"1.0\"?><html xmlns=\"x\">".to_vec(),
        ),
        (
            "sheet.not_a_spreadsheet",
            "d.xls",
            b"<?xml version=\"1.0\"?><Workbook>".to_vec(),
        ),
        ("sheet.old_excel", "a.xls", ole("Workbook")),
        ("sheet.old_excel", "renamed.xlsx", ole("Workbook")),
        ("sheet.encrypted", "locked.xlsx", ole("EncryptedPackage")),
        ("sheet.archive", "a.gz", b"\x1f\x8b\x08\x00".to_vec()),
        ("sheet.archive", "a.7z", b"7z\xbc\xaf\x27\x1c".to_vec()),
        ("sheet.archive", "a.rar", b"Rar!\x1a\x07".to_vec()),
        ("sheet.archive", "folder.zip", zipped(&[("studenti.csv", b"a;b")])),
        ("sheet.archive", "nested.xlsx", zipped(&[("inner.xlsx", &good)])),
        ("sheet.archive", "none.zip", zipped(&[])),
        (
            "sheet.not_a_spreadsheet",
            "letter.docx",
            zipped(&[("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")]),
        ),
        (
            "sheet.open_document",
            "a.ods",
            zipped(&[("mimetype", b"x"), ("content.xml", b"<a/>")]),
        ),
        (
            "sheet.old_excel",
            "a.xlsb",
            zipped(&[("[Content_Types].xml", b"<a/>"), ("xl/workbook.bin", b"\0")]),
        ),
        (
            "sheet.encrypted",
            "b.xlsx",
            zipped(&[("EncryptedPackage", b"x"), ("xl/workbook.xml", b"<a/>")]),
        ),
        ("sheet.not_a_spreadsheet", "a.png", b"\x89PNG\r\n\x1a\n".to_vec()),
        (
            "sheet.not_a_spreadsheet",
            "a.jpg",
            b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(),
        ),
        ("sheet.not_a_spreadsheet", "a.rtf", b"{\\rtf1 x}".to_vec()),
        ("sheet.not_a_spreadsheet", "a.exe", b"MZ\x90\0".to_vec()),
        (
            "sheet.not_a_spreadsheet",
            "a.sqlite",
            b"SQLite format 3\0".to_vec(),
        ),
        (
            "sheet.not_a_spreadsheet",
            "noise.csv",
            (0..=255_u8).cycle().take(4000).collect(),
        ),
        ("sheet.not_a_spreadsheet", "zeros.csv", vec![0; 4096]),
        (
            "sheet.not_a_spreadsheet",
            "late zero.csv",
            [vec![b'a'; 5000], vec![0], vec![b'a'; 10]].concat(),
        ),
        (
            "sheet.not_xlsx",
            "text.xlsx",
            b"Matricola;Cognome\nA;B\n".to_vec(),
        ),
        (
            "sheet.not_xlsx",
            "text.XLSM",
            b"Matricola;Cognome\nA;B\n".to_vec(),
        ),
        ("sheet.unreadable", "cut.xlsx", good[..good.len() / 2].to_vec()),
        (
            "sheet.unreadable",
            "magic.xlsx",
            b"PK\x03\x04 and nothing more".to_vec(),
        ),
        (
            "sheet.unreadable",
            "no sheet.xlsx",
            zipped(&[(
                "xl/workbook.xml",
                b"<workbook><sheets><sheet name='a' sheetId='1' r:id='rId1'/></sheets></workbook>",
            )]),
        ),
        ("sheet.empty", "no sheets.xlsx", workbook(&[])),
        ("sheet.empty", "empty sheet.xlsx", workbook(&[("a", "")])),
        (
            "sheet.unreadable",
            "broken.xlsx",
            workbook(&[("a", "<row r=\"1\"><c r=\"A1\"><v>1")]),
        ),
        (
            "sheet.unreadable",
            "bad reference.xlsx",
            workbook(&[("a", r#"<row r="1"><c r="A1" t="s"><v>77</v></c></row>"#)]),
        ),
        (
            "sheet.unreadable",
            "bad place.xlsx",
            workbook(&[("a", r#"<row r="1"><c r="??"><v>77</v></c></row>"#)]),
        ),
        (
            "sheet.no_header",
            "numbers.xlsx",
            workbook(&[("a", r#"<row r="1"><c r="A1"><v>1</v></c></row>"#)]),
        ),
        (
            "sheet.encoding",
            "cp850.csv",
            b"Matricola;Cognome\nA1;Forl\x8d\n".to_vec(),
        ),
        (
            "sheet.encoding",
            "damaged.csv",
            "Matricola;Cognome\nA1;Forlì Niccolò Però\n"
                .bytes()
                .chain(*b"A2;Forl\xc3\n")
                .collect(),
        ),
        (
            "sheet.encoding",
            "two halves.csv",
            "Matricola;Cognome\n1;Nicolò\n"
                .bytes()
                .chain(b"2;Nicol\xf2\n".iter().copied())
                .collect(),
        ),
        ("sheet.encoding", "half.csv", b"\xff\xfeM\0a\0\xd8".to_vec()),
        (
            "sheet.unclosed_quote",
            "quote.csv",
            b"Matricola;Cognome\nA1;\"Rossi\nA2;Neri\nA3;Bianchi\n".to_vec(),
        ),
        (
            "sheet.unclosed_quote",
            "long quote.csv",
            [
                b"Matricola;Cognome\nA1;\"Rossi\n".to_vec(),
                text("", 2000, "A2;Neri\n"),
            ]
            .concat(),
        ),
    ];
    assert!(cases.len() >= 45);
    let wrong: Vec<String> = cases
        .iter()
        .map(|(expected, name, bytes)| (expected, name, code(name, bytes)))
        .filter(|(expected, _, found)| found != *expected)
        .map(|(expected, name, found)| format!("{name}: expected {expected}, found {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_too_large_is_refused_before_it_costs_anything() {
    let names = text_row(1, &NAMES);
    let cell = |place: &str| format!(r#"{names}<row r="2"><c r="{place}"><v>1</v></c></row>"#);
    let rows: String = (2..=50_200)
        .map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>{n}</v></c></row>"))
        .collect();
    let wide: String = (0..16_384)
        .map(|n| format!("<c r=\"{}2\"><v>1</v></c>", column_letters(n)))
        .collect();
    let zeros = vec![b' '; 40 << 20];
    let bomb = |part: &str, filler: &[u8]| {
        zipped(&[
            ("[Content_Types].xml", b"<a/>"),
            ("xl/workbook.xml", b"<workbook/>"),
            (part, filler),
        ])
    };
    let many: Vec<(String, Vec<u8>)> = (0..2_500).map(|n| (format!("p{n}.xml"), vec![])).collect();
    let mut many: Vec<(&str, &[u8])> = many.iter().map(|(n, d)| (n.as_str(), d.as_slice())).collect();
    many.push(("xl/workbook.xml", b"<workbook/>"));
    let entities = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>"#;
    let laughs = format!(r#"{entities}<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>"#);
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("sheet.too_large", "large.csv", vec![b'a'; (32 << 20) + 1]),
        (
            "sheet.too_large",
            "large.xlsx",
            [b"PK\x03\x04".to_vec(), vec![b'a'; 32 << 20]].concat(),
        ),
        (
            "sheet.too_many_rows",
            "rows.csv",
            text("Matricola;Cognome", 50_001, "a;b\n"),
        ),
        (
            "read: 50000 rows",
            "all rows.csv",
            text("Matricola;Cognome", 50_000, "a;b\n"),
        ),
        (
            "sheet.too_many_columns",
            "columns.csv",
            text("Matricola;Cognome", 1, &"x;".repeat(1_000_000)),
        ),
        (
            "sheet.too_many_columns",
            "names.csv",
            format!("Matricola{}\n", ";x".repeat(200)).into_bytes(),
        ),
        (
            "sheet.too_many_columns",
            "million names.csv",
            format!("Matricola{}\n", ",x".repeat(1_000_000)).into_bytes(),
        ),
        (
            "read: 1 rows",
            "empty columns.csv",
            text("Matricola;Cognome", 1, &format!("a;b{}\n", ";".repeat(100_000))),
        ),
        (
            "sheet.cell_too_long",
            "cell.csv",
            text("Matricola;Cognome", 1, &format!("a;{}\n", "x".repeat(8_001))),
        ),
        (
            "sheet.too_many_columns",
            "far cell.xlsx",
            workbook(&[("a", &cell("XFD1048576"))]),
        ),
        (
            "sheet.too_many_columns",
            "right.xlsx",
            workbook(&[("a", &cell("GS2"))]),
        ),
        (
            "read: 1 rows",
            "just within.xlsx",
            workbook(&[("a", &cell("GR2"))]),
        ),
        (
            "read: 1 rows",
            "far below.xlsx",
            workbook(&[("a", &cell("A1048576"))]),
        ),
        (
            "sheet.too_many_columns",
            "all columns.xlsx",
            workbook(&[("a", &format!("{names}<row r=\"2\">{wide}</row>"))]),
        ),
        (
            "sheet.too_many_rows",
            "rows.xlsx",
            workbook(&[("a", &format!("{names}{rows}"))]),
        ),
        (
            "sheet.cell_too_long",
            "cell.xlsx",
            workbook(&[("a", &(names.clone() + &text_row(2, &[&"x".repeat(9_000)])))]),
        ),
        (
            "sheet.zip_bomb",
            "bomb.xlsx",
            bomb("xl/worksheets/sheet1.xml", &zeros),
        ),
        (
            "sheet.zip_bomb",
            "strings.xlsx",
            bomb("xl/sharedStrings.xml", &zeros),
        ),
        (
            "sheet.zip_bomb",
            "hidden.xlsx",
            bomb("docProps/custom.xml", &zeros),
        ),
        ("sheet.zip_bomb", "parts.xlsx", zipped(&many)),
        ("sheet.unreadable", "laughs.xlsx", workbook(&[("a", &laughs)])),
    ];
    for (expected, name, bytes) in &cases {
        let started = std::time::Instant::now();
        assert_eq!(code(name, bytes), *expected, "{name}");
        assert!(
            started.elapsed().as_secs() < 5,
            "{name} took {:?}",
            started.elapsed()
        );
    }
    let liar = with_false_size(bomb("xl/worksheets/sheet1.xml", &zeros), b"xl/worksheets");
    let refused = code("liar.xlsx", &liar);
    assert!(
        ["sheet.zip_bomb", "sheet.unreadable"].contains(&refused.as_str()),
        "{refused}"
    );
}

#[test]
fn a_refusal_says_where() {
    let data = text_row(1, &NAMES) + r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let Err(Fault::Invalid(list)) = read("a.xlsx", &workbook(&[("a", &data)]), &wanted(), &Limits::DEFAULT)
    else {
        panic!("it was read")
    };
    assert_eq!(
        (list[0].value.as_str(), list[0].args[0].1.as_str()),
        ("XFD1048576", "200")
    );
    let missing = read(
        "a.xlsx",
        &workbook(&[("Uno", &data)]),
        &wanted().in_sheet("Due"),
        &Limits::DEFAULT,
    );
    let Err(Fault::Invalid(list)) = missing else {
        panic!("it was read")
    };
    assert_eq!(
        (list[0].code, list[0].args[0].1.as_str()),
        ("sheet.no_such_sheet", "Uno")
    );
}
