//! What a family may say and what it is told: plain data.

mod chosen;
mod consents;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::students::model::{PlaceKey, Profile};
use crate::vocabulary::calendar::age_on;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::geography::{ComuneCode, Transport};
use crate::vocabulary::text::EmailAddress;

pub use self::chosen::{Chosen, chosen};
pub use self::consents::{Consent, ConsentKind, holds};

/// The version of the privacy notice that families read: changes whenever a text `families-notice-…` says something else.
pub const NOTICE: &str = "2026-1";

/// How many ranks a family may give. From the fifth on they count the same.
pub const RANKS: usize = 8;

/// Below this many, a count of other families is not told: it would speak of somebody.
pub const FEW: u32 = 3;

/// The part of a profile that a family may write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Where the student lives.
    pub residence: ComuneCode,
    /// How the student travels.
    pub transport: Transport,
    /// Longest journey, minutes.
    pub max_minutes: Option<u16>,
    /// Longest distance, metres.
    pub max_metres: Option<u32>,
    /// Ranked wishes: each tier holds equals.
    pub wishes: Vec<Vec<PlaceKey>>,
    /// What is refused.
    pub refuses: Vec<PlaceKey>,
}

/// One of the things that a family may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Comune.
    Residence,
    /// Transport.
    Transport,
    /// Minutes.
    MaxMinutes,
    /// Kilometres.
    MaxKm,
    /// Wishes.
    Wishes,
    /// Refusals.
    Refuses,
}

impl Part {
    /// All of them, as pages list them.
    pub const ALL: [Part; 6] = [
        Part::Residence,
        Part::Transport,
        Part::MaxMinutes,
        Part::MaxKm,
        Part::Wishes,
        Part::Refuses,
    ];

    /// The column of the students' file; also in the log and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Residence => "residence",
            Part::Transport => "transport",
            Part::MaxMinutes => "max_minutes",
            Part::MaxKm => "max_km",
            Part::Wishes => "wishes",
            Part::Refuses => "refuses",
        }
    }
}

impl Said {
    /// What stands in a profile.
    #[must_use]
    pub fn of(profile: &Profile) -> Said {
        Said {
            residence: profile.residence,
            transport: profile.transport,
            max_minutes: profile.max_minutes,
            max_metres: profile.max_metres,
            wishes: profile.wishes.clone(),
            refuses: profile.refuses.clone(),
        }
    }

    /// The profile with this in it.
    #[must_use]
    pub fn written_into(self, profile: Profile) -> Profile {
        Profile {
            residence: self.residence,
            transport: self.transport,
            max_minutes: self.max_minutes,
            max_metres: self.max_metres,
            wishes: self.wishes,
            refuses: self.refuses,
            ..profile
        }
    }

    /// What is different in `after`.
    #[must_use]
    pub fn changed(&self, after: &Said) -> Vec<Part> {
        Part::ALL
            .into_iter()
            .filter(|part| !self.same(after, *part))
            .collect()
    }

    fn same(&self, other: &Said, part: Part) -> bool {
        match part {
            Part::Residence => self.residence == other.residence,
            Part::Transport => self.transport == other.transport,
            Part::MaxMinutes => self.max_minutes == other.max_minutes,
            Part::MaxKm => self.max_metres == other.max_metres,
            Part::Wishes => self.wishes == other.wishes,
            Part::Refuses => self.refuses == other.refuses,
        }
    }

    fn take(&mut self, from: &Said, part: Part) {
        match part {
            Part::Residence => self.residence = from.residence,
            Part::Transport => self.transport = from.transport,
            Part::MaxMinutes => self.max_minutes = from.max_minutes,
            Part::MaxKm => self.max_metres = from.max_metres,
            Part::Wishes => self.wishes.clone_from(&from.wishes),
            Part::Refuses => self.refuses.clone_from(&from.refuses),
        }
    }

    /// What stands there `now`, with everything that changed between `before` and `after` as it was before. `None`: one of
    /// these was changed once more since.
    #[must_use]
    pub fn undone(now: &Said, before: &Said, after: &Said) -> Option<Said> {
        let mut then = now.clone();
        for part in before.changed(after) {
            if !now.same(after, part) {
                return None;
            }
            then.take(before, part);
        }
        Some(then)
    }

    /// The rank of a place among the wishes, from 1.
    #[must_use]
    pub fn rank(&self, key: &PlaceKey) -> Option<usize> {
        let at = self.wishes.iter().position(|tier| tier.contains(key))?;
        Some(at + 1)
    }
}

/// What is said of one place or company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Neither wanted nor refused.
    Open,
    /// Wanted, in this rank; several may share one.
    Rank(usize),
    /// Not wanted at all.
    Refused,
}

impl Choice {
    /// From a form: empty, `1` to [`RANKS`] or more where more were there already, `no`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Choice> {
        match word.trim() {
            "" => Some(Choice::Open),
            "no" => Some(Choice::Refused),
            number => number
                .parse()
                .ok()
                .filter(|rank| (1..=200).contains(rank))
                .map(Choice::Rank),
        }
    }
}

