//! Every text exists in both languages with the same arguments; none is missing, none is left over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use abbina::platform::texts::sources;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// Families of texts whose keys are put together at run time from the words of an enum or a code:
/// the beginning of the key, as it stands in a template or in the code.
fn is_family(literal: &str) -> bool {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    literal.ends_with('-') && literal.len() >= 4 && literal.chars().all(word)
}

/// Room, and the arguments of each key.
type Texts = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

fn texts(language: &str) -> Texts {
    let mut rooms = Texts::new();
    for (_, room, source) in sources().filter(|(folder, ..)| folder == language) {
        let resource = fluent_syntax::parser::parse(source.as_str());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{language}/{room}.ftl: {errors:?}"));
        let keys = rooms.entry(room.clone()).or_default();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut arguments = BTreeSet::new();
            collect(message.value.as_ref().unwrap(), &mut arguments);
            let earlier = keys.insert(message.id.name.to_owned(), arguments);
            assert!(
                earlier.is_none(),
                "{language}/{room}.ftl defines {} twice",
                message.id.name
            );
        }
    }
    rooms
}

fn collect(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, arguments),
            Expression::Select { selector, variants } => {
                collect_inline(selector, arguments);
                for variant in variants {
                    collect(&variant.value, arguments);
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        arguments.insert(id.name.to_owned());
    }
}

fn all_keys(texts: &Texts) -> BTreeSet<String> {
    texts.values().flat_map(|keys| keys.keys().cloned()).collect()
}

fn files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, endings, found);
            } else if endings
                .iter()
                .any(|ending| path.to_string_lossy().ends_with(ending))
            {
                found.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        endings,
        &mut found,
    );
    found
}

/// What stands between quotation marks in a source, without its tests. Marks nest in templates
/// (`title="{{ t.get("key") }}"`), so what stands outside counts too: it is never a key by accident.
fn literals(source: &str) -> BTreeSet<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut found = BTreeSet::new();
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for piece in line.split('"') {
            found.insert(piece.split('{').next().unwrap().to_owned());
            found.insert(piece.to_owned());
        }
    }
    found
}

/// All literals of templates and code.
fn spoken() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (_, source) in files("templates", &[".html", ".txt"])
        .iter()
        .chain(&files("src", &[".rs"]))
    {
        all.extend(literals(source));
    }
    all
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_arguments() {
    let (italian, english) = (texts("it"), texts("en"));
    assert_eq!(
        italian.keys().collect::<Vec<_>>(),
        english.keys().collect::<Vec<_>>(),
        "the same rooms"
    );
    for (room, keys) in &italian {
        for (key, arguments) in keys {
            let there = english[room].get(key);
            assert!(there.is_some(), "en/{room}.ftl lacks {key}");
            assert_eq!(Some(arguments), there, "{room}: {key} takes other arguments");
        }
        for key in english[room].keys() {
            assert!(keys.contains_key(key), "it/{room}.ftl lacks {key}");
        }
    }
}

#[test]
fn no_text_is_defined_in_two_rooms() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (room, keys) in texts("it") {
        for key in keys.into_keys() {
            if let Some(other) = seen.insert(key.clone(), room.clone()) {
                panic!("{key} stands in {other}.ftl and in {room}.ftl");
            }
        }
    }
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let italian = texts("it");
    let keys = all_keys(&italian);
    let mut missing = BTreeSet::new();
    for (path, source) in files("templates", &[".html", ".txt"])
        .iter()
        .chain(&files("src", &[".rs"]))
    {
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for call in [
            ".get(\"",
            ".n(\"",
            ".with(\"",
            "page(\"",
            "_saying(\"",
            "_counting(\"",
        ] {
            for piece in code.split(call).skip(1) {
                let key = piece.split('"').next().unwrap();
                let room = key.split('-').next().unwrap();
                if italian.contains_key(room) && key.contains('-') && !keys.contains(key) {
                    missing.insert(format!("{key} ({})", path.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "texts are missing: {missing:#?}");
}

#[test]
fn every_code_that_a_fault_can_have_has_a_text() {
    let keys = all_keys(&texts("it"));
    let mut missing = BTreeSet::new();
    for (path, source) in files("src", &[".rs"]) {
        let code = source
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap()
            .to_owned();
        let flat: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut found = Vec::new();
        for piece in flat.split("Fault::Conflict(\"").skip(1) {
            found.push(piece.split('"').next().unwrap());
        }
        for call in ["Invalid::new(", "Fault::invalid("] {
            for piece in flat.split(call).skip(1) {
                // The second argument, when it is a literal.
                if let Some((_, rest)) = piece.split_once(", ")
                    && let Some(text) = rest.strip_prefix('"')
                {
                    found.push(text.split('"').next().unwrap());
                }
            }
        }
        for dotted in found {
            let key = format!("fault-{}", dotted.replace('.', "-"));
            if !keys.contains(&key) {
                missing.insert(format!("{key} ({})", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "faults without a text: {missing:#?}");
}

/// Every deed that the code writes down, wherever its word stands: in the call itself, or in a `match` just before.
#[test]
fn every_deed_in_the_log_has_a_text() {
    let keys = all_keys(&texts("it"));
    let word = |c: char| c.is_ascii_lowercase() || c == '_';
    let is_deed = |text: &str| {
        text.split_once('.')
            .is_some_and(|(room, deed)| !deed.is_empty() && room.chars().all(word) && deed.chars().all(word))
    };
    let (mut deeds, mut missing) = (BTreeSet::new(), BTreeSet::new());
    for (path, source) in files("src", &[".rs"]) {
        let code = source.split("#[cfg(test)]").next().unwrap();
        let flat: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
        for call in [
            "AuditEntry::by_actor(",
            "AuditEntry::by(",
            ".audit(",
            ".entry(",
            "let action = ",
        ] {
            for piece in flat.split(call).skip(1) {
                let statement = piece.split(';').next().unwrap();
                for deed in statement
                    .split('"')
                    .skip(1)
                    .step_by(2)
                    .filter(|text| is_deed(text))
                {
                    deeds.insert(deed.to_owned());
                    if !keys.contains(&format!("audit-{}", deed.replace('.', "-"))) {
                        missing.insert(format!("{deed} ({})", path.display()));
                    }
                }
            }
        }
    }
    assert!(deeds.len() > 35, "{deeds:?}");
    assert!(missing.is_empty(), "deeds without a text: {missing:#?}");
}

#[test]
fn no_text_is_left_over() {
    let literals = spoken();
    let families: Vec<&String> = literals.iter().filter(|literal| is_family(literal)).collect();
    let dotted: BTreeSet<String> = literals.iter().map(|literal| literal.replace('.', "-")).collect();
    let leftover: Vec<String> = all_keys(&texts("it"))
        .into_iter()
        .filter(|key| {
            let code = ["fault-", "reason-", "audit-"]
                .iter()
                .find_map(|start| key.strip_prefix(start));
            let by_code = code.is_some_and(|code| dotted.contains(code));
            let by_family = code.is_none() && families.iter().any(|family| key.starts_with(family.as_str()));
            !(literals.contains(key) || by_code || by_family || key.starts_with("fault-page-"))
        })
        .collect();
    assert!(leftover.is_empty(), "nobody asks for these texts: {leftover:#?}");
}
