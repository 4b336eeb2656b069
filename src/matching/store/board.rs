//! Pages of what a run found, for people who look through thousands of lines: the database filters, sorts and cuts.

use std::collections::{BTreeSet, HashMap};

use sea_orm::sea_query::{Alias, Expr, ExprTrait, LikeExpr, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, Order as Direction, QueryFilter, Statement,
};
use uuid::Uuid;

use super::findings::{assigned, left};
use super::number;
use super::sought::{By, Choices, Findings, Sought, Window, Wish};
use crate::matching::records::{Assignment, PinKind, UnplacedStudent};
use crate::matching::rows::{assignment, unplaced};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::ids::{PlacementId, RoundId, RunId, StudentId};
use crate::vocabulary::repertory::FigureCode;
use crate::vocabulary::text::words;

fn col(table: &'static str, column: &'static str) -> SimpleExpr {
    Expr::col((Alias::new(table), Alias::new(column)))
}

/// Those students of a run who are sought, with their companies where these decide who is found, or in which order.
fn matching(of: Findings, round: RoundId, run: RunId, sought: &Sought, by: By) -> SelectStatement {
    let table = of.table();
    let mut query = Query::select()
        .from(Alias::new(table))
        .inner_join(
            Alias::new("student"),
            col("student", "id").eq(col(table, "student_id")),
        )
        .and_where(col(table, "run_id").eq(run.0))
        .to_owned();
    for word in words(&sought.text) {
        // Words hold letters and digits alone: nothing that LIKE could read as a pattern.
        query.and_where(col("student", "name_key").like(LikeExpr::new(format!("%{word}%"))));
    }
    if let Some(figure) = sought.figure {
        query.and_where(col("student", "figure").eq(figure.as_str()));
    }
    if let Some(home) = sought.home {
        query.and_where(col("student", "residence").like(LikeExpr::new(format!("{}%", home.prefix()))));
    }
    if of == Findings::Unplaced {
        return query;
    }
    let of_company = words(&sought.company);
    if by == By::Company || !of_company.is_empty() {
        query
            .inner_join(
                Alias::new("placement"),
                col("placement", "id").eq(col(table, "placement_id")),
            )
            .inner_join(
                Alias::new("company"),
                col("company", "id").eq(col("placement", "company_id")),
            );
    }
    for word in of_company {
        query.and_where(col("company", "name_key").like(LikeExpr::new(format!("%{word}%"))));
    }
    if let Some(over) = sought.over {
        query.and_where(col(table, "minutes").gt(i64::from(over)));
    }
    match sought.wish {
        None => {}
        Some(Wish::First) => drop(query.and_where(col(table, "wish_rank").eq(1_i64))),
        Some(Wish::Later) => drop(query.and_where(col(table, "wish_rank").gt(1_i64))),
        Some(Wish::Missed) => drop(query.and_where(col(table, "wish_rank").is_null())),
    }
    if let Some(pinned) = sought.pinned {
        let found = pins_on(table, round);
        query.and_where(if pinned { found } else { found.not() });
    }
    query
}

/// Is this very pair pinned in the round?
fn pins_on(table: &'static str, round: RoundId) -> SimpleExpr {
    let pins = Query::select()
        .expr(Expr::val(1))
        .from(Alias::new("pin"))
        .and_where(col("pin", "round_id").eq(round.0))
        .and_where(col("pin", "student_id").eq(col(table, "student_id")))
        .and_where(col("pin", "placement_id").eq(col(table, "placement_id")))
        .and_where(col("pin", "kind").eq(PinKind::Pin.as_str()))
        .and_where(col("pin", "removed_at").is_null())
        .to_owned();
    Expr::exists(pins)
}

/// How many lines are wanted.
pub async fn count_found(
    conn: &impl ConnectionTrait,
    of: Findings,
    round: RoundId,
    run: RunId,
    sought: &Sought,
) -> Result<u64, Fault> {
    let mut query = if *sought == Sought::default() {
        let all = Expr::col("run_id").eq(run.0);
        Query::select()
            .from(Alias::new(of.table()))
            .and_where(all)
            .to_owned()
    } else {
        matching(of, round, run, sought, By::Student)
    };
    query.expr_as(Expr::cust("COUNT(*)"), Alias::new("n"));
    let row = conn
        .query_one(&query)
        .await?
        .ok_or_else(|| Fault::internal("no count"))?;
    number(row.try_get("", "n")?, "count")
}

