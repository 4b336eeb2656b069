//! Is what the answer tells beside its proof true, as far as it can be seen without solving: who shares which full
//! places, which rules are in conflict, whether a chain is worth its regret, whether a price surrounds its dual?

mod chains;
mod prices;
mod reasons;

use std::collections::{HashMap, HashSet};

use crate::error::Findings;
use crate::outcome::{Answer, Status};
use crate::policy::Stability;
use crate::problem::Problem;

use super::rules;

pub(super) fn judge(problem: &Problem, answer: &Answer, findings: &mut Findings) {
    let found = matches!(answer.status, Status::Optimal | Status::Feasible);
    conflict(problem, answer, findings);
    if !found {
        let parts = [
            ("assignment", answer.assignment.is_empty()),
            ("unplaced", answer.unplaced.is_empty()),
            ("tiers", answer.tiers.is_empty()),
            ("prices", answer.prices.is_empty()),
            ("profile", answer.profile.is_none()),
            ("blocking_pairs", answer.blocking_pairs.is_none()),
            ("moved", answer.moved.is_empty()),
            ("explanations", answer.explanations.is_empty()),
        ];
        for (part, _) in parts.iter().filter(|(_, empty)| !empty) {
            findings.add(
                || format!("/{part}"),
                "answer.status.extra",
                || format!("Without an assignment there is nothing to tell in `{part}`."),
            );
        }
        return;
    }
    let mut ignored = Findings::default();
    let Some(chosen) = rules::chosen_pairs(problem, answer, &mut ignored) else {
        return;
    };
    let mut market = Told::new(problem, &chosen);
    market.cut = answer.status == Status::Feasible;
    for (i, unplaced) in answer.unplaced.iter().enumerate() {
        if let Err(message) = market.reason(&unplaced.student, &unplaced.why) {
            findings.add(
                || format!("/unplaced/{i}/why"),
                "answer.unplaced.why",
                || {
                    format!(
                        "The reason given for {:?} is not true: {message}.",
                        unplaced.student
                    )
                },
            );
        }
    }
    prices::prices(&market, answer, findings);
    for (i, told) in answer.explanations.iter().enumerate() {
        if let Err(message) = market.explanation(told) {
            findings.add(
                || format!("/explanations/{i}"),
                "answer.explanation",
                || {
                    format!(
                        "What is said about {:?} and {:?} is not true: {message}.",
                        told.student, told.place
                    )
                },
            );
        }
    }
    let mut moved = HashSet::new();
    for (i, step) in answer.moved.iter().enumerate() {
        let now = market
            .students
            .get(step.student.as_str())
            .map(|s| market.place_name(*s));
        if now != Some(step.to.as_deref()) || step.from == step.to || !moved.insert(&step.student) {
            findings.add(
                || format!("/moved/{i}"),
                "answer.moved",
                || format!("{:?} did not move like that.", step.student),
            );
        }
    }
}

/// The names of all rules, as a conflict or a shortage calls them.
fn rule_names(problem: &Problem) -> HashSet<String> {
    let student = |s: u32| problem.students[s as usize].id.as_str();
    let place = |p: u32| problem.places[p as usize].id.as_str();
    let mut names = HashSet::new();
    for g in &problem.groups {
        names.extend((g.min > 0).then(|| format!("group_min:{}", g.id)));
        names.extend(g.max.map(|_| format!("group_max:{}", g.id)));
    }
    names.extend(problem.quotas.iter().map(|q| format!("quota:{}", q.id)));
    let opening = problem.places.iter().filter(|p| p.open_with.is_some());
    names.extend(opening.map(|p| format!("open_with:{}", p.id)));
    for (what, list) in [("pin", &problem.pins), ("forbid", &problem.forbids)] {
        names.extend(
            list.iter()
                .map(|(s, p)| format!("{what}:{},{}", student(*s), place(*p))),
        );
    }
    for (what, list) in [("together", &problem.together), ("apart", &problem.apart)] {
        for (a, b) in list {
            let (a, b) = (student(*a).min(student(*b)), student(*a).max(student(*b)));
            names.insert(format!("{what}:{a},{b}"));
        }
    }
    if !matches!(problem.policy.stability, Stability::None | Stability::Report) {
        names.insert("stability".to_owned());
    }
    names
}

