//! What was chosen for the columns of a file, remembered for the next one with the same names.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use sha2::{Digest, Sha256};

use super::Batch;
use super::row::mapping;
use crate::imports::kind::Kind;
use crate::platform::sheets::Chosen;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{Chance, ImportId, InstitutionId};
use crate::vocabulary::text::normalise_key;

/// By what a file is known again: its names of columns, however they are written.
fn signature(header: &[String]) -> String {
    let names: Vec<String> = header.iter().map(|name| normalise_key(name)).collect();
    let digest = Sha256::digest(names.join("\n").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn remembered(
    institution: Option<InstitutionId>,
    kind: Kind,
    header: &[String],
) -> sea_orm::Select<mapping::Entity> {
    let own = match institution {
        Some(id) => mapping::Column::InstitutionId.eq(id.0),
        None => mapping::Column::InstitutionId.is_null(),
    };
    mapping::Entity::find()
        .filter(own)
        .filter(mapping::Column::Kind.eq(kind.as_str()))
        .filter(mapping::Column::Signature.eq(signature(header)))
}

/// What was chosen the last time for a file with these names.
pub(in crate::imports) async fn recall(
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
    kind: Kind,
    header: &[String],
) -> Result<Chosen, Fault> {
    let row = remembered(institution, kind, header).one(conn).await?;
    row.map_or(Ok(Chosen::new()), |row| {
        serde_json::from_value(row.mapping).map_err(Fault::internal)
    })
}

/// Remembers what was chosen. To be called in a transaction.
pub(in crate::imports) async fn remember(
    conn: &impl ConnectionTrait,
    batch: &Batch,
    chosen: &Chosen,
    now: DateTime<Utc>,
    chance: &dyn Chance,
) -> Result<(), Fault> {
    let value = serde_json::to_value(chosen).map_err(Fault::internal)?;
    let known = remembered(batch.institution_id, batch.kind, &batch.header)
        .one(conn)
        .await?;
    if let Some(known) = known {
        mapping::Entity::update_many()
            .col_expr(mapping::Column::Mapping, Expr::value(value))
            .col_expr(mapping::Column::UpdatedAt, Expr::value(now))
            .filter(mapping::Column::Id.eq(known.id))
            .exec(conn)
            .await?;
        return Ok(());
    }
    let row = mapping::ActiveModel {
        id: Set(ImportId::new(now, chance).0),
        institution_id: Set(batch.institution_id.map(|id| id.0)),
        kind: Set(batch.kind.as_str().to_owned()),
        signature: Set(signature(&batch.header)),
        mapping: Set(value),
        updated_at: Set(now),
    };
    mapping::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}
