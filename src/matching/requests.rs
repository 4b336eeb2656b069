//! Asking for runs: of a round as it is, or of a scenario that only tries something.

use serde_json::json;

use super::actions::{RoundDraft, change_round};
use super::freeze::freeze;
use super::model::{RoundState, Settings};
use super::{store, worker};
use crate::accounts::{self, Actor, AuditEntry};
use crate::app::App;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{RoundId, RunId};

/// A scenario's name stands in lists.
const LONGEST_NAME: usize = 80;

/// Asks for a run: freezes the round as it is now. One at a time.
///
/// # Errors
/// `run_open` when one is on, `round_closed`, or `run.students.none`, `run.places.none` when there is nothing to match.
pub async fn request_run(app: &App, actor: &Actor, id: RoundId) -> Result<RunId, Fault> {
    request(app, actor, id, None).await
}

/// What is tried: a name, and settings other than the round's.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub name: String,
    pub settings: Settings,
}

/// Asks for a run with other settings, to compare. The round keeps its own; such a run is never published.
///
/// # Errors
/// As [`request_run`]; `scenario.name.missing`, `scenario.name.long`, and what is wrong with the settings.
pub async fn try_scenario(app: &App, actor: &Actor, id: RoundId, scenario: Scenario) -> Result<RunId, Fault> {
    let mut wrong = scenario.settings.problems();
    match scenario.name.trim().chars().count() {
        0 => wrong.push(Invalid::new("name", "scenario.name.missing", "")),
        1..=LONGEST_NAME => {}
        _ => wrong.push(Invalid::new("name", "scenario.name.long", "").with("most", LONGEST_NAME)),
    }
    if wrong.is_empty() {
        request(app, actor, id, Some(scenario)).await
    } else {
        Err(Fault::Invalid(wrong))
    }
}

/// Gives a round the settings of a scenario. They count from the next run. Places that are a maybe stay out of it: nobody can be
/// proposed for them.
///
/// # Errors
/// `NotFound` when the run is no scenario of this round; as [`change_round`].
pub async fn adopt_scenario(app: &App, actor: &Actor, id: RoundId, run: RunId) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let conn = app.db.reader();
    let round = store::get_round(conn, institution, id).await?;
    let run = store::get_run(conn, id, run).await?;
    if !store::scenarios(conn, id).await?.contains_key(&run.id) {
        return Err(Fault::NotFound("scenario"));
    }
    let draft = RoundDraft {
        name: round.name,
        answer_by: round.answer_by,
        settings: Settings {
            count_maybe: false,
            ..run.settings
        },
    };
    change_round(app, actor, id, round.version, draft).await
}

async fn request(app: &App, actor: &Actor, id: RoundId, scenario: Option<Scenario>) -> Result<RunId, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    let mut round = store::get_round(&tx, institution, id).await?;
    if let Some(scenario) = &scenario {
        round.settings = scenario.settings.clone();
    }
    if round.state == RoundState::Closed {
        return Err(Fault::Conflict("round_closed"));
    }
    if store::has_open_run(&tx, id).await? {
        return Err(Fault::Conflict("run_open"));
    }
    let snapshot = freeze(&tx, &round, app.clock.today()).await?;
    let mut nothing = Vec::new();
    if snapshot.students.is_empty() {
        nothing.push(Invalid::new("", "run.students.none", ""));
    }
    if snapshot.places.is_empty() {
        nothing.push(Invalid::new("", "run.places.none", ""));
    }
    if !nothing.is_empty() {
        return Err(Fault::Invalid(nothing));
    }
    let now = app.clock.now();
    let run = RunId::new(now, app.chance.as_ref());
    let new = store::NewRun {
        id: run,
        round_id: id,
        by: Some(actor.account_id),
        now,
        settings: &snapshot.settings,
        digest: snapshot.digest().map_err(Fault::internal)?,
        snapshot: worker::pack_snapshot(&snapshot)?,
    };
    store::insert_run(&tx, new).await?;
    if let Some(scenario) = &scenario {
        store::insert_scenario(&tx, id, run, scenario.name.trim()).await?;
    }
    let sizes = json!({ "students": snapshot.students.len(), "places": snapshot.places.len() });
    let entry = AuditEntry::by_actor(actor, "run.requested")
        .about("matching_run", run.0)
        .detail(sizes);
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(run)
}
