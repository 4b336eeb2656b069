//! Invitations come by mail; mails that may be refused offer a way out; the log says who saw whom.

use abbina::notifications::Delivery;
use abbina::platform::mail::{Letter, Mailer};
use abbina::platform::worker::{Pace, Worker};
use abbina::proposals;
use chrono::TimeDelta;

use crate::both;
use crate::support::browser::{Browser, PASSWORD, signed_in};
use crate::support::proposed::{World, count};
use crate::support::{PROGRAM, TestApp};

const INVITATIONS: &str = "SELECT COUNT(*) FROM message WHERE template = 'invitation'";

/// Sends what is due; what went out to this address, the newest last.
async fn letters_to(t: &TestApp, address: &str) -> Vec<Letter> {
    let mailer = Mailer::memory();
    let delivery = Delivery::new(&t.app, mailer.clone());
    Worker::new(delivery, t.app.clock.clone(), Pace::default())
        .drain()
        .await
        .unwrap();
    let mut letters = mailer.taken();
    letters.retain(|letter| letter.to.address == address);
    letters
}

/// The path of the first address in a letter that begins like this.
fn path_in(t: &TestApp, text: &str, start: &str) -> String {
    let whole = format!("{}{start}", t.app.config.public_url());
    let at = text
        .find(&whole)
        .unwrap_or_else(|| panic!("no {start} in {text}"));
    let address = text[at..].split_whitespace().next().unwrap();
    address[t.app.config.public_url().len()..].to_owned()
}

async fn published(t: &TestApp) -> World {
    let world = World::new(t, 2, 1).await;
    let run = world.run(t, &[(0, 0), (1, 0)], &[]).await;
    proposals::publish(&t.app, &world.coordinator, world.round, run)
        .await
        .unwrap();
    world
}

