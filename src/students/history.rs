//! What has been proposed for a student, read from the proposals.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, Order, Query};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{InstitutionId, PlacementId, RoundId, StudentId};

/// One proposal, as the student's page tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// In which round.
    pub round_id: RoundId,
    /// What the round is called.
    pub round: String,
    /// For which place.
    pub placement_id: PlacementId,
    /// The place's code.
    pub placement_key: String,
    /// Whose place.
    pub company: String,
    /// `sent`, `accepted`, `declined` …
    pub state: String,
    /// When the company was asked.
    pub sent_at: DateTime<Utc>,
    /// When it answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Why it said no: the code of a reason.
    pub reason: Option<String>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    round_id: Uuid,
    round: String,
    placement_id: Uuid,
    placement_key: String,
    company: String,
    state: String,
    sent_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    reason: Option<String>,
}

/// The student's proposals, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn history(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    student: StudentId,
) -> Result<Vec<Proposed>, Fault> {
    let proposal = |column: &'static str| Expr::col(("proposal", column));
    let query = Query::select()
        .column(("proposal", "round_id"))
        .expr_as(Expr::col(("round", "name")), "round")
        .column(("proposal", "placement_id"))
        .column(("placement", "placement_key"))
        .expr_as(Expr::col(("company", "name")), "company")
        .column(("proposal", "state"))
        .column(("proposal", "sent_at"))
        .column(("proposal", "answered_at"))
        .column(("proposal", "reason"))
        .from("proposal")
        .inner_join("round", proposal("round_id").equals(("round", "id")))
        .inner_join("placement", proposal("placement_id").equals(("placement", "id")))
        .inner_join("company", proposal("company_id").equals(("company", "id")))
        .and_where(proposal("student_id").eq(student.0))
        .and_where(proposal("institution_id").eq(institution.0))
        .order_by(("proposal", "sent_at"), Order::Desc)
        .order_by(("proposal", "id"), Order::Desc)
        .to_owned();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let row = Row::from_query_result(row, "")?;
            Ok(Proposed {
                round_id: RoundId(row.round_id),
                round: row.round,
                placement_id: PlacementId(row.placement_id),
                placement_key: row.placement_key,
                company: row.company,
                state: row.state,
                sent_at: row.sent_at,
                answered_at: row.answered_at,
                reason: row.reason,
            })
        })
        .collect()
}
