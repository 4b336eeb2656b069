//! The national repertory of IeFP: 26 operators (qualifica, EQF 3) and the technicians (diploma, EQF 4).
//!
//! Agreement State-Regions 1/8/2019, D.I. 56 of 7/7/2020. The codes `Q01` … `T30` are this project's own. The official number
//! of technicians is 29; the list holds 30 names, because one of T03, T13, T16, T17, T24 is probably no figure of its own.
//! How sure each field is stands beside it.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::serde_as_text;

mod find;
pub use find::{FigureError, find_figure, find_figure_and_indirizzo, find_indirizzo};

/// One figure of the repertory: an index, cheap to copy and compare. Written `Q05`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureCode(u8);

impl FigureCode {
    /// `Q05`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        figure(self).code_text
    }

    /// Back from [`FigureCode::as_str`].
    #[must_use]
    pub fn from_stored(code: &str) -> Option<FigureCode> {
        FIGURES
            .iter()
            .find(|figure| figure.code_text == code)
            .map(|figure| figure.code)
    }

    /// Its position in [`figures`], under 64.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for FigureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for FigureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

serde_as_text!(FigureCode, FigureCode::from_stored);

/// A set of figures in one word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FigureSet(u64);

impl FigureSet {
    /// None.
    pub const EMPTY: FigureSet = FigureSet(0);

    /// With `figure`.
    #[must_use]
    pub const fn with(self, figure: FigureCode) -> FigureSet {
        FigureSet(self.0 | 1 << figure.0)
    }

    /// Is `figure` in it?
    #[must_use]
    pub const fn contains(self, figure: FigureCode) -> bool {
        self.0 >> figure.0 & 1 == 1
    }

    /// Do the two share a figure?
    #[must_use]
    pub const fn intersects(self, other: FigureSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Is there none?
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its figures, in order.
    pub fn iter(self) -> impl Iterator<Item = FigureCode> {
        FIGURES
            .iter()
            .map(|figure| figure.code)
            .filter(move |&code| self.contains(code))
    }
}

impl FromIterator<FigureCode> for FigureSet {
    fn from_iter<T: IntoIterator<Item = FigureCode>>(figures: T) -> FigureSet {
        figures.into_iter().fold(FigureSet::EMPTY, FigureSet::with)
    }
}

impl Serialize for FigureSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for FigureSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<FigureCode>::deserialize(deserializer).map(|codes| codes.into_iter().collect())
    }
}

impl fmt::Debug for FigureSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The title at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Title {
    /// Three years, operator, EQF 3.
    Qualifica,
    /// The fourth year, technician, EQF 4.
    Diploma,
}

impl Title {
    /// The word stored and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Title::Qualifica => "qualifica",
            Title::Diploma => "diploma",
        }
    }

    /// Back from [`Title::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Title> {
        [Title::Qualifica, Title::Diploma]
            .into_iter()
            .find(|title| title.as_str() == word)
    }
}

serde_as_text!(Title, Title::from_stored);

/// A field of study inside a figure: `Q12.1`. Knows its figure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Indirizzo {
    figure: FigureCode,
    index: u8,
}

impl Indirizzo {
    /// The figure that it is part of.
    #[must_use]
    pub const fn figure(self) -> FigureCode {
        self.figure
    }

    /// Its official name.
    #[must_use]
    pub fn name(self) -> &'static str {
        figure(self.figure).indirizzi[usize::from(self.index)]
    }

    /// Back from its text, `Q12.1`.
    #[must_use]
    pub fn from_stored(code: &str) -> Option<Indirizzo> {
        let (code, number) = code.split_once('.')?;
        let index = number.parse::<u8>().ok()?.checked_sub(1)?;
        figure(FigureCode::from_stored(code)?)
            .indirizzi()
            .find(|indirizzo| indirizzo.index == index)
    }

    /// May somebody who studies `self` learn where `other` is taught? Within a figure only the same; across figures the same
    /// name, or where the other figure does not have that field at all.
    #[must_use]
    pub fn compatible(self, other: Indirizzo) -> bool {
        if self.figure == other.figure {
            return self == other;
        }
        let elsewhere = figure(other.figure).indirizzi.contains(&self.name());
        self.name() == other.name() || !elsewhere
    }
}

