//! What the database knows of rounds, pins, runs and what runs found.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, Order, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::model::{RoundState, RunState, Settings};
use super::records::{Assignment, Pin, PinKind, PlaceUse, Round, Run, UnplacedStudent};
use super::rows::{assignment, pin, place, round, run, unplaced};
use crate::platform::db::skip_locked;
use crate::platform::worker::Lease;
use crate::vocabulary::calendar::Period;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::ids::{AccountId, InstitutionId, PinId, PlacementId, RoundId, RunId, StudentId};
use crate::vocabulary::pathway::Pathway;

/// Rows of one insert: both databases are fastest at a few hundred.
const CHUNK: usize = 300;

fn json<T: Serialize>(value: &T) -> Result<Value, Fault> {
    serde_json::to_value(value).map_err(Fault::internal)
}

fn parsed<T: DeserializeOwned>(value: Value, what: &'static str) -> Result<T, Fault> {
    serde_json::from_value(value).map_err(|e| Fault::Internal(format!("stored {what}: {e}")))
}

fn number<T: TryFrom<i64>>(value: i64, what: &'static str) -> Result<T, Fault> {
    T::try_from(value).map_err(|_| Fault::Internal(format!("stored {what} is out of range")))
}

impl TryFrom<round::Model> for Round {
    type Error = Fault;
    fn try_from(row: round::Model) -> Result<Round, Fault> {
        let settings = Settings {
            period: Period {
                from: row.starts_on,
                to: row.ends_on,
            },
            pathway: row.pathway.as_deref().and_then(Pathway::from_stored),
            max_minutes: number(row.max_minutes, "minutes")?,
            max_metres: row.max_metres.map(|m| number(m, "metres")).transpose()?,
            ..parsed(row.rules, "rules")?
        };
        Ok(Round {
            id: RoundId(row.id),
            institution_id: InstitutionId(row.institution_id),
            name: row.name,
            answer_by: row.answer_by,
            settings: Settings {
                weights: parsed(row.weights, "weights")?,
                tiers: parsed(row.tiers, "tiers")?,
                seed: number(row.seed, "seed")?,
                ..settings
            },
            state: RoundState::from_stored(&row.state)
                .ok_or_else(|| Fault::internal("stored round state"))?,
            published_run: row.published_run_id.map(RunId),
            published_at: row.published_at,
            created_at: row.created_at,
            version: row.version,
        })
    }
}

/// `rules` holds the whole settings, so that what has no column of its own (travel, rules) is kept too.
fn round_row(round: &Round, created_by: Option<AccountId>) -> Result<round::ActiveModel, Fault> {
    let settings = &round.settings;
    Ok(round::ActiveModel {
        id: Set(round.id.0),
        institution_id: Set(round.institution_id.0),
        name: Set(round.name.clone()),
        pathway: Set(settings.pathway.map(|p| p.as_str().to_owned())),
        starts_on: Set(settings.period.from),
        ends_on: Set(settings.period.to),
        answer_by: Set(round.answer_by),
        max_minutes: Set(i64::from(settings.max_minutes)),
        max_metres: Set(settings.max_metres.map(i64::from)),
        rules: Set(json(settings)?),
        weights: Set(json(&settings.weights)?),
        tiers: Set(json(&settings.tiers)?),
        seed: Set(i64::try_from(settings.seed).unwrap_or(i64::MAX)),
        state: Set(round.state.as_str().to_owned()),
        published_run_id: Set(round.published_run.map(|r| r.0)),
        published_at: Set(round.published_at),
        created_by: Set(created_by.map(|a| a.0)),
        created_at: Set(round.created_at),
        version: Set(round.version),
    })
}

/// Rounds of a school, the newest first.
pub async fn list_rounds(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
) -> Result<Vec<Round>, Fault> {
    let rows = round::Entity::find()
        .filter(round::Column::InstitutionId.eq(institution.0))
        .order_by(round::Column::CreatedAt, Order::Desc)
        .order_by(round::Column::Id, Order::Desc)
        .all(conn)
        .await?;
    rows.into_iter().map(Round::try_from).collect()
}

/// A round of this school.
pub async fn get_round(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    id: RoundId,
) -> Result<Round, Fault> {
    let row = round::Entity::find_by_id(id.0)
        .filter(round::Column::InstitutionId.eq(institution.0))
        .one(conn)
        .await?;
    row.ok_or(Fault::NotFound("round"))?.try_into()
}

