//! A school asks companies whether they take students; they answer by link, in two clicks and without an account.

use abbina::availability::model::Answer;
use abbina::availability::{self, Answering, Whom};
use abbina::notifications::Addresses;
use abbina::vocabulary::calendar::SchoolYear;
use abbina::vocabulary::ids::{CompanyId, LinkId};
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, Statement};

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, signed_in};
use crate::support::proposed::{World, count};

pub(super) const THIS: SchoolYear = SchoolYear(2026);

pub(super) async fn ids(t: &TestApp, query: &str) -> Vec<uuid::Uuid> {
    let conn = t.app.db.reader();
    let rows = conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), query))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

pub(super) async fn execute(t: &TestApp, sql: &str) {
    let tx = t.app.db.write_tx().await.unwrap();
    tx.execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// The path of a link, as its mail says it.
pub(super) async fn newest_link(t: &TestApp) -> String {
    let links = ids(t, "SELECT id FROM inquiry_link ORDER BY id").await;
    let address = Addresses::working(&t.app).availability(LinkId(*links.last().unwrap()));
    address
        .strip_prefix(&t.app.config.public_url())
        .unwrap()
        .to_owned()
}

/// A school with companies that have all offered it a place; nobody has been asked.
pub(super) async fn world(t: &TestApp, n_companies: usize) -> World {
    World::new(t, 1, n_companies).await
}

/// All of them are asked about this year.
pub(super) async fn asked(t: &TestApp, n_companies: usize) -> World {
    let world = world(t, n_companies).await;
    let n = availability::ask(&t.app, &world.coordinator, &Whom::default(), THIS)
        .await
        .unwrap();
    assert_eq!(n, n_companies as u64);
    world
}

async fn answers(t: &TestApp) -> Vec<String> {
    let conn = t.app.db.reader();
    let sql = "SELECT COALESCE(answer, '-') || ' ' || COALESCE(reason, '-') || ' ' || COALESCE(CAST(again_on AS TEXT), '-') \
               FROM inquiry ORDER BY id";
    let rows = conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), sql))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Everything that an answer could change.
async fn everything(t: &TestApp) -> Vec<String> {
    let conn = t.app.db.reader();
    let mut all = Vec::new();
    for query in [
        "SELECT COUNT(*) || ' ' || COUNT(answer) || ' ' || SUM(version) || ' ' || SUM(reminders) FROM inquiry",
        "SELECT COUNT(*) || ' ' || COUNT(revoked_at) || ' ' || MAX(CAST(expires_at AS TEXT)) FROM inquiry_link",
        "SELECT COUNT(*) || '' FROM place_draft",
        "SELECT COUNT(*) || ' ' || SUM(version) FROM placement",
        "SELECT COUNT(*) || ' ' || SUM(attempts) FROM message",
        "SELECT COUNT(*) || '' FROM audit",
        "SELECT COUNT(*) || ' ' || SUM(version) FROM company",
    ] {
        let row = conn
            .query_one_raw(Statement::from_string(conn.get_database_backend(), query))
            .await;
        all.push(row.unwrap().unwrap().try_get_by_index::<String>(0).unwrap());
    }
    all
}

