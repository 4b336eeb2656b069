//! Ten minutes in which a publication can be taken back. Until they are over nothing has happened: no proposal is written and no
//! mail, so that taking back leaves nothing behind. Then it is published as if somebody pressed the button at that moment; what
//! stands against it by then is kept and shown.

use chrono::{DateTime, TimeDelta, Utc};

use super::publication::prepare;
use super::publish::{self, Published};
use super::store::{self, Hold};
use super::views;
use crate::accounts::{Actor, AuditEntry, By, record};
use crate::app::App;
use crate::notifications::{self, Message};
use crate::platform::texts::Texts;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, EventId, InstitutionId, LinkId, RoundId, RunId};
use crate::vocabulary::text::EmailAddress;

/// How long a publication waits.
pub const HOLD: TimeDelta = TimeDelta::minutes(10);

/// Asks for the publication of a run in ten minutes. Says when.
///
/// # Errors
/// As [`super::publish`]; conflict `publication_waiting` when one waits already.
pub async fn publish_later(
    app: &App,
    actor: &Actor,
    round: RoundId,
    run: RunId,
) -> Result<DateTime<Utc>, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    views::lock(&tx, round, run).await?;
    prepare(&tx, institution, round, run, now).await?;
    match store::find_hold(&tx, round).await? {
        Some(waiting) if waiting.failure.is_none() => return Err(Fault::Conflict("publication_waiting")),
        Some(_) => drop(store::remove_hold(&tx, round).await?),
        None => {}
    }
    let hold = Hold {
        round,
        run,
        by: Some(actor.account_id),
        asked_at: now,
        due_at: now + HOLD,
        failure: None,
    };
    let id = EventId::new(now, app.chance.as_ref());
    store::insert_hold(&tx, id.0, &hold).await?;
    let entry = AuditEntry::by_actor(actor, "round.publication_asked").about("round", round.0);
    record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(hold.due_at)
}

/// Takes a publication back that waits: nothing of it has happened.
///
/// # Errors
/// `NotFound` for somebody else's round; conflict `publication_gone` when none waits any more.
pub async fn take_back(app: &App, actor: &Actor, round: RoundId) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    views::get_round(&tx, institution, round).await?;
    if !store::remove_hold(&tx, round).await? {
        return Err(Fault::Conflict("publication_gone"));
    }
    let entry = AuditEntry::by_actor(actor, "round.publication_taken_back").about("round", round.0);
    record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// Publishes at once what waits.
///
/// # Errors
/// As [`super::publish`]; conflict `publication_gone` when none waits any more.
pub async fn publish_now(app: &App, actor: &Actor, round: RoundId) -> Result<Published, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let conn = app.db.reader();
    views::get_round(conn, institution, round).await?;
    let waiting = store::find_hold(conn, round)
        .await?
        .ok_or(Fault::Conflict("publication_gone"))?;
    publish::publish(app, actor, round, waiting.run).await
}

/// Publishes what has waited long enough. Says how many rounds.
///
/// # Errors
/// When the database is gone.
pub async fn publish_due(app: &App) -> Result<usize, Fault> {
    let mut count = 0;
    for hold in store::due_holds(app.db.reader(), app.clock.now()).await? {
        let Some(round) = views::find_round(app.db.reader(), hold.round).await? else {
            continue;
        };
        let institution = InstitutionId(round.institution_id);
        let by = hold.by.map_or(By::Service, By::Account);
        match publish::publish_by(app, by, institution, hold.round, hold.run).await {
            Ok(_) => count += 1,
            Err(fault) => {
                let code = match &fault {
                    Fault::Conflict(code) => *code,
                    Fault::Invalid(found) => found.first().map_or("invalid", |i| i.code),
                    _ => return Err(fault),
                };
                let tx = app.db.write_tx().await?;
                store::fail_hold(&tx, hold.round, hold.run, code).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(count)
}

/// Sends the mail that a company would get to whoever asks, marked as a trial; its link opens nothing.
///
/// # Errors
/// As [`super::publish`]; `NotFound` for a company that would get no mail.
pub async fn send_trial(
    app: &App,
    actor: &Actor,
    round: RoundId,
    run: RunId,
    company: CompanyId,
) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let recipient = EmailAddress::parse(&actor.email)?;
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let mut publication = prepare(&tx, institution, round, run, now).await?;
    let mark = Texts::for_language(actor.language).get("proposals-trial");
    publication.round.name = format!("{mark} · {}", publication.round.name);
    let part = publication.parts.iter().find(|part| part.company.id == company);
    let part = part
        .filter(|part| part.company.contact.is_some())
        .ok_or(Fault::NotFound("mail"))?;
    let message = Message {
        event_id: EventId::new(now, app.chance.as_ref()),
        mail: publication.company_mail(part, LinkId(uuid::Uuid::nil())),
        recipient,
        language: actor.language,
        institution_id: Some(institution),
        company_id: None,
    };
    notifications::enqueue(app, &tx, &message).await?;
    Ok(tx.commit().await?)
}
