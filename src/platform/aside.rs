//! Heavy work that gives way: a long calculation must not make those wait who look at pages.

use rustix::process::nice;

/// Added to the niceness of what gives way: at 19 it gets one part in seventy of the processor that somebody else asks for at the
/// same time, and all of it when nobody does (`sched(7)`).
const GIVES_WAY: i32 = 19;

/// This thread, and those that it starts from now on, give way to all others. Where the system does not allow it, they do not.
pub fn give_way() {
    let _ = nice(GIVES_WAY);
}

/// Calculates on a thread of its own, which gives way. Dropping the future lets the thread go on to its end.
///
/// # Errors
/// When the calculation panicked or no thread could be had.
pub async fn aside<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Panicked> {
    let (done, waited) = tokio::sync::oneshot::channel();
    let thread = std::thread::Builder::new().name(name.to_owned());
    let started = thread.spawn(move || {
        give_way();
        let _ = done.send(work());
    });
    match started {
        Ok(_) => waited.await.map_err(|_| Panicked),
        Err(_) => Err(Panicked),
    }
}

/// The same for work that waits for the database in between: reading thousands of rows is a calculation too.
///
/// # Errors
/// As [`aside`].
pub async fn aside_waiting<F: Future>(
    name: &str,
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<F::Output, Panicked>
where
    F::Output: Send + 'static,
{
    let here = tokio::runtime::Handle::current();
    aside(name, move || here.block_on(work())).await
}

/// A calculation that ended without a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the calculation ended without a result")]
pub struct Panicked;

#[cfg(test)]
mod tests {
    use super::*;

    /// Niceness of the thread that asks.
    fn niceness() -> i32 {
        nice(0).expect("the niceness of a thread can be read")
    }

    #[tokio::test]
    async fn what_calculates_aside_gives_way_and_nothing_else_does() {
        let before = niceness();
        let aside = aside("calculation", niceness).await;
        assert_eq!(aside, Ok((before + GIVES_WAY).min(19)));
        assert_eq!(niceness(), before);
    }

    #[tokio::test]
    async fn what_waits_aside_is_waited_for() {
        let waited = aside_waiting("reading", || async {
            tokio::task::yield_now().await;
            niceness()
        });
        assert_eq!(waited.await, Ok((niceness() + GIVES_WAY).min(19)));
    }

    #[tokio::test]
    async fn a_panic_aside_is_told() {
        let broken = aside("calculation", || assert_eq!(1, 2, "this panic is the test's")).await;
        assert_eq!(broken, Err(Panicked));
    }
}
