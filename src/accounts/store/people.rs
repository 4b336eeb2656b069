//! Whom other rooms write to or name: by their accounts.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use super::accounts::{account, credentials};
use crate::accounts::model::Account;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, CompanyId};

/// The account; none when nobody has it, or may not use it any more.
///
/// # Errors
/// When the database is gone.
pub async fn reachable(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<Account>, Fault> {
    let row = account::Entity::find_by_id(id.0)
        .filter(account::Column::DisabledAt.is_null())
        .one(db)
        .await?;
    Ok(row.map(credentials).transpose()?.map(|known| known.account))
}

/// Who has an account of this company and may use it, by name.
///
/// # Errors
/// When the database is gone.
pub async fn people_of_company(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Account>, Fault> {
    let rows = account::Entity::find()
        .filter(account::Column::CompanyId.eq(company.0))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Name)
        .order_by_asc(account::Column::Id)
        .all(db)
        .await?;
    let people = rows.into_iter().map(|row| Ok(credentials(row)?.account));
    people.collect()
}
