//! A place that a company offers: the form, filled in from an older place or a draft; a look at it with what the law allows; and the
//! record. By link or signed in.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use super::company::{Fields as Pairs, enter, entered, field, page};
use super::lost::closed;
use crate::availability::answers::Answering;
use crate::availability::links;
use crate::availability::model::Answer as Said;
use crate::availability::offers::{self, Place, Purpose};
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
    /// Where its steps are.
    steps: String,
    /// The version of the place that is changed; of a new place none.
    version: Option<i64>,
    groups: Vec<Group>,
    maybe: bool,
    /// What is not filled in although the older place says it, in a sentence.
    left_out: Option<String>,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "availability/check.html")]
struct CheckPage {
    page: Page,
    t: T,
    base: String,
    steps: String,
    version: Option<i64>,
    groups: Vec<Group>,
    maybe: bool,
    /// What the law allows, and why: a sentence for each limit.
    limits: Vec<String>,
    above: bool,
    fields: Vec<(&'static str, String)>,
}

/// Somebody of a company at the form of a place, whether a new one or one that is changed.
pub(super) struct Desk<'a> {
    pub visit: &'a Visit,
    pub who: &'a Answering,
    pub base: &'a str,
    pub purpose: Purpose<'a>,
}

impl Desk<'_> {
    pub fn steps(&self) -> String {
        match self.purpose {
            Purpose::Offer => format!("{}/place", self.base),
            Purpose::Change(place) => format!("{}/places/{}", self.base, place.id),
        }
    }

    fn version(&self) -> Option<i64> {
        match self.purpose {
            Purpose::Offer => None,
            Purpose::Change(place) => Some(place.version),
        }
    }

    fn is_maybe(&self) -> bool {
        match self.purpose {
            Purpose::Offer => self.who.answer() == Some(Said::Maybe),
            Purpose::Change(place) => place.firmness == Firmness::Maybe,
        }
    }

    pub fn form(
        &self,
        status: StatusCode,
        fields: &Fields,
        left_out: Option<String>,
        wrong: Mistakes,
    ) -> Answer {
        let title = match self.purpose {
            Purpose::Offer => "availability-place-title",
            Purpose::Change(_) => "availability-place-change-title",
        };
        let shown = PlacePage {
            page: self.visit.page(title),
            t: self.visit.t,
            base: self.base.to_owned(),
            steps: self.steps(),
            version: self.version(),
            groups: offering::to_offer(self.visit.t, fields),
            maybe: self.is_maybe(),
            left_out,
            mistakes: wrong,
        };
        render(status, &shown)
    }

    /// The form with what is wrong; every other fault passes on.
    pub fn form_with(&self, fields: &Fields, fault: Fault) -> Answer {
        let wrong = Mistakes::of_fault(self.visit.t, fault)?;
        self.form(StatusCode::UNPROCESSABLE_ENTITY, fields, None, wrong)
    }

    /// What would be recorded, or what is wrong with it.
    pub async fn check(&self, fields: &Fields) -> Answer {
        let (app, language) = (&self.visit.app, self.visit.t.language());
        match offers::read(app, self.who, language, self.purpose, fields.clone()).await {
            Ok(place) => self.look(fields, &place),
            Err(fault) => self.form_with(fields, fault),
        }
    }

    fn look(&self, fields: &Fields, place: &Place) -> Answer {
        let t = self.visit.t;
        let mut limits = Vec::new();
        if let Some(cap) = &place.ceiling {
            limits.push(t.with(&cap.text_key(), &cap.args));
        }
        limits.extend(place.free.map(|n| t.n("companies-cap-free", n)));
        limits.push(t.with(&place.tutor.text_key(), &place.tutor.args));
        let title = match self.purpose {
            Purpose::Offer => "availability-check-title",
            Purpose::Change(_) => "availability-check-change-title",
        };
        let shown = CheckPage {
            page: self.visit.page(title),
            t,
            base: self.base.to_owned(),
            steps: self.steps(),
            version: self.version(),
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

    /// The question again, saying why nothing was done.
    async fn refused(&self, why: Invalid) -> Answer {
        let wrong = Mistakes::new(self.visit.t, &[why]);
        page(
            self.visit,
            self.who,
            self.base.to_owned(),
            StatusCode::CONFLICT,
            wrong,
        )
        .await
    }

    /// The place was changed by the school meanwhile, or it uses it: says which, and whom to call. Every other fault passes on.
    pub async fn taken(&self, fault: Fault) -> Answer {
        let code = match fault {
            Fault::Conflict("still_in_use") => "availability.place.in_use",
            Fault::Conflict("placement_changed") => "availability.place.changed",
            other => return Err(other.into()),
        };
        let school = links::school(self.visit.app.db.reader(), self.who.inquiry()).await?;
        let why = Invalid::new("offered", code, "")
            .with("school", &school.name)
            .with("who", school.who());
        self.refused(why).await
    }
}

// ---- a new place

fn new_place<'a>(visit: &'a Visit, who: &'a Answering, base: &'a str) -> Desk<'a> {
    Desk {
        visit,
        who,
        base,
        purpose: Purpose::Offer,
    }
}

