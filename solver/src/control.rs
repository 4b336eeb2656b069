//! Limits, stopping and progress.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::memory;

/// How a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: `network`, `rules`, `ties`, `explain`, `certify`.
    pub phase: &'static str,
    /// The tier at hand, by its name in the policy (or `blocking`); none after the last.
    pub tier: Option<&'static str>,
    /// Steps done of `total`; never fewer than told before.
    pub done: u64,
    /// Steps in all.
    pub total: u64,
    /// Since the run began.
    pub elapsed: Duration,
    /// The best value of the tier at hand so far, where the market is in one piece.
    pub best: Option<i64>,
    /// What no answer can exceed in the tier at hand, where the market is in one piece.
    pub bound: Option<i64>,
}

/// Which limit ended a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    Seconds,
    Stop,
    Memory,
}

/// Between two reports, unless something was finished.
const PAUSE: Duration = Duration::from_millis(200);
/// Between two looks at the memory.
const LOOK: Duration = Duration::from_millis(50);
/// After a limit: what is there may be brought in order for a quarter of the time it took, within these bounds.
const GRACE: (Duration, Duration) = (Duration::from_millis(300), Duration::from_secs(5));

/// So long what is good to have may take in any case, where that is not more than half of the time left.
const SHARE: Duration = Duration::from_secs(5);

/// What every loop asks now and then.
pub(crate) struct Control<'a> {
    begun: Instant,
    deadline: Option<Instant>,
    stop: Option<&'a AtomicBool>,
    /// Bytes this process may hold.
    memory: Option<u64>,
    looked: AtomicU64,
    progress: Option<&'a (dyn Fn(Progress) + Sync)>,
    /// Which limit ended it, and when that was seen first.
    ended: OnceLock<(Limit, Instant)>,
    at: Mutex<At>,
}

/// What is being done, for those who listen.
struct At {
    phase: &'static str,
    tier: Option<&'static str>,
    done: u64,
    total: u64,
    told: u64,
    last: Option<Instant>,
    alone: bool,
    best: Option<i64>,
    bound: Option<i64>,
}

impl Control<'static> {
    /// No limits, nobody listening.
    pub(crate) fn free() -> Control<'static> {
        Control::new(Instant::now())
    }
}

