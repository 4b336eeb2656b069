//! What an import would do, before it does anything; and on what terms it does it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::platform::sheets::{CellProblem, Column};

/// A field that an import changes.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Which.
    pub column: &'static Column,
    /// As it is, the way files write it; empty when there is nothing.
    pub before: String,
    /// As it would be.
    pub after: String,
    /// When the student's family chose what is there.
    pub chosen_at: Option<DateTime<Utc>>,
}

/// A row that an import adds or changes.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The line of the file.
    pub line: u32,
    /// The key: matricola, VAT number, code.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// What changes; empty for a new row.
    pub differences: Vec<Difference>,
}

/// Something that we have and the file has not. It stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The key.
    pub key: String,
    /// What people call it.
    pub title: String,
}

impl From<(String, String)> for Missing {
    fn from((key, title): (String, String)) -> Missing {
        Missing { key, title }
    }
}

/// Everything about a file that is ready to be imported, or not.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// Rows of the file.
    pub rows: usize,
    /// Everything wrong, by line.
    pub problems: Vec<CellProblem>,
    /// Columns of the file that are none of ours.
    pub unknown_columns: Vec<String>,
    /// Rows that come in.
    pub new: Vec<Outcome>,
    /// Rows that change.
    pub changed: Vec<Outcome>,
    /// Rows that are already as the file says.
    pub same: usize,
    /// Rows that say something else than what a family has chosen: the fields in question. They stay as the family chose them, unless
    /// whoever confirms says otherwise.
    pub chosen: Vec<Outcome>,
    /// What the file does not name.
    pub missing: Vec<Missing>,
}

impl Check {
    /// The lines with something wrong.
    #[must_use]
    pub fn bad_lines(&self) -> BTreeSet<u32> {
        self.problems.iter().map(|problem| problem.line).collect()
    }

    /// Rows that could be imported.
    #[must_use]
    pub fn good(&self) -> usize {
        self.new.len() + self.changed.len() + self.same
    }
}

/// On what terms a file comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms {
    /// Rows with something wrong are left out; otherwise they keep the whole file out.
    pub skip_invalid: bool,
    /// The file also counts where a family has chosen something else by its link; otherwise that stays as the family chose it,
    /// whatever the cell says. A cell that is empty empties, and a family's choice is not emptied by a file that was exported before.
    pub over_families: bool,
}
