//! A school's pages: who has answered what, and whom to ask.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::accounts;
use crate::availability::asking::{self, Candidate, Whom, usual_year};
use crate::availability::lists::{self, Line, Only};
use crate::availability::model::Bar;
use crate::notifications::Addresses;
use crate::notifications::catalogue::{AvailabilityAsked, Composed, Mail, School};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Pager, Query, Visit, render, see_other_counting};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::LinkId;

/// Lines to a page.
const LINES: u64 = 50;

/// Which year, as an address or a form says it; the usual one when it says nothing.
fn year_of(visit: &Visit, word: &str) -> SchoolYear {
    let said = word.parse().ok().filter(|year| (2000..2100).contains(year));
    said.map_or_else(|| usual_year(visit.today()), SchoolYear)
}

/// The years that one may ask about: this and the next.
fn years(visit: &Visit) -> Vec<(String, String)> {
    let this = SchoolYear::of(visit.today());
    [this, SchoolYear(this.0 + 1)]
        .map(|year| (year.0.to_string(), year.to_string()))
        .to_vec()
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sought {
    year: String,
    only: String,
}

/// A number with its name, and the list of exactly these.
struct Tally {
    text: String,
    count: u64,
    href: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "availability/list.html")]
struct ListPage {
    page: Page,
    t: T,
    year: SchoolYear,
    chosen: String,
    years: Vec<(String, String)>,
    tallies: Vec<Tally>,
    lines: Vec<Line>,
    pager: Pager,
    none_yet: bool,
    no_mistakes: Mistakes,
}

pub(super) async fn list(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let (conn, t, school) = (visit.app.db.reader(), visit.t, visit.institution()?);
    let year = year_of(&visit, &sought.year);
    let only_these = Only::from_word(&sought.only);
    let (mut tallies, mut total, mut asked) = (Vec::new(), 0, 0);
    for only in Only::ALL {
        let count = lists::count(conn, school, year, only).await?;
        if only == only_these {
            total = count;
        }
        asked = asked.max(count);
        tallies.push(Tally {
            text: t.get(&format!("availability-only-{}", only.as_str())),
            count,
            href: format!("/availability?year={}&only={}", year.0, only.as_str()),
            current: only == only_these,
        });
    }
    let pager = Pager::of(&visit, LINES, total);
    let lines = lists::list(conn, school, year, only_these, pager.limit(), pager.offset()).await?;
    render(
        StatusCode::OK,
        &ListPage {
            page: visit.page("availability-title"),
            t,
            year,
            chosen: year.0.to_string(),
            years: years(&visit),
            tallies,
            lines,
            pager,
            none_yet: asked == 0,
            no_mistakes: Mistakes::none(),
        },
    )
}

/// Whom to ask, as an address or a form says it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    year: String,
    text: String,
    who: String,
    company: String,
}

impl Asking {
    fn whom(&self) -> Whom {
        Whom {
            text: self.text.trim().to_owned(),
            company: self.company.parse().ok(),
            all: self.who == "all",
        }
    }
}

/// A company, and why it is not asked.
struct Row {
    candidate: Candidate,
    bar: String,
}

#[derive(Template)]
#[template(path = "availability/ask.html")]
struct AskPage {
    page: Page,
    t: T,
    asking: Asking,
    year: SchoolYear,
    chosen: String,
    years: Vec<(String, String)>,
    who: Vec<(String, String)>,
    /// How many would be asked.
    count: usize,
    rows: Vec<Row>,
    pager: Pager,
    letter: Composed,
    no_mistakes: Mistakes,
}

fn bar(t: T, bar: Bar) -> String {
    let key = format!("availability-bar-{}", bar.as_str());
    match bar {
        Bar::NotBefore(day) => t.with(&key, [("day", t.date(day))]),
        _ => t.get(&key),
    }
}

/// Who would be asked, and the letter that they would get. Changes nothing.
pub(super) async fn look(visit: Visit, Query(asking): Query<Asking>) -> Answer {
    let (t, school) = (visit.t, visit.institution()?);
    let year = year_of(&visit, &asking.year);
    let mut found = asking::candidates(&visit.app, school, &asking.whom(), year).await?;
    // Those who would be asked first; within both, by name.
    found.sort_by_key(|one| one.bar.is_some());
    let count = found.iter().filter(|one| one.bar.is_none()).count();
    let pager = Pager::of(&visit, LINES, found.len() as u64);
    let letter = letter(&visit, found.first(), year).await?;
    let rows = found
        .into_iter()
        .skip(usize::try_from(pager.offset()).unwrap_or(usize::MAX))
        .take(usize::try_from(LINES).unwrap_or(usize::MAX))
        .map(|candidate| Row {
            bar: candidate.bar.map(|why| bar(t, why)).unwrap_or_default(),
            candidate,
        })
        .collect();
    render(
        StatusCode::OK,
        &AskPage {
            page: visit.page("availability-ask-title"),
            t,
            year,
            chosen: year.0.to_string(),
            years: years(&visit),
            who: ["known", "all"]
                .map(|word| (word.to_owned(), t.get(&format!("availability-who-{word}"))))
                .to_vec(),
            asking,
            count,
            rows,
            pager,
            letter,
            no_mistakes: Mistakes::none(),
        },
    )
}

/// The letter to the first of them, as it would be; its link is shown and opens nothing.
async fn letter(visit: &Visit, first: Option<&Candidate>, year: SchoolYear) -> Result<Composed, Fault> {
    let actor = visit.actor()?;
    let school = accounts::find_school(visit.app.db.reader(), visit.institution()?)
        .await?
        .ok_or(Fault::NotFound("school"))?;
    let mail = Mail::from(AvailabilityAsked {
        school: School {
            name: school.name,
            contact: Some(actor.name.clone()),
            phone: school.phone,
            email: Some(actor.email.clone()),
        },
        company: first.map_or_else(
            || visit.t.get("availability-letter-company"),
            |one| one.company.facts.name.clone(),
        ),
        year: year.to_string(),
        reminder: false,
        link: LinkId(uuid::Uuid::nil()),
    });
    mail.compose(visit.t, &Addresses::masked(&visit.app))
}

pub(super) async fn ask(visit: Visit, Form(asking): Form<Asking>) -> Answer {
    let year = year_of(&visit, &asking.year);
    let asked = asking::ask(&visit.app, visit.actor()?, &asking.whom(), year).await?;
    let count = i64::try_from(asked).unwrap_or(i64::MAX);
    let list = format!("/availability?year={}", year.0);
    Ok(see_other_counting(&list, "availability-asked-now", count))
}
