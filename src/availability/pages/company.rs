//! What a company sees and does: the question, its answer, its facts, and the way to offer a place; by link or signed in.

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::lost::closed;
use crate::availability::answers::{self, Answering};
use crate::availability::lists::{self, Asked};
use crate::availability::model::{Again, Answer as Said, NOTE_LENGTH, Reason, Word};
use crate::availability::{links, offers, store};
use crate::companies;
use crate::companies::desk::{self, Summary};
use crate::notifications::catalogue::School;
use crate::placements::model::{Firmness, Placement};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Path, Visit, render, see_other_saying};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::geography::comune;
use crate::vocabulary::ids::{InquiryId, PlacementId};
use crate::vocabulary::repertory::figure;

/// The fields of a form, as they came.
pub(super) type Fields = Vec<(String, String)>;

/// What the field says; nothing when it is not there.
pub(super) fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(key, _)| key == name);
    found.map_or("", |(_, value)| value.as_str())
}

/// A place as a company recognises it.
pub(super) struct PlaceLine {
    id: PlacementId,
    pub title: String,
    pub when: String,
    maybe: bool,
    /// The school has proposed it or looked at it in a run: only the school changes it.
    used: bool,
}

#[derive(Template)]
#[template(path = "availability/company.html")]
struct QuestionPage {
    page: Page,
    t: T,
    base: String,
    school: School,
    company: String,
    year: String,
    answer: Option<Said>,
    /// When and what was answered, in words.
    recorded: String,
    again: String,
    reason: String,
    draft: Option<DateTime<Utc>>,
    offered: Vec<PlaceLine>,
    before: Vec<PlaceLine>,
    facts: Summary,
    mistakes: Mistakes,
}

impl QuestionPage {
    /// May it offer a place now?
    fn may_offer(&self) -> bool {
        matches!(self.answer, Some(Said::Yes | Said::Maybe))
    }

    fn answers(&self) -> [Said; 3] {
        Said::ALL
    }
}

/// What a no or a maybe is still asked: why, and when one may ask again.
#[derive(Template)]
#[template(path = "availability/more.html")]
struct MorePage {
    page: Page,
    t: T,
    base: String,
    answer: Said,
    again: [Again; 3],
    chosen: String,
    note: String,
    note_length: usize,
    /// Places that a no takes back.
    n_maybe: usize,
    mistakes: Mistakes,
}

impl MorePage {
    fn reasons(&self) -> [Reason; 6] {
        Reason::ALL
    }
}

pub(super) fn line(t: T, place: &Placement, used: bool) -> PlaceLine {
    let offer = &place.offer;
    let names: Vec<&str> = offer.figures.iter().map(|code| figure(*code).name_it).collect();
    let at = comune(offer.site).map(|one| one.name).unwrap_or_default();
    let title = [
        ("figure", names.join(", ")),
        ("comune", at.to_owned()),
        ("n", offer.seats.to_string()),
    ];
    PlaceLine {
        id: place.id,
        title: t.with("availability-place-line", title),
        when: t.with(
            "availability-place-when",
            [
                ("from", t.short_date(offer.start)),
                ("to", t.short_date(offer.end)),
            ],
        ),
        maybe: place.firmness == Firmness::Maybe,
        used,
    }
}

// ---- the page, however one comes to it

pub(super) async fn page(
    visit: &Visit,
    who: &Answering,
    base: String,
    status: StatusCode,
    mistakes: Mistakes,
) -> Answer {
    let (conn, t, inquiry) = (visit.app.db.reader(), visit.t, who.inquiry());
    let school = links::school(conn, inquiry).await?;
    let company = companies::get(conn, inquiry.company_id).await?.facts.name;
    let places = offers::places(conn, inquiry).await?;
    let used = offers::in_use(conn, &places.offered).await?;
    let facts = match visit.actor() {
        // Under its own address, or below its link.
        Ok(actor) if actor.role.company() == Some(inquiry.company_id) => {
            format!("/companies/{}", inquiry.company_id)
        }
        _ => format!("{base}/company"),
    };
    let facts = desk::summary(visit, inquiry.company_id, &facts).await?;
    let draft = store::find_draft(conn, inquiry.id).await?.map(|(_, at)| at);
    let said = inquiry.said.as_ref();
    let year = inquiry.school_year.to_string();
    let title = [("school", school.name.as_str()), ("year", year.as_str())];
    let heading = t.with("availability-company-heading", title);
    let shown = QuestionPage {
        page: visit.page_titled(heading),
        t,
        base,
        company,
        year,
        answer: said.map(|said| said.answer),
        recorded: said.map(|said| t.datetime(said.at)).unwrap_or_default(),
        again: said.map(|said| again(t, said)).unwrap_or_default(),
        reason: said
            .and_then(|said| said.reason)
            .map(|reason| t.get(&format!("availability-reason-{}", reason.as_str())))
            .unwrap_or_default(),
        draft,
        offered: places
            .offered
            .iter()
            .map(|place| line(t, place, used.contains(&place.id)))
            .collect(),
        before: places.before.iter().map(|place| line(t, place, false)).collect(),
        school,
        facts,
        mistakes,
    };
    render(status, &shown)
}