/// Ranked wishes and refusals from what is said of each place, gaps closed: 1, 1, 4 becomes two tiers.
#[must_use]
pub fn tiers(choices: &[(PlaceKey, Choice)]) -> (Vec<Vec<PlaceKey>>, Vec<PlaceKey>) {
    let mut ranked: std::collections::BTreeMap<usize, Vec<PlaceKey>> = std::collections::BTreeMap::new();
    let mut refused = Vec::new();
    for (key, choice) in choices {
        match choice {
            Choice::Open => {}
            Choice::Rank(rank) => ranked.entry(*rank).or_default().push(key.clone()),
            Choice::Refused => refused.push(key.clone()),
        }
    }
    (ranked.into_values().collect(), refused)
}

/// A key in a form: `p:P001`, `c:01234560165`.
#[must_use]
pub fn key_word(key: &PlaceKey) -> String {
    match key {
        PlaceKey::Placement(code) => format!("p:{code}"),
        PlaceKey::Company(vat) => format!("c:{vat}"),
    }
}

/// Back from [`key_word`].
#[must_use]
pub fn key_from_word(word: &str) -> Option<PlaceKey> {
    match word.split_once(':')? {
        ("p", code) => Some(PlaceKey::Placement(code.to_owned())),
        ("c", vat) => VatNumber::parse(vat).ok().map(PlaceKey::Company),
        _ => None,
    }
}

/// Who speaks for a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// Parent or guardian.
    Guardian,
    /// The student.
    Student,
}

impl Speaker {
    /// The word stored and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Speaker::Guardian => "guardian",
            Speaker::Student => "student",
        }
    }

    /// Back from [`Speaker::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Speaker> {
        [Speaker::Guardian, Speaker::Student]
            .into_iter()
            .find(|speaker| speaker.as_str() == word)
    }
}

/// Is the student of age?
#[must_use]
pub fn is_adult(profile: &Profile, today: NaiveDate) -> bool {
    age_on(profile.birth_date, today) >= 18
}

/// Who is written to about a student, and where: an adult student; for a minor the parent, or failing an address of theirs the
/// student. Without an address a sheet of paper goes to whoever speaks.
#[must_use]
pub fn speaker(profile: &Profile, today: NaiveDate) -> (Speaker, Option<&EmailAddress>) {
    if is_adult(profile, today) {
        return (Speaker::Student, profile.email.as_ref());
    }
    match (&profile.guardian_email, &profile.email) {
        (Some(parent), _) => (Speaker::Guardian, Some(parent)),
        (None, Some(own)) => (Speaker::Student, Some(own)),
        (None, None) => (Speaker::Guardian, None),
    }
}

/// How many other families put a place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Fewer than [`FEW`]: no more is told.
    Few,
    /// So many.
    Exactly(u32),
}

impl Demand {
    /// Of `n` others.
    #[must_use]
    pub const fn of(n: u32) -> Demand {
        if n < FEW { Demand::Few } else { Demand::Exactly(n) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    pub(super) fn place(code: &str) -> PlaceKey {
        PlaceKey::Placement(code.to_owned())
    }

    pub(super) fn said() -> Said {
        Said {
            residence: ComuneCode::from_stored("016024").unwrap(),
            transport: Transport::Public,
            max_minutes: Some(45),
            max_metres: None,
            wishes: vec![vec![place("A")]],
            refuses: Vec::new(),
        }
    }

    #[test]
    fn equal_ranks_are_a_tie_and_gaps_are_closed() {
        let choices = [
            (place("A"), Choice::Rank(4)),
            (place("B"), Choice::Rank(1)),
            (place("C"), Choice::Refused),
            (place("D"), Choice::Rank(1)),
            (place("E"), Choice::Open),
        ];
        let (wishes, refuses) = tiers(&choices);
        assert_eq!(wishes, [vec![place("B"), place("D")], vec![place("A")]]);
        assert_eq!(refuses, [place("C")]);
    }

    #[test]
    fn a_change_is_taken_back_unless_somebody_changed_the_same_thing_since() {
        let before = said();
        let mut after = said();
        after.max_minutes = Some(60);
        let mut now = after.clone();
        now.transport = Transport::Car;
        let undone = Said::undone(&now, &before, &after).unwrap();
        assert_eq!((undone.max_minutes, undone.transport), (Some(45), Transport::Car));
        now.max_minutes = Some(90);
        assert_eq!(Said::undone(&now, &before, &after), None);
    }

    #[test]
    fn fewer_than_three_others_are_not_counted_aloud() {
        assert_eq!(
            [0, 2, 3].map(Demand::of),
            [Demand::Few, Demand::Few, Demand::Exactly(3)]
        );
    }

    #[test]
    fn a_key_comes_back_from_a_form() {
        let company = PlaceKey::Company(VatNumber::from_ten_digits(9_900_000_001).unwrap());
        for key in [place("P 1:2"), company] {
            assert_eq!(key_from_word(&key_word(&key)), Some(key));
        }
        assert_eq!(key_from_word("x:1"), None);
    }
}
