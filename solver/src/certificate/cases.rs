//! What the students of one part can gain at most, case by case.
//!
//! A case is priced like this: every multiplier pays for the bound it belongs to and lowers what the pairs under that
//! bound gain. What is left decides place by place: each takes what gains most within its own bounds. Whatever the
//! multipliers are, no choice of the case gains more; so a bound needs no further condition.

mod price;
mod prices;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::outcome::{Count, Step};
use crate::problem::Problem;

use super::goals::Goal;
use prices::Prices;

pub(super) use prices::Index;

/// At least and at most so many.
type Span = (i128, i128);

/// An earlier stage and what it reached in this part.
pub(super) struct Floor {
    pub(super) goal: Goal,
    pub(super) value: i128,
}

/// The pairs of some students and what bounds them.
pub(super) struct Part<'p> {
    problem: &'p Problem,
    index: &'p Index<'p>,
    /// Positions in the problem.
    pub(super) pairs: Vec<usize>,
    students: Vec<usize>,
    of_student: HashMap<usize, Vec<usize>>,
    at_place: BTreeMap<usize, Vec<usize>>,
    /// Pairs of other parts lie there too: what holds below may be made up for elsewhere.
    shared_places: HashSet<usize>,
    groups: BTreeMap<usize, Span>,
    quotas: BTreeMap<usize, Span>,
}

/// A case: what the steps on the way to it left over.
#[derive(Clone)]
struct Case {
    allowed: Vec<bool>,
    /// These students must be placed.
    placed: HashSet<usize>,
    places: BTreeMap<usize, Span>,
    groups: BTreeMap<usize, Span>,
    quotas: BTreeMap<usize, Span>,
    /// By pair; it blocks or not.
    blocks: BTreeMap<usize, i128>,
}

fn around(problem: &Problem, group: Option<u32>) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(group, |g| problem.groups[*g as usize].parent).map(|g| g as usize)
}

