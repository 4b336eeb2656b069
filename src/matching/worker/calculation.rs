//! The heavy half of a run, from the frozen round to rows ready to be written. It waits for the solver, and for nothing else.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use sea_orm::DbBackend;
use tokio::sync::oneshot;

use super::{pack, unpacked};
use crate::app::App;
use crate::matching::model::RunState;
use crate::matching::problem::{self, Outcome};
use crate::matching::records::{Assignment, PlaceUse, UnplacedStudent};
use crate::matching::snapshot::Snapshot;
use crate::matching::solving::Failure;
use crate::matching::store::{Ending, NewFindings};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PlacementId, RunId, StudentId};

/// What is kept of a run, ready to be written.
#[derive(Debug)]
pub struct Kept {
    pub(super) ending: Ending,
    pub(super) findings: NewFindings,
}

/// Why a run has no result: a stable code, and words for the log.
#[derive(Debug)]
pub(super) struct Unsuccessful {
    pub code: String,
    pub detail: String,
}

impl From<Fault> for Unsuccessful {
    fn from(fault: Fault) -> Unsuccessful {
        Unsuccessful {
            code: "crashed".to_owned(),
            detail: fault.to_string(),
        }
    }
}

impl From<Failure> for Unsuccessful {
    fn from(failure: Failure) -> Unsuccessful {
        Unsuccessful {
            code: failure.code().to_owned(),
            detail: failure.detail().to_owned(),
        }
    }
}

/// What the solver said, and how long it took.
#[derive(Debug)]
pub(super) struct Solved {
    pub answer: Vec<u8>,
    pub millis: u64,
}

/// Judges and scores a frozen round, asks for its problem to be solved, and checks the answer with code that shares nothing with
/// the solver.
pub(super) fn calculate(
    (app, id): (&App, RunId),
    packed: &[u8],
    ask: oneshot::Sender<Vec<u8>>,
    replied: oneshot::Receiver<Solved>,
) -> Result<Kept, Unsuccessful> {
    let snapshot = unpack(packed)?;
    let market = problem::build(&snapshot).map_err(|unfit| Unsuccessful {
        code: unfit.code().to_owned(),
        detail: format!("{unfit:?}"),
    })?;
    let problem = market.problem.to_json();
    // Whoever waited for the problem or was to solve it may have been told to stop.
    let stopped = || Unsuccessful::from(Failure::Stopped);
    ask.send(problem.clone()).map_err(|_| stopped())?;
    let Solved {
        answer,
        millis: solve,
    } = replied.blocking_recv().map_err(|_| stopped())?;

    let began = Instant::now();
    let garbage = |detail: String| Unsuccessful::from(Failure::Garbage(detail));
    let said = solver::Answer::read(&answer).map_err(|f| garbage(format!("{f:?}")))?;
    let outcome = market
        .outcome(&said)
        .map_err(|findings| garbage(findings.join("; ")))?;
    let mut timings = market.timings.clone();
    timings.insert("solve".to_owned(), solve);
    timings.insert("certify".to_owned(), millis(began.elapsed()));
    match outcome.status {
        solver::Status::Infeasible => {
            return Err(Unsuccessful {
                code: "infeasible".to_owned(),
                detail: outcome.conflict.join(", "),
            });
        }
        solver::Status::NoAnswer => return Err(Failure::TimedOut.into()),
        solver::Status::Optimal | solver::Status::Feasible => {}
    }
    let findings = findings(app.db.backend(), id, &snapshot, &outcome)?;
    Ok(Kept {
        ending: ending(app.clock.now(), outcome, (&problem, &answer), &timings)?,
        findings,
    })
}

/// What the run found, in the identities of the database.
fn findings(
    backend: DbBackend,
    id: RunId,
    snapshot: &Snapshot,
    outcome: &Outcome,
) -> Result<NewFindings, Fault> {
    let student = |i: usize| {
        snapshot.students[i]
            .id
            .parse::<StudentId>()
            .map_err(Fault::internal)
    };
    let placement = |i: usize| {
        snapshot.places[i]
            .id
            .parse::<PlacementId>()
            .map_err(Fault::internal)
    };
    let assignments = outcome.assigned.iter().map(|a| {
        Ok(Assignment {
            student_id: student(a.student)?,
            placement_id: placement(a.place)?,
            score: a.pair.score,
            points: a.pair.points,
            minutes: a.pair.minutes,
            metres: a.pair.metres,
            wish_rank: a.pair.wish_rank,
            notes: a.pair.notes.clone(),
        })
    });
    let left = outcome.unplaced.iter().map(|(i, why)| {
        Ok(UnplacedStudent {
            student_id: student(*i)?,
            why: why.clone(),
        })
    });
    let places = outcome.places.iter().map(|p| {
        Ok(PlaceUse {
            placement_id: placement(p.place)?,
            seats: p.seats,
            taken: p.taken,
            eligible: p.eligible,
            notes: p.notes.clone(),
        })
    });
    NewFindings::of(
        backend,
        id,
        &assignments.collect::<Result<Vec<_>, Fault>>()?,
        &left.collect::<Result<Vec<_>, Fault>>()?,
        &places.collect::<Result<Vec<_>, Fault>>()?,
    )
}

fn ending(
    now: DateTime<Utc>,
    outcome: Outcome,
    (problem, answer): (&[u8], &[u8]),
    timings: &BTreeMap<String, u64>,
) -> Result<Ending, Fault> {
    Ok(Ending {
        state: RunState::Done,
        now,
        failure: None,
        problem_digest: Some(outcome.problem_digest),
        problem: Some(pack(problem)?),
        answer: Some(pack(answer)?),
        solver: Some(outcome.solver),
        status: Some(match outcome.status {
            solver::Status::Optimal => "optimal".to_owned(),
            _ => "feasible".to_owned(),
        }),
        placed: i64::try_from(outcome.placed).ok(),
        score: Some(outcome.score),
        tiers: serde_json::to_value(&outcome.tiers).map_err(Fault::internal)?,
        counts: serde_json::to_value(&outcome.counts).map_err(Fault::internal)?,
        timings: serde_json::to_value(timings).map_err(Fault::internal)?,
    })
}

fn unpack(packed: &[u8]) -> Result<Snapshot, Unsuccessful> {
    let broken = |e: String| Unsuccessful {
        code: "snapshot".to_owned(),
        detail: e,
    };
    let bytes = unpacked(packed).map_err(|e| broken(e.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|e| broken(e.to_string()))
}

pub(super) fn millis(d: Duration) -> u64 {
    u64::try_from(d.as_millis()).unwrap_or(u64::MAX)
}
