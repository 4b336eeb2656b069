//! A smallest set of named rules that cannot hold together: rules are left out while the rest stays impossible.

use crate::canonical::Order;
use crate::components::Market;
use crate::control::Control;
use crate::policy::{Policy, Stability};
use crate::problem::Problem;
use crate::tiers::{self, End, Part};

/// Two names in either order are one rule.
pub(crate) fn unordered(a: &str, b: &str) -> String {
    if a <= b {
        format!("{a},{b}")
    } else {
        format!("{b},{a}")
    }
}

/// One rule that could be lifted; capacities and eligibility are facts, not rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rule {
    GroupMin(usize),
    GroupMax(usize),
    Quota(usize),
    OpenWith(usize),
    Pin(usize),
    Forbid(usize),
    Together(usize),
    Apart(usize),
}

/// Subsets tried for a smaller conflict than leaving out one by one finds.
const TRIES: usize = 3000;

/// All rules, in an order that does not depend on that of the arrays.
fn rules(problem: &Problem) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    rules.extend((0..problem.forbids.len()).map(Rule::Forbid));
    rules.extend((0..problem.apart.len()).map(Rule::Apart));
    rules.extend((0..problem.together.len()).map(Rule::Together));
    rules.extend(
        (0..problem.places.len())
            .filter(|p| problem.places[*p].open_with.is_some_and(|m| m > 1))
            .map(Rule::OpenWith),
    );
    rules.extend(
        (0..problem.groups.len())
            .filter(|g| problem.groups[*g].max.is_some())
            .map(Rule::GroupMax),
    );
    rules.extend((0..problem.pins.len()).map(Rule::Pin));
    rules.extend((0..problem.quotas.len()).map(Rule::Quota));
    rules.extend(
        (0..problem.groups.len())
            .filter(|g| problem.groups[*g].min > 0)
            .map(Rule::GroupMin),
    );
    rules.sort_by_cached_key(|rule| (rule.kept_longest(), rule.name(problem)));
    rules
}

impl Rule {
    /// What is most often worth keeping in the conflict is left out last.
    fn kept_longest(self) -> u8 {
        match self {
            Rule::Forbid(_) => 0,
            Rule::Apart(_) => 1,
            Rule::Together(_) => 2,
            Rule::OpenWith(_) => 3,
            Rule::GroupMax(_) => 4,
            Rule::Pin(_) => 5,
            Rule::Quota(_) => 6,
            Rule::GroupMin(_) => 7,
        }
    }

    fn name(self, problem: &Problem) -> String {
        let student = |s: u32| &problem.students[s as usize].id;
        let place = |p: u32| &problem.places[p as usize].id;
        match self {
            Rule::GroupMin(g) => format!("group_min:{}", problem.groups[g].id),
            Rule::GroupMax(g) => format!("group_max:{}", problem.groups[g].id),
            Rule::Quota(q) => format!("quota:{}", problem.quotas[q].id),
            Rule::OpenWith(p) => format!("open_with:{}", problem.places[p].id),
            Rule::Pin(i) => format!("pin:{},{}", student(problem.pins[i].0), place(problem.pins[i].1)),
            Rule::Forbid(i) => format!(
                "forbid:{},{}",
                student(problem.forbids[i].0),
                place(problem.forbids[i].1)
            ),
            Rule::Together(i) => format!(
                "together:{}",
                unordered(student(problem.together[i].0), student(problem.together[i].1))
            ),
            Rule::Apart(i) => format!(
                "apart:{}",
                unordered(student(problem.apart[i].0), student(problem.apart[i].1))
            ),
        }
    }
}

/// The problem with these rules and no others.
fn with(problem: &Problem, kept: &[Rule]) -> Problem {
    let mut out = Problem {
        policy: Policy {
            stability: Stability::None,
            ..problem.policy.clone()
        },
        ..problem.clone()
    };
    out.groups.iter_mut().for_each(|g| (g.min, g.max) = (0, None));
    out.places.iter_mut().for_each(|p| p.open_with = None);
    for list in [&mut out.pins, &mut out.forbids, &mut out.together, &mut out.apart] {
        list.clear();
    }
    out.quotas.clear();
    for rule in kept {
        match *rule {
            Rule::GroupMin(g) => out.groups[g].min = problem.groups[g].min,
            Rule::GroupMax(g) => out.groups[g].max = problem.groups[g].max,
            Rule::Quota(q) => out.quotas.push(problem.quotas[q].clone()),
            Rule::OpenWith(p) => out.places[p].open_with = problem.places[p].open_with,
            Rule::Pin(i) => out.pins.push(problem.pins[i]),
            Rule::Forbid(i) => out.forbids.push(problem.forbids[i]),
            Rule::Together(i) => out.together.push(problem.together[i]),
            Rule::Apart(i) => out.apart.push(problem.apart[i]),
        }
    }
    out
}

/// Is it certain that nothing keeps all rules? Nothing when a limit ended the question.
pub(crate) fn impossible(problem: &Problem, control: &Control<'_>) -> Option<bool> {
    if problem.quotas.iter().any(|q| q.min > q.pairs.len() as u64) {
        return Some(true);
    }
    let order = Order::of(problem);
    let market = Market::new(problem, &order);
    let parts = market
        .split(false)
        .into_iter()
        .map(|c| Part::new(&market, c))
        .collect();
    match tiers::possible(parts, control) {
        Ok(()) => Some(false),
        Err(End::Infeasible(..)) => Some(true),
        Err(End::Stopped | End::Broken(_)) => None,
    }
}

/// Names of a smallest conflict, sorted, and whether it is known that there is no smaller one.
pub(crate) fn smallest(problem: &Problem, control: &Control<'_>) -> (Vec<String>, bool) {
    let mut kept = rules(problem);
    let certain =
        |kept: &[Rule]| !control.stopped() && impossible(&with(problem, kept), control) == Some(true);
    // Halves, quarters … and at last single rules: quick when few of many rules matter.
    let mut piece = kept.len().div_ceil(2);
    while piece > 0 {
        let mut at = 0;
        while at < kept.len() {
            let mut fewer = kept.clone();
            fewer.drain(at..(at + piece).min(kept.len()));
            if certain(&fewer) {
                kept = fewer
            } else {
                at += piece
            }
        }
        piece = if piece == 1 { 0 } else { piece.div_ceil(2) };
    }
    let mut sure = !control.stopped();
    let all = rules(problem);
    'size: for size in 1..kept.len() {
        let mut tries = 0;
        let mut choice: Vec<usize> = (0..size).collect();
        loop {
            tries += 1;
            if tries > TRIES || control.stopped() {
                sure = false;
                break 'size;
            }
            let set: Vec<Rule> = choice.iter().map(|i| all[*i]).collect();
            if certain(&set) {
                kept = set;
                break 'size;
            }
            // The next choice in lexicographic order.
            let Some(i) = (0..size).rev().find(|i| choice[*i] < all.len() - size + i) else {
                break;
            };
            choice[i] += 1;
            for j in i + 1..size {
                choice[j] = choice[j - 1] + 1;
            }
        }
    }
    let mut names: Vec<String> = kept.into_iter().map(|rule| rule.name(problem)).collect();
    names.sort_unstable();
    (names, sure)
}
