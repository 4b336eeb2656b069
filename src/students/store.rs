//! The rows of students. Everything is asked by institution: a student of another school does not exist.

mod gap;
mod row;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use uuid::Uuid;

use super::model::Student;
use super::standing::{self, Standing};
use crate::platform::db::KEYS;
use crate::platform::rows;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{InstitutionId, StudentId};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::FigureCode;
use crate::vocabulary::text::sort_key;
pub use gap::Gap;
use row::{Column, Entity};

/// Which students of a school.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of the name, or the whole matricola.
    pub text: String,
    /// Of this figure.
    pub figure: Option<FigureCode>,
    /// Of this pathway.
    pub pathway: Option<Pathway>,
    /// Of this year.
    pub course_year: Option<u8>,
    /// Where they stand.
    pub standing: Option<Standing>,
    /// Only those of whom something is missing that changes the matching or the papers: see [`Gap`].
    pub gap: Option<Gap>,
}

/// A student, and since when the school has kept it here: from that day on it waits for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Who.
    pub student: Student,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub student: Student,
    /// Where the student stands.
    pub standing: Standing,
}

fn of(institution: InstitutionId) -> Select<Entity> {
    Entity::find().filter(Column::InstitutionId.eq(institution.0))
}

fn matching(institution: InstitutionId, filter: &Filter) -> Select<Entity> {
    let mut select = of(institution);
    let text = filter.text.trim();
    if !text.is_empty() {
        // A sort key holds letters, digits and spaces alone: nothing that LIKE could read as a pattern.
        let words = sort_key(text);
        let named = words.split(' ').filter(|word| !word.is_empty()).fold(
            Expr::value(!words.is_empty()),
            |condition, word| {
                condition.and(Expr::col((Entity, Column::NameKey)).like(LikeExpr::new(format!("%{word}%"))))
            },
        );
        select = select.filter(named.or(Column::StudentKey.eq(text)));
    }
    if let Some(figure) = filter.figure {
        select = select.filter(Column::Figure.eq(figure.as_str()));
    }
    if let Some(pathway) = filter.pathway {
        select = select.filter(Column::Pathway.eq(pathway.as_str()));
    }
    if let Some(year) = filter.course_year {
        select = select.filter(Column::CourseYear.eq(i64::from(year)));
    }
    // In this order: what a row says of itself is quicker to ask than where its student stands.
    if let Some(gap) = filter.gap {
        select = select.filter(gap.condition());
    }
    if let Some(standing) = filter.standing {
        select = select.filter(standing::condition(institution, standing));
    }
    select
}

/// How many students of the school the filter lets through.
///
/// # Errors
/// When the database fails.
pub async fn count(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    filter: &Filter,
) -> Result<u64, Fault> {
    Ok(matching(institution, filter).count(conn).await?)
}

/// Has the school a student?
///
/// # Errors
/// When the database fails.
pub async fn any(conn: &impl ConnectionTrait, institution: InstitutionId) -> Result<bool, Fault> {
    let one: Option<Uuid> = of(institution)
        .select_only()
        .column(Column::Id)
        .limit(1)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(one.is_some())
}

/// Students of the school by name, `limit` of them after the first `offset`.
///
/// # Errors
/// When the database fails.
pub async fn list(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    filter: &Filter,
    limit: u64,
    offset: u64,
) -> Result<Vec<Listed>, Fault> {
    #[derive(FromQueryResult)]
    struct Line {
        #[sea_orm(nested)]
        row: row::Model,
        standing: String,
    }
    let lines = matching(institution, filter)
        .expr_as(standing::expression(), "standing")
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .limit(limit)
        .offset(offset)
        .into_model::<Line>()
        .all(conn)
        .await?;
    lines
        .into_iter()
        .map(|line| {
            Ok(Listed {
                student: line.row.into_student()?,
                standing: Standing::from_stored(&line.standing).unwrap_or(Standing::Registered),
            })
        })
        .collect()
}

/// All students of the school, in the order of their ids, for a run.
///
/// # Errors
/// When the database fails.
pub async fn all(conn: &impl ConnectionTrait, institution: InstitutionId) -> Result<Vec<Registered>, Fault> {
    let rows = of(institution).order_by_asc(Column::Id).all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Registered {
                since: row.created_at,
                student: row.into_student()?,
            })
        })
        .collect()
}

