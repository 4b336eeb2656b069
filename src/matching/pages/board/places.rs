//! Which places stay free.

use askama::Template;
use axum::http::StatusCode;

use crate::matching::records::PlaceUse;
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Pager, Path, Visit, render};
use crate::vocabulary::ids::{RoundId, RunId};

use super::super::runs::finished;
use super::super::words::{Names, PlaceWords};
use super::{Head, LINES};

struct PlaceLine {
    used: PlaceUse,
    place: PlaceWords,
}

#[derive(Template)]
#[template(path = "matching/board_places.html")]
struct Places {
    page: Page,
    t: T,
    head: Head,
    pager: Pager,
    lines: Vec<PlaceLine>,
}

pub(in crate::matching::pages) async fn places(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let conn = visit.app.db.reader();
    let pager = Pager::of(&visit, LINES, store::count_free_places(conn, run.id).await?);
    let shown = store::page_free_places(conn, run.id, pager.limit(), pager.offset()).await?;
    let names = Names::of(
        conn,
        round.institution_id,
        [],
        shown.iter().map(|p| p.placement_id),
    )
    .await?;
    let lines = shown
        .into_iter()
        .map(|used| PlaceLine {
            place: names.place(used.placement_id),
            used,
        })
        .collect();
    let page = visit.page("matching-board-title");
    let head = Head {
        round,
        run,
        here: "places",
    };
    render(
        StatusCode::OK,
        &Places {
            page,
            t: visit.t,
            head,
            pager,
            lines,
        },
    )
}
