//! What can be wrong with a problem or an answer, told all at once.

use std::fmt;

/// One thing that is wrong: where, which kind, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// JSON pointer into the document, such as `/pairs/3/score`; empty for the whole document.
    pub path: String,
    /// Dotted and stable, such as `pair.student.unknown`.
    pub code: String,
    /// English: what is wrong and what to do.
    pub message: String,
}

impl Finding {
    /// A finding from its three parts.
    pub fn new(path: impl Into<String>, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            code: code.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "/" } else { &self.path };
        write!(f, "{path}: {} [{}]", self.message, self.code)
    }
}

impl std::error::Error for Finding {}

/// How many findings are kept word for word; the rest is counted, so that a huge broken file cannot fill the memory.
pub(crate) const KEPT: usize = 10_000;

/// Collects findings.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    kept: Vec<Finding>,
    more: u64,
}

impl Findings {
    pub(crate) fn add(
        &mut self,
        path: impl FnOnce() -> String,
        code: &str,
        message: impl FnOnce() -> String,
    ) {
        if self.kept.len() < KEPT {
            self.kept.push(Finding::new(path(), code, message()));
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub(crate) fn into_result<T>(mut self, good: T) -> Result<T, Vec<Finding>> {
        if self.kept.is_empty() {
            return Ok(good);
        }
        if self.more > 0 {
            let message = format!(
                "{} more findings are not listed. Correct the ones above and try again.",
                self.more
            );
            self.kept.push(Finding::new("", "findings.more", message));
        }
        Err(self.kept)
    }
}
