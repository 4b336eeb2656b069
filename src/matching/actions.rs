//! What people do with rounds: open, change, close; stop a run; what moved between two.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::model::{RoundState, RunState, Settings};
use super::records::{Assignment, Round, Run};
use super::store;
use crate::accounts::{self, Actor, AuditEntry};
use crate::app::App;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{InstitutionId, PlacementId, RoundId, RunId, StudentId};

/// The round of this school.
pub(super) async fn round(app: &App, institution: InstitutionId, id: RoundId) -> Result<Round, Fault> {
    store::get_round(app.db.reader(), institution, id).await
}

/// What a coordinator says of a round.
#[derive(Debug, Clone)]
pub struct RoundDraft {
    pub name: String,
    pub answer_by: NaiveDate,
    pub settings: Settings,
}

impl RoundDraft {
    fn problems(&self, today: NaiveDate) -> Vec<Invalid> {
        let mut problems = self.settings.problems();
        problems.extend(self.settings.rules.problems());
        if self.name.trim().is_empty() {
            problems.push(Invalid::new("name", "round.name.missing", ""));
        }
        if self.name.chars().count() > 120 {
            problems.push(Invalid::new("name", "round.name.long", ""));
        }
        if self.answer_by < today {
            problems.push(Invalid::new(
                "answer_by",
                "round.answer_by.past",
                self.answer_by.to_string(),
            ));
        }
        problems
    }
}

/// Opens a round.
///
/// # Errors
/// With everything that is wrong with the draft.
pub async fn open_round(app: &App, actor: &Actor, draft: RoundDraft) -> Result<RoundId, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let problems = draft.problems(app.clock.today());
    if !problems.is_empty() {
        return Err(Fault::Invalid(problems));
    }
    let now = app.clock.now();
    let round = Round {
        id: RoundId::new(now, app.chance.as_ref()),
        institution_id: institution,
        name: draft.name.trim().to_owned(),
        answer_by: draft.answer_by,
        settings: draft.settings,
        state: RoundState::Draft,
        published_run: None,
        published_at: None,
        created_at: now,
        version: 1,
    };
    let tx = app.db.write_tx().await?;
    store::insert_round(&tx, &round, Some(actor.account_id)).await?;
    accounts::record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "round.opened").about("round", round.id.0),
    )
    .await?;
    tx.commit().await?;
    Ok(round.id)
}

/// Changes a round that is not over. `version`: of the round that was read.
///
/// # Errors
/// With everything that is wrong, or when somebody changed it meanwhile.
pub async fn change_round(
    app: &App,
    actor: &Actor,
    id: RoundId,
    version: i64,
    draft: RoundDraft,
) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    let before = store::get_round(&tx, institution, id).await?;
    if before.state == RoundState::Closed {
        return Err(Fault::Conflict("round_closed"));
    }
    let mut problems = draft.problems(app.clock.today());
    // A day that has passed may stay as it is.
    if draft.answer_by == before.answer_by {
        problems.retain(|p| p.code != "round.answer_by.past");
    }
    if !problems.is_empty() {
        return Err(Fault::Invalid(problems));
    }
    let after = Round {
        name: draft.name.trim().to_owned(),
        answer_by: draft.answer_by,
        settings: draft.settings,
        version,
        ..before
    };
    store::update_round(&tx, &after).await?;
    accounts::record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "round.changed").about("round", id.0),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Another longest journey for those without a limit of their own.
///
/// # Errors
/// `round.max_minutes.range`; as [`change_round`].
pub async fn change_limit(app: &App, actor: &Actor, id: RoundId, minutes: u16) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let round = round(app, institution, id).await?;
    let draft = RoundDraft {
        name: round.name,
        answer_by: round.answer_by,
        settings: Settings {
            max_minutes: minutes,
            ..round.settings
        },
    };
    change_round(app, actor, id, round.version, draft).await
}

/// Ends a round: nothing of it is run or published any more. What was accepted stays.
///
/// # Errors
/// When it is not there or a run is on.
pub async fn close_round(app: &App, actor: &Actor, id: RoundId) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    let round = store::get_round(&tx, institution, id).await?;
    if store::has_open_run(&tx, id).await? {
        return Err(Fault::Conflict("run_open"));
    }
    store::update_round(
        &tx,
        &Round {
            state: RoundState::Closed,
            ..round
        },
    )
    .await?;
    accounts::record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "round.closed").about("round", id.0),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Asks a run to stop: it keeps the best so far, if there is one.
///
/// # Errors
/// When the run is not of this school.
pub async fn stop_run(app: &App, actor: &Actor, round: RoundId, id: RunId) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    store::get_round(&tx, institution, round).await?;
    store::get_run(&tx, round, id).await?;
    store::request_stop(&tx, id, app.clock.now()).await?;
    accounts::record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "run.stopped").about("matching_run", id.0),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Somebody whose place differs between two runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub student: StudentId,
    pub from: Option<PlacementId>,
    pub to: Option<PlacementId>,
}

/// Who moved between two runs, by student.
#[must_use]
pub fn moved(before: &[Assignment], after: &[Assignment]) -> Vec<Moved> {
    let places = |list: &[Assignment]| -> HashMap<StudentId, PlacementId> {
        list.iter().map(|a| (a.student_id, a.placement_id)).collect()
    };
    let (before, after) = (places(before), places(after));
    let mut students: Vec<StudentId> = before.keys().chain(after.keys()).copied().collect();
    students.sort_unstable();
    students.dedup();
    students
        .into_iter()
        .map(|student| Moved {
            student,
            from: before.get(&student).copied(),
            to: after.get(&student).copied(),
        })
        .filter(|m| m.from != m.to)
        .collect()
}

/// The run before this one that has an answer.
#[must_use]
pub fn previous<'a>(runs: &'a [Run], of: &Run) -> Option<&'a Run> {
    runs.iter()
        .filter(|r| r.state == RunState::Done && (r.requested_at, r.id) < (of.requested_at, of.id))
        .max_by_key(|r| (r.requested_at, r.id))
}
