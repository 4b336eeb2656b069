//! Who moved since the run before.

use askama::Template;
use axum::http::StatusCode;

use crate::matching::actions::{self, Moved};
use crate::matching::records::Run;
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Pager, Path, Visit, render};
use crate::vocabulary::ids::{PlacementId, RoundId, RunId, StudentId};

use super::super::runs::finished;
use super::super::words::{Names, PlaceWords};
use super::{Head, LINES};

struct ChangeLine {
    id: StudentId,
    student: String,
    from: Option<PlaceWords>,
    to: Option<PlaceWords>,
}

#[derive(Template)]
#[template(path = "matching/board_changes.html")]
struct Changes {
    page: Page,
    t: T,
    head: Head,
    against: Option<Run>,
    pager: Pager,
    lines: Vec<ChangeLine>,
}

pub(in crate::matching::pages) async fn changes(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let conn = visit.app.db.reader();
    let mut runs = store::list_runs(conn, round.id).await?;
    let scenarios = store::scenarios(conn, round.id).await?;
    runs.retain(|other| other.id == run.id || !scenarios.contains_key(&other.id));
    let against = actions::previous(&runs, &run).cloned();
    let moved: Vec<Moved> = match &against {
        Some(before) => actions::moved(
            &store::list_assignments(conn, before.id).await?,
            &store::list_assignments(conn, run.id).await?,
        ),
        None => Vec::new(),
    };
    let pager = Pager::of(&visit, LINES, moved.len() as u64);
    let shown: Vec<Moved> = moved
        .into_iter()
        .skip(usize::try_from(pager.offset()).unwrap_or(usize::MAX))
        .take(usize::try_from(pager.limit()).unwrap_or(usize::MAX))
        .collect();
    let places = shown
        .iter()
        .flat_map(|m| m.from.into_iter().chain(m.to))
        .collect::<Vec<PlacementId>>();
    let names = Names::of(
        conn,
        round.institution_id,
        shown.iter().map(|m| m.student),
        places,
    )
    .await?;
    let lines = shown
        .iter()
        .map(|m| ChangeLine {
            id: m.student,
            student: names.student(m.student),
            from: m.from.map(|p| names.place(p)),
            to: m.to.map(|p| names.place(p)),
        })
        .collect();
    let page = visit.page("matching-board-title");
    let head = Head {
        round,
        run,
        here: "changes",
    };
    render(
        StatusCode::OK,
        &Changes {
            page,
            t: visit.t,
            head,
            against,
            pager,
            lines,
        },
    )
}
