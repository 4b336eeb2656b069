//! After a run: why, what another place would cost and who would move, deciding by hand and taking it back, comparing, pictures.

use abbina::matching;
use abbina::matching::model::Settings;
use abbina::students::model::PlaceKey;
use abbina::vocabulary::ids::{PlacementId, RoundId, RunId, StudentId};

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, coordinator, signed_in};
use crate::support::proposed::World;
use crate::support::world::{School, comune, facts, offer, profile, settings};

/// Two mechanics of Bergamo, a place in Bergamo that both could take and one in Seriate that both could take; the first wishes for
/// Bergamo.
struct Two {
    school: School,
    round: RoundId,
    run: RunId,
    students: [StudentId; 2],
    places: [PlacementId; 2],
    browser: Browser,
}

async fn two(t: &TestApp) -> Two {
    let school = t.school("AAA").await;
    let (near, far) = (facts(1), facts(2));
    let home = t.placement(&school, &near, offer("P1", &near)).await;
    let mut distant = offer("P2", &far);
    distant.site = comune("Seriate");
    let away = t.placement(&school, &far, distant).await;
    let mut wishing = profile("s1");
    wishing.wishes = vec![vec![PlaceKey::Placement("P1".to_owned())]];
    let first = t.student(&school, wishing).await;
    let second = t.student(&school, profile("s2")).await;
    let round = t.round(&school, settings()).await;
    let run = run_again(t, &school, round).await;
    let browser = coordinator(&t.app, school.id, "dopo@example.org").await;
    Two {
        school,
        round,
        run,
        students: [first, second],
        places: [home, away],
        browser,
    }
}

async fn run_again(t: &TestApp, school: &School, round: RoundId) -> RunId {
    let id = matching::request_run(&t.app, &school.coordinator, round)
        .await
        .unwrap();
    t.app.drain().await.unwrap();
    id
}

impl Two {
    fn page_of(&self, student: usize) -> String {
        format!(
            "/rounds/{}/runs/{}/students/{}",
            self.round, self.run, self.students[student]
        )
    }
}

