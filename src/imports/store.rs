//! The rows of batches, changes and remembered mappings.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::kind::Kind;
use crate::platform::rows;
use crate::platform::sheets::Chosen;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, Chance, ImportId, InstitutionId};

mod forget;
mod mappings;
mod row;

pub(super) use mappings::{recall, remember};
use row::{batch, change};

pub(super) use forget::*;

/// Where a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its rows wait.
    Staged,
    /// It has been confirmed.
    Applied,
    /// It has been taken back.
    Undone,
    /// It was never confirmed.
    Dropped,
}

impl State {
    /// The word stored and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Staged => "staged",
            State::Applied => "applied",
            State::Undone => "undone",
            State::Dropped => "dropped",
        }
    }

    pub(super) fn from_stored(word: &str) -> Option<State> {
        [State::Staged, State::Applied, State::Undone, State::Dropped]
            .into_iter()
            .find(|s| s.as_str() == word)
    }
}

/// How many rows of a file came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of the file.
    pub rows: usize,
    /// Came in.
    pub new: usize,
    /// Changed.
    pub changed: usize,
    /// Were so already.
    pub same: usize,
    /// Were left out, because something was wrong with them.
    pub left_out: usize,
}

/// One file on its way in.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Ours.
    pub id: ImportId,
    /// Whose; none for companies that an office imports.
    pub institution_id: Option<InstitutionId>,
    /// What it is about.
    pub kind: Kind,
    /// As the sender called it.
    pub file_name: String,
    /// SHA-256 of the file, hexadecimal.
    pub digest: String,
    /// The names of its columns.
    pub header: Vec<String>,
    /// What somebody chose for them.
    pub chosen: Chosen,
    /// Where it stands.
    pub state: State,
    /// What came of it.
    pub counts: Counts,
    /// Who brought it.
    pub created_by: Option<AccountId>,
    /// When it came.
    pub created_at: DateTime<Utc>,
    /// When it was confirmed.
    pub applied_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub undone_at: Option<DateTime<Utc>>,
}

/// What an import did to one row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// The line of the file; 0 for what goes with a row, such as its tutor.
    pub line: u32,
    /// A word of the subject's.
    pub change: &'static str,
    /// Of which row.
    pub entity: Uuid,
    /// Its key.
    pub key: String,
    /// As it was, where the subject needs it to take the change back.
    pub before: Option<Value>,
}

/// The words of changes.
pub(super) const WORDS: [&str; 6] = [
    "new",
    "changed",
    "confirmed",
    "site_new",
    "tutor_new",
    "tutor_changed",
];

fn read(row: batch::Model) -> Result<Batch, Fault> {
    let unreadable = || Fault::Internal(format!("the row of import {} cannot be read", row.id));
    Ok(Batch {
        id: ImportId(row.id),
        institution_id: row.institution_id.map(InstitutionId),
        kind: Kind::from_word(&row.kind).ok_or_else(unreadable)?,
        header: serde_json::from_value(row.header).map_err(Fault::internal)?,
        chosen: serde_json::from_value(row.mapping).map_err(Fault::internal)?,
        state: State::from_stored(&row.state).ok_or_else(|| Fault::internal("state"))?,
        counts: serde_json::from_value(row.counts).map_err(Fault::internal)?,
        file_name: row.file_name,
        digest: row.digest,
        created_by: row.created_by.map(AccountId),
        created_at: row.created_at,
        applied_at: row.applied_at,
        undone_at: row.undone_at,
    })
}

