//! A link that was lost or opens nothing any more: a new one goes to the address that had it.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::families::links;
use crate::platform::web::{Answer, Form, Page, Path, Visit, behind, render};

#[derive(Template)]
#[template(path = "families/closed.html")]
struct ClosedPage {
    page: Page,
    renew: String,
}

#[derive(Template)]
#[template(path = "families/lost.html")]
struct LostPage {
    page: Page,
}

#[derive(Template)]
#[template(path = "families/sent_again.html")]
struct SentAgainPage {
    page: Page,
}

/// Unknown, expired, taken back and not theirs any more look the same.
pub(super) fn closed(visit: &Visit, door: &str) -> Answer {
    let door = percent_encoding::utf8_percent_encode(door, percent_encoding::NON_ALPHANUMERIC);
    let page = ClosedPage {
        page: visit.page("families-closed-title"),
        renew: format!("/f/{door}/renew"),
    };
    render(StatusCode::NOT_FOUND, &page)
}

pub(super) async fn renew(visit: Visit, Path(door): Path<String>) -> Answer {
    let app = visit.app.clone();
    behind("a family's link could not be renewed", async move {
        links::renew(&app, &door).await
    });
    sent(&visit)
}

fn sent(visit: &Visit) -> Answer {
    let page = visit.page("families-sent-again-title");
    render(StatusCode::OK, &SentAgainPage { page })
}

pub(super) async fn lost(visit: Visit) -> Answer {
    let page = visit.page("families-lost-title");
    render(StatusCode::OK, &LostPage { page })
}

#[derive(Deserialize)]
pub(super) struct Lost {
    #[serde(default)]
    email: String,
}

pub(super) async fn send_again(visit: Visit, Form(lost): Form<Lost>) -> Answer {
    let app = visit.app.clone();
    behind("lost links of families could not be sent again", async move {
        links::send_again(&app, &lost.email).await
    });
    sent(&visit)
}
