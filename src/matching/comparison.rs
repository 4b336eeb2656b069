//! Two results side by side: what each is worth, for whom, and who would be elsewhere. Pure.
//!
//! Fairness is measured here and only here: how the worst off fare, how places spread over figures, provinces and sites, and two
//! gaps of traits that the law protects. None of them is asked for, stored or known to a run: sex is read from the codice fiscale
//! where there is one, and whoever needs an accessible site has said so for the journey's sake. Both are shown as sums over
//! groups of at least [`LEAST`]; smaller ones say nothing but that they are small.

use std::collections::{BTreeMap, HashMap};

use super::records::Assignment;
use crate::vocabulary::codes::CodiceFiscale;
use crate::vocabulary::ids::StudentId;

/// The smallest group of a protected trait that is shown.
pub const LEAST: u64 = 5;

/// What a result is worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merit {
    pub students: u64,
    pub placed: u64,
    pub score: u64,
    /// The journey of which half are shorter and half longer, minutes.
    pub median: Option<u16>,
    /// The longest journey, minutes.
    pub worst: Option<u16>,
    /// How many got their first wish.
    pub first_wish: u64,
    /// How many got any of their wishes.
    pub any_wish: u64,
}

impl Merit {
    /// Of these students, of whom these have a place.
    #[must_use]
    pub fn of<'a>(students: u64, assigned: impl IntoIterator<Item = &'a Assignment>) -> Merit {
        let mut minutes: Vec<u16> = Vec::new();
        let mut merit = Merit {
            students,
            ..Merit::default()
        };
        for a in assigned {
            minutes.push(a.minutes);
            merit.placed += 1;
            merit.score += u64::from(a.score);
            merit.first_wish += u64::from(a.wish_rank == Some(1));
            merit.any_wish += u64::from(a.wish_rank.is_some());
        }
        minutes.sort_unstable();
        merit.median = median(&minutes);
        merit.worst = minutes.last().copied();
        merit
    }
}

/// The middle of sorted numbers; between two of them, the longer half.
fn median(sorted: &[u16]) -> Option<u16> {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted.get(middle).copied()
    } else {
        let (below, above) = (sorted.get(middle.checked_sub(1)?)?, sorted.get(middle)?);
        Some(u16::midpoint(*below, *above))
    }
}

/// The students of a run and the places they got.
#[derive(Debug)]
pub struct Side<'a> {
    pub students: &'a [StudentId],
    pub assigned: &'a [Assignment],
}

/// The same for each value of something that students have, such as their figure.
#[must_use]
pub fn spread<K: Ord + Clone>(sides: [&Side<'_>; 2], of: &HashMap<StudentId, K>) -> Vec<(K, [Merit; 2])> {
    let mut found: BTreeMap<K, [(u64, Vec<&Assignment>); 2]> = BTreeMap::new();
    for (at, side) in sides.into_iter().enumerate() {
        for key in side.students.iter().filter_map(|s| of.get(s)) {
            found.entry(key.clone()).or_default()[at].0 += 1;
        }
        for a in side.assigned {
            if let Some(key) = of.get(&a.student_id) {
                found.entry(key.clone()).or_default()[at].1.push(a);
            }
        }
    }
    found
        .into_iter()
        .map(|(key, sides)| {
            (
                key,
                sides.map(|(students, assigned)| Merit::of(students, assigned)),
            )
        })
        .collect()
}

/// Sums over a trait that the law protects: what may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap<K> {
    /// Every group is large enough, and there are two at least.
    Shown(Vec<(K, [Merit; 2])>),
    /// A group is so small that its people would be known by it.
    Small,
    /// There is nothing to compare.
    None,
}

/// As [`spread`], for a trait that the law protects.
#[must_use]
pub fn gap<K: Ord + Clone>(sides: [&Side<'_>; 2], of: &HashMap<StudentId, K>) -> Gap<K> {
    let lines = spread(sides, of);
    let small = |(_, merits): &(K, [Merit; 2])| merits.iter().any(|m| m.students < LEAST);
    match lines.len() {
        0 | 1 => Gap::None,
        _ if lines.iter().any(small) => Gap::Small,
        _ => Gap::Shown(lines),
    }
}

/// Is it the codice fiscale of a woman? Then its day of birth counts from 41; a digit may be a letter (omocodia).
#[must_use]
pub fn of_a_woman(code: &CodiceFiscale) -> bool {
    let tens = code.as_str().as_bytes().get(9);
    tens.is_some_and(|tens| matches!(tens, b'4'..=b'7' | b'Q'..=b'T'))
}

/// Somebody who is better or worse off in the second result: minutes more, and whether there is a place at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference<'a> {
    pub student: StudentId,
    pub sides: [Option<&'a Assignment>; 2],
}

impl Difference<'_> {
    /// Minutes more in the second, where there is a place in both.
    #[must_use]
    pub fn minutes(&self) -> Option<i32> {
        let [Some(a), Some(b)] = self.sides else {
            return None;
        };
        Some(i32::from(b.minutes) - i32::from(a.minutes))
    }
}

/// Everybody whose place is another: those who lose theirs first, then those who gain one, then by how much longer the journey is.
#[must_use]
pub fn differences<'a>(before: &'a [Assignment], after: &'a [Assignment]) -> Vec<Difference<'a>> {
    let mut found: HashMap<StudentId, [Option<&Assignment>; 2]> = HashMap::new();
    for (at, list) in [before, after].into_iter().enumerate() {
        for a in list {
            found.entry(a.student_id).or_default()[at] = Some(a);
        }
    }
    let mut differences: Vec<Difference<'_>> = found
        .into_iter()
        .filter(|(_, [a, b])| a.map(|a| a.placement_id) != b.map(|b| b.placement_id))
        .map(|(student, sides)| Difference { student, sides })
        .collect();
    differences.sort_by_key(|d| {
        let kind = match d.sides {
            [_, None] => 0,
            [None, _] => 1,
            _ => 2,
        };
        (kind, std::cmp::Reverse(d.minutes()), d.student)
    });
    differences
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::collections::HashMap;

    use uuid::Uuid;

    use super::{Gap, Side, gap, median, of_a_woman};
    use crate::vocabulary::codes::CodiceFiscale;
    use crate::vocabulary::ids::StudentId;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]), Some(7));
        assert_eq!(median(&[10, 20]), Some(15));
        assert_eq!(median(&[1, 2, 90]), Some(2));
    }

    #[test]
    fn a_small_group_is_not_shown_and_neither_is_what_it_could_be_computed_from() {
        let students: Vec<StudentId> = (0..12).map(|n| StudentId(Uuid::from_u128(n))).collect();
        let side = Side {
            students: &students,
            assigned: &[],
        };
        let of = |women: usize| -> HashMap<StudentId, bool> {
            students
                .iter()
                .enumerate()
                .map(|(at, id)| (*id, at < women))
                .collect()
        };
        assert!(matches!(gap([&side, &side], &of(5)), Gap::Shown(lines) if lines.len() == 2));
        assert_eq!(gap([&side, &side], &of(4)), Gap::Small);
        assert_eq!(gap([&side, &side], &of(0)), Gap::None);
    }

    #[test]
    fn the_day_of_birth_tells_a_woman_also_with_letters_for_digits() {
        let woman = |text: &str| of_a_woman(&CodiceFiscale::parse(text).unwrap());
        assert!(!woman("RSSMRA85T10A562S"));
        assert!(woman("CNRSFN10A41B157U"));
        assert!(woman("CNRSFN10AQ1B157G"));
    }
}
