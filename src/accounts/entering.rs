//! Coming in and going out: sessions, and what ends them.

use serde_json::json;

use super::actions::in_own_school;
use super::audit::{AuditEntry, By, record};
use super::model::{Account, Actor};
use super::passwords;
use super::store::{accounts, sessions};
use crate::app::App;
use crate::platform::web::Client;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, SessionId};
use crate::vocabulary::text::EmailAddress;

/// Signs somebody in; the secret is the session's, for the cookie. Unknown, disabled and wrong take the same time and say the same.
///
/// # Errors
/// `account.sign_in.wrong`; [`Fault::TooMany`] after too many tries.
pub async fn sign_in(app: &App, email: &str, password: String, client: &Client) -> Result<[u8; 32], Fault> {
    let key = EmailAddress::parse(email).map(|address| address.key());
    let key = key.unwrap_or_else(|_| email.trim().chars().take(254).collect::<String>().to_lowercase());
    app.doors.knock(&client.prefix, &key)?;
    let found = accounts::find_by_email(app.db.reader(), &key).await?;
    let stored = found.as_ref().and_then(|found| found.password_hash.clone());
    let fits = password.chars().count() <= passwords::MAX && passwords::verified(password, stored).await?;
    match found {
        Some(found) if fits && found.account.disabled_at.is_none() => {
            begin_session(app, &found.account, client).await
        }
        found => {
            let tx = app.db.write_tx().await?;
            let entry = AuditEntry::by(By::Service, "account.sign_in_refused")
                .detail(json!({ "network": client.prefix }));
            let entry = match &found {
                Some(found) => in_own_school(entry.about("account", found.account.id.0), &found.account),
                None => entry,
            };
            record(&tx, app, &entry).await?;
            tx.commit().await?;
            Err(Fault::invalid("", "account.sign_in.wrong", ""))
        }
    }
}

/// Signs a persona of the demonstration in.
///
/// # Errors
/// [`Fault::NotFound`] outside a demonstration, and for nobody.
pub(super) async fn sign_in_as_persona(app: &App, id: AccountId, client: &Client) -> Result<[u8; 32], Fault> {
    if !app.config.demo {
        return Err(Fault::NotFound("page"));
    }
    let account = accounts::get(app.db.reader(), id).await?;
    if account.disabled_at.is_some() {
        return Err(Fault::NotFound("account"));
    }
    begin_session(app, &account, client).await
}

async fn begin_session(app: &App, account: &Account, client: &Client) -> Result<[u8; 32], Fault> {
    let now = app.clock.now();
    let secret = app.chance.secret();
    let session = SessionId::new(now, app.chance.as_ref());
    let tx = app.db.write_tx().await?;
    sessions::forget_old(&tx, now).await?;
    sessions::insert(&tx, session, account.id, &secret, client, now).await?;
    accounts::set_signed_in(&tx, account.id, now).await?;
    let entry = AuditEntry::by(By::Account(account.id), "account.signed_in").about("session", session.0);
    record(&tx, app, &in_own_school(entry, account)).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Ends the session by which somebody acts.
pub(super) async fn sign_out(app: &App, actor: &Actor) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    sessions::revoke(&tx, actor.account_id, actor.session_id, app.clock.now()).await?;
    record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "account.signed_out").about("session", actor.session_id.0),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`Fault::NotFound`] when it is somebody else's, or has ended.
pub(super) async fn revoke_session(app: &App, actor: &Actor, id: SessionId) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    if !sessions::revoke(&tx, actor.account_id, id, app.clock.now()).await? {
        return Err(Fault::NotFound("session"));
    }
    record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "account.session_revoked").about("session", id.0),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Ends all of one's own sessions but this one; says how many.
pub(super) async fn revoke_other_sessions(app: &App, actor: &Actor) -> Result<u64, Fault> {
    let tx = app.db.write_tx().await?;
    let count = sessions::revoke_all(&tx, actor.account_id, Some(actor.session_id), app.clock.now()).await?;
    let entry = AuditEntry::by_actor(actor, "account.other_sessions_revoked")
        .about("account", actor.account_id.0)
        .detail(json!({ "sessions": count }));
    record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(count)
}
