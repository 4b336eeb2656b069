//! What takes a company one click: to say yes or no to one proposal, and to take what it accepted into its calendar.

use askama::Template;
use axum::http::StatusCode;
use uuid::Uuid;

use super::company::{Fields, enter, entered, refused};
use super::lost::closed;
use crate::platform::web::{Answer, Mistakes, Page, Path, Visit, download, render};
use crate::proposals::answers::{Answering, NOTE_LENGTH};
use crate::proposals::calendar::calendar;
use crate::proposals::cards::{self, Card};
use crate::proposals::model::{DeclineReason, State};
use crate::proposals::views;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{InstitutionId, ProposalId};

/// One proposal, and why it cannot be: each reason is a button that records it.
#[derive(Template)]
#[template(path = "proposals/decline.html")]
struct DeclinePage {
    page: Page,
    base: String,
    card: Card,
    note: String,
    mistakes: Mistakes,
    note_length: usize,
}

impl DeclinePage {
    fn reasons(&self) -> [DeclineReason; 7] {
        DeclineReason::ALL
    }
}

/// What a card's own button says.
pub(super) enum One {
    Accept(ProposalId),
    Decline(ProposalId),
}

/// The one proposal that a button speaks of: `choose` is `accept-<id>` or `decline-<id>`.
pub(super) fn chosen(fields: &Fields) -> Option<One> {
    let (_, word) = fields.iter().find(|(key, _)| key == "choose")?;
    let (choice, id) = word.split_once('-')?;
    let id = ProposalId(id.parse::<Uuid>().ok()?);
    match choice {
        "accept" => Some(One::Accept(id)),
        "decline" => Some(One::Decline(id)),
        _ => None,
    }
}

/// The one proposal that a form declines.
pub(super) fn declined(fields: &Fields) -> Option<ProposalId> {
    let mut choices = fields.iter().filter(|(key, _)| key.starts_with("choice-"));
    let (Some((key, word)), None) = (choices.next(), choices.next()) else {
        return None;
    };
    let id = key.strip_prefix("choice-")?.parse::<Uuid>().ok()?;
    (word == "decline").then_some(ProposalId(id))
}

/// Asks for the reason; choosing it records the answer. With mistakes: once more.
pub(super) async fn ask_why(
    visit: &Visit,
    who: &Answering,
    base: String,
    id: ProposalId,
    fields: &Fields,
    mistakes: Mistakes,
) -> Answer {
    let conn = visit.app.db.reader();
    let cards = cards::of_company(conn, who.round, who.company, visit.now(), visit.today()).await?;
    let card = cards.into_iter().find(|card| card.id == id);
    let card = card.ok_or(Fault::NotFound("proposal"))?;
    if card.state != State::Sent {
        return refused(visit, who, base, Vec::new(), "proposal.answered").await;
    }
    let name = format!("note-{id}");
    let note = fields.iter().find(|(key, _)| *key == name);
    let status = if mistakes.any() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    render(
        status,
        &DeclinePage {
            page: visit.page("proposals-decline-title"),
            base,
            card,
            note: note.map(|(_, value)| value.clone()).unwrap_or_default(),
            mistakes,
            note_length: NOTE_LENGTH,
        },
    )
}

async fn save(visit: &Visit, who: &Answering) -> Answer {
    let conn = visit.app.db.reader();
    let cards = cards::of_company(conn, who.round, who.company, visit.now(), visit.today()).await?;
    if cards.is_empty() {
        return Err(Fault::NotFound("proposal").into());
    }
    let round = views::find_round(conn, who.round)
        .await?
        .ok_or(Fault::NotFound("round"))?;
    let school = InstitutionId(round.institution_id);
    let (school, _) = views::school(conn, school, round.created_by).await?;
    let file = calendar(visit.t, &school.name, &cards, visit.now());
    Ok(download(
        "abbina.ics",
        "text/calendar; charset=utf-8",
        file.into_bytes(),
    ))
}

pub(super) async fn calendar_by_link(visit: Visit, Path(door): Path<String>) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, _)) => save(&visit, &who).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn calendar_signed_in(visit: Visit, Path(round): Path<Uuid>) -> Answer {
    let (who, _) = entered(&visit, round)?;
    save(&visit, &who).await
}
