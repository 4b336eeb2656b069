#![allow(clippy::unwrap_used, reason = "tests")]

mod round_trip;

use super::*;
use crate::platform::sheets::{Chosen, Limits, read as read_file, wanted};
use crate::vocabulary::geography::comuni;
use crate::vocabulary::repertory::figures;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn today() -> Context {
    Context::on(day(2026, 11, 23))
}

fn read_bytes(name: &str, bytes: &[u8], context: &Context) -> Reading<Profile> {
    let table = read_file(name, bytes, &wanted(COLUMNS), &Limits::DEFAULT).unwrap();
    read(
        &table,
        &Mapping::of(COLUMNS, &table.header, &Chosen::new()),
        context,
    )
}

const GOOD: [(&str, &str); 8] = [
    ("matricola", "A1"),
    ("cognome", "Rossi"),
    ("nome", "Ada"),
    ("data di nascita", "31/12/2008"),
    ("comune di residenza", "Bergamo"),
    ("figura", "Operatore elettrico"),
    ("anno di corso", "3"),
    ("percorso", "apprendistato"),
];

/// A file of one good row, with some cells changed or added.
fn one(changes: &[(&str, &str)]) -> Reading<Profile> {
    let mut cells: Vec<(&str, &str)> = GOOD.to_vec();
    for (name, value) in changes {
        match cells.iter_mut().find(|(n, _)| n == name) {
            Some(cell) => cell.1 = value,
            None => cells.push((name, value)),
        }
    }
    let line = |pick: fn(&(&str, &str)) -> String| cells.iter().map(pick).collect::<Vec<_>>().join(";");
    let text = format!(
        "{}\n{}\n",
        line(|c| c.0.to_owned()),
        line(|c| format!("\"{}\"", c.1.replace('"', "\"\"")))
    );
    read_bytes("a.csv", text.as_bytes(), &today())
}

fn codes(reading: &Reading<Profile>) -> Vec<&'static str> {
    reading.problems.iter().map(|p| p.code).collect()
}

/// The codice fiscale with these first fifteen characters.
fn codice(fifteen: &str) -> String {
    ('A'..='Z')
        .map(|c| format!("{fifteen}{c}"))
        .find(|code| CodiceFiscale::parse(code).is_ok())
        .unwrap()
}

#[test]
fn every_column_is_found_by_each_of_its_names() {
    for column in COLUMNS {
        for name in column
            .synonyms
            .iter()
            .chain([&column.key, &column.italian, &column.english])
        {
            let header = vec![name.to_uppercase().replace(' ', "_")];
            let found = Mapping::of(COLUMNS, &header, &Chosen::new());
            assert_eq!(found.key(0), Some(column.key), "{name}");
        }
    }
}

#[test]
fn the_examples_of_the_template_are_read() {
    let examples: Vec<(&str, &str)> = COLUMNS.iter().map(|c| (c.italian, c.example)).collect();
    let reading = one(&examples);
    assert_eq!(reading.problems, [], "each example is a value that is read");
}

#[test]
fn a_file_of_several_schools_says_the_school_in_every_row() {
    let file = |schools: [&str; 3]| {
        let row = |(at, school): (usize, &str)| {
            format!("{at};{school};Rossi;Ada;31/12/2008;Bergamo;Q12;3;apprendistato\n")
        };
        let rows: String = schools.into_iter().enumerate().map(row).collect();
        let names = "matricola;ente;cognome;nome;data di nascita;comune;figura;anno;percorso\n";
        read_bytes("a.csv", format!("{names}{rows}").as_bytes(), &today())
    };
    let found = file(["CFP A", "cfp b", ""]);
    assert_eq!(codes(&found), ["school.missing"]);
    assert_eq!((found.problems[0].line, found.records.len()), (4, 2));
    assert_eq!(codes(&file(["CFP A", "cfp a", ""])), Vec::<&str>::new());
}

#[test]
fn a_good_row_is_read() {
    let reading = one(&[]);
    assert_eq!(codes(&reading), Vec::<&str>::new());
    let (line, profile) = &reading.records[0];
    assert_eq!(
        (*line, profile.key.as_str(), profile.birth_date),
        (2, "A1", day(2008, 12, 31))
    );
    assert_eq!(
        (profile.transport, profile.accessible_site),
        (Transport::Public, false)
    );
}

