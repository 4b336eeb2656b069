//! Asking families: the window opens, each family of the round gets its link, by mail or on paper; and once more, those who have
//! not answered.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;
use serde::Deserialize;

use super::links::{self, AFTERWARDS, is_theirs, new_link, school_name};
use super::model::{Speaker, is_adult};
use super::store::{self, Asking, Filter, Link};
use crate::accounts::{self, Actor, AuditEntry};
use crate::app::App;
use crate::matching::{self, Held, Round, model::RoundState};
use crate::notifications::catalogue::{FamilyAsked, Mail};
use crate::notifications::{self, Message};
use crate::proposals;
use crate::students::{self, model::Student};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{EventId, FamilyLinkId, RoundId, StudentId};
use crate::vocabulary::text::{EmailAddress, Language};

/// The longest name, telephone number or address.
const LONGEST: usize = 120;

/// Until when, and whom families call: as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// The last day on which families may speak.
    pub closes_on: String,
    /// Who answers at the school.
    pub contact: String,
    /// Telephone.
    pub phone: String,
    /// Mail address.
    pub email: String,
}

/// What asking did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// Links made.
    pub links: usize,
    /// Mails written into the outbox.
    pub mails: usize,
    /// Families that get a sheet of paper.
    pub paper: usize,
}

struct Parsed {
    closes_on: NaiveDate,
    contact: String,
    phone: Option<String>,
    email: Option<String>,
}

fn parse(form: &AskForm, today: NaiveDate) -> Result<Parsed, Fault> {
    let mut wrong = Vec::new();
    let text = form.closes_on.trim();
    let closes_on = text
        .parse()
        .or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"))
        .ok();
    match closes_on {
        None => wrong.push(Invalid::new("closes_on", "family.day.unreadable", text)),
        Some(day) if day < today => wrong.push(Invalid::new("closes_on", "family.day.past", text)),
        Some(_) => {}
    }
    let (contact, phone, email) = (form.contact.trim(), form.phone.trim(), form.email.trim());
    if contact.is_empty() {
        wrong.push(Invalid::new("contact", "family.contact.missing", ""));
    }
    if phone.is_empty() && email.is_empty() {
        wrong.push(Invalid::new("phone", "family.phone.missing", ""));
    }
    for (field, value) in [("contact", contact), ("phone", phone)] {
        if value.chars().count() > LONGEST || value.chars().any(char::is_control) {
            wrong.push(Invalid::new(field, "family.text.long", value).with("n_limit", LONGEST));
        }
    }
    if !email.is_empty()
        && let Err(mut invalid) = EmailAddress::parse(email)
    {
        "email".clone_into(&mut invalid.field);
        wrong.push(invalid);
    }
    match closes_on {
        Some(closes_on) if wrong.is_empty() => Ok(Parsed {
            closes_on,
            contact: contact.to_owned(),
            phone: (!phone.is_empty()).then(|| phone.to_owned()),
            email: (!email.is_empty()).then(|| email.to_owned()),
        }),
        _ => Err(Fault::Invalid(wrong)),
    }
}

/// Opens the window of a round until the end of a day, or moves that day; and writes to every family that has no link yet. Asking
/// again reaches whoever came later, and whoever has another address now.
///
/// # Errors
/// `NotFound` for somebody else's round; everything that is wrong with the form; conflict `family.round_published` when it is too
/// late.
pub async fn ask(app: &App, actor: &Actor, round: RoundId, form: &AskForm) -> Result<Asked, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    let round = matching::get_round(&tx, institution, round).await?;
    if round.state != RoundState::Draft {
        return Err(Fault::Conflict("family.round_published"));
    }
    let parsed = parse(form, app.clock.today())?;
    let now = app.clock.now();
    let known = store::find_asking(&tx, round.id).await?;
    let asking = Asking {
        id: known
            .as_ref()
            .map_or_else(|| EventId::new(now, app.chance.as_ref()).0, |asking| asking.id),
        round: round.id,
        institution,
        closes_at: proposals::deadline(parsed.closes_on),
        contact: parsed.contact,
        phone: parsed.phone,
        email: parsed.email,
        asked_at: known.as_ref().map_or(now, |asking| asking.asked_at),
        released_at: None,
        next_steps: None,
    };
    if known.is_some() {
        store::update_asking(&tx, &asking).await?;
    } else {
        store::insert_asking(&tx, &asking, actor.account_id).await?;
    }
    let asked = write(app, &tx, &round, &asking).await?;
    let entry = AuditEntry::by_actor(actor, "family.asked")
        .about("round", round.id.0)
        .detail(serde_json::json!({
            "links": asked.links, "mails": asked.mails, "paper": asked.paper,
        }));
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(asked)
}

/// The students whom the round would match today.
pub(super) async fn students_of(tx: &DatabaseTransaction, round: &Round) -> Result<Vec<Student>, Fault> {
    let held = Held::of(&matching::promises(tx, round.settings.period).await?);
    let wanted = |student: &Student| {
        round
            .settings
            .pathway
            .is_none_or(|pathway| pathway == student.profile.pathway)
    };
    let all = students::all(tx, round.institution_id).await?;
    Ok(all
        .into_iter()
        .map(|registered| registered.student)
        .filter(|student| wanted(student) && !held.student(student.id))
        .collect())
}

