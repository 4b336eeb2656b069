//! Which language somebody reads.

use unic_langid::LanguageIdentifier;

use crate::vocabulary::text::Language;

/// What was chosen on this device, else what the account says, else what the browser asks for, else Italian.
#[must_use]
pub fn choose(cookie: Option<&str>, account: Option<Language>, accept: Option<&str>) -> Language {
    cookie
        .and_then(Language::from_stored)
        .or(account)
        .or_else(|| accept.and_then(accepted))
        .unwrap_or_default()
}

pub(super) fn identifier(language: Language) -> LanguageIdentifier {
    language.as_str().parse().unwrap_or_default()
}

/// The language of ours that an `Accept-Language` header likes best; the earlier one among equals.
fn accepted(header: &str) -> Option<Language> {
    let mut best: Option<(u32, Language)> = None;
    for part in header.split(',').take(20) {
        let mut pieces = part.split(';').map(str::trim);
        let tag = pieces.next().unwrap_or_default().to_ascii_lowercase();
        let primary = tag.split('-').next().unwrap_or_default();
        let Some(language) = Language::from_stored(primary) else {
            continue;
        };
        let quality = pieces
            .find_map(|piece| piece.strip_prefix("q="))
            .map_or(1.0, |q| q.parse().unwrap_or(0.0));
        let thousandths = (f64::clamp(quality, 0.0, 1.0) * 1000.0) as u32;
        if thousandths > best.map_or(0, |(most, _)| most) {
            best = Some((thousandths, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_liked_best_is_spoken() {
        assert_eq!(accepted("en-GB,en;q=0.9,it;q=0.8"), Some(Language::English));
        assert_eq!(accepted("de, it-IT;q=0.7, en;q=0.3"), Some(Language::Italian));
        assert_eq!(accepted("de, en;q=0"), None);
        assert_eq!(accepted(";;q=x,,"), None);
    }

    #[test]
    fn a_choice_made_here_counts_more_than_the_account_and_the_browser() {
        assert_eq!(
            choose(Some("en"), Some(Language::Italian), Some("it")),
            Language::English
        );
        assert_eq!(
            choose(Some("xx"), Some(Language::English), Some("it")),
            Language::English
        );
        assert_eq!(choose(None, None, Some("fr")), Language::Italian);
    }
}
