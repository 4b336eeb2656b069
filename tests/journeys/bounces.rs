//! A mail server reports later that a mail did not arrive: `abbina bounce` at the end of its pipe.

use std::io::Write as _;
use std::process::{Command, Stdio};

use abbina::notifications::Delivery;
use abbina::platform::mail::Mailer;
use abbina::platform::worker::{Pace, Worker};
use abbina::proposals;

use crate::both;
use crate::support::proposed::{World, count};
use crate::support::{PROGRAM, TestApp};

/// A report as Postfix writes it.
fn report(message_id: &str, recipient: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example (Mail Delivery System)\r\nTo: abbina@localhost\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"4X.1/mx.example\"\r\n\
         Message-Id: <report@mx.example>\r\n\r\nThis is a MIME-encapsulated message.\r\n\r\n\
         --4X.1/mx.example\r\nContent-Description: Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n\
         <{recipient}>: host mail.azienda.example said: 550 no such user\r\n\r\n\
         --4X.1/mx.example\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\nX-Postfix-Queue-ID: 4X\r\nArrival-Date: Mon,  7 Sep 2026 09:00:00 +0200 (CEST)\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nOriginal-Recipient: rfc822;{recipient}\r\nAction: {action}\r\n\
         Status: {status}\r\nRemote-MTA: dns; mail.azienda.example\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n\
         --4X.1/mx.example\r\nContent-Description: Undelivered Message Headers\r\nContent-Type: text/rfc822-headers\r\n\r\n\
         From: Abbina <abbina@localhost>\r\nTo: {recipient}\r\nMessage-ID: {message_id}\r\nSubject: Prova\r\n\r\n\
         --4X.1/mx.example--\r\n"
    )
}

/// Hands it to the program; what it said.
fn pipe(t: &TestApp, text: &str) -> String {
    let url = t.app.config.database.database_url.clone().unwrap().0;
    let mut child = Command::new(PROGRAM)
        .args(["bounce", "--database-url", &url, "--data"])
        .arg(&t.app.config.database.data)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(
        ended.status.success(),
        "the mail server must not complain to anybody: {said}"
    );
    said
}

/// A mail to a company, taken by its server; its Message-ID.
async fn sent(t: &TestApp) -> String {
    let world = World::new(t, 1, 1).await;
    let run = world.run(t, &[(0, 0)], &[]).await;
    proposals::publish(&t.app, &world.coordinator, world.round, run)
        .await
        .unwrap();
    let mailer = Mailer::memory();
    let delivery = Delivery::new(&t.app, mailer.clone());
    Worker::new(delivery, t.app.clock.clone(), Pace::default())
        .drain()
        .await
        .unwrap();
    let letters = mailer.taken();
    let letter = letters
        .iter()
        .find(|letter| letter.to.address == "ok+0@azienda.example");
    letter.unwrap().message_id.clone()
}

const BOUNCED: &str = "SELECT COUNT(*) FROM message WHERE state = 'bounced' AND last_error LIKE '5.1.1 550%'";
const SUPPRESSED: &str =
    "SELECT COUNT(*) FROM suppression WHERE reason = 'refused' AND email_key = 'ok+0@azienda.example'";
const MARKED: &str = "SELECT COUNT(*) FROM company_contact WHERE mail_problem LIKE '5.1.1 550%'";

both! {
    async fn a_report_of_a_wrong_address_stops_writing_to_it_and_marks_the_contact(t: TestApp) {
        let id = sent(&t).await;
        for _ in 0..2 {
            pipe(&t, &report(&id, "OK+0@azienda.example", "failed", "5.1.1"));
            assert_eq!((count(&t, BOUNCED).await, count(&t, SUPPRESSED).await, count(&t, MARKED).await), (1, 1, 1));
        }
    }

    async fn a_full_mailbox_is_noted_and_the_address_stays(t: TestApp) {
        let id = sent(&t).await;
        pipe(&t, &report(&id, "ok+0@azienda.example", "failed", "5.2.2"));
        assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE state = 'bounced'").await, 1);
        assert_eq!(count(&t, SUPPRESSED).await, 0);
    }

    async fn a_late_mail_a_stranger_and_nonsense_change_nothing(t: TestApp) {
        let id = sent(&t).await;
        let late = report(&id, "ok+0@azienda.example", "delayed", "4.4.1");
        let stranger = report("<invented@localhost>", "ok+0@azienda.example", "failed", "5.1.1");
        let other = report(&id, "altri@azienda.example", "failed", "5.1.1");
        for text in [late.as_str(), stranger.as_str(), "Subject: ciao\r\n\r\nciao", ""] {
            pipe(&t, text);
            assert_eq!(count(&t, "SELECT COUNT(*) FROM message WHERE state = 'bounced'").await, 0, "{text}");
        }
        pipe(&t, &other);
        assert_eq!(count(&t, BOUNCED).await, 1, "it did not arrive where it was forwarded to");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM suppression").await, 0, "the address itself is another");
    }
}
