//! The rows of placements. A school sees its own and those that other schools share; it changes its own alone.

mod offered;
mod row;
mod whereabouts;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait, Select,
};
use uuid::Uuid;

use super::model::Placement;
use crate::companies::model::{Company, Tutor};
use crate::platform::db::KEYS;
use crate::platform::rows;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InstitutionId, PlacementId, TutorId};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::FigureCode;
use crate::vocabulary::text::sort_key;
use row::{Column, Entity, Joined};

pub use offered::{of_company, set_firmness};
pub use whereabouts::{Whereabouts, resolve};

/// Which placements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of the company's name, or the whole code of the placement.
    pub text: String,
    /// Fit for this figure.
    pub figure: Option<FigureCode>,
    /// Of this pathway.
    pub pathway: Option<Pathway>,
    /// Of this company.
    pub company: Option<CompanyId>,
    /// Only those that end on this day or later.
    pub open_on: Option<NaiveDate>,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub placement: Placement,
    /// Whose.
    pub company_name: String,
}

/// Everything on offer to a school, for a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnOffer {
    /// Its own placements and the shared ones, in the order of their ids.
    pub placements: Vec<Placement>,
    /// Their companies.
    pub companies: HashMap<CompanyId, Company>,
    /// Their tutors.
    pub tutors: HashMap<TutorId, Tutor>,
}

fn joined() -> Select<Entity> {
    let mut select = Entity::find();
    for (table, column, name) in [
        ("company", "vat_number", "vat_number"),
        ("company", "name", "company_name"),
        ("company_site", "comune", "site_comune"),
        ("company_site", "address", "site_address"),
        ("company_tutor", "name", "tutor_name"),
        ("company_tutor", "max_students", "tutor_max"),
        ("company_tutor", "years", "tutor_years"),
    ] {
        select = select.expr_as(Expr::col((table, column)), name);
    }
    let id = |table: &'static str, column| Expr::col((table, "id")).equals((Entity, column));
    QueryTrait::query(&mut select)
        .inner_join("company", id("company", Column::CompanyId))
        .inner_join("company_site", id("company_site", Column::CompanySiteId))
        .left_join("company_tutor", id("company_tutor", Column::CompanyTutorId));
    select
}

/// Own or shared.
fn seen_by(institution: InstitutionId) -> SimpleExpr {
    Column::InstitutionId
        .eq(institution.0)
        .or(Column::Shared.eq(true))
}

fn matching(institution: Option<InstitutionId>, filter: &Filter) -> Select<Entity> {
    let mut select = joined();
    if let Some(institution) = institution {
        select = select.filter(seen_by(institution));
    }
    let text = filter.text.trim();
    if !text.is_empty() {
        // A sort key holds letters, digits and spaces alone: nothing that LIKE could read as a pattern.
        let words = sort_key(text);
        let named = words.split(' ').filter(|word| !word.is_empty()).fold(
            Expr::value(!words.is_empty()),
            |condition, word| {
                condition.and(Expr::col(("company", "name_key")).like(LikeExpr::new(format!("%{word}%"))))
            },
        );
        select = select.filter(named.or(Column::PlacementKey.eq(text)));
    }
    if let Some(figure) = filter.figure {
        // A list of codes without quotes inside: `["Q05", "Q12"]`.
        let quoted = LikeExpr::new(format!("%\"{}\"%", figure.as_str()));
        select = select.filter(Expr::col((Entity, Column::Figures)).cast_as("text").like(quoted));
    }
    if let Some(pathway) = filter.pathway {
        select = select.filter(Column::Pathway.eq(pathway.as_str()));
    }
    if let Some(company) = filter.company {
        select = select.filter(Column::CompanyId.eq(company.0));
    }
    if let Some(day) = filter.open_on {
        select = select.filter(Column::EndsOn.gte(day));
    }
    select
}

async fn read(conn: &impl ConnectionTrait, select: Select<Entity>) -> Result<Vec<Placement>, Fault> {
    let rows = select.into_model::<Joined>().all(conn).await?;
    rows.into_iter()
        .map(|row| row.into_placement().map(|(placement, _)| placement))
        .collect()
}

/// How many placements the filter lets through, of those that the school sees; of all, without a school.
///
/// # Errors
/// When the database fails.
pub async fn count(
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
    filter: &Filter,
) -> Result<u64, Fault> {
    Ok(matching(institution, filter).count(conn).await?)
}

/// Does the school see a placement?
///
/// # Errors
/// When the database fails.
pub async fn any(conn: &impl ConnectionTrait, institution: InstitutionId) -> Result<bool, Fault> {
    let one: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(seen_by(institution))
        .limit(1)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(one.is_some())
}

/// Placements by company and code, `limit` of them after the first `offset`.
///
/// # Errors
/// When the database fails.
pub async fn list(
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
    filter: &Filter,
    limit: u64,
    offset: u64,
) -> Result<Vec<Listed>, Fault> {
    let rows = matching(institution, filter)
        .order_by_asc(Expr::col(("company", "name_key")))
        .order_by_asc(Column::PlacementKey)
        .order_by_asc(Column::Id)
        .limit(limit)
        .offset(offset)
        .into_model::<Joined>()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let (placement, company_name) = row.into_placement()?;
            Ok(Listed {
                placement,
                company_name,
            })
        })
        .collect()
}

