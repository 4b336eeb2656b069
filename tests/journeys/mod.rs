//! The whole way, as people walk it.

mod accounts;
mod companies;
mod demo;
mod files;
mod imports;
mod matching;
mod outbox;
mod placements;
mod proposals;
mod records;
mod reporting;
mod students;
