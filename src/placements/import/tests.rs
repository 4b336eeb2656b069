#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::{TimeDelta, Weekday};
use proptest::prelude::*;

use super::*;
use crate::platform::sheets::{Chosen, Limits, read as read_file, wanted, write_csv, write_xlsx};
use crate::vocabulary::geography::comuni;
use crate::vocabulary::repertory::figures;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn read_bytes(name: &str, bytes: &[u8]) -> Reading<Offer> {
    let table = read_file(name, bytes, &wanted(COLUMNS), &Limits::DEFAULT).unwrap();
    read(
        &table,
        &Mapping::of(COLUMNS, &table.header, &Chosen::new()),
        &Context::on(day(2026, 11, 23)),
    )
}

/// A file of one good row, with some cells more or changed.
fn one(changes: &[(&str, &str)]) -> Reading<Offer> {
    let mut cells = vec![
        ("codice posto", "P1"),
        ("partita iva", "00743110157"),
        ("figura", "Operatore elettrico"),
        ("percorso", "alternanza"),
        ("posti", "2"),
        ("sede (comune)", "Bergamo"),
        ("inizio", "14/09/2026"),
        ("fine", "11/06/2027"),
        ("ore settimanali", "24"),
    ];
    for (column, value) in changes {
        match cells.iter_mut().find(|(name, _)| name == column) {
            Some(cell) => cell.1 = value,
            None => cells.push((column, value)),
        }
    }
    let line = |texts: Vec<&str>| {
        texts
            .iter()
            .map(|t| format!("\"{t}\""))
            .collect::<Vec<_>>()
            .join(";")
    };
    let names = line(cells.iter().map(|c| c.0).collect());
    let values = line(cells.iter().map(|c| c.1).collect());
    read_bytes("a.csv", format!("{names}\n{values}\n").as_bytes())
}

fn codes(reading: &Reading<Offer>) -> Vec<&'static str> {
    reading.problems.iter().map(|p| p.code).collect()
}

#[test]
fn every_column_is_found_by_each_of_its_names() {
    for column in COLUMNS {
        for name in column
            .synonyms
            .iter()
            .chain([&column.key, &column.italian, &column.english])
        {
            let found = Mapping::of(COLUMNS, &[(*name).to_owned()], &Chosen::new());
            assert_eq!(found.key(0), Some(column.key), "{name}");
        }
    }
}

#[test]
fn the_examples_of_the_template_are_read() {
    let examples: Vec<(&str, &str)> = COLUMNS.iter().map(|c| (c.italian, c.example)).collect();
    assert_eq!(one(&examples).problems, []);
}

#[test]
fn of_several_figures_the_wrong_one_is_named() {
    let found = one(&[("figura", "Q12|Operatore astrale")]);
    assert_eq!(found.problems[0].value, "Operatore astrale");
}

#[test]
fn each_bad_value_says_what_is_wrong_with_it() {
    for (column, value, code) in [
        ("codice posto", "", "cell.missing"),
        ("codice posto", "P=1", "key.characters"),
        ("partita iva", "12345", "company.vat_number.leading_zeros"),
        ("figura", "", "cell.missing"),
        (
            "figura",
            "Operatore elettrico|Operatore astrale",
            "figure.unknown",
        ),
        ("indirizzo", "Astrologia", "indirizzo.unknown_near"),
        ("percorso", "gita", "pathway.unknown"),
        ("posti", "0", "cell.range"),
        ("posti", "due", "cell.number"),
        ("minimo per attivare", "3", "placement.open_with.above_seats"),
        ("sede (comune)", "Atlantide", "comune.unknown"),
        ("inizio", "31/02/2027", "date.does_not_exist"),
        ("inizio", "27.09.26", "date.ambiguous"),
        ("fine", "13/09/2026", "period.reversed"),
        ("fine", "11/06/2077", "date.range"),
        ("ore settimanali", "0", "cell.range"),
        ("ore settimanali", "100", "cell.range"),
        ("ore giornaliere", "25", "cell.range"),
        ("giorni", "ieri", "placement.days"),
        ("dalle", "25:00", "placement.time"),
        ("alle", "presto", "placement.time"),
        ("ore di formazione interna", "-1", "cell.range"),
        ("massimo per tutor", "0", "cell.range"),
        ("lavorazioni a rischio", "boh", "cell.yes_no"),
        ("età minima", "cento", "cell.number"),
    ] {
        let found = one(&[(column, value)]);
        assert_eq!(codes(&found), [code], "{column} = {value:?}");
        assert!(found.records.is_empty());
    }
}

#[test]
fn an_apprenticeship_must_say_more() {
    let reading = one(&[("percorso", "apprendistato"), ("tutor", "Luca Verdi")]);
    assert_eq!(codes(&reading), ["placement.missing_for_apprenticeship"; 2]);
    let columns: Vec<&str> = reading.problems.iter().map(|p| p.key).collect();
    assert_eq!(columns, ["internal_hours_year", "tutor_years"]);
    let full = [
        ("percorso", "apprendistato"),
        ("tutor", "Luca Verdi"),
        ("ore di formazione interna", "400"),
        ("anni di esperienza", "5"),
    ];
    assert_eq!(codes(&one(&full)), Vec::<&str>::new());
}

