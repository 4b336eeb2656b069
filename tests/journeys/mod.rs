//! The whole way, as people walk it.

mod accounts;
mod files;
mod matching;
mod outbox;
mod records;
