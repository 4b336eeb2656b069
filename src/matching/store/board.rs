//! Pages of what a run found, for people who look through thousands of lines: the database filters, sorts and cuts.

use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, LikeExpr, Query, SelectStatement, SimpleExpr};
use sea_orm::{ConnectionTrait, FromQueryResult, Order as Direction, QueryResult};
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

/// Students of a run, with their places where they have one.
fn everybody(of: Findings, run: RunId) -> SelectStatement {
    let table = of.table();
    let mut query = Query::select();
    query
        .from(Alias::new(table))
        .inner_join(
            Alias::new("student"),
            col("student", "id").eq(col(table, "student_id")),
        )
        .and_where(col(table, "run_id").eq(run.0));
    if of == Findings::Assigned {
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
    query
}

fn matching(of: Findings, round: RoundId, run: RunId, sought: &Sought) -> SelectStatement {
    let table = of.table();
    let mut query = everybody(of, run);
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
    for word in words(&sought.company) {
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
    let query = matching(of, round, run, sought)
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("n"))
        .to_owned();
    let row = conn
        .query_one(&query)
        .await?
        .ok_or_else(|| Fault::internal("no count"))?;
    number(row.try_get("", "n")?, "count")
}

async fn lines(
    conn: &impl ConnectionTrait,
    of: Findings,
    round: RoundId,
    run: RunId,
    sought: &Sought,
    window: &Window,
) -> Result<Vec<QueryResult>, Fault> {
    let table = of.table();
    let mut query = matching(of, round, run, sought);
    query.column((Alias::new(table), Asterisk));
    let way = if window.down {
        Direction::Desc
    } else {
        Direction::Asc
    };
    match window.by {
        _ if of == Findings::Unplaced => {}
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
    Ok(conn.query_all(&query).await?)
}

/// Whom a run placed.
pub async fn page_assignments(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    sought: &Sought,
    window: &Window,
) -> Result<Vec<Assignment>, Fault> {
    let rows = lines(conn, Findings::Assigned, round, run, sought, window).await?;
    rows.iter()
        .map(|row| assigned(assignment::Model::from_query_result(row, "")?))
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
    let rows = lines(conn, Findings::Unplaced, round, run, sought, window).await?;
    rows.iter()
        .map(|row| left(unplaced::Model::from_query_result(row, "")?))
        .collect()
}

/// All wanted pairs, for a decision about them together.
pub async fn pairs_found(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    sought: &Sought,
) -> Result<Vec<(StudentId, PlacementId)>, Fault> {
    let query = matching(Findings::Assigned, round, run, sought)
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

/// What the filters can be set to.
pub async fn choices_of(conn: &impl ConnectionTrait, of: Findings, run: RunId) -> Result<Choices, Fault> {
    let distinct = |column: &'static str| {
        everybody(of, run)
            .distinct()
            .column((Alias::new("student"), Alias::new(column)))
            .to_owned()
    };
    let texts = |rows: Vec<QueryResult>, column: &'static str| -> Result<Vec<String>, Fault> {
        rows.iter().map(|row| Ok(row.try_get("", column)?)).collect()
    };
    let figures = texts(conn.query_all(&distinct("figure")).await?, "figure")?;
    let homes = texts(conn.query_all(&distinct("residence")).await?, "residence")?;
    Ok(Choices {
        figures: figures
            .iter()
            .filter_map(|code| FigureCode::from_stored(code))
            .collect(),
        homes: homes
            .iter()
            .filter_map(|code| ComuneCode::from_stored(code))
            .collect(),
    })
}
