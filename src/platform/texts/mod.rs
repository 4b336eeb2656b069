//! What people read, in Italian and English.
//!
//! The texts live in `templates/locales/<language>/<room>.ftl` (Fluent) and are part of the program.
//! [`T`] is one language's texts: small, `Copy`, valid for ever, at hand in every page as `t`.
//!
//! - A key that does not exist shows as `⟦key⟧` instead of failing a page; a test finds it before a person does.
//! - An argument is text unless it is a number; one named `n` or `n_…` is a number even when it comes as text,
//!   so that Fluent can choose between singular and plural.
//! - Numbers in texts, dates and hours are written as the language writes them; hours are Italy's.

mod languages;
mod values;

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Europe::Rome;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;

pub use self::languages::choose;
pub use self::values::{Argument, Count, Day, Moment};
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::text::Language;

type Bundle = FluentBundle<FluentResource>;

/// The files, as they were when the program was built.
#[derive(RustEmbed)]
#[folder = "templates/locales"]
struct Files;

static ITALIAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Italian));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));

/// The texts of the service.
#[derive(Debug, Clone, Copy, Default)]
pub struct Texts;

impl Texts {
    /// The texts in `language`.
    #[must_use]
    pub fn for_language(language: Language) -> T {
        T(language)
    }
}

/// The texts in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct T(Language);

impl T {
    /// Which language.
    #[must_use]
    pub fn language(self) -> Language {
        self.0
    }

    /// `it` or `en`, for the `lang` attribute.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.as_str()
    }

    /// Is there such a text?
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// The text that `key` names.
    #[must_use]
    pub fn get(self, key: &str) -> String {
        self.format(key, &FluentArgs::new())
    }

    /// The text that `key` names, about `count` things (`$n`).
    #[must_use]
    pub fn n(self, key: &str, count: impl Count) -> String {
        let mut args = FluentArgs::with_capacity(1);
        args.set("n", count.count());
        self.format(key, &args)
    }

    /// The text that `key` names, with its arguments: `t.with("key", [("name", name)])`.
    #[must_use]
    pub fn with<K: AsRef<str>, V: Argument>(self, key: &str, args: impl AsRef<[(K, V)]>) -> String {
        let mut set = FluentArgs::new();
        for (name, value) in args.as_ref() {
            set.set(name.as_ref().to_owned(), numeric(name.as_ref(), value.value()));
        }
        self.format(key, &set)
    }

    /// What is wrong, in words. `$value` is what was given, `$field` the field's name.
    #[must_use]
    pub fn fault(self, invalid: &Invalid) -> String {
        let mut set = FluentArgs::new();
        set.set("value", invalid.value.as_str());
        set.set("field", invalid.field.as_str());
        for (name, value) in &invalid.args {
            set.set(*name, numeric(name, FluentValue::from(value.as_str())));
        }
        self.format(&fault_key(invalid.code), &set)
    }

    /// What a stable code says, without arguments: `fault-` and the code with dashes for dots.
    #[must_use]
    pub fn code_text(self, fault_code: &str) -> String {
        self.get(&fault_key(fault_code))
    }

    /// `23 novembre 2026`.
    #[must_use]
    pub fn date(self, day: impl Day) -> String {
        let day = day.day();
        format!("{} {} {}", Datelike::day(&day), self.month(day), day.year())
    }

    /// `lunedì 23 novembre 2026`.
    #[must_use]
    pub fn weekday_date(self, day: impl Day) -> String {
        let day = day.day();
        format!("{} {}", self.weekday(day), self.date(day))
    }

    /// `23/11/2026`, where room is scarce.
    #[must_use]
    pub fn short_date(self, day: impl Day) -> String {
        day.day().format("%d/%m/%Y").to_string()
    }

    /// `23 novembre 2026, 16:33` in Italy.
    #[must_use]
    pub fn datetime(self, instant: impl Moment) -> String {
        let there = instant.moment().with_timezone(&Rome);
        format!("{}, {}", self.date(there.date_naive()), there.format("%H:%M"))
    }

    /// `23/11/2026 16:33` in Italy, where room is scarce.
    #[must_use]
    pub fn short_datetime(self, instant: impl Moment) -> String {
        instant
            .moment()
            .with_timezone(&Rome)
            .format("%d/%m/%Y %H:%M")
            .to_string()
    }

    /// `lunedì 23 novembre 2026, 16:33` in Italy.
    #[must_use]
    pub fn weekday_datetime(self, instant: impl Moment) -> String {
        let there = instant.moment().with_timezone(&Rome);
        format!(
            "{}, {}",
            self.weekday_date(there.date_naive()),
            there.format("%H:%M")
        )
    }

    /// `12.345` or `12,345`.
    #[must_use]
    pub fn number(self, n: impl Count) -> String {
        values::grouped(n.count(), values::separator(self.0))
    }

    fn month(self, day: NaiveDate) -> String {
        self.name_in("layout-months", usize::try_from(day.month0()).unwrap_or_default())
    }

    fn weekday(self, day: NaiveDate) -> String {
        self.name_in(
            "layout-weekdays",
            usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default(),
        )
    }

    /// The `index`-th word of a text that lists words.
    fn name_in(self, key: &str, index: usize) -> String {
        self.get(key)
            .split_whitespace()
            .nth(index)
            .unwrap_or("⟦?⟧")
            .to_owned()
    }

    fn bundle(self) -> &'static Bundle {
        match self.0 {
            Language::Italian => &ITALIAN,
            Language::English => &ENGLISH,
        }
    }

    fn format(self, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::warn!(key, language = self.code(), "a text is missing");
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors);
        if !errors.is_empty() {
            tracing::warn!(key, language = self.code(), "a text lacks an argument");
        }
        text.into_owned()
    }
}

