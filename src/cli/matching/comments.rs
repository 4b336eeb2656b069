//! Files with errors go back with a column of comments, beside nothing of the school's own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::output::complain;
use crate::matching::files::{Complaint, Kind};
use crate::platform::sheets::{self, Source, Table};
use crate::platform::texts::T;
use crate::vocabulary::fault::{Fault, Invalid};

/// Writes the files that have comments to `target`: a file (`.csv`, `.xlsx`), with the other files beside it, or a folder.
///
/// # Errors
/// When a workbook cannot be composed. What the system refuses is said, and stops nothing.
pub(super) fn give_back(
    t: T,
    target: &Path,
    paths: &BTreeMap<Kind, PathBuf>,
    tables: &BTreeMap<Kind, Table>,
    complaints: &[&Complaint],
) -> Result<(), Fault> {
    let mut first = true;
    for kind in Kind::TABLES {
        let Some((table, path)) = tables.get(&kind).zip(paths.get(&kind)) else {
            continue;
        };
        let comments = by_line(t, kind, complaints);
        if comments.is_empty() {
            continue;
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let (target, source) = target_of(target, first, &stem, &table.source);
        first = false;
        let table = Table {
            source,
            ..table.clone()
        };
        let bytes = sheets::annotate(&table, &t.get("files-comments"), &comments)?;
        let folder = target.parent().unwrap_or(Path::new(""));
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&target, bytes));
        match written {
            Ok(()) => complain(&t.with("files-errors-written", [("path", target.display().to_string())])),
            Err(error) => {
                let shown = target.display().to_string();
                let invalid = Invalid::new("", "file.unwritable", shown).with("detail", error);
                complain(&t.fault(&invalid));
            }
        }
    }
    Ok(())
}

fn by_line(t: T, kind: Kind, complaints: &[&Complaint]) -> BTreeMap<u32, String> {
    let mut comments: BTreeMap<u32, String> = BTreeMap::new();
    for complaint in complaints.iter().filter(|c| c.file == kind) {
        let problem = &complaint.problem;
        let comment = comments.entry(problem.line).or_default();
        if !comment.is_empty() {
            comment.push_str(" | ");
        }
        if !problem.column.is_empty() {
            comment.push_str(&problem.column);
            comment.push_str(": ");
        }
        comment.push_str(&t.fault(&problem.invalid()));
    }
    comments
}

/// Where the file with this stem goes, and as what: as it came, unless the name asks for something else.
fn target_of(target: &Path, first: bool, stem: &str, source: &Source) -> (PathBuf, Source) {
    let ending = match source {
        Source::Csv { .. } => "csv",
        Source::Xlsx => "xlsx",
    };
    let named = target.extension().map(|ending| ending.to_ascii_lowercase());
    let named = named.as_deref().and_then(|ending| ending.to_str());
    let wanted = match named {
        Some("xlsx") => Source::Xlsx,
        Some("csv") => match source {
            Source::Csv { .. } => source.clone(),
            Source::Xlsx => Source::Csv {
                delimiter: ';',
                encoding: "UTF-8".to_owned(),
            },
        },
        _ => return (target.join(format!("{stem}-errori.{ending}")), source.clone()),
    };
    if first {
        return (target.to_path_buf(), wanted);
    }
    let own = target.file_stem().unwrap_or_default().to_string_lossy();
    (
        target.with_file_name(format!("{own}-{stem}.{ending}")),
        source.clone(),
    )
}
