//! Two results side by side: what each is worth, for whom, and who would be elsewhere. Pure.
//!
//! Fairness is measured here and only here: how the worst off fare, how places spread over figures, provinces and sites. No trait
//! that the law protects is known to a run, and none is asked for.

use std::collections::{BTreeMap, HashMap};

use super::records::Assignment;
use crate::vocabulary::ids::StudentId;

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
    use super::median;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]), Some(7));
        assert_eq!(median(&[10, 20]), Some(15));
        assert_eq!(median(&[1, 2, 90]), Some(2));
    }
}
