//! Where files come in, and those that came.

use askama::Template;
use axum::http::StatusCode;

use super::importer;
use crate::imports::actions;
use crate::imports::kind::Kind;
use crate::imports::store::{self, Batch, State};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Mistakes, Page, Query, Task, Upload, Urgency, Visit, render, see_other};
use crate::vocabulary::fault::Fault;

/// The newest files that the page lists.
const LINES: u64 = 50;

#[derive(Template)]
#[template(path = "imports/index.html")]
struct Index {
    page: Page,
    t: T,
    kinds: Vec<(String, String)>,
    chosen: String,
    sheet: String,
    mistakes: Mistakes,
    batches: Vec<Batch>,
    /// Only those in this state.
    state: Option<State>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Sought {
    state: String,
}

pub(super) async fn show(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let state = State::from_stored(&sought.state);
    page(&visit, StatusCode::OK, ("students", ""), Mistakes::none(), state).await
}

/// Files that came in and were neither confirmed nor dropped.
pub(super) async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault> {
    let own = importer(&visit)?.institution;
    let waiting = store::list(visit.app.db.reader(), own, Some(State::Staged), LINES).await?;
    let href = "/imports?state=staged";
    let count = waiting.len() as u64;
    let task = Task::of(visit.t, Urgency::Waiting, count, "imports-task-staged", href);
    Ok(task.into_iter().collect())
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    given: (&str, &str),
    mistakes: Mistakes,
    state: Option<State>,
) -> Answer {
    let batches = store::list(visit.app.db.reader(), importer(visit)?.institution, state, LINES).await?;
    let name = |kind: Kind| {
        (
            kind.as_str().to_owned(),
            visit.t.get(&format!("imports-kind-{}", kind.as_str())),
        )
    };
    let page = Index {
        page: visit.page("imports-title"),
        t: visit.t,
        kinds: Kind::ALL.into_iter().map(name).collect(),
        chosen: given.0.to_owned(),
        sheet: given.1.to_owned(),
        mistakes,
        batches,
        state,
    };
    render(status, &page)
}

pub(super) async fn receive(visit: Visit, upload: Upload) -> Answer {
    let word = upload.field("kind").unwrap_or_default().to_owned();
    let sheet = upload.field("sheet").unwrap_or_default().to_owned();
    let staged = async {
        let kind =
            Kind::from_word(&word).ok_or_else(|| Fault::invalid("kind", "import.kind", word.as_str()))?;
        let file = upload
            .file
            .ok_or_else(|| Fault::invalid("file", "import.no_file", ""))?;
        let importer = importer(&visit)?;
        actions::stage(
            &visit.app,
            importer,
            kind,
            &file.name,
            file.bytes.to_vec(),
            Some(&sheet),
        )
        .await
    };
    match staged.await {
        Ok(id) => Ok(see_other(&format!("/imports/{id}"))),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            page(
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                (&word, &sheet),
                mistakes,
                None,
            )
            .await
        }
    }
}
