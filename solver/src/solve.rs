//! The way: validate → canonical order → components → tiers → reasons → certificate.

mod tell;

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use crate::canonical::Order;
use crate::certificate;
use crate::components::Market;
use crate::conflict;
use crate::control::{Control, Progress};
use crate::explain;
use crate::outcome::{ANSWER_FORMAT, Answer, Status, Timings, Value};
use crate::policy::{Stability, Tier};
use crate::problem::Problem;
use crate::report;
use crate::someone;
use crate::stable;
use crate::stage::Stage;
use crate::tiers::{self, End, Part};
use tell::{ended, moved, settle_stable, tell};

/// How to run, beside what the problem itself says.
#[derive(Clone, Default)]
pub struct Options<'a> {
    /// Threads; 0 takes the problem's limit, or as many as the machine has.
    pub threads: usize,
    /// Wall-clock seconds; the shorter of this and the problem's limit counts.
    pub seconds: Option<f64>,
    /// Bytes this process may hold, where the system says how many it does; beyond them the best so far is answered.
    pub memory: Option<u64>,
    /// Set it to stop: the best so far is answered with its bound.
    pub stop: Option<&'a AtomicBool>,
    /// Called as the work goes on, from any thread.
    pub progress: Option<&'a (dyn Fn(Progress) + Sync)>,
    /// Pairs (student, place) to explain.
    pub explain: Vec<(String, String)>,
    /// An earlier assignment (student, place): of the equally good answers the one that moves fewest is taken.
    pub previous: Option<Vec<(String, String)>>,
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("threads", &self.threads)
            .field("seconds", &self.seconds)
            .field("memory", &self.memory)
            .field("explain", &self.explain)
            .field("previous", &self.previous.as_ref().map(Vec::len))
            .finish_non_exhaustive()
    }
}

impl Options<'_> {
    pub(crate) fn threads_for(&self, problem: &Problem) -> usize {
        match (self.threads, problem.limits.threads) {
            (0, Some(threads)) => threads as usize,
            (0, None) => std::thread::available_parallelism().map_or(1, usize::from),
            (threads, _) => threads,
        }
    }

    fn seconds_for(&self, problem: &Problem) -> Option<f64> {
        match (self.seconds, problem.limits.seconds) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }
}

/// Everything a run knows, handed from step to step.
pub(crate) struct Run<'p> {
    pub(crate) problem: &'p Problem,
    pub(crate) market: &'p Market<'p>,
    pub(crate) stages: Vec<(usize, Stage)>,
    pub(crate) threads: usize,
    pub(crate) parts: Vec<Part>,
    /// One per bottleneck stage.
    pub(crate) thresholds: Vec<Option<i64>>,
    /// The first bottleneck stage whose threshold is not proved.
    pub(crate) unsure: Option<usize>,
}

/// Solves a problem. The answer's certificate has been checked before it returns; an invalid problem gets the
/// status `no_answer` with its findings as notes (see [`Problem::validate`]).
#[must_use]
pub fn solve(problem: &Problem, options: &Options<'_>) -> Answer {
    let begun = Instant::now();
    let mut answer = Answer {
        format: ANSWER_FORMAT.to_owned(),
        solver: concat!("abbina-solver ", env!("CARGO_PKG_VERSION")).to_owned(),
        seed: problem.seed,
        ..Answer::default()
    };
    if let Err(findings) = problem.validate() {
        answer.notes = findings.iter().map(ToString::to_string).collect();
        return answer;
    }
    let order = Order::of(problem);
    let threads = options.threads_for(problem);
    let market = Market::new(problem, &order);
    let control = Control::new(begun)
        .limit(options.seconds_for(problem), options.memory)
        .listen(options.stop, options.progress);
    let digest = std::thread::scope(|scope| {
        // Where the system has no thread to spare, it comes afterwards.
        let digest = std::thread::Builder::new().spawn_scoped(scope, || problem.digest_in(&order));
        fill(&mut answer, problem, &market, options, threads, &control, begun);
        let digest = digest.ok().and_then(|digest| digest.join().ok());
        digest.unwrap_or_else(|| problem.digest_in(&order))
    });
    answer.problem_digest = digest;
    let solved = Instant::now();
    control.enter("certify", None);
    control.finish(0, None, None);
    if let Err(findings) = certificate::check_against(problem, &answer, &answer.problem_digest) {
        // Never hand out what does not hold: this is a fault of the solver, and says so.
        answer.status = Status::NoAnswer;
        answer.notes = findings
            .iter()
            .map(|f| format!("the solver's own check refused the answer: {f}"))
            .collect();
        answer.assignment.clear();
        answer.unplaced.clear();
        answer.tiers.clear();
    }
    answer.timings_ms.certify = millis(solved.elapsed());
    answer
}

