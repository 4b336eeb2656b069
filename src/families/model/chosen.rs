//! What of a profile a family has chosen.

use chrono::{DateTime, Utc};

use super::{Part, Said};

/// A part of a profile that a family has chosen or confirmed, and when: nobody has written it anew since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Which part.
    pub part: Part,
    /// When the family said it.
    pub at: DateTime<Utc>,
}

/// What of a profile a family has chosen: the parts that stand as an answer of its own left them, since the day of the first that
/// did; saying that all is right is an answer too. The answers are those that the school has not taken back, the oldest first: when,
/// and what stood there after it.
#[must_use]
pub fn chosen<'a>(now: &Said, answers: impl IntoIterator<Item = (DateTime<Utc>, &'a Said)>) -> Vec<Chosen> {
    let mut newest: [Option<(DateTime<Utc>, &Said)>; Part::ALL.len()] = Default::default();
    for (at, after) in answers {
        for (part, slot) in Part::ALL.into_iter().zip(&mut newest) {
            if slot.is_none_or(|(_, known)| !known.same(after, part)) {
                *slot = Some((at, after));
            }
        }
    }
    let stands = Part::ALL.into_iter().zip(newest).filter_map(|(part, found)| {
        let (at, after) = found?;
        now.same(after, part).then_some(Chosen { part, at })
    });
    stands.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::families::model::tests::{place, said};

    #[test]
    fn a_choice_stands_until_somebody_writes_it_anew() {
        let day = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (first, second) = (day("2026-09-07T10:00:00Z"), day("2026-09-08T10:00:00Z"));
        let mut after = said();
        after.wishes = vec![vec![place("B")]];
        let mut later = after.clone();
        later.max_minutes = Some(60);
        let answers = [(first, &after), (second, &later)];
        let stands = |now: &Said, part: Part| {
            let found = chosen(now, answers).into_iter().find(|one| one.part == part);
            found.map(|one| one.at)
        };
        assert_eq!(stands(&later, Part::Wishes), Some(first));
        assert_eq!(stands(&later, Part::MaxMinutes), Some(second));
        assert_eq!(
            stands(&later, Part::Residence),
            Some(first),
            "it said that this is right"
        );
        let mut changed = later.clone();
        changed.wishes = Vec::new();
        assert_eq!(stands(&changed, Part::Wishes), None);
        assert_eq!(chosen(&changed, []), []);
    }
}
