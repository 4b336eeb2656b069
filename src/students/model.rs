//! What we know of a student: no more than matching and the papers need.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::vocabulary::codes::{CodiceFiscale, VatNumber};
use crate::vocabulary::geography::{ComuneCode, Transport};
use crate::vocabulary::ids::{InstitutionId, SchoolSiteId, StudentId};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, Indirizzo};
use crate::vocabulary::text::{EmailAddress, PersonName};

/// The columns of the students' file, parsed (`file-formats.md`, students).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The school's own key, `matricola`.
    pub key: String,
    /// The institution or site as the file names it; empty when the file is of one school.
    pub school: Option<String>,
    /// Cognome.
    pub family_name: PersonName,
    /// Nome.
    pub given_name: PersonName,
    /// Checked; agrees with the birth date.
    pub codice_fiscale: Option<CodiceFiscale>,
    /// Given, or read from the codice fiscale.
    pub birth_date: NaiveDate,
    /// Where the student lives: a comune, never an address.
    pub residence: ComuneCode,
    /// The figure of the course.
    pub figure: FigureCode,
    /// Its indirizzo.
    pub indirizzo: Option<Indirizzo>,
    /// 1 to 4.
    pub course_year: u8,
    /// How the student is to learn at work.
    pub pathway: Pathway,
    /// Ordinary yearly timetable, hours; none: the law's default of 990.
    pub timetable_hours: Option<u16>,
    /// Hours a week at school, in minutes; counted with the company's for minors.
    pub school_week_minutes: Option<u16>,
    /// From this day; none: the round's period.
    pub available_from: Option<NaiveDate>,
    /// To this day; none: the round's period.
    pub available_to: Option<NaiveDate>,
    /// Longest journey, minutes; none: the round's.
    pub max_minutes: Option<u16>,
    /// Longest distance, metres; none: the round's.
    pub max_metres: Option<u32>,
    /// How the student travels.
    pub transport: Transport,
    /// Needs a site without barriers. Why is not ours to know.
    pub accessible_site: bool,
    /// Ranked wishes: each tier holds equals.
    pub wishes: Vec<Vec<PlaceKey>>,
    /// Places and companies that the family refuses.
    pub refuses: Vec<PlaceKey>,
    /// Where the student already works, for continuity.
    pub employer_now: Option<VatNumber>,
    /// Tags, lower-case.
    pub competences: Vec<String>,
    /// The student's own address.
    pub email: Option<EmailAddress>,
    /// Parent or guardian.
    pub guardian_name: Option<PersonName>,
    /// Their address.
    pub guardian_email: Option<EmailAddress>,
}

/// What a wish or a refusal names: a placement by its code, or all of a company by its VAT number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKey {
    /// Every place of this company.
    Company(VatNumber),
    /// This placement code.
    Placement(String),
}

/// A student that a school keeps here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// Ours.
    pub id: StudentId,
    /// The tenant.
    pub institution_id: InstitutionId,
    /// The site, when the file named one.
    pub site_id: Option<SchoolSiteId>,
    /// What the file said.
    pub profile: Profile,
    /// Goes up with every change: two people cannot overwrite each other unseen.
    pub version: i64,
}
