//! A run's problem kept solved in this process, so that what-if is answered while somebody looks.
//!
//! The run itself is solved in a child, because HiGHS shares state and may overrun its limits. What is kept here never
//! comes near HiGHS: only problems that are one network (no place that opens with a group, objectives `placed` and
//! `score`), which [`solver::Session`] answers by shortest ways on integers, in less than a millisecond a change. Others
//! are asked in a child, one student at a time.

use solver::{Answer, Change, Options, Problem, Refused, Session, TierValue, Value};

/// Seconds that the first solution may take; the run took less.
const SECONDS: f64 = 20.0;

/// A solved problem and its undo.
#[derive(Debug)]
pub struct Live(Session);

/// What comes of a pair, if it had to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// It is so already.
    Chosen,
    /// It can be.
    Possible {
        /// What is lost, by objective, in their order; a gain is negative.
        losses: Vec<Vec<i64>>,
        /// Who would move: student, from, to.
        moves: Vec<(String, Option<String>, Option<String>)>,
    },
    /// The place has no seat to give.
    Full,
    /// Something stands against it.
    Impossible,
}

/// A place open to a student.
#[derive(Debug, Clone)]
pub struct Open {
    pub place: String,
    /// Of the pair.
    pub score: u32,
    /// Seats that the run could give.
    pub capacity: u64,
}

/// The places open to a student, in the order of the pairs.
pub fn open_to(problem: &solver::Problem, student: &str) -> Vec<Open> {
    let at = problem.students.iter().position(|s| s.id == student);
    let theirs = problem
        .pairs
        .iter()
        .filter(|pair| Some(pair.student as usize) == at);
    theirs
        .map(|pair| {
            let place = &problem.places[pair.place as usize];
            Open {
                place: place.id.clone(),
                score: pair.score,
                capacity: place.capacity,
            }
        })
        .collect()
}

impl Live {
    /// Solves a run's problem once more and keeps it. Nothing where it is no network, or where this program answers otherwise
    /// than the run did: its effects would be those of another result.
    ///
    /// # Errors
    /// When problem or answer cannot be read.
    pub fn of(problem: &[u8], answer: &[u8]) -> Result<Option<Live>, String> {
        let problem = Problem::read(problem).map_err(|f| format!("{f:?}"))?;
        let answer = Answer::read(answer).map_err(|f| format!("{f:?}"))?;
        if !is_network(&problem) {
            return Ok(None);
        }
        let options = Options {
            seconds: Some(SECONDS),
            ..Options::default()
        };
        Ok(Session::new(problem, &options)
            .ok()
            .filter(|session| same(session, &answer))
            .map(Live))
    }

    /// Every place open to a student, with the score of the pair and what would come of it.
    pub fn effects(&mut self, student: &str) -> Vec<(String, u32, Effect)> {
        let open = open_to(self.0.problem(), student);
        let now = (self.0.assignment().into_iter())
            .find(|a| a.student == student)
            .map(|a| a.place);
        open.into_iter()
            .map(|open| {
                let effect = if now.as_ref() == Some(&open.place) {
                    Effect::Chosen
                } else if open.capacity == 0 {
                    Effect::Full
                } else {
                    self.if_pinned(student, &open.place)
                };
                (open.place, open.score, effect)
            })
            .collect()
    }

    /// As if this pair had to be; then as it was.
    fn if_pinned(&mut self, student: &str, place: &str) -> Effect {
        let (student, place) = (student.to_owned(), place.to_owned());
        match self.0.apply(Change::Pin { student, place }) {
            Ok(effect) => {
                self.0.undo();
                Effect::Possible {
                    losses: losses(&effect.before, &effect.after),
                    moves: effect
                        .moves
                        .into_iter()
                        .map(|m| (m.student, m.from, m.to))
                        .collect(),
                }
            }
            Err(Refused::Unknown(_) | Refused::Score(_) | Refused::Impossible | Refused::Stopped) => {
                Effect::Impossible
            }
        }
    }
}

/// Can shortest ways tell everything, and do values of objectives subtract to losses?
fn is_network(problem: &Problem) -> bool {
    let plain = |tier: &solver::Tier| matches!(tier, solver::Tier::Placed | solver::Tier::Score);
    problem.policy.stability == solver::Stability::None
        && problem.policy.tiers.iter().all(plain)
        && problem.quotas.is_empty()
        && problem.together.is_empty()
        && problem.apart.is_empty()
        && problem
            .places
            .iter()
            .all(|place| place.open_with.is_none_or(|least| least <= 1))
}

