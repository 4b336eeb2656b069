//! The way out: whoever got a mail that they may refuse says that they want no more of them at this address. One POST does it,
//! without signing in and without a form of ours (RFC 8058); what opens it is the secret in the mail.

use sea_orm::ConnectionTrait;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::addresses::stop_token;
use super::model::{Reason, Stored};
use super::store;
use crate::accounts::{AuditEntry, By, record};
use crate::app::App;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{EventId, MessageId};

/// The message whose way out this is: what stands after `/stop/`.
///
/// # Errors
/// [`Fault::NotFound`] for an address that opens nothing.
pub(super) async fn message(app: &App, door: &str) -> Result<Stored, Fault> {
    let nothing = || Fault::NotFound("link");
    let (id, token) = door.split_once('.').ok_or_else(nothing)?;
    let id = MessageId(id.parse::<Uuid>().map_err(|_| nothing())?);
    let ours = stop_token(&app.key, id);
    if !bool::from(ours.as_bytes().ct_eq(token.as_bytes())) {
        return Err(nothing());
    }
    store::find(app.db.reader(), id).await?.ok_or_else(nothing)
}

/// Is this address left in peace?
pub(super) async fn is_stopped(conn: &impl ConnectionTrait, email_key: &str) -> Result<bool, Fault> {
    let known = store::in_force(conn, email_key).await?;
    Ok(known
        .iter()
        .any(|suppression| suppression.reason == Reason::Unwanted))
}

/// Leaves the address of this message in peace. Saying it twice is saying it once.
pub(super) async fn stop(app: &App, message: &Stored) -> Result<(), Fault> {
    let now = app.clock.now();
    let id = EventId::new(now, app.chance.as_ref()).0;
    let tx = app.db.write_tx().await?;
    if store::suppress(&tx, id, &message.recipient_key, Reason::Unwanted, "", now).await? {
        record(&tx, app, &entry(message, "suppression.asked", id)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Its reader changed their mind.
pub(super) async fn resume(app: &App, message: &Stored) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    for suppression in store::in_force(&tx, &message.recipient_key).await? {
        if suppression.reason == Reason::Unwanted {
            store::lift(&tx, &suppression, None, "", app.clock.now()).await?;
            record(
                &tx,
                app,
                &entry(message, "suppression.taken_back", suppression.id),
            )
            .await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The schools concerned see it in their log.
fn entry(message: &Stored, action: &'static str, suppression: Uuid) -> AuditEntry {
    let entry = AuditEntry::by(By::Service, action).about("suppression", suppression);
    match message.institution_id {
        Some(school) => entry.in_school(school),
        None => entry,
    }
}
