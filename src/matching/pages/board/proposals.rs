//! Who goes where.

use askama::Template;
use axum::http::StatusCode;

use crate::matching::records::Assignment;
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Page, Pager, Path, Visit, render};
use crate::vocabulary::ids::{RoundId, RunId};

use super::super::runs::finished;
use super::super::words::{Names, PlaceWords};
use super::{Head, Search, window};

struct ProposalLine {
    found: Assignment,
    student: String,
    home: &'static str,
    place: PlaceWords,
}

#[derive(Template)]
#[template(path = "matching/board_proposals.html")]
struct Proposals {
    page: Page,
    t: T,
    head: Head,
    q: String,
    pager: Pager,
    lines: Vec<ProposalLine>,
}

pub(in crate::matching::pages) async fn proposals(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
) -> Answer {
    listed(visit, round, run, Search::default()).await
}

/// Those with these words in their name.
pub(in crate::matching::pages) async fn find_proposals(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Form(search): Form<Search>,
) -> Answer {
    listed(visit, round, run, search).await
}

async fn listed(visit: Visit, round: RoundId, run: RunId, search: Search) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let conn = visit.app.db.reader();
    let pager = Pager::of(
        &visit,
        search.lines(),
        store::count_assignments(conn, run.id, &search.q).await?,
    );
    let found = store::page_assignments(conn, run.id, &window(&search, &pager)).await?;
    let names = Names::of(
        conn,
        round.institution_id,
        found.iter().map(|a| a.student_id),
        found.iter().map(|a| a.placement_id),
    )
    .await?;
    let lines = found
        .into_iter()
        .map(|found| ProposalLine {
            student: names.student(found.student_id),
            home: names.home_of(found.student_id),
            place: names.place(found.placement_id),
            found,
        })
        .collect();
    let page = visit.page("matching-board-title");
    let head = Head {
        round,
        run,
        here: "proposals",
    };
    render(
        StatusCode::OK,
        &Proposals {
            page,
            t: visit.t,
            head,
            q: search.q,
            pager,
            lines,
        },
    )
}
