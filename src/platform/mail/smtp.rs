//! The conversation with a relay, step by step.
//!
//! It is held here command by command, rather than by the library's pooled transport, for one reason: only whoever
//! holds the conversation knows whether the content had been announced when the line broke, and whom a 5xx was about.

use std::fmt;
use std::future::Future;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use tokio::sync::{Mutex, Semaphore};

use super::settings::{Security, SettingsError, SmtpSettings};
use super::{Failure, FailureKind, Letter, Step, Taken, compose_failure};

/// A relay and the lines open to it.
pub(super) struct Relay {
    settings: SmtpSettings,
    tls: Option<TlsParameters>,
    hello: ClientId,
    idle: Mutex<Vec<Line>>,
    seats: Semaphore,
}

struct Line {
    connection: AsyncSmtpConnection,
    since: Instant,
    letters: u32,
}

/// A line is not kept longer than this without use: relays hang up after some minutes.
const IDLE: Duration = Duration::from_secs(20);
/// Relays limit letters per line; a fresh one costs little.
const LETTERS_PER_LINE: u32 = 50;

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl Relay {
    pub(super) fn new(settings: SmtpSettings) -> Result<Relay, SettingsError> {
        let tls = match settings.security {
            Security::None if is_loopback(&settings.host) => None,
            Security::None => return Err(SettingsError::Unprotected(settings.host)),
            Security::StartTls | Security::Implicit => Some(tls_parameters(&settings)?),
        };
        let hello = settings
            .hello
            .clone()
            .map_or_else(ClientId::default, ClientId::Domain);
        let seats = Semaphore::new(settings.connections.max(1));
        Ok(Relay {
            settings,
            tls,
            hello,
            idle: Mutex::default(),
            seats,
        })
    }

    pub(super) async fn send(&self, letter: &Letter) -> Result<Taken, Failure> {
        let bytes = letter.encode().map_err(compose_failure)?;
        let from = letter
            .from
            .checked()
            .ok_or_else(|| compose_failure(super::LetterError::Sender))?;
        let to = letter
            .to
            .checked()
            .ok_or_else(|| compose_failure(super::LetterError::Recipient))?;
        // The semaphore is never closed.
        let _seat = self.seats.acquire().await.ok();
        let mut line = self.line().await?;
        let result = self.converse(&mut line.connection, from, to, &bytes).await;
        line.letters += 1;
        let healthy = match &result {
            Ok(_) => true,
            Err(failure) => failure.code.is_some_and(|code| code != 421),
        };
        if healthy && line.letters < LETTERS_PER_LINE {
            line.since = Instant::now();
            self.idle.lock().await.push(line);
        } else {
            self.hang_up(line).await;
        }
        result
    }

    pub(super) async fn check(&self) -> Result<(), Failure> {
        let line = self.open().await?;
        self.hang_up(line).await;
        Ok(())
    }

    pub(super) async fn close(&self) {
        let lines = std::mem::take(&mut *self.idle.lock().await);
        for line in lines {
            self.hang_up(line).await;
        }
    }

    /// An open line that still answers, or a new one.
    async fn line(&self) -> Result<Line, Failure> {
        loop {
            let Some(mut line) = self.idle.lock().await.pop() else {
                return self.open().await;
            };
            let fresh = line.since.elapsed() < IDLE;
            if fresh
                && self
                    .within(Step::Connect, line.connection.command(Rset))
                    .await
                    .is_ok()
            {
                return Ok(line);
            }
            self.hang_up(line).await;
        }
    }

    async fn open(&self) -> Result<Line, Failure> {
        let settings = &self.settings;
        let implicit = self
            .tls
            .clone()
            .filter(|_| settings.security == Security::Implicit);
        let server = (settings.host.as_str(), settings.port);
        let connect =
            AsyncSmtpConnection::connect_tokio1(server, Some(settings.timeout), &self.hello, implicit, None);
        let mut connection = self.within(Step::Connect, connect).await?;
        if settings.security == Security::StartTls
            && let Some(tls) = self.tls.clone()
        {
            self.within(Step::Encrypt, connection.starttls(tls, &self.hello))
                .await?;
        }
        if settings.security != Security::None && !connection.is_encrypted() {
            return Err(Failure {
                kind: FailureKind::Service,
                step: Step::Encrypt,
                code: None,
                reply: "the line is not encrypted".to_owned(),
            });
        }
        if let Some((user, password)) = &settings.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            self.within(Step::SignIn, connection.auth(DEFAULT_MECHANISMS, &credentials))
                .await?;
        }
        Ok(Line {
            connection,
            since: Instant::now(),
            letters: 0,
        })
    }

    async fn converse(
        &self,
        line: &mut AsyncSmtpConnection,
        from: Address,
        to: Address,
        bytes: &[u8],
    ) -> Result<Taken, Failure> {
        self.within(Step::Sender, line.command(Mail::new(Some(from), Vec::new())))
            .await?;
        self.within(Step::Recipient, line.command(Rcpt::new(to, Vec::new())))
            .await?;
        self.within(Step::Announce, line.command(Data)).await?;
        let reply = self.within(Step::Content, line.message(bytes)).await?;
        Ok(Taken {
            reply: format!(
                "{} {}",
                reply.code(),
                reply.message().collect::<Vec<_>>().join(" ")
            ),
        })
    }

    async fn hang_up(&self, mut line: Line) {
        // A farewell that is not heard changes nothing.
        let _ = tokio::time::timeout(Duration::from_secs(2), line.connection.abort()).await;
    }

    async fn within<T>(
        &self,
        step: Step,
        asked: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Failure> {
        match tokio::time::timeout(self.settings.timeout, asked).await {
            Ok(answer) => answer.map_err(|error| failure(step, &error)),
            Err(_) => Err(Failure {
                kind: without_reply(step),
                step,
                code: None,
                reply: format!("no answer within {} s", self.settings.timeout.as_secs()),
            }),
        }
    }
}

