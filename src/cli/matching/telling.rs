//! What `abbina match` says on the error output: everything wrong, with its file, line, column, value, code and what to do.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::output::complain;
use crate::matching::files::inputs::LeftOut;
use crate::matching::files::{Complaint, Kind};
use crate::platform::texts::{T, fault_key};
use crate::vocabulary::fault::Invalid;

/// Says what is wrong, and counts.
#[derive(Debug)]
pub(super) struct Teller {
    t: T,
    paths: BTreeMap<Kind, PathBuf>,
    /// Errors so far.
    pub(super) wrong: usize,
}

impl Teller {
    pub(super) fn new(t: T, paths: BTreeMap<Kind, PathBuf>) -> Teller {
        Teller { t, paths, wrong: 0 }
    }

    fn name(&self, kind: Kind) -> String {
        self.paths.get(&kind).map_or_else(
            || self.t.get(&format!("files-file-{}", kind.as_str())),
            |path| path.display().to_string(),
        )
    }

    fn line(&self, complaint: &Complaint) -> String {
        let problem = &complaint.problem;
        let mut line = self.t.with(
            "files-line",
            [
                ("file", self.name(complaint.file)),
                ("n_line", problem.line.to_string()),
            ],
        );
        if !problem.column.is_empty() {
            line.push_str(", ");
            line.push_str(
                &self
                    .t
                    .with("files-cell", [("column", problem.column.to_string())]),
            );
        }
        if !problem.value.is_empty() {
            let shown: String = problem.value.chars().take(80).collect();
            line.push_str(&format!(" = «{shown}»"));
        }
        format!("{line}: {} [{}]", self.t.fault(&problem.invalid()), problem.code)
    }

    /// Errors in cells.
    pub(super) fn errors(&mut self, complaints: &[Complaint]) {
        self.wrong += complaints.len();
        for complaint in complaints {
            complain(&self.line(complaint));
        }
    }

    /// An error of a whole file.
    pub(super) fn file_error(&mut self, kind: Option<Kind>, invalid: &Invalid) {
        self.wrong += 1;
        let text = self.t.fault(invalid);
        match kind {
            Some(kind) => complain(&format!("{}: {text} [{}]", self.name(kind), invalid.code)),
            None => complain(&format!("{text} [{}]", invalid.code)),
        }
    }

    /// What stops nothing.
    pub(super) fn warnings(&self, complaints: &[Complaint]) {
        let word = self.t.get("files-warning");
        for complaint in complaints {
            complain(&format!("{word}: {}", self.line(complaint)));
        }
    }

    /// Columns that are none of ours.
    pub(super) fn unknown_columns(&self, columns: &[(Kind, String)]) {
        let word = self.t.get("files-warning");
        for (kind, column) in columns {
            let args = [("file", self.name(*kind)), ("column", column.clone())];
            complain(&format!("{word}: {}", self.t.with("files-unknown-column", args)));
        }
    }

    /// Nothing was written.
    pub(super) fn give_up(&self) {
        complain(&self.t.n("files-errors", self.wrong));
        complain(&self.t.get("files-errors-hint"));
    }

    /// Rows that are not matched.
    pub(super) fn left_out(&self, rows: &[LeftOut]) {
        let wrong: Vec<&LeftOut> = rows.iter().filter(|row| !row.is_outside()).collect();
        if !wrong.is_empty() {
            complain(&self.t.n("files-skipped", wrong.len()));
        }
        for row in &wrong {
            let because: Vec<String> = row.because.iter().map(|code| self.because(code)).collect();
            complain(&self.t.with(
                "files-skipped-line",
                [
                    ("file", self.name(row.file)),
                    ("n_line", row.line.to_string()),
                    ("key", row.key.clone()),
                    ("because", because.join(", ")),
                ],
            ));
        }
        let others = rows.len() - wrong.len();
        if others > 0 {
            complain(&self.t.n("files-outside", others));
        }
    }

    /// A code in words where it is about another file; otherwise the code, which was explained above.
    fn because(&self, code: &str) -> String {
        let key = fault_key(code).replacen("fault-", "files-because-", 1);
        if self.t.has(&key) {
            self.t.get(&key)
        } else {
            code.to_owned()
        }
    }
}
