//! From networks back to names: values, certificate, reasons.

use std::collections::{BTreeMap, HashMap};

use crate::components::{Component, Market};
use crate::network::{NONE, Shortage};
use crate::outcome::{Answer, Assigned, BoundStage, Certificate, Duals, Status, TierValue, Value, Why};
use crate::policy::Tier;
use crate::problem::Problem;
use crate::solve::Run;
use crate::stage::Stage;
use crate::tiers::Part;

impl Run<'_> {
    /// The chosen pairs, as positions in the problem.
    pub(crate) fn chosen(&self) -> Vec<u32> {
        let mut chosen = Vec::new();
        for part in &self.parts {
            let net = &part.face;
            chosen.extend(
                net.mate
                    .iter()
                    .filter(|arc| **arc != NONE)
                    .map(|arc| net.pair[*arc as usize]),
            );
        }
        chosen
    }

    /// The duals of all parts, stage by stage.
    pub(crate) fn certificate(&self) -> Certificate {
        let last = self.stages.len() - 1;
        let mut all: Vec<Duals> = (0..=last).map(|k| self.duals(k, k == last)).collect();
        let Some(Duals {
            stage,
            students,
            places,
            groups,
            ..
        }) = all.pop()
        else {
            return Certificate::None;
        };
        Certificate::Duals {
            students,
            places,
            groups,
            stage,
            before: all,
        }
    }

    /// What the bounds of a problem with crossing rules rest on; an answer cut short says so.
    pub(crate) fn bounds(&self, answer: &mut Answer) -> Certificate {
        let mut stages = Vec::new();
        let unproved = self
            .parts
            .iter()
            .any(|p| p.rules.as_ref().is_some_and(|r| r.unproved));
        if unproved {
            answer.status = Status::Feasible;
        }
        let mut thresholds = self.thresholds.iter();
        for (k, (tier, stage)) in self.stages.iter().enumerate() {
            let (mut value, mut bound) = (0, 0);
            for part in &self.parts {
                let (own, most) = match part.reached.get(k) {
                    Some(reached) => *reached,
                    None => part.value_of(self.market, *stage),
                };
                value += own;
                bound += most;
            }
            if *stage == Stage::Bottleneck {
                bound = thresholds.next().copied().flatten().unwrap_or(-1);
                value = bound;
            }
            if unproved
                && bound != value
                && let Some(tier) = answer.tiers.get_mut(*tier)
            {
                let number = matches!(tier.bound, Value::Number(_));
                tier.bound = if number {
                    Value::Number(bound)
                } else {
                    Value::Nothing
                };
            }
            stages.push(BoundStage {
                stage: stage.name(),
                bound,
                method: "branch_and_bound".to_owned(),
                by: Some(crate::linear::SOLVER.to_owned()),
                ..BoundStage::default()
            });
        }
        Certificate::Bound { stages }
    }

    fn duals(&self, stage: usize, all: bool) -> Duals {
        let market = self.market;
        let mut duals = Duals {
            stage: self.stages[stage].1.name(),
            ..Duals::default()
        };
        if self.stages[stage].1 == crate::stage::Stage::Bottleneck {
            let number = self.stages[..stage]
                .iter()
                .filter(|s| s.1 == crate::stage::Stage::Bottleneck)
                .count();
            let threshold = self.thresholds.get(number).copied().flatten().unwrap_or(-1);
            duals.stage = format!("someone_above:{threshold}");
        }
        let (problem, order) = (market.problem, market.order);
        // Dense by canonical position first: sorted names make the maps quick to build.
        let mut students = vec![0; problem.students.len()];
        let mut places = vec![0; problem.places.len()];
        let mut groups = vec![0; problem.groups.len()];
        for part in &self.parts {
            let proof = &part.proofs[stage];
            if let Some(name) = &proof.name {
                duals.stage.clone_from(name);
            }
            spread(
                &part.component,
                &proof.duals,
                &mut students,
                &mut places,
                &mut groups,
            );
        }
        let keep = |dual: &i64| all || *dual != 0;
        let named = |values: Vec<i64>, name: &dyn Fn(usize) -> String| -> BTreeMap<String, i64> {
            values
                .into_iter()
                .enumerate()
                .filter(|(_, d)| keep(d))
                .map(|(i, d)| (name(i), d))
                .collect()
        };
        duals.students = named(students, &|i| {
            problem.students[order.students[i] as usize].id.clone()
        });
        duals.places = named(places, &|i| problem.places[order.places[i] as usize].id.clone());
        duals.groups = named(groups, &|i| problem.groups[order.groups[i] as usize].id.clone());
        duals
    }
}

