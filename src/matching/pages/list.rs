//! The rounds of a school, and those whose last run waits for somebody.

use askama::Template;
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::matching::model::{RoundState, RunState};
use crate::matching::records::{Round, Run};
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Query, Task, Urgency, Visit, render};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::RoundId;

/// Rounds whose last run waits for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Only {
    /// It failed.
    Failed,
    /// It found a result that is not published yet.
    Review,
}

impl Only {
    const ALL: [Only; 2] = [Only::Failed, Only::Review];

    const fn as_str(self) -> &'static str {
        match self {
            Only::Failed => "failed",
            Only::Review => "review",
        }
    }

    const fn task(self) -> &'static str {
        match self {
            Only::Failed => "matching-task-failed",
            Only::Review => "matching-task-review",
        }
    }

    fn holds(self, line: &Line, today: NaiveDate) -> bool {
        let Some(run) = line
            .run
            .as_ref()
            .filter(|_| line.round.state != RoundState::Closed)
        else {
            return false;
        };
        match self {
            Only::Failed => run.state == RunState::Failed,
            // After that day nobody could answer any more.
            Only::Review => {
                let fresh = line.round.published_run != Some(run.id) && line.round.answer_by >= today;
                run.state == RunState::Done && fresh
            }
        }
    }
}

struct Line {
    round: Round,
    run: Option<Run>,
}

#[derive(Template)]
#[template(path = "matching/rounds.html")]
struct Rounds {
    page: Page,
    t: T,
    lines: Vec<Line>,
    only: Option<Only>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Sought {
    only: String,
}

async fn lines(visit: &Visit) -> Result<Vec<Line>, Fault> {
    let conn = visit.app.db.reader();
    let rounds = store::list_rounds(conn, visit.institution()?).await?;
    let ids: Vec<RoundId> = rounds.iter().map(|r| r.id).collect();
    let mut runs = store::latest_runs(conn, &ids).await?;
    let lines = rounds.into_iter().map(|round| Line {
        run: runs.remove(&round.id),
        round,
    });
    Ok(lines.collect())
}

pub(super) async fn list(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let only = Only::ALL.into_iter().find(|only| only.as_str() == sought.only);
    let mut lines = lines(&visit).await?;
    lines.retain(|line| only.is_none_or(|only| only.holds(line, visit.today())));
    render(
        StatusCode::OK,
        &Rounds {
            page: visit.page("matching-rounds-title"),
            t: visit.t,
            lines,
            only,
        },
    )
}

pub(super) async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault> {
    let lines = lines(&visit).await?;
    let tasks = Only::ALL.into_iter().filter_map(|only| {
        let waiting = lines.iter().filter(|line| only.holds(line, visit.today()));
        let href = format!("/rounds?only={}", only.as_str());
        Task::of(
            visit.t,
            Urgency::Waiting,
            waiting.count() as u64,
            only.task(),
            href,
        )
    });
    Ok(tasks.collect())
}
