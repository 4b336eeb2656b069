//! Why: regrets with the chain of who would move, and what capacity is worth.

mod prices;
mod stable;

use crate::components::Component;
use crate::control::Control;
use crate::network::{NONE, Network, Residual, Scratch};
use crate::outcome::{Answer, Explanation, Move, Status, Value, Verdict};
use crate::policy::Tier;
use crate::problem::Problem;
use crate::solve::Run;
use crate::stage::Stage;
use crate::tiers::{self, End, Part};

pub(crate) use prices::prices;
pub(crate) use stable::{stable_pairs, stable_prices};

impl Run<'_> {
    /// Can shortest ways tell what a change in this part costs?
    pub(crate) fn additive(&self, part: &Part) -> bool {
        part.rules.is_none()
            && self.stages.iter().all(|s| s.1 != Stage::Bottleneck)
            && self.stages.len() <= 32
    }

    /// The full network of a part with its final flow.
    fn flowing(part: &Part) -> Network {
        let mut net = part.component.network.clone();
        net.take_flow_of(&part.face);
        net
    }

    fn residual<'n, const N: usize>(&self, part: &Part, net: &'n Network) -> Residual<'n, N> {
        let pairs = &self.problem.pairs;
        Residual::new(
            net,
            |k, v| part.proofs.get(k).map_or(0, |proof| proof.pi[v]),
            |k, arc| {
                self.stages
                    .get(k)
                    .map_or(0, |s| s.1.gain(&pairs[net.pair[arc] as usize]))
            },
        )
    }

    fn by_tier(&self, losses: &[i64]) -> Vec<Value> {
        by_tier(self.problem, &self.stages, losses)
    }
}

/// Losses by stage as losses by tier; a tier of ranks has one number per rank.
fn by_tier(problem: &Problem, stages: &[(usize, Stage)], losses: &[i64]) -> Vec<Value> {
    let tiers = problem.policy.tiers.iter().zip(0..);
    let told = tiers.map(|(own, tier)| {
        let of_ranks = matches!(own, Tier::RankMaximal | Tier::Generous);
        let own: Vec<i64> = (stages.iter().zip(losses))
            .filter(|(stage, _)| stage.0 == tier)
            .map(|(_, loss)| *loss)
            .collect();
        match (&own[..], of_ranks) {
            ([one], false) => Value::Number(*one),
            _ => Value::Profile(own),
        }
    });
    told.collect()
}

/// With the least number of stages that fits, calls a function that is generic in it.
macro_rules! with_stages {
    ($count:expr, $call:ident($($argument:expr),*)) => {
        match $count {
            0..=1 => $call::<1>($($argument),*),
            2 => $call::<2>($($argument),*),
            3 => $call::<3>($($argument),*),
            4..=6 => $call::<6>($($argument),*),
            7..=12 => $call::<12>($($argument),*),
            _ => $call::<32>($($argument),*),
        }
    };
}

use with_stages;

/// Answers the questions about pairs.
pub(crate) fn pairs(
    answer: &mut Answer,
    run: &Run<'_>,
    questions: &[(String, String)],
    control: &Control<'_>,
) {
    let best = answer.status == Status::Optimal;
    for (student, place) in questions {
        answer.explanations.push(one(run, student, place, best, control));
    }
    let untold = |told: &Explanation| told.verdict == Verdict::Possible && told.regret.is_none();
    if answer.explanations.iter().any(untold) {
        let note = "Some regrets are left out: a limit ended the work before they were known.";
        answer.notes.push(note.to_owned());
    }
}

/// What is said of one pair; without the best answer, or without the time to find out, no regret is.
fn one(run: &Run<'_>, student: &str, place: &str, best: bool, control: &Control<'_>) -> Explanation {
    let problem = run.problem;
    let mut told = Explanation {
        student: student.to_owned(),
        place: place.to_owned(),
        verdict: Verdict::NotEligible,
        regret: None,
        chain: Vec::new(),
    };

    let Some(pair) = find(problem, student, place) else {
        return told;
    };
    told.verdict = Verdict::Forbidden;
    for part in &run.parts {
        let net = &part.component.network;
        let Some(arc) = net.pair.iter().position(|p| *p as usize == pair) else {
            continue;
        };
        let s = net.first.partition_point(|first| *first as usize <= arc) - 1;
        let now = part.face.mate[s];
        if now != NONE && part.face.pair[now as usize] as usize == pair {
            told.verdict = Verdict::Chosen;
            told.regret = Some(run.by_tier(&vec![0; run.stages.len()]));
            return told;
        }
        let found = if !best {
            Err(())
        } else if run.additive(part) {
            Ok(with_stages!(run.stages.len(), shortest(run, part, s, arc)))
        } else {
            forced(run, part, s, arc, control)
        };
        match found {
            Ok(None) => {}
            Ok(Some((losses, chain))) => {
                told.verdict = Verdict::Possible;
                told.regret = Some(losses);
                told.chain = chain;
            }
            Err(()) => told.verdict = Verdict::Possible,
        }
    }
    told
}

