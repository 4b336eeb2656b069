//! A family opens its link, corrects what is wrong, ranks places and confirms; a school sees it, and can take it back.

mod decided;
mod imported;
mod links;
mod paper;

use abbina::families::{self, AskForm};
use abbina::students::{self, model::PlaceKey};
use abbina::vocabulary::ids::{RoundId, StudentId};
use abbina::vocabulary::text::EmailAddress;
use axum::http::StatusCode;
use chrono::TimeDelta;

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, Shown, coordinator};
use crate::support::proposed::count;
use crate::support::world::{School, comune, day, facts, offer, profile, settings};

pub(super) fn form() -> AskForm {
    AskForm {
        closes_on: "2026-09-14".to_owned(),
        contact: "Ada Esempio".to_owned(),
        phone: "030 000000".to_owned(),
        email: String::new(),
    }
}

/// A school, a round, two places and one student of sixteen, Serafina, whose mother has an address.
pub(super) struct Home {
    pub school: School,
    pub round: RoundId,
    pub student: StudentId,
}

impl Home {
    pub async fn new(t: &TestApp) -> Home {
        let school = t.school("A").await;
        let (one, two) = (facts(1), facts(2));
        t.placement(&school, &one, offer("P1", &one)).await;
        let mut far = offer("P2", &two);
        far.site = comune("Clusone");
        far.seats = 3;
        t.placement(&school, &two, far).await;
        let mut serafina = profile("M1");
        serafina.given_name = abbina::vocabulary::text::PersonName::parse("Serafina").unwrap();
        serafina.guardian_email = Some(EmailAddress::parse("madre@example.org").unwrap());
        serafina.email = Some(EmailAddress::parse("serafina@example.org").unwrap());
        let student = t.student(&school, serafina).await;
        let round = t.round(&school, settings()).await;
        Home {
            school,
            round,
            student,
        }
    }

    /// The same, and its families are asked.
    pub async fn asked(t: &TestApp) -> Home {
        let home = Home::new(t).await;
        families::ask(&t.app, &home.school.coordinator, home.round, &form())
            .await
            .unwrap();
        home
    }

    /// Where the student's family comes in.
    pub async fn link(&self, t: &TestApp) -> String {
        let links = families::links_of_round(t.app.db.reader(), self.round)
            .await
            .unwrap();
        let link = links.iter().find(|link| link.student == self.student).unwrap();
        format!("/f/{}", families::door(&t.app, link.id))
    }

    pub async fn profile(&self, t: &TestApp) -> students::model::Profile {
        students::get(t.app.db.reader(), self.school.id, self.student)
            .await
            .unwrap()
            .profile
    }
}

/// The hidden fields of a page.
pub(super) fn hidden(shown: &Shown) -> Vec<(String, String)> {
    let pieces = shown.body.split("<input type=\"hidden\" name=\"").skip(1);
    let pairs = pieces.filter_map(|piece| {
        let (name, rest) = piece.split_once("\" value=\"")?;
        Some((name.to_owned(), rest.split('"').next()?.to_owned()))
    });
    pairs.filter(|(name, _)| name != "csrf").collect()
}

/// What the form of a family's page sends when nothing is touched but these.
pub(super) fn filled(page: &Shown, change: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = hidden(page);
    for column in ["residence", "max_minutes", "max_km"] {
        let mark = format!("id=\"f-{column}\"");
        let input = page.body.split(&mark).nth(1).unwrap().split('>').next().unwrap();
        let value = input.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        fields.push((column.to_owned(), value.to_owned()));
    }
    fields.push(("transport".to_owned(), "pubblico".to_owned()));
    // What is chosen already of each place, as a browser sends it.
    for select in page.body.split(" name=\"choice-").skip(1) {
        let n = select.split('"').next().unwrap();
        let options = select.split("</select>").next().unwrap();
        let chosen = options
            .split("<option value=\"")
            .skip(1)
            .find(|option| option.split('>').next().unwrap().ends_with(" selected"))
            .map_or("", |option| option.split('"').next().unwrap());
        fields.push((format!("choice-{n}"), chosen.to_owned()));
    }
    for (name, value) in change {
        // A choice is named by what it is about.
        let name = fields
            .iter()
            .find(|(_, key)| key == name)
            .map_or_else(|| (*name).to_owned(), |(key, _)| key.replace("key-", "choice-"));
        fields.retain(|(known, _)| *known != name);
        fields.push((name, (*value).to_owned()));
    }
    fields
}

