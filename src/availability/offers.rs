//! The places that a company offers in answer: written down as a draft, looked at once more, recorded; changed and withdrawn as long as
//! nothing uses them.

use std::collections::HashSet;

use chrono::{Months, NaiveDate};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::answers::Answering;
use super::model::{Answer, Inquiry};
use super::store;
use crate::accounts::record;
use crate::app::App;
use crate::companies::{self, ceiling};
use crate::law::employer::{Cap, tutor_cap};
use crate::law::{Law, RuleSettings};
use crate::placements;
use crate::placements::import::{self, COLUMNS};
use crate::placements::model::{Firmness, Offer, Placement};
use crate::platform::sheets::form::{Fields, mistakes};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::PlacementId;
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::text::Language;

/// The longest value of a field that a draft keeps, characters.
const LONGEST: usize = 500;

/// A place that a company is about to offer, and what the law says of it.
#[derive(Debug, Clone)]
pub struct Place {
    /// What it says.
    pub offer: Offer,
    /// Certain, or a maybe: as the company has answered.
    pub firmness: Firmness,
    /// How many apprentices the employer may have, and why; of apprenticeships only.
    pub ceiling: Option<Cap>,
    /// How many more that are.
    pub free: Option<u32>,
    /// How many students its tutor may follow, and why.
    pub tutor: Cap,
}

impl Place {
    /// Does it offer more seats than can be filled?
    #[must_use]
    pub fn is_above(&self) -> bool {
        let most = [self.free, self.tutor.limit.filter(|_| self.offer.tutor.is_some())];
        most.into_iter().flatten().any(|most| self.offer.seats > most)
    }
}

/// What becomes of the form of a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose<'a> {
    /// A new place.
    Offer,
    /// Written over this one, which keeps its code and how certain it is.
    Change(&'a Placement),
}

/// Reads the form of a place. Its code and the company's number are ours to know.
///
/// # Errors
/// Everything that is wrong with it; conflict `availability.no_offer` for a new place when the company has not said yes or maybe.
pub(super) async fn read(
    app: &App,
    who: &Answering,
    language: Language,
    purpose: Purpose<'_>,
    fields: Fields,
) -> Result<Place, Fault> {
    let conn = app.db.reader();
    let company = companies::get(conn, who.inquiry.company_id).await?;
    let vat = company.facts.vat_number.as_str();
    let (firmness, key) = match purpose {
        Purpose::Offer => (offered_as(who)?, free_key(conn, &who.inquiry, vat).await?),
        Purpose::Change(place) => (place.firmness, place.offer.key.clone()),
    };
    let fields = fields.with("placement_id", key).with("vat_number", vat);
    let (table, mapping) = fields.table();
    let today = app.clock.today();
    let reading = import::read(&table, &mapping, &import::Context::on(today));
    let Some((_, offer)) = reading.records.into_iter().next() else {
        return Err(Fault::Invalid(mistakes(COLUMNS, &reading.problems, language)));
    };
    let law = Law::on(today, &RuleSettings::default()).map_err(Fault::Invalid)?;
    let ceiling = match offer.pathway {
        Pathway::Apprenticeship => Some(ceiling(&company.facts, today)?),
        Pathway::SchoolWork | Pathway::Simulated => None,
    };
    Ok(Place {
        free: ceiling
            .as_ref()
            .and_then(|cap| cap.free(company.facts.apprentices.unwrap_or(0), 0)),
        tutor: tutor_cap(offer.pathway, company.facts.risk, offer.tutor_max, &law),
        ceiling,
        firmness,
        offer,
    })
}

/// How certain a new place is, as the company has answered.
fn offered_as(who: &Answering) -> Result<Firmness, Fault> {
    match who.answer() {
        Some(Answer::Yes) => Ok(Firmness::Firm),
        Some(Answer::Maybe) => Ok(Firmness::Maybe),
        Some(Answer::No) | None => Err(Fault::Conflict("availability.no_offer")),
    }
}

/// A code that the school has not used: year, VAT number, and a number that goes up.
async fn free_key(conn: &impl ConnectionTrait, inquiry: &Inquiry, vat: &str) -> Result<String, Fault> {
    let key = |n: usize| format!("{}-{vat}-{n}", inquiry.school_year.0);
    let theirs = placements::of_company(conn, inquiry.company_id).await?;
    let taken = |key: &str| {
        theirs
            .iter()
            .any(|place| place.institution_id == inquiry.institution_id && place.offer.key == key)
    };
    Ok((1..).map(key).find(|key| !taken(key)).unwrap_or_default())
}

