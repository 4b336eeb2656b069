//! Finding a figure by what people write.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{FIGURES, Figure, FigureCode, Indirizzo, figure};
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::text::{edit_distance, normalise_key, words};

/// Why a text names no single figure or indirizzo. Names, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureError {
    /// None is called so; up to three that nearly are.
    Unknown {
        /// What was perhaps meant.
        suggestions: Vec<String>,
    },
    /// Several may be meant.
    Ambiguous {
        /// All of them.
        candidates: Vec<String>,
    },
}

impl FigureError {
    fn into_invalid_with(self, codes: [&'static str; 4], field: String, value: &str) -> Invalid {
        let [missing, unknown, near, ambiguous] = codes;
        match self {
            FigureError::Unknown { .. } if value.trim().is_empty() => Invalid::new(field, missing, value),
            FigureError::Unknown { suggestions } if suggestions.is_empty() => {
                Invalid::new(field, unknown, value)
            }
            FigureError::Unknown { suggestions } => {
                Invalid::new(field, near, value).with("suggestions", suggestions.join(", "))
            }
            FigureError::Ambiguous { candidates } => {
                Invalid::new(field, ambiguous, value).with("candidates", candidates.join(", "))
            }
        }
    }

    /// As a complaint about a figure: codes `figure.missing`, `figure.unknown`, `figure.unknown_near` ($suggestions), `figure.ambiguous` ($candidates).
    #[must_use]
    pub fn into_invalid(self, field: impl Into<String>, value: &str) -> Invalid {
        let codes = [
            "figure.missing",
            "figure.unknown",
            "figure.unknown_near",
            "figure.ambiguous",
        ];
        self.into_invalid_with(codes, field.into(), value)
    }

    /// As a complaint about an indirizzo: codes `indirizzo.missing`, `indirizzo.unknown`, `indirizzo.unknown_near` ($suggestions), `indirizzo.ambiguous` ($candidates).
    #[must_use]
    pub fn into_invalid_indirizzo(self, field: impl Into<String>, value: &str) -> Invalid {
        let codes = [
            "indirizzo.missing",
            "indirizzo.unknown",
            "indirizzo.unknown_near",
            "indirizzo.ambiguous",
        ];
        self.into_invalid_with(codes, field.into(), value)
    }
}

/// Articles and prepositions, with which people are free.
const SMALL_WORDS: [&str; 38] = [
    "a", "ad", "ai", "agli", "al", "all", "alla", "alle", "allo", "con", "da", "dai", "dal", "dall", "dalla",
    "de", "degli", "dei", "del", "dell", "della", "delle", "dello", "di", "e", "ed", "gli", "i", "il", "in",
    "l", "la", "le", "lo", "nei", "nel", "per", "d",
];

/// The words that matter, joined; the grade (`operatore`, `tecnico`, abbreviated or not) in full and first.
fn key(text: &str) -> String {
    let mut out = String::new();
    for word in words(text) {
        match word.as_str() {
            small if SMALL_WORDS.contains(&small) => {}
            "op" | "oper" | "operat" | "operatrice" | "operatori" => out.push_str("operatore"),
            "tec" | "tecn" | "tecnica" | "tecnici" => out.push_str("tecnico"),
            other => out.push_str(other),
        }
    }
    out
}

/// A key without its grade.
fn bare(key: &str) -> &str {
    key.strip_prefix("operatore")
        .or_else(|| key.strip_prefix("tecnico"))
        .unwrap_or(key)
}

/// The key of the whole name, and of the name without its grade.
static KEYS: LazyLock<Vec<(String, FigureCode)>> = LazyLock::new(|| {
    FIGURES
        .iter()
        .flat_map(|figure| {
            let whole = key(figure.name_it);
            let bare = bare(&whole).to_owned();
            [(whole, figure.code), (bare, figure.code)]
        })
        .collect()
});

fn names(codes: &[FigureCode]) -> Vec<String> {
    codes
        .iter()
        .map(|&code| format!("{} ({code})", figure(code).name_it))
        .collect()
}

/// The codes at the smallest distance from `key`, at most `limit` away.
fn nearest(key: &str, limit: usize) -> Vec<FigureCode> {
    let mut near: Vec<(usize, FigureCode)> = KEYS
        .iter()
        .filter_map(|(candidate, code)| {
            edit_distance(key, candidate, limit).map(|distance| (distance, *code))
        })
        .collect();
    near.sort_unstable();
    let best = near.first().map(|(distance, _)| *distance);
    let mut codes: Vec<FigureCode> = near
        .into_iter()
        .filter(|(distance, _)| Some(*distance) == best)
        .map(|(_, code)| code)
        .collect();
    codes.dedup();
    codes
}

/// Finds a figure by its code (`Q05`, `q5`) or its official name, without regard to case, accents, articles and spaces; `op.`
/// and `tec.` are read in full, the grade may be missing where that leaves no doubt, and one typo in eight letters besides the
/// grade (at most two) is forgiven where only one figure is that near.
///
/// # Errors
/// When no figure is called so, or several may be meant.
pub fn find_figure(text: &str) -> Result<FigureCode, FigureError> {
    if let Some(code) = by_code(text) {
        return Ok(code);
    }
    let key = key(text);
    let exact: Vec<FigureCode> = KEYS
        .iter()
        .filter(|(candidate, _)| *candidate == key)
        .map(|(_, code)| *code)
        .collect();
    let typos = (bare(&key).chars().count() / 8).min(2);
    let found = if exact.is_empty() {
        nearest(&key, typos)
    } else {
        exact
    };
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(FigureError::Unknown {
            suggestions: suggestions(text),
        }),
        several => Err(FigureError::Ambiguous {
            candidates: names(several),
        }),
    }
}

