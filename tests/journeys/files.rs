//! `abbina match`: files as schools export them, on the command line.

use std::path::Path;
use std::process::{Command, Output};

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use crate::support::PROGRAM;

mod reasons;
mod refused;

const BAKERY: &str = "00010000156";
const GARAGE: &str = "00010010155";

const COMPANIES: &str = "\
Partita IVA;Ragione Sociale;Dipendenti;Qualificati;Apprendisti in forza;Artigiana;Capacità strutturale;Capacità tecnica;\
Capacità formativa;DVR minori;Classe di rischio;E-mail referente\r\n\
00010000156;Forno Finto S.r.l.;20;6;1;no;sì;sì;sì;sì;basso;forno@forno.example\r\n\
00010010155;Officina Finta & Figli;12;4;0;no;SI;SI;SI;SI;medio;posta@officina.example\r\n";

const PLACEMENTS: &str = "\
codice_posto;PARTITA IVA;Figura;Percorso;Posti;Sede (comune);Inizio;Fine;Ore settimanali;Ore giornaliere;Giorni;Dalle;Alle;\
Ore di formazione interna;Tutor;Anni di esperienza\r\n\
FORNO;00010000156;Operatore alla riparazione dei veicoli a motore;apprendistato;1;Bergamo;01/10/2026;30/09/2027;24;8;lun-mer;08:00;17:00;600;Bruno Prova;9\r\n\
OFFICINA;00010010155;Operatore alla riparazione dei veicoli a motore;alternanza;1;Milano;01/10/2026;31/05/2027;24;8;lun-mer;08:00;17:00;;Carla Prova;5\r\n";

const HEADER: &str = "Matricola;Cognome;Nome;Codice Fiscale;Data di nascita;Comune di residenza;Figura;Anno di corso;Percorso;Preferenze\r\n";

fn student(key: &str, name: &str, home: &str, pathway: &str, wish: &str) -> String {
    let figure = "Operatore alla riparazione dei veicoli a motore";
    format!("{key};{name};Prova;;15/03/2009;{home};{figure};3;{pathway};{wish}\r\n")
}

fn students() -> String {
    [
        HEADER.to_owned(),
        student("S1", "Visibile", "Bergamo", "apprendistato", "FORNO"),
        student("S2", "Inventato", "Milano", "alternanza", ""),
        student("S3", "Immaginario", "Milano", "alternanza", ""),
        student("S4", "Lontanò", "Livigno", "alternanza", ""),
    ]
    .concat()
}

fn windows(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

/// The same table with a title above its names, as a workbook.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Elenco dell'anno formativo 2026/2027").unwrap();
    for (row, line) in (2..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

struct Desk(TempDir);

impl Desk {
    fn with(students: &str, companies: &str, placements: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.write("studenti.csv", &windows(students));
        desk.write("aziende.csv", &windows(companies));
        desk.write("posti.csv", &windows(placements));
        desk
    }

    fn usual() -> Desk {
        Desk::with(&students(), COMPANIES, PLACEMENTS)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        String::from_utf8(std::fs::read(self.path().join(name)).unwrap()).unwrap()
    }

    fn matched(&self, more: &[&str]) -> Output {
        let usual = "match --students studenti.csv --companies aziende.csv --placements posti.csv --out esito --day 2026-09-07";
        self.run(&usual.split(' ').chain(more.iter().copied()).collect::<Vec<_>>())
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(PROGRAM)
            .args(arguments)
            .current_dir(self.path())
            .env_remove("LANG")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .output()
            .unwrap()
    }

    /// First three cells of each row of a result.
    fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let text = self.read(name);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        reader
            .records()
            .map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect())
            .collect()
    }

    /// The columns of a result, the first of which are the contract's.
    fn begins(&self, name: &str, columns: &str) {
        let text = self.read(&format!("esito/{name}.csv"));
        assert!(text.trim_start_matches('\u{feff}').starts_with(columns), "{text}");
    }

    fn mails(&self) -> Vec<(String, String)> {
        let mut mails: Vec<(String, String)> = std::fs::read_dir(self.path().join("esito/mail"))
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, readable(&std::fs::read_to_string(path).unwrap()))
            })
            .collect();
        mails.sort();
        mails
    }
}

