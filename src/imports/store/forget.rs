//! What the rows of imports hold of a person, rewritten without it.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::row::{batch, change, mapping};
use super::{Batch, all_but_content, read};
use crate::platform::sheets::Chosen;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{ImportId, InstitutionId};

/// Every batch of the school.
pub(in crate::imports) async fn all_batches(
    conn: &impl ConnectionTrait,
    school: InstitutionId,
) -> Result<Vec<Batch>, Fault> {
    let rows = all_but_content()
        .filter(batch::Column::InstitutionId.eq(school.0))
        .all(conn)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Writes what a batch says of its file anew.
pub(in crate::imports) async fn rewrite(conn: &impl ConnectionTrait, after: &Batch) -> Result<(), Fault> {
    let json = |value: Result<serde_json::Value, serde_json::Error>| value.map_err(Fault::internal);
    batch::Entity::update_many()
        .col_expr(batch::Column::FileName, Expr::value(after.file_name.as_str()))
        .col_expr(
            batch::Column::Header,
            Expr::value(json(serde_json::to_value(&after.header))?),
        )
        .col_expr(
            batch::Column::Mapping,
            Expr::value(json(serde_json::to_value(&after.chosen))?),
        )
        .col_expr(
            batch::Column::Counts,
            Expr::value(json(serde_json::to_value(after.counts))?),
        )
        .filter(batch::Column::Id.eq(after.id.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// Writes the packed rows of a staged batch anew.
pub(in crate::imports) async fn replace_content(
    conn: &impl ConnectionTrait,
    id: Uuid,
    packed: Vec<u8>,
) -> Result<(), Fault> {
    batch::Entity::update_many()
        .col_expr(batch::Column::Content, Expr::value(packed))
        .filter(batch::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Forgets what an import did: it has been taken back.
pub(in crate::imports) async fn forget_changes(
    conn: &impl ConnectionTrait,
    id: ImportId,
) -> Result<(), Fault> {
    change::Entity::delete_many()
        .filter(change::Column::BatchId.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// Forgets what imports did to this row.
pub(in crate::imports) async fn forget_changes_of(
    conn: &impl ConnectionTrait,
    entity: Uuid,
) -> Result<(), Fault> {
    change::Entity::delete_many()
        .filter(change::Column::EntityId.eq(entity))
        .exec(conn)
        .await?;
    Ok(())
}

/// What the school chose for columns, and remembers.
pub(in crate::imports) async fn remembered_choices(
    conn: &impl ConnectionTrait,
    school: InstitutionId,
) -> Result<Vec<(Uuid, Chosen)>, Fault> {
    let rows = mapping::Entity::find()
        .filter(mapping::Column::InstitutionId.eq(school.0))
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let chosen = serde_json::from_value(row.mapping).map_err(Fault::internal)?;
            Ok((row.id, chosen))
        })
        .collect()
}

/// Forgets a remembered choice.
pub(in crate::imports) async fn forget_choice(conn: &impl ConnectionTrait, id: Uuid) -> Result<(), Fault> {
    mapping::Entity::delete_by_id(id).exec(conn).await?;
    Ok(())
}
