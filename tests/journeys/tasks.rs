//! The home page says what needs doing now, and each number opens the list of exactly these.

use abbina::demo::{self, Size};
use abbina::proposals;
use axum::http::StatusCode;
use chrono::TimeDelta;
use sea_orm::ConnectionTrait as _;

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, coordinator, school, signed_in};
use crate::support::proposed::World;
use crate::support::world::{facts, offer, profile, settings};

/// A line of the home page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Task {
    href: String,
    count: usize,
    text: String,
}

fn tasks(home: &str) -> Vec<Task> {
    let pieces = home.split("<li class=\"task\">").skip(1);
    let after = |piece: &str, mark: &str, end: &str| {
        let from = piece.find(mark).unwrap() + mark.len();
        piece[from..].split(end).next().unwrap().to_owned()
    };
    pieces
        .map(|piece| Task {
            href: after(piece, "<a href=\"", "\"")
                .replace("&#38;", "&")
                .replace("&amp;", "&"),
            count: after(piece, "task-count\">", "<")
                .replace('.', "")
                .parse()
                .unwrap(),
            text: after(piece, "</span><span>", "<"),
        })
        .collect()
}

/// How many things a list shows: rows of its last table, else cards.
fn shown(body: &str) -> usize {
    match body.rsplit_once("<tbody>") {
        Some((_, rest)) => rest.split("</tbody>").next().unwrap().matches("<tr").count(),
        None => body.matches("<section class=\"card\">").count(),
    }
}

async fn home(browser: &mut Browser) -> Vec<Task> {
    let page = browser.get("/").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    tasks(&page.body)
}

/// The task that leads there, whose list holds as many as it says.
async fn one(browser: &mut Browser, href: &str) -> Task {
    let all = home(browser).await;
    let found = all.iter().find(|task| task.href == href);
    let task = found
        .unwrap_or_else(|| panic!("{href} is not among {all:#?}"))
        .clone();
    let list = browser.get(href).await;
    assert_eq!(shown(&list.body), task.count, "{task:?}\n{}", list.body);
    task
}

async fn none(browser: &mut Browser, href: &str) {
    let all = home(browser).await;
    assert!(
        all.iter().all(|task| task.href != href),
        "{href} is done: {all:#?}"
    );
}

