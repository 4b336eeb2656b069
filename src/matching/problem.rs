//! From a frozen round to the solver's problem, and from its answer to what people are told. Nothing else makes problems; what reads
//! answers besides stands around it: `choices`, `shortage`, `worker`.
//!
//! Seats, tutors and employers nest: `place ⊂ tutor ⊂ employer`. The ceilings of the law ([`crate::law::employer`]) become
//! the groups' bounds, less what is already there and what is promised elsewhere. Tutors and employers have one group for each
//! pathway, because the law counts apprentices and students on school-work apart.

pub mod live;
mod outcome;

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use solver::{Answer, Problem};

pub use outcome::{AssignedPair, Detail, Outcome, UsedPlace};

use super::eligibility::{Facts, Refusals, Wishes};
use super::scoring::{self, Points};
use super::snapshot::Snapshot;
use crate::law::{EmployerFacts, Law, Reason, employer};
use crate::vocabulary::pathway::Pathway;

/// An allowed pair: positions in the snapshot, and what the score is made of.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub student: u32,
    pub place: u32,
    pub minutes: u16,
    pub metres: u32,
    pub estimated: bool,
    pub wish_rank: Option<u32>,
    pub points: Points,
    pub score: u32,
}

/// A round, judged and scored: what the solver is asked, and what is needed to read its answer.
#[derive(Debug)]
pub struct Market<'a> {
    pub snapshot: &'a Snapshot,
    pub law: Law,
    pub pairs: Vec<Pair>,
    /// For each student, what closed the places.
    pub refusals: Vec<Refusals>,
    pub problem: Problem,
    /// Milliseconds: `eligibility`, `problem`.
    pub timings: BTreeMap<String, u64>,
}

/// Why a round could not be made into a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// A pin asks for a pair that the law refuses: student, place, codes of the reasons.
    PinNotAllowed {
        student: String,
        place: String,
        reasons: Vec<String>,
    },
    /// A pin or forbid names somebody who is not in the round any more.
    PinUnknown { student: String, place: String },
    /// The settings cannot be.
    Settings(Vec<crate::vocabulary::fault::Invalid>),
    /// The solver refuses the problem; its words.
    Problem(Vec<String>),
}

impl Unfit {
    /// Stable: keys the text `matching-failure-<code>`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Unfit::PinNotAllowed { .. } => "pin_not_allowed",
            Unfit::PinUnknown { .. } => "pin_unknown",
            Unfit::Settings(_) => "settings",
            Unfit::Problem(_) => "refused",
        }
    }
}

/// Judges and scores every pair, and puts the problem together.
///
/// # Errors
/// See [`Unfit`].
pub fn build(snapshot: &Snapshot) -> Result<Market<'_>, Unfit> {
    let began = Instant::now();
    let problems = snapshot.settings.problems();
    if !problems.is_empty() {
        return Err(Unfit::Settings(problems));
    }
    let law = Law::on(snapshot.day, &snapshot.settings.rules).map_err(Unfit::Settings)?;
    let (pairs, refusals) = judge_and_score(snapshot, &law);
    let judged = began.elapsed();
    let problem = assemble(snapshot, &law, &pairs)?;
    let timings = BTreeMap::from([
        ("eligibility".to_owned(), millis(judged)),
        ("problem".to_owned(), millis(began.elapsed() - judged)),
    ]);
    Ok(Market {
        snapshot,
        law,
        pairs,
        refusals,
        problem,
        timings,
    })
}

fn millis(d: std::time::Duration) -> u64 {
    u64::try_from(d.as_millis()).unwrap_or(u64::MAX)
}

