//! The work of running rounds: claim a run, solve it in a child, check the proof, keep the result, once.
//!
//! A crash, a kill or garbage from the child ends this run as failed, with the reason; the last good run stays as it was.
//! A run whose worker vanished is claimed again, three times at most.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::model::RunState;
use super::snapshot::Snapshot;
use super::solving::{self, Failure, Limits, Progress};
use super::store::{self, Claimed, Ending};
use crate::app::App;
use crate::platform::aside::{Panicked, aside};
use crate::platform::worker::{Lease, Verdict, Work};
use crate::vocabulary::fault::Fault;

mod calculation;

pub use calculation::Kept;
use calculation::{Solved, Unsuccessful, calculate, millis};

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
    /// The heavy half of it is calculated aside, so that those who look at pages do not wait: it judges and scores, hands the
    /// problem out to be solved, and checks what comes back.
    async fn solve(&self, job: &Claimed, child_stop: &CancellationToken) -> Result<Kept, Unsuccessful> {
        if job.stop_requested {
            return Err(Failure::Stopped.into());
        }
        let (ask, asked) = oneshot::channel();
        let (reply, replied) = oneshot::channel();
        let (app, id, packed) = (self.app.clone(), job.id, job.snapshot.clone());
        let calculation = aside("matching", move || calculate((&app, id), &packed, ask, replied));
        tokio::pin!(calculation);
        // Until the problem is there, or there will be none: then the calculation says why.
        let problem = tokio::select! {
            biased;
            Ok(problem) = asked => problem,
            ended = &mut calculation => return ended.unwrap_or_else(|panicked| Err(crashed(panicked))),
        };
        let began = Instant::now();
        let answer = self.in_child(job, problem, child_stop).await?;
        let _ = reply.send(Solved {
            answer,
            millis: millis(began.elapsed()),
        });
        calculation
            .await
            .unwrap_or_else(|panicked| Err(crashed(panicked)))
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
        let tx = self.app.db.write_tx().await?;
        if store::end_run(&tx, job.id, holder, kept.ending).await? {
            kept.findings.insert(&tx).await?;
        }
        Ok(tx.commit().await?)
    }
}

fn crashed(panicked: Panicked) -> Unsuccessful {
    Unsuccessful {
        code: "crashed".to_owned(),
        detail: panicked.to_string(),
    }
}

/// A snapshot, packed for its row.
///
/// # Errors
/// When it cannot be written, which no snapshot does.
pub fn pack_snapshot(snapshot: &Snapshot) -> Result<Vec<u8>, Fault> {
    pack(&serde_json::to_vec(snapshot).map_err(Fault::internal)?)
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
