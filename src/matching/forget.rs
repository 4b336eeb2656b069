//! What a run under way holds of a student who is erased: its snapshot, and the copy in its worker's hands.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use super::model::RunState;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::InstitutionId;

/// Stops the school's runs that wait or are under way, for they would bring back what is erased; says how many. Their snapshots
/// go at once. A worker finds that its run is no longer its own, and its child ends. To be called in a transaction.
///
/// # Errors
/// When the database fails.
pub async fn stop_open_runs(
    conn: &impl ConnectionTrait,
    school: InstitutionId,
    now: DateTime<Utc>,
) -> Result<u64, Fault> {
    let rounds = Query::select()
        .column("id")
        .from("round")
        .and_where(Expr::col("institution_id").eq(school.0))
        .to_owned();
    let none = || Expr::cust("NULL");
    let stop = Query::update()
        .table("matching_run")
        .value("state", RunState::Stopped.as_str())
        .value("failure", "student_erased")
        .value("stop_requested_at", now)
        .value("finished_at", now)
        .value("progress", none())
        .value("claimed_by", none())
        .value("claimed_until", none())
        .and_where(Expr::col("state").is_in([RunState::Queued.as_str(), RunState::Running.as_str()]))
        .and_where(Expr::col("round_id").in_subquery(rounds.clone()))
        .to_owned();
    let stopped = conn.execute(&stop).await?.rows_affected();
    let runs = Query::select()
        .column("id")
        .from("matching_run")
        .and_where(Expr::col("round_id").in_subquery(rounds))
        .to_owned();
    let forget = Query::update()
        .table("run_document")
        .value("snapshot", none())
        .and_where(Expr::col("run_id").in_subquery(runs))
        .and_where(Expr::col("snapshot").is_not_null())
        .to_owned();
    conn.execute(&forget).await?;
    Ok(stopped)
}