/// Is the stability asked for one that only a model can find?
fn is_modelled(problem: &Problem) -> bool {
    matches!(
        problem.policy.stability,
        Stability::MaximumStable | Stability::FewestBlocking
    )
}

/// The stages of a policy; where a model looks for stability, most placed and fewest blocking come first.
fn stages_of(problem: &Problem) -> Vec<(usize, Stage)> {
    let mut stages = Stage::of(problem);
    if is_modelled(problem) {
        stages.retain(|(_, stage)| *stage != Stage::Placed);
        let tier = problem.policy.tiers.iter().position(|tier| *tier == Tier::Placed);
        stages.insert(0, (tier.unwrap_or(usize::MAX), Stage::Placed));
        if problem.policy.stability == Stability::FewestBlocking {
            stages.insert(1, (usize::MAX, Stage::Blocking));
        }
    }
    stages
}

/// What can be solved apart.
fn parts_of(market: &Market<'_>) -> Vec<Part> {
    let modelled = is_modelled(market.problem);
    let components = market.split(false).into_iter();
    components
        .map(|mut component| {
            component.crossing |= modelled;
            Part::new(market, component)
        })
        .collect()
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn fill(
    answer: &mut Answer,
    problem: &Problem,
    market: &Market<'_>,
    options: &Options<'_>,
    threads: usize,
    control: &Control<'_>,
    begun: Instant,
) {
    let stages = stages_of(problem);
    let modelled = is_modelled(problem);
    let stay = options
        .previous
        .as_ref()
        .map(|previous| positions(problem, previous));
    let hollow = problem.quotas.iter().filter(|q| q.min > q.pairs.len() as u64);
    if let Some(quota) = hollow.min_by_key(|q| &q.id) {
        answer.status = Status::Infeasible;
        answer.conflict = vec![format!("quota:{}", quota.id)];
        answer.certificate = report::hollow(quota, market);
        return;
    }
    // A pin comes before every rank: one that is not kept cannot be, and the network says why.
    if let Some(chosen) = deferred(market) {
        settle_stable(answer, market, &chosen, begun);
        explain::stable_prices(answer, market, &chosen, control, deferred);
        explain::stable_pairs(answer, market, &chosen, &options.explain, deferred);
        moved(answer, problem, options, &chosen);
        return;
    }
    let mut parts = parts_of(market);
    if modelled {
        // Something stable to begin with: the greater of the two that are quick to find.
        let both = [stable::student_optimal(market), stable::place_optimal(market)];
        let most = both.into_iter().max_by_key(Vec::len).unwrap_or_default();
        parts.iter_mut().for_each(|part| part.begin_with(&most));
    }

    let result = tiers::run(market, parts, &stages, stay.as_deref(), threads, control);
    answer.timings_ms = Timings {
        solve: millis(begun.elapsed()),
        ..Timings::default()
    };
    let after = Instant::now();
    match result {
        Ok(ran) => {
            let mut run = Run {
                problem,
                market,
                stages,
                threads,
                parts: ran.parts,
                thresholds: ran.thresholds,
                unsure: ran.unsure,
            };
            if !run.cut_short() {
                someone::place_someone(&mut run, stay.as_deref(), control);
            }
            let crossing = modelled || run.parts.iter().any(|part| part.rules.is_some());
            tell(answer, &run, crossing, options, control);
        }
        Err(End::Infeasible(part, duals, rules)) => {
            answer.status = Status::Infeasible;
            let parts = parts_of(market);
            let component = &parts[part].component;
            answer.certificate = match rules {
                Some(rules) => rules.impossible(market, component),
                None => report::cut(market, component, &duals),
            };
            let (conflict, sure) = conflict::smallest(problem, control);
            answer.conflict = conflict;
            if !sure {
                answer.notes.push("The conflict is one that cannot be made smaller by leaving out a rule; a smaller one elsewhere is not excluded.".to_owned());
            }
        }
        Err(End::Broken(message)) => answer.notes.push(message),
        Err(End::Stopped) => {
            answer.status = Status::NoAnswer;
            answer.notes.push(ended(control, "any answer was found"));
        }
    }
    answer.timings_ms.explain = millis(after.elapsed());
}

/// The choice of deferred acceptance, where that is asked for and keeps every pin.
fn deferred(market: &Market<'_>) -> Option<Vec<u32>> {
    let chosen = match market.problem.policy.stability {
        Stability::StudentOptimal => stable::student_optimal(market),
        Stability::PlaceOptimal => stable::place_optimal(market),
        _ => return None,
    };
    keeps_pins(market.problem, &chosen).then_some(chosen)
}

fn keeps_pins(problem: &Problem, chosen: &[u32]) -> bool {
    let placed: std::collections::HashSet<(u32, u32)> = chosen
        .iter()
        .map(|i| problem.pairs[*i as usize])
        .map(|p| (p.student, p.place))
        .collect();
    problem.pins.iter().all(|pin| placed.contains(pin))
}

/// The exact loss per tier if a pair were forced; none if it cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regret {
    /// Position in [`Problem::pairs`].
    pub pair: u32,
    /// One value per tier.
    pub losses: Option<Vec<Value>>,
}

