//! Comuni, provinces, distances and travel times of Lombardy.
//!
//! Every comune of the region (list of 2026: 1,502) is part of the program, with the coordinates of its seat. Distances are
//! straight lines between seats; minutes are estimates from them, with a stated detour factor and speed, until a table of
//! measured times replaces them. Two places in the same comune are 0 metres apart.
//! Data: ISTAT / openpolis and GeoNames, CC BY 4.0 (see NOTICE).

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fault::Invalid;
use super::text::{edit_distance, normalise_key, words};

mod journeys;
mod province;
mod travel;
pub use journeys::{Journey, Journeys};
pub use province::Province;
pub use travel::{Transport, TravelParameters, distance_metres, travel_minutes};

/// The ISTAT code of a comune that this program knows. Written with six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComuneCode(u32);

impl ComuneCode {
    /// Back from six digits; `None` when no comune of the list has them.
    #[must_use]
    pub fn from_stored(digits: &str) -> Option<ComuneCode> {
        let well_formed = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
        let code = ComuneCode(digits.parse().ok().filter(|_| well_formed)?);
        comune(code).map(|found| found.code)
    }

    /// The number, without its leading zero.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for ComuneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl Serialize for ComuneCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ComuneCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        ComuneCode::from_stored(&text).ok_or_else(|| serde::de::Error::custom("not a valid ComuneCode"))
    }
}

/// A place on earth, WGS84 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// North.
    pub lat: f64,
    /// East.
    pub lon: f64,
}

/// A comune.
#[derive(Debug, Clone, PartialEq)]
pub struct Comune {
    /// ISTAT code: the key.
    pub code: ComuneCode,
    /// Cadastral (Belfiore) code, as in a codice fiscale: `F205`.
    pub belfiore: &'static str,
    /// Official name.
    pub name: &'static str,
    /// Its province.
    pub province: Province,
    /// Its seat.
    pub at: Point,
    /// Residents.
    pub population: u32,
    /// Residents of 14 to 18 years.
    pub population_14_18: u32,
}

impl fmt::Display for Comune {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.province.as_str())
    }
}

static COMUNI: LazyLock<Vec<Comune>> = LazyLock::new(|| {
    let mut comuni: Vec<Comune> = include_str!("data/comuni_lombardia.csv")
        .lines()
        .skip(1)
        .filter_map(read_row)
        .collect();
    comuni.sort_by_key(|comune| comune.code);
    comuni
});

impl Comune {
    /// Its name with the province, as files write it and [`find_comune`] finds it whatever its namesakes: `Castro (BG)`.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{} ({})", self.name, self.province.as_str())
    }
}

/// One row of the embedded file, which has no quoted cells. A test counts the rows that are read.
fn read_row(line: &'static str) -> Option<Comune> {
    let mut cells = line.split(',');
    let code = ComuneCode(cells.next()?.parse().ok()?);
    let belfiore = cells.next()?;
    let name = cells.next()?;
    let province = Province::from_stored(cells.next()?)?;
    let mut cells = cells.skip(2);
    let at = Point {
        lat: cells.next()?.parse().ok()?,
        lon: cells.next()?.parse().ok()?,
    };
    let population = cells.next()?.parse().ok()?;
    let population_14_18 = cells.next()?.parse().ok()?;
    Some(Comune {
        code,
        belfiore,
        name,
        province,
        at,
        population,
        population_14_18,
    })
}

/// Name key and Belfiore code (lower case) → positions in [`COMUNI`].
static INDEX: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (position, comune) in COMUNI.iter().enumerate() {
        index
            .entry(normalise_key(comune.name))
            .or_default()
            .push(position);
        index
            .entry(comune.belfiore.to_ascii_lowercase())
            .or_default()
            .push(position);
    }
    index
});

/// All comuni, by code.
#[must_use]
pub fn comuni() -> &'static [Comune] {
    &COMUNI
}

/// The comune with this code.
#[must_use]
pub fn comune(code: ComuneCode) -> Option<&'static Comune> {
    COMUNI
        .binary_search_by_key(&code, |comune| comune.code)
        .ok()
        .map(|position| &COMUNI[position])
}

/// Why a text names no single comune.
#[derive(Debug, Clone, PartialEq)]
pub enum ComuneError {
    /// None is called so; up to three that nearly are, the likeliest first.
    Unknown {
        /// What was perhaps meant.
        suggestions: Vec<&'static Comune>,
    },
    /// Several are called so: the province must be said.
    Ambiguous {
        /// All of them.
        candidates: Vec<&'static Comune>,
    },
}

impl ComuneError {
    /// As a complaint about `field`: codes `comune.missing`, `comune.unknown`, `comune.unknown_near` ($suggestions), `comune.ambiguous` ($candidates).
    #[must_use]
    pub fn into_invalid(self, field: impl Into<String>, value: &str) -> Invalid {
        let list = |comuni: Vec<&Comune>| {
            comuni
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        };
        match self {
            ComuneError::Unknown { .. } if value.trim().is_empty() => {
                Invalid::new(field, "comune.missing", value)
            }
            ComuneError::Unknown { suggestions } if suggestions.is_empty() => {
                Invalid::new(field, "comune.unknown", value)
            }
            ComuneError::Unknown { suggestions } => {
                Invalid::new(field, "comune.unknown_near", value).with("suggestions", list(suggestions))
            }
            ComuneError::Ambiguous { candidates } => {
                Invalid::new(field, "comune.ambiguous", value).with("candidates", list(candidates))
            }
        }
    }
}

