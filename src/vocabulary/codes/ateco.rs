//! ATECO: what a company does, and by which year's list its code says so.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::vocabulary::fault::Invalid;
use crate::vocabulary::text::serde_as_text;

/// Which list a code is of. The same code means different things: 62.01 is software in 2007, and is gone in 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AtecoYear {
    /// ATECO 2007 and its update of 2022.
    Y2007,
    /// ATECO 2025, in use since 1 April 2025.
    Y2025,
}

impl AtecoYear {
    const ALL: [AtecoYear; 2] = [AtecoYear::Y2007, AtecoYear::Y2025];

    /// Four digits.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            AtecoYear::Y2007 => "2007",
            AtecoYear::Y2025 => "2025",
        }
    }

    /// The year that a text around codes names, such as the name of a column: `ATECO 2007`, `Ateco_2025`.
    #[must_use]
    pub fn named_in(text: &str) -> Option<AtecoYear> {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit());
        numbers.find_map(|number| match number {
            "2022" => Some(AtecoYear::Y2007),
            number => AtecoYear::ALL.into_iter().find(|year| year.as_str() == number),
        })
    }
}

/// An ATECO code, read loosely: a section letter, or two to six digits; and the year of its list, where that is said.
/// Written `56.10.11 (2025)`, without a year `56.10.11`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ateco(String);

impl Ateco {
    /// Takes `56.10.11`, `561011`, `I.56.10`, `I`; writes `56.10.11`, `56.10.11`, `56.10`, `I`. The year may stand before or after
    /// (`2007: 56.10.11`, `56.10.11 (2025)`), and what the code means after it (`56.10.11 - Ristorazione`). Code: `company.ateco.shape`.
    ///
    /// # Errors
    /// When it cannot be an ATECO code.
    pub fn parse(text: &str) -> Result<Ateco, Invalid> {
        let mut bare = text.to_uppercase().replace("ATECO", " ");
        let mut year = None;
        for (word, means) in [
            ("2007", AtecoYear::Y2007),
            ("2022", AtecoYear::Y2007),
            ("2025", AtecoYear::Y2025),
        ] {
            for said in [format!("({word})"), format!("{word}:")] {
                if bare.contains(&said) {
                    year = Some(means);
                    bare = bare.replace(&said, " ");
                }
            }
            let first = bare.trim_start();
            if let Some(rest) = first.strip_prefix(word).filter(|rest| rest.starts_with(' ')) {
                year = Some(means);
                bare = rest.to_owned();
            }
        }
        let code =
            plain(without_words(bare.trim())).ok_or_else(|| Invalid::new("", "company.ateco.shape", text))?;
        Ok(Ateco(code).of(year))
    }

    /// By the list of this year, unless it names its own.
    #[must_use]
    pub fn of(self, year: Option<AtecoYear>) -> Ateco {
        match year {
            Some(year) if self.year().is_none() => Ateco(format!("{} ({})", self.0, year.as_str())),
            _ => self,
        }
    }

    /// As ISTAT writes it, with the year where that is known.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The year of its list, where that was said.
    #[must_use]
    pub fn year(&self) -> Option<AtecoYear> {
        AtecoYear::named_in(self.0.split_once('(')?.1)
    }

    /// The two digits of the division.
    #[must_use]
    pub fn division(&self) -> Option<u8> {
        self.0.get(..2)?.parse().ok()
    }
}

/// The code before what it means: `56.10.11 - Ristorazione`.
fn without_words(bare: &str) -> &str {
    let in_words = |at: usize| {
        bare[at..]
            .trim_start_matches([' ', '-', '–', ':'])
            .starts_with(char::is_alphabetic)
    };
    let end = bare
        .char_indices()
        .find(|(at, c)| *at > 0 && matches!(c, ' ' | '-' | '–' | ':') && in_words(*at));
    end.map_or(bare, |(at, _)| &bare[..at])
}

fn plain(upper: &str) -> Option<String> {
    let letters: String = upper.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    let rest = &upper[letters.len()..];
    let section = match letters.as_str() {
        "" => None,
        one if one.len() == 1 && one <= "V" => Some(one),
        _ => return None,
    };
    let groups: Vec<&str> = rest
        .split(['.', ' ', '-', ','])
        .filter(|group| !group.is_empty())
        .collect();
    if !groups
        .iter()
        .all(|group| group.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let mut digits = groups.concat();
    if groups.len() > 1 && groups[0].len() == 1 {
        digits.insert(0, '0');
    }
    match (digits.len(), section) {
        (0, Some(section)) => Some(section.to_owned()),
        (2..=6, _) if &digits[..2] >= "01" => {
            let parts = [
                digits.get(..2),
                digits.get(2..digits.len().min(4)),
                digits.get(4..),
            ];
            let parts: Vec<&str> = parts
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            Some(parts.join("."))
        }
        _ => None,
    }
}

impl fmt::Display for Ateco {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

serde_as_text!(Ateco, |t: &str| Ateco::parse(t).ok());

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn ateco_is_read_loosely_and_written_one_way() {
        for (text, written) in [
            ("56.10.11", "56.10.11"),
            ("561011", "56.10.11"),
            ("I.56.1", "56.1"),
            ("1.11", "01.11"),
            ("c", "C"),
            ("ATECO 62.01", "62.01"),
            ("56.10.11 - Ristorazione", "56.10.11"),
            ("56.10.11 (2025)", "56.10.11 (2025)"),
            ("ATECO 2025 56.10.11", "56.10.11 (2025)"),
            ("2007: 62.01 - Software", "62.01 (2007)"),
            ("ATECO 2007: 62.01.00", "62.01.00 (2007)"),
            ("62.01 (2022)", "62.01 (2007)"),
            ("I (2025)", "I (2025)"),
        ] {
            let read = Ateco::parse(text).unwrap();
            assert_eq!(read.as_str(), written, "{text}");
            assert_eq!(Ateco::parse(written), Ok(read), "{written}");
        }
        assert_eq!(Ateco::parse("56.10 (2007)").unwrap().division(), Some(56));
        for text in ["", "7", "bar", "00", "12345678", "Z"] {
            assert_eq!(
                Ateco::parse(text).err().unwrap().code,
                "company.ateco.shape",
                "{text}"
            );
        }
    }

    #[test]
    fn a_code_is_of_the_year_that_it_names_before_any_other() {
        let code = |text: &str| Ateco::parse(text).unwrap();
        assert_eq!(code("62.01").year(), None);
        assert_eq!(code("20.25").year(), None);
        let of = |text: &str| code(text).of(AtecoYear::named_in("Ateco_2025")).year();
        assert_eq!(of("62.01"), Some(AtecoYear::Y2025));
        assert_eq!(of("62.01 (2007)"), Some(AtecoYear::Y2007));
        assert_eq!(AtecoYear::named_in("codice ateco"), None);
    }
}
