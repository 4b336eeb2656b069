//! Students: apprentice profiles and what they wish for.
//!
//! A [`Profile`](model::Profile) is what a school's file says of one student, parsed; a [`Student`](model::Student) is a
//! profile that a school keeps here. The school's own key (`matricola`) identifies it: importing it again updates it.
//! We keep no sex, nationality, religion, family or health: only whether an accessible site is needed.
//!
//! A student [stands](Standing) somewhere between registered and accepted; that follows from proposals and is stored nowhere.
//! `Profile::school` is how a file names the site: what is kept is `Student::site_id`, and a student read back has no `school`.

mod actions;
mod history;
pub mod import;
pub mod model;
mod pages;
mod standing;
mod store;
mod traces;

pub use self::actions::{add, change};
pub use self::history::{Proposed, history};
pub use self::pages::routes;
pub use self::standing::Standing;
pub use self::store::{
    Filter, Gap, Listed, Registered, all, any, are_there, by_ids, by_keys, count, erase, find, get, in_use,
    insert_many, keys, list, remove, update, update_many,
};
pub use self::traces::Traces;
