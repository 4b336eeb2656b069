//! Two runs of a round side by side.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::accounts::{self, SchoolSite};
use crate::matching::comparison::{self, Difference, Gap, Merit, Side};
use crate::matching::model::{RunState, Settings};
use crate::matching::presets::Preset;
use crate::matching::records::{Assignment, Round, Run};
use crate::matching::requests::{self, Scenario};
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Pager, Path, Query, Visit, render, see_other, see_other_saying,
};
use crate::students::model::Profile;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::comune;
use crate::vocabulary::ids::{PlacementId, RoundId, RunId, StudentId};
use crate::vocabulary::repertory::figure;

use super::words::{Names, PlaceWords};

const LINES: u64 = 50;

/// Which two.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Two {
    a: String,
    b: String,
}

/// One figure of merit of both, and which is better there.
struct MeritLine {
    name: String,
    sides: [String; 2],
    difference: String,
    /// 1: the second is better, -1: worse, 0: neither.
    better: i64,
}

struct SpreadTable {
    title: String,
    lines: Vec<(String, [Merit; 2])>,
    /// A group is too small to be shown.
    small: bool,
}

struct PersonLine {
    id: StudentId,
    student: String,
    places: [Option<PlaceWords>; 2],
    minutes: [Option<u16>; 2],
    difference: String,
}

#[derive(Template)]
#[template(path = "matching/compare.html")]
struct Compare {
    page: Page,
    t: T,
    round: Round,
    options: Vec<(String, String)>,
    chosen: [String; 2],
    scenarios: HashMap<RunId, String>,
    presets: Vec<(String, String)>,
    form: ScenarioForm,
    mistakes: Mistakes,
    found: Option<Found>,
}

struct Found {
    runs: [Run; 2],
    merits: Vec<MeritLine>,
    spreads: Vec<SpreadTable>,
    gaps: Vec<SpreadTable>,
    pager: Pager,
    people: Vec<PersonLine>,
}

pub(super) async fn show(visit: Visit, Path(id): Path<RoundId>, Query(two): Query<Two>) -> Answer {
    let round = store::get_round(visit.app.db.reader(), visit.institution()?, id).await?;
    let form = ScenarioForm {
        max_minutes: round.settings.max_minutes.to_string(),
        ..ScenarioForm::default()
    };
    shown(&visit, round, &two, form, Mistakes::none()).await
}

async fn shown(visit: &Visit, round: Round, two: &Two, form: ScenarioForm, mistakes: Mistakes) -> Answer {
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let scenarios = store::scenarios(conn, round.id).await?;
    let mut runs = store::list_runs(conn, round.id).await?;
    runs.retain(|run| run.state == RunState::Done);
    let pick = |word: &str, otherwise: usize| {
        let asked: Option<RunId> = word.parse().ok();
        asked
            .and_then(|id| runs.iter().find(|run| run.id == id))
            .or_else(|| runs.get(otherwise))
            .cloned()
    };
    // The newest on the right, the one before it on the left.
    let found = match (pick(&two.a, 1), pick(&two.b, 0)) {
        (Some(a), Some(b)) if a.id != b.id => Some(compared(visit, &round, [a, b]).await?),
        _ => None,
    };
    let chosen = found.as_ref().map_or_else(
        || [two.a.clone(), two.b.clone()],
        |f| [f.runs[0].id.to_string(), f.runs[1].id.to_string()],
    );
    let page = visit.page("compare-title");
    let options = runs
        .iter()
        .map(|run| (run.id.to_string(), name_of(t, run, &scenarios)))
        .collect();
    let status = if mistakes.any() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let presets = std::iter::once((String::new(), t.get("compare-preset-none")))
        .chain(Preset::ALL.map(|p| {
            (
                p.as_str().to_owned(),
                t.get(&format!("compare-preset-{}", p.as_str())),
            )
        }))
        .collect();
    let told = Compare {
        page,
        t,
        round,
        options,
        chosen,
        scenarios,
        presets,
        form,
        mistakes,
        found,
    };
    render(status, &told)
}

impl Compare {
    /// What a run tried, if it was a scenario.
    fn tried(&self, run: &Run) -> Option<&String> {
        self.scenarios.get(&run.id)
    }

