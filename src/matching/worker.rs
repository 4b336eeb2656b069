//! The work of running rounds: claim a run, solve it in a child, check the proof, keep the result, once.
//!
//! A crash, a kill or garbage from the child ends this run as failed, with the reason; the last good run stays as it was.
//! A run whose worker vanished is claimed again, three times at most.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::model::RunState;
use super::problem::{self, Outcome};
use super::records::{Assignment, PlaceUse, UnplacedStudent};
use super::snapshot::Snapshot;
use super::solving::{self, Failure, Limits, Progress};
use super::store::{self, Claimed, Ending};
use crate::app::App;
use crate::platform::worker::{Lease, Verdict, Work};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PlacementId, StudentId};

/// A run whose worker vanished this often is given up.
const ATTEMPTS: i64 = 3;

/// How often the row hears of progress, and is asked whether to stop.
const TELL_EVERY: Duration = Duration::from_millis(400);

/// Runs of rounds, as a kind of work.
#[derive(Debug, Clone)]
pub struct Matching {
    app: App,
    limits: Limits,
}

impl Matching {
    /// With the limits of the configuration.
    ///
    /// # Errors
    /// When this program does not know where it is.
    pub fn new(app: &App) -> Result<Matching, Fault> {
        Ok(Matching {
            app: app.clone(),
            limits: Limits::of(&app.config)?,
        })
    }

    /// The same with another program as solver: for tests of children that crash, hang or lie.
    #[must_use]
    pub fn with_program(mut self, program: PathBuf, seconds: u64, grace: Duration) -> Matching {
        self.limits = Limits {
            program,
            seconds,
            grace,
            ..self.limits
        };
        self
    }
}

/// What is kept of a run.
#[derive(Debug)]
pub struct Kept {
    outcome: Outcome,
    snapshot: Arc<Snapshot>,
    problem: Vec<u8>,
    answer: Vec<u8>,
    timings: BTreeMap<String, u64>,
}

/// Why a run has no result: a stable code, and words for the log.
#[derive(Debug)]
struct Unsuccessful {
    code: String,
    detail: String,
}

impl From<Failure> for Unsuccessful {
    fn from(failure: Failure) -> Unsuccessful {
        Unsuccessful {
            code: failure.code().to_owned(),
            detail: failure.detail().to_owned(),
        }
    }
}

impl Work for Matching {
    type Job = Claimed;
    type Done = Kept;

    fn name(&self) -> &'static str {
        "matching"
    }

    async fn claim(&self, lease: Lease) -> Result<Option<Claimed>, Fault> {
        let tx = self.app.db.write_tx().await?;
        let claimed = store::claim_run(&tx, lease, self.app.clock.now()).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn renew(&self, job: &Claimed, lease: Lease) -> Result<bool, Fault> {
        let tx = self.app.db.write_tx().await?;
        let ours = store::renew_run(&tx, job.id, lease).await?;
        tx.commit().await?;
        Ok(ours)
    }

    async fn run(&self, job: &Claimed, stop: &CancellationToken) -> Verdict<Kept> {
        if job.attempts > ATTEMPTS {
            return Verdict::Dead {
                why: "worker_vanished".to_owned(),
            };
        }
        let child_stop = CancellationToken::new();
        let work = self.solve(job, &child_stop);
        tokio::pin!(work);
        let ended = tokio::select! {
            ended = &mut work => ended,
            // The service stops: another worker may have the run at once. The child dies with this future.
            () = stop.cancelled() => return Verdict::GiveBack,
        };
        match ended {
            Ok(kept) => Verdict::Done(kept),
            Err(failure) => {
                tracing::warn!(run = %job.id, code = failure.code, detail = failure.detail, "a run has no result");
                Verdict::Dead { why: failure.code }
            }
        }
    }

    async fn settle(&self, job: &Claimed, holder: Uuid, verdict: Verdict<Kept>) -> Result<(), Fault> {
        match verdict {
            Verdict::Done(kept) => self.keep(job, holder, kept).await,
            Verdict::GiveBack | Verdict::Retry { .. } => {
                let tx = self.app.db.write_tx().await?;
                store::give_back_run(&tx, job.id, holder).await?;
                Ok(tx.commit().await?)
            }
            Verdict::Dead { why } => {
                let state = if why == "stopped" {
                    RunState::Stopped
                } else {
                    RunState::Failed
                };
                let tx = self.app.db.write_tx().await?;
                let ending = Ending {
                    state,
                    now: self.app.clock.now(),
                    failure: Some(why),
                    problem_digest: None,
                    problem: None,
                    answer: None,
                    solver: None,
                    status: None,
                    placed: None,
                    score: None,
                    tiers: json!([]),
                    counts: json!({}),
                    timings: json!({}),
                };
                store::end_run(&tx, job.id, holder, ending).await?;
                Ok(tx.commit().await?)
            }
        }
    }
}

