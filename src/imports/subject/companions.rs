//! Sites and tutors: what placements bring with them, and what goes with their undo.

use std::collections::{HashMap, HashSet};

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::companies;
use crate::companies::model::{CompanySite, Tutor};
use crate::imports::store::Change;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, CompanySiteId, TutorId};
use crate::vocabulary::text::PersonName;

/// The sites and tutors of some companies.
#[derive(Debug, Default)]
pub(in crate::imports) struct Companions {
    companies: Vec<CompanyId>,
    sites: Vec<CompanySite>,
    tutors: Vec<Tutor>,
}

impl Companions {
    /// As they are now.
    pub(super) async fn of(
        conn: &impl ConnectionTrait,
        companies: Vec<CompanyId>,
    ) -> Result<Companions, Fault> {
        let (sites, tutors) = companies::around(conn, &companies).await?;
        Ok(Companions {
            companies,
            sites,
            tutors,
        })
    }
}

/// What brings a tutor back.
#[derive(Serialize, Deserialize)]
struct TutorImage {
    company: CompanyId,
    name: String,
    max_students: Option<u32>,
    years: Option<u32>,
}

/// The sites and tutors that were added since, and the tutors of whom something new was said.
pub(in crate::imports) async fn came_with(
    conn: &impl ConnectionTrait,
    before: Companions,
) -> Result<Vec<Change>, Fault> {
    let after = Companions::of(conn, before.companies).await?;
    let change = |change, entity: Uuid, before| Change {
        line: 0,
        change,
        entity,
        key: String::new(),
        before,
    };
    let sites: HashSet<CompanySiteId> = before.sites.iter().map(|site| site.id).collect();
    let tutors: HashMap<TutorId, &Tutor> = before.tutors.iter().map(|tutor| (tutor.id, tutor)).collect();
    let new = after.sites.iter().filter(|site| !sites.contains(&site.id));
    let mut changes: Vec<Change> = new.map(|site| change("site_new", site.id.0, None)).collect();
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

/// Takes back what came with rows.
pub(super) async fn take_back(conn: &impl ConnectionTrait, changes: Vec<Change>) -> Result<(), Fault> {
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
                    name: PersonName::parse(&image.name).map_err(Fault::from)?,
                    max_students: image.max_students,
                    years: image.years,
                });
            }
        }
    }
    companies::restore_tutors(conn, &back).await?;
    companies::remove_unused(conn, &sites, &tutors).await
}