fn conflict(problem: &Problem, answer: &Answer, findings: &mut Findings) {
    let mut wrong = |message: String| findings.add(|| "/conflict".to_owned(), "answer.conflict", || message);
    if (answer.status == Status::Infeasible) == answer.conflict.is_empty() {
        wrong("An infeasible problem has a conflict, and no other has.".to_owned());
    }
    if answer.conflict.is_empty() {
        return;
    }
    let names = rule_names(problem);
    let mut seen = HashSet::new();
    for rule in &answer.conflict {
        if !names.contains(rule) || !seen.insert(rule) {
            wrong(format!(
                "{rule:?} is no rule of the problem, or stands here twice."
            ));
        }
    }
}

/// The assignment, seen from everywhere.
struct Told<'p> {
    problem: &'p Problem,
    students: HashMap<&'p str, u32>,
    places: HashMap<&'p str, u32>,
    groups: HashMap<&'p str, u32>,
    pairs_of: Vec<Vec<u32>>,
    place_of: Vec<Option<u32>>,
    held: Vec<Vec<u32>>,
    filled: Vec<u64>,
    pinned: HashMap<u32, u32>,
    forbidden: HashSet<(u32, u32)>,
    chosen: &'p [usize],
    /// A limit ended the work.
    cut: bool,
}

type True = Result<(), String>;

fn require(holds: bool, otherwise: impl FnOnce() -> String) -> True {
    if holds { Ok(()) } else { Err(otherwise()) }
}

impl<'p> Told<'p> {
    fn new(problem: &'p Problem, chosen: &'p [usize]) -> Told<'p> {
        let mut told = Told {
            problem,
            students: problem.students.iter().map(|s| s.id.as_str()).zip(0..).collect(),
            places: problem.places.iter().map(|p| p.id.as_str()).zip(0..).collect(),
            groups: problem.groups.iter().map(|g| g.id.as_str()).zip(0..).collect(),
            pairs_of: vec![Vec::new(); problem.students.len()],
            place_of: vec![None; problem.students.len()],
            held: vec![Vec::new(); problem.places.len()],
            filled: vec![0; problem.groups.len()],
            pinned: problem.pins.iter().copied().collect(),
            forbidden: problem.forbids.iter().copied().collect(),
            chosen,
            cut: false,
        };
        for (i, pair) in problem.pairs.iter().enumerate() {
            told.pairs_of[pair.student as usize].push(i as u32);
        }
        for &i in chosen {
            let pair = problem.pairs[i];
            told.place_of[pair.student as usize] = Some(pair.place);
            told.held[pair.place as usize].push(pair.student);
            let student = problem.students[pair.student as usize].group;
            for group in told
                .around(student)
                .chain(told.around_place(pair.place))
                .collect::<Vec<_>>()
            {
                told.filled[group as usize] += 1;
            }
        }
        told
    }

    /// A group and all around it, from inside out.
    fn around(&self, group: Option<u32>) -> impl Iterator<Item = u32> + use<'p> {
        let groups = &self.problem.groups;
        std::iter::successors(group, |g| groups[*g as usize].parent)
    }

    fn around_place(&self, place: u32) -> impl Iterator<Item = u32> + use<'p> {
        self.around(self.problem.places[place as usize].group)
    }

    fn place_name(&self, student: u32) -> Option<&'p str> {
        self.place_of[student as usize].map(|p| self.problem.places[p as usize].id.as_str())
    }

    fn named(map: &HashMap<&str, u32>, names: &[String]) -> Result<HashSet<u32>, String> {
        let mut found = HashSet::new();
        for name in names {
            let position = map
                .get(name.as_str())
                .ok_or_else(|| format!("there is no {name:?}"))?;
            require(found.insert(*position), || format!("{name:?} is listed twice"))?;
        }
        Ok(found)
    }

    fn full(&self, group: u32) -> bool {
        let max = self.problem.groups[group as usize].max;
        max.is_some_and(|max| self.filled[group as usize] >= max)
    }

    /// May this pair be chosen, as far as pins and forbids go?
    fn open(&self, pair: u32) -> bool {
        let pair = self.problem.pairs[pair as usize];
        !self.forbidden.contains(&(pair.student, pair.place))
            && self
                .pinned
                .get(&pair.student)
                .is_none_or(|place| *place == pair.place)
    }
}
