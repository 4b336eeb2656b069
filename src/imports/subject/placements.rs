//! Placements: by (school, code). Sites and tutors that an offer names come with it, and go with its undo.

use std::collections::{BTreeSet, HashMap, HashSet};

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{Around, Hand, Joined, Subject, overlay, refuse};
use crate::companies::model::{CompanySite, Tutor};
use crate::imports::check::Missing;
use crate::imports::store::Change;
use crate::placements::import;
use crate::placements::model::{Offer, Placement};
use crate::placements::{self};
use crate::platform::sheets::{Cell, Column, Mapping, Reading, Table};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{CompanyId, CompanySiteId, PlacementId, TutorId};

/// The subject.
#[derive(Debug, Clone, Copy)]
pub(in crate::imports) struct Placements;

/// What brings a placement back.
#[derive(Serialize, Deserialize)]
struct Image {
    shared: bool,
    company: CompanyId,
    site: CompanySiteId,
    tutor: Option<TutorId>,
    offer: Offer,
    version: i64,
}

/// What brings a tutor back.
#[derive(Serialize, Deserialize)]
struct TutorImage {
    company: CompanyId,
    name: String,
    max_students: Option<u32>,
    years: Option<u32>,
}

impl Subject for Placements {
    type Record = Offer;
    type Known = Placement;

    const COLUMNS: &'static [Column] = import::COLUMNS;

    fn read(table: &Table, mapping: &Mapping, around: &Around) -> Reading<Offer> {
        import::read(table, mapping, &import::Context::on(around.today))
    }

    fn key(offer: &Offer) -> String {
        offer.key.clone()
    }

    fn title(offer: &Offer) -> String {
        offer.vat_number.to_string()
    }

    fn row(offer: &Offer) -> Vec<Cell> {
        import::row(offer)
    }

    fn record(placement: &Placement) -> &Offer {
        &placement.offer
    }

    fn join(placement: &Placement, said: &Offer, absent: &BTreeSet<&'static str>) -> Offer {
        let known = &placement.offer;
        let kept = absent.iter().map(|column| match *column {
            "placement_id" => "key",
            "figure" => "figures",
            "week_hours" => "week_minutes",
            "day_hours" => "day_minutes",
            other => other,
        });
        let mut after = overlay(known, said, kept);
        // What is known of a tutor stays where the file says nothing of it, as the store does it.
        if after.tutor == known.tutor && after.tutor.is_some() {
            after.tutor_max = after.tutor_max.or(known.tutor_max);
            after.tutor_years = after.tutor_years.or(known.tutor_years);
        }
        after
    }

    async fn known(
        conn: &impl ConnectionTrait,
        around: &Around,
        keys: &[String],
    ) -> Result<HashMap<String, Placement>, Fault> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        placements::by_keys(conn, around.institution()?, &keys).await
    }

    async fn all(conn: &impl ConnectionTrait, around: &Around) -> Result<Vec<Missing>, Fault> {
        let keys = placements::keys(conn, around.institution()?).await?;
        Ok(keys
            .into_iter()
            .map(|(key, title)| Missing { key, title })
            .collect())
    }

    async fn complaints(
        conn: &impl ConnectionTrait,
        records: &[(u32, Offer)],
    ) -> Result<Vec<(u32, &'static str, Invalid)>, Fault> {
        let numbers: BTreeSet<VatNumber> = records.iter().map(|(_, offer)| offer.vat_number).collect();
        let numbers: Vec<VatNumber> = numbers.into_iter().collect();
        let known = crate::companies::by_vat(conn, &numbers).await?;
        let unknown = records
            .iter()
            .filter(|(_, offer)| !known.contains_key(&offer.vat_number));
        let complaint = |(line, offer): &(u32, Offer)| {
            let vat = offer.vat_number.to_string();
            (
                *line,
                "vat_number",
                Invalid::new("", "placement.company.unknown", vat),
            )
        };
        Ok(unknown.map(complaint).collect())
    }

    type Before = Companions;

    async fn before(conn: &impl ConnectionTrait, records: &[(u32, Offer)]) -> Result<Companions, Fault> {
        let numbers: BTreeSet<VatNumber> = records.iter().map(|(_, offer)| offer.vat_number).collect();
        let numbers: Vec<VatNumber> = numbers.into_iter().collect();
        let known = crate::companies::by_vat(conn, &numbers).await?;
        Companions::of(conn, known.into_values().map(|company| company.id).collect()).await
    }

    async fn came_with(conn: &impl ConnectionTrait, before: Companions) -> Result<Vec<Change>, Fault> {
        let after = Companions::of(conn, before.companies.clone()).await?;
        added(&before, &after)
    }

    async fn write(
        conn: &impl ConnectionTrait,
        around: &Around,
        hand: Hand<'_>,
        rows: Vec<Joined<Placements>>,
    ) -> Result<Vec<Change>, Fault> {
        let institution_id = around.institution()?;
        let rows: Vec<Joined<Placements>> = rows.into_iter().filter(|row| !row.is_same()).collect();
        let offers: Vec<&Offer> = rows.iter().map(|row| &row.after).collect();
        let places = placements::resolve(conn, &offers, hand.now, hand.chance).await?;
        let (mut new, mut changed, mut changes) = (Vec::new(), Vec::new(), Vec::new());
        for (row, place) in rows.into_iter().zip(places) {
            let place = place.map_err(Fault::from)?;
            let key = row.after.key.clone();
            let placement = Placement {
                id: row
                    .known
                    .as_ref()
                    .map_or_else(|| PlacementId::new(hand.now, hand.chance), |p| p.id),
                institution_id,
                shared: row.known.as_ref().is_some_and(|p| p.shared),
                company_id: place.company_id,
                company_site_id: place.company_site_id,
                tutor_id: place.tutor_id,
                offer: row.after,
                version: row.known.as_ref().map_or(1, |p| p.version),
            };
            let image = row.known.map(|p| Image {
                shared: p.shared,
                company: p.company_id,
                site: p.company_site_id,
                tutor: p.tutor_id,
                offer: p.offer,
                version: p.version,
            });
            changes.push(Change {
                line: row.line,
                change: if image.is_some() { "changed" } else { "new" },
                entity: placement.id.0,
                key,
                before: image
                    .as_ref()
                    .map(serde_json::to_value)
                    .transpose()
                    .map_err(Fault::internal)?,
            });
            if image.is_some() {
                changed.push(placement)
            } else {
                new.push(placement)
            }
        }
        placements::insert_many(conn, &new, hand.now).await?;
        placements::update_many(conn, &changed, hand.now).await?;
        Ok(changes)
    }

    async fn undo(
        conn: &impl ConnectionTrait,
        around: &Around,
        hand: Hand<'_>,
        changes: Vec<Change>,
    ) -> Result<(), Fault> {
        let institution_id = around.institution()?;
        let (with, own): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(|c| c.line == 0);
        let ids: Vec<PlacementId> = own.iter().map(|c| PlacementId(c.entity)).collect();
        let now_known = placements::by_ids(conn, &ids).await?;
        let created: Vec<PlacementId> = own
            .iter()
            .filter(|c| c.change == "new")
            .map(|c| PlacementId(c.entity))
            .collect();
        let key = |id: PlacementId| {
            own.iter()
                .find(|c| c.entity == id.0)
                .map(|c| c.key.clone())
                .unwrap_or_default()
        };
        let used = placements::in_use(conn, &created).await?;
        refuse(
            "import.in_use",
            used.into_iter()
                .map(|(id, what)| (key(id), what.to_owned()))
                .collect(),
        )?;
        let (mut back, mut touched) = (Vec::new(), Vec::new());
        for change in &own {
            let id = PlacementId(change.entity);
            let Some(current) = now_known.get(&id) else {
                continue;
            };
            let image: Option<Image> = change
                .before
                .clone()
                .map(serde_json::from_value)
                .transpose()
                .map_err(Fault::internal)?;
            if current.version != image.as_ref().map_or(1, |i| i.version + 1) {
                touched.push((change.key.clone(), String::new()));
            } else if let Some(image) = image {
                back.push(Placement {
                    id,
                    institution_id,
                    shared: image.shared,
                    company_id: image.company,
                    company_site_id: image.site,
                    tutor_id: image.tutor,
                    offer: image.offer,
                    version: current.version,
                });
            }
        }
        refuse("import.changed_since", touched)?;
        placements::update_many(conn, &back, hand.now).await?;
        placements::remove(conn, institution_id, &created).await?;
        take_back_what_came_with(conn, with).await
    }
}

