//! What a family reads once the school has released it, and that it reads nothing before.

use abbina::families::{self, ReleaseForm};
use abbina::proposals::{self, Answering, Choice};
use abbina::vocabulary::fault::Fault;
use axum::http::StatusCode;
use std::collections::HashMap;

use super::{Home, answer};
use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, coordinator};
use crate::support::proposed::count;
use crate::support::world::{day, profile};

fn next() -> ReleaseForm {
    ReleaseForm {
        next_steps: "La scuola vi chiama entro venerdì.".to_owned(),
    }
}

async fn publish(t: &TestApp, home: &Home) {
    abbina::matching::request_run(&t.app, &home.school.coordinator, home.round)
        .await
        .unwrap();
    t.app.drain().await.unwrap();
    let run = abbina::matching::latest_done(t.app.db.reader(), home.round)
        .await
        .unwrap()
        .unwrap();
    proposals::publish(&t.app, &home.school.coordinator, home.round, run.id)
        .await
        .unwrap();
}

/// The company that was asked says this.
async fn company_says(t: &TestApp, choice: Choice) {
    use sea_orm::{ConnectionTrait as _, Statement};
    let conn = t.app.db.reader();
    let id = |query: &'static str| async move {
        let row = conn
            .query_one_raw(Statement::from_string(conn.get_database_backend(), query))
            .await;
        row.unwrap().unwrap().try_get_by_index::<uuid::Uuid>(0).unwrap()
    };
    let link = abbina::vocabulary::ids::LinkId(id("SELECT id FROM answer_link").await);
    let proposal = abbina::vocabulary::ids::ProposalId(id("SELECT id FROM proposal").await);
    let door = format!("{link}.{}", abbina::notifications::answer_token(&t.app.key, link));
    let who = Answering::by_door(&t.app, &door).await.unwrap();
    proposals::answer(&t.app, &who, &HashMap::from([(proposal, choice)]))
        .await
        .unwrap();
}