pub(super) fn pairs(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// Opens the link, changes this, reads it again and confirms.
pub(super) async fn answer(t: &TestApp, link: &str, change: &[(&str, &str)]) -> Shown {
    let mut browser = Browser::new(&t.app);
    let page = browser.get(link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let fields = filled(&page, change);
    let check = browser.post(&format!("{link}/check"), &pairs(&fields)).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.body);
    let confirmed = hidden(&check);
    let done = browser.post(&format!("{link}/answer"), &pairs(&confirmed)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    browser.follow(&done).await
}

fn place(code: &str) -> PlaceKey {
    PlaceKey::Placement(code.to_owned())
}

both! {
    async fn a_family_corrects_its_data_and_ranks_places_and_the_school_can_put_it_back(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("Serafina") && !page.body.contains("Prova Mb"), "the family name is not needed: {}", page.body);
        assert!(page.body.contains("Officina Esempio 1 · P1") && page.body.contains("3 posti"), "{}", page.body);
        let fields = filled(&page, &[("residence", "Clusone"), ("max_minutes", "45"), ("p:P2", "1"), ("p:P1", "1")]);
        let check = browser.post(&format!("{link}/check"), &pairs(&fields)).await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.body);
        assert!(check.body.contains("Clusone (BG)") && check.body.contains("Bergamo (BG)"), "before and after: {}", check.body);
        assert_eq!(home.profile(&t).await.residence, comune("Bergamo"), "only looked at");
        let confirmed = hidden(&check);
        let done = browser.post(&format!("{link}/answer"), &pairs(&confirmed)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let after = home.profile(&t).await;
        assert_eq!((after.residence, after.max_minutes), (comune("Clusone"), Some(45)));
        assert_eq!(after.wishes.len(), 1, "the same number is a tie");
        assert!(after.wishes[0].contains(&place("P1")) && after.wishes[0].contains(&place("P2")));

        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        let seen = anna.get(&format!("/students/{}/family", home.student)).await;
        assert!(seen.body.contains("Genitore o tutore") && seen.body.contains("Clusone (BG)"), "{}", seen.body);
        let undo = seen.body.split("action=\"").find(|piece| piece.contains("/undo\"")).unwrap();
        let undo = undo.split('"').next().unwrap().to_owned();
        let undone = anna.post(&undo, &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
        let back = home.profile(&t).await;
        assert_eq!((back.residence, back.max_minutes), (comune("Bergamo"), None));
        assert!(back.wishes.is_empty());
        let twice = anna.post(&undo, &[]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT, "once is enough");
        let log = anna.get(&format!("/audit?subject={}", home.student)).await;
        assert!(log.body.contains("La famiglia, con il link") && log.body.contains("Ha annullato la risposta"), "{}", log.body);
        assert!(!log.body.contains("Serafina"), "no name in the log");
    }

    async fn an_undo_leaves_alone_what_somebody_has_changed_since(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        answer(&t, &link, &[("max_minutes", "45")]).await;
        t.clock.advance(TimeDelta::minutes(1));
        answer(&t, &link, &[("max_minutes", "50")]).await;
        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        let seen = anna.get(&format!("/students/{}/family", home.student)).await;
        let undo: Vec<String> = seen
            .body
            .split("action=\"")
            .filter(|piece| piece.contains("/undo\""))
            .map(|piece| piece.split('"').next().unwrap().to_owned())
            .collect();
        assert_eq!(undo.len(), 2);
        let older = anna.post(&undo[1], &[]).await;
        assert_eq!(older.status, StatusCode::CONFLICT, "{}", older.body);
        assert_eq!(home.profile(&t).await.max_minutes, Some(50));
        anna.post(&undo[0], &[]).await;
        anna.post(&undo[1], &[]).await;
        assert_eq!(home.profile(&t).await.max_minutes, None, "one after the other, the newest first");
    }

    async fn everything_wrong_with_an_answer_is_said_at_once_and_nothing_is_lost(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        let wrong = [("residence", "Atlantide"), ("max_minutes", "tanti"), ("p:P1", "primo"), ("p:P2", "2")];
        let fields = filled(&page, &wrong);
        let check = browser.post(&format!("{link}/check"), &pairs(&fields)).await;
        assert_eq!(check.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(check.body.contains("Ci sono 3 cose da correggere"), "{}", check.body);
        assert!(check.body.contains("Atlantide") && check.body.contains("value=\"2\" selected"), "what was typed stays: {}", check.body);
        let answer = browser.post(&format!("{link}/answer"), &pairs(&fields)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM family_answer").await, 0);
    }

    async fn what_the_school_changed_meanwhile_is_not_written_over(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        let fields = filled(&page, &[("max_minutes", "45")]);
        answer(&t, &link, &[("max_minutes", "30")]).await;
        let late = browser.post(&format!("{link}/answer"), &pairs(&fields)).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(late.body.contains("Nel frattempo") && late.body.contains("value=\"30\""), "{}", late.body);
        assert_eq!(home.profile(&t).await.max_minutes, Some(30));
    }

    async fn confirming_without_a_change_is_an_answer(t: TestApp) {
        let home = Home::asked(&t).await;
        let before = students::get(t.app.db.reader(), home.school.id, home.student).await.unwrap();
        let page = answer(&t, &home.link(&t).await, &[]).await;
        assert!(page.body.contains("Avete risposto il"), "{}", page.body);
        let after = students::get(t.app.db.reader(), home.school.id, home.student).await.unwrap();
        assert_eq!(before, after);
        let notice = format!("SELECT COUNT(*) FROM family_notice WHERE version = '{}'", families::model::NOTICE);
        assert_eq!(count(&t, &notice).await, 1, "which notice it had before it is known");
    }

    async fn demand_is_told_from_three_others_on(t: TestApp) {
        let home = Home::asked(&t).await;
        let mut browser = Browser::new(&t.app);
        for n in 0..3 {
            let page = browser.get(&home.link(&t).await).await;
            assert!(page.body.contains("meno di 3 famiglie lo mettono primo"), "{n} others: {}", page.body);
            let mut other = profile(&format!("M{}", n + 2));
            other.wishes = vec![vec![place("P2")], vec![place("P1")]];
            t.student(&home.school, other).await;
        }
        let page = browser.get(&home.link(&t).await).await;
        assert!(page.body.contains("3 posti, 3 famiglie lo mettono primo"), "{}", page.body);
        answer(&t, &home.link(&t).await, &[("p:P2", "1")]).await;
        let page = browser.get(&home.link(&t).await).await;
        assert!(page.body.contains("3 posti, 3 famiglie lo mettono primo"), "one's own choice is not counted: {}", page.body);
    }

    async fn a_place_of_a_company_that_is_refused_cannot_be_wished_for(t: TestApp) {
        let home = Home::new(&t).await;
        let one = facts(1);
        t.placement(&home.school, &one, offer("P3", &one)).await;
        families::ask(&t.app, &home.school.coordinator, home.round, &form()).await.unwrap();
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        let company = format!("c:{}", one.vat_number);
        let fields = filled(&page, &[("p:P1", "1"), (&company, "no")]);
        let check = browser.post(&format!("{link}/check"), &pairs(&fields)).await;
        assert_eq!(check.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(check.body.contains("Avete detto no a tutti i posti di Officina Esempio 1"), "{}", check.body);
        answer(&t, &link, &[("p:P2", "1"), (&company, "no")]).await;
        assert_eq!(home.profile(&t).await.refuses, [PlaceKey::Company(one.vat_number)]);
    }

    async fn a_wish_that_is_not_on_offer_now_is_kept(t: TestApp) {
        let home = Home::asked(&t).await;
        let mut gone = profile("M9");
        gone.guardian_email = Some(EmailAddress::parse("altra@example.org").unwrap());
        gone.wishes = vec![vec![place("VECCHIO")], vec![place("P1")]];
        let id = t.student(&home.school, gone).await;
        families::ask(&t.app, &home.school.coordinator, home.round, &form()).await.unwrap();
        let other = Home { student: id, ..home };
        answer(&t, &other.link(&t).await, &[("max_minutes", "45")]).await;
        assert_eq!(other.profile(&t).await.wishes, [vec![place("VECCHIO")], vec![place("P1")]]);
    }

    async fn after_the_last_minute_nothing_is_written(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        let fields = filled(&page, &[("max_minutes", "45")]);
        t.clock.advance(TimeDelta::days(8));
        let late = browser.post(&format!("{link}/answer"), &pairs(&fields)).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(late.body.contains("Il tempo per rispondere è finito"), "{}", late.body);
        let page = browser.get(&link).await;
        assert!(page.status == StatusCode::OK && !page.body.contains("/check\""), "it is shown and cannot be changed");
        assert!(page.body.contains("030 000000"), "whom to call is there");
        assert_eq!(home.profile(&t).await.max_minutes, None);
    }

    async fn the_home_page_counts_families_that_have_not_answered(t: TestApp) {
        let home = Home::new(&t).await;
        let mut none = profile("M2");
        none.birth_date = day("2007-01-01");
        t.student(&home.school, none).await;
        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        assert!(!anna.get("/").await.body.contains("non hanno risposto"), "nobody was asked");
        let page = anna.get(&format!("/rounds/{}/families", home.round)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let sent = [("closes_on", "2026-09-14"), ("contact", "Ada"), ("phone", "030"), ("email", "")];
        let asked = anna.post(&format!("/rounds/{}/families", home.round), &sent).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        let start = anna.get("/").await.body;
        assert!(start.contains("famiglie non hanno risposto (Turno di prova)"), "{start}");
        assert!(start.contains("famiglia senza indirizzo: consegnale il foglio"), "{start}");
        answer(&t, &home.link(&t).await, &[("max_minutes", "45")]).await;
        let list = anna.get(&format!("/rounds/{}/families?state=silent", home.round)).await;
        assert!(!list.body.contains("Prova Mb Serafina") && list.body.contains("su carta"), "{}", list.body);
        let list = anna.get(&format!("/rounds/{}/families?state=changed", home.round)).await;
        assert!(list.body.contains("Serafina") && list.body.contains("ha cambiato qualcosa"), "{}", list.body);
        let sheets = anna.get(&format!("/rounds/{}/families/sheets", home.round)).await;
        assert!(sheets.body.contains("class=\"qr\"") && sheets.body.contains("/f/"), "{}", sheets.body);
        let start = anna.get("/").await.body;
        assert!(start.contains("famiglia non ha risposto (Turno di prova)"), "{start}");
    }

    async fn a_form_that_asks_nobody_says_everything_that_is_missing(t: TestApp) {
        let home = Home::new(&t).await;
        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        anna.get(&format!("/rounds/{}/families", home.round)).await;
        let sent = [("closes_on", "ieri"), ("contact", " "), ("phone", ""), ("email", "")];
        let refused = anna.post(&format!("/rounds/{}/families", home.round), &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Ci sono 3 cose da correggere"), "{}", refused.body);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM family_round").await, 0);
    }

    async fn a_place_in_the_students_own_comune_is_no_journey_of_no_minutes(t: TestApp) {
        let home = Home::asked(&t).await;
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        let page = browser.get(&link).await;
        assert!(page.body.contains("Bergamo: nello stesso comune"), "{}", page.body);
        browser.get("/language/en").await;
        let page = browser.get(&link).await;
        assert!(page.body.contains("Bergamo: in the same comune") && !page.body.contains(" 0 minutes"), "{}", page.body);
    }
}
