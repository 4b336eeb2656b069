//! What can go wrong, in words that a person can act on.

use std::fmt;

use serde::Serialize;

/// One thing that is wrong with what somebody gave us.
///
/// The code is dotted and stable (`student.codice_fiscale.checksum`): it keys the text that people read
/// (Fluent message `fault-student-codice_fiscale-checksum`), the `type` of a problem document, and the test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invalid {
    /// The field as the form or the file calls it; empty when it is about the whole.
    pub field: String,
    /// Stable, dotted.
    pub code: &'static str,
    /// What was given, as it was given. Never logged.
    pub value: String,
    /// What the text needs to be exact: limits, candidates, suggestions.
    pub args: Vec<(&'static str, String)>,
}

impl Invalid {
    /// A complaint about `field`.
    pub fn new(field: impl Into<String>, code: &'static str, value: impl Into<String>) -> Invalid {
        Invalid {
            field: field.into(),
            code,
            value: value.into(),
            args: Vec::new(),
        }
    }

    /// Adds what the text needs to be exact.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Invalid {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Why a use case did not happen. Nothing of it was done.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Everything that is wrong with what was given, at once.
    #[error("{} invalid field(s): {}", .0.len(), .0.iter().map(|i| i.code).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<Invalid>),
    /// It does not exist, or not for this person: the two look the same from outside.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// The world has moved on: the code says how.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// This person may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    SignedOut,
    /// Too many attempts; how many seconds to wait.
    #[error("too many attempts, wait {0} s")]
    TooMany(u64),
    /// Ours to mend. The text is for the log and holds no personal data.
    #[error("internal: {0}")]
    Internal(String),
}

impl Fault {
    /// A single complaint.
    pub fn invalid(field: impl Into<String>, code: &'static str, value: impl Into<String>) -> Fault {
        Fault::Invalid(vec![Invalid::new(field, code, value)])
    }

    /// Something of ours broke.
    pub fn internal(cause: impl fmt::Display) -> Fault {
        Fault::Internal(cause.to_string())
    }
}

impl From<Invalid> for Fault {
    fn from(invalid: Invalid) -> Fault {
        Fault::Invalid(vec![invalid])
    }
}
