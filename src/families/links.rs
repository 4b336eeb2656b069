//! The links by which families come in: one student, one round, one address. The address of the page holds the secret; the
//! database holds its hash; the secret is made anew from the key whenever a mail is composed or a sheet is printed.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ConnectionTrait;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::model::speaker;
use super::store::{self, Asking, Link};
use crate::accounts;
use crate::app::App;
use crate::matching::{self, Round};
use crate::notifications::catalogue::{FamilyLinkRenewed, Mail};
use crate::notifications::{self, Message, family_token, token_hash};
use crate::students::{self, model::Student};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{EventId, FamilyLinkId, RoundId};
use crate::vocabulary::text::{EmailAddress, Language};

/// How long a link opens after the window has closed: the decision comes later, and is looked at again.
pub(super) const AFTERWARDS: TimeDelta = TimeDelta::days(180);

/// What a link opens.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The link.
    pub link: Link,
    /// About whom.
    pub student: Student,
    /// In which round.
    pub round: Round,
    /// How the round asks its families.
    pub asking: Asking,
}

/// A new link about this student, for whoever speaks today; not kept yet.
pub(super) fn new_link(app: &App, round: RoundId, student: &Student, expires_at: DateTime<Utc>) -> Link {
    let now = app.clock.now();
    let id = FamilyLinkId::new(now, app.chance.as_ref());
    let (who, address) = speaker(&student.profile, app.clock.today());
    Link {
        id,
        round,
        student: student.id,
        recipient: address.cloned(),
        speaker: who,
        token_hash: token_hash(&family_token(&app.key, id)),
        created_at: now,
        expires_at,
        revoked_at: None,
    }
}

/// The last part of the address that opens the link.
#[must_use]
pub fn door(app: &App, link: FamilyLinkId) -> String {
    format!("{link}.{}", family_token(&app.key, link))
}

/// Is whoever has this link still the one to speak for the student? The school's record says so: another address, or a birthday,
/// and it is not.
pub(super) fn is_theirs(app: &App, link: &Link, student: &Student) -> bool {
    let (_, address) = speaker(&student.profile, app.clock.today());
    match &link.recipient {
        None => true,
        Some(recipient) => address.is_some_and(|address| address.key() == recipient.key()),
    }
}

async fn genuine(app: &App, door: &str) -> Result<Option<Link>, Fault> {
    let Some((id, token)) = door.split_once('.') else {
        return Ok(None);
    };
    let Ok(id) = id.parse::<Uuid>() else {
        return Ok(None);
    };
    let link = store::find_link(app.db.reader(), FamilyLinkId(id)).await?;
    Ok(
        link.filter(|link| {
            bool::from(token_hash(token).ct_eq(&link.token_hash)) && link.revoked_at.is_none()
        }),
    )
}

/// What this address opens. `None`: nothing of ours, or not any more; the two look the same.
///
/// # Errors
/// When the database is gone.
pub async fn open(app: &App, door: &str) -> Result<Option<Opened>, Fault> {
    let Some(link) = genuine(app, door).await? else {
        return Ok(None);
    };
    if app.clock.now() >= link.expires_at {
        return Ok(None);
    }
    opened(app, app.db.reader(), link).await
}

async fn opened(app: &App, conn: &impl ConnectionTrait, link: Link) -> Result<Option<Opened>, Fault> {
    let Some(round) = matching::find_round(conn, link.round).await? else {
        return Ok(None);
    };
    let Some(asking) = store::find_asking(conn, link.round).await? else {
        return Ok(None);
    };
    let student = students::find(conn, round.institution_id, link.student).await?;
    Ok(student
        .filter(|student| is_theirs(app, &link, student))
        .map(|student| Opened {
            link,
            student,
            round,
            asking,
        }))
}

/// Somebody holds an address that opens nothing: if it once was a link of ours, a new one goes to the address that had it. At most
/// one a day. Whoever asks learns nothing.
///
/// # Errors
/// When the database is gone.
pub async fn renew(app: &App, door: &str) -> Result<(), Fault> {
    match genuine(app, door).await? {
        Some(link) => send_new(app, link).await,
        None => Ok(()),
    }
}

/// Somebody has lost the link: if links were sent to this address, new ones go there, one for each student and round. At most once
/// a day. Whoever asks learns nothing.
///
/// # Errors
/// When the database is gone.
pub async fn send_again(app: &App, address: &str) -> Result<(), Fault> {
    let Ok(address) = EmailAddress::parse(address) else {
        return Ok(());
    };
    let mut seen = std::collections::HashSet::new();
    for link in store::links_to(app.db.reader(), &address.key()).await? {
        if seen.insert((link.round, link.student)) {
            send_new(app, link).await?;
        }
    }
    Ok(())
}

async fn send_new(app: &App, old: Link) -> Result<(), Fault> {
    let Some(recipient) = old.recipient.clone() else {
        return Ok(());
    };
    let tx = app.db.write_tx().await?;
    let Some(found) = opened(app, &tx, old).await? else {
        return Ok(());
    };
    let (now, today) = (app.clock.now(), app.clock.today());
    let link = new_link(
        app,
        found.round.id,
        &found.student,
        found.asking.closes_at.max(now) + AFTERWARDS,
    );
    store::insert_links(&tx, std::slice::from_ref(&link)).await?;
    let message = Message {
        event_id: event(&[
            "family link renewed",
            &found.round.id.to_string(),
            &found.student.id.to_string(),
            &today.to_string(),
        ]),
        mail: Mail::from(FamilyLinkRenewed {
            school: found.asking.school(school_name(&tx, &found.round).await?),
            round: found.round.name,
            link: link.id,
        }),
        recipient,
        language: Language::Italian,
        institution_id: Some(found.round.institution_id),
        company_id: None,
    };
    // The same request twice on one day is one event: the outbox keeps one mail, and the second link is undone.
    if notifications::enqueue_about(app, &tx, &[(message, found.student.id)]).await? > 0 {
        tx.commit().await?;
    }
    Ok(())
}

/// The name of the round's school.
pub(super) async fn school_name(conn: &impl ConnectionTrait, round: &Round) -> Result<String, Fault> {
    let school = accounts::find_school(conn, round.institution_id).await?;
    school.map(|school| school.name).ok_or(Fault::NotFound("school"))
}

/// The identity of an event that is the same whoever finds it: what makes it repeatable without repeating itself.
pub(super) fn event(parts: &[&str]) -> EventId {
    let digest = Sha256::digest(parts.join("\u{0}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    EventId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
