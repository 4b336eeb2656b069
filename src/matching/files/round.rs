//! The file of a round's settings (TOML), with everything wrong in it at once.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use toml::{Table, Value};

use crate::matching::model::{RoundFile, Settings};
use crate::placements::model::Offer;
use crate::platform::sheets::CellProblem;
use crate::vocabulary::calendar::Period;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::pathway::Pathway;

/// Reads the file key by key, so that one wrong value does not hide the next. Codes: `round.file.syntax` ($detail),
/// `round.file.unknown`, `round.file.text`, `round.file.day`, `round.file.whole`, `round.file.list`, `round.file.key` ($detail: of a
/// table), `pathway.unknown`, and those of [`Settings::problems`] and of the rules.
///
/// # Errors
/// With all of them.
pub fn read(text: &str) -> Result<RoundFile, Vec<CellProblem>> {
    let table: Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(1, |span| {
                1 + text[..span.start.min(text.len())].matches('\n').count()
            });
            let invalid =
                Invalid::new("", "round.file.syntax", "").with("detail", error.message().to_owned());
            return Err(vec![problem(u32::try_from(line).unwrap_or(1), "", invalid)]);
        }
    };
    let mut problems = Vec::new();
    let mut whole = Table::new();
    for (key, value) in table {
        let value = as_text(&key, value);
        let alone = Table::from_iter([(key.clone(), value.clone())]);
        match RoundFile::deserialize(alone) {
            Ok(_) => {
                whole.insert(key, value);
            }
            Err(error) => {
                let shown = match &value {
                    Value::String(text) => text.clone(),
                    Value::Table(_) | Value::Array(_) => String::new(),
                    other => other.to_string(),
                };
                let detail = error.message().trim().replace('\n', " ");
                problems.push(problem(line_of(text, &key), &key, mistaken(&key, shown, detail)));
            }
        }
    }
    let file = match RoundFile::deserialize(whole) {
        Ok(file) => file,
        Err(error) => {
            let invalid = Invalid::new("", "round.file.key", "").with("detail", error.message().to_owned());
            problems.push(problem(1, "", invalid));
            return Err(problems);
        }
    };
    if let Some(word) = &file.pathway
        && Pathway::from_file_word(word).is_none()
    {
        let invalid = Invalid::new("", "pathway.unknown", word.clone());
        problems.push(problem(line_of(text, "pathway"), "pathway", invalid));
    }
    // What the settings themselves refuse, with a period that is beyond doubt where the file gives none.
    let beyond_doubt = (
        file.from.or(file.to).unwrap_or(NaiveDate::MIN),
        file.to.or(file.from).unwrap_or(NaiveDate::MIN),
    );
    let settings = settings_within(&file, beyond_doubt, None);
    let wrong = settings.problems().into_iter().chain(settings.rules.problems());
    problems.extend(wrong.map(|invalid| {
        let key = invalid.field.clone();
        let bare = key.rsplit('.').next().unwrap_or(&key);
        problem(line_of(text, bare), &key, invalid)
    }));
    if problems.is_empty() {
        Ok(file)
    } else {
        problems.sort_by_key(|p| p.line);
        Err(problems)
    }
}

/// What is wrong with a key that cannot be read.
fn mistaken(key: &str, shown: String, detail: String) -> Invalid {
    match key {
        "name" | "pathway" => Invalid::new("", "round.file.text", shown),
        "from" | "to" | "answer_by" => Invalid::new("", "round.file.day", shown),
        "max_minutes" | "max_km" | "seed" => Invalid::new("", "round.file.whole", shown),
        "tiers" => Invalid::new("", "round.file.list", shown),
        "weights" | "rules" | "travel" => Invalid::new("", "round.file.key", shown).with("detail", detail),
        _ => Invalid::new("", "round.file.unknown", shown),
    }
}

/// Days may be TOML's own, or `31/12/2026`.
fn as_text(key: &str, value: Value) -> Value {
    if !["from", "to", "answer_by"].contains(&key) {
        return value;
    }
    match value {
        Value::Datetime(day) => Value::String(day.to_string()),
        Value::String(text) => {
            let read = NaiveDate::parse_from_str(text.trim(), "%d/%m/%Y").ok();
            Value::String(read.filter(|d| d.year() > 1900).map_or(text, |d| d.to_string()))
        }
        other => other,
    }
}

fn line_of(text: &str, key: &str) -> u32 {
    let names = |line: &str| {
        let line = line.trim_start().trim_start_matches(['[', '"']);
        line.strip_prefix(key)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
            || (!key.is_empty() && line.contains(&format!(".{key}")))
    };
    text.lines()
        .position(names)
        .and_then(|at| u32::try_from(at + 1).ok())
        .unwrap_or(1)
}

fn problem(line: u32, column: &str, invalid: Invalid) -> CellProblem {
    CellProblem {
        line,
        column: Arc::from(column),
        key: "",
        value: invalid.value,
        code: invalid.code,
        args: invalid.args,
    }
}

/// The settings of the round: what the file says, and where it is silent the days from the first to the last of any place.
#[must_use]
pub fn settings<'a>(
    file: &RoundFile,
    offers: impl IntoIterator<Item = &'a Offer>,
    day: NaiveDate,
    seed: Option<u64>,
) -> Settings {
    let period = offers
        .into_iter()
        .map(|offer| (offer.start, offer.end))
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        .unwrap_or((day, day));
    settings_within(file, period, seed)
}

fn settings_within(file: &RoundFile, period: (NaiveDate, NaiveDate), seed: Option<u64>) -> Settings {
    let from = file.from.unwrap_or(period.0);
    let to = file.to.unwrap_or(if file.from.is_some() {
        period.1.max(from)
    } else {
        period.1
    });
    let mut settings = Settings::for_period(Period { from, to });
    settings.pathway = file.pathway.as_deref().and_then(Pathway::from_file_word);
    settings.max_minutes = file.max_minutes.unwrap_or(settings.max_minutes);
    settings.max_metres = file.max_km.map(|km| km.saturating_mul(1000));
    if let Some(tiers) = &file.tiers {
        settings.tiers.clone_from(tiers);
    }
    settings.seed = seed.or(file.seed).unwrap_or(settings.seed);
    settings.weights = file.weights.unwrap_or(settings.weights);
    settings.rules = file.rules.clone().unwrap_or_default();
    settings.travel = file.travel.unwrap_or_default();
    settings
}
