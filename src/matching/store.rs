//! What the database knows of rounds, pins, runs and what runs found.

mod board;
mod companies;
mod findings;
mod pins;
mod queue;
mod rounds;
mod runs;
mod scenarios;
mod sought;
mod travel;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use board::{choices_of, count_found, page_assignments, page_unplaced, pairs_found};
pub use companies::{CompaniesSought, CompanyUse, count_companies, page_companies, placed_at};
pub use findings::{
    NewFindings, count_free_places, find_finding, list_assignments, list_places, list_unplaced,
    page_free_places,
};
pub use pins::{insert_pins, list_pins, remove_pins, restore_pins};
pub use queue::{Claimed, Ending, claim_run, end_run, give_back_run, renew_run, request_stop, tell_progress};
pub use rounds::{find_round, get_round, insert_round, list_rounds, update_round};
pub use runs::{
    NewRun, count_runs, get_proof, get_run, has_open_run, insert_run, latest_done, latest_runs, list_runs,
    page_runs,
};
pub use scenarios::{insert_scenario, scenarios};
pub use sought::{By, Choices, Findings, Home, Sought, Window, Wish};
pub use travel::travel_times;

use crate::vocabulary::fault::Fault;

/// Rows of one insert: both databases are fastest at a few hundred.
const CHUNK: usize = 300;

fn json<T: Serialize>(value: &T) -> Result<Value, Fault> {
    serde_json::to_value(value).map_err(Fault::internal)
}

fn parsed<T: DeserializeOwned>(value: Value, what: &'static str) -> Result<T, Fault> {
    serde_json::from_value(value).map_err(|e| Fault::Internal(format!("stored {what}: {e}")))
}

fn number<T: TryFrom<i64>>(value: i64, what: &'static str) -> Result<T, Fault> {
    T::try_from(value).map_err(|_| Fault::Internal(format!("stored {what} is out of range")))
}
