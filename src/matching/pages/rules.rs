//! The page that lists the rules: what each says, where it comes from, whether it is verified.

use askama::Template;
use axum::http::StatusCode;

use crate::law::{self, Law, Rule, Status, Unit};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Visit, render};

struct Line {
    rule: &'static Rule,
    title: String,
    sentence: String,
    since: String,
    applied: bool,
    numbers: Vec<Number>,
}

struct Number {
    name: String,
    value: String,
    source: &'static str,
    status: Status,
    /// How well it is known, where that is not well; otherwise nothing.
    doubt: String,
    last_known: String,
}

impl Line {
    fn sure(&self) -> &'static str {
        self.rule.status.as_str()
    }

    fn tag(&self) -> &'static str {
        tag(self.rule.status)
    }

    /// The numbers that nobody has verified, by name.
    fn unverified(&self) -> String {
        let unverified = self.numbers.iter().filter(|n| n.status == Status::Unverified);
        unverified.map(|n| n.name.as_str()).collect::<Vec<_>>().join("; ")
    }
}

impl Number {
    fn tag(&self) -> &'static str {
        tag(self.status)
    }
}

const fn tag(status: Status) -> &'static str {
    match status {
        Status::Verified => "good",
        Status::Likely => "info",
        Status::Unverified => "warn",
    }
}

/// A number with its unit; a switch as yes or no.
fn value(t: T, number: i64, unit: Unit) -> String {
    match (unit, number) {
        (Unit::Flag, 0) => t.get("layout-no"),
        (Unit::Flag, _) => t.get("layout-yes"),
        _ => format!(
            "{} {}",
            t.number(number),
            t.get(&format!("law-unit-{}", unit.as_str()))
        ),
    }
}

#[derive(Template)]
#[template(path = "matching/rules.html")]
struct Rules {
    page: Page,
    t: T,
    day: chrono::NaiveDate,
    lines: Vec<Line>,
}

/// What a rule says, with its numbers of this day.
pub(super) fn sentence(t: T, law: &Law, rule: &Rule) -> String {
    let args = law.values_of(rule.id);
    t.with(&rule.sentence_key(), args.as_slice())
}

pub(super) async fn list(visit: Visit) -> Answer {
    let t = visit.t;
    let day = visit.today();
    let law = Law::standard(day);
    let lines = law::rules()
        .iter()
        .map(|rule| Line {
            rule,
            title: t.get(&rule.title_key()),
            sentence: sentence(t, &law, rule),
            since: rule.valid_from.map_or_else(String::new, |day| {
                t.with("matching-rules-since", [("day", t.date(day))])
            }),
            applied: law.applies(rule.id),
            numbers: law::parameters()
                .iter()
                .filter(|p| p.rule == rule.id)
                .map(|p| Number {
                    name: t.get(&format!("law-{}-{}", rule.id.as_str().to_lowercase(), p.name)),
                    value: value(t, p.on(day), p.unit),
                    source: p.source,
                    status: p.status,
                    doubt: match p.status {
                        Status::Verified => String::new(),
                        doubtful => t.get(&format!("law-status-{}", doubtful.as_str())),
                    },
                    last_known: p.last_known.map_or_else(String::new, |known| {
                        t.with("law-last-known", [("value", t.number(known))])
                    }),
                })
                .collect(),
        })
        .collect();
    render(
        StatusCode::OK,
        &Rules {
            page: visit.page("matching-rules-title"),
            t,
            day,
            lines,
        },
    )
}
