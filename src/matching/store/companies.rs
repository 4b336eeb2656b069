//! What a run found, company by company.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, LikeExpr, Query, SelectStatement, SimpleExpr};
use sea_orm::{ConnectionTrait, Order as Direction};
use uuid::Uuid;

use super::number;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, PlacementId, RunId, StudentId};
use crate::vocabulary::text::words;

/// A company in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyUse {
    pub company: CompanyId,
    pub name: String,
    /// Places that it offers.
    pub places: u64,
    /// Their seats that were free when the run was asked for.
    pub seats: u64,
    /// Of these, those that the run fills.
    pub taken: u64,
}

/// Which companies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompaniesSought {
    /// Words of the name.
    pub text: String,
    /// Those with a seat left, or those without.
    pub free: Option<bool>,
}

fn col(table: &'static str, column: &'static str) -> SimpleExpr {
    Expr::col((Alias::new(table), Alias::new(column)))
}

fn grouped(run: RunId, sought: &CompaniesSought) -> SelectStatement {
    let mut query = Query::select();
    query
        .from(Alias::new("run_place"))
        .inner_join(
            Alias::new("placement"),
            col("placement", "id").eq(col("run_place", "placement_id")),
        )
        .inner_join(
            Alias::new("company"),
            col("company", "id").eq(col("placement", "company_id")),
        )
        .and_where(col("run_place", "run_id").eq(run.0))
        .expr_as(col("company", "id"), Alias::new("id"))
        .expr_as(col("company", "name"), Alias::new("name"))
        .expr_as(col("company", "name_key"), Alias::new("name_key"))
        // Without the cast one database answers with a decimal number.
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("places"))
        .expr_as(
            Expr::cust("CAST(SUM(run_place.seats) AS BIGINT)"),
            Alias::new("seats"),
        )
        .expr_as(
            Expr::cust("CAST(SUM(run_place.taken) AS BIGINT)"),
            Alias::new("taken"),
        )
        .group_by_columns([
            (Alias::new("company"), Alias::new("id")),
            (Alias::new("company"), Alias::new("name")),
            (Alias::new("company"), Alias::new("name_key")),
        ]);
    for word in words(&sought.text) {
        query.and_where(col("company", "name_key").like(LikeExpr::new(format!("%{word}%"))));
    }
    match sought.free {
        None => {}
        Some(true) => drop(query.and_having(Expr::cust("SUM(run_place.seats) > SUM(run_place.taken)"))),
        Some(false) => drop(query.and_having(Expr::cust("SUM(run_place.seats) <= SUM(run_place.taken)"))),
    }
    query
}

/// How many companies are wanted.
pub async fn count_companies(
    conn: &impl ConnectionTrait,
    run: RunId,
    sought: &CompaniesSought,
) -> Result<u64, Fault> {
    let query = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("n"))
        .from_subquery(grouped(run, sought), Alias::new("found"))
        .to_owned();
    let row = conn
        .query_one(&query)
        .await?
        .ok_or_else(|| Fault::internal("no count"))?;
    number(row.try_get("", "n")?, "count")
}

/// Companies of a run by name.
pub async fn page_companies(
    conn: &impl ConnectionTrait,
    run: RunId,
    sought: &CompaniesSought,
    limit: u64,
    offset: u64,
) -> Result<Vec<CompanyUse>, Fault> {
    let query = grouped(run, sought)
        .order_by_expr(col("company", "name_key"), Direction::Asc)
        .order_by_expr(col("company", "id"), Direction::Asc)
        .limit(limit)
        .offset(offset)
        .to_owned();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            Ok(CompanyUse {
                company: CompanyId(row.try_get::<Uuid>("", "id")?),
                name: row.try_get("", "name")?,
                places: number(row.try_get("", "places")?, "count")?,
                seats: number(row.try_get("", "seats")?, "seats")?,
                taken: number(row.try_get("", "taken")?, "seats")?,
            })
        })
        .collect()
}

/// Who goes to these companies.
pub async fn placed_at(
    conn: &impl ConnectionTrait,
    run: RunId,
    companies: &[CompanyId],
) -> Result<Vec<(CompanyId, StudentId, PlacementId)>, Fault> {
    let query = Query::select()
        .expr_as(col("placement", "company_id"), Alias::new("company_id"))
        .expr_as(col("run_assignment", "student_id"), Alias::new("student_id"))
        .expr_as(col("run_assignment", "placement_id"), Alias::new("placement_id"))
        .from(Alias::new("run_assignment"))
        .inner_join(
            Alias::new("placement"),
            col("placement", "id").eq(col("run_assignment", "placement_id")),
        )
        .and_where(col("run_assignment", "run_id").eq(run.0))
        .and_where(col("placement", "company_id").is_in(companies.iter().map(|id| id.0)))
        .to_owned();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            Ok((
                CompanyId(row.try_get::<Uuid>("", "company_id")?),
                StudentId(row.try_get::<Uuid>("", "student_id")?),
                PlacementId(row.try_get::<Uuid>("", "placement_id")?),
            ))
        })
        .collect()
}
