//! Who does not, why, and what would help.

use askama::Template;
use axum::http::StatusCode;

use crate::matching::files::words as reasons;
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Page, Pager, Path, Visit, render};
use crate::vocabulary::ids::{RoundId, RunId, StudentId};

use super::super::runs::finished;
use super::super::words::{self, Names};
use super::{Head, Search, window};

struct UnplacedLine {
    id: StudentId,
    student: String,
    figure: &'static str,
    home: &'static str,
    why: String,
    closed: Vec<String>,
    remedy: Option<String>,
}

#[derive(Template)]
#[template(path = "matching/board_unplaced.html")]
struct UnplacedBoard {
    page: Page,
    t: T,
    head: Head,
    q: String,
    pager: Pager,
    lines: Vec<UnplacedLine>,
}

pub(in crate::matching::pages) async fn unplaced(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
) -> Answer {
    listed(visit, round, run, Search::default()).await
}

/// Those with these words in their name.
pub(in crate::matching::pages) async fn find_unplaced(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Form(search): Form<Search>,
) -> Answer {
    listed(visit, round, run, search).await
}

async fn listed(visit: Visit, round: RoundId, run: RunId, search: Search) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let pager = Pager::of(
        &visit,
        search.lines(),
        store::count_unplaced(conn, run.id, &search.q).await?,
    );
    let found = store::page_unplaced(conn, run.id, &window(&search, &pager)).await?;
    let names = Names::of(conn, round.institution_id, found.iter().map(|u| u.student_id), []).await?;
    let lines = found
        .iter()
        .map(|u| UnplacedLine {
            id: u.student_id,
            student: names.student(u.student_id),
            figure: names.figure_of(u.student_id),
            home: names.home_of(u.student_id),
            why: reasons::why_unplaced(t, &u.why),
            closed: reasons::closed_of(&u.why)
                .map(|c| reasons::closed(t, c))
                .unwrap_or_default(),
            remedy: reasons::closed_of(&u.why).and_then(|c| words::remedy(t, c)),
        })
        .collect();
    let page = visit.page("matching-board-title");
    let head = Head {
        round,
        run,
        here: "unplaced",
    };
    render(
        StatusCode::OK,
        &UnplacedBoard {
            page,
            t,
            head,
            q: search.q,
            pager,
            lines,
        },
    )
}
