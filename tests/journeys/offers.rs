//! A company offers places in answer to a school's question: three screens, a draft, what the law allows, and maybes.

mod changing;
mod news;

use abbina::availability::{self, Whom};
use abbina::matching::{self, Scenario};
use abbina::placements;
use abbina::vocabulary::calendar::Clock as _;
use abbina::vocabulary::ids::{CompanyId, PlacementId};
use axum::http::StatusCode;

use super::availability::{THIS, ids, newest_link};
use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, Shown, coordinator};
use crate::support::proposed::count;
use crate::support::world::{School, day, facts, offer, profile, settings};

const PLACES: &str = "SELECT COUNT(*) FROM placement";

/// A school, and a company that had a place there last year and was asked about this one. Gives its link, too.
async fn asked(t: &TestApp) -> (School, CompanyId, String) {
    let school = t.school("A").await;
    let firm = facts(1);
    let mut last_year = offer("P1", &firm);
    last_year.start = day("2025-10-06");
    last_year.end = day("2026-05-29");
    t.placement(&school, &firm, last_year).await;
    let n = availability::ask(&t.app, &school.coordinator, &Whom::default(), THIS).await;
    assert_eq!(n.unwrap(), 1);
    let company = CompanyId(ids(t, "SELECT id FROM company").await[0]);
    (school, company, newest_link(t).await)
}

async fn says(browser: &mut Browser, link: &str, fields: &[(&str, &str)]) -> Shown {
    browser.get(link).await;
    let said = browser.post(&format!("{link}/answer"), fields).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
    browser.follow(&said).await
}

fn filled<'a>(seats: &'a str, pathway: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("figure", "Operatore meccanico"),
        ("pathway", pathway),
        ("seats", seats),
        ("site", "Bergamo"),
        ("address", "Via di Prova 1"),
        ("start", "2026-10-06"),
        ("end", "2027-05-29"),
        ("week_hours", "12"),
        ("day_hours", "6"),
    ]
}

/// The fields that a page keeps for its next step.
fn hidden(shown: &Shown) -> Vec<(String, String)> {
    let pieces = shown.body.split("<input type=\"hidden\" name=\"").skip(1);
    let pairs = pieces.filter_map(|piece| {
        let (name, rest) = piece.split_once("\" value=\"")?;
        Some((name.to_owned(), rest.split('"').next()?.to_owned()))
    });
    pairs.filter(|(name, _)| name != "csrf").collect()
}

