//! A company's facts, contacts, sites and tutors, kept by a school and by the company itself, signed in or by its link; and the
//! company's answer in two clicks.

use abbina::notifications::Addresses;
use abbina::proposals;
use abbina::vocabulary::ids::{CompanyId, LinkId};
use axum::http::StatusCode;
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait as _, Statement};

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, Shown, coordinator, signed_in};
use crate::support::proposed::count;
use crate::support::world::{School, facts, offer, profile, settings};

/// The path of the one link that was sent.
async fn door(t: &TestApp) -> String {
    let conn = t.app.db.reader();
    let query = Statement::from_string(conn.get_database_backend(), "SELECT id FROM answer_link");
    let row = conn.query_one_raw(query).await.unwrap().unwrap();
    let link = LinkId(row.try_get_by_index(0).unwrap());
    let address = Addresses::working(&t.app).answer(link);
    address[t.app.config.public_url().len()..].to_owned()
}

/// A school that has proposed two students to one company.
async fn proposed(t: &TestApp) -> (School, CompanyId) {
    let school = t.school("A").await;
    let firm = facts(1);
    let mut two = offer("P1", &firm);
    two.seats = 2;
    t.placement(&school, &firm, two).await;
    for key in ["S1", "S2"] {
        t.student(&school, profile(key)).await;
    }
    let round = t.round(&school, settings()).await;
    abbina::matching::request_run(&t.app, &school.coordinator, round)
        .await
        .unwrap();
    t.app.drain().await.unwrap();
    let run = abbina::matching::latest_done(t.app.db.reader(), round)
        .await
        .unwrap()
        .unwrap();
    proposals::publish(&t.app, &school.coordinator, round, run.id)
        .await
        .unwrap();
    let company = t.company(&firm).await;
    (school, company)
}

/// The address behind the first link or button after `mark`.
fn after(page: &Shown, mark: &str, attribute: &str) -> String {
    let at = page
        .body
        .find(mark)
        .unwrap_or_else(|| panic!("{mark} is not in {}", page.body));
    let rest = &page.body[at..];
    let start = rest.find(attribute).unwrap() + attribute.len();
    rest[start..].split('"').next().unwrap().to_owned()
}