    fn is_chosen(&self, side: usize, value: &str) -> bool {
        self.chosen[side] == value
    }
}

/// What a run is called: a scenario by its name, the round's own by its time.
fn name_of(t: T, run: &Run, scenarios: &HashMap<RunId, String>) -> String {
    let when = t.datetime(run.requested_at);
    scenarios
        .get(&run.id)
        .map_or(when.clone(), |name| format!("{name} · {when}"))
}

/// What is typed to try something else.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ScenarioForm {
    name: String,
    max_minutes: String,
    preset: String,
    /// `yes`: places that are a maybe count, too.
    maybe: String,
}

pub(super) async fn try_scenario(
    visit: Visit,
    Path(id): Path<RoundId>,
    Form(form): Form<ScenarioForm>,
) -> Answer {
    let conn = visit.app.db.reader();
    let round = store::get_round(conn, visit.institution()?, id).await?;
    let as_round =
        Preset::from_word(&form.preset).map_or_else(|| round.settings.clone(), |p| p.of(&round.settings));
    let tried = match form.max_minutes.trim().parse() {
        Ok(max_minutes) => {
            let settings = Settings {
                max_minutes,
                count_maybe: form.maybe == "yes",
                ..as_round
            };
            let name = form.name.clone();
            requests::try_scenario(&visit.app, visit.actor()?, id, Scenario { name, settings }).await
        }
        Err(_) => Err(Fault::invalid(
            "max_minutes",
            "round.max_minutes.range",
            &form.max_minutes,
        )),
    };
    match tried {
        Ok(run) => Ok(see_other(&format!("/rounds/{id}/runs/{run}"))),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            shown(&visit, round, &Two::default(), form, mistakes).await
        }
    }
}

pub(super) async fn adopt(visit: Visit, Path((id, run)): Path<(RoundId, RunId)>) -> Answer {
    requests::adopt_scenario(&visit.app, visit.actor()?, id, run).await?;
    Ok(see_other_saying(&format!("/rounds/{id}"), "compare-adopted"))
}

async fn compared(visit: &Visit, round: &Round, runs: [Run; 2]) -> Result<Found, Fault> {
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let mut assigned: Vec<Vec<Assignment>> = Vec::new();
    let mut students: Vec<Vec<StudentId>> = Vec::new();
    for run in &runs {
        let found = store::list_assignments(conn, run.id).await?;
        let left = store::list_unplaced(conn, run.id).await?;
        students.push(
            found
                .iter()
                .map(|a| a.student_id)
                .chain(left.iter().map(|u| u.student_id))
                .collect(),
        );
        assigned.push(found);
    }
    let sides = [0, 1].map(|at| Side {
        students: &students[at],
        assigned: &assigned[at],
    });
    let differences = comparison::differences(&assigned[0], &assigned[1]);
    let pager = Pager::of(visit, LINES, differences.len() as u64);
    let places: Vec<PlacementId> = differences
        .iter()
        .flat_map(|d| d.sides)
        .flatten()
        .map(|a| a.placement_id)
        .collect();
    let everybody: Vec<StudentId> = students.concat();
    let names = Names::of(conn, round.institution_id, everybody, places).await?;
    let sites = accounts::list_sites(conn, round.institution_id).await?;
    let merit = [0, 1].map(|at| Merit::of(students[at].len() as u64, &assigned[at]));
    let people = differences
        .iter()
        .skip(usize::try_from(pager.offset()).unwrap_or(usize::MAX))
        .take(usize::try_from(LINES).unwrap_or(usize::MAX))
        .map(|d| person(t, &names, d))
        .collect();
    Ok(Found {
        merits: merits(t, &merit),
        spreads: spreads(t, &names, &sites, [&sides[0], &sides[1]]),
        gaps: gaps(t, &names, [&sides[0], &sides[1]]),
        runs,
        pager,
        people,
    })
}