#[test]
fn each_bad_value_says_what_is_wrong_with_it() {
    let cf = codice("RSSDAA08T71A794");
    for (column, value, code) in [
        ("matricola", "", "cell.missing"),
        ("matricola", "A|1", "key.characters"),
        ("cognome", "", "cell.missing"),
        ("nome", "R2D2", "name.characters"),
        (
            "codice fiscale",
            "RSSDAA08T71A794A1",
            "student.codice_fiscale.length",
        ),
        ("data di nascita", "30/02/2008", "date.does_not_exist"),
        ("data di nascita", "12/31/2008", "date.month_first"),
        ("data di nascita", "08.09.10", "date.ambiguous"),
        ("data di nascita", "31/12/1908", "date.range"),
        ("data di nascita", "", "student.birth_date.missing"),
        ("comune di residenza", "Atlantide", "comune.unknown"),
        ("comune di residenza", "Bergmo", "comune.unknown_near"),
        ("figura", "Operatore astrale", "figure.unknown"),
        ("anno di corso", "5", "student.course_year"),
        ("anno di corso", "0", "student.course_year"),
        ("anno di corso", "2026", "student.course_year"),
        ("percorso", "vacanza", "pathway.unknown"),
        ("ore annue", "molte", "cell.number"),
        ("ore annue", "990,5", "cell.whole"),
        ("ore annue", "9900", "cell.range"),
        ("ore settimanali a scuola", "99", "cell.range"),
        ("disponibile dal", "domani", "date.shape"),
        ("viaggio massimo (minuti)", "0", "cell.range"),
        ("distanza massima (km)", "lontano", "cell.number"),
        ("mezzo", "astronave", "transport.unknown"),
        ("serve sede accessibile", "forse", "cell.yes_no"),
        ("preferenze", "P1|P1", "student.wishes.twice"),
        ("preferenze", "00743110159", "company.vat_number.checksum"),
        ("azienda attuale", "12345", "company.vat_number.leading_zeros"),
        ("email", "ada@", "email.shape"),
        ("email tutore", "a@b.it, c@d.it", "email.several"),
    ] {
        let reading = one(&[(column, value)]);
        let found = codes(&reading);
        assert!(
            found == [code],
            "{column} = {value:?}: expected {code}, found {found:?}"
        );
        assert!(
            reading.records.is_empty() && reading.problems[0].line == 2,
            "{column}"
        );
        assert_eq!(reading.problems[0].column.as_ref(), column);
    }
    assert_eq!(
        codes(&one(&[
            ("codice fiscale", &cf),
            ("data di nascita", "31/12/2009")
        ])),
        ["student.codice_fiscale.birth_date"]
    );
    assert_eq!(
        codes(&one(&[
            ("disponibile dal", "1/3/2027"),
            ("disponibile al", "1/2/2027")
        ])),
        ["period.reversed"]
    );
    assert_eq!(
        codes(&one(&[("preferenze", "P1|P2"), ("esclusioni", "P2")])),
        ["student.wishes.refused"]
    );
}

#[test]
fn each_column_takes_the_ways_in_which_people_write() {
    let vat = VatNumber::parse("00743110157").unwrap();
    let place = |key: &str| PlaceKey::Placement(key.to_owned());
    let value = |column: &str, text: &str| {
        let reading = one(&[(column, text)]);
        assert_eq!(codes(&reading), Vec::<&str>::new(), "{column} = {text:?}");
        reading.records[0].1.clone()
    };
    for text in [
        "3", "3^", "III", "terza", "3A", "3° anno", "3.0", "3,0", "Classe 3",
    ] {
        assert_eq!(value("anno di corso", text).course_year, 3, "{text}");
    }
    for text in ["sì", "SI", "s", "Yes", "x", "1", "VERO", "true"] {
        assert!(value("serve sede accessibile", text).accessible_site, "{text}");
    }
    for text in ["no", "N", "0", "falso", "", "-"] {
        assert!(!value("serve sede accessibile", text).accessible_site, "{text}");
    }
    for text in ["37,5", "37.5", "37:30", "37h30", "37,5 ore", "37,50"] {
        assert_eq!(
            value("ore settimanali a scuola", text).school_week_minutes,
            Some(2250),
            "{text}"
        );
    }
    for text in ["1.056", "1056", "1056 ore", "1.056,0"] {
        assert_eq!(value("ore annue", text).timetable_hours, Some(1056), "{text}");
    }
    for text in ["12,5", "12.5", "12,5 km"] {
        assert_eq!(
            value("distanza massima (km)", text).max_metres,
            Some(12_500),
            "{text}"
        );
    }
    for text in ["75", "75 min", "75'", "1:15", "1,25 ore"] {
        assert_eq!(
            value("viaggio massimo (minuti)", text).max_minutes,
            Some(75),
            "{text}"
        );
    }
    for text in [
        "31/12/2008",
        "31-12-2008",
        "2008-12-31",
        "31.12.08",
        "31 dicembre 2008",
    ] {
        assert_eq!(
            value("data di nascita", text).birth_date,
            day(2008, 12, 31),
            "{text}"
        );
    }
    assert_eq!(
        value("preferenze", " P1 | P2=00743110157 |P3").wishes,
        vec![
            vec![place("P1")],
            vec![place("P2"), PlaceKey::Company(vat)],
            vec![place("P3")]
        ]
    );
    assert_eq!(
        value("competenze", "CAD|saldatura;CAD").competences,
        ["cad", "saldatura"]
    );
    assert_eq!(
        value("comune di residenza", "016024").residence,
        value("comune di residenza", "Bergamo").residence
    );
    assert_eq!(
        value("percorso", "Formazione scuola-lavoro").pathway,
        Pathway::SchoolWork
    );
}

