//! What people and other rooms do with the outbox.

use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::catalogue::Mail;
use super::model::{Message, State};
use super::store;
use crate::accounts::{Actor, AuditEntry, Role, record};
use crate::app::App;
use crate::platform::mail::Correspondent;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{EventId, InstitutionId, MessageId, StudentId};

/// Writes a message into the outbox, in the transaction that makes true what it says. `None`: this event has already
/// written this template to this address.
///
/// # Errors
/// When the database is gone.
pub async fn enqueue(
    app: &App,
    tx: &DatabaseTransaction,
    message: &Message,
) -> Result<Option<MessageId>, Fault> {
    let (id, row) = row(app, message, None)?;
    let written = store::insert(tx, vec![row]).await?;
    Ok((written > 0).then_some(id))
}

/// The same for mails to the families of these students, many at once: each goes when its student is erased. Says how many were
/// written.
///
/// # Errors
/// When the database is gone.
pub async fn enqueue_about(
    app: &App,
    tx: &DatabaseTransaction,
    messages: &[(Message, StudentId)],
) -> Result<usize, Fault> {
    let rows = messages
        .iter()
        .map(|(message, student)| Ok(row(app, message, Some(*student))?.1));
    store::insert(tx, rows.collect::<Result<_, Fault>>()?).await
}

/// Takes away every mail about this student, and what is known of addresses that only these mails went to. To be called in a
/// transaction.
///
/// # Errors
/// When the database is gone.
pub async fn forget_student(conn: &impl ConnectionTrait, student: StudentId) -> Result<(), Fault> {
    store::forget_about(conn, student).await
}

/// The row of a message, and its identity.
fn row(
    app: &App,
    message: &Message,
    student: Option<StudentId>,
) -> Result<(MessageId, store::message::ActiveModel), Fault> {
    let now = app.clock.now();
    let id = MessageId::new(now, app.chance.as_ref());
    let from = Correspondent::parse(&app.config.mail.mail_from);
    let row = store::message::ActiveModel {
        id: Set(id.0),
        event_id: Set(message.event_id.0),
        template: Set(message.mail.template().to_owned()),
        recipient: Set(message.recipient.as_str().to_owned()),
        recipient_key: Set(message.recipient.key()),
        language: Set(message.language.as_str().to_owned()),
        institution_id: Set(message.institution_id.map(|id| id.0)),
        company_id: Set(message.company_id.map(|id| id.0)),
        student_id: Set(student.map(|id| id.0)),
        params: Set(message.mail.params()?),
        message_id: Set(format!("<{id}@{}>", from.domain())),
        state: Set(State::Pending.as_str().to_owned()),
        attempts: Set(0),
        run_at: Set(now),
        claimed_by: Set(None),
        claimed_until: Set(None),
        last_error: Set(None),
        created_at: Set(now),
        sent_at: Set(None),
    };
    Ok((id, row))
}

/// Has this event written anything into the outbox? For events whose identity is known before they happen.
///
/// # Errors
/// When the database is gone.
pub async fn is_enqueued(conn: &impl ConnectionTrait, event: EventId) -> Result<bool, Fault> {
    store::has_event(conn, event).await
}

/// The identity of an event that is the same whoever finds it: what makes it repeatable without repeating itself.
#[must_use]
pub fn event(parts: &[&str]) -> EventId {
    let digest = Sha256::digest(parts.join("\u{0}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    EventId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Whose messages somebody sees: all, or their school's.
///
/// # Errors
/// [`Fault::Forbidden`] for those who have no outbox.
pub(super) fn scope(actor: &Actor) -> Result<Option<InstitutionId>, Fault> {
    match actor.role {
        Role::Administrator => Ok(None),
        Role::Coordinator(school) => Ok(Some(school)),
        Role::Company(_) | Role::Fund => Err(Fault::Forbidden),
    }
}

/// Sends a message that had failed once more, with the Message-ID it always had.
///
/// # Errors
/// `NotFound` when it is not theirs to see; conflict `message.not_failed`, or `message.suppressed` while its address is
/// not written to.
pub async fn resend(app: &App, actor: &Actor, id: MessageId) -> Result<(), Fault> {
    let scope = scope(actor)?;
    let tx = app.db.write_tx().await?;
    let message = store::find(&tx, id).await?.ok_or(Fault::NotFound("message"))?;
    if scope.is_some() && scope != message.institution_id {
        return Err(Fault::NotFound("message"));
    }
    let mail = Mail::from_stored(&message.template, message.params)?;
    if store::held_back(&tx, &message.recipient_key, mail.may_be_refused())
        .await?
        .is_some()
    {
        return Err(Fault::Conflict("message.suppressed"));
    }
    if !store::requeue(&tx, id, app.clock.now()).await? {
        return Err(Fault::Conflict("message.not_failed"));
    }
    let entry = AuditEntry::by_actor(actor, "message.resent").about("message", id.0);
    record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes to an address again that a mail server had refused, or whose reader wanted no more mail.
///
/// # Errors
/// `suppression.why.missing` without a reason; `NotFound` when it is not theirs or no longer in force.
pub async fn lift(app: &App, actor: &Actor, id: Uuid, why: &str) -> Result<(), Fault> {
    let scope = scope(actor)?;
    let tx = app.db.write_tx().await?;
    let theirs = store::list_suppressions(&tx, scope).await?;
    let suppression = theirs
        .iter()
        .find(|suppression| suppression.id == id)
        .ok_or(Fault::NotFound("suppression"))?;
    let why = why.trim();
    if why.is_empty() {
        return Err(Fault::invalid("why", "suppression.why.missing", ""));
    }
    store::lift(&tx, suppression, Some(actor.account_id), why, app.clock.now()).await?;
    let entry = AuditEntry::by_actor(actor, "suppression.lifted")
        .about("suppression", id)
        .detail(json!({ "reason": suppression.reason.as_str() }));
    record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(())
}