impl fmt::Display for Indirizzo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.figure, self.index + 1)
    }
}

impl fmt::Debug for Indirizzo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Indirizzo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Indirizzo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Indirizzo::from_stored(&text).ok_or_else(|| serde::de::Error::custom("not a valid Indirizzo"))
    }
}

/// How sure a field of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Read in an act or proved by exam data.
    Sure,
    /// Most probably so.
    Likely,
    /// Not verified.
    Unverified,
}

impl Confidence {
    fn read(word: &str) -> Confidence {
        match word.rsplit(':').next() {
            Some("sure") => Confidence::Sure,
            Some("likely") => Confidence::Likely,
            _ => Confidence::Unverified,
        }
    }
}

/// A figure.
#[derive(Debug)]
pub struct Figure {
    /// The key.
    pub code: FigureCode,
    code_text: &'static str,
    /// Qualifica or diploma.
    pub title: Title,
    /// Official name.
    pub name_it: &'static str,
    indirizzi: Vec<&'static str>,
    /// European qualification level, 3 or 4.
    pub eqf: u8,
    /// The year in which it is reached, 3 or 4.
    pub years: u8,
    /// Sections of ATECO 2025 where it works.
    pub ateco_sections: Vec<&'static str>,
    /// Divisions of ATECO 2025 where it works.
    pub ateco_divisions: Vec<u8>,
    /// The area of the repertory.
    pub area: &'static str,
    /// How sure the name is.
    pub name_confidence: Confidence,
    /// How sure the list of indirizzi is.
    pub indirizzi_confidence: Confidence,
    /// How sure the ATECO mapping is.
    pub mapping_confidence: Confidence,
    continues_to: FigureSet,
}

impl Figure {
    /// Its fields of study; none where the act names none or they are not known.
    pub fn indirizzi(&self) -> impl Iterator<Item = Indirizzo> {
        (0..self.indirizzi.len()).filter_map(|index| {
            Some(Indirizzo {
                figure: self.code,
                index: u8::try_from(index).ok()?,
            })
        })
    }

    /// The diplomas that a qualifica leads to; empty for a diploma.
    #[must_use]
    pub const fn continues_to(&self) -> FigureSet {
        self.continues_to
    }
}

static FIGURES: LazyLock<Vec<Figure>> = LazyLock::new(|| {
    let rows: Vec<Vec<&'static str>> = include_str!("data/iefp_figures.csv")
        .lines()
        .skip(1)
        .map(cells)
        .collect();
    let code_of = |text: &str| {
        rows.iter()
            .position(|row| row[0] == text)
            .and_then(|at| u8::try_from(at).ok())
            .map(FigureCode)
    };
    rows.iter()
        .filter_map(|row| {
            let list = |column: usize| row[column].split('|').filter(|part| !part.is_empty());
            Some(Figure {
                code: code_of(row[0])?,
                code_text: row[0],
                title: Title::from_stored(row[1])?,
                name_it: row[2],
                indirizzi: list(3).collect(),
                eqf: row[4].parse().ok()?,
                ateco_sections: list(5).collect(),
                years: row[7].parse().ok()?,
                ateco_divisions: list(8).filter_map(|division| division.parse().ok()).collect(),
                area: row[10],
                name_confidence: Confidence::read(row[11]),
                indirizzi_confidence: Confidence::read(row[12]),
                mapping_confidence: Confidence::read(row[13]),
                continues_to: list(14).filter_map(code_of).collect(),
            })
        })
        .collect()
});

/// The cells of one line of the embedded file: quoted where they hold a comma. A test counts the figures that are read.
fn cells(line: &'static str) -> Vec<&'static str> {
    let (mut cells, mut start, mut quoted) = (Vec::with_capacity(15), 0, false);
    for (at, byte) in line.bytes().chain([b',']).enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                cells.push(line[start..at].trim_matches('"'));
                start = at + 1;
            }
            _ => {}
        }
    }
    cells
}

/// All figures, operators first.
#[must_use]
pub fn figures() -> &'static [Figure] {
    &FIGURES
}

/// The figure with this code.
#[must_use]
pub fn figure(code: FigureCode) -> &'static Figure {
    &FIGURES[code.index()]
}

#[cfg(test)]
mod tests;
