//! What a company offers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::vocabulary::calendar::Period;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::ids::{CompanyId, CompanySiteId, InstitutionId, PlacementId, TutorId};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, Indirizzo};
use crate::vocabulary::text::PersonName;
use crate::vocabulary::week::{DayMinute, WeekDays};

/// The columns of the placements' file, parsed (`file-formats.md`, placements).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The key, `codice posto`.
    pub key: String,
    /// Whose.
    pub vat_number: VatNumber,
    /// Figures that fit; one at least.
    pub figures: Vec<FigureCode>,
    /// The indirizzo, if it matters.
    pub indirizzo: Option<Indirizzo>,
    /// Apprenticeship, school-work or simulated.
    pub pathway: Pathway,
    /// How many students at once, one at least.
    pub seats: u32,
    /// None, or: it opens with at least this many.
    pub open_with: Option<u32>,
    /// Where.
    pub site: ComuneCode,
    /// Street and number.
    pub address: Option<String>,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Hours a week, in minutes.
    pub week_minutes: u32,
    /// Hours a day, in minutes.
    pub day_minutes: Option<u32>,
    /// Days of the week.
    pub days: Option<WeekDays>,
    /// Work starts.
    pub from: Option<DayMinute>,
    /// Work ends.
    pub to: Option<DayMinute>,
    /// Internal training, hours a year (apprenticeship).
    pub internal_hours_year: Option<u32>,
    /// The company's tutor.
    pub tutor: Option<PersonName>,
    /// A limit of the tutor lower than the law's.
    pub tutor_max: Option<u32>,
    /// The tutor's years of experience.
    pub tutor_years: Option<u32>,
    /// The work is among those that L. 977/1967 Annex I forbids to minors.
    pub hazardous: bool,
    /// The training derogation is documented, with a named trainer.
    pub derogation: bool,
    /// A site without barriers.
    pub accessible: bool,
    /// The company wants somebody of this age at least.
    pub min_age: Option<u8>,
    /// A driving licence is needed.
    pub licence: Option<String>,
    /// Competences wanted: tags, lower-case.
    pub wants: Vec<String>,
}

impl Offer {
    /// From the first to the last day. A reader refuses an offer that ends before it starts.
    #[must_use]
    pub fn period(&self) -> Period {
        Period {
            from: self.start,
            to: self.end.max(self.start),
        }
    }
}

/// How certain a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Firmness {
    /// The company offers it.
    #[default]
    Firm,
    /// The company may offer it: runs leave it out, unless a scenario counts it.
    Maybe,
}

impl Firmness {
    /// The word stored and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Firmness::Firm => "firm",
            Firmness::Maybe => "maybe",
        }
    }

    /// Back from [`Firmness::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Firmness> {
        [Firmness::Firm, Firmness::Maybe]
            .into_iter()
            .find(|firmness| firmness.as_str() == word)
    }
}

/// A placement that a school has recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Ours.
    pub id: PlacementId,
    /// Who recorded it.
    pub institution_id: InstitutionId,
    /// Other schools may use it too.
    pub shared: bool,
    /// Is it certain?
    #[serde(default)]
    pub firmness: Firmness,
    /// Whose.
    pub company_id: CompanyId,
    /// Where.
    pub company_site_id: CompanySiteId,
    /// Whose student.
    pub tutor_id: Option<TutorId>,
    /// What the file said.
    pub offer: Offer,
    /// Goes up with every change.
    pub version: i64,
}
