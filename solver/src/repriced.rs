//! What capacity is worth where no shortest way can tell (a worst score, rules that cross the network): the problem is
//! solved again with one place more and with one fewer.

use std::cmp::Ordering;

use crate::components::Market;
use crate::control::Control;
use crate::outcome::{Answer, Price};
use crate::policy::Stability;
use crate::solve::Run;
use crate::someone;
use crate::stage::Stage;
use crate::tiers::{self, End, Part};

/// Pairs that may be solved again, in all questions together, before prices are left out: in a network, and where rules
/// cross it. This is where no limit of time is given: what is counted is the same on every machine.
const WORK: usize = 4_000_000;
const RULED_WORK: usize = 10_000;

/// A scarce place, and what is known beforehand of one more seat there.
struct Question {
    place: usize,
    part: usize,
    /// What one more seat could gain at most, stage by stage, up to the first in which that is anything; nothing where
    /// it is not known.
    most: Option<Vec<i64>>,
}

/// Adds the prices of the scarce places that shortest ways could not price: those first that could be worth most.
pub(crate) fn prices(answer: &mut Answer, run: &Run<'_>, control: &Control<'_>) {
    let chosen = run.chosen();
    let mut questions = questions(run, &chosen);
    // What is not known could be anything.
    questions.sort_by(|a, b| match (&a.most, &b.most) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
        (Some(one), Some(other)) => other.cmp(one),
    });
    let ruled = run.parts.iter().any(|part| part.rules.is_some());
    let share = control.share();
    let mut work = match &share {
        Some(_) => usize::MAX,
        None if ruled => RULED_WORK,
        None => WORK,
    };
    let control = share.as_ref().unwrap_or(control);
    let mut left_out = 0;
    for question in questions {
        let again = Again::of(run, &question, &chosen);
        let asked = work.checked_sub(again.pairs).filter(|_| !control.stopped());
        work = asked.unwrap_or(0);
        match asked.map(|_| again.price(control)) {
            Some(Ok(price)) => answer.prices.extend(price),
            Some(Err(())) | None => left_out += 1,
        }
    }
    if left_out > 0 {
        answer.notes.push(format!(
            "Prices left out: {left_out}. Under these tiers or rules each needs the problem solved again; a limit of time says how long that may go on."
        ));
    }
    answer.prices.sort_unstable_by(|a, b| a.place.cmp(&b.place));
}

/// The scarce places of the parts that shortest ways do not price, in canonical order; without those that the proof
/// shows to be worth nothing.
fn questions(run: &Run<'_>, chosen: &[u32]) -> Vec<Question> {
    let problem = run.problem;
    let mut held = vec![0_u64; problem.places.len()];
    for pair in chosen {
        held[problem.pairs[*pair as usize].place as usize] += 1;
    }
    // One more seat may also be what lets a place open.
    let shut = |place: usize| {
        let own = &problem.places[place];
        own.open_with.is_some_and(|least| least > own.capacity.max(1))
    };
    let thresholds = run.stages.iter().any(|stage| stage.1 == Stage::Bottleneck);
    let mut questions = Vec::new();
    for (number, part) in run.parts.iter().enumerate() {
        let additive = run.additive(part);
        let pairs = &part.component.network.pair;
        let gain = |stage: &(usize, Stage)| -> Vec<i64> {
            let pairs = pairs.iter().map(|pair| &problem.pairs[*pair as usize]);
            pairs.map(|pair| stage.1.gain(pair)).collect()
        };
        let rules = part.rules.as_ref().filter(|_| !thresholds);
        let gains: Vec<Vec<i64>> = rules.map_or(Vec::new(), |_| run.stages.iter().map(gain).collect());
        for (local, rank) in part.component.places.iter().enumerate() {
            let place = run.market.order.places[*rank as usize] as usize;
            let full = !additive && held[place] >= problem.places[place].capacity;
            if !full && !shut(place) {
                continue;
            }
            let most = rules
                .filter(|_| !shut(place))
                .and_then(|rules| rules.at_most_with_one_more(local, &gains));
            if most
                .as_ref()
                .is_some_and(|most| most.iter().all(|more| *more == 0))
            {
                continue;
            }
            questions.push(Question {
                place,
                part: number,
                most,
            });
        }
    }
    questions.sort_by_key(|question| run.market.order.place_rank(question.place as u32));
    questions
}

/// What is solved again: the part of a place, or everything where a worst score binds all parts.
struct Again<'r> {
    run: &'r Run<'r>,
    place: usize,
    /// By canonical position: is this student in what is solved again?
    inside: Vec<bool>,
    /// What is chosen there now.
    chosen: Vec<u32>,
    /// How many pairs that is; those of the rest, which are only divided into parts again, count a little.
    pairs: usize,
}

