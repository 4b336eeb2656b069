//! What people do with accounts: make them, give them passwords, take them away.

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::audit::{AuditEntry, By, record};
use super::model::{Account, Actor, Role};
use super::passwords;
use super::store::{accounts, schools, sessions};
use crate::app::App;
use crate::platform::web::Client;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{AccountId, InstitutionId};
use crate::vocabulary::text::{EmailAddress, Language, PersonName};

/// What the form for a new password holds.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct PasswordForm {
    pub current: String,
    pub password: String,
    pub again: String,
}

/// Changes one's own password and ends all other sessions.
///
/// # Errors
/// `account.password.wrong` and those of [`passwords::accept`]; [`Fault::TooMany`] after too many tries.
pub(super) async fn change_password(
    app: &App,
    actor: &Actor,
    form: PasswordForm,
    client: &Client,
) -> Result<(), Fault> {
    let mut wrong = Vec::new();
    check_new(&form, &actor.name, &actor.email, &mut wrong);
    // Whoever found an open session must not try passwords here without limit.
    app.doors
        .knock(&client.prefix, &format!("change {}", actor.account_id))?;
    let credentials = accounts::get_credentials(app.db.reader(), actor.account_id).await?;
    if !passwords::verified(form.current, credentials.password_hash).await? {
        wrong.insert(0, Invalid::new("current", "account.password.wrong", ""));
    }
    if !wrong.is_empty() {
        return Err(Fault::Invalid(wrong));
    }
    let hash = passwords::hashed(form.password, app.chance.as_ref()).await?;
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    accounts::set_password(&tx, actor.account_id, hash).await?;
    accounts::spend_links(&tx, actor.account_id, now).await?;
    sessions::revoke_all(&tx, actor.account_id, Some(actor.session_id), now).await?;
    record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "account.password_changed").about("account", actor.account_id.0),
    )
    .await?;
    Ok(tx.commit().await?)
}

fn check_new(form: &PasswordForm, name: &str, email: &str, wrong: &mut Vec<Invalid>) {
    let known: Vec<&str> = name
        .split(' ')
        .chain(email.split(['@', '.']))
        .chain(["abbina", email])
        .collect();
    wrong.extend(passwords::accept("password", &form.password, &known).err());
    if form.password != form.again {
        wrong.push(Invalid::new("again", "account.password.differ", ""));
    }
}

/// Changes the language of one's own pages and mails.
pub(super) async fn change_language(app: &App, actor: &Actor, language: Language) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    accounts::set_language(&tx, actor.account_id, language).await?;
    record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "account.language_changed").about("account", actor.account_id.0),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// What the form for a new account holds.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct NewAccount {
    /// What they are called.
    pub name: String,
    /// Where they get mail.
    pub email: String,
    /// One of [`Role::WORDS`].
    pub role: String,
    /// The school of a coordinator: its id.
    pub institution: String,
    /// The company of somebody who works for one: its VAT number.
    pub vat_number: String,
    /// `it` or `en`.
    pub language: String,
}

/// Makes an account without a password. Only a persona of the demonstration signs in without one; people are invited
/// ([`super::invite`]).
///
/// # Errors
/// Everything that is wrong with the form; `account.email.taken`.
pub async fn create_account(app: &App, by: By, form: &NewAccount) -> Result<AccountId, Fault> {
    let (account, key) = checked(app, form).await?;
    let tx = app.db.write_tx().await?;
    insert(app, &tx, by, &account, key).await?;
    tx.commit().await?;
    Ok(account.id)
}

/// Writes the account down.
pub(super) async fn insert(
    app: &App,
    tx: &DatabaseTransaction,
    by: By,
    account: &Account,
    email_key: String,
) -> Result<(), Fault> {
    accounts::insert(tx, account, email_key, app.clock.now()).await?;
    let entry = AuditEntry::by(by, "account.created")
        .about("account", account.id.0)
        .detail(json!({ "role": account.role.as_str() }));
    record(tx, app, &in_own_school(entry, account)).await
}

/// The account that the form describes, and the key of its address.
pub(super) async fn checked(app: &App, form: &NewAccount) -> Result<(Account, String), Fault> {
    let now = app.clock.now();
    let mut wrong = Vec::new();
    let mut keep = |field: &str, invalid: Invalid| {
        wrong.push(Invalid {
            field: field.to_owned(),
            ..invalid
        })
    };
    let name = PersonName::parse(&form.name)
        .map_err(|invalid| keep("name", invalid))
        .ok();
    let email = EmailAddress::parse(&form.email)
        .map_err(|invalid| keep("email", invalid))
        .ok();
    let language = Language::from_stored(&form.language);
    if language.is_none() {
        keep(
            "language",
            Invalid::new("", "account.language.unknown", &form.language),
        );
    }
    let reader = app.db.reader();
    let role = role_of(app, form)
        .await?
        .map_err(|invalid| wrong.push(invalid))
        .ok();
    if let Some(email) = &email
        && accounts::find_by_email(reader, &email.key()).await?.is_some()
    {
        wrong.push(Invalid::new("email", "account.email.taken", &form.email));
    }
    let (Some(name), Some(email), Some(language), Some(role), true) =
        (name, email, language, role, wrong.is_empty())
    else {
        return Err(Fault::Invalid(wrong));
    };
    let account = Account {
        id: AccountId::new(now, app.chance.as_ref()),
        email: email.as_str().to_owned(),
        name: name.as_str().to_owned(),
        role,
        language,
        has_password: false,
        disabled_at: None,
        signed_in_at: None,
    };
    Ok((account, email.key()))
}

