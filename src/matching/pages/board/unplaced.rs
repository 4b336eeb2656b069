//! Who does not, why, and what would help.

use askama::Template;
use axum::http::StatusCode;

use crate::matching::files::words as reasons;
use crate::matching::records::{Round, Run};
use crate::matching::store::{self, Findings};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Pager, Path, Query, Visit, render, see_other};
use crate::vocabulary::ids::{RoundId, RunId, StudentId};

use super::super::runs::finished;
use super::super::words::{self, Names};
use super::Head;
use super::sought::{Asked, Filters, LINES};

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
    asked: Asked,
    filters: Filters,
    total: u64,
    /// None: what a search by name found, the first hundred.
    pager: Option<Pager>,
    lines: Vec<UnplacedLine>,
    no_mistakes: Mistakes,
}

pub(in crate::matching::pages) async fn unplaced(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    listed(visit, round, run, asked.nameless()).await
}

/// Those with these words in their name, among those that the filters let through.
pub(in crate::matching::pages) async fn find_unplaced(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Form(asked): Form<Asked>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    if asked.by_name() {
        listed(visit, round, run, asked).await
    } else {
        let list = format!("/rounds/{}/runs/{}/unplaced", round.id, run.id);
        Ok(see_other(&asked.address(&list)))
    }
}

async fn listed(visit: Visit, round: Round, run: Run, asked: Asked) -> Answer {
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let sought = asked.sought();
    let total = store::count_found(conn, Findings::Unplaced, round.id, run.id, &sought).await?;
    let pager = (!asked.by_name()).then(|| Pager::of(&visit, LINES, total));
    let window = asked.window(pager.as_ref());
    let found = store::page_unplaced(conn, round.id, run.id, &sought, &window).await?;
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
    let shown = UnplacedBoard {
        page: visit.page("matching-board-title"),
        t,
        filters: Filters::of(t, &store::choices_of(conn, Findings::Unplaced, run.id).await?),
        total,
        pager,
        lines,
        head: Head {
            round,
            run,
            here: "unplaced",
        },
        asked,
        no_mistakes: Mistakes::none(),
    };
    render(StatusCode::OK, &shown)
}
