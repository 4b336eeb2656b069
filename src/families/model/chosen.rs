//! What of a profile a family has chosen.

use chrono::{DateTime, Utc};

use super::{Part, Said};

/// A part of a profile that a family has chosen, and when: nobody has written it anew since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Which part.
    pub part: Part,
    /// When the family said it.
    pub at: DateTime<Utc>,
}

/// What of a profile a family has chosen: the parts that an answer of its own changed and that stand as the newest such answer left
/// them. The answers are those that the school has not taken back, the oldest first: when, what stood there before, what after.
#[must_use]
pub fn chosen<'a>(
    now: &Said,
    answers: impl IntoIterator<Item = (DateTime<Utc>, &'a Said, &'a Said)>,
) -> Vec<Chosen> {
    let mut newest: [Option<(DateTime<Utc>, &Said)>; Part::ALL.len()] = Default::default();
    for (at, before, after) in answers {
        for (part, slot) in Part::ALL.into_iter().zip(&mut newest) {
            if !before.same(after, part) {
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
    use crate::students::model::PlaceKey;
    use crate::vocabulary::geography::{ComuneCode, Transport};

    fn place(code: &str) -> PlaceKey {
        PlaceKey::Placement(code.to_owned())
    }

    fn said() -> Said {
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
    fn a_choice_stands_until_somebody_writes_it_anew() {
        let day = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (first, second) = (day("2026-09-07T10:00:00Z"), day("2026-09-08T10:00:00Z"));
        let before = said();
        let mut after = said();
        after.wishes = vec![vec![place("B")]];
        let mut later = after.clone();
        later.max_minutes = Some(60);
        let answers = [(first, &before, &after), (second, &after, &later)];
        let stands = |now: &Said| {
            chosen(now, answers)
                .iter()
                .map(|one| (one.part, one.at))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            stands(&later),
            [(Part::MaxMinutes, second), (Part::Wishes, first)]
        );
        let mut changed = later.clone();
        changed.wishes = Vec::new();
        assert_eq!(stands(&changed), [(Part::MaxMinutes, second)]);
        assert_eq!(stands(&before), []);
    }
}