/// The key of the text for a stable code.
#[must_use]
pub fn fault_key(fault_code: &str) -> String {
    format!("fault-{}", fault_code.replace('.', "-"))
}

/// Every file of texts: language folder, room, source. For the tests that compare them.
pub fn sources() -> impl Iterator<Item = (String, String, String)> {
    Files::iter().filter_map(|path| {
        let (language, room) = path.strip_suffix(".ftl")?.split_once('/')?;
        let source = String::from_utf8(Files::get(&path)?.data.into_owned()).ok()?;
        Some((language.to_owned(), room.to_owned(), source))
    })
}

fn bundle(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![languages::identifier(language)]);
    // The marks that isolate directions are noise in Italian and English, and break links in mails.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Italian => values::italian_numbers,
        Language::English => values::english_numbers,
    }));
    for (folder, room, source) in sources() {
        if folder != language.as_str() {
            continue;
        }
        // A broken line loses its own text only; the test of the texts names it.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(rest, _)| rest);
        if bundle.add_resource(resource).is_err() {
            tracing::warn!(room, language = language.as_str(), "a text is defined twice");
        }
    }
    bundle
}

/// A number, when the name says so and the text can be one.
fn numeric<'a>(name: &str, value: FluentValue<'a>) -> FluentValue<'a> {
    let meant = name == "n" || name.starts_with("n_");
    match &value {
        FluentValue::String(text) if meant => match text.parse::<i64>() {
            Ok(number) => FluentValue::from(number),
            Err(_) => FluentValue::String(Cow::Owned(text.to_string())),
        },
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use chrono::{DateTime, Utc};

    use super::*;

    const IT: T = T(Language::Italian);
    const EN: T = T(Language::English);

    #[test]
    fn a_day_is_written_as_the_language_writes_it() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert_eq!(IT.weekday_date(day), "lunedì 23 novembre 2026");
        assert_eq!(EN.weekday_date(day), "Monday 23 November 2026");
    }

    #[test]
    fn an_hour_is_the_hour_in_italy_in_summer_and_in_winter() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(IT.datetime(at("2026-11-23T15:33:00Z")), "23 novembre 2026, 16:33");
        assert_eq!(IT.datetime(at("2026-07-23T15:33:00Z")), "23 luglio 2026, 17:33");
    }

    #[test]
    fn a_missing_text_is_visible_and_breaks_nothing() {
        assert_eq!(IT.get("layout-no-such-text"), "⟦layout-no-such-text⟧");
    }

    #[test]
    fn numbers_are_grouped_as_the_language_groups_them() {
        assert_eq!(IT.number(1_650_i64), "1.650");
        assert_eq!(EN.number(-1_234_567_i64), "-1,234,567");
        assert_eq!(IT.number(999_usize), "999");
    }

    #[test]
    fn singular_and_plural_come_from_n_even_as_text() {
        assert_eq!(IT.n("layout-results", 1), "1 risultato");
        assert_eq!(IT.n("layout-results", 2_000), "2.000 risultati");
        assert_eq!(EN.with("layout-results", [("n", "1")]), "1 result");
    }
}
