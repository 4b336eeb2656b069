//! What if: a solved problem that stays solved while single things about it change.
//!
//! ```
//! use abbina_solver::{Change, Options, Problem, Session};
//! let mut b = Problem::builder();
//! let (ana, ben) = (b.student("ana", None), b.student("ben", None));
//! let (bakery, garage) = (b.place("bakery", 1, None), b.place("garage", 1, None));
//! b.pair(ana, bakery, 900);
//! b.pair(ana, garage, 800);
//! b.pair(ben, bakery, 700);
//! let mut session = Session::new(b.build().expect("a valid problem"), &Options::default())?;
//!
//! // What if the bakery took two? Ana would move there.
//! let effect = session.apply(Change::Capacity { place: "bakery".into(), capacity: 2 })?;
//! assert_eq!((effect.moves[0].student.as_str(), effect.moves[0].to.as_deref()), ("ana", Some("bakery")));
//! // It does not: as if nothing had been asked.
//! session.undo();
//! assert_eq!(session.assignment()[0].place, "garage");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The optimal flow and the potentials of all tiers, lots included, stay in memory; a change is one or two shortest
//! ways. Its answer is the one [`solve`] gives for the changed problem, student by student. Rules that no
//! network carries (quotas, `open_with`, `together`, `apart`, stability, `bottleneck`) have no such ways: there every
//! change is solved afresh.

mod change;
mod live;

use std::collections::HashMap;
use std::fmt;

use crate::canonical::Order;
use crate::explain;
use crate::network::{Flow, Reroute};
use crate::outcome::{Answer, Assigned, Status, TierValue};
use crate::problem::{Problem, SCORE_MAX};
use crate::report;
use crate::solve::{Options, solve};
use crate::stage::Stage;

pub use change::{Change, Effect, Refused, Unsolved};

/// A solved problem; see the module.
pub struct Session {
    problem: Problem,
    order: Order,
    stages: Vec<Stage>,
    students: HashMap<String, u32>,
    places: HashMap<String, u32>,
    left: Vec<bool>,
    /// None where rules cross: changes are solved afresh.
    live: Option<Box<dyn Reroute>>,
    /// The chosen pair of each student.
    chosen: Vec<Option<u32>>,
    past: Vec<Past>,
}

/// What undoes a change.
struct Past {
    flow: Option<Flow>,
    chosen: Vec<Option<u32>>,
    rules: Rules,
    touched: Touched,
}

/// The one thing of the problem that a change replaced, as it was.
enum Rules {
    Lists {
        pins: Vec<(u32, u32)>,
        forbids: Vec<(u32, u32)>,
        /// Who left by this change.
        left: Option<u32>,
    },
    Capacity(u32, u64),
    Score(u32, u32),
}

/// What the network must look at again.
#[derive(Clone, Copy)]
enum Touched {
    Student(u32),
    Pair(u32),
    Place(u32),
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("students", &self.problem.students.len())
            .field("pairs", &self.problem.pairs.len())
            .field("changes", &self.past.len())
            .finish_non_exhaustive()
    }
}

impl Session {
    /// Solves a problem and keeps it.
    ///
    /// # Errors
    /// The answer, where it is not optimal.
    pub fn new(problem: Problem, options: &Options<'_>) -> Result<Session, Unsolved> {
        let answer = solve(&problem, options);
        if answer.status != Status::Optimal {
            return Err(Unsolved(Box::new(answer)));
        }
        let order = Order::of(&problem);
        let index = |ids: &mut dyn Iterator<Item = &String>| ids.cloned().zip(0..).collect();
        let mut session = Session {
            students: index(&mut problem.students.iter().map(|s| &s.id)),
            places: index(&mut problem.places.iter().map(|p| &p.id)),
            stages: Stage::of(&problem).into_iter().map(|s| s.1).collect(),
            left: vec![false; problem.students.len()],
            live: None,
            chosen: Vec::new(),
            past: Vec::new(),
            order,
            problem,
        };
        session.chosen = session.chosen_in(&answer);
        session.live = session.enliven(options);
        Ok(session)
    }

    /// The problem with all changes worked in.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Value and bound of every tier.
    #[must_use]
    pub fn tiers(&self) -> Vec<TierValue> {
        let chosen: Vec<u32> = self.chosen.iter().flatten().copied().collect();
        let mut answer = Answer::default();
        report::values(&mut answer, &self.problem, &chosen);
        answer.tiers
    }

    /// Who goes where, by student id.
    #[must_use]
    pub fn assignment(&self) -> Vec<Assigned> {
        let students = self.order.students.iter();
        students
            .filter_map(|s| self.chosen[*s as usize])
            .map(|pair| self.problem.pairs[pair as usize])
            .map(|pair| Assigned {
                student: self.problem.students[pair.student as usize].id.clone(),
                place: self.problem.places[pair.place as usize].id.clone(),
            })
            .collect()
    }

    /// Makes a change and finds the optimum again.
    ///
    /// # Errors
    /// Why not; the session is as it was.
    pub fn apply(&mut self, change: Change) -> Result<Effect, Refused> {
        let before = self.tiers();
        let (touched, rules) = self.note(&change)?;
        self.past.push(Past {
            flow: self.live.as_ref().map(|live| live.flow()),
            chosen: self.chosen.clone(),
            rules,
            touched,
        });
        if let Err(refused) = self.settle(touched) {
            self.undo();
            return Err(refused);
        }
        let old = self.past.last().map_or(&[][..], |past| &past.chosen);
        let (from, to): (Vec<_>, Vec<_>) = (old.iter().copied().zip(self.chosen.iter().copied()))
            .filter(|(a, b)| a != b)
            .unzip();
        Ok(Effect {
            moves: explain::moves(
                &self.problem,
                from.into_iter().flatten(),
                to.into_iter().flatten(),
            ),
            before,
            after: self.tiers(),
        })
    }

