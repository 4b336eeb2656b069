//! What is looked for on the board of a run: plain words, which [`super::board`] turns into queries.

use crate::vocabulary::geography::{ComuneCode, Province, comuni};
use crate::vocabulary::repertory::FigureCode;

/// Which lines are wanted; nothing set lets all through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Words of the student's name.
    pub text: String,
    /// Students of this figure.
    pub figure: Option<FigureCode>,
    /// Students who live here.
    pub home: Option<Home>,
    /// Words of the company's name.
    pub company: String,
    /// Journeys longer than so many minutes.
    pub over: Option<u16>,
    /// What became of the wishes.
    pub wish: Option<Wish>,
    /// Is the pair pinned by hand?
    pub pinned: Option<bool>,
}

/// Where students live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// Anywhere in it.
    Province(Province),
    /// There.
    Comune(ComuneCode),
}

impl Home {
    /// The letters of a province or the digits of a comune.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Home> {
        Province::from_stored(word)
            .map(Home::Province)
            .or_else(|| ComuneCode::from_stored(word).map(Home::Comune))
    }

    /// What every stored code of a comune there begins with: ISTAT numbers comuni province by province.
    pub(super) fn prefix(self) -> String {
        match self {
            Home::Comune(code) => code.to_string(),
            Home::Province(province) => comuni()
                .iter()
                .find(|comune| comune.province == province)
                .map_or_else(String::new, |comune| comune.code.to_string()[..3].to_owned()),
        }
    }
}

/// What became of a student's wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The first.
    First,
    /// A later one.
    Later,
    /// None of them.
    Missed,
}

impl Wish {
    /// All of them.
    pub const ALL: [Wish; 3] = [Wish::First, Wish::Later, Wish::Missed];

    /// The word in addresses and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Wish::First => "first",
            Wish::Later => "later",
            Wish::Missed => "missed",
        }
    }

    /// Back from [`Wish::as_str`].
    #[must_use]
    pub fn from_word(word: &str) -> Option<Wish> {
        Wish::ALL.into_iter().find(|wish| wish.as_str() == word)
    }
}

/// What lines are sorted by; the student's name decides between equals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum By {
    /// The name.
    #[default]
    Student,
    /// The company's name.
    Company,
    /// The journey.
    Minutes,
    /// The rank of the wish; none comes last.
    Wish,
    /// The score of the pair.
    Score,
}

impl By {
    /// All of them, as the columns stand.
    pub const ALL: [By; 5] = [By::Student, By::Company, By::Minutes, By::Wish, By::Score];

    /// The word in addresses and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            By::Student => "student",
            By::Company => "company",
            By::Minutes => "minutes",
            By::Wish => "wish",
            By::Score => "score",
        }
    }

    /// Back from [`By::as_str`].
    #[must_use]
    pub fn from_word(word: &str) -> Option<By> {
        By::ALL.into_iter().find(|by| by.as_str() == word)
    }
}

/// A part of a long list, in an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    pub by: By,
    /// From the end.
    pub down: bool,
    pub limit: u64,
    pub offset: u64,
}

/// Which kind of finding a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Findings {
    /// Who has a place.
    Assigned,
    /// Who has none.
    Unplaced,
}

impl Findings {
    pub(super) const fn table(self) -> &'static str {
        match self {
            Findings::Assigned => "run_assignment",
            Findings::Unplaced => "run_unplaced",
        }
    }
}

/// What the filters of a run can be set to: what occurs in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    pub figures: Vec<FigureCode>,
    pub homes: Vec<ComuneCode>,
}
