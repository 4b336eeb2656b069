//! The solver against brute force, against itself in another order, and against forgers.
#![allow(clippy::unwrap_used, reason = "tests")]

mod again;
mod bound;
mod core;
mod crossing;
mod cut;
mod edges;
mod forgery;
mod format;
mod fuzz;
mod known;
mod limits;
mod metamorphic;
mod model;
mod names;
mod prices;
mod reasons;
mod session;
mod someone;
mod stability;
mod support;
mod why;
