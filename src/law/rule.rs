//! What a rule and a parameter are. The list of them is in [`catalogue`](super::catalogue).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::vocabulary::text::serde_as_text;

/// The number of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "what each says is in the catalogue")]
pub enum RuleId {
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10,
    R11,
    R12,
    R13,
    R14,
}

impl RuleId {
    /// All fourteen.
    pub const ALL: [RuleId; 14] = [
        RuleId::R1,
        RuleId::R2,
        RuleId::R3,
        RuleId::R4,
        RuleId::R5,
        RuleId::R6,
        RuleId::R7,
        RuleId::R8,
        RuleId::R9,
        RuleId::R10,
        RuleId::R11,
        RuleId::R12,
        RuleId::R13,
        RuleId::R14,
    ];

    /// `R1`; stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            RuleId::R1 => "R1",
            RuleId::R2 => "R2",
            RuleId::R3 => "R3",
            RuleId::R4 => "R4",
            RuleId::R5 => "R5",
            RuleId::R6 => "R6",
            RuleId::R7 => "R7",
            RuleId::R8 => "R8",
            RuleId::R9 => "R9",
            RuleId::R10 => "R10",
            RuleId::R11 => "R11",
            RuleId::R12 => "R12",
            RuleId::R13 => "R13",
            RuleId::R14 => "R14",
        }
    }

    /// Back from [`RuleId::as_str`].
    #[must_use]
    pub fn from_stored(text: &str) -> Option<RuleId> {
        RuleId::ALL.into_iter().find(|id| id.as_str() == text)
    }

    /// From 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

serde_as_text!(RuleId, RuleId::from_stored);

/// How well its source is known. The page that lists the rules shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Read in the act or in several independent sources.
    Verified,
    /// Most probably so; applied.
    Likely,
    /// Not verified: off, or at a default that changes nothing.
    Unverified,
}

impl Status {
    /// The word stored and in JSON, and the end of the Fluent key `law-status-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Verified => "verified",
            Status::Likely => "likely",
            Status::Unverified => "unverified",
        }
    }

    /// Back from [`Status::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Status> {
        [Status::Verified, Status::Likely, Status::Unverified]
            .into_iter()
            .find(|status| status.as_str() == word)
    }
}

serde_as_text!(Status, Status::from_stored);

/// What a parameter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Years of age, or of a course.
    Years,
    /// Calendar months.
    Months,
    /// Days of a week.
    Days,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// An hour of the clock.
    Clock,
    /// Per cent.
    Percent,
    /// People.
    People,
    /// 0 no, 1 yes.
    Flag,
}

impl Unit {
    /// The end of the Fluent key `law-unit-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Unit::Years => "years",
            Unit::Months => "months",
            Unit::Days => "days",
            Unit::Hours => "hours",
            Unit::Minutes => "minutes",
            Unit::Clock => "clock",
            Unit::Percent => "percent",
            Unit::People => "people",
            Unit::Flag => "flag",
        }
    }
}

/// A rule: what the law, or the agreement among those who use the service, asks of a pair or of an employer.
///
/// Its text is in `locales/*/law.ftl`: see [`Rule::title_key`] and [`Rule::sentence_key`].
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its number.
    pub id: RuleId,
    /// The acts it comes from; article numbers as known, to be checked before they are quoted to others.
    pub source: &'static str,
    /// First day in force; `None`: before this program's time.
    pub valid_from: Option<NaiveDate>,
    /// Last day in force; `None`: no end known.
    pub valid_to: Option<NaiveDate>,
    /// How well the source is known.
    pub status: Status,
    /// Applied unless a round switches it off.
    pub on: bool,
}

impl Rule {
    /// Fluent key of its title.
    #[must_use]
    pub fn title_key(&self) -> String {
        format!("law-{}-title", self.id.as_str().to_lowercase())
    }

    /// Fluent key of its sentence; the arguments are the values of its parameters ([`Law::values_of`](super::Law::values_of)).
    #[must_use]
    pub fn sentence_key(&self) -> String {
        format!("law-{}-sentence", self.id.as_str().to_lowercase())
    }

    /// Is it law on `day`?
    #[must_use]
    pub fn valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Its parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &'static Parameter> {
        let id = self.id;
        super::parameters()
            .iter()
            .filter(move |parameter| parameter.rule == id)
    }
}

/// A number that a rule needs, with the days from which each value holds.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// The rule that reads it.
    pub rule: RuleId,
    /// Unique in its rule: `min_age`.
    pub name: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The values, each from a day on; the first from ever.
    pub values: &'static [(Option<NaiveDate>, i64)],
    /// What a setting may say.
    pub bounds: (i64, i64),
    /// Where the number comes from.
    pub source: &'static str,
    /// How well that is known.
    pub status: Status,
    /// Where the default is "off" because the number is not verified: the number that was last read.
    pub last_known: Option<i64>,
}

impl Parameter {
    /// `R5.external_percent_year_2`: what settings call it.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}.{}", self.rule, self.name)
    }

    /// Fluent key of its label.
    #[must_use]
    pub fn label_key(&self) -> String {
        format!("law-{}-{}", self.rule.as_str().to_lowercase(), self.name)
    }

    /// The value on `day`.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> i64 {
        let holds = |from: &Option<NaiveDate>| from.is_none_or(|from| from <= day);
        self.values
            .iter()
            .rev()
            .find(|(from, _)| holds(from))
            .map_or(0, |(_, value)| *value)
    }
}