impl<'p> Part<'p> {
    /// `own` says which students belong to the part, `alive` which pairs pins and forbids leave.
    pub(super) fn new(
        problem: &'p Problem,
        index: &'p Index<'p>,
        alive: &[bool],
        own: &dyn Fn(usize) -> bool,
    ) -> Part<'p> {
        let mine = |pair: usize| own(problem.pairs[pair].student as usize);
        let pairs: Vec<usize> = (0..problem.pairs.len())
            .filter(|i| alive[*i] && mine(*i))
            .collect();
        let mut of_student: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut at_place: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut in_group = vec![0_i128; problem.groups.len()];
        for (local, i) in pairs.iter().enumerate() {
            let pair = problem.pairs[*i];
            of_student.entry(pair.student as usize).or_default().push(local);
            at_place.entry(pair.place as usize).or_default().push(local);
            for group in [
                problem.students[pair.student as usize].group,
                problem.places[pair.place as usize].group,
            ] {
                around(problem, group).for_each(|g| in_group[g] += 1);
            }
        }
        let mut shared_places = HashSet::new();
        let mut shared_groups = vec![false; problem.groups.len()];
        let others = problem
            .pairs
            .iter()
            .enumerate()
            .filter(|(i, _)| alive[*i] && !mine(*i));
        for (_, pair) in others {
            shared_places.insert(pair.place as usize);
            for group in [
                problem.students[pair.student as usize].group,
                problem.places[pair.place as usize].group,
            ] {
                around(problem, group).for_each(|g| shared_groups[g] = true);
            }
        }
        // More than there are pairs can never be; a minimum beyond that stays beyond.
        let span = |min: u64, max: Option<u64>, most: i128, shared: bool| -> Span {
            let least = if shared { 0 } else { i128::from(min).min(most + 1) };
            (least, max.map_or(most, |max| i128::from(max).min(most)))
        };
        let groups = problem.groups.iter().enumerate();
        let groups = groups.map(|(g, group)| (g, span(group.min, group.max, in_group[g], shared_groups[g])));
        let alive_pairs: HashSet<usize> = pairs.iter().copied().collect();
        let quotas = problem.quotas.iter().enumerate().map(|(q, quota)| {
            let inside = quota
                .pairs
                .iter()
                .filter(|i| alive_pairs.contains(&(**i as usize)))
                .count();
            let outside = |i: &u32| alive[*i as usize] && !mine(*i as usize);
            let shared = quota.pairs.iter().any(outside);
            (q, span(quota.min, quota.max, inside as i128, shared))
        });
        Part {
            students: (0..problem.students.len()).filter(|s| own(*s)).collect(),
            groups: groups.collect(),
            quotas: quotas.collect(),
            problem,
            index,
            pairs,
            of_student,
            at_place,
            shared_places,
        }
    }

    fn whole(&self, keep: &dyn Fn(usize) -> bool) -> Case {
        let mut places = BTreeMap::new();
        for (place, pairs) in &self.at_place {
            let capacity = i128::from(self.problem.places[*place].capacity).min(pairs.len() as i128);
            places.insert(*place, (0, capacity));
        }
        let pinned = |s: &&usize| self.index.pinned.contains(&(**s as u32));
        Case {
            allowed: self.pairs.iter().map(|pair| keep(*pair)).collect(),
            placed: self.students.iter().filter(pinned).copied().collect(),
            places,
            groups: self.groups.clone(),
            quotas: self.quotas.clone(),
            blocks: BTreeMap::new(),
        }
    }

    /// The least bound that the steps prove; nothing if they prove that nothing is possible at all. `keep` says which
    /// pairs may be used.
    ///
    /// # Errors
    /// What is wrong with the steps.
    pub(super) fn bound(
        &self,
        told: &crate::outcome::PartBound,
        goal: Goal,
        floors: &[Floor],
        keep: &dyn Fn(usize) -> bool,
    ) -> Result<Option<i128>, String> {
        if told.divisor < 1 {
            return Err("The divisor must be at least 1.".to_owned());
        }
        let mut prices: Vec<Prices> = Vec::with_capacity(told.multipliers.len());
        for multipliers in &told.multipliers {
            let base = match multipliers.base {
                None => Prices::default(),
                Some(base) => prices
                    .get(base as usize)
                    .cloned()
                    .ok_or("A base must stand before.")?,
            };
            prices.push(self.prices(multipliers, base)?);
        }
        let mut best = None;
        // Every way through the steps; each leads on, so each ends.
        let mut open = vec![(0_usize, self.whole(keep))];
        while let Some((at, case)) = open.pop() {
            let priced = |number: &u32| prices.get(*number as usize).ok_or("A step names no multipliers.");
            let (yes, no, sides) = match told.steps.get(at).ok_or("A step leads nowhere.")? {
                Step::Bound(number) => {
                    let bound = self.price(priced(number)?, Some((goal, told.divisor)), floors, &case)?;
                    best = best.max(bound.map(|bound| bound.div_euclid(i128::from(told.divisor))));
                    continue;
                }
                Step::Empty(number) => {
                    if self
                        .price(priced(number)?, None, floors, &case)?
                        .is_some_and(|bound| bound >= 0)
                    {
                        return Err(format!(
                            "The step {at} does not show that its case is impossible."
                        ));
                    }
                    continue;
                }
                Step::Student { id, places, yes, no } => (*yes, *no, self.by_student(case, id, places)?),
                Step::Place(count) => {
                    let sides = split(case, &self.index.places, count, |case| &mut case.places)?;
                    (count.most, count.more, sides)
                }
                Step::Group(count) => {
                    let sides = split(case, &self.index.groups, count, |case| &mut case.groups)?;
                    (count.most, count.more, sides)
                }
                Step::Quota(count) => {
                    let sides = split(case, &self.index.quotas, count, |case| &mut case.quotas)?;
                    (count.most, count.more, sides)
                }
                Step::Blocks {
                    student,
                    place,
                    yes,
                    no,
                } => {
                    let pair = self.pair(student, place).ok_or("A step names an unknown pair.")?;
                    let (mut blocks, mut not) = (case.clone(), case);
                    blocks.blocks.insert(pair, 1);
                    not.blocks.insert(pair, 0);
                    (*yes, *no, [blocks, not])
                }
            };
            for (next, case) in [yes, no].into_iter().zip(sides) {
                if next as usize <= at {
                    return Err(format!("The step {at} leads back."));
                }
                open.push((next as usize, case));
            }
        }
        Ok(best)
    }

    fn by_student(&self, case: Case, id: &str, places: &[String]) -> Result<[Case; 2], String> {
        let student = *self
            .index
            .students
            .get(id)
            .ok_or("A step names an unknown student.")?;
        let named: HashSet<&str> = places.iter().map(String::as_str).collect();
        let (mut takes, mut not) = (case.clone(), case);
        takes.placed.insert(student);
        for local in self.of_student.get(&student).into_iter().flatten() {
            let place = self.problem.pairs[self.pairs[*local]].place as usize;
            let among = named.contains(self.problem.places[place].id.as_str());
            let side = if among { &mut not } else { &mut takes };
            side.allowed[*local] = false;
        }
        Ok([takes, not])
    }

    fn pair(&self, student: &str, place: &str) -> Option<usize> {
        let (student, place) = (self.index.students.get(student)?, *self.index.places.get(place)?);
        let own = self.of_student.get(student)?.iter();
        own.copied()
            .find(|local| self.problem.pairs[self.pairs[*local]].place as usize == place)
    }
}

/// At most so many, and more.
fn split(
    case: Case,
    index: &HashMap<&str, usize>,
    count: &Count,
    spans: impl Fn(&mut Case) -> &mut BTreeMap<usize, Span>,
) -> Result<[Case; 2], String> {
    let position = index
        .get(count.id.as_str())
        .ok_or("A step names what is not there.")?;
    let (mut few, mut many) = (case.clone(), case);
    let at = i128::from(count.at);
    let span = spans(&mut few)
        .get_mut(position)
        .ok_or("A step counts what is not in its part.")?;
    span.1 = span.1.min(at);
    if let Some(span) = spans(&mut many).get_mut(position) {
        span.0 = span.0.max(at + 1);
    }
    Ok([few, many])
}
