//! Before a run: how many places each student could take, who shares too few, what would help, and what is not said yet.
//!
//! A *group* is short of places: its students can go to its places and nowhere else, and not all of them fit (Hall's condition
//! fails there, whatever a run does elsewhere). A group without a place is closed off altogether. The groups come from the
//! reasons of a best placing, so that they are whole: nobody who shares the want is missing. A *remedy* is a change that would
//! place more, with exactly how many: each was solved. A *want* is a fact that nobody has said and that decides.
//!
//! Pure: a frozen round in, what to read out.

mod remedies;
mod wants;

use std::collections::BTreeMap;

use super::problem::{self, Outcome, Unfit};
use super::records::{Closed, WhyUnplaced};
use super::shortage::Shared;
use super::snapshot::Snapshot;
use super::what_if::{self, Change};
use crate::vocabulary::repertory::FigureCode;

pub use wants::{Want, Wanting};

/// What is known before a run.
#[derive(Debug)]
pub struct Readiness {
    /// Every student, those with the fewest places first.
    pub students: Vec<Reach>,
    /// How many can be placed at most.
    pub placed: u64,
    /// Where places are short: the largest want first.
    pub groups: Vec<Group>,
    /// What is not said yet, and decides.
    pub wants: Vec<Wanting>,
    /// The limit of the round, minutes.
    pub limit: u16,
}

/// How far one student gets.
#[derive(Debug, Clone)]
pub struct Reach {
    /// [`super::snapshot::Candidate::id`].
    pub student: String,
    /// Places that the rules and the limits leave open.
    pub places: u32,
    /// What closed the others.
    pub closed: Closed,
}

/// Students who share too few places, or none.
#[derive(Debug, Clone)]
pub struct Group {
    /// The figure of most of them.
    pub figure: FigureCode,
    /// Who; of a very large group the first fifty.
    pub students: Vec<String>,
    /// The places they share, all full in a best placing; none: every place is closed to them.
    pub places: Vec<String>,
    /// The sizes.
    pub shared: Shared,
    /// How many of them have a limit of their own, which the round's does not change.
    pub own_limits: u64,
    /// What would help, the least change first.
    pub remedies: Vec<Remedy>,
}

impl Group {
    /// How many of them no run can place.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.shared.students - self.shared.seats
    }
}

/// A change, and what it would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    pub change: Change,
    /// How many more of the round would be placed.
    pub more: u64,
}

impl Readiness {
    /// Looks at a round as it is frozen now.
    ///
    /// # Errors
    /// See [`Unfit`]: pins that cannot be, settings that cannot be.
    pub fn of(snapshot: Snapshot) -> Result<Readiness, Unfit> {
        let snapshot = what_if::only_placing(snapshot);
        let market = problem::build(&snapshot)?;
        let outcome = what_if::solved(&market)?;
        let mut open = vec![0_u32; snapshot.students.len()];
        for pair in &market.pairs {
            open[pair.student as usize] += 1;
        }
        let mut students: Vec<Reach> = open
            .iter()
            .zip(&market.refusals)
            .zip(&snapshot.students)
            .map(|((places, refused), student)| Reach {
                student: student.id.clone(),
                places: *places,
                closed: refused.closed(),
            })
            .collect();
        let wants = wants::of(&market, &open);
        students.sort_by(|a, b| (a.places, &a.student).cmp(&(b.places, &b.student)));
        let mut groups = groups(&snapshot, &outcome);
        remedies::find(&market, &mut groups)?;
        Ok(Readiness {
            students,
            placed: outcome.placed,
            groups,
            wants,
            limit: snapshot.settings.max_minutes,
        })
    }

    /// How many students could take so many places, from `least` to `most`.
    #[must_use]
    pub fn count(&self, least: u32, most: u32) -> usize {
        self.students
            .iter()
            .filter(|s| (least..=most).contains(&s.places))
            .count()
    }
}

/// Who shares which shortage; and those to whom every place is closed, by figure.
fn groups(snapshot: &Snapshot, outcome: &Outcome) -> Vec<Group> {
    let at = what_if::positions(snapshot.students.iter().map(|s| s.id.as_str()));
    let mut groups: Vec<Group> = Vec::new();
    let mut closed: BTreeMap<FigureCode, Vec<usize>> = BTreeMap::new();
    for (student, why) in &outcome.unplaced {
        match why {
            WhyUnplaced::Shortage { students, places, .. } => {
                let Some(shared) = why.shared() else { continue };
                let same = |g: &Group| g.places == *places;
                if groups.iter().any(same) {
                    continue;
                }
                let members: Vec<usize> = students.iter().map(|id| at[id.as_str()]).collect();
                groups.push(group(snapshot, &members, places.clone(), shared));
            }
            WhyUnplaced::NoEligiblePlace { .. } => closed
                .entry(snapshot.students[*student].figure)
                .or_default()
                .push(*student),
            WhyUnplaced::NotWorth | WhyUnplaced::PinnedOut { .. } => {}
        }
    }
    for members in closed.values() {
        let shared = Shared {
            students: members.len() as u64,
            places: 0,
            seats: 0,
        };
        groups.push(group(snapshot, members, Vec::new(), shared));
    }
    groups.sort_by(|a, b| (b.left(), &a.students).cmp(&(a.left(), &b.students)));
    groups
}

fn group(snapshot: &Snapshot, members: &[usize], places: Vec<String>, shared: Shared) -> Group {
    let mut figures: BTreeMap<FigureCode, usize> = BTreeMap::new();
    for at in members {
        *figures.entry(snapshot.students[*at].figure).or_default() += 1;
    }
    let most = figures
        .iter()
        .max_by_key(|(code, n)| (**n, std::cmp::Reverse(**code)));
    Group {
        figure: most.map_or(snapshot.students[members[0]].figure, |(code, _)| *code),
        students: members
            .iter()
            .map(|at| snapshot.students[*at].id.clone())
            .collect(),
        places,
        shared,
        own_limits: members
            .iter()
            .filter(|at| snapshot.students[**at].max_minutes.is_some())
            .count() as u64,
        remedies: Vec::new(),
    }
}
