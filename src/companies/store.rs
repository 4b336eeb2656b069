//! The rows of companies. All schools share them.

mod around;
mod parts;
mod row;
mod said;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, IdenStatic as _, Iterable as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait, Select,
};

use uuid::Uuid;

use super::model::Company;
use crate::platform::db::KEYS;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InstitutionId};
use crate::vocabulary::text::sort_key;
use row::{company, contact};

pub use around::{
    TutorSaid, around, mark_mail_problem, remove_unused, restore_tutors, sites_for, tutors_by_ids, tutors_for,
};
pub use parts::{
    get_part, insert_part, is_part_in_use, list_parts, set_main_contact, set_retired, update_part,
};
pub use said::{Upserted, in_use, remove, replace_facts, restore, upsert_facts, upsert_many};

/// Rows to a statement: below what SQLite binds at once (32,766) at 19 columns each.
const CHUNK: usize = 1_000;
/// Which companies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of the name, or the start of the VAT number.
    pub text: String,
    /// Only those whose mail server has refused our letters for good.
    pub mail_problem: bool,
    /// Only those that have not said what an apprenticeship needs: staff, skilled workers, capacities.
    pub incomplete: bool,
    /// Only those of which nobody has confirmed or changed anything since then.
    pub stale_since: Option<DateTime<Utc>>,
    /// Only those that have not answered this school, and still can.
    pub silent: Option<(InstitutionId, DateTime<Utc>)>,
    /// Only those of which this school has recorded a place, of any year.
    pub offering_to: Option<InstitutionId>,
    /// Only this one.
    pub id: Option<CompanyId>,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub company: Company,
    /// Seats in all the placements that the school sees.
    pub seats: u64,
}

#[derive(FromQueryResult)]
struct Line {
    #[sea_orm(nested)]
    company: company::Model,
    #[sea_orm(nested(prefix = "contact_"))]
    contact: contact::Model,
}

impl Line {
    fn read(self) -> Result<Company, Fault> {
        row::company(self.company, self.contact)
    }
}

/// Companies with their main contacts: every company has one.
fn with_contact() -> Select<company::Entity> {
    let mut select = company::Entity::find();
    for column in contact::Column::iter() {
        let name = format!("contact_{}", column.as_str());
        select = select.expr_as(Expr::col((contact::Entity, column)), name);
    }
    let main = Expr::col((contact::Entity, contact::Column::CompanyId))
        .equals((company::Entity, company::Column::Id))
        .and(Expr::col((contact::Entity, contact::Column::Main)).eq(true));
    QueryTrait::query(&mut select).inner_join(contact::Entity, main);
    select
}

/// The companies of these ids.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(
    conn: &impl ConnectionTrait,
    ids: &[CompanyId],
) -> Result<HashMap<CompanyId, Company>, Fault> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(KEYS) {
        let lines = with_contact()
            .filter(company::Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .into_model::<Line>()
            .all(conn)
            .await?;
        for line in lines {
            let company = line.read()?;
            found.insert(company.id, company);
        }
    }
    Ok(found)
}

/// The companies with these VAT numbers.
///
/// # Errors
/// When the database fails.
pub async fn by_vat(
    conn: &impl ConnectionTrait,
    numbers: &[VatNumber],
) -> Result<HashMap<VatNumber, Company>, Fault> {
    let mut found = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(KEYS) {
        let lines = with_contact()
            .filter(company::Column::VatNumber.is_in(chunk.iter().map(VatNumber::as_str)))
            .into_model::<Line>()
            .all(conn)
            .await?;
        for line in lines {
            let company = line.read()?;
            found.insert(company.facts.vat_number, company);
        }
    }
    Ok(found)
}

/// Which companies have these VAT numbers: nothing else is read, of however many.
///
/// # Errors
/// When the database fails.
pub async fn ids_by_vat(
    conn: &impl ConnectionTrait,
    numbers: impl IntoIterator<Item = VatNumber>,
) -> Result<HashMap<VatNumber, CompanyId>, Fault> {
    let numbers: BTreeSet<VatNumber> = numbers.into_iter().collect();
    let numbers: Vec<VatNumber> = numbers.into_iter().collect();
    let mut found = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(KEYS) {
        let rows: Vec<(String, Uuid)> = company::Entity::find()
            .select_only()
            .columns([company::Column::VatNumber, company::Column::Id])
            .filter(company::Column::VatNumber.is_in(chunk.iter().map(VatNumber::as_str)))
            .into_tuple()
            .all(conn)
            .await?;
        for (number, id) in rows {
            let number = VatNumber::parse(&number).map_err(|_| Fault::internal("stored VAT number"))?;
            found.insert(number, CompanyId(id));
        }
    }
    Ok(found)
}

/// All companies, in the order of their VAT numbers.
///
/// # Errors
/// When the database fails.
pub async fn all(conn: &impl ConnectionTrait) -> Result<Vec<Company>, Fault> {
    let lines = with_contact()
        .order_by_asc(company::Column::VatNumber)
        .into_model::<Line>()
        .all(conn)
        .await?;
    lines.into_iter().map(Line::read).collect()
}

