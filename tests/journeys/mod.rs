//! The whole way, as people walk it.

mod matching;
mod outbox;
mod records;
