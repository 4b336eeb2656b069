//! Company by company: who would come, and which seats stay free.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::matching::store::{self, CompaniesSought, CompanyUse};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Mistakes, Page, Pager, Path, Query, Visit, render};
use crate::vocabulary::ids::{CompanyId, RoundId, RunId, StudentId};

use super::super::runs::finished;
use super::super::words::Names;
use super::{Head, LINES};

/// Which companies; their names may stand in an address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::matching::pages) struct Asked {
    name: String,
    free: String,
}

impl Asked {
    fn sought(&self) -> CompaniesSought {
        CompaniesSought {
            text: self.name.clone(),
            free: match self.free.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
        }
    }
}

struct Line {
    found: CompanyUse,
    students: Vec<(StudentId, String)>,
}

#[derive(Template)]
#[template(path = "matching/board_companies.html")]
struct Companies {
    page: Page,
    t: T,
    head: Head,
    asked: Asked,
    free: Vec<(String, String)>,
    all: bool,
    pager: Pager,
    lines: Vec<Line>,
    no_mistakes: Mistakes,
}

pub(in crate::matching::pages) async fn companies(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let sought = asked.sought();
    let pager = Pager::of(
        &visit,
        LINES,
        store::count_companies(conn, run.id, &sought).await?,
    );
    let found = store::page_companies(conn, run.id, &sought, pager.limit(), pager.offset()).await?;
    let ids: Vec<CompanyId> = found.iter().map(|f| f.company).collect();
    let placed = store::placed_at(conn, run.id, &ids).await?;
    let names = Names::of(
        conn,
        round.institution_id,
        placed.iter().map(|(_, student, _)| *student),
        [],
    )
    .await?;
    let mut students: HashMap<CompanyId, Vec<(StudentId, String)>> = HashMap::new();
    for (company, student, _) in placed {
        students
            .entry(company)
            .or_default()
            .push((student, names.student(student)));
    }
    let lines = found
        .into_iter()
        .map(|found| {
            let mut students = students.remove(&found.company).unwrap_or_default();
            students.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
            Line { found, students }
        })
        .collect();
    let free = [
        ("", "board-all"),
        ("yes", "board-free-yes"),
        ("no", "board-free-no"),
    ]
    .map(|(word, key)| (word.to_owned(), t.get(key)))
    .into();
    let shown = Companies {
        page: visit.page("matching-board-title"),
        t,
        head: Head {
            round,
            run,
            here: "companies",
        },
        all: sought == CompaniesSought::default(),
        asked,
        free,
        pager,
        lines,
        no_mistakes: Mistakes::none(),
    };
    render(StatusCode::OK, &shown)
}
