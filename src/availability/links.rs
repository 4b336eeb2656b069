//! The links by which companies answer: one inquiry, one address. The address of the page holds the secret; the database holds its
//! hash; the secret is made anew from the key whenever a mail is composed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::model::Inquiry;
use super::store::{self, links as rows, links::Link};
use crate::accounts;
use crate::app::App;
use crate::companies;
use crate::notifications::catalogue::{AvailabilityRenewed, Mail, School};
use crate::notifications::{self, Message, answer_token, token_hash};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, LinkId};
use crate::vocabulary::text::{EmailAddress, Language};

/// A new link opens for so long at least, however late in the year.
const AT_LEAST: TimeDelta = TimeDelta::days(30);

/// Until when a link to this question opens: the end of its school year.
fn expires_at(inquiry: &Inquiry, now: DateTime<Utc>) -> DateTime<Utc> {
    let end =
        NaiveDate::from_ymd_opt(inquiry.school_year.0 + 1, 8, 31).and_then(|day| day.and_hms_opt(22, 0, 0));
    end.map_or(now, |end| end.and_utc()).max(now + AT_LEAST)
}

async fn new_link(
    app: &App,
    tx: &DatabaseTransaction,
    inquiry: &Inquiry,
    recipient: &EmailAddress,
    language: Language,
) -> Result<LinkId, Fault> {
    let now = app.clock.now();
    let id = LinkId::new(now, app.chance.as_ref());
    let link = Link {
        id,
        inquiry_id: inquiry.id,
        recipient: recipient.clone(),
        language,
        token_hash: token_hash(&answer_token(&app.key, id)),
        expires_at: expires_at(inquiry, now),
        revoked_at: None,
    };
    rows::insert(tx, &link, now).await?;
    Ok(id)
}

/// The link that a company gets in this mail: the one it has, unless it was for another address.
pub(super) async fn link_for(
    app: &App,
    tx: &DatabaseTransaction,
    inquiry: &Inquiry,
    recipient: &EmailAddress,
    language: Language,
) -> Result<LinkId, Fault> {
    let now = app.clock.now();
    let mut usable = None;
    for link in rows::of_inquiry(tx, inquiry.id).await? {
        if link.recipient != *recipient {
            // Whoever had the old address no longer speaks for the company.
            rows::revoke(tx, link.id, now).await?;
        } else if usable.is_none() && link.language == language && link.expires_at > now {
            usable = Some(link.id);
        }
    }
    match usable {
        Some(id) => Ok(id),
        None => new_link(app, tx, inquiry, recipient, language).await,
    }
}

/// Reads `<link id>.<token>` as it stands in the address of the page.
async fn genuine(app: &App, door: &str) -> Result<Option<Link>, Fault> {
    let Some((id, token)) = door.split_once('.') else {
        return Ok(None);
    };
    let Ok(id) = id.parse::<Uuid>() else {
        return Ok(None);
    };
    let link = rows::find(app.db.reader(), LinkId(id)).await?;
    Ok(
        link.filter(|link| {
            link.revoked_at.is_none() && bool::from(token_hash(token).ct_eq(&link.token_hash))
        }),
    )
}

/// The link that this address opens, and what it answers. `None`: nothing of ours, or not any more; the two look the same.
pub(super) async fn open(app: &App, door: &str) -> Result<Option<(Link, Inquiry)>, Fault> {
    let link = genuine(app, door).await?;
    let Some(link) = link.filter(|link| app.clock.now() < link.expires_at) else {
        return Ok(None);
    };
    let inquiry = store::find(app.db.reader(), link.inquiry_id).await?;
    Ok(inquiry.map(|inquiry| (link, inquiry)))
}

/// Where this company answers the question that it was asked last, for demonstrations: what stands after `/a/`.
///
/// # Errors
/// When the database is gone.
pub async fn link_to(app: &App, company: CompanyId) -> Result<Option<String>, Fault> {
    let conn = app.db.reader();
    let Some(inquiry) = store::of_company(conn, company).await?.into_iter().next() else {
        return Ok(None);
    };
    let newest = rows::of_inquiry(conn, inquiry.id).await?.into_iter().next();
    Ok(newest.map(|link| format!("{}.{}", link.id, answer_token(&app.key, link.id))))
}

/// Somebody holds an address that opens nothing: if it once was a link of ours, a new one goes to the address that had it.
/// At most one a day. Whoever asks learns nothing.
///
/// # Errors
/// When the database is gone.
pub async fn renew(app: &App, door: &str) -> Result<(), Fault> {
    match genuine(app, door).await? {
        Some(link) => send_new(app, &link).await,
        None => Ok(()),
    }
}

/// Somebody has lost the link: if links were sent to this address, new ones go there, one for each question. At most once a day.
/// Whoever asks learns nothing.
///
/// # Errors
/// When the database is gone.
pub async fn send_again(app: &App, address: &str) -> Result<(), Fault> {
    let Ok(address) = EmailAddress::parse(address) else {
        return Ok(());
    };
    for link in rows::sent_to(app.db.reader(), &address.key()).await? {
        send_new(app, &link).await?;
    }
    Ok(())
}

async fn send_new(app: &App, old: &Link) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    let Some(inquiry) = store::find(&tx, old.inquiry_id).await? else {
        return Ok(());
    };
    let company = companies::get(&tx, inquiry.company_id).await?;
    let school = school(&tx, &inquiry).await?;
    let link = new_link(app, &tx, &inquiry, &old.recipient, old.language).await?;
    let today = app.clock.today().to_string();
    let message = Message {
        event_id: notifications::event(&["inquiry link renewed", &inquiry.id.to_string(), &today]),
        mail: Mail::from(AvailabilityRenewed {
            school,
            company: company.facts.name,
            year: inquiry.school_year.to_string(),
            link,
        }),
        recipient: old.recipient.clone(),
        language: old.language,
        institution_id: Some(inquiry.institution_id),
        company_id: Some(inquiry.company_id),
    };
    // The same request twice on one day is one event: the outbox keeps one mail, and the second link is undone.
    if notifications::enqueue(app, &tx, &message).await?.is_some() {
        tx.commit().await?;
    }
    Ok(())
}

/// The school on its mails and pages, and the coordinator who asks; the school itself once they are gone.
pub(super) async fn school(conn: &impl ConnectionTrait, inquiry: &Inquiry) -> Result<School, Fault> {
    let school = accounts::find_school(conn, inquiry.institution_id)
        .await?
        .ok_or(Fault::NotFound("school"))?;
    let asker = match inquiry.asked_by {
        Some(id) => accounts::reachable(conn, id).await?,
        None => None,
    };
    let (contact, email) = match asker {
        Some(account) => (Some(account.name), Some(account.email)),
        None => (None, school.email),
    };
    Ok(School {
        name: school.name,
        contact,
        phone: school.phone,
        email,
    })
}