#[test]
fn the_codice_fiscale_gives_the_birth_date_where_there_is_none() {
    let reading = one(&[
        ("codice fiscale", &codice("RSSDAA08T71A794")),
        ("data di nascita", ""),
    ]);
    assert_eq!(reading.records[0].1.birth_date, day(2008, 12, 31));
}

#[test]
fn every_problem_of_every_row_is_reported_at_once() {
    let text = "matricola;cognome;nome;data di nascita;comune;figura;anno;percorso;colore preferito\n\
        A1;;Ada;31/02/2008;Atlantide;Q05;9;apprendistato;blu\n\
        A2;Rossi;Bea;1/1/2009;Bergamo;Q05;2;alternanza;\n\
        A2;Neri;Ciro;1/1/2009;Bergamo;Q05;2;alternanza;rosso;x\n";
    let reading = read_bytes("a.csv", text.as_bytes(), &today());
    let found: Vec<(u32, &str)> = reading.problems.iter().map(|p| (p.line, p.code)).collect();
    assert_eq!(
        found,
        [
            (2, "cell.missing"),
            (2, "date.does_not_exist"),
            (2, "comune.unknown"),
            (2, "student.course_year"),
            (4, "row.too_long"),
            (4, "student.key.twice"),
        ]
    );
    assert_eq!(reading.unknown_columns, ["colore preferito"]);
    assert_eq!(reading.records.iter().map(|r| r.0).collect::<Vec<_>>(), [3]);
}

#[test]
fn a_missing_column_is_said_once_and_nothing_is_read() {
    let text = "matricola;cognome;nome;figura;anno;percorso;nome\nA1;Rossi;Ada;Q05;2;alternanza;x\nA2;Neri;Bea;Q05;2;alternanza;y\n";
    let reading = read_bytes("a.csv", text.as_bytes(), &today());
    let mut found: Vec<(u32, &str, &str)> = reading
        .problems
        .iter()
        .map(|p| (p.line, p.column.as_ref(), p.code))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found[..2],
        [
            (1, "comune di residenza", "column.missing"),
            (1, "nome", "column.twice")
        ]
    );
    assert!(reading.records.is_empty());
}

#[test]
fn a_row_says_its_school_where_there_are_several() {
    let known = ["cfpbergamo", "bg1"].map(String::from).into();
    let several = Context {
        schools: Some(known),
        several_schools: true,
        ..today()
    };
    let text = |school: &str| {
        format!(
            "ente;matricola;cognome;nome;data di nascita;comune;figura;anno;percorso\n{school};A1;Rossi;Ada;1/1/2009;Bergamo;Q05;2;alternanza\n"
        )
    };
    assert_eq!(
        codes(&read_bytes("a.csv", text("").as_bytes(), &several)),
        ["school.missing"]
    );
    assert_eq!(
        codes(&read_bytes("a.csv", text("Altrove").as_bytes(), &several)),
        ["school.unknown"]
    );
    assert_eq!(
        codes(&read_bytes("a.csv", text("CFP Bergamo").as_bytes(), &several)),
        Vec::<&str>::new()
    );
}

#[test]
fn all_comuni_and_figures_are_written_so_that_they_are_found() {
    for comune in comuni() {
        assert_eq!(
            find_comune(&comune.file_name()).map(|c| c.code).ok(),
            Some(comune.code),
            "{}",
            comune.file_name()
        );
    }
    for figure in figures() {
        let found = find_figure_and_indirizzo(figure.name_it).ok();
        assert_eq!(found, Some((figure.code, None)), "{}", figure.name_it);
        for indirizzo in figure.indirizzi() {
            assert_eq!(
                find_indirizzo(figure.code, indirizzo.name()).ok(),
                Some(indirizzo),
                "{}",
                indirizzo.name()
            );
        }
    }
}
