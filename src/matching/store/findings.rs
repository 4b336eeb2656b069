//! What a run found: who goes where, who has no place and why, how full each place is.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Statement,
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
                    eligible: Set(i64::from(p.eligible)),
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

pub(super) fn assigned(row: assignment::Model) -> Result<Assignment, Fault> {
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

pub(super) fn left(row: unplaced::Model) -> Result<UnplacedStudent, Fault> {
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
    rows.into_iter().map(used).collect()
}

/// The places of a run with a seat left, the most useful first: those with the most seats that the most students could take.
/// `limit` of them after the first `offset`.
pub async fn page_free_places(
    conn: &impl ConnectionTrait,
    run: RunId,
    limit: u64,
    offset: u64,
) -> Result<Vec<PlaceUse>, Fault> {
    let rows = with_seats(run)
        .order_by_desc(Expr::cust("run_place.seats - run_place.taken"))
        .order_by_desc(place::Column::Eligible)
        .order_by_asc(place::Column::PlacementId)
        .limit(limit)
        .offset(offset)
        .all(conn)
        .await?;
    rows.into_iter().map(used).collect()
}

/// How many places of a run have a seat left.
pub async fn count_free_places(conn: &impl ConnectionTrait, run: RunId) -> Result<u64, Fault> {
    Ok(with_seats(run).count(conn).await?)
}

fn with_seats(run: RunId) -> sea_orm::Select<place::Entity> {
    place::Entity::find()
        .filter(place::Column::RunId.eq(run.0))
        .filter(Expr::cust("run_place.taken < run_place.seats"))
}

fn used(row: place::Model) -> Result<PlaceUse, Fault> {
    Ok(PlaceUse {
        placement_id: PlacementId(row.placement_id),
        seats: number(row.seats, "seats")?,
        taken: number(row.taken, "seats")?,
        eligible: number(row.eligible, "eligible")?,
        notes: parsed(row.notes, "notes")?,
    })
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
