//! Proof by integer duals, in 128 bits.
//!
//! One stage after the other. A stage maximises a gain over the pairs and bounds that the stages before left over.
//! Its duals must cover every such pair: the duals of the student, the place and all groups around them add up to at
//! least the gain. Then no answer gains more than the sum of dual times bound. If the answer gains exactly that, it
//! is best, and every other best answer uses only pairs that are covered exactly and fills every bound with a dual;
//! the next stage looks at those alone.

use std::collections::BTreeMap;

use crate::error::Findings;
use crate::outcome::{Duals, Value};
use crate::problem::Problem;

use super::goals::{Goal, goals};
use super::someone;

/// Lower bound, upper bound (if any).
type Bounds = (i128, Option<i128>);

/// The duals of a stage as they are told: of students, places and groups.
pub(super) type Told<'a> = [&'a BTreeMap<String, i64>; 3];

impl Duals {
    pub(super) fn told(&self) -> Told<'_> {
        [&self.students, &self.places, &self.groups]
    }
}

/// The duals of a stage by position.
pub(super) struct Dense {
    pub(super) students: Vec<i128>,
    pub(super) places: Vec<i128>,
    pub(super) groups: Vec<i128>,
}

/// What the stages so far left over.
#[derive(Clone)]
pub(super) struct Face<'p> {
    problem: &'p Problem,
    pub(super) alive: Vec<bool>,
    students: Vec<Bounds>,
    places: Vec<Bounds>,
    groups: Vec<Bounds>,
}

