//! What a run was asked to match, frozen: the same snapshot gives the same answer, whatever happens meanwhile.
//!
//! No names, no codici fiscali, no addresses: identities, and the facts that the law and the score ask for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::model::Settings;
use crate::companies::model::CompanyFacts;
use crate::placements::model::Offer;
use crate::students::model::{PlaceKey, Profile};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::firm::{Artisan, RiskClass};
use crate::vocabulary::geography::{ComuneCode, Transport};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, Indirizzo};
use crate::vocabulary::week::{DayMinute, WeekDays};

/// A frozen round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The day on which it was frozen: which law is in force.
    pub day: NaiveDate,
    /// What decides.
    pub settings: Settings,
    /// Students to place.
    pub students: Vec<Candidate>,
    /// Employers of the places.
    pub employers: Vec<Employer>,
    /// Tutors of the places.
    pub tutors: Vec<Tutor>,
    /// Places on offer.
    pub places: Vec<Place>,
    /// Measured minutes between comuni, from an imported table; without a row, an estimate.
    pub minutes: Vec<(ComuneCode, ComuneCode, u16)>,
    /// Pairs that must be.
    pub pins: Vec<Wanted>,
    /// Pairs that must not be.
    pub forbids: Vec<Wanted>,
}

/// A student to place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Ours, or the file's key.
    pub id: String,
    /// For ages.
    pub birth_date: NaiveDate,
    /// Where the journey starts.
    pub residence: ComuneCode,
    /// The figure of the course.
    pub figure: FigureCode,
    /// Its indirizzo.
    pub indirizzo: Option<Indirizzo>,
    /// 1 to 4.
    pub course_year: u8,
    /// How the student is to learn.
    pub pathway: Pathway,
    /// Ordinary yearly timetable, hours.
    pub timetable_hours: Option<u16>,
    /// Minutes a week at school.
    pub school_week_minutes: Option<u16>,
    /// From this day.
    pub available_from: Option<NaiveDate>,
    /// To this day.
    pub available_to: Option<NaiveDate>,
    /// Own limit, minutes.
    pub max_minutes: Option<u16>,
    /// Own limit, metres.
    pub max_metres: Option<u32>,
    /// How the student travels.
    pub transport: Transport,
    /// Needs a site without barriers.
    pub accessible_site: bool,
    /// Ranked wishes.
    pub wishes: Vec<Vec<PlaceKey>>,
    /// Refused places and companies.
    pub refuses: Vec<PlaceKey>,
    /// Where the student already works.
    pub employer_now: Option<VatNumber>,
    /// Tags.
    pub competences: Vec<String>,
    /// Days since the student was first registered without a place.
    pub waiting_days: u32,
}

impl Candidate {
    /// What a profile says that a run may know.
    #[must_use]
    pub fn from_profile(id: String, profile: &Profile, waiting_days: u32) -> Candidate {
        Candidate {
            id,
            birth_date: profile.birth_date,
            residence: profile.residence,
            figure: profile.figure,
            indirizzo: profile.indirizzo,
            course_year: profile.course_year,
            pathway: profile.pathway,
            timetable_hours: profile.timetable_hours,
            school_week_minutes: profile.school_week_minutes,
            available_from: profile.available_from,
            available_to: profile.available_to,
            max_minutes: profile.max_minutes,
            max_metres: profile.max_metres,
            transport: profile.transport,
            accessible_site: profile.accessible_site,
            wishes: profile.wishes.clone(),
            refuses: profile.refuses.clone(),
            employer_now: profile.employer_now,
            competences: profile.competences.clone(),
            waiting_days,
        }
    }
}

/// An employer of places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employer {
    /// The key.
    pub vat_number: VatNumber,
    /// All who work there.
    pub staff: Option<u32>,
    /// Skilled workers.
    pub skilled: Option<u32>,
    /// Apprentices already employed.
    pub apprentices: Option<u32>,
    /// Kind of firm.
    pub artisan: Artisan,
    /// Suitable spaces.
    pub structural: Option<bool>,
    /// Suitable equipment.
    pub technical: Option<bool>,
    /// Company tutors.
    pub formative: Option<bool>,
    /// Risk assessment for minors.
    pub dvr_minors: Option<bool>,
    /// Risk class.
    pub risk: Option<RiskClass>,
    /// Apprentices proposed or accepted in other rounds.
    pub held: u32,
}

