//! The whole way, as people walk it.

mod accounts;
mod answers;
mod availability;
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
mod offers;
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
