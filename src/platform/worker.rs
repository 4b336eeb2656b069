//! Work that goes on behind the pages: claim → run → done | again later | given up.
//!
//! A job is a row. Whoever [claims](Work::claim) it holds a lease, which the worker renews while the job runs; a lease
//! that nobody renews ends by itself, so a crash needs no cleaning up: the row is claimable again. When the service
//! stops, a job in hand may finish within a time of grace; what does not is [given back](Verdict::GiveBack) at once.
//!
//! [`Worker::run`] works until it is told to stop. [`Worker::drain`] works until nothing is due: for tests,
//! `abbina work --once` and `abbina send --once`.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::vocabulary::calendar::Clock;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::Chance;

/// Who holds a job, and until when unless renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// One worker's lane; new at each start of the program.
    pub holder: Uuid,
    /// After this instant the job is anybody's.
    pub until: DateTime<Utc>,
}

/// How a job went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<D> {
    /// It is done; what is to be kept of it.
    Done(D),
    /// Not now: again after `wait`.
    Retry {
        /// How long to leave it alone.
        wait: Duration,
        /// For the row and whoever reads it.
        why: String,
    },
    /// Never again without a person.
    Dead {
        /// For the row and whoever reads it.
        why: String,
    },
    /// Interrupted before it began to matter: anybody may claim it at once. Counts as no attempt.
    GiveBack,
}

/// A kind of job. All methods own their short transactions; none is held while a job runs.
pub trait Work: Send + Sync + 'static {
    /// A claimed job, with what its run needs.
    type Job: Send + Sync;
    /// What is kept of a job that is done.
    type Done: Send;

    /// For logs: `mail`, `matching`.
    fn name(&self) -> &'static str;

    /// Takes the next job that is due, or whose lease has ended, in one statement.
    fn claim(&self, lease: Lease) -> impl Future<Output = Result<Option<Self::Job>, Fault>> + Send;

    /// Renews the lease. `false`: the job is no longer ours, and its run is dropped.
    fn renew(&self, job: &Self::Job, lease: Lease) -> impl Future<Output = Result<bool, Fault>> + Send;

    /// Does the job. May be dropped at any await when the lease is lost or the grace is over; should itself end early,
    /// with [`Verdict::GiveBack`], when `stop` fires and nothing is at stake yet.
    fn run(
        &self,
        job: &Self::Job,
        stop: &CancellationToken,
    ) -> impl Future<Output = Verdict<Self::Done>> + Send;

    /// Writes the verdict down, if the job is still `holder`'s.
    fn settle(
        &self,
        job: &Self::Job,
        holder: Uuid,
        verdict: Verdict<Self::Done>,
    ) -> impl Future<Output = Result<(), Fault>> + Send;
}

/// How patient a worker is.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How long a lease holds without renewal; it is renewed at a third of it.
    pub lease: Duration,
    /// How often to look for work when there was none.
    pub poll: Duration,
    /// How many jobs at once.
    pub lanes: usize,
    /// How long a job in hand may go on after the stop.
    pub grace: Duration,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            // What a killed server had in hand waits this long for the next one.
            lease: Duration::from_secs(15),
            poll: Duration::from_secs(1),
            lanes: 1,
            grace: Duration::from_secs(20),
        }
    }
}

/// What a drain did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Jobs done.
    pub done: u32,
    /// To be tried again later.
    pub retried: u32,
    /// Given up.
    pub dead: u32,
    /// Given back or lost to another worker.
    pub given_back: u32,
}

impl Tally {
    fn count<D>(&mut self, verdict: &Verdict<D>) {
        let part = match verdict {
            Verdict::Done(_) => &mut self.done,
            Verdict::Retry { .. } => &mut self.retried,
            Verdict::Dead { .. } => &mut self.dead,
            Verdict::GiveBack => &mut self.given_back,
        };
        *part += 1;
    }
}

/// Runs one kind of work.
#[derive(Debug)]
pub struct Worker<W> {
    work: Arc<W>,
    clock: Arc<dyn Clock>,
    pace: Pace,
}

impl<W> Clone for Worker<W> {
    fn clone(&self) -> Worker<W> {
        Worker {
            work: Arc::clone(&self.work),
            clock: Arc::clone(&self.clock),
            pace: self.pace,
        }
    }
}

impl<W: Work> Worker<W> {
    /// A worker for this work. Nothing runs yet.
    pub fn new(work: W, clock: Arc<dyn Clock>, pace: Pace) -> Worker<W> {
        Worker {
            work: Arc::new(work),
            clock,
            pace,
        }
    }

