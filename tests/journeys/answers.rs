//! What a company does with its link and what a school does on its pages, as a browser without JavaScript sees it.

use abbina::notifications::Addresses;
use abbina::proposals;
use abbina::vocabulary::ids::LinkId;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, Statement};

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, PASSWORD, Shown, signed_in};
use crate::support::proposed::{FAMILY_NAME, World, count};

async fn ids(t: &TestApp, query: &str) -> Vec<uuid::Uuid> {
    let conn = t.app.db.reader();
    let rows = conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), query))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// The path of a link, as its mail says it.
fn path(t: &TestApp, link: uuid::Uuid) -> String {
    let address = Addresses::working(&t.app).answer(LinkId(link));
    address
        .strip_prefix(&t.app.config.public_url())
        .unwrap()
        .to_owned()
}

async fn only_link(t: &TestApp) -> String {
    let links = ids(t, "SELECT id FROM answer_link ORDER BY id").await;
    path(t, *links.last().unwrap())
}

/// A round with two proposals to one company, published.
async fn published(t: &TestApp) -> World {
    let world = World::new(t, 2, 1).await;
    let run = world.run(t, &[(0, 0), (1, 0)], &[]).await;
    proposals::publish(&t.app, &world.coordinator, world.round, run)
        .await
        .unwrap();
    world
}

