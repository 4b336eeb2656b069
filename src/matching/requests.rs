//! Asking for runs: of a round as it is, or of a scenario that only tries something.

use sea_orm::ConnectionTrait;
use serde_json::json;

use super::actions::{RoundDraft, change_round};
use super::freeze::freeze;
use super::model::{RoundState, Settings};
use super::{store, worker};
use crate::accounts::{self, Actor, AuditEntry};
use crate::app::App;
use crate::platform::aside::aside_waiting;
use crate::students;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{InstitutionId, RoundId, RunId, StudentId};

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
    may_run(app.db.reader(), institution, id).await?;
    let settings = scenario.as_ref().map(|scenario| scenario.settings.clone());
    let (frozen, tx) = loop {
        let (own, settings) = (app.clone(), settings.clone());
        let frozen = aside_waiting("freezing", move || frozen(own, institution, id, settings)).await;
        let frozen = frozen.map_err(Fault::internal)??;
        // What was frozen stands, whatever has changed since, except that nobody is kept who was erased meanwhile. Whether a run
        // may begin is asked again where only one can.
        let tx = app.db.write_tx().await?;
        accounts::hold_school(&tx, institution).await?;
        may_run(&tx, institution, id).await?;
        if students::are_there(&tx, &frozen.students).await? {
            break (frozen, tx);
        }
    };
    let now = app.clock.now();
    let run = RunId::new(now, app.chance.as_ref());
    let entry = AuditEntry::by_actor(actor, "run.requested")
        .about("matching_run", run.0)
        .detail(json!({ "students": frozen.students.len(), "places": frozen.places }));
    let new = store::NewRun {
        id: run,
        round_id: id,
        by: Some(actor.account_id),
        now,
        settings: &frozen.settings,
        digest: frozen.digest,
        snapshot: frozen.packed,
    };
    store::insert_run(&tx, new).await?;
    if let Some(scenario) = &scenario {
        store::insert_scenario(&tx, id, run, scenario.name.trim()).await?;
    }
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(run)
}

/// The round is not closed, and no run of it is on.
async fn may_run(conn: &impl ConnectionTrait, institution: InstitutionId, id: RoundId) -> Result<(), Fault> {
    let round = store::get_round(conn, institution, id).await?;
    if round.state == RoundState::Closed {
        return Err(Fault::Conflict("round_closed"));
    }
    if store::has_open_run(conn, id).await? {
        return Err(Fault::Conflict("run_open"));
    }
    Ok(())
}

/// What a run reads, ready to be written.
struct Frozen {
    settings: Settings,
    digest: String,
    packed: Vec<u8>,
    students: Vec<StudentId>,
    places: usize,
}

/// Freezes a round as of one instant.
async fn frozen(
    app: App,
    institution: InstitutionId,
    id: RoundId,
    settings: Option<Settings>,
) -> Result<Frozen, Fault> {
    let tx = app.db.read_tx().await?;
    let mut round = store::get_round(&tx, institution, id).await?;
    if let Some(settings) = settings {
        round.settings = settings;
    }
    let snapshot = freeze(&tx, &round, app.clock.today()).await?;
    tx.commit().await?;
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
    let ids = snapshot
        .students
        .iter()
        .map(|student| student.id.parse().map_err(Fault::internal));
    Ok(Frozen {
        digest: snapshot.digest().map_err(Fault::internal)?,
        packed: worker::pack_snapshot(&snapshot)?,
        students: ids.collect::<Result<_, _>>()?,
        places: snapshot.places.len(),
        settings: snapshot.settings,
    })
}