/// Who has not said yes or maybe offers nothing: the question again, saying so.
async fn not_asked_for(desk: &Desk<'_>) -> Option<Answer> {
    if matches!(desk.who.answer(), Some(Said::Yes | Said::Maybe)) {
        return None;
    }
    Some(
        desk.refused(Invalid::new("answer", "availability.no_offer", ""))
            .await,
    )
}

async fn write(visit: &Visit, who: &Answering, base: &str, from: &From) -> Answer {
    let desk = new_place(visit, who, base);
    if let Some(refused) = not_asked_for(&desk).await {
        return refused;
    }
    let conn = visit.app.db.reader();
    let (mut fields, mut left_out) = (Fields::empty(COLUMNS), None);
    if from.draft == "yes" {
        if let Some((kept, _)) = store::find_draft(conn, who.inquiry().id).await? {
            fields = Fields::sent(COLUMNS, &kept);
        }
    } else if let Ok(id) = from.from.parse::<Uuid>() {
        // Only the company's own places can be copied.
        let theirs = offers::places(conn, who.inquiry()).await?;
        let mut all = theirs.before.iter().chain(&theirs.offered);
        if let Some(place) = all.find(|place| place.id.0 == id) {
            let year = who.inquiry().school_year;
            fields = offers::like(place, year);
            left_out =
                offers::leaves_derogation(place, year).then(|| visit.t.get("availability-place-derogation"));
        }
    }
    desk.form(StatusCode::OK, &fields, left_out, Mistakes::none())
}

/// Keeps what was written as a draft; then shows what would be recorded, or what is wrong with it.
async fn check(visit: &Visit, who: &Answering, base: &str, pairs: &Pairs) -> Answer {
    let desk = new_place(visit, who, base);
    if let Some(refused) = not_asked_for(&desk).await {
        return refused;
    }
    let fields = Fields::sent(COLUMNS, pairs);
    offers::save_draft(&visit.app, who, &fields).await?;
    if field(pairs, "do") == "draft" {
        return Ok(see_other_saying(base, "availability-draft-saved"));
    }
    desk.check(&fields).await
}

async fn offer(visit: &Visit, who: &Answering, base: &str, pairs: &Pairs) -> Answer {
    let fields = Fields::sent(COLUMNS, pairs);
    match offers::offer(&visit.app, who, visit.t.language(), fields.clone()).await {
        Ok(_) => Ok(see_other_saying(base, "availability-offered")),
        Err(Fault::Conflict("already_there")) => Err(Fault::Conflict("availability.changed").into()),
        Err(fault) => new_place(visit, who, base).form_with(&fields, fault),
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
        Some((who, base)) => write(&visit, &who, &base, &from).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn check_by_link(
    visit: Visit,
    Path(door): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => check(&visit, &who, &base, &pairs).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn offer_by_link(
    visit: Visit,
    Path(door): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => offer(&visit, &who, &base, &pairs).await,
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
    write(&visit, &who, &base, &from).await
}

pub(super) async fn check_signed_in(visit: Visit, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    check(&visit, &who, &base, &pairs).await
}

pub(super) async fn offer_signed_in(visit: Visit, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    offer(&visit, &who, &base, &pairs).await
}

pub(super) async fn drop_signed_in(visit: Visit, Path(id): Path<Uuid>) -> Answer {
    let (who, base) = entered(&visit, id).await?;
    drop_draft(&visit, &who, &base).await
}
