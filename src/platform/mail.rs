//! Letters and how they leave the house: by SMTP, into a folder, or into memory.
//!
//! A [`Letter`] is a finished mail: addresses, subject, text and HTML, and a Message-ID that was fixed elsewhere, so that
//! sending it twice is visible to whoever receives it. A [`Mailer`] takes it and answers [`Taken`] or a [`Failure`],
//! and the failure says what to do next ([`FailureKind`]):
//!
//! | kind | meaning | what the sender does |
//! |---|---|---|
//! | temporary | 4xx, no connection, dropped before the content | try again later |
//! | ambiguous | dropped after the content began: the other side may have it | try again, same Message-ID |
//! | address | 5xx about the recipient | stop writing to that address |
//! | letter | 5xx about this letter | give this one up |
//! | service | 5xx about ourselves: sign-in refused, relaying denied, no TLS | keep the mail, alarm, try again later |
//!
//! The distinction between `address` and `service` matters: a relay whose password has changed refuses every
//! recipient with 5xx, and must not make every company look unreachable.

mod letter;
mod settings;
mod smtp;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use letter::{Correspondent, Letter, LetterError, Unsubscribe};
pub use settings::{Security, SettingsError, SmtpSettings};

/// How far the conversation had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Building the letter, before any conversation.
    Compose,
    /// Reaching the server, its greeting, our EHLO.
    Connect,
    /// Encrypting the line.
    Encrypt,
    /// Saying who we are.
    SignIn,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA`, before any content.
    Announce,
    /// The content and the answer to its last dot.
    Content,
}

/// What a failure means for the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// It may go better later.
    Temporary,
    /// It may have arrived: the line broke while or after the content was sent.
    Ambiguous,
    /// This address does not take mail.
    Address,
    /// This letter is refused, whoever it is for.
    Letter,
    /// Our own set-up is refused.
    Service,
}

/// Why a letter did not leave, as far as we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What it means.
    pub kind: FailureKind,
    /// Where it happened.
    pub step: Step,
    /// The SMTP reply code, where there was a reply.
    pub code: Option<u16>,
    /// What the other side said, or what broke. May contain the address: for the outbox, not for the log.
    pub reply: String,
}

impl Failure {
    /// Is it of no use to try again?
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        matches!(self.kind, FailureKind::Address | FailureKind::Letter)
    }
}

impl fmt::Display for Failure {
    /// For logs: without the reply, which may name a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} failure at {:?}", self.kind, self.step)?;
        self.code.map_or(Ok(()), |code| write!(f, " (reply {code})"))
    }
}

impl std::error::Error for Failure {}

/// The other side took the letter; what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The server's last reply, often with its queue id.
    pub reply: String,
}

/// Where letters go. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Mailer {
    way: Arc<Way>,
}

#[derive(Debug)]
enum Way {
    Smtp(Box<smtp::Relay>),
    File(PathBuf),
    Memory(Memory),
}

#[derive(Debug, Default)]
struct Memory {
    taken: Mutex<Vec<Letter>>,
    failures: Mutex<std::collections::VecDeque<Failure>>,
}

impl Mailer {
    /// Over SMTP to a relay. Refuses settings under which mail would travel in the clear beyond this machine.
    pub fn smtp(settings: SmtpSettings) -> Result<Mailer, SettingsError> {
        Ok(Mailer {
            way: Arc::new(Way::Smtp(Box::new(smtp::Relay::new(settings)?))),
        })
    }

    /// As configured: to the mail server that is named, else into the folder `outbox` beside the data. A demonstration
    /// writes to the folder whatever is configured.
    ///
    /// # Errors
    /// When the settings cannot be used.
    pub fn configured(config: &crate::config::Config) -> Result<Mailer, SettingsError> {
        match SmtpSettings::configured(&config.mail)? {
            Some(settings) if !config.demo => Mailer::smtp(settings),
            _ => Ok(Mailer::file(config.database.data.join("outbox"))),
        }
    }

    /// Into a folder, one `.eml` per letter, named by its Message-ID: for development and for `abbina match`.
    pub fn file(folder: impl Into<PathBuf>) -> Mailer {
        Mailer {
            way: Arc::new(Way::File(folder.into())),
        }
    }

    /// Kept in memory, for tests and for the demonstration.
    #[must_use]
    pub fn memory() -> Mailer {
        Mailer {
            way: Arc::new(Way::Memory(Memory::default())),
        }
    }

    /// `smtp`, `file` or `memory`: for `abbina doctor` and the outbox page.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &*self.way {
            Way::Smtp(_) => "smtp",
            Way::File(_) => "file",
            Way::Memory(_) => "memory",
        }
    }

    /// Hands one letter over. Nothing is retried here: the failure says what the caller may do.
    pub async fn send(&self, letter: &Letter) -> Result<Taken, Failure> {
        match &*self.way {
            Way::Smtp(relay) => relay.send(letter).await,
            Way::File(folder) => write_eml(folder, letter).await,
            Way::Memory(memory) => memory.take(letter),
        }
    }

    /// Can the other side be reached, encrypted and signed in to? For `abbina doctor`; sends nothing.
    pub async fn check(&self) -> Result<(), Failure> {
        match &*self.way {
            Way::Smtp(relay) => relay.check().await,
            Way::File(_) | Way::Memory(_) => Ok(()),
        }
    }

    /// Says goodbye on open connections.
    pub async fn close(&self) {
        if let Way::Smtp(relay) = &*self.way {
            relay.close().await;
        }
    }

    /// What a memory mailer took so far, oldest first; nothing for the others.
    #[must_use]
    pub fn taken(&self) -> Vec<Letter> {
        match &*self.way {
            Way::Memory(memory) => lock(&memory.taken).clone(),
            Way::Smtp(_) | Way::File(_) => Vec::new(),
        }
    }

    /// Lets a memory mailer fail its next letter like this. For tests.
    pub fn fail_next(&self, failure: Failure) {
        if let Way::Memory(memory) = &*self.way {
            lock(&memory.failures).push_back(failure);
        }
    }
}

impl Memory {
    fn take(&self, letter: &Letter) -> Result<Taken, Failure> {
        letter.encode().map_err(compose_failure)?;
        if let Some(failure) = lock(&self.failures).pop_front() {
            return Err(failure);
        }
        lock(&self.taken).push(letter.clone());
        Ok(Taken {
            reply: "kept in memory".to_owned(),
        })
    }
}

/// Writes beside and renames, so that half a letter is never seen.
async fn write_eml(folder: &Path, letter: &Letter) -> Result<Taken, Failure> {
    let bytes = letter.encode().map_err(compose_failure)?;
    let name = letter.file_name();
    let write = async {
        tokio::fs::create_dir_all(folder).await?;
        let partial = folder.join(format!(".{name}.part"));
        tokio::fs::write(&partial, &bytes).await?;
        tokio::fs::rename(&partial, folder.join(&name)).await
    };
    write.await.map_err(|e: std::io::Error| Failure {
        kind: FailureKind::Temporary,
        step: Step::Content,
        code: None,
        reply: e.to_string(),
    })?;
    Ok(Taken { reply: name })
}

fn compose_failure(error: LetterError) -> Failure {
    let kind = match error {
        LetterError::Recipient => FailureKind::Address,
        LetterError::Sender => FailureKind::Service,
        LetterError::Content(_) => FailureKind::Letter,
    };
    Failure {
        kind,
        step: Step::Compose,
        code: None,
        reply: error.to_string(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[tokio::test]
    async fn a_letter_in_a_folder_is_whole_and_named_by_its_message_id() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Mailer::file(folder.path().join("out"));
        let letter = letter::tests::example();
        mailer.send(&letter).await.unwrap();
        mailer.send(&letter).await.unwrap();
        let names: Vec<_> = std::fs::read_dir(folder.path().join("out"))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(
            names,
            [letter.file_name()],
            "the second time writes the same file"
        );
    }

    #[tokio::test]
    async fn memory_keeps_what_it_took_and_fails_when_told() {
        let mailer = Mailer::memory();
        let failure = Failure {
            kind: FailureKind::Temporary,
            step: Step::Recipient,
            code: Some(450),
            reply: "later".to_owned(),
        };
        mailer.fail_next(failure.clone());
        let letter = letter::tests::example();
        assert_eq!(mailer.send(&letter).await.unwrap_err(), failure);
        mailer.send(&letter).await.unwrap();
        assert_eq!(mailer.taken(), [letter]);
    }

    #[test]
    fn a_failure_in_the_log_names_nobody() {
        let failure = Failure {
            kind: FailureKind::Address,
            step: Step::Recipient,
            code: Some(550),
            reply: "<anna@azienda.example> unknown".to_owned(),
        };
        assert_eq!(failure.to_string(), "Address failure at Recipient (reply 550)");
    }
}
