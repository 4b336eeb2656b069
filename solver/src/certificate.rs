//! The independent checker: is this answer allowed, is its arithmetic right, and is it really the best?
//!
//! Nothing here knows how an answer is found, and nothing is taken from the solvers but the written answer: rules are
//! read from the problem, sums are made in 128 bits over all pairs, and overflow refuses the proof.

mod bound;
mod cases;
mod duals;
mod goals;
mod rules;
mod someone;
mod told;

use crate::error::{Finding, Findings};
use crate::outcome::{Answer, Certificate, Status, Value};
use crate::policy::{Stability, Tier};
use crate::problem::Problem;

/// What a check found to be true.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The assignment keeps every rule, and all values are what they claim.
    pub allowed: bool,
    /// Every tier (or the infeasibility) is proved by numbers that were checked here.
    pub proved: bool,
    /// What had to be believed: bounds that rest on a solver's word.
    pub believed: Vec<String>,
}

/// Checks an answer against its problem, without solving anything.
///
/// # Errors
/// Everything that is wrong: a broken rule, a wrong sum, a certificate that does not prove what it claims.
pub fn check(problem: &Problem, answer: &Answer) -> Result<Checked, Vec<Finding>> {
    problem.validate()?;
    let checked = check_against(problem, answer, &problem.digest())?;
    let mut findings = Findings::default();
    told::judge(problem, answer, &mut findings);
    if checked.proved && answer.status == Status::Feasible {
        let message = "The certificate proves every tier: the status is `optimal`.";
        findings.add(|| "/status".into(), "answer.status.proved", || message.to_owned());
    }
    findings.into_result(checked)
}

/// Do these pairs keep every rule?
pub(crate) fn allows(problem: &Problem, chosen: &[usize]) -> bool {
    let mut broken = Findings::default();
    rules::keeps_all(problem, chosen, &mut broken);
    broken.is_empty()
}

/// The same for a valid problem whose digest is known.
pub(crate) fn check_against(
    problem: &Problem,
    answer: &Answer,
    digest: &str,
) -> Result<Checked, Vec<Finding>> {
    let mut findings = Findings::default();
    let mut checked = Checked::default();
    if answer.problem_digest != digest {
        findings.add(
            || "/problem_digest".into(),
            "answer.digest",
            || {
                format!(
                    "This answer is for another problem ({}); this one is {digest}. Solve it again.",
                    answer.problem_digest
                )
            },
        );
        return findings.into_result(checked);
    }
    if answer.seed != problem.seed {
        findings.add(
            || "/seed".into(),
            "answer.seed",
            || {
                format!(
                    "The problem has the seed {}, the answer {}.",
                    problem.seed, answer.seed
                )
            },
        );
    }
    match answer.status {
        Status::NoAnswer => {}
        Status::Infeasible => infeasible(problem, answer, &mut checked, &mut findings),
        Status::Optimal | Status::Feasible => found(problem, answer, &mut checked, &mut findings),
    }
    findings.into_result(checked)
}

fn infeasible(problem: &Problem, answer: &Answer, checked: &mut Checked, findings: &mut Findings) {
    if !answer.assignment.is_empty() {
        findings.add(
            || "/assignment".into(),
            "answer.infeasible.assigned",
            || "An infeasible problem has no assignment.".to_owned(),
        );
    }
    match &answer.certificate {
        Certificate::Infeasible { cut } => {
            checked.proved = duals::refutes(problem, cut, findings);
        }
        Certificate::Impossible { part } => {
            checked.proved = bound::refutes(problem, part, findings);
        }
        Certificate::InfeasibleClaimed { by } => checked.believed.push(format!("infeasible, says {by}")),
        _ => findings.add(
            || "/certificate".into(),
            "certificate.kind",
            || "An infeasible answer needs a certificate that says so.".to_owned(),
        ),
    }
}

