//! The notice, and what a family agrees to: each yes and each no with its date.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use super::lost::closed;
use crate::accounts::By;
use crate::families::consents;
use crate::families::links::{self, Opened, school_name};
use crate::families::model::{Consent, ConsentKind, NOTICE, Speaker, holds, is_adult};
use crate::families::store::{self, Notice};
use crate::notifications::catalogue::School;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Page, Path, Visit, render, see_other_saying};
use crate::vocabulary::fault::Fault;

/// One thing to agree to, and whether it holds.
pub(super) struct Point {
    pub kind: ConsentKind,
    pub holds: bool,
    /// What was said of it, the newest first.
    pub said: Vec<Consent>,
}

impl Point {
    /// How a tag shows it.
    pub fn tone(&self) -> &'static str {
        if self.holds { "good" } else { "plain" }
    }

    /// Yes or no.
    pub fn word(&self) -> &'static str {
        if self.holds { "layout-yes" } else { "layout-no" }
    }

    /// The key of one of its texts.
    pub fn key(&self, what: &str) -> String {
        format!("families-consent-{}-{what}", self.kind.as_str())
    }
}

/// All of them.
pub(super) fn points(said: &[Consent]) -> Vec<Point> {
    ConsentKind::ALL
        .into_iter()
        .map(|kind| Point {
            kind,
            holds: holds(said, kind),
            said: said.iter().filter(|one| one.kind == kind).cloned().collect(),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "families/data.html")]
struct DataPage {
    page: Page,
    t: T,
    base: String,
    school: School,
    version: &'static str,
    notices: Vec<Notice>,
    points: Vec<Point>,
    /// May whoever holds this link say yes or no? A minor's own address may not.
    may_decide: bool,
}

/// For a minor a parent decides; the minor's own address chooses among places, and no more.
fn may_decide(visit: &Visit, found: &Opened) -> bool {
    is_adult(&found.student.profile, visit.today()) || found.link.speaker == Speaker::Guardian
}

pub(super) async fn show(visit: Visit, Path(door): Path<String>) -> Answer {
    let Some(found) = links::open(&visit.app, &door).await? else {
        return closed(&visit, &door);
    };
    let conn = visit.app.db.reader();
    let said = store::consents_of(conn, found.student.id).await?;
    render(
        StatusCode::OK,
        &DataPage {
            page: visit.page("families-data-title"),
            t: visit.t,
            base: format!("/f/{door}"),
            school: found.asking.school(school_name(conn, &found.round).await?),
            version: NOTICE,
            notices: store::notices_of(conn, found.student.id).await?,
            points: points(&said),
            may_decide: may_decide(&visit, &found),
        },
    )
}

/// A yes or a no, as a button says it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Decided {
    kind: String,
    given: String,
}

impl Decided {
    /// To what, and yes or no.
    pub fn read(&self) -> Result<(ConsentKind, bool), Fault> {
        let unreadable = || Fault::invalid("", "form.unreadable", "");
        let kind = ConsentKind::from_stored(&self.kind).ok_or_else(unreadable)?;
        match self.given.as_str() {
            "yes" => Ok((kind, true)),
            "no" => Ok((kind, false)),
            _ => Err(unreadable()),
        }
    }
}

pub(super) async fn decide(visit: Visit, Path(door): Path<String>, Form(decided): Form<Decided>) -> Answer {
    let Some(found) = links::open(&visit.app, &door).await? else {
        return closed(&visit, &door);
    };
    if !may_decide(&visit, &found) {
        return Err(Fault::Forbidden.into());
    }
    consents::set(
        &visit.app,
        By::Family(found.link.id),
        found.round.institution_id,
        found.student.id,
        found.link.speaker,
        decided.read()?,
    )
    .await?;
    Ok(see_other_saying(
        &format!("/f/{door}/data"),
        "families-consent-recorded",
    ))
}