/// The students of the lines that a window shows, in their order: names alone are sorted, not all that a line holds.
async fn lines(
    conn: &impl ConnectionTrait,
    of: Findings,
    round: RoundId,
    run: RunId,
    sought: &Sought,
    window: &Window,
) -> Result<Vec<Uuid>, Fault> {
    let table = of.table();
    let by = if of == Findings::Unplaced {
        By::Student
    } else {
        window.by
    };
    let mut query = matching(of, round, run, sought, by);
    query.column((Alias::new(table), Alias::new("student_id")));
    let way = if window.down {
        Direction::Desc
    } else {
        Direction::Asc
    };
    match by {
        By::Student => {}
        By::Company => drop(query.order_by_expr(col("company", "name_key"), way.clone())),
        By::Minutes => drop(query.order_by_expr(col(table, "minutes"), way.clone())),
        By::Score => drop(query.order_by_expr(col(table, "score"), way.clone())),
        By::Wish => {
            query
                .order_by_expr(col(table, "wish_rank").is_null(), Direction::Asc)
                .order_by_expr(col(table, "wish_rank"), way.clone());
        }
    }
    let names = if window.by == By::Student {
        way
    } else {
        Direction::Asc
    };
    query
        .order_by_expr(col("student", "name_key"), names)
        .order_by_expr(col("student", "id"), Direction::Asc)
        .limit(window.limit)
        .offset(window.offset);
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| Ok(row.try_get("", "student_id")?))
        .collect()
}

/// In the order of `ids`.
fn in_order<T>(ids: &[Uuid], rows: Vec<T>, id: impl Fn(&T) -> Uuid) -> Vec<T> {
    let mut known: HashMap<Uuid, T> = rows.into_iter().map(|row| (id(&row), row)).collect();
    ids.iter().filter_map(|id| known.remove(id)).collect()
}

/// Whom a run placed.
pub async fn page_assignments(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    sought: &Sought,
    window: &Window,
) -> Result<Vec<Assignment>, Fault> {
    let ids = lines(conn, Findings::Assigned, round, run, sought, window).await?;
    let rows = assignment::Entity::find()
        .filter(assignment::Column::RunId.eq(run.0))
        .filter(assignment::Column::StudentId.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    in_order(&ids, rows, |row| row.student_id)
        .into_iter()
        .map(assigned)
        .collect()
}

/// Whom it did not.
pub async fn page_unplaced(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    sought: &Sought,
    window: &Window,
) -> Result<Vec<UnplacedStudent>, Fault> {
    let ids = lines(conn, Findings::Unplaced, round, run, sought, window).await?;
    let rows = unplaced::Entity::find()
        .filter(unplaced::Column::RunId.eq(run.0))
        .filter(unplaced::Column::StudentId.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    in_order(&ids, rows, |row| row.student_id)
        .into_iter()
        .map(left)
        .collect()
}

/// All wanted pairs, for a decision about them together.
pub async fn pairs_found(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    sought: &Sought,
) -> Result<Vec<(StudentId, PlacementId)>, Fault> {
    let query = matching(Findings::Assigned, round, run, sought, By::Student)
        .column((Alias::new("run_assignment"), Alias::new("student_id")))
        .column((Alias::new("run_assignment"), Alias::new("placement_id")))
        .to_owned();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            Ok((
                StudentId(row.try_get::<Uuid>("", "student_id")?),
                PlacementId(row.try_get::<Uuid>("", "placement_id")?),
            ))
        })
        .collect()
}

/// What the filters can be set to: each kind of code in one text, since a thousand short rows take longer than what they say.
pub async fn choices_of(conn: &impl ConnectionTrait, of: Findings, run: RunId) -> Result<Choices, Fault> {
    #[derive(FromQueryResult)]
    struct Row {
        figures: Option<String>,
        homes: Option<String>,
    }
    let sql = format!(
        "WITH here AS (SELECT DISTINCT student.figure, student.residence FROM {table} \
         JOIN student ON student.id = {table}.student_id WHERE {table}.run_id = $1) \
         SELECT (SELECT STRING_AGG(figure, ' ') FROM (SELECT DISTINCT figure FROM here) AS f) AS figures, \
         (SELECT STRING_AGG(residence, ' ') FROM (SELECT DISTINCT residence FROM here) AS r) AS homes",
        table = of.table()
    );
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, [run.0.into()]);
    let row = Row::find_by_statement(statement)
        .one(conn)
        .await?
        .ok_or_else(|| Fault::internal("no choices"))?;
    Ok(Choices {
        figures: codes(row.figures, FigureCode::from_stored),
        homes: codes(row.homes, ComuneCode::from_stored),
    })
}

/// The codes in a text, each once, in their order.
fn codes<C: Ord>(text: Option<String>, read: impl Fn(&str) -> Option<C>) -> Vec<C> {
    let all: BTreeSet<C> = text
        .iter()
        .flat_map(|text| text.split(' '))
        .filter_map(read)
        .collect();
    all.into_iter().collect()
}