both! {
    async fn another_place_says_what_it_costs_and_who_would_move(t: TestApp) {
        let mut two = two(&t).await;
        let shown = two.browser.get(&two.page_of(0)).await;
        assert_eq!(shown.status.as_u16(), 200, "{}", shown.body);
        for words in [
            "preferenza n. 1",
            "È il risultato",
            "Officina Esempio 2 · P2",
            "punti in meno in tutto; un altro studente si sposterebbe",
            "Prova sc Esempio: da Officina Esempio 2 · P2 a Officina Esempio 1 · P1",
            "Da dove viene il punteggio",
            "D.Lgs.",
        ] {
            assert!(shown.body.contains(words), "{words}\n{}", shown.body);
        }
    }

    async fn a_place_is_chosen_by_hand_and_the_choice_is_taken_back(t: TestApp) {
        let mut two = two(&t).await;
        let page = two.page_of(0);
        two.browser.get(&page).await;
        let away = two.places[1].to_string();
        let fields = [("placement", away.as_str()), ("kind", "pin"), ("reason", "Lo chiede la famiglia")];
        let done = two.browser.post(&format!("{page}/decide"), &fields).await;
        assert_eq!(done.location(), page, "{}", done.body);
        let shown = two.browser.follow(&done).await;
        assert!(shown.body.contains("Lo chiede la famiglia"), "{}", shown.body);

        let run = run_again(&t, &two.school, two.round).await;
        let found = matching::list_assignments(t.app.db.reader(), run).await.unwrap();
        let of_first = found.iter().find(|a| a.student_id == two.students[0]).unwrap();
        assert_eq!(of_first.placement_id, two.places[1]);

        let start = shown.body.find("/remove").unwrap();
        let from = shown.body[..start].rfind("/rounds/").unwrap();
        let remove = shown.body[from..start + 7].to_owned();
        let undone = two.browser.post(&remove, &[("back", page.as_str())]).await;
        assert_eq!(undone.location(), page);
        assert!(!two.browser.follow(&undone).await.body.contains("Lo chiede la famiglia"));
    }

    async fn a_decision_without_a_reason_or_a_place_is_shown_again_with_what_is_wrong(t: TestApp) {
        let mut two = two(&t).await;
        let page = two.page_of(1);
        two.browser.get(&page).await;
        let home = two.places[0].to_string();
        let without = two.browser.post(&format!("{page}/decide"), &[("placement", home.as_str()), ("kind", "forbid")]).await;
        assert_eq!(without.status.as_u16(), 422);
        assert!(without.body.contains("Scrivi il motivo") && without.body.contains("checked"), "{}", without.body);
        let nothing = two.browser.post(&format!("{page}/decide"), &[("kind", "pin"), ("reason", "Perché sì")]).await;
        assert_eq!(nothing.status.as_u16(), 422);
        assert!(nothing.body.contains("Scegli uno dei posti") && nothing.body.contains("Perché sì"), "{}", nothing.body);
    }

    async fn two_runs_are_compared_for_everybody_and_for_each(t: TestApp) {
        let mut two = two(&t).await;
        let address = format!("/rounds/{}/compare", two.round);
        assert!(two.browser.get(&address).await.body.contains("Non ci sono ancora due risultati"));
        let round = matching::get_round(t.app.db.reader(), two.school.id, two.round).await.unwrap();
        let draft = matching::RoundDraft {
            name: round.name.clone(),
            answer_by: round.answer_by,
            // In no time nobody gets to Seriate.
            settings: Settings { max_minutes: 1, ..round.settings.clone() },
        };
        matching::change_round(&t.app, &two.school.coordinator, two.round, round.version, draft).await.unwrap();
        run_again(&t, &two.school, two.round).await;
        let shown = two.browser.get(&address).await;
        for words in ["Studenti collocati", "−1", "senza posto", "Viaggio mediano", "peggiore"] {
            assert!(shown.body.contains(words), "{words}\n{}", shown.body);
        }
    }

    async fn a_scenario_is_named_kept_compared_and_never_published(t: TestApp) {
        let mut two = two(&t).await;
        let address = format!("/rounds/{}/compare", two.round);
        two.browser.get(&address).await;
        let scenarios = format!("/rounds/{}/scenarios", two.round);
        let refused = two.browser.post(&scenarios, &[("name", ""), ("max_minutes", "0")]).await;
        assert_eq!(refused.status.as_u16(), 422);
        assert!(refused.body.contains("Dai un nome allo scenario"), "{}", refused.body);
        let fields = [("name", "Solo vicino"), ("max_minutes", "1"), ("preset", "near")];
        let asked = two.browser.post(&scenarios, &fields).await;
        assert_eq!(asked.status.as_u16(), 303, "{}", asked.body);
        t.app.drain().await.unwrap();
        let shown = two.browser.get(&address).await;
        assert!(shown.body.contains("Solo vicino") && shown.body.contains("peggiore"), "{}", shown.body);
        let latest = matching::latest_done(t.app.db.reader(), two.round).await.unwrap().unwrap();
        assert_eq!(latest.id, two.run, "what only tried something is not the round's result");
        let tried = asked.location().rsplit('/').next().unwrap().to_owned();
        let adopted = two.browser.post(&format!("{scenarios}/{tried}/adopt"), &[]).await;
        assert_eq!(adopted.location(), format!("/rounds/{}", two.round));
        let round = matching::get_round(t.app.db.reader(), two.school.id, two.round).await.unwrap();
        assert_eq!((round.settings.max_minutes, round.settings.weights.travel), (1, 100));
        let own = two.browser.post(&format!("{scenarios}/{}/adopt", two.run), &[]).await;
        assert_eq!(own.status.as_u16(), 404, "the round's own run is no scenario");
    }

    async fn pictures_say_what_their_tables_say(t: TestApp) {
        let mut two = two(&t).await;
        let base = format!("/rounds/{}/runs/{}", two.round, two.run);
        let charts = two.browser.get(&format!("{base}/charts")).await;
        assert_eq!(charts.status.as_u16(), 200, "{}", charts.body);
        assert_eq!(charts.body.matches("<svg class=\"bars\"").count(), charts.body.matches("<caption>").count());
        assert!(charts.body.contains("il più lungo"), "{}", charts.body);
        let map = two.browser.get(&format!("{base}/map")).await;
        assert!(map.body.contains("<svg class=\"map\"") && map.body.contains("Seriate (BG)"), "{}", map.body);
        assert!(map.body.contains("<line class=\"way\""), "a proposal is a line");
    }

    async fn the_newest_runs_of_a_round_come_first_and_the_older_ones_on_the_next_page(t: TestApp) {
        let world = World::new(&t, 1, 1).await;
        let mut runs = Vec::new();
        for _ in 0..21 {
            runs.push(world.run(&t, &[(0, 0)], &[]).await);
        }
        let mut browser = signed_in(&t.app, "coordinator", "anna@scuola.example", &world.school.to_string()).await;
        let round = format!("/rounds/{}", world.round);
        let link = |run: &abbina::vocabulary::ids::RunId| format!("href=\"{round}/runs/{run}\"");
        let first = browser.get(&round).await;
        let second = browser.get(&format!("{round}?page=2")).await;
        assert!(runs[1..].iter().all(|run| first.body.contains(&link(run))), "{}", first.body);
        assert!(!first.body.contains(&link(&runs[0])) && second.body.contains(&link(&runs[0])));
        let board = format!("{round}/runs/{}/proposals", runs[20]);
        assert!(second.body.contains(&board), "the way to the last result is on every page");
    }
}
