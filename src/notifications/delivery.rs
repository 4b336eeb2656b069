//! The work of the outbox: claim → compose → mailer → mark. Nothing is locked while the mail server speaks.

use std::time::Duration;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::addresses::Addresses;
use super::catalogue::Mail;
use super::model::{AllowList, Reason, State, Stored};
use super::store::{self, Change};
use crate::app::App;
use crate::platform::mail::{Correspondent, Failure, FailureKind, Letter, Mailer, Unsubscribe};
use crate::platform::texts::Texts;
use crate::platform::worker::{BackOff, Lease, Pace, Tally, Verdict, Work, Worker};
use crate::vocabulary::fault::Fault;

/// 1, 2, 4 … minutes, then every four hours; given up after about a day and a half.
const PATIENCE: BackOff = BackOff {
    first: Duration::from_secs(60),
    ceiling: Duration::from_secs(4 * 3600),
    attempts: 16,
};

/// Sends what is in the outbox.
#[derive(Debug)]
pub struct Delivery {
    app: App,
    mailer: Mailer,
    only_to: AllowList,
}

/// How a message that is done was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The mail server has it.
    Sent,
    /// It was not tried: why.
    Suppressed(String),
    /// The address is refused: what the mail server said.
    Bounced(String),
}

impl Delivery {
    /// Delivery through this mailer.
    #[must_use]
    pub fn new(app: &App, mailer: Mailer) -> Delivery {
        let only_to = AllowList::new(&app.config.mail.mail_only_to);
        Delivery {
            app: app.clone(),
            mailer,
            only_to,
        }
    }

    fn failed(&self, message: &Stored, failure: &Failure) -> Verdict<Ended> {
        tracing::warn!(message = %message.id, attempt = message.attempts, %failure, "a mail was not taken");
        let why = failure.code.map_or_else(
            || failure.reply.clone(),
            |code| format!("{code} {}", failure.reply),
        );
        match failure.kind {
            FailureKind::Address => Verdict::Done(Ended::Bounced(why)),
            FailureKind::Letter => Verdict::Dead { why },
            FailureKind::Temporary | FailureKind::Ambiguous | FailureKind::Service => {
                if failure.kind == FailureKind::Service {
                    tracing::error!(%failure, "the mail server refuses this service itself: check its settings");
                }
                match PATIENCE.wait(message.attempts, self.app.chance.as_ref()) {
                    Some(wait) => Verdict::Retry { wait, why },
                    None => Verdict::Dead { why },
                }
            }
        }
    }
}

impl Work for Delivery {
    type Job = Stored;
    type Done = Ended;

