//! What a run found: who goes where, who has no place and why, how full each place is.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{CHUNK, json, number, parsed};
use crate::matching::records::{Assignment, PlaceUse, UnplacedStudent};
use crate::matching::rows::{assignment, place, unplaced};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PlacementId, RunId, StudentId};

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