/// VAT number and name of all companies, by VAT number.
///
/// # Errors
/// When the database fails.
pub async fn keys(conn: &impl ConnectionTrait) -> Result<Vec<(String, String)>, Fault> {
    let query = company::Entity::find().select_only();
    Ok(query
        .columns([company::Column::VatNumber, company::Column::Name])
        .order_by_asc(company::Column::VatNumber)
        .into_tuple()
        .all(conn)
        .await?)
}

/// The company, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &impl ConnectionTrait, id: CompanyId) -> Result<Option<Company>, Fault> {
    Ok(by_ids(conn, &[id]).await?.remove(&id))
}

/// The company.
///
/// # Errors
/// [`Fault::NotFound`] when there is none.
pub async fn get(conn: &impl ConnectionTrait, id: CompanyId) -> Result<Company, Fault> {
    find(conn, id).await?.ok_or(Fault::NotFound("company"))
}

/// Of these companies, those that are wanted.
fn narrowed(mut select: Select<company::Entity>, filter: &Filter) -> Select<company::Entity> {
    let text = filter.text.trim();
    if !text.is_empty() {
        // A sort key holds letters, digits and spaces alone: nothing that LIKE could read as a pattern.
        let words = sort_key(text);
        let like =
            |column, pattern: String| Expr::col((company::Entity, column)).like(LikeExpr::new(pattern));
        let named = words
            .split(' ')
            .filter(|word| !word.is_empty())
            .fold(Expr::value(!words.is_empty()), |condition, word| {
                condition.and(like(company::Column::NameKey, format!("%{word}%")))
            });
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        select = select.filter(if digits.len() >= 3 {
            named.or(like(company::Column::VatNumber, format!("{digits}%")))
        } else {
            named
        });
    }
    if filter.mail_problem {
        let refused = Query::select()
            .column(contact::Column::CompanyId)
            .from(contact::Entity)
            .and_where(contact::Column::Main.eq(true))
            .and_where(contact::Column::MailProblem.is_not_null())
            .to_owned();
        select = select.filter(company::Column::Id.in_subquery(refused));
    }
    if let Some(since) = filter.stale_since {
        select = select.filter(company::Column::UpdatedAt.lt(since));
    }
    if let Some((school, now)) = filter.silent {
        let open = Query::select()
            .column("company_id")
            .from("proposal")
            .and_where(Expr::col("institution_id").eq(school.0))
            .and_where(Expr::col("state").eq("sent"))
            .and_where(Expr::col("deadline_at").gt(now))
            .to_owned();
        select = select.filter(company::Column::Id.in_subquery(open));
    }
    if let Some(school) = filter.offering_to {
        let offered = Query::select()
            .column("company_id")
            .from("placement")
            .and_where(Expr::col("institution_id").eq(school.0))
            .to_owned();
        select = select.filter(company::Column::Id.in_subquery(offered));
    }
    if let Some(id) = filter.id {
        select = select.filter(company::Column::Id.eq(id.0));
    }
    if filter.incomplete {
        let needed = [
            company::Column::Staff,
            company::Column::Skilled,
            company::Column::Apprentices,
            company::Column::Structural,
            company::Column::Technical,
            company::Column::Formative,
        ];
        select = select.filter(
            needed
                .into_iter()
                .fold(Expr::value(false), |any, column| any.or(column.is_null())),
        );
    }
    select
}

/// How many companies the filter lets through.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &impl ConnectionTrait, filter: &Filter) -> Result<u64, Fault> {
    Ok(narrowed(company::Entity::find(), filter).count(conn).await?)
}

/// Companies by name, `limit` of them after the first `offset`, with the seats that `institution` sees there.
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
    #[derive(FromQueryResult)]
    struct Row {
        #[sea_orm(nested)]
        line: Line,
        seats: i64,
    }
    let mut visible = Expr::col(("placement", "company_id")).equals((company::Entity, company::Column::Id));
    if let Some(institution) = institution {
        let own = Expr::col(("placement", "institution_id")).eq(institution.0);
        visible = visible.and(own.or(Expr::col(("placement", "shared")).eq(true)));
    }
    let seats = Query::select()
        .expr(Expr::cust("CAST(COALESCE(SUM(placement.seats), 0) AS bigint)"))
        .from("placement")
        .and_where(visible)
        .to_owned();
    let rows = narrowed(with_contact(), filter)
        .expr_as(SimpleExpr::SubQuery(None, Box::new(seats.into())), "seats")
        .order_by_asc(company::Column::NameKey)
        .order_by_asc(company::Column::Id)
        .limit(limit)
        .offset(offset)
        .into_model::<Row>()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                company: row.line.read()?,
                seats: u64::try_from(row.seats).unwrap_or(0),
            })
        })
        .collect()
}
