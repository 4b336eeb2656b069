//! The rows `account` and `account_token`.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};

use crate::accounts::model::{Account, Role};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, CompanyId, InstitutionId};
use crate::vocabulary::text::Language;

pub(in crate::accounts) mod account {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub email: String,
        pub email_key: String,
        pub name: String,
        pub role: String,
        pub institution_id: Option<Uuid>,
        pub company_id: Option<Uuid>,
        pub password_hash: Option<String>,
        pub language: String,
        pub disabled_at: Option<DateTimeUtc>,
        pub signed_in_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod account_token {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub token_hash: Vec<u8>,
        pub expires_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An account and the hash of its password.
#[derive(Debug, Clone)]
pub(in crate::accounts) struct Credentials {
    pub account: Account,
    pub password_hash: Option<String>,
}

pub(super) fn credentials(row: account::Model) -> Result<Credentials, Fault> {
    let role = Role::from_stored(
        &row.role,
        row.institution_id.map(InstitutionId),
        row.company_id.map(CompanyId),
    )
    .ok_or_else(|| Fault::internal("an account's role does not fit its school or company"))?;
    let language = Language::from_stored(&row.language)
        .ok_or_else(|| Fault::internal("an account's language is unknown"))?;
    Ok(Credentials {
        account: Account {
            id: AccountId(row.id),
            email: row.email,
            name: row.name,
            role,
            language,
            has_password: row.password_hash.is_some(),
            disabled_at: row.disabled_at,
            signed_in_at: row.signed_in_at,
        },
        password_hash: row.password_hash,
    })
}

pub(in crate::accounts) async fn find_by_email(
    db: &impl ConnectionTrait,
    email_key: &str,
) -> Result<Option<Credentials>, Fault> {
    let row = account::Entity::find()
        .filter(account::Column::EmailKey.eq(email_key))
        .one(db)
        .await?;
    row.map(credentials).transpose()
}

pub(in crate::accounts) async fn get_credentials(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Credentials, Fault> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    credentials(row.ok_or(Fault::NotFound("account"))?)
}

pub(in crate::accounts) async fn get(db: &impl ConnectionTrait, id: AccountId) -> Result<Account, Fault> {
    Ok(get_credentials(db, id).await?.account)
}

/// What these are called.
///
/// # Errors
/// When the database is gone.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: &HashSet<AccountId>,
) -> Result<HashMap<AccountId, String>, Fault> {
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (AccountId(row.id), row.name))
        .collect())
}

/// What administrators look for.
#[derive(Debug, Clone, Default)]
pub(in crate::accounts) struct Filter {
    pub role: Option<String>,
    pub institution: Option<InstitutionId>,
    /// Only those that have no password yet and may set one.
    pub invited: bool,
}

impl Filter {
    fn condition(&self) -> Condition {
        Condition::all()
            .add_option(
                self.role
                    .as_ref()
                    .map(|role| account::Column::Role.eq(role.as_str())),
            )
            .add_option(
                self.institution
                    .map(|school| account::Column::InstitutionId.eq(school.0)),
            )
            .add_option(self.invited.then(|| account::Column::PasswordHash.is_null()))
            .add_option(self.invited.then(|| account::Column::DisabledAt.is_null()))
    }
}

pub(in crate::accounts) async fn count(db: &impl ConnectionTrait, filter: &Filter) -> Result<u64, Fault> {
    Ok(account::Entity::find()
        .filter(filter.condition())
        .count(db)
        .await?)
}

pub(in crate::accounts) async fn list(
    db: &impl ConnectionTrait,
    filter: &Filter,
    limit: u64,
    offset: u64,
) -> Result<Vec<Account>, Fault> {
    let rows = account::Entity::find()
        .filter(filter.condition())
        .order_by_asc(account::Column::EmailKey)
        .limit(limit)
        .offset(offset)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok(credentials(row)?.account))
        .collect()
}

/// Those who may sign in, in the order in which they were made: the personas of a demonstration.
pub(in crate::accounts) async fn list_active(
    db: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<Account>, Fault> {
    let rows = account::Entity::find()
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok(credentials(row)?.account))
        .collect()
}

