//! What the pages of rounds say in words: people, places, reasons.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use crate::companies::{self, model::Company};
use crate::matching::model::Settings;
use crate::matching::records::Closed;
use crate::matching::store;
use crate::placements::{
    self,
    model::{Offer, Placement},
};
use crate::platform::texts::T;
use crate::students::{
    self,
    model::{PlaceKey, Profile, Student},
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::{ComuneCode, comune, distance_metres, travel_minutes};
use crate::vocabulary::ids::{CompanyId, InstitutionId, PlacementId, SchoolSiteId, StudentId};
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
    /// Where the company reads its mail.
    pub email: String,
    /// The school that looks after the place.
    pub school: Option<InstitutionId>,
}

impl PlaceWords {
    /// Company and key.
    pub(super) fn short(&self) -> String {
        format!("{} · {}", self.company, self.key)
    }
}

/// The way to a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub minutes: u16,
    pub estimated: bool,
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

    /// The ways of a student to these places, by the settings of a run.
    pub(super) async fn ways(
        &self,
        conn: &impl ConnectionTrait,
        student: StudentId,
        places: &[PlacementId],
        settings: &Settings,
    ) -> Result<HashMap<PlacementId, Way>, Fault> {
        let Some(profile) = self.students.get(&student).map(|s| &s.profile) else {
            return Ok(HashMap::new());
        };
        let home = profile.residence;
        let sites: HashMap<PlacementId, ComuneCode> = places
            .iter()
            .filter_map(|id| Some((*id, self.placements.get(id)?.offer.site)))
            .collect();
        let there: Vec<ComuneCode> = sites.values().copied().collect();
        let table = store::travel_times(conn, [home].into_iter(), there.into_iter()).await?;
        let way = |site: ComuneCode| {
            let measured = table
                .iter()
                .find(|(_, to, _)| *to == site)
                .map(|(.., minutes)| *minutes);
            let estimate = || {
                let (from, to) = (comune(home)?, comune(site)?);
                let metres = distance_metres(from.at, to.at);
                Some(travel_minutes(metres, profile.transport, &settings.travel))
            };
            Some(Way {
                estimated: measured.is_none(),
                minutes: measured.or_else(estimate)?,
            })
        };
        Ok(sites
            .into_iter()
            .filter_map(|(id, site)| Some((id, way(site)?)))
            .collect())
    }

    /// The rank of a place among the wishes of a student, from 1.
    pub(super) fn wish(&self, student: StudentId, place: PlacementId) -> Option<u32> {
        let (wishes, place) = (
            &self.students.get(&student)?.profile.wishes,
            self.placements.get(&place)?,
        );
        let names = |key: &PlaceKey| match key {
            PlaceKey::Placement(code) => *code == place.offer.key,
            PlaceKey::Company(vat) => *vat == place.offer.vat_number,
        };
        let at = wishes.iter().position(|rank| rank.iter().any(names))?;
        u32::try_from(at + 1).ok()
    }

    pub(super) fn profile(&self, id: StudentId) -> Option<&Profile> {
        self.students.get(&id).map(|s| &s.profile)
    }

    /// The site of the school that a student goes to.
    pub(super) fn site_of(&self, id: StudentId) -> Option<SchoolSiteId> {
        self.students.get(&id)?.site_id
    }

    pub(super) fn offer(&self, id: PlacementId) -> Option<&Offer> {
        self.placements.get(&id).map(|p| &p.offer)
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
                email: self
                    .companies
                    .get(&p.company_id)
                    .map_or_else(String::new, |c| c.facts.contact_email.as_str().to_owned()),
                school: Some(p.institution_id),
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

/// What would help: a longer journey.
pub(super) fn remedy(t: T, closed: &Closed) -> Option<String> {
    closed
        .minutes_that_would_open
        .map(|minutes| t.n("matching-remedy-minutes", i64::from(minutes)))
}
