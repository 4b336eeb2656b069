//! The words that every room speaks. No I/O, no async.

pub mod calendar;
pub mod codes;
pub mod fault;
pub mod firm;
pub mod geography;
pub mod ids;
pub mod pathway;
pub mod repertory;
pub mod text;
pub mod week;
