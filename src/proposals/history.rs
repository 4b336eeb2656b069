//! What a company's places did: year by year, place by place, how many were proposed and what became of them. Counts, no names.

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue};

use super::publication::{comune_name, figure_names};
use super::views::rows;
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::CompanyId;

/// A place of a company, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceHistory {
    /// The school's code of it.
    pub code: String,
    /// Which school recorded it.
    pub school: String,
    /// The figures' official names.
    pub figures: String,
    /// Where.
    pub comune: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// How many it could take.
    pub seats: u32,
    /// Proposals that the company got for it.
    pub proposed: u32,
    /// Those it accepted: students who came or will come.
    pub accepted: u32,
    /// Those it declined.
    pub declined: u32,
    /// Those whose time ran out.
    pub expired: u32,
}

/// A school year of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearHistory {
    /// Which.
    pub year: SchoolYear,
    /// Its places, the latest to start first.
    pub places: Vec<PlaceHistory>,
}

impl YearHistory {
    /// Seats of all places.
    #[must_use]
    pub fn seats(&self) -> u32 {
        self.places.iter().map(|place| place.seats).sum()
    }

    /// Students of all places.
    #[must_use]
    pub fn accepted(&self) -> u32 {
        self.places.iter().map(|place| place.accepted).sum()
    }
}

#[derive(FromQueryResult)]
struct Row {
    placement_key: String,
    school: String,
    figures: JsonValue,
    comune: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    seats: i64,
    proposed: i64,
    accepted: i64,
    declined: i64,
    expired: i64,
}

/// All places of a company by school year, the newest first. A proposal that a school took back does not count.
///
/// # Errors
/// When the database is gone.
pub async fn of_company(conn: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<YearHistory>, Fault> {
    let sql = "SELECT placement.placement_key, institution.name AS school, placement.figures, company_site.comune, \
        placement.starts_on, placement.ends_on, placement.seats, \
        (SELECT COUNT(*) FROM proposal WHERE placement_id = placement.id AND state <> 'withdrawn') AS proposed, \
        (SELECT COUNT(*) FROM proposal WHERE placement_id = placement.id AND state = 'accepted') AS accepted, \
        (SELECT COUNT(*) FROM proposal WHERE placement_id = placement.id AND state = 'declined') AS declined, \
        (SELECT COUNT(*) FROM proposal WHERE placement_id = placement.id AND state = 'expired') AS expired \
        FROM placement JOIN institution ON institution.id = placement.institution_id \
        JOIN company_site ON company_site.id = placement.company_site_id WHERE placement.company_id = $1 \
        ORDER BY placement.starts_on DESC, placement.id";
    let number = |n: i64| u32::try_from(n).unwrap_or_default();
    let mut years: Vec<YearHistory> = Vec::new();
    for row in rows::<Row>(conn, sql, [company.0.into()]).await? {
        let year = SchoolYear::of(row.starts_on);
        let place = PlaceHistory {
            code: row.placement_key,
            school: row.school,
            figures: figure_names(&row.figures),
            comune: comune_name(&row.comune),
            from: row.starts_on,
            to: row.ends_on,
            seats: number(row.seats),
            proposed: number(row.proposed),
            accepted: number(row.accepted),
            declined: number(row.declined),
            expired: number(row.expired),
        };
        // They come in the order of their days, so each year's places stand together.
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.places.push(place),
            None => years.push(YearHistory {
                year,
                places: vec![place],
            }),
        }
    }
    Ok(years)
}
