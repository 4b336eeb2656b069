//! Runs; their large parts are rows of their own, which few read.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{json, parsed};
use crate::matching::model::{RunState, Settings};
use crate::matching::records::Run;
use crate::matching::rows::{document, round, run};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, RoundId, RunId};

/// What a run is asked for.
#[derive(Debug)]
pub struct NewRun<'a> {
    pub id: RunId,
    pub round_id: RoundId,
    pub by: Option<AccountId>,
    pub now: DateTime<Utc>,
    pub settings: &'a Settings,
    pub snapshot: Vec<u8>,
    pub digest: String,
}

pub async fn insert_run(conn: &impl ConnectionTrait, new: NewRun<'_>) -> Result<(), Fault> {
    let row = run::ActiveModel {
        id: Set(new.id.0),
        round_id: Set(new.round_id.0),
        state: Set(RunState::Queued.as_str().to_owned()),
        requested_by: Set(new.by.map(|a| a.0)),
        requested_at: Set(new.now),
        run_at: Set(new.now),
        attempts: Set(0),
        settings: Set(json(new.settings)?),
        snapshot_digest: Set(new.digest),
        version: Set(env!("CARGO_PKG_VERSION").to_owned()),
        seed: Set(i64::try_from(new.settings.seed).unwrap_or(i64::MAX)),
        ..Default::default()
    };
    run::Entity::insert(row).exec_without_returning(conn).await?;
    let papers = document::ActiveModel {
        run_id: Set(new.id.0),
        snapshot: Set(Some(new.snapshot)),
        ..Default::default()
    };
    document::Entity::insert(papers)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

impl TryFrom<run::Model> for Run {
    type Error = Fault;
    fn try_from(row: run::Model) -> Result<Run, Fault> {
        Ok(Run {
            id: RunId(row.id),
            round_id: RoundId(row.round_id),
            state: RunState::from_stored(&row.state).ok_or_else(|| Fault::internal("stored run state"))?,
            requested_by: row.requested_by.map(AccountId),
            requested_at: row.requested_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
            stop_requested: row.stop_requested_at.is_some(),
            progress: row.progress.map(|p| parsed(p, "progress")).transpose()?,
            settings: parsed(row.settings, "settings")?,
            snapshot_digest: row.snapshot_digest,
            problem_digest: row.problem_digest,
            version: row.version,
            solver: row.solver,
            status: row.status,
            placed: row.placed,
            score: row.score,
            tiers: row
                .tiers
                .map(|t| parsed(t, "tiers"))
                .transpose()?
                .unwrap_or_default(),
            counts: row
                .counts
                .map(|c| parsed(c, "counts"))
                .transpose()?
                .unwrap_or_default(),
            timings: row
                .timings
                .map(|t| parsed(t, "timings"))
                .transpose()?
                .unwrap_or_default(),
            failure: row.failure,
        })
    }
}

fn of_round(round: RoundId) -> sea_orm::Select<run::Entity> {
    run::Entity::find()
        .filter(run::Column::RoundId.eq(round.0))
        .order_by(run::Column::RequestedAt, Order::Desc)
        .order_by(run::Column::Id, Order::Desc)
}

/// Runs of a round, the newest first.
pub async fn list_runs(conn: &impl ConnectionTrait, round: RoundId) -> Result<Vec<Run>, Fault> {
    let rows = of_round(round).all(conn).await?;
    rows.into_iter().map(Run::try_from).collect()
}

/// How many runs a round has.
pub async fn count_runs(conn: &impl ConnectionTrait, round: RoundId) -> Result<u64, Fault> {
    let of_round = run::Entity::find().filter(run::Column::RoundId.eq(round.0));
    Ok(of_round.count(conn).await?)
}

/// Runs of a round, the newest first, `limit` of them after the first `offset`.
pub async fn page_runs(
    conn: &impl ConnectionTrait,
    round: RoundId,
    limit: u64,
    offset: u64,
) -> Result<Vec<Run>, Fault> {
    let rows = of_round(round).limit(limit).offset(offset).all(conn).await?;
    rows.into_iter().map(Run::try_from).collect()
}

/// A run of this round.
pub async fn get_run(conn: &impl ConnectionTrait, round: RoundId, id: RunId) -> Result<Run, Fault> {
    let row = run::Entity::find()
        .filter(run::Column::Id.eq(id.0))
        .filter(run::Column::RoundId.eq(round.0))
        .one(conn)
        .await?;
    row.ok_or(Fault::NotFound("run"))?.try_into()
}

/// The problem and the answer of a run that is done, unpacked by the caller.
pub async fn get_proof(conn: &impl ConnectionTrait, id: RunId) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let row = document::Entity::find_by_id(id.0)
        .one(conn)
        .await?
        .ok_or(Fault::NotFound("run"))?;
    match (row.problem, row.answer) {
        (Some(problem), Some(answer)) => Ok((problem, answer)),
        _ => Err(Fault::NotFound("answer")),
    }
}

/// The newest run of each round that has one; one that only tried something is none of the round's.
pub async fn latest_runs(
    conn: &impl ConnectionTrait,
    rounds: &[RoundId],
) -> Result<HashMap<RoundId, Run>, Fault> {
    let newest = Query::select()
        .column(run::Column::Id)
        .from(run::Entity)
        .and_where(Expr::col((run::Entity, run::Column::RoundId)).equals((round::Entity, round::Column::Id)))
        .and_where(run::Column::Id.not_in_subquery(super::scenarios::only_tried()))
        .order_by(run::Column::RequestedAt, Order::Desc)
        .order_by(run::Column::Id, Order::Desc)
        .limit(1)
        .to_owned();
    let of_each = Query::select()
        .expr(SimpleExpr::SubQuery(None, Box::new(newest.into())))
        .from(round::Entity)
        .and_where(round::Column::Id.is_in(rounds.iter().map(|r| r.0)))
        .to_owned();
    let rows = run::Entity::find()
        .filter(run::Column::Id.in_subquery(of_each))
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let run = Run::try_from(row)?;
            Ok((run.round_id, run))
        })
        .collect()
}

/// Is a run of this round queued or running?
pub async fn has_open_run(conn: &impl ConnectionTrait, round: RoundId) -> Result<bool, Fault> {
    let open = [RunState::Queued, RunState::Running].map(RunState::as_str);
    let rows = of_round(round).filter(run::Column::State.is_in(open));
    Ok(rows.one(conn).await?.is_some())
}

/// The latest run of this round that has an answer; one that only tried something is none of the round's.
pub async fn latest_done(conn: &impl ConnectionTrait, round: RoundId) -> Result<Option<Run>, Fault> {
    let done = of_round(round)
        .filter(run::Column::Id.not_in_subquery(super::scenarios::only_tried()))
        .filter(run::Column::State.eq(RunState::Done.as_str()));
    done.one(conn).await?.map(Run::try_from).transpose()
}
