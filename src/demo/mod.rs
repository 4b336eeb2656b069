//! A demonstration: a market that anybody may look at, because nobody in it exists.
//!
//! The comuni, figures, trades and distances are real; people and firms are made up, and their names say so. Everything is
//! decided by a size, a seed and a day: the same three give the same market, byte for byte.
//!
//! - [`market`] makes it: pure, no database. It also says what is known of its rounds before anybody runs them.
//! - [`files()`] writes it as the files that a school would bring.
//! - [`fill`] puts it into an empty database, through the same actions that people use, and lets a month pass.
//! - [`open()`] opens what is there, or fills an empty folder. It never touches data that is no demonstration's.

mod answers;
mod asking;
mod families;
mod files;
mod fill;
mod freeze;
pub mod market;
mod open;

pub use files::{File, files};
pub use fill::{Size, fill, is_filled};
pub use market::Market;
pub use open::{Demonstration, open};

#[cfg(test)]
mod promises;
