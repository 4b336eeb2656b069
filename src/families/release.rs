//! The school lets families see what was decided, and says what happens next.

use serde::Deserialize;

use super::ask::reachable;
use super::links::school_name;
use super::store::{self, Asking, Filter};
use crate::accounts::{self, Actor, AuditEntry};
use crate::app::App;
use crate::matching::{self, Round, model::RoundState};
use crate::notifications::catalogue::{DecisionReady, Mail};
use crate::notifications::{self, Message};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{EventId, RoundId};
use crate::vocabulary::text::Language;

/// The longest text on what happens next, characters.
pub(super) const NEXT_LENGTH: usize = 600;

/// What happens next, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReleaseForm {
    /// In the school's words.
    pub next_steps: String,
}

/// Can what was decided be released now?
pub(super) fn may_release(round: &Round, asking: Option<&Asking>) -> bool {
    round.state != RoundState::Draft && asking.is_some_and(|asking| asking.released_at.is_none())
}

/// Releases what was decided in a round: from now on its families see it. Those who want mail get one that says so. Says how many.
///
/// # Errors
/// `NotFound` for somebody else's round; conflicts `family.not_asked`, `family.not_published`, `family.released`; what is wrong with
/// the text.
pub async fn release(app: &App, actor: &Actor, round: RoundId, form: &ReleaseForm) -> Result<usize, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let round = matching::get_round(&tx, institution, round).await?;
    let asking = store::find_asking(&tx, round.id)
        .await?
        .ok_or(Fault::Conflict("family.not_asked"))?;
    if round.state == RoundState::Draft {
        return Err(Fault::Conflict("family.not_published"));
    }
    let next = form.next_steps.trim();
    let invalid = |code| Invalid::new("next_steps", code, "").with("n_limit", NEXT_LENGTH);
    if next.is_empty() {
        return Err(invalid("family.next.missing").into());
    }
    if next.chars().count() > NEXT_LENGTH {
        return Err(invalid("family.next.long").into());
    }
    if !store::release(&tx, &asking, actor.account_id, next, now).await? {
        return Err(Fault::Conflict("family.released"));
    }
    let school = asking.school(school_name(&tx, &round).await?);
    let mut letters = Vec::new();
    for (student, link, recipient) in reachable(app, &tx, &round, Filter::All).await? {
        let message = Message {
            event_id: EventId::new(now, app.chance.as_ref()),
            mail: Mail::from(DecisionReady {
                school: school.clone(),
                round: round.name.clone(),
                link,
            }),
            recipient,
            language: Language::Italian,
            institution_id: Some(institution),
            company_id: None,
        };
        letters.push((message, student));
    }
    let mails = notifications::enqueue_about(app, &tx, &letters).await?;
    let entry = AuditEntry::by_actor(actor, "family.released")
        .about("round", round.id.0)
        .detail(serde_json::json!({ "mails": mails }));
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(mails)
}
