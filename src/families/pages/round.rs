//! A school and the families of a round: to ask, to remind, to print, to see who has answered.

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::accounts;
use crate::families::ask::{self, AskForm, is_open};
use crate::families::store::{self, Filter, Line, Tally};
use crate::families::{links, release};
use crate::matching::{self, Round, model::RoundState};
use crate::notifications::Addresses;
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Pager, Path, Query, Visit, qr, render, see_other_counting, see_other_saying,
};
use crate::students;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{RoundId, StudentId};

/// Families to a page.
const LINES: u64 = 100;

/// Sheets to a page: what a printer takes at once.
const SHEETS: u64 = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sought {
    state: String,
    student: String,
}

/// A kind of families, and how many there are.
struct Kind {
    word: &'static str,
    count: u64,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "families/round.html")]
struct RoundPage {
    page: Page,
    t: T,
    round: Round,
    /// May families be asked? Not once the round is published.
    may_ask: bool,
    asked_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
    open: bool,
    released_at: Option<DateTime<Utc>>,
    may_release: bool,
    tally: Tally,
    filters: Vec<Kind>,
    lines: Vec<Line>,
    pager: Pager,
    values: AskForm,
    mistakes: Mistakes,
}

async fn page(
    visit: &Visit,
    round: RoundId,
    filter: Filter,
    sent: Option<AskForm>,
    mistakes: Mistakes,
) -> Answer {
    let conn = visit.app.db.reader();
    let round = matching::get_round(conn, visit.institution()?, round).await?;
    let asking = store::find_asking(conn, round.id).await?;
    let tally = store::tally(conn, round.id).await?;
    let pager = Pager::of(visit, LINES, tally.of(filter));
    let lines = store::list(conn, round.id, filter, pager.limit(), pager.offset()).await?;
    let form = match (sent, &asking) {
        (Some(form), _) => form,
        (None, Some(asking)) => AskForm {
            closes_on: asking
                .closes_at
                .with_timezone(&chrono_tz::Europe::Rome)
                .date_naive()
                .to_string(),
            contact: asking.contact.clone(),
            phone: asking.phone.clone().unwrap_or_default(),
            email: asking.email.clone().unwrap_or_default(),
        },
        (None, None) => {
            let actor = visit.actor()?;
            let school = accounts::find_school(conn, round.institution_id).await?;
            let closes_on = crate::vocabulary::calendar::business_days_after(visit.today(), 10);
            AskForm {
                closes_on: closes_on.to_string(),
                contact: actor.name.clone(),
                phone: school.and_then(|school| school.phone).unwrap_or_default(),
                email: actor.email.clone(),
            }
        }
    };
    let status = if mistakes.any() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let shown = RoundPage {
        page: visit.page("families-round-title"),
        t: visit.t,
        may_ask: round.state == RoundState::Draft,
        open: asking
            .as_ref()
            .is_some_and(|asking| is_open(&round, asking, visit.now())),
        asked_at: asking.as_ref().map(|asking| asking.asked_at),
        closes_at: asking.as_ref().map(|asking| asking.closes_at),
        released_at: asking.as_ref().and_then(|asking| asking.released_at),
        may_release: release::may_release(&round, asking.as_ref()),
        round,
        filters: Filter::ALL
            .map(|one| Kind {
                word: one.as_str(),
                count: tally.of(one),
                chosen: one == filter,
            })
            .into(),
        tally,
        lines,
        pager,
        values: form,
        mistakes,
    };
    render(status, &shown)
}

pub(super) async fn show(visit: Visit, Path(round): Path<RoundId>, Query(sought): Query<Sought>) -> Answer {
    let filter = Filter::from_word(&sought.state);
    page(&visit, round, filter, None, Mistakes::none()).await
}

pub(super) async fn ask(visit: Visit, Path(round): Path<RoundId>, Form(form): Form<AskForm>) -> Answer {
    match ask::ask(&visit.app, visit.actor()?, round, &form).await {
        Ok(asked) => Ok(see_other_counting(
            &format!("/rounds/{round}/families"),
            "families-round-asked",
            i64::try_from(asked.mails).unwrap_or(i64::MAX),
        )),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            page(&visit, round, Filter::All, Some(form), mistakes).await
        }
    }
}

pub(super) async fn remind(visit: Visit, Path(round): Path<RoundId>) -> Answer {
    let mails = ask::remind(&visit.app, visit.actor()?, round).await?;
    Ok(see_other_counting(
        &format!("/rounds/{round}/families"),
        "families-round-reminded",
        i64::try_from(mails).unwrap_or(i64::MAX),
    ))
}

/// A sheet to be handed out.
struct Sheet {
    student: String,
    address: String,
    code: qr::Code,
}

#[derive(Template)]
#[template(path = "families/sheets.html")]
struct SheetsPage {
    page: Page,
    t: T,
    round: Round,
    school: crate::notifications::catalogue::School,
    closes_at: DateTime<Utc>,
    sheets: Vec<Sheet>,
}

/// The links on paper: of those whom no mail reaches, or of one student.
pub(super) async fn sheets(visit: Visit, Path(round): Path<RoundId>, Query(sought): Query<Sought>) -> Answer {
    let conn = visit.app.db.reader();
    let school = visit.institution()?;
    let round = matching::get_round(conn, school, round).await?;
    let Some(asking) = store::find_asking(conn, round.id).await? else {
        return Ok(see_other_saying(
            &format!("/rounds/{}/families", round.id),
            "families-round-not-asked",
        ));
    };
    let wanted: Vec<StudentId> = match sought.student.parse::<StudentId>() {
        Ok(one) => vec![one],
        Err(_) => store::list(conn, round.id, Filter::Paper, SHEETS, 0)
            .await?
            .into_iter()
            .map(|line| StudentId(line.id))
            .collect(),
    };
    let found = students::by_ids(conn, school, &wanted).await?;
    let all = store::links_of_round(conn, round.id).await?;
    let at = Addresses::working(&visit.app);
    let mut sheets = Vec::new();
    for id in wanted {
        let Some(student) = found.get(&id) else { continue };
        // A link on paper where there is one; else the newest, which went to an address that is of no use now.
        let mut theirs = all
            .iter()
            .filter(|link| link.student == id && links::is_theirs(&visit.app, link, student));
        let newest = theirs.clone().next();
        let Some(link) = theirs.find(|link| link.recipient.is_none()).or(newest) else {
            continue;
        };
        let address = at.family(link.id);
        sheets.push(Sheet {
            student: format!("{} {}", student.profile.family_name, student.profile.given_name),
            code: qr::code(&address).ok_or_else(|| Fault::internal("an address too long for a code"))?,
            address,
        });
    }
    let name = links::school_name(conn, &round).await?;
    render(
        StatusCode::OK,
        &SheetsPage {
            page: visit.page("families-sheets-title"),
            t: visit.t,
            school: asking.school(name),
            closes_at: asking.closes_at,
            round,
            sheets,
        },
    )
}