/// A mail with its quoted-printable and base64 parts as text, well enough to look for names.
fn readable(mail: &str) -> String {
    let mut bytes = Vec::new();
    let joined = mail.replace("=\r\n", "");
    let mut rest = joined.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after
            .get(..2)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match (first, hex) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn ok(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", err(output));
}

#[test]
fn a_schools_files_become_proposals_reasons_and_mails() {
    let desk = Desk::usual();
    ok(&desk.matched(&["--mail-from", "Scuola <segreteria@scuola.example>"]));
    let proposals = desk.rows("esito/proposte.csv");
    assert_eq!(proposals.len(), 2);
    assert_eq!(proposals[0][..3], ["S1", "FORNO", BAKERY]);
    assert_eq!(proposals[1][1..3], ["OFFICINA", GARAGE]);
    desk.begins(
        "proposte",
        "matricola;codice posto;partita iva;punteggio;punti viaggio;",
    );
    desk.begins(
        "non_collocati",
        "matricola;motivo;perché;regole;che cosa chiude i posti;",
    );
    assert_eq!(proposals[0][17], "Visibile");
    let unplaced = desk.rows("esito/non_collocati.csv");
    let keys: Vec<&str> = unplaced.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(keys.len(), 2);
    assert!(keys.contains(&"S4"), "{keys:?}");
    let far = unplaced.iter().find(|row| row[0] == "S4").unwrap();
    assert_eq!(far[1], "nessun posto ammesso");
    assert!(far[3].contains("R12"), "{far:?}");
    assert!(far[5].contains("Viaggio massimo a"), "{far:?}");
    let short = unplaced.iter().find(|row| row[0] != "S4").unwrap();
    assert_eq!(short[1], "posti insufficienti");
    assert!(desk.rows("esito/posti_liberi.csv").is_empty());
    let summary: serde_json::Value = serde_json::from_str(&desk.read("esito/riepilogo.json")).unwrap();
    assert_eq!(summary["value"]["placed"], 2);
    assert_eq!(summary["status"], "optimal");
    assert_eq!(summary["tiers"][0]["bound"], 2);
    assert_eq!(summary["counts"]["unplaced"], 2);
    let report = desk.read("esito/report.html");
    assert!(
        !report.contains("<script") && !report.contains("http"),
        "nothing is loaded"
    );
    assert!(!report.contains('⟦') && !report.contains("Visibile"));
    assert_eq!(desk.mails().len(), 3, "two companies and a school");
}

#[test]
fn a_workbook_with_a_title_gives_the_same_proposals_as_text() {
    let desk = Desk::usual();
    ok(&desk.matched(&[]));
    desk.write("studenti.xlsx", &workbook(&students()));
    desk.write("aziende.xlsx", &workbook(COMPANIES));
    desk.write("posti.xlsx", &workbook(PLACEMENTS));
    let arguments = "match --students studenti.xlsx --companies aziende.xlsx --placements posti.xlsx --out esito2 --day 2026-09-07";
    ok(&desk.run(&arguments.split(' ').collect::<Vec<_>>()));
    assert_eq!(desk.read("esito/proposte.csv"), desk.read("esito2/proposte.csv"));
    assert_eq!(desk.read("esito/problem.json"), desk.read("esito2/problem.json"));
}

#[test]
fn the_answer_of_a_match_passes_abbina_check() {
    let desk = Desk::usual();
    ok(&desk.matched(&[]));
    let output = desk.run(&["check", "esito/problem.json", "esito/answer.json"]);
    ok(&output);
    assert!(String::from_utf8_lossy(&output.stdout).contains("proved"));
}

#[test]
fn no_mail_names_a_student() {
    let desk = Desk::usual();
    ok(&desk.matched(&[
        "--mail-from",
        "Scuola <segreteria@scuola.example>",
        "--school",
        "CFP Finto",
    ]));
    for (name, mail) in desk.mails() {
        for secret in [
            "Visibile",
            "Inventato",
            "Immaginario",
            "Lontan",
            "S1",
            "S2",
            "S3",
            "S4",
            "15/03/2009",
            "2009-03",
        ] {
            assert!(!mail.contains(secret), "{name} says {secret}:\n{mail}");
        }
        assert!(
            mail.contains("text/plain") && mail.contains("text/html"),
            "{name}"
        );
        assert!(!mail.contains('⟦') && !mail.contains("href"), "{mail}");
    }
    let mails = desk.mails();
    let (name, bakery) = &mails[0];
    assert_eq!(name, &format!("azienda-{BAKERY}.eml"));
    assert!(bakery.contains("forno@forno.example") && bakery.contains("segreteria@scuola.example"));
    assert!(
        bakery.contains("FORNO/1") && bakery.contains("16 o 17 anni"),
        "{bakery}"
    );
}

#[test]
fn changing_name_and_sex_in_the_codice_fiscale_changes_nothing() {
    let with = |code: &str, family: &str, given: &str| {
        let people = students().replace("S1;Visibile;Prova;;", &format!("S1;{family};{given};{code};"));
        let desk = Desk::with(&people, COMPANIES, PLACEMENTS);
        ok(&desk.matched(&[]));
        (desk.read("esito/problem.json"), desk.read("esito/answer.json"))
    };
    let man = with("RSSMRA09C15A794S", "Rossi", "Mario");
    let woman = with("BNCNNA09C55Z330Q", "Bianchi", "Anna");
    assert_eq!(man, woman);
}

#[test]
fn the_same_files_in_any_row_order_give_the_same_proposals() {
    let reversed = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\r\n") + "\r\n"
    };
    let desk = Desk::usual();
    ok(&desk.matched(&[]));
    let other = Desk::with(
        &reversed(&students()),
        &reversed(COMPANIES),
        &reversed(PLACEMENTS),
    );
    ok(&other.matched(&[]));
    for name in [
        "proposte.csv",
        "non_collocati.csv",
        "problem.json",
        "answer.json",
        "report.html",
    ] {
        let name = format!("esito/{name}");
        assert_eq!(desk.read(&name), other.read(&name), "{name}");
    }
}

