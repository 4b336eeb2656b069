//! Limits, stopping and progress.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// How a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: `network`, `rules`, `ties`, `explain`, `certify`.
    pub phase: &'static str,
    /// Steps done of `total`.
    pub done: u64,
    /// Steps in this phase.
    pub total: u64,
    /// The best value of the tier at hand so far.
    pub best: Option<i64>,
    /// What no answer can exceed.
    pub bound: Option<i64>,
}

/// What every loop asks now and then.
pub(crate) struct Control<'a> {
    pub(crate) deadline: Option<Instant>,
    pub(crate) stop: Option<&'a AtomicBool>,
    pub(crate) progress: Option<&'a (dyn Fn(Progress) + Sync)>,
    pub(crate) done: AtomicU64,
}

impl Control<'_> {
    /// No limits, nobody listening.
    pub(crate) fn free() -> Control<'static> {
        Control {
            deadline: None,
            stop: None,
            progress: None,
            done: AtomicU64::new(0),
        }
    }

    pub(crate) fn stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    /// Seconds left, if limited; never below a hundredth.
    pub(crate) fn seconds_left(&self) -> Option<f64> {
        self.deadline.map(|d| {
            d.saturating_duration_since(Instant::now())
                .as_secs_f64()
                .max(0.01)
        })
    }

    pub(crate) fn report(&self, phase: &'static str, total: u64, best: Option<i64>, bound: Option<i64>) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(progress) = self.progress {
            progress(Progress {
                phase,
                done: done.min(total),
                total,
                best,
                bound,
            });
        }
    }
}
