#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;
use crate::platform::sheets::{Chosen, Limits, read as read_file, wanted, write_csv, write_xlsx};

fn read_bytes(name: &str, bytes: &[u8]) -> Reading<CompanyFacts> {
    let table = read_file(name, bytes, &wanted(COLUMNS), &Limits::DEFAULT).unwrap();
    read(
        &table,
        &Mapping::of(COLUMNS, &table.header, &Chosen::new()),
        &Context,
    )
}

/// A file of one good row, with one cell more or changed.
fn one(column: &str, value: &str) -> Reading<CompanyFacts> {
    let mut cells = vec![
        ("partita iva", "00743110157"),
        ("ragione sociale", "Officine Adda"),
        ("email referente", "a@b.it"),
        ("dipendenti", "10"),
    ];
    match cells.iter_mut().find(|(name, _)| *name == column) {
        Some(cell) => cell.1 = value,
        None => cells.push((column, value)),
    }
    let line = |texts: Vec<&str>| {
        texts
            .iter()
            .map(|t| format!("\"{t}\""))
            .collect::<Vec<_>>()
            .join(",")
    };
    let names = line(cells.iter().map(|c| c.0).collect());
    let values = line(cells.iter().map(|c| c.1).collect());
    read_bytes("a.csv", format!("{names}\n{values}\n").as_bytes())
}

fn codes(reading: &Reading<CompanyFacts>) -> Vec<&'static str> {
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
    for column in COLUMNS {
        assert_eq!(one(column.italian, column.example).problems, [], "{}", column.key);
    }
}

#[test]
fn each_bad_value_says_what_is_wrong_with_it() {
    for (column, value, code) in [
        ("partita iva", "", "cell.missing"),
        ("partita iva", "12345", "company.vat_number.leading_zeros"),
        ("partita iva", "1,23457E+10", "company.vat_number.scientific"),
        ("partita iva", "00743110158", "company.vat_number.checksum"),
        ("ragione sociale", "", "cell.missing"),
        ("email referente", "", "cell.missing"),
        ("email referente", "nessuna", "email.shape"),
        ("ateco", "bar", "company.ateco.shape"),
        ("dipendenti", "dieci", "cell.number"),
        ("dipendenti", "-1", "cell.range"),
        ("dipendenti", "2,5", "cell.whole"),
        ("qualificati", "11", "company.skilled.above_staff"),
        ("artigiana", "sì", "company.artisan.which"),
        ("artigiana", "galattica", "company.artisan.unknown"),
        ("capacità tecnica", "boh", "cell.yes_no"),
        ("classe di rischio", "enorme", "company.risk.unknown"),
        ("lingua", "latino", "language.unknown"),
        ("pec", "a b", "email.characters"),
    ] {
        let reading = one(column, value);
        assert_eq!(codes(&reading), [code], "{column} = {value:?}");
        assert!(reading.records.is_empty());
    }
}

#[test]
fn each_column_takes_the_ways_in_which_people_write() {
    let value = |column: &str, text: &str| {
        let reading = one(column, text);
        assert_eq!(codes(&reading), Vec::<&str>::new(), "{column} = {text:?}");
        reading.records[0].1.clone()
    };
    for text in ["56.10.11", "561011", "ATECO 56.10.11", "56.10.11 - Ristorazione"] {
        assert_eq!(value("ateco", text).ateco.unwrap().as_str(), "56.10.11", "{text}");
    }
    for (column, text, written) in [
        ("ateco", "56.10.11 (2025)", "56.10.11 (2025)"),
        ("ateco", "2007: 56.10.11", "56.10.11 (2007)"),
        ("ATECO_2025", "56.10.11", "56.10.11 (2025)"),
        ("Codice ATECO (2007)", "56.10.11", "56.10.11 (2007)"),
        ("ateco 2025", "62.01 (2007)", "62.01 (2007)"),
    ] {
        assert_eq!(
            value(column, text).ateco.unwrap().as_str(),
            written,
            "{column} = {text}"
        );
    }
    for (text, kind) in [
        ("no", Artisan::No),
        ("non in serie", Artisan::NotSerial),
        ("In Serie", Artisan::Serial),
        ("artigiana artistica", Artisan::Artistic),
        ("Trasporti", Artisan::Transport),
        ("edilizia", Artisan::Construction),
    ] {
        assert_eq!(value("artigiana", text).artisan, Some(kind), "{text}");
    }
    assert_eq!(value("dipendenti", "1.200").staff, Some(1200));
    assert_eq!(
        value("classe di rischio", "Rischio alto").risk,
        Some(RiskClass::High)
    );
    assert_eq!(
        value("partita iva", "IT 007.4311.0157").vat_number.as_str(),
        "00743110157"
    );
    assert_eq!(value("lingua", "EN").language, Some(Language::English));
    assert_eq!(
        missing_for_apprenticeship(&value("qualificati", "3")),
        ["apprentices", "structural", "technical", "formative"]
    );
}

#[test]
fn the_same_company_twice_is_said() {
    let text = "P.IVA;Azienda;Email\n00743110157;A;a@b.it\n00743110157;B;a@b.it\n";
    let reading = read_bytes("a.csv", text.as_bytes());
    assert_eq!(
        (reading.problems[0].line, reading.problems[0].code),
        (3, "company.twice")
    );
    assert_eq!(reading.problems[0].args, [("first", "2".to_owned())]);
}

prop_compose! {
    fn facts()(
        digits in 0..99_999_u64,
        name in "[A-Za-z=+@-][A-Za-z0-9&.' -]{0,20}[a-z]",
        numbers in (proptest::option::of(10..5_000_u32), proptest::option::of(0..10_u32), proptest::option::of(0..300_u32)),
        artisan in 0..7_usize,
        flags in (any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<bool>>()),
        risk in 0..4_usize,
        ccnl in proptest::option::of("[A-Z][a-z]{2,12}( [a-z]{2,8})?"),
        english in any::<bool>(),
    ) -> CompanyFacts {
        let email = EmailAddress::parse("referente@azienda.example").unwrap();
        CompanyFacts {
            vat_number: VatNumber::from_ten_digits(digits * 1_000 + 15).unwrap(),
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            ateco: Ateco::parse(["56.10.11 (2025)", "01.11", "C", "62 (2007)"][artisan % 4]).ok(),
            ccnl,
            staff: numbers.0,
            skilled: numbers.1,
            apprentices: numbers.2,
            artisan: Artisan::ALL.get(artisan).copied(),
            structural: flags.0,
            technical: flags.1,
            formative: flags.2,
            dvr_minors: flags.3,
            risk: RiskClass::ALL.get(risk).copied(),
            contact_name: PersonName::parse("Maria Bianchi").ok().filter(|_| english),
            contact_email: email.clone(),
            pec: Some(email).filter(|_| english),
            language: english.then_some(Language::English),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_read_back_the_same(companies in proptest::collection::vec(facts(), 1..5), italian in any::<bool>()) {
        let mut companies = companies;
        companies.sort_by_key(|c| c.vat_number);
        companies.dedup_by_key(|c| c.vat_number);
        let sheet = sheet(&companies, if italian { Language::Italian } else { Language::English });
        for (name, bytes) in [("a.csv", write_csv(&sheet)), ("a.xlsx", write_xlsx(std::slice::from_ref(&sheet)).unwrap())] {
            let back = read_bytes(name, &bytes);
            prop_assert_eq!(&back.problems, &vec![], "{}", name);
            prop_assert_eq!(back.records.into_iter().map(|r| r.1).collect::<Vec<_>>(), companies.clone(), "{}", name);
        }
    }
}
