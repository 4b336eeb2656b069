//! A school asks companies: one, or all that a filter lets through and that may be asked.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::links::{link_for, school};
use super::model::{Bar, Inquiry, may_ask};
use super::store;
use crate::accounts::{self, Actor, AuditEntry};
use crate::app::App;
use crate::companies::model::Company;
use crate::companies::{self, Filter};
use crate::notifications::catalogue::{AvailabilityAsked, Mail};
use crate::notifications::{self, Message};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InquiryId, InstitutionId};

/// From this month on one asks about the next school year.
const TURN: u32 = 4;

/// The school year that one asks about on this day, unless somebody says otherwise.
#[must_use]
pub fn usual_year(today: NaiveDate) -> SchoolYear {
    let this = SchoolYear::of(today);
    if (TURN..9).contains(&today.month()) {
        SchoolYear(this.0 + 1)
    } else {
        this
    }
}

/// Which companies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whom {
    /// Words of the name, or the start of the VAT number.
    pub text: String,
    /// This one alone.
    pub company: Option<CompanyId>,
    /// Also those that have never offered a place to this school.
    pub all: bool,
}

/// A company that a filter lets through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub company: Company,
    /// Why it is not asked now, if it is not.
    pub bar: Option<Bar>,
    /// What it was asked about this year, if it was.
    this: Option<Inquiry>,
}

/// The companies that the filter lets through, by name, each with whether it may be asked about this year.
///
/// # Errors
/// When the database is gone.
pub async fn candidates(
    app: &App,
    school: InstitutionId,
    whom: &Whom,
    year: SchoolYear,
) -> Result<Vec<Candidate>, Fault> {
    let conn = app.db.reader();
    let filter = Filter {
        text: whom.text.clone(),
        offering_to: (!whom.all && whom.company.is_none()).then_some(school),
        id: whom.company,
        ..Filter::default()
    };
    let listed = companies::list(conn, Some(school), &filter, u64::from(u32::MAX), 0).await?;
    let mut known: HashMap<CompanyId, Vec<Inquiry>> = HashMap::new();
    for one in store::of_school(conn, school).await? {
        known.entry(one.company_id).or_default().push(one);
    }
    let (now, today) = (app.clock.now(), app.clock.today());
    let candidates = listed.into_iter().map(|line| {
        let company = line.company;
        let known = known.remove(&company.id).unwrap_or_default();
        let reachable = company.mail_problem.is_none();
        Candidate {
            bar: may_ask(reachable, &known, year, now, today).err(),
            this: known.into_iter().find(|one| one.school_year == year),
            company,
        }
    });
    Ok(candidates.collect())
}

/// Asks those of them that may be asked; the mails are written in the same transaction. Says how many.
///
/// # Errors
/// [`Fault::Forbidden`] for those who are no coordinators; `availability.year` for a year that is neither this nor the next.
pub async fn ask(app: &App, actor: &Actor, whom: &Whom, year: SchoolYear) -> Result<u64, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let this = SchoolYear::of(app.clock.today());
    if year != this && year != SchoolYear(this.0 + 1) {
        return Err(Fault::invalid("year", "availability.year", year.0.to_string()));
    }
    let mut asked = 0;
    let found = candidates(app, institution, whom, year).await?;
    let tx = app.db.write_tx().await?;
    for candidate in found.into_iter().filter(|one| one.bar.is_none()) {
        put_question(app, &tx, actor, institution, candidate, year).await?;
        asked += 1;
    }
    if asked > 0 {
        let entry = AuditEntry::by_actor(actor, "availability.asked")
            .detail(json!({ "n": asked, "year": year.to_string() }));
        accounts::record(&tx, app, &entry).await?;
    }
    tx.commit().await?;
    Ok(asked)
}

async fn put_question(
    app: &App,
    tx: &sea_orm::DatabaseTransaction,
    actor: &Actor,
    institution: InstitutionId,
    candidate: Candidate,
    year: SchoolYear,
) -> Result<(), Fault> {
    let now = app.clock.now();
    let Candidate { company, this, .. } = candidate;
    let inquiry = Inquiry {
        id: this
            .as_ref()
            .map_or_else(|| InquiryId::new(now, app.chance.as_ref()), |this| this.id),
        institution_id: institution,
        company_id: company.id,
        school_year: year,
        asked_by: Some(actor.account_id),
        asked_at: now,
        reminders: 0,
        said: None,
        version: this.as_ref().map_or(1, |this| this.version),
    };
    store::put(tx, &inquiry).await?;
    write_to(app, tx, &inquiry, &company, false).await
}

/// The question in the company's mailbox: the first time, or as a reminder.
pub(super) async fn write_to(
    app: &App,
    tx: &sea_orm::DatabaseTransaction,
    inquiry: &Inquiry,
    company: &Company,
    reminder: bool,
) -> Result<(), Fault> {
    let recipient = company.facts.contact_email.clone();
    let language = company.facts.language.unwrap_or_default();
    let link = link_for(app, tx, inquiry, &recipient, language).await?;
    let words = [
        "availability asked",
        &inquiry.id.to_string(),
        &inquiry.asked_at.to_rfc3339(),
        &inquiry.reminders.to_string(),
    ];
    let message = Message {
        event_id: notifications::event(&words),
        mail: Mail::from(AvailabilityAsked {
            school: school(tx, inquiry).await?,
            company: company.facts.name.clone(),
            year: inquiry.school_year.to_string(),
            reminder,
            link,
        }),
        recipient,
        language,
        institution_id: Some(inquiry.institution_id),
        company_id: Some(company.id),
    };
    notifications::enqueue(app, tx, &message).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn in_spring_and_summer_one_asks_about_the_year_to_come() {
        let year = |day: &str| usual_year(day.parse().unwrap()).0;
        assert_eq!(year("2026-11-27"), 2026);
        assert_eq!(year("2027-03-31"), 2026);
        assert_eq!(year("2027-04-01"), 2027);
        assert_eq!(year("2027-09-01"), 2027);
    }
}
