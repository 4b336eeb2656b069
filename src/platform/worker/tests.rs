#![allow(clippy::unwrap_used, reason = "tests")]
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::*;
use crate::vocabulary::calendar::SystemClock;
use crate::vocabulary::ids::SeededChance;

/// Jobs are numbers: 0 is done, 1 to be tried again, 2 hopeless, 3 never ends, 4 stops when told.
#[derive(Debug, Default)]
struct Numbers {
    waiting: Mutex<Vec<u8>>,
    settled: Mutex<Vec<(u8, &'static str)>>,
    lost: AtomicBool,
    renewals: AtomicU32,
}

impl Work for Arc<Numbers> {
    type Job = u8;
    type Done = ();
    fn name(&self) -> &'static str {
        "numbers"
    }
    async fn claim(&self, _: Lease) -> Result<Option<u8>, Fault> {
        Ok(self.waiting.lock().unwrap().pop())
    }
    async fn renew(&self, _: &u8, _: Lease) -> Result<bool, Fault> {
        self.renewals.fetch_add(1, Ordering::SeqCst);
        Ok(!self.lost.load(Ordering::SeqCst))
    }
    async fn run(&self, job: &u8, stop: &CancellationToken) -> Verdict<()> {
        match job {
            0 => Verdict::Done(()),
            1 => Verdict::Retry {
                wait: Duration::ZERO,
                why: String::new(),
            },
            2 => Verdict::Dead { why: String::new() },
            3 => std::future::pending().await,
            _ => {
                stop.cancelled().await;
                Verdict::GiveBack
            }
        }
    }
    async fn settle(&self, job: &u8, _: Uuid, verdict: Verdict<()>) -> Result<(), Fault> {
        let word = match verdict {
            Verdict::Done(()) => "done",
            Verdict::Retry { .. } => "retry",
            Verdict::Dead { .. } => "dead",
            Verdict::GiveBack => "given back",
        };
        self.settled.lock().unwrap().push((*job, word));
        Ok(())
    }
}

fn worker(jobs: &[u8], pace: Pace) -> (Arc<Numbers>, Worker<Arc<Numbers>>) {
    let numbers = Arc::new(Numbers {
        waiting: Mutex::new(jobs.to_vec()),
        ..Numbers::default()
    });
    (numbers.clone(), Worker::new(numbers, Arc::new(SystemClock), pace))
}

fn quick() -> Pace {
    Pace {
        lease: Duration::from_millis(30),
        poll: Duration::from_millis(5),
        lanes: 2,
        grace: Duration::from_millis(50),
    }
}

#[tokio::test]
async fn a_drain_works_off_what_is_due_and_says_how_it_went() {
    let (numbers, worker) = worker(&[0, 1, 2, 0], quick());
    let tally = worker.drain().await.unwrap();
    assert_eq!(
        tally,
        Tally {
            done: 2,
            retried: 1,
            dead: 1,
            given_back: 0
        }
    );
    assert_eq!(
        *numbers.settled.lock().unwrap(),
        [(0, "done"), (2, "dead"), (1, "retry"), (0, "done")]
    );
}

#[tokio::test]
async fn a_job_lost_to_another_worker_is_dropped_and_not_settled() {
    let (numbers, worker) = worker(&[3], quick());
    numbers.lost.store(true, Ordering::SeqCst);
    let tally = worker.drain().await.unwrap();
    assert_eq!(tally.given_back, 1);
    assert!(numbers.settled.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_long_job_keeps_its_lease_and_is_given_back_when_the_grace_is_over() {
    let (numbers, worker) = worker(&[3], quick());
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { worker.run(stop).await }
    });
    tokio::time::sleep(Duration::from_millis(60)).await;
    stop.cancel();
    running.await.unwrap();
    assert!(numbers.renewals.load(Ordering::SeqCst) >= 2);
    assert_eq!(*numbers.settled.lock().unwrap(), [(3, "given back")]);
}

#[tokio::test]
async fn a_job_that_hears_the_stop_gives_itself_back_without_waiting_for_the_grace() {
    let pace = Pace {
        grace: Duration::from_secs(60),
        ..quick()
    };
    let (numbers, worker) = worker(&[4], pace);
    let stop = CancellationToken::new();
    stop.cancel();
    let tally = worker.drain_until(&stop).await.unwrap();
    assert_eq!(tally, Tally::default(), "nothing is claimed after the stop");
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { worker.run(stop).await }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    stop.cancel();
    tokio::time::timeout(Duration::from_secs(5), running)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(*numbers.settled.lock().unwrap(), [(4, "given back")]);
}

#[test]
fn waits_double_up_to_a_ceiling_and_then_it_is_given_up() {
    let back_off = BackOff {
        first: Duration::from_secs(60),
        ceiling: Duration::from_secs(300),
        attempts: 6,
    };
    let chance = SeededChance::new(1);
    let full = [60, 120, 240, 300, 300];
    for (failures, full) in (1..).zip(full) {
        let wait = back_off.wait(failures, &chance).unwrap();
        assert!(
            wait >= Duration::from_secs(full) / 2 && wait <= Duration::from_secs(full),
            "{wait:?}"
        );
    }
    assert_eq!(back_off.wait(6, &chance), None);
}