/// Are all of them still there?
///
/// # Errors
/// When the database fails.
pub async fn are_there(conn: &impl ConnectionTrait, ids: &[StudentId]) -> Result<bool, Fault> {
    for chunk in ids.chunks(KEYS) {
        let found = Entity::find()
            .filter(Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .count(conn)
            .await?;
        if found != chunk.len() as u64 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Matricola and name of all students of the school, by matricola.
///
/// # Errors
/// When the database fails.
pub async fn keys(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
) -> Result<Vec<(String, String)>, Fault> {
    let names: Vec<(String, String, String)> = of(institution)
        .select_only()
        .columns([Column::StudentKey, Column::FamilyName, Column::GivenName])
        .order_by_asc(Column::StudentKey)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(names
        .into_iter()
        .map(|(key, family, given)| (key, format!("{family} {given}")))
        .collect())
}

/// The student, if the school has it.
///
/// # Errors
/// When the database fails.
pub async fn find(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    id: StudentId,
) -> Result<Option<Student>, Fault> {
    let row = of(institution).filter(Column::Id.eq(id.0)).one(conn).await?;
    row.map(row::Model::into_student).transpose()
}

/// The student.
///
/// # Errors
/// [`Fault::NotFound`] when the school has no such student.
pub async fn get(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    id: StudentId,
) -> Result<Student, Fault> {
    find(conn, institution, id)
        .await?
        .ok_or(Fault::NotFound("student"))
}

/// Those of these students whom the school has, by id.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    ids: &[StudentId],
) -> Result<HashMap<StudentId, Student>, Fault> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(KEYS) {
        let rows = of(institution)
            .filter(Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .all(conn)
            .await?;
        for row in rows {
            found.insert(StudentId(row.id), row.into_student()?);
        }
    }
    Ok(found)
}

/// The school's students with these keys (matricole).
///
/// # Errors
/// When the database fails.
pub async fn by_keys(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    keys: &[&str],
) -> Result<HashMap<String, Student>, Fault> {
    let mut found = HashMap::with_capacity(keys.len());
    for chunk in keys.chunks(KEYS) {
        let rows = of(institution)
            .filter(Column::StudentKey.is_in(chunk.iter().copied()))
            .all(conn)
            .await?;
        for row in rows {
            found.insert(row.student_key.clone(), row.into_student()?);
        }
    }
    Ok(found)
}

/// Adds students.
///
/// # Errors
/// [`Fault::Conflict`] `already_there` when the school has one with the same key.
pub async fn insert_many(
    conn: &impl ConnectionTrait,
    students: &[Student],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    rows::insert::<Entity>(conn, active(students, now)?).await
}

fn active(students: &[Student], now: DateTime<Utc>) -> Result<Vec<row::ActiveModel>, Fault> {
    students.iter().map(|student| row::active(student, now)).collect()
}

/// Writes one changed student over the version that was read.
///
/// # Errors
/// As [`update_many`].
pub async fn update(conn: &impl ConnectionTrait, student: &Student, now: DateTime<Utc>) -> Result<(), Fault> {
    update_many(conn, std::slice::from_ref(student), now).await
}

/// Writes changed students, each over the version that was read ([`Student::version`]); the version goes up by one.
/// To be called in a transaction.
///
/// # Errors
/// [`Fault::Conflict`] `student_changed` when one of them was changed or erased since; `already_there` when a key is taken.
pub async fn update_many(
    conn: &impl ConnectionTrait,
    students: &[Student],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    rows::overwrite::<Entity>(conn, active(students, now)?, "student_changed").await
}

/// Which of these students something refers to, and what: a proposal, a run, a pin.
///
/// # Errors
/// When the database fails.
pub async fn in_use(
    conn: &impl ConnectionTrait,
    ids: &[StudentId],
) -> Result<Vec<(StudentId, &'static str)>, Fault> {
    let places = ["proposal", "run_assignment", "run_unplaced", "pin"].map(|table| (table, "student_id"));
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let found = crate::platform::db::referring(conn, &places, &ids).await?;
    Ok(found
        .into_iter()
        .map(|(id, table)| (StudentId(id), table))
        .collect())
}

/// Takes students of the school away, with whatever refers to them: ask [`in_use`] first. To be called in a transaction.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    ids: &[StudentId],
) -> Result<(), Fault> {
    for chunk in ids.chunks(KEYS) {
        Entity::delete_many()
            .filter(Column::InstitutionId.eq(institution.0))
            .filter(Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// Erases the student's row and everything that refers to it: one part of [`crate::privacy::erase_student`].
///
/// # Errors
/// [`Fault::NotFound`] when the school has no such student.
pub async fn erase(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    id: StudentId,
) -> Result<(), Fault> {
    let erased = Entity::delete_many()
        .filter(Column::Id.eq(id.0))
        .filter(Column::InstitutionId.eq(institution.0))
        .exec(conn)
        .await?;
    if erased.rows_affected == 0 {
        return Err(Fault::NotFound("student"));
    }
    Ok(())
}