/// The position of a pair.
fn find(problem: &Problem, student: &str, place: &str) -> Option<usize> {
    let student = problem.students.iter().position(|s| s.id == student)?;
    let place = problem.places.iter().position(|p| p.id == place)?;
    let same = |x: &crate::problem::Pair| (x.student as usize, x.place as usize) == (student, place);
    problem.pairs.iter().position(same)
}

type Found = Option<(Vec<Value>, Vec<Move>)>;

/// The regret of one pair from one search: what it costs to bring the student's unit back from the place.
fn shortest<const N: usize>(run: &Run<'_>, part: &Part, s: usize, arc: usize) -> Found {
    let net = Run::flowing(part);
    let residual = run.residual::<N>(part, &net);
    let place = net.head[arc] as usize;
    let ways = residual.ways(s, false, &[place as u32]);
    let back = ways.distance[place]?;
    let cost = residual.reduced(s, arc);
    let losses: Vec<i64> = (0..run.stages.len()).map(|k| cost[k] + back[k]).collect();
    // Forwards along the way: whoever leaves a place goes where the way goes on.
    let component = &part.component;
    let mut chain = vec![(s, net.place_of(s), Some(place))];
    let mut v = place;
    let mut moving: Option<(usize, usize)> = None;
    while v != s {
        let w = ways.next[v] as usize;
        let student_to_place = v < net.students;
        if w < net.students && w != s && v >= net.students && v < net.students + net.places {
            moving = Some((w, v));
        } else if w < net.students && w != s {
            // From outside: someone without a place takes one.
            moving = Some((w, NONE as usize));
        } else if student_to_place && let Some((student, from)) = moving.take() {
            let to = (w >= net.students && w < net.students + net.places).then_some(w);
            chain.push((student, (from != NONE as usize).then_some(from), to));
        }
        v = w;
    }
    let problem = run.problem;
    let order = run.market.order;
    let name = |p: usize| {
        problem.places[order.places[component.places[p - net.students] as usize] as usize]
            .id
            .clone()
    };
    let moves = chain.into_iter().map(|(s, from, to)| Move {
        student: problem.students[order.students[component.students[s] as usize] as usize]
            .id
            .clone(),
        from: from.map(name),
        to: to.map(name),
    });
    Some((run.by_tier(&losses), moves.collect()))
}

/// The regret of one pair by solving its part again with the pair forced; all parts where a bottleneck binds them. An
/// error if a limit ended that.
fn forced(run: &Run<'_>, part: &Part, s: usize, arc: usize, control: &Control<'_>) -> Result<Found, ()> {
    let mut component: Component = part.component.clone();
    let wanted = component.network.pair[arc];
    component.network.lo[s] = 1;
    component
        .network
        .keep_arcs(|net, student, arc| student != s || net.pair[arc] == wanted);
    let whole = run.stages.iter().any(|stage| stage.1 == Stage::Bottleneck);
    let own = |other: &Part| std::ptr::eq(other, part);
    let again: Vec<Part> = run
        .parts
        .iter()
        .filter(|other| whole || own(other))
        .map(|other| {
            if own(other) {
                component.clone()
            } else {
                other.component.clone()
            }
        })
        .map(|component| Part::new(run.market, component))
        .collect();
    let parts = match tiers::run_to_the_end(run.market, again, &run.stages, 1, &control.quiet()) {
        Ok(ran) => ran.parts,
        Err(End::Infeasible(..)) => return Ok(None),
        Err(End::Stopped | End::Broken(_)) => return Err(()),
    };
    let same = run.parts.iter().filter(|other| !whole && !own(other));
    let same: Vec<u32> = same.flat_map(Part::taken).collect();
    let after: Vec<u32> = parts.iter().flat_map(Part::taken).chain(same).collect();
    let before = run.chosen();
    let losses = losses(run.problem, &run.stages, &before, &after);
    Ok(Some((
        run.by_tier(&losses),
        moves(run.problem, before.into_iter(), after.into_iter()),
    )))
}

