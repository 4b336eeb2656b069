//! The review board of a run: who goes where, who does not and why, which places stay free, what changed.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::law::Law;
use crate::matching::actions::{self, Moved};
use crate::matching::model::Part;
use crate::matching::records::{Assignment, PlaceUse, Round, Run, UnplacedStudent, WhyUnplaced};
use crate::matching::store::{self, Window};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Pager, Path, Query, Visit, render};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PlacementId, RoundId, RunId, StudentId};

use super::runs::finished;
use super::words::{self, Names, PlaceWords};

const LINES: u64 = 50;

/// What is searched for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Search {
    q: String,
}

/// What the head of every page of the board shows.
struct Head {
    round: Round,
    run: Run,
    here: &'static str,
}

impl Head {
    fn is(&self, tab: &str) -> bool {
        self.here == tab
    }

    fn base(&self) -> String {
        format!("/rounds/{}/runs/{}", self.round.id, self.run.id)
    }
}

struct ProposalLine {
    found: Assignment,
    student: String,
    home: &'static str,
    place: PlaceWords,
}

#[derive(Template)]
#[template(path = "matching/board_proposals.html")]
struct Proposals {
    page: Page,
    t: T,
    head: Head,
    q: String,
    pager: Pager,
    lines: Vec<ProposalLine>,
}

pub(super) async fn proposals(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Query(search): Query<Search>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let conn = visit.app.db.reader();
    let pager = Pager::of(
        &visit,
        LINES,
        store::count_assignments(conn, run.id, &search.q).await?,
    );
    let found = store::page_assignments(conn, run.id, &window(&search, &pager)).await?;
    let names = Names::of(
        conn,
        round.institution_id,
        found.iter().map(|a| a.student_id),
        found.iter().map(|a| a.placement_id),
    )
    .await?;
    let lines = found
        .into_iter()
        .map(|found| ProposalLine {
            student: names.student(found.student_id),
            home: names.home_of(found.student_id),
            place: names.place(found.placement_id),
            found,
        })
        .collect();
    let page = visit.page("matching-board-title");
    let head = Head {
        round,
        run,
        here: "proposals",
    };
    render(
        StatusCode::OK,
        &Proposals {
            page,
            t: visit.t,
            head,
            q: search.q,
            pager,
            lines,
        },
    )
}

fn window(search: &Search, pager: &Pager) -> Window {
    Window {
        text: search.q.clone(),
        limit: pager.limit(),
        offset: pager.offset(),
    }
}

struct UnplacedLine {
    id: StudentId,
    student: String,
    figure: &'static str,
    home: &'static str,
    why: String,
    closed: Vec<String>,
    remedy: Option<String>,
}

#[derive(Template)]
#[template(path = "matching/board_unplaced.html")]
struct UnplacedBoard {
    page: Page,
    t: T,
    head: Head,
    q: String,
    pager: Pager,
    lines: Vec<UnplacedLine>,
}

pub(super) async fn unplaced(
    visit: Visit,
    Path((round, run)): Path<(RoundId, RunId)>,
    Query(search): Query<Search>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let pager = Pager::of(
        &visit,
        LINES,
        store::count_unplaced(conn, run.id, &search.q).await?,
    );
    let found = store::page_unplaced(conn, run.id, &window(&search, &pager)).await?;
    let names = Names::of(conn, round.institution_id, found.iter().map(|u| u.student_id), []).await?;
    let lines = found
        .iter()
        .map(|u| UnplacedLine {
            id: u.student_id,
            student: names.student(u.student_id),
            figure: names.figure_of(u.student_id),
            home: names.home_of(u.student_id),
            why: words::why(t, &u.why),
            closed: words::closed_of(&u.why)
                .map(|c| words::closed(t, c))
                .unwrap_or_default(),
            remedy: words::closed_of(&u.why).and_then(|c| words::remedy(t, c)),
        })
        .collect();
    let page = visit.page("matching-board-title");
    let head = Head {
        round,
        run,
        here: "unplaced",
    };
    render(
        StatusCode::OK,
        &UnplacedBoard {
            page,
            t,
            head,
            q: search.q,
            pager,
            lines,
        },
    )
}

