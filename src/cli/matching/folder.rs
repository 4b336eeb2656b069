//! A folder of results, written aside and moved into place whole.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// What is being written, beside where it will stand.
#[derive(Debug)]
pub(super) struct Draft {
    target: PathBuf,
    aside: TempDir,
}

/// The record of a matching.
pub(super) const SUMMARY: &str = "riepilogo.json";

/// What results are called; other files in the folder are none of ours.
const NAMES: [&str; 11] = [
    "proposte.csv",
    "proposte.xlsx",
    "non_collocati.csv",
    "non_collocati.xlsx",
    "posti_liberi.csv",
    "posti_liberi.xlsx",
    "problem.json",
    "answer.json",
    "report.html",
    "mail",
    SUMMARY,
];

/// Does the folder hold results?
pub(super) fn is_taken(target: &Path) -> bool {
    target.is_file() || NAMES.iter().any(|name| target.join(name).exists())
}

impl Draft {
    /// Begins beside `target`, so that moving it there is one step of the file system.
    ///
    /// # Errors
    /// When the folder around it cannot be written to.
    pub(super) fn begin(target: &Path) -> io::Result<Draft> {
        let absolute = std::path::absolute(target)?;
        let around = absolute.parent().unwrap_or(Path::new("/"));
        std::fs::create_dir_all(around)?;
        let aside = tempfile::Builder::new()
            .prefix(".abbina-match-")
            .tempdir_in(around)?;
        Ok(Draft {
            target: absolute,
            aside,
        })
    }

    /// Writes one file, `mail/x.eml` in its own folder.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.aside.path().join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, bytes)
    }

    /// Moves everything into place. What stood there is moved away first and removed last: results of two matchings never mix,
    /// and what stood there is back if the move fails. Files that are none of ours stay.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn publish(self) -> io::Result<()> {
        let new = self.aside.path();
        readable(new)?;
        // An empty folder gives way.
        let _ = std::fs::remove_dir(&self.target);
        if !self.target.exists() {
            std::fs::rename(new, &self.target)?;
            let _ = self.aside.keep();
            return Ok(());
        }
        let around = self.target.parent().unwrap_or(Path::new("/"));
        let old = tempfile::Builder::new()
            .prefix(".abbina-before-")
            .tempdir_in(around)?;
        let mut moved = Vec::new();
        let result = NAMES.iter().try_for_each(|name| {
            let (from, to) = (self.target.join(name), old.path().join(name));
            if from.exists() {
                std::fs::rename(&from, &to)?;
                moved.push((to, from));
            }
            if new.join(name).exists() {
                std::fs::rename(new.join(name), self.target.join(name))?;
            }
            Ok(())
        });
        if result.is_err() {
            for (from, to) in moved {
                let _ = std::fs::remove_dir_all(&to);
                let _ = std::fs::remove_file(&to);
                let _ = std::fs::rename(from, to);
            }
        }
        result
    }
}

/// A temporary folder is its owner's alone; so are results: they name minors.
fn readable(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}
