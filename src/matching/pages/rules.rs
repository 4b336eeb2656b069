//! The page that lists the rules: what each says, where it comes from, whether it is verified.

use askama::Template;
use axum::http::StatusCode;

use crate::law::{self, Law, Rule, Status};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Visit, render};

struct Line {
    rule: &'static Rule,
    title: String,
    sentence: String,
    applied: bool,
    numbers: Vec<Number>,
}

struct Number {
    name: String,
    value: i64,
    unit: String,
    unverified: bool,
}

impl Line {
    fn sure(&self) -> &'static str {
        self.rule.status.as_str()
    }

    fn tag(&self) -> &'static str {
        match self.rule.status {
            Status::Verified => "good",
            Status::Likely => "info",
            Status::Unverified => "warn",
        }
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
            applied: law.applies(rule.id),
            numbers: law::parameters()
                .iter()
                .filter(|p| p.rule == rule.id)
                .map(|p| Number {
                    name: t.get(&format!("law-{}-{}", rule.id.as_str().to_lowercase(), p.name)),
                    value: p.on(day),
                    unit: t.get(&format!("law-unit-{}", p.unit.as_str())),
                    unverified: p.status == Status::Unverified,
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