/// The sites and tutors of some companies.
#[derive(Debug)]
pub(in crate::imports) struct Companions {
    companies: Vec<CompanyId>,
    sites: Vec<CompanySite>,
    tutors: Vec<Tutor>,
}

impl Companions {
    async fn of(conn: &impl ConnectionTrait, companies: Vec<CompanyId>) -> Result<Companions, Fault> {
        let (sites, tutors) = crate::companies::around(conn, &companies).await?;
        Ok(Companions {
            companies,
            sites,
            tutors,
        })
    }
}

/// Sites and tutors that an import added, and tutors of whom it said something new.
fn added(before: &Companions, after: &Companions) -> Result<Vec<Change>, Fault> {
    let change = |change, entity, before| Change {
        line: 0,
        change,
        entity,
        key: String::new(),
        before,
    };
    let sites: HashSet<CompanySiteId> = before.sites.iter().map(|site| site.id).collect();
    let tutors: HashMap<TutorId, &Tutor> = before.tutors.iter().map(|tutor| (tutor.id, tutor)).collect();
    let mut changes: Vec<Change> = after
        .sites
        .iter()
        .filter(|site| !sites.contains(&site.id))
        .map(|site| change("site_new", site.id.0, None))
        .collect();
    for tutor in &after.tutors {
        match tutors.get(&tutor.id) {
            None => changes.push(change("tutor_new", tutor.id.0, None)),
            Some(known) if *known != tutor => {
                let image = TutorImage {
                    company: known.company_id,
                    name: known.name.to_string(),
                    max_students: known.max_students,
                    years: known.years,
                };
                let image = serde_json::to_value(image).map_err(Fault::internal)?;
                changes.push(change("tutor_changed", tutor.id.0, Some(image)));
            }
            Some(_) => {}
        }
    }
    Ok(changes)
}

async fn take_back_what_came_with(conn: &impl ConnectionTrait, changes: Vec<Change>) -> Result<(), Fault> {
    let (mut sites, mut tutors, mut back) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        match change.change {
            "site_new" => sites.push(CompanySiteId(change.entity)),
            "tutor_new" => tutors.push(TutorId(change.entity)),
            _ => {
                let Some(image) = change.before else { continue };
                let image: TutorImage = serde_json::from_value(image).map_err(Fault::internal)?;
                back.push(Tutor {
                    id: TutorId(change.entity),
                    company_id: image.company,
                    name: crate::vocabulary::text::PersonName::parse(&image.name).map_err(Fault::from)?,
                    max_students: image.max_students,
                    years: image.years,
                });
            }
        }
    }
    crate::companies::restore_tutors(conn, &back).await?;
    crate::companies::remove_unused(conn, &sites, &tutors).await
}