/// What is waited for happens behind an answer that has been given already.
async fn eventually(t: &TestApp, query: &str, wanted: i64) {
    for _ in 0..200 {
        if count(t, query).await == wanted {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(count(t, query).await, wanted, "{query}");
}

/// The coordinator of this world, with a password and a browser.
pub(super) async fn at_school(t: &TestApp, world: &World) -> Browser {
    signed_in(
        &t.app,
        "coordinator",
        "anna@scuola.example",
        &world.school.to_string(),
    )
    .await
}

both! {
    async fn a_coordinator_asks_the_companies_she_knows_with_one_click(t: TestApp) {
        let world = world(&t, 3).await;
        // One gets no mail, and one has never offered a place to this school.
        execute(&t, "UPDATE company_contact SET mail_problem = '550' WHERE email = 'ok+1@azienda.example'").await;
        let stranger = World::new(&t, 0, 1).await;
        let mut anna = at_school(&t, &world).await;
        assert!(anna.get("/availability").await.body.contains("Non avete ancora chiesto a nessuno"));
        let look = anna.get("/availability/ask").await;
        assert_eq!(look.status, StatusCode::OK, "{}", look.body);
        for text in ["Scrivi a 2 aziende", "non riceve posta, chiamatela", "accogliete studenti nel 2026/27?", "Prova Prova"] {
            assert!(look.body.contains(text), "{text}: {}", look.body);
        }
        assert_eq!(count(&t, "SELECT COUNT(*) FROM inquiry").await, 0, "she has only looked");
        let done = anna.post("/availability/ask", &[("year", "2026"), ("who", "known")]).await;
        let list = anna.follow(&done).await;
        assert!(list.body.contains("2 messaggi sono in partenza") && list.body.contains("nessuna risposta"), "{}", list.body);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE template = 'availability_asked'").await, 2);
        let again = anna.post("/availability/ask", &[("year", "2026"), ("who", "known")]).await;
        assert!(anna.follow(&again).await.body.contains("Non c&#39;era nessuno da sentire") || count(&t, "SELECT COUNT(*) FROM message WHERE template = 'availability_asked'").await == 2);
        let home = anna.get("/").await;
        assert!(home.body.contains("aziende non hanno ancora detto se accolgono studenti"), "{}", home.body);
        let all = Whom { all: true, ..Whom::default() };
        assert_eq!(availability::ask(&t.app, &world.coordinator, &all, THIS).await.unwrap(), 1, "the one she did not know");
        let old = availability::ask(&t.app, &world.coordinator, &all, SchoolYear(2024)).await;
        assert!(old.is_err(), "a year that is over is not asked about");
        // Another school sees nothing of it.
        let mut other = at_school_of(&t, &stranger).await;
        assert!(other.get("/availability").await.body.contains("Non avete ancora chiesto a nessuno"));
    }

    async fn a_company_answers_yes_with_one_click_and_maybe_or_no_with_two(t: TestApp) {
        asked(&t, 1).await;
        let link = newest_link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        for text in ["Istituto Prova chiede: accogliete studenti nel 2026/27?", "Ada Esempio", "Officina 0", "Quest&#39;anno no"] {
            assert!(page.body.contains(text) || page.body.contains(&text.replace("&#39;", "'")), "{text}: {}", page.body);
        }
        let to = format!("{link}/answer");
        let yes = browser.post(&to, &[("answer", "yes")]).await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.body);
        let page = browser.follow(&yes).await;
        assert!(page.body.contains("La risposta è registrata") && page.body.contains("Offri un posto nuovo"), "{}", page.body);
        assert_eq!(answers(&t).await, ["yes - -"]);
        let why = browser.post(&to, &[("answer", "no")]).await;
        assert_eq!(why.status, StatusCode::OK);
        assert!(why.body.contains("Nessuno può seguire uno studente"));
        assert_eq!(answers(&t).await, ["yes - -"], "nothing is recorded before the reason is said");
        let no = browser.post(&to, &[("answer", "no"), ("reason", "no_tutor"), ("again", "next-year"), ("note", "")]).await;
        assert_eq!(no.status, StatusCode::SEE_OTHER, "{}", no.body);
        assert_eq!(answers(&t).await, ["no no_tutor -"]);
        let when = browser.post(&to, &[("answer", "maybe")]).await;
        assert!(when.status == StatusCode::OK && when.body.contains("Tra due settimane"));
        let maybe = browser.post(&to, &[("answer", "maybe"), ("again", "two-weeks")]).await;
        let page = browser.follow(&maybe).await;
        assert!(page.body.contains("Ve lo richiederemo dal 21 settembre 2026"), "{}", page.body);
        assert_eq!(answers(&t).await, ["maybe - 2026-09-21"]);
        let told = "SELECT COUNT(*) FROM message WHERE template = 'availability_recorded'";
        assert_eq!(count(&t, told).await, 3, "each answer is confirmed by mail");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM audit WHERE action = 'availability.answered' AND link_id IS NOT NULL").await, 3);
    }

    async fn an_answer_that_lacks_something_says_what_and_records_nothing(t: TestApp) {
        asked(&t, 1).await;
        let to = format!("{}/answer", newest_link(&t).await);
        let mut browser = Browser::new(&t.app);
        browser.get(&newest_link(&t).await).await;
        let nothing = browser.post(&to, &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.body.contains("Scegliete una risposta"), "{}", nothing.body);
        let other = browser.post(&to, &[("answer", "no"), ("reason", "other"), ("note", " ")]).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(other.body.contains("scrivete due parole alla scuola"), "{}", other.body);
        let long = "à".repeat(501);
        let long = browser.post(&to, &[("answer", "no"), ("reason", "other"), ("note", &long)]).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answers(&t).await, ["- - -"]);
        let said = browser.post(&to, &[("answer", "no"), ("reason", "other"), ("note", "Traslochiamo <in> maggio")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER);
        assert_eq!(answers(&t).await, ["no other -"]);
    }

    async fn looking_at_a_link_changes_nothing(t: TestApp) {
        asked(&t, 1).await;
        let link = newest_link(&t).await;
        let mut browser = Browser::new(&t.app);
        browser.get(&link).await;
        browser.post(&format!("{link}/answer"), &[("answer", "yes")]).await;
        let before = everything(&t).await;
        for path in ["", "/place", "/place?draft=yes", "/company", "/company/edit", "/company/contacts/new", "/answer", "/renew", "/place/check"] {
            for method in [Method::GET, Method::HEAD] {
                let address = format!("{link}{path}");
                let shown = match method {
                    Method::GET => browser.get(&address).await,
                    _ => browser.head(&address).await,
                };
                assert!(shown.status.as_u16() < 500, "{address}");
            }
        }
        assert_eq!(everything(&t).await, before);
    }

    async fn who_wants_never_to_be_asked_is_not_and_may_change_their_mind(t: TestApp) {
        let world = asked(&t, 2).await;
        let link = newest_link(&t).await;
        let mut browser = Browser::new(&t.app);
        browser.get(&link).await;
        let to = format!("{link}/answer");
        let never = browser.post(&to, &[("answer", "no"), ("reason", "papers"), ("again", "never")]).await;
        let page = browser.follow(&never).await;
        assert!(page.body.contains("La scuola non ve lo chiederà più"), "{}", page.body);
        // A year later the school asks again: this company is left in peace, the other is not.
        t.clock.advance(TimeDelta::days(300));
        let next = SchoolYear(2027);
        assert_eq!(availability::ask(&t.app, &world.coordinator, &Whom::default(), next).await.unwrap(), 1);
        let mut anna = at_school(&t, &world).await;
        let look = anna.get("/availability/ask?year=2027").await;
        assert!(look.body.contains("non essere più sentita da questa scuola"), "{}", look.body);
        // Its link has expired by then; whoever holds it gets a new one, and may answer otherwise.
        t.clock.advance(TimeDelta::days(100));
        assert_eq!(browser.get(&link).await.status, StatusCode::NOT_FOUND);
        browser.post(&format!("{link}/renew"), &[]).await;
        eventually(&t, "SELECT COUNT(*) FROM message WHERE template = 'availability_renewed'", 1).await;
        let fresh = newest_link(&t).await;
        assert_ne!(fresh, link);
        assert_eq!(browser.get(&fresh).await.status, StatusCode::OK);
        browser.post(&format!("{fresh}/answer"), &[("answer", "yes")]).await;
        assert_eq!(count(&t, "SELECT COUNT(*) FROM inquiry WHERE never").await, 0);
    }

    async fn a_link_that_was_lost_is_sent_again_to_the_same_address_and_nobody_learns_anything(t: TestApp) {
        asked(&t, 1).await;
        let link = newest_link(&t).await;
        let renewed = "SELECT COUNT(*) FROM message WHERE template = 'availability_renewed'";
        let mut browser = Browser::new(&t.app);
        browser.get("/r").await;
        let known = browser.post("/r", &[("email", "OK+0@azienda.example")]).await;
        eventually(&t, renewed, 1).await;
        let unknown = browser.post("/r", &[("email", "nessuno@azienda.example")]).await;
        assert_eq!((known.status, unknown.status), (StatusCode::OK, StatusCode::OK));
        // Once a day is enough, however one asks.
        browser.post(&format!("{link}/renew"), &[]).await;
        browser.post("/r", &[("email", "ok+0@azienda.example")]).await;
        let forged = format!("{}0", &link[..link.len() - 1]);
        assert_eq!(browser.get(&forged).await.status, StatusCode::NOT_FOUND);
        browser.post(&format!("{forged}/renew"), &[]).await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        assert_eq!(count(&t, renewed).await, 1);
        assert_eq!(browser.get(&newest_link(&t).await).await.status, StatusCode::OK);
        let recipients = "SELECT COUNT(DISTINCT recipient) FROM message";
        assert_eq!(count(&t, recipients).await, 1, "only ever to the address that had it");
    }

    async fn a_silent_company_is_reminded_twice_in_working_hours_and_then_left_in_peace(t: TestApp) {
        asked(&t, 2).await;
        // The first answers, the second is silent.
        let first = ids(&t, "SELECT company_id FROM inquiry ORDER BY id").await[0];
        let door = availability::link_to(&t.app, CompanyId(first)).await.unwrap().unwrap();
        let who = Answering::by_door(&t.app, &door).await.unwrap().unwrap();
        let yes = availability::model::Word { answer: Answer::Yes, reason: None, note: None, again: None };
        availability::answer(&t.app, &who, &yes).await.unwrap();
        assert_eq!(availability::remind_due(&t.app).await.unwrap(), 0);
        t.clock.advance(TimeDelta::days(9));
        let mut reminded = Vec::new();
        for _ in 0..40 {
            // At night, and by day.
            t.clock.advance(TimeDelta::hours(14));
            reminded.push(availability::remind_due(&t.app).await.unwrap());
            t.clock.advance(TimeDelta::hours(10));
            reminded.push(availability::remind_due(&t.app).await.unwrap());
        }
        assert_eq!(reminded.iter().sum::<usize>(), 2, "{reminded:?}");
        assert!(reminded.iter().step_by(2).all(|n| *n == 0), "nobody is reminded at night: {reminded:?}");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE template = 'availability_asked'").await, 4);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM inquiry WHERE reminders = 2").await, 1);
    }

    async fn a_company_confirms_what_is_known_of_it_and_the_page_says_when_and_by_whom(t: TestApp) {
        asked(&t, 1).await;
        let link = newest_link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        assert!(!page.body.contains("dall&#39;azienda") && !page.body.contains("dall'azienda"), "nothing is confirmed yet");
        let confirmed = browser.post(&format!("{link}/company/confirm"), &[("version", "1")]).await;
        assert_eq!(confirmed.location(), link, "back to the question");
        let page = browser.follow(&confirmed).await;
        assert!(page.body.contains("Confermato il 7 settembre 2026"), "{}", page.body);
        assert_eq!(browser.get(&format!("{link}/company/edit")).await.status, StatusCode::OK);
    }

    async fn a_company_with_an_account_sees_its_questions_and_nobody_elses(t: TestApp) {
        let world = asked(&t, 2).await;
        let all = ids(&t, "SELECT id FROM inquiry ORDER BY id").await;
        let vat = ids_text(&t, "SELECT company.vat_number FROM inquiry JOIN company ON company.id = inquiry.company_id ORDER BY inquiry.id").await;
        let mut ditta = signed_in(&t.app, "company", "ditta@azienda.example", &vat[0]).await;
        let home = ditta.get("/").await;
        assert!(home.body.contains("scuola chiede se accogliete studenti (Istituto Prova, 2026/27)"), "{}", home.body);
        let list = ditta.get("/company/availability").await;
        assert!(list.body.contains(&all[0].to_string()) && !list.body.contains(&all[1].to_string()), "{}", list.body);
        let own = format!("/company/availability/{}", all[0]);
        assert_eq!(ditta.get(&own).await.status, StatusCode::OK);
        let done = ditta.post(&format!("{own}/answer"), &[("answer", "yes")]).await;
        assert_eq!(done.location(), own);
        for path in ["", "/answer", "/place", "/place/check", "/place/drop"] {
            let theirs = format!("/company/availability/{}{path}", all[1]);
            let shown = match path {
                "" => ditta.get(&theirs).await,
                _ => ditta.post(&theirs, &[("answer", "yes")]).await,
            };
            assert_eq!(shown.status, StatusCode::NOT_FOUND, "{theirs}");
        }
        assert_eq!(answers(&t).await, ["yes - -", "- - -"]);
        assert!(!ditta.get("/").await.body.contains("scuola chiede se accogliete studenti"), "it has answered");
        let mut anna = at_school(&t, &world).await;
        assert!(anna.get("/").await.body.contains("azienda ha detto sì e non ha ancora un posto") || anna.get("/availability?only=yes").await.body.contains("Officina 0"));
        // Who else answers for the company is on its page.
        let team = ditta.get("/company").await;
        let page = ditta.follow(&team).await;
        assert!(page.body.contains("Chi risponde per l&#39;azienda") || page.body.contains("Chi risponde per l'azienda"), "{}", page.body);
        assert!(page.body.contains("ditta@azienda.example"));
    }

    async fn no_mail_of_a_question_holds_anything_of_a_student(t: TestApp) {
        asked(&t, 1).await;
        let conn = t.app.db.reader();
        let rows = conn
            .query_all_raw(Statement::from_string(conn.get_database_backend(), "SELECT CAST(params AS TEXT) FROM message"))
            .await
            .unwrap();
        for row in rows {
            let params: String = row.try_get_by_index(0).unwrap();
            assert!(!params.contains("Canarino") && !params.contains("CNRSFN"), "{params}");
        }
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&newest_link(&t).await).await;
        assert!(!page.body.contains("Canarino"));
    }
}

async fn ids_text(t: &TestApp, query: &str) -> Vec<String> {
    let conn = t.app.db.reader();
    let rows = conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), query))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// The coordinator of another school.
async fn at_school_of(t: &TestApp, world: &World) -> Browser {
    signed_in(
        &t.app,
        "coordinator",
        "bruno@scuola.example",
        &world.school.to_string(),
    )
    .await
}
