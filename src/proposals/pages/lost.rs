//! A link that was lost or opens nothing any more: a new one goes to the address that had it.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::availability;
use crate::platform::web::{Answer, Form, Page, Path, Visit, render};
use crate::proposals::links;

#[derive(Template)]
#[template(path = "proposals/lost.html")]
struct LostPage {
    page: Page,
}

#[derive(Template)]
#[template(path = "proposals/sent_again.html")]
struct SentAgainPage {
    page: Page,
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

pub(super) async fn lost(visit: Visit) -> Answer {
    render(
        StatusCode::OK,
        &LostPage {
            page: visit.page("proposals-lost-title"),
        },
    )
}

#[derive(Deserialize)]
pub(super) struct Lost {
    #[serde(default)]
    email: String,
}

pub(super) async fn send_again(visit: Visit, Form(lost): Form<Lost>) -> Answer {
    let app = visit.app.clone();
    tokio::spawn(async move {
        if let Err(fault) = links::send_again(&app, &lost.email).await {
            tracing::error!(%fault, "lost links could not be sent again");
        }
        if let Err(fault) = availability::send_again(&app, &lost.email).await {
            tracing::error!(%fault, "lost links to the yearly question could not be sent again");
        }
    });
    render(
        StatusCode::OK,
        &SentAgainPage {
            page: visit.page("proposals-sent-again-title"),
        },
    )
}
