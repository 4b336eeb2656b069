//! What the pages of rounds say in words: people, places, reasons.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use crate::companies::{self, model::Company};
use crate::matching::records::{Closed, WhyUnplaced};
use crate::placements::{self, model::Placement};
use crate::platform::texts::T;
use crate::students::{self, model::Student};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::{ComuneCode, comune};
use crate::vocabulary::ids::{CompanyId, InstitutionId, PlacementId, StudentId};
use crate::vocabulary::repertory::figure;

/// Who and what the lines of a page are about, read in one go.
#[derive(Default)]
pub(super) struct Names {
    students: HashMap<StudentId, Student>,
    placements: HashMap<PlacementId, Placement>,
    companies: HashMap<CompanyId, Company>,
}

/// A place in words.
#[derive(Debug, Clone, Default)]
pub(super) struct PlaceWords {
    pub id: String,
    pub key: String,
    pub company: String,
    pub comune: String,
    pub figures: String,
}

impl Names {
    pub(super) async fn of(
        conn: &impl ConnectionTrait,
        institution: InstitutionId,
        students: impl IntoIterator<Item = StudentId>,
        placements: impl IntoIterator<Item = PlacementId>,
    ) -> Result<Names, Fault> {
        let students: Vec<_> = students.into_iter().collect();
        let mut ids: Vec<_> = placements.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        let placements = placements::by_ids(conn, &ids).await?;
        let mut companies: Vec<CompanyId> = placements.values().map(|p| p.company_id).collect();
        companies.sort_unstable();
        companies.dedup();
        Ok(Names {
            students: students::by_ids(conn, institution, &students).await?,
            companies: companies::by_ids(conn, &companies).await?,
            placements,
        })
    }

    /// Family name first, as in a register.
    pub(super) fn student(&self, id: StudentId) -> String {
        self.students.get(&id).map_or_else(String::new, |s| {
            format!(
                "{} {}",
                s.profile.family_name.as_str(),
                s.profile.given_name.as_str()
            )
        })
    }

    pub(super) fn figure_of(&self, id: StudentId) -> &'static str {
        self.students
            .get(&id)
            .map_or("", |s| figure(s.profile.figure).name_it)
    }

    pub(super) fn home_of(&self, id: StudentId) -> &'static str {
        self.students
            .get(&id)
            .map_or("", |s| name_of(s.profile.residence))
    }

    pub(super) fn place(&self, id: PlacementId) -> PlaceWords {
        self.placements
            .get(&id)
            .map_or_else(PlaceWords::default, |p| PlaceWords {
                id: id.to_string(),
                key: p.offer.key.clone(),
                company: self
                    .companies
                    .get(&p.company_id)
                    .map_or_else(String::new, |c| c.facts.name.clone()),
                comune: name_of(p.offer.site).to_owned(),
                figures: p
                    .offer
                    .figures
                    .iter()
                    .map(|f| figure(*f).name_it)
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }
}

fn name_of(code: ComuneCode) -> &'static str {
    comune(code).map_or("", |c| c.name)
}

/// Why there is no place, in one sentence.
pub(super) fn why(t: T, why: &WhyUnplaced) -> String {
    match why {
        WhyUnplaced::NoEligiblePlace { closed } if closed.reasons.is_empty() => {
            t.get("matching-why-no-place-of-figure")
        }
        WhyUnplaced::NoEligiblePlace { .. } => t.get("matching-why-no-eligible-place"),
        WhyUnplaced::Shortage { students, places, .. } => t.with(
            "matching-why-shortage",
            [
                ("n_students", students.len().to_string()),
                ("n_places", places.len().to_string()),
            ],
        ),
        WhyUnplaced::NotWorth => t.get("matching-why-not-worth"),
        WhyUnplaced::PinnedOut { .. } => t.get("matching-why-pinned-out"),
    }
}

/// What closed the places: a line for each rule.
pub(super) fn closed(t: T, closed: &Closed) -> Vec<String> {
    let mut lines: Vec<String> = closed
        .reasons
        .iter()
        .map(|c| {
            t.with(
                "matching-closed-by",
                [
                    ("rule", c.reason.rule().as_str().to_owned()),
                    (
                        "title",
                        t.get(&format!("law-{}-title", c.reason.rule().as_str().to_lowercase())),
                    ),
                    (
                        "what",
                        t.get(&format!("matching-reason-{}", c.reason.code().replace('.', "-"))),
                    ),
                    ("n_places", c.places.to_string()),
                    ("n_alone", c.alone.to_string()),
                ],
            )
        })
        .collect();
    if closed.other_figure > 0 {
        lines.push(t.n("matching-closed-other-figure", i64::from(closed.other_figure)));
    }
    lines
}

/// What would help: a longer journey.
pub(super) fn remedy(t: T, closed: &Closed) -> Option<String> {
    closed
        .minutes_that_would_open
        .map(|minutes| t.n("matching-remedy-minutes", i64::from(minutes)))
}

/// The parts of `why` that say what closed places.
pub(super) fn closed_of(why: &WhyUnplaced) -> Option<&Closed> {
    match why {
        WhyUnplaced::NoEligiblePlace { closed } | WhyUnplaced::Shortage { closed, .. } => Some(closed),
        WhyUnplaced::NotWorth | WhyUnplaced::PinnedOut { .. } => None,
    }
}
