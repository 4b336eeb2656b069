//! A coordinator looks after placements.

use abbina::{companies, placements};

use super::records::{keep_company, keep_offers};
use crate::both;
use crate::support::browser::{coordinator, signed_in};
use crate::support::records::{facts, offer, school, vat};

fn form() -> Vec<(String, String)> {
    let fields = [
        ("placement_id", "P1".to_owned()),
        ("vat_number", vat(1).to_string()),
        ("figure", "Q05|Q12".to_owned()),
        ("pathway", "apprendistato".to_owned()),
        ("seats", "2".to_owned()),
        ("site", "Brescia".to_owned()),
        ("address", "via Prova, 1".to_owned()),
        ("start", "2026-10-01".to_owned()),
        ("end", "2027-06-30".to_owned()),
        ("week_hours", "20".to_owned()),
        ("days", "lun-ven".to_owned()),
        ("from", "8:30".to_owned()),
        ("internal_hours_year", "300".to_owned()),
        ("tutor", "Carla Tutor".to_owned()),
        ("tutor_years", "5".to_owned()),
        ("shared", "yes".to_owned()),
        ("version", "0".to_owned()),
    ];
    fields.map(|(key, value)| (key.to_owned(), value)).to_vec()
}

fn with<'a>(form: &'a [(String, String)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs: Vec<(&str, &str)> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    for (key, value) in changes {
        pairs.retain(|(name, _)| name != key);
        pairs.push((key, value));
    }
    pairs
}

both! {
    async fn a_coordinator_adds_a_placement_shares_it_and_changes_it(t: TestApp) {
        let (ours, theirs) = (school(&t.app, "A").await, school(&t.app, "B").await);
        let company = keep_company(&t, &facts(vat(1))).await;
        let mut browser = coordinator(&t.app, ours, "anna@example.org").await;
        assert!(browser.get("/placements").await.body.contains("Importa prima il file delle aziende"));
        let empty = browser.get(&format!("/placements/new?company={company}")).await;
        assert!(empty.body.contains(&format!("value=\"{}\"", vat(1))));
        let form = form();
        let added = browser.post("/placements", &with(&form, &[])).await;
        assert_eq!(added.status, 303, "{}", added.body);
        let page = browser.follow(&added).await;
        for text in ["Posto aggiunto.", "Posto P1, Officina Prova", "via Prova, 1", "1 ottobre 2026", "08:30", "Condiviso"] {
            assert!(page.body.contains(text), "{text}: {}", page.body);
        }
        let place = added.location().to_owned();
        let shown = browser.get(&format!("{place}/edit")).await;
        assert!(shown.body.contains("value=\"lun,mar,mer,gio,ven\"") && shown.body.contains("checked"), "{}", shown.body);
        let mut stranger = coordinator(&t.app, theirs, "bruno@example.org").await;
        let theirs_to_read = stranger.get(&place).await;
        assert!(theirs_to_read.status == 200 && theirs_to_read.body.contains("un&#39;altra scuola") || theirs_to_read.body.contains("un'altra scuola"), "{}", theirs_to_read.body);
        assert_eq!(stranger.get(&format!("{place}/edit")).await.status, 404);
        assert_eq!(stranger.post(&place, &with(&form, &[("version", "1")])).await.status, 404);
        assert_eq!(stranger.post(&format!("{place}/remove"), &[]).await.status, 404);
        let changed = browser.post(&place, &with(&form, &[("version", "1"), ("seats", "3"), ("shared", "no")])).await;
        assert_eq!(changed.status, 303, "{}", changed.body);
        assert_eq!(stranger.get(&place).await.status, 404, "it is no longer shared");
        let late = browser.post(&place, &with(&form, &[("version", "1")])).await;
        assert_eq!(late.status, 409);
        let removed = browser.post(&format!("{place}/remove"), &[]).await;
        assert!(browser.follow(&removed).await.body.contains("Posto tolto."));
        assert_eq!(browser.get(&place).await.status, 404);
    }

    async fn a_rejected_placement_comes_back_with_everything_that_is_wrong(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        browser.get("/placements/new").await;
        let form = form();
        let unknown = browser.post("/placements", &with(&form, &[])).await;
        assert_eq!(unknown.status, 422);
        assert!(unknown.body.contains("aggiungi prima l") && unknown.body.contains("href=\"#f-vat_number\""), "{}", unknown.body);
        assert!(placements::list(t.app.db.reader(), None, &placements::Filter::default(), 9, 0).await.unwrap().is_empty());
        let wrong = browser.post("/placements", &with(&form, &[("end", "2026-09-01"), ("tutor", ""), ("days", "sempre")])).await;
        for text in ["href=\"#f-end\"", "href=\"#f-tutor\"", "href=\"#f-days\"", "value=\"sempre\"", "value=\"Q05|Q12\""] {
            assert!(wrong.body.contains(text), "{text}: {}", wrong.body);
        }
    }

    async fn a_tutors_limit_can_be_taken_away_in_the_form(t: TestApp) {
        let school = school(&t.app, "A").await;
        let company = keep_company(&t, &facts(vat(1))).await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        browser.get("/placements/new").await;
        let form = form();
        let added = browser.post("/placements", &with(&form, &[("tutor_max", "2")])).await;
        let place = added.location().to_owned();
        let limit = async || companies::tutors(t.app.db.reader(), company).await.unwrap()[0].max_students;
        assert_eq!(limit().await, Some(2));
        let another = with(&form, &[("placement_id", "P2"), ("tutor_max", "")]);
        assert_eq!(browser.post("/placements", &another).await.status, 303);
        assert_eq!(limit().await, Some(2), "a new placement does not know what is known of its tutor");
        browser.get(&format!("{place}/edit")).await;
        let changed = browser.post(&place, &with(&form, &[("version", "1"), ("tutor_max", "")])).await;
        assert_eq!(changed.status, 303, "{}", changed.body);
        assert_eq!(limit().await, None);
    }

    async fn placements_are_found_by_company_figure_and_day(t: TestApp) {
        let school = school(&t.app, "A").await;
        let company = keep_company(&t, &facts(vat(1))).await;
        let mut past = offer("P0", vat(1));
        (past.start, past.end) = ("2025-10-01".parse().unwrap(), "2026-06-30".parse().unwrap());
        keep_offers(&t, school, &[offer("P1", vat(1)), past]).await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        for (query, lines) in [("", 1), ("?when=all", 2), ("?when=all&figure=Q12", 0), ("?text=officina", 1), ("?text=P1", 1)] {
            let shown = browser.get(&format!("/placements{query}")).await;
            assert_eq!(shown.body.matches("href=\"/placements/0").count(), lines, "{query}");
        }
        let shown = browser.get(&format!("/placements?when=all&company={company}")).await;
        assert!(shown.body.contains("2 risultati"));
        let mut administrator = signed_in(&t.app, "administrator", "amm@example.org", "").await;
        let shown = administrator.get("/placements").await;
        assert!(shown.status == 200 && !shown.body.contains("/placements/new"));
        assert_eq!(administrator.get("/placements/new").await.status, 403);
    }
}
