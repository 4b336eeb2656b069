//! What becomes of proposals that are out: a company answers, the school takes one back.

use std::collections::HashMap;

use sea_orm::DatabaseTransaction;

use super::cards::Card;
use super::links::link_for;
use super::model::{Answerer, DeclineReason, End, State, TooLate};
use super::store::{self, Link, Stored};
use super::views::{self, Company, Reader};
use crate::accounts::{Actor, AuditEntry, By, record};
use crate::app::App;
use crate::notifications::catalogue::{AnswerReceived, AnswersRecorded, Mail, ProposalsChanged, School};
use crate::notifications::{self, Message};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{CompanyId, EventId, InstitutionId, LinkId, ProposalId, RoundId};

/// The longest note, characters.
pub const NOTE_LENGTH: usize = 500;

/// Who answers, and for which company in which round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    pub(super) by: Answerer,
    /// For which company.
    pub company: CompanyId,
    /// In which round.
    pub round: RoundId,
    /// The link they came by.
    link: Option<Link>,
}

impl Answering {
    /// Whoever holds this link.
    pub(super) fn by_link(link: Link) -> Answering {
        Answering {
            by: Answerer::Link(link.id),
            company: link.company_id,
            round: link.round_id,
            link: Some(link),
        }
    }

    fn recorded(&self) -> By {
        match self.by {
            Answerer::Link(link) => By::Link(link),
            Answerer::Account(account) => By::Account(account),
        }
    }

    /// Whoever holds this address of a link: what stands after `/r/`.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for an address that opens nothing, or not any more.
    pub async fn by_door(app: &App, door: &str) -> Result<Answering, Fault> {
        let link = super::links::open(app, door).await?;
        link.map(Answering::by_link).ok_or(Fault::NotFound("link"))
    }

    /// Somebody of a company, signed in.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] for everybody else.
    pub fn by_account(actor: &Actor, round: RoundId) -> Result<Answering, Fault> {
        let company = actor.role.company().ok_or(Fault::Forbidden)?;
        Ok(Answering {
            by: Answerer::Account(actor.account_id),
            company,
            round,
            link: None,
        })
    }
}

/// A company's word on one proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// It takes the student.
    Accept,
    /// It does not.
    Decline {
        /// Why.
        reason: DeclineReason,
        /// In their own words, for the school.
        note: Option<String>,
    },
}

impl Choice {
    /// Declining, as forms send it.
    ///
    /// # Errors
    /// `proposal.reason.missing`; `proposal.note.missing` for "other"; `proposal.note.long`.
    pub fn decline(id: ProposalId, reason: &str, note: &str) -> Result<Choice, Invalid> {
        let note = note.trim();
        let reason = DeclineReason::from_stored(reason)
            .ok_or_else(|| Invalid::new(format!("reason-{id}"), "proposal.reason.missing", reason))?;
        if reason == DeclineReason::Other && note.is_empty() {
            return Err(Invalid::new(format!("note-{id}"), "proposal.note.missing", ""));
        }
        if note.chars().count() > NOTE_LENGTH {
            return Err(
                Invalid::new(format!("note-{id}"), "proposal.note.long", "").with("n_limit", NOTE_LENGTH)
            );
        }
        Ok(Choice::Decline {
            reason,
            note: (!note.is_empty()).then(|| note.to_owned()),
        })
    }
}

/// How many were accepted and declined with one answer, and how many are still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answered {
    /// Accepted now.
    pub accepted: u32,
    /// Declined now.
    pub declined: u32,
    /// Still without an answer.
    pub open: u32,
}

