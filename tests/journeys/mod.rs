//! The whole way, as people walk it.

mod accounts;
mod answers;
mod backup;
mod board;
mod bounces;
mod companies;
mod demo;
mod erasure;
mod files;
mod histories;
mod imports;
mod invitations;
mod keeping;
mod matching;
mod outbox;
mod placements;
mod proposals;
mod readiness;
mod records;
mod reporting;
mod review;
mod solving;
mod students;
mod tasks;
