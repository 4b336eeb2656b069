//! Names, mail addresses and languages; keys for comparing and sorting what people write.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fault::Invalid;

/// Writes a type as its text and reads it back through its parser, so that nothing unchecked comes in.
macro_rules! serde_as_text {
    ($name:ty, $parse:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                $parse(&text)
                    .ok_or_else(|| serde::de::Error::custom(concat!("not a valid ", stringify!($name))))
            }
        }
    };
}
pub(crate) use serde_as_text;

/// A letter of the Latin script without its accent, in lower case. `None` for a combining mark, which disappears.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{300}'..='\u{36f}' => return None,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    })
}

/// Lower case, without accents; everything else as it stands.
#[must_use]
pub fn without_accents(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            None => {}
            Some("") => out.push(letter),
            Some(letters) => out.push_str(letters),
        }
    }
    out
}

/// The letters and digits of `text` alone, in lower case and without accents: `Data di nascita`, `data_di_nascita` and
/// `DATA-DI-NASCITA` are one. For headers, comuni, figures.
#[must_use]
pub fn normalise_key(text: &str) -> String {
    without_accents(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The words of `text`, each as [`normalise_key`] writes it.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    without_accents(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What to sort by so that people find `D'Angelo` and `Élodie` where they look for them, on every database.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in without_accents(text).chars() {
        if letter.is_alphanumeric() {
            key.push(letter);
        } else if letter.is_whitespace() && !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// How many letters must be changed, added, dropped or swapped with their neighbour to make `b` of `a`; `None` when more than `limit`.
#[must_use]
pub fn edit_distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before_last: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        if row.iter().all(|&cost| cost > limit) {
            return None;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&cost| cost <= limit)
}

/// Trims, makes one space of many, one apostrophe of the look-alikes; leaves out what has no width.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            '’' | '‘' | '`' | '´' | 'ʼ' | '′' => out.push('\''),
            space if space.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            other => out.push(other),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A family name or a given name, as the person writes it. Its `Debug` shows nothing: names do not go into logs.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

impl PersonName {
    /// The longest that is taken, in letters.
    pub const MAX: usize = 80;

    /// Trims and checks. Codes: `name.missing`, `name.too_long` ($max), `name.characters` ($character).
    ///
    /// # Errors
    /// When it is empty, too long, or holds what no name holds: digits, brackets, control characters.
    pub fn parse(text: &str) -> Result<PersonName, Invalid> {
        let name = tidy(text);
        if name.is_empty() {
            return Err(Invalid::new("", "name.missing", text));
        }
        if name.chars().count() > PersonName::MAX {
            return Err(Invalid::new("", "name.too_long", text).with("max", PersonName::MAX));
        }
        let stranger = name.chars().find(|&c| {
            !(c.is_alphabetic() || matches!(c, ' ' | '\'' | '-' | '.' | ',' | '\u{300}'..='\u{36f}'))
        });
        match stranger {
            Some(character) => Err(Invalid::new("", "name.characters", text).with("character", character)),
            None if !name.chars().any(char::is_alphabetic) => Err(Invalid::new("", "name.missing", text)),
            None => Ok(PersonName(name)),
        }
    }

    /// As the person writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What to sort by.
    #[must_use]
    pub fn sort_key(&self) -> String {
        sort_key(&self.0)
    }
}

/// A mail address. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Trims, lowers the domain and checks the shape (RFC 5321, without quoted or non-ASCII local parts, which few servers take).
    ///
    /// Codes: `email.missing`, `email.several`, `email.too_long`, `email.characters` ($character), `email.shape`, `email.domain` ($domain).
    ///
    /// # Errors
    /// When it is not one address that mail can be sent to.
    pub fn parse(text: &str) -> Result<EmailAddress, Invalid> {
        let fail = |code| Err(Invalid::new("", code, text));
        let address = tidy(text);
        let address = address.strip_prefix("mailto:").unwrap_or(&address);
        if address.is_empty() {
            return fail("email.missing");
        }
        if address.matches('@').count() > 1 && address.contains([';', ',', ' ', '/', '|']) {
            return fail("email.several");
        }
        if address.len() > 254 {
            return fail("email.too_long");
        }
        if let Some(character) = address
            .chars()
            .find(|&c| !(c.is_ascii_alphanumeric() || "@!#$%&'*+/=?^_`{|}~.-".contains(c)))
        {
            return Err(Invalid::new("", "email.characters", text).with("character", character));
        }
        let Some((local, domain)) = address.split_once('@') else {
            return fail("email.shape");
        };
        let dotted = |part: &str| !part.is_empty() && part.split('.').all(|piece| !piece.is_empty());
        if !dotted(local) || local.len() > 64 || domain.is_empty() || domain.contains('@') {
            return fail("email.shape");
        }
        let label = |label: &str| {
            label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        let top_is_letters = domain
            .rsplit('.')
            .next()
            .is_some_and(|top| top.len() > 1 && top.starts_with(|c: char| c.is_ascii_alphabetic()));
        if !dotted(domain) || !domain.contains('.') || !domain.split('.').all(label) || !top_is_letters {
            return Err(Invalid::new("", "email.domain", text).with("domain", domain));
        }
        Ok(EmailAddress(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// As mail wants it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is after the `@`, in lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or_default()
    }

    /// For looking an account up: the same address however its letters are written.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// Hides in `Debug`, shows in `Display`.
macro_rules! private_text {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use private_text;

private_text!(PersonName);
private_text!(EmailAddress);
serde_as_text!(PersonName, |t: &str| PersonName::parse(t).ok());
serde_as_text!(EmailAddress, |t: &str| EmailAddress::parse(t).ok());

/// The languages of pages and mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// The language of schools and companies.
    #[default]
    Italian,
    /// For the others.
    English,
}

impl Language {
    /// Both, Italian first.
    pub const ALL: [Language; 2] = [Language::Italian, Language::English];

    /// The tag stored, sent and put into `lang`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Language::Italian => "it",
            Language::English => "en",
        }
    }

    /// Back from [`Language::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Language> {
        Language::ALL
            .into_iter()
            .find(|language| language.as_str() == word)
    }

    /// The word that files use.
    #[must_use]
    pub const fn file_word(self) -> &'static str {
        match self {
            Language::Italian => "italiano",
            Language::English => "inglese",
        }
    }

    /// From what somebody wrote in a file, in Italian or English.
    #[must_use]
    pub fn from_file_word(word: &str) -> Option<Language> {
        match normalise_key(word).as_str() {
            "it" | "ita" | "italiano" | "italian" | "itit" => Some(Language::Italian),
            "en" | "eng" | "ing" | "inglese" | "english" | "engb" | "enus" => Some(Language::English),
            _ => None,
        }
    }
}

serde_as_text!(Language, Language::from_stored);

#[cfg(test)]
mod tests;
