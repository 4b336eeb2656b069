//! The page of sums, the lists behind the numbers, and the export.

mod students;

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;

use students::students;

use super::cube::{Cell, Dimension};
use super::export::{self, Format};
use super::memory;
use super::model::{Reader, Report, Subject};
use super::secrecy::Shown;
use super::store::{self, Facts};
use super::view::{self, Asked, Row, Table, dimension_word, group_word};
use super::words;
use crate::accounts::{self, AuditEntry, Role};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Page, Policy, Query, Routes, Visit, download, render};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::InstitutionId;

/// Every route of this room.
#[must_use]
pub fn routes() -> Routes {
    let readers = Policy::FUND.or(Policy::COORDINATOR).or(Policy::ADMINISTRATOR);
    Routes::new()
        .nav(60, readers, "/reporting", "reporting-nav")
        .get("/reporting", readers, overview)
        .get("/reporting/students", Policy::COORDINATOR, students)
        .post("/reporting/export", readers, save)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Sought {
    year: String,
    only: String,
    state: String,
    format: String,
}

/// Whose numbers somebody sees: one school's, all of them, or all sums.
fn scope(visit: &Visit) -> Result<(Option<InstitutionId>, Reader), Fault> {
    match visit.actor()?.role {
        Role::Coordinator(school) => Ok((Some(school), Reader::Owner)),
        Role::Fund | Role::Administrator => Ok((None, Reader::Outsider)),
        Role::Company(_) => Err(Fault::Forbidden),
    }
}

/// What is counted, what is asked for, and the tables that answer.
struct Answers {
    report: Arc<Report>,
    asked: Asked,
    tables: Vec<Table>,
    reader: Reader,
    changed_at: Option<DateTime<Utc>>,
}

async fn answers(visit: &Visit, sought: &Sought) -> Result<Answers, Fault> {
    let (school, reader) = scope(visit)?;
    let tx = visit.app.db.read_tx().await?;
    let Facts {
        students,
        places,
        changed_at,
    } = store::facts(&tx, school).await?;
    tx.commit().await?;
    let report = memory::report(&students, &places, reader);
    let asked = Asked::read(&sought.year, &sought.only, &report, SchoolYear::of(visit.today()));
    let tables = report
        .year(asked.year)
        .map_or_else(Vec::new, |year| view::tables(year, &asked));
    Ok(Answers {
        report,
        asked,
        tables,
        reader,
        changed_at,
    })
}

/// A number on the page, and the list or the next table behind it.
struct Number {
    text: String,
    hidden: bool,
    href: String,
}

struct Line {
    name: String,
    total: Number,
    states: Vec<Number>,
    /// Filled and offered, for a bar.
    bar: Option<(u32, u32)>,
}

struct Shelf {
    id: String,
    caption: String,
    head: String,
    /// Term and text of each column of numbers, the total first.
    columns: Vec<(String, String)>,
    lines: Vec<Line>,
    withheld: usize,
    bars: bool,
}

#[derive(Template)]
#[template(path = "reporting/overview.html")]
struct Overview {
    page: Page,
    t: T,
    lead: String,
    years: Vec<(String, String)>,
    year: String,
    groups: Vec<(String, Vec<(String, String)>)>,
    only: String,
    shelves: Vec<Shelf>,
    terms: Vec<(String, String, String)>,
    as_of: String,
    changed_at: Option<String>,
    guarded: bool,
    sizes_only: bool,
}

async fn overview(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let t = visit.t;
    let found = answers(&visit, &sought).await?;
    let Answers {
        report,
        asked,
        tables,
        reader,
        ..
    } = &found;
    let mut shelves: Vec<Shelf> = tables
        .iter()
        .map(|table| shelf(t, asked, table, *reader))
        .collect();
    if asked.only.is_none() {
        shelves.extend(Subject::ALL.map(|subject| by_year(t, report, subject)));
    }
    let mut groups = Vec::new();
    for dimension in [Dimension::Province, Dimension::Figure, Dimension::Size] {
        let mut options = options(t, report, asked.year, dimension);
        if dimension != Dimension::Size {
            options.sort_by(|a, b| a.1.cmp(&b.1));
        }
        groups.push((
            t.get(&format!("reporting-by-{}", dimension_word(dimension))),
            options,
        ));
    }
    let terms = words::GLOSSARY.iter().map(|term| {
        let text = |kind: &str| t.get(&format!("reporting-{kind}-{term}"));
        ((*term).to_owned(), text("term"), text("define"))
    });
    let lead = match reader {
        Reader::Owner => "reporting-lead-own",
        Reader::Outsider => "reporting-lead",
    };
    let page = Overview {
        page: visit.page("reporting-title"),
        t,
        lead: t.get(lead),
        years: report
            .years()
            .map(|year| (year.0.to_string(), year.to_string()))
            .collect(),
        year: asked.year.0.to_string(),
        groups,
        only: asked.only.map_or_else(String::new, group_word),
        shelves,
        terms: terms.collect(),
        as_of: t.datetime(visit.now()),
        changed_at: found.changed_at.map(|at| t.datetime(at)),
        guarded: *reader == Reader::Outsider,
        sizes_only: asked
            .only
            .is_some_and(|(dimension, _)| dimension == Dimension::Size),
    };
    render(StatusCode::OK, &page)
}

/// The groups that one may ask for: those whose size may be shown.
fn options(t: T, report: &Report, year: SchoolYear, dimension: Dimension) -> Vec<(String, String)> {
    let Some(year) = report.year(year) else {
        return Vec::new();
    };
    let mut values: Vec<u16> = Vec::new();
    for subject in Subject::ALL {
        let release = year.of(subject);
        let shown = |value: &u16| release.shown(Cell::ALL.with(dimension, *value)) != Shown::Hidden;
        values.extend(release.values(dimension).into_iter().filter(shown));
    }
    values.sort_unstable();
    values.dedup();
    values
        .into_iter()
        .map(|value| {
            (
                group_word((dimension, value)),
                words::group(t, (dimension, value)),
            )
        })
        .collect()
}

fn number(t: T, shown: Shown, href: String) -> Number {
    match shown {
        Shown::Number(number) => Number {
            text: t.number(number),
            hidden: false,
            href: if number == 0 { String::new() } else { href },
        },
        Shown::Hidden => Number {
            text: t.get("reporting-hidden"),
            hidden: true,
            href: String::new(),
        },
    }
}

fn columns(t: T, subject: Subject) -> Vec<(String, String)> {
    let words = [subject.as_str()].into_iter().chain(subject.states());
    words
        .map(|word| (word.to_owned(), t.get(&format!("reporting-term-{word}"))))
        .collect()
}

fn shelf(t: T, asked: &Asked, table: &Table, reader: Reader) -> Shelf {
    let by = table.by.map_or("all", dimension_word);
    let subject = table.subject;
    let mut caption = t.get(&format!("reporting-table-{}-{by}", subject.as_str()));
    if let Some(group) = asked.only {
        caption = format!("{caption} · {}", words::group(t, group));
    }
    Shelf {
        id: format!("{}-{by}", subject.as_str()),
        caption: format!("{caption} · {}", asked.year),
        head: table.by.map_or_else(
            || t.get("reporting-all"),
            |by| t.get(&format!("reporting-by-{}", dimension_word(by))),
        ),
        columns: columns(t, subject),
        lines: table
            .rows
            .iter()
            .map(|row| line(t, asked, table, row, reader))
            .collect(),
        withheld: table.withheld,
        bars: subject == Subject::Seats,
    }
}

fn line(t: T, asked: &Asked, table: &Table, row: &Row, reader: Reader) -> Line {
    let states = table.subject.states();
    let narrowed = Asked {
        only: row.group.or(asked.only),
        ..*asked
    };
    let own_students = reader == Reader::Owner && table.subject == Subject::Students;
    // Within a group of a group there is no further table: only the own school's list.
    let deeper = row.group.is_some() && asked.only.is_none();
    let behind = |state: &str| {
        if own_students {
            let group = match (asked.only, row.group) {
                (Some(first), Some(second)) => {
                    format!("&only={}&and={}", group_word(first), group_word(second))
                }
                (first, second) => first
                    .or(second)
                    .map_or_else(String::new, |group| format!("&only={}", group_word(group))),
            };
            let state = if state.is_empty() {
                String::new()
            } else {
                format!("&state={state}")
            };
            format!("/reporting/students?year={}{group}{state}", asked.year.0)
        } else if deeper {
            format!("/reporting?{}", narrowed.query())
        } else {
            String::new()
        }
    };
    let numbers = states
        .iter()
        .zip(&row.states)
        .map(|(state, shown)| number(t, *shown, behind(state)));
    let filled = row
        .states
        .first()
        .and_then(|shown| shown.number())
        .zip(row.total.number());
    Line {
        name: row
            .group
            .map_or_else(|| t.get("reporting-all"), |group| words::group(t, group)),
        total: number(t, row.total, behind("")),
        states: numbers.collect(),
        bar: filled.filter(|(_, offered)| table.subject == Subject::Seats && *offered > 0),
    }
}

/// Year by year, each by itself.
fn by_year(t: T, report: &Report, subject: Subject) -> Shelf {
    let lines = report.years().filter_map(|name| {
        let asked = Asked {
            year: name,
            only: None,
        };
        let table = view::table(report.year(name)?, &asked, subject, None);
        let row = table.rows.first()?;
        let href = format!("/reporting?{}", asked.query());
        let filled = row
            .states
            .first()
            .and_then(|shown| shown.number())
            .zip(row.total.number());
        Some(Line {
            name: name.to_string(),
            total: number(t, row.total, href.clone()),
            states: row
                .states
                .iter()
                .map(|shown| number(t, *shown, href.clone()))
                .collect(),
            bar: filled.filter(|(_, offered)| subject == Subject::Seats && *offered > 0),
        })
    });
    Shelf {
        id: format!("{}-year", subject.as_str()),
        caption: t.get(&format!("reporting-table-{}-year", subject.as_str())),
        head: t.get("reporting-by-year"),
        columns: columns(t, subject),
        lines: lines.collect(),
        withheld: 0,
        bars: subject == Subject::Seats,
    }
}

/// A file with the numbers of the page. Who saved what is written down.
async fn save(visit: Visit, Form(sought): Form<Sought>) -> Answer {
    let actor = visit.actor()?;
    let format = Format::read(&sought.format)
        .ok_or_else(|| Fault::invalid("format", "reporting.format.unknown", sought.format.clone()))?;
    let found = answers(&visit, &sought).await?;
    let as_of = visit.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let bytes = export::write(format, visit.t, &found.asked, &found.tables, &as_of)?;
    let entry = AuditEntry::by_actor(actor, "reporting.exported").detail(json!({
        "format": format.as_str(),
        "year": found.asked.year.to_string(),
        "only": found.asked.only.map(group_word).unwrap_or_default(),
    }));
    let tx = visit.app.db.write_tx().await?;
    accounts::record(&tx, &visit.app, &entry).await?;
    tx.commit().await.map_err(Fault::from)?;
    Ok(download(
        &format.file_name(&found.asked),
        format.content_type(),
        bytes,
    ))
}
