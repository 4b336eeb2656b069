//! The outbox against a real SMTP server, on both databases.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use abbina::notifications::catalogue::{AnswerReceived, Mail, School};
use abbina::notifications::{self, Delivery, Message};
use abbina::platform::mail::Mailer;
use abbina::platform::worker::{Pace, Tally, Worker};
use abbina::vocabulary::ids::{EventId, RoundId};
use abbina::vocabulary::text::{EmailAddress, Language};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, Statement};

use crate::both;
use crate::support::TestApp;
use crate::support::smtp::SmtpServer;

fn mail() -> Mail {
    Mail::from(AnswerReceived {
        school: School {
            name: "Istituto Prova".to_owned(),
            contact: None,
            phone: None,
            email: None,
        },
        round: "Giro di prova".to_owned(),
        round_id: RoundId(uuid::Uuid::from_u128(9)),
        company: "Officine d'Esempio".to_owned(),
        n_accepted: 1,
        n_declined: 0,
        n_open: 0,
    })
}

fn message(t: &TestApp, to: &str) -> Message {
    Message {
        event_id: EventId::new(t.app.clock.now(), t.app.chance.as_ref()),
        mail: mail(),
        recipient: EmailAddress::parse(to).unwrap(),
        language: Language::Italian,
        institution_id: None,
        company_id: None,
    }
}

async fn enqueue(t: &TestApp, to: &str) {
    let tx = t.app.db.write_tx().await.unwrap();
    notifications::enqueue(&t.app, &tx, &message(t, to))
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
}

fn worker(t: &TestApp, server: &SmtpServer) -> Worker<Delivery> {
    let mailer = Mailer::smtp(server.settings()).unwrap();
    Worker::new(
        Delivery::new(&t.app, mailer),
        t.app.clock.clone(),
        Pace::default(),
    )
}

/// Address → state, attempts.
async fn states(t: &TestApp) -> BTreeMap<String, (String, i64)> {
    let conn = t.app.db.reader();
    let query = "SELECT recipient, state, attempts FROM message";
    let rows = conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), query))
        .await
        .unwrap();
    rows.iter()
        .map(|row| {
            let get = |name: &str| row.try_get::<String>("", name).unwrap();
            (
                get("recipient"),
                (get("state"), row.try_get("", "attempts").unwrap()),
            )
        })
        .collect()
}

async fn state(t: &TestApp, to: &str) -> String {
    states(t).await[to].0.clone()
}