/// A company answers some or all of its proposals of a round: all of what it says, or nothing.
///
/// # Errors
/// `proposal.none` when nothing is said; `NotFound` for somebody else's proposal; conflicts `proposal.answered` when one of
/// them has ended otherwise, `proposal.expired` after the deadline.
pub async fn answer(
    app: &App,
    who: &Answering,
    choices: &HashMap<ProposalId, Choice>,
) -> Result<Answered, Fault> {
    if choices.is_empty() {
        return Err(Fault::invalid("", "proposal.none", ""));
    }
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let theirs = store::of_company(&tx, who.round, who.company).await?;
    if !choices
        .keys()
        .all(|id| theirs.iter().any(|proposal| proposal.facts.id == *id))
    {
        return Err(Fault::NotFound("proposal"));
    }
    let institution = theirs
        .first()
        .map(|p| p.facts.institution_id)
        .ok_or(Fault::NotFound("proposal"))?;
    let mut answered = Answered::default();
    for proposal in theirs {
        let id = proposal.facts.id;
        let Some(choice) = choices.get(&id) else {
            answered.open += u32::from(proposal.state == State::Sent && now < proposal.facts.deadline_at);
            continue;
        };
        let sent = proposal.sent().ok_or(Fault::Conflict("proposal.answered"))?;
        let ended = match choice {
            Choice::Accept => sent.accept(who.by, now),
            Choice::Decline { reason, note } => sent.decline(who.by, *reason, note.clone(), now),
        };
        let ended = ended.map_err(|TooLate::Expired| Fault::Conflict("proposal.expired"))?;
        store::end(&tx, &ended).await?;
        let (action, count) = match ended.end {
            End::Accepted(_) => ("proposal.accepted", &mut answered.accepted),
            _ => ("proposal.declined", &mut answered.declined),
        };
        *count += 1;
        record(
            &tx,
            app,
            &AuditEntry::by(who.recorded(), action)
                .about("proposal", id.0)
                .in_school(institution),
        )
        .await?;
    }
    tell_of_answer(app, &tx, who, institution, answered).await?;
    tx.commit().await?;
    Ok(answered)
}

