//! The heavy half of a run: pure, but for the solver that it waits for.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::unpacked;
use crate::matching::problem::{self, Outcome};
use crate::matching::snapshot::Snapshot;
use crate::matching::solving::Failure;

/// What is kept of a run.
#[derive(Debug)]
pub struct Kept {
    pub(super) outcome: Outcome,
    pub(super) snapshot: Snapshot,
    pub(super) problem: Vec<u8>,
    pub(super) answer: Vec<u8>,
    pub(super) timings: BTreeMap<String, u64>,
}

/// Why a run has no result: a stable code, and words for the log.
#[derive(Debug)]
pub(super) struct Unsuccessful {
    pub code: String,
    pub detail: String,
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
    let Solved { answer, millis: solve } = replied.blocking_recv().map_err(|_| stopped())?;

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
        solver::Status::Infeasible => Err(Unsuccessful {
            code: "infeasible".to_owned(),
            detail: outcome.conflict.join(", "),
        }),
        solver::Status::NoAnswer => Err(Failure::TimedOut.into()),
        solver::Status::Optimal | solver::Status::Feasible => Ok(Kept {
            outcome,
            snapshot,
            problem,
            answer,
            timings,
        }),
    }
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