impl Matching {
    async fn solve(&self, job: &Claimed, child_stop: &CancellationToken) -> Result<Kept, Unsuccessful> {
        if job.stop_requested {
            return Err(Failure::Stopped.into());
        }
        let packed = job.snapshot.clone();
        let (snapshot, problem, mut timings) = blocking(move || {
            let snapshot = unpack(&packed)?;
            let market = problem::build(&snapshot).map_err(|unfit| Unsuccessful {
                code: unfit.code().to_owned(),
                detail: format!("{unfit:?}"),
            })?;
            let (problem, timings) = (market.problem.to_json(), market.timings.clone());
            drop(market);
            Ok((Arc::new(snapshot), problem, timings))
        })
        .await?;

        let began = Instant::now();
        let answer = self.in_child(job, problem.clone(), child_stop).await?;
        timings.insert("solve".to_owned(), millis(began.elapsed()));

        let (shared, bytes) = (Arc::clone(&snapshot), answer.clone());
        let (outcome, check) = blocking(move || {
            let began = Instant::now();
            let garbage = |detail: String| Unsuccessful::from(Failure::Garbage(detail));
            let answer = solver::Answer::read(&bytes).map_err(|f| garbage(format!("{f:?}")))?;
            let market = problem::build(&shared).map_err(|unfit| garbage(format!("{unfit:?}")))?;
            let outcome = market
                .outcome(&answer)
                .map_err(|findings| garbage(findings.join("; ")))?;
            Ok((outcome, millis(began.elapsed())))
        })
        .await?;
        timings.insert("certify".to_owned(), check);
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

    /// Solves in a child; meanwhile the row shows progress and is asked whether somebody wants it to stop.
    async fn in_child(
        &self,
        job: &Claimed,
        problem: Vec<u8>,
        stop: &CancellationToken,
    ) -> Result<Vec<u8>, Failure> {
        let latest: Arc<Mutex<Option<Progress>>> = Arc::default();
        let tell = {
            let latest = Arc::clone(&latest);
            move |progress| *latest.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(progress)
        };
        let child = solving::solve(&self.limits, problem, stop, tell);
        tokio::pin!(child);
        loop {
            tokio::select! {
                ended = &mut child => return ended,
                () = tokio::time::sleep(TELL_EVERY) => {
                    let progress = latest.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
                    if self.tell(job, progress).await.unwrap_or(false) {
                        stop.cancel();
                    }
                }
            }
        }
    }

    async fn tell(&self, job: &Claimed, progress: Option<Progress>) -> Result<bool, Fault> {
        let progress = progress
            .map(serde_json::to_value)
            .transpose()
            .map_err(Fault::internal)?;
        let tx = self.app.db.write_tx().await?;
        let stop = store::tell_progress(&tx, job.id, progress).await?;
        tx.commit().await?;
        Ok(stop)
    }

    async fn keep(&self, job: &Claimed, holder: Uuid, kept: Kept) -> Result<(), Fault> {
        let Kept {
            outcome,
            snapshot,
            problem,
            answer,
            timings,
        } = kept;
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
        let assignments = outcome
            .assigned
            .iter()
            .map(|a| {
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
            })
            .collect::<Result<Vec<_>, Fault>>()?;
        let left = outcome
            .unplaced
            .iter()
            .map(|(i, why)| {
                Ok(UnplacedStudent {
                    student_id: student(*i)?,
                    why: why.clone(),
                })
            })
            .collect::<Result<Vec<_>, Fault>>()?;
        let places = outcome
            .places
            .iter()
            .map(|p| {
                Ok(PlaceUse {
                    placement_id: placement(p.place)?,
                    seats: p.seats,
                    taken: p.taken,
                    notes: p.notes.clone(),
                })
            })
            .collect::<Result<Vec<_>, Fault>>()?;
        let ending = Ending {
            state: RunState::Done,
            now: self.app.clock.now(),
            failure: None,
            problem_digest: Some(outcome.problem_digest),
            problem: Some(pack(&problem)?),
            answer: Some(pack(&answer)?),
            solver: Some(outcome.solver),
            status: Some(match outcome.status {
                solver::Status::Optimal => "optimal".to_owned(),
                _ => "feasible".to_owned(),
            }),
            placed: i64::try_from(outcome.placed).ok(),
            score: Some(outcome.score),
            tiers: serde_json::to_value(&outcome.tiers).map_err(Fault::internal)?,
            counts: serde_json::to_value(&outcome.counts).map_err(Fault::internal)?,
            timings: serde_json::to_value(&timings).map_err(Fault::internal)?,
        };
        let tx = self.app.db.write_tx().await?;
        if store::end_run(&tx, job.id, holder, ending).await? {
            store::insert_findings(&tx, job.id, &assignments, &left, &places).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Heavy work off the threads that answer people.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Unsuccessful> + Send + 'static,
) -> Result<T, Unsuccessful> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|broken| {
        Err(Unsuccessful {
            code: "crashed".to_owned(),
            detail: broken.to_string(),
        })
    })
}

fn millis(d: Duration) -> u64 {
    u64::try_from(d.as_millis()).unwrap_or(u64::MAX)
}

/// A snapshot, packed for its row.
///
/// # Errors
/// When it cannot be written, which no snapshot does.
pub fn pack_snapshot(snapshot: &Snapshot) -> Result<Vec<u8>, Fault> {
    pack(&serde_json::to_vec(snapshot).map_err(Fault::internal)?)
}

fn unpack(packed: &[u8]) -> Result<Snapshot, Unsuccessful> {
    let broken = |e: String| Unsuccessful {
        code: "snapshot".to_owned(),
        detail: e,
    };
    let bytes = unpacked(packed).map_err(|e| broken(e.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|e| broken(e.to_string()))
}

/// Bytes, smaller.
fn pack(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(Fault::internal)
}

/// Bytes, as they were before [`pack`].
///
/// # Errors
/// When they were never packed.
pub fn unpacked(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}
