//! Proof of bounds where rules cross the network: part by part, stage by stage.
//!
//! The students are divided among parts and the rest. No choice gains more than the bounds of all parts and of the
//! rest together; where an answer gains exactly that, every best answer reaches each of these bounds, and the next
//! stage may lean on them.

mod rest;

use crate::error::Findings;
use crate::outcome::{Answer, BoundPart, BoundStage, Certificate, Duals, PartBound, Status, Value};
use crate::policy::{Stability, Tier};
use crate::problem::Problem;

use super::cases::{Floor, Index, Part};
use super::duals::Face;
use super::goals::{Goal, goals};
use rest::Rest;

/// Nobody's part: the rest.
const REST: usize = usize::MAX;

fn fault(findings: &mut Findings, path: String, message: String) {
    findings.add(|| path, "certificate.bound", || message);
}

/// Whose part each student is in; nothing if a name is unknown or stands twice.
fn owners(
    problem: &Problem,
    index: &Index<'_>,
    parts: &[BoundPart],
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    let mut owner = vec![REST; problem.students.len()];
    for (number, part) in parts.iter().enumerate() {
        for id in &part.students {
            match index.students.get(id.as_str()).map(|s| &mut owner[*s]) {
                Some(slot) if *slot == REST => *slot = number,
                _ => {
                    let message = format!("{id:?} is unknown, or stands in two parts.");
                    fault(findings, format!("/certificate/parts/{number}/students"), message);
                    return None;
                }
            }
        }
    }
    Some(owner)
}

/// The stages with the tier each belongs to, if any. Where stability decides, the number of placed comes first.
fn stages(
    problem: &Problem,
    values: &[Value],
    chosen: &[usize],
    blocking: u64,
) -> Vec<(Option<usize>, Goal, i128)> {
    let mut all: Vec<(Option<usize>, Goal, i128)> = Vec::new();
    let mode = problem.policy.stability;
    let modelled = matches!(mode, Stability::MaximumStable | Stability::FewestBlocking);
    if modelled {
        let tier = problem.policy.tiers.iter().position(|tier| *tier == Tier::Placed);
        all.push((tier, Goal::Placed, chosen.len() as i128));
    }
    if mode == Stability::FewestBlocking {
        all.push((None, Goal::Blocking, -i128::from(blocking)));
    }
    for (tier, goal, value) in goals(problem, values) {
        if !(modelled && goal == Goal::Placed) {
            all.push((Some(tier), goal, value));
        }
    }
    all
}

/// What is checked, and what has been found so far.
struct Proof<'a, 'p> {
    problem: &'p Problem,
    parts: Vec<(Part<'p>, &'a BoundPart)>,
    floors: Vec<Vec<Floor>>,
    rest: Option<(Rest<'p>, &'a [Duals])>,
    /// Pairs with a score below are out.
    threshold: i128,
    /// A threshold was not proved: from there on what is best does not add up part by part, and no stage may lean on
    /// one that is not before it.
    open: bool,
    /// The highest score of a pair that may be chosen.
    highest: i128,
}

/// What a stage came to.
#[derive(Clone, Copy)]
struct Stage {
    goal: Goal,
    value: i128,
    /// Every stage before is proved.
    proved: bool,
}

impl<'a> Proof<'a, '_> {
    fn above(&self, least: i128) -> impl Fn(usize) -> bool {
        let problem = self.problem;
        move |pair| i128::from(problem.pairs[pair].score) >= least
    }

    fn of_part(
        &self,
        number: usize,
        told: &PartBound,
        goal: Goal,
        least: i128,
        findings: &mut Findings,
    ) -> Option<Option<i128>> {
        let keep = self.above(least);
        match self.parts[number]
            .0
            .bound(told, goal, &self.floors[number], &keep)
        {
            Ok(bound) => Some(bound),
            Err(message) => {
                let message = format!("The stage `{}` is not proved: {message}", told.stage);
                fault(findings, format!("/certificate/parts/{number}"), message);
                None
            }
        }
    }

    /// Is nothing possible above the threshold? Either one part alone, or the rest, cannot do it; or, where nobody
    /// must be placed, nobody anywhere can be.
    fn proves_threshold(&self, k: usize, t: i64, findings: &mut Findings) -> Option<bool> {
        if self.parts.is_empty() && self.rest.is_none() {
            // Nobody can be anywhere.
            return Some(true);
        }
        let own = |part: &'a BoundPart| part.stages.get(k);
        let names = self
            .parts
            .iter()
            .filter_map(|(_, part)| own(part))
            .map(|stage| stage.stage.as_str());
        let duals = self.rest.as_ref().and_then(|(_, network)| network.get(k));
        let someone = names
            .chain(duals.map(|d| d.stage.as_str()))
            .any(|name| name.starts_with("someone"));
        let (mut any, mut all) = (false, true);
        let one = |_: usize| i128::from(someone);
        let goal = if someone { Goal::Placed } else { Goal::Above(t) };
        for number in 0..self.parts.len() {
            let told = self.parts[number].1.stages.get(k)?;
            if told.steps.is_empty() {
                all = false;
                continue;
            }
            let bound = self.of_part(number, told, goal, i128::from(t) + 1, findings)?;
            let closed = bound.is_none_or(|bound| bound < i128::from(someone));
            (any, all) = (any | bound.is_none(), all & closed);
        }
        if let Some((rest, _)) = &self.rest {
            let above = self.above(i128::from(t) + 1);
            let bound = rest.bound(duals?, &above, &one, findings)?;
            (any, all) = (any | (bound < 0), all & (bound < i128::from(someone)));
        }
        Some(if someone { all } else { any })
    }
}

