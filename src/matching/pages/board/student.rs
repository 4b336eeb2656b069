//! One student: the place and where its score comes from, or why there is none; and every other place, with what it would cost
//! the others and who would move. From here a place is chosen by hand, or excluded, with a reason.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::law::Law;
use crate::matching::choices::{self, Choice};
use crate::matching::deciding::{self, PinDraft};
use crate::matching::files::words as reasons;
use crate::matching::model::{Part, RoundState};
use crate::matching::records::{Assignment, Pin, PinKind, Round, Run, UnplacedStudent, WhyUnplaced};
use crate::matching::store;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Path, Visit, render, see_other_saying};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PlacementId, RoundId, RunId, StudentId};

use super::super::decisions::Held;
use super::super::rules;
use super::super::runs::finished;
use super::super::words::{self, Names, PlaceWords};
use super::Head;
use super::effects::{self, ChoiceLine};

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

/// A decision by hand about this student that is in force.
struct PinLine {
    pin: Pin,
    place: PlaceWords,
}

/// What was typed to decide by hand.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::matching::pages) struct Decision {
    placement: String,
    kind: String,
    reason: String,
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
    /// The next best place, in a sentence.
    next_best: Option<String>,
    choices: Vec<ChoiceLine>,
    pins: Vec<PinLine>,
    held: Held,
    decision: Decision,
    mistakes: Mistakes,
}

pub(in crate::matching::pages) async fn student(
    visit: Visit,
    Path((round, run, id)): Path<(RoundId, RunId, StudentId)>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    shown(&visit, round, run, id, Decision::default(), Mistakes::none()).await
}

/// Pins or forbids a place; with everything that is wrong, when something is.
pub(in crate::matching::pages) async fn decide(
    visit: Visit,
    Path((round, run, id)): Path<(RoundId, RunId, StudentId)>,
    Form(decision): Form<Decision>,
) -> Answer {
    let (round, run) = finished(&visit, round, run).await?;
    let kind = PinKind::from_stored(&decision.kind).unwrap_or(PinKind::Pin);
    let done = match decision.placement.parse() {
        Ok(placement) => {
            let draft = PinDraft {
                student: id,
                placement,
                kind,
                reason: decision.reason.clone(),
            };
            deciding::pin(&visit.app, visit.actor()?, round.id, draft).await
        }
        Err(_) => Err(Fault::invalid("placement", "pin.placement.none", "")),
    };
    match done {
        Ok(_) => {
            let said = match kind {
                PinKind::Pin => "matching-pinned",
                PinKind::Forbid => "matching-forbidden",
            };
            let here = format!("/rounds/{}/runs/{}/students/{id}", round.id, run.id);
            Ok(see_other_saying(&here, said))
        }
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            shown(&visit, round, run, id, decision, mistakes).await
        }
    }
}

async fn shown(
    visit: &Visit,
    round: Round,
    run: Run,
    id: StudentId,
    decision: Decision,
    mistakes: Mistakes,
) -> Answer {
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let (placed, not) = store::find_finding(conn, run.id, id).await?;
    if placed.is_none() && not.is_none() {
        return Err(Fault::NotFound("student").into());
    }
    let mut open: Vec<Choice> = choices::choices(&visit.app, &run, id).await?.to_vec();
    open.truncate(effects::SHOWN);
    let mut pins = store::list_pins(conn, round.id).await?;
    let here = format!("/rounds/{}/runs/{}/students/{id}", round.id, run.id);
    let held = Held::of(t, &round, &pins, &here);
    pins.retain(|pin| pin.student_id == id);
    let (rivals, shared) = sharers(not.as_ref());
    let (movers, moved_to) = effects::named(&open);
    let places = placed
        .iter()
        .map(|a| a.placement_id)
        .chain(shared.iter().copied())
        .chain(moved_to)
        .chain(pins.iter().map(|pin| pin.placement_id));
    let places: Vec<PlacementId> = places.collect();
    let people: Vec<StudentId> = rivals.iter().copied().chain(movers).chain([id]).collect();
    let names = Names::of(conn, round.institution_id, people, places).await?;
    let open_places: Vec<PlacementId> = open.iter().map(|choice| choice.placement).collect();
    let ways = names.ways(conn, id, &open_places, &run.settings).await?;
    let lines = effects::lines(t, &run, &names, &ways, id, &open);
    let law = Law::on(run.requested_at.date_naive(), &run.settings.rules).map_err(Fault::Invalid)?;
    let why = not.as_ref().map(|u| reasons::why_unplaced(t, &u.why));
    let closed = not.as_ref().and_then(|u| reasons::closed_of(&u.why));
    let status = if mistakes.any() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let result = StudentResult {
        page: visit.page_titled(names.student(id)),
        t,
        id,
        parts: parts(t, &run, placed.as_ref()),
        conditions: placed
            .as_ref()
            .map(|a| reasons::conditions(t, &a.notes.conditions))
            .unwrap_or_default(),
        rules: rules_of(t, &law),
        why,
        closed: closed.map(|c| reasons::closed(t, c)).unwrap_or_default(),
        remedy: closed.and_then(|c| words::remedy(t, c)),
        rivals: rivals
            .iter()
            .filter(|r| **r != id)
            .map(|r| names.student(*r))
            .collect(),
        shared: shared.iter().map(|p| names.place(*p)).collect(),
        next_best: effects::next_best(t, &lines),
        choices: lines,
        pins: pins
            .into_iter()
            .map(|pin| PinLine {
                place: names.place(pin.placement_id),
                pin,
            })
            .collect(),
        placed: placed.map(|a| {
            let place = names.place(a.placement_id);
            (a, place)
        }),
        head: Head {
            round,
            run,
            here: "student",
        },
        held,
        decision,
        mistakes,
    };
    render(status, &result)
}

impl StudentResult {
    fn may_decide(&self) -> bool {
        self.head.round.state != RoundState::Closed && !self.choices.is_empty()
    }

    fn is_picked(&self, line: &ChoiceLine) -> bool {
        self.decision.placement == line.id.to_string()
    }
}

/// Where the score comes from.
fn parts(t: T, run: &Run, placed: Option<&Assignment>) -> Vec<PartLine> {
    let weights = run.settings.weights;
    placed.map_or_else(Vec::new, |a| {
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
    })
}

fn rules_of(t: T, law: &Law) -> Vec<RuleLine> {
    crate::law::rules()
        .iter()
        .filter(|rule| law.applies(rule.id))
        .map(|rule| RuleLine {
            id: rule.id.as_str(),
            sentence: rules::sentence(t, law, rule),
            source: rule.source,
        })
        .collect()
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