impl<'a> Control<'a> {
    pub(crate) fn new(begun: Instant) -> Control<'a> {
        Control {
            begun,
            deadline: None,
            stop: None,
            memory: None,
            looked: AtomicU64::new(0),
            progress: None,
            ended: OnceLock::new(),
            at: Mutex::new(At {
                phase: "network",
                tier: None,
                done: 0,
                total: 0,
                told: 0,
                last: None,
                alone: false,
                best: None,
                bound: None,
            }),
        }
    }

    pub(crate) fn limit(mut self, seconds: Option<f64>, memory: Option<u64>) -> Control<'a> {
        let seconds = seconds.and_then(|s| Duration::try_from_secs_f64(s.max(0.0)).ok());
        self.deadline = seconds.and_then(|s| self.begun.checked_add(s));
        self.memory = memory;
        self
    }

    pub(crate) fn listen(
        mut self,
        stop: Option<&'a AtomicBool>,
        progress: Option<&'a (dyn Fn(Progress) + Sync)>,
    ) -> Control<'a> {
        (self.stop, self.progress) = (stop, progress);
        self
    }

    /// Could anything end this run before its time?
    pub(crate) fn limited(&self) -> bool {
        self.deadline.is_some() || self.stop.is_some() || self.memory.is_some()
    }

    pub(crate) fn stopped(&self) -> bool {
        if self.ended.get().is_some() {
            return true;
        }
        let limit = if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            Limit::Stop
        } else if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            Limit::Seconds
        } else if self.memory.is_some_and(|most| self.holds_more(most)) {
            Limit::Memory
        } else {
            return false;
        };
        self.ended.get_or_init(|| (limit, Instant::now()));
        true
    }

    fn holds_more(&self, most: u64) -> bool {
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let pause = LOOK.as_millis() as u64;
        let last = self.looked.load(Ordering::Relaxed);
        if last != 0 && now < last + pause {
            return false;
        }
        self.looked.store(now.max(1), Ordering::Relaxed);
        memory::held().is_some_and(|held| held > most)
    }

    /// Which limit ended it, if one has.
    pub(crate) fn ended(&self) -> Option<Limit> {
        self.ended.get().map(|(limit, _)| *limit)
    }

    /// A little longer, to bring in order what a limit cut short; one span of time for everyone who asks.
    pub(crate) fn grace(&self) -> Control<'static> {
        let (_, seen) = *self.ended.get_or_init(|| (Limit::Stop, Instant::now()));
        let span = (seen.saturating_duration_since(self.begun) / 4).clamp(GRACE.0, GRACE.1);
        let mut more = Control::new(self.begun);
        more.deadline = seen.checked_add(span);
        more
    }

    /// That little longer where a limit has ended the run; without end where none has.
    pub(crate) fn grace_if_ended(&self) -> Control<'static> {
        if self.ended.get().is_some() {
            self.grace()
        } else {
            Control::free()
        }
    }

    /// Seconds left, if limited; never below a hundredth.
    #[cfg(any(feature = "highs", feature = "microlp"))]
    pub(crate) fn seconds_left(&self) -> Option<f64> {
        self.deadline.map(|d| {
            d.saturating_duration_since(Instant::now())
                .as_secs_f64()
                .max(0.01)
        })
    }

    /// The same limits, for work nobody is told about.
    pub(crate) fn quiet(&self) -> Control<'a> {
        let mut quiet = Control::new(self.begun);
        (quiet.deadline, quiet.stop, quiet.memory) = (self.deadline, self.stop, self.memory);
        if let Some(ended) = self.ended.get() {
            quiet.ended.get_or_init(|| *ended);
        }
        quiet
    }

    /// A share of the time left, for what is good to have: half of it, and no more than what everything before took, or
    /// a few seconds where that was quick. Nothing where there is no limit of time.
    pub(crate) fn share(&self) -> Option<Control<'a>> {
        let (deadline, now) = (self.deadline?, Instant::now());
        let span = deadline.saturating_duration_since(now) / 2;
        let mut share = self.quiet();
        share.deadline = now.checked_add(span.min(now.duration_since(self.begun).max(SHARE)));
        Some(share)
    }

    fn now(&self) -> std::sync::MutexGuard<'_, At> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to come: so many steps, in one piece or in several.
    pub(crate) fn expect(&self, total: u64, alone: bool) {
        let mut at = self.now();
        (at.total, at.alone) = (total, alone);
    }

    /// What is done from now on.
    pub(crate) fn enter(&self, phase: &'static str, tier: Option<&'static str>) {
        if self.progress.is_none() {
            return;
        }
        let mut at = self.now();
        if (at.phase, at.tier) != (phase, tier) {
            (at.phase, at.tier, at.best, at.bound) = (phase, tier, None, None);
        }
    }

    /// So many steps are done, and this is what they came to.
    pub(crate) fn finish(&self, steps: u64, best: Option<i64>, bound: Option<i64>) {
        if self.progress.is_none() {
            return;
        }
        let mut at = self.now();
        at.done += steps;
        (at.best, at.bound) = (best, bound);
        self.tell(at, 0);
    }

    /// In the middle of something, now and then: so many steps of it are done, and what is known.
    pub(crate) fn going(&self, known: impl FnOnce() -> (u64, Option<i64>, Option<i64>)) {
        if self.progress.is_none() {
            return;
        }
        let mut at = self.now();
        if at.last.is_some_and(|last| last.elapsed() < PAUSE) {
            return;
        }
        at.last = Some(Instant::now());
        drop(at);
        let (steps, best, bound) = known();
        at = self.now();
        (at.best, at.bound) = (best.or(at.best), bound);
        self.tell(at, steps);
    }

    fn tell(&self, mut at: std::sync::MutexGuard<'_, At>, more: u64) {
        let Some(progress) = self.progress else { return };
        at.told = (at.done + more).min(at.total).max(at.told);
        at.last = Some(Instant::now());
        let told = Progress {
            phase: at.phase,
            tier: at.tier,
            done: at.told,
            total: at.total.max(at.told),
            elapsed: self.begun.elapsed(),
            best: at.best.filter(|_| at.alone),
            bound: at.bound.filter(|_| at.alone),
        };
        // Told under the lock: what is heard later was known later.
        progress(told);
    }
}