impl Part {
    /// What the flow of a part gains in a stage, twice: it is proved.
    fn value_of(&self, market: &Market<'_>, stage: Stage) -> (i64, i64) {
        let net = &self.face;
        let taken = net
            .mate
            .iter()
            .filter(|arc| **arc != NONE)
            .map(|arc| net.pair[*arc as usize]);
        let value = taken
            .map(|pair| stage.gain(&market.problem.pairs[pair as usize]))
            .sum();
        (value, value)
    }
}

fn spread(
    component: &Component,
    duals: &[i64],
    students: &mut [i64],
    places: &mut [i64],
    groups: &mut [i64],
) {
    let (n, m) = (component.students.len(), component.places.len());
    component
        .students
        .iter()
        .zip(duals)
        .for_each(|(s, d)| students[*s as usize] = *d);
    component
        .places
        .iter()
        .zip(&duals[n..])
        .for_each(|(p, d)| places[*p as usize] = *d);
    component
        .groups
        .iter()
        .zip(&duals[n + m..])
        .for_each(|(g, d)| groups[*g as usize] = *d);
}

/// The certificate of an infeasible part.
pub(crate) fn cut(market: &Market<'_>, component: &Component, duals: &[i64]) -> Certificate {
    let (problem, order) = (market.problem, market.order);
    let (n, m) = (component.students.len(), component.places.len());
    let named = |positions: &[u32], duals: &[i64], name: &dyn Fn(u32) -> String| -> BTreeMap<String, i64> {
        positions
            .iter()
            .zip(duals)
            .filter(|(_, d)| **d != 0)
            .map(|(i, d)| (name(*i), *d))
            .collect()
    };
    let cut = Duals {
        stage: "infeasible".to_owned(),
        students: named(&component.students, duals, &|i| {
            problem.students[order.students[i as usize] as usize].id.clone()
        }),
        places: named(&component.places, &duals[n..], &|i| {
            problem.places[order.places[i as usize] as usize].id.clone()
        }),
        groups: named(&component.groups, &duals[n + m..], &|i| {
            problem.groups[order.groups[i as usize] as usize].id.clone()
        }),
        rules: BTreeMap::new(),
    };
    Certificate::Infeasible { cut }
}

