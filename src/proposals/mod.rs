//! Proposals: what a school suggests to companies, and what they answer.
//!
//! # Words
//! - **publish**: the last run of a round becomes proposals that are out, together with the mails that say so, in one
//!   transaction. A coordinator's publication waits for ten minutes first, in which it can be taken back ([`HOLD`]).
//!   Publishing again after another run writes only what is different; what was accepted stays.
//! - **link**: how a company answers without an account. One company, one round, one address; `/r/<link id>.<token>`.
//! - **card**: a student as a company sees them before accepting: no name, no birth date, no comune.
//!
//! # States
//! ```text
//! Draft ─► Sent ─► Accepted            holds seat, tutor, ceiling and student
//!           ├────► Declined{reason}    free again; the pair is not proposed again in this round
//!           ├────► Expired             the same, when the deadline passes without an answer
//!           └────► Withdrawn           the school took it back
//! ```
//! The types in [`model`] consume themselves; the rows carry a version, so the second answer is refused on any path.
//!
//! # Rules
//! - A GET changes nothing, whatever link it is.
//! - Names appear after acceptance, and only to the company that accepted; never in a mail.
//! - Who asks for a new link learns nothing; it goes to the address that had the old one, at most once a day.

mod answers;
mod calendar;
pub mod cards;
pub mod history;
mod hold;
mod keeper;
mod links;
pub mod lists;
pub mod model;
mod pages;
mod plan;
mod preview;
mod publication;
mod publish;
mod store;
mod views;

pub use answers::{Answered, Answering, Choice, NOTE_LENGTH, answer, withdraw};
pub use hold::{HOLD, publish_due, publish_later, publish_now, send_trial, take_back};
pub use keeper::{expire_due, keep, remind_due};
pub use links::{renew, send_again};
pub use pages::routes;
pub use preview::{Preview, PreviewedCompany, PreviewedMail, preview};
pub use publication::deadline;
pub use publish::{Published, publish};
