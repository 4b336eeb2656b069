//! The web: routes that each say who may take them, layers, and what a page is made of.
//!
//! A capability declares its pages with [`Routes`]; every route names a [`Policy`], or it does not compile. The finished
//! table of routes is kept ([`Routes::table`]): a test asks every route of it as every role.
//!
//! # What a request passes, outermost first
//!
//! 1. **request id**: a new UUID, sent back as `x-request-id`, shown on error pages, written in every log line;
//! 2. **trace**: method, route pattern, status and duration. Never a path, a query, a name or an address: paths hold links;
//! 3. **security headers**: a strict CSP, no sniffing, no referrer, no framing, HSTS under `https`; `no-store` on all that
//!    says nothing else about caching;
//! 4. **compression**: gzip of what is text;
//! 5. **visitor** ([`visitor`]): session or signed visit cookie → who asks, in which language, with which form token;
//!    and on the way back every error becomes a page that says what happened and what to do, or `application/problem+json`;
//! 6. **panic**: becomes an internal error;
//! 7. **timeout**: 30 s;
//! 8. **foreign origin**: a changing request that another site caused is refused (`Sec-Fetch-Site`, else `Origin`);
//! 9. per route: **policy**, **body limit**, **form token**. A changing request without the token never reaches its handler,
//!    whatever the handler extracts; only [`Policy::BEARER`] asks for none.
//!
//! # Writing a page
//!
//! ```ignore
//! pub fn routes() -> Routes {
//!     Routes::new()
//!         .get("/students", Policy::COORDINATOR, list)
//!         .post("/students/{id}/note", Policy::COORDINATOR, note)
//!         .nav(20, Policy::COORDINATOR, "/students", "students-nav")
//!         .tasks(Policy::COORDINATOR, tasks)
//! }
//!
//! async fn list(visit: Visit, Query(filter): Query<Filter>) -> Answer {
//!     let school = visit.institution()?;
//!     let students = store::list(visit.app.db.reader(), school, &filter).await?;
//!     render(StatusCode::OK, &List { page: visit.page("students-title"), students })
//! }
//! ```
//!
//! Forms hold `<input type="hidden" name="csrf" value="{{ page.csrf }}">` (macro `form::token`); use [`Form`], [`Query`]
//! and [`Path`] of this module, whose refusals speak our languages. Changes answer with [`see_other`] or [`see_other_saying`].

pub mod assets;
pub mod chart;
pub(crate) mod cookies;
mod extract;
mod layers;
mod mistakes;
mod page;
mod pager;
mod policy;
pub mod qr;
mod respond;
mod routes;
mod tasks;
pub(crate) mod token;
pub mod visitor;

pub use self::chart::Chart;
pub use self::cookies::set_cookie;
pub use self::extract::{Form, Path, Query, Upload, UploadedFile};
pub use self::mistakes::Mistakes;
pub use self::page::{NavItem, NavLink, Page};
pub use self::pager::Pager;
pub use self::policy::{Policy, Viewer};
pub use self::respond::{
    Answer, behind, download, local_path, render, same, see_other, see_other_counting, see_other_saying,
};
pub use self::routes::{Entry, Routes};
pub use self::tasks::{Task, Urgency};
pub use self::visitor::{Client, Visit};
