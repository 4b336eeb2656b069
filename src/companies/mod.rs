//! Companies: employers with sites, tutors and contacts, shared by all schools.
//!
//! "Once only": a company enters its facts once. Each fact remembers when it was last confirmed and by whom
//! ([`model::Confirmation`]), so that the next school need not ask again and can see how fresh it is. A file that lacks a
//! fact leaves the known one alone ([`Says::WhatItHolds`]); a form that shows every fact says them all ([`Says::Everything`]).
//!
//! The main contact is part of the facts: proposals go there. `mail_problem` is the mail server's permanent refusal of it.

mod actions;
mod facts;
pub mod import;
pub mod model;
mod pages;
mod store;

pub use self::actions::{add, change, confirm};
pub use self::facts::{Says, changed, merge};
pub use self::pages::routes;
pub use self::store::{
    Contact, Filter, Listed, TutorSaid, Upserted, all, around, by_ids, by_vat, contacts, count, find, get,
    ids_by_vat, in_use, keys, list, mark_mail_problem, remove, remove_unused, replace_facts, restore,
    restore_tutors, sites, sites_for, tutors, tutors_by_ids, tutors_for, upsert_facts, upsert_many,
};
