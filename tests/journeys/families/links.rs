//! To whom links go, for whom they open, and what no mail and no page gives away.

use abbina::families::{self, model::Speaker};
use abbina::notifications::{Addresses, catalogue::Mail};
use abbina::platform::texts::Texts;
use abbina::students;
use abbina::vocabulary::text::{EmailAddress, Language};
use axum::http::StatusCode;
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait as _, Statement};

use super::{Home, answer, form};
use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, coordinator};
use crate::support::proposed::count;
use crate::support::world::{day, profile};

/// Every mail about a student: to whom, and its text.
async fn letters(t: &TestApp) -> Vec<(String, String)> {
    let conn = t.app.db.reader();
    let query = "SELECT recipient, template, params FROM message WHERE student_id IS NOT NULL ORDER BY id";
    let rows = conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), query))
        .await
        .unwrap();
    let at = Addresses::working(&t.app);
    rows.iter()
        .map(|row| {
            let template: String = row.try_get_by_index(1).unwrap();
            let mail = Mail::from_stored(&template, row.try_get_by_index(2).unwrap()).unwrap();
            let composed = mail.compose(Texts::for_language(Language::Italian), &at).unwrap();
            (
                row.try_get_by_index(0).unwrap(),
                format!("{}\n{}\n{}", composed.subject, composed.text, composed.html),
            )
        })
        .collect()
}