both! {
    async fn an_invitation_comes_by_mail_and_its_link_sets_the_password(t: TestApp) {
        let mut administrator = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        let before = count(&t, INVITATIONS).await;
        administrator.get("/accounts/new").await;
        let refused = administrator.post("/accounts", &[("name", "Anna"), ("email", "anna@"), ("role", "fund"), ("language", "en")]).await;
        assert_eq!(refused.status, 422);
        assert_eq!(count(&t, INVITATIONS).await, before, "nobody is invited by mistake");
        let form = [("name", "Anna Prova"), ("email", "anna@example.org"), ("role", "fund"), ("language", "en")];
        let made = administrator.post("/accounts", &form).await;
        assert_eq!(made.status, 200, "{}", made.body);
        let shown = path_in(&t, &made.body, "/set-password/")[..78].to_owned();
        let letters = letters_to(&t, "anna@example.org").await;
        assert_eq!(letters.len(), 1);
        let letter = &letters[0];
        assert!(letter.subject.contains("set your password") && letter.text.contains("how many students"), "{}", letter.text);
        assert_eq!(letter.reply_to.as_ref().map(|by| by.address.as_str()), Some("capo@example.org"));
        assert!(letter.unsubscribe.is_none(), "without it nobody comes in");
        assert_eq!(path_in(&t, &letter.text, "/set-password/"), shown, "the link that the administrator saw");
        let secret = shown.rsplit('/').next().unwrap();
        assert_eq!(count(&t, &format!("SELECT COUNT(*) FROM message WHERE CAST(params AS TEXT) LIKE '%{secret}%'")).await, 0);
        let list = administrator.get("/outbox").await;
        assert!(list.body.contains("anna@example.org") && !list.body.contains(secret));
        let mut anna = Browser::new(&t.app);
        assert_eq!(anna.get(&shown).await.status, 200);
        anna.post(&shown, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!(anna.sign_in("anna@example.org", PASSWORD).await.location(), "/");
    }

    async fn a_new_link_goes_to_the_same_address_and_says_that_it_is_new(t: TestApp) {
        let mut administrator = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        let id = crate::support::browser::account(&t.app, "fund", "anna@example.org", "").await;
        letters_to(&t, "nobody").await;
        administrator.get(&format!("/accounts/{id}")).await;
        let again = administrator.post(&format!("/accounts/{id}/link"), &[]).await;
        let letters = letters_to(&t, "anna@example.org").await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.contains("Quelli di prima non valgono più"), "{}", letters[0].text);
        assert!(again.body.contains(&path_in(&t, &letters[0].text, "/set-password/")));
        let own = administrator.get(&format!("/audit?subject={id}")).await;
        assert_eq!(own.body.matches("Link per la password creato").count(), 2);
    }

    async fn the_command_line_prints_the_link_that_the_mail_brings(t: TestApp) {
        let url = t.app.config.database.database_url.clone().unwrap().0;
        let data = t.app.config.database.data.clone();
        let invited = std::process::Command::new(PROGRAM)
            .args(["invite", "prima@example.org", "--database-url", &url, "--data"])
            .arg(&data)
            .output()
            .unwrap();
        let printed = String::from_utf8(invited.stdout).unwrap();
        assert!(invited.status.success(), "{}", String::from_utf8_lossy(&invited.stderr));
        // The program wrote the mail at its own time of day, not at the test's.
        t.clock.advance(TimeDelta::days(36_500));
        let letters = letters_to(&t, "prima@example.org").await;
        assert_eq!(path_in(&t, &letters[0].text, "/set-password/"), path_in(&t, &printed, "/set-password/"));
        assert!(letters[0].reply_to.is_none());
    }

    async fn who_wants_no_more_mail_gets_only_what_they_ask_for(t: TestApp) {
        published(&t).await;
        let sent = letters_to(&t, "ok+0@azienda.example").await;
        let way_out = sent[0].unsubscribe.clone().unwrap().url;
        let path = path_in(&t, &way_out, "/stop/");
        assert!(sent[0].text.contains(&way_out) && sent[0].html.contains(&way_out));
        let mut person = Browser::new(&t.app);
        for _ in 0..2 {
            let page = person.get(&path).await;
            assert!(page.body.contains("ok+0@azienda.example") && page.body.contains("Non scrivetemi più"), "{}", page.body);
            person.head(&path).await;
        }
        assert_eq!(count(&t, "SELECT COUNT(*) FROM suppression").await, 0, "looking changes nothing");

        let mut program = Browser::new(&t.app);
        for _ in 0..2 {
            let done = program.post_exactly(&path, &[("List-Unsubscribe", "One-Click")]).await;
            assert_eq!(done.status, 303, "{}", done.body);
        }
        assert_eq!(count(&t, "SELECT COUNT(*) FROM suppression WHERE reason = 'unwanted' AND lifted_at IS NULL").await, 1);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM company_contact WHERE mail_problem = 'unwanted'").await, 1);
        // A Friday: nobody is reminded on a Sunday.
        t.clock.advance(TimeDelta::days(11));
        proposals::remind_due(&t.app).await.unwrap();
        person.get("/r").await;
        person.post("/r", &[("email", "ok+0@azienda.example")]).await;
        for _ in 0..100 {
            if count(&t, "SELECT COUNT(*) FROM message WHERE template = 'link_renewed'").await == 1 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let after = letters_to(&t, "ok+0@azienda.example").await;
        assert_eq!(after.len(), 1, "the reminder stays here, the link that they asked for goes out");
        assert!(after[0].subject.contains("nuovo collegamento") && after[0].unsubscribe.is_none());
        assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE template = 'deadline_near' AND state = 'suppressed'").await, 1);

        let page = person.get(&path).await;
        assert!(page.body.contains("non scriviamo più"), "{}", page.body);
        let back = person.post(&format!("{path}/resume"), &[]).await;
        assert!(person.follow(&back).await.body.contains("vi scriviamo di nuovo"));
        assert_eq!(count(&t, "SELECT COUNT(*) FROM suppression WHERE lifted_at IS NULL").await, 0);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM company_contact WHERE mail_problem IS NOT NULL").await, 0);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM audit WHERE action IN ('suppression.asked', 'suppression.taken_back')").await, 2);
    }

    async fn a_school_sees_who_wants_no_more_mail_and_lifts_it_only_with_a_reason(t: TestApp) {
        let world = published(&t).await;
        let sent = letters_to(&t, "ok+0@azienda.example").await;
        let path = path_in(&t, &sent[0].text, "/stop/");
        Browser::new(&t.app).post_exactly(&path, &[]).await;
        let mut school = signed_in(&t.app, "coordinator", "nuova@scuola.example", &world.school.to_string()).await;
        let page = school.get("/outbox/refused").await;
        assert!(page.body.contains("chi lo legge non vuole più messaggi"), "{}", page.body);
        let at = page.body.find("/outbox/refused/0").unwrap();
        let lift = page.body[at..].split('"').next().unwrap().to_owned();
        assert_eq!(school.post(&lift, &[]).await.status, 422);
        assert_eq!(school.post(&lift, &[("why", "Ci ha richiamati lei")]).await.status, 303);
        let log = school.get("/audit").await.body;
        assert!(log.contains("Un&#39;azienda non vuole più messaggi") && log.contains("messaggi non voluti"), "{log}");
    }

    async fn only_the_secret_opens_the_way_out(t: TestApp) {
        published(&t).await;
        let sent = letters_to(&t, "ok+0@azienda.example").await;
        let path = path_in(&t, &sent[0].text, "/stop/");
        let id = path.split('.').next().unwrap();
        for wrong in [format!("{id}.{}", "0".repeat(64)), id.to_owned(), format!("{path}0"), "/stop/niente".to_owned()] {
            let mut browser = Browser::new(&t.app);
            assert_eq!(browser.get(&wrong).await.status, 404, "{wrong}");
            assert_eq!(browser.post_exactly(&wrong, &[]).await.status, 404, "{wrong}");
        }
        assert_eq!(count(&t, "SELECT COUNT(*) FROM suppression").await, 0);
    }

    async fn the_log_says_which_company_saw_which_name(t: TestApp) {
        let world = published(&t).await;
        let sent = letters_to(&t, "ok+0@azienda.example").await;
        let door = path_in(&t, &sent[0].text, "/r/");
        let mut company = Browser::new(&t.app);
        company.get(&door).await;
        let seen = "SELECT COUNT(*) FROM audit WHERE action = 'student.name_seen'";
        assert_eq!(count(&t, seen).await, 0, "a card has no name");
        let id = proposals_of(&t).await;
        company.post(&format!("{door}/answer"), &[(&format!("choice-{id}"), "accept")]).await;
        let page = company.get(&door).await;
        assert!(page.body.contains("Serafina Canarino"), "{}", page.body);
        assert_eq!(count(&t, seen).await, 1);
        let mut school = signed_in(&t.app, "coordinator", "nuova@scuola.example", &world.school.to_string()).await;
        let log = school.get("/audit").await.body;
        assert!(log.contains("ha visto il nome di uno studente accettato") && log.contains("Un&#39;azienda, con il link"), "{log}");
    }
}

async fn proposals_of(t: &TestApp) -> uuid::Uuid {
    use sea_orm::{ConnectionTrait as _, Statement};
    let conn = t.app.db.reader();
    let query = Statement::from_string(
        conn.get_database_backend(),
        "SELECT id FROM proposal ORDER BY id LIMIT 1",
    );
    let row = conn.query_one_raw(query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}
