//! A run: how far it is, and then its record.

use std::borrow::Borrow;

use askama::Template;
use axum::http::StatusCode;

use crate::matching::model::RunState;
use crate::matching::records::{Round, Run};
use crate::matching::{actions, requests};
use crate::matching::{store, worker};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Path, Visit, download, render, see_other, see_other_saying};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{RoundId, RunId};

#[derive(Template)]
#[template(path = "matching/run.html")]
struct RunPage {
    page: Page,
    t: T,
    round: Round,
    run: Run,
    /// Seconds since it began or was asked for.
    elapsed: i64,
    /// What went wrong, in words.
    failure: Option<String>,
}

impl RunPage {
    /// What it is doing, in a sentence.
    fn doing(&self) -> String {
        match &self.run.progress {
            _ if self.run.stop_requested => self.t.get("matching-run-stopping"),
            _ if self.run.state == RunState::Queued => self.t.get("matching-run-queued"),
            Some(progress) if progress.total > 0 => self.t.with(
                "matching-run-step",
                [
                    ("n_done", progress.done.min(progress.total)),
                    ("n_total", progress.total),
                ],
            ),
            _ => self.t.get("matching-run-begins"),
        }
    }

    fn best(&self) -> Option<i64> {
        self.run.progress.as_ref().and_then(|progress| progress.best)
    }

    fn bound(&self) -> Option<i64> {
        self.run.progress.as_ref().and_then(|progress| progress.bound)
    }

    fn number_or_not_yet(&self, number: impl Borrow<Option<i64>>) -> String {
        number
            .borrow()
            .map_or_else(|| self.t.get("matching-run-not-yet"), |n| self.t.number(n))
    }
}

pub(super) async fn request(visit: Visit, Path(id): Path<RoundId>) -> Answer {
    let run = requests::request_run(&visit.app, visit.actor()?, id).await?;
    Ok(see_other(&format!("/rounds/{id}/runs/{run}")))
}

pub(super) async fn show(visit: Visit, Path((round, id)): Path<(RoundId, RunId)>) -> Answer {
    let conn = visit.app.db.reader();
    let round = store::get_round(conn, visit.institution()?, round).await?;
    let run = store::get_run(conn, round.id, id).await?;
    let until = run.finished_at.unwrap_or_else(|| visit.now());
    let elapsed = (until - run.started_at.unwrap_or(run.requested_at)).num_seconds();
    let failure = run.failure.as_ref().map(|code| {
        let key = format!("matching-failure-{}", code.replace('_', "-"));
        if visit.t.has(&key) {
            visit.t.get(&key)
        } else {
            visit.t.get("matching-failure-crashed")
        }
    });
    let page = visit.page("matching-run-title");
    render(
        StatusCode::OK,
        &RunPage {
            page,
            t: visit.t,
            round,
            run,
            elapsed,
            failure,
        },
    )
}

pub(super) async fn stop(visit: Visit, Path((round, id)): Path<(RoundId, RunId)>) -> Answer {
    actions::stop_run(&visit.app, visit.actor()?, round, id).await?;
    Ok(see_other_saying(
        &format!("/rounds/{round}/runs/{id}"),
        "matching-run-stopping",
    ))
}

/// The problem as it was solved, for `abbina check`: identities and numbers, no names.
pub(super) async fn problem(visit: Visit, Path((round, id)): Path<(RoundId, RunId)>) -> Answer {
    let (_, run) = finished(&visit, round, id).await?;
    let (problem, _) = store::get_proof(visit.app.db.reader(), run.id).await?;
    Ok(download(
        "problem.json",
        "application/json",
        worker::unpacked(&problem).map_err(Fault::internal)?,
    ))
}

/// The answer with its proof.
pub(super) async fn answer(visit: Visit, Path((round, id)): Path<(RoundId, RunId)>) -> Answer {
    let (_, run) = finished(&visit, round, id).await?;
    let (_, answer) = store::get_proof(visit.app.db.reader(), run.id).await?;
    Ok(download(
        "answer.json",
        "application/json",
        worker::unpacked(&answer).map_err(Fault::internal)?,
    ))
}

/// The round and the finished run that a page of the board is about.
pub(super) async fn finished(visit: &Visit, round: RoundId, id: RunId) -> Result<(Round, Run), Fault> {
    let conn = visit.app.db.reader();
    let round = store::get_round(conn, visit.institution()?, round).await?;
    let run = store::get_run(conn, round.id, id).await?;
    if run.state == RunState::Done {
        Ok((round, run))
    } else {
        Err(Fault::NotFound("answer"))
    }
}