    /// Works until `stop` fires and the jobs in hand are finished or given back.
    pub async fn run(&self, stop: CancellationToken) {
        let mut lanes = JoinSet::new();
        for _ in 0..self.pace.lanes.max(1) {
            let (worker, stop) = (self.clone(), stop.clone());
            lanes.spawn(async move { worker.lane(&stop).await });
        }
        while let Some(ended) = lanes.join_next().await {
            if let Err(error) = ended {
                tracing::error!(work = self.work.name(), %error, "a lane of the worker broke");
            }
        }
        tracing::info!(work = self.work.name(), "the worker has stopped");
    }

    async fn lane(&self, stop: &CancellationToken) {
        let holder = Uuid::new_v4();
        while !stop.is_cancelled() {
            let pause = match self.one(holder, stop).await {
                Ok(Some(_)) => continue,
                Ok(None) => self.pace.poll,
                Err(fault) => {
                    tracing::error!(work = self.work.name(), %fault, "the worker cannot reach its jobs");
                    self.pace.poll.max(Duration::from_secs(1)) * 5
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Works until nothing is due, one job after the other.
    pub async fn drain(&self) -> Result<Tally, Fault> {
        self.drain_until(&CancellationToken::new()).await
    }

    /// The same, but leaves off when `stop` fires.
    pub async fn drain_until(&self, stop: &CancellationToken) -> Result<Tally, Fault> {
        let holder = Uuid::new_v4();
        let mut tally = Tally::default();
        while !stop.is_cancelled() {
            let Some(step) = self.one(holder, stop).await? else {
                break;
            };
            tally.done += step.done;
            tally.retried += step.retried;
            tally.dead += step.dead;
            tally.given_back += step.given_back;
        }
        Ok(tally)
    }

    /// One job from claim to verdict. `None`: nothing is due.
    async fn one(&self, holder: Uuid, stop: &CancellationToken) -> Result<Option<Tally>, Fault> {
        let Some(job) = self.work.claim(self.lease(holder)).await? else {
            return Ok(None);
        };
        let verdict = tokio::select! {
            verdict = self.work.run(&job, stop) => verdict,
            () = self.keep_lease(&job, holder) => {
                tracing::warn!(work = self.work.name(), "a job was lost to another worker");
                return Ok(Some(Tally { given_back: 1, ..Tally::default() }));
            }
            () = self.grace_over(stop) => Verdict::GiveBack,
        };
        let mut tally = Tally::default();
        tally.count(&verdict);
        self.work.settle(&job, holder, verdict).await?;
        Ok(Some(tally))
    }

    fn lease(&self, holder: Uuid) -> Lease {
        let length = TimeDelta::from_std(self.pace.lease).unwrap_or(TimeDelta::MAX);
        Lease {
            holder,
            until: self.clock.now() + length,
        }
    }

    /// Renews the lease as long as it is ours; ends when it is not.
    async fn keep_lease(&self, job: &W::Job, holder: Uuid) {
        loop {
            tokio::time::sleep(self.pace.lease / 3).await;
            match self.work.renew(job, self.lease(holder)).await {
                Ok(true) => {}
                Ok(false) => return,
                // The database may be back before the lease has ended.
                Err(fault) => tracing::warn!(work = self.work.name(), %fault, "a lease was not renewed"),
            }
        }
    }

    async fn grace_over(&self, stop: &CancellationToken) {
        stop.cancelled().await;
        tokio::time::sleep(self.pace.grace).await;
    }
}

/// Waiting times that grow: so that a server in trouble is not troubled more.
#[derive(Debug, Clone, Copy)]
pub struct BackOff {
    /// The wait after the first failure.
    pub first: Duration,
    /// The longest wait.
    pub ceiling: Duration,
    /// After so many failures it is given up.
    pub attempts: u32,
}

impl BackOff {
    /// The wait after `failures` failures: doubled each time, up to the ceiling, then spread by chance between half and
    /// all of it, so that what failed together does not return together. `None`: it is given up.
    #[must_use]
    pub fn wait(&self, failures: u32, chance: &dyn Chance) -> Option<Duration> {
        if failures >= self.attempts {
            return None;
        }
        let doubled = self
            .first
            .saturating_mul(1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX));
        let full = doubled.min(self.ceiling);
        let mut random = [0; 2];
        chance.fill(&mut random);
        let spread = u32::from(u16::from_le_bytes(random));
        Some(full / 2 + (full / 2) * spread / u32::from(u16::MAX))
    }
}

#[cfg(test)]
mod tests;
