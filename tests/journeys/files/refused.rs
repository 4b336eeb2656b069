//! Files with something wrong: everything is named, nothing is written unless the rest was asked for.

use rust_xlsxwriter::Workbook;

use super::*;

#[test]
fn a_file_with_an_error_writes_nothing_and_names_everything_wrong() {
    let people = students() + &student("S5", "Sbagliato", "Bergammo", "alternanza", "NESSUNO");
    let places = PLACEMENTS.to_owned()
        + "ALTROVE;00010020154;Operatore alla riparazione dei veicoli a motore;alternanza;uno;Milano;01/10/2026;31/05/2027;24;;;;;;;\r\n\
           ORFANO;00010020154;Operatore alla riparazione dei veicoli a motore;alternanza;1;Milano;01/10/2026;31/05/2027;24;;;;;;;\r\n";
    let firms = COMPANIES.replace(";20;6;1;no;", ";;6;1;no;");
    let desk = Desk::with(&people, &firms, &places);
    desk.write("turno.toml", b"max_minutes = \"molti\"\nmax_kilometres = 3\n");
    let output = desk.matched(&["--round", "turno.toml", "--errors", "errori"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!desk.path().join("esito").exists(), "not even the folder");
    let said = err(&output);
    for part in [
        "studenti.csv, riga 6, colonna «Comune di residenza» = «Bergammo»",
        "[comune.unknown",
        "posti.csv, riga 4, colonna «Posti» = «uno»",
        "posti.csv, riga 5, colonna «PARTITA IVA» = «00010020154»",
        "[placement.company.not_in_file]",
        "aziende.csv, riga 2, colonna «Dipendenti»",
        "[company.missing_for_apprenticeship]",
        "turno.toml, riga 1, colonna «max_minutes» = «molti»",
        "[round.file.whole]",
        "turno.toml, riga 2, colonna «max_kilometres»",
        "[round.file.unknown]",
        "Non è stato scritto nulla",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.contains('⟦'), "{said}");
    let back = desk.read("errori/studenti-errori.csv");
    let line = back.lines().nth(5).unwrap();
    assert!(line.contains("S5;") && line.contains("Bergammo"), "{line}");
    assert!(back.lines().next().unwrap().contains("Commenti di Abbina"));
}

#[test]
fn a_file_with_errors_comes_back_under_the_name_that_was_asked_for() {
    let people = students() + &student("S5", "Sbagliato", "Bergammo", "alternanza", "");
    let desk = Desk::with(&people, &COMPANIES.replace(GARAGE, "00010010150"), PLACEMENTS);
    let output = desk.matched(&["--errors", "indietro/da correggere.csv"]);
    assert_eq!(output.status.code(), Some(1));
    let back = desk.read("indietro/da correggere.csv");
    let line = back.lines().nth(5).unwrap();
    assert!(
        line.contains("S5;") && line.contains("Comune di residenza: "),
        "{line}"
    );
    let other = desk.read("indietro/da correggere-aziende.csv");
    assert!(other.lines().nth(2).unwrap().contains("Partita IVA: "), "{other}");
    desk.matched(&["--errors", "indietro.xlsx"]);
    let book = std::fs::read(desk.path().join("indietro.xlsx")).unwrap();
    assert!(book.starts_with(b"PK"), "a workbook, because its name says so");
}

#[test]
fn rows_with_errors_are_left_out_only_when_asked_and_are_said() {
    let people = students() + &student("S5", "Sbagliato", "Bergammo", "alternanza", "");
    let firms = COMPANIES.replace(GARAGE, "00010010150");
    let desk = Desk::with(&people, &firms, PLACEMENTS);
    assert_eq!(desk.matched(&[]).status.code(), Some(1));
    let output = desk.matched(&["--skip-invalid"]);
    ok(&output);
    let said = err(&output);
    assert!(
        said.contains("righe sono rimaste fuori") && said.contains("S5"),
        "{said}"
    );
    assert!(said.contains("OFFICINA"), "a place goes with its company: {said}");
    assert_eq!(desk.rows("esito/proposte.csv").len(), 1);
    let summary: serde_json::Value = serde_json::from_str(&desk.read("esito/riepilogo.json")).unwrap();
    assert_eq!(summary["left_out"].as_array().unwrap().len(), 3);
}

#[test]
fn a_company_whose_number_lost_its_zeros_is_not_also_missing() {
    let desk = Desk::with(&students(), &COMPANIES.replace(GARAGE, "10010155"), PLACEMENTS);
    let output = desk.matched(&[]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    assert!(said.contains("[company.vat_number.leading_zeros]"), "{said}");
    assert!(
        !said.contains("placement.company.not_in_file"),
        "said once: {said}"
    );
}

#[test]
fn a_sheet_of_a_workbook_can_be_named() {
    let desk = Desk::usual();
    let mut book = Workbook::new();
    for (name, keep) in [("Vecchio", 2), ("Nuovo", 5)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, line) in (0..).zip(students().lines().take(keep)) {
            for (column, cell) in (0..).zip(line.split(';')) {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    desk.write("studenti.csv", &book.save_to_buffer().unwrap());
    let students_of = |more: &[&str]| {
        ok(&desk.matched(more));
        let summary: serde_json::Value = serde_json::from_str(&desk.read("esito/riepilogo.json")).unwrap();
        summary["counts"]["students"].as_u64()
    };
    assert_eq!(students_of(&[]), Some(1), "the first that fits");
    assert_eq!(students_of(&["--sheet", "students=nuovo", "--force"]), Some(4));
    let output = desk.matched(&["--sheet", "students=Altro", "--force"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("[sheet.no_such_sheet]"), "{}", err(&output));
}

#[test]
fn a_missing_column_cannot_be_skipped() {
    let desk = Desk::with(&students().replace("Figura", "Boh"), COMPANIES, PLACEMENTS);
    let output = desk.matched(&["--skip-invalid"]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    assert!(
        said.contains("[column.missing]") && said.contains("figura"),
        "{said}"
    );
    assert!(!said.contains("placement.company.not_in_file"), "{said}");
}

#[test]
fn a_wish_for_something_unknown_is_a_warning() {
    let people = students() + &student("S5", "Desideroso", "Milano", "alternanza", "NESSUNO|OFFICINA");
    let desk = Desk::with(&people, COMPANIES, PLACEMENTS);
    let output = desk.matched(&[]);
    ok(&output);
    assert!(
        err(&output).contains("avviso: studenti.csv, riga 6"),
        "{}",
        err(&output)
    );
    assert_eq!(
        desk.rows("esito/proposte.csv")[1][0],
        "S5",
        "the known wish counts"
    );
}

#[test]
fn a_code_counts_in_capitals_or_not_and_only_for_its_own_place() {
    let refusing = HEADER.replace("Preferenze", "Esclusioni");
    let places = PLACEMENTS.replace("OFFICINA;", "X-1-11;");
    let refuse = |code: &str| {
        let people = refusing.clone() + &student("S2", "Inventato", "Milano", "alternanza", code);
        Desk::with(&people, COMPANIES, &places)
    };
    let desk = refuse("x-1-11");
    let output = desk.matched(&[]);
    ok(&output);
    assert!(
        !err(&output).contains("[student.refuses.unknown]"),
        "{}",
        err(&output)
    );
    assert!(desk.rows("esito/proposte.csv").is_empty());
    let desk = refuse("X-11-1");
    let output = desk.matched(&[]);
    assert!(
        err(&output).contains("[student.refuses.unknown]"),
        "{}",
        err(&output)
    );
    assert_eq!(
        desk.rows("esito/proposte.csv").len(),
        1,
        "another place was refused"
    );
}
