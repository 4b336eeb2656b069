//! The rows of publications that wait.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;

use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, RoundId, RunId};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "publication_hold")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        pub run_id: Uuid,
        pub account_id: Option<Uuid>,
        pub asked_at: DateTimeUtc,
        pub due_at: DateTimeUtc,
        pub failure: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::Column;

/// A publication that waits, or one that could not be when its time came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    pub round: RoundId,
    pub run: RunId,
    /// Who asked for it.
    pub by: Option<AccountId>,
    pub asked_at: DateTime<Utc>,
    /// From then on it is out.
    pub due_at: DateTime<Utc>,
    /// The code of what stood against it.
    pub failure: Option<String>,
}

fn hold(row: row::Model) -> Hold {
    Hold {
        round: RoundId(row.round_id),
        run: RunId(row.run_id),
        by: row.account_id.map(AccountId),
        asked_at: row.asked_at,
        due_at: row.due_at,
        failure: row.failure,
    }
}

/// The publication of this round that waits.
pub async fn find_hold(conn: &impl ConnectionTrait, round: RoundId) -> Result<Option<Hold>, Fault> {
    let row = row::Entity::find()
        .filter(Column::RoundId.eq(round.0))
        .one(conn)
        .await?;
    Ok(row.map(hold))
}

/// Publications whose time has come.
pub async fn due_holds(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Hold>, Fault> {
    let rows = row::Entity::find()
        .filter(Column::DueAt.lte(now))
        .filter(Column::Failure.is_null())
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(hold).collect())
}

pub async fn insert_hold(conn: &impl ConnectionTrait, id: Uuid, hold: &Hold) -> Result<(), Fault> {
    let row = row::ActiveModel {
        id: Set(id),
        round_id: Set(hold.round.0),
        run_id: Set(hold.run.0),
        account_id: Set(hold.by.map(|a| a.0)),
        asked_at: Set(hold.asked_at),
        due_at: Set(hold.due_at),
        failure: Set(None),
    };
    row::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Removes the publication that waits; `false`: there was none.
pub async fn remove_hold(conn: &impl ConnectionTrait, round: RoundId) -> Result<bool, Fault> {
    let done = row::Entity::delete_many()
        .filter(Column::RoundId.eq(round.0))
        .exec(conn)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Keeps why it could not be published, for whoever asked.
pub async fn fail_hold(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    code: &str,
) -> Result<(), Fault> {
    row::Entity::update_many()
        .col_expr(Column::Failure, Expr::value(code))
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::RunId.eq(run.0))
        .exec(conn)
        .await?;
    Ok(())
}
