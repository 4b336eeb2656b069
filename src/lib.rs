//! Abbina ("it matches"): the service that matches IeFP students to apprenticeships and school-work placements.

pub mod accounts;
pub mod app;
pub mod cli;
pub mod companies;
pub mod config;
pub mod imports;
pub mod law;
pub mod matching;
pub mod notifications;
pub mod placements;
pub mod platform;
pub mod proposals;
pub mod reporting;
pub mod students;
pub mod vocabulary;
