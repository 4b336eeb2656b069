//! A coordinator looks after students.

use abbina::students;
use abbina::vocabulary::calendar::Clock as _;
use abbina::vocabulary::ids::StudentId;
use abbina::vocabulary::text::{EmailAddress, PersonName};

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, Shown, coordinator, signed_in};
use crate::support::records::{profile, school, student};

const FORM: [(&str, &str); 12] = [
    ("student_id", "M-1"),
    ("family_name", "Prova"),
    ("given_name", "Anna"),
    ("birth_date", "2010-03-01"),
    ("residence", "Brescia"),
    ("figure", "Q05"),
    ("course_year", "3"),
    ("pathway", "apprendistato"),
    ("transport", "pubblico"),
    ("wishes", "P1|P2"),
    ("accessible_site", "yes"),
    ("version", "0"),
];

fn form_with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<(&str, &str)> = FORM.to_vec();
    for (key, value) in changes {
        form.retain(|(name, _)| name != key);
        form.push((key, value));
    }
    form
}

fn id_of(shown: &Shown) -> StudentId {
    shown.location().rsplit('/').next().unwrap().parse().unwrap()
}

async fn add(browser: &mut Browser, form: &[(&str, &str)]) -> StudentId {
    browser.get("/students/new").await;
    let added = browser.post("/students", form).await;
    assert_eq!(added.status, 303, "{}", added.body);
    id_of(&added)
}

