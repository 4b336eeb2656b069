//! A result in pictures, each with its table: how far the round has come, wishes, journeys, supply against demand.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;

use crate::matching::held;
use crate::matching::records::{Assignment, PlaceUse};
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::chart::Row;
use crate::platform::web::{Answer, Chart, Page, Path, Visit, render};
use crate::vocabulary::geography::comune;
use crate::vocabulary::ids::{RoundId, RunId, StudentId};
use crate::vocabulary::repertory::figure;

use super::super::runs::finished;
use super::super::words::Names;
use super::Head;

/// The ends of the bands of journeys, minutes.
const ENDS: [u16; 7] = [15, 30, 45, 60, 75, 90, u16::MAX];

/// Wishes told apart; later ones are one bar.
const RANKS: u32 = 3;

#[derive(Template)]
#[template(path = "matching/board_charts.html")]
struct Charts {
    page: Page,
    t: T,
    head: Head,
    charts: Vec<Chart>,
}

pub(in crate::matching::pages) async fn charts(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let assigned = store::list_assignments(conn, run.id).await?;
    let left = store::list_unplaced(conn, run.id).await?;
    let places = store::list_places(conn, run.id).await?;
    let students: Vec<StudentId> = assigned
        .iter()
        .map(|a| a.student_id)
        .chain(left.iter().map(|u| u.student_id))
        .collect();
    let names = Names::of(
        conn,
        round.institution_id,
        students.iter().copied(),
        places.iter().map(|p| p.placement_id),
    )
    .await?;
    let answered = held::answered(conn, round.id).await?;
    let closed = left
        .iter()
        .filter(|u| u.why.kind() == "no_eligible_place")
        .count();
    let charts = vec![
        funnel(
            t,
            [students.len(), students.len() - closed, assigned.len()],
            answered,
        ),
        ranks(t, &assigned, left.len()),
        journeys(t, &names, &assigned),
        by_figure(t, &names, &students, &places),
        by_province(t, &names, &students, &places),
    ];
    let told = Charts {
        page: visit.page("matching-board-title"),
        t,
        head: Head {
            round,
            run,
            here: "charts",
        },
        charts,
    };
    render(StatusCode::OK, &told)
}

fn row(label: String, values: Vec<u64>) -> Row {
    Row {
        label,
        values,
        mark: None,
    }
}

/// Students of the round, step by step, until a company has accepted them.
fn funnel(t: T, [students, open, placed]: [usize; 3], (sent, accepted): (u64, u64)) -> Chart {
    let steps = [
        ("students", students as u64),
        ("open", open as u64),
        ("placed", placed as u64),
        ("sent", sent),
        ("accepted", accepted),
    ];
    Chart {
        title: t.get("charts-funnel"),
        row: t.get("charts-step"),
        series: vec![t.get("matching-run-students")],
        rows: steps
            .into_iter()
            .map(|(word, n)| row(t.get(&format!("charts-step-{word}")), vec![n]))
            .collect(),
    }
}

/// Which of their wishes students got.
fn ranks(t: T, assigned: &[Assignment], left: usize) -> Chart {
    let count = |is: &dyn Fn(Option<u32>) -> bool| assigned.iter().filter(|a| is(a.wish_rank)).count() as u64;
    let mut rows: Vec<Row> = (1..=RANKS)
        .map(|rank| {
            row(
                t.n("matching-board-rank", rank),
                vec![count(&|r| r == Some(rank))],
            )
        })
        .collect();
    rows.push(row(
        t.get("charts-rank-later"),
        vec![count(&|r| r.is_some_and(|r| r > RANKS))],
    ));
    rows.push(row(t.get("charts-rank-none"), vec![count(&|r| r.is_none())]));
    rows.push(row(t.get("matching-student-unplaced"), vec![left as u64]));
    Chart {
        title: t.get("charts-ranks"),
        row: t.get("matching-board-wish"),
        series: vec![t.get("matching-run-students")],
        rows,
    }
}

/// How long the journeys are; the worst off are marked.
fn journeys(t: T, names: &Names, assigned: &[Assignment]) -> Chart {
    let mut counts = [0_u64; ENDS.len()];
    let band = |minutes: u16| {
        ENDS.iter()
            .position(|end| minutes <= *end)
            .unwrap_or(ENDS.len() - 1)
    };
    for a in assigned {
        counts[band(a.minutes)] += 1;
    }
    let worst = assigned.iter().max_by_key(|a| (a.minutes, a.student_id));
    let mut rows = Vec::new();
    let mut from = 0;
    for (at, (end, n)) in ENDS.into_iter().zip(counts).enumerate() {
        let label = if end == u16::MAX {
            t.n("files-report-over", from - 1)
        } else {
            t.with("files-report-between", [("n_from", from), ("n_to", end)])
        };
        rows.push(Row {
            label,
            values: vec![n],
            mark: worst.filter(|w| band(w.minutes) == at).map(|w| {
                t.with(
                    "charts-worst",
                    [
                        ("student", names.student(w.student_id)),
                        ("n_minutes", w.minutes.to_string()),
                    ],
                )
            }),
        });
        from = end.saturating_add(1);
    }
    while rows.len() > 1 && rows.last().is_some_and(|r| r.values == [0]) {
        rows.pop();
    }
    Chart {
        title: t.get("charts-journeys"),
        row: t.get("matching-board-minutes"),
        series: vec![t.get("matching-run-students")],
        rows,
    }
}

/// Students and free seats side by side, by something that both have.
fn supply(t: T, word: &str, found: BTreeMap<&'static str, [u64; 2]>) -> Chart {
    Chart {
        title: t.get(&format!("charts-by-{word}")),
        row: t.get(&format!("charts-{word}")),
        series: vec![t.get("matching-run-students"), t.get("matching-run-seats")],
        rows: found
            .into_iter()
            .map(|(name, [students, seats])| Row {
                label: name.to_owned(),
                values: vec![students, seats],
                mark: (students > seats).then(|| t.n("charts-missing", students - seats)),
            })
            .collect(),
    }
}

fn by_figure(t: T, names: &Names, students: &[StudentId], places: &[PlaceUse]) -> Chart {
    let mut found: BTreeMap<&'static str, [u64; 2]> = BTreeMap::new();
    for profile in students.iter().filter_map(|s| names.profile(*s)) {
        found.entry(figure(profile.figure).name_it).or_default()[0] += 1;
    }
    for place in places {
        for code in names.offer(place.placement_id).iter().flat_map(|o| &o.figures) {
            found.entry(figure(*code).name_it).or_default()[1] += u64::from(place.seats);
        }
    }
    // Figures that nobody of the round learns are no part of it.
    found.retain(|_, [students, _]| *students > 0);
    supply(t, "figure", found)
}

fn by_province(t: T, names: &Names, students: &[StudentId], places: &[PlaceUse]) -> Chart {
    let mut found: BTreeMap<&'static str, [u64; 2]> = BTreeMap::new();
    let province = |code| comune(code).map_or("", |c| c.province.name());
    for profile in students.iter().filter_map(|s| names.profile(*s)) {
        found.entry(province(profile.residence)).or_default()[0] += 1;
    }
    for place in places {
        if let Some(offer) = names.offer(place.placement_id) {
            found.entry(province(offer.site)).or_default()[1] += u64::from(place.seats);
        }
    }
    supply(t, "province", found)
}
