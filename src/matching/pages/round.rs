//! One round: what is asked of it, its runs, the decisions by hand.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;

use crate::matching::model::Part;
use crate::matching::records::{Pin, Round, Run};
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Pager, Path, Visit, render};
use crate::vocabulary::ids::{RoundId, RunId};

use super::decisions::Held;
use super::words::{Names, PlaceWords};

/// Runs to a page.
const LINES: u64 = 20;

struct PinLine {
    pin: Pin,
    student: String,
    place: PlaceWords,
}

#[derive(Template)]
#[template(path = "matching/round.html")]
struct RoundShown {
    page: Page,
    t: T,
    round: Round,
    pager: Pager,
    runs: Vec<Run>,
    latest: Option<RunId>,
    open: bool,
    scenarios: HashMap<RunId, String>,
    pins: Vec<PinLine>,
    held: Held,
    weights: Vec<(Part, u16)>,
    rules_off: Vec<String>,
}

impl RoundShown {
    /// What a run tried, if it was a scenario.
    fn tried(&self, run: &Run) -> Option<&String> {
        self.scenarios.get(&run.id)
    }
}

pub(super) async fn show(visit: Visit, Path(id): Path<RoundId>) -> Answer {
    let institution = visit.institution()?;
    let conn = visit.app.db.reader();
    let round = store::get_round(conn, institution, id).await?;
    let pager = Pager::of(&visit, LINES, store::count_runs(conn, id).await?);
    let runs = store::page_runs(conn, id, pager.limit(), pager.offset()).await?;
    let scenarios = store::scenarios(conn, id).await?;
    let pins = store::list_pins(conn, id).await?;
    let names = Names::of(
        conn,
        institution,
        pins.iter().map(|p| p.student_id),
        pins.iter().map(|p| p.placement_id),
    )
    .await?;
    let held = Held::of(visit.t, &round, &pins, &format!("/rounds/{id}"));
    let pins = pins
        .into_iter()
        .map(|pin| PinLine {
            student: names.student(pin.student_id),
            place: names.place(pin.placement_id),
            pin,
        })
        .collect();
    let shown = RoundShown {
        page: visit.page_titled(round.name.clone()),
        t: visit.t,
        latest: store::latest_done(conn, id).await?.map(|run| run.id),
        open: store::has_open_run(conn, id).await?,
        weights: round.settings.weights.named().collect(),
        rules_off: round
            .settings
            .rules
            .off
            .iter()
            .map(|r| r.as_str().to_owned())
            .collect(),
        round,
        pager,
        runs,
        scenarios,
        pins,
        held,
    };
    render(StatusCode::OK, &shown)
}
