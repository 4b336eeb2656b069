//! How a student learns at a company.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::{normalise_key, serde_as_text};

/// The three ways of IeFP to learn at work (D.Lgs. 81/2015 art. 43; D.Lgs. 77/2005; D.M. 139/2022).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

    /// From what somebody wrote in a file, in Italian or English, with the names that the law has given it over the years.
    #[must_use]
    pub fn from_file_word(word: &str) -> Option<Pathway> {
        let named = Pathway::named(word);
        // `Formazione scuola-lavoro (ex PCTO)`: what stands in brackets explains the rest.
        named.or_else(|| Pathway::named(word.split_once('(')?.0))
    }

    fn named(word: &str) -> Option<Pathway> {
        match normalise_key(word).as_str() {
            "apprendistato"
            | "apprendistatodiprimolivello"
            | "apprendistatoprimolivello"
            | "apprendistato1livello"
            | "apprendistatoilivello"
            | "apprendistatodiilivello"
            | "apprendistatoiliv"
            | "apprendistato1liv"
            | "apprendistatoart43"
            | "art43"
            | "apprendista"
            | "app"
            | "apprenticeship"
            | "apprentice" => Some(Pathway::Apprenticeship),
            "alternanza"
            | "alternanzarafforzata"
            | "alternanzascuolalavoro"
            | "asl"
            | "pcto"
            | "fsl"
            | "formazionescuolalavoro"
            | "scuolalavoro"
            | "stage"
            | "tirocinio"
            | "tirociniocurriculare"
            | "schoolwork"
            | "worklinkedtraining"
            | "internship" => Some(Pathway::SchoolWork),
            "simulata"
            | "impresasimulata"
            | "impresaformativasimulata"
            | "ifs"
            | "simulated"
            | "simulatedenterprise"
            | "cooperativaformativa" => Some(Pathway::Simulated),
            _ => None,
        }
    }
}

serde_as_text!(Pathway, Pathway::from_stored);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_pathway() {
        for pathway in Pathway::ALL {
            assert_eq!(Pathway::from_stored(pathway.as_str()), Some(pathway));
            assert_eq!(Pathway::from_file_word(pathway.file_word()), Some(pathway));
            assert_eq!(Pathway::from_file_word(pathway.as_str()), Some(pathway));
        }
        assert_eq!(
            Pathway::from_file_word("Formazione scuola-lavoro"),
            Some(Pathway::SchoolWork)
        );
        assert_eq!(
            Pathway::from_file_word("Apprendistato I livello"),
            Some(Pathway::Apprenticeship)
        );
        assert_eq!(
            Pathway::from_file_word("Formazione scuola-lavoro (ex PCTO)"),
            Some(Pathway::SchoolWork)
        );
        assert_eq!(
            Pathway::from_file_word("apprendistato I liv."),
            Some(Pathway::Apprenticeship)
        );
        assert_eq!(Pathway::from_file_word("vacanza"), None);
    }
}
