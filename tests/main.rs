//! One binary for every test that goes through the public door.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    dead_code,
    reason = "tests; not every journey uses every support"
)]

mod architecture;
mod contracts;
mod journeys;
mod support;