struct PlaceLine {
    used: PlaceUse,
    place: PlaceWords,
}

#[derive(Template)]
#[template(path = "matching/board_places.html")]
struct Places {
    page: Page,
    t: T,
    head: Head,
    pager: Pager,
    lines: Vec<PlaceLine>,
}

pub(super) async fn places(visit: Visit, Path((round, run)): Path<(RoundId, RunId)>) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let conn = visit.app.db.reader();
    let mut used: Vec<PlaceUse> = store::list_places(conn, run.id)
        .await?
        .into_iter()
        .filter(|p| p.taken < p.seats)
        .collect();
    // The most useful first: free seats that many could take.
    used.sort_by_key(|p| {
        (
            std::cmp::Reverse((p.seats - p.taken, p.notes.eligible)),
            p.placement_id,
        )
    });
    let pager = Pager::of(&visit, LINES, used.len() as u64);
    let shown: Vec<PlaceUse> = used
        .into_iter()
        .skip(usize::try_from(pager.offset()).unwrap_or(usize::MAX))
        .take(usize::try_from(pager.limit()).unwrap_or(usize::MAX))
        .collect();
    let names = Names::of(
        conn,
        round.institution_id,
        [],
        shown.iter().map(|p| p.placement_id),
    )
    .await?;
    let lines = shown
        .into_iter()
        .map(|used| PlaceLine {
            place: names.place(used.placement_id),
            used,
        })
        .collect();
    let page = visit.page("matching-board-title");
    let head = Head {
        round,
        run,
        here: "places",
    };
    render(
        StatusCode::OK,
        &Places {
            page,
            t: visit.t,
            head,
            pager,
            lines,
        },
    )
}

struct ChangeLine {
    id: StudentId,
    student: String,
    from: Option<PlaceWords>,
    to: Option<PlaceWords>,
}

#[derive(Template)]
#[template(path = "matching/board_changes.html")]
struct Changes {
    page: Page,
    t: T,
    head: Head,
    against: Option<Run>,
    pager: Pager,
    lines: Vec<ChangeLine>,
}

pub(super) async fn changes(visit: Visit, Path((round, run)): Path<(RoundId, RunId)>) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let conn = visit.app.db.reader();
    let runs = store::list_runs(conn, round.id).await?;
    let against = actions::previous(&runs, &run).cloned();
    let moved: Vec<Moved> = match &against {
        Some(before) => actions::moved(
            &store::list_assignments(conn, before.id).await?,
            &store::list_assignments(conn, run.id).await?,
        ),
        None => Vec::new(),
    };
    let pager = Pager::of(&visit, LINES, moved.len() as u64);
    let shown: Vec<Moved> = moved
        .into_iter()
        .skip(usize::try_from(pager.offset()).unwrap_or(usize::MAX))
        .take(usize::try_from(pager.limit()).unwrap_or(usize::MAX))
        .collect();
    let places = shown
        .iter()
        .flat_map(|m| m.from.into_iter().chain(m.to))
        .collect::<Vec<PlacementId>>();
    let names = Names::of(
        conn,
        round.institution_id,
        shown.iter().map(|m| m.student),
        places,
    )
    .await?;
    let lines = shown
        .iter()
        .map(|m| ChangeLine {
            id: m.student,
            student: names.student(m.student),
            from: m.from.map(|p| names.place(p)),
            to: m.to.map(|p| names.place(p)),
        })
        .collect();
    let page = visit.page("matching-board-title");
    let head = Head {
        round,
        run,
        here: "changes",
    };
    render(
        StatusCode::OK,
        &Changes {
            page,
            t: visit.t,
            head,
            against,
            pager,
            lines,
        },
    )
}

