//! The sources as the house rules read them: lines of code, rooms, imports.

use std::fs;
use std::path::{Path, PathBuf};

/// A line of code, without comments and without the tests at a file's end.
pub(super) struct Line {
    pub(super) file: String,
    pub(super) number: usize,
    pub(super) text: String,
}

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of this extension below a folder, with its path from the root.
pub(super) fn files(folder: &str, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|is| is == extension) {
                found.push(path.strip_prefix(root()).unwrap().display().to_string());
            }
        }
    }
    found.sort();
    found
}

pub(super) fn is_test_file(file: &str) -> bool {
    file.ends_with("tests.rs") || file.contains("/tests/")
}

pub(super) fn code(file: &str) -> Vec<Line> {
    let text = fs::read_to_string(root().join(file)).unwrap();
    let mut lines = Vec::new();
    let all: Vec<&str> = text.lines().collect();
    for (index, line) in all.iter().enumerate() {
        let next = all.get(index + 1).copied().unwrap_or_default();
        if *line == "#[cfg(test)]" && next.starts_with("mod ") && next.ends_with('{') {
            break;
        }
        if line.trim_start().starts_with("//") {
            continue;
        }
        lines.push(Line {
            file: file.to_owned(),
            number: index + 1,
            text: (*line).to_owned(),
        });
    }
    lines
}

/// The code of the service itself.
pub(super) fn service() -> Vec<Line> {
    let files = files("src", "rs");
    files
        .iter()
        .filter(|file| !is_test_file(file))
        .flat_map(|file| code(file))
        .collect()
}

/// The room of a file: `src/law/rule.rs` and `src/law.rs` are of `law`.
pub(super) fn room(file: &str) -> &str {
    let inside = file.strip_prefix("src/").unwrap();
    inside.split('/').next().unwrap().trim_end_matches(".rs")
}

pub(super) fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let part_of_a_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !part_of_a_name(before) && !part_of_a_name(after)
    })
}

/// Every `crate::room::name` of the service, groups in braces opened: (line, room, name).
pub(super) fn imports() -> Vec<(Line, String, String)> {
    let mut found = Vec::new();
    for file in files("src", "rs").into_iter().filter(|file| !is_test_file(file)) {
        let lines = code(&file);
        let mut starts = Vec::new();
        let mut whole = String::new();
        for line in &lines {
            starts.push((whole.len(), line.number));
            whole.push_str(&line.text);
            whole.push('\n');
        }
        for (at, _) in whole.match_indices("crate::") {
            let number = starts.iter().rev().find(|(start, _)| *start <= at).unwrap().1;
            for path in opened(&whole[at + "crate::".len()..]) {
                let mut parts = path.split("::");
                let (Some(room), name) = (parts.next(), parts.next().unwrap_or_default()) else {
                    continue;
                };
                let line = Line {
                    file: file.clone(),
                    number,
                    text: format!("crate::{path}"),
                };
                found.push((line, room.trim().to_owned(), name.trim().to_owned()));
            }
        }
    }
    found
}

/// The paths that a text starts with: `a::{b, c::d}` are `a::b` and `a::c::d`.
pub(super) fn opened(text: &str) -> Vec<String> {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(text.len());
    let path = text[..end].trim_end_matches(':');
    if !text[end..].starts_with('{') {
        return vec![path.to_owned()];
    }
    let (mut depth, mut part, mut parts) = (0, String::new(), Vec::new());
    for c in text[end..].chars() {
        match c {
            '{' if depth == 0 => depth = 1,
            '}' if depth == 1 => {
                parts.push(std::mem::take(&mut part));
                break;
            }
            ',' if depth == 1 => parts.push(std::mem::take(&mut part)),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                part.push(c);
            }
        }
    }
    let parts = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty());
    parts
        .flat_map(opened)
        .map(|inner| {
            if path.is_empty() {
                inner
            } else {
                format!("{path}::{inner}")
            }
        })
        .collect()
}