fn tls_parameters(settings: &SmtpSettings) -> Result<TlsParameters, SettingsError> {
    let unusable = |e: Error| SettingsError::Tls(e.to_string());
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.extra_root_pem {
        builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(unusable)?);
    }
    builder.build_rustls().map_err(unusable)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn failure(step: Step, error: &Error) -> Failure {
    let code = error.status().map(u16::from);
    let reply = error.to_string();
    let kind = match code {
        Some(400..=499) => FailureKind::Temporary,
        Some(_) => refused(step, &reply),
        // The server cannot do what we must have: TLS, or a way to sign in.
        None if error.is_client() || error.is_tls() => FailureKind::Service,
        None => without_reply(step),
    };
    Failure {
        kind,
        step,
        code,
        reply,
    }
}

/// The line broke or fell silent.
fn without_reply(step: Step) -> FailureKind {
    if step == Step::Content {
        FailureKind::Ambiguous
    } else {
        FailureKind::Temporary
    }
}

/// Whom a 5xx is about: the step says it, and the enhanced status code (RFC 3463) where there is one.
fn refused(step: Step, reply: &str) -> FailureKind {
    let subject = enhanced_subject(reply);
    match (step, subject) {
        (Step::Recipient, None | Some(0..=2)) => FailureKind::Address,
        (Step::Content, Some(1 | 2)) => FailureKind::Address,
        (Step::Content, None | Some(0 | 6 | 7)) => FailureKind::Letter,
        _ => FailureKind::Service,
    }
}

/// The middle number of `5.1.1`: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy.
fn enhanced_subject(reply: &str) -> Option<u16> {
    reply.split([' ', ':', '(', ')']).find_map(|word| {
        let mut parts = word.split('.');
        let class = parts.next()?;
        let subject = parts.next()?.parse().ok()?;
        let _detail: u16 = parts.next()?.parse().ok()?;
        (class == "5" && parts.next().is_none()).then_some(subject)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn mail_never_travels_in_the_clear_beyond_this_machine() {
        let plain = |host: &str| {
            let settings = SmtpSettings {
                security: Security::None,
                ..SmtpSettings::new(host)
            };
            Relay::new(settings)
        };
        assert!(matches!(
            plain("posta.example"),
            Err(SettingsError::Unprotected(_))
        ));
        assert!(matches!(plain("10.0.0.1"), Err(SettingsError::Unprotected(_))));
        assert!(plain("127.0.0.1").is_ok() && plain("::1").is_ok() && plain("localhost").is_ok());
    }

    #[test]
    fn a_refused_recipient_and_a_refused_relay_are_told_apart() {
        use FailureKind::{Address, Letter, Service};
        let cases = [
            (
                Step::Recipient,
                "permanent error (550): 5.1.1 no such user",
                Address,
            ),
            (
                Step::Recipient,
                "permanent error (550): mailbox unavailable",
                Address,
            ),
            (
                Step::Recipient,
                "permanent error (554): 5.7.1 relay access denied",
                Service,
            ),
            (
                Step::SignIn,
                "permanent error (535): 5.7.8 bad credentials",
                Service,
            ),
            (Step::Sender, "permanent error (550): sender rejected", Service),
            (Step::Content, "permanent error (554): 5.6.0 not this", Letter),
            (
                Step::Content,
                "permanent error (550): 5.2.1 mailbox disabled",
                Address,
            ),
        ];
        for (step, reply, kind) in cases {
            assert_eq!(refused(step, reply), kind, "{step:?} {reply}");
        }
    }

    #[test]
    fn silence_is_ambiguous_only_after_the_content_began() {
        assert_eq!(without_reply(Step::Announce), FailureKind::Temporary);
        assert_eq!(without_reply(Step::Content), FailureKind::Ambiguous);
    }
}