impl<'p> Face<'p> {
    pub(super) fn new(problem: &'p Problem) -> Face<'p> {
        let mut alive = vec![true; problem.pairs.len()];
        let mut students: Vec<Bounds> = vec![(0, Some(1)); problem.students.len()];
        if !problem.pins.is_empty() || !problem.forbids.is_empty() {
            let pins: std::collections::HashSet<&(u32, u32)> = problem.pins.iter().collect();
            let forbids: std::collections::HashSet<&(u32, u32)> = problem.forbids.iter().collect();
            for (s, _) in &pins {
                students[*s as usize] = (1, Some(1));
            }
            let mut pin_count = vec![0_usize; problem.students.len()];
            pins.iter().for_each(|(s, _)| pin_count[*s as usize] += 1);
            for (pair, alive) in problem.pairs.iter().zip(&mut alive) {
                let own = (pair.student, pair.place);
                let elsewhere = match pin_count[pair.student as usize] {
                    0 => false,
                    1 => !pins.contains(&own),
                    _ => true,
                };
                *alive = !elsewhere && !forbids.contains(&own);
            }
        }
        let mut wanted = vec![0_u64; problem.places.len()];
        if problem.places.iter().any(|place| place.open_with.is_some()) {
            for (pair, _) in problem.pairs.iter().zip(&alive).filter(|(_, alive)| **alive) {
                wanted[pair.place as usize] += 1;
            }
        }
        // A place that cannot even open takes nobody.
        let places = problem.places.iter().zip(wanted).map(|(place, wanted)| {
            let shut = place
                .open_with
                .is_some_and(|least| least > place.capacity.min(wanted));
            (0, Some(if shut { 0 } else { i128::from(place.capacity) }))
        });
        let groups = problem
            .groups
            .iter()
            .map(|g| (i128::from(g.min), g.max.map(i128::from)));
        Face {
            problem,
            alive,
            students,
            places: places.collect(),
            groups: groups.collect(),
        }
    }

    /// The duals of a stage by position; an unknown name is a finding.
    pub(super) fn dense(&self, told: Told<'_>, findings: &mut Findings) -> Option<Dense> {
        let problem = self.problem;
        let before = findings.is_empty();
        let mut fill = |names: Vec<&str>, map: &BTreeMap<String, i64>, what: &str| {
            let mut dense = vec![0_i128; names.len()];
            let mut found = 0;
            for (slot, name) in dense.iter_mut().zip(&names) {
                if let Some(dual) = map.get(*name) {
                    *slot = i128::from(*dual);
                    found += 1;
                }
            }
            if found != map.len() {
                findings.add(
                    || format!("/certificate/{what}"),
                    "certificate.unknown",
                    || format!("The certificate names {what} the problem does not have."),
                );
            }
            dense
        };
        let dense = Dense {
            students: fill(
                problem.students.iter().map(|s| s.id.as_str()).collect(),
                told[0],
                "students",
            ),
            places: fill(
                problem.places.iter().map(|p| p.id.as_str()).collect(),
                told[1],
                "places",
            ),
            groups: fill(
                problem.groups.iter().map(|g| g.id.as_str()).collect(),
                told[2],
                "groups",
            ),
        };
        (findings.is_empty() == before).then_some(dense)
    }

    /// The sum of dual times bound; nothing if a bound that does not exist is priced, or on overflow.
    pub(super) fn bound(&self, dense: &Dense) -> Option<i128> {
        let sides = [
            (&dense.students, &self.students),
            (&dense.places, &self.places),
            (&dense.groups, &self.groups),
        ];
        let mut sum = 0_i128;
        for (duals, bounds) in sides {
            for (dual, (lo, hi)) in duals.iter().zip(bounds) {
                let bound = match dual.signum() {
                    1 => (*hi)?,
                    -1 => *lo,
                    _ => continue,
                };
                sum = sum.checked_add(dual.checked_mul(bound)?)?;
            }
        }
        Some(sum)
    }

    /// What covers each student's and each place's end of a pair: its own dual and those of all groups around it.
    fn cover(&self, dense: &Dense) -> (Vec<i128>, Vec<i128>) {
        let around = |own: &[i128], groups: Vec<Option<u32>>| -> Vec<i128> {
            own.iter()
                .zip(groups)
                .map(|(own, mut group)| {
                    let mut sum = *own;
                    while let Some(g) = group {
                        sum += dense.groups[g as usize];
                        group = self.problem.groups[g as usize].parent;
                    }
                    sum
                })
                .collect()
        };
        (
            around(
                &dense.students,
                self.problem.students.iter().map(|s| s.group).collect(),
            ),
            around(
                &dense.places,
                self.problem.places.iter().map(|p| p.group).collect(),
            ),
        )
    }

    /// Checks that every pair left (and `among`) is covered.
    pub(super) fn covers(
        &self,
        dense: &Dense,
        among: impl Fn(usize) -> bool,
        gain: impl Fn(usize) -> i128,
        findings: &mut Findings,
    ) -> bool {
        let (students, places) = self.cover(dense);
        let mut good = true;
        for (i, pair) in self.problem.pairs.iter().enumerate() {
            if !self.alive[i] || !among(i) {
                continue;
            }
            let rest = students[pair.student as usize] + places[pair.place as usize] - gain(i);
            if rest < 0 {
                good = false;
                findings.add(
                    || "/certificate".to_owned(),
                    "certificate.pair.uncovered",
                    || {
                        let (s, p) = (
                            &self.problem.students[pair.student as usize].id,
                            &self.problem.places[pair.place as usize].id,
                        );
                        format!(
                            "The duals of {s:?} and {p:?} fall short of what the pair gains by {}.",
                            -rest
                        )
                    },
                );
            }
        }
        good
    }

    /// Keeps the pairs that are covered exactly.
    pub(super) fn keep_exact(&mut self, dense: &Dense, gain: impl Fn(usize) -> i128) {
        let (students, places) = self.cover(dense);
        for (i, (alive, pair)) in self.alive.iter_mut().zip(&self.problem.pairs).enumerate() {
            *alive &= students[pair.student as usize] + places[pair.place as usize] == gain(i);
        }
    }

    /// Makes every bound with a dual tight.
    pub(super) fn tighten(&mut self, dense: &Dense) {
        let sides = [
            (&dense.students, &mut self.students),
            (&dense.places, &mut self.places),
            (&dense.groups, &mut self.groups),
        ];
        for (duals, bounds) in sides {
            for (dual, (lo, hi)) in duals.iter().zip(bounds) {
                match dual.signum() {
                    1 => *lo = hi.unwrap_or(*lo),
                    -1 => *hi = Some(*lo),
                    _ => {}
                }
            }
        }
    }
}

/// Do these stages prove that the values are the best, tier by tier?
pub(super) fn prove(
    problem: &Problem,
    stages: &[(&str, Told<'_>)],
    values: &[Value],
    chosen: &[usize],
    findings: &mut Findings,
) -> bool {
    let goals = goals(problem, values);
    let fits = stages.len() == goals.len()
        && stages.iter().zip(&goals).all(|((name, _), (_, goal, _))| {
            goal.names().iter().any(|known| known == name) || (name.is_empty() && goals.len() == 1)
        });
    if !fits {
        findings.add(
            || "/certificate".to_owned(),
            "certificate.stages",
            || {
                let told: Vec<&str> = stages.iter().map(|(name, _)| *name).collect();
                let wanted: Vec<String> = goals.iter().map(|g| g.1.name()).collect();
                format!("The policy needs the stages {wanted:?}, the certificate has {told:?}.")
            },
        );
        return false;
    }
    let mut face = Face::new(problem);
    let all: Vec<Goal> = goals.iter().map(|goal| goal.1).collect();
    for (at, ((name, told), (_, goal, value))) in stages.iter().zip(goals).enumerate() {
        let Some(dense) = face.dense(*told, findings) else {
            return false;
        };
        let bound = face.bound(&dense);
        let good = if let Goal::Above(t) = goal {
            let above = |i: usize| i128::from(problem.pairs[i].score) > i128::from(t);
            // Either nobody at all can be above, or a face that must place someone cannot do it above.
            let someone = name.starts_with("someone");
            let good = face.covers(&dense, above, |_| i128::from(someone), findings)
                && bound.is_some_and(|bound| bound < i128::from(someone));
            for (alive, pair) in face.alive.iter_mut().zip(&problem.pairs) {
                *alive &= i64::from(pair.score) >= t;
            }
            good
        } else {
            let gain = |i: usize| goal.gain(problem, i);
            let good = face.covers(&dense, |_| true, gain, findings);
            if at + 1 < stages.len() {
                face.keep_exact(&dense, gain);
                face.tighten(&dense);
            }
            good && bound == Some(value)
        };
        if !good {
            findings.add(
                || "/certificate".to_owned(),
                "certificate.bound",
                || {
                    format!(
                        "The stage `{}` proves a bound of {bound:?}, the answer needs {value}.",
                        goal.name()
                    )
                },
            );
            return false;
        }
        if let (true, [one]) = (name.starts_with("someone"), chosen)
            && someone::alone(problem, &all, at, *one)
        {
            return true;
        }
    }
    true
}

/// Is this a proof that no answer keeps all rules? Zero gain everywhere, and yet a bound below zero.
pub(super) fn refutes(problem: &Problem, cut: &Duals, findings: &mut Findings) -> bool {
    let face = Face::new(problem);
    let Some(dense) = face.dense(cut.told(), findings) else {
        return false;
    };
    let bound = face.bound(&dense);
    let good = face.covers(&dense, |_| true, |_| 0, findings) && bound.is_some_and(|b| b < 0);
    if !good {
        findings.add(
            || "/certificate".to_owned(),
            "certificate.bound",
            || {
                format!(
                    "The cut proves a bound of {bound:?}; only one below zero shows that nothing is possible."
                )
            },
        );
    }
    good
}
