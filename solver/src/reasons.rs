//! Why someone has no place: no eligible pair, a shortage told by name, a pin in the way, or not worth it.

mod crossing;

use std::collections::{BTreeSet, HashMap};

use crate::components::{Component, Market};
use crate::control::Control;
use crate::network::{NONE, Network, Reach, Shortage};
use crate::outcome::{Answer, Assigned, LIMIT, Status, Why};
use crate::policy::Tier;
use crate::problem::Problem;
use crate::solve::Run;

use crossing::Standing;

/// How many students, places, groups and rules of a shortage are listed by name where all of them would be too many.
const LISTED: usize = 50;
/// So many names may stand in all shortages together before they are cut.
const NAMES: usize = 200_000;

/// How many names a shortage of this run may list. It depends on nothing but the sizes of the market.
fn listed(problem: &Problem, unplaced: usize) -> usize {
    if unplaced * (problem.students.len() + problem.places.len()) <= NAMES {
        usize::MAX
    } else {
        LISTED
    }
}

/// Says for everyone without a place why.
pub(crate) fn reasons(answer: &mut Answer, run: &Run<'_>, control: &Control<'_>) {
    let order = run.market.order;
    let mut reasons: HashMap<u32, Why> = HashMap::new();
    let relaxed = Relaxed::of(run);
    let mut rooms = relaxed.as_ref().map(Rooms::of);
    let listed = listed(run.problem, answer.unplaced.len());
    let cut = Cut::of(answer, run);
    let grace = control.grace_if_ended();
    let mut standing = None;
    let opening = run
        .problem
        .places
        .iter()
        .any(|place| place.open_with.is_some_and(|least| least > 1));
    for part in &run.parts {
        let component = &part.component;
        let mut net = component.network.clone();
        net.take_flow_of(&part.face);
        let mut reach = None;
        for s in 0..component.students.len() {
            if part.face.mate[s] != NONE || net.arcs(s).is_empty() {
                continue;
            }
            let student = component.students[s];
            if cut.is_some() && grace.stopped() {
                reasons.insert(student, limited(run, component, &net, s, listed));
                continue;
            }
            let reach = reach.get_or_insert_with(|| Reach::of(&net));
            let mut tell_why = || {
                let ruled = component.crossing || opening;
                let shortage = reach.shortage(s, if ruled { usize::MAX } else { listed });
                if ruled {
                    let standing = standing.get_or_insert_with(|| Standing::of(run, control, listed));
                    if let Some(why) = standing.why(component, &net, s, shortage.as_ref()) {
                        return why;
                    }
                }
                let Some(shortage) = shortage else {
                    return Why::NotWorth;
                };
                let freed = rooms.as_mut().is_some_and(|rooms| match rooms.room(student) {
                    Room::Some => true,
                    Room::None => false,
                    Room::Ruled(component) => {
                        let standing = standing.get_or_insert_with(|| Standing::of(run, control, listed));
                        standing.could(component, order.students[student as usize], true) == Some(true)
                    }
                });
                let whole = freed.then(|| reach.shortage(s, usize::MAX)).flatten();
                let pins = whole
                    .map(|whole| pins(run, component, &whole))
                    .unwrap_or_default();
                if pins.is_empty() {
                    tell(run, component, shortage, listed)
                } else {
                    Why::PinnedOut { pins }
                }
            };
            let why = tell_why();
            let why = match (&why, cut) {
                (Why::NotWorth, Some(Cut)) => limited(run, component, &net, s, listed),
                _ => why,
            };
            reasons.insert(student, why);
        }
    }
    // Both lists are in canonical order.
    let mut unplaced = answer.unplaced.iter_mut();
    let mut next = unplaced.next();
    for (rank, &s) in order.students.iter().enumerate() {
        if let Some(entry) = &mut next
            && entry.student == run.problem.students[s as usize].id
        {
            entry.why = reasons.remove(&(rank as u32)).unwrap_or(Why::NoEligiblePlace);
            next = unplaced.next();
        }
    }
}

