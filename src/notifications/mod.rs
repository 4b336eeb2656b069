//! The outbox: what must be told to the outside world, written down in the transaction that makes it true, and sent later.
//!
//! # Words
//! - **event**: something that happened, with an identity of its own. The same event sends the same template to the same
//!   address once, however often and by however many it is enqueued.
//! - **message**: one mail to one address, as a row: template, typed parameters, a copy of address and language, a
//!   Message-ID fixed for all attempts. Its text is composed when it is sent.
//! - **suppression**: an address that a mail server refused for good: nothing is sent to it until a person lifts it. Or one whose
//!   reader wants no more mail: only what answers their own doing is sent to it (a confirmation, a new link).
//!
//! # States of a message
//! ```text
//! pending ─► sending ─► sent
//!    ▲          ├─► retry ─► sending …      4xx, no connection, our own set-up refused: later, with a limit
//!    │          ├─► dead                    refused as such, or tried too often
//!    │          ├─► suppressed              the address is not written to
//!    │          └─► bounced                 5xx about the address, which is suppressed from now on
//!    └──────────────── a person sends it again (dead, suppressed, bounced)
//! ```
//! Sending happens outside any transaction. A worker that dies in between leaves a lease that ends; the message is sent
//! again with the same Message-ID, so nothing is lost, and a duplicate is possible only after the mail server had the
//! content, and is recognisable.
//!
//! # What never stands in a mail
//! The name, the address or the codice fiscale of a student. Parameters are counts, names of schools and companies, and
//! identities ([`catalogue`]).

mod actions;
mod addresses;
mod bounce;
pub mod catalogue;
mod delivery;
mod model;
mod pages;
mod stop;
mod store;

pub use actions::{enqueue, enqueue_about, event, forget_student, is_enqueued, lift, resend};
pub(crate) use addresses::password_secret;
pub use addresses::{Addresses, answer_token, family_token, token_hash};
pub use bounce::{Reported, report};
pub use delivery::{Delivery, send_once, worker};
pub use model::{Message, Reason, State};
pub use pages::routes;
pub use store::mark_contacts;
