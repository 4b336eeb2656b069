//! A company changes or withdraws a place that it has offered, as long as nothing uses it; and starts a new one from it without
//! losing what the form does not ask for.

use abbina::placements::model::Placement;
use abbina::vocabulary::repertory::figure;
use abbina::vocabulary::text::PersonName;

use super::*;
use crate::support::browser::signed_in;
use crate::support::world::comune;

/// The place that the company has offered for this year.
async fn offered(t: &TestApp, company: CompanyId) -> Placement {
    let theirs = placements::of_company(t.app.db.reader(), company).await.unwrap();
    let this_year = |place: &Placement| place.offer.start >= day("2026-09-01");
    theirs.into_iter().find(this_year).unwrap()
}

/// A company that has said yes and offered a place, and its address.
async fn offering(t: &TestApp) -> (School, CompanyId, String, Browser) {
    let (school, company, link) = asked(t).await;
    let mut browser = Browser::new(&t.app);
    says(&mut browser, &link, &[("answer", "yes")]).await;
    offers(&mut browser, &link, &filled("2", "alternanza")).await;
    (school, company, link, browser)
}

/// The fields of a form as a browser sends them back, with some of them changed.
fn sent(form: &Shown, change: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = hidden(form);
    for piece in form.body.split("<input id=\"f-").skip(1) {
        let tag = piece.split('>').next().unwrap();
        let name = piece.split('"').next().unwrap();
        let value = tag
            .split(" value=\"")
            .nth(1)
            .map_or("", |rest| rest.split('"').next().unwrap());
        if !tag.contains("type=\"checkbox\"") || tag.contains(" checked") {
            fields.push((name.to_owned(), value.to_owned()));
        }
    }
    for piece in form.body.split("<select id=\"f-").skip(1) {
        let options = piece
            .split("</select>")
            .next()
            .unwrap()
            .split("<option value=\"")
            .skip(1);
        let mut chosen = options.filter(|option| option.split('>').next().unwrap().contains(" selected"));
        let value = chosen
            .next()
            .map_or("", |option| option.split('"').next().unwrap());
        fields.push((piece.split('"').next().unwrap().to_owned(), value.to_owned()));
    }
    for (name, value) in change {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

/// Opens the form of the place, changes this, confirms.
async fn changes(browser: &mut Browser, base: &str, place: PlacementId, change: &[(&str, &str)]) -> Shown {
    let here = format!("{base}/places/{place}");
    let form = browser.get(&here).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.body);
    let check = browser
        .post(&format!("{here}/check"), &borrowed(&sent(&form, change)))
        .await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.body);
    browser.post(&here, &borrowed(&hidden(&check))).await
}

/// Everything that a place can say and the form of a company does not ask for.
fn rare(key: &str) -> abbina::placements::model::Offer {
    let mut offer = offer(key, &facts(1));
    offer.indirizzo = figure(offer.figures[0]).indirizzi().next();
    offer.seats = 3;
    offer.open_with = Some(2);
    offer.tutor = PersonName::parse("Ada Maestra").ok();
    offer.tutor_max = Some(2);
    offer.tutor_years = Some(9);
    offer.hazardous = true;
    offer.derogation = true;
    offer
}

