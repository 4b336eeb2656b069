//! What people may ask of us about their data.
//!
//! # Erasure
//! A student who is erased is gone from every row, for good: profile, proposals, what runs found and imports remember, the rows
//! of files that nobody has confirmed yet; links, answers and consents of the family, and the mails to it. A run that is under way would bring the profile back from its copy: it is stopped. What
//! stays is the log's line that somebody erased a student, the records of runs, which hold identities without a person behind
//! them, and sums.

mod actions;
mod pages;

pub use self::actions::erase_student;
pub use self::pages::routes;
