//! How often somebody may knock: per network, per account from one network, and per account from everywhere.
//!
//! The last is generous, so that nobody can lock a victim out by knocking on their account.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock as GovernorClock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::vocabulary::calendar::Clock;
use crate::vocabulary::fault::Fault;

/// More keys than this, and those that have recovered are forgotten.
const KEYS: usize = 10_000;

type Limiter = RateLimiter<String, HashMapStateStore<String>, Ticking, NoOpMiddleware<Nanos>>;

/// The application's clock, as the limiter reads it.
#[derive(Clone)]
struct Ticking(Arc<dyn Clock>);

impl GovernorClock for Ticking {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let micros = u64::try_from(self.0.now().timestamp_micros()).unwrap_or_default();
        Nanos::from(Duration::from_micros(micros))
    }
}

/// The limits of a running service.
pub struct Doors {
    clock: Ticking,
    network: Limiter,
    pair: Limiter,
    account: Limiter,
}

impl std::fmt::Debug for Doors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Doors")
    }
}

impl Doors {
    /// Nobody has knocked yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Doors {
        let clock = Ticking(clock);
        let limit = |burst: u32, seconds: u64| {
            let quota = Quota::with_period(Duration::from_secs(seconds))
                .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
                .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
            RateLimiter::hashmap_with_clock(quota, clock.clone())
        };
        Doors {
            network: limit(30, 4),
            pair: limit(6, 20),
            account: limit(60, 10),
            clock,
        }
    }

    /// Somebody from the network `prefix` knocks at the account `key`.
    ///
    /// # Errors
    /// [`Fault::TooMany`] with the seconds to wait.
    pub(super) fn knock(&self, prefix: &str, key: &str) -> Result<(), Fault> {
        self.one(&self.network, prefix.to_owned())?;
        self.one(&self.pair, format!("{prefix} {key}"))?;
        self.one(&self.account, key.to_owned())
    }

    fn one(&self, limiter: &Limiter, key: String) -> Result<(), Fault> {
        if limiter.len() > KEYS {
            limiter.retain_recent();
        }
        limiter.check_key(&key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            Fault::TooMany(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;
    use crate::vocabulary::calendar::FixedClock;

    #[test]
    fn the_seventh_knock_in_a_row_waits_and_the_owner_elsewhere_does_not() {
        let clock = Arc::new(FixedClock::at(DateTime::UNIX_EPOCH + TimeDelta::days(20_000)));
        let doors = Doors::new(clock.clone());
        for _ in 0..6 {
            assert!(doors.knock("192.0.2.0/24", "anna@example.org").is_ok());
        }
        assert!(matches!(
            doors.knock("192.0.2.0/24", "anna@example.org"),
            Err(Fault::TooMany(20))
        ));
        assert!(doors.knock("198.51.100.0/24", "anna@example.org").is_ok());
        clock.advance(TimeDelta::seconds(20));
        assert!(doors.knock("192.0.2.0/24", "anna@example.org").is_ok());
    }
}
