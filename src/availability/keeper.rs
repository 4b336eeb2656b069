//! What time does to questions: companies that have said nothing are reminded, twice at most.

use chrono_tz::Europe::Rome;

use super::asking::write_to;
use super::model::Inquiry;
use super::store;
use crate::accounts::{AuditEntry, By, record};
use crate::app::App;
use crate::companies;
use crate::vocabulary::calendar::{SchoolYear, business_days_after, in_working_hours};
use crate::vocabulary::fault::Fault;

/// Reminders go out this many business days after the question.
const REMIND_AFTER: [u32; 2] = [7, 14];

/// Reminds companies that have not answered, in working hours. Says how many. May run as often as one likes.
///
/// # Errors
/// When the database is gone.
pub async fn remind_due(app: &App) -> Result<usize, Fault> {
    if !in_working_hours(app.clock.now()) {
        return Ok(0);
    }
    let most = u32::try_from(REMIND_AFTER.len()).unwrap_or(0);
    let mut count = 0;
    for inquiry in store::silent(app.db.reader(), most).await? {
        if is_due(app, &inquiry) && remind(app, inquiry).await? {
            count += 1;
        }
    }
    Ok(count)
}

fn is_due(app: &App, inquiry: &Inquiry) -> bool {
    let today = app.clock.today();
    let wait = REMIND_AFTER.get(inquiry.reminders as usize);
    let asked_on = inquiry.asked_at.with_timezone(&Rome).date_naive();
    // A year that is over needs no answer.
    inquiry.school_year >= SchoolYear::of(today)
        && wait.is_some_and(|days| business_days_after(asked_on, *days) <= today)
}

async fn remind(app: &App, mut inquiry: Inquiry) -> Result<bool, Fault> {
    let tx = app.db.write_tx().await?;
    let company = companies::get(&tx, inquiry.company_id).await?;
    if company.mail_problem.is_some() {
        return Ok(false);
    }
    inquiry.reminders += 1;
    match store::put(&tx, &inquiry).await {
        Ok(()) => {}
        // It has answered meanwhile, or somebody else reminds it.
        Err(Fault::Conflict(_)) => return Ok(false),
        Err(fault) => return Err(fault),
    }
    write_to(app, &tx, &inquiry, &company, true).await?;
    let entry = AuditEntry::by(By::Service, "availability.reminded")
        .about("inquiry", inquiry.id.0)
        .in_school(inquiry.institution_id);
    record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(true)
}