fn by_code(text: &str) -> Option<FigureCode> {
    let compact = normalise_key(text);
    let digits = compact.strip_prefix(['q', 't'])?;
    let number: u8 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    FigureCode::from_stored(&format!("{}{number:02}", compact[..1].to_uppercase()))
}

/// Up to three whose name holds the text, or is nearly so, or has a word with the same stem. The grade is no likeness: half of
/// all figures have it.
fn suggestions(text: &str) -> Vec<String> {
    let key = key(text);
    let bare = bare(&key);
    let letters = bare.chars().count();
    if letters < 4 {
        return Vec::new();
    }
    let mut codes: Vec<FigureCode> = KEYS
        .iter()
        .filter(|(name, _)| name.contains(bare))
        .map(|(_, code)| *code)
        .collect();
    if codes.is_empty() {
        codes = nearest(bare, (letters / 3).min(8));
    }
    // `Operatore` asks for a qualifica, `tecnico` for a diploma.
    let asked = |code: &FigureCode| match key.strip_suffix(bare) {
        Some("operatore") => code.as_str().starts_with('Q'),
        Some("tecnico") => code.as_str().starts_with('T'),
        _ => true,
    };
    if !codes.iter().any(asked) {
        let wanted = stems(text);
        let like = |figure: &&Figure| stems(figure.name_it).iter().any(|stem| wanted.contains(stem));
        codes.extend(FIGURES.iter().filter(like).map(|figure| figure.code));
    }
    codes.sort_by_key(|code| !asked(code));
    let mut once = HashSet::new();
    codes.retain(|code| once.insert(*code));
    codes.truncate(3);
    names(&codes)
}

/// The first five letters of the words that matter.
fn stems(text: &str) -> Vec<String> {
    const LETTERS: usize = 5;
    words(text)
        .into_iter()
        .filter(|word| !bare(&key(word)).is_empty() && word.chars().count() > LETTERS)
        .map(|word| word.chars().take(LETTERS).collect())
        .collect()
}

/// Finds an indirizzo of `of` by its code (`Q12.1`), its number (`1`), its name, or words that only one of them has.
///
/// # Errors
/// When the figure has no such indirizzo, or several may be meant.
pub fn find_indirizzo(of: FigureCode, text: &str) -> Result<Indirizzo, FigureError> {
    let whole: &Figure = figure(of);
    let number = text.trim().parse::<u8>().ok();
    let found = Indirizzo::from_stored(&text.trim().to_uppercase()).or_else(|| {
        whole
            .indirizzi()
            .find(|indirizzo| Some(indirizzo.index + 1) == number)
    });
    if let Some(indirizzo) = found.filter(|indirizzo| indirizzo.figure == of) {
        return Ok(indirizzo);
    }
    let wanted = key(text);
    let typos = (wanted.chars().count() / 8).min(2);
    let tests: [&dyn Fn(&str) -> bool; 3] = [
        &|name| key(name) == wanted,
        &|name| {
            let has = words(name);
            let mut wants = words(text)
                .into_iter()
                .filter(|word| !SMALL_WORDS.contains(&word.as_str()))
                .peekable();
            wants.peek().is_some() && wants.all(|word| has.contains(&word))
        },
        &|name| typos > 0 && edit_distance(&wanted, &key(name), typos).is_some(),
    ];
    let name = |indirizzo: &Indirizzo| format!("{} ({indirizzo})", indirizzo.name());
    for test in tests {
        let hits: Vec<Indirizzo> = whole
            .indirizzi()
            .filter(|indirizzo| test(indirizzo.name()))
            .collect();
        match hits.as_slice() {
            [] => {}
            [only] => return Ok(*only),
            several => {
                return Err(FigureError::Ambiguous {
                    candidates: several.iter().map(name).collect(),
                });
            }
        }
    }
    Err(FigureError::Unknown {
        suggestions: whole.indirizzi().map(|indirizzo| name(&indirizzo)).collect(),
    })
}

/// Reads a figure that may carry its indirizzo in the same cell: `Operatore del benessere - acconciatura`, `Q12.1`.
///
/// # Errors
/// When the figure is not found, or what follows it is none of its indirizzi.
pub fn find_figure_and_indirizzo(text: &str) -> Result<(FigureCode, Option<Indirizzo>), FigureError> {
    let error = match find_figure(text) {
        Ok(code) => return Ok((code, None)),
        Err(error) => error,
    };
    if let Some(indirizzo) = Indirizzo::from_stored(&text.trim().to_uppercase()) {
        return Ok((indirizzo.figure, Some(indirizzo)));
    }
    for separator in [" - ", " – ", ":", "(", "/", ";"] {
        if let Some((first, rest)) = text.split_once(separator)
            && let Ok(code) = find_figure(first)
        {
            let rest = rest.trim().trim_end_matches(')');
            let rest = rest
                .strip_prefix("indirizzo")
                .or(rest.strip_prefix("ind."))
                .unwrap_or(rest);
            return find_indirizzo(code, rest).map(|indirizzo| (code, Some(indirizzo)));
        }
    }
    Err(error)
}
