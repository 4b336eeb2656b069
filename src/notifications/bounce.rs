//! What mail servers report later: a mail that they had taken did not arrive (RFC 3464). The mail server that takes mail for our
//! sender's address hands such a report to `abbina bounce`.
//!
//! Anybody may send something that looks like a report. It counts only with the Message-ID of a mail that we sent, which nobody
//! knows but its recipient and the servers on the way.

use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::model::Reason;
use super::store;
use crate::app::App;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::EventId;
use crate::vocabulary::text::EmailAddress;

/// What came of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// It is no report, or none about a mail of ours.
    Nothing,
    /// The mail is only late, or it arrived.
    Later,
    /// The mail did not arrive.
    Bounced {
        /// Is the address not written to any more?
        suppressed: bool,
    },
}

/// What a report says of one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Report {
    /// With its angle brackets.
    message_id: String,
    recipients: Vec<Recipient>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Recipient {
    /// Final and original.
    addresses: Vec<String>,
    action: String,
    /// RFC 3463: `5.1.1`.
    status: String,
    diagnostic: String,
}

impl Recipient {
    fn failed(&self) -> bool {
        self.action == "failed" && self.status.starts_with("5.")
    }

    /// Is it the address that is wrong (RFC 3463 §3.2 to 3.5)? Not the letter, not its size, not the weather.
    fn is_about_the_address(&self) -> bool {
        self.status.starts_with("5.1.") || matches!(self.status.as_str(), "5.2.1" | "5.4.4")
    }

    fn is(&self, email_key: &str) -> bool {
        let mut keys = self.addresses.iter().filter_map(|a| EmailAddress::parse(a).ok());
        keys.any(|address| address.key() == email_key)
    }
}

/// Takes a report as the mail server hands it over.
///
/// # Errors
/// When the database is gone: the mail server should try again.
pub async fn report(app: &App, bytes: &[u8]) -> Result<Reported, Fault> {
    let Some(report) = read(bytes) else {
        return Ok(Reported::Nothing);
    };
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let Some(message) = store::find_by_message_id(&tx, &report.message_id).await? else {
        return Ok(Reported::Nothing);
    };
    let Some(failed) = report.recipients.iter().find(|recipient| recipient.failed()) else {
        return Ok(Reported::Later);
    };
    let why = format!("{} {}", failed.status, failed.diagnostic);
    store::mark_bounced(&tx, message.id, why.trim()).await?;
    let suppressed = failed.is_about_the_address() && failed.is(&message.recipient_key);
    if suppressed {
        let id = EventId::new(now, app.chance.as_ref()).0;
        let key = &message.recipient_key;
        store::suppress(&tx, id, key, Reason::Refused, why.trim(), now).await?;
    }
    tx.commit().await?;
    Ok(Reported::Bounced { suppressed })
}

fn read(bytes: &[u8]) -> Option<Report> {
    let parser = MessageParser::default();
    let whole = parser.parse(bytes)?;
    let is = |part: &mail_parser::MessagePart<'_>, kind: &str, sub: &str| {
        part.content_type().is_some_and(|found| {
            let given = found.subtype().unwrap_or_default();
            found.ctype().eq_ignore_ascii_case(kind) && given.eq_ignore_ascii_case(sub)
        })
    };
    let status = whole
        .parts
        .iter()
        .find(|part| is(part, "message", "delivery-status"))?;
    let message_id = whole.parts.iter().find_map(|part| match &part.body {
        PartType::Message(original) => original.message_id().map(str::to_owned),
        _ if is(part, "text", "rfc822-headers") => {
            let original = parser.parse(part.contents())?;
            original.message_id().map(str::to_owned)
        }
        _ => None,
    })?;
    Some(Report {
        message_id: format!("<{message_id}>"),
        recipients: recipients(&String::from_utf8_lossy(status.contents())),
    })
}

/// The groups of fields after the first, which is about the report itself.
fn recipients(status: &str) -> Vec<Recipient> {
    let unfolded = status
        .replace("\r\n", "\n")
        .replace("\n ", " ")
        .replace("\n\t", " ");
    let groups = unfolded.split("\n\n").map(|group| {
        let mut recipient = Recipient::default();
        for line in group.lines() {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            // `rfc822; somebody@example.org`
            let plain = |value: &str| value.rsplit(';').next().unwrap_or_default().trim().to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "final-recipient" | "original-recipient" => recipient.addresses.push(plain(value)),
                "action" => recipient.action = value.trim().to_ascii_lowercase(),
                "status" => {
                    recipient.status = value.split_whitespace().next().unwrap_or_default().to_owned();
                }
                "diagnostic-code" => {
                    let (_, said) = value.split_once(';').unwrap_or(("", value));
                    recipient.diagnostic = said.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                _ => {}
            }
        }
        recipient
    });
    groups
        .filter(|recipient| !recipient.addresses.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn fields_are_read_however_they_are_folded() {
        let status = "Reporting-MTA: dns; mx.example.org\r\nArrival-Date: Mon, 7 Sep 2026 09:00:00 +0200\r\n\r\n\
            Final-Recipient: rfc822; Posta@Azienda.example\r\nOriginal-Recipient: rfc822;posta@azienda.example\r\n\
            Action: Failed\r\nStatus: 5.1.1 (bad destination)\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n  no such\r\n\tuser\r\n";
        let found = recipients(status);
        assert_eq!(found.len(), 1);
        assert!(found[0].failed() && found[0].is_about_the_address() && found[0].is("posta@azienda.example"));
        assert_eq!(found[0].diagnostic, "550 5.1.1 no such user");
    }

    #[test]
    fn a_full_mailbox_and_a_late_mail_are_no_wrong_address() {
        let full = "A: b\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.2.2\n";
        assert!(!recipients(full)[0].is_about_the_address());
        let late = "A: b\n\nFinal-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1\n";
        assert!(!recipients(late)[0].failed());
    }

    #[test]
    fn what_is_no_report_is_nothing() {
        for bytes in [
            &b""[..],
            b"Subject: ciao\r\n\r\nciao",
            b"\xff\xfe\0",
            b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n\r\n--x--",
        ] {
            assert_eq!(read(bytes), None);
        }
    }
}
