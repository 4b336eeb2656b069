//! The page that a coordinator shows to the head of the school: one file, nothing loaded, no script, no student named.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use chrono::NaiveDate;

use super::words::{self, Found};
use crate::law::{self, Status};
use crate::matching::model::Part;
use crate::matching::records::WhyUnplaced;
use crate::platform::texts::T;
use crate::vocabulary::repertory::{FigureCode, figure};

/// What the page says besides what was found.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// What the campaign is called.
    pub round: Option<&'a str>,
    /// Rows with errors that were not matched.
    pub left_out: usize,
    /// The answer is proved to be a best one.
    pub proved: bool,
    /// What the certificate is known by.
    pub certificate_digest: &'a str,
    /// There are mails, and from whom.
    pub mail_from: Option<&'a str>,
}

struct Band {
    name: String,
    n: usize,
    percent: usize,
}

struct FigureLine {
    name: &'static str,
    students: usize,
    placed: usize,
    seats: u64,
}

struct Shortage {
    students: usize,
    places: usize,
    figures: String,
    codes: String,
}

struct Closure {
    rule: String,
    what: String,
    students: usize,
    n_places: u64,
}

struct RuleLine {
    id: &'static str,
    title: String,
    sentence: String,
    source: &'static str,
    status: String,
    unverified: bool,
    applied: bool,
    numbers: Vec<String>,
}

#[derive(Template)]
#[template(path = "matching/files/report.html")]
struct Report<'a> {
    t: T,
    title: String,
    frame: Frame<'a>,
    day: NaiveDate,
    school: Option<&'a str>,
    students: usize,
    placed: usize,
    unplaced: usize,
    percent: usize,
    seats: u64,
    free: u64,
    estimated: u64,
    bands: Vec<Band>,
    figures: Vec<FigureLine>,
    shortages: Vec<Shortage>,
    closures: Vec<Closure>,
    kinds: Vec<(String, usize)>,
    weights: Vec<(String, u16)>,
    tiers: Vec<(String, String, String)>,
    rules: Vec<RuleLine>,
    seed: u64,
    problem_digest: &'a str,
    solver: &'a str,
    version: &'static str,
}

/// Whole per cent.
fn percent(part: usize, of: usize) -> usize {
    (100 * part).checked_div(of).unwrap_or(0)
}

/// Writes the page.
///
/// # Errors
/// When the template fails, which it does only without memory.
pub fn write(t: T, found: &Found<'_>, frame: Frame<'_>) -> Result<String, askama::Error> {
    let (snapshot, outcome) = (found.market.snapshot, found.outcome);
    let settings = &snapshot.settings;
    let (students, placed) = (snapshot.students.len(), outcome.assigned.len());
    let taken: u64 = outcome.places.iter().map(|p| u64::from(p.taken)).sum();
    let period = settings.period;
    let title = frame.round.map_or_else(
        || {
            t.with(
                "files-round-name",
                [
                    ("from", t.short_date(period.from)),
                    ("to", t.short_date(period.to)),
                ],
            )
        },
        ToOwned::to_owned,
    );
    let numbers = |list: &[i64]| list.iter().map(|n| t.number(*n)).collect::<Vec<_>>().join(", ");
    let report = Report {
        t,
        title,
        frame,
        day: snapshot.day,
        school: found.cast.school.as_deref(),
        students,
        placed,
        unplaced: outcome.unplaced.len(),
        percent: percent(placed, students),
        seats: outcome.counts.seats,
        free: outcome.counts.seats.saturating_sub(taken),
        estimated: outcome.counts.estimated,
        bands: bands(t, found),
        figures: figures(found),
        shortages: shortages(found),
        closures: closures(t, found),
        kinds: kinds(t, found),
        weights: Part::ALL
            .into_iter()
            .map(|p| {
                (
                    t.get(&format!("matching-part-{}", p.as_str())),
                    settings.weights.of(p),
                )
            })
            .collect(),
        tiers: outcome
            .tiers
            .iter()
            .map(|tier| {
                let name = t.get(&format!("matching-tier-{}", tier.name));
                (name, numbers(&tier.value), numbers(&tier.bound))
            })
            .collect(),
        rules: rules(t, found),
        seed: settings.seed,
        problem_digest: &outcome.problem_digest,
        solver: &outcome.solver,
        version: env!("CARGO_PKG_VERSION"),
    };
    report.render()
}