#[test]
fn the_same_files_and_day_give_the_same_bytes() {
    let desk = Desk::usual();
    ok(&desk.matched(&[]));
    let first = desk.read("esito/riepilogo.json");
    ok(&desk.matched(&["--force"]));
    assert_eq!(
        first,
        desk.read("esito/riepilogo.json"),
        "the digest of every file"
    );
}

#[test]
fn results_that_are_there_stay_without_force() {
    let desk = Desk::usual();
    ok(&desk.matched(&[]));
    desk.write("esito/appunti.txt", b"miei");
    desk.write("esito/proposte.csv", b"corretto a mano");
    let output = desk.matched(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("--force"), "{}", err(&output));
    assert_eq!(desk.read("esito/proposte.csv"), "corretto a mano");
    ok(&desk.matched(&["--force"]));
    assert_eq!(desk.rows("esito/proposte.csv").len(), 2);
    assert_eq!(desk.read("esito/appunti.txt"), "miei");
    let hidden = std::fs::read_dir(desk.path())
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'))
        .count();
    assert_eq!(hidden, 0, "nothing is left beside");
}

#[test]
fn measured_minutes_and_the_rounds_settings_count() {
    let desk = Desk::usual();
    desk.write(
        "tempi.csv",
        b"Origine,Destinazione,Minuti\n014037,015146,41.5\n001001,015146,9\n",
    );
    desk.write(
        "turno.toml",
        b"name = \"Autunno\"\nmax_minutes = 45\nanswer_by = 2026-09-20\n[rules]\noff = [\"R9\"]\n[weights]\ntravel = 10\n",
    );
    let output = desk.matched(&[
        "--travel",
        "tempi.csv",
        "--round",
        "turno.toml",
        "--lang",
        "en",
        "--seed",
        "7",
    ]);
    ok(&output);
    let summary: serde_json::Value = serde_json::from_str(&desk.read("esito/riepilogo.json")).unwrap();
    assert_eq!(summary["seed"], 7);
    assert_eq!(summary["weights"]["travel"], 10);
    assert_eq!(summary["settings"]["max_minutes"], 45);
    assert!(desk.read("esito/report.html").contains("<html lang=\"en\">"));
    assert!(
        desk.mails()[0].1.contains("20 settembre 2026"),
        "a company reads its own language"
    );
}

#[test]
fn a_template_can_be_filled_in_and_read() {
    let desk = Desk::usual();
    ok(&desk.run(&["template", "students", "--out", "modello.xlsx"]));
    let output = desk.run(&[
        "match",
        "--students",
        "modello.xlsx",
        "--companies",
        "aziende.csv",
        "--placements",
        "posti.csv",
        "--out",
        "esito",
    ]);
    assert_eq!(output.status.code(), Some(1), "nobody is in it");
    assert!(err(&output).contains("nessuno studente"), "{}", err(&output));
}
