//! Companies: employers with tutors and shared by all schools.
//!
//! "Once only": a company enters its facts once. Each fact remembers when it was last confirmed and by whom
//! ([`model::Confirmation`]), so that the next school need not ask again and can see how fresh it is. A file that lacks a
//! fact leaves the known one alone ([`Says::WhatItHolds`]); a form that shows every fact says them all ([`Says::Everything`]).
//!
//! The main contact is part of the facts: proposals go there. `mail_problem` is the mail server's permanent refusal of it, or its
//! reader's wish. Other contacts, sites and tutors ([`Part`]) are kept one by one; what is no longer used is retired, for
//! placements of the past name it.

mod actions;
mod facts;
pub mod import;
mod keeping;
pub mod model;
mod pages;
mod parts;
mod store;

pub use self::actions::{add, change, confirm};
pub use self::facts::{Says, ceiling, changed, merge};
pub use self::keeping::{Keeper, add_part, change_part, make_main, restore_part, retire_part};
pub use self::pages::routes;
pub(crate) use self::pages::{desk, desk_by_link, lost};
pub use self::parts::{Kept, Part, Said};
pub use self::store::{
    Filter, Listed, TutorSaid, Upserted, all, around, by_ids, by_vat, count, find, get, ids_by_vat, in_use,
    keys, list, list_parts, mark_mail_problem, remove, remove_unused, replace_facts, restore, restore_tutors,
    sites_for, tutors_by_ids, tutors_for, upsert_facts, upsert_many,
};
