//! From a run to its answer: what was chosen, what proves it, and why.

use std::time::Instant;

use super::{Options, Run, millis};
use crate::components::Market;
use crate::control::{Control, Limit};
use crate::explain;
use crate::outcome::{Answer, Assigned, Certificate, ENDED, Status, Unplaced, Why};
use crate::policy::Stability;
use crate::problem::Problem;
use crate::reasons;
use crate::report;
use crate::repriced;
use crate::stable;
use crate::tiers::Part;

/// Which limit ended the work, and when.
pub(super) fn ended(control: &Control<'_>, when: &str) -> String {
    if cfg!(not(any(feature = "highs", feature = "microlp"))) && control.ended().is_none() {
        return "This build has no solver for rules that cross the network: enable the feature highs or microlp."
            .to_owned();
    }
    let what = match control.ended() {
        Some(Limit::Seconds) => "The limit of seconds",
        Some(Limit::Memory) => "The limit of memory",
        Some(Limit::Stop) => "A stop from outside",
        None => "The limit of cases",
    };
    format!("{what} {ENDED} {when}.")
}

/// Writes the answer of a run that chose something.
pub(super) fn tell(
    answer: &mut Answer,
    run: &Run<'_>,
    crossing: bool,
    options: &Options<'_>,
    control: &Control<'_>,
) {
    let (problem, market) = (run.problem, run.market);
    let chosen = run.chosen();
    answer.status = Status::Optimal;
    report::values(answer, problem, &chosen);
    answer.certificate = if crossing || run.cut_short() {
        run.bounds(answer)
    } else {
        run.certificate()
    };
    place(answer, market, &chosen);
    if problem.policy.stability != Stability::None {
        answer.blocking_pairs = Some(stable::blocking(market, &chosen));
    }
    control.enter("explain", None);
    reasons::reasons(answer, run, control);
    if answer.status == Status::Optimal {
        explain::prices(answer, run);
        repriced::prices(answer, run, control);
        let undrawn = |part: &Part| part.undrawn || part.rules.as_ref().is_some_and(|rules| !rules.drawn);
        if run.parts.iter().any(undrawn) {
            let note = "Of the equally good answers one was taken before all lots were compared.";
            answer.notes.push(note.to_owned());
        }
    } else {
        answer.notes.push(ended(control, "every tier was proved"));
    }
    explain::pairs(answer, run, &options.explain, control);
    moved(answer, problem, options, &chosen);
}

/// Who moved against the previous answer, if one was given.
pub(super) fn moved(answer: &mut Answer, problem: &Problem, options: &Options<'_>, chosen: &[u32]) {
    if let Some(previous) = &options.previous {
        answer.moved = explain::moved(problem, previous, chosen);
    }
}

/// Writes the answer of deferred acceptance.
pub(super) fn settle_stable(answer: &mut Answer, market: &Market<'_>, chosen: &[u32], begun: Instant) {
    answer.timings_ms.solve = millis(begun.elapsed());
    answer.status = Status::Optimal;
    report::values(answer, market.problem, chosen);
    answer.certificate = Certificate::Stable;
    place(answer, market, chosen);
    answer.blocking_pairs = Some(stable::blocking(market, chosen));
    reasons::stable_reasons(answer, market, chosen);
}

/// Writes assignment and unplaced (reasons to follow), in canonical order.
fn place(answer: &mut Answer, market: &Market<'_>, chosen: &[u32]) {
    let problem = market.problem;
    let mut place_of = vec![u32::MAX; problem.students.len()];
    for pair in chosen {
        let pair = problem.pairs[*pair as usize];
        place_of[pair.student as usize] = pair.place;
    }
    for &s in &market.order.students {
        let student = problem.students[s as usize].id.clone();
        match problem.places.get(place_of[s as usize] as usize) {
            Some(place) => answer.assignment.push(Assigned {
                student,
                place: place.id.clone(),
            }),
            None => answer.unplaced.push(Unplaced {
                student,
                why: Why::NotWorth,
            }),
        }
    }
}
