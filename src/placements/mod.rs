//! Placements: the places that companies offer, with seats, hours and limits.
//!
//! An [`Offer`](model::Offer) is what a file says of one placement, parsed; a [`Placement`](model::Placement) is an offer
//! that a school has recorded. Seats, tutor and employer nest: `placement ⊂ tutor ⊂ employer`.
//!
//! A school sees its own placements and those that other schools share; it changes its own alone. The offer of a placement
//! read back holds what the rows of its company, site and tutor say now; [`resolve`] finds these rows for a new offer.
//!
//! A placement is firm, or it is a *maybe* ([`model::Firmness`]): the company has said that it might offer it. Runs leave maybes
//! out; only a scenario may count them.

mod actions;
pub mod import;
pub mod model;
mod pages;
mod store;

pub use self::actions::{add, change, change_offered, one_more_seat, record_offered, withdraw_offered};
pub use self::pages::routes;
pub(crate) use self::pages::words as offering;
pub use self::store::{
    Filter, Listed, OnOffer, Whereabouts, all_for_round, any, by_ids, by_keys, count, find, get, in_use,
    insert_many, keys, list, of_company, own, remove, resolve, set_firmness, update, update_many,
};
