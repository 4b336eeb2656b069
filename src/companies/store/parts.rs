//! The rows of contacts, sites and tutors, one at a time: as people keep them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use uuid::Uuid;

use super::row::{contact, site, tutor};
use crate::companies::model::Confirmation;
use crate::companies::parts::{Kept, Part, Said};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, CompanyId, LinkId};
use crate::vocabulary::text::{EmailAddress, Language, PersonName};

/// A row of one of the three tables, as its columns are.
macro_rules! kept {
    ($row:ident, $said:expr, $main:expr, $problem:expr) => {
        Kept {
            id: $row.id,
            said: $said,
            confirmed: $row.confirmed_at.map(|at| Confirmation {
                at,
                account: $row.confirmed_by.map(AccountId),
                link: $row.confirmed_link.map(LinkId),
            }),
            retired_at: $row.retired_at,
            main: $main,
            mail_problem: $problem,
        }
    };
}

fn read_contact(row: contact::Model) -> Result<Kept, Fault> {
    let unreadable = || Fault::Internal(format!("the row of contact {} cannot be read", row.id));
    let name = row.name.as_deref().map(PersonName::parse).transpose();
    let pec = row.pec.as_deref().map(EmailAddress::parse).transpose();
    let said = Said::Contact {
        email: EmailAddress::parse(&row.email).map_err(|_| unreadable())?,
        name: name.map_err(|_| unreadable())?,
        pec: pec.map_err(|_| unreadable())?,
        language: Language::from_stored(&row.language).ok_or_else(unreadable)?,
    };
    Ok(kept!(row, said, row.main, row.mail_problem))
}

fn read_site(row: site::Model) -> Result<Kept, Fault> {
    let place = row.clone().into_site()?;
    let said = Said::Site {
        comune: place.comune,
        address: place.address,
    };
    Ok(kept!(row, said, false, None))
}

fn read_tutor(row: tutor::Model) -> Result<Kept, Fault> {
    let person = row.clone().into_tutor()?;
    let said = Said::Tutor {
        name: person.name,
        years: person.years,
        max_students: person.max_students,
    };
    Ok(kept!(row, said, false, None))
}

/// The company's parts of this kind: those in use first, the main contact before the others.
///
/// # Errors
/// When the database fails.
pub async fn list_parts(
    conn: &impl ConnectionTrait,
    company: CompanyId,
    part: Part,
) -> Result<Vec<Kept>, Fault> {
    let mut kept: Vec<Kept> = match part {
        Part::Contact => {
            let rows = contact::Entity::find()
                .filter(contact::Column::CompanyId.eq(company.0))
                .order_by_asc(contact::Column::EmailKey)
                .all(conn)
                .await?;
            rows.into_iter().map(read_contact).collect::<Result<_, _>>()?
        }
        Part::Site => {
            let rows = site::Entity::find()
                .filter(site::Column::CompanyId.eq(company.0))
                .order_by_asc(site::Column::Comune)
                .order_by_asc(site::Column::Address)
                .all(conn)
                .await?;
            rows.into_iter().map(read_site).collect::<Result<_, _>>()?
        }
        Part::Tutor => {
            let rows = tutor::Entity::find()
                .filter(tutor::Column::CompanyId.eq(company.0))
                .order_by_asc(tutor::Column::NameKey)
                .all(conn)
                .await?;
            rows.into_iter().map(read_tutor).collect::<Result<_, _>>()?
        }
    };
    kept.sort_by_key(|one| (one.retired_at.is_some(), !one.main));
    Ok(kept)
}

/// One of the company's parts.
///
/// # Errors
/// [`Fault::NotFound`] when the company has no such part.
pub async fn get_part(
    conn: &impl ConnectionTrait,
    company: CompanyId,
    part: Part,
    id: Uuid,
) -> Result<Kept, Fault> {
    let all = list_parts(conn, company, part).await?;
    all.into_iter()
        .find(|one| one.id == id)
        .ok_or(Fault::NotFound("company_part"))
}

/// Adds a part. To be called in a transaction.
///
/// # Errors
/// [`Fault::Conflict`] `already_there` when the company has it.
pub async fn insert_part(
    conn: &impl ConnectionTrait,
    company: CompanyId,
    id: Uuid,
    said: &Said,
    by: &Confirmation,
) -> Result<(), Fault> {
    match said {
        Said::Contact { .. } => {
            let row = contact_row(said, by, Some((id, company)));
            contact::Entity::insert(row).exec_without_returning(conn).await?;
        }
        Said::Site { .. } => {
            let row = site_row(said, by, Some((id, company)));
            site::Entity::insert(row).exec_without_returning(conn).await?;
        }
        Said::Tutor { .. } => {
            let row = tutor_row(said, by, Some((id, company)));
            tutor::Entity::insert(row).exec_without_returning(conn).await?;
        }
    }
    Ok(())
}

/// Writes what is said over a part, which is confirmed with it. To be called in a transaction.
///
/// # Errors
/// [`Fault::Conflict`] `already_there` when the company has another like it.
pub async fn update_part(
    conn: &impl ConnectionTrait,
    id: Uuid,
    said: &Said,
    by: &Confirmation,
) -> Result<(), Fault> {
    match said {
        Said::Contact { .. } => {
            contact::Entity::update_many()
                .set(contact_row(said, by, None))
                .filter(contact::Column::Id.eq(id))
                .exec(conn)
                .await?;
        }
        Said::Site { .. } => {
            site::Entity::update_many()
                .set(site_row(said, by, None))
                .filter(site::Column::Id.eq(id))
                .exec(conn)
                .await?;
        }
        Said::Tutor { .. } => {
            tutor::Entity::update_many()
                .set(tutor_row(said, by, None))
                .filter(tutor::Column::Id.eq(id))
                .exec(conn)
                .await?;
        }
    }
    Ok(())
}

