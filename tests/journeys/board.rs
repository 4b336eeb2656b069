//! The board of a result: filters and order that addresses keep, names that no address holds, many decisions in one go and their
//! undoing.

use abbina::matching::records::PinKind;
use abbina::matching::{self, Decision, Kept};
use abbina::proposals;
use abbina::students::model::PlaceKey;
use abbina::vocabulary::fault::Fault;
use abbina::vocabulary::ids::{PlacementId, RoundId, RunId, StudentId};
use chrono::TimeDelta;

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, Shown, coordinator};
use crate::support::world::{School, comune, facts, offer, profile, settings};

/// Three mechanics, each with a place of their own to go to: one in Bergamo with a wish, one in Treviglio, one in Seriate.
struct Three {
    school: School,
    round: RoundId,
    run: RunId,
    students: Vec<StudentId>,
    browser: Browser,
}

async fn three(t: &TestApp) -> Three {
    let school = t.school("AAA").await;
    for (n, site) in [(1, "Bergamo"), (2, "Treviglio"), (3, "Seriate")] {
        let firm = facts(n);
        let mut place = offer(&format!("P{n}"), &firm);
        place.site = comune(site);
        t.placement(&school, &firm, place).await;
    }
    let mut students = Vec::new();
    for (key, home, wishes) in [
        ("s1", "Bergamo", true),
        ("s2", "Treviglio", false),
        ("s3", "Seriate", false),
    ] {
        let mut one = profile(key);
        one.residence = comune(home);
        if wishes {
            one.wishes = vec![vec![PlaceKey::Placement("P1".to_owned())]];
        }
        students.push(t.student(&school, one).await);
    }
    let round = t.round(&school, settings()).await;
    let run = matching::request_run(&t.app, &school.coordinator, round)
        .await
        .unwrap();
    t.app.drain().await.unwrap();
    let browser = coordinator(&t.app, school.id, "lavagna@example.org").await;
    Three {
        school,
        round,
        run,
        students,
        browser,
    }
}

impl Three {
    fn list(&self) -> String {
        format!("/rounds/{}/runs/{}/proposals", self.round, self.run)
    }

    async fn pairs(&self, t: &TestApp) -> Vec<(StudentId, PlacementId)> {
        let found = matching::list_assignments(t.app.db.reader(), self.run)
            .await
            .unwrap();
        let of = |id: &StudentId| found.iter().find(|a| a.student_id == *id).unwrap().placement_id;
        self.students.iter().map(|id| (*id, of(id))).collect()
    }
}

/// The students of the list, in its order, by their letter.
fn listed(shown: &Shown) -> String {
    shown
        .body
        .split("Prova s")
        .skip(1)
        .filter(|rest| rest[1..].starts_with(" Esempio</a>"))
        .map(|rest| &rest[..1])
        .collect()
}

