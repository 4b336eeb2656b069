//! Contacts, sites and tutors of a company, for whoever keeps them.

use askama::Template;
use axum::http::StatusCode;
use uuid::Uuid;

use super::desk::{self, Desk};
use super::words;
use crate::companies::keeping;
use crate::companies::parts::Part;
use crate::companies::{actions, store};
use crate::platform::sheets::form::{Fields, Group};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Mistakes, Page, Visit, render, see_other_saying};
use crate::vocabulary::fault::Fault;

#[derive(Template)]
#[template(path = "companies/part.html")]
struct PartForm {
    page: Page,
    t: T,
    action: String,
    back: String,
    groups: Vec<Group>,
    mistakes: Mistakes,
}

fn part_of(word: &str) -> Result<Part, Fault> {
    Part::from_word(word).ok_or(Fault::NotFound("page"))
}

fn part_form(
    visit: &Visit,
    status: StatusCode,
    at: &Desk,
    (part, id): (Part, Option<Uuid>),
    fields: &Fields,
    mistakes: Mistakes,
) -> Answer {
    let word = part.as_str();
    let (title, action) = match id {
        None => (
            format!("companies-parts-{word}-new"),
            format!("{}/{word}", at.base),
        ),
        Some(id) => (
            format!("companies-parts-{word}-edit"),
            format!("{}/{word}/{id}", at.base),
        ),
    };
    let form = PartForm {
        page: visit.page(&title),
        t: visit.t,
        action,
        back: at.base.clone(),
        groups: words::part_to_fill_in(visit.t, part, fields),
        mistakes,
    };
    render(status, &form)
}

pub(crate) async fn new_part(visit: &Visit, at: &Desk, word: &str) -> Answer {
    let part = part_of(word)?;
    actions::get(&visit.app, &at.keeper, at.company).await?;
    let fields = Fields::empty(part.columns());
    part_form(visit, StatusCode::OK, at, (part, None), &fields, Mistakes::none())
}

pub(crate) async fn edit_part(visit: &Visit, at: &Desk, word: &str, id: Uuid) -> Answer {
    let part = part_of(word)?;
    at.keeper.sees(at.company)?;
    let kept = store::get_part(visit.app.db.reader(), at.company, part, id).await?;
    if kept.main {
        return desk::edit(visit, at).await;
    }
    let fields = kept.said.fields();
    part_form(
        visit,
        StatusCode::OK,
        at,
        (part, Some(id)),
        &fields,
        Mistakes::none(),
    )
}

/// Adds a part, or writes over the one named.
pub(crate) async fn save_part(
    visit: &Visit,
    at: &Desk,
    word: &str,
    id: Option<Uuid>,
    pairs: &[(String, String)],
) -> Answer {
    let part = part_of(word)?;
    actions::get(&visit.app, &at.keeper, at.company).await?;
    if let Some(id) = id {
        store::get_part(visit.app.db.reader(), at.company, part, id).await?;
    }
    let fields = Fields::sent(part.columns(), pairs);
    let saved = async {
        let said = part.read(&fields, visit.t.language())?;
        match id {
            None => keeping::add_part(&visit.app, &at.keeper, at.company, &said).await,
            Some(id) => keeping::change_part(&visit.app, &at.keeper, at.company, id, &said).await,
        }
    };
    match saved.await {
        Ok(()) => Ok(see_other_saying(&at.base, "companies-part-saved")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            part_form(visit, status, at, (part, id), &fields, mistakes)
        }
    }
}

/// `retire`, `restore`, `main`.
pub(crate) async fn act_on_part(visit: &Visit, at: &Desk, word: &str, id: Uuid, act: &str) -> Answer {
    let part = part_of(word)?;
    let (app, keeper, company) = (&visit.app, &at.keeper, at.company);
    let saying = match (act, part) {
        ("retire", _) => {
            keeping::retire_part(app, keeper, company, part, id).await?;
            "companies-part-retired"
        }
        ("restore", _) => {
            keeping::restore_part(app, keeper, company, part, id).await?;
            "companies-part-restored"
        }
        ("main", Part::Contact) => {
            keeping::make_main(app, keeper, company, id).await?;
            "companies-contact-is-main"
        }
        _ => return Err(Fault::NotFound("page").into()),
    };
    Ok(see_other_saying(&at.base, saying))
}