/// Do the stages prove their bounds, and are these the values?
pub(super) fn prove(
    problem: &Problem,
    answer: &Answer,
    chosen: &[usize],
    values: &[Value],
    findings: &mut Findings,
) -> bool {
    let Certificate::Bound {
        stages: told,
        network,
        parts,
    } = &answer.certificate
    else {
        return false;
    };
    let index = Index::of(problem);
    let Some(owner) = owners(problem, &index, parts, findings) else {
        return false;
    };
    let whole = Face::new(problem);
    let cases = parts.iter().enumerate().map(|(number, part)| {
        let own = |student: usize| owner[student] == number;
        (Part::new(problem, &index, &whole.alive, &own), part)
    });
    let mut proof = Proof {
        problem,
        floors: parts.iter().map(|_| Vec::new()).collect(),
        parts: cases.collect(),
        rest: None,
        threshold: 0,
        open: false,
        highest: (problem.pairs.iter().zip(&whole.alive))
            .filter(|(_, alive)| **alive)
            .map(|(pair, _)| i128::from(pair.score))
            .max()
            .unwrap_or(-1),
    };
    let unowned =
        (0..problem.pairs.len()).any(|i| whole.alive[i] && owner[problem.pairs[i].student as usize] == REST);
    if unowned || !network.is_empty() {
        proof.rest = Some((Rest::of(problem, &whole, &owner), &network[..]));
    }
    let blocking = answer.blocking_pairs.as_ref().map_or(0, |b| b.count);
    let goals = stages(problem, values, chosen, blocking);
    if told.len() != goals.len() {
        let message = format!(
            "The policy has {} stages, the certificate {}.",
            goals.len(),
            told.len()
        );
        fault(findings, "/certificate/stages".to_owned(), message);
        return false;
    }
    let mut proved = true;
    for (k, ((tier, goal, value), told)) in goals.into_iter().zip(told).enumerate() {
        let reached = |number: usize| -> i128 {
            let mine = |pair: &&usize| owner[problem.pairs[**pair].student as usize] == number;
            let list = answer.blocking_pairs.iter().flat_map(|blocking| &blocking.list);
            let blocking = list.filter(|pair| owner[index.students[pair.student.as_str()]] == number);
            match goal {
                Goal::Blocking => -(blocking.count() as i128),
                _ => chosen
                    .iter()
                    .filter(mine)
                    .map(|pair| goal.gain(problem, *pair))
                    .sum(),
            }
        };
        let own = Stage { goal, value, proved };
        let Some(bound) = stage(&mut proof, k, own, told, &reached, findings) else {
            return false;
        };
        proved &= bound == value;
        let shown = tier.and_then(|tier| answer.tiers.get(tier)).filter(|_| !proved);
        let honest = shown.is_none_or(|tier| honest(&tier.bound, goal, bound, proof.highest));
        if !honest || (!proved && answer.status == Status::Optimal) {
            let message = format!(
                "The stage `{}` is proved up to {bound}; the answer reaches {value}.",
                told.stage
            );
            fault(findings, format!("/certificate/stages/{k}"), message);
            return false;
        }
    }
    proved
}

