//! Answers across capabilities that change nothing: how many students stand where, how many seats are offered and filled.
//!
//! One page, `/reporting`, for staff of the Fund (sums over all schools), for administrators (the same) and for coordinators (their
//! own school, whose students they may open). One school year at a time, by province, figure and company size, and within
//! at most one group of these.
//!
//! # Words
//!
//! A **student** is `registered`, `proposed`, `accepted`, `declined` or `unplaced`, one of them. A **seat** is one student's
//! room at a place; it is `filled` or `free`. What each number counts is said beside it, in the export too (`words`).
//!
//! # Small groups
//!
//! Outside the own school no group of one to four is shown, nor anything from which one could be computed: see [`secrecy`].
//!
//! # What is read
//!
//! Its own SQL over the tables of the others (`store`), reading only. Nothing is added up by a database.

pub mod cube;
mod export;
mod memory;
pub mod model;
mod pages;
pub mod secrecy;
mod store;
mod tasks;
pub mod view;
mod words;

use crate::platform::web::{Policy, Routes};

/// Every route of this room, and what it says to do.
#[must_use]
pub fn routes() -> Routes {
    pages::routes().tasks(Policy::FUND, tasks::tasks)
}
