//! What is wanted: the objectives in their order, and the stability the answer must have.

/// One objective. They stand in a list: each is optimised exactly among the answers that are best for those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Most students placed.
    Placed,
    /// The best worst score among the chosen pairs.
    Bottleneck,
    /// Most first choices, then most second choices, and so on (by `student_rank`).
    RankMaximal,
    /// Fewest last choices, then fewest second-last, and so on (by `student_rank`).
    Generous,
    /// The highest total score.
    Score,
}

impl Tier {
    /// Every tier, for readers and generators.
    pub const ALL: [Tier; 5] = [
        Tier::Placed,
        Tier::Bottleneck,
        Tier::RankMaximal,
        Tier::Generous,
        Tier::Score,
    ];

    /// The word in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tier::Placed => "placed",
            Tier::Bottleneck => "bottleneck",
            Tier::RankMaximal => "rank_maximal",
            Tier::Generous => "generous",
            Tier::Score => "score",
        }
    }

    /// The tier of a word.
    #[must_use]
    pub fn of(name: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.name() == name)
    }
}

/// What is asked about pairs that would rather be together than with whom they got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stability {
    /// Not looked at.
    #[default]
    None,
    /// The optimum, with its blocking pairs counted and listed.
    Report,
    /// The stable answer that is best for every student (deferred acceptance).
    StudentOptimal,
    /// The stable answer that is best for every place.
    PlaceOptimal,
    /// Of the weakly stable answers one that places most students.
    MaximumStable,
    /// Of the answers that place most students one with fewest blocking pairs.
    FewestBlocking,
}

impl Stability {
    /// Every mode.
    pub const ALL: [Stability; 6] = [
        Stability::None,
        Stability::Report,
        Stability::StudentOptimal,
        Stability::PlaceOptimal,
        Stability::MaximumStable,
        Stability::FewestBlocking,
    ];

    /// The word in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stability::None => "none",
            Stability::Report => "report",
            Stability::StudentOptimal => "student_optimal",
            Stability::PlaceOptimal => "place_optimal",
            Stability::MaximumStable => "maximum_stable",
            Stability::FewestBlocking => "fewest_blocking",
        }
    }

    /// The mode of a word.
    #[must_use]
    pub fn of(name: &str) -> Option<Stability> {
        Stability::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// Objectives in order, and stability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Each at most once, at least one.
    pub tiers: Vec<Tier>,
    /// See [`Stability`].
    pub stability: Stability,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            tiers: vec![Tier::Placed, Tier::Score],
            stability: Stability::None,
        }
    }
}

/// How long and how wide a run may be; absent means unlimited.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// Wall-clock seconds, above zero.
    pub seconds: Option<f64>,
    /// Threads, from one.
    pub threads: Option<u32>,
}
