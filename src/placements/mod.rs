//! Placements: the places that companies offer, with seats, hours and limits.
//!
//! An [`Offer`](model::Offer) is what a file says of one placement, parsed; a [`Placement`](model::Placement) is an offer
//! that a school has recorded. Seats, tutor and employer nest: `placement ⊂ tutor ⊂ employer`.
//!
//! A school sees its own placements and those that other schools share; it changes its own alone. The offer of a placement
//! read back holds what the rows of its company, site and tutor say now; [`resolve`] finds these rows for a new offer.

mod actions;
pub mod import;
pub mod model;
mod pages;
mod store;

pub use self::actions::{add, change};
pub use self::pages::routes;
pub use self::store::{
    Filter, Listed, OnOffer, Whereabouts, all_for_round, by_ids, by_keys, count, find, get, in_use,
    insert_many, keys, list, own, remove, resolve, update, update_many,
};
