//! What people decide by hand: pairs that must be or must not be, one or many in one go, and taking it back.
//!
//! Everything decided in one go bears the same instant. To undo is to take back what bears the latest one, and to put back what
//! it had replaced: the round is as it was before. What one looks at is what one takes back: the instant is sent along.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::freeze::freeze;
use super::model::RoundState;
use super::problem;
use super::records::{Pin, PinKind};
use super::snapshot::Snapshot;
use super::store;
use super::what_if::positions;
use crate::accounts::{self, Actor, AuditEntry};
use crate::app::App;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{PinId, PlacementId, RoundId, StudentId};

/// A reason for a pin is read by colleagues: some words, not a book.
const LONGEST_REASON: usize = 500;

/// A pin or a forbid, as a coordinator says it.
#[derive(Debug, Clone)]
pub struct PinDraft {
    pub student: StudentId,
    pub placement: PlacementId,
    pub kind: PinKind,
    pub reason: String,
}

/// The same said of many pairs in one go.
#[derive(Debug, Clone)]
pub struct Decision {
    pub pairs: Vec<(StudentId, PlacementId)>,
    pub kind: PinKind,
    pub reason: String,
}

/// What came of a decision about many pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// In force now.
    pub done: usize,
    /// Could not be: a proposal is out already, or the rules do not allow the pair any more.
    pub skipped: usize,
}

/// Pins or forbids a pair for the next runs. A pin takes the place of an earlier pin of the same student.
///
/// # Errors
/// `pin.reason.missing`, `pin.student.unknown`, `pin.placement.unknown`, or `pin.not_allowed` with the reasons of the law.
pub async fn pin(app: &App, actor: &Actor, id: RoundId, draft: PinDraft) -> Result<PinId, Fault> {
    let pair = (draft.student, draft.placement);
    let decision = Decision {
        pairs: vec![pair],
        kind: draft.kind,
        reason: draft.reason,
    };
    let (pins, _) = keep(app, actor, id, decision, true).await?;
    pins.first()
        .map(|pin| pin.id)
        .ok_or_else(|| Fault::internal("a decision without a pin"))
}

/// Pins or forbids many pairs in one go: those that can be. The rest is counted.
///
/// # Errors
/// `pin.reason.missing`; `pin.pairs.none` when no pair is named; `pin.pairs.all_skipped` when none of them can be.
pub async fn decide(app: &App, actor: &Actor, id: RoundId, decision: Decision) -> Result<Kept, Fault> {
    let (pins, skipped) = keep(app, actor, id, decision, false).await?;
    Ok(Kept {
        done: pins.len(),
        skipped,
    })
}

/// `strict`: what cannot be is a mistake, and nothing is written.
async fn keep(
    app: &App,
    actor: &Actor,
    id: RoundId,
    decision: Decision,
    strict: bool,
) -> Result<(Vec<Pin>, usize), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    let round = store::get_round(&tx, institution, id).await?;
    if round.state == RoundState::Closed {
        return Err(Fault::Conflict("round_closed"));
    }
    let reason = decision.reason.trim();
    let mut problems = Vec::new();
    match reason.chars().count() {
        0 => problems.push(Invalid::new("reason", "pin.reason.missing", "")),
        1..=LONGEST_REASON => {}
        _ => problems.push(Invalid::new("reason", "pin.reason.long", "").with("most", LONGEST_REASON)),
    }
    let mut seen = HashSet::new();
    let pairs: Vec<_> = (decision.pairs.iter().copied())
        .filter(|pair| seen.insert(*pair))
        .collect();
    let snapshot = freeze(&tx, &round, app.clock.today()).await?;
    let against = cannot_be(&snapshot, &pairs, decision.kind);
    let possible: Vec<_> = (pairs.iter().zip(&against))
        .filter(|(_, against)| against.is_empty())
        .map(|(pair, _)| *pair)
        .collect();
    if strict {
        problems.extend(against.into_iter().flatten());
    } else if pairs.is_empty() {
        problems.push(Invalid::new("pair", "pin.pairs.none", ""));
    } else if possible.is_empty() {
        problems.push(Invalid::new("pair", "pin.pairs.all_skipped", ""));
    }
    if !problems.is_empty() {
        return Err(Fault::Invalid(problems));
    }
    let now = app.clock.now();
    let pins: Vec<Pin> = possible
        .iter()
        .map(|(student, placement)| Pin {
            id: PinId::new(now, app.chance.as_ref()),
            round_id: id,
            student_id: *student,
            placement_id: *placement,
            kind: decision.kind,
            reason: reason.to_owned(),
            author: Some(actor.account_id),
            created_at: now,
        })
        .collect();
    let replaced = replaced(&store::list_pins(&tx, id).await?, &possible, decision.kind);
    store::remove_pins(&tx, id, &replaced, actor.account_id, now).await?;
    store::insert_pins(&tx, &pins).await?;
    let action = match decision.kind {
        PinKind::Pin => "pin.pinned",
        PinKind::Forbid => "pin.forbidden",
    };
    let entry = AuditEntry::by_actor(actor, action);
    let entry = match pins.as_slice() {
        [one] => entry.about("pin", one.id.0),
        many => entry.about("round", id.0).detail(json!({ "pairs": many.len() })),
    };
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    let skipped = pairs.len() - pins.len();
    Ok((pins, skipped))
}