async fn keeps_parts(browser: &mut Browser, base: &str, who: &str) {
    let page = browser.get(base).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    browser.get(&format!("{base}/sites/new")).await;
    let wrong = browser
        .post(
            &format!("{base}/sites"),
            &[("comune", "Atlantide"), ("address", "Via Roma 1")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{who}");
    assert!(wrong.body.contains("value=\"Atlantide\"") && wrong.body.contains("value=\"Via Roma 1\""));
    let site = [("comune", "Seriate"), ("address", "Via Roma 1")];
    let added = browser.post(&format!("{base}/sites"), &site).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{who}: {}", added.body);
    let page = browser.follow(&added).await;
    assert!(page.body.contains("Via Roma 1, Seriate") && page.body.contains("Salvato e confermato."));
    let twice = browser.post(&format!("{base}/sites"), &site).await;
    assert!(
        twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.body.contains("C&#39;è già"),
        "{}",
        twice.body
    );

    let tutor = [("name", "Ada Maestra"), ("years", "5"), ("max_students", "")];
    let added = browser.post(&format!("{base}/tutors"), &tutor).await;
    let page = browser.follow(&added).await;
    assert!(
        page.body.contains("Ada Maestra, 5 anni di esperienza"),
        "{}",
        page.body
    );
    let one = after(&page, "Ada Maestra", "<a href=\"");
    assert!(browser.get(&one).await.body.contains("value=\"5\""));
    let changed = browser
        .post(
            &one,
            &[("name", "Ada Maestra"), ("years", "6"), ("max_students", "2")],
        )
        .await;
    let page = browser.follow(&changed).await;
    assert!(
        page.body.contains("6 anni di esperienza, al massimo 2 studenti"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Confermato"), "{}", page.body);
    let retired = browser.post(&format!("{one}/retire"), &[]).await;
    let page = browser.follow(&retired).await;
    assert!(page.body.contains("Non più usato"), "{}", page.body);
    let back = browser.post(&format!("{one}/restore"), &[]).await;
    assert!(!browser.follow(&back).await.body.contains("Non più usato"));

    let contact = [
        ("email", "seconda@prova.example"),
        ("name", "Bruna Seconda"),
        ("language", "inglese"),
    ];
    let added = browser.post(&format!("{base}/contacts"), &contact).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = browser.follow(&added).await;
    let second = after(&page, "Bruna Seconda, seconda@prova.example", "<a href=\"");
    let main = browser.post(&format!("{second}/main"), &[]).await;
    let page = browser.follow(&main).await;
    assert!(
        page.body.contains("officina1@example.org"),
        "the one before stays: {}",
        page.body
    );
    let refused = browser.post(&format!("{second}/retire"), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "proposals go there");
    assert!(
        browser.get(&second).await.body.contains("name=\"vat_number\""),
        "it is one of the facts"
    );
    for nothing in ["sites/00000000-0000-7000-8000-000000000000", "chairs/new"] {
        assert_eq!(
            browser.get(&format!("{base}/{nothing}")).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

both! {
    async fn a_school_keeps_contacts_sites_and_tutors_of_a_company(t: TestApp) {
        let (school, company) = proposed(&t).await;
        let mut browser = coordinator(&t.app, school.id, "anna@example.org").await;
        keeps_parts(&mut browser, &format!("/companies/{company}"), "school").await;
        let log = browser.get(&format!("/audit?subject={company}")).await;
        for text in ["Ha aggiunto un contatto", "Ha tolto dall&#39;uso", "Ha cambiato il contatto a cui vanno le proposte"] {
            assert!(log.body.contains(text), "{text}: {}", log.body);
        }
        let named = abbina::companies::get(t.app.db.reader(), company).await.unwrap();
        assert_eq!(named.facts.contact_email.as_str(), "seconda@prova.example");
        assert!(named.confirmations["contact_email"].account.is_some());
    }

    async fn an_address_that_is_not_written_to_shows_it_wherever_it_is_entered_again(t: TestApp) {
        let (school, company) = proposed(&t).await;
        let tx = t.app.db.write_tx().await.unwrap();
        crate::support::proposed::insert(&tx, "suppression", vec![
            ("id", uuid::Uuid::from_u128(77).into()),
            ("email_key", "basta@prova.example".into()),
            ("reason", "unwanted".into()),
            ("detail", "".into()),
            ("since", t.app.clock.now().into()),
        ]).await;
        tx.commit().await.unwrap();
        let mut browser = coordinator(&t.app, school.id, "anna@example.org").await;
        let base = format!("/companies/{company}");
        browser.get(&format!("{base}/contacts/new")).await;
        let added = browser.post(&format!("{base}/contacts"), &[("email", "Basta@prova.example")]).await;
        let page = browser.follow(&added).await;
        assert!(page.body.contains("Non riceve posta"), "{}", page.body);
    }

    async fn a_company_keeps_its_own_signed_in(t: TestApp) {
        let (_, company) = proposed(&t).await;
        let vat = facts(1).vat_number.to_string();
        let mut browser = signed_in(&t.app, "company", "capo@example.org", &vat).await;
        keeps_parts(&mut browser, &format!("/companies/{company}"), "company").await;
        let other = t.company(&facts(2)).await;
        for path in ["sites/new", "tutors/new"] {
            assert_eq!(browser.get(&format!("/companies/{other}/{path}")).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(browser.post(&format!("/companies/{other}/sites"), &[("comune", "Seriate")]).await.status, StatusCode::NOT_FOUND);
        let mut administrator = signed_in(&t.app, "administrator", "amm@example.org", "").await;
        let page = administrator.get(&format!("/companies/{company}")).await;
        assert!(page.status == StatusCode::OK && !page.body.contains("/sites/new"), "who only reads is offered nothing");
        assert_eq!(administrator.get(&format!("/companies/{company}/sites/new")).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_company_keeps_its_own_by_its_link(t: TestApp) {
        let (school, company) = proposed(&t).await;
        let door = door(&t).await;
        let mut browser = Browser::new(&t.app);
        keeps_parts(&mut browser, &format!("{door}/company"), "link").await;
        let page = browser.get(&format!("{door}/company")).await;
        assert!(page.body.contains("dall&#39;azienda") || page.body.contains("azienda stessa"), "{}", page.body);
        assert!(!page.body.contains("/placements"), "a school's pages are not offered");
        let mut anna = coordinator(&t.app, school.id, "anna@example.org").await;
        let log = anna.get(&format!("/audit?subject={company}")).await;
        assert!(log.body.contains("Un&#39;azienda, con il link"), "{}", log.body);
        let stranger = format!("/r/{}.{}/company", uuid::Uuid::nil(), "0".repeat(64));
        assert_eq!(browser.get(&stranger).await.status, StatusCode::NOT_FOUND);
    }

    async fn own_facts_stand_beside_the_proposals_and_are_confirmed_with_one_click(t: TestApp) {
        let (_, company) = proposed(&t).await;
        t.clock.advance(TimeDelta::days(2));
        let door = door(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&door).await;
        assert!(page.body.contains("I vostri dati") && page.body.contains("Confermati l&#39;ultima volta il 7 settembre 2026"), "{}", page.body);
        let version = after(&page, "name=\"version\"", "value=\"");
        let confirmed = browser.post(&format!("{door}/company/confirm"), &[("version", &version)]).await;
        assert_eq!(confirmed.location(), door, "back to the proposals");
        let page = browser.follow(&confirmed).await;
        assert!(page.body.contains("Dati confermati.") && page.body.contains("9 settembre 2026"), "{}", page.body);
        let kept = abbina::companies::get(t.app.db.reader(), company).await.unwrap();
        assert!(kept.confirmations["staff"].link.is_some(), "by whom");
        let edit = browser.get(&format!("{door}/company/edit")).await;
        assert!(edit.body.contains("value=\"10\""), "filled in: {}", edit.body);
        let version = after(&edit, "name=\"version\"", "value=\"");
        let other = facts(7).vat_number.to_string();
        let form = [
            ("vat_number", other.as_str()),
            ("name", "Officina Esempio 1"),
            ("staff", "12"),
            ("skilled", "6"),
            ("artisan", "no"),
            ("contact_email", "officina1@example.org"),
            ("language", "italiano"),
            ("version", version.as_str()),
        ];
        let refused = browser.post(&format!("{door}/company"), &form).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("chiedete alla scuola"), "{}", refused.body);
        let own = facts(1).vat_number.to_string();
        let mut right = form.to_vec();
        right[0].1 = own.as_str();
        let saved = browser.post(&format!("{door}/company"), &right).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let kept = abbina::companies::get(t.app.db.reader(), company).await.unwrap();
        assert_eq!(kept.facts.staff, Some(12));
    }

    async fn yes_and_no_take_two_clicks_each(t: TestApp) {
        proposed(&t).await;
        let door = door(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&door).await;
        // One: the button on the card. Two: the button that records it.
        let yes = after(&page, "name=\"choose\" value=\"accept-", "value=\"");
        let check = browser.post(&format!("{door}/check"), &[("choose", &yes)]).await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.body);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal WHERE state <> 'sent'").await, 0);
        let hidden = after(&check, "name=\"choice-", "name=\"");
        let done = browser.post(&format!("{door}/answer"), &[(&hidden, "accept")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = browser.follow(&done).await;
        let no = after(&page, "name=\"choose\" value=\"decline-", "value=\"");
        let why = browser.post(&format!("{door}/check"), &[("choose", &no)]).await;
        let id = no.strip_prefix("decline-").unwrap();
        assert!(why.body.contains(&format!("name=\"reason-{id}\" value=\"hours\"")), "{}", why.body);
        let (choice, reason) = (format!("choice-{id}"), format!("reason-{id}"));
        let done = browser.post(&format!("{door}/answer"), &[(&choice, "decline"), (&reason, "hours")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal WHERE state = 'accepted'").await, 1);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM proposal WHERE state = 'declined' AND reason = 'hours'").await, 1);
        let late = browser.post(&format!("{door}/check"), &[("choose", &no)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
    }

    async fn what_was_accepted_goes_into_a_calendar_without_a_name(t: TestApp) {
        proposed(&t).await;
        let door = door(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&door).await;
        assert!(!page.body.contains("calendar.ics"), "nothing to put there yet");
        let id = after(&page, "name=\"choose\" value=\"accept-", "value=\"accept-");
        browser.post(&format!("{door}/answer"), &[(&format!("choice-{id}"), "accept")]).await;
        assert!(browser.get(&door).await.body.contains("calendar.ics"));
        let file = browser.get(&format!("{door}/calendar.ics")).await;
        assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
        assert!(file.body.starts_with("BEGIN:VCALENDAR\r\n") && file.body.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(file.body.matches("BEGIN:VEVENT").count(), 2, "first and last day: {}", file.body);
        assert!(file.body.contains("DTSTART;VALUE=DATE:20261005") && file.body.contains("DTSTART;VALUE=DATE:20270528"));
        assert!(!file.body.contains("Prova"), "{}", file.body);
        assert_eq!(Browser::new(&t.app).get("/r/niente/calendar.ics").await.status, StatusCode::NOT_FOUND);
    }
}