#[test]
fn each_column_takes_the_ways_in_which_people_write() {
    let value = |column: &str, text: &str| {
        let reading = one(&[(column, text)]);
        assert_eq!(codes(&reading), Vec::<&str>::new(), "{column} = {text:?}");
        reading.records[0].1.clone()
    };
    let week = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
    ];
    let working = week.into_iter().fold(WeekDays::NONE, WeekDays::with);
    for text in [
        "lun-ven",
        "lun|mar|mer|gio|ven",
        "mon,tue,wed,thu,fri",
        "Lun - Ven",
        "da lunedì a venerdì",
    ] {
        assert_eq!(value("giorni", text).days, Some(working), "{text}");
    }
    for text in ["8:30", "08.30", "08:30", "8,30", "08:30:00"] {
        assert_eq!(value("dalle", text).from.unwrap().minutes(), 510, "{text}");
    }
    for text in ["37,5", "37.5", "37:30"] {
        assert_eq!(value("ore settimanali", text).week_minutes, 2250, "{text}");
    }
    let several = value("figura", "Operatore elettrico | Q12|operatore ELETTRICO").figures;
    assert_eq!(several.len(), 2);
    assert_eq!(value("patente", "no").licence, None);
    assert_eq!(value("patente", "B").licence.as_deref(), Some("B"));
    assert_eq!(value("fine", "30.06.27").end, day(2027, 6, 30));
}

#[test]
fn a_workbook_with_real_times_and_dates_is_read() {
    let offer = one(&[("dalle", "08:30"), ("alle", "17:00"), ("giorni", "lun-ven")]).records[0]
        .1
        .clone();
    let bytes = write_xlsx(&[sheet([&offer], Language::Italian)]).unwrap();
    let table = read_file("a.xlsx", &bytes, &wanted(COLUMNS), &Limits::DEFAULT).unwrap();
    let at = |name: &str| table.header.iter().position(|h| h == name).unwrap();
    assert!(matches!(table.rows[0].cell(at("dalle")), Cell::Time(_)));
    assert!(matches!(table.rows[0].cell(at("inizio")), Cell::Date(_)));
    assert_eq!(read_bytes("a.xlsx", &bytes).records[0].1, offer);
}

prop_compose! {
    fn offer()(
        key in "[A-Z@+-]{1,3}[0-9]{1,6}",
        digits in 0..99_999_u64,
        chosen in proptest::collection::vec(0..figures().len(), 1..4),
        course in (any::<u8>(), 0..3_usize, 1..50_u32, proptest::option::of(1..2_u32), 0..comuni().len()),
        days in (0..400_i64, 0..1_200_i64),
        hours in (60..=5_040_u32, proptest::option::of(1..=1_440_u32), 0..128_u8, proptest::option::of((0..=1_440_u16, 0..=1_440_u16))),
        tutor in (0..=2_000_u32, proptest::option::of(1..=100_u32), 0..=70_u32),
        flags in (any::<bool>(), any::<bool>(), any::<bool>(), proptest::option::of(14..30_u8)),
        texts in (proptest::option::of("Via [A-Z][a-z]{1,9} [0-9]{1,3}"), proptest::option::of("AM|A1|B|C1E"), proptest::collection::btree_set("[a-z]{2,8}", 0..4)),
    ) -> Offer {
        let mut codes: Vec<FigureCode> = Vec::new();
        for at in chosen {
            if !codes.contains(&figures()[at].code) {
                codes.push(figures()[at].code);
            }
        }
        let indirizzi: Vec<Indirizzo> = figure(codes[0]).indirizzi().collect();
        let start = day(2026, 1, 1) + TimeDelta::days(days.0);
        let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        let picked = week.into_iter().enumerate().filter(|(n, _)| hours.2 >> n & 1 == 1);
        let picked = picked.fold(WeekDays::NONE, |days, (_, day)| days.with(day));
        Offer {
            key,
            vat_number: VatNumber::from_ten_digits(digits * 1_000 + 15).unwrap(),
            indirizzo: indirizzi.get(usize::from(course.0) % (indirizzi.len() + 1)).copied(),
            figures: codes,
            pathway: Pathway::ALL[course.1],
            seats: course.2,
            open_with: course.3,
            site: comuni()[course.4].code,
            address: texts.0,
            start,
            end: start + TimeDelta::days(days.1),
            week_minutes: hours.0,
            day_minutes: hours.1,
            days: Some(picked).filter(|d| *d != WeekDays::NONE),
            from: hours.3.and_then(|h| DayMinute::new(h.0)),
            to: hours.3.and_then(|h| DayMinute::new(h.1)),
            internal_hours_year: Some(tutor.0),
            tutor: PersonName::parse("Luca D'Este").ok(),
            tutor_max: tutor.1,
            tutor_years: Some(tutor.2),
            hazardous: flags.0,
            derogation: flags.1,
            accessible: flags.2,
            min_age: flags.3,
            licence: texts.1,
            wants: texts.2.into_iter().collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_read_back_the_same(offers in proptest::collection::vec(offer(), 1..5), italian in any::<bool>()) {
        let mut offers = offers;
        for (n, offer) in offers.iter_mut().enumerate() {
            offer.key.push_str(&format!("-{n}"));
        }
        let sheet = sheet(&offers, if italian { Language::Italian } else { Language::English });
        for (name, bytes) in [("a.csv", write_csv(&sheet)), ("a.xlsx", write_xlsx(std::slice::from_ref(&sheet)).unwrap())] {
            let back = read_bytes(name, &bytes);
            prop_assert_eq!(&back.problems, &vec![], "{}", name);
            prop_assert_eq!(back.records.into_iter().map(|r| r.1).collect::<Vec<_>>(), offers.clone(), "{}", name);
        }
    }
}