fn judge_and_score(snapshot: &Snapshot, law: &Law) -> (Vec<Pair>, Vec<Refusals>) {
    let facts = Facts::of(snapshot);
    let judge = facts.judge(law);
    let mut pairs = Vec::new();
    let mut refusals = Vec::with_capacity(snapshot.students.len());
    for (s, student) in (0..).zip(&snapshot.students) {
        let mut refused = Refusals::default();
        let wishes = Wishes::of(student);
        for (p, place) in (0..).zip(&snapshot.places) {
            let (reasons, travel) = judge.pair(s, p);
            if !reasons.is_empty() {
                refused.add(reasons, travel.minutes);
                continue;
            }
            let wish_rank = wishes.rank_of(place, snapshot);
            let points = scoring::points(&scoring::Pair {
                minutes: travel.minutes,
                limit_minutes: student.max_minutes.unwrap_or(snapshot.settings.max_minutes),
                same_figure: place.figures.contains(&student.figure),
                same_indirizzo: student.indirizzo.is_some() && student.indirizzo == place.indirizzo,
                wants: &place.wants,
                has: &student.competences,
                wish_rank,
                same_employer: student.employer_now == Some(snapshot.employers[place.employer].vat_number),
                waiting_days: student.waiting_days,
            });
            let score = points.score(&snapshot.settings.weights);
            pairs.push(Pair {
                student: s,
                place: p,
                minutes: travel.minutes,
                metres: travel.metres,
                estimated: judge.is_estimate(s, p),
                wish_rank,
                points,
                score,
            });
        }
        refusals.push(refused);
    }
    (pairs, refusals)
}

/// The groups of a round, as they nest.
struct Ceilings {
    tutors: HashMap<(usize, Pathway), u32>,
    employers: HashMap<usize, u32>,
}

fn assemble(snapshot: &Snapshot, law: &Law, pairs: &[Pair]) -> Result<Problem, Unfit> {
    let mut builder = Problem::builder();
    for student in &snapshot.students {
        builder.student(&student.id, None);
    }
    let ceilings = ceilings(&mut builder, snapshot, law);
    for place in &snapshot.places {
        let group = match place.tutor {
            Some(tutor) => ceilings.tutors.get(&(tutor, place.pathway)).copied(),
            None => None,
        }
        .or_else(|| {
            (place.pathway == Pathway::Apprenticeship)
                .then(|| ceilings.employers.get(&place.employer).copied())
                .flatten()
        });
        let free = place.seats.saturating_sub(place.held);
        let at = builder.place(&place.id, u64::from(free), group);
        builder.employer(at, snapshot.employers[place.employer].vat_number.as_str());
        // Those who are already promised count towards the number with which it opens.
        if let Some(least) = place
            .open_with
            .map(|m| m.saturating_sub(place.held))
            .filter(|m| *m > 1)
        {
            builder.open_with(at, u64::from(least));
        }
    }
    let ranks = snapshot
        .settings
        .tiers
        .iter()
        .any(|t| t == "rank_maximal" || t == "generous");
    for pair in pairs {
        if ranks {
            // Without a wish a place ranks after every wish.
            builder.ranked_pair(
                pair.student,
                pair.place,
                pair.score,
                pair.wish_rank.unwrap_or(UNWISHED),
                0,
            );
        } else {
            builder.pair(pair.student, pair.place, pair.score);
        }
    }
    pins(&mut builder, snapshot, law, pairs)?;
    let tiers: Vec<_> = snapshot
        .settings
        .tiers
        .iter()
        .filter_map(|t| solver::Tier::of(t))
        .collect();
    builder.tiers(&tiers);
    builder.seed(snapshot.settings.seed);
    builder.build().map_err(|findings| {
        Unfit::Problem(
            findings
                .into_iter()
                .map(|f| format!("{} {} {}", f.path, f.code, f.message))
                .collect(),
        )
    })
}

/// The rank of a place that the student did not wish for: after any list that a person writes.
const UNWISHED: u32 = 10;

