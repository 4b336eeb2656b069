//! A place that a company offers: the form, filled in from an older place or a draft; a look at it with what the law allows; and the
//! record. By link or signed in.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use super::company::{Fields as Pairs, enter, entered, field, page};
use super::lost::closed;
use crate::availability::answers::Answering;
use crate::availability::model::Answer as Said;
use crate::availability::offers::{self, Place};
use crate::availability::store;
use crate::placements::import::COLUMNS;
use crate::placements::model::Firmness;
use crate::placements::offering;
use crate::platform::sheets::form::{Fields, Group};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Path, Query, Visit, render, see_other_saying};
use crate::vocabulary::fault::{Fault, Invalid};

/// From which place, or from the draft, the form is filled in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    from: String,
    draft: String,
}

#[derive(Template)]
#[template(path = "availability/place.html")]
struct PlacePage {
    page: Page,
    t: T,
    base: String,
    groups: Vec<Group>,
    maybe: bool,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "availability/check.html")]
struct CheckPage {
    page: Page,
    t: T,
    base: String,
    groups: Vec<Group>,
    maybe: bool,
    /// What the law allows, and why: a sentence for each limit.
    limits: Vec<String>,
    above: bool,
    fields: Vec<(&'static str, String)>,
}

fn form(
    visit: &Visit,
    who: &Answering,
    base: String,
    status: StatusCode,
    fields: &Fields,
    mistakes: Mistakes,
) -> Answer {
    let shown = PlacePage {
        page: visit.page("availability-place-title"),
        t: visit.t,
        base,
        groups: offering::to_offer(visit.t, fields),
        maybe: who.answer() == Some(Said::Maybe),
        mistakes,
    };
    render(status, &shown)
}

/// Who has not said yes or maybe offers nothing: the question again, saying so.
async fn refused(visit: &Visit, who: &Answering, base: &str) -> Option<Answer> {
    if matches!(who.answer(), Some(Said::Yes | Said::Maybe)) {
        return None;
    }
    let first = [Invalid::new("answer", "availability.no_offer", "")];
    let mistakes = Mistakes::new(visit.t, &first);
    Some(page(visit, who, base.to_owned(), StatusCode::CONFLICT, mistakes).await)
}

async fn write(visit: &Visit, who: &Answering, base: String, from: &From) -> Answer {
    if let Some(refused) = refused(visit, who, &base).await {
        return refused;
    }
    let conn = visit.app.db.reader();
    let mut fields = Fields::empty(COLUMNS);
    if from.draft == "yes" {
        if let Some((kept, _)) = store::find_draft(conn, who.inquiry().id).await? {
            fields = Fields::sent(COLUMNS, &kept);
        }
    } else if let Ok(id) = from.from.parse::<Uuid>() {
        // Only the company's own places can be copied.
        let theirs = offers::places(conn, who.inquiry()).await?;
        let mut all = theirs.before.iter().chain(&theirs.offered);
        if let Some(place) = all.find(|place| place.id.0 == id) {
            fields = offers::like(place, who.inquiry().school_year);
        }
    }
    form(visit, who, base, StatusCode::OK, &fields, Mistakes::none())
}

/// Keeps what was written as a draft; then shows what would be recorded, or what is wrong with it.
async fn check(visit: &Visit, who: &Answering, base: String, pairs: &Pairs) -> Answer {
    if let Some(refused) = refused(visit, who, &base).await {
        return refused;
    }
    let fields = Fields::sent(COLUMNS, pairs);
    offers::save_draft(&visit.app, who, &fields).await?;
    if field(pairs, "do") == "draft" {
        return Ok(see_other_saying(&base, "availability-draft-saved"));
    }
    match offers::read(&visit.app, who, visit.t.language(), fields.clone()).await {
        Ok(place) => look(visit, base, &fields, &place),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(visit, who, base, status, &fields, mistakes)
        }
    }
}

fn look(visit: &Visit, base: String, fields: &Fields, place: &Place) -> Answer {
    let t = visit.t;
    let mut limits = Vec::new();
    if let Some(cap) = &place.ceiling {
        limits.push(t.with(&cap.text_key(), &cap.args));
    }
    limits.extend(place.free.map(|n| t.n("companies-cap-free", n)));
    limits.push(t.with(&place.tutor.text_key(), &place.tutor.args));
    let shown = CheckPage {
        page: visit.page("availability-check-title"),
        t,
        base,
        groups: offering::offered(t, &place.offer),
        maybe: place.firmness == Firmness::Maybe,
        limits,
        above: place.is_above(),
        fields: COLUMNS
            .iter()
            .map(|column| (column.key, fields.get(column.key).to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
    };
    render(StatusCode::OK, &shown)
}

async fn offer(visit: &Visit, who: &Answering, base: String, pairs: &Pairs) -> Answer {
    let fields = Fields::sent(COLUMNS, pairs);
    match offers::offer(&visit.app, who, visit.t.language(), fields.clone()).await {
        Ok(_) => Ok(see_other_saying(&base, "availability-offered")),
        Err(Fault::Conflict("already_there")) => Err(Fault::Conflict("availability.changed").into()),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(visit, who, base, status, &fields, mistakes)
        }
    }
}

async fn drop_draft(visit: &Visit, who: &Answering, base: &str) -> Answer {
    offers::drop_draft(&visit.app, who).await?;
    Ok(see_other_saying(base, "availability-draft-dropped"))
}

// ---- by link

pub(super) async fn write_by_link(
    visit: Visit,
    Path(door): Path<String>,
    Query(from): Query<From>,
) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => write(&visit, &who, base, &from).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn check_by_link(
    visit: Visit,
    Path(door): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => check(&visit, &who, base, &pairs).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn offer_by_link(
    visit: Visit,
    Path(door): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => offer(&visit, &who, base, &pairs).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn drop_by_link(visit: Visit, Path(door): Path<String>) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => drop_draft(&visit, &who, &base).await,
        None => closed(&visit, &door),
    }
}

// ---- signed in

pub(super) async fn write_signed_in(visit: Visit, Path(id): Path<Uuid>, Query(from): Query<From>) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    write(&visit, &who, base, &from).await
}

pub(super) async fn check_signed_in(visit: Visit, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    check(&visit, &who, base, &pairs).await
}

pub(super) async fn offer_signed_in(visit: Visit, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    offer(&visit, &who, base, &pairs).await
}

pub(super) async fn drop_signed_in(visit: Visit, Path(id): Path<Uuid>) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    drop_draft(&visit, &who, &base).await
}