/// When the school asks again, in words.
fn again(t: T, said: &crate::availability::model::Said) -> String {
    match (said.answer, said.again_on) {
        _ if said.never => t.get("availability-again-told-never"),
        (Said::Yes, _) => String::new(),
        (_, Some(day)) => t.with("availability-again-told", [("day", t.date(day))]),
        (_, None) => t.get("availability-again-told-year"),
    }
}

/// Records an answer; a no and a maybe are first asked what belongs to them.
async fn record(visit: &Visit, who: &Answering, base: String, fields: &Fields) -> Answer {
    let answer = field(fields, "answer");
    let (reason, note, when) = (
        field(fields, "reason"),
        field(fields, "note"),
        field(fields, "again"),
    );
    match Word::read(answer, reason, note, when) {
        Ok(word) if word.lacks() => more(visit, who, base, word.answer, fields, &[]).await,
        Ok(word) => {
            answers::answer(&visit.app, who, &word).await?;
            Ok(see_other_saying(&base, "availability-recorded"))
        }
        Err(wrong) => match Said::from_stored(answer) {
            Some(said) => more(visit, who, base, said, fields, &wrong).await,
            None => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                page(visit, who, base, status, Mistakes::new(visit.t, &wrong)).await
            }
        },
    }
}

async fn more(
    visit: &Visit,
    who: &Answering,
    base: String,
    answer: Said,
    fields: &Fields,
    wrong: &[Invalid],
) -> Answer {
    let (again, title) = match answer {
        Said::Maybe => (Again::AFTER_MAYBE, "availability-more-maybe"),
        Said::Yes | Said::No => (Again::AFTER_NO, "availability-more-no"),
    };
    let n_maybe = match answer {
        Said::No => answers::maybes(visit.app.db.reader(), who.inquiry()).await?.len(),
        Said::Yes | Said::Maybe => 0,
    };
    let status = if wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shown = MorePage {
        page: visit.page(title),
        t: visit.t,
        base,
        answer,
        again,
        chosen: field(fields, "again").to_owned(),
        note: field(fields, "note").to_owned(),
        note_length: NOTE_LENGTH,
        n_maybe,
        mistakes: Mistakes::new(visit.t, wrong),
    };
    render(status, &shown)
}

// ---- by link

pub(super) async fn enter(visit: &Visit, door: &str) -> Result<Option<(Answering, String)>, Fault> {
    let who = Answering::by_door(&visit.app, door).await?;
    Ok(who.map(|who| (who, format!("/a/{door}"))))
}

pub(super) async fn by_link(visit: Visit, Path(door): Path<String>) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => page(&visit, &who, base, StatusCode::OK, Mistakes::none()).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn answer_by_link(
    visit: Visit,
    Path(door): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => record(&visit, &who, base, &fields).await,
        None => closed(&visit, &door),
    }
}

// ---- signed in

pub(super) async fn entered(visit: &Visit, id: Uuid) -> Result<(Answering, String), Fault> {
    let who = Answering::by_account(&visit.app, visit.actor()?, InquiryId(id)).await?;
    Ok((who, format!("/company/availability/{id}")))
}

pub(super) async fn signed_in(visit: Visit, Path(id): Path<Uuid>) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    page(&visit, &who, base, StatusCode::OK, Mistakes::none()).await
}

pub(super) async fn answer_signed_in(
    visit: Visit,
    Path(id): Path<Uuid>,
    Form(fields): Form<Fields>,
) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    record(&visit, &who, base, &fields).await
}

#[derive(Template)]
#[template(path = "availability/asked.html")]
struct AskedPage {
    page: Page,
    t: T,
    asked: Vec<Asked>,
}

/// The schools that ask, this year and for the next.
pub(super) async fn list(visit: Visit) -> Answer {
    let company = visit.actor()?.role.company().ok_or(Fault::Forbidden)?;
    let this = SchoolYear::of(visit.today());
    let asked = lists::of_company(visit.app.db.reader(), company.0, this).await?;
    render(
        StatusCode::OK,
        &AskedPage {
            page: visit.page("availability-asked-title"),
            t: visit.t,
            asked,
        },
    )
}
