//! What the rules may know of a student, a place and an employer. Plain data: no name, no sex, no nationality, no religion, no
//! family, no health; a test compares the fields with a list. What is not declared is `None`; each rule says in its own file
//! what it makes of that.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::vocabulary::calendar::Period;
pub use crate::vocabulary::firm::{Artisan, RiskClass};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, FigureSet, Indirizzo};
use crate::vocabulary::text::{normalise_key, serde_as_text, words};
use crate::vocabulary::week::{DayMinute, WeekDays};

/// Who is meant by a wish or a refusal, without saying who: 64 bits of the normalised placement code, VAT number or student
/// code. Written as sixteen hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// The key of a code, however it is written (FNV-1a): `P-1` is `p1`. A sign between two digits counts: `1-11` and `11-1` are
    /// two places.
    #[must_use]
    pub fn of(code: &str) -> Key {
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
        let mut key = 0xcbf2_9ce4_8422_2325;
        let mut last = None;
        for word in words(code) {
            if digit(last) && digit(word.bytes().next()) {
                key = hash(key, b'-');
            }
            last = word.bytes().next_back();
            key = word.bytes().fold(key, hash);
        }
        Key(key)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:016x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16)
            .map(Key)
            .map_err(serde::de::Error::custom)
    }
}

/// What the rules know of a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// For refusals by companies.
    pub key: Key,
    /// Ages are judged from it, on the first day of the placement.
    pub birth_date: NaiveDate,
    /// What the student studies.
    pub figure: FigureCode,
    /// The field, where it is known.
    pub indirizzo: Option<Indirizzo>,
    /// 1 to 4.
    pub course_year: u8,
    /// How the student is to learn.
    pub pathway: Pathway,
    /// Ordinary yearly timetable, hours; the law's default where `None`.
    pub timetable_hours: Option<u16>,
    /// Minutes a week at school, while at the company too.
    pub school_week_minutes: Option<u16>,
    /// The days on which the student may be placed (the round's where the file says nothing).
    pub available: Period,
    /// Longest way, minutes (the round's where the file says nothing); `None`: no limit.
    pub max_minutes: Option<u16>,
    /// Longest way, metres of straight line; `None`: no limit.
    pub max_metres: Option<u32>,
    /// Needs a site that is accessible.
    pub accessible_needed: bool,
    /// Has a place already, from another round.
    pub already_placed: bool,
    /// Placements and companies that the student or the family refuses, as [`Key::of`] their codes.
    pub refuses: Vec<Key>,
}

/// What the rules know of a place and of who offers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceFacts {
    /// [`Key::of`] the placement code.
    pub key: Key,
    /// [`Key::of`] the company's VAT number.
    pub employer: Key,
    /// What is taught there.
    pub figures: FigureSet,
    /// The field, where the place is for one only.
    pub indirizzo: Option<Indirizzo>,
    /// How one learns there.
    pub pathway: Pathway,
    /// First and last day.
    pub period: Period,
    /// Minutes a week.
    pub week_minutes: u16,
    /// Minutes a day, the longest day.
    pub day_minutes: Option<u16>,
    /// On which days.
    pub days: Option<WeekDays>,
    /// From what time, the earliest day.
    pub from: Option<DayMinute>,
    /// To what time, the latest day; not after `from`: past midnight.
    pub to: Option<DayMinute>,
    /// Hours of internal training in a year of the contract.
    pub internal_hours_year: Option<u16>,
    /// Work of Annex I of L. 977/1967, or high-risk work in the risk assessment.
    pub hazardous: bool,
    /// The derogation for indispensable training is recorded.
    pub derogation: bool,
    /// Somebody is named as tutor.
    pub tutor_named: bool,
    /// The tutor's years of experience.
    pub tutor_years: Option<u8>,
    /// The host's class of risk.
    pub risk: Option<RiskClass>,
    /// Suitable spaces.
    pub structural: Option<bool>,
    /// Suitable equipment.
    pub technical: Option<bool>,
    /// Suitable tutors.
    pub formative: Option<bool>,
    /// The risk assessment covers minors.
    pub dvr_minors: Option<bool>,
    /// The site is accessible.
    pub accessible: Option<bool>,
    /// The company asks at least this age.
    pub min_age: Option<u8>,
    /// The company asks for this driving licence.
    pub licence: Option<Licence>,
    /// Still offered.
    pub open: bool,
    /// Seats not yet taken.
    pub seats: u16,
    /// Students whom the company has refused.
    pub refuses: Vec<Key>,
}

/// The way from a student's home to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Travel {
    /// Straight line.
    pub metres: u32,
    /// Estimated, or from a table.
    pub minutes: u16,
}

/// What the rules know of an employer: all its sites together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EmployerFacts {
    /// Everybody who works there, apprentices included.
    pub staff: Option<u32>,
    /// Skilled and specialised workers.
    pub skilled: Option<u32>,
    /// Apprentices of any level already there.
    pub apprentices: Option<u32>,
    /// Whether and of what kind it is an artisan firm.
    pub artisan: Artisan,
}

/// Driving licences that a place may need (D.Lgs. 285/1992 art. 116), by the age that they need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Licence {
    /// Moped.
    Am,
    /// Light motorbike.
    A1,
    /// Quadricycle.
    B1,
    /// Car, and whatever needs more.
    B,
}

impl Licence {
    /// All four.
    pub const ALL: [Licence; 4] = [Licence::Am, Licence::A1, Licence::B1, Licence::B];

    /// `AM`, `A1`, `B1`, `B`: stored, in JSON and in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Licence::Am => "AM",
            Licence::A1 => "A1",
            Licence::B1 => "B1",
            Licence::B => "B",
        }
    }

    /// Back from [`Licence::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Licence> {
        Licence::ALL.into_iter().find(|licence| licence.as_str() == word)
    }

    /// From what somebody wrote in a file: `Some(None)` when none is needed, `None` when it is no licence.
    #[must_use]
    pub fn from_file_word(word: &str) -> Option<Option<Licence>> {
        let key = normalise_key(word);
        Some(match key.strip_prefix("patente").unwrap_or(&key) {
            "no" | "nessuna" | "none" | "n" | "0" => None,
            "am" | "patentino" | "moped" => Some(Licence::Am),
            "a1" => Some(Licence::A1),
            "b1" => Some(Licence::B1),
            "b" | "auto" | "car" | "si" | "yes" | "a2" | "a" | "c" | "c1" | "be" | "" if !key.is_empty() => {
                Some(Licence::B)
            }
            _ => return None,
        })
    }
}

serde_as_text!(Licence, Licence::from_stored);
