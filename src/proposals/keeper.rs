//! What time does to proposals: publications that wait go out, proposals expire, and companies are reminded before. All may run as often as one likes.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Europe::Rome;
use tokio_util::sync::CancellationToken;

use super::links::{event, link_for};
use super::store::{self, Stored};
use super::views;
use crate::accounts::{AuditEntry, By, record};
use crate::app::App;
use crate::availability;
use crate::notifications::catalogue::{CompanyLine, DeadlineNear, Mail, ProposalsExpired};
use crate::notifications::{self, Message};
use crate::vocabulary::calendar::{in_working_hours, is_business_day, is_holiday};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, EventId, InstitutionId, RoundId};

/// Reminders go out this many business days before the deadline.
const REMIND_BEFORE: [u32; 2] = [3, 1];

/// Looks once a minute until it is told to stop.
pub async fn keep(app: App, stop: CancellationToken) {
    loop {
        if let Err(fault) = super::publish_due(&app).await {
            tracing::error!(%fault, "what has waited long enough could not be published");
        }
        if let Err(fault) = expire_due(&app).await {
            tracing::error!(%fault, "overdue proposals could not be closed");
        }
        if let Err(fault) = remind_due(&app).await {
            tracing::error!(%fault, "reminders could not be written");
        }
        if let Err(fault) = availability::remind_due(&app).await {
            tracing::error!(%fault, "silent companies could not be reminded");
        }
        if let Err(fault) = availability::tell_schools(&app).await {
            tracing::error!(%fault, "schools could not be told what companies answered");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(Duration::from_secs(60)) => {}
        }
    }
}

/// Closes what can no longer be answered; each school hears of it in one mail for each round. Says how many.
///
/// # Errors
/// When the database is gone.
pub async fn expire_due(app: &App) -> Result<usize, Fault> {
    let now = app.clock.now();
    if store::overdue(app.db.reader(), now).await?.is_empty() {
        return Ok(0);
    }
    let tx = app.db.write_tx().await?;
    let mut rounds: BTreeMap<RoundId, BTreeMap<CompanyId, u32>> = BTreeMap::new();
    let mut count = 0;
    for proposal in store::overdue(&tx, now).await? {
        let (round, company) = (proposal.facts.round_id, proposal.facts.company_id);
        let Some(sent) = proposal.sent() else { continue };
        let Ok(ended) = sent.expire(now) else { continue };
        store::end(&tx, &ended).await?;
        *rounds.entry(round).or_default().entry(company).or_default() += 1;
        count += 1;
    }
    let event_id = EventId::new(now, app.chance.as_ref());
    for (round_id, companies) in rounds {
        let round = views::find_round(&tx, round_id)
            .await?
            .ok_or(Fault::NotFound("round"))?;
        let institution = InstitutionId(round.institution_id);
        let (school, coordinators) = views::school(&tx, institution, round.created_by).await?;
        let named = views::companies(&tx, round_id, None).await?;
        let mut lines: Vec<CompanyLine> = companies
            .iter()
            .filter_map(|(id, n)| {
                Some(CompanyLine {
                    company: named.get(id)?.name.clone(),
                    n: *n,
                })
            })
            .collect();
        lines.sort_by_cached_key(|line| crate::vocabulary::text::sort_key(&line.company));
        let n = companies.values().sum();
        for reader in coordinators {
            let mail = Mail::from(ProposalsExpired {
                school: school.clone(),
                round: round.name.clone(),
                round_id,
                companies: lines.clone(),
                n,
            });
            let message = Message {
                event_id,
                mail,
                recipient: reader.email,
                language: reader.language,
                institution_id: Some(institution),
                company_id: None,
            };
            notifications::enqueue(app, &tx, &message).await?;
        }
        let entry = AuditEntry::by(By::Service, "proposal.expired")
            .about("round", round_id.0)
            .in_school(institution);
        record(&tx, app, &entry.detail(serde_json::json!({ "n": n }))).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// Reminds companies three and one business days before the deadline, in working hours, once each. Says how many.
///
/// # Errors
/// When the database is gone.
pub async fn remind_due(app: &App) -> Result<usize, Fault> {
    let now = app.clock.now();
    if !in_working_hours(now) {
        return Ok(0);
    }
    let mut due: BTreeMap<(RoundId, CompanyId), Vec<Stored>> = BTreeMap::new();
    for proposal in store::open(app.db.reader(), now).await? {
        // What has just gone out needs no reminder.
        if now - proposal.sent_at >= TimeDelta::hours(20) {
            due.entry((proposal.facts.round_id, proposal.facts.company_id))
                .or_default()
                .push(proposal);
        }
    }
    let mut count = 0;
    for ((round, company), open) in due {
        let Some(deadline_at) = open.iter().map(|p| p.facts.deadline_at).min() else {
            continue;
        };
        let left = business_days_until(app.clock.today(), deadline_at.with_timezone(&Rome).date_naive());
        let Some(step) = REMIND_BEFORE.into_iter().filter(|days| left <= *days).min() else {
            continue;
        };
        count += usize::from(remind(app, round, company, &open, deadline_at, step).await?);
    }
    Ok(count)
}

async fn remind(
    app: &App,
    round_id: RoundId,
    company_id: CompanyId,
    open: &[Stored],
    deadline_at: DateTime<Utc>,
    step: u32,
) -> Result<bool, Fault> {
    let words = [
        "deadline near",
        &round_id.to_string(),
        &company_id.to_string(),
        &deadline_at.to_rfc3339(),
        &step.to_string(),
    ];
    let event_id = event(&words);
    if notifications::is_enqueued(app.db.reader(), event_id).await? {
        return Ok(false);
    }
    let tx = app.db.write_tx().await?;
    let company = views::get_company(&tx, company_id).await?;
    let Some(contact) = company.contact else {
        return Ok(false);
    };
    let round = views::find_round(&tx, round_id)
        .await?
        .ok_or(Fault::NotFound("round"))?;
    let institution = InstitutionId(round.institution_id);
    let (school, _) = views::school(&tx, institution, round.created_by).await?;
    let link = link_for(app, &tx, company_id, round_id, &contact, deadline_at).await?;
    let message = Message {
        event_id,
        mail: Mail::from(DeadlineNear {
            school,
            company: company.name,
            round: round.name,
            n_open: u32::try_from(open.len()).unwrap_or(u32::MAX),
            deadline_at,
            link,
        }),
        recipient: contact.email,
        language: contact.language,
        institution_id: Some(institution),
        company_id: Some(company_id),
    };
    let new = notifications::enqueue(app, &tx, &message).await?.is_some();
    tx.commit().await?;
    Ok(new)
}

/// Business days after `today` up to and including `day`.
fn business_days_until(today: NaiveDate, day: NaiveDate) -> u32 {
    let days = today.iter_days().skip(1).take_while(|d| *d <= day);
    let count = days.filter(|d| is_business_day(*d) && !is_holiday(*d)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn weekends_and_holidays_do_not_count_before_a_deadline() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert_eq!(business_days_until(day(9, 18), day(9, 21)), 1, "Friday to Monday");
        assert_eq!(
            business_days_until(day(12, 7), day(12, 9)),
            1,
            "over the eighth of December"
        );
        assert_eq!(business_days_until(day(9, 21), day(9, 21)), 0);
    }
}
