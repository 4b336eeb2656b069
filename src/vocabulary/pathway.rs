//! How a student learns at a company.

use serde::{Deserialize, Serialize};

/// The three ways of IeFP to learn at work (domain: D.Lgs. 81/2015 art. 43; D.Lgs. 77/2005; D.M. 139/2022).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pathway {
    /// First-level apprenticeship: an employment contract.
    Apprenticeship,
    /// Alternanza, formazione scuola-lavoro: no employment relationship.
    SchoolWork,
    /// Simulated enterprise, for those too young for a firm.
    Simulated,
}

impl Pathway {
    /// All of them, in the order in which people list them.
    pub const ALL: [Pathway; 3] = [Pathway::Apprenticeship, Pathway::SchoolWork, Pathway::Simulated];

    /// The word stored in the database and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Pathway::Apprenticeship => "apprenticeship",
            Pathway::SchoolWork => "school_work",
            Pathway::Simulated => "simulated",
        }
    }

    /// The word that files use, Italian.
    #[must_use]
    pub const fn file_word(self) -> &'static str {
        match self {
            Pathway::Apprenticeship => "apprendistato",
            Pathway::SchoolWork => "alternanza",
            Pathway::Simulated => "simulata",
        }
    }

    /// Back from [`Pathway::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Pathway> {
        Pathway::ALL.into_iter().find(|p| p.as_str() == word)
    }
}
