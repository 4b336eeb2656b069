//! One mail for each company, with a card for each student proposed to it, and one for each school. Written, not sent.
//!
//! A card says what a company needs in order to think about it: an age band, the figure, how far, how many hours. The name, the
//! address and the codice fiscale stay with the school, which finds the card's number in `proposte.csv`.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Europe::Rome;

use super::outputs::cards;
use super::words::{self, Found};
use super::{digest, hex};
use crate::companies::model::CompanyFacts;
use crate::matching::problem::AssignedPair;
use crate::platform::mail::{Correspondent, Letter, LetterError};
use crate::platform::texts::{T, Texts};
use crate::vocabulary::calendar::age_on;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::repertory::figure;
use crate::vocabulary::text::{Language, normalise_key};

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eml {
    /// Its name, without a folder.
    pub name: String,
    /// The whole message.
    pub bytes: Vec<u8>,
}

/// What the mails need besides what was found.
#[derive(Debug, Clone)]
pub struct Sender {
    /// Who writes, and where answers go.
    pub from: Correspondent,
    /// What the campaign is called.
    pub round: Option<String>,
    /// By when companies answer.
    pub answer_by: Option<chrono::NaiveDate>,
    /// The language of the schools' mails.
    pub language: Language,
}

/// What a company reads of one student.
struct Card {
    number: String,
    figure: &'static str,
    age: String,
    journey: String,
    period: String,
    hours: String,
    comune: &'static str,
    school: Option<String>,
}

/// The words around the cards.
struct Company<'a> {
    name: &'a str,
    school: String,
    round: String,
    answer_by: Option<String>,
    cards: Vec<Card>,
}

#[derive(Template)]
#[template(path = "matching/files/company.txt")]
struct CompanyText<'a> {
    t: T,
    m: &'a Company<'a>,
}

#[derive(Template)]
#[template(path = "matching/files/company.html")]
struct CompanyHtml<'a> {
    t: T,
    m: &'a Company<'a>,
}

/// What a school reads.
struct School {
    name: String,
    round: String,
    students: usize,
    placed: usize,
    unplaced: usize,
    companies: usize,
}

#[derive(Template)]
#[template(path = "matching/files/school.txt")]
struct SchoolText<'a> {
    t: T,
    m: &'a School,
}

#[derive(Template)]
#[template(path = "matching/files/school.html")]
struct SchoolHtml<'a> {
    t: T,
    m: &'a School,
}

