//! The life of a run in the hands of workers: claimed by one at a time, told of, stopped, given back, ended once.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use crate::matching::model::RunState;
use crate::matching::rows::{document, run};
use crate::platform::db::skip_locked;
use crate::platform::worker::Lease;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{RoundId, RunId};

/// A run that a worker has claimed.
#[derive(Debug, Clone)]
pub struct Claimed {
    pub id: RunId,
    pub round_id: RoundId,
    pub attempts: i64,
    pub stop_requested: bool,
    pub snapshot: Vec<u8>,
}

/// Takes the run that has waited longest, or whose worker has gone: in one statement, so that two never take the same. To be
/// called in a transaction.
pub async fn claim_run(
    conn: &impl ConnectionTrait,
    lease: Lease,
    now: DateTime<Utc>,
) -> Result<Option<Claimed>, Fault> {
    let mut due = Query::select();
    due.column(run::Column::Id)
        .from(run::Entity)
        .and_where(
            run::Column::State
                .eq(RunState::Queued.as_str())
                .and(run::Column::RunAt.lte(now))
                .or(run::Column::State
                    .eq(RunState::Running.as_str())
                    .and(run::Column::ClaimedUntil.lt(now))),
        )
        .order_by(run::Column::RunAt, Order::Asc)
        .limit(1);
    skip_locked(&mut due, conn.get_database_backend());
    let claimed = run::Entity::update_many()
        .col_expr(run::Column::State, Expr::value(RunState::Running.as_str()))
        .col_expr(run::Column::ClaimedBy, Expr::value(lease.holder))
        .col_expr(run::Column::ClaimedUntil, Expr::value(lease.until))
        .col_expr(run::Column::StartedAt, Expr::value(now))
        .col_expr(run::Column::Attempts, Expr::col(run::Column::Attempts).add(1))
        .filter(run::Column::Id.in_subquery(due))
        .exec_with_returning(conn)
        .await?;
    let Some(row) = claimed.into_iter().next() else {
        return Ok(None);
    };
    let papers = document::Entity::find_by_id(row.id).one(conn).await?;
    Ok(Some(Claimed {
        id: RunId(row.id),
        round_id: RoundId(row.round_id),
        attempts: row.attempts,
        stop_requested: row.stop_requested_at.is_some(),
        snapshot: papers.and_then(|papers| papers.snapshot).unwrap_or_default(),
    }))
}

/// Renews a lease; `false` when the run is no longer ours.
pub async fn renew_run(conn: &impl ConnectionTrait, id: RunId, lease: Lease) -> Result<bool, Fault> {
    let done = run::Entity::update_many()
        .col_expr(run::Column::ClaimedUntil, Expr::value(lease.until))
        .filter(run::Column::Id.eq(id.0))
        .filter(run::Column::ClaimedBy.eq(lease.holder))
        .filter(run::Column::State.eq(RunState::Running.as_str()))
        .exec(conn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Shows how far a run is; says whether somebody wants it to stop.
pub async fn tell_progress(
    conn: &impl ConnectionTrait,
    id: RunId,
    progress: Option<Value>,
) -> Result<bool, Fault> {
    if let Some(progress) = progress {
        run::Entity::update_many()
            .col_expr(run::Column::Progress, Expr::value(progress))
            .filter(run::Column::Id.eq(id.0))
            .filter(run::Column::State.eq(RunState::Running.as_str()))
            .exec(conn)
            .await?;
    }
    let stop: Option<Option<DateTime<Utc>>> = run::Entity::find_by_id(id.0)
        .select_only()
        .column(run::Column::StopRequestedAt)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(stop.flatten().is_some())
}

/// Asks a run to stop. A run that waits is stopped at once. To be called in a transaction.
pub async fn request_stop(conn: &impl ConnectionTrait, id: RunId, now: DateTime<Utc>) -> Result<(), Fault> {
    let waited = run::Entity::update_many()
        .col_expr(run::Column::StopRequestedAt, Expr::value(now))
        .col_expr(run::Column::State, Expr::value(RunState::Stopped.as_str()))
        .col_expr(run::Column::FinishedAt, Expr::value(now))
        .filter(run::Column::Id.eq(id.0))
        .filter(run::Column::State.eq(RunState::Queued.as_str()))
        .exec(conn)
        .await?;
    if waited.rows_affected > 0 {
        keep_papers(conn, id, None, None).await?;
    }
    run::Entity::update_many()
        .col_expr(run::Column::StopRequestedAt, Expr::value(now))
        .filter(run::Column::Id.eq(id.0))
        .filter(run::Column::State.eq(RunState::Running.as_str()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Gives a claimed run back, as if it had never been claimed.
pub async fn give_back_run(conn: &impl ConnectionTrait, id: RunId, holder: Uuid) -> Result<(), Fault> {
    run::Entity::update_many()
        .col_expr(run::Column::State, Expr::value(RunState::Queued.as_str()))
        .col_expr(run::Column::Attempts, Expr::col(run::Column::Attempts).sub(1))
        .col_expr(run::Column::ClaimedBy, Expr::value(Option::<Uuid>::None))
        .filter(run::Column::Id.eq(id.0))
        .filter(run::Column::ClaimedBy.eq(holder))
        .filter(run::Column::State.eq(RunState::Running.as_str()))
        .exec(conn)
        .await?;
    Ok(())
}

/// How a run ended.
#[derive(Debug)]
pub struct Ending {
    pub state: RunState,
    pub now: DateTime<Utc>,
    pub failure: Option<String>,
    pub problem_digest: Option<String>,
    pub problem: Option<Vec<u8>>,
    pub answer: Option<Vec<u8>>,
    pub solver: Option<String>,
    pub status: Option<String>,
    pub placed: Option<i64>,
    pub score: Option<i64>,
    pub tiers: Value,
    pub counts: Value,
    pub timings: Value,
}

/// Ends a run that is still `holder`'s: once. The snapshot goes. `false`: it was not ours any more. To be called in a transaction.
pub async fn end_run(
    conn: &impl ConnectionTrait,
    id: RunId,
    holder: Uuid,
    ending: Ending,
) -> Result<bool, Fault> {
    let row = run::ActiveModel {
        state: Set(ending.state.as_str().to_owned()),
        finished_at: Set(Some(ending.now)),
        claimed_until: Set(None),
        progress: Set(None),
        failure: Set(ending.failure),
        problem_digest: Set(ending.problem_digest),
        solver: Set(ending.solver),
        status: Set(ending.status),
        placed: Set(ending.placed),
        score: Set(ending.score),
        tiers: Set(Some(ending.tiers)),
        counts: Set(Some(ending.counts)),
        timings: Set(Some(ending.timings)),
        ..Default::default()
    };
    let done = run::Entity::update_many()
        .set(row)
        .filter(run::Column::Id.eq(id.0))
        .filter(run::Column::ClaimedBy.eq(holder))
        .filter(run::Column::State.eq(RunState::Running.as_str()))
        .exec(conn)
        .await?;
    if done.rows_affected == 1 {
        keep_papers(conn, id, ending.problem, ending.answer).await?;
    }
    Ok(done.rows_affected == 1)
}

/// What stays of the large parts of a run that is over: the snapshot goes.
async fn keep_papers(
    conn: &impl ConnectionTrait,
    id: RunId,
    problem: Option<Vec<u8>>,
    answer: Option<Vec<u8>>,
) -> Result<(), Fault> {
    let papers = document::ActiveModel {
        snapshot: Set(None),
        problem: Set(problem),
        answer: Set(answer),
        ..Default::default()
    };
    document::Entity::update_many()
        .set(papers)
        .filter(document::Column::RunId.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}
