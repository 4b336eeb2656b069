//! Why someone has no place where rules cross the network: the rules that a place with room would break.

use std::collections::{BTreeSet, HashMap};

use crate::components::Component;
use crate::conflict;
use crate::control::Control;
use crate::network::{Network, Shortage};
use crate::outcome::{Assigned, Why};
use crate::policy::{Stability, Tier};
use crate::problem::{Problem, Quota};
use crate::solve::Run;

/// How often a run asks the model whether one more could be placed; beyond it the rules in the way are told as they
/// stand, which is true as well, but says less.
const QUESTIONS: usize = 40;

/// The choice, as rules see it.
pub(super) struct Standing<'r> {
    run: &'r Run<'r>,
    control: &'r Control<'r>,
    place_of: Vec<Option<u32>>,
    held: Vec<Vec<u32>>,
    /// Full quotas of each pair.
    full: HashMap<u32, Vec<u32>>,
    questions: usize,
    /// How many names a shortage may list.
    listed: usize,
}

impl<'r> Standing<'r> {
    pub(super) fn of(run: &'r Run<'r>, control: &'r Control<'r>, listed: usize) -> Standing<'r> {
        let problem = run.problem;
        let mut standing = Standing {
            run,
            control,
            place_of: vec![None; problem.students.len()],
            held: vec![Vec::new(); problem.places.len()],
            full: HashMap::new(),
            questions: 0,
            listed,
        };
        for pair in run.chosen() {
            let pair = problem.pairs[pair as usize];
            standing.place_of[pair.student as usize] = Some(pair.place);
            standing.held[pair.place as usize].push(pair.student);
        }
        for (quota, q) in problem.quotas.iter().zip(0..) {
            let taken = quota.pairs.iter().filter(|p| {
                let pair = problem.pairs[**p as usize];
                standing.place_of[pair.student as usize] == Some(pair.place)
            });
            let taken = taken.count() as u64;
            if quota.max.is_some_and(|max| taken >= max) {
                quota
                    .pairs
                    .iter()
                    .for_each(|p| standing.full.entry(*p).or_default().push(q));
            }
        }
        standing
    }

    /// The reason of an unplaced student of a part with crossing rules; nothing where the network alone tells it.
    pub(super) fn why(
        &mut self,
        component: &Component,
        net: &Network,
        s: usize,
        shortage: Option<&Shortage>,
    ) -> Option<Why> {
        let order = self.run.market.order;
        let student = order.students[component.students[s] as usize];
        // A place that cannot open is not full.
        let shut = |p: &usize| net.hi[net.students + p] == 0 && self.own(component, *p).capacity > 0;
        if shortage.is_some_and(|shortage| !shortage.places.iter().any(shut)) {
            return None;
        }
        let mut rules = BTreeSet::new();
        let (mut places, mut students) = (BTreeSet::new(), BTreeSet::from([student]));
        for arc in net.arcs(s) {
            let place = net.head[arc] as usize;
            let pair = self.run.problem.pairs[net.pair[arc] as usize];
            if net.takes_one_more(place) && !net.below_full(s) {
                let broken = self.broken(net.pair[arc]);
                if broken.is_empty() {
                    return Some(Why::NotWorth);
                }
                rules.extend(broken);
            } else if net.hi[place] == 0 && self.run.problem.places[pair.place as usize].capacity > 0 {
                rules.insert(format!(
                    "open_with:{}",
                    self.run.problem.places[pair.place as usize].id
                ));
            } else {
                places.insert(pair.place);
                students.extend(&self.held[pair.place as usize]);
            }
        }
        if self.run.problem.policy.tiers[0] != Tier::Placed
            && self.could(component, student, false) == Some(true)
        {
            return Some(Why::NotWorth);
        }
        if !self.run.problem.pins.is_empty() && self.could(component, student, true) == Some(true) {
            return Some(Why::PinnedOut {
                pins: self.pins(component),
            });
        }
        if rules.is_empty() {
            // Full places that could be freed by moving others, if rules did not hold them.
            rules = self.touching(component);
        }
        let problem = self.run.problem;
        let mut students: Vec<u32> = students.into_iter().collect();
        students.sort_by_key(|s| (*s != student, order.student_rank(*s)));
        let more_students = students.len().saturating_sub(self.listed) as u64;
        students.truncate(self.listed);
        students.sort_by_key(|s| order.student_rank(*s));
        let mut places: Vec<u32> = places.into_iter().collect();
        places.sort_by_key(|p| order.place_rank(*p));
        let more_places = places.len().saturating_sub(self.listed) as u64;
        places.truncate(self.listed);
        Some(Why::Shortage {
            students: students
                .iter()
                .map(|s| problem.students[*s as usize].id.clone())
                .collect(),
            places: places
                .iter()
                .map(|p| problem.places[*p as usize].id.clone())
                .collect(),
            groups: Vec::new(),
            rules: rules.into_iter().take(self.listed).collect(),
            more_students,
            more_places,
        })
    }

    fn own(&self, component: &Component, place: usize) -> &crate::problem::Place {
        &self.run.problem.places[self.run.market.order.places[component.places[place] as usize] as usize]
    }

    /// The rules that taking this pair besides would break.
    fn broken(&self, pair: u32) -> BTreeSet<String> {
        let problem = self.run.problem;
        let mut broken = BTreeSet::new();
        for q in self.full.get(&pair).into_iter().flatten() {
            broken.insert(format!("quota:{}", problem.quotas[*q as usize].id));
        }
        let pair = problem.pairs[pair as usize];
        let place = &problem.places[pair.place as usize];
        if place
            .open_with
            .is_some_and(|least| least > self.held[pair.place as usize].len() as u64 + 1)
        {
            broken.insert(format!("open_with:{}", place.id));
        }
        let employer = problem.employer_of(pair.place);
        for (together, list) in [(true, &problem.together), (false, &problem.apart)] {
            for (a, b) in list
                .iter()
                .filter(|(a, b)| *a == pair.student || *b == pair.student)
            {
                let other = if *a == pair.student { *b } else { *a };
                let there = self.place_of[other as usize].is_some_and(|p| problem.employer_of(p) == employer);
                if there != together {
                    let what = if together { "together" } else { "apart" };
                    let (a, b) = (
                        &problem.students[*a as usize].id,
                        &problem.students[*b as usize].id,
                    );
                    broken.insert(format!("{what}:{}", conflict::unordered(a, b)));
                }
            }
        }
        if !matches!(problem.policy.stability, Stability::None | Stability::Report) {
            broken.insert("stability".to_owned());
        }
        broken
    }

    /// Every rule that has a say in this part.
    fn touching(&self, component: &Component) -> BTreeSet<String> {
        let problem = self.run.problem;
        let here = self.students_of(component);
        let mut rules = BTreeSet::new();
        for quota in &problem.quotas {
            if quota
                .pairs
                .iter()
                .any(|p| here.contains(&problem.pairs[*p as usize].student))
            {
                rules.insert(format!("quota:{}", quota.id));
            }
        }
        for place in 0..component.places.len() {
            let own = self.own(component, place);
            if own.open_with.is_some_and(|least| least > 1) {
                rules.insert(format!("open_with:{}", own.id));
            }
        }
        for (what, list) in [("together", &problem.together), ("apart", &problem.apart)] {
            for (a, b) in list.iter().filter(|(a, b)| here.contains(a) || here.contains(b)) {
                let (a, b) = (
                    &problem.students[*a as usize].id,
                    &problem.students[*b as usize].id,
                );
                rules.insert(format!("{what}:{}", conflict::unordered(a, b)));
            }
        }
        if !matches!(problem.policy.stability, Stability::None | Stability::Report) {
            rules.insert("stability".to_owned());
        }
        rules
    }

    fn students_of(&self, component: &Component) -> BTreeSet<u32> {
        let order = &self.run.market.order.students;
        component.students.iter().map(|s| order[*s as usize]).collect()
    }

    /// Could this student be placed besides everyone who is? Nothing where the model does not say.
    pub(super) fn could(&mut self, component: &Component, student: u32, without_pins: bool) -> Option<bool> {
        if self.questions >= QUESTIONS {
            return None;
        }
        self.questions += 1;
        let problem = self.run.problem;
        let here = self.students_of(component);
        let kept = |s: u32| s == student || self.place_of[s as usize].is_some();
        let pairs: Vec<u32> = (problem.pairs.iter().zip(0..))
            .filter(|(pair, _)| here.contains(&pair.student) && kept(pair.student))
            .map(|(_, i)| i)
            .collect();
        let min = here.iter().filter(|s| kept(**s)).count() as u64;
        let mut asked = Problem {
            policy: crate::policy::Policy {
                stability: Stability::None,
                ..problem.policy.clone()
            },
            ..problem.clone()
        };
        if without_pins {
            asked.pins.clear();
        }
        asked.quotas.push(Quota {
            id: "\u{0}kept".to_owned(),
            pairs,
            min,
            max: None,
        });
        conflict::impossible(&asked, self.control).map(|impossible| !impossible)
    }

    fn pins(&self, component: &Component) -> Vec<Assigned> {
        super::pins_of(self.run.problem, &self.students_of(component))
    }
}
