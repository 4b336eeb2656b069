//! Who goes where: filtered, sorted, and decided about, one pair or many in one go.

use std::collections::HashSet;

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::matching::deciding::{self, Decision};
use crate::matching::records::{Assignment, PinKind, Round, Run};
use crate::matching::store::{self, By, Findings};
use crate::matching::{choices, model::RoundState};
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Pager, Path, Query, Visit, render, see_other, see_other_counting,
};
use crate::vocabulary::ids::{PlacementId, RoundId, RunId, StudentId};

use super::super::decisions::Held;
use super::super::runs::finished;
use super::super::words::{Names, PlaceWords};
use super::Head;
use super::sought::{Asked, Column, Filters, LINES};

struct ProposalLine {
    found: Assignment,
    student: String,
    figure: &'static str,
    home: &'static str,
    place: PlaceWords,
    pinned: bool,
}

#[derive(Template)]
#[template(path = "matching/board_proposals.html")]
struct Proposals {
    page: Page,
    t: T,
    head: Head,
    asked: Asked,
    filters: Filters,
    columns: Vec<Column>,
    total: u64,
    /// None: what a search by name found, the first hundred.
    pager: Option<Pager>,
    lines: Vec<ProposalLine>,
    held: Held,
    decision: Many,
    mistakes: Mistakes,
    no_mistakes: Mistakes,
}

/// A decision about lines of the list, and the list that it is about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::matching::pages) struct Many {
    /// `student:placement`, ticked.
    pair: Vec<String>,
    /// `pin`, `forbid`: those ticked; `pin_all`: all that were found.
    what: String,
    reason: String,
    q: String,
    figure: String,
    home: String,
    company: String,
    over: String,
    wish: String,
    pinned: String,
    sort: String,
    dir: String,
}

impl Many {
    fn asked(&self) -> Asked {
        Asked {
            q: self.q.clone(),
            figure: self.figure.clone(),
            home: self.home.clone(),
            company: self.company.clone(),
            over: self.over.clone(),
            wish: self.wish.clone(),
            pinned: self.pinned.clone(),
            sort: self.sort.clone(),
            dir: self.dir.clone(),
        }
    }

    fn ticked(&self) -> Vec<(StudentId, PlacementId)> {
        self.pair
            .iter()
            .filter_map(|pair| {
                let (student, place) = pair.split_once(':')?;
                Some((student.parse().ok()?, place.parse().ok()?))
            })
            .collect()
    }
}

pub(in crate::matching::pages) async fn proposals(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    // Whoever looks at the list will soon ask why.
    choices::prepare(&visit.app, &run);
    listed(
        &visit,
        round,
        run,
        asked.nameless(),
        Many::default(),
        Mistakes::none(),
    )
    .await
}

/// Those with these words in their name, among those that the filters let through.
pub(in crate::matching::pages) async fn find_proposals(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Form(asked): Form<Asked>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    if asked.by_name() {
        listed(&visit, round, run, asked, Many::default(), Mistakes::none()).await
    } else {
        Ok(see_other(&asked.address(&list_of(&round, &run))))
    }
}

/// Pins or forbids many pairs in one go.
pub(in crate::matching::pages) async fn decide_many(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Form(many): Form<Many>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let asked = many.asked();
    let pairs = if many.what == "pin_all" {
        store::pairs_found(visit.app.db.reader(), round.id, run.id, &asked.sought()).await?
    } else {
        many.ticked()
    };
    let kind = if many.what == "forbid" {
        PinKind::Forbid
    } else {
        PinKind::Pin
    };
    let decision = Decision {
        pairs,
        kind,
        reason: many.reason.clone(),
    };
    match deciding::decide(&visit.app, visit.actor()?, round.id, decision).await {
        Ok(kept) => {
            let key = match (kind, kept.skipped) {
                (PinKind::Pin, 0) => "board-pinned",
                (PinKind::Forbid, 0) => "board-forbidden",
                (_, _) => "board-kept-some",
            };
            let count = i64::try_from(kept.done).unwrap_or(i64::MAX);
            Ok(see_other_counting(
                &asked.address(&list_of(&round, &run)),
                key,
                count,
            ))
        }
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            listed(&visit, round, run, asked, many, mistakes).await
        }
    }
}

fn list_of(round: &Round, run: &Run) -> String {
    format!("/rounds/{}/runs/{}/proposals", round.id, run.id)
}

async fn listed(
    visit: &Visit,
    round: Round,
    run: Run,
    asked: Asked,
    decision: Many,
    mistakes: Mistakes,
) -> Answer {
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let sought = asked.sought();
    let total = store::count_found(conn, Findings::Assigned, round.id, run.id, &sought).await?;
    let pager = (!asked.by_name()).then(|| Pager::of(visit, LINES, total));
    let window = asked.window(pager.as_ref());
    let found = store::page_assignments(conn, round.id, run.id, &sought, &window).await?;
    let names = Names::of(
        conn,
        round.institution_id,
        found.iter().map(|a| a.student_id),
        found.iter().map(|a| a.placement_id),
    )
    .await?;
    let pins = store::list_pins(conn, round.id).await?;
    let pinned: HashSet<_> = pins
        .iter()
        .filter(|pin| pin.kind == PinKind::Pin)
        .map(|pin| (pin.student_id, pin.placement_id))
        .collect();
    let lines = found
        .into_iter()
        .map(|found| ProposalLine {
            student: names.student(found.student_id),
            figure: names.figure_of(found.student_id),
            home: names.home_of(found.student_id),
            place: names.place(found.placement_id),
            pinned: pinned.contains(&(found.student_id, found.placement_id)),
            found,
        })
        .collect();
    let list = list_of(&round, &run);
    let columns = By::ALL
        .map(|by| asked.column(t, &list, by, column_key(by)))
        .into_iter()
        .collect();
    let status = if mistakes.any() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let shown = Proposals {
        page: visit.page("matching-board-title"),
        t,
        filters: Filters::of(t, &store::choices_of(conn, Findings::Assigned, run.id).await?),
        columns,
        total,
        pager,
        lines,
        held: Held::of(t, &round, &pins, &asked.address(&list)),
        head: Head {
            round,
            run,
            here: "proposals",
        },
        asked,
        decision,
        mistakes,
        no_mistakes: Mistakes::none(),
    };
    render(status, &shown)
}

fn column_key(by: By) -> &'static str {
    match by {
        By::Student => "matching-board-student",
        By::Company => "matching-board-place",
        By::Minutes => "matching-board-minutes",
        By::Wish => "matching-board-wish",
        By::Score => "matching-board-score",
    }
}

impl Proposals {
    fn may_decide(&self) -> bool {
        self.head.round.state != RoundState::Closed
    }

    fn value(&self, line: &ProposalLine) -> String {
        format!("{}:{}", line.found.student_id, line.found.placement_id)
    }

    fn is_ticked(&self, line: &ProposalLine) -> bool {
        self.decision.pair.contains(&self.value(line))
    }

    /// The list that a decision is about, for the form.
    fn kept(&self) -> [(&'static str, &String); 9] {
        let asked = &self.asked;
        [
            ("q", &asked.q),
            ("figure", &asked.figure),
            ("home", &asked.home),
            ("company", &asked.company),
            ("over", &asked.over),
            ("wish", &asked.wish),
            ("pinned", &asked.pinned),
            ("sort", &asked.sort),
            ("dir", &asked.dir),
        ]
    }

    fn list(&self) -> String {
        list_of(&self.head.round, &self.head.run)
    }
}
