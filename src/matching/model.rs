//! Rounds, runs and what decides them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::RuleSettings;
use crate::vocabulary::calendar::Period;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::geography::TravelParameters;
use crate::vocabulary::pathway::Pathway;

/// Everything that decides a run besides the people and the places. Frozen with each run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// When students are to be at work.
    pub period: Period,
    /// Only this pathway; none: all.
    #[serde(default)]
    pub pathway: Option<Pathway>,
    /// Longest journey of a student who has no limit of their own, minutes.
    pub max_minutes: u16,
    /// Longest distance of a student who has no limit of their own, metres; none: no limit.
    #[serde(default)]
    pub max_metres: Option<u32>,
    /// How straight lines become minutes.
    #[serde(default)]
    pub travel: TravelParameters,
    /// Rules switched, parameters changed.
    #[serde(default)]
    pub rules: RuleSettings,
    /// What counts how much.
    #[serde(default)]
    pub weights: Weights,
    /// Objectives in order (`matching-format.md`).
    #[serde(default = "default_tiers")]
    pub tiers: Vec<String>,
    /// Decides between equal answers.
    #[serde(default = "default_seed")]
    pub seed: u64,
    /// Count the places that companies might offer, too. Only a scenario does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub count_maybe: bool,
}

fn default_tiers() -> Vec<String> {
    vec!["placed".to_owned(), "score".to_owned()]
}

const fn default_seed() -> u64 {
    1
}

impl Settings {
    /// The settings that a round starts with.
    #[must_use]
    pub fn for_period(period: Period) -> Settings {
        Settings {
            period,
            pathway: None,
            max_minutes: 60,
            max_metres: None,
            travel: TravelParameters::default(),
            rules: RuleSettings::default(),
            weights: Weights::default(),
            tiers: default_tiers(),
            seed: default_seed(),
            count_maybe: false,
        }
    }

    /// Everything in these settings that cannot be.
    #[must_use]
    pub fn problems(&self) -> Vec<Invalid> {
        let mut problems = Vec::new();
        if self.period.from > self.period.to {
            problems.push(Invalid::new(
                "to",
                "round.period.reversed",
                self.period.to.to_string(),
            ));
        }
        if !(1..=600).contains(&self.max_minutes) {
            problems.push(Invalid::new(
                "max_minutes",
                "round.max_minutes.range",
                self.max_minutes.to_string(),
            ));
        }
        for (part, weight) in self.weights.named() {
            if weight > Weights::MOST {
                problems.push(Invalid::new(
                    part.as_str(),
                    "round.weight.range",
                    weight.to_string(),
                ));
            }
        }
        if self.tiers.is_empty() {
            problems.push(Invalid::new("tiers", "round.tiers.none", ""));
        }
        for tier in &self.tiers {
            if !["placed", "bottleneck", "rank_maximal", "generous", "score"].contains(&tier.as_str()) {
                problems.push(Invalid::new("tiers", "round.tiers.unknown", tier.clone()));
            }
        }
        problems
    }
}

/// A named part of the score. What is not named here never counts: no sex, nationality, religion, family or disability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A short journey.
    Travel,
    /// The figure and its indirizzo.
    Fit,
    /// Competences that the company wants and the student has.
    Competences,
    /// The student's wishes.
    Wishes,
    /// The employer that the student already works for.
    Continuity,
    /// How long the student has been waiting.
    Waiting,
}

impl Part {
    /// In the order in which pages list them.
    pub const ALL: [Part; 6] = [
        Part::Travel,
        Part::Fit,
        Part::Competences,
        Part::Wishes,
        Part::Continuity,
        Part::Waiting,
    ];

    /// The word in files, JSON and text keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Travel => "travel",
            Part::Fit => "fit",
            Part::Competences => "competences",
            Part::Wishes => "wishes",
            Part::Continuity => "continuity",
            Part::Waiting => "waiting",
        }
    }
}

/// How much each part counts, 0 to [`Weights::MOST`]. A part is 0 to 100 points; the score is the sum of weight × points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// A short journey.
    pub travel: u16,
    /// Figure and indirizzo.
    pub fit: u16,
    /// Competences.
    pub competences: u16,
    /// Wishes.
    pub wishes: u16,
    /// The same employer.
    pub continuity: u16,
    /// Waiting.
    pub waiting: u16,
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            travel: 40,
            fit: 20,
            competences: 10,
            wishes: 30,
            continuity: 20,
            waiting: 10,
        }
    }
}

impl Weights {
    /// The largest weight: six parts at it stay below the solver's limit of 1,000,000.
    pub const MOST: u16 = 1000;

    /// The weight of one part.
    #[must_use]
    pub const fn of(&self, part: Part) -> u16 {
        match part {
            Part::Travel => self.travel,
            Part::Fit => self.fit,
            Part::Competences => self.competences,
            Part::Wishes => self.wishes,
            Part::Continuity => self.continuity,
            Part::Waiting => self.waiting,
        }
    }

    /// All, with their parts.
    pub fn named(&self) -> impl Iterator<Item = (Part, u16)> + use<> {
        let weights = *self;
        Part::ALL.into_iter().map(move |part| (part, weights.of(part)))
    }
}

/// Where a run stands. `Queued → Running → Done | Failed | Stopped`, each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Asked for.
    Queued,
    /// A solver is at work.
    Running,
    /// There is an answer, and its proof was checked.
    Done,
    /// No answer; the reason is said. The last good run stays valid.
    Failed,
    /// Somebody stopped it before there was an answer.
    Stopped,
}

impl RunState {
    /// The word stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            RunState::Queued => "queued",
            RunState::Running => "running",
            RunState::Done => "done",
            RunState::Failed => "failed",
            RunState::Stopped => "stopped",
        }
    }

    /// Back from [`RunState::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<RunState> {
        [
            RunState::Queued,
            RunState::Running,
            RunState::Done,
            RunState::Failed,
            RunState::Stopped,
        ]
        .into_iter()
        .find(|s| s.as_str() == word)
    }

    /// Is it still to come?
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, RunState::Queued | RunState::Running)
    }
}

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Being prepared: nobody outside has heard of it.
    Draft,
    /// Proposals are out.
    Published,
    /// Over.
    Closed,
}

impl RoundState {
    /// The word stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            RoundState::Draft => "draft",
            RoundState::Published => "published",
            RoundState::Closed => "closed",
        }
    }

    /// Back from [`RoundState::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<RoundState> {
        [RoundState::Draft, RoundState::Published, RoundState::Closed]
            .into_iter()
            .find(|s| s.as_str() == word)
    }
}

/// A file of settings for `abbina match --round`, as people write it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoundFile {
    /// What to call it.
    pub name: Option<String>,
    /// First day; without it the first day of any place.
    pub from: Option<NaiveDate>,
    /// Last day; without it the last day of any place.
    pub to: Option<NaiveDate>,
    /// By when companies answer.
    pub answer_by: Option<NaiveDate>,
    /// Only this pathway: `apprendistato`, `alternanza` or `simulata`.
    pub pathway: Option<String>,
    /// Longest journey, minutes.
    pub max_minutes: Option<u16>,
    /// Longest distance, km.
    pub max_km: Option<u32>,
    /// Objectives in order.
    pub tiers: Option<Vec<String>>,
    /// Decides between equal answers.
    pub seed: Option<u64>,
    /// What counts how much.
    pub weights: Option<Weights>,
    /// Rules switched, parameters changed.
    pub rules: Option<RuleSettings>,
    /// How straight lines become minutes.
    pub travel: Option<TravelParameters>,
}
