//! A company's link that opens nothing any more, whatever it was for: a new one goes to the address that had it.

use askama::Template;
use axum::http::StatusCode;

use crate::platform::web::{Answer, Page, Visit, render};

#[derive(Template)]
#[template(path = "companies/closed.html")]
struct ClosedPage {
    page: Page,
    renew: String,
}

#[derive(Template)]
#[template(path = "companies/sent_again.html")]
struct SentAgainPage {
    page: Page,
}

/// Unknown, expired and taken back look the same. Links of this kind stand below `base`.
pub(crate) fn closed(visit: &Visit, base: &str, door: &str) -> Answer {
    let door = percent_encoding::utf8_percent_encode(door, percent_encoding::NON_ALPHANUMERIC);
    let page = ClosedPage {
        page: visit.page("companies-closed-title"),
        renew: format!("{base}/{door}/renew"),
    };
    render(StatusCode::NOT_FOUND, &page)
}

/// The same, whether or not there was a link.
pub(crate) fn sent_again(visit: &Visit) -> Answer {
    let page = visit.page("companies-sent-again-title");
    render(StatusCode::OK, &SentAgainPage { page })
}
