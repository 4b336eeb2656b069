//! Before a run: who can go where, who shares too few places, and remedies whose effect is known before they are taken.

use abbina::matching::model::Settings;
use abbina::vocabulary::ids::{PlacementId, RoundId};

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, coordinator};
use crate::support::world::{School, comune, facts, offer, profile, settings};

/// Three mechanics of Bergamo with one seat within thirty minutes, and one more farther away.
async fn short_of_places(t: &TestApp) -> (School, RoundId, PlacementId, Browser) {
    let school = t.school("AAA").await;
    let (near, far) = (facts(1), facts(2));
    let seat = t.placement(&school, &near, offer("P1", &near)).await;
    let mut distant = offer("P2", &far);
    distant.site = comune("Treviglio");
    t.placement(&school, &far, distant).await;
    for key in ["s1", "s2", "s3"] {
        t.student(&school, profile(key)).await;
    }
    let round = t
        .round(
            &school,
            Settings {
                max_minutes: 30,
                ..settings()
            },
        )
        .await;
    let browser = coordinator(&t.app, school.id, "prima@example.org").await;
    (school, round, seat, browser)
}

/// What the hidden field `value` of the form for this change says.
fn offered(body: &str, change: &str) -> String {
    let form = body
        .find(&format!("name=\"change\" value=\"{change}\""))
        .expect("a button for it");
    let rest = &body[form..];
    let from = rest.find("name=\"value\" value=\"").unwrap() + 20;
    rest[from..from + rest[from..].find('"').unwrap()].to_owned()
}

both! {
    async fn who_shares_too_few_places_is_told_in_a_sentence(t: TestApp) {
        let (_, round, _, mut browser) = short_of_places(&t).await;
        let shown = browser.get(&format!("/rounds/{round}/readiness")).await;
        assert_eq!(shown.status.as_u16(), 200);
        for sentence in [
            "Al massimo uno studente su 3",
            "Questi 3 studenti di",
            "condividono un solo posto entro 30 minuti: 2 resteranno senza",
            "Uno studente in più ha un posto: 2 su 3 invece di 1",
        ] {
            assert!(shown.body.contains(sentence), "{sentence}\n{}", shown.body);
        }
    }

    async fn a_longer_journey_does_exactly_what_it_promised(t: TestApp) {
        let (_, round, _, mut browser) = short_of_places(&t).await;
        let address = format!("/rounds/{round}/readiness");
        let limit = offered(&browser.get(&address).await.body, "limit");
        let answer = browser.post(&format!("/rounds/{round}/remedies"), &[("change", "limit"), ("value", &limit)]).await;
        assert_eq!(answer.location(), address);
        let shown = browser.get(&address).await;
        assert!(shown.body.contains(&format!("Il limite di viaggio del turno è ora di {limit} minuti")), "{}", shown.body);
        assert!(shown.body.contains("Al massimo 2 studenti su 3"), "{}", shown.body);
    }

    async fn a_seat_that_the_company_agrees_to_does_exactly_what_it_promised(t: TestApp) {
        let (_, round, seat, mut browser) = short_of_places(&t).await;
        let address = format!("/rounds/{round}/readiness");
        let place = offered(&browser.get(&address).await.body, "seat");
        assert_eq!(place, seat.to_string());
        browser.post(&format!("/rounds/{round}/remedies"), &[("change", "seat"), ("value", &place)]).await;
        let shown = browser.get(&address).await;
        assert!(shown.body.contains("Posto aggiunto") && shown.body.contains("Al massimo 2 studenti su 3"), "{}", shown.body);
    }

    async fn a_remedy_that_makes_no_sense_changes_nothing(t: TestApp) {
        let (_, round, _, mut browser) = short_of_places(&t).await;
        browser.get("/").await;
        for (change, value, status) in [("limit", "0", 422), ("limit", "molto", 404), ("seat", "x", 404), ("magia", "1", 404)] {
            let answer = browser.post(&format!("/rounds/{round}/remedies"), &[("change", change), ("value", value)]).await;
            assert_eq!(answer.status.as_u16(), status, "{change} {value}");
        }
        let shown = browser.get(&format!("/rounds/{round}/readiness")).await;
        assert!(shown.body.contains("Al massimo uno studente su 3"));
    }

    async fn a_round_without_students_says_what_to_do(t: TestApp) {
        let school = t.school("AAA").await;
        let round = t.round(&school, settings()).await;
        let mut browser = coordinator(&t.app, school.id, "prima@example.org").await;
        let shown = browser.get(&format!("/rounds/{round}/readiness")).await;
        assert_eq!(shown.status.as_u16(), 200);
        assert!(shown.body.contains("nessuno studente da abbinare"), "{}", shown.body);
    }
}