both! {
    async fn a_place_that_was_offered_is_changed_in_three_screens_and_stays_the_same_place(t: TestApp) {
        let (_, company, link, mut browser) = offering(&t).await;
        let before = offered(&t, company).await;
        let page = browser.get(&link).await;
        assert!(page.body.contains(&format!("{link}/places/{}\"", before.id)), "{}", page.body);
        // Looked at once more, corrected, and only then recorded.
        let here = format!("{link}/places/{}", before.id);
        let form = browser.get(&here).await;
        assert!(form.body.contains("value=\"Via di Prova 1\"") && !form.body.contains("value=\"draft\""), "{}", form.body);
        let check = browser.post(&format!("{here}/check"), &borrowed(&sent(&form, &[("seats", "4")]))).await;
        assert!(check.body.contains("Confermate il cambiamento"), "{}", check.body);
        let mut back = hidden(&check);
        back.push(("do".to_owned(), "back".to_owned()));
        let again = browser.post(&format!("{here}/check"), &borrowed(&back)).await;
        assert!(again.body.contains("name=\"seats\" type=\"text\" value=\"4\""), "{}", again.body);
        assert_eq!(offered(&t, company).await, before, "looked at, not recorded");
        let done = changes(&mut browser, &link, before.id, &[("seats", "3"), ("address", "Via Nuova 2")]).await;
        let page = browser.follow(&done).await;
        assert!(page.body.contains("Il posto è cambiato") && page.body.contains(": 3 studenti"), "{}", page.body);
        let after = offered(&t, company).await;
        assert_eq!((after.id, &after.offer.key, after.firmness), (before.id, &before.offer.key, before.firmness));
        assert_eq!((after.offer.seats, after.offer.address.as_deref()), (3, Some("Via Nuova 2")));
        assert_eq!(after.version, before.version + 1);
        assert_eq!((count(&t, PLACES).await, count(&t, "SELECT COUNT(*) FROM place_draft").await), (2, 0));
        assert_eq!(count(&t, "SELECT COUNT(*) FROM audit WHERE action = 'availability.place_changed'").await, 1);
        // What is wrong is said next to its field, and changes nothing.
        let form = browser.get(&here).await;
        let wrong = browser.post(&format!("{here}/check"), &borrowed(&sent(&form, &[("seats", "0")]))).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("href=\"#f-seats\""), "{}", wrong.body);
    }

    async fn a_draft_of_another_place_is_not_touched_by_a_change(t: TestApp) {
        let (_, company, link, mut browser) = offering(&t).await;
        let half = [("figure", "Operatore meccanico"), ("seats", "7"), ("do", "draft")];
        browser.post(&format!("{link}/place/check"), &half).await;
        let place = offered(&t, company).await;
        changes(&mut browser, &link, place.id, &[("seats", "1")]).await;
        let draft = browser.get(&format!("{link}/place?draft=yes")).await;
        assert!(draft.body.contains("value=\"7\""), "{}", draft.body);
        assert_eq!(count(&t, PLACES).await, 2);
    }

    async fn a_place_that_was_offered_is_withdrawn_after_one_question(t: TestApp) {
        let (_, company, link, mut browser) = offering(&t).await;
        let place = offered(&t, company).await;
        let here = format!("{link}/places/{}/withdraw", place.id);
        let question = browser.get(&here).await;
        assert!(question.body.contains("Ritirate questo posto?") && question.body.contains("resta com"), "{}", question.body);
        assert_eq!(count(&t, PLACES).await, 2, "asked, not done");
        let done = browser.post(&here, &borrowed(&hidden(&question))).await;
        let page = browser.follow(&done).await;
        assert!(page.body.contains("Il posto è ritirato"), "{}", page.body);
        assert_eq!(count(&t, PLACES).await, 1);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM audit WHERE action = 'availability.place_withdrawn'").await, 1);
        assert_eq!(browser.get(&here).await.status, StatusCode::NOT_FOUND);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM inquiry WHERE answer = 'yes'").await, 1, "the answer stays");
    }

    async fn a_place_that_something_uses_is_the_schools_alone_and_the_page_says_whom_to_call(t: TestApp) {
        let (school, company, link, mut browser) = offering(&t).await;
        let place = offered(&t, company).await;
        let form = browser.get(&format!("{link}/places/{}", place.id)).await;
        t.student(&school, profile("s1")).await;
        let round = t.round(&school, settings()).await;
        matching::request_run(&t.app, &school.coordinator, round).await.unwrap();
        t.app.drain().await.unwrap();
        let page = browser.get(&link).await;
        assert!(page.body.contains("La scuola sta già usando questo posto") && page.body.contains("chiamate"), "{}", page.body);
        assert!(!page.body.contains(&format!("/places/{}", place.id)), "no way to change it is offered");
        let here = format!("{link}/places/{}", place.id);
        for (path, looked) in [("", true), ("/withdraw", true), ("/check", false), ("", false), ("/withdraw", false)] {
            let shown = match looked {
                true => browser.get(&format!("{here}{path}")).await,
                false => browser.post(&format!("{here}{path}"), &borrowed(&sent(&form, &[]))).await,
            };
            assert_eq!(shown.status, StatusCode::CONFLICT, "{path}");
            assert!(shown.body.contains("Per cambiarlo o ritirarlo chiamate"), "{}", shown.body);
        }
        assert_eq!(offered(&t, company).await, place);
    }

    async fn what_the_school_changed_meanwhile_is_not_written_over(t: TestApp) {
        let (school, company, link, mut browser) = offering(&t).await;
        let place = offered(&t, company).await;
        let here = format!("{link}/places/{}", place.id);
        let form = browser.get(&here).await;
        let check = browser.post(&format!("{here}/check"), &borrowed(&sent(&form, &[("seats", "9")]))).await;
        let question = browser.get(&format!("{here}/withdraw")).await;
        placements::one_more_seat(&t.app, &school.coordinator, place.id).await.unwrap();
        for (path, fields) in [("/check", sent(&form, &[])), ("", hidden(&check)), ("/withdraw", hidden(&question))] {
            let refused = browser.post(&format!("{here}{path}"), &borrowed(&fields)).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{path}");
            assert!(refused.body.contains("la scuola ha cambiato o tolto questo posto"), "{}", refused.body);
        }
        assert_eq!(offered(&t, company).await.offer.seats, 3, "the school's seat stays");
    }

    async fn no_other_place_can_be_changed_or_withdrawn(t: TestApp) {
        let (school, _, link, mut browser) = offering(&t).await;
        let other = t.school("B").await;
        let elsewhere = t.placement(&other, &facts(1), offer("X1", &facts(1))).await;
        let strangers = t.placement(&school, &facts(2), offer("X2", &facts(2))).await;
        let last_year = PlacementId(ids(&t, "SELECT id FROM placement WHERE placement_key = 'P1'").await[0]);
        let before = count(&t, "SELECT CAST(SUM(version) AS BIGINT) FROM placement").await;
        for place in [elsewhere, strangers, last_year] {
            for path in ["", "/withdraw"] {
                let here = format!("{link}/places/{place}{path}");
                assert_eq!(browser.get(&here).await.status, StatusCode::NOT_FOUND, "{here}");
                let mut fields = filled("1", "alternanza");
                fields.push(("version", "1"));
                assert_eq!(browser.post(&here, &fields).await.status, StatusCode::NOT_FOUND, "{here}");
            }
        }
        assert_eq!(count(&t, "SELECT CAST(SUM(version) AS BIGINT) FROM placement").await, before);
    }

    async fn somebody_of_the_company_who_is_signed_in_does_the_same(t: TestApp) {
        let (_, company, _, _) = offering(&t).await;
        let place = offered(&t, company).await;
        let vat = facts(1).vat_number.to_string();
        let mut ditta = signed_in(&t.app, "company", "ditta@azienda.example", &vat).await;
        let base = format!("/company/availability/{}", ids(&t, "SELECT id FROM inquiry").await[0]);
        let done = changes(&mut ditta, &base, place.id, &[("seats", "5")]).await;
        assert_eq!(done.location(), base);
        assert_eq!(offered(&t, company).await.offer.seats, 5);
        let here = format!("{base}/places/{}/withdraw", place.id);
        let question = ditta.get(&here).await;
        ditta.post(&here, &borrowed(&hidden(&question))).await;
        assert_eq!(count(&t, PLACES).await, 1);
    }

    async fn a_company_that_says_no_can_still_withdraw_what_is_certain(t: TestApp) {
        let (_, company, link, mut browser) = offering(&t).await;
        let page = says(&mut browser, &link, &[("answer", "no"), ("reason", "full")]).await;
        let place = offered(&t, company).await;
        assert!(page.body.contains(&format!("/places/{}/withdraw", place.id)), "{}", page.body);
    }

    async fn nothing_that_the_form_does_not_ask_for_is_lost_by_a_change_or_a_copy(t: TestApp) {
        let (school, company, link) = asked(&t).await;
        let this_year = t.placement(&school, &facts(1), rare("R1")).await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "yes")]).await;
        let done = changes(&mut browser, &link, this_year, &[("site", "Seriate")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let mut expected = rare("R1");
        expected.site = comune("Seriate");
        assert_eq!(offered(&t, company).await.offer, expected);
        // Another like it, in the same year: everything goes along, and can be read before it is confirmed.
        let form = browser.get(&format!("{link}/place?from={this_year}")).await;
        let check = browser.post(&format!("{link}/place/check"), &borrowed(&sent(&form, &[]))).await;
        for label in ["Minimo per attivare", "Massimo per tutor", "Deroga formativa"] {
            assert!(check.body.contains(label), "{label}: {}", check.body);
        }
        browser.post(&format!("{link}/place"), &borrowed(&hidden(&check))).await;
        let theirs = placements::of_company(t.app.db.reader(), company).await.unwrap();
        let copy = theirs.iter().find(|place| place.offer.key.starts_with("2026-")).unwrap();
        expected.key.clone_from(&copy.offer.key);
        assert_eq!(copy.offer, expected);
    }

    async fn a_derogation_does_not_go_into_another_school_year_and_the_page_says_so(t: TestApp) {
        let (school, company, link) = asked(&t).await;
        let mut old = rare("R0");
        (old.start, old.end) = (day("2025-10-06"), day("2026-05-29"));
        let old = t.placement(&school, &facts(1), old).await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "yes")]).await;
        let form = browser.get(&format!("{link}/place?from={old}")).await;
        assert!(form.body.contains("La deroga formativa del posto di prima valeva per il suo periodo"), "{}", form.body);
        let check = browser.post(&format!("{link}/place/check"), &borrowed(&sent(&form, &[]))).await;
        browser.post(&format!("{link}/place"), &borrowed(&hidden(&check))).await;
        let new = offered(&t, company).await.offer;
        assert!(new.hazardous && !new.derogation);
        assert_eq!((new.open_with, new.tutor_max, new.tutor_years), (Some(2), Some(2), Some(9)));
    }
}
