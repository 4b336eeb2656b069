//! What a run found: who goes where, who has no place and why, how full each place is.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, Order, QueryFilter, QueryTrait, Statement,
};

use super::{CHUNK, json, number, parsed};
use crate::matching::records::{Assignment, PlaceUse, UnplacedStudent};
use crate::matching::rows::{assignment, place, unplaced};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PlacementId, RunId, StudentId};

/// What a run found, ready to be written: made before the transaction begins, so that nobody waits for it who wants to write.
#[derive(Debug)]
pub struct NewFindings(Vec<Statement>);

impl NewFindings {
    /// The statements that keep what run `id` found.
    ///
    /// # Errors
    /// When something cannot be written as JSON, which nothing of it does.
    pub fn of(
        backend: DbBackend,
        id: RunId,
        assignments: &[Assignment],
        left: &[UnplacedStudent],
        places: &[PlaceUse],
    ) -> Result<NewFindings, Fault> {
        let mut statements = Vec::new();
        for chunk in assignments.chunks(CHUNK) {
            let rows = chunk.iter().map(|a| assignment_row(id, a));
            let rows = rows.collect::<Result<Vec<_>, Fault>>()?;
            statements.push(assignment::Entity::insert_many(rows).build(backend));
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
            let rows = rows.collect::<Result<Vec<_>, Fault>>()?;
            statements.push(unplaced::Entity::insert_many(rows).build(backend));
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
            let rows = rows.collect::<Result<Vec<_>, Fault>>()?;
            statements.push(place::Entity::insert_many(rows).build(backend));
        }
        Ok(NewFindings(statements))
    }

    /// Keeps them.
    pub async fn insert(self, conn: &impl ConnectionTrait) -> Result<(), Fault> {
        for statement in self.0 {
            conn.execute_raw(statement).await?;
        }
        Ok(())
    }
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
