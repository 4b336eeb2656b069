//! Availability: the question that a school asks companies once a year, and the places that they offer in answer.
//!
//! # Words
//! - **inquiry**: one school asks one company whether it would take students in one school year. It names the school and the
//!   coordinator who asks; never a student.
//! - **answer**: yes, maybe, or not this year; a maybe says when to ask again, a no says why and when to ask again, or never. A
//!   company may change its answer as long as its link opens.
//! - **link**: how a company answers without an account. One inquiry, one address; `/a/<link id>.<token>`.
//! - **draft**: a place as far as a company has written it down. One for each inquiry.
//! - **bar**: why a company is not asked now ([`model::Bar`]).
//!
//! # States
//! ```text
//! (not asked) ─► asked ─► yes | maybe | no          asked, silent: two reminders, after seven and fourteen business days
//!                 ▲         │       │    │
//!                 │         └───────┴────┴── changed by the company at any time
//!                 └───────── a maybe or a no whose day has come may be asked once more
//! ```
//! Never is a bar for this school in all years, until the company itself answers otherwise. Whoever wants no mail from anybody says so by
//! the way out in the mail, which is the outbox's to keep.
//!
//! # Rules
//! - A GET changes nothing, whatever link it is.
//! - A yes makes places firm; what a company offers after a maybe is a maybe
//!   ([`Firmness`](crate::placements::model::Firmness)), until it says yes. A no takes back the maybes that nothing uses.
//! - A place that a company has offered is its own to change and to withdraw, as long as no run, pin or proposal uses it.
//! - A school hears of answers and places in one mail a day, not click by click ([`tell_schools`]).
//! - The facts of the company are shown as they are known, each with when and by whom it was last confirmed: nothing is asked twice.
//! - Who asks for a new link learns nothing; it goes to the address that had the old one, at most once a day.

mod answers;
mod asking;
mod keeper;
mod links;
mod lists;
pub mod model;
mod news;
mod offers;
mod pages;
mod store;

pub use answers::{Answering, answer};
pub use asking::{Candidate, Whom, ask, candidates, usual_year};
pub use keeper::remind_due;
pub use links::{link_to, renew, send_again};
pub use news::tell_schools;
pub use offers::{Place, like, offer};
pub use pages::routes;
