//! The whole way, as people walk it.

mod accounts;
mod answers;
mod bounces;
mod companies;
mod demo;
mod erasure;
mod families;
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
mod students;
mod tasks;
