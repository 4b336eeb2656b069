//! The rows `institution` and `school_site`; and which company a VAT number names.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{DatabaseTransaction, QueryOrder, Set};

use crate::accounts::model::{School, SchoolSite};
use crate::platform::db::hold;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InstitutionId, SchoolSiteId};

mod institution {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "institution")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub name: String,
        pub comune: Option<String>,
        pub phone: Option<String>,
        pub email: Option<String>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod school_site {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "school_site")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub institution_id: Uuid,
        pub code: String,
        pub name: String,
        pub comune: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Only what names a company: its room keeps the rest.
mod company {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "company")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub vat_number: String,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn school(row: institution::Model) -> School {
    School {
        id: InstitutionId(row.id),
        code: row.code,
        name: row.name,
        comune: row.comune,
        phone: row.phone,
        email: row.email,
    }
}

/// All schools, by code.
///
/// # Errors
/// When the database is gone.
pub async fn list_schools(db: &impl ConnectionTrait) -> Result<Vec<School>, Fault> {
    let rows = institution::Entity::find()
        .order_by_asc(institution::Column::Code)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(school).collect())
}

/// The school with this id.
///
/// # Errors
/// When the database is gone.
pub async fn find_school(db: &impl ConnectionTrait, id: InstitutionId) -> Result<Option<School>, Fault> {
    Ok(institution::Entity::find_by_id(id.0).one(db).await?.map(school))
}

/// Whoever holds a school in a transaction is the only one who does, until it ends: what erases a student and what copies the
/// school's students for a run must not pass each other by.
///
/// # Errors
/// When the database is gone.
pub async fn hold_school(tx: &DatabaseTransaction, id: InstitutionId) -> Result<(), Fault> {
    let mut query = Query::select()
        .column(institution::Column::Id)
        .from(institution::Entity)
        .and_where(institution::Column::Id.eq(id.0))
        .to_owned();
    hold(&mut query, tx.get_database_backend());
    tx.query_one(&query).await?;
    Ok(())
}

pub(in crate::accounts) async fn insert(
    tx: &impl ConnectionTrait,
    school: &School,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let row = institution::ActiveModel {
        id: Set(school.id.0),
        created_at: Set(now),
        ..columns(school)
    };
    institution::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(in crate::accounts) async fn update(tx: &impl ConnectionTrait, school: &School) -> Result<(), Fault> {
    institution::Entity::update_many()
        .set(columns(school))
        .filter(institution::Column::Id.eq(school.id.0))
        .exec(tx)
        .await?;
    Ok(())
}

fn columns(school: &School) -> institution::ActiveModel {
    institution::ActiveModel {
        code: Set(school.code.clone()),
        name: Set(school.name.clone()),
        comune: Set(school.comune.clone()),
        phone: Set(school.phone.clone()),
        email: Set(school.email.clone()),
        ..Default::default()
    }
}

/// Has another school this code?
pub(in crate::accounts) async fn is_code_taken(
    db: &impl ConnectionTrait,
    code: &str,
    by_other_than: Option<InstitutionId>,
) -> Result<bool, Fault> {
    let found = institution::Entity::find()
        .filter(institution::Column::Code.eq(code))
        .one(db)
        .await?;
    Ok(found.is_some_and(|row| Some(InstitutionId(row.id)) != by_other_than))
}

/// The sites of a school, by code.
///
/// # Errors
/// When the database is gone.
pub async fn list_sites(db: &impl ConnectionTrait, school: InstitutionId) -> Result<Vec<SchoolSite>, Fault> {
    let rows = school_site::Entity::find()
        .filter(school_site::Column::InstitutionId.eq(school.0))
        .order_by_asc(school_site::Column::Code)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| SchoolSite {
            id: SchoolSiteId(row.id),
            institution_id: InstitutionId(row.institution_id),
            code: row.code,
            name: row.name,
            comune: row.comune,
        })
        .collect())
}

pub(in crate::accounts) async fn insert_site(
    tx: &impl ConnectionTrait,
    site: &SchoolSite,
) -> Result<(), Fault> {
    let row = school_site::ActiveModel {
        id: Set(site.id.0),
        institution_id: Set(site.institution_id.0),
        code: Set(site.code.clone()),
        name: Set(site.name.clone()),
        comune: Set(site.comune.clone()),
    };
    school_site::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The company with this VAT number.
pub(in crate::accounts) async fn find_company_by_vat(
    db: &impl ConnectionTrait,
    vat_number: &str,
) -> Result<Option<CompanyId>, Fault> {
    let row = company::Entity::find()
        .filter(company::Column::VatNumber.eq(vat_number))
        .one(db)
        .await?;
    Ok(row.map(|row| CompanyId(row.id)))
}

/// What the company is called.
pub(in crate::accounts) async fn find_company_name(
    db: &impl ConnectionTrait,
    id: CompanyId,
) -> Result<Option<String>, Fault> {
    Ok(company::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .map(|row| row.name))
}
