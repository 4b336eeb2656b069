//! The whole way, as people walk it.

mod accounts;
mod companies;
mod files;
mod imports;
mod demo;
mod matching;
mod outbox;
mod placements;
mod proposals;
mod records;
mod students;
mod reporting;