async fn execute(t: &TestApp, sql: &str) {
    let tx = t.app.db.write_tx().await.unwrap();
    tx.execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

both! {
    async fn every_number_of_a_school_opens_a_list_of_exactly_that_many(t: TestApp) {
        demo::fill(&t.app, Size { students: 30, seed: 1 }).await.unwrap();
        let mut kinds = 0;
        for found in abbina::accounts::list_schools(t.app.db.reader()).await.unwrap() {
            let email = format!("{}@prove.example", found.code.to_lowercase());
            let mut browser = coordinator(&t.app, found.id, &email).await;
            for task in home(&mut browser).await {
                assert_eq!(one(&mut browser, &task.href).await, task);
                assert!(task.count > 0 && !task.text.is_empty());
                kinds += 1;
            }
        }
        assert!(kinds >= 6, "the demonstration has things to do: {kinds}");
    }

    async fn proposals_that_nobody_can_answer_after_tomorrow_come_first(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0), (1, 0)], &[]).await;
        proposals::publish(&t.app, &world.coordinator, world.round, run).await.unwrap();
        execute(&t, "UPDATE company SET vat_number = '01234560173'").await;
        let place = world.school.to_string();
        let mut browser = signed_in(&t.app, "coordinator", "uno@scuola.example", &place).await;
        none(&mut browser, "/proposals?due=soon").await;
        let silent = one(&mut browser, "/companies?only=silent").await;
        assert_eq!((silent.count, silent.text.as_str()), (1, "azienda non ha ancora risposto"));
        // They may answer until the end of 21 September.
        t.clock.advance(TimeDelta::days(13));
        let mut browser = signed_in(&t.app, "coordinator", "due@scuola.example", &place).await;
        let due = one(&mut browser, "/proposals?due=soon").await;
        assert_eq!((due.count, due.text.as_str()), (2, "proposte senza risposta scadono oggi o domani"));
        assert_eq!(home(&mut browser).await[0], due, "nothing is more urgent");
        t.clock.advance(TimeDelta::days(2));
        let mut browser = signed_in(&t.app, "coordinator", "tre@scuola.example", &place).await;
        none(&mut browser, "/proposals?due=soon").await;
        none(&mut browser, "/companies?only=silent").await;
    }

    async fn a_company_sees_what_awaits_its_answer_and_which_of_its_facts_are_old(t: TestApp) {
        let world = World::new(&t, 2, 1).await;
        let run = world.run(&t, &[(0, 0), (1, 0)], &[]).await;
        proposals::publish(&t.app, &world.coordinator, world.round, run).await.unwrap();
        let firm = facts(1);
        let id = t.company(&firm).await;
        let vat = firm.vat_number.to_string();
        let mut other = signed_in(&t.app, "company", "altra@azienda.example", &vat).await;
        assert!(home(&mut other).await.is_empty());
        execute(&t, "UPDATE company SET vat_number = '01234560173' WHERE name = 'Officina 0'").await;
        let mut asked = signed_in(&t.app, "company", "questa@azienda.example", "01234560173").await;
        let all = home(&mut asked).await;
        assert_eq!(all.len(), 1, "{all:#?}");
        assert_eq!((all[0].count, all[0].href.as_str()), (2, format!("/company/proposals/{}", world.round).as_str()));
        let page = asked.get(&all[0].href).await;
        assert_eq!(page.body.matches("value=\"accept\"").count(), 2);
        t.clock.advance(TimeDelta::days(366));
        let mut later = signed_in(&t.app, "company", "dopo@azienda.example", &vat).await;
        let all = home(&mut later).await;
        assert_eq!((all.len(), all[0].href.clone()), (1, format!("/companies/{id}")));
        later.get(&all[0].href).await;
        later.post(&format!("/companies/{id}/confirm"), &[("version", "1")]).await;
        assert!(home(&mut later).await.is_empty(), "confirmed");
    }

    async fn facts_that_nobody_has_confirmed_for_a_year_are_a_schools_task(t: TestApp) {
        let a = t.school("A").await;
        let firm = facts(1);
        let id = t.company(&firm).await;
        t.clock.advance(TimeDelta::days(366));
        t.company(&facts(2)).await;
        let mut browser = coordinator(&t.app, a.id, "anna@example.org").await;
        let stale = one(&mut browser, "/companies?only=stale").await;
        assert_eq!(stale.count, 1);
        browser.get(&format!("/companies/{id}")).await;
        browser.post(&format!("/companies/{id}/confirm"), &[("version", "1")]).await;
        none(&mut browser, "/companies?only=stale").await;
    }

    async fn a_run_that_failed_and_a_result_that_nobody_has_published_wait_for_somebody(t: TestApp) {
        let world = World::new(&t, 1, 1).await;
        let mut browser = signed_in(&t.app, "coordinator", "uno@scuola.example", &world.school.to_string()).await;
        none(&mut browser, "/rounds?only=review").await;
        let run = world.run(&t, &[(0, 0)], &[]).await;
        assert_eq!(one(&mut browser, "/rounds?only=review").await.count, 1);
        proposals::publish(&t.app, &world.coordinator, world.round, run).await.unwrap();
        none(&mut browser, "/rounds?only=review").await;
        world.run(&t, &[(0, 0)], &[]).await;
        execute(&t, "UPDATE matching_run SET state = 'failed' WHERE status IS NOT NULL").await;
        assert_eq!(one(&mut browser, "/rounds?only=failed").await.count, 1);
        none(&mut browser, "/rounds?only=review").await;
        assert_eq!(shown(&browser.get("/rounds").await.body), 1, "and without a filter all of them");
    }

    async fn a_file_that_nobody_has_confirmed_waits(t: TestApp) {
        let a = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, a, "anna@example.org").await;
        browser.get("/imports").await;
        for name in ["uno.csv", "due.csv"] {
            let file = ("file", name, "matricola;cognome\n1;Prova\n".as_bytes());
            let sent = browser.upload("/imports", &[("kind", "students")], file).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        }
        let waiting = one(&mut browser, "/imports?state=staged").await;
        assert_eq!((waiting.count, waiting.text.as_str()), (2, "file caricati aspettano la tua conferma"));
        let page = browser.get("/imports?state=staged").await;
        let at = page.body.find("/imports/0").unwrap();
        let id = &page.body[at..at + 45];
        browser.post(&format!("{id}/drop"), &[]).await;
        assert_eq!(one(&mut browser, "/imports?state=staged").await.count, 1);
        assert_eq!(shown(&browser.get("/imports").await.body), 2);
    }

    async fn mail_that_does_not_arrive_is_a_task_until_somebody_sees_to_it(t: TestApp) {
        let world = World::new(&t, 1, 1).await;
        let run = world.run(&t, &[(0, 0)], &[]).await;
        proposals::publish(&t.app, &world.coordinator, world.round, run).await.unwrap();
        let mut browser = signed_in(&t.app, "coordinator", "uno@scuola.example", &world.school.to_string()).await;
        none(&mut browser, "/outbox?state=dead").await;
        execute(&t, "UPDATE message SET state = 'dead' WHERE template = 'proposals_sent'").await;
        let dead = one(&mut browser, "/outbox?state=dead").await;
        assert_eq!(dead.text, "messaggio non è partito e non sarà ritentato");
        let tx = t.app.db.write_tx().await.unwrap();
        crate::support::proposed::insert(&tx, "suppression", vec![
            ("id", uuid::Uuid::from_u128(77).into()),
            ("email_key", "ok+0@azienda.example".into()),
            ("reason", "refused".into()),
            ("detail", "550 no such mailbox".into()),
            ("since", t.app.clock.now().into()),
        ]).await;
        tx.commit().await.unwrap();
        assert_eq!(one(&mut browser, "/outbox/refused").await.count, 1);
        browser.post(&format!("/outbox/refused/{}/lift", uuid::Uuid::from_u128(77)), &[("why", "Ora va")]).await;
        none(&mut browser, "/outbox/refused").await;
    }

    async fn who_has_to_be_known_better_before_a_run_is_named_by_what_is_missing(t: TestApp) {
        let a = t.school("A").await;
        let firm = facts(1);
        t.placement(&a, &firm, offer("P1", &firm)).await;
        t.student(&a, profile("S1")).await;
        let mut complete = profile("S2");
        complete.school_week_minutes = Some(1800);
        t.student(&a, complete).await;
        let mut browser = coordinator(&t.app, a.id, "anna@example.org").await;
        assert_eq!(one(&mut browser, "/students?standing=registered&gap=school-week").await.count, 1);
        assert_eq!(one(&mut browser, "/students?standing=registered&gap=wishes").await.count, 2);
        let mut silent = facts(2);
        silent.skilled = None;
        t.company(&silent).await;
        assert_eq!(one(&mut browser, "/companies?only=incomplete").await.count, 1);
    }

    async fn an_administrator_sees_who_has_not_come_in_and_which_school_is_alone(t: TestApp) {
        let a = school(&t.app, "A").await;
        school(&t.app, "B").await;
        let mut browser = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        assert_eq!(one(&mut browser, "/schools?only=alone").await.count, 2);
        let form = [("name", "Anna Prova"), ("email", "anna@example.org"), ("role", "coordinator"), ("language", "it")];
        let institution = a.to_string();
        let mut form = form.to_vec();
        form.push(("institution", &institution));
        browser.get("/accounts/new").await;
        assert_eq!(browser.post("/accounts", &form).await.status, StatusCode::OK);
        assert_eq!(one(&mut browser, "/accounts?state=invited").await.count, 1);
        assert_eq!(one(&mut browser, "/schools?only=alone").await.count, 1);
        assert_eq!(shown(&browser.get("/accounts").await.body), 2);
    }

    async fn the_fund_sees_where_students_and_free_seats_could_meet(t: TestApp) {
        let world = World::new(&t, 20, 10).await;
        let placed: Vec<(usize, usize)> = (0..8).map(|n| (n, n)).collect();
        let left_out: Vec<usize> = (8..20).collect();
        let run = world.run(&t, &placed, &left_out).await;
        proposals::publish(&t.app, &world.coordinator, world.round, run).await.unwrap();
        let mut browser = signed_in(&t.app, "fund", "fondo@example.org", "").await;
        let all = home(&mut browser).await;
        assert_eq!(all.len(), 1, "{all:#?}");
        assert_eq!(all[0].count, 12);
        for task in all {
            assert!(task.count >= 5 && task.text.contains("in provincia di"), "{task:?}");
            let page = browser.get(&task.href).await;
            assert!(page.body.contains(&format!(">{}<", task.count)), "{task:?}");
        }
    }

    async fn an_empty_service_says_what_to_do_first(t: TestApp) {
        let mut administrator = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        let page = administrator.get("/").await;
        assert!(page.body.contains("Per cominciare") && page.body.contains("href=\"/schools/new\""), "{}", page.body);
        let a = t.school("A").await;
        assert!(!administrator.get("/").await.body.contains("Per cominciare"), "school and coordinator are there");
        let mut browser = coordinator(&t.app, a.id, "anna@example.org").await;
        let page = browser.get("/").await.body;
        assert!(page.contains("Importa gli studenti dal file della segreteria</a>") && page.contains("href=\"/rounds/new\""));
        let firm = facts(1);
        t.student(&a, profile("S1")).await;
        t.placement(&a, &firm, offer("P1", &firm)).await;
        let round = t.round(&a, settings()).await;
        let page = browser.get("/").await.body;
        assert_eq!(page.matches("Fatto").count(), 3, "{page}");
        execute(&t, &format!("UPDATE round SET published_at = '{}'", crate::support::NOW)).await;
        assert!(!browser.get("/").await.body.contains("Per cominciare"), "{round}");
    }
}
