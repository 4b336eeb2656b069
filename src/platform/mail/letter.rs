//! A finished mail and its form on the wire.

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

/// Somebody with an address, and a name to show beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correspondent {
    /// Shown by the mail program.
    pub name: Option<String>,
    /// `local@domain`.
    pub address: String,
}

impl Correspondent {
    /// An address without a name.
    pub fn new(address: impl Into<String>) -> Correspondent {
        Correspondent {
            name: None,
            address: address.into(),
        }
    }

    /// An address and the name beside it.
    pub fn named(name: impl Into<String>, address: impl Into<String>) -> Correspondent {
        Correspondent {
            name: Some(name.into()),
            address: address.into(),
        }
    }

    /// From `Name <local@domain>` or `local@domain`.
    #[must_use]
    pub fn parse(text: &str) -> Correspondent {
        match text.split_once('<') {
            Some((name, address)) if !name.trim().is_empty() => Correspondent::named(
                name.trim().trim_matches('"'),
                address.trim_end_matches('>').trim(),
            ),
            Some((_, address)) => Correspondent::new(address.trim_end_matches('>').trim()),
            None => Correspondent::new(text.trim()),
        }
    }

    /// What is after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.address.rsplit('@').next().unwrap_or_default()
    }

    pub(super) fn checked(&self) -> Option<Address> {
        self.address.parse().ok()
    }

    fn mailbox(&self) -> Option<Mailbox> {
        Some(Mailbox::new(self.name.as_deref().map(one_line), self.checked()?))
    }
}

/// The one-click way out of mails that one may refuse (RFC 8058): an address that takes a POST without signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsubscribe {
    /// Absolute, https.
    pub url: String,
}

/// A finished mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Fixed when the mail was decided, angle brackets included: the same for every attempt.
    pub message_id: String,
    /// When it was decided: the `Date` header.
    pub date: DateTime<Utc>,
    /// The service.
    pub from: Correspondent,
    /// A person who reads answers, usually the school's coordinator.
    pub reply_to: Option<Correspondent>,
    /// One person. Nobody else is ever in copy.
    pub to: Correspondent,
    /// One line.
    pub subject: String,
    /// The whole message in plain text.
    pub text: String,
    /// The same in HTML; loads nothing from outside.
    pub html: String,
    /// `it` or `en`.
    pub language: &'static str,
    /// Only on mails that one may refuse.
    pub unsubscribe: Option<Unsubscribe>,
}

/// Why a letter cannot be put on the wire.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// Not an address one can write to.
    #[error("the recipient's address is not a mail address")]
    Recipient,
    /// Our own address is wrong: a setting.
    #[error("the sender's or reply address is not a mail address")]
    Sender,
    /// The headers or the body cannot be written.
    #[error("the letter cannot be written: {0}")]
    Content(String),
}

impl Letter {
    /// The bytes as SMTP sends them and as an `.eml` file holds them. The same letter gives the same bytes.
    pub fn encode(&self) -> Result<Vec<u8>, LetterError> {
        let content = |e: &dyn std::fmt::Display| LetterError::Content(e.to_string());
        let mut builder = Message::builder()
            .message_id(Some(one_line(&self.message_id)))
            .date(self.date.into())
            .from(self.from.mailbox().ok_or(LetterError::Sender)?)
            .to(self.to.mailbox().ok_or(LetterError::Recipient)?)
            .subject(one_line(&self.subject))
            .raw_header(raw("Auto-Submitted", "auto-generated"))
            .raw_header(raw("X-Auto-Response-Suppress", "All"))
            .raw_header(raw("Content-Language", self.language));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.mailbox().ok_or(LetterError::Sender)?);
        }
        if let Some(way_out) = &self.unsubscribe {
            builder = builder
                .raw_header(raw("List-Unsubscribe", &format!("<{}>", one_line(&way_out.url))))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let body = MultiPart::alternative()
            .boundary(self.boundary())
            .singlepart(
                SinglePart::builder()
                    .header(ContentType::TEXT_PLAIN)
                    .body(self.text.clone()),
            )
            .singlepart(
                SinglePart::builder()
                    .header(ContentType::TEXT_HTML)
                    .body(self.html.clone()),
            );
        Ok(builder.multipart(body).map_err(|e| content(&e))?.formatted())
    }

    /// A file name that says which letter it is: the Message-ID without what file systems dislike.
    #[must_use]
    pub fn file_name(&self) -> String {
        let id = self.message_id.trim_matches(['<', '>']);
        let safe: String = id
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || "-.@_".contains(c) {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        format!("{safe}.eml")
    }

    /// Between the parts; made from the Message-ID so that a second attempt is byte for byte the first.
    fn boundary(&self) -> String {
        use sha2::{Digest, Sha256};
        let digest = Sha256::digest(self.message_id.as_bytes());
        digest.iter().take(16).fold("=_".to_owned(), |mut text, byte| {
            use std::fmt::Write;
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// No line break or other control character gets into a header.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    pub(in super::super) fn example() -> Letter {
        Letter {
            message_id: "<01900000-0000-7000-8000-000000000001@abbina.example>".to_owned(),
            date: DateTime::UNIX_EPOCH,
            from: Correspondent::named("Abbina", "abbina@abbina.example"),
            reply_to: Some(Correspondent::named("Perché No", "segreteria@scuola.example")),
            to: Correspondent::named("Officina Società", "posta@officina.example"),
            subject: "Due proposte di apprendistato: è ora".to_owned(),
            text: "Buongiorno,\nperché no?\n.\nfine\n".to_owned(),
            html: "<p>Buongiorno, perché no?</p>".to_owned(),
            language: "it",
            unsubscribe: None,
        }
    }

    fn wire(letter: &Letter) -> String {
        String::from_utf8(letter.encode().unwrap()).unwrap()
    }

    #[test]
    fn the_same_letter_is_the_same_bytes() {
        assert_eq!(wire(&example()), wire(&example()));
    }

    #[test]
    fn a_line_break_in_a_subject_makes_no_header() {
        let mut letter = example();
        letter.subject = "Ciao\r\nBcc: tutti@ovunque.example".to_owned();
        letter.to.name = Some("Uno\nX-Evil: 1".to_owned());
        let wire = wire(&letter);
        assert!(!wire.contains("\nBcc:") && !wire.contains("\nX-Evil:"), "{wire}");
    }

    #[test]
    fn machines_are_told_that_a_machine_wrote() {
        let wire = wire(&example());
        assert!(wire.contains("Auto-Submitted: auto-generated\r\n"));
        assert!(wire.is_ascii(), "any server takes it");
    }

    #[test]
    fn only_a_mail_that_one_may_refuse_offers_a_way_out() {
        assert!(!wire(&example()).contains("List-Unsubscribe"));
        let mut digest = example();
        digest.unsubscribe = Some(Unsubscribe {
            url: "https://abbina.example/u/1".to_owned(),
        });
        let wire = wire(&digest);
        assert!(
            wire.contains("List-Unsubscribe: <https://abbina.example/u/1>\r\n"),
            "{wire}"
        );
        assert!(wire.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    }

    #[test]
    fn an_address_that_is_none_is_the_recipients_problem() {
        let mut letter = example();
        letter.to.address = "nessuna".to_owned();
        assert_eq!(letter.encode().unwrap_err(), LetterError::Recipient);
    }
}
