//! The links by which companies answer: one company, one round, one address. The address of the page holds the secret; the
//! database holds its hash; the secret is made anew from the key whenever a mail is composed.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DatabaseTransaction;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::model::State;
use super::store::{self, Link};
use super::views::{self, Reader};
use crate::app::App;
use crate::notifications::catalogue::{LinkRenewed, Mail};
pub(super) use crate::notifications::event;
use crate::notifications::{self, Message, answer_token, token_hash};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InstitutionId, LinkId, RoundId};
use crate::vocabulary::text::EmailAddress;

/// How long a link opens after the deadline: companies come back for the name of whom they accepted.
const AFTERWARDS: TimeDelta = TimeDelta::days(60);

/// The link that a company gets in this mail: the one it has, unless it was for another address.
pub(super) async fn link_for(
    app: &App,
    tx: &DatabaseTransaction,
    company: CompanyId,
    round: RoundId,
    contact: &Reader,
    deadline_at: DateTime<Utc>,
) -> Result<LinkId, Fault> {
    let now = app.clock.now();
    let expires_at = deadline_at + AFTERWARDS;
    let mut usable = None;
    for link in store::links_of(tx, round, company)
        .await?
        .into_iter()
        .filter(|link| link.revoked_at.is_none())
    {
        let same = link.recipient == contact.email.as_str() && link.language == contact.language;
        if same && usable.is_none() && link.expires_at > now {
            usable = Some(link.id);
        } else if link.recipient != contact.email.as_str() {
            // Whoever had the old address no longer speaks for the company.
            store::revoke(tx, link.id, now).await?;
        }
    }
    if let Some(id) = usable {
        store::prolong(tx, id, expires_at).await?;
        return Ok(id);
    }
    let link = new_link(app, company, round, &contact.email, contact.language, expires_at);
    store::insert_link(tx, &link, now).await?;
    Ok(link.id)
}

fn new_link(
    app: &App,
    company_id: CompanyId,
    round_id: RoundId,
    recipient: &EmailAddress,
    language: crate::vocabulary::text::Language,
    expires_at: DateTime<Utc>,
) -> Link {
    let id = LinkId::new(app.clock.now(), app.chance.as_ref());
    let token_hash = token_hash(&answer_token(&app.key, id));
    let recipient = recipient.as_str().to_owned();
    Link {
        id,
        company_id,
        round_id,
        recipient,
        language,
        token_hash,
        expires_at,
        revoked_at: None,
    }
}

/// Reads `<link id>.<token>` as it stands in the address of the page.
fn read_door(door: &str) -> Option<(LinkId, &str)> {
    let (id, token) = door.split_once('.')?;
    Some((LinkId(id.parse::<Uuid>().ok()?), token))
}

/// The link that this address opens. `None`: nothing of ours, or not any more; the two look the same.
///
/// # Errors
/// When the database is gone.
pub(super) async fn open(app: &App, door: &str) -> Result<Option<Link>, Fault> {
    let Some((id, token)) = read_door(door) else {
        return Ok(None);
    };
    let Some(link) = store::find_link(app.db.reader(), id).await? else {
        return Ok(None);
    };
    let genuine = bool::from(token_hash(token).ct_eq(&link.token_hash));
    let open = link.revoked_at.is_none() && app.clock.now() < link.expires_at;
    Ok((genuine && open).then_some(link))
}

/// Somebody holds an address that opens nothing: if it once was a link of ours, a new one goes to the address that had it.
/// At most one a day. Whoever asks learns nothing.
///
/// # Errors
/// When the database is gone.
pub async fn renew(app: &App, door: &str) -> Result<(), Fault> {
    let Some((id, token)) = read_door(door) else {
        return Ok(());
    };
    let Some(link) = store::find_link(app.db.reader(), id).await? else {
        return Ok(());
    };
    if !bool::from(token_hash(token).ct_eq(&link.token_hash)) || link.revoked_at.is_some() {
        return Ok(());
    }
    send_new(app, &[link]).await
}

/// Somebody has lost the link: if links were sent to this address, new ones go there, one for each round. At most once a
/// day. Whoever asks learns nothing.
///
/// # Errors
/// When the database is gone.
pub async fn send_again(app: &App, address: &str) -> Result<(), Fault> {
    let Ok(address) = EmailAddress::parse(address) else {
        return Ok(());
    };
    let links = store::links_to(app.db.reader(), &address.key()).await?;
    send_new(app, &links).await
}

async fn send_new(app: &App, links: &[Link]) -> Result<(), Fault> {
    for old in links {
        let tx = app.db.write_tx().await?;
        // The same request twice on one day is one event: the outbox keeps one mail, and the second link is undone.
        if send_one(app, &tx, old).await? {
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn send_one(app: &App, tx: &DatabaseTransaction, old: &Link) -> Result<bool, Fault> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let Some(round) = views::find_round(tx, old.round_id).await? else {
        return Ok(false);
    };
    let company = views::get_company(tx, old.company_id).await?;
    let proposals = store::of_company(tx, old.round_id, old.company_id).await?;
    let Some(deadline_at) = proposals.iter().map(|p| p.facts.deadline_at).max() else {
        return Ok(false);
    };
    let n_open = proposals
        .iter()
        .filter(|p| p.state == State::Sent && p.facts.deadline_at > now)
        .count();
    let recipient = EmailAddress::parse(&old.recipient).map_err(Fault::from)?;
    let institution = InstitutionId(round.institution_id);
    let (school, _) = views::school(tx, institution, round.created_by).await?;
    let expires_at = deadline_at.max(now) + AFTERWARDS;
    let link = new_link(
        app,
        old.company_id,
        old.round_id,
        &recipient,
        old.language,
        expires_at,
    );
    store::insert_link(tx, &link, now).await?;
    let message = Message {
        event_id: event(&[
            "link renewed",
            &old.round_id.to_string(),
            &old.company_id.to_string(),
            &today.to_string(),
        ]),
        mail: Mail::from(LinkRenewed {
            school,
            company: company.name,
            round: round.name,
            n_open: u32::try_from(n_open).unwrap_or(u32::MAX),
            deadline_at,
            link: link.id,
        }),
        recipient,
        language: old.language,
        institution_id: Some(institution),
        company_id: Some(old.company_id),
    };
    Ok(notifications::enqueue(app, tx, &message).await?.is_some())
}
