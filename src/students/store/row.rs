//! The row of a student, and how it becomes a [`Student`] and back.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, JsonValue};

use crate::platform::rows::{Versioned, maybe, small};
use crate::students::model::{Profile, Student};
use crate::vocabulary::codes::{CodiceFiscale, VatNumber};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::{ComuneCode, Transport};
use crate::vocabulary::ids::{InstitutionId, SchoolSiteId, StudentId};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, Indirizzo};
use crate::vocabulary::text::{EmailAddress, PersonName, sort_key};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "student")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub institution_id: Uuid,
    pub site_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub student_key: String,
    #[sea_orm(column_type = "Text")]
    pub family_name: String,
    #[sea_orm(column_type = "Text")]
    pub given_name: String,
    #[sea_orm(column_type = "Text")]
    pub name_key: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub codice_fiscale: Option<String>,
    pub birth_date: Date,
    #[sea_orm(column_type = "Text")]
    pub residence: String,
    #[sea_orm(column_type = "Text")]
    pub figure: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub indirizzo: Option<String>,
    pub course_year: i64,
    #[sea_orm(column_type = "Text")]
    pub pathway: String,
    pub timetable_hours: Option<i64>,
    pub school_week_minutes: Option<i64>,
    pub available_from: Option<Date>,
    pub available_to: Option<Date>,
    pub max_minutes: Option<i64>,
    pub max_metres: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub transport: String,
    pub accessible_site: bool,
    #[sea_orm(column_type = "JsonBinary")]
    pub wishes: JsonValue,
    #[sea_orm(column_type = "JsonBinary")]
    pub refuses: JsonValue,
    #[sea_orm(column_type = "Text", nullable)]
    pub employer_now: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub competences: JsonValue,
    #[sea_orm(column_type = "Text", nullable)]
    pub email: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub guardian_name: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub guardian_email: Option<String>,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Versioned for Entity {
    const ID: Column = Column::Id;
    const VERSION: Column = Column::Version;
    const CREATED_AT: Column = Column::CreatedAt;
    const OWNER: Option<Column> = Some(Column::InstitutionId);
}

/// What people look a student up by: the names, the family name first.
pub fn name_key(profile: &Profile) -> String {
    sort_key(&format!("{} {}", profile.family_name, profile.given_name))
}

/// The row of `student` as of `now`.
pub fn active(student: &Student, now: DateTimeUtc) -> Result<ActiveModel, Fault> {
    let Student {
        id,
        institution_id,
        site_id,
        profile,
        version,
    } = student;
    Ok(ActiveModel {
        id: Set(id.0),
        institution_id: Set(institution_id.0),
        site_id: Set(site_id.map(|site| site.0)),
        student_key: Set(profile.key.clone()),
        family_name: Set(profile.family_name.to_string()),
        given_name: Set(profile.given_name.to_string()),
        name_key: Set(name_key(profile)),
        codice_fiscale: Set(profile.codice_fiscale.map(|code| code.to_string())),
        birth_date: Set(profile.birth_date),
        residence: Set(profile.residence.to_string()),
        figure: Set(profile.figure.to_string()),
        indirizzo: Set(profile.indirizzo.map(|indirizzo| indirizzo.to_string())),
        course_year: Set(i64::from(profile.course_year)),
        pathway: Set(profile.pathway.as_str().to_owned()),
        timetable_hours: Set(profile.timetable_hours.map(i64::from)),
        school_week_minutes: Set(profile.school_week_minutes.map(i64::from)),
        available_from: Set(profile.available_from),
        available_to: Set(profile.available_to),
        max_minutes: Set(profile.max_minutes.map(i64::from)),
        max_metres: Set(profile.max_metres.map(i64::from)),
        transport: Set(profile.transport.as_str().to_owned()),
        accessible_site: Set(profile.accessible_site),
        wishes: Set(serde_json::to_value(&profile.wishes).map_err(Fault::internal)?),
        refuses: Set(serde_json::to_value(&profile.refuses).map_err(Fault::internal)?),
        employer_now: Set(profile.employer_now.map(|vat| vat.to_string())),
        competences: Set(serde_json::to_value(&profile.competences).map_err(Fault::internal)?),
        email: Set(profile.email.as_ref().map(ToString::to_string)),
        guardian_name: Set(profile.guardian_name.as_ref().map(ToString::to_string)),
        guardian_email: Set(profile.guardian_email.as_ref().map(ToString::to_string)),
        version: Set(*version),
        created_at: Set(now),
        updated_at: Set(now),
    })
}

impl Model {
    /// The student of this row.
    pub fn into_student(self) -> Result<Student, Fault> {
        let id = self.id;
        self.read()
            .ok_or_else(|| Fault::Internal(format!("the row of student {id} cannot be read")))
    }

    fn read(self) -> Option<Student> {
        let profile = Profile {
            key: self.student_key,
            school: None,
            family_name: PersonName::parse(&self.family_name).ok()?,
            given_name: PersonName::parse(&self.given_name).ok()?,
            codice_fiscale: maybe(self.codice_fiscale.as_deref(), |code| {
                CodiceFiscale::parse(code).ok()
            })?,
            birth_date: self.birth_date,
            residence: ComuneCode::from_stored(&self.residence)?,
            figure: FigureCode::from_stored(&self.figure)?,
            indirizzo: maybe(self.indirizzo.as_deref(), Indirizzo::from_stored)?,
            course_year: self.course_year.try_into().ok()?,
            pathway: Pathway::from_stored(&self.pathway)?,
            timetable_hours: small(self.timetable_hours)?,
            school_week_minutes: small(self.school_week_minutes)?,
            available_from: self.available_from,
            available_to: self.available_to,
            max_minutes: small(self.max_minutes)?,
            max_metres: small(self.max_metres)?,
            transport: Transport::from_stored(&self.transport)?,
            accessible_site: self.accessible_site,
            wishes: serde_json::from_value(self.wishes).ok()?,
            refuses: serde_json::from_value(self.refuses).ok()?,
            employer_now: maybe(self.employer_now.as_deref(), |vat| VatNumber::parse(vat).ok())?,
            competences: serde_json::from_value(self.competences).ok()?,
            email: maybe(self.email.as_deref(), |email| EmailAddress::parse(email).ok())?,
            guardian_name: maybe(self.guardian_name.as_deref(), |name| PersonName::parse(name).ok())?,
            guardian_email: maybe(self.guardian_email.as_deref(), |email| {
                EmailAddress::parse(email).ok()
            })?,
        };
        Some(Student {
            id: StudentId(self.id),
            institution_id: InstitutionId(self.institution_id),
            site_id: self.site_id.map(SchoolSiteId),
            profile,
            version: self.version,
        })
    }
}
