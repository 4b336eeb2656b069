//! What a school hears of its questions: one mail in the afternoon of a working day, and none on a day without news. Companies that
//! answered, or offered, changed or withdrew a place, each on one line as it stands now, however often they clicked.

use std::collections::BTreeMap;

use chrono::Timelike;
use chrono_tz::Europe::Rome;
use sea_orm::ConnectionTrait;

use super::links::school;
use super::model::Inquiry;
use super::{offers, store};
use crate::accounts;
use crate::app::App;
use crate::companies;
use crate::notifications::catalogue::{AvailabilityNews, Mail, NewsLine, School};
use crate::notifications::{self, Message};
use crate::placements::model::{Firmness, Placement};
use crate::vocabulary::calendar::in_working_hours;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::InstitutionId;
use crate::vocabulary::text::{EmailAddress, Language};

/// From this hour on, so that the mail holds what happened during the day.
const FROM_HOUR: u32 = 16;

/// Whoever reads the news of some questions.
struct Reader {
    school: School,
    language: Language,
    news: Vec<Inquiry>,
}

/// Tells schools what companies did about their questions. At most one mail a day to each reader, in working hours; what comes later
/// waits for the next. Says how many mails. May run as often as one likes.
///
/// # Errors
/// When the database is gone.
pub async fn tell_schools(app: &App) -> Result<usize, Fault> {
    let now = app.clock.now();
    if !in_working_hours(now) || now.with_timezone(&Rome).hour() < FROM_HOUR {
        return Ok(0);
    }
    let mut mails = 0;
    for institution in store::schools_with_news(app.db.reader()).await? {
        mails += tell(app, institution).await?;
    }
    Ok(mails)
}

async fn tell(app: &App, institution: InstitutionId) -> Result<usize, Fault> {
    let words = [
        "availability news",
        &institution.to_string(),
        &app.clock.today().to_string(),
    ];
    let event_id = notifications::event(&words);
    if notifications::is_enqueued(app.db.reader(), event_id).await? {
        return Ok(0);
    }
    let tx = app.db.write_tx().await?;
    let mut mails = 0;
    for (recipient, reader) in readers(&tx, institution).await? {
        let mut companies = Vec::with_capacity(reader.news.len());
        for inquiry in &reader.news {
            companies.push(line(&tx, inquiry).await?);
        }
        let message = Message {
            event_id,
            mail: Mail::from(AvailabilityNews {
                school: reader.school,
                n: u32::try_from(companies.len()).unwrap_or(u32::MAX),
                companies,
            }),
            recipient: EmailAddress::parse(&recipient)
                .map_err(|_| Fault::internal("an address that was read"))?,
            language: reader.language,
            institution_id: Some(institution),
            company_id: None,
        };
        if notifications::enqueue(app, &tx, &message).await?.is_some() {
            mails += 1;
        }
        let told: Vec<_> = reader.news.iter().map(|inquiry| inquiry.id).collect();
        store::tell_news(&tx, &told).await?;
    }
    tx.commit().await?;
    Ok(mails)
}

/// Whom the news go to, by address: the coordinator who asked, else the school. What nobody can be told of waits.
async fn readers(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
) -> Result<BTreeMap<String, Reader>, Fault> {
    let mut readers: BTreeMap<String, Reader> = BTreeMap::new();
    for inquiry in store::with_news(conn, institution).await? {
        let school = school(conn, &inquiry).await?;
        let readable = |email: &String| EmailAddress::parse(email).is_ok();
        let Some(email) = school.email.clone().filter(readable) else {
            continue;
        };
        if !readers.contains_key(&email) {
            let asker = match inquiry.asked_by {
                Some(id) => accounts::reachable(conn, id).await?,
                None => None,
            };
            let reader = Reader {
                school,
                language: asker.map(|account| account.language).unwrap_or_default(),
                news: Vec::new(),
            };
            readers.insert(email.clone(), reader);
        }
        if let Some(reader) = readers.get_mut(&email) {
            reader.news.push(inquiry);
        }
    }
    Ok(readers)
}

/// A company as it stands now: its answer, and the seats of the places it offers.
async fn line(conn: &impl ConnectionTrait, inquiry: &Inquiry) -> Result<NewsLine, Fault> {
    let offered = offers::places(conn, inquiry).await?.offered;
    let seats = |firmness: Firmness| {
        let such = |place: &&Placement| place.firmness == firmness;
        offered.iter().filter(such).map(|place| place.offer.seats).sum()
    };
    Ok(NewsLine {
        company: companies::get(conn, inquiry.company_id).await?.facts.name,
        year: inquiry.school_year.to_string(),
        answer: inquiry
            .said
            .as_ref()
            .map_or("none", |said| said.answer.as_str())
            .to_owned(),
        n_firm: seats(Firmness::Firm),
        n_maybe: seats(Firmness::Maybe),
    })
}