/// Everything that an answer could change.
async fn everything(t: &TestApp) -> Vec<String> {
    let conn = t.app.db.reader();
    let mut all = Vec::new();
    for query in [
        "SELECT COUNT(*) || ' ' || COUNT(answered_at) || ' ' || COALESCE(SUM(version), 0) FROM proposal",
        "SELECT COUNT(*) || ' ' || COUNT(revoked_at) || ' ' || MAX(CAST(expires_at AS TEXT)) FROM answer_link",
        "SELECT COUNT(*) || ' ' || SUM(attempts) || ' ' || MAX(state) FROM message",
        "SELECT COUNT(*) || '' FROM audit",
        "SELECT COUNT(*) || ' ' || SUM(version) FROM round",
        "SELECT COUNT(*) || '' FROM suppression",
    ] {
        let row = conn
            .query_one_raw(Statement::from_string(conn.get_database_backend(), query))
            .await
            .unwrap();
        all.push(row.unwrap().try_get_by_index::<String>(0).unwrap());
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

fn fields(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// The hidden fields of a confirmation page.
fn hidden(shown: &Shown) -> Vec<(String, String)> {
    let pieces = shown.body.split("<input type=\"hidden\" name=\"").skip(1);
    let pairs = pieces.filter_map(|piece| {
        let (name, rest) = piece.split_once("\" value=\"")?;
        Some((name.to_owned(), rest.split('"').next()?.to_owned()))
    });
    pairs.filter(|(name, _)| name != "csrf").collect()
}

async fn proposals_of(t: &TestApp) -> Vec<uuid::Uuid> {
    ids(t, "SELECT id FROM proposal ORDER BY id").await
}

both! {
    async fn a_company_answers_by_link_without_an_account(t: TestApp) {
        published(&t).await;
        let link = only_link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(!page.body.contains(FAMILY_NAME) && page.body.contains("16–17") && page.body.contains("5 km"));
        let ids = proposals_of(&t).await;
        let said = [
            (format!("choice-{}", ids[0]), "accept".to_owned()),
            (format!("choice-{}", ids[1]), "decline".to_owned()),
            (format!("reason-{}", ids[1]), "hours".to_owned()),
            (format!("note-{}", ids[1]), "Troppo presto <la mattina>".to_owned()),
        ];
        let check = browser.post(&format!("{link}/check"), &fields(&said)).await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.body);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal WHERE state <> 'sent'").await, 0, "only looked at");
        let confirmed = hidden(&check);
        let answer = browser.post(&format!("{link}/answer"), &fields(&confirmed)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let after = browser.follow(&answer).await;
        assert!(after.body.contains("Serafina Canarino"), "{}", after.body);
        assert_eq!(after.body.matches("Serafina Canarino").count(), 1, "the one they did not take stays unnamed");
        let again = browser.post(&format!("{link}/answer"), &fields(&confirmed)).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.body.contains("Serafina Canarino"), "it shows what was answered");
        let told = "SELECT COUNT(*) FROM message WHERE template IN ('answer_received', 'answers_recorded')";
        assert_eq!(count(&t, told).await, 2);
    }

    async fn an_answer_that_lacks_something_says_what_and_records_nothing(t: TestApp) {
        published(&t).await;
        let link = only_link(&t).await;
        let mut browser = Browser::new(&t.app);
        browser.get(&link).await;
        let nothing = browser.post(&format!("{link}/check"), &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let id = proposals_of(&t).await[0];
        let choice = format!("choice-{id}");
        let no_reason = browser.post(&format!("{link}/check"), &[(&choice, "decline")]).await;
        assert_eq!(no_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(no_reason.body.contains(&format!("#f-reason-{id}")), "the summary leads to the field");
        let reason = format!("reason-{id}");
        let straight = browser.post(&format!("{link}/answer"), &[(&choice, "decline"), (&reason, "other")]).await;
        assert_eq!(straight.status, StatusCode::UNPROCESSABLE_ENTITY, "other needs a note, on any path");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal WHERE state <> 'sent'").await, 0);
    }

    async fn looking_at_a_link_changes_nothing(t: TestApp) {
        published(&t).await;
        let link = only_link(&t).await;
        let before = everything(&t).await;
        let table = abbina::app::routes();
        let mut asked = 0;
        for entry in table.table().iter().filter(|entry| entry.policy.is_link()) {
            let path = entry.path.replace("/r/{door}", &link).replace("{token}", &"0".repeat(64));
            let path = path.replace("{door}", "niente").replace("{part}", "sites").replace("{act}", "retire");
            let path = path.replace("{item}", &uuid::Uuid::nil().to_string());
            let mut browser = Browser::new(&t.app);
            browser.get(&path).await;
            browser.head(&path).await;
            asked += 1;
            assert_eq!(everything(&t).await, before, "{path}");
        }
        assert!(asked >= 4, "{asked}");
        assert!(table.table().iter().any(|entry| entry.method == Method::GET && entry.path == "/r/{door}"));
    }

    async fn a_link_that_opens_nothing_looks_the_same_whatever_the_reason(t: TestApp) {
        published(&t).await;
        let link = only_link(&t).await;
        let mut pages = Vec::new();
        let wrong = format!("{}0", &link[..link.len() - 1]);
        let wrong = if wrong == link { format!("{}1", &link[..link.len() - 1]) } else { wrong };
        let unknown = format!("/r/{}.{}", uuid::Uuid::nil(), "0".repeat(64));
        for door in [wrong.as_str(), unknown.as_str(), "/r/niente"] {
            let page = Browser::new(&t.app).get(door).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            pages.push(without_secrets(&page, door));
        }
        t.clock.advance(TimeDelta::days(200));
        let expired = Browser::new(&t.app).get(&link).await;
        pages.push(without_secrets(&expired, &link));
        assert!(pages.windows(2).all(|two| two[0] == two[1]), "{pages:#?}");
    }

    async fn a_new_link_goes_to_the_same_address_once_a_day_and_whoever_asks_learns_nothing(t: TestApp) {
        published(&t).await;
        let link = only_link(&t).await;
        t.clock.advance(TimeDelta::days(200));
        let renewed = "SELECT COUNT(*) FROM message WHERE template = 'link_renewed' AND recipient = 'ok+0@azienda.example'";
        let mut browser = Browser::new(&t.app);
        browser.get(&link).await;
        let mut answers = Vec::new();
        for door in [link.clone(), format!("/r/{}.{}", uuid::Uuid::nil(), "0".repeat(64))] {
            let answer = browser.post(&format!("{door}/renew"), &[]).await;
            assert_eq!(answer.status, StatusCode::OK);
            answers.push(without_secrets(&answer, &door));
        }
        assert_eq!(answers[0], answers[1]);
        eventually(&t, renewed, 1).await;
        browser.get("/r").await;
        for email in ["OK+0@azienda.example", "nessuno@azienda.example", "non un indirizzo"] {
            let answer = browser.post("/r", &[("email", email)]).await;
            assert_eq!(without_secrets(&answer, "/r"), answers[0], "{email}");
        }
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE template = 'link_renewed'").await, 1);
        let new = only_link(&t).await;
        assert_ne!(new, link);
        assert_eq!(browser.get(&new).await.status, StatusCode::OK);
        t.clock.advance(TimeDelta::days(1));
        browser.post("/r", &[("email", "ok+0@azienda.example")]).await;
        eventually(&t, renewed, 2).await;
    }

    async fn only_the_hash_of_a_token_is_kept(t: TestApp) {
        published(&t).await;
        let token = only_link(&t).await.split_once('.').unwrap().1.to_owned();
        let conn = t.app.db.reader();
        let query = "SELECT token_hash FROM answer_link";
        let row = conn.query_one_raw(Statement::from_string(conn.get_database_backend(), query)).await.unwrap();
        let kept: Vec<u8> = row.unwrap().try_get_by_index(0).unwrap();
        assert_eq!(kept, abbina::notifications::token_hash(&token));
        assert_eq!(count(&t, &format!("SELECT COUNT(*) FROM message WHERE CAST(params AS TEXT) LIKE '%{token}%'")).await, 0);
    }

    async fn a_coordinator_looks_at_every_mail_and_publishes(t: TestApp) {
        let world = World::new(&t, 3, 2).await;
        world.run(&t, &[(0, 0), (1, 1)], &[2]).await;
        let mut browser = signed_in(&t.app, "coordinator", "nuova@scuola.example", &world.school.to_string()).await;
        let publish = format!("/rounds/{}/publish", world.round);
        let preview = browser.get(&publish).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
        assert!(preview.body.contains("ok+0@azienda.example") && preview.body.contains("ok+1@azienda.example"));
        assert!(!preview.body.contains(FAMILY_NAME));
        let mail = browser.get(&format!("{publish}/mails/{}", world.companies[0])).await;
        assert_eq!(mail.status, StatusCode::OK);
        let trial = browser.post(&format!("{publish}/mails/{}", world.companies[0]), &[]).await;
        assert_eq!(trial.location(), publish);
        let to_oneself = "SELECT COUNT(*) FROM message WHERE recipient = 'nuova@scuola.example' AND template = 'proposals_sent'";
        assert_eq!((count(&t, to_oneself).await, count(&t, "SELECT COUNT(*) FROM answer_link").await), (1, 0));
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal").await, 0);
        let waits = browser.post(&publish, &fields(&hidden(&preview))).await;
        assert_eq!((waits.status, waits.location()), (StatusCode::SEE_OTHER, publish.as_str()), "{}", waits.body);
        assert!(browser.follow(&waits).await.body.contains("La pubblicazione aspetta"));
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal").await, 0, "nothing has happened yet");
        let done = browser.post(&format!("{publish}/now"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let list = browser.follow(&done).await;
        assert_eq!(list.body.matches("Canarino Serafina").count() / 2, 2, "each row names its student, and its action");
        // Two coordinators and two companies hear; one coordinator had asked for a trial.
        assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE template <> 'invitation'").await, 4 + 1);
        let again = browser.post(&publish, &fields(&hidden(&preview))).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
    }

    async fn a_school_takes_a_proposal_back_after_being_asked_twice(t: TestApp) {
        let world = published(&t).await;
        let mut browser = signed_in(&t.app, "coordinator", "nuova@scuola.example", &world.school.to_string()).await;
        let id = proposals_of(&t).await[0];
        let ask = browser.get(&format!("/proposals/{id}/withdraw")).await;
        assert_eq!(ask.status, StatusCode::OK);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal WHERE state = 'withdrawn'").await, 0);
        let done = browser.post(&format!("/proposals/{id}/withdraw"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let list = browser.get(&format!("/proposals?round={}&state=withdrawn", world.round)).await;
        assert_eq!(list.body.matches("/students/").count(), 1, "{}", list.body);
        assert_eq!(browser.get(&format!("/proposals/{id}/withdraw")).await.status, StatusCode::CONFLICT);
    }

    async fn a_person_of_the_company_answers_signed_in(t: TestApp) {
        let world = published(&t).await;
        let vat = "01234560173";
        let tx = t.app.db.write_tx().await.unwrap();
        tx.execute_unprepared(&format!("UPDATE company SET vat_number = '{vat}'")).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = signed_in(&t.app, "company", "persona@azienda.example", vat).await;
        let rounds = browser.get("/company/proposals").await;
        let base = format!("/company/proposals/{}", world.round);
        assert!(rounds.body.contains(&base), "{}", rounds.body);
        assert_eq!(browser.get(&base).await.status, StatusCode::OK);
        let choice = format!("choice-{}", proposals_of(&t).await[0]);
        let check = browser.post(&format!("{base}/check"), &[(&choice, "accept")]).await;
        let done = browser.post(&format!("{base}/answer"), &fields(&hidden(&check))).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal WHERE state = 'accepted'").await, 1);
    }

    async fn the_outbox_shows_a_school_its_own_mail_and_no_door_to_a_company(t: TestApp) {
        let world = published(&t).await;
        let stranger = World::new(&t, 0, 0).await;
        let token = only_link(&t).await.split_once('.').unwrap().1.to_owned();
        let mut browser = signed_in(&t.app, "coordinator", "nuova@scuola.example", &world.school.to_string()).await;
        let mut other = signed_in(&t.app, "coordinator", "altra@scuola.example", &stranger.school.to_string()).await;
        let list = browser.get("/outbox").await;
        assert!(list.body.contains("ok+0@azienda.example"), "{}", list.body);
        assert!(!other.get("/outbox").await.body.contains("ok+0@azienda.example"));
        for id in ids(&t, "SELECT id FROM message WHERE template <> 'invitation'").await {
            let page = browser.get(&format!("/outbox/{id}")).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            assert!(!page.body.contains(&token), "whoever reads the outbox cannot answer for the company");
            assert_eq!(other.get(&format!("/outbox/{id}")).await.status, StatusCode::NOT_FOUND);
        }
        for template in abbina::notifications::catalogue::Mail::TEMPLATES {
            for language in ["it", "en"] {
                let page = browser.get(&format!("/outbox/examples/{template}/{language}")).await;
                assert_eq!(page.status, StatusCode::OK);
            }
        }
        assert_eq!(Browser::new(&t.app).get("/demo/outbox").await.status, StatusCode::NOT_FOUND, "no demonstration");
        assert!(!PASSWORD.is_empty());
    }

    async fn a_refused_address_is_lifted_with_a_reason_and_the_mail_sent_again(t: TestApp) {
        let world = published(&t).await;
        let tx = t.app.db.write_tx().await.unwrap();
        tx.execute_unprepared("UPDATE message SET state = 'bounced' WHERE template = 'proposals_sent'").await.unwrap();
        crate::support::proposed::insert(&tx, "suppression", vec![
            ("id", uuid::Uuid::from_u128(77).into()),
            ("email_key", "ok+0@azienda.example".into()),
            ("reason", "refused".into()),
            ("detail", "550 no such mailbox".into()),
            ("since", t.app.clock.now().into()),
        ]).await;
        tx.commit().await.unwrap();
        let mut browser = signed_in(&t.app, "coordinator", "nuova@scuola.example", &world.school.to_string()).await;
        let bounced = ids(&t, "SELECT id FROM message WHERE state = 'bounced'").await[0];
        let refused = browser.post(&format!("/outbox/{bounced}/resend"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "not while the address is refused");
        let page = browser.get("/outbox/refused").await;
        assert!(page.body.contains("550 no such mailbox"));
        let lift = format!("/outbox/refused/{}/lift", uuid::Uuid::from_u128(77));
        assert_eq!(browser.post(&lift, &[("why", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(&lift, &[("why", "Hanno riparato")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.post(&format!("/outbox/{bounced}/resend"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE state = 'pending' AND template <> 'invitation'").await, 2);
        let log = browser.get("/audit").await;
        assert!(log.body.contains("Blocco di un indirizzo tolto") && log.body.contains("Messaggio inviato di nuovo"), "{}", log.body);
    }
}

/// A page without what differs for each visitor: tokens, its own address.
fn without_secrets(shown: &Shown, door: &str) -> String {
    let mut text = shown.body.replace(&shown.token().unwrap_or_default(), "");
    let door = door.trim_start_matches("/r/").trim_start_matches("/r");
    let encoded = percent_encoding::utf8_percent_encode(door, percent_encoding::NON_ALPHANUMERIC).to_string();
    for own in [door, encoded.as_str()] {
        if !own.is_empty() {
            text = text.replace(own, "");
        }
    }
    let lines = text
        .lines()
        .filter(|line| !line.contains("/language/") && !line.contains("csrf"));
    lines.collect::<Vec<_>>().join("\n")
}