async fn write(app: &App, tx: &DatabaseTransaction, round: &Round, asking: &Asking) -> Result<Asked, Fault> {
    let now = app.clock.now();
    let expires_at = asking.closes_at + AFTERWARDS;
    store::prolong(tx, round.id, expires_at).await?;
    let mut known: HashMap<StudentId, Vec<Link>> = HashMap::new();
    for link in store::links_of_round(tx, round.id).await? {
        known.entry(link.student).or_default().push(link);
    }
    let (mut new, mut gone): (Vec<(Link, Student)>, Vec<FamilyLinkId>) = (Vec::new(), Vec::new());
    for student in students_of(tx, round).await? {
        let link = new_link(app, round.id, &student, expires_at);
        let before = known.remove(&student.id).unwrap_or_default();
        let (theirs, others): (Vec<Link>, Vec<Link>) =
            before.into_iter().partition(|old| is_theirs(app, old, &student));
        gone.extend(others.iter().map(|old| old.id));
        // Whoever had a sheet of paper and has an address now gets a mail, too.
        if !theirs.iter().any(|old| old.recipient == link.recipient) {
            new.push((link, student));
        }
    }
    store::revoke(tx, &gone, now).await?;
    let links: Vec<Link> = new.iter().map(|(link, _)| link.clone()).collect();
    store::insert_links(tx, &links).await?;
    let school = asking.school(school_name(tx, round).await?);
    let unreached = store::unreached(tx, round.id).await?;
    let mut letters = Vec::new();
    for link in &links {
        let Some(recipient) = link
            .recipient
            .clone()
            .filter(|_| !unreached.contains(&link.student))
        else {
            continue;
        };
        let message = Message {
            event_id: EventId::new(now, app.chance.as_ref()),
            mail: Mail::from(FamilyAsked {
                school: school.clone(),
                round: round.name.clone(),
                again: false,
                closes_at: asking.closes_at,
                link: link.id,
            }),
            recipient,
            language: Language::Italian,
            institution_id: Some(round.institution_id),
            company_id: None,
        };
        letters.push((message, link.student));
    }
    Ok(Asked {
        links: links.len(),
        mails: notifications::enqueue_about(app, tx, &letters).await?,
        paper: links.len() - letters.len(),
    })
}

/// The families of a round, of one kind, that mail reaches: those with an address that is still theirs, and that want mail. Each
/// with its newest link.
pub(super) async fn reachable(
    app: &App,
    tx: &DatabaseTransaction,
    round: &Round,
    filter: Filter,
) -> Result<Vec<(StudentId, FamilyLinkId, EmailAddress)>, Fault> {
    let lines = store::list(tx, round.id, filter, i64::MAX.unsigned_abs(), 0).await?;
    let wanted: Vec<StudentId> = lines.into_iter().map(|line| StudentId(line.id)).collect();
    let students = students::by_ids(tx, round.institution_id, &wanted).await?;
    let unreached = store::unreached(tx, round.id).await?;
    let mut newest = HashMap::new();
    for link in store::links_of_round(tx, round.id).await? {
        let theirs = students
            .get(&link.student)
            .is_some_and(|student| is_theirs(app, &link, student));
        if let (true, Some(recipient)) = (theirs && !unreached.contains(&link.student), link.recipient) {
            newest.entry(link.student).or_insert((link.id, recipient));
        }
    }
    Ok(wanted
        .into_iter()
        .filter_map(|student| {
            newest
                .remove(&student)
                .map(|(link, recipient)| (student, link, recipient))
        })
        .collect())
}

/// Writes once more to the families that have not answered and want mail; at most once a day. Says to how many.
///
/// # Errors
/// `NotFound` for somebody else's round; conflict `family.closed` when the window is not open.
pub async fn remind(app: &App, actor: &Actor, round: RoundId) -> Result<usize, Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    let round = matching::get_round(&tx, institution, round).await?;
    let asking = store::find_asking(&tx, round.id).await?;
    let asking = asking
        .filter(|asking| is_open(&round, asking, app.clock.now()))
        .ok_or(Fault::Conflict("family.closed"))?;
    let school = asking.school(school_name(&tx, &round).await?);
    let today = app.clock.today().to_string();
    let mut letters = Vec::new();
    for (student, link, recipient) in reachable(app, &tx, &round, Filter::Silent).await? {
        let message = Message {
            event_id: links::event(&[
                "family reminded",
                &round.id.to_string(),
                &student.to_string(),
                &today,
            ]),
            mail: Mail::from(FamilyAsked {
                school: school.clone(),
                round: round.name.clone(),
                again: true,
                closes_at: asking.closes_at,
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
    let entry = AuditEntry::by_actor(actor, "family.reminded")
        .about("round", round.id.0)
        .detail(serde_json::json!({ "mails": mails }));
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(mails)
}

/// Makes a link for a sheet of paper, unless there is one: for a family that has no address, or cannot use it.
///
/// # Errors
/// `NotFound` for other schools' students and rounds; conflict `family.not_asked`.
pub async fn paper(app: &App, actor: &Actor, student: StudentId, round: RoundId) -> Result<(), Fault> {
    let school = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    let student = students::get(&tx, school, student).await?;
    let round = matching::get_round(&tx, school, round).await?;
    let asking = store::find_asking(&tx, round.id)
        .await?
        .ok_or(Fault::Conflict("family.not_asked"))?;
    let known = store::links_of_student(&tx, student.id).await?;
    if known
        .iter()
        .any(|link| link.round == round.id && link.recipient.is_none())
    {
        return Ok(());
    }
    let link = Link {
        recipient: None,
        speaker: if is_adult(&student.profile, app.clock.today()) {
            Speaker::Student
        } else {
            Speaker::Guardian
        },
        ..new_link(app, round.id, &student, asking.closes_at + AFTERWARDS)
    };
    store::insert_links(&tx, &[link]).await?;
    let entry = AuditEntry::by_actor(actor, "family.sheet").about("student", student.id.0);
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// May families speak now?
pub(super) fn is_open(round: &Round, asking: &Asking, now: chrono::DateTime<chrono::Utc>) -> bool {
    round.state == RoundState::Draft && now < asking.closes_at
}
