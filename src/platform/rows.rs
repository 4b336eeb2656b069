//! What the rows of every room need: many at once, written over the version that was read, and columns that may be empty.

use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait as _, ConnectionTrait, EntityTrait, IdenStatic as _, Iterable as _,
    QueryFilter as _, QuerySelect as _, Value,
};

use super::db::MOST_BOUND;
use crate::vocabulary::fault::Fault;

/// A table whose rows say in which version they are.
pub trait Versioned: EntityTrait {
    /// Its key.
    const ID: Self::Column;
    /// Goes up by one with every change.
    const VERSION: Self::Column;
    /// When the row came in: no change touches it.
    const CREATED_AT: Self::Column;
    /// Whose the row is, where it is somebody's: nobody else writes over it.
    const OWNER: Option<Self::Column>;
}

/// Rows to a statement.
fn portion<E: EntityTrait>() -> usize {
    MOST_BOUND / E::Column::iter().count().max(1)
}

/// Adds rows.
///
/// # Errors
/// [`Fault::Conflict`] `already_there` when one has the key of another.
pub async fn insert<E>(conn: &impl ConnectionTrait, rows: Vec<E::ActiveModel>) -> Result<(), Fault>
where
    E: EntityTrait,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    for rows in portions::<E>(rows) {
        E::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}

fn portions<E: EntityTrait>(rows: Vec<E::ActiveModel>) -> impl Iterator<Item = Vec<E::ActiveModel>> {
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let portion: Vec<_> = rows.by_ref().take(portion::<E>()).collect();
        (!portion.is_empty()).then_some(portion)
    })
}

/// Writes rows over those that are there, each in the version that it names; the version goes up by one. To be called in a
/// transaction.
///
/// # Errors
/// [`Fault::Conflict`] `changed` when one is in another version, gone, or another owner's; `already_there` when one has the key
/// of another.
pub async fn overwrite<E>(
    conn: &impl ConnectionTrait,
    rows: Vec<E::ActiveModel>,
    changed: &'static str,
) -> Result<(), Fault>
where
    E: Versioned,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let table = Alias::new(E::default().table_name().to_owned());
    let before = |column: E::Column| Expr::col((table.clone(), column));
    let said = |column: E::Column| (Alias::new("excluded"), column);
    let kept = [Some(E::ID), Some(E::VERSION), Some(E::CREATED_AT), E::OWNER];
    let is_kept = |column: &E::Column| kept.iter().flatten().any(|k| k.as_str() == column.as_str());
    for rows in portions::<E>(rows) {
        let ids: Vec<Value> = rows
            .iter()
            .filter_map(|row| row.get(E::ID).into_value())
            .collect();
        let count = rows.len();
        // Locked first, so that a row taken away meanwhile is not written anew.
        let there = E::find()
            .select_only()
            .column(E::ID)
            .filter(E::ID.is_in(ids))
            .lock_exclusive()
            .into_tuple::<uuid::Uuid>()
            .all(conn)
            .await?;
        if there.len() != count {
            return Err(Fault::Conflict(changed));
        }
        let mut same = before(E::VERSION).equals(said(E::VERSION));
        if let Some(owner) = E::OWNER {
            same = same.and(before(owner).equals(said(owner)));
        }
        let written = E::insert_many(rows)
            .on_conflict(
                OnConflict::column(E::ID)
                    .update_columns(E::Column::iter().filter(|column| !is_kept(column)))
                    .value(E::VERSION, before(E::VERSION).add(1))
                    .action_and_where(same)
                    .to_owned(),
            )
            .exec_without_returning(conn)
            .await?;
        if written != count as u64 {
            return Err(Fault::Conflict(changed));
        }
    }
    Ok(())
}

/// `Some(None)` for an empty column, `None` for one that cannot be read.
pub fn maybe<C, T>(column: Option<C>, read: impl Fn(C) -> Option<T>) -> Option<Option<T>> {
    match column {
        None => Some(None),
        Some(stored) => read(stored).map(Some),
    }
}

/// The same for a number that fits its type.
pub fn small<T: TryFrom<i64>>(column: Option<i64>) -> Option<Option<T>> {
    maybe(column, |number| T::try_from(number).ok())
}