    /// Takes the last change back; says whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(past) = self.past.pop() else {
            return false;
        };
        match past.rules {
            Rules::Lists { pins, forbids, left } => {
                (self.problem.pins, self.problem.forbids) = (pins, forbids);
                if let Some(s) = left {
                    self.left[s as usize] = false;
                }
            }
            Rules::Capacity(p, capacity) => self.problem.places[p as usize].capacity = capacity,
            Rules::Score(pair, score) => self.problem.pairs[pair as usize].score = score,
        }
        self.chosen = past.chosen;
        if let (Some(mut live), Some(flow)) = (self.live.take(), past.flow) {
            self.describe(live.as_mut(), past.touched);
            live.restore(flow);
            self.live = Some(live);
        }
        true
    }

    /// Keeps all changes for good: nothing is left to undo, and the memory for it is free.
    pub fn keep(&mut self) {
        self.past.clear();
    }

    fn student(&self, id: &str) -> Result<u32, Refused> {
        let found = self.students.get(id).copied();
        found.ok_or_else(|| Refused::Unknown(format!("the student {id:?}")))
    }

    fn place(&self, id: &str) -> Result<u32, Refused> {
        let found = self.places.get(id).copied();
        found.ok_or_else(|| Refused::Unknown(format!("the place {id:?}")))
    }

    /// Position of a pair, with those of its student and place.
    fn pair(&self, student: &str, place: &str) -> Result<(u32, u32, u32), Refused> {
        let (s, p) = (self.student(student)?, self.place(place)?);
        let mut pairs = self.pairs_of(s);
        let pair = pairs.find(|i| self.problem.pairs[*i as usize].place == p);
        let pair = pair.ok_or_else(|| Refused::Unknown(format!("the pair {student:?}, {place:?}")))?;
        Ok((pair, s, p))
    }

    fn pairs_of(&self, student: u32) -> impl Iterator<Item = u32> + '_ {
        let rank = self.order.student_rank(student) as usize;
        let range = self.order.first[rank] as usize..self.order.first[rank + 1] as usize;
        self.order.pairs[range].iter().copied()
    }

    /// Works a change into the problem; says what it touches and what it replaced.
    fn note(&mut self, change: &Change) -> Result<(Touched, Rules), Refused> {
        let student = match change {
            Change::Capacity { place, capacity } => {
                let p = self.place(place)?;
                let place = &mut self.problem.places[p as usize];
                let old = std::mem::replace(&mut place.capacity, *capacity);
                return Ok((Touched::Place(p), Rules::Capacity(p, old)));
            }
            Change::Score {
                student,
                place,
                score,
            } => {
                if *score > SCORE_MAX {
                    return Err(Refused::Score(*score));
                }
                let (i, ..) = self.pair(student, place)?;
                let old = std::mem::replace(&mut self.problem.pairs[i as usize].score, *score);
                return Ok((Touched::Pair(i), Rules::Score(i, old)));
            }
            Change::Pin { student, place }
            | Change::Forbid { student, place }
            | Change::Allow { student, place } => self.pair(student, place)?.1,
            Change::Unpin { student } | Change::Leave { student } => self.student(student)?,
        };
        let gone = self.left[student as usize];
        if gone && matches!(change, Change::Pin { .. }) {
            return Err(Refused::Impossible);
        }
        let leaves = !gone && matches!(change, Change::Leave { .. });
        let old = Rules::Lists {
            pins: self.problem.pins.clone(),
            forbids: self.problem.forbids.clone(),
            left: leaves.then_some(student),
        };
        match change {
            Change::Pin { student, place } => {
                let (_, s, p) = self.pair(student, place)?;
                self.problem.pins.push((s, p));
            }
            Change::Forbid { student, place } => {
                let (_, s, p) = self.pair(student, place)?;
                self.problem.forbids.push((s, p));
            }
            Change::Allow { student, place } if !gone => {
                let (_, s, p) = self.pair(student, place)?;
                self.problem.forbids.retain(|forbid| *forbid != (s, p));
            }
            Change::Unpin { .. } => self.problem.pins.retain(|pin| pin.0 != student),
            Change::Leave { .. } => {
                self.left[student as usize] = true;
                self.problem.pins.retain(|pin| pin.0 != student);
                self.problem.forbids.retain(|forbid| forbid.0 != student);
                let all: Vec<(u32, u32)> = (self.pairs_of(student))
                    .map(|i| (student, self.problem.pairs[i as usize].place))
                    .collect();
                self.problem.forbids.extend(all);
            }
            _ => {}
        }
        // Said twice is said once.
        for list in [&mut self.problem.pins, &mut self.problem.forbids] {
            if let Some((last, before)) = list.split_last()
                && before.contains(last)
            {
                list.pop();
            }
        }
        Ok((Touched::Student(student), old))
    }

    /// The pair each student has in an answer.
    fn chosen_in(&self, answer: &Answer) -> Vec<Option<u32>> {
        let mut chosen = vec![None; self.problem.students.len()];
        for Assigned { student, place } in &answer.assignment {
            if let Ok((pair, s, _)) = self.pair(student, place) {
                chosen[s as usize] = Some(pair);
            }
        }
        chosen
    }
}