/// Records the place, and throws the draft away.
///
/// # Errors
/// As reading it; [`Fault::Conflict`] when another place of the same code came in meanwhile.
pub async fn offer(
    app: &App,
    who: &Answering,
    language: Language,
    fields: Fields,
) -> Result<PlacementId, Fault> {
    let place = read(app, who, language, Purpose::Offer, fields).await?;
    let tx = app.db.write_tx().await?;
    let seats = place.offer.seats;
    let school = who.inquiry.institution_id;
    let id = placements::record_offered(&tx, app, school, place.offer, place.firmness).await?;
    store::drop_draft(&tx, who.inquiry.id).await?;
    let entry = who
        .entry("availability.offered")
        .detail(json!({ "seats": seats, "firmness": place.firmness.as_str() }));
    record(&tx, app, &entry).await?;
    store::note_news(&tx, who.inquiry.id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes the form over the place that the company saw. A change is not kept as a draft: a draft becomes a new place, and until a
/// change is recorded the place stays as it is.
///
/// # Errors
/// As reading it; [`Fault::Conflict`] `placement_changed` when the school has changed it meanwhile, `still_in_use` when something uses
/// it.
pub(super) async fn change(
    app: &App,
    who: &Answering,
    language: Language,
    before: &Placement,
    fields: Fields,
) -> Result<(), Fault> {
    let place = read(app, who, language, Purpose::Change(before), fields).await?;
    let tx = app.db.write_tx().await?;
    let columns = placements::change_offered(&tx, app, before, place.offer).await?;
    if columns.is_empty() {
        return Ok(());
    }
    let entry = who
        .entry("availability.place_changed")
        .about("placement", before.id.0)
        .detail(json!({ "columns": columns }));
    record(&tx, app, &entry).await?;
    store::note_news(&tx, who.inquiry.id, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Takes a place back.
///
/// # Errors
/// [`Fault::Conflict`] `placement_changed` when the school has changed it meanwhile, `still_in_use` when something uses it.
pub(super) async fn withdraw(app: &App, who: &Answering, place: &Placement) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    placements::withdraw_offered(&tx, place).await?;
    let entry = who
        .entry("availability.place_withdrawn")
        .about("placement", place.id.0)
        .detail(json!({ "seats": place.offer.seats }));
    record(&tx, app, &entry).await?;
    store::note_news(&tx, who.inquiry.id, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Keeps a place as far as it has been written down.
pub(super) async fn save_draft(app: &App, who: &Answering, fields: &Fields) -> Result<(), Fault> {
    let kept: Vec<(&str, String)> = COLUMNS
        .iter()
        .map(|column| (column.key, fields.get(column.key)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (key, value.chars().take(LONGEST).collect()))
        .collect();
    let (now, chance) = (app.clock.now(), app.chance.as_ref());
    let kept = serde_json::to_value(kept).map_err(Fault::internal)?;
    let tx = app.db.write_tx().await?;
    store::save_draft(&tx, who.inquiry.id, kept, now, chance).await?;
    Ok(tx.commit().await?)
}

/// Throws the draft away.
pub(super) async fn drop_draft(app: &App, who: &Answering) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    store::drop_draft(&tx, who.inquiry.id).await?;
    Ok(tx.commit().await?)
}

/// The company's places: those of the year in question at this school, and those that can be offered again.
pub(super) struct Places {
    pub offered: Vec<Placement>,
    pub before: Vec<Placement>,
}

pub(super) async fn places(conn: &impl ConnectionTrait, inquiry: &Inquiry) -> Result<Places, Fault> {
    let theirs = placements::of_company(conn, inquiry.company_id).await?;
    let (offered, mut before): (Vec<_>, Vec<_>) = theirs.into_iter().partition(|place| {
        place.institution_id == inquiry.institution_id
            && SchoolYear::of(place.offer.start) >= inquiry.school_year
    });
    before.truncate(8);
    Ok(Places { offered, before })
}

/// A place of the year in question that the company has offered to this school.
///
/// # Errors
/// [`Fault::NotFound`] for every other place.
pub(super) async fn get_offered(
    conn: &impl ConnectionTrait,
    inquiry: &Inquiry,
    id: PlacementId,
) -> Result<Placement, Fault> {
    let mut offered = places(conn, inquiry).await?.offered.into_iter();
    offered
        .find(|place| place.id == id)
        .ok_or(Fault::NotFound("placement"))
}

/// Those of the places that a run, a pin or a proposal names: the school alone changes them.
pub(super) async fn in_use(
    conn: &impl ConnectionTrait,
    places: &[Placement],
) -> Result<HashSet<PlacementId>, Fault> {
    let ids: Vec<PlacementId> = places.iter().map(|place| place.id).collect();
    let used = placements::in_use(conn, &ids).await?;
    Ok(used.into_iter().map(|(id, _)| id).collect())
}

/// The form of a place like this one, in the year in question: all that it says goes along, what the form seldom shows included.
///
/// One thing does not go into another school year: the training derogation. It is authorised before the start and for the time
/// that the training takes (rule R7; L. 977/1967, art. 6), so one of another year says nothing about this one.
#[must_use]
pub fn like(place: &Placement, year: SchoolYear) -> Fields {
    let behind = year.0 - SchoolYear::of(place.offer.start).0;
    let later = |day: NaiveDate| {
        let months = Months::new(u32::try_from(behind.max(0)).unwrap_or(0) * 12);
        day.checked_add_months(months).unwrap_or(day)
    };
    let offer = Offer {
        start: later(place.offer.start),
        end: later(place.offer.end),
        derogation: place.offer.derogation && !leaves_derogation(place, year),
        ..place.offer.clone()
    };
    // A code of its own is given when it is recorded.
    form_of(&offer).with("placement_id", "")
}

/// Has the place a derogation that does not go along into this year?
pub(super) fn leaves_derogation(place: &Placement, year: SchoolYear) -> bool {
    place.offer.derogation && SchoolYear::of(place.offer.start) < year
}

/// The form of a place as it stands.
pub(super) fn form_of(offer: &Offer) -> Fields {
    Fields::of(COLUMNS, &import::row(offer))
}
