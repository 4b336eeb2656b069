//! The whole way, as people walk it.

mod accounts;
mod imports;
mod matching;
mod outbox;
mod records;
