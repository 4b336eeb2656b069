//! The whole way, as people walk it.

mod accounts;
mod answers;
mod companies;
mod demo;
mod files;
mod histories;
mod imports;
mod matching;
mod outbox;
mod placements;
mod proposals;
mod records;
mod reporting;
mod students;