async fn role_of(app: &App, form: &NewAccount) -> Result<Result<Role, Invalid>, Fault> {
    let reader = app.db.reader();
    Ok(match form.role.as_str() {
        "administrator" => Ok(Role::Administrator),
        "fund" => Ok(Role::Fund),
        "coordinator" => {
            let school = match form.institution.parse::<InstitutionId>() {
                Ok(id) => schools::find_school(reader, id).await?,
                Err(_) => None,
            };
            match school {
                Some(school) => Ok(Role::Coordinator(school.id)),
                None => Err(Invalid::new(
                    "institution",
                    "account.institution.missing",
                    &form.institution,
                )),
            }
        }
        "company" => match VatNumber::parse(&form.vat_number) {
            Ok(vat) => match schools::find_company_by_vat(reader, vat.as_str()).await? {
                Some(company) => Ok(Role::Company(company)),
                None => Err(Invalid::new(
                    "vat_number",
                    "account.company.unknown",
                    &form.vat_number,
                )),
            },
            Err(invalid) => Err(Invalid {
                field: "vat_number".to_owned(),
                ..invalid
            }),
        },
        other => Err(Invalid::new("role", "account.role.unknown", other)),
    })
}

/// Whose password a link sets, while it works.
///
/// # Errors
/// [`Fault::NotFound`] when it does not.
pub(super) async fn get_by_link(app: &App, secret: &[u8; 32]) -> Result<Account, Fault> {
    let found = accounts::find_by_link(app.db.reader(), &sessions::digest(secret), app.clock.now()).await?;
    let account = accounts::get(app.db.reader(), found.ok_or(Fault::NotFound("link"))?).await?;
    if account.disabled_at.is_some() {
        Err(Fault::NotFound("link"))
    } else {
        Ok(account)
    }
}

/// Sets a password by link, which works no longer then; ends all sessions of the account.
///
/// # Errors
/// [`Fault::NotFound`] for a link that does not work; what is wrong with the password.
pub async fn set_password_by_link(
    app: &App,
    secret: &[u8; 32],
    password: &str,
    again: &str,
) -> Result<(), Fault> {
    let account = get_by_link(app, secret).await?;
    let form = PasswordForm {
        current: String::new(),
        password: password.to_owned(),
        again: again.to_owned(),
    };
    let mut wrong = Vec::new();
    check_new(&form, &account.name, &account.email, &mut wrong);
    if !wrong.is_empty() {
        return Err(Fault::Invalid(wrong));
    }
    let hash = passwords::hashed(form.password, app.chance.as_ref()).await?;
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    // Asked again inside: two who open the link at once do not both set a password.
    if accounts::find_by_link(&tx, &sessions::digest(secret), now).await? != Some(account.id) {
        return Err(Fault::NotFound("link"));
    }
    accounts::set_password(&tx, account.id, hash).await?;
    accounts::spend_links(&tx, account.id, now).await?;
    sessions::revoke_all(&tx, account.id, None, now).await?;
    let entry =
        AuditEntry::by(By::Account(account.id), "account.password_set").about("account", account.id.0);
    record(&tx, app, &in_own_school(entry, &account)).await?;
    Ok(tx.commit().await?)
}

/// Ends an account's sessions and lets it begin none.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] for oneself and for the last administrator.
pub async fn disable(app: &App, actor: &Actor, id: AccountId) -> Result<(), Fault> {
    let now = app.clock.now();
    if actor.account_id == id {
        return Err(Fault::Conflict("account.own"));
    }
    let tx = app.db.write_tx().await?;
    let account = accounts::get(&tx, id).await?;
    if account.role == Role::Administrator && accounts::count_other_administrators(&tx, id).await? == 0 {
        return Err(Fault::Conflict("account.last_administrator"));
    }
    accounts::set_disabled(&tx, id, Some(now)).await?;
    accounts::spend_links(&tx, id, now).await?;
    sessions::revoke_all(&tx, id, None, now).await?;
    record(
        &tx,
        app,
        &in_own_school(
            AuditEntry::by_actor(actor, "account.disabled").about("account", id.0),
            &account,
        ),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Lets a disabled account sign in again.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn enable(app: &App, actor: &Actor, id: AccountId) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    let account = accounts::get(&tx, id).await?;
    accounts::set_disabled(&tx, id, None).await?;
    record(
        &tx,
        app,
        &in_own_school(
            AuditEntry::by_actor(actor, "account.enabled").about("account", id.0),
            &account,
        ),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Coordinators see in the log what concerns accounts of their school.
pub(super) fn in_own_school(entry: AuditEntry, account: &Account) -> AuditEntry {
    match account.role.institution() {
        Some(school) => entry.in_school(school),
        None => entry,
    }
}
