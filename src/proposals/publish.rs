//! Publishing a run: proposals and messages in one transaction.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::links::link_for;
use super::model::{Draft, Facts};
use super::publication::{Publication, prepare};
use super::store::{self, Stored};
use super::views;
use crate::accounts::{Actor, AuditEntry, By, record};
use crate::app::App;
use crate::matching::{self, model::RoundState};
use crate::notifications::{self, Message};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{EventId, InstitutionId, ProposalId, RoundId, RunId};

/// What was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Proposals that went out.
    pub sent: usize,
    /// Proposals that were taken back.
    pub withdrawn: usize,
    /// Proposals that stay as they are.
    pub kept: usize,
    /// Mails written into the outbox.
    pub mails: usize,
}

/// Publishes the last run of a round: writes what is new, takes back what the run no longer has, and writes the mails, all
/// or nothing. What was accepted stays.
///
/// # Errors
/// `NotFound` for somebody else's round; conflicts `run.none`, `run.not_latest`, `run.already_published`, and `run.stale`
/// when others have taken places or students since the run was asked for; `round.answer_by.past`.
pub async fn publish(app: &App, actor: &Actor, round: RoundId, run: RunId) -> Result<Published, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    publish_by(app, By::Account(actor.account_id), institution, round, run).await
}

/// The same for a school, by whoever asked for it before.
pub(super) async fn publish_by(
    app: &App,
    by: By,
    institution: InstitutionId,
    round: RoundId,
    run: RunId,
) -> Result<Published, Fault> {
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    views::lock(&tx, round, run).await?;
    let publication = prepare(&tx, institution, round, run, now).await?;
    let published = matching::records::Round {
        state: RoundState::Published,
        published_run: Some(run),
        published_at: Some(now),
        ..publication.as_kept.clone()
    };
    matching::update_round(&tx, &published).await?;
    store::remove_hold(&tx, round).await?;
    let mails = write(app, &tx, &publication, run, now).await?;
    let changes = &publication.changes;
    let published = Published {
        sent: changes.send.len(),
        withdrawn: changes.withdraw.len(),
        kept: changes.kept,
        mails,
    };
    let detail = serde_json::json!({
        "sent": published.sent, "withdrawn": published.withdrawn, "kept": published.kept, "mails": mails,
    });
    let entry = AuditEntry::by(by, "round.published")
        .in_school(institution)
        .about("round", round.0)
        .detail(detail);
    record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(published)
}

async fn write(
    app: &App,
    tx: &DatabaseTransaction,
    publication: &Publication,
    run: RunId,
    now: DateTime<Utc>,
) -> Result<usize, Fault> {
    let (round, institution) = (
        RoundId(publication.round.id),
        InstitutionId(publication.round.institution_id),
    );
    let event_id = EventId::new(now, app.chance.as_ref());
    let mut mails = 0;
    for part in &publication.parts {
        for withdrawn in part.withdraw.iter().cloned().filter_map(Stored::sent) {
            store::end(tx, &withdrawn.withdraw(now)).await?;
        }
        let sent: Vec<_> = part
            .send
            .iter()
            .map(|found| {
                Draft::new(Facts {
                    id: ProposalId::new(now, app.chance.as_ref()),
                    round_id: round,
                    run_id: run,
                    institution_id: institution,
                    student_id: found.student,
                    placement_id: found.placement,
                    company_id: found.company,
                    deadline_at: publication.deadline_at,
                })
                .send(now)
            })
            .collect();
        store::insert(tx, &sent).await?;
        let Some(contact) = &part.company.contact else {
            continue;
        };
        let link = link_for(app, tx, part.company.id, round, contact, publication.deadline_at).await?;
        let message = Message {
            event_id,
            mail: publication.company_mail(part, link),
            recipient: contact.email.clone(),
            language: contact.language,
            institution_id: Some(institution),
            company_id: Some(part.company.id),
        };
        mails += usize::from(notifications::enqueue(app, tx, &message).await?.is_some());
    }
    for reader in &publication.coordinators {
        let message = Message {
            event_id,
            mail: publication.school_mail(),
            recipient: reader.email.clone(),
            language: reader.language,
            institution_id: Some(institution),
            company_id: None,
        };
        mails += usize::from(notifications::enqueue(app, tx, &message).await?.is_some());
    }
    Ok(mails)
}