fn bands(t: T, found: &Found<'_>) -> Vec<Band> {
    const ENDS: [u16; 6] = [15, 30, 45, 60, 90, u16::MAX];
    let mut counts = [0_usize; ENDS.len()];
    for pair in &found.outcome.assigned {
        let at = ENDS.iter().position(|end| pair.pair.minutes <= *end).unwrap_or(0);
        counts[at] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let mut from = 0;
    let mut bands = Vec::new();
    for (end, n) in ENDS.into_iter().zip(counts) {
        let name = if end == u16::MAX {
            t.n("files-report-over", from - 1)
        } else {
            t.with("files-report-between", [("n_from", from), ("n_to", end)])
        };
        bands.push(Band {
            name,
            n,
            percent: percent(n, most),
        });
        from = end.saturating_add(1);
    }
    while bands.len() > 1 && bands.last().is_some_and(|band| band.n == 0) {
        bands.pop();
    }
    bands
}

fn figures(found: &Found<'_>) -> Vec<FigureLine> {
    let snapshot = found.market.snapshot;
    let mut lines: BTreeMap<FigureCode, FigureLine> = BTreeMap::new();
    let blank = |code: FigureCode| FigureLine {
        name: figure(code).name_it,
        students: 0,
        placed: 0,
        seats: 0,
    };
    for student in &snapshot.students {
        lines
            .entry(student.figure)
            .or_insert_with(|| blank(student.figure))
            .students += 1;
    }
    for pair in &found.outcome.assigned {
        let code = snapshot.students[pair.student].figure;
        lines.entry(code).or_insert_with(|| blank(code)).placed += 1;
    }
    for place in &snapshot.places {
        for code in &place.figures {
            lines.entry(*code).or_insert_with(|| blank(*code)).seats += u64::from(place.seats);
        }
    }
    let mut lines: Vec<FigureLine> = lines.into_values().collect();
    lines.sort_by_key(|line| line.name);
    lines
}

fn shortages(found: &Found<'_>) -> Vec<Shortage> {
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for (at, why) in &found.outcome.unplaced {
        let WhyUnplaced::Shortage { students, places, .. } = why else {
            continue;
        };
        if !seen.insert(places.clone()) {
            continue;
        }
        let own = figure(found.market.snapshot.students[*at].figure).name_it;
        let mut codes: Vec<&str> = places.iter().take(8).map(String::as_str).collect();
        if places.len() > codes.len() {
            codes.push("…");
        }
        lines.push(Shortage {
            students: students.len(),
            places: places.len(),
            figures: own.to_owned(),
            codes: codes.join(", "),
        });
    }
    lines
}

fn closures(t: T, found: &Found<'_>) -> Vec<Closure> {
    let mut by_reason = BTreeMap::new();
    for (_, why) in &found.outcome.unplaced {
        for by in words::closed_of(why).iter().flat_map(|c| &c.reasons) {
            let (students, places) = by_reason.entry(by.reason).or_insert((0_usize, 0_u64));
            *students += 1;
            *places += u64::from(by.places);
        }
    }
    by_reason
        .into_iter()
        .map(|(reason, (students, n_places))| Closure {
            rule: reason.rule().to_string(),
            what: words::reason(t, reason),
            students,
            n_places,
        })
        .collect()
}

fn kinds(t: T, found: &Found<'_>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, why) in &found.outcome.unplaced {
        *counts.entry(why.kind()).or_default() += 1;
    }
    let name = |(kind, n): (&str, usize)| (t.get(&format!("files-kind-{kind}")), n);
    counts.into_iter().map(name).collect()
}

fn rules(t: T, found: &Found<'_>) -> Vec<RuleLine> {
    let law = &found.market.law;
    let line = |rule: &'static law::Rule| {
        let values = law.values_of(rule.id);
        let unverified = rule.parameters().filter(|p| p.status == Status::Unverified);
        RuleLine {
            id: rule.id.as_str(),
            title: t.get(&rule.title_key()),
            sentence: t.with(&rule.sentence_key(), &values),
            source: rule.source,
            status: t.get(&format!("law-status-{}", rule.status.as_str())),
            unverified: rule.status == Status::Unverified,
            applied: law.applies(rule.id),
            numbers: unverified.map(|p| t.get(&p.label_key())).collect(),
        }
    };
    law::rules().iter().map(line).collect()
}
