//! Decisions by hand, as every page of a round shows them: how many are in force, what was decided last, and its undoing.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::matching::deciding;
use crate::matching::model::RoundState;
use crate::matching::records::{Pin, PinKind, Round};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Path, Visit, local_path, see_other_counting};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::RoundId;

/// What is in force in a round.
pub(super) struct Held {
    pub round: RoundId,
    /// How many pairs.
    pub count: usize,
    /// What was decided in the last go, in a sentence.
    pub last: Option<String>,
    /// Its instant, microseconds: what the button takes back.
    pub at: i64,
    /// Where the reader is.
    pub back: String,
}

impl Held {
    pub(super) fn of(t: T, round: &Round, pins: &[Pin], back: &str) -> Held {
        let last = deciding::last_decision(pins).filter(|_| round.state != RoundState::Closed);
        Held {
            round: round.id,
            count: pins.len(),
            at: last.as_ref().map_or(0, |(at, _)| at.timestamp_micros()),
            last: last.map(|(at, pins)| said(t, at, &pins)),
            back: back.to_owned(),
        }
    }
}

fn said(t: T, at: DateTime<Utc>, pins: &[&Pin]) -> String {
    let forbid = pins.iter().all(|pin| pin.kind == PinKind::Forbid);
    t.with(
        if forbid {
            "board-last-forbid"
        } else {
            "board-last-pin"
        },
        [
            ("n", pins.len().to_string()),
            ("when", t.datetime(at)),
            (
                "reason",
                pins.first().map(|pin| pin.reason.clone()).unwrap_or_default(),
            ),
        ],
    )
}

/// What the button of a page takes back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Last {
    at: String,
    back: String,
}

pub(super) async fn undo(visit: Visit, Path(round): Path<RoundId>, Form(last): Form<Last>) -> Answer {
    let at = last
        .at
        .parse()
        .ok()
        .and_then(DateTime::from_timestamp_micros)
        .ok_or(Fault::NotFound("pin"))?;
    let undone = deciding::undo(&visit.app, visit.actor()?, round, at).await?;
    let back = if last.back.is_empty() {
        format!("/rounds/{round}")
    } else {
        local_path(&last.back).to_owned()
    };
    let count = i64::try_from(undone).unwrap_or(i64::MAX);
    Ok(see_other_counting(&back, "board-undone", count))
}