async fn count(t: &TestApp, query: &str) -> i64 {
    let conn = t.app.db.reader();
    let row = conn
        .query_one_raw(Statement::from_string(conn.get_database_backend(), query))
        .await
        .unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

both! {
    async fn a_change_that_is_rolled_back_leaves_no_mail(t: TestApp) {
        let tx = t.app.db.write_tx().await.unwrap();
        notifications::enqueue(&t.app, &tx, &message(&t, "ok@posta.example")).await.unwrap().unwrap();
        tx.rollback().await.unwrap();
        assert!(states(&t).await.is_empty());
    }

    async fn the_same_event_writes_the_same_mail_to_the_same_address_once(t: TestApp) {
        let first = message(&t, "ok@posta.example");
        let again = Message { recipient: EmailAddress::parse("OK@posta.example").unwrap(), ..first.clone() };
        let other = Message { recipient: EmailAddress::parse("ok2@posta.example").unwrap(), ..first.clone() };
        let tx = t.app.db.write_tx().await.unwrap();
        assert!(notifications::enqueue(&t.app, &tx, &first).await.unwrap().is_some());
        assert!(notifications::enqueue(&t.app, &tx, &again).await.unwrap().is_none());
        assert!(notifications::enqueue(&t.app, &tx, &other).await.unwrap().is_some());
        tx.commit().await.unwrap();
        assert_eq!(states(&t).await.len(), 2);
    }

    async fn nothing_is_lost_and_only_what_the_server_already_had_arrives_twice(t: TestApp) {
        let server = SmtpServer::start();
        let kind = ["ok", "ok+2", "busy2", "full1", "hangup2", "vanish1", "vanish2", "cut1", "slow50"];
        let addresses: Vec<String> = kind.iter().map(|word| format!("{word}@posta.example")).collect();
        for address in &addresses {
            enqueue(&t, address).await;
        }
        let worker = worker(&t, &server);
        for _ in 0..4 {
            worker.drain().await.unwrap();
            t.clock.advance(TimeDelta::hours(1));
        }
        for (address, (state, _)) in states(&t).await {
            assert_eq!(state, "sent", "{address}");
        }
        let letters = server.wait_for_letters(addresses.len() + 3);
        for address in &addresses {
            let theirs: Vec<_> = letters.iter().filter(|letter| &letter.to == address).collect();
            let held = if address.starts_with("vanish1") { 1 } else if address.starts_with("vanish2") { 2 } else { 0 };
            assert_eq!(theirs.len(), 1 + held, "{address}");
            assert_eq!(theirs.iter().filter(|letter| letter.event == "taken").count(), 1, "{address}");
            let first = theirs[0].header("Message-ID").unwrap();
            assert!(theirs.iter().all(|letter| letter.header("Message-ID").as_ref() == Some(&first)));
            assert!(theirs.iter().all(|letter| letter.message == theirs[0].message), "byte for byte");
        }
    }

    async fn a_worker_killed_at_any_moment_loses_nothing(t: TestApp) {
        let server = SmtpServer::start();
        let total = 25;
        for n in 0..total {
            enqueue(&t, &format!("slow5+{n}@posta.example")).await;
        }
        let worker = worker(&t, &server);
        let (mut sent, mut kills) = (0, 0);
        // However slow the machine is: the time to the next kill grows while nothing gets through.
        let mut patience = 80;
        for round in 0..200_u64 {
            let worker = worker.clone();
            let running = tokio::spawn(async move { worker.drain().await });
            tokio::time::sleep(Duration::from_millis(patience + (round * 37) % 150)).await;
            running.abort();
            kills += u32::from(running.await.is_err());
            // The lease that it left behind ends.
            t.clock.advance(TimeDelta::seconds(61));
            let before = sent;
            sent = count(&t, "SELECT COUNT(*) FROM message WHERE state = 'sent'").await;
            if sent == total {
                break;
            }
            patience = if sent == before { patience * 2 } else { 80 };
        }
        assert_eq!(sent, total);
        assert!(kills > 1, "it was never killed");
        let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for letter in server.wait_for_letters(usize::try_from(total).unwrap()) {
            copies.entry(letter.to.clone()).or_default().push(letter.header("Message-ID").unwrap());
        }
        assert_eq!(copies.len(), usize::try_from(total).unwrap());
        for (address, ids) in copies {
            assert!(ids.iter().all(|id| *id == ids[0]), "{address} came twice under two names");
        }
    }

    async fn two_workers_send_each_mail_once(t: TestApp) {
        let server = Arc::new(SmtpServer::start());
        for n in 0..30 {
            enqueue(&t, &format!("ok+{n}@posta.example")).await;
        }
        let (one, two) = (worker(&t, &server), worker(&t, &server));
        let (a, b) = tokio::join!(one.drain(), two.drain());
        assert_eq!(a.unwrap().done + b.unwrap().done, 30);
        assert_eq!(server.wait_for_letters(30).len(), 30);
    }

    async fn an_address_that_is_refused_is_not_written_to_again_until_somebody_lifts_it(t: TestApp) {
        let server = SmtpServer::start();
        company_with_contact(&t, "gone@posta.example").await;
        enqueue(&t, "gone@posta.example").await;
        let worker = worker(&t, &server);
        worker.drain().await.unwrap();
        assert_eq!(state(&t, "gone@posta.example").await, "bounced");
        let badge = "SELECT COUNT(*) FROM company_contact WHERE mail_problem LIKE '550 %'";
        assert_eq!(count(&t, badge).await, 1);
        let refusals = server.happenings().len();

        enqueue(&t, "gone@posta.example").await;
        worker.drain().await.unwrap();
        let suppressed = "SELECT COUNT(*) FROM message WHERE state = 'suppressed'";
        assert_eq!(count(&t, suppressed).await, 1);
        assert_eq!(server.happenings().len(), refusals, "the server was not asked again");
    }

    async fn a_relay_that_refuses_us_makes_no_company_unreachable(t: TestApp) {
        let server = SmtpServer::start();
        enqueue(&t, "norelay@posta.example").await;
        worker(&t, &server).drain().await.unwrap();
        assert_eq!(state(&t, "norelay@posta.example").await, "retry");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM suppression").await, 0);
    }

    async fn a_letter_that_is_refused_as_such_is_given_up_and_the_address_stays(t: TestApp) {
        let server = SmtpServer::start();
        enqueue(&t, "spam@posta.example").await;
        worker(&t, &server).drain().await.unwrap();
        assert_eq!(state(&t, "spam@posta.example").await, "dead");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM suppression").await, 0);
    }

    async fn a_server_that_is_always_busy_is_asked_ever_less_and_then_no_more(t: TestApp) {
        let server = SmtpServer::start();
        enqueue(&t, "busy99@posta.example").await;
        let worker = worker(&t, &server);
        let mut hours = 0;
        while state(&t, "busy99@posta.example").await != "dead" {
            worker.drain().await.unwrap();
            t.clock.advance(TimeDelta::hours(1));
            hours += 1;
            assert!(hours < 100, "it never ends");
        }
        assert_eq!(states(&t).await["busy99@posta.example"].1, 16);
    }

    async fn a_copy_of_real_data_writes_to_nobody_who_is_not_listed(t: TestApp) {
        let mut config = t.app.config.clone();
        config.mail.mail_only_to = vec!["prova.example".to_owned()];
        let app = abbina::app::App::start_with(config, t.clock.clone(), t.app.chance.clone()).await.unwrap();
        let mut t = t;
        t.app = app;
        let server = SmtpServer::start();
        enqueue(&t, "ok@azienda.example").await;
        enqueue(&t, "ok@prova.example").await;
        worker(&t, &server).drain().await.unwrap();
        assert_eq!(state(&t, "ok@azienda.example").await, "suppressed");
        assert_eq!(state(&t, "ok@prova.example").await, "sent");
        assert_eq!(server.wait_for_letters(1).len(), 1);
    }

    async fn without_a_mail_server_letters_are_files_and_nothing_leaves(t: TestApp) {
        enqueue(&t, "ok@posta.example").await;
        let stop = tokio_util::sync::CancellationToken::new();
        let tally = notifications::send_once(&t.app, &stop).await.unwrap();
        assert_eq!(tally, Tally { done: 1, ..Tally::default() });
        let files: Vec<_> = std::fs::read_dir(t.folder.path().join("data/outbox")).unwrap().collect();
        assert_eq!(files.len(), 1);
    }
}

async fn company_with_contact(t: &TestApp, email: &str) {
    let tx = t.app.db.write_tx().await.unwrap();
    let company = "00000000-0000-0000-0000-000000000001";
    let uuid = |id: &str| {
        if t.app.db.is_sqlite() {
            format!("x'{}'", id.replace('-', ""))
        } else {
            format!("'{id}'")
        }
    };
    let now = crate::support::NOW;
    tx.execute_unprepared(&format!(
        "INSERT INTO company (id, vat_number, name, name_key, confirmations, version, created_at, updated_at) \
         VALUES ({}, '00000000000', 'Prova', 'prova', '{{}}', 1, '{now}', '{now}')",
        uuid(company)
    ))
    .await
    .unwrap();
    tx.execute_unprepared(&format!(
        "INSERT INTO company_contact (id, company_id, email, email_key, language, main) \
         VALUES ({}, {}, '{email}', '{email}', 'it', true)",
        uuid("00000000-0000-0000-0000-000000000002"),
        uuid(company)
    ))
    .await
    .unwrap();
    tx.commit().await.unwrap();
}
