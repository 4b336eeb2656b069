//! Families: how a student, or the parents of a minor, say what they wish for and learn what was decided.
//!
//! # Words
//! - **family**: whoever speaks for one student: the adult student, or the parent or guardian of a minor. It has no account.
//! - **link**: how a family comes in. One student, one round, and one address or a sheet of paper; `/f/<link id>.<token>`.
//! - **window**: from when a school asks until the day it says, and no longer than the round is unpublished: then a family may
//!   correct comune, transport, limits, wishes and refusals ([`model::Said`]). Outside of it the page only shows them.
//! - **answer**: what a family said, with what stood there before. Confirming that all is right is an answer, too. A school can take
//!   the change back; what a later hand has changed since stays.
//! - **release**: the school's act by which families see what was decided. It says what happens next and whom to call, so that
//!   nobody reads "no place" and is left alone with it.
//! - **notice** and **consents**: which version of the notice a family had on its page, and when; each yes and each no is a row with
//!   a date and who gave it. The newest is in force.
//!
//! # States
//! ```text
//! round for its families:  not asked ─► open ─► closed (the day is over, or the round is published) ─► released
//! family:                  asked ─► has answered (again and again while the window is open)
//! consent:                 none ─► given ⇄ withdrawn
//! ```
//!
//! # Rules
//! - A GET changes nothing. A POST asks once more before it writes over what was there.
//! - No mail names a student. A link opens only for the address that the school's record still has, and not for a parent once the
//!   student is of age. Who asks for a new link learns nothing; it goes to the address that had it, at most once a day.
//! - The company and the place are named once the company has said yes; before, a family reads only that somebody was asked.
//! - How many others put a place first is shown from three on; below, only that it is fewer than three.
//! - Matching a student to a place is the school's task by law and asks for no consent. Consent is asked where something more is
//!   done: telling companies about competences before they accept. Whoever wants no mail from here says so, and gets none but what
//!   they ask for.
//!
//! What other rooms know of it: an import leaves alone what a family has [`chosen`], unless the coordinator says otherwise
//! (`imports`); a company's card leaves competences out unless the family agreed (`proposals`), and erasing a student takes all of
//! these rows and the mails with it (`privacy`).

mod answers;
mod ask;
mod consents;
mod links;
pub mod model;
mod outcome;
mod pages;
mod places;
mod release;
mod store;

pub use answers::{Answering, answer, chosen, undo};
pub use ask::{AskForm, Asked, ask, remind};
pub use consents::set as set_consent;
pub use links::{Opened, door, open, renew, send_again};
pub use pages::routes;
pub use release::{ReleaseForm, release};
pub use store::links_of_round;