fn merits(t: T, [a, b]: &[Merit; 2]) -> Vec<MeritLine> {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let minutes = |m: Option<u16>| m.map(i64::from);
    let lines: [(&str, Option<i64>, Option<i64>, i64); 7] = [
        ("placed", Some(count(a.placed)), Some(count(b.placed)), 1),
        (
            "unplaced",
            Some(count(a.students - a.placed)),
            Some(count(b.students - b.placed)),
            -1,
        ),
        ("score", Some(count(a.score)), Some(count(b.score)), 1),
        ("median", minutes(a.median), minutes(b.median), -1),
        ("worst", minutes(a.worst), minutes(b.worst), -1),
        (
            "first-wish",
            Some(count(a.first_wish)),
            Some(count(b.first_wish)),
            1,
        ),
        ("any-wish", Some(count(a.any_wish)), Some(count(b.any_wish)), 1),
    ];
    lines
        .into_iter()
        .map(|(word, a, b, good)| {
            let text = |n: Option<i64>| n.map_or_else(|| "–".to_owned(), |n| t.number(n));
            let by = a.zip(b).map_or(0, |(a, b)| b - a);
            MeritLine {
                name: t.get(&format!("compare-{word}")),
                sides: [text(a), text(b)],
                difference: signed(t, by),
                better: by.signum() * good,
            }
        })
        .collect()
}

/// With its sign; nothing for nothing.
fn signed(t: T, by: i64) -> String {
    match by {
        0 => "=".to_owned(),
        1.. => format!("+{}", t.number(by)),
        _ => format!("−{}", t.number(by.abs())),
    }
}

fn spreads(t: T, names: &Names, sites: &[SchoolSite], sides: [&Side<'_>; 2]) -> Vec<SpreadTable> {
    let all: Vec<StudentId> = sides.iter().flat_map(|s| s.students).copied().collect();
    let table = |word: &str, of: &dyn Fn(StudentId) -> Option<String>| {
        let keys: HashMap<StudentId, String> = all.iter().filter_map(|id| Some((*id, of(*id)?))).collect();
        SpreadTable {
            title: t.get(&format!("compare-by-{word}")),
            lines: comparison::spread(sides, &keys),
            small: false,
        }
    };
    let mut tables = vec![
        table("figure", &|id| {
            Some(figure(names.profile(id)?.figure).name_it.to_owned())
        }),
        table("province", &|id| {
            Some(comune(names.profile(id)?.residence)?.province.name().to_owned())
        }),
        table("site", &|id| {
            let site = names.site_of(id)?;
            sites.iter().find(|s| s.id == site).map(|s| s.name.clone())
        }),
    ];
    // A table of one line says what the first table says.
    tables.retain(|table| table.lines.len() > 1);
    tables
}

/// Gaps of traits that the law protects: measured, never weighed, and never of a few people.
fn gaps(t: T, names: &Names, sides: [&Side<'_>; 2]) -> Vec<SpreadTable> {
    let all: Vec<StudentId> = sides.iter().flat_map(|s| s.students).copied().collect();
    let table = |word: &str, of: &dyn Fn(&Profile) -> Option<bool>| {
        let keys: HashMap<StudentId, bool> = all
            .iter()
            .filter_map(|id| Some((*id, of(names.profile(*id)?)?)))
            .collect();
        let title = t.get(&format!("compare-by-{word}"));
        let lines = match comparison::gap(sides, &keys) {
            Gap::None => return None,
            Gap::Small => Vec::new(),
            Gap::Shown(lines) => lines
                .into_iter()
                .map(|(yes, merits)| {
                    let group = if yes { "yes" } else { "no" };
                    (t.get(&format!("compare-{word}-{group}")), merits)
                })
                .collect(),
        };
        Some(SpreadTable {
            title,
            small: lines.is_empty(),
            lines,
        })
    };
    let tables = [
        table("sex", &|profile| {
            profile.codice_fiscale.as_ref().map(comparison::of_a_woman)
        }),
        table("accessible", &|profile| Some(profile.accessible_site)),
    ];
    tables.into_iter().flatten().collect()
}

fn person(t: T, names: &Names, d: &Difference<'_>) -> PersonLine {
    PersonLine {
        id: d.student,
        student: names.student(d.student),
        places: d.sides.map(|a| a.map(|a| names.place(a.placement_id))),
        minutes: d.sides.map(|a| a.map(|a| a.minutes)),
        difference: d
            .minutes()
            .map_or_else(|| "–".to_owned(), |by| signed(t, i64::from(by))),
    }
}