/// Why a mail could not be written.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// A template failed.
    #[error("a mail cannot be composed: {0}")]
    Template(#[from] askama::Error),
    /// An address or a header cannot be.
    #[error("a mail cannot be written: {0}")]
    Letter(#[from] LetterError),
}

/// All of them: companies by VAT number, then schools by name.
///
/// # Errors
/// When a mail cannot be composed or written.
pub fn write(found: &Found<'_>, sender: &Sender) -> Result<Vec<Eml>, MailError> {
    let mut by_company: BTreeMap<VatNumber, Vec<&AssignedPair>> = BTreeMap::new();
    for pair in &found.outcome.assigned {
        let (_, offer, _) = found.place(pair.place);
        by_company.entry(offer.vat_number).or_default().push(pair);
    }
    let numbers = cards(found);
    let mut mails = Vec::new();
    for (vat, pairs) in &by_company {
        let facts = &found.cast.companies[vat];
        let t = Texts::for_language(facts.language.unwrap_or_default());
        let mut cards: Vec<Card> = pairs
            .iter()
            .map(|pair| card(t, found, pair, &numbers[&(pair.student, pair.place)]))
            .collect();
        cards.sort_by(|a, b| a.number.cmp(&b.number));
        let company = Company {
            name: &facts.name,
            school: schools_of(t, found, pairs),
            round: round_name(t, found, sender),
            answer_by: sender.answer_by.map(|day| t.weekday_date(day)),
            cards,
        };
        mails.push(to_company(t, found, sender, facts, &company)?);
    }
    mails.extend(to_schools(found, sender)?);
    Ok(mails)
}

fn card(t: T, found: &Found<'_>, pair: &AssignedPair, number: &str) -> Card {
    let (student, profile) = found.student(pair.student);
    let (place, offer, _) = found.place(pair.place);
    let band = match age_on(student.birth_date, place.start) {
        ..=15 => "files-age-15",
        16..=17 => "files-age-16",
        _ => "files-age-18",
    };
    let minutes = place.week_minutes;
    let mut hours = if minutes.is_multiple_of(60) {
        t.n("files-card-hours", minutes / 60)
    } else {
        t.with(
            "files-card-hours-minutes",
            [("n_hours", minutes / 60), ("n_minutes", minutes % 60)],
        )
    };
    if let Some(internal) = place.internal_hours_year {
        hours = format!("{hours}, {}", t.n("files-card-internal", internal));
    }
    // By fives: a comune of one family must not be known by its distance.
    let km = pair.pair.metres.div_ceil(5_000).max(1) * 5;
    Card {
        number: number.to_owned(),
        figure: figure(student.figure).name_it,
        age: t.get(band),
        journey: t.n("files-card-journey", km),
        period: t.with(
            "files-card-period",
            [
                ("from", t.short_date(offer.start)),
                ("to", t.short_date(offer.end)),
            ],
        ),
        hours,
        comune: words::comune_name(place.site),
        school: several_schools(found).then(|| profile.school.clone()).flatten(),
    }
}

fn several_schools(found: &Found<'_>) -> bool {
    let schools: BTreeSet<_> = found.cast.students.values().map(|s| s.school.as_ref()).collect();
    schools.len() > 1
}

fn school_name(t: T, found: &Found<'_>, told: Option<&String>) -> String {
    told.or(found.cast.school.as_ref())
        .cloned()
        .unwrap_or_else(|| t.get("files-the-school"))
}

fn schools_of(t: T, found: &Found<'_>, pairs: &[&AssignedPair]) -> String {
    let names: BTreeSet<String> = pairs
        .iter()
        .map(|pair| school_name(t, found, found.student(pair.student).1.school.as_ref()))
        .collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

fn round_name(t: T, found: &Found<'_>, sender: &Sender) -> String {
    let period = found.market.snapshot.settings.period;
    sender.round.clone().unwrap_or_else(|| {
        t.with(
            "files-round-name",
            [
                ("from", t.short_date(period.from)),
                ("to", t.short_date(period.to)),
            ],
        )
    })
}

fn to_company(
    t: T,
    found: &Found<'_>,
    sender: &Sender,
    facts: &CompanyFacts,
    company: &Company<'_>,
) -> Result<Eml, MailError> {
    let to = match &facts.contact_name {
        Some(name) => Correspondent::named(name.as_str(), facts.contact_email.as_str()),
        None => Correspondent::new(facts.contact_email.as_str()),
    };
    let subject = t.with(
        "mail-proposals_sent-subject",
        [
            ("school", company.school.clone()),
            ("company", company.name.to_owned()),
            ("n", company.cards.len().to_string()),
        ],
    );
    let text = CompanyText { t, m: company }.render()?;
    let html = CompanyHtml { t, m: company }.render()?;
    let name = format!("azienda-{}.eml", facts.vat_number.as_str());
    letter(t, found, sender, name, to, subject, text, html)
}

fn to_schools(found: &Found<'_>, sender: &Sender) -> Result<Vec<Eml>, MailError> {
    let t = Texts::for_language(sender.language);
    let mut schools: BTreeMap<String, School> = BTreeMap::new();
    let name_of = |at: usize| school_name(t, found, found.student(at).1.school.as_ref());
    let blank = |name: &str| School {
        name: name.to_owned(),
        round: round_name(t, found, sender),
        students: 0,
        placed: 0,
        unplaced: 0,
        companies: 0,
    };
    let mut companies: BTreeMap<String, BTreeSet<VatNumber>> = BTreeMap::new();
    for pair in &found.outcome.assigned {
        let name = name_of(pair.student);
        let school = schools.entry(name.clone()).or_insert_with(|| blank(&name));
        school.students += 1;
        school.placed += 1;
        companies
            .entry(name)
            .or_default()
            .insert(found.place(pair.place).1.vat_number);
    }
    for (at, _) in &found.outcome.unplaced {
        let name = name_of(*at);
        let school = schools.entry(name.clone()).or_insert_with(|| blank(&name));
        school.students += 1;
        school.unplaced += 1;
    }
    let mut mails = Vec::new();
    let mut used = BTreeSet::new();
    for (name, mut school) in schools {
        school.companies = companies.get(&name).map_or(0, BTreeSet::len);
        let slug: String = normalise_key(&name)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(40)
            .collect();
        let slug = if slug.is_empty() || !used.insert(slug.clone()) {
            format!("{slug}{}", hex(name.as_bytes(), 4))
        } else {
            slug
        };
        let subject = t.with(
            "files-school-subject",
            [
                ("round", school.round.clone()),
                ("n_placed", school.placed.to_string()),
            ],
        );
        let text = SchoolText { t, m: &school }.render()?;
        let html = SchoolHtml { t, m: &school }.render()?;
        let to = Correspondent::named(name.clone(), sender.from.address.clone());
        mails.push(letter(
            t,
            found,
            sender,
            format!("scuola-{slug}.eml"),
            to,
            subject,
            text,
            html,
        )?);
    }
    Ok(mails)
}

#[expect(clippy::too_many_arguments, reason = "the parts of a mail")]
fn letter(
    t: T,
    found: &Found<'_>,
    sender: &Sender,
    name: String,
    to: Correspondent,
    subject: String,
    text: String,
    html: String,
) -> Result<Eml, MailError> {
    let id = digest(format!("{}\n{name}", found.outcome.problem_digest).as_bytes());
    let letter = Letter {
        message_id: format!("<{}@{}>", id.trim_start_matches("sha256:"), sender.from.domain()),
        date: morning_of(found),
        from: sender.from.clone(),
        reply_to: None,
        to,
        subject,
        text,
        html,
        language: t.code(),
        unsubscribe: None,
    };
    Ok(Eml {
        bytes: letter.encode()?,
        name,
    })
}

/// The day of the matching at 9 in Italy: the same inputs give the same mail.
fn morning_of(found: &Found<'_>) -> DateTime<Utc> {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    let local = found.market.snapshot.day.and_time(nine);
    local
        .and_local_timezone(Rome)
        .single()
        .map_or_else(|| local.and_utc(), |there| there.with_timezone(&Utc))
}
