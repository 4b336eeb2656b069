//! A link that was lost or opens nothing any more: a new one goes to the address that had it.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::availability;
use crate::companies::lost;
use crate::platform::web::{Answer, Form, Page, Path, Visit, behind, render};
use crate::proposals::links;

#[derive(Template)]
#[template(path = "proposals/lost.html")]
struct LostPage {
    page: Page,
}

/// Unknown, expired and taken back look the same.
pub(super) fn closed(visit: &Visit, door: &str) -> Answer {
    lost::closed(visit, "/r", door)
}

pub(super) async fn renew(visit: Visit, Path(door): Path<String>) -> Answer {
    let app = visit.app.clone();
    behind("a link could not be renewed", async move {
        links::renew(&app, &door).await
    });
    lost::sent_again(&visit)
}

pub(super) async fn lost(visit: Visit) -> Answer {
    let page = visit.page("proposals-lost-title");
    render(StatusCode::OK, &LostPage { page })
}

#[derive(Deserialize)]
pub(super) struct Lost {
    #[serde(default)]
    email: String,
}

pub(super) async fn send_again(visit: Visit, Form(lost): Form<Lost>) -> Answer {
    let (app, email) = (visit.app.clone(), lost.email.clone());
    behind("lost links could not be sent again", async move {
        links::send_again(&app, &email).await
    });
    let app = visit.app.clone();
    behind(
        "lost links to the yearly question could not be sent again",
        async move { availability::send_again(&app, &lost.email).await },
    );
    lost::sent_again(&visit)
}
