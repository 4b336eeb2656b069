//! The whole way, as people walk it.

mod accounts;
mod answers;
mod companies;
mod files;
mod histories;
mod imports;
mod files;
mod demo;
mod matching;
mod outbox;
mod placements;
mod proposals;
mod records;
mod students;
mod reporting;
