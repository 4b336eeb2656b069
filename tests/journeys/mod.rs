//! The whole way, as people walk it.

mod accounts;
mod matching;
mod outbox;
mod proposals;
mod records;
