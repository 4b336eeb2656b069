//! The row of a placement, and how it becomes a [`Placement`] and back.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, FromQueryResult, JsonValue};

use crate::placements::model::{Firmness, Offer, Placement};
use crate::platform::rows::{Versioned, maybe, small};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::ids::{CompanyId, CompanySiteId, InstitutionId, PlacementId, TutorId};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::Indirizzo;
use crate::vocabulary::text::PersonName;
use crate::vocabulary::week::{DayMinute, WeekDays};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "placement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub placement_key: String,
    pub institution_id: Uuid,
    pub shared: bool,
    pub company_id: Uuid,
    pub company_site_id: Uuid,
    pub company_tutor_id: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub figures: JsonValue,
    #[sea_orm(column_type = "Text", nullable)]
    pub indirizzo: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub pathway: String,
    pub seats: i64,
    pub open_with: Option<i64>,
    pub starts_on: Date,
    pub ends_on: Date,
    pub week_minutes: i64,
    pub day_minutes: Option<i64>,
    pub days: Option<i64>,
    pub from_minute: Option<i64>,
    pub to_minute: Option<i64>,
    pub internal_hours_year: Option<i64>,
    pub hazardous: bool,
    pub derogation: bool,
    pub accessible: bool,
    pub min_age: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub licence: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub wants: JsonValue,
    #[sea_orm(column_type = "Text")]
    pub firmness: String,
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

/// A row with what the rows of its company, site and tutor say.
#[derive(Debug, FromQueryResult)]
pub struct Joined {
    #[sea_orm(nested)]
    row: Model,
    vat_number: String,
    company_name: String,
    site_comune: String,
    site_address: String,
    tutor_name: Option<String>,
    tutor_max: Option<i64>,
    tutor_years: Option<i64>,
}

/// The row of `placement` as of `now`. Company, site and tutor have rows of their own.
pub fn active(placement: &Placement, now: DateTimeUtc) -> Result<ActiveModel, Fault> {
    let offer = &placement.offer;
    Ok(ActiveModel {
        id: Set(placement.id.0),
        placement_key: Set(offer.key.clone()),
        institution_id: Set(placement.institution_id.0),
        shared: Set(placement.shared),
        company_id: Set(placement.company_id.0),
        company_site_id: Set(placement.company_site_id.0),
        company_tutor_id: Set(placement.tutor_id.map(|tutor| tutor.0)),
        figures: Set(serde_json::to_value(&offer.figures).map_err(Fault::internal)?),
        indirizzo: Set(offer.indirizzo.map(|indirizzo| indirizzo.to_string())),
        pathway: Set(offer.pathway.as_str().to_owned()),
        seats: Set(i64::from(offer.seats)),
        open_with: Set(offer.open_with.map(i64::from)),
        starts_on: Set(offer.start),
        ends_on: Set(offer.end),
        week_minutes: Set(i64::from(offer.week_minutes)),
        day_minutes: Set(offer.day_minutes.map(i64::from)),
        days: Set(offer.days.map(|days| i64::from(days.bits()))),
        from_minute: Set(offer.from.map(|minute| i64::from(minute.minutes()))),
        to_minute: Set(offer.to.map(|minute| i64::from(minute.minutes()))),
        internal_hours_year: Set(offer.internal_hours_year.map(i64::from)),
        hazardous: Set(offer.hazardous),
        derogation: Set(offer.derogation),
        accessible: Set(offer.accessible),
        min_age: Set(offer.min_age.map(i64::from)),
        licence: Set(offer.licence.clone()),
        wants: Set(serde_json::to_value(&offer.wants).map_err(Fault::internal)?),
        firmness: Set(placement.firmness.as_str().to_owned()),
        version: Set(placement.version),
        created_at: Set(now),
        updated_at: Set(now),
    })
}

impl Joined {
    /// The placement of this row, and the name of its company.
    pub fn into_placement(self) -> Result<(Placement, String), Fault> {
        let id = self.row.id;
        self.read()
            .ok_or_else(|| Fault::Internal(format!("the row of placement {id} cannot be read")))
    }

    fn read(self) -> Option<(Placement, String)> {
        let row = self.row;
        let minute = |number: u16| DayMinute::new(number);
        let offer = Offer {
            key: row.placement_key,
            vat_number: VatNumber::parse(&self.vat_number).ok()?,
            figures: serde_json::from_value(row.figures).ok()?,
            indirizzo: maybe(row.indirizzo, |code| Indirizzo::from_stored(&code))?,
            pathway: Pathway::from_stored(&row.pathway)?,
            seats: row.seats.try_into().ok()?,
            open_with: small(row.open_with)?,
            site: ComuneCode::from_stored(&self.site_comune)?,
            address: Some(self.site_address).filter(|address| !address.is_empty()),
            start: row.starts_on,
            end: row.ends_on,
            week_minutes: row.week_minutes.try_into().ok()?,
            day_minutes: small(row.day_minutes)?,
            days: maybe(small(row.days)?, WeekDays::from_bits)?,
            from: maybe(small(row.from_minute)?, minute)?,
            to: maybe(small(row.to_minute)?, minute)?,
            internal_hours_year: small(row.internal_hours_year)?,
            tutor: maybe(self.tutor_name, |name| PersonName::parse(&name).ok())?,
            tutor_max: small(self.tutor_max)?,
            tutor_years: small(self.tutor_years)?,
            hazardous: row.hazardous,
            derogation: row.derogation,
            accessible: row.accessible,
            min_age: small(row.min_age)?,
            licence: row.licence,
            wants: serde_json::from_value(row.wants).ok()?,
        };
        let placement = Placement {
            id: PlacementId(row.id),
            institution_id: InstitutionId(row.institution_id),
            shared: row.shared,
            firmness: Firmness::from_stored(&row.firmness)?,
            company_id: CompanyId(row.company_id),
            company_site_id: CompanySiteId(row.company_site_id),
            tutor_id: row.company_tutor_id.map(TutorId),
            offer,
            version: row.version,
        };
        Some((placement, self.company_name))
    }
}