impl Employer {
    /// What a company's facts say that a run may know.
    #[must_use]
    pub fn from_facts(facts: &CompanyFacts, held: u32) -> Employer {
        Employer {
            vat_number: facts.vat_number,
            staff: facts.staff,
            skilled: facts.skilled,
            apprentices: facts.apprentices,
            artisan: facts.artisan.unwrap_or_default(),
            structural: facts.structural,
            technical: facts.technical,
            formative: facts.formative,
            dvr_minors: facts.dvr_minors,
            risk: facts.risk,
            held,
        }
    }
}

/// A company's tutor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tutor {
    /// Position in [`Snapshot::employers`].
    pub employer: usize,
    /// Own limit.
    pub max: Option<u32>,
    /// Apprentices proposed or accepted in other rounds.
    pub held_apprentices: u32,
    /// Students on school-work proposed or accepted in other rounds.
    pub held_students: u32,
}

/// A place on offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Ours, or the file's key.
    pub id: String,
    /// The file's key, which wishes name.
    pub key: String,
    /// Position in [`Snapshot::employers`].
    pub employer: usize,
    /// Position in [`Snapshot::tutors`].
    pub tutor: Option<usize>,
    /// Years of experience of the tutor.
    pub tutor_years: Option<u32>,
    /// Figures that fit.
    pub figures: Vec<FigureCode>,
    /// The indirizzo, if it matters.
    pub indirizzo: Option<Indirizzo>,
    /// Pathway.
    pub pathway: Pathway,
    /// Seats.
    pub seats: u32,
    /// Seats proposed or accepted in other rounds.
    pub held: u32,
    /// It opens with at least this many.
    pub open_with: Option<u32>,
    /// Where.
    pub site: ComuneCode,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Minutes a week.
    pub week_minutes: u32,
    /// Minutes a day.
    pub day_minutes: Option<u32>,
    /// Days of the week.
    pub days: Option<WeekDays>,
    /// Work starts.
    pub from: Option<DayMinute>,
    /// Work ends.
    pub to: Option<DayMinute>,
    /// Internal training, hours a year.
    pub internal_hours_year: Option<u32>,
    /// Work forbidden to minors.
    pub hazardous: bool,
    /// Training derogation documented.
    pub derogation: bool,
    /// A site without barriers.
    pub accessible: bool,
    /// Least age.
    pub min_age: Option<u8>,
    /// A licence is needed.
    pub licence: Option<String>,
    /// Competences wanted.
    pub wants: Vec<String>,
}

impl Place {
    /// What an offer says that a run may know.
    #[must_use]
    pub fn from_offer(id: String, offer: &Offer, employer: usize, tutor: Option<usize>, held: u32) -> Place {
        Place {
            id,
            key: offer.key.clone(),
            employer,
            tutor,
            tutor_years: offer.tutor_years,
            figures: offer.figures.clone(),
            indirizzo: offer.indirizzo,
            pathway: offer.pathway,
            seats: offer.seats,
            held,
            open_with: offer.open_with,
            site: offer.site,
            start: offer.start,
            end: offer.end,
            week_minutes: offer.week_minutes,
            day_minutes: offer.day_minutes,
            days: offer.days,
            from: offer.from,
            to: offer.to,
            internal_hours_year: offer.internal_hours_year,
            hazardous: offer.hazardous,
            derogation: offer.derogation,
            accessible: offer.accessible,
            min_age: offer.min_age,
            licence: offer.licence.clone(),
            wants: offer.wants.clone(),
        }
    }

    /// Does `key` name this place, or all places of its company?
    #[must_use]
    pub fn is_named_by(&self, key: &PlaceKey, employers: &[Employer]) -> bool {
        match key {
            PlaceKey::Placement(code) => *code == self.key,
            PlaceKey::Company(vat) => employers[self.employer].vat_number == *vat,
        }
    }
}

/// A pair that somebody wants, or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// [`Candidate::id`].
    pub student: String,
    /// [`Place::id`].
    pub place: String,
}

impl Snapshot {
    /// Puts everything in an order that does not depend on where it came from.
    pub fn normalise(&mut self) {
        self.students.sort_by(|a, b| a.id.cmp(&b.id));
        self.places.sort_by(|a, b| a.id.cmp(&b.id));
        self.minutes.sort_unstable();
        self.pins
            .sort_by(|a, b| (&a.student, &a.place).cmp(&(&b.student, &b.place)));
        self.forbids
            .sort_by(|a, b| (&a.student, &a.place).cmp(&(&b.student, &b.place)));
    }

    /// What it is known by: SHA-256 of its JSON.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which no snapshot does.
    pub fn digest(&self) -> Result<String, serde_json::Error> {
        let bytes = serde_json::to_vec(self)?;
        Ok(format!("sha256:{}", hex(&Sha256::digest(&bytes))))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
