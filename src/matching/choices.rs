//! The other places that a student of a run could have: what each would cost, exactly, and who would move.
//!
//! The solver says it: the run's own problem is solved once more in a child, which explains every pair of the student. The same
//! problem gives the same answer, so that the costs are those of the result that people look at; where a newer program answers
//! otherwise, nothing is said rather than something about another result.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::actions::Moved;
use super::records::Run;
use super::solving::{self, Limits};
use super::{store, worker};
use crate::app::App;
use crate::platform::memory::Memory;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PlacementId, RunId, StudentId};

/// A place that the rules leave open to a student.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub placement: PlacementId,
    /// Of the pair, by the weights of the run.
    pub score: u32,
    pub verdict: Verdict,
}

/// What comes of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is what the run found.
    Chosen,
    /// It can be had.
    Possible {
        /// What is lost, by objective, in the order of the run's; a gain is negative.
        losses: Vec<Vec<i64>>,
        /// Who would move, the student first.
        moves: Vec<Moved>,
    },
    /// A decision by hand or a ceiling stands against it.
    Impossible,
}

/// What was asked last: people come back to the same students while they decide.
static LAST: Memory<(RunId, StudentId), Vec<Choice>> = Memory::of(64);

/// Every place open to this student in this run: what was found first, then what costs least.
///
/// # Errors
/// [`Fault::NotFound`] when the run has no answer; [`Fault::Conflict`] `explanation_late` when the solver took too long.
pub async fn choices(app: &App, run: &Run, student: StudentId) -> Result<Arc<Vec<Choice>>, Fault> {
    if let Some(known) = LAST.recall(&(run.id, student)) {
        return Ok(known);
    }
    let (problem, answer) = store::get_proof(app.db.reader(), run.id).await?;
    let id = student.to_string();
    let asked = id.clone();
    let (bytes, pairs, found) = blocking(move || {
        let bytes = worker::unpacked(&problem).map_err(Fault::internal)?;
        let pairs = pairs_of(&bytes, &asked)?;
        let answer = worker::unpacked(&answer).map_err(Fault::internal)?;
        let answer = solver::Answer::read(&answer).map_err(|f| Fault::Internal(format!("{f:?}")))?;
        let found = answer.assignment.into_iter().find(|a| a.student == asked);
        Ok((bytes, pairs, found.map(|a| a.place)))
    })
    .await?;
    if pairs.is_empty() {
        return Ok(LAST.keep((run.id, student), Vec::new()));
    }
    let questions: Vec<(String, String)> = pairs.iter().map(|(p, _)| (id.clone(), p.clone())).collect();
    let limits = Limits::of(&app.config)?.at_most(20);
    let explained = solving::explain(&limits, bytes, &questions, &CancellationToken::new())
        .await
        .map_err(|failure| match failure {
            solving::Failure::TimedOut => Fault::Conflict("explanation_late"),
            other => Fault::Internal(format!("explanation: {} {}", other.code(), other.detail())),
        })?;
    let choices = blocking(move || {
        let answer = solver::Answer::read(&explained).map_err(|f| Fault::Internal(format!("{f:?}")))?;
        let same = answer
            .assignment
            .iter()
            .find(|a| a.student == id)
            .map(|a| &a.place)
            == found.as_ref();
        let mut choices = Vec::with_capacity(pairs.len());
        for (told, (_, score)) in answer.explanations.iter().zip(pairs).filter(|_| same) {
            choices.push(Choice {
                placement: told.place.parse().map_err(Fault::internal)?,
                score,
                verdict: verdict(told)?,
            });
        }
        choices.sort_by(|a, b| order(a).cmp(&order(b)));
        Ok(choices)
    })
    .await?;
    Ok(LAST.keep((run.id, student), choices))
}

/// Found first; then by what is lost, the first objective first; a higher score before a lower one.
fn order(choice: &Choice) -> (u8, &[Vec<i64>], std::cmp::Reverse<u32>) {
    let score = std::cmp::Reverse(choice.score);
    match &choice.verdict {
        Verdict::Chosen => (0, &[], score),
        Verdict::Possible { losses, .. } => (1, losses, score),
        Verdict::Impossible => (2, &[], score),
    }
}

/// The places open to a student, with the score of each pair.
fn pairs_of(problem: &[u8], student: &str) -> Result<Vec<(String, u32)>, Fault> {
    let problem = solver::Problem::read(problem).map_err(|f| Fault::Internal(format!("{f:?}")))?;
    let at = problem.students.iter().position(|s| s.id == student);
    Ok(problem
        .pairs
        .iter()
        .filter(|pair| Some(pair.student as usize) == at)
        .map(|pair| (problem.places[pair.place as usize].id.clone(), pair.score))
        .collect())
}

fn verdict(told: &solver::Explanation) -> Result<Verdict, Fault> {
    let list = |value: &solver::Value| match value {
        solver::Value::Number(n) => vec![*n],
        solver::Value::Profile(p) => p.clone(),
        solver::Value::Nothing => Vec::new(),
    };
    let place = |id: &Option<String>| -> Result<Option<PlacementId>, Fault> {
        id.as_ref()
            .map(|id| id.parse().map_err(Fault::internal))
            .transpose()
    };
    Ok(match (&told.verdict, &told.regret) {
        (solver::Verdict::Chosen, _) => Verdict::Chosen,
        (solver::Verdict::Possible, Some(regret)) => Verdict::Possible {
            losses: regret.iter().map(list).collect(),
            moves: told
                .chain
                .iter()
                .map(|m| {
                    Ok(Moved {
                        student: m.student.parse().map_err(Fault::internal)?,
                        from: place(&m.from)?,
                        to: place(&m.to)?,
                    })
                })
                .collect::<Result<_, Fault>>()?,
        },
        _ => Verdict::Impossible,
    })
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)?
}
