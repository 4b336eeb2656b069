//! The rows of what a company offers, as the company sees it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::row::{Column, Entity};
use super::{joined, read};
use crate::placements::model::{Firmness, Placement};
use crate::platform::db::KEYS;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, PlacementId};

/// All placements of a company, whichever school recorded them, the latest to start first: what it has offered is its own to see.
///
/// # Errors
/// When the database fails.
pub async fn of_company(conn: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Placement>, Fault> {
    let theirs = joined().filter(Column::CompanyId.eq(company.0));
    let theirs = theirs.order_by_desc(Column::StartsOn).order_by_asc(Column::Id);
    read(conn, theirs).await
}

/// From now on these places are certain, or are not. To be called in a transaction.
///
/// # Errors
/// When the database fails.
pub async fn set_firmness(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
    firmness: Firmness,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    for chunk in ids.chunks(KEYS) {
        Entity::update_many()
            .col_expr(Column::Firmness, Expr::value(firmness.as_str()))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(now))
            .filter(Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .exec(conn)
            .await?;
    }
    Ok(())
}
