//! Coming in, going out, losing the key, and looking after accounts.

use abbina::accounts::{self, By};
use chrono::TimeDelta;

use crate::both;
use crate::support::browser::{Browser, PASSWORD, account, coordinator, school, signed_in};

const WRONG: &str = "Indirizzo e-mail o password non corretti.";

both! {
    async fn somebody_signs_in_and_out(t: TestApp) {
        account(&t.app, "fund", "anna@example.org", "").await;
        let mut browser = Browser::new(&t.app);
        let asked = browser.get("/account").await;
        assert_eq!(asked.location(), "/sign-in?back=%2Faccount");
        browser.get(asked.location()).await;
        let form = [("email", " Anna@Example.org "), ("password", PASSWORD), ("back", "/account")];
        let entered = browser.post("/sign-in", &form).await;
        assert_eq!(entered.location(), "/account");
        assert!(browser.follow(&entered).await.body.contains("anna@example.org"));
        let left = browser.post("/sign-out", &[]).await;
        assert!(browser.follow(&left).await.body.contains("Sei uscito."));
        assert_eq!(browser.get("/account").await.status, 303);
    }

    async fn unknown_disabled_and_wrong_say_the_same(t: TestApp) {
        let mut administrator = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        let id = account(&t.app, "fund", "anna@example.org", "").await;
        let mut browser = Browser::new(&t.app);
        assert!(browser.sign_in("anna@example.org", "un'altra parola").await.body.contains(WRONG));
        assert!(browser.sign_in("nessuno@example.org", PASSWORD).await.body.contains(WRONG));
        administrator.post(&format!("/accounts/{id}/disable"), &[]).await;
        assert!(browser.sign_in("anna@example.org", PASSWORD).await.body.contains(WRONG));
        administrator.post(&format!("/accounts/{id}/enable"), &[]).await;
        assert_eq!(browser.sign_in("anna@example.org", PASSWORD).await.status, 303);
    }

    async fn disabling_an_account_ends_its_sessions_at_once(t: TestApp) {
        let mut administrator = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        let mut victim = signed_in(&t.app, "fund", "anna@example.org", "").await;
        let page = administrator.get("/accounts?role=fund").await;
        let at = page.body.find("/accounts/0").unwrap();
        let id = &page.body[at + 10..at + 46];
        assert_eq!(victim.get("/account").await.status, 200);
        administrator.post(&format!("/accounts/{id}/disable"), &[]).await;
        assert_eq!(victim.get("/account").await.status, 303);
    }

    async fn the_last_administrator_stays(t: TestApp) {
        let id = account(&t.app, "administrator", "uno@example.org", "").await;
        let mut browser = Browser::new(&t.app);
        browser.sign_in("uno@example.org", PASSWORD).await;
        browser.get("/accounts").await;
        let refused = browser.post(&format!("/accounts/{id}/disable"), &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("Non puoi disattivare il tuo stesso account."), "{}", refused.body);
    }

    async fn a_session_ends_when_idle_and_after_its_longest_time(t: TestApp) {
        let mut browser = signed_in(&t.app, "fund", "anna@example.org", "").await;
        t.clock.advance(TimeDelta::minutes(119));
        assert_eq!(browser.get("/account").await.status, 200, "seen again before two idle hours");
        t.clock.advance(TimeDelta::minutes(121));
        assert_eq!(browser.get("/account").await.status, 303, "idle for two hours");
        browser.sign_in("anna@example.org", PASSWORD).await;
        for _ in 0..11 {
            t.clock.advance(TimeDelta::minutes(60));
            assert_eq!(browser.get("/account").await.status, 200);
        }
        t.clock.advance(TimeDelta::minutes(61));
        assert_eq!(browser.get("/account").await.status, 303, "twelve hours are over");
    }

    async fn a_new_password_ends_the_other_sessions_and_keeps_this_one(t: TestApp) {
        let mut here = signed_in(&t.app, "fund", "anna@example.org", "").await;
        let mut there = Browser::new(&t.app);
        there.sign_in("anna@example.org", PASSWORD).await;
        assert_eq!(there.get("/account").await.status, 200);
        let fields = [("current", "sbagliata"), ("password", "corta"), ("again", "altra")];
        let refused = here.post("/account/password", &fields).await;
        assert_eq!(refused.status, 422);
        for text in ["La password attuale non è corretta.", "troppo corta", "Le due password sono diverse."] {
            assert!(refused.body.contains(text), "{text}");
        }
        let new = "cinque gatti in barca";
        let changed = here.post("/account/password", &[("current", PASSWORD), ("password", new), ("again", new)]).await;
        assert_eq!(changed.status, 303);
        assert!(here.follow(&changed).await.body.contains("La password è cambiata."));
        assert_eq!(there.get("/account").await.status, 303);
        assert_eq!(there.sign_in("anna@example.org", new).await.status, 303);
    }

    async fn one_ends_ones_own_sessions_and_nobody_elses(t: TestApp) {
        let mut anna = signed_in(&t.app, "fund", "anna@example.org", "").await;
        let mut phone = Browser::new(&t.app);
        phone.sign_in("anna@example.org", PASSWORD).await;
        let mut bruno = signed_in(&t.app, "fund", "bruno@example.org", "").await;
        let page = anna.get("/account").await;
        let at = page.body.find("/account/sessions/0").unwrap();
        let end = page.body[at..at + 58].to_owned();
        assert_eq!(bruno.post(&end, &[]).await.status, 404);
        assert_eq!(phone.get("/account").await.status, 200);
        assert_eq!(anna.post(&end, &[]).await.status, 303);
        assert_eq!(phone.get("/account").await.status, 303);
        let all = anna.post("/account/sessions/end-others", &[]).await;
        assert!(anna.follow(&all).await.body.contains("Non c&#39;erano altre sessioni aperte."));
    }

    async fn a_set_password_link_works_once_and_for_seven_days(t: TestApp) {
        let mut administrator = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        administrator.get("/accounts/new").await;
        let fields = [("name", "Anna Prova"), ("email", "anna@example.org"), ("role", "fund"), ("language", "en")];
        let made = administrator.post("/accounts", &fields).await;
        assert!(made.body.contains("Senza password"), "{}", made.body);
        let at = made.body.find("/audit?account=").unwrap() + 15;
        let person = format!("/accounts/{}", &made.body[at..at + 36]);
        let link = |body: &str| {
            let at = body.find("/set-password/").unwrap();
            body[at..at + 78].to_owned()
        };
        let first = link(&made.body);
        assert!(!administrator.get(&person).await.body.contains("/set-password/"), "shown once");
        let second = link(&administrator.post(&format!("{person}/link"), &[]).await.body);
        let mut anna = Browser::new(&t.app);
        assert_eq!(anna.get(&first).await.status, 404, "a newer link ends the older");
        assert_eq!(anna.get(&second).await.status, 200);
        let again = [("password", PASSWORD), ("again", PASSWORD)];
        assert_eq!(anna.post(&second, &again).await.location(), "/sign-in");
        assert_eq!(anna.post(&second, &again).await.status, 404, "used");
        assert_eq!(anna.sign_in("anna@example.org", PASSWORD).await.status, 303);
        let third = link(&administrator.post(&format!("{person}/link"), &[]).await.body);
        t.clock.advance(TimeDelta::days(7));
        assert_eq!(anna.get(&third).await.status, 404, "seven days are over");
    }

    async fn too_many_wrong_passwords_wait_and_say_how_long(t: TestApp) {
        account(&t.app, "fund", "anna@example.org", "").await;
        let mut browser = Browser::new(&t.app);
        for _ in 0..6 {
            assert_eq!(browser.sign_in("anna@example.org", "sbagliata").await.status, 422);
        }
        let refused = browser.sign_in("anna@example.org", PASSWORD).await;
        assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "20"));
        assert!(refused.body.contains("aspetta 20 secondi"));
        t.clock.advance(TimeDelta::seconds(20));
        assert_eq!(browser.sign_in("anna@example.org", PASSWORD).await.status, 303);
    }

    async fn everything_wrong_with_a_new_account_is_said_at_once(t: TestApp) {
        let mut browser = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        let fields = [("name", "An4a"), ("email", "anna@"), ("role", "coordinator"), ("language", "it")];
        let refused = browser.post("/accounts", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Ci sono 3 cose da correggere"), "{}", refused.body);
        assert!(refused.body.contains("value=\"An4a\""), "what was written stays");
        assert!(refused.body.contains("Scegli la scuola che coordina."));
    }

    async fn a_school_is_made_changed_and_given_sites(t: TestApp) {
        let mut browser = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        let fields = [("code", "bsrc01"), ("name", "Scuola  Uno"), ("comune", "Bresia"), ("phone", "abc")];
        let refused = browser.post("/schools", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Brescia"), "suggests what was perhaps meant");
        let fields = [("code", "bsrc01"), ("name", "Scuola  Uno"), ("comune", "Brescia"), ("phone", "030 1234567")];
        let made = browser.post("/schools", &fields).await;
        assert!(browser.follow(&made).await.body.contains("value=\"BSRC01\""));
        let page = made.location().to_owned();
        let sites = format!("{page}/sites");
        let site = [("site_code", "A"), ("site_name", "Sede centrale"), ("site_comune", "Brescia")];
        assert_eq!(browser.post(&sites, &site).await.status, 303);
        assert_eq!(browser.post(&sites, &site).await.status, 422, "the code is there already");
        let fields = [("code", "bsrc01"), ("name", "Scuola Due")];
        assert_eq!(browser.post(&page, &fields).await.status, 303);
        let again = browser.post("/schools", &fields).await;
        assert!(again.body.contains("Un&#39;altra scuola ha già questo codice."));
    }

    async fn the_log_tells_a_coordinator_of_their_own_school_only(t: TestApp) {
        let (a, b) = (school(&t.app, "A").await, school(&t.app, "B").await);
        let mut anna = coordinator(&t.app, a, "anna@example.org").await;
        let _bruno = coordinator(&t.app, b, "bruno@example.org").await;
        let own = anna.get("/audit").await.body;
        assert_eq!(own.matches("<td>Accesso</td>").count(), 1);
        assert_eq!(own.matches("Scuola creata").count(), 1);
        let mut administrator = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        let all = administrator.get("/audit").await.body;
        assert_eq!(all.matches("<td>Accesso</td>").count(), 3);
        assert!(all.contains("ruolo: coordinamento scolastico"), "counts and codes in words: {all}");
    }

    async fn nobody_changes_the_log(t: TestApp) {
        use sea_orm::ConnectionTrait as _;
        school(&t.app, "A").await;
        for attempt in ["UPDATE audit SET action = 'x'", "DELETE FROM audit"] {
            let tx = t.app.db.write_tx().await.unwrap();
            let refused = tx.execute_unprepared(attempt).await.err().map(|error| error.to_string());
            assert!(refused.is_some_and(|text| text.contains("append-only")), "{attempt}");
        }
    }

    async fn the_language_follows_the_choice_the_account_and_the_browser(t: TestApp) {
        let mut browser = Browser::new(&t.app);
        browser.headers.push(("accept-language", "en-GB,en;q=0.8".to_owned()));
        assert!(browser.get("/").await.body.contains("<html lang=\"en\">"));
        let chosen = browser.get("/language/it?back=%2Fabout").await;
        assert_eq!(chosen.location(), "/about");
        assert!(browser.follow(&chosen).await.body.contains("<html lang=\"it\">"));
        assert_eq!(browser.get("/language/it?back=https%3A%2F%2Fexample.org").await.location(), "/");
        assert_eq!(browser.get("/language/fr").await.status, 404);
        let mut anna = signed_in(&t.app, "fund", "anna@example.org", "").await;
        anna.post("/account/language", &[("language", "en")]).await;
        assert!(anna.get("/account").await.body.contains("Your account"));
    }

    async fn personas_exist_in_a_demonstration_only(t: TestApp) {
        let id = account(&t.app, "fund", "anna@example.org", "").await;
        let mut browser = Browser::new(&t.app);
        assert!(!browser.get("/sign-in").await.body.contains("/personas/"));
        assert_eq!(browser.post(&format!("/personas/{id}"), &[]).await.status, 404);
        let demo = t.as_demo().await;
        let mut browser = Browser::new(&demo);
        assert!(browser.get("/sign-in").await.body.contains(&format!("/personas/{id}")));
        assert_eq!(browser.post(&format!("/personas/{id}"), &[]).await.location(), "/");
        assert!(browser.get("/").await.body.contains("Dimostrazione"));
    }

    async fn the_same_address_has_one_account(t: TestApp) {
        account(&t.app, "fund", "anna@example.org", "").await;
        let form = accounts::NewAccount {
            name: "Anna".into(),
            email: "ANNA@example.org".into(),
            role: "fund".into(),
            language: "it".into(),
            ..Default::default()
        };
        let refused = accounts::create_account(&t.app, By::Service, &form).await.unwrap_err();
        assert_eq!(refused.to_string(), "1 invalid field(s): account.email.taken");
    }
}