fn found(problem: &Problem, answer: &Answer, checked: &mut Checked, findings: &mut Findings) {
    let Some(chosen) = rules::chosen_pairs(problem, answer, findings) else {
        return;
    };
    rules::keeps_all(problem, &chosen, findings);
    rules::unplaced_told(problem, answer, &chosen, findings);
    rules::stability_told(problem, answer, &chosen, findings);
    let values = values_told(problem, answer, &chosen, findings);
    checked.allowed = findings.is_empty();
    let stable = matches!(
        problem.policy.stability,
        Stability::StudentOptimal | Stability::PlaceOptimal
    );
    match &answer.certificate {
        Certificate::None => {
            if answer.status == Status::Optimal {
                findings.add(
                    || "/certificate".into(),
                    "certificate.missing",
                    || "The answer claims to be optimal without a certificate.".to_owned(),
                );
            }
        }
        Certificate::Stable if stable => {
            // That no pair blocks is checked with the blocking pairs; that it is the best of the stable ones is not.
            let blocking = answer.blocking_pairs.as_ref().is_none_or(|b| b.count > 0);
            if blocking {
                findings.add(
                    || "/blocking_pairs".into(),
                    "certificate.not_stable",
                    || "The answer claims to be stable and does not show that no pair blocks it.".to_owned(),
                );
            }
            checked.proved = !blocking;
        }
        Certificate::Duals {
            students,
            places,
            groups,
            stage,
            before,
        } => {
            let mut stages: Vec<(&str, duals::Told<'_>)> =
                before.iter().map(|d| (d.stage.as_str(), d.told())).collect();
            stages.push((stage, [students, places, groups]));
            checked.proved = duals::prove(problem, &stages, &values, &chosen, findings);
            if checked.proved {
                bounds_told(answer, findings);
            }
        }
        Certificate::Bound { .. } => {
            checked.proved = bound::prove(problem, answer, &chosen, &values, findings);
        }
        _ => findings.add(
            || "/certificate".into(),
            "certificate.kind",
            || "This kind of certificate does not belong to this answer.".to_owned(),
        ),
    }
}

/// The value of every tier, computed here and compared with what is told.
fn values_told(problem: &Problem, answer: &Answer, chosen: &[usize], findings: &mut Findings) -> Vec<Value> {
    let values: Vec<Value> = problem
        .policy
        .tiers
        .iter()
        .map(|tier| value_of(problem, *tier, chosen))
        .collect();
    let names: Vec<&str> = answer.tiers.iter().map(|t| t.name.as_str()).collect();
    let wanted: Vec<&str> = problem.policy.tiers.iter().map(|t| t.name()).collect();
    if names != wanted {
        findings.add(
            || "/tiers".into(),
            "answer.tiers",
            || format!("The policy has the tiers {wanted:?}, the answer {names:?}."),
        );
        return values;
    }
    for (i, (told, value)) in answer.tiers.iter().zip(&values).enumerate() {
        if told.value != *value {
            findings.add(
                || format!("/tiers/{i}/value"),
                "answer.tier.value",
                || {
                    format!(
                        "The assignment is worth {value:?} in the tier `{}`, the answer says {:?}.",
                        told.name, told.value
                    )
                },
            );
        }
        if answer.status == Status::Optimal && told.bound != told.value {
            findings.add(
                || format!("/tiers/{i}/bound"),
                "answer.tier.bound",
                || {
                    format!(
                        "An optimal answer has its bound equal to its value; `{}` has not.",
                        told.name
                    )
                },
            );
        }
    }
    let ranked = problem.pairs.iter().any(|pair| pair.student_rank > 0);
    let profile = profile(problem, chosen);
    if answer.profile.as_ref() != ranked.then_some(&profile) {
        findings.add(
            || "/profile".into(),
            "answer.profile",
            || format!("The assignment has the profile {profile:?}."),
        );
    }
    values
}

fn bounds_told(answer: &Answer, findings: &mut Findings) {
    for (i, tier) in answer.tiers.iter().enumerate() {
        if tier.bound != tier.value {
            findings.add(
                || format!("/tiers/{i}/bound"),
                "answer.tier.bound",
                || {
                    format!(
                        "The certificate proves a bound of {:?}; the answer says {:?}.",
                        tier.value, tier.bound
                    )
                },
            );
        }
    }
}

/// How many got their first, second … choice.
fn profile(problem: &Problem, chosen: &[usize]) -> Vec<i64> {
    let mut profile = Vec::new();
    for pair in chosen {
        let rank = problem.pairs[*pair].student_rank as usize;
        if rank > 0 {
            if profile.len() < rank {
                profile.resize(rank, 0);
            }
            profile[rank - 1] += 1;
        }
    }
    profile
}

fn value_of(problem: &Problem, tier: Tier, chosen: &[usize]) -> Value {
    match tier {
        Tier::Placed => Value::Number(chosen.len() as i64),
        Tier::Score => Value::Number(chosen.iter().map(|p| i64::from(problem.pairs[*p].score)).sum()),
        Tier::Bottleneck => {
            let worst = chosen.iter().map(|p| i64::from(problem.pairs[*p].score)).min();
            worst.map_or(Value::Nothing, Value::Number)
        }
        Tier::RankMaximal | Tier::Generous => Value::Profile(profile(problem, chosen)),
    }
}