/// Everything on offer to the school: its own placements and the shared ones, with companies and tutors.
///
/// # Errors
/// When the database fails.
pub async fn all_for_round(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
) -> Result<OnOffer, Fault> {
    let select = joined().filter(seen_by(institution)).order_by_asc(Column::Id);
    let placements = read(conn, select).await?;
    let mut companies: Vec<CompanyId> = placements.iter().map(|p| p.company_id).collect();
    companies.sort_unstable();
    companies.dedup();
    let mut tutors: Vec<TutorId> = placements.iter().filter_map(|p| p.tutor_id).collect();
    tutors.sort_unstable();
    tutors.dedup();
    Ok(OnOffer {
        companies: crate::companies::by_ids(conn, &companies).await?,
        tutors: crate::companies::tutors_by_ids(conn, &tutors).await?,
        placements,
    })
}

/// The placement, if the school sees it.
///
/// # Errors
/// When the database fails.
pub async fn find(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    id: PlacementId,
) -> Result<Option<Placement>, Fault> {
    let select = joined().filter(seen_by(institution)).filter(Column::Id.eq(id.0));
    Ok(read(conn, select).await?.pop())
}

/// The placement.
///
/// # Errors
/// [`Fault::NotFound`] when the school sees no such placement.
pub async fn get(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    id: PlacementId,
) -> Result<Placement, Fault> {
    find(conn, institution, id)
        .await?
        .ok_or(Fault::NotFound("placement"))
}

/// The placements of these ids, whosever they are: for those who come with a proposal of theirs.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
) -> Result<HashMap<PlacementId, Placement>, Fault> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(KEYS) {
        let select = joined().filter(Column::Id.is_in(chunk.iter().map(|id| id.0)));
        for placement in read(conn, select).await? {
            found.insert(placement.id, placement);
        }
    }
    Ok(found)
}

/// The school's own placements with these codes.
///
/// # Errors
/// When the database fails.
pub async fn by_keys(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    keys: &[&str],
) -> Result<HashMap<String, Placement>, Fault> {
    let mut found = HashMap::with_capacity(keys.len());
    for chunk in keys.chunks(KEYS) {
        let select = joined()
            .filter(Column::InstitutionId.eq(institution.0))
            .filter(Column::PlacementKey.is_in(chunk.iter().copied()));
        for placement in read(conn, select).await? {
            found.insert(placement.offer.key.clone(), placement);
        }
    }
    Ok(found)
}

/// Adds placements. Company, site and tutor must be there: see [`resolve`].
///
/// # Errors
/// [`Fault::Conflict`] `already_there` when the school has one with the same code.
pub async fn insert_many(
    conn: &impl ConnectionTrait,
    placements: &[Placement],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    rows::insert::<Entity>(conn, active(placements, now)?).await
}

fn active(placements: &[Placement], now: DateTime<Utc>) -> Result<Vec<row::ActiveModel>, Fault> {
    placements
        .iter()
        .map(|placement| row::active(placement, now))
        .collect()
}

/// Writes one changed placement over the version that was read.
///
/// # Errors
/// As [`update_many`].
pub async fn update(
    conn: &impl ConnectionTrait,
    placement: &Placement,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    update_many(conn, std::slice::from_ref(placement), now).await
}

/// Writes changed placements of their own schools, each over the version that was read; the version goes up by one. To be
/// called in a transaction.
///
/// # Errors
/// [`Fault::Conflict`] `placement_changed` when one was changed or taken away since; `already_there` when a code is taken.
pub async fn update_many(
    conn: &impl ConnectionTrait,
    placements: &[Placement],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    rows::overwrite::<Entity>(conn, active(placements, now)?, "placement_changed").await
}

/// The school's own placements, in the order of their codes.
///
/// # Errors
/// When the database fails.
pub async fn own(conn: &impl ConnectionTrait, institution: InstitutionId) -> Result<Vec<Placement>, Fault> {
    let own = joined().filter(Column::InstitutionId.eq(institution.0));
    read(conn, own.order_by_asc(Column::PlacementKey)).await
}

/// Code and company's name of the school's own placements, by code.
///
/// # Errors
/// When the database fails.
pub async fn keys(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
) -> Result<Vec<(String, String)>, Fault> {
    let mut query = Entity::find()
        .select_only()
        .column(Column::PlacementKey)
        .expr_as(Expr::col(("company", "name")), "company_name")
        .filter(Column::InstitutionId.eq(institution.0))
        .order_by_asc(Column::PlacementKey);
    let of_company = Expr::col(("company", "id")).equals((Entity, Column::CompanyId));
    QueryTrait::query(&mut query).inner_join("company", of_company);
    Ok(query.into_tuple().all(conn).await?)
}

/// Which of these placements something refers to, and what: a proposal, a run, a pin.
///
/// # Errors
/// When the database fails.
pub async fn in_use(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
) -> Result<Vec<(PlacementId, &'static str)>, Fault> {
    let places = ["proposal", "run_assignment", "run_place", "pin"].map(|table| (table, "placement_id"));
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let found = crate::platform::db::referring(conn, &places, &ids).await?;
    Ok(found
        .into_iter()
        .map(|(id, table)| (PlacementId(id), table))
        .collect())
}

/// Takes placements of the school away to which nothing refers.
///
/// # Errors
/// [`Fault::Conflict`] `still_in_use` when a run, a pin or a proposal names one.
pub async fn remove(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    ids: &[PlacementId],
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
