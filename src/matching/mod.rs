//! Matching: rounds, runs and their review.
//!
//! A **round** is one campaign of a school: a period, limits, rules switched on, weights, a day by which companies answer.
//! A **run** freezes the round into a [`snapshot`], judges every pair ([`eligibility`]), scores the allowed ones ([`scoring`]),
//! asks the solver in a child process ([`solving`]) and keeps the answer once its proof was checked by code that shares nothing
//! with the solver. A run is `queued → running → done | failed | stopped`, each once, and never changes after it has ended.
//! **Pins** and **forbids** are the coordinator's word on one pair, with a reason and an author; the next run obeys them.
//! Proposals that are out or accepted hold their places and students; declined ones are not made again in the same round.

pub mod eligibility;
pub mod held;
pub mod model;
pub mod problem;
pub mod records;
mod rows;
pub mod scoring;
pub mod snapshot;
mod solving;
mod store;
mod worker;

pub use solving::{Failure, Limits, Progress, solve as solve_in_child};
pub use worker::Matching;
