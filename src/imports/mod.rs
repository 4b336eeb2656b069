//! Imports: the files that schools and offices bring, from the upload to the undo.
//!
//! # Words
//!
//! - A **batch** is one file on its way in: its rows are *staged*, kept beside the data until somebody confirms them.
//! - The **mapping** says which column of the file is which of ours. It is found by the names, corrected by hand, and remembered
//!   for the next file of the same school, kind and names.
//! - The **check** is what would happen: everything that is wrong, cell by cell, and for each row whether it is new, changed
//!   (with every field before and after) or the same. What we have and the file has not is *missing*: it is listed and left alone.
//! - A **change** is what a confirmed import did to one row, with the row as it was before.
//!
//! # States
//!
//! batch: staged → applied → undone; staged → dropped.
//!
//! Confirming is one transaction: all of it, or nothing. The file's rows go when they are no longer needed: when the batch
//! is applied or dropped; the images of what was before go with the undo.
//!
//! Students are found by (school, matricola), companies by VAT number, placements by (school, code). A column that the file does
//! not have leaves what is known alone; a cell that is empty empties. What a family has chosen by its link stays as it is, whatever
//! the file says, until somebody reads it in the check and says otherwise ([`Terms`]). Nothing is ever deleted by an import.
//!
//! Travel times ([`travel`]) have a way of their own: millions of rows, streamed.

mod actions;
mod check;
pub mod cli;
mod content;
mod forget;
mod kind;
mod pages;
mod store;
mod subject;
pub mod travel;

pub use self::actions::{Importer, check, confirm, discard, set_columns, stage, undo};
pub use self::check::{Check, Difference, Missing, Outcome, Terms};
pub use self::forget::forget_student;
pub use self::kind::Kind;
pub use self::pages::routes;
pub use self::store::{Batch, Counts, State, get, list};
