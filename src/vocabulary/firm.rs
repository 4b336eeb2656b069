//! What kind of firm an employer is, in the classes by which the law counts.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::{normalise_key, serde_as_text};

/// Kinds of firm in L. 443/1985 art. 4, each with its own ceiling of apprentices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Artisan {
    /// Not an artisan firm: the ratio of D.Lgs. 81/2015 art. 42(7) holds.
    #[default]
    No,
    /// Does not work in series.
    NotSerial,
    /// Works in series, not wholly automated.
    Serial,
    /// Artistic, traditional, tailoring.
    Artistic,
    /// Transport.
    Transport,
    /// Construction.
    Construction,
}

/// Risk class of the host (State-Regions Agreement on safety training: 4, 8 or 12 hours of specific training).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RiskClass {
    /// Basso.
    Low,
    /// Medio.
    Medium,
    /// Alto.
    High,
}

macro_rules! words {
    ($kind:ident { $($variant:ident: $stored:literal, $file:literal);+ $(;)? }) => {
        impl $kind {
            /// All of them.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),+];
            /// The word stored in the database and in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str { match self { $($kind::$variant => $stored),+ } }
            /// The word that files use, Italian.
            #[must_use]
            pub const fn file_word(self) -> &'static str { match self { $($kind::$variant => $file),+ } }
            /// Back from `as_str`.
            #[must_use]
            pub fn from_stored(word: &str) -> Option<$kind> { Self::ALL.iter().copied().find(|k| k.as_str() == word) }
        }

        serde_as_text!($kind, $kind::from_stored);
    };
}

words!(Artisan {
    No: "no", "no";
    NotSerial: "not_serial", "non in serie";
    Serial: "serial", "in serie";
    Artistic: "artistic", "artistica";
    Transport: "transport", "trasporto";
    Construction: "construction", "edile";
});
words!(RiskClass { Low: "low", "basso"; Medium: "medium", "medio"; High: "high", "alto" });

impl Artisan {
    /// From what somebody wrote in a file, in Italian or English. `None` for a word that is no kind; a bare `artigiana` is none:
    /// it does not say which.
    #[must_use]
    pub fn from_file_word(word: &str) -> Option<Artisan> {
        let key = normalise_key(word);
        let word = key
            .strip_prefix("artigianato")
            .or_else(|| key.strip_prefix("artigiana"))
            .or_else(|| key.strip_prefix("artigiano"))
            .unwrap_or(&key);
        Some(match word {
            "no" | "none" | "nonartigiana" | "nonartigiano" | "notartisan" => Artisan::No,
            "noninserie"
            | "nonserie"
            | "notserial"
            | "nonserial"
            | "lavorazionenoninserie"
            | "notinseries" => Artisan::NotSerial,
            "inserie" | "serie" | "serial" | "lavorazioneinserie" | "seriale" | "inseries" => Artisan::Serial,
            "artistica"
            | "artistico"
            | "artistic"
            | "artisticaetradizionale"
            | "artisticatradizionale"
            | "tradizionale"
            | "abbigliamento"
            | "artisticatradizionaleabbigliamento" => Artisan::Artistic,
            "trasporto" | "trasporti" | "transport" | "autotrasporto" | "ditrasporto" => Artisan::Transport,
            "edile" | "edilizia" | "costruzioni" | "costruzioniedili" | "construction" | "building" => {
                Artisan::Construction
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_kind() {
        for kind in Artisan::ALL {
            assert_eq!(Artisan::from_stored(kind.as_str()), Some(*kind));
            assert_eq!(Artisan::from_file_word(kind.file_word()), Some(*kind));
        }
        assert_eq!(
            Artisan::from_file_word("Artigiana, in serie"),
            Some(Artisan::Serial)
        );
        assert_eq!(
            Artisan::from_file_word("Artigianato artistico"),
            Some(Artisan::Artistic)
        );
        for word in ["artigiana", "sì", "", "galattica"] {
            assert_eq!(Artisan::from_file_word(word), None, "{word}");
        }
    }
}