/// The first tier was cut short: whoever has no place might have had one.
#[derive(Clone, Copy)]
struct Cut;

impl Cut {
    fn of(answer: &Answer, run: &Run<'_>) -> Option<Cut> {
        let placing = run.problem.policy.tiers[0] == Tier::Placed;
        let proved = answer.tiers.first().is_some_and(|tier| tier.value == tier.bound);
        (answer.status == Status::Feasible && (placing || !proved)).then_some(Cut)
    }
}

/// A limit ended the work before more could be said than where the student could go.
fn limited(run: &Run<'_>, component: &Component, net: &Network, s: usize, listed: usize) -> Why {
    let (problem, order) = (run.problem, run.market.order);
    let student = order.students[component.students[s] as usize];
    let mut places: Vec<u32> = (net.arcs(s))
        .map(|arc| component.places[net.head[arc] as usize - net.students])
        .collect();
    places.sort_unstable();
    let more_places = places.len().saturating_sub(listed) as u64;
    places.truncate(listed);
    Why::Shortage {
        students: vec![problem.students[student as usize].id.clone()],
        places: (places.iter())
            .map(|p| problem.places[order.places[*p as usize] as usize].id.clone())
            .collect(),
        groups: Vec::new(),
        rules: vec![LIMIT.to_owned()],
        more_students: 0,
        more_places,
    }
}

/// The pins of the students who share a shortage.
fn pins(run: &Run<'_>, component: &Component, shortage: &Shortage) -> Vec<Assigned> {
    let students = shortage.students.iter().map(|s| component.students[*s]);
    let students = students.map(|s| run.market.order.students[s as usize]).collect();
    pins_of(run.problem, &students)
}

/// The pins of these students, each once, in the order of their names.
fn pins_of(problem: &Problem, students: &BTreeSet<u32>) -> Vec<Assigned> {
    let mut pins: Vec<Assigned> = (problem.pins.iter())
        .filter(|(s, _)| students.contains(s))
        .map(|(s, p)| Assigned {
            student: problem.students[*s as usize].id.clone(),
            place: problem.places[*p as usize].id.clone(),
        })
        .collect();
    pins.sort_unstable();
    pins.dedup();
    pins
}

/// The nearest are listed, the others counted: a market-wide shortage would fill the answer many times over.
fn tell(run: &Run<'_>, component: &Component, shortage: Shortage, listed: usize) -> Why {
    let (problem, order) = (run.problem, run.market.order);
    let canonical = |local: &[usize], of: &[u32]| -> Vec<u32> {
        let mut own: Vec<u32> = local.iter().take(listed).map(|i| of[*i]).collect();
        own.sort_unstable();
        own
    };
    let students = canonical(&shortage.students, &component.students);
    let places = canonical(&shortage.places, &component.places);
    let groups = shortage.groups.iter().take(listed).map(|i| component.groups[*i]);
    Why::Shortage {
        more_students: (shortage.more_students + shortage.students.len() - students.len()) as u64,
        more_places: (shortage.more_places + shortage.places.len() - places.len()) as u64,
        students: (students.iter())
            .map(|s| problem.students[order.students[*s as usize] as usize].id.clone())
            .collect(),
        places: (places.iter())
            .map(|p| problem.places[order.places[*p as usize] as usize].id.clone())
            .collect(),
        groups: groups
            .map(|g| problem.groups[order.groups[g as usize] as usize].id.clone())
            .collect(),
        rules: Vec::new(),
    }
}

/// The same market without its pins, with the same students in the same places.
struct Relaxed {
    components: Vec<Component>,
    /// The component and the node of each canonical student.
    at: Vec<(u32, u32)>,
}