/// What one choice is worth more than another, stage by stage.
fn losses(problem: &Problem, stages: &[(usize, Stage)], before: &[u32], after: &[u32]) -> Vec<i64> {
    let worth = |taken: &[u32], stage: Stage| -> Option<i64> {
        let all = taken.iter().map(|p| &problem.pairs[*p as usize]);
        match stage {
            Stage::Bottleneck => all.map(|p| i64::from(p.score)).min(),
            _ => Some(all.map(|p| stage.gain(p)).sum()),
        }
    };
    // The worst score of nobody is compared with nothing.
    let lost = |(_, stage): &(usize, Stage)| {
        let both = worth(before, *stage).zip(worth(after, *stage));
        both.map_or(0, |(before, after)| before - after)
    };
    stages.iter().map(lost).collect()
}

/// Who moves from one choice to another.
pub(crate) fn moves(
    problem: &Problem,
    before: impl Iterator<Item = u32>,
    after: impl Iterator<Item = u32>,
) -> Vec<Move> {
    let mut at: std::collections::BTreeMap<&str, [Option<u32>; 2]> = std::collections::BTreeMap::new();
    let sides = before.map(|p| (0, p)).chain(after.map(|p| (1, p)));
    for (side, pair) in sides {
        let pair = problem.pairs[pair as usize];
        at.entry(&problem.students[pair.student as usize].id).or_default()[side] = Some(pair.place);
    }
    let name = |p: Option<u32>| p.map(|p| problem.places[p as usize].id.clone());
    at.into_iter()
        .filter(|(_, [from, to])| from != to)
        .map(|(student, [from, to])| Move {
            student: student.to_owned(),
            from: name(from),
            to: name(to),
        })
        .collect()
}

/// Who moved from an earlier assignment to a choice; of students and places that are no more only what is left is told.
pub(crate) fn moved(problem: &Problem, previous: &[(String, String)], chosen: &[u32]) -> Vec<Move> {
    let mut at: std::collections::BTreeMap<&str, [Option<&str>; 2]> = problem
        .students
        .iter()
        .map(|s| (s.id.as_str(), [None, None]))
        .collect();
    for (student, place) in previous {
        if let Some(slot) = at.get_mut(student.as_str()) {
            slot[0] = Some(place);
        }
    }
    for pair in chosen {
        let pair = problem.pairs[*pair as usize];
        if let Some(slot) = at.get_mut(problem.students[pair.student as usize].id.as_str()) {
            slot[1] = Some(&problem.places[pair.place as usize].id);
        }
    }
    at.into_iter()
        .filter(|(_, [from, to])| from != to)
        .map(|(student, [from, to])| Move {
            student: student.to_owned(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        })
        .collect()
}

/// The regret of every pair of the problem that may be used, by its position; nothing where it cannot be forced.
pub(crate) fn all_regrets(run: &Run<'_>) -> Vec<(u32, Option<Vec<Value>>)> {
    let size = |part: &&Part| part.component.network.pair.len();
    tiers::on_all(run.parts.iter().collect(), size, run.threads, |_, part: &Part| {
        if run.additive(part) {
            return with_stages!(run.stages.len(), part_regrets(run, part));
        }
        let net = &part.component.network;
        (0..net.students)
            .flat_map(|s| net.arcs(s).map(move |arc| (s, arc)))
            .map(|(s, arc)| {
                let found = forced(run, part, s, arc, &Control::free()).ok().flatten();
                (net.pair[arc], found.map(|found| found.0))
            })
            .collect()
    })
    .concat()
}

fn part_regrets<const N: usize>(run: &Run<'_>, part: &Part) -> Vec<(u32, Option<Vec<Value>>)> {
    let net = Run::flowing(part);
    let residual = run.residual::<N>(part, &net);
    let mut scratch = Scratch::new(net.up.len());
    let mut all = Vec::with_capacity(net.pair.len());
    for s in 0..net.students {
        let back = residual.distances(&mut scratch, s, &net.head[net.arcs(s)]);
        for (arc, back) in net.arcs(s).zip(back) {
            let cost = residual.reduced(s, arc);
            let regret = back.map(|back| {
                run.by_tier(
                    &(0..run.stages.len())
                        .map(|k| cost[k] + back[k])
                        .collect::<Vec<_>>(),
                )
            });
            all.push((net.pair[arc], regret));
        }
    }
    all
}