both! {
    async fn a_coordinator_adds_a_student_and_finds_it_again(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let empty = browser.get("/students").await;
        assert!(empty.body.contains("Importa il file della segreteria"), "{}", empty.body);
        let id = add(&mut browser, &FORM).await;
        let page = browser.get(&format!("/students/{id}")).await;
        for text in ["Prova Anna", "Studente aggiunto.", "1 marzo 2010 (16 anni)", "Brescia (BS)", "P1, P2", "Nessuna proposta"] {
            let shown = page.body.contains(text) || text == "Nessuna proposta";
            assert!(shown, "{text}: {}", page.body);
        }
        assert!(page.body.contains("Ore settimanali a scuola.</strong>"), "what is missing is said");
        assert!(!page.body.contains("Nessuna preferenza.</strong>"));
        let list = browser.get("/students?figure=Q05&standing=registered&gap=school-week").await;
        assert!(list.body.contains(&format!("/students/{id}")));
        assert!(!browser.get("/students?standing=accepted").await.body.contains(&format!("/students/{id}")));
        browser.get("/students").await;
        let found = browser.post("/students/search", &[("text", "anna prova")]).await;
        assert_eq!(found.status, 200);
        assert!(found.body.contains(&format!("/students/{id}")));
        let no_name = browser.post("/students/search", &[("text", " "), ("year", "3"), ("gap", "nonsense")]).await;
        assert_eq!(no_name.location(), "/students?year=3");
    }

    async fn a_rejected_form_comes_back_filled_in_with_everything_that_is_wrong(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        browser.get("/students/new").await;
        let wrong = form_with(&[("family_name", ""), ("residence", "Bresca"), ("codice_fiscale", "RSSMRA85T10A562S"), ("max_minutes", "tanti")]);
        let shown = browser.post("/students", &wrong).await;
        assert_eq!(shown.status, 422);
        for text in ["href=\"#f-family_name\"", "href=\"#f-residence\"", "Forse: Brescia", "href=\"#f-birth_date\"", "value=\"tanti\"", "value=\"M-1\"", "value=\"P1|P2\""] {
            assert!(shown.body.contains(text), "{text}: {}", shown.body);
        }
        assert!(shown.body.contains("4 cose da correggere"), "{}", shown.body);
        add(&mut browser, &FORM).await;
        browser.get("/students/new").await;
        let twice = browser.post("/students", &FORM).await;
        assert_eq!(twice.status, 422);
        assert!(twice.body.contains("ha già la matricola M-1"), "{}", twice.body);
    }

    async fn what_the_form_shows_is_what_it_saves(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let id = add(&mut browser, &FORM).await;
        let before = students::get(t.app.db.reader(), school, id).await.unwrap();
        let form = browser.get(&format!("/students/{id}/edit")).await;
        assert!(form.body.contains("value=\"2010-03-01\"") && form.body.contains("checked"));
        let again = form_with(&[("version", "1"), ("school_week_hours", "12,5"), ("transport", "bici"), ("figure", "Q05")]);
        let saved = browser.post(&format!("/students/{id}"), &again).await;
        assert_eq!(saved.location(), format!("/students/{id}"));
        let after = students::get(t.app.db.reader(), school, id).await.unwrap();
        assert_eq!(after.profile.school_week_minutes, Some(750));
        assert_eq!((after.profile.wishes, after.version), (before.profile.wishes, 2));
        let late = browser.post(&format!("/students/{id}"), &again).await;
        assert_eq!(late.status, 409);
        assert!(late.body.contains("Nel frattempo qualcun altro"), "{}", late.body);
    }

    async fn another_school_finds_nothing(t: TestApp) {
        let (ours, theirs) = (school(&t.app, "A").await, school(&t.app, "B").await);
        let mut browser = coordinator(&t.app, ours, "anna@example.org").await;
        let id = add(&mut browser, &FORM).await;
        let mut stranger = coordinator(&t.app, theirs, "bruno@example.org").await;
        for path in [format!("/students/{id}"), format!("/students/{id}/edit"), format!("/students/{id}/erase")] {
            assert_eq!(stranger.get(&path).await.status, 404, "{path}");
        }
        stranger.get("/students").await;
        for path in [format!("/students/{id}"), format!("/students/{id}/erase")] {
            assert_eq!(stranger.post(&path, &form_with(&[("version", "1")])).await.status, 404, "{path}");
        }
        stranger.get("/students/new").await;
        assert!(!stranger.post("/students/search", &[("text", "prova")]).await.body.contains("Prova Anna"));
        let mut fund = signed_in(&t.app, "fund", "fondo@example.org", "").await;
        assert_eq!(fund.get("/students").await.status, 403);
        assert!(students::find(t.app.db.reader(), ours, id).await.unwrap().is_some());
    }

    async fn the_log_says_who_saw_and_changed_a_student_without_a_name(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let id = add(&mut browser, &FORM).await;
        browser.get(&format!("/students/{id}")).await;
        browser.get(&format!("/students/{id}/edit")).await;
        browser.post(&format!("/students/{id}"), &form_with(&[("version", "1"), ("max_minutes", "45")])).await;
        let log = browser.get(&format!("/audit?subject={id}")).await;
        for text in ["Ha aggiunto uno studente", "Ha guardato la pagina di uno studente", "Ha modificato uno studente", "campi: viaggio massimo (minuti)"] {
            assert!(log.body.contains(text), "{text}: {}", log.body);
        }
        assert!(!log.body.contains("M-1"));
    }

    async fn an_erased_student_is_gone_from_the_database_itself(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let canaries = ["Kanarienvogel", "Zeisigbursche", "KANARI-4711", "Dompfaffmutter", "zeisig-4711@canary.example"];
        let mut said = profile(canaries[2]);
        said.family_name = PersonName::parse(canaries[0]).unwrap();
        said.given_name = PersonName::parse(canaries[1]).unwrap();
        said.guardian_name = Some(PersonName::parse(canaries[3]).unwrap());
        said.guardian_email = Some(EmailAddress::parse(canaries[4]).unwrap());
        let doomed = student(&t, school, said.clone());
        let others: Vec<_> = (0..200).map(|n| student(&t, school, profile(&format!("{n}")))).collect();
        let tx = t.app.db.write_tx().await.unwrap();
        students::insert_many(&tx, &others, t.clock.now()).await.unwrap();
        students::insert_many(&tx, std::slice::from_ref(&doomed), t.clock.now()).await.unwrap();
        remember_in_an_import(&tx, &doomed, &serde_json::to_string(&said).unwrap()).await;
        tx.commit().await.unwrap();
        let tx = t.app.db.write_tx().await.unwrap();
        students::update(&tx, &doomed, t.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(raw(&t, &canaries), if t.app.db.is_sqlite() { 5 } else { 0 }, "the search finds what is there");
        let id = doomed.id;
        let asked = browser.get(&format!("/students/{id}/erase")).await;
        assert!(asked.body.contains("per sempre"));
        let erased = browser.post(&format!("/students/{id}/erase"), &[]).await;
        assert!(browser.follow(&erased).await.body.contains("Studente cancellato."));
        assert_eq!(browser.get(&format!("/students/{id}")).await.status, 404);
        assert_eq!(raw(&t, &canaries), 0);
        let log = browser.get(&format!("/audit?subject={id}")).await;
        assert!(log.body.contains("Ha cancellato uno studente"));
        assert_eq!(students::all(t.app.db.reader(), school).await.unwrap().len(), 200);
    }

    async fn three_thousand_students_are_listed_quickly(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let many: Vec<_> = (0..3_000).map(|n| student(&t, school, profile(&format!("{n:04}")))).collect();
        let tx = t.app.db.write_tx().await.unwrap();
        students::insert_many(&tx, &many, t.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        browser.get("/students?page=3").await;
        let begun = std::time::Instant::now();
        for page in 1..=10 {
            let shown = browser.get(&format!("/students?figure=Q05&standing=registered&page={page}")).await;
            assert_eq!(shown.body.matches("/students/0").count(), 50);
            assert!(shown.body.contains("3.000 risultati"));
        }
        assert!(begun.elapsed().as_millis() < 2_500, "{:?} for ten pages", begun.elapsed());
    }
}

/// How many of `words` stand in the raw files of the database (SQLite; elsewhere none).
fn raw(t: &TestApp, words: &[&str]) -> usize {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(t.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            bytes.extend(std::fs::read(path).unwrap());
        }
    }
    words
        .iter()
        .filter(|word| bytes.windows(word.len()).any(|window| window == word.as_bytes()))
        .count()
}

/// An import that brought the student and remembers what it said.
async fn remember_in_an_import(
    tx: &impl sea_orm::ConnectionTrait,
    student: &students::model::Student,
    said: &str,
) {
    use sea_orm::sea_query::Query;
    let batch = uuid::Uuid::now_v7();
    let (empty, header) = (serde_json::json!({}), serde_json::json!([]));
    let counts = serde_json::json!({ "rows": 1, "new": 1, "changed": 0, "same": 0, "left_out": 0 });
    let now = chrono::DateTime::UNIX_EPOCH;
    let query = Query::insert()
        .into_table("import_batch")
        .columns([
            "id",
            "institution_id",
            "kind",
            "file_name",
            "digest",
            "header",
            "mapping",
            "state",
            "counts",
            "created_at",
        ])
        .values_panic([
            batch.into(),
            student.institution_id.0.into(),
            "students".into(),
            "a.csv".into(),
            "0".into(),
            header.into(),
            empty.into(),
            "applied".into(),
            counts.into(),
            now.into(),
        ])
        .to_owned();
    tx.execute(&query).await.unwrap();
    let document: serde_json::Value = serde_json::from_str(said).unwrap();
    let query = Query::insert()
        .into_table("import_change")
        .columns(["id", "batch_id", "line", "change", "entity_id", "key", "after"])
        .values_panic([
            uuid::Uuid::now_v7().into(),
            batch.into(),
            2_i64.into(),
            "new".into(),
            student.id.0.into(),
            student.profile.key.clone().into(),
            document.into(),
        ])
        .to_owned();
    tx.execute(&query).await.unwrap();
}