/// Writes down whose names the company was shown on these cards.
///
/// # Errors
/// When the database is gone.
pub(super) async fn seen(
    app: &App,
    who: &Answering,
    institution: InstitutionId,
    cards: &[Card],
) -> Result<(), Fault> {
    let named: Vec<&Card> = cards.iter().filter(|card| card.name.is_some()).collect();
    if named.is_empty() {
        return Ok(());
    }
    let tx = app.db.write_tx().await?;
    for card in named {
        let entry = AuditEntry::by(who.recorded(), "student.name_seen")
            .about("student", card.student.0)
            .in_school(institution);
        record(&tx, app, &entry).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn tell_of_answer(
    app: &App,
    tx: &DatabaseTransaction,
    who: &Answering,
    institution: InstitutionId,
    answered: Answered,
) -> Result<(), Fault> {
    let round = views::find_round(tx, who.round)
        .await?
        .ok_or(Fault::NotFound("round"))?;
    let company = views::get_company(tx, who.company).await?;
    let (school, coordinators) = views::school(tx, institution, round.created_by).await?;
    let event_id = EventId::new(app.clock.now(), app.chance.as_ref());
    for reader in coordinators {
        let mail = Mail::from(AnswerReceived {
            school: school.clone(),
            round: round.name.clone(),
            round_id: who.round,
            company: company.name.clone(),
            n_accepted: answered.accepted,
            n_declined: answered.declined,
            n_open: answered.open,
        });
        let message = Message {
            event_id,
            mail,
            recipient: reader.email,
            language: reader.language,
            institution_id: Some(institution),
            company_id: None,
        };
        notifications::enqueue(app, tx, &message).await?;
    }
    let Some((reader, link)) = confirmation(app, tx, who, &company).await? else {
        return Ok(());
    };
    let message = Message {
        event_id,
        mail: Mail::from(AnswersRecorded {
            school,
            company: company.name,
            round: round.name,
            n_accepted: answered.accepted,
            n_declined: answered.declined,
            n_open: answered.open,
            link,
        }),
        recipient: reader.email,
        language: reader.language,
        institution_id: Some(institution),
        company_id: Some(who.company),
    };
    notifications::enqueue(app, tx, &message).await?;
    Ok(())
}

/// Who gets the confirmation: the address of the link that was used, else the company's contact.
async fn confirmation(
    app: &App,
    tx: &DatabaseTransaction,
    who: &Answering,
    company: &Company,
) -> Result<Option<(Reader, LinkId)>, Fault> {
    if let Some(link) = &who.link {
        let email = crate::vocabulary::text::EmailAddress::parse(&link.recipient).map_err(Fault::from)?;
        return Ok(Some((
            Reader {
                name: company.name.clone(),
                email,
                language: link.language,
            },
            link.id,
        )));
    }
    let Some(contact) = company.contact.clone() else {
        return Ok(None);
    };
    let now = app.clock.now();
    let link = link_for(app, tx, company.id, who.round, &contact, now).await?;
    Ok(Some((contact, link)))
}

/// The school takes proposals back that nobody has answered; the companies hear of it.
///
/// # Errors
/// `NotFound` for somebody else's proposal; conflict `proposal.answered` when one has ended already.
pub async fn withdraw(app: &App, actor: &Actor, ids: &[ProposalId]) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let mut by_company: HashMap<(RoundId, CompanyId), u32> = HashMap::new();
    for id in ids {
        let proposal = store::find(&tx, *id)
            .await?
            .filter(|p| p.facts.institution_id == institution);
        let proposal = proposal.ok_or(Fault::NotFound("proposal"))?;
        let of = (proposal.facts.round_id, proposal.facts.company_id);
        let sent = proposal.sent().ok_or(Fault::Conflict("proposal.answered"))?;
        store::end(&tx, &sent.withdraw(now)).await?;
        *by_company.entry(of).or_default() += 1;
        record(
            &tx,
            app,
            &AuditEntry::by_actor(actor, "proposal.withdrawn").about("proposal", id.0),
        )
        .await?;
    }
    let event_id = EventId::new(now, app.chance.as_ref());
    for ((round, company), withdrawn) in by_company {
        tell_of_withdrawal(app, &tx, event_id, institution, (round, company), withdrawn).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn tell_of_withdrawal(
    app: &App,
    tx: &DatabaseTransaction,
    event_id: EventId,
    institution: InstitutionId,
    (round, company): (RoundId, CompanyId),
    n_withdrawn: u32,
) -> Result<(), Fault> {
    let proposals = store::of_company(tx, round, company).await?;
    let found = views::get_company(tx, company).await?;
    let round_view = views::find_round(tx, round)
        .await?
        .ok_or(Fault::NotFound("round"))?;
    let (school, _) = views::school(tx, institution, round_view.created_by).await?;
    tell_of_change(
        app,
        tx,
        event_id,
        &school,
        &round_view.name,
        &found,
        &proposals,
        n_withdrawn,
    )
    .await
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the one mail")]
async fn tell_of_change(
    app: &App,
    tx: &DatabaseTransaction,
    event_id: EventId,
    school: &School,
    round: &str,
    company: &Company,
    proposals: &[Stored],
    n_withdrawn: u32,
) -> Result<(), Fault> {
    let (Some(contact), Some(first)) = (&company.contact, proposals.first()) else {
        return Ok(());
    };
    let deadline_at = proposals
        .iter()
        .map(|p| p.facts.deadline_at)
        .max()
        .unwrap_or(first.facts.deadline_at);
    let n_open = proposals.iter().filter(|p| p.state == State::Sent).count();
    let link = link_for(app, tx, company.id, first.facts.round_id, contact, deadline_at).await?;
    let message = Message {
        event_id,
        mail: Mail::from(ProposalsChanged {
            school: school.clone(),
            company: company.name.clone(),
            round: round.to_owned(),
            n_added: 0,
            n_withdrawn,
            n_open: u32::try_from(n_open).unwrap_or(u32::MAX),
            deadline_at,
            link,
        }),
        recipient: contact.email.clone(),
        language: contact.language,
        institution_id: Some(first.facts.institution_id),
        company_id: Some(company.id),
    };
    notifications::enqueue(app, tx, &message).await?;
    Ok(())
}
