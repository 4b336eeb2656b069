//! The mailer against a real SMTP server.

use std::time::{Duration, Instant};

use abbina::platform::mail::{Correspondent, Failure, FailureKind, Letter, Mailer, Security, Step, Taken};
use chrono::DateTime;

use crate::support::smtp::SmtpServer;

fn letter(to: &str) -> Letter {
    Letter {
        message_id: format!("<{to}.1@abbina.example>").replace("@posta", ".posta"),
        date: DateTime::UNIX_EPOCH,
        from: Correspondent::named("Abbina", "abbina@abbina.example"),
        reply_to: None,
        to: Correspondent::new(to),
        subject: "Perché no?".to_owned(),
        text: "Buongiorno.\n.\nUna riga con un punto, e un'altra: è ora.\n".to_owned(),
        html: "<p>Buongiorno.</p>".to_owned(),
        language: "it",
        unsubscribe: None,
    }
}

async fn send(mailer: &Mailer, to: &str) -> Result<Taken, Failure> {
    mailer.send(&letter(to)).await
}

#[tokio::test]
async fn a_letter_travels_encrypted_and_arrives_whole() {
    for security in [Security::StartTls, Security::Implicit] {
        let server = SmtpServer::start_with(security, Some(("abbina", "parola")));
        let mailer = Mailer::smtp(server.settings()).unwrap();
        mailer.check().await.unwrap();
        let taken = send(&mailer, "ok@posta.example").await.unwrap();
        assert!(taken.reply.contains("queued as"), "{taken:?}");
        let letters = server.wait_for_letters(1);
        assert!(letters[0].encrypted);
        assert_eq!(
            letters[0].header("Message-ID").unwrap(),
            letter("ok@posta.example").message_id
        );
        let sent = String::from_utf8(letter("ok@posta.example").encode().unwrap()).unwrap();
        assert_eq!(letters[0].message.trim_end(), sent.trim_end());
        mailer.close().await;
    }
}

#[tokio::test]
async fn a_relay_without_encryption_gets_no_mail() {
    let server = SmtpServer::start_with(Security::None, None);
    let mut settings = server.settings();
    settings.security = Security::StartTls;
    let mailer = Mailer::smtp(settings).unwrap();
    let failure = send(&mailer, "ok@posta.example").await.unwrap_err();
    assert_eq!(
        (failure.kind, failure.step),
        (FailureKind::Service, Step::Encrypt),
        "{failure:?}"
    );
    assert!(server.letters().is_empty());
}

#[tokio::test]
async fn a_relay_with_a_certificate_nobody_vouches_for_gets_no_mail() {
    let server = SmtpServer::start();
    let mut settings = server.settings();
    settings.extra_root_pem = None;
    let failure = send(&Mailer::smtp(settings).unwrap(), "ok@posta.example")
        .await
        .unwrap_err();
    assert_eq!(failure.step, Step::Encrypt, "{failure:?}");
    assert!(!failure.is_permanent() && server.letters().is_empty());
}

#[tokio::test]
async fn on_this_machine_a_relay_may_do_without() {
    let server = SmtpServer::start_with(Security::None, None);
    let mailer = Mailer::smtp(server.settings()).unwrap();
    send(&mailer, "ok@posta.example").await.unwrap();
    assert_eq!(server.wait_for_letters(1).len(), 1);
}

#[tokio::test]
async fn every_refusal_says_whom_it_is_about() {
    let server = SmtpServer::start();
    let mailer = Mailer::smtp(server.settings()).unwrap();
    let cases = [
        (
            "gone@posta.example",
            FailureKind::Address,
            Step::Recipient,
            Some(550),
        ),
        (
            "spam@posta.example",
            FailureKind::Letter,
            Step::Content,
            Some(554),
        ),
        (
            "norelay@posta.example",
            FailureKind::Service,
            Step::Recipient,
            Some(554),
        ),
        (
            "busy9@posta.example",
            FailureKind::Temporary,
            Step::Recipient,
            Some(450),
        ),
        (
            "full9@posta.example",
            FailureKind::Temporary,
            Step::Content,
            Some(452),
        ),
        (
            "hangup9@posta.example",
            FailureKind::Temporary,
            Step::Recipient,
            None,
        ),
        (
            "vanish9@posta.example",
            FailureKind::Ambiguous,
            Step::Content,
            None,
        ),
        ("cut9@posta.example", FailureKind::Ambiguous, Step::Content, None),
    ];
    for (to, kind, step, code) in cases {
        let failure = send(&mailer, to).await.unwrap_err();
        assert_eq!(
            (failure.kind, failure.step, failure.code),
            (kind, step, code),
            "{to}: {failure:?}"
        );
        send(&mailer, "ok@posta.example")
            .await
            .expect("the next letter is not harmed");
    }
}

#[tokio::test]
async fn a_wrong_password_is_our_fault_and_nobody_elses() {
    let server = SmtpServer::start_with(Security::StartTls, Some(("abbina", "parola")));
    let mut settings = server.settings();
    settings.credentials = Some(("abbina".to_owned(), "sbagliata".to_owned()));
    let failure = send(&Mailer::smtp(settings).unwrap(), "ok@posta.example")
        .await
        .unwrap_err();
    assert_eq!(
        (failure.kind, failure.step, failure.code),
        (FailureKind::Service, Step::SignIn, Some(535))
    );
}

#[tokio::test]
async fn a_server_that_falls_silent_holds_nobody_longer_than_the_limit() {
    let server = SmtpServer::start();
    let mut settings = server.settings();
    settings.timeout = Duration::from_millis(300);
    let mailer = Mailer::smtp(settings).unwrap();
    let start = Instant::now();
    let failure = send(&mailer, "silent@posta.example").await.unwrap_err();
    assert_eq!(
        (failure.kind, failure.step),
        (FailureKind::Temporary, Step::Recipient)
    );
    let failure = send(&mailer, "slow2000@posta.example").await.unwrap_err();
    assert_eq!(
        (failure.kind, failure.step),
        (FailureKind::Ambiguous, Step::Content)
    );
    assert!(start.elapsed() < Duration::from_secs(6), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_relay_that_is_down_or_comes_back_is_a_matter_of_time() {
    let server = SmtpServer::start();
    let mailer = Mailer::smtp(server.settings()).unwrap();
    send(&mailer, "ok@posta.example").await.unwrap();
    drop(server);
    let failure = send(&mailer, "ok@posta.example").await.unwrap_err();
    assert_eq!(
        (failure.kind, failure.step),
        (FailureKind::Temporary, Step::Connect),
        "{failure:?}"
    );
}
