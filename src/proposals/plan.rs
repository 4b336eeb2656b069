//! What publishing a run changes: pure.
//!
//! A run speaks of the students it was asked to match, and of nobody else. For those: what it found and is out already stays;
//! what is out and was not found again is withdrawn; what is new is sent; whoever was accepted stays where they are.

use std::collections::{HashMap, HashSet};

use crate::vocabulary::ids::{CompanyId, PlacementId, ProposalId, StudentId};

/// What a run found for one student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Whom.
    pub student: StudentId,
    /// Where.
    pub placement: PlacementId,
    /// Whose place that is.
    pub company: CompanyId,
}

/// A proposal that holds its place, of one of the run's students or for one of its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Which.
    pub id: ProposalId,
    /// Whom.
    pub student: StudentId,
    /// Where.
    pub placement: PlacementId,
    /// Was it accepted, or is it out?
    pub accepted: bool,
    /// Does it belong to the round that is being published?
    pub of_this_round: bool,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// To be sent.
    pub send: Vec<Found>,
    /// To be withdrawn.
    pub withdraw: Vec<ProposalId>,
    /// Out or accepted, and as the run has it.
    pub kept: usize,
}

/// The world has moved on since the run was asked for: it must be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale;

/// What publishing changes. `asked`: every student of the run, placed or not. `seats`: of the places found. `over`: pairs of
/// this round that were declined or have expired.
///
/// # Errors
/// [`Stale`] when a student was proposed or accepted elsewhere meanwhile, a place is full, or a pair was declined.
pub fn changes(
    found: &[Found],
    asked: &HashSet<StudentId>,
    holding: &[Holding],
    seats: &HashMap<PlacementId, u32>,
    over: &HashSet<(StudentId, PlacementId)>,
) -> Result<Changes, Stale> {
    let places: HashMap<StudentId, PlacementId> = found.iter().map(|f| (f.student, f.placement)).collect();
    let mut changes = Changes::default();
    let mut taken: HashMap<PlacementId, u32> = HashMap::new();
    let mut settled = HashSet::new();
    for held in holding {
        let asked_here = held.of_this_round && asked.contains(&held.student);
        let again = places.get(&held.student) == Some(&held.placement);
        if asked_here && !held.accepted && !again {
            changes.withdraw.push(held.id);
            continue;
        }
        *taken.entry(held.placement).or_default() += 1;
        if !places.contains_key(&held.student) {
            continue;
        }
        if !again && !held.of_this_round {
            return Err(Stale);
        }
        if !settled.insert(held.student) {
            return Err(Stale);
        }
        changes.kept += 1;
    }
    for found in found.iter().filter(|f| !settled.contains(&f.student)) {
        let now_taken = taken.entry(found.placement).or_default();
        *now_taken += 1;
        let full = *now_taken > seats.get(&found.placement).copied().unwrap_or(0);
        if full || over.contains(&(found.student, found.placement)) {
            return Err(Stale);
        }
        changes.send.push(*found);
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use uuid::Uuid;

    fn found(student: u128, placement: u128) -> Found {
        Found {
            student: StudentId(Uuid::from_u128(student)),
            placement: PlacementId(Uuid::from_u128(placement)),
            company: CompanyId(Uuid::from_u128(1)),
        }
    }

    fn held(id: u128, student: u128, placement: u128) -> Holding {
        let Found {
            student, placement, ..
        } = found(student, placement);
        Holding {
            id: ProposalId(Uuid::from_u128(id)),
            student,
            placement,
            accepted: false,
            of_this_round: true,
        }
    }

    fn plan(found_: &[Found], left_out: &[u128], holding: &[Holding]) -> Result<Changes, Stale> {
        let asked = found_
            .iter()
            .map(|f| f.student)
            .chain(left_out.iter().map(|s| found(*s, 0).student))
            .collect();
        let seats = (1..10).map(|p| (found(0, p).placement, 1)).collect();
        changes(found_, &asked, holding, &seats, &HashSet::new())
    }

    #[test]
    fn the_first_time_everything_is_sent() {
        let changes = plan(&[found(1, 1), found(2, 2)], &[3], &[]).unwrap();
        assert_eq!(
            (changes.send.len(), changes.withdraw.len(), changes.kept),
            (2, 0, 0)
        );
    }

    #[test]
    fn the_second_time_only_the_difference() {
        let holding = [held(11, 1, 1), held(12, 2, 2), held(13, 3, 3)];
        let changes = plan(&[found(1, 1), found(2, 3)], &[3], &holding).unwrap();
        assert_eq!(changes.send, [found(2, 3)]);
        assert_eq!(changes.withdraw, [holding[1].id, holding[2].id]);
        assert_eq!(changes.kept, 1);
    }

    #[test]
    fn whom_the_run_was_not_asked_about_keeps_what_is_out() {
        let changes = plan(&[found(2, 2)], &[], &[held(11, 1, 1)]).unwrap();
        assert_eq!((changes.send.len(), changes.withdraw.len()), (1, 0));
    }

    #[test]
    fn who_was_accepted_stays() {
        let accepted = Holding {
            accepted: true,
            ..held(11, 1, 1)
        };
        let changes = plan(&[found(1, 2), found(2, 3)], &[], &[accepted]).unwrap();
        assert_eq!((changes.send, changes.withdraw.len()), (vec![found(2, 3)], 0));
    }

    #[test]
    fn a_run_that_no_longer_fits_the_world_is_not_published() {
        assert_eq!(
            plan(&[found(2, 1)], &[], &[held(11, 1, 1)]),
            Err(Stale),
            "the seat is taken"
        );
        let elsewhere = Holding {
            of_this_round: false,
            ..held(11, 1, 5)
        };
        assert_eq!(
            plan(&[found(1, 1)], &[], &[elsewhere]),
            Err(Stale),
            "the student is out in another round"
        );
        let over = HashSet::from([(found(1, 1).student, found(1, 1).placement)]);
        let seats = HashMap::from([(found(1, 1).placement, 1)]);
        let asked = HashSet::from([found(1, 1).student]);
        assert_eq!(
            changes(&[found(1, 1)], &asked, &[], &seats, &over),
            Err(Stale),
            "the pair was declined"
        );
    }
}