/// From now on a part is no longer used, or is again. To be called in a transaction.
///
/// # Errors
/// When the database fails.
pub async fn set_retired(
    conn: &impl ConnectionTrait,
    part: Part,
    id: Uuid,
    since: Option<DateTime<Utc>>,
) -> Result<(), Fault> {
    let since = Expr::value(since);
    match part {
        Part::Contact => {
            contact::Entity::update_many()
                .col_expr(contact::Column::RetiredAt, since)
                .filter(contact::Column::Id.eq(id))
                .exec(conn)
                .await?;
        }
        Part::Site => {
            site::Entity::update_many()
                .col_expr(site::Column::RetiredAt, since)
                .filter(site::Column::Id.eq(id))
                .exec(conn)
                .await?;
        }
        Part::Tutor => {
            tutor::Entity::update_many()
                .col_expr(tutor::Column::RetiredAt, since)
                .filter(tutor::Column::Id.eq(id))
                .exec(conn)
                .await?;
        }
    }
    Ok(())
}

/// Proposals go to this contact from now on; the one before stays a contact. To be called in a transaction.
///
/// # Errors
/// When the database fails.
pub async fn set_main_contact(
    conn: &impl ConnectionTrait,
    company: CompanyId,
    id: Uuid,
) -> Result<(), Fault> {
    contact::Entity::update_many()
        .col_expr(contact::Column::Main, Expr::value(false))
        .filter(contact::Column::CompanyId.eq(company.0))
        .exec(conn)
        .await?;
    contact::Entity::update_many()
        .col_expr(contact::Column::Main, Expr::value(true))
        .filter(contact::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Is a placement that has not ended there, or taught by them?
///
/// # Errors
/// When the database fails.
pub async fn is_part_in_use(
    conn: &impl ConnectionTrait,
    part: Part,
    id: Uuid,
    today: chrono::NaiveDate,
) -> Result<bool, Fault> {
    use sea_orm::sea_query::{ExprTrait as _, Query};
    let column = match part {
        Part::Contact => return Ok(false),
        Part::Site => "company_site_id",
        Part::Tutor => "company_tutor_id",
    };
    let query = Query::select()
        .column("id")
        .from("placement")
        .and_where(Expr::col(column).eq(id))
        .and_where(Expr::col("ends_on").gte(today))
        .limit(1)
        .to_owned();
    Ok(conn.query_one(&query).await?.is_some())
}

fn contact_row(said: &Said, by: &Confirmation, new: Option<(Uuid, CompanyId)>) -> contact::ActiveModel {
    let mut row = contact::ActiveModel {
        confirmed_at: Set(Some(by.at)),
        confirmed_by: Set(by.account.map(|id| id.0)),
        confirmed_link: Set(by.link.map(|id| id.0)),
        ..Default::default()
    };
    if let Said::Contact {
        email,
        name,
        pec,
        language,
    } = said
    {
        row.email = Set(email.to_string());
        row.email_key = Set(email.key());
        row.name = Set(name.as_ref().map(ToString::to_string));
        row.pec = Set(pec.as_ref().map(ToString::to_string));
        row.language = Set(language.as_str().to_owned());
    }
    if let Some((id, company)) = new {
        row.id = Set(id);
        row.company_id = Set(company.0);
        row.main = Set(false);
        row.mail_problem = Set(None);
    }
    row
}

fn site_row(said: &Said, by: &Confirmation, new: Option<(Uuid, CompanyId)>) -> site::ActiveModel {
    let Said::Site { comune, address } = said else {
        return site::ActiveModel::default();
    };
    site::ActiveModel {
        id: new.map_or(NotSet, |(id, _)| Set(id)),
        company_id: new.map_or(NotSet, |(_, company)| Set(company.0)),
        comune: Set(comune.to_string()),
        address: Set(address.clone()),
        confirmed_at: Set(Some(by.at)),
        confirmed_by: Set(by.account.map(|id| id.0)),
        confirmed_link: Set(by.link.map(|id| id.0)),
        ..Default::default()
    }
}

fn tutor_row(said: &Said, by: &Confirmation, new: Option<(Uuid, CompanyId)>) -> tutor::ActiveModel {
    let Said::Tutor {
        name,
        years,
        max_students,
    } = said
    else {
        return tutor::ActiveModel::default();
    };
    tutor::ActiveModel {
        id: new.map_or(NotSet, |(id, _)| Set(id)),
        company_id: new.map_or(NotSet, |(_, company)| Set(company.0)),
        name: Set(name.to_string()),
        name_key: Set(name.sort_key()),
        max_students: Set(max_students.map(i64::from)),
        years: Set(years.map(i64::from)),
        confirmed_at: Set(Some(by.at)),
        confirmed_by: Set(by.account.map(|id| id.0)),
        confirmed_link: Set(by.link.map(|id| id.0)),
        ..Default::default()
    }
}
