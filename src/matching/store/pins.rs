//! Pins and forbids: taken back, never deleted.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder};

use super::CHUNK;
use crate::matching::records::{Pin, PinKind};
use crate::matching::rows::pin;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, PinId, PlacementId, RoundId, StudentId};

/// Pins and forbids in force, the oldest first.
pub async fn list_pins(conn: &impl ConnectionTrait, round: RoundId) -> Result<Vec<Pin>, Fault> {
    let rows = pin::Entity::find()
        .filter(pin::Column::RoundId.eq(round.0))
        .filter(pin::Column::RemovedAt.is_null())
        .order_by(pin::Column::Id, Order::Asc)
        .all(conn)
        .await?;
    rows.into_iter().map(Pin::try_from).collect()
}

impl TryFrom<pin::Model> for Pin {
    type Error = Fault;
    fn try_from(row: pin::Model) -> Result<Pin, Fault> {
        Ok(Pin {
            id: PinId(row.id),
            round_id: RoundId(row.round_id),
            student_id: StudentId(row.student_id),
            placement_id: PlacementId(row.placement_id),
            kind: PinKind::from_stored(&row.kind).ok_or_else(|| Fault::internal("stored pin kind"))?,
            reason: row.reason,
            author: row.author_id.map(AccountId),
            created_at: row.created_at,
        })
    }
}

/// Writes pins and forbids.
pub async fn insert_pins(conn: &impl ConnectionTrait, pins: &[Pin]) -> Result<(), Fault> {
    for chunk in pins.chunks(CHUNK) {
        let rows = chunk.iter().map(|pin| pin::ActiveModel {
            id: Set(pin.id.0),
            round_id: Set(pin.round_id.0),
            student_id: Set(pin.student_id.0),
            placement_id: Set(pin.placement_id.0),
            kind: Set(pin.kind.as_str().to_owned()),
            reason: Set(pin.reason.clone()),
            author_id: Set(pin.author.map(|a| a.0)),
            created_at: Set(pin.created_at),
            removed_at: Set(None),
            removed_by: Set(None),
        });
        pin::Entity::insert_many(rows)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Takes pins back; they stay in the history. Says how many were in force.
pub async fn remove_pins(
    conn: &impl ConnectionTrait,
    round: RoundId,
    ids: &[PinId],
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<u64, Fault> {
    let mut removed = 0;
    for chunk in ids.chunks(CHUNK) {
        let done = pin::Entity::update_many()
            .col_expr(pin::Column::RemovedAt, Expr::value(now))
            .col_expr(pin::Column::RemovedBy, Expr::value(by.0))
            .filter(pin::Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .filter(pin::Column::RoundId.eq(round.0))
            .filter(pin::Column::RemovedAt.is_null())
            .exec(conn)
            .await?;
        removed += done.rows_affected;
    }
    Ok(removed)
}

/// Puts back in force what was taken back at this instant, which is when other pins took its place.
pub async fn restore_pins(
    conn: &impl ConnectionTrait,
    round: RoundId,
    at: DateTime<Utc>,
) -> Result<(), Fault> {
    pin::Entity::update_many()
        .col_expr(pin::Column::RemovedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(pin::Column::RemovedBy, Expr::value(Option::<uuid::Uuid>::None))
        .filter(pin::Column::RoundId.eq(round.0))
        .filter(pin::Column::RemovedAt.eq(at))
        .exec(conn)
        .await?;
    Ok(())
}
