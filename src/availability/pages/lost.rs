//! A link that opens nothing any more: a new one goes to the address that had it.

use askama::Template;
use axum::http::StatusCode;

use crate::availability::links;
use crate::platform::web::{Answer, Page, Path, Visit, render};

#[derive(Template)]
#[template(path = "proposals/closed.html")]
struct ClosedPage {
    page: Page,
    renew: String,
}

#[derive(Template)]
#[template(path = "proposals/sent_again.html")]
struct SentAgainPage {
    page: Page,
}

/// Unknown, expired and taken back look the same.
pub(super) fn closed(visit: &Visit, door: &str) -> Answer {
    let door = percent_encoding::utf8_percent_encode(door, percent_encoding::NON_ALPHANUMERIC);
    let page = ClosedPage {
        page: visit.page("proposals-closed-title"),
        renew: format!("/a/{door}/renew"),
    };
    render(StatusCode::NOT_FOUND, &page)
}

/// The answer is the same and comes as quickly, whether or not there was a link: the work is done behind it.
pub(super) async fn renew(visit: Visit, Path(door): Path<String>) -> Answer {
    let app = visit.app.clone();
    tokio::spawn(async move {
        if let Err(fault) = links::renew(&app, &door).await {
            tracing::error!(%fault, "a link could not be renewed");
        }
    });
    render(
        StatusCode::OK,
        &SentAgainPage {
            page: visit.page("proposals-sent-again-title"),
        },
    )
}