both! {
    async fn nobody_reads_a_decision_before_it_is_released_nor_a_company_before_its_yes(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        answer(&t, &link, &[("p:P2", "1"), ("p:P1", "2"), ("max_minutes", "60")]).await;
        let early = families::release(&t.app, &home.school.coordinator, home.round, &next()).await;
        assert!(matches!(early, Err(Fault::Conflict("family.not_published"))), "{early:?}");
        publish(&t, &home).await;
        let mut browser = Browser::new(&t.app);
        let before = browser.get(&link).await;
        assert!(before.body.contains("ancora una decisione") && !before.body.contains("id=\"decision\""), "{}", before.body);

        let silent = families::release(&t.app, &home.school.coordinator, home.round, &ReleaseForm::default()).await;
        assert!(matches!(&silent, Err(Fault::Invalid(wrong)) if wrong[0].code == "family.next.missing"), "{silent:?}");
        assert_eq!(families::release(&t.app, &home.school.coordinator, home.round, &next()).await.unwrap(), 1);
        let twice = families::release(&t.app, &home.school.coordinator, home.round, &next()).await;
        assert!(matches!(twice, Err(Fault::Conflict("family.released"))), "{twice:?}");
        let waiting = browser.get(&link).await;
        assert!(waiting.body.contains("Aspettiamo la risposta"), "{}", waiting.body);
        let decision = waiting.body.split("id=\"decision\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(!decision.contains("Officina"), "no company before its yes: {decision}");
        assert!(decision.contains("La scuola vi chiama entro venerdì."), "{decision}");

        company_says(&t, Choice::Accept).await;
        let after = browser.get(&link).await;
        let decision = after.body.split("id=\"decision\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(decision.contains("azienda ha detto di sì") && decision.contains("Officina Esempio"), "{decision}");
        assert!(decision.contains("Era il vostro numero"), "{decision}");
        assert!(decision.contains("Il posto è nello stesso comune."), "{decision}");
        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        let page = anna.get(&format!("/rounds/{}/families", home.round)).await;
        assert!(page.body.contains("decisione rilasciata"), "{}", page.body);
    }

    async fn a_no_of_a_company_is_told_without_its_name(t: TestApp) {
        let home = Home::asked(&t).await;
        publish(&t, &home).await;
        families::release(&t.app, &home.school.coordinator, home.round, &next()).await.unwrap();
        let reason = proposals::model::DeclineReason::Taken;
        company_says(&t, Choice::Decline { reason, note: None }).await;
        let page = Browser::new(&t.app).get(&home.link(&t).await).await;
        let decision = page.body.split("id=\"decision\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(decision.contains("cerca un altro posto") && !decision.contains("Officina"), "{decision}");
    }

    async fn who_has_no_place_reads_why_what_happens_next_and_whom_to_call(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        // Both places are refused: one by the family, one by its limit.
        answer(&t, &link, &[("p:P1", "no"), ("max_minutes", "5")]).await;
        let mut other = profile("M2");
        other.birth_date = day("2010-01-01");
        t.student(&home.school, other).await;
        publish(&t, &home).await;
        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        let preview = anna.get(&format!("/rounds/{}/families/release", home.round)).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
        assert!(preview.body.contains("In questo turno non abbiamo trovato un posto"), "{}", preview.body);
        let sent = anna.post(&format!("/rounds/{}/families/release", home.round), &[("next_steps", "Vi chiamiamo noi.")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let page = Browser::new(&t.app).get(&link).await;
        let decision = page.body.split("id=\"decision\"").nth(1).unwrap().split("</section>").next().unwrap();
        for part in ["non abbiamo trovato un posto", "avete detto di no: 1 posto", "viaggio troppo lungo", "Vi chiamiamo noi."] {
            assert!(decision.contains(part), "{part}: {decision}");
        }
        assert!(decision.contains("si apre almeno un posto"), "what would help: {decision}");
        assert!(page.body.contains("Ada Esempio") && page.body.contains("030 000000"), "whom to call");
    }

    async fn a_company_reads_of_competences_only_after_a_yes_of_the_family(t: TestApp) {
        let home = Home::asked(&t).await;
        let execute = |sql: String| {
            let app = t.app.clone();
            async move {
                use sea_orm::ConnectionTrait as _;
                let tx = app.db.write_tx().await.unwrap();
                tx.execute_unprepared(&sql).await.unwrap();
                tx.commit().await.unwrap();
            }
        };
        execute("UPDATE placement SET wants = '[\"saldatura\"]'".to_owned()).await;
        execute("UPDATE student SET competences = '[\"saldatura\"]'".to_owned()).await;
        publish(&t, &home).await;
        let conn = t.app.db.reader();
        let (now, today) = (t.app.clock.now(), t.app.clock.today());
        let told = |cards: Vec<proposals::cards::Card>| {
            cards[0].why.iter().any(|(key, _)| *key == "proposals-why-competences")
        };
        let company = {
            use sea_orm::{ConnectionTrait as _, Statement};
            let query = Statement::from_string(conn.get_database_backend(), "SELECT company_id FROM proposal");
            let row = conn.query_one_raw(query).await.unwrap().unwrap();
            abbina::vocabulary::ids::CompanyId(row.try_get_by_index(0).unwrap())
        };
        let cards = || proposals::cards::of_company(conn, home.round, company, now, today);
        assert!(!told(cards().await.unwrap()), "nobody has said yes");
        let consents = format!("{}/consents", home.link(&t).await);
        let mut browser = Browser::new(&t.app);
        browser.get(&format!("{}/data", home.link(&t).await)).await;
        let agreed = browser.post(&consents, &[("kind", "competences"), ("given", "yes")]).await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.body);
        assert!(told(cards().await.unwrap()));
        t.clock.advance(chrono::TimeDelta::minutes(1));
        browser.post(&consents, &[("kind", "competences"), ("given", "no")]).await;
        assert!(!told(cards().await.unwrap()), "a yes can be taken back");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM family_consent").await, 2);
    }
}
