//! The whole way, as people walk it.

mod outbox;
mod records;