/// Whose round it is, for a worker.
pub async fn find_round(conn: &impl ConnectionTrait, id: RoundId) -> Result<Option<Round>, Fault> {
    round::Entity::find_by_id(id.0)
        .one(conn)
        .await?
        .map(Round::try_from)
        .transpose()
}

pub async fn insert_round(
    conn: &impl ConnectionTrait,
    round: &Round,
    by: Option<AccountId>,
) -> Result<(), Fault> {
    round::Entity::insert(round_row(round, by)?)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Writes a changed round, if nobody changed it meanwhile.
pub async fn update_round(conn: &impl ConnectionTrait, round: &Round) -> Result<(), Fault> {
    let mut row = round_row(round, None)?;
    row.created_by = sea_orm::ActiveValue::NotSet;
    row.version = Set(round.version + 1);
    let done = round::Entity::update_many()
        .set(row)
        .filter(round::Column::Id.eq(round.id.0))
        .filter(round::Column::Version.eq(round.version))
        .exec(conn)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Fault::Conflict("changed_meanwhile"))
    }
}

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

pub async fn insert_pin(conn: &impl ConnectionTrait, pin: &Pin) -> Result<(), Fault> {
    let row = pin::ActiveModel {
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
    };
    pin::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Takes a pin back; it stays in the history.
pub async fn remove_pin(
    conn: &impl ConnectionTrait,
    round: RoundId,
    id: PinId,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let done = pin::Entity::update_many()
        .col_expr(pin::Column::RemovedAt, Expr::value(now))
        .col_expr(pin::Column::RemovedBy, Expr::value(by.0))
        .filter(pin::Column::Id.eq(id.0))
        .filter(pin::Column::RoundId.eq(round.0))
        .filter(pin::Column::RemovedAt.is_null())
        .exec(conn)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Fault::NotFound("pin"))
    }
}

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
        snapshot: Set(Some(new.snapshot)),
        snapshot_digest: Set(new.digest),
        version: Set(env!("CARGO_PKG_VERSION").to_owned()),
        seed: Set(i64::try_from(new.settings.seed).unwrap_or(i64::MAX)),
        ..Default::default()
    };
    run::Entity::insert(row).exec_without_returning(conn).await?;
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

/// A run without its large parts: those are only read where they are needed.
fn light_run() -> sea_orm::Select<run::Entity> {
    use run::Column as C;
    let mut select = run::Entity::find().select_only();
    for column in [
        C::Id,
        C::RoundId,
        C::State,
        C::RequestedBy,
        C::RequestedAt,
        C::RunAt,
        C::ClaimedBy,
        C::ClaimedUntil,
        C::Attempts,
        C::StartedAt,
        C::FinishedAt,
        C::StopRequestedAt,
        C::Progress,
        C::Settings,
        C::SnapshotDigest,
        C::ProblemDigest,
        C::Version,
        C::Solver,
        C::Seed,
        C::Status,
        C::Placed,
        C::Score,
        C::Tiers,
        C::Counts,
        C::Timings,
        C::Failure,
    ] {
        select = select.column(column);
    }
    let none = || Expr::value(Option::<Vec<u8>>::None);
    select
        .column_as(none(), "snapshot")
        .column_as(none(), "problem")
        .column_as(none(), "answer")
}

/// Runs of a round, the newest first.
pub async fn list_runs(conn: &impl ConnectionTrait, round: RoundId) -> Result<Vec<Run>, Fault> {
    let rows = light_run()
        .filter(run::Column::RoundId.eq(round.0))
        .order_by(run::Column::RequestedAt, Order::Desc)
        .order_by(run::Column::Id, Order::Desc)
        .all(conn)
        .await?;
    rows.into_iter().map(Run::try_from).collect()
}

/// A run of this round.
pub async fn get_run(conn: &impl ConnectionTrait, round: RoundId, id: RunId) -> Result<Run, Fault> {
    let row = light_run()
        .filter(run::Column::Id.eq(id.0))
        .filter(run::Column::RoundId.eq(round.0))
        .one(conn)
        .await?;
    row.ok_or(Fault::NotFound("run"))?.try_into()
}

/// The problem and the answer of a run that is done, unpacked by the caller.
pub async fn get_proof(conn: &impl ConnectionTrait, id: RunId) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let row = run::Entity::find_by_id(id.0)
        .one(conn)
        .await?
        .ok_or(Fault::NotFound("run"))?;
    match (row.problem, row.answer) {
        (Some(problem), Some(answer)) => Ok((problem, answer)),
        _ => Err(Fault::NotFound("answer")),
    }
}

