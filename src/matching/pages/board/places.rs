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
    let mut used: Vec<PlaceUse> = store::list_places(conn, run.id)
        .await?
        .into_iter()
        .filter(|p| p.taken < p.seats)
        .collect();
    // The most useful first: free seats that many could take.
    used.sort_by_key(|p| {
        (
            std::cmp::Reverse((p.seats - p.taken, p.notes.eligible)),
            p.placement_id,
        )
    });
    let pager = Pager::of(&visit, LINES, used.len() as u64);
    let shown: Vec<PlaceUse> = used
        .into_iter()
        .skip(usize::try_from(pager.offset()).unwrap_or(usize::MAX))
        .take(usize::try_from(pager.limit()).unwrap_or(usize::MAX))
        .collect();
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
