//! Files from outside: workbooks in a child that may die, the command line, travel times.

use std::time::Duration;

use abbina::platform::sheets::{Guard, Limits, Wanted, write_xlsx};
use sea_orm::{ConnectionTrait as _, Statement};

use super::*;
use crate::support::PROGRAM;

both! {
    async fn a_file_of_several_megabytes_comes_in_over_the_page(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let rows: String = (0..600).map(|n| format!("{n};Prova;Anna;{}\n", "parole ".repeat(1_000))).collect();
        let text = format!("matricola;cognome;nome;note\n{rows}");
        assert!(text.len() > 4 << 20);
        browser.get("/imports").await;
        let sent = browser.upload("/imports", &[("kind", "students")], ("file", "allievi.csv", text.as_bytes())).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert!(browser.follow(&sent).await.body.contains("600"));
    }

    async fn travel_times_replace_those_that_were_there(t: TestApp) {
        let load = async |text: &str| imports::travel::load(&t.app, std::io::Cursor::new(text), |_| {}).await;
        let file = "\u{feff}PROCOM_ORIG;PROCOM_DEST;MINUTI\n016024;017029;\"52,4\"\n16024;15146;48,2\n001272;015146;99\n016024;017029;53\n";
        let loaded = load(file).await.unwrap();
        assert_eq!((loaded.rows, loaded.unknown), (2, 1));
        let minutes = async || {
            let query = Statement::from_string(
                t.app.db.reader().get_database_backend(),
                "SELECT minutes FROM travel_time WHERE from_comune = 16024 ORDER BY to_comune",
            );
            let rows = t.app.db.reader().query_all_raw(query).await.unwrap();
            rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect::<Vec<i64>>()
        };
        assert_eq!(minutes().await, [49, 53]);
        let Err(Fault::Invalid(wrong)) = load("from,to,minutes\n016024,015146,1\n016024,017029,lots\n016024,,3\n").await else {
            panic!("it was loaded")
        };
        let said: Vec<(&str, Option<&str>)> = wrong
            .iter()
            .map(|one| (one.code, one.args.iter().find(|a| a.0 == "line").map(|a| a.1.as_str())))
            .collect();
        assert_eq!(said, [("travel.minutes", Some("3")), ("travel.row", Some("4"))]);
        assert_eq!(minutes().await, [49, 53], "nothing of a file with errors is written");
        assert_eq!(codes(load("a;b\n1;2\n").await.unwrap_err()), ["travel.columns"]);
    }
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_workbook_is_read_in_a_child_that_may_die() {
    let guard = Guard::new(PROGRAM.into());
    let wanted = Kind::Students.wanted();
    let good = write_xlsx(&[pupils(&[profile("1"), profile("2")])]).unwrap();
    let table = guard.read("a.xlsx", good.clone(), &wanted).await.unwrap();
    let here = abbina::platform::sheets::read("a.xlsx", &good, &wanted, &Limits::DEFAULT).unwrap();
    assert_eq!(table, here);
    let missing = guard
        .read("a.xlsx", good, &Wanted::default().in_sheet("Altro"))
        .await
        .unwrap_err();
    let Fault::Invalid(list) = missing else {
        panic!("internal")
    };
    assert_eq!(
        (list[0].code, list[0].args[0].1.as_str()),
        ("sheet.no_such_sheet", "Studenti")
    );
    // A table of strings that says it holds a billion of them: the reader asks for that much memory and dies of it.
    let workbook =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let strings = "<sst uniqueCount=\"100000000000\"><si><t>a</t></si></sst>";
    let lying = zipped(&[
        ("xl/workbook.xml", workbook),
        ("xl/sharedStrings.xml", strings),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
    ]);
    assert_eq!(
        codes(guard.read("a.xlsx", lying, &wanted).await.unwrap_err()),
        ["sheet.unreadable"]
    );
    // A program that is not the reader, or says nothing at all.
    let mute = Guard::new("/bin/true".into());
    let book = write_xlsx(&[pupils(&[profile("1")])]).unwrap();
    assert_eq!(
        codes(mute.read("a.xlsx", book.clone(), &wanted).await.unwrap_err()),
        ["sheet.unreadable"]
    );
    let garbage = Guard::new("/bin/cat".into());
    assert_eq!(
        codes(garbage.read("a.xlsx", book, &wanted).await.unwrap_err()),
        ["sheet.unreadable"]
    );
    tokio::time::sleep(Duration::from_millis(1)).await;
}

#[test]
fn the_command_line_names_everything_wrong_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("aziende.csv");
    let errors = folder.path().join("errori.csv");
    let run = |text: &str, more: &[&str]| {
        std::fs::write(&file, text).unwrap();
        let output = std::process::Command::new(PROGRAM)
            .args([
                "import",
                "companies",
                file.to_str().unwrap(),
                "--data",
                data.to_str().unwrap(),
            ])
            .args(["--errors", errors.to_str().unwrap()])
            .args(more)
            .env("LC_ALL", "it_IT.UTF-8")
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let bad = "P.IVA;Denominazione;Posta\n12345;Prova;a@b.it\n00743110157;Buona;a@b.it\n";
    let (code, _, said) = run(bad, &["--map", "Posta=email referente"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("riga 2, P.IVA «12345»") && said.contains("[company.vat_number.leading_zeros]"),
        "{said}"
    );
    let back = std::fs::read_to_string(&errors).unwrap();
    assert!(
        back.contains("Commenti di Abbina") && back.lines().count() == 3,
        "{back}"
    );
    let (code, said, _) = run(bad, &["--map", "Posta=email referente", "--skip-invalid"]);
    assert_eq!((code, said.contains("1 nuove")), (Some(0), true), "{said}");
    let (code, said, _) = run("P.IVA;Denominazione;Email\n00743110157;Buona;a@b.it\n", &[]);
    assert_eq!((code, said.contains("1 uguali")), (Some(0), true), "{said}");
    let (code, _, said) = run("P.IVA;Denominazione\n00743110157;Buona\n", &["--dry-run"]);
    assert_eq!(
        (code, said.contains("[column.missing]")),
        (Some(1), true),
        "{said}"
    );
}
