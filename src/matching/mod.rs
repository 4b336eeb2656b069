//! Matching: rounds, runs and their review.
//!
//! A **round** is one campaign of a school: a period, limits, rules switched on, weights, a day by which companies answer.
//! A **run** freezes the round into a [`snapshot`], judges every pair ([`eligibility`]), scores the allowed ones ([`scoring`]),
//! asks the solver in a child process ([`solve_in_child`]) and keeps the answer once its proof was checked by code that shares nothing
//! with the solver. A run is `queued → running → done | failed | stopped`, each once, and never changes after it has ended.
//! A **scenario** is a run with other settings that has a name, is compared and is never published.
//! **Pins** and **forbids** are the coordinator's word on pairs, with a reason and an author; the next run obeys them. What was
//! decided in one go is taken back in one go ([`undo`]).
//! Before a run, [`readiness`] says who can go where, who shares too few places and what would help; every such change is tried
//! out exactly ([`what_if`]) before anybody makes it.
//! Proposals that are out or accepted hold their places and students; declined ones are not made again in the same round.

mod actions;
pub mod choices;
pub mod comparison;
mod deciding;
pub mod eligibility;
pub mod files;
mod forget;
mod freeze;
pub mod held;
pub mod model;
mod pages;
pub mod presets;
pub mod problem;
pub mod readiness;
pub mod records;
mod requests;
mod rows;
pub mod scoring;
mod sessions;
pub mod shortage;
pub mod snapshot;
mod solving;
mod store;
pub mod what_if;
mod worker;

pub use actions::{Moved, RoundDraft, change_round, close_round, moved, open_round, previous, stop_run};
pub use deciding::{Decision, Kept, PinDraft, decide, pin, undo, unpin};
pub use forget::stop_open_runs;
pub use freeze::freeze;
pub use held::{Held, promises};
pub use pages::routes;
pub(crate) use pages::{round_tag, run_tag, unverified_hint};
pub use records::{Closed, Round, WhyUnplaced};
pub use requests::{Scenario, adopt_scenario, request_run, try_scenario};
pub use solving::{Failure, Limits, Progress, solve as solve_in_child};
pub use store::{
    find_finding, find_round, get_round, get_run, latest_done, list_assignments, list_places, list_rounds,
    list_runs, list_unplaced, travel_times, update_round,
};
pub use worker::Matching;