fn borrowed(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// From the form to the record: what the check page kept is what is recorded.
async fn offers(browser: &mut Browser, link: &str, fields: &[(&str, &str)]) -> Shown {
    browser.get(&format!("{link}/place")).await;
    let check = browser.post(&format!("{link}/place/check"), fields).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.body);
    let kept = hidden(&check);
    let done = browser.post(&format!("{link}/place"), &borrowed(&kept)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    browser.follow(&done).await
}

/// How many places a run of this school's round would see, without and with the maybes.
async fn seen(t: &TestApp, school: &School, round: abbina::vocabulary::ids::RoundId) -> (usize, usize) {
    let conn = t.app.db.reader();
    let mut round = matching::get_round(conn, school.id, round).await.unwrap();
    let firm = matching::freeze(conn, &round, t.clock.today())
        .await
        .unwrap()
        .places
        .len();
    round.settings.count_maybe = true;
    (
        firm,
        matching::freeze(conn, &round, t.clock.today())
            .await
            .unwrap()
            .places
            .len(),
    )
}

both! {
    async fn a_company_offers_last_years_place_again_in_three_screens(t: TestApp) {
        let (school, company, link) = asked(&t).await;
        let mut browser = Browser::new(&t.app);
        // The first screen: the question, answered, with last year's place.
        let page = says(&mut browser, &link, &[("answer", "yes")]).await;
        assert!(page.body.contains("Come questo") && page.body.contains("dal 06/10/2025 al 29/05/2026"), "{}", page.body);
        let old = ids(&t, "SELECT id FROM placement").await[0];
        // The second: the form, a year later.
        let form = browser.get(&format!("{link}/place?from={old}")).await;
        assert!(form.body.contains("value=\"2026-10-06\"") && form.body.contains("value=\"2027-05-29\""), "{}", form.body);
        assert!(!form.body.contains("name=\"placement_id\"") && !form.body.contains("name=\"vat_number\""), "what we know is not asked");
        let check = browser.post(&format!("{link}/place/check"), &filled("2", "alternanza")).await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.body);
        assert!(check.body.contains("al massimo 5 studenti per tutor"), "{}", check.body);
        assert_eq!(count(&t, PLACES).await, 1, "looked at, not recorded");
        // The third: confirmed.
        let kept = hidden(&check);
        let done = browser.post(&format!("{link}/place"), &borrowed(&kept)).await;
        let page = browser.follow(&done).await;
        assert!(page.body.contains("Il posto è registrato") && page.body.contains("I vostri posti per il 2026/27"), "{}", page.body);
        assert!(!page.body.contains("C&#39;è una bozza") && !page.body.contains("C'è una bozza"));
        assert_eq!(count(&t, PLACES).await, 2);
        let theirs = placements::of_company(t.app.db.reader(), company).await.unwrap();
        let new = theirs.iter().find(|place| place.id != PlacementId(old)).unwrap();
        assert_eq!((new.institution_id, new.offer.seats, new.shared), (school.id, 2, false));
        assert_eq!(new.offer.key, format!("2026-{}-1", facts(1).vat_number));
        assert_eq!(count(&t, "SELECT COUNT(*) FROM audit WHERE action = 'availability.offered'").await, 1);
        // The school sees it beside the answer; and a second one gets a code of its own.
        let mut anna = coordinator(&t.app, school.id, "anna@example.org").await;
        let list = anna.get("/availability").await;
        assert!(list.body.contains(&format!("/placements?company={company}")), "{}", list.body);
        offers(&mut browser, &link, &filled("1", "alternanza")).await;
        assert_eq!(count(&t, PLACES).await, 3);
    }

    async fn a_place_that_is_not_finished_is_kept_as_a_draft(t: TestApp) {
        let (_, _, link) = asked(&t).await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "yes")]).await;
        browser.get(&format!("{link}/place")).await;
        let half = [("figure", "Operatore meccanico"), ("seats", "2"), ("do", "draft")];
        let saved = browser.post(&format!("{link}/place/check"), &half).await;
        let page = browser.follow(&saved).await;
        assert!(page.body.contains("La bozza è salvata") && page.body.contains("Riprendi la bozza"), "{}", page.body);
        // From another computer, a day later.
        let mut other = Browser::new(&t.app);
        let form = other.get(&format!("{link}/place?draft=yes")).await;
        assert!(form.body.contains("value=\"Operatore meccanico\" selected"), "{}", form.body);
        // Going on with something missing says all that is missing, and loses nothing.
        let wrong = other.post(&format!("{link}/place/check"), &half[..2]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for key in ["pathway", "site", "start", "end", "week_hours"] {
            assert!(wrong.body.contains(&format!("href=\"#f-{key}\"")), "{key}: {}", wrong.body);
        }
        assert_eq!((count(&t, PLACES).await, count(&t, "SELECT COUNT(*) FROM place_draft").await), (1, 1));
        let gone = other.post(&format!("{link}/place/drop"), &[]).await;
        other.follow(&gone).await;
        assert_eq!(count(&t, "SELECT COUNT(*) FROM place_draft").await, 0);
    }

    async fn the_ceiling_of_the_law_is_shown_with_its_reason(t: TestApp) {
        let (_, _, link) = asked(&t).await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "yes")]).await;
        browser.get(&format!("{link}/place")).await;
        let mut fields = filled("12", "apprendistato");
        fields.extend([("internal_hours_year", "400"), ("tutor", "Ada Prova"), ("tutor_years", "5")]);
        let check = browser.post(&format!("{link}/place/check"), &fields).await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.body);
        for text in ["Con 10 dipendenti e 6 qualificati: al massimo 9 apprendisti", "Offrite più posti di quanti se ne possono occupare"] {
            assert!(check.body.contains(text), "{text}: {}", check.body);
        }
        let fewer = browser.post(&format!("{link}/place/check"), &[&fields[..2], &[("seats", "2")], &fields[3..]].concat()).await;
        assert!(!fewer.body.contains("Offrite più posti di quanti"), "{}", fewer.body);
    }

    async fn a_maybe_counts_in_scenarios_only_until_the_company_says_yes(t: TestApp) {
        let (school, company, link) = asked(&t).await;
        t.student(&school, profile("s1")).await;
        let round = t.round(&school, settings()).await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "maybe"), ("again", "month")]).await;
        let page = offers(&mut browser, &link, &filled("1", "alternanza")).await;
        assert!(page.body.contains(">forse<"), "{}", page.body);
        assert_eq!(seen(&t, &school, round).await, (0, 1));
        let nothing = matching::request_run(&t.app, &school.coordinator, round).await;
        assert!(nothing.is_err(), "a run finds no place to fill");
        let mut tried = settings();
        tried.count_maybe = true;
        let scenario = Scenario { name: "Con i forse".to_owned(), settings: tried };
        let run = matching::try_scenario(&t.app, &school.coordinator, round, scenario).await.unwrap();
        matching::adopt_scenario(&t.app, &school.coordinator, round, run).await.unwrap();
        let kept = matching::get_round(t.app.db.reader(), school.id, round).await.unwrap();
        assert!(!kept.settings.count_maybe, "a round never counts what is not certain");
        says(&mut browser, &link, &[("answer", "yes")]).await;
        assert_eq!(seen(&t, &school, round).await, (1, 1));
        // Another maybe, of which the school hears on the telephone that it is certain.
        says(&mut browser, &link, &[("answer", "maybe"), ("again", "month")]).await;
        offers(&mut browser, &link, &filled("1", "alternanza")).await;
        assert_eq!(seen(&t, &school, round).await, (1, 2));
        let theirs = placements::of_company(t.app.db.reader(), company).await.unwrap();
        let maybe = theirs.iter().find(|place| place.firmness.as_str() == "maybe").unwrap();
        let mut anna = coordinator(&t.app, school.id, "anna@example.org").await;
        let page = anna.get(&format!("/placements/{}", maybe.id)).await;
        assert!(page.body.contains("L&#39;azienda conferma il posto") || page.body.contains("L'azienda conferma il posto"), "{}", page.body);
        anna.post(&format!("/placements/{}/firm", maybe.id), &[]).await;
        assert_eq!(seen(&t, &school, round).await, (2, 2));
    }

    async fn a_no_takes_back_the_maybes_that_nothing_uses(t: TestApp) {
        let (school, _, link) = asked(&t).await;
        t.student(&school, profile("s1")).await;
        let round = t.round(&school, settings()).await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "maybe"), ("again", "month")]).await;
        offers(&mut browser, &link, &filled("1", "alternanza")).await;
        let why = browser.post(&format!("{link}/answer"), &[("answer", "no")]).await;
        assert!(why.body.contains("Il posto che avete segnato come «forse» viene ritirato"), "{}", why.body);
        says(&mut browser, &link, &[("answer", "no"), ("reason", "full")]).await;
        assert_eq!((seen(&t, &school, round).await, count(&t, PLACES).await), ((0, 0), 1));
    }

    async fn nobody_offers_a_place_who_has_not_said_yes_or_maybe(t: TestApp) {
        let (_, _, link) = asked(&t).await;
        let mut browser = Browser::new(&t.app);
        browser.get(&link).await;
        let form = browser.get(&format!("{link}/place")).await;
        assert_eq!(form.status, StatusCode::CONFLICT);
        assert!(form.body.contains("rispondete prima sì o forse"), "{}", form.body);
        for path in ["place/check", "place"] {
            let refused = browser.post(&format!("{link}/{path}"), &filled("1", "alternanza")).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{path}");
        }
        assert_eq!((count(&t, PLACES).await, count(&t, "SELECT COUNT(*) FROM place_draft").await), (1, 0));
    }

    async fn only_a_companys_own_places_can_be_copied(t: TestApp) {
        let (school, _, link) = asked(&t).await;
        let other = facts(2);
        let mut secret = offer("P2", &other);
        secret.address = Some("Vicolo Segreto 7".to_owned());
        let theirs = t.placement(&school, &other, secret).await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "yes")]).await;
        let form = browser.get(&format!("{link}/place?from={theirs}")).await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(!form.body.contains("Vicolo Segreto"), "{}", form.body);
    }
}
