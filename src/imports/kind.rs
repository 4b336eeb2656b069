//! What a file is about.

use crate::platform::sheets::{Column, Wanted, wanted};
use crate::{companies, placements, students};

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Students of one school.
    Students,
    /// Companies, shared by all schools.
    Companies,
    /// Placements that one school records.
    Placements,
}

impl Kind {
    /// All of them, in the order in which they are imported: placements name companies.
    pub const ALL: [Kind; 3] = [Kind::Students, Kind::Companies, Kind::Placements];

    /// The word stored, in addresses and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Students => "students",
            Kind::Companies => "companies",
            Kind::Placements => "placements",
        }
    }

    /// Back from [`Kind::as_str`].
    #[must_use]
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Its columns.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Kind::Students => students::import::COLUMNS,
            Kind::Companies => companies::import::COLUMNS,
            Kind::Placements => placements::import::COLUMNS,
        }
    }

    /// What to look for in a file.
    #[must_use]
    pub fn wanted(self) -> Wanted {
        wanted(self.columns())
    }
}