/// The regret of every pair that pins and forbids leave open, from one search per student. Empty where there is no
/// optimum to compare with.
#[must_use]
pub fn regrets(problem: &Problem, options: &Options<'_>) -> Vec<Regret> {
    let deferred = matches!(
        problem.policy.stability,
        Stability::StudentOptimal | Stability::PlaceOptimal
    );
    if deferred || problem.validate().is_err() {
        return Vec::new();
    }
    let order = Order::of(problem);
    let market = Market::new(problem, &order);
    let (stages, threads) = (stages_of(problem), options.threads_for(problem));
    let parts = parts_of(&market);
    let Ok(ran) = tiers::run_to_the_end(&market, parts, &stages, threads, &Control::free()) else {
        return Vec::new();
    };
    let mut run = Run {
        problem,
        market: &market,
        stages,
        threads,
        parts: ran.parts,
        thresholds: ran.thresholds,
        unsure: None,
    };
    someone::place_someone(&mut run, None, &Control::free());
    let mut all: Vec<Regret> = explain::all_regrets(&run)
        .into_iter()
        .map(|(pair, losses)| Regret { pair, losses })
        .collect();
    all.sort_unstable_by_key(|r| r.pair);
    all
}

/// Positions of an earlier assignment: the place of each student, `u32::MAX` for none.
fn positions(problem: &Problem, previous: &[(String, String)]) -> Vec<u32> {
    use std::collections::HashMap;
    let students: HashMap<&str, usize> = problem.students.iter().map(|s| s.id.as_str()).zip(0..).collect();
    let places: HashMap<&str, u32> = problem.places.iter().map(|p| p.id.as_str()).zip(0..).collect();
    let mut at = vec![u32::MAX; problem.students.len()];
    for (student, place) in previous {
        if let (Some(s), Some(p)) = (students.get(student.as_str()), places.get(place.as_str())) {
            at[*s] = *p;
        }
    }
    at
}