    fn name(&self) -> &'static str {
        "mail"
    }

    async fn claim(&self, lease: Lease) -> Result<Option<Stored>, Fault> {
        let now = self.app.clock.now();
        // Looking does not need the one connection that writes.
        if !store::any_due(self.app.db.reader(), now).await? {
            return Ok(None);
        }
        let tx = self.app.db.write_tx().await?;
        let claimed = store::claim(&tx, now, lease).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn renew(&self, message: &Stored, lease: Lease) -> Result<bool, Fault> {
        let tx = self.app.db.write_tx().await?;
        let ours = store::renew(&tx, message, lease).await?;
        tx.commit().await?;
        Ok(ours)
    }

    async fn run(&self, message: &Stored, _stop: &CancellationToken) -> Verdict<Ended> {
        if message.attempts > PATIENCE.attempts {
            return Verdict::Dead {
                why: "the service ended during every attempt".to_owned(),
            };
        }
        if !self.only_to.allows(&message.recipient) {
            return Verdict::Done(Ended::Suppressed(
                "not on the list of those who may be written to here".to_owned(),
            ));
        }
        let letter = match letter(&self.app, message) {
            Ok(letter) => letter,
            Err(fault) => {
                return Verdict::Dead {
                    why: fault.to_string(),
                };
            }
        };
        let may_be_refused = letter.unsubscribe.is_some();
        match store::held_back(self.app.db.reader(), &message.recipient_key, may_be_refused).await {
            Ok(None) => {}
            Ok(Some(suppression)) => {
                return Verdict::Done(Ended::Suppressed(match suppression.reason {
                    Reason::Refused => suppression.detail,
                    Reason::Unwanted => "its reader wants no more mail".to_owned(),
                }));
            }
            Err(fault) => {
                return Verdict::Retry {
                    wait: Duration::from_secs(10),
                    why: fault.to_string(),
                };
            }
        }
        match self.mailer.send(&letter).await {
            Ok(taken) => {
                tracing::info!(message = %message.id, template = message.template, reply = taken.reply, "a mail was taken");
                Verdict::Done(Ended::Sent)
            }
            Err(failure) => self.failed(message, &failure),
        }
    }

    async fn settle(&self, message: &Stored, holder: Uuid, verdict: Verdict<Ended>) -> Result<(), Fault> {
        let now = self.app.clock.now();
        let rest = Change {
            state: State::Pending,
            run_at: now,
            last_error: None,
            sent_at: None,
            undo_attempt: false,
        };
        let mut refused = None;
        let change = match verdict {
            Verdict::Done(Ended::Sent) => Change {
                state: State::Sent,
                sent_at: Some(now),
                ..rest
            },
            Verdict::Done(Ended::Suppressed(why)) => Change {
                state: State::Suppressed,
                last_error: Some(why),
                ..rest
            },
            Verdict::Done(Ended::Bounced(why)) => {
                refused = Some(why.clone());
                Change {
                    state: State::Bounced,
                    last_error: Some(why),
                    ..rest
                }
            }
            Verdict::Retry { wait, why } => {
                let run_at = now + TimeDelta::from_std(wait).unwrap_or(TimeDelta::hours(4));
                Change {
                    state: State::Retry,
                    run_at,
                    last_error: Some(why),
                    ..rest
                }
            }
            Verdict::Dead { why } => {
                tracing::error!(message = %message.id, template = message.template, "a mail was given up");
                Change {
                    state: State::Dead,
                    last_error: Some(why),
                    ..rest
                }
            }
            Verdict::GiveBack => Change {
                last_error: message.last_error.clone(),
                undo_attempt: true,
                ..rest
            },
        };
        let tx = self.app.db.write_tx().await?;
        let ours = store::settle(&tx, message, holder, change).await?;
        if let (true, Some(detail)) = (ours, refused) {
            let id = crate::vocabulary::ids::EventId::new(now, self.app.chance.as_ref());
            store::suppress(&tx, id.0, &message.recipient_key, Reason::Refused, &detail, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// The letter that a stored message becomes: composed now, from what was decided then.
fn letter(app: &App, message: &Stored) -> Result<Letter, Fault> {
    let mail = Mail::from_stored(&message.template, message.params.clone())?;
    let at = Addresses::working(app).in_message(message.id);
    let composed = mail.compose(Texts::for_language(message.language), &at)?;
    Ok(Letter {
        message_id: message.message_id.clone(),
        date: message.created_at,
        from: Correspondent::parse(&app.config.mail.mail_from),
        reply_to: mail.reply_to(),
        to: Correspondent::new(&message.recipient),
        subject: composed.subject,
        text: composed.text,
        html: composed.html,
        language: message.language.as_str(),
        unsubscribe: mail.may_be_refused().then(|| Unsubscribe { url: at.stop() }),
    })
}

/// The worker that sends the outbox until it is told to stop.
#[must_use]
pub fn worker(app: &App) -> Worker<Delivery> {
    let pace = Pace {
        lanes: 2,
        ..Pace::default()
    };
    Worker::new(Delivery::new(app, app.mailer.clone()), app.clock.clone(), pace)
}

/// Sends what is due now: `abbina send --once`.
///
/// # Errors
/// When the database is gone.
pub async fn send_once(app: &App, stop: &CancellationToken) -> Result<Tally, Fault> {
    let tally = worker(app).drain_until(stop).await;
    app.mailer.close().await;
    tally
}
