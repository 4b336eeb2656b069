//! Schools look after companies together, and a company after its own facts.

use abbina::companies;
use abbina::vocabulary::text::EmailAddress;
use chrono::TimeDelta;

use super::records::keep_company;
use crate::both;
use crate::support::browser::{coordinator, signed_in};
use crate::support::records::{facts, school, vat};

fn form(version: &str) -> Vec<(String, String)> {
    let fields = [
        ("vat_number", vat(1).to_string()),
        ("name", "Officina Prova".to_owned()),
        ("staff", "12".to_owned()),
        ("skilled", "6".to_owned()),
        ("apprentices", "1".to_owned()),
        ("artisan", "no".to_owned()),
        ("structural", "sì".to_owned()),
        ("technical", "no".to_owned()),
        ("formative", String::new()),
        ("risk", "basso".to_owned()),
        ("contact_email", "officina@prova.example".to_owned()),
        ("language", "italiano".to_owned()),
        ("version", version.to_owned()),
    ];
    fields.map(|(key, value)| (key.to_owned(), value)).to_vec()
}

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect()
}

both! {
    async fn a_company_says_its_facts_once_and_the_next_school_sees_how_fresh_they_are(t: TestApp) {
        let (first, second) = (school(&t.app, "A").await, school(&t.app, "B").await);
        let mut anna = coordinator(&t.app, first, "anna@example.org").await;
        assert!(anna.get("/companies").await.body.contains("Importa il file delle aziende"));
        anna.get("/companies/new").await;
        let sent = form("0");
        let added = anna.post("/companies", &borrowed(&sent)).await;
        assert_eq!(added.status, 303, "{}", added.body);
        let page = anna.follow(&added).await;
        for text in ["Azienda aggiunta.", "Officina Prova", "Confermato il 7 settembre 2026, 09:00 da Prova Prova", "Non dichiarato"] {
            assert!(page.body.contains(text), "{text}: {}", page.body);
        }
        t.clock.advance(TimeDelta::hours(1));
        let mut bruno = coordinator(&t.app, second, "bruno@example.org").await;
        let place = added.location().to_owned();
        let page = bruno.get(&place).await;
        assert!(page.body.contains("7 settembre 2026, 09:00"));
        let confirmed = bruno.post(&format!("{place}/confirm"), &[("version", "1")]).await;
        let page = bruno.follow(&confirmed).await;
        assert!(page.body.contains("7 settembre 2026, 10:00") && !page.body.contains("09:00"), "{}", page.body);
        let late = anna.post(&format!("{place}/confirm"), &[("version", "1")]).await;
        assert_eq!(late.status, 409, "she confirms what she has not seen");
        bruno.get("/companies/new").await;
        let twice = bruno.post("/companies", &borrowed(&form("0"))).await;
        assert_eq!(twice.status, 422);
        assert!(twice.body.contains("già un&#39;azienda con la partita IVA") || twice.body.contains("già un'azienda con la partita IVA"), "{}", twice.body);
    }

    async fn the_page_says_how_many_apprentices_and_why(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let id = keep_company(&t, &facts(vat(1))).await;
        let page = browser.get(&format!("/companies/{id}")).await;
        assert!(page.body.contains("Con 12 dipendenti e 6 qualificati: al massimo 9 apprendisti"), "{}", page.body);
        assert!(page.body.contains("ne può prendere ancora 8"));
        let mut silent = facts(vat(2));
        silent.skilled = None;
        let id = keep_company(&t, &silent).await;
        let page = browser.get(&format!("/companies/{id}")).await;
        assert!(page.body.contains("non ha dichiarato dipendenti e qualificati"), "{}", page.body);
        let list = browser.get("/companies?only=incomplete").await;
        assert!(list.body.contains(&id.to_string()) && list.body.contains("1 risultato"));
    }

    async fn a_changed_form_keeps_what_it_shows_and_empties_what_it_leaves_empty(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let id = keep_company(&t, &facts(vat(1))).await;
        let shown = browser.get(&format!("/companies/{id}/edit")).await;
        for text in ["value=\"12\"", "value=\"sì\" selected", "value=\"basso\" selected", "name=\"version\" value=\"1\""] {
            assert!(shown.body.contains(text), "{text}: {}", shown.body);
        }
        let mut wrong = form("1");
        wrong.iter_mut().find(|(key, _)| key == "skilled").unwrap().1 = "99".to_owned();
        let refused = browser.post(&format!("/companies/{id}"), &borrowed(&wrong)).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("I qualificati sono più dei dipendenti") && refused.body.contains("value=\"99\""));
        let saved = browser.post(&format!("/companies/{id}"), &borrowed(&form("1"))).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        let after = companies::get(t.app.db.reader(), id).await.unwrap();
        assert_eq!((after.facts.technical, after.facts.formative, after.facts.dvr_minors), (Some(false), None, None));
        assert!(after.confirmations.values().all(|by| by.account.is_some()));
        let log = browser.get(&format!("/audit?subject={id}")).await;
        assert!(log.body.contains("Ha modificato i dati") && log.body.contains("capacità tecnica") && !log.body.contains("technical"), "{}", log.body);
    }

    async fn a_refused_address_shows_on_the_list_and_on_the_page(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        let id = keep_company(&t, &facts(vat(1))).await;
        let tx = t.app.db.write_tx().await.unwrap();
        let address = EmailAddress::parse("officina@prova.example").unwrap();
        companies::mark_mail_problem(&tx, &address, Some("550 no such user")).await.unwrap();
        tx.commit().await.unwrap();
        assert!(browser.get("/companies?only=mail").await.body.contains("Non riceve posta"));
        assert!(browser.get(&format!("/companies/{id}")).await.body.contains("/outbox/refused"));
    }

    async fn a_company_sees_and_confirms_its_own_facts_and_no_others(t: TestApp) {
        let own = keep_company(&t, &facts(vat(1))).await;
        let other = keep_company(&t, &facts(vat(2))).await;
        let mut boss = signed_in(&t.app, "company", "capo@prova.example", vat(1).as_str()).await;
        let home = boss.get("/company").await;
        assert_eq!(home.location(), format!("/companies/{own}"));
        let page = boss.follow(&home).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(!page.body.contains("/placements/new"));
        let confirmed = boss.post(&format!("/companies/{own}/confirm"), &[("version", "1")]).await;
        assert_eq!(confirmed.status, 303);
        assert_eq!(boss.get("/companies").await.status, 403);
        for path in [format!("/companies/{other}"), format!("/companies/{other}/edit")] {
            assert_eq!(boss.get(&path).await.status, 404, "{path}");
        }
        boss.get(&format!("/companies/{own}")).await;
        for path in [format!("/companies/{other}"), format!("/companies/{other}/confirm")] {
            assert_eq!(boss.post(&path, &borrowed(&form("1"))).await.status, 404, "{path}");
        }
        let mut administrator = signed_in(&t.app, "administrator", "amm@example.org", "").await;
        let page = administrator.get(&format!("/companies/{own}")).await;
        assert!(page.status == 200 && !page.body.contains(&format!("/companies/{own}/edit")));
        assert_eq!(administrator.get(&format!("/companies/{own}/edit")).await.status, 403);
    }
}
