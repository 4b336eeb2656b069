//! Invitations: an account, and the link by which its owner sets a password. The link is shown once to whoever gives it, and a
//! mail that holds it is written into the outbox in the same transaction.

use chrono::TimeDelta;
use sea_orm::DatabaseTransaction;

use super::actions::{NewAccount, checked, in_own_school, insert};
use super::audit::{AuditEntry, By, record};
use super::model::{Account, Role};
use super::store::{accounts, schools, sessions};
use crate::app::App;
use crate::notifications::catalogue::{Invitation, Mail, Person};
use crate::notifications::{self, Message, password_secret};
use crate::platform::web::token::hex;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, EventId, PasswordLinkId};
use crate::vocabulary::text::EmailAddress;

/// How long a set-password link works.
const LINK_LIFE: TimeDelta = TimeDelta::days(7);

/// An account whose owner can set a password now.
#[derive(Clone, PartialEq, Eq)]
pub struct Invited {
    /// Whose.
    pub account_id: AccountId,
    /// What sets the password: works once, for seven days.
    pub secret: [u8; 32],
}

impl std::fmt::Debug for Invited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invited")
            .field("account_id", &self.account_id)
            .finish_non_exhaustive()
    }
}

impl Invited {
    /// The address where the owner sets a password.
    #[must_use]
    pub fn link(&self, app: &App) -> String {
        format!("{}/set-password/{}", app.config.public_url(), hex(&self.secret))
    }
}

/// Makes an account and invites its owner: account, link and mail in one transaction.
///
/// # Errors
/// Everything that is wrong with the form; `account.email.taken`.
pub async fn invite(app: &App, by: By, form: &NewAccount) -> Result<Invited, Fault> {
    let (account, key) = checked(app, form).await?;
    let tx = app.db.write_tx().await?;
    insert(app, &tx, by, &account, key).await?;
    let invited = give_link(app, &tx, by, &account).await?;
    tx.commit().await?;
    Ok(invited)
}

/// A new link for an account, to the address that it has. Earlier links no longer work.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] when the account is disabled.
pub async fn invite_again(app: &App, by: By, id: AccountId) -> Result<Invited, Fault> {
    let tx = app.db.write_tx().await?;
    let account = accounts::get(&tx, id).await?;
    if account.disabled_at.is_some() {
        return Err(Fault::Conflict("account.disabled"));
    }
    let invited = give_link(app, &tx, by, &account).await?;
    tx.commit().await?;
    Ok(invited)
}

/// From the command line: a new link for the account that has this email address, which keeps its name and role; an account
/// when there is none.
///
/// # Errors
/// As [`invite`] and [`invite_again`].
pub async fn invite_or_renew(app: &App, by: By, form: &NewAccount) -> Result<Invited, Fault> {
    let known = match EmailAddress::parse(&form.email) {
        Ok(email) => accounts::find_by_email(app.db.reader(), &email.key()).await?,
        Err(_) => None,
    };
    match known {
        Some(found) => invite_again(app, by, found.account.id).await,
        None => invite(app, by, form).await,
    }
}

async fn give_link(app: &App, tx: &DatabaseTransaction, by: By, account: &Account) -> Result<Invited, Fault> {
    let now = app.clock.now();
    let link = PasswordLinkId::new(now, app.chance.as_ref());
    let secret = password_secret(&app.key, link);
    let expires_at = now + LINK_LIFE;
    accounts::insert_link(tx, link.0, account.id, sessions::digest(&secret), now, expires_at).await?;
    let entry = AuditEntry::by(by, "account.link_given").about("account", account.id.0);
    record(tx, app, &in_own_school(entry, account)).await?;
    let message = Message {
        event_id: EventId(link.0),
        mail: Mail::from(Invitation {
            inviter: inviter(tx, by).await?,
            role: account.role.as_str().to_owned(),
            place: place(tx, account.role).await?,
            again: account.has_password,
            expires_at,
            link,
        }),
        recipient: EmailAddress::parse(&account.email)?,
        language: account.language,
        institution_id: None,
        company_id: None,
    };
    notifications::enqueue(app, tx, &message).await?;
    Ok(Invited {
        account_id: account.id,
        secret,
    })
}

async fn inviter(tx: &DatabaseTransaction, by: By) -> Result<Option<Person>, Fault> {
    let By::Account(id) = by else {
        return Ok(None);
    };
    let account = accounts::get(tx, id).await?;
    Ok(Some(Person {
        name: account.name,
        email: account.email,
    }))
}

/// The name of the school or company that an account is for.
async fn place(tx: &DatabaseTransaction, role: Role) -> Result<String, Fault> {
    Ok(match role {
        Role::Coordinator(id) => schools::find_school(tx, id).await?.map(|school| school.name),
        Role::Company(id) => schools::find_company_name(tx, id).await?,
        Role::Administrator | Role::Fund => None,
    }
    .unwrap_or_default())
}