/// How many administrators may sign in, besides this account.
pub(in crate::accounts) async fn count_other_administrators(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<u64, Fault> {
    let others = account::Entity::find()
        .filter(account::Column::Role.eq("administrator"))
        .filter(account::Column::DisabledAt.is_null())
        .filter(account::Column::Id.ne(id.0));
    Ok(others.count(db).await?)
}

/// The schools that somebody coordinates who may sign in, or was invited to.
///
/// # Errors
/// When the database is gone.
pub async fn coordinated_schools(db: &impl ConnectionTrait) -> Result<HashSet<InstitutionId>, Fault> {
    let schools: Vec<Option<Uuid>> = account::Entity::find()
        .select_only()
        .column(account::Column::InstitutionId)
        .filter(account::Column::DisabledAt.is_null())
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    Ok(schools.into_iter().flatten().map(InstitutionId).collect())
}

pub(in crate::accounts) async fn insert(
    tx: &impl ConnectionTrait,
    account: &Account,
    email_key: String,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let row = account::ActiveModel {
        id: Set(account.id.0),
        email: Set(account.email.clone()),
        email_key: Set(email_key),
        name: Set(account.name.clone()),
        role: Set(account.role.as_str().to_owned()),
        institution_id: Set(account.role.institution().map(|id| id.0)),
        company_id: Set(account.role.company().map(|id| id.0)),
        password_hash: Set(None),
        language: Set(account.language.as_str().to_owned()),
        disabled_at: Set(None),
        signed_in_at: Set(None),
        created_at: Set(now),
    };
    account::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(in crate::accounts) async fn set_password(
    tx: &impl ConnectionTrait,
    id: AccountId,
    hash: String,
) -> Result<(), Fault> {
    update(
        tx,
        id,
        account::ActiveModel {
            password_hash: Set(Some(hash)),
            ..Default::default()
        },
    )
    .await
}

pub(in crate::accounts) async fn set_language(
    tx: &impl ConnectionTrait,
    id: AccountId,
    language: Language,
) -> Result<(), Fault> {
    update(
        tx,
        id,
        account::ActiveModel {
            language: Set(language.as_str().to_owned()),
            ..Default::default()
        },
    )
    .await
}

pub(in crate::accounts) async fn set_disabled(
    tx: &impl ConnectionTrait,
    id: AccountId,
    since: Option<DateTime<Utc>>,
) -> Result<(), Fault> {
    update(
        tx,
        id,
        account::ActiveModel {
            disabled_at: Set(since),
            ..Default::default()
        },
    )
    .await
}

pub(in crate::accounts) async fn set_signed_in(
    tx: &impl ConnectionTrait,
    id: AccountId,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    update(
        tx,
        id,
        account::ActiveModel {
            signed_in_at: Set(Some(now)),
            ..Default::default()
        },
    )
    .await
}

async fn update(tx: &impl ConnectionTrait, id: AccountId, change: account::ActiveModel) -> Result<(), Fault> {
    account::Entity::update_many()
        .set(change)
        .filter(account::Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// A set-password link; those given before no longer work.
pub(in crate::accounts) async fn insert_link(
    tx: &impl ConnectionTrait,
    id: Uuid,
    account: AccountId,
    token_hash: Vec<u8>,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), Fault> {
    spend_links(tx, account, now).await?;
    let row = account_token::ActiveModel {
        id: Set(id),
        account_id: Set(account.0),
        token_hash: Set(token_hash),
        expires_at: Set(expires_at),
        used_at: Set(None),
        created_at: Set(now),
    };
    account_token::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Whose password the link may set, if it still works.
pub(in crate::accounts) async fn find_by_link(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<AccountId>, Fault> {
    let row = account_token::Entity::find()
        .filter(account_token::Column::TokenHash.eq(token_hash))
        .filter(account_token::Column::UsedAt.is_null())
        .filter(account_token::Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    Ok(row.map(|row| AccountId(row.account_id)))
}

pub(in crate::accounts) async fn spend_links(
    tx: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    account_token::Entity::update_many()
        .set(account_token::ActiveModel {
            used_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(account_token::Column::AccountId.eq(account.0))
        .filter(account_token::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
