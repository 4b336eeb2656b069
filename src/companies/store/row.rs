//! The rows of companies, sites, tutors and contacts, and how they become models and back.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::companies::model::{Company, CompanyFacts, CompanySite, Tutor};
use crate::platform::rows::{maybe, small};
use crate::vocabulary::codes::{Ateco, VatNumber};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::firm::{Artisan, RiskClass};
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::ids::{CompanyId, CompanySiteId, TutorId};
use crate::vocabulary::text::{EmailAddress, Language, PersonName, sort_key};

pub mod company {
    use sea_orm::JsonValue;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "company")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub vat_number: String,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        #[sea_orm(column_type = "Text")]
        pub name_key: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub ateco: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub ccnl: Option<String>,
        pub staff: Option<i64>,
        pub skilled: Option<i64>,
        pub apprentices: Option<i64>,
        #[sea_orm(column_type = "Text", nullable)]
        pub artisan: Option<String>,
        pub structural: Option<bool>,
        pub technical: Option<bool>,
        pub formative: Option<bool>,
        pub dvr_minors: Option<bool>,
        #[sea_orm(column_type = "Text", nullable)]
        pub risk: Option<String>,
        #[sea_orm(column_type = "JsonBinary")]
        pub confirmations: JsonValue,
        pub version: i64,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl crate::platform::rows::Versioned for Entity {
        const ID: Column = Column::Id;
        const VERSION: Column = Column::Version;
        const CREATED_AT: Column = Column::CreatedAt;
        const OWNER: Option<Column> = None;
    }
}

pub mod contact {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "company_contact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub company_id: Uuid,
        #[sea_orm(column_type = "Text", nullable)]
        pub name: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub email: String,
        #[sea_orm(column_type = "Text")]
        pub email_key: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub pec: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub language: String,
        pub main: bool,
        #[sea_orm(column_type = "Text", nullable)]
        pub mail_problem: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod site {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "company_site")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub company_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub comune: String,
        #[sea_orm(column_type = "Text")]
        pub address: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tutor {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "company_tutor")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub company_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        #[sea_orm(column_type = "Text")]
        pub name_key: String,
        pub max_students: Option<i64>,
        pub years: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn unreadable(what: &str, id: Uuid) -> Fault {
    Fault::Internal(format!("the row of {what} {id} cannot be read"))
}

/// The row of a company as of `now`. Its contact has a row of its own.
pub fn active(company: &Company, now: DateTimeUtc) -> Result<company::ActiveModel, Fault> {
    let facts = &company.facts;
    Ok(company::ActiveModel {
        id: Set(company.id.0),
        vat_number: Set(facts.vat_number.to_string()),
        name: Set(facts.name.clone()),
        name_key: Set(sort_key(&facts.name)),
        ateco: Set(facts.ateco.as_ref().map(ToString::to_string)),
        ccnl: Set(facts.ccnl.clone()),
        staff: Set(facts.staff.map(i64::from)),
        skilled: Set(facts.skilled.map(i64::from)),
        apprentices: Set(facts.apprentices.map(i64::from)),
        artisan: Set(facts.artisan.map(|kind| kind.as_str().to_owned())),
        structural: Set(facts.structural),
        technical: Set(facts.technical),
        formative: Set(facts.formative),
        dvr_minors: Set(facts.dvr_minors),
        risk: Set(facts.risk.map(|risk| risk.as_str().to_owned())),
        confirmations: Set(serde_json::to_value(&company.confirmations).map_err(Fault::internal)?),
        version: Set(company.version),
        created_at: Set(now),
        updated_at: Set(now),
    })
}

/// The company of a row and its main contact's.
pub fn company(row: company::Model, contact: contact::Model) -> Result<Company, Fault> {
    let id = row.id;
    read(row, contact).ok_or_else(|| unreadable("company", id))
}

fn read(row: company::Model, contact: contact::Model) -> Option<Company> {
    let facts = CompanyFacts {
        vat_number: VatNumber::parse(&row.vat_number).ok()?,
        name: row.name,
        ateco: maybe(row.ateco.as_deref(), |ateco| Ateco::parse(ateco).ok())?,
        ccnl: row.ccnl,
        staff: small(row.staff)?,
        skilled: small(row.skilled)?,
        apprentices: small(row.apprentices)?,
        artisan: maybe(row.artisan.as_deref(), Artisan::from_stored)?,
        structural: row.structural,
        technical: row.technical,
        formative: row.formative,
        dvr_minors: row.dvr_minors,
        risk: maybe(row.risk.as_deref(), RiskClass::from_stored)?,
        contact_name: maybe(contact.name.as_deref(), |name| PersonName::parse(name).ok())?,
        contact_email: EmailAddress::parse(&contact.email).ok()?,
        pec: maybe(contact.pec.as_deref(), |pec| EmailAddress::parse(pec).ok())?,
        language: Some(Language::from_stored(&contact.language)?),
    };
    Some(Company {
        id: CompanyId(row.id),
        facts,
        confirmations: serde_json::from_value(row.confirmations).ok()?,
        mail_problem: contact.mail_problem,
        version: row.version,
    })
}

impl site::Model {
    pub fn into_site(self) -> Result<CompanySite, Fault> {
        Ok(CompanySite {
            id: CompanySiteId(self.id),
            company_id: CompanyId(self.company_id),
            comune: ComuneCode::from_stored(&self.comune)
                .ok_or_else(|| unreadable("company site", self.id))?,
            address: self.address,
        })
    }
}

impl tutor::Model {
    pub fn into_tutor(self) -> Result<Tutor, Fault> {
        let id = self.id;
        let read = || {
            Some(Tutor {
                id: TutorId(self.id),
                company_id: CompanyId(self.company_id),
                name: PersonName::parse(&self.name).ok()?,
                max_students: small(self.max_students)?,
                years: small(self.years)?,
            })
        };
        read().ok_or_else(|| unreadable("tutor", id))
    }
}