struct PartLine {
    name: String,
    points: u8,
    weight: u16,
    score: u32,
}

struct RuleLine {
    id: &'static str,
    sentence: String,
    source: &'static str,
}

#[derive(Template)]
#[template(path = "matching/student.html")]
struct StudentResult {
    page: Page,
    t: T,
    head: Head,
    id: StudentId,
    placed: Option<(Assignment, PlaceWords)>,
    parts: Vec<PartLine>,
    conditions: Vec<String>,
    rules: Vec<RuleLine>,
    why: Option<String>,
    closed: Vec<String>,
    remedy: Option<String>,
    /// Who shares the places of a shortage, and those places.
    rivals: Vec<String>,
    shared: Vec<PlaceWords>,
}

pub(super) async fn student(
    visit: Visit,
    Path((round, run, id)): Path<(RoundId, RunId, StudentId)>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let (placed, not) = store::find_finding(conn, run.id, id).await?;
    if placed.is_none() && not.is_none() {
        return Err(Fault::NotFound("student").into());
    }
    let (rivals, shared) = sharers(not.as_ref());
    let places = placed
        .iter()
        .map(|a| a.placement_id)
        .chain(shared.iter().copied());
    let names = Names::of(
        conn,
        round.institution_id,
        rivals.iter().copied().chain([id]),
        places,
    )
    .await?;
    let law = Law::on(run.requested_at.date_naive(), &run.settings.rules).map_err(Fault::Invalid)?;
    let rules = crate::law::rules()
        .iter()
        .filter(|rule| law.applies(rule.id))
        .map(|rule| RuleLine {
            id: rule.id.as_str(),
            sentence: super::rules::sentence(t, &law, rule),
            source: rule.source,
        })
        .collect();
    let weights = run.settings.weights;
    let parts = placed.as_ref().map_or_else(Vec::new, |a| {
        let scores = a.points.weighted(&weights);
        Part::ALL
            .into_iter()
            .enumerate()
            .map(|(i, part)| PartLine {
                name: t.get(&format!("matching-part-{}", part.as_str())),
                points: a.points.0[i],
                weight: weights.of(part),
                score: scores[i],
            })
            .collect()
    });
    let conditions = placed.as_ref().map_or_else(Vec::new, |a| {
        let key = |code: &str| format!("condition-{}", code.replace('.', "-"));
        a.notes
            .conditions
            .iter()
            .map(|c| t.with(&key(&c.code), &c.args))
            .collect()
    });
    let why = not.as_ref().map(|u| words::why(t, &u.why));
    let closed = not.as_ref().and_then(|u| words::closed_of(&u.why));
    let result = StudentResult {
        page: visit.page_titled(names.student(id)),
        t,
        id,
        parts,
        conditions,
        rules,
        why,
        closed: closed.map(|c| words::closed(t, c)).unwrap_or_default(),
        remedy: closed.and_then(|c| words::remedy(t, c)),
        rivals: rivals
            .iter()
            .filter(|r| **r != id)
            .map(|r| names.student(*r))
            .collect(),
        shared: shared.iter().map(|p| names.place(*p)).collect(),
        placed: placed.map(|a| {
            let place = names.place(a.placement_id);
            (a, place)
        }),
        head: Head {
            round,
            run,
            here: "student",
        },
    };
    render(StatusCode::OK, &result)
}

/// Whom and which places a shortage is about.
fn sharers(not: Option<&UnplacedStudent>) -> (Vec<StudentId>, Vec<PlacementId>) {
    match not.map(|u| &u.why) {
        Some(WhyUnplaced::Shortage { students, places, .. }) => (
            students.iter().filter_map(|s| s.parse().ok()).collect(),
            places.iter().filter_map(|p| p.parse().ok()).collect(),
        ),
        _ => (Vec::new(), Vec::new()),
    }
}