/// Does everybody have the place that the answer says?
fn same(session: &Session, answer: &Answer) -> bool {
    let sorted = |mut list: Vec<solver::Assigned>| {
        list.sort_by(|a, b| a.student.cmp(&b.student));
        list
    };
    sorted(session.assignment()) == sorted(answer.assignment.clone())
}

fn losses(before: &[TierValue], after: &[TierValue]) -> Vec<Vec<i64>> {
    let number = |value: &Value| match value {
        Value::Number(n) => *n,
        Value::Profile(profile) => profile.iter().sum(),
        Value::Nothing => 0,
    };
    before
        .iter()
        .zip(after)
        .map(|(before, after)| vec![number(&before.value) - number(&after.value)])
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// Twelve students, five places of one to three seats, pairs and scores by chance.
    fn market(seed: u64) -> Problem {
        let mut dice = seed;
        let mut roll = |sides: u64| {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        let mut b = Problem::builder();
        let employer = b.group("employer", 0, Some(3), None);
        let students: Vec<u32> = (0..12).map(|n| b.student(format!("s{n:02}"), None)).collect();
        let places: Vec<u32> = (0..5)
            .map(|n| b.place(format!("p{n}"), 1 + roll(3), (n < 2).then_some(employer)))
            .collect();
        for student in &students {
            for place in &places {
                if roll(3) > 0 {
                    b.pair(*student, *place, u32::try_from(roll(1000)).unwrap());
                }
            }
        }
        b.seed(seed);
        b.build().unwrap()
    }

    #[test]
    fn what_is_kept_solved_says_of_every_place_what_the_solver_explains() {
        let mut compared = 0;
        for seed in 1..=25 {
            let problem = market(seed);
            let questions: Vec<(String, String)> = problem
                .pairs
                .iter()
                .map(|pair| {
                    let student = problem.students[pair.student as usize].id.clone();
                    (student, problem.places[pair.place as usize].id.clone())
                })
                .collect();
            let options = Options {
                explain: questions,
                ..Options::default()
            };
            let answer = solver::solve(&problem, &options);
            let mut live = Live::of(&problem.to_json(), &answer.to_json()).unwrap().unwrap();
            for student in &problem.students {
                for (place, _, effect) in live.effects(&student.id) {
                    let told = answer
                        .explanations
                        .iter()
                        .find(|told| told.student == student.id && told.place == place)
                        .unwrap();
                    let expected: Vec<Vec<i64>> = told
                        .regret
                        .iter()
                        .flatten()
                        .map(|value| match value {
                            Value::Number(n) => vec![*n],
                            other => panic!("{other:?}"),
                        })
                        .collect();
                    match (told.verdict, effect) {
                        (solver::Verdict::Chosen, Effect::Chosen) => {}
                        (solver::Verdict::Possible, Effect::Possible { losses, moves }) => {
                            assert_eq!(losses, expected, "seed {seed}: {} at {place}", student.id);
                            let there = (student.id.clone(), Some(place));
                            assert!(
                                moves
                                    .iter()
                                    .any(|(who, _, to)| (who.clone(), to.clone()) == there)
                            );
                        }
                        (solver::Verdict::Forbidden, Effect::Impossible) => {}
                        (told, effect) => {
                            panic!("seed {seed}: {} at {place}: {told:?}, {effect:?}", student.id)
                        }
                    }
                    compared += 1;
                }
            }
        }
        assert!(compared > 500);
    }

    #[test]
    fn what_is_no_network_or_another_answer_is_not_kept() {
        let mut b = Problem::builder();
        let student = b.student("s", None);
        let place = b.place("p", 2, None);
        b.open_with(place, 2);
        b.pair(student, place, 1);
        let problem = b.build().unwrap();
        let answer = solver::solve(&problem, &Options::default());
        assert!(Live::of(&problem.to_json(), &answer.to_json()).unwrap().is_none());

        let (one, other) = (market(1), market(2));
        let answer = solver::solve(&other, &Options::default());
        assert!(Live::of(&one.to_json(), &answer.to_json()).unwrap().is_none());
    }
}
