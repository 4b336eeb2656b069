//! The solved problems of runs that people look at, kept for a while: asking what another place would cost then takes no time.
//!
//! At most [`MOST`] runs are kept, each until nobody has asked for [`IDLE`]; the one asked for longest ago goes first. What is
//! kept is a copy of what the database holds: losing it costs the time to solve once more, nothing else.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::problem::live::Live;
use crate::vocabulary::ids::RunId;

/// Runs kept at a time: a solved round of 3,000 students takes some tens of megabytes.
const MOST: usize = 4;

/// Without a question for so long, it goes.
const IDLE: Duration = Duration::from_mins(15);

/// What is known of a run's problem.
#[derive(Debug, Default)]
pub(super) enum Known {
    /// Nothing yet.
    #[default]
    New,
    /// It is solved.
    Solved(Box<Live>),
    /// It cannot be kept: a child is asked.
    Asked,
}

/// One run's; whoever comes second waits for the first, who solves it.
#[derive(Debug, Clone, Default)]
pub(super) struct Slot(Arc<Mutex<Known>>);

impl Slot {
    /// To ask, and to change.
    pub(super) fn lock(&self) -> MutexGuard<'_, Known> {
        // Broken off in the middle of a change, the solution may be half of one: forget it.
        self.0.lock().unwrap_or_else(|broken| {
            self.0.clear_poison();
            let mut known = PoisonError::into_inner(broken);
            *known = Known::New;
            known
        })
    }

    /// Is there nothing yet, and nobody at work on it?
    pub(super) fn is_new(&self) -> bool {
        self.0.try_lock().is_ok_and(|known| matches!(*known, Known::New))
    }
}

static SLOTS: Mutex<Vec<(RunId, Instant, Slot)>> = Mutex::new(Vec::new());

/// The place where a run's solution is kept, or will be.
pub(super) fn slot(run: RunId) -> Slot {
    slot_in(
        &mut SLOTS.lock().unwrap_or_else(PoisonError::into_inner),
        run,
        Instant::now(),
    )
}

fn slot_in(slots: &mut Vec<(RunId, Instant, Slot)>, run: RunId, now: Instant) -> Slot {
    slots.retain(|(_, asked, _)| now.duration_since(*asked) < IDLE);
    let found = slots.iter().position(|(id, ..)| *id == run);
    let slot = found.map_or_else(Slot::default, |at| slots.remove(at).2);
    slots.insert(0, (run, now, slot.clone()));
    slots.truncate(MOST);
    slot
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(n: u128) -> RunId {
        RunId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn only_the_runs_asked_for_lately_are_kept() {
        let (mut slots, start) = (Vec::new(), Instant::now());
        for n in 0..6 {
            slot_in(&mut slots, run(n), start);
        }
        slot_in(&mut slots, run(3), start);
        let kept: Vec<RunId> = slots.iter().map(|(id, ..)| *id).collect();
        assert_eq!(kept, [3, 5, 4, 2].map(run));
        slot_in(&mut slots, run(9), start + IDLE);
        assert_eq!(slots.len(), 1, "nobody has asked for the others");
    }

    #[test]
    fn whoever_asks_again_finds_what_is_kept() {
        let (mut slots, now) = (Vec::new(), Instant::now());
        *slot_in(&mut slots, run(1), now).lock() = Known::Asked;
        assert!(!slot_in(&mut slots, run(1), now).is_new());
        assert!(slot_in(&mut slots, run(2), now).is_new());
    }
}