/// The decisions in force that these pairs take the place of: about the same pair, or another pin of the same student.
fn replaced(in_force: &[Pin], pairs: &[(StudentId, PlacementId)], kind: PinKind) -> Vec<PinId> {
    let same: HashSet<_> = pairs.iter().copied().collect();
    let pinned: HashSet<StudentId> = pairs
        .iter()
        .filter(|_| kind == PinKind::Pin)
        .map(|(student, _)| *student)
        .collect();
    in_force
        .iter()
        .filter(|pin| {
            same.contains(&(pin.student_id, pin.placement_id))
                || (pin.kind == PinKind::Pin && pinned.contains(&pin.student_id))
        })
        .map(|pin| pin.id)
        .collect()
}

/// Of each pair, everything against pinning or forbidding it.
fn cannot_be(snapshot: &Snapshot, pairs: &[(StudentId, PlacementId)], kind: PinKind) -> Vec<Vec<Invalid>> {
    let students = positions(snapshot.students.iter().map(|s| s.id.as_str()));
    let places = positions(snapshot.places.iter().map(|p| p.id.as_str()));
    let found: Vec<_> = pairs
        .iter()
        .map(|(student, placement)| {
            (
                students.get(student.to_string().as_str()).copied(),
                places.get(placement.to_string().as_str()).copied(),
            )
        })
        .collect();
    let both: Vec<(usize, usize)> = found.iter().filter_map(|(s, p)| Some(((*s)?, (*p)?))).collect();
    let mut reasons = match kind {
        PinKind::Pin => problem::against(snapshot, &both),
        PinKind::Forbid => vec![Vec::new(); both.len()],
    }
    .into_iter();
    found
        .into_iter()
        .map(|(student, place)| {
            let mut problems = Vec::new();
            if student.is_none() {
                problems.push(Invalid::new("student", "pin.student.unknown", ""));
            }
            if place.is_none() {
                problems.push(Invalid::new("placement", "pin.placement.unknown", ""));
            }
            if problems.is_empty() {
                let reasons = reasons.next().unwrap_or_default();
                if !reasons.is_empty() {
                    let codes: Vec<&str> = reasons.iter().map(|r| r.code()).collect();
                    problems.push(
                        Invalid::new("placement", "pin.not_allowed", "").with("reasons", codes.join(", ")),
                    );
                }
            }
            problems
        })
        .collect()
}

/// Takes a pin or a forbid back.
///
/// # Errors
/// When it is not there.
pub async fn unpin(app: &App, actor: &Actor, round: RoundId, id: PinId) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    store::get_round(&tx, institution, round).await?;
    if store::remove_pins(&tx, round, &[id], actor.account_id, app.clock.now()).await? == 0 {
        return Err(Fault::NotFound("pin"));
    }
    accounts::record(
        &tx,
        app,
        &AuditEntry::by_actor(actor, "pin.removed").about("pin", id.0),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// What was decided in the last go and is in force: what [`undo`] takes back.
#[must_use]
pub fn last_decision(in_force: &[Pin]) -> Option<(DateTime<Utc>, Vec<&Pin>)> {
    let at = in_force.iter().map(|pin| pin.created_at).max()?;
    Some((at, in_force.iter().filter(|pin| pin.created_at == at).collect()))
}

/// Takes back what was decided in the last go, and puts back what it had replaced. `at`: the instant that the reader saw. Says how
/// many pairs it was about.
///
/// # Errors
/// `changed_meanwhile` when the last decision is another one by now.
pub async fn undo(app: &App, actor: &Actor, round: RoundId, at: DateTime<Utc>) -> Result<usize, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    store::get_round(&tx, institution, round).await?;
    let in_force = store::list_pins(&tx, round).await?;
    let Some((_, last)) = last_decision(&in_force).filter(|(last, _)| *last == at) else {
        return Err(Fault::Conflict("changed_meanwhile"));
    };
    let ids: Vec<PinId> = last.iter().map(|pin| pin.id).collect();
    store::restore_pins(&tx, round, at).await?;
    store::remove_pins(&tx, round, &ids, actor.account_id, app.clock.now()).await?;
    let entry = AuditEntry::by_actor(actor, "pin.undone")
        .about("round", round.0)
        .detail(json!({ "pairs": ids.len() }));
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(ids.len())
}
