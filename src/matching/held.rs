//! What is promised already: proposals that are out or accepted, in any round. They hold seats, tutors and employers, and
//! their students are not matched again. Read from the proposals' table, of which this file knows these columns only.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::vocabulary::calendar::Period;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, PlacementId, RoundId, StudentId, TutorId};
use crate::vocabulary::pathway::Pathway;

/// States of a proposal that hold its place.
const HOLDING: [&str; 2] = ["sent", "accepted"];

/// States after which the same pair is not proposed again in the same round.
const OVER: [&str; 2] = ["declined", "expired"];

/// A promise.
#[derive(Debug, Clone)]
pub struct Promise {
    pub student: StudentId,
    pub placement: PlacementId,
    pub company: CompanyId,
    pub tutor: Option<TutorId>,
    pub pathway: Pathway,
    pub period: Period,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    student_id: Uuid,
    placement_id: Uuid,
    company_id: Uuid,
    company_tutor_id: Option<Uuid>,
    pathway: String,
    starts_on: chrono::NaiveDate,
    ends_on: chrono::NaiveDate,
}

/// All promises whose placement shares a day with `period`, of all schools: employers are shared.
pub async fn promises(conn: &impl ConnectionTrait, period: Period) -> Result<Vec<Promise>, Fault> {
    let (proposal, placement) = (Alias::new("proposal"), Alias::new("placement"));
    let of = |table: &Alias, column: &'static str| Expr::col((table.clone(), Alias::new(column)));
    let query = Query::select()
        .columns(["student_id", "placement_id", "company_id"].map(|c| (proposal.clone(), Alias::new(c))))
        .columns(
            ["company_tutor_id", "pathway", "starts_on", "ends_on"]
                .map(|c| (placement.clone(), Alias::new(c))),
        )
        .from(proposal.clone())
        .inner_join(
            placement.clone(),
            of(&placement, "id").eq(of(&proposal, "placement_id")),
        )
        .and_where(of(&proposal, "state").is_in(HOLDING))
        .and_where(of(&placement, "starts_on").lte(period.to))
        .and_where(of(&placement, "ends_on").gte(period.from))
        .to_owned();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let row = Row::from_query_result(row, "")?;
            Ok(Promise {
                student: StudentId(row.student_id),
                placement: PlacementId(row.placement_id),
                company: CompanyId(row.company_id),
                tutor: row.company_tutor_id.map(TutorId),
                pathway: Pathway::from_stored(&row.pathway)
                    .ok_or_else(|| Fault::internal("stored pathway"))?,
                period: Period {
                    from: row.starts_on,
                    to: row.ends_on,
                },
            })
        })
        .collect()
}

/// Pairs of this round that were declined or have expired.
pub async fn over(
    conn: &impl ConnectionTrait,
    round: RoundId,
) -> Result<Vec<(StudentId, PlacementId)>, Fault> {
    let query = Query::select()
        .columns([Alias::new("student_id"), Alias::new("placement_id")])
        .from(Alias::new("proposal"))
        .and_where(Expr::col(Alias::new("round_id")).eq(round.0))
        .and_where(Expr::col(Alias::new("state")).is_in(OVER))
        .to_owned();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            Ok((
                StudentId(row.try_get("", "student_id")?),
                PlacementId(row.try_get("", "placement_id")?),
            ))
        })
        .collect()
}

/// Promises, counted.
#[derive(Debug, Default)]
pub struct Held {
    students: HashMap<StudentId, ()>,
    seats: HashMap<PlacementId, u32>,
    tutors: HashMap<(TutorId, bool), u32>,
    employers: HashMap<CompanyId, u32>,
}

impl Held {
    /// Counts them.
    #[must_use]
    pub fn of(promises: &[Promise]) -> Held {
        let mut held = Held::default();
        for promise in promises {
            let apprentice = promise.pathway == Pathway::Apprenticeship;
            held.students.insert(promise.student, ());
            *held.seats.entry(promise.placement).or_default() += 1;
            if let Some(tutor) = promise.tutor {
                *held.tutors.entry((tutor, apprentice)).or_default() += 1;
            }
            if apprentice {
                *held.employers.entry(promise.company).or_default() += 1;
            }
        }
        held
    }

    /// Has this student a promise?
    #[must_use]
    pub fn student(&self, id: StudentId) -> bool {
        self.students.contains_key(&id)
    }

    /// Seats of a place.
    #[must_use]
    pub fn seats(&self, id: PlacementId) -> u32 {
        self.seats.get(&id).copied().unwrap_or(0)
    }

    /// Apprentices, or students on school-work, of a tutor.
    #[must_use]
    pub fn tutor(&self, id: TutorId, apprentices: bool) -> u32 {
        self.tutors.get(&(id, apprentices)).copied().unwrap_or(0)
    }

    /// Apprentices of an employer.
    #[must_use]
    pub fn employer(&self, id: CompanyId) -> u32 {
        self.employers.get(&id).copied().unwrap_or(0)
    }
}

/// How many students of a round have been proposed to a company, and how many were accepted.
pub async fn answered(conn: &impl ConnectionTrait, round: RoundId) -> Result<(u64, u64), Fault> {
    let sent = count(conn, round, &["sent", "accepted", "declined", "expired"]).await?;
    Ok((sent, count(conn, round, &["accepted"]).await?))
}

async fn count(conn: &impl ConnectionTrait, round: RoundId, states: &[&str]) -> Result<u64, Fault> {
    let query = Query::select()
        .expr_as(Expr::cust("COUNT(DISTINCT student_id)"), Alias::new("n"))
        .from(Alias::new("proposal"))
        .and_where(Expr::col(Alias::new("round_id")).eq(round.0))
        .and_where(Expr::col(Alias::new("state")).is_in(states.iter().copied()))
        .to_owned();
    let row = conn.query_one(&query).await?;
    let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(u64::try_from(n).unwrap_or(0))
}