both! {
    async fn a_filtered_and_sorted_list_keeps_its_query_and_says_how_it_is_sorted(t: TestApp) {
        let mut three = three(&t).await;
        let list = three.list();
        let all = three.browser.get(&list).await;
        assert_eq!(all.status.as_u16(), 200, "{}", all.body);
        assert_eq!(listed(&all), "bcd");
        assert!(all.body.contains("aria-sort=\"ascending\"") && all.body.contains("sort=minutes"), "{}", all.body);
        for (query, found) in [
            ("home=BG", "bcd"),
            ("home=016219", "c"),
            ("wish=first", "b"),
            ("wish=missed", "cd"),
            ("wish=later", ""),
            ("over=500", ""),
            ("figure=Q26", "bcd"),
            ("figure=Q05", ""),
            ("pinned=yes", ""),
            ("pinned=no", "bcd"),
            ("sort=student&dir=down", "dcb"),
            ("sort=company&dir=down", "dcb"),
            ("sort=wish&home=BG", "bcd"),
            ("sort=wish&dir=down", "bcd"),
            ("sort=score&dir=down&wish=first", "b"),
            ("company=esempio+2", "c"),
            ("sort=minutes&over=molto&home=qui&wish=forse", "bcd"),
        ] {
            let shown = three.browser.get(&format!("{list}?{query}")).await;
            assert_eq!(shown.status.as_u16(), 200, "{query}");
            let mut names = listed(&shown);
            if query.starts_with("sort=minutes") {
                let mut sorted: Vec<char> = names.chars().collect();
                sorted.sort_unstable();
                names = sorted.into_iter().collect();
            }
            assert_eq!(names, found, "{query}\n{}", shown.body);
        }
        let sorted = three.browser.get(&format!("{list}?wish=missed&sort=minutes&dir=down")).await;
        assert!(sorted.body.contains("aria-sort=\"descending\""), "{}", sorted.body);
        assert!(sorted.body.contains("proposals?wish=missed&#38;sort=score"), "{}", sorted.body);
    }

    async fn a_name_is_looked_for_in_the_body_and_filters_end_up_in_the_address(t: TestApp) {
        let mut three = three(&t).await;
        let list = three.list();
        three.browser.get(&list).await;
        let found = three.browser.post(&list, &[("q", "prova sc"), ("home", "BG")]).await;
        assert_eq!(found.status.as_u16(), 200);
        assert_eq!(listed(&found), "c", "{}", found.body);
        assert!(!found.body.contains("?q=") && !found.body.contains("&#38;q="), "{}", found.body);
        let filtered = three.browser.post(&list, &[("q", " "), ("wish", "first"), ("home", "nowhere")]).await;
        assert_eq!(filtered.location(), format!("{list}?wish=first"));
        let named = three.browser.get(&format!("{list}?q=prova+sc")).await;
        assert_eq!(listed(&named), "bcd", "an address names nobody");
        let unplaced = list.replace("proposals", "unplaced");
        let none = three.browser.post(&unplaced, &[("figure", "Q26")]).await;
        assert_eq!(none.location(), format!("{unplaced}?figure=Q26"));
        assert_eq!(three.browser.follow(&none).await.status.as_u16(), 200);
    }

    async fn many_pairs_are_pinned_in_one_go_and_undone_in_one_go(t: TestApp) {
        let mut three = three(&t).await;
        let list = three.list();
        let decisions = list.replace("proposals", "decisions");
        three.browser.get(&list).await;
        let pairs = three.pairs(&t).await;
        let first = format!("{}:{}", pairs[0].0, pairs[0].1);

        let without = three.browser.post(&decisions, &[("pair", first.as_str()), ("what", "pin")]).await;
        assert_eq!(without.status.as_u16(), 422);
        assert!(without.body.contains("Scrivi il motivo") && without.body.contains(" checked"), "{}", without.body);
        let nothing = three.browser.post(&decisions, &[("what", "pin"), ("reason", "Va bene così")]).await;
        assert_eq!(nothing.status.as_u16(), 422);
        assert!(nothing.body.contains("Spunta almeno una coppia") && nothing.body.contains("Va bene così"), "{}", nothing.body);

        // One by hand; then all of them, which takes its place.
        let one = three.browser.post(&decisions, &[("pair", first.as_str()), ("what", "pin"), ("reason", "La famiglia")]).await;
        assert_eq!(one.location(), list, "{}", one.body);
        t.clock.advance(TimeDelta::minutes(1));
        let all = three.browser.post(&decisions, &[("what", "pin_all"), ("reason", "Controllate"), ("sort", "minutes")]).await;
        assert_eq!(all.location(), format!("{list}?sort=minutes"));
        let shown = three.browser.follow(&all).await;
        assert!(shown.body.contains("3 coppie fissate"), "{}", shown.body);
        assert!(shown.body.contains("3 decisioni a mano valgono"), "{}", shown.body);
        assert_eq!(listed(&three.browser.get(&format!("{list}?pinned=yes")).await), "bcd");

        let at = shown.body.split("name=\"at\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        t.clock.advance(TimeDelta::minutes(1));
        let undo = format!("/rounds/{}/pins/undo", three.round);
        let undone = three.browser.post(&undo, &[("at", at.as_str()), ("back", list.as_str())]).await;
        assert_eq!(undone.location(), list, "{}", undone.body);
        let shown = three.browser.follow(&undone).await;
        assert!(shown.body.contains("La famiglia") && !shown.body.contains("Controllate"), "what was replaced is back: {}", shown.body);
        assert_eq!(listed(&three.browser.get(&format!("{list}?pinned=yes")).await), "b");
        let twice = three.browser.post(&undo, &[("at", at.as_str()), ("back", list.as_str())]).await;
        assert_eq!(twice.status.as_u16(), 409, "what is gone is not undone again");
    }

    async fn excluded_pairs_are_not_proposed_again(t: TestApp) {
        let mut three = three(&t).await;
        let list = three.list();
        three.browser.get(&list).await;
        let pairs = three.pairs(&t).await;
        let first = format!("{}:{}", pairs[0].0, pairs[0].1);
        let decisions = list.replace("proposals", "decisions");
        three.browser.post(&decisions, &[("pair", first.as_str()), ("what", "forbid"), ("reason", "Non si trovano")]).await;
        let run = matching::request_run(&t.app, &three.school.coordinator, three.round).await.unwrap();
        t.app.drain().await.unwrap();
        let found = matching::list_assignments(t.app.db.reader(), run).await.unwrap();
        assert!(found.iter().all(|a| (a.student_id, a.placement_id) != pairs[0]));
    }

    async fn what_cannot_be_decided_is_left_out_and_counted(t: TestApp) {
        let three = three(&t).await;
        let pairs = three.pairs(&t).await;
        let elsewhere = t.school("BBB").await;
        let stranger = t.student(&elsewhere, profile("x")).await;
        let decision = Decision {
            pairs: vec![pairs[0], (stranger, pairs[1].1), pairs[0]],
            kind: PinKind::Pin,
            reason: "Insieme".to_owned(),
        };
        let kept = matching::decide(&t.app, &three.school.coordinator, three.round, decision.clone()).await.unwrap();
        assert_eq!(kept, Kept { done: 1, skipped: 1 });
        let none = Decision { pairs: vec![(stranger, pairs[1].1)], ..decision };
        let refused = matching::decide(&t.app, &three.school.coordinator, three.round, none).await.unwrap_err();
        assert!(matches!(&refused, Fault::Invalid(found) if found[0].code == "pin.pairs.all_skipped"), "{refused:?}");
    }

    async fn companies_are_listed_with_who_would_come_and_what_stays_free(t: TestApp) {
        let mut three = three(&t).await;
        let list = format!("/rounds/{}/runs/{}/companies", three.round, three.run);
        let all = three.browser.get(&list).await;
        assert_eq!(all.status.as_u16(), 200, "{}", all.body);
        assert_eq!(all.body.matches("1 / 1").count(), 3, "{}", all.body);
        assert_eq!(listed(&all), "bcd");
        let one = three.browser.get(&format!("{list}?name=esempio+2")).await;
        assert_eq!(listed(&one), "c", "{}", one.body);
        let free = three.browser.get(&format!("{list}?free=yes")).await;
        assert!(free.body.contains("Nessuna azienda trovata"), "{}", free.body);
        assert_eq!(listed(&three.browser.get(&format!("{list}?free=no")).await), "bcd");
    }

    async fn a_gap_between_groups_is_measured_and_a_small_group_is_not_shown(t: TestApp) {
        let school = t.school("AAA").await;
        let firm = facts(1);
        let mut place = offer("P1", &firm);
        place.seats = 6;
        t.placement(&school, &firm, place).await;
        for n in 0..9 {
            let mut one = profile(&format!("s{n}"));
            one.accessible_site = n < 4;
            t.student(&school, one).await;
        }
        let round = t.round(&school, settings()).await;
        let mut browser = coordinator(&t.app, school.id, "gruppi@example.org").await;
        let compare = format!("/rounds/{round}/compare");
        for (shown, another) in [(false, true), (true, false)] {
            for _ in 0..2 {
                matching::request_run(&t.app, &school.coordinator, round).await.unwrap();
                t.app.drain().await.unwrap();
                t.clock.advance(TimeDelta::minutes(1));
            }
            let page = browser.get(&compare).await;
            assert!(page.body.contains("Chi ha bisogno di una sede accessibile"), "{}", page.body);
            assert_eq!(page.body.contains("meno di cinque studenti"), !shown, "{}", page.body);
            assert_eq!(page.body.contains("con bisogno di una sede accessibile"), shown, "{}", page.body);
            if another {
                let mut one = profile("s9");
                one.accessible_site = true;
                t.student(&school, one).await;
            }
        }
    }

    async fn a_round_takes_a_ready_made_mix_of_weights(t: TestApp) {
        let school = t.school("AAA").await;
        let mut browser = coordinator(&t.app, school.id, "pesi@example.org").await;
        let form = browser.get("/rounds/new").await;
        assert!(form.body.contains("Vicino a casa") && form.body.contains("value=\"worst-off\""), "{}", form.body);
        let mut fields: Vec<(String, String)> = Vec::new();
        for input in form.body.split("<input ").skip(1) {
            let of = |name: &str| input.split(&format!(" {name}=\"")).nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            let input = format!(" {input}");
            let name = input.split(" name=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            if let (Some(name), Some(value)) = (name, of("value"))
                && !matches!(name.as_str(), "csrf" | "preset" | "name")
                && (of("type").as_deref() != Some("checkbox") || input.contains(" checked"))
            {
                fields.push((name, value));
            }
        }
        fields.push(("name".to_owned(), "Vicini".to_owned()));
        fields.push(("preset".to_owned(), "near".to_owned()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let opened = browser.post("/rounds", &fields).await;
        assert_eq!(opened.status.as_u16(), 303, "{}", opened.body);
        let id: RoundId = opened.location().rsplit('/').next().unwrap().parse().unwrap();
        let round = matching::get_round(t.app.db.reader(), school.id, id).await.unwrap();
        assert_eq!((round.settings.weights.travel, round.settings.weights.wishes), (100, 10));
    }

    async fn a_place_whose_seats_another_round_has_promised_says_that_none_is_free(t: TestApp) {
        let Three { school, round, run, mut browser, .. } = three(&t).await;
        proposals::publish(&t.app, &school.coordinator, round, run).await.unwrap();
        let (late, firm) = (t.student(&school, profile("s4")).await, facts(4));
        t.placement(&school, &firm, offer("P4", &firm)).await;
        let second = t.round(&school, settings()).await;
        let run = matching::request_run(&t.app, &school.coordinator, second).await.unwrap();
        t.app.drain().await.unwrap();
        let why = browser.get(&format!("/rounds/{second}/runs/{run}/students/{late}")).await;
        assert!(why.body.contains("nessun posto è libero"), "{}", why.body);
        assert!(!why.body.contains("lo impedisce una decisione a mano"), "{}", why.body);
    }
}