impl Relaxed {
    fn of(run: &Run<'_>) -> Option<Relaxed> {
        if run.problem.pins.is_empty() {
            return None;
        }
        let (n, order) = (run.problem.students.len(), run.market.order);
        let free = Problem {
            pins: Vec::new(),
            ..run.problem.clone()
        };
        let mut components = Market::new(&free, order).split(false);
        let mut chosen = vec![None; n];
        for pair in run.chosen() {
            chosen[order.student_rank(free.pairs[pair as usize].student) as usize] = Some(pair);
        }
        let mut at = vec![(NONE, NONE); n];
        for (c, component) in components.iter_mut().enumerate() {
            let students = &component.students;
            component.network.take_pairs(|s| chosen[students[s] as usize]);
            for (s, student) in students.iter().enumerate() {
                at[*student as usize] = (c as u32, s as u32);
            }
        }
        Some(Relaxed { components, at })
    }
}

/// Where there would be room without pins.
struct Rooms<'c> {
    relaxed: &'c Relaxed,
    reach: Vec<Option<Reach<'c>>>,
}

impl<'c> Rooms<'c> {
    fn of(relaxed: &'c Relaxed) -> Rooms<'c> {
        Rooms {
            reach: relaxed.components.iter().map(|_| None).collect(),
            relaxed,
        }
    }

    /// Is there room for this student, besides everyone who is placed?
    fn room(&mut self, student: u32) -> Room<'c> {
        let (number, node) = self.relaxed.at[student as usize];
        let Some(component) = self.relaxed.components.get(number as usize) else {
            return Room::None;
        };
        let reach = self.reach[number as usize].get_or_insert_with(|| Reach::of(&component.network));
        if !reach.has_room(node as usize) {
            Room::None
        } else if component.crossing {
            Room::Ruled(component)
        } else {
            Room::Some
        }
    }
}

/// What the network says of a student's place without pins.
enum Room<'c> {
    Some,
    None,
    /// There is, as far as the network goes; rules cross it.
    Ruled(&'c Component),
}

/// Reasons in an answer of deferred acceptance: every place a student could have is full with students it likes
/// better.
pub(crate) fn stable_reasons(answer: &mut Answer, market: &Market<'_>, chosen: &[u32]) {
    let (problem, order) = (market.problem, market.order);
    let mut held: Vec<Vec<u32>> = vec![Vec::new(); problem.places.len()];
    chosen
        .iter()
        .map(|i| problem.pairs[*i as usize])
        .for_each(|p| held[p.place as usize].push(p.student));
    let listed = listed(problem, answer.unplaced.len());
    let mut reasons: HashMap<String, Why> = HashMap::new();
    let placed: std::collections::HashSet<u32> = chosen
        .iter()
        .map(|i| problem.pairs[*i as usize].student)
        .collect();
    for (rank, s) in order
        .students
        .iter()
        .enumerate()
        .filter(|(_, s)| !placed.contains(s))
    {
        let mut places: Vec<u32> = market
            .open_pairs(rank as u32)
            .map(|(_, p)| order.places[p as usize])
            .collect();
        let more_places = places.len().saturating_sub(listed) as u64;
        places.truncate(listed);
        let mut students: Vec<u32> = places
            .iter()
            .flat_map(|p| held[*p as usize].iter().copied())
            .chain([*s])
            .collect();
        students.sort_unstable_by_key(|s| order.student_rank(*s));
        let more_students = students.len().saturating_sub(listed) as u64;
        students.truncate(listed);
        let why = if places.is_empty() {
            Why::NoEligiblePlace
        } else {
            Why::Shortage {
                students: students
                    .iter()
                    .map(|s| problem.students[*s as usize].id.clone())
                    .collect(),
                places: places
                    .iter()
                    .map(|p| problem.places[*p as usize].id.clone())
                    .collect(),
                groups: Vec::new(),
                rules: vec!["stability".to_owned()],
                more_students,
                more_places,
            }
        };
        reasons.insert(problem.students[*s as usize].id.clone(), why);
    }
    for unplaced in &mut answer.unplaced {
        unplaced.why = reasons.remove(&unplaced.student).unwrap_or(Why::NoEligiblePlace);
    }
}
