//! Plumbing: no word of the trade in here.

pub mod aside;
pub mod db;
pub mod mail;
pub mod memory;
pub mod problem;
pub mod rows;
pub mod sheets;
pub mod telemetry;
pub mod texts;
pub mod web;
pub mod worker;
