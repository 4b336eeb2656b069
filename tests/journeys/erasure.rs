//! Whoever is erased is nowhere any more: every column of every table is searched, packed ones unpacked.

use std::collections::BTreeMap;
use std::io::Read as _;

use abbina::proposals;
use abbina::vocabulary::text::{EmailAddress, PersonName};
use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, Statement};

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, coordinator};
use crate::support::world::{facts, offer, profile, settings};

/// What names the person and the family; no other row of these tests holds any of it.
const WORDS: [&str; 7] = [
    "Kanarienvogel",
    "Zeisigbursche",
    "KANARI-4711",
    "KNRZGB10A15B157Y",
    "zeisig-4711@canary.example",
    "Dompfaffmutter",
    "dompfaff-4711@canary.example",
];

async fn column(t: &TestApp, sql: &str) -> Vec<String> {
    let conn = t.app.db.reader();
    let rows = conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), sql))
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter()
        .filter_map(|row| row.try_get_by_index::<Option<String>>(0).unwrap())
        .collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

/// `table.column`, and which of the words stand there.
async fn found(t: &TestApp) -> BTreeMap<String, Vec<&'static str>> {
    let sqlite = t.app.db.is_sqlite();
    let tables = if sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"
    };
    let mut found = BTreeMap::new();
    for table in column(t, tables).await {
        let columns = if sqlite {
            format!("SELECT name FROM pragma_table_info('{table}')")
        } else {
            format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'")
        };
        for name in column(t, &columns).await {
            let bytes = if sqlite {
                format!("SELECT hex(CAST(\"{name}\" AS BLOB)) FROM \"{table}\"")
            } else {
                format!(
                    "SELECT CASE WHEN pg_typeof(\"{name}\")::text = 'bytea' \
                     THEN encode(decode(replace(\"{name}\"::text, '\\x', ''), 'hex'), 'hex') \
                     ELSE encode(convert_to(\"{name}\"::text, 'UTF8'), 'hex') END FROM \"{table}\""
                )
            };
            let mut words = Vec::new();
            for value in column(t, &bytes).await {
                let mut bytes = unhex(&value);
                let mut unpacked = Vec::new();
                if flate2::read::GzDecoder::new(bytes.as_slice())
                    .read_to_end(&mut unpacked)
                    .is_ok()
                {
                    bytes = unpacked;
                }
                let text = String::from_utf8_lossy(&bytes).to_lowercase();
                words.extend(WORDS.iter().filter(|word| text.contains(&word.to_lowercase())));
            }
            words.sort_unstable();
            words.dedup();
            if !words.is_empty() {
                found.insert(format!("{table}.{name}"), words);
            }
        }
    }
    found
}

fn file(key: &str, minutes: u32) -> String {
    let person = "KNRZGB10A15B157Y;15/01/2010;Bergamo;Q26;3;alternanza;zeisig-4711@canary.example;Dompfaffmutter;dompfaff-4711@canary.example";
    let other = "Prova;Esempio;;15/03/2010;Bergamo;Q26;3;alternanza;;;";
    format!(
        "matricola;cognome;nome;codice fiscale;data di nascita;comune di residenza;figura;anno di corso;percorso;\
         email;tutore legale;email tutore;viaggio massimo (minuti)\n{key};Kanarienvogel;Zeisigbursche;{person};{minutes}\nM-2;{other};{minutes}\n"
    )
}