/// Finds a comune by ISTAT code (`016065`, also where Excel lost the zero), Belfiore code (`C337`) or name, without regard to
/// case, accents, apostrophes and hyphens; `S.` stands for any saint; `Comune di` may come before it, and the province may follow (`Castro (BG)`, `Castro, BG`).
///
/// # Errors
/// When no comune is called so, or several are.
pub fn find_comune(text: &str) -> Result<&'static Comune, ComuneError> {
    find_among(text, &COMUNI, &INDEX)
}

fn find_among(
    text: &str,
    comuni: &'static [Comune],
    index: &HashMap<String, Vec<usize>>,
) -> Result<&'static Comune, ComuneError> {
    let key = normalise_key(text);
    if !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit()) {
        let found = key
            .parse()
            .ok()
            .filter(|_| matches!(key.len(), 5 | 6))
            .map(ComuneCode);
        let found = found.and_then(|code| comuni.iter().find(|comune| comune.code == code));
        return found.ok_or(ComuneError::Unknown {
            suggestions: Vec::new(),
        });
    }
    let (name, province) = split_province(text);
    let found = |name: &str| -> Vec<&'static Comune> {
        index
            .get(name)
            .into_iter()
            .flatten()
            .map(|&position| &comuni[position])
            .collect()
    };
    let mut candidates = found(&key);
    if candidates.is_empty() && name != key {
        candidates = found(&name);
        match province {
            Some(Ok(province)) => candidates.retain(|comune| comune.province == province),
            // Another region's province: `Castro (LE)` is not ours, but ours may be meant.
            Some(Err(())) => {
                return Err(ComuneError::Unknown {
                    suggestions: candidates,
                });
            }
            None => {}
        }
    }
    if candidates.is_empty()
        && let Some(name) = name.strip_prefix("comunedi")
    {
        candidates = found(name);
        if let Some(Ok(province)) = province {
            candidates.retain(|comune| comune.province == province);
        }
    }
    if candidates.is_empty() {
        candidates = saints(text).iter().flat_map(|name| found(name)).collect();
        if let Some(Ok(province)) = province {
            candidates.retain(|comune| comune.province == province);
        }
    }
    match candidates.as_slice() {
        [only] => Ok(only),
        [] => Err(ComuneError::Unknown {
            suggestions: suggestions(&name, comuni),
        }),
        _ => Err(ComuneError::Ambiguous { candidates }),
    }
}

/// `Castro (BG)` → `castro` and the province: `Err` when it is two letters in brackets that are no province of Lombardy.
fn split_province(text: &str) -> (String, Option<Result<Province, ()>>) {
    let text = text.trim();
    if let Some((name, inside)) = text.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        let province = Province::from_file_word(inside).ok_or(());
        return (normalise_key(name), Some(province));
    }
    let last = text
        .rsplit(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/'))
        .next()
        .unwrap_or_default();
    match Province::from_stored(&last.to_uppercase()) {
        Some(province) => (
            normalise_key(&text[..text.len() - last.len()]),
            Some(Ok(province)),
        ),
        None => (normalise_key(text), None),
    }
}

/// `S. Angelo Lodigiano` → the keys with San, Santo, Santa, Sant'.
fn saints(text: &str) -> Vec<String> {
    let mut words = words(text);
    if words
        .last()
        .is_some_and(|last| Province::from_stored(&last.to_uppercase()).is_some())
    {
        words.pop();
    }
    let Some(at) = words.iter().position(|word| word == "s") else {
        return Vec::new();
    };
    ["san", "santo", "santa", "sant"]
        .into_iter()
        .map(|saint| {
            saint.clone_into(&mut words[at]);
            words.concat()
        })
        .collect()
}

/// Up to three that are written nearly so (or start so), the nearest first, then the largest.
fn suggestions(key: &str, comuni: &'static [Comune]) -> Vec<&'static Comune> {
    if key.chars().count() < 3 {
        return Vec::new();
    }
    let limit = (key.chars().count() / 5).clamp(1, 3);
    let mut near: Vec<(usize, &'static Comune)> = comuni
        .iter()
        .filter_map(|comune| {
            let name = normalise_key(comune.name);
            let distance = edit_distance(key, &name, limit);
            let distance = distance.or_else(|| (key.len() > 3 && name.starts_with(key)).then_some(1));
            distance.map(|distance| (distance, comune))
        })
        .collect();
    near.sort_by_key(|(distance, comune)| (*distance, std::cmp::Reverse(comune.population), comune.code));
    near.into_iter().take(3).map(|(_, comune)| comune).collect()
}

#[cfg(test)]
mod tests;