impl<'r> Again<'r> {
    fn of(run: &'r Run<'r>, question: &Question, chosen: &[u32]) -> Again<'r> {
        let whole = run.stages.iter().any(|stage| stage.1 == Stage::Bottleneck);
        let mut inside = vec![whole; run.problem.students.len()];
        let mut pairs = run.problem.pairs.len() / 16;
        for (number, part) in run.parts.iter().enumerate() {
            if whole || number == question.part {
                pairs += part.component.network.pair.len();
                part.component
                    .students
                    .iter()
                    .for_each(|s| inside[*s as usize] = true);
            }
        }
        let within = |pair: &&u32| {
            let student = run.problem.pairs[**pair as usize].student;
            inside[run.market.order.student_rank(student) as usize]
        };
        Again {
            run,
            place: question.place,
            chosen: chosen.iter().filter(within).copied().collect(),
            inside,
            pairs,
        }
    }

    /// The price of the place, if one more seat is worth anything; an error if a limit ended the question.
    fn price(&self, control: &Control<'_>) -> Result<Option<Price>, ()> {
        let run = self.run;
        let now = worth(run, &self.chosen);
        let capacity = run.problem.places[self.place].capacity;
        let change = |other: &[i64], sign: i64| -> Vec<i64> {
            let both = other.iter().zip(&now);
            both.map(|(other, now)| sign * (other - now)).collect()
        };
        let Some(more) = self.with(capacity.checked_add(1), control)? else {
            return Ok(None);
        };
        let gains = change(&more, 1);
        if gains.iter().all(|gain| *gain == 0) {
            return Ok(None);
        }
        let fewer = self.with(capacity.checked_sub(1), control)?;
        let costs = fewer.map(|fewer| change(&fewer, -1));
        let several = gains.len() > 1;
        Ok(Some(Price {
            place: run.problem.places[self.place].id.clone(),
            one_more_gains: gains.last().copied().unwrap_or(0),
            one_fewer_costs: costs.as_ref().and_then(|costs| costs.last().copied()),
            one_more_by_tier: if several { gains } else { Vec::new() },
            one_fewer_by_tier: costs.filter(|_| several).unwrap_or_default(),
        }))
    }

    /// The worth of the best answer with another capacity; nothing if nothing is possible.
    fn with(&self, capacity: Option<u64>, control: &Control<'_>) -> Result<Option<Vec<i64>>, ()> {
        let Some(capacity) = capacity else { return Ok(None) };
        let run = self.run;
        let mut problem = run.problem.clone();
        problem.places[self.place].capacity = capacity;
        // The names are the same, and so is their order.
        let market = Market::new(&problem, run.market.order);
        let modelled = matches!(
            problem.policy.stability,
            Stability::MaximumStable | Stability::FewestBlocking
        );
        let mut components = market.split(false);
        components.retain(|own| own.students.iter().any(|s| self.inside[*s as usize]));
        components.iter_mut().for_each(|c| c.crossing |= modelled);
        let parts = components.into_iter().map(|component| {
            let mut part = Part::new(&market, component);
            part.begin_with(&self.chosen);
            part
        });
        let ran = tiers::run_to_the_end(
            &market,
            parts.collect(),
            &run.stages,
            run.threads,
            &control.quiet(),
        );
        let ran = match ran {
            Ok(ran) => ran,
            Err(End::Infeasible(..)) => return Ok(None),
            Err(End::Stopped | End::Broken(_)) => return Err(()),
        };
        let mut other = Run {
            problem: &problem,
            market: &market,
            stages: run.stages.clone(),
            threads: run.threads,
            parts: ran.parts,
            thresholds: ran.thresholds,
            unsure: None,
        };
        someone::place_someone(&mut other, None, &control.quiet());
        if other.unsure.is_some() || !other.parts.iter().all(Part::proved) {
            return Err(());
        }
        let chosen = other.chosen();
        Ok(Some(worth(&other, &chosen)))
    }
}

/// What a choice is worth, stage by stage in the order of the tiers; stages that no tier asks for are left out.
fn worth(run: &Run<'_>, chosen: &[u32]) -> Vec<i64> {
    let pairs = || chosen.iter().map(|pair| &run.problem.pairs[*pair as usize]);
    let mut asked: Vec<(usize, Stage)> = run
        .stages
        .iter()
        .copied()
        .filter(|(tier, _)| *tier != usize::MAX)
        .collect();
    asked.sort_by_key(|(tier, _)| *tier);
    let value = |(_, stage): (usize, Stage)| match stage {
        Stage::Bottleneck => pairs().map(|pair| i64::from(pair.score)).min().unwrap_or(0),
        _ => pairs().map(|pair| stage.gain(pair)).sum(),
    };
    asked.into_iter().map(value).collect()
}