/// Sends a file of students; the path of its check page.
async fn upload(browser: &mut Browser, name: &str, text: &str) -> String {
    browser.get("/imports").await;
    let sent = browser
        .upload(
            "/imports",
            &[("kind", "students")],
            ("file", name, text.as_bytes()),
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.location().to_owned()
}

both! {
    async fn nothing_of_whoever_is_erased_is_left_in_any_column(t: TestApp) {
        let school = t.school("A").await;
        let mut browser = coordinator(&t.app, school.id, "anna@example.org").await;
        // Twice confirmed, so that the import remembers what was before; then twice more, not confirmed.
        for minutes in [40, 50] {
            let path = upload(&mut browser, "studenti.csv", &file("KANARI-4711", minutes)).await;
            browser.get(&path).await;
            let done = browser.post(&format!("{path}/confirm"), &[]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        let waiting = upload(&mut browser, "Kanarienvogel.csv", &file("KANARI-4711", 60)).await;
        // Without a line of names: the first person stands where the names of the columns should be.
        let headless: String = file("KANARI-4711", 45).lines().skip(1).map(|line| format!("{line}\n")).collect();
        upload(&mut browser, "senza.csv", &headless).await;
        upload(&mut browser, "altra-matricola.csv", &file("X-1", 45)).await;

        let firm = facts(1);
        let mut two = offer("P1", &firm);
        two.seats = 2;
        t.placement(&school, &firm, two).await;
        let round = t.round(&school, settings()).await;
        // The family is asked and answers: its address stands in links and in the outbox.
        let form = abbina::families::AskForm {
            closes_on: "2026-09-14".to_owned(),
            contact: "Ada".to_owned(),
            phone: "030".to_owned(),
            email: String::new(),
        };
        abbina::families::ask(&t.app, &school.coordinator, round, &form).await.unwrap();
        let links = abbina::families::links_of_round(t.app.db.reader(), round).await.unwrap();
        for link in links {
            let door = abbina::families::door(&t.app, link.id);
            let Some(opened) = abbina::families::open(&t.app, &door).await.unwrap() else { continue };
            let said = abbina::families::model::Said::of(&opened.student.profile);
            abbina::families::answer(&t.app, &opened, opened.student.version, said).await.unwrap();
        }
        browser.get(&format!("/rounds/{round}")).await;
        browser.post(&format!("/rounds/{round}/runs"), &[]).await;
        t.app.drain().await.unwrap();
        let run = abbina::matching::latest_done(t.app.db.reader(), round).await.unwrap().unwrap();
        proposals::publish(&t.app, &school.coordinator, round, run.id).await.unwrap();
        let again = t.round(&school, settings()).await;
        browser.get(&format!("/rounds/{again}")).await;
        let mut third = profile("M-3");
        third.guardian_email = Some(EmailAddress::parse("altri@example.org").unwrap());
        third.guardian_name = Some(PersonName::parse("Altra Madre").unwrap());
        t.student(&school, third).await;
        let asked = browser.post(&format!("/rounds/{again}/runs"), &[]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);

        let bounced = "INSERT INTO suppression (id, email_key, reason, detail, since) VALUES \
                       ('00000000-0000-0000-0000-000000000001', 'dompfaff-4711@canary.example', 'refused', '550', '2026-09-07 07:00:00+00:00')";
        let tx = t.app.db.write_tx().await.unwrap();
        tx.execute_unprepared(bounced).await.unwrap();
        tx.commit().await.unwrap();

        let before = found(&t).await;
        for place in ["family_link.recipient", "message.recipient", "suppression.email_key", "student.family_name", "import_change.before", "import_batch.content", "import_batch.header"] {
            assert!(before.contains_key(place), "the search sees {place}: {before:#?}");
        }
        let id = column(&t, "SELECT CAST(student_key AS TEXT) FROM student WHERE family_name = 'Kanarienvogel'").await;
        assert_eq!(id, ["KANARI-4711"]);
        browser.get("/students").await;
        let list = browser.post("/students/search", &[("text", "Kanarienvogel")]).await;
        let at = list.body.find("/students/0").unwrap();
        let page = list.body[at..at + 46].to_owned();
        let ask = browser.get(&format!("{page}/erase")).await;
        assert!(ask.body.contains("Un calcolo in corso si ferma"), "{}", ask.body);
        let erased = browser.post(&format!("{page}/erase"), &[]).await;
        assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);

        assert_eq!(found(&t).await, BTreeMap::new());
        let stopped = column(&t, "SELECT failure FROM matching_run JOIN run_document ON run_id = matching_run.id WHERE state = 'stopped' AND snapshot IS NULL").await;
        assert_eq!(stopped, ["student_erased"]);
        let check = browser.get(&waiting).await;
        assert!(check.status == StatusCode::OK && check.body.contains("M-2"), "the others are still in the file: {}", check.body);
        let log = browser.get("/audit").await;
        assert!(log.body.contains("Ha cancellato uno studente") && log.body.contains("righe di file cancellate: "));
        t.app.drain().await.unwrap();
        browser.get(&format!("/rounds/{again}")).await;
        let asked = browser.post(&format!("/rounds/{again}/runs"), &[]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "the round can be run again: {}", asked.body);
    }

    async fn another_schools_files_and_runs_stay_as_they_are(t: TestApp) {
        let (ours, theirs) = (t.school("A").await, t.school("B").await);
        let doomed = t.student(&ours, profile("M-1")).await;
        t.student(&theirs, profile("M-1")).await;
        let firm = facts(1);
        t.placement(&theirs, &firm, offer("P1", &firm)).await;
        let round = t.round(&theirs, settings()).await;
        let mut bruno = coordinator(&t.app, theirs.id, "bruno@example.org").await;
        upload(&mut bruno, "studenti.csv", &file("M-1", 40)).await;
        bruno.get(&format!("/rounds/{round}")).await;
        bruno.post(&format!("/rounds/{round}/runs"), &[]).await;
        let mut anna = coordinator(&t.app, ours.id, "anna@example.org").await;
        anna.get(&format!("/students/{doomed}/erase")).await;
        anna.post(&format!("/students/{doomed}/erase"), &[]).await;
        assert_eq!(column(&t, "SELECT state FROM matching_run").await, ["queued"]);
        assert!(found(&t).await.contains_key("import_batch.content"));
    }

    async fn whoever_is_erased_while_a_round_is_being_frozen_is_in_no_run(t: TestApp) {
        let school = t.school("A").await;
        let doomed = t.student(&school, profile("M-1")).await;
        t.student(&school, profile("M-2")).await;
        let firm = facts(1);
        t.placement(&school, &firm, offer("P1", &firm)).await;
        let round = t.round(&school, settings()).await;

        // Somebody else is writing: first the erasure waits, then the run, which has copied both students meanwhile.
        let tx = t.app.db.write_tx().await.unwrap();
        abbina::accounts::hold_school(&tx, school.id).await.unwrap();
        let patience = std::time::Duration::from_millis(400);
        let (app, actor) = (t.app.clone(), school.coordinator.clone());
        let erasing = tokio::spawn(async move { abbina::privacy::erase_student(&app, &actor, doomed).await });
        tokio::time::sleep(patience).await;
        let (app, actor) = (t.app.clone(), school.coordinator.clone());
        let asking = tokio::spawn(async move { abbina::matching::request_run(&app, &actor, round).await });
        tokio::time::sleep(patience).await;
        tx.rollback().await.unwrap();
        erasing.await.unwrap().unwrap();
        let run = asking.await.unwrap().unwrap();

        t.app.drain().await.unwrap();
        let run = abbina::matching::get_run(t.app.db.reader(), round, run).await.unwrap();
        assert_eq!((run.state, run.counts.students), (abbina::matching::model::RunState::Done, 1));
    }
}
