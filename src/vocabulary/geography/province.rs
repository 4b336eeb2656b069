//! The provinces.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::vocabulary::text::{normalise_key, serde_as_text};

/// The provinces of Lombardy (Milano is a città metropolitana).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Province {
    Bergamo,
    Brescia,
    Como,
    Cremona,
    Lecco,
    Lodi,
    Mantova,
    Milano,
    MonzaBrianza,
    Pavia,
    Sondrio,
    Varese,
}

impl Province {
    /// The twelve, by name.
    pub const ALL: [Province; 12] = [
        Province::Bergamo,
        Province::Brescia,
        Province::Como,
        Province::Cremona,
        Province::Lecco,
        Province::Lodi,
        Province::Mantova,
        Province::Milano,
        Province::MonzaBrianza,
        Province::Pavia,
        Province::Sondrio,
        Province::Varese,
    ];

    /// The two letters of the number plate; stored, and used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Province::Bergamo => "BG",
            Province::Brescia => "BS",
            Province::Como => "CO",
            Province::Cremona => "CR",
            Province::Lecco => "LC",
            Province::Lodi => "LO",
            Province::Mantova => "MN",
            Province::Milano => "MI",
            Province::MonzaBrianza => "MB",
            Province::Pavia => "PV",
            Province::Sondrio => "SO",
            Province::Varese => "VA",
        }
    }

    /// Its name, the same in both languages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Province::Bergamo => "Bergamo",
            Province::Brescia => "Brescia",
            Province::Como => "Como",
            Province::Cremona => "Cremona",
            Province::Lecco => "Lecco",
            Province::Lodi => "Lodi",
            Province::Mantova => "Mantova",
            Province::Milano => "Milano",
            Province::MonzaBrianza => "Monza e della Brianza",
            Province::Pavia => "Pavia",
            Province::Sondrio => "Sondrio",
            Province::Varese => "Varese",
        }
    }

    /// Back from [`Province::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Province> {
        Province::ALL
            .into_iter()
            .find(|province| province.as_str() == word)
    }

    /// From two letters or a name, however written.
    #[must_use]
    pub fn from_file_word(word: &str) -> Option<Province> {
        let key = normalise_key(word);
        Province::ALL.into_iter().find(|province| {
            key == normalise_key(province.as_str())
                || key == normalise_key(province.name())
                || (*province == Province::MonzaBrianza
                    && matches!(key.as_str(), "monza" | "monzabrianza" | "monzaebrianza"))
        })
    }
}

serde_as_text!(Province, Province::from_stored);