/// A run that a worker has claimed.
#[derive(Debug, Clone)]
pub struct Claimed {
    pub id: RunId,
    pub round_id: RoundId,
    pub attempts: i64,
    pub stop_requested: bool,
    pub snapshot: Vec<u8>,
}

/// Takes the run that has waited longest, or whose worker has gone: in one statement, so that two never take the same.
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
    Ok(claimed.into_iter().next().map(|row| Claimed {
        id: RunId(row.id),
        round_id: RoundId(row.round_id),
        attempts: row.attempts,
        stop_requested: row.stop_requested_at.is_some(),
        snapshot: row.snapshot.unwrap_or_default(),
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

/// Asks a run to stop. A run that waits is stopped at once.
pub async fn request_stop(conn: &impl ConnectionTrait, id: RunId, now: DateTime<Utc>) -> Result<(), Fault> {
    run::Entity::update_many()
        .col_expr(run::Column::StopRequestedAt, Expr::value(now))
        .col_expr(run::Column::State, Expr::value(RunState::Stopped.as_str()))
        .col_expr(run::Column::FinishedAt, Expr::value(now))
        .col_expr(run::Column::Snapshot, Expr::value(Option::<Vec<u8>>::None))
        .filter(run::Column::Id.eq(id.0))
        .filter(run::Column::State.eq(RunState::Queued.as_str()))
        .exec(conn)
        .await?;
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

/// Ends a run that is still `holder`'s: once. The snapshot goes. `false`: it was not ours any more.
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
        snapshot: Set(None),
        failure: Set(ending.failure),
        problem_digest: Set(ending.problem_digest),
        problem: Set(ending.problem),
        answer: Set(ending.answer),
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
    Ok(done.rows_affected == 1)
}

/// Keeps what a run found.
pub async fn insert_findings(
    conn: &impl ConnectionTrait,
    id: RunId,
    assignments: &[Assignment],
    left: &[UnplacedStudent],
    places: &[PlaceUse],
) -> Result<(), Fault> {
    for chunk in assignments.chunks(CHUNK) {
        let rows = chunk
            .iter()
            .map(|a| assignment_row(id, a))
            .collect::<Result<Vec<_>, _>>()?;
        assignment::Entity::insert_many(rows)
            .exec_without_returning(conn)
            .await?;
    }
    for chunk in left.chunks(CHUNK) {
        let rows = chunk.iter().map(|u| {
            Ok(unplaced::ActiveModel {
                run_id: Set(id.0),
                student_id: Set(u.student_id.0),
                kind: Set(u.why.kind().to_owned()),
                reasons: Set(json(&u.why)?),
            })
        });
        unplaced::Entity::insert_many(rows.collect::<Result<Vec<_>, Fault>>()?)
            .exec_without_returning(conn)
            .await?;
    }
    for chunk in places.chunks(CHUNK) {
        let rows = chunk.iter().map(|p| {
            Ok(place::ActiveModel {
                run_id: Set(id.0),
                placement_id: Set(p.placement_id.0),
                seats: Set(i64::from(p.seats)),
                taken: Set(i64::from(p.taken)),
                notes: Set(json(&p.notes)?),
            })
        });
        place::Entity::insert_many(rows.collect::<Result<Vec<_>, Fault>>()?)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

fn assignment_row(run: RunId, a: &Assignment) -> Result<assignment::ActiveModel, Fault> {
    Ok(assignment::ActiveModel {
        run_id: Set(run.0),
        student_id: Set(a.student_id.0),
        placement_id: Set(a.placement_id.0),
        score: Set(i64::from(a.score)),
        parts: Set(json(&a.points)?),
        minutes: Set(i64::from(a.minutes)),
        metres: Set(i64::from(a.metres)),
        wish_rank: Set(a.wish_rank.map(i64::from)),
        conditions: Set(json(&a.notes)?),
    })
}

/// Whom a run placed.
pub async fn list_assignments(conn: &impl ConnectionTrait, run: RunId) -> Result<Vec<Assignment>, Fault> {
    let rows = assignment::Entity::find()
        .filter(assignment::Column::RunId.eq(run.0))
        .all(conn)
        .await?;
    rows.into_iter().map(assigned).collect()
}

fn assigned(row: assignment::Model) -> Result<Assignment, Fault> {
    Ok(Assignment {
        student_id: StudentId(row.student_id),
        placement_id: PlacementId(row.placement_id),
        score: number(row.score, "score")?,
        points: parsed(row.parts, "points")?,
        minutes: number(row.minutes, "minutes")?,
        metres: number(row.metres, "metres")?,
        wish_rank: row.wish_rank.map(|r| number(r, "rank")).transpose()?,
        notes: parsed(row.conditions, "notes")?,
    })
}

fn left(row: unplaced::Model) -> Result<UnplacedStudent, Fault> {
    Ok(UnplacedStudent {
        student_id: StudentId(row.student_id),
        why: parsed(row.reasons, "reasons")?,
    })
}

/// Whom a run left without a place.
pub async fn list_unplaced(conn: &impl ConnectionTrait, run: RunId) -> Result<Vec<UnplacedStudent>, Fault> {
    let rows = unplaced::Entity::find()
        .filter(unplaced::Column::RunId.eq(run.0))
        .all(conn)
        .await?;
    rows.into_iter().map(left).collect()
}

/// The places of a run.
pub async fn list_places(conn: &impl ConnectionTrait, run: RunId) -> Result<Vec<PlaceUse>, Fault> {
    let rows = place::Entity::find()
        .filter(place::Column::RunId.eq(run.0))
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PlaceUse {
                placement_id: PlacementId(row.placement_id),
                seats: number(row.seats, "seats")?,
                taken: number(row.taken, "seats")?,
                notes: parsed(row.notes, "notes")?,
            })
        })
        .collect()
}

/// How many runs of each round are open, done or failed: for the list of rounds.
pub async fn latest_runs(
    conn: &impl ConnectionTrait,
    rounds: &[RoundId],
) -> Result<HashMap<RoundId, Run>, Fault> {
    let rows = light_run()
        .filter(run::Column::RoundId.is_in(rounds.iter().map(|r| r.0)))
        .order_by(run::Column::RequestedAt, Order::Asc)
        .order_by(run::Column::Id, Order::Asc)
        .all(conn)
        .await?;
    let mut latest = HashMap::new();
    for row in rows {
        let run = Run::try_from(row)?;
        latest.insert(run.round_id, run);
    }
    Ok(latest)
}

/// Measured minutes between homes and sites, as far as a table was imported.
pub async fn travel_times(
    conn: &impl ConnectionTrait,
    homes: impl Iterator<Item = ComuneCode>,
    sites: impl Iterator<Item = ComuneCode>,
) -> Result<Vec<(ComuneCode, ComuneCode, u16)>, Fault> {
    let (homes, sites) = (super::freeze::distinct(homes), super::freeze::distinct(sites));
    let (from, to, minutes) = (
        Alias::new("from_comune"),
        Alias::new("to_comune"),
        Alias::new("minutes"),
    );
    let mut found = Vec::new();
    for homes in homes.chunks(500) {
        let query = Query::select()
            .columns([from.clone(), to.clone(), minutes.clone()])
            .from(Alias::new("travel_time"))
            .and_where(Expr::col(from.clone()).is_in(homes.iter().copied()))
            .and_where(Expr::col(to.clone()).is_in(sites.iter().copied()))
            .to_owned();
        for row in conn.query_all(&query).await? {
            let code = |name| -> Result<Option<ComuneCode>, Fault> {
                Ok(ComuneCode::from_stored(&format!(
                    "{:06}",
                    row.try_get::<i64>("", name)?
                )))
            };
            if let (Some(a), Some(b)) = (code("from_comune")?, code("to_comune")?) {
                found.push((a, b, number(row.try_get("", "minutes")?, "minutes")?));
            }
        }
    }
    Ok(found)
}

/// Is a run of this round queued or running?
pub async fn has_open_run(conn: &impl ConnectionTrait, round: RoundId) -> Result<bool, Fault> {
    let open = [RunState::Queued, RunState::Running].map(RunState::as_str);
    let rows = light_run()
        .filter(run::Column::RoundId.eq(round.0))
        .filter(run::Column::State.is_in(open));
    Ok(rows.one(conn).await?.is_some())
}

/// The latest run of this round that has an answer.
pub async fn latest_done(conn: &impl ConnectionTrait, round: RoundId) -> Result<Option<Run>, Fault> {
    let done = light_run()
        .filter(run::Column::RoundId.eq(round.0))
        .filter(run::Column::State.eq(RunState::Done.as_str()))
        .order_by(run::Column::RequestedAt, Order::Desc)
        .order_by(run::Column::Id, Order::Desc);
    done.one(conn).await?.map(Run::try_from).transpose()
}

/// A part of a long list: words of a student's name, and where to start.
#[derive(Debug, Clone, Default)]
pub struct Window {
    pub text: String,
    pub limit: u64,
    pub offset: u64,
}

/// Which kind of finding a list is of.
#[derive(Debug, Clone, Copy)]
enum Findings {
    Assigned,
    Unplaced,
}

/// The findings of a run about students whose name holds these words, by name.
fn findings(of: Findings, run: RunId, text: &str) -> sea_orm::sea_query::SelectStatement {
    let table = Alias::new(match of {
        Findings::Assigned => "run_assignment",
        Findings::Unplaced => "run_unplaced",
    });
    let student = Alias::new("student");
    let mut query = Query::select();
    query
        .from(table.clone())
        .inner_join(
            student.clone(),
            Expr::col((student.clone(), Alias::new("id")))
                .eq(Expr::col((table.clone(), Alias::new("student_id")))),
        )
        .and_where(Expr::col((table, Alias::new("run_id"))).eq(run.0));
    for word in crate::vocabulary::text::words(text) {
        let pattern = sea_orm::sea_query::LikeExpr::new(format!("%{}%", word.replace(['%', '_', '\\'], "")))
            .escape('\\');
        query.and_where(Expr::col((student.clone(), Alias::new("name_key"))).like(pattern));
    }
    query
}

async fn count_findings(
    conn: &impl ConnectionTrait,
    of: Findings,
    run: RunId,
    text: &str,
) -> Result<u64, Fault> {
    let query = findings(of, run, text)
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("n"))
        .to_owned();
    let row = conn
        .query_one(&query)
        .await?
        .ok_or_else(|| Fault::internal("no count"))?;
    number(row.try_get("", "n")?, "count")
}

async fn page_of_findings(
    conn: &impl ConnectionTrait,
    of: Findings,
    run: RunId,
    window: &Window,
) -> Result<Vec<sea_orm::QueryResult>, Fault> {
    let table = match of {
        Findings::Assigned => "run_assignment",
        Findings::Unplaced => "run_unplaced",
    };
    let query = findings(of, run, &window.text)
        .column((Alias::new(table), sea_orm::sea_query::Asterisk))
        .order_by((Alias::new("student"), Alias::new("name_key")), Order::Asc)
        .order_by((Alias::new("student"), Alias::new("id")), Order::Asc)
        .limit(window.limit)
        .offset(window.offset)
        .to_owned();
    Ok(conn.query_all(&query).await?)
}

/// How many students with these words in their name a run placed.
pub async fn count_assignments(conn: &impl ConnectionTrait, run: RunId, text: &str) -> Result<u64, Fault> {
    count_findings(conn, Findings::Assigned, run, text).await
}

/// How many it did not.
pub async fn count_unplaced(conn: &impl ConnectionTrait, run: RunId, text: &str) -> Result<u64, Fault> {
    count_findings(conn, Findings::Unplaced, run, text).await
}

/// Whom a run placed, by name.
pub async fn page_assignments(
    conn: &impl ConnectionTrait,
    run: RunId,
    window: &Window,
) -> Result<Vec<Assignment>, Fault> {
    let rows = page_of_findings(conn, Findings::Assigned, run, window).await?;
    rows.iter()
        .map(|row| assigned(assignment::Model::from_query_result(row, "")?))
        .collect()
}

/// Whom it did not, by name.
pub async fn page_unplaced(
    conn: &impl ConnectionTrait,
    run: RunId,
    window: &Window,
) -> Result<Vec<UnplacedStudent>, Fault> {
    let rows = page_of_findings(conn, Findings::Unplaced, run, window).await?;
    rows.iter()
        .map(|row| left(unplaced::Model::from_query_result(row, "")?))
        .collect()
}

/// What a run found for one student: a place, or why there is none.
pub async fn find_finding(
    conn: &impl ConnectionTrait,
    run: RunId,
    student: StudentId,
) -> Result<(Option<Assignment>, Option<UnplacedStudent>), Fault> {
    let placed = assignment::Entity::find_by_id((run.0, student.0))
        .one(conn)
        .await?
        .map(assigned)
        .transpose()?;
    let not = unplaced::Entity::find_by_id((run.0, student.0))
        .one(conn)
        .await?
        .map(left)
        .transpose()?;
    Ok((placed, not))
}