fn ceilings(builder: &mut solver::ProblemBuilder, snapshot: &Snapshot, law: &Law) -> Ceilings {
    let mut employers = HashMap::new();
    for place in snapshot
        .places
        .iter()
        .filter(|p| p.pathway == Pathway::Apprenticeship)
    {
        employers.entry(place.employer).or_insert_with(|| {
            let e = &snapshot.employers[place.employer];
            let firm = EmployerFacts {
                staff: e.staff,
                skilled: e.skilled,
                apprentices: e.apprentices,
                artisan: e.artisan,
            };
            let max = employer::ratio_cap(&firm, law)
                .free(e.apprentices.unwrap_or(0), e.held)
                .map(u64::from);
            builder.group(format!("employer:{}", e.vat_number.as_str()), 0, max, None)
        });
    }
    let mut tutors = HashMap::new();
    for place in &snapshot.places {
        let Some(at) = place.tutor else { continue };
        tutors.entry((at, place.pathway)).or_insert_with(|| {
            let (tutor, e) = (&snapshot.tutors[at], &snapshot.employers[place.employer]);
            let held = match place.pathway {
                Pathway::Apprenticeship => tutor.held_apprentices,
                Pathway::SchoolWork | Pathway::Simulated => tutor.held_students,
            };
            let cap = employer::tutor_cap(place.pathway, e.risk, tutor.max, law);
            let max = cap.free(0, held).map(u64::from);
            let parent = (place.pathway == Pathway::Apprenticeship)
                .then(|| employers.get(&place.employer).copied())
                .flatten();
            builder.group(format!("tutor:{at}:{}", place.pathway.as_str()), 0, max, parent)
        });
    }
    Ceilings { tutors, employers }
}

fn pins(
    builder: &mut solver::ProblemBuilder,
    snapshot: &Snapshot,
    law: &Law,
    pairs: &[Pair],
) -> Result<(), Unfit> {
    let students: HashMap<&str, u32> = (0..)
        .zip(&snapshot.students)
        .map(|(i, s)| (s.id.as_str(), i))
        .collect();
    let places: HashMap<&str, u32> = (0..)
        .zip(&snapshot.places)
        .map(|(i, p)| (p.id.as_str(), i))
        .collect();
    let find = |w: &super::snapshot::Wanted| {
        Some((*students.get(w.student.as_str())?, *places.get(w.place.as_str())?))
    };
    for pin in &snapshot.pins {
        let Some((s, p)) = find(pin) else {
            return Err(Unfit::PinUnknown {
                student: pin.student.clone(),
                place: pin.place.clone(),
            });
        };
        // Pairs come in the order of students and places.
        if pairs
            .binary_search_by_key(&(s, p), |pair| (pair.student, pair.place))
            .is_err()
        {
            let (reasons, _) = Facts::of(snapshot).judge(law).pair(s, p);
            return Err(Unfit::PinNotAllowed {
                student: pin.student.clone(),
                place: pin.place.clone(),
                reasons: reasons.iter().map(|r| r.code().to_owned()).collect(),
            });
        }
        builder.pin(s, p);
    }
    // Who or what is gone need not be forbidden.
    for (s, p) in snapshot.forbids.iter().filter_map(find) {
        builder.forbid(s, p);
    }
    Ok(())
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// Solves in this process, for `abbina match` and tests; the service uses a child ([`super::solve_in_child`]).
#[must_use]
pub fn solve_here(market: &Market<'_>, threads: usize) -> Answer {
    solve_telling(market, threads, &|_, _| {})
}

/// The same, telling how many steps of how many are done; from any thread.
#[must_use]
pub fn solve_telling(market: &Market<'_>, threads: usize, tell: &(dyn Fn(u64, u64) + Sync)) -> Answer {
    let tell = |progress: solver::Progress| tell(progress.done, progress.total);
    let options = solver::Options {
        threads,
        progress: Some(&tell),
        ..Default::default()
    };
    solver::solve(&market.problem, &options)
}

/// Everything in the law against each of these pairs of a snapshot, by position.
#[must_use]
pub fn against(snapshot: &Snapshot, pairs: &[(usize, usize)]) -> Vec<Vec<Reason>> {
    let Ok(law) = Law::on(snapshot.day, &snapshot.settings.rules) else {
        return vec![Vec::new(); pairs.len()];
    };
    let facts = Facts::of(snapshot);
    let judge = facts.judge(&law);
    pairs
        .iter()
        .map(|(student, place)| judge.pair(index(*student), index(*place)).0.iter().collect())
        .collect()
}
