//! What a company's places did, for its own people who are signed in.

use askama::Template;
use axum::http::StatusCode;

use crate::platform::web::{Answer, Page, Visit, render};
use crate::proposals::history::{self, YearHistory};
use crate::vocabulary::fault::Fault;

#[derive(Template)]
#[template(path = "proposals/history.html")]
struct HistoryPage {
    page: Page,
    years: Vec<YearHistory>,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let company = visit.actor()?.role.company().ok_or(Fault::Forbidden)?;
    let years = history::of_company(visit.app.db.reader(), company).await?;
    render(
        StatusCode::OK,
        &HistoryPage {
            page: visit.page("proposals-history-title"),
            years,
        },
    )
}
