//! What becomes of a question: a company answers it, by link or signed in.

use serde_json::json;

use super::links::{self, link_for, school};
use super::model::{Again, Answer, Inquiry, Said, Word};
use super::store::{self, links::Link};
use crate::accounts::{Actor, AuditEntry, By, record};
use crate::app::App;
use crate::companies::{self, Keeper};
use crate::notifications::catalogue::{AvailabilityRecorded, Mail};
use crate::notifications::{self, Message};
use crate::placements;
use crate::placements::model::{Firmness, Placement};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{EventId, InquiryId, PlacementId};

/// Who answers which question.
#[derive(Debug, Clone)]
pub struct Answering {
    pub(super) inquiry: Inquiry,
    pub(super) keeper: Keeper,
    by: By,
    link: Option<Link>,
}

impl Answering {
    /// Whoever holds this address of a link: what stands after `/a/`. `None`: it opens nothing, or not any more.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn by_door(app: &App, door: &str) -> Result<Option<Answering>, Fault> {
        let Some((link, inquiry)) = links::open(app, door).await? else {
            return Ok(None);
        };
        Ok(Some(Answering {
            keeper: Keeper::by_link(app, link.id, inquiry.company_id, inquiry.institution_id),
            by: By::Link(link.id),
            link: Some(link),
            inquiry,
        }))
    }

    /// Somebody of a company, signed in.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] for everybody else; [`Fault::NotFound`] for a question to another company.
    pub async fn by_account(app: &App, actor: &Actor, id: InquiryId) -> Result<Answering, Fault> {
        actor.role.company().ok_or(Fault::Forbidden)?;
        let inquiry = store::find(app.db.reader(), id)
            .await?
            .ok_or(Fault::NotFound("inquiry"))?;
        actor.sees_company(inquiry.company_id, "inquiry")?;
        Ok(Answering {
            keeper: Keeper::of(app, actor)?,
            by: By::Account(actor.account_id),
            link: None,
            inquiry,
        })
    }

    /// What they answer.
    #[must_use]
    pub const fn inquiry(&self) -> &Inquiry {
        &self.inquiry
    }

    /// What the company has said so far.
    pub(super) fn answer(&self) -> Option<Answer> {
        self.inquiry.said.as_ref().map(|said| said.answer)
    }

    pub(super) fn entry(&self, action: &'static str) -> AuditEntry {
        AuditEntry::by(self.by, action)
            .about("inquiry", self.inquiry.id.0)
            .in_school(self.inquiry.institution_id)
    }
}

/// Writes an answer down, in place of the one before; the company gets a confirmation by mail. A yes makes its maybes at this school
/// firm; a no takes those of them back that nothing uses.
///
/// # Errors
/// `availability.answer.incomplete` for a no without a reason or a maybe without a day; [`Fault::Conflict`] when somebody answered
/// in the same moment.
pub async fn answer(app: &App, who: &Answering, word: &Word) -> Result<(), Fault> {
    if word.lacks() {
        return Err(Fault::invalid(
            "answer",
            "availability.answer.incomplete",
            word.answer.as_str(),
        ));
    }
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let mut inquiry = store::find(&tx, who.inquiry.id)
        .await?
        .ok_or(Fault::NotFound("inquiry"))?;
    inquiry.said = Some(Said {
        answer: word.answer,
        reason: word.reason,
        note: word.note.clone(),
        again_on: word.again.and_then(|again| again.on(app.clock.today())),
        never: word.again == Some(Again::Never),
        at: now,
    });
    store::put(&tx, &inquiry).await?;
    store::note_news(&tx, inquiry.id, now).await?;
    settle_maybes(app, &tx, &inquiry, word.answer).await?;
    let entry = who
        .entry("availability.answered")
        .detail(json!({ "answer": word.answer.as_str() }));
    record(&tx, app, &entry).await?;
    confirm(app, &tx, who, &inquiry).await?;
    Ok(tx.commit().await?)
}

/// The company's places at this school that are a maybe.
pub(super) async fn maybes(
    conn: &impl sea_orm::ConnectionTrait,
    inquiry: &Inquiry,
) -> Result<Vec<Placement>, Fault> {
    let mut theirs = placements::of_company(conn, inquiry.company_id).await?;
    theirs
        .retain(|place| place.institution_id == inquiry.institution_id && place.firmness == Firmness::Maybe);
    Ok(theirs)
}

async fn settle_maybes(
    app: &App,
    tx: &sea_orm::DatabaseTransaction,
    inquiry: &Inquiry,
    answer: Answer,
) -> Result<(), Fault> {
    if answer == Answer::Maybe {
        return Ok(());
    }
    let mut ids: Vec<PlacementId> = maybes(tx, inquiry).await?.iter().map(|place| place.id).collect();
    if answer == Answer::Yes {
        return placements::set_firmness(tx, &ids, Firmness::Firm, app.clock.now()).await;
    }
    let used = placements::in_use(tx, &ids).await?;
    ids.retain(|id| used.iter().all(|(used, _)| used != id));
    placements::remove(tx, inquiry.institution_id, &ids).await
}

/// What was recorded, to the address of the link that was used, else to the company's contact.
async fn confirm(
    app: &App,
    tx: &sea_orm::DatabaseTransaction,
    who: &Answering,
    inquiry: &Inquiry,
) -> Result<(), Fault> {
    let company = companies::get(tx, inquiry.company_id).await?;
    let (recipient, language, link) = match &who.link {
        Some(link) => (link.recipient.clone(), link.language, link.id),
        None => {
            let to = company.facts.contact_email.clone();
            let language = company.facts.language.unwrap_or_default();
            let link = link_for(app, tx, inquiry, &to, language).await?;
            (to, language, link)
        }
    };
    let said = inquiry.said.as_ref();
    let message = Message {
        event_id: EventId::new(app.clock.now(), app.chance.as_ref()),
        mail: Mail::from(AvailabilityRecorded {
            school: school(tx, inquiry).await?,
            company: company.facts.name,
            year: inquiry.school_year.to_string(),
            answer: said.map_or("", |said| said.answer.as_str()).to_owned(),
            again_on: said.and_then(|said| said.again_on),
            never: said.is_some_and(|said| said.never),
            link,
        }),
        recipient,
        language,
        institution_id: Some(inquiry.institution_id),
        company_id: Some(inquiry.company_id),
    };
    notifications::enqueue(app, tx, &message).await?;
    Ok(())
}