/// Does a tier claim no more than what its stage proves? The worst score can be no better than the best pair's.
fn honest(told: &Value, goal: Goal, bound: i128, highest: i128) -> bool {
    let of_rank =
        |profile: &Vec<i64>, rank: u32| profile.get(rank as usize - 1).map_or(0, |n| i128::from(*n));
    match (told, goal) {
        (Value::Nothing, _) => true,
        (Value::Number(told), Goal::Above(_)) => i128::from(*told) >= highest,
        (Value::Number(told), _) => i128::from(*told) >= bound,
        (Value::Profile(told), Goal::Rank(rank)) => of_rank(told, rank) >= bound,
        (Value::Profile(told), Goal::NoRank(rank)) => of_rank(told, rank) <= -bound,
        (Value::Profile(_), _) => false,
    }
}

/// The bound of one stage, and what the next may lean on.
fn stage(
    proof: &mut Proof<'_, '_>,
    k: usize,
    Stage { goal, value, proved }: Stage,
    told: &BoundStage,
    reached: &dyn Fn(usize) -> i128,
    findings: &mut Findings,
) -> Option<i128> {
    let problem = proof.problem;
    let wrong = |findings: &mut Findings, what: String| {
        fault(findings, format!("/certificate/stages/{k}"), what);
        None
    };
    if let Goal::Above(t) = goal {
        let known = proved && proof.proves_threshold(k, t, findings)?;
        if known {
            proof.threshold = proof.threshold.max(i128::from(t));
            if let ([floors], None, 0..) = (&mut proof.floors[..], &proof.rest, t) {
                // Every answer with so good a worst score places someone, and there is only this part to be placed in.
                floors.push(Floor {
                    goal: Goal::Someone(t),
                    value: 1,
                });
            }
            if let Some((rest, _)) = &mut proof.rest {
                let alive = rest.face.alive.iter_mut().zip(&problem.pairs);
                alive.for_each(|(alive, pair)| *alive &= i64::from(pair.score) >= t);
            }
        } else {
            // The best answers may well have a worse worst score than this one.
            proof.open = true;
        }
        if known && told.bound != t {
            return wrong(
                findings,
                format!("The threshold {t} is proved, not {}.", told.bound),
            );
        }
        // Without a proof anything up to the highest score is possible.
        return Some(if known {
            value
        } else {
            value.max(i128::from(crate::problem::SCORE_MAX)) + 1
        });
    }
    if told.stage != goal.name() {
        return wrong(
            findings,
            format!("The stage `{}` should be `{}`.", told.stage, goal.name()),
        );
    }
    let gain_of = move |pair: usize| goal.gain(problem, pair);
    let mut total = 0_i128;
    if let Some((rest, network)) = &mut proof.rest {
        let duals = network.get(k).filter(|duals| duals.stage == goal.name());
        let Some(duals) = duals else {
            return wrong(findings, "The duals of the network are missing.".to_owned());
        };
        let bound = rest.bound(duals, &|_| true, &gain_of, findings)?;
        total += bound;
        if reached(REST) == bound && !proof.open {
            rest.keep(duals, &gain_of, findings);
        }
    }
    for number in 0..proof.parts.len() {
        let Some(own) = proof.parts[number]
            .1
            .stages
            .get(k)
            .filter(|own| own.stage == goal.name())
        else {
            return wrong(findings, "The stage of a part is missing.".to_owned());
        };
        let bound = proof.of_part(number, own, goal, proof.threshold, findings)?;
        if bound.is_none_or(|bound| bound > i128::from(own.bound)) {
            return wrong(
                findings,
                format!("A part claims {}; proved is {bound:?}.", own.bound),
            );
        }
        let bound = i128::from(own.bound);
        total += bound;
        if reached(number) == bound && !proof.open {
            proof.floors[number].push(Floor { goal, value: bound });
        }
    }
    if total != i128::from(told.bound) || total < value {
        return wrong(
            findings,
            format!("The parts add up to {total}, not to {}.", told.bound),
        );
    }
    Some(total)
}

/// Does the case distinction show that the rules around these students cannot hold together?
pub(super) fn refutes(problem: &Problem, told: &BoundPart, findings: &mut Findings) -> bool {
    let index = Index::of(problem);
    let Some(owner) = owners(problem, &index, std::slice::from_ref(told), findings) else {
        return false;
    };
    let alive = Face::new(problem).alive;
    let part = Part::new(problem, &index, &alive, &|student| owner[student] == 0);
    let shown = match &told.stages[..] {
        [own] => part.bound(own, Goal::Above(0), &[], &|_| true),
        _ => Err("There must be one stage.".to_owned()),
    };
    let message = match shown {
        Ok(None) => return true,
        Ok(Some(_)) => "Some case is left open.".to_owned(),
        Err(message) => message,
    };
    fault(findings, "/certificate/part".to_owned(), message);
    false
}
