//! Ready-made mixes of what counts how much, in words that a coordinator would use.

use super::model::{Settings, Weights};

/// A mix. It sets the weights and the objectives, nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Journeys, wishes and fit together.
    Balanced,
    /// Short journeys before everything.
    Near,
    /// Wishes before everything.
    Wishes,
    /// Nobody much worse than the others: the worst pair as good as can be, then the sum.
    WorstOff,
}

impl Preset {
    /// In the order in which pages list them.
    pub const ALL: [Preset; 4] = [Preset::Balanced, Preset::Near, Preset::Wishes, Preset::WorstOff];

    /// The word in forms and text keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Preset::Balanced => "balanced",
            Preset::Near => "near",
            Preset::Wishes => "wishes",
            Preset::WorstOff => "worst-off",
        }
    }

    /// Back from [`Preset::as_str`].
    #[must_use]
    pub fn from_word(word: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.as_str() == word)
    }

    /// These settings with this mix.
    #[must_use]
    pub fn of(self, settings: &Settings) -> Settings {
        let usual = Weights::default();
        let weights = match self {
            Preset::Balanced | Preset::WorstOff => usual,
            Preset::Near => Weights {
                travel: 100,
                wishes: 10,
                ..usual
            },
            Preset::Wishes => Weights {
                travel: 10,
                wishes: 100,
                ..usual
            },
        };
        let tiers: &[&str] = match self {
            Preset::WorstOff => &["placed", "bottleneck", "score"],
            _ => &["placed", "score"],
        };
        Settings {
            weights,
            tiers: tiers.iter().map(|t| (*t).to_owned()).collect(),
            ..settings.clone()
        }
    }
}
