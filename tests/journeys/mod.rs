//! The whole way, as people walk it.

mod accounts;
mod companies;
mod imports;
mod matching;
mod outbox;
mod placements;
mod records;
mod students;
