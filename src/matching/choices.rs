//! The other places that a student of a run could have: what each would cost, exactly, and who would move.
//!
//! The solver says it: the run's own problem is solved once more and kept for a while (`sessions.rs`), and each place is tried
//! out on it. A problem that is no network is asked in a child, which explains every pair of the student. The same
//! problem gives the same answer, so that the costs are those of the result that people look at; where a newer program answers
//! otherwise, nothing is said rather than something about another result.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::actions::Moved;
use super::problem::live::{Effect, Live, open_to};
use super::records::Run;
use super::sessions::{self, Known, Slot};
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
        /// Who would move, the student included.
        moves: Vec<Moved>,
    },
    /// It had no seat to give: all of them are promised already, in another round.
    Full,
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
    let slot = sessions::slot(run.id);
    let proof = unless_known(app, run, &slot).await?;
    let asked = student.to_string();
    let tried = blocking(move || {
        let mut known = slot.lock();
        settle(&mut known, proof)?;
        Ok(match &mut *known {
            Known::Solved(live) => Some(live.effects(&asked)),
            Known::New | Known::Asked => None,
        })
    })
    .await?;
    let mut choices = match tried {
        Some(effects) => effects
            .into_iter()
            .map(choice)
            .collect::<Result<Vec<_>, Fault>>()?,
        None => explained(app, run, student).await?,
    };
    choices.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(LAST.keep((run.id, student), choices))
}

/// Begins to solve a run's problem, in the background, because somebody will soon ask about its students.
pub fn prepare(app: &App, run: &Run) {
    let slot = sessions::slot(run.id);
    if !slot.is_new() {
        return;
    }
    let (app, run) = (app.clone(), run.clone());
    tokio::spawn(async move {
        let proof = unless_known(&app, &run, &slot).await?;
        blocking(move || settle(&mut slot.lock(), proof)).await
    });
}

type Proof = Option<(Vec<u8>, Vec<u8>)>;

/// Problem and answer of the run, where its solution is not kept yet.
async fn unless_known(app: &App, run: &Run, slot: &Slot) -> Result<Proof, Fault> {
    if slot.is_new() {
        Ok(Some(store::get_proof(app.db.reader(), run.id).await?))
    } else {
        Ok(None)
    }
}

/// Solves what is not solved yet.
fn settle(known: &mut Known, proof: Proof) -> Result<(), Fault> {
    let Some((problem, answer)) = proof.filter(|_| matches!(known, Known::New)) else {
        return Ok(());
    };
    let problem = worker::unpacked(&problem).map_err(Fault::internal)?;
    let answer = worker::unpacked(&answer).map_err(Fault::internal)?;
    *known = Live::of(&problem, &answer)
        .map_err(Fault::Internal)?
        .map_or(Known::Asked, |live| Known::Solved(Box::new(live)));
    Ok(())
}

fn choice((place, score, effect): (String, u32, Effect)) -> Result<Choice, Fault> {
    let place_of = |id: Option<String>| -> Result<Option<PlacementId>, Fault> {
        id.map(|id| id.parse().map_err(Fault::internal)).transpose()
    };
    let verdict = match effect {
        Effect::Chosen => Verdict::Chosen,
        Effect::Full => Verdict::Full,
        Effect::Impossible => Verdict::Impossible,
        Effect::Possible { losses, moves } => Verdict::Possible {
            losses,
            moves: moves
                .into_iter()
                .map(|(student, from, to)| {
                    Ok(Moved {
                        student: student.parse().map_err(Fault::internal)?,
                        from: place_of(from)?,
                        to: place_of(to)?,
                    })
                })
                .collect::<Result<_, Fault>>()?,
        },
    };
    Ok(Choice {
        placement: place.parse().map_err(Fault::internal)?,
        score,
        verdict,
    })
}

/// What a child says of every place of the student.
async fn explained(app: &App, run: &Run, student: StudentId) -> Result<Vec<Choice>, Fault> {
    let (problem, answer) = store::get_proof(app.db.reader(), run.id).await?;
    let id = student.to_string();
    let asked = id.clone();
    let (bytes, pairs, found) = blocking(move || {
        let bytes = worker::unpacked(&problem).map_err(Fault::internal)?;
        let problem = solver::Problem::read(&bytes).map_err(|f| Fault::Internal(format!("{f:?}")))?;
        let pairs = open_to(&problem, &asked);
        let answer = worker::unpacked(&answer).map_err(Fault::internal)?;
        let answer = solver::Answer::read(&answer).map_err(|f| Fault::Internal(format!("{f:?}")))?;
        let found = answer.assignment.into_iter().find(|a| a.student == asked);
        Ok((bytes, pairs, found.map(|a| a.place)))
    })
    .await?;
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let questions: Vec<(String, String)> = pairs
        .iter()
        .map(|pair| (id.clone(), pair.place.clone()))
        .collect();
    let limits = Limits::of(&app.config)?.at_most(20);
    let explained = solving::explain(&limits, bytes, &questions, &CancellationToken::new())
        .await
        .map_err(|failure| match failure {
            solving::Failure::TimedOut => Fault::Conflict("explanation_late"),
            other => Fault::Internal(format!("explanation: {} {}", other.code(), other.detail())),
        })?;
    blocking(move || {
        let answer = solver::Answer::read(&explained).map_err(|f| Fault::Internal(format!("{f:?}")))?;
        let same = answer
            .assignment
            .iter()
            .find(|a| a.student == id)
            .map(|a| &a.place)
            == found.as_ref();
        let mut choices = Vec::with_capacity(pairs.len());
        for (told, pair) in answer.explanations.iter().zip(pairs).filter(|_| same) {
            choices.push(Choice {
                placement: told.place.parse().map_err(Fault::internal)?,
                score: pair.score,
                verdict: match verdict(told)? {
                    Verdict::Impossible if pair.capacity == 0 => Verdict::Full,
                    verdict => verdict,
                },
            });
        }
        Ok(choices)
    })
    .await
}

/// Found first; then by what is lost, the first objective first; a higher score before a lower one.
fn order(choice: &Choice) -> (u8, &[Vec<i64>], std::cmp::Reverse<u32>) {
    let score = std::cmp::Reverse(choice.score);
    match &choice.verdict {
        Verdict::Chosen => (0, &[], score),
        Verdict::Possible { losses, .. } => (1, losses, score),
        Verdict::Full | Verdict::Impossible => (2, &[], score),
    }
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
