//! Placements: the places that companies offer, with seats, hours and limits.
//!
//! An [`Offer`](model::Offer) is what a file says of one placement, parsed; a [`Placement`](model::Placement) is an offer
//! that a school has recorded. Seats, tutor and employer nest: `placement ⊂ tutor ⊂ employer`.

pub mod model;
