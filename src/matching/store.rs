//! What the database knows of rounds, pins, runs and what runs found.

mod findings;
mod pins;
mod queue;
mod rounds;
mod runs;
mod scenarios;
mod travel;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use findings::{
    NewFindings, Window, count_assignments, count_unplaced, find_finding, list_assignments, list_places,
    list_unplaced, page_assignments, page_unplaced,
};
pub use pins::{insert_pin, list_pins, remove_pin};
pub use queue::{Claimed, Ending, claim_run, end_run, give_back_run, renew_run, request_stop, tell_progress};
pub use rounds::{find_round, get_round, insert_round, list_rounds, update_round};
pub use runs::{NewRun, get_proof, get_run, has_open_run, insert_run, latest_done, latest_runs, list_runs};
pub use scenarios::{insert_scenario, scenarios};
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