/// Values of the tiers and the profile. Bounds equal values; whoever cannot prove that says so afterwards.
pub(crate) fn values(answer: &mut Answer, problem: &Problem, chosen: &[u32]) {
    let mut profile: Vec<i64> = Vec::new();
    let (mut score, mut worst) = (0, None);
    for pair in chosen {
        let pair = problem.pairs[*pair as usize];
        score += i64::from(pair.score);
        worst = Some(worst.map_or(pair.score, |w: u32| w.min(pair.score)));
        let rank = pair.student_rank as usize;
        if rank > 0 {
            if profile.len() < rank {
                profile.resize(rank, 0);
            }
            profile[rank - 1] += 1;
        }
    }
    answer.tiers = problem
        .policy
        .tiers
        .iter()
        .map(|tier| {
            let value = match tier {
                Tier::Placed => Value::Number(chosen.len() as i64),
                Tier::Score => Value::Number(score),
                Tier::Bottleneck => worst.map_or(Value::Nothing, |w| Value::Number(i64::from(w))),
                Tier::RankMaximal | Tier::Generous => Value::Profile(profile.clone()),
            };
            TierValue {
                name: tier.name().to_owned(),
                bound: value.clone(),
                value,
            }
        })
        .collect();
    if problem.pairs.iter().any(|p| p.student_rank > 0) {
        answer.profile = Some(profile);
    }
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
        let more_places = places.len().saturating_sub(LISTED) as u64;
        places.truncate(LISTED);
        let mut students: Vec<u32> = places
            .iter()
            .flat_map(|p| held[*p as usize].iter().copied())
            .chain([*s])
            .collect();
        students.sort_unstable_by_key(|s| order.student_rank(*s));
        let more_students = students.len().saturating_sub(LISTED) as u64;
        students.truncate(LISTED);
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

/// Says for everyone without a place why.
pub(crate) fn reasons(answer: &mut Answer, run: &Run<'_>) {
    let order = run.market.order;
    let mut reasons: HashMap<u32, Why> = HashMap::new();
    let relaxed = Relaxed::of(run);
    for part in &run.parts {
        let component = &part.component;
        let mut net = component.network.clone();
        net.take_flow_of(&part.face);
        // A student whose places all lie in a shortage told before shares it.
        let mut told: Vec<Why> = Vec::new();
        let mut shared = vec![NONE; component.places.len()];
        for s in 0..component.students.len() {
            if part.face.mate[s] != NONE || net.arcs(s).is_empty() {
                continue;
            }
            let place = |arc: usize| net.head[arc] as usize - net.students;
            let known = shared[place(net.arcs(s).start)];
            let why = if known != NONE
                && net.arcs(s).all(|arc| shared[place(arc)] == known)
                && !net.below_full(s)
            {
                told[known as usize].clone()
            } else {
                match net.shortage(s) {
                    None => Why::NotWorth,
                    Some(shortage) => {
                        let why = tell(run, component, &shortage, relaxed.as_ref(), component.students[s]);
                        if matches!(why, Why::Shortage { .. }) {
                            shortage
                                .places
                                .iter()
                                .for_each(|p| shared[*p] = told.len() as u32);
                            told.push(why.clone());
                        }
                        why
                    }
                }
            };
            reasons.insert(component.students[s], why);
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

/// How many students, places and groups of a shortage are listed by name.
const LISTED: usize = 50;

fn tell(
    run: &Run<'_>,
    component: &Component,
    shortage: &Shortage,
    relaxed: Option<&Relaxed>,
    student: u32,
) -> Why {
    let (problem, order) = (run.problem, run.market.order);
    let name = |s: u32| problem.students[order.students[s as usize] as usize].id.clone();
    let place = |p: u32| problem.places[order.places[p as usize] as usize].id.clone();
    let group = |g: u32| problem.groups[order.groups[g as usize] as usize].id.clone();
    let students = &shortage.students;
    let mut students: Vec<u32> = students.iter().map(|i| component.students[*i]).collect();
    if relaxed.is_some_and(|relaxed| relaxed.has_room(student)) {
        let mut pins: Vec<Assigned> = problem
            .pins
            .iter()
            .filter(|(s, _)| students.contains(&order.student_rank(*s)))
            .map(|(s, p)| Assigned {
                student: problem.students[*s as usize].id.clone(),
                place: problem.places[*p as usize].id.clone(),
            })
            .collect();
        pins.sort_unstable();
        pins.dedup();
        if !pins.is_empty() {
            return Why::PinnedOut { pins };
        }
    }
    // The nearest are listed, the others counted: a market-wide shortage would fill the answer many times over.
    let mut places: Vec<u32> = shortage.places.iter().map(|i| component.places[*i]).collect();
    let more = students.len().saturating_sub(LISTED) as u64;
    let more_places = places.len().saturating_sub(LISTED) as u64;
    students.truncate(LISTED);
    places.truncate(LISTED);
    students.sort_unstable();
    places.sort_unstable();
    let groups = shortage
        .groups
        .iter()
        .take(LISTED)
        .map(|i| group(component.groups[*i]))
        .collect();
    Why::Shortage {
        students: students.into_iter().map(name).collect(),
        places: places.into_iter().map(place).collect(),
        groups,
        rules: Vec::new(),
        more_students: more,
        more_places,
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

    fn has_room(&self, student: u32) -> bool {
        let (component, node) = self.at[student as usize];
        self.components
            .get(component as usize)
            .is_some_and(|c| c.network.shortage(node as usize).is_none())
    }
}
