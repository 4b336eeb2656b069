//! Shortages: from the solver's words to ours, and their sizes.

use std::collections::{BTreeMap, BTreeSet};

use solver::Why;

use super::records::{Closed, WhyUnplaced};

/// The sizes of a shortage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// Students who can only go to these places.
    pub students: u64,
    /// The places.
    pub places: u64,
    /// How many students fit there, ceilings of tutors and employers considered.
    pub seats: u64,
}

impl WhyUnplaced {
    /// Of a shortage: how many students share how many places, and how many of them fit there.
    #[must_use]
    pub fn shared(&self) -> Option<Shared> {
        let WhyUnplaced::Shortage {
            students,
            places,
            left,
            more_students,
            more_places,
            ..
        } = self
        else {
            return None;
        };
        let students = students.len() as u64 + more_students;
        Some(Shared {
            students,
            places: places.len() as u64 + more_places,
            seats: students.saturating_sub((*left).max(1)),
        })
    }
}

/// A shortage as it is kept; anything else that the solver says is none.
pub(super) fn told(why: &Why, closed: Closed) -> WhyUnplaced {
    let Why::Shortage {
        students,
        places,
        groups,
        more_students,
        more_places,
        ..
    } = why
    else {
        return WhyUnplaced::NoEligiblePlace { closed };
    };
    WhyUnplaced::Shortage {
        students: students.clone(),
        places: places.clone(),
        ceilings: groups.clone(),
        left: 1,
        more_students: *more_students,
        more_places: *more_places,
        closed,
    }
}

/// So many students of a shortage are listed by name, the others are counted.
const LISTED: usize = 50;

/// Completes the shortages of one answer. The solver proves each with as many students as fit there and the one who asks; the group
/// that people must know is everybody who shares the want. `id` names a student.
pub(super) fn complete(unplaced: &mut [(usize, WhyUnplaced)], id: impl Fn(usize) -> String) {
    let mut shared: BTreeMap<Vec<String>, Group> = BTreeMap::new();
    for (at, (student, why)) in unplaced.iter().enumerate() {
        let WhyUnplaced::Shortage {
            students,
            places,
            more_students,
            ..
        } = why
        else {
            continue;
        };
        let group = shared.entry(places.clone()).or_default();
        group.members.push((at, id(*student)));
        group.seats = (students.len() as u64 + more_students).saturating_sub(1);
        group.named.extend(students.iter().cloned());
    }
    // Whoever can only go to some of the places of a group belongs to it.
    let whole: Vec<Group> = shared
        .iter()
        .map(|(places, group)| {
            let mut group = group.clone();
            let own = group.members.len();
            for (other, inner) in &shared {
                if other.len() < places.len() && other.iter().all(|p| places.contains(p)) {
                    group.members.extend(inner.members.iter().cloned());
                    group.named.extend(inner.named.iter().cloned());
                }
            }
            group.own = own;
            group
        })
        .collect();
    for group in whole {
        let total = group.seats + group.members.len() as u64;
        for (at, own) in group.members.iter().take(group.own) {
            let mut names: Vec<String> = std::iter::once(own.clone())
                .chain(group.named.iter().filter(|name| *name != own).cloned())
                .take(LISTED)
                .collect();
            names.sort_unstable();
            if let WhyUnplaced::Shortage {
                students,
                left,
                more_students,
                ..
            } = &mut unplaced[*at].1
            {
                *left = group.members.len() as u64;
                *more_students = total.saturating_sub(names.len() as u64);
                *students = names;
            }
        }
    }
}

/// Who shares the same places.
#[derive(Debug, Clone, Default)]
struct Group {
    /// Those without a place: where they stand, and who they are.
    members: Vec<(usize, String)>,
    /// How many of the members share exactly these places.
    own: usize,
    /// How many fit.
    seats: u64,
    /// Everybody who was named.
    named: BTreeSet<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortage(students: &[&str], places: &[&str]) -> WhyUnplaced {
        let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        WhyUnplaced::Shortage {
            students: list(students),
            places: list(places),
            ceilings: Vec::new(),
            left: 1,
            more_students: 0,
            more_places: 0,
            closed: Closed::default(),
        }
    }

    #[test]
    fn everybody_who_shares_the_want_is_named_to_each_of_them() {
        let names = ["a", "b", "c", "d"];
        let mut unplaced = vec![
            (0, shortage(&["a", "x"], &["P"])),
            (1, shortage(&["b", "x"], &["P"])),
            (2, shortage(&["c", "x", "y"], &["P", "Q"])),
            (3, shortage(&["d", "z"], &["R"])),
        ];
        complete(&mut unplaced, |at| names[at].to_owned());
        let sizes: Vec<_> = unplaced
            .iter()
            .map(|(_, why)| {
                why.shared()
                    .map(|s| (s.students, s.places, s.seats))
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(sizes, [(3, 1, 1), (3, 1, 1), (5, 2, 2), (2, 1, 1)]);
        let WhyUnplaced::Shortage { students, .. } = &unplaced[0].1 else {
            panic!("it stays a shortage")
        };
        assert_eq!(students, &["a", "b", "x"]);
    }
}