/// A new batch with its packed rows.
pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    batch: &Batch,
    content: Vec<u8>,
) -> Result<(), Fault> {
    let row = batch::ActiveModel {
        id: Set(batch.id.0),
        institution_id: Set(batch.institution_id.map(|id| id.0)),
        kind: Set(batch.kind.as_str().to_owned()),
        file_name: Set(batch.file_name.clone()),
        digest: Set(batch.digest.clone()),
        content: Set(Some(content)),
        header: Set(serde_json::to_value(&batch.header).map_err(Fault::internal)?),
        mapping: Set(serde_json::to_value(&batch.chosen).map_err(Fault::internal)?),
        state: Set(batch.state.as_str().to_owned()),
        counts: Set(serde_json::to_value(batch.counts).map_err(Fault::internal)?),
        created_by: Set(batch.created_by.map(|id| id.0)),
        created_at: Set(batch.created_at),
        applied_at: Set(batch.applied_at),
        undone_at: Set(batch.undone_at),
    };
    batch::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

fn all_but_content() -> sea_orm::Select<batch::Entity> {
    use sea_orm::Iterable as _;
    let columns = batch::Column::iter().filter(|c| !matches!(c, batch::Column::Content));
    batch::Entity::find()
        .select_only()
        .columns(columns)
        .expr_as(Expr::cust("NULL"), "content")
}

/// The batch, if it is the school's.
///
/// # Errors
/// [`Fault::NotFound`] when it is not.
pub async fn get(
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
    id: ImportId,
) -> Result<Batch, Fault> {
    let row = all_but_content()
        .filter(batch::Column::Id.eq(id.0))
        .one(conn)
        .await?;
    let batch = row
        .map(read)
        .transpose()?
        .filter(|batch| batch.institution_id == institution);
    batch.ok_or(Fault::NotFound("import"))
}

/// The school's batches, in one state or all, the newest first, `limit` of them.
///
/// # Errors
/// When the database fails.
pub async fn list(
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
    state: Option<State>,
    limit: u64,
) -> Result<Vec<Batch>, Fault> {
    let own = match institution {
        Some(id) => batch::Column::InstitutionId.eq(id.0),
        None => batch::Column::InstitutionId.is_null(),
    };
    let rows = all_but_content()
        .filter(own)
        .filter(Condition::all().add_option(state.map(|state| batch::Column::State.eq(state.as_str()))))
        .order_by_desc(batch::Column::CreatedAt)
        .order_by_desc(batch::Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The packed rows of a staged batch.
pub(super) async fn content(conn: &impl ConnectionTrait, id: ImportId) -> Result<Vec<u8>, Fault> {
    let row: Option<Option<Vec<u8>>> = batch::Entity::find_by_id(id.0)
        .select_only()
        .column(batch::Column::Content)
        .into_tuple()
        .one(conn)
        .await?;
    row.flatten().ok_or(Fault::Conflict("import_not_staged"))
}

/// Moves the batch on, if it is still where it is thought to be. Its rows go unless it stays staged.
pub(super) async fn move_on(
    conn: &impl ConnectionTrait,
    id: ImportId,
    (from, to): (State, State),
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let mut update = batch::Entity::update_many()
        .col_expr(batch::Column::State, Expr::value(to.as_str()))
        .col_expr(batch::Column::Content, Expr::cust("NULL"));
    update = match to {
        State::Applied => update.col_expr(batch::Column::AppliedAt, Expr::value(now)),
        State::Undone => update.col_expr(batch::Column::UndoneAt, Expr::value(now)),
        State::Staged | State::Dropped => update,
    };
    let moved = update
        .filter(batch::Column::Id.eq(id.0))
        .filter(batch::Column::State.eq(from.as_str()))
        .exec(conn)
        .await?;
    if moved.rows_affected == 1 {
        return Ok(());
    }
    Err(Fault::Conflict(if from == State::Applied {
        "import_not_applied"
    } else {
        "import_not_staged"
    }))
}

/// Writes down what came of a batch.
pub(super) async fn set_counts(
    conn: &impl ConnectionTrait,
    id: ImportId,
    counts: Counts,
) -> Result<(), Fault> {
    let counts = serde_json::to_value(counts).map_err(Fault::internal)?;
    batch::Entity::update_many()
        .col_expr(batch::Column::Counts, Expr::value(counts))
        .filter(batch::Column::Id.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// Keeps what somebody chose for the columns of a staged batch.
pub(super) async fn set_chosen(
    conn: &impl ConnectionTrait,
    id: ImportId,
    chosen: &Chosen,
) -> Result<(), Fault> {
    let chosen = serde_json::to_value(chosen).map_err(Fault::internal)?;
    let updated = batch::Entity::update_many()
        .col_expr(batch::Column::Mapping, Expr::value(chosen))
        .filter(batch::Column::Id.eq(id.0))
        .filter(batch::Column::State.eq(State::Staged.as_str()))
        .exec(conn)
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(Fault::Conflict("import_not_staged"))
    }
}

/// Writes down what an import did.
pub(super) async fn insert_changes(
    conn: &impl ConnectionTrait,
    id: ImportId,
    changes: Vec<Change>,
    now: DateTime<Utc>,
    chance: &dyn Chance,
) -> Result<(), Fault> {
    let rows: Vec<change::ActiveModel> = changes
        .into_iter()
        .map(|one| change::ActiveModel {
            id: Set(ImportId::new(now, chance).0),
            batch_id: Set(id.0),
            line: Set(i64::from(one.line)),
            change: Set(one.change.to_owned()),
            entity_id: Set(Some(one.entity)),
            key: Set(one.key),
            before: Set(one.before),
            after: Set(None),
        })
        .collect();
    rows::insert::<change::Entity>(conn, rows).await
}

/// What an import did, the last line first: `limit` changes after the first `offset`.
pub(super) async fn changes(
    conn: &impl ConnectionTrait,
    id: ImportId,
    limit: u64,
    offset: u64,
) -> Result<Vec<Change>, Fault> {
    let rows = change::Entity::find()
        .filter(change::Column::BatchId.eq(id.0))
        .order_by_desc(change::Column::Line)
        .order_by_asc(change::Column::Id)
        .limit(limit)
        .offset(offset)
        .all(conn)
        .await?;
    let known = |word: &str| WORDS.iter().find(|known| **known == word).copied();
    rows.into_iter()
        .map(|row| {
            Ok(Change {
                line: u32::try_from(row.line).unwrap_or(0),
                change: known(&row.change).ok_or_else(|| Fault::internal("an unknown change"))?,
                entity: row
                    .entity_id
                    .ok_or_else(|| Fault::internal("a change of nothing"))?,
                key: row.key,
                before: row.before,
            })
        })
        .collect()
}