async fn change(t: &TestApp, home: &Home, with: impl FnOnce(&mut students::model::Profile)) {
    let tx = t.app.db.write_tx().await.unwrap();
    let mut student = students::get(&tx, home.school.id, home.student).await.unwrap();
    with(&mut student.profile);
    students::update(&tx, &student, t.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Everything that opening a page could change.
async fn everything(t: &TestApp) -> Vec<i64> {
    let mut all = Vec::new();
    for query in [
        "SELECT COUNT(*) FROM audit",
        "SELECT COUNT(*) FROM message",
        "SELECT COUNT(*) + COUNT(revoked_at) FROM family_link",
        "SELECT COUNT(*) + COUNT(undone_at) FROM family_answer",
        "SELECT COUNT(*) FROM family_consent",
        "SELECT COUNT(*) FROM family_notice",
        "SELECT CAST(SUM(version) AS BIGINT) FROM student",
    ] {
        all.push(count(t, query).await);
    }
    all
}

both! {
    async fn a_mail_goes_to_the_parent_of_a_minor_and_to_an_adult_and_names_nobody(t: TestApp) {
        let home = Home::new(&t).await;
        let mut adult = profile("M2");
        adult.birth_date = day("2007-01-01");
        adult.email = Some(EmailAddress::parse("adulta@example.org").unwrap());
        adult.guardian_email = Some(EmailAddress::parse("padre@example.org").unwrap());
        t.student(&home.school, adult).await;
        let asked = families::ask(&t.app, &home.school.coordinator, home.round, &form()).await.unwrap();
        assert_eq!((asked.links, asked.mails, asked.paper), (2, 2, 0));
        let letters = letters(&t).await;
        let to: Vec<&str> = letters.iter().map(|(to, _)| to.as_str()).collect();
        assert!(to.contains(&"madre@example.org") && to.contains(&"adulta@example.org") && to.len() == 2, "{to:?}");
        for (_, text) in &letters {
            for name in ["Serafina", "Prova", "Esempio b", "M1", "serafina@"] {
                assert!(!text.contains(name), "{name} stands in {text}");
            }
            assert!(text.contains("/f/") && text.contains("030 000000"), "{text}");
        }
        let again = families::ask(&t.app, &home.school.coordinator, home.round, &form()).await.unwrap();
        assert_eq!((again.links, again.mails), (0, 0), "asking again reaches only whoever is missing");
    }

    async fn opening_the_pages_of_a_family_changes_nothing(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        let before = everything(&t).await;
        let mut browser = Browser::new(&t.app);
        for path in [link.clone(), format!("{link}/data"), "/f".to_owned()] {
            for _ in 0..2 {
                assert_eq!(browser.get(&path).await.status, StatusCode::OK, "{path}");
                browser.head(&path).await;
            }
        }
        assert_eq!(everything(&t).await, before);
    }

    async fn a_link_that_is_cut_short_forged_or_expired_opens_nothing_and_all_look_the_same(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        let cut = &link[..link.len() - 1];
        let id = link.split('.').next().unwrap();
        let forged = format!("{id}.{}", "0".repeat(64));
        let mut bodies = Vec::new();
        for path in [cut, forged.as_str(), "/f/nothing"] {
            let shown = browser.get(path).await;
            assert_eq!(shown.status, StatusCode::NOT_FOUND, "{path}");
            assert!(shown.body.contains("Questo collegamento non apre nulla") && !shown.body.contains("Serafina"));
            bodies.push(shown.body.matches("<p>").count());
        }
        assert!(bodies.windows(2).all(|two| two[0] == two[1]));
        t.clock.advance(TimeDelta::days(400));
        assert_eq!(browser.get(&link).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_lost_link_goes_to_the_address_that_had_it_at_most_once_a_day(t: TestApp) {
        let home = Home::asked(&t).await;
        let renewed = "SELECT COUNT(*) FROM message WHERE template = 'family_link_renewed'";
        families::send_again(&t.app, "nessuno@example.org").await.unwrap();
        families::send_again(&t.app, "serafina@example.org").await.unwrap();
        assert_eq!(count(&t, renewed).await, 0, "nothing goes where no link ever went");
        families::send_again(&t.app, " Madre@Example.org ").await.unwrap();
        families::send_again(&t.app, "madre@example.org").await.unwrap();
        let door = home.link(&t).await.replace("/f/", "");
        families::renew(&t.app, &door).await.unwrap();
        assert_eq!(count(&t, renewed).await, 1);
        let mut browser = Browser::new(&t.app);
        assert_eq!(browser.get(&home.link(&t).await).await.status, StatusCode::OK, "the new one opens");
        t.clock.advance(TimeDelta::days(400));
        families::renew(&t.app, &door).await.unwrap();
        assert_eq!(count(&t, renewed).await, 2, "an expired one is renewed");
        let shown = browser.get(&home.link(&t).await).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    }

    async fn a_link_opens_only_for_the_address_that_the_record_still_has(t: TestApp) {
        let home = Home::asked(&t).await;
        let old = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        change(&t, &home, |p| p.guardian_email = Some(EmailAddress::parse("nonna@example.org").unwrap())).await;
        assert_eq!(browser.get(&old).await.status, StatusCode::NOT_FOUND, "another address speaks now");
        families::send_again(&t.app, "madre@example.org").await.unwrap();
        assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE template = 'family_link_renewed'").await, 0);
        let asked = families::ask(&t.app, &home.school.coordinator, home.round, &form()).await.unwrap();
        assert_eq!(asked.mails, 1);
        assert_eq!(browser.get(&home.link(&t).await).await.status, StatusCode::OK);
        change(&t, &home, |p| p.birth_date = day("2008-09-07")).await;
        let shown = browser.get(&home.link(&t).await).await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND, "of age since today: no parent's link opens any more");
        families::ask(&t.app, &home.school.coordinator, home.round, &form()).await.unwrap();
        let links = families::links_of_round(t.app.db.reader(), home.round).await.unwrap();
        assert_eq!(links[0].recipient.as_ref().unwrap().as_str(), "serafina@example.org");
        assert_eq!(links[0].speaker, Speaker::Student);
    }

    async fn a_reminder_goes_once_a_day_to_those_who_have_not_answered_and_want_mail(t: TestApp) {
        let home = Home::new(&t).await;
        for n in 2..4 {
            let mut other = profile(&format!("M{n}"));
            other.guardian_email = Some(EmailAddress::parse(&format!("famiglia{n}@example.org")).unwrap());
            t.student(&home.school, other).await;
        }
        families::ask(&t.app, &home.school.coordinator, home.round, &form()).await.unwrap();
        answer(&t, &home.link(&t).await, &[]).await;
        let links = families::links_of_round(t.app.db.reader(), home.round).await.unwrap();
        let quiet = links.iter().find(|link| link.recipient.as_ref().unwrap().as_str() == "famiglia3@example.org").unwrap();
        let door = format!("/f/{}", families::door(&t.app, quiet.id));
        let mut browser = Browser::new(&t.app);
        browser.get(&format!("{door}/data")).await;
        let said = browser.post(&format!("{door}/consents"), &[("kind", "mail"), ("given", "no")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        assert_eq!(families::remind(&t.app, &home.school.coordinator, home.round).await.unwrap(), 1);
        assert_eq!(families::remind(&t.app, &home.school.coordinator, home.round).await.unwrap(), 0);
        t.clock.advance(TimeDelta::days(1));
        assert_eq!(families::remind(&t.app, &home.school.coordinator, home.round).await.unwrap(), 1);
        families::send_again(&t.app, "famiglia3@example.org").await.unwrap();
        let renewed = "SELECT COUNT(*) FROM message WHERE template = 'family_link_renewed'";
        assert_eq!(count(&t, renewed).await, 1, "what they ask for still comes");
    }

    async fn consents_are_dated_rows_that_a_parent_gives_and_withdraws(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&format!("{link}/data")).await;
        assert!(page.body.contains("articolo 6, lettera e") && page.body.contains("versione 2026-1"), "{}", page.body);
        let consents = format!("{link}/consents");
        browser.post(&consents, &[("kind", "competences"), ("given", "yes")]).await;
        t.clock.advance(TimeDelta::hours(1));
        browser.post(&consents, &[("kind", "competences"), ("given", "no")]).await;
        let page = browser.get(&format!("{link}/data")).await;
        assert!(page.body.contains("7 settembre 2026, 09:00: sì, Genitore o tutore"), "{}", page.body);
        assert!(page.body.contains("7 settembre 2026, 10:00: no, Genitore o tutore"), "{}", page.body);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM family_consent").await, 2, "a withdrawal takes nothing away");
        let nonsense = browser.post(&consents, &[("kind", "everything"), ("given", "yes")]).await;
        assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);

        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        let path = format!("/students/{}/family", home.student);
        let seen = anna.get(&path).await;
        assert!(seen.body.contains("7 settembre 2026, 10:00: no, Genitore o tutore"), "{}", seen.body);
        anna.post(&format!("{path}/consents"), &[("kind", "competences"), ("given", "yes")]).await;
        let seen = anna.get(&path).await;
        assert!(seen.body.contains("(lo ha scritto la scuola)"), "{}", seen.body);
        assert!(browser.get(&format!("{link}/data")).await.body.contains("(lo ha scritto la scuola)"), "the family sees it, too");
    }

    async fn a_minors_own_address_chooses_places_and_consents_to_nothing(t: TestApp) {
        let home = Home::new(&t).await;
        change(&t, &home, |p| p.guardian_email = None).await;
        families::ask(&t.app, &home.school.coordinator, home.round, &form()).await.unwrap();
        let link = home.link(&t).await;
        answer(&t, &link, &[("p:P1", "1")]).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&format!("{link}/data")).await;
        assert!(page.body.contains("Qui decide un genitore") && !page.body.contains("/consents\""), "{}", page.body);
        let said = browser.post(&format!("{link}/consents"), &[("kind", "competences"), ("given", "yes")]).await;
        assert_eq!(said.status, StatusCode::FORBIDDEN);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM family_consent").await, 0);
    }

    async fn a_sheet_of_paper_opens_the_same_page(t: TestApp) {
        let home = Home::asked(&t).await;
        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        let path = format!("/students/{}/family", home.student);
        anna.get(&path).await;
        let made = anna.post(&format!("{path}/paper"), &[("round", &home.round.to_string())]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let sheet = anna.follow(&made).await;
        let address = sheet.body.split("sheet-address\">").nth(1).unwrap().split('<').next().unwrap();
        let door = address.strip_prefix(&t.app.config.public_url()).unwrap();
        let mut browser = Browser::new(&t.app);
        let page = browser.get(door).await;
        assert!(page.status == StatusCode::OK && page.body.contains("Serafina"), "{}", page.body);
        let name = sheet.body.matches("Serafina").count();
        assert!(name > 0 && !door.contains("erafina"), "the sheet says for whom it is, its address does not");
    }
}
