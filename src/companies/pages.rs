//! Pages of companies: schools share them, administrators read them, a company looks after its own.

pub(crate) mod desk;
pub(crate) mod desk_by_link;
mod desk_parts;
pub(crate) mod lost;
mod tasks;
mod words;

use askama::Template;
use axum::http::StatusCode;
use chrono::TimeDelta;
use uuid::Uuid;

use self::desk::{Desk, Pairs};
use super::keeping::Keeper;
use super::{Filter, Listed, actions, import, store};
use crate::platform::sheets::form::{Fields, Group};
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Pager, Path, Policy, Query, Routes, Visit, render, see_other,
    see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::CompanyId;

/// Companies to a page.
const LINES: u64 = 50;
/// For so long facts are fresh.
const FRESH: TimeDelta = TimeDelta::days(365);

/// The pages.
#[must_use]
pub fn routes() -> Routes {
    let schools = Policy::COORDINATOR;
    let readers = schools.or(Policy::ADMINISTRATOR);
    let keepers = schools.or(Policy::COMPANY);
    Routes::new()
        .nav(30, readers, "/companies", "companies-nav")
        .nav(30, Policy::COMPANY, "/company", "companies-nav-own")
        .columns("company", crate::companies::import::COLUMNS)
        .tasks(keepers, tasks::tasks)
        .get("/company", Policy::COMPANY, own)
        .get("/companies", readers, list)
        .get("/companies/new", schools, new)
        .post("/companies", schools, create)
        .get("/companies/{id}", readers.or(Policy::COMPANY), show)
        .get("/companies/{id}/edit", keepers, edit)
        .post("/companies/{id}", keepers, change)
        .post("/companies/{id}/confirm", keepers, confirm)
        .get("/companies/{id}/{part}/new", keepers, new_part)
        .post("/companies/{id}/{part}", keepers, add_part)
        .get("/companies/{id}/{part}/{item}", keepers, edit_part)
        .post("/companies/{id}/{part}/{item}", keepers, save_part)
        .post("/companies/{id}/{part}/{item}/{act}", keepers, act_on_part)
}

async fn own(visit: Visit) -> Answer {
    let company = visit.actor()?.role.company().ok_or(Fault::Forbidden)?;
    Ok(see_other(&format!("/companies/{company}")))
}

#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
struct Sought {
    text: String,
    only: String,
}

impl Sought {
    fn filter(&self, visit: &Visit) -> Result<Filter, Fault> {
        let school = visit.actor()?.role.institution();
        Ok(Filter {
            text: self.text.trim().to_owned(),
            mail_problem: self.only == "mail",
            incomplete: self.only == "incomplete",
            stale_since: (self.only == "stale").then(|| visit.now() - FRESH),
            silent: school
                .filter(|_| self.only == "silent")
                .map(|id| (id, visit.now())),
            ..Filter::default()
        })
    }
}

#[derive(Template)]
#[template(path = "companies/list.html")]
struct List {
    page: Page,
    t: T,
    sought: Sought,
    only: Vec<(String, String)>,
    lines: Vec<Listed>,
    pager: Pager,
    none_yet: bool,
    may_add: bool,
    no_mistakes: Mistakes,
}

async fn list(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let (reader, t) = (visit.app.db.reader(), visit.t);
    let filter = sought.filter(&visit)?;
    let total = store::count(reader, &filter).await?;
    let pager = Pager::of(&visit, LINES, total);
    let school = visit.actor()?.role.institution();
    let lines = store::list(reader, school, &filter, pager.limit(), pager.offset()).await?;
    render(
        StatusCode::OK,
        &List {
            page: visit.page("companies-title"),
            t,
            none_yet: total == 0 && filter == Filter::default(),
            sought,
            only: ["", "silent", "mail", "incomplete", "stale"]
                .into_iter()
                .filter(|word| school.is_some() || *word != "silent")
                .map(|word| {
                    let key = if word.is_empty() { "all" } else { word };
                    (word.to_owned(), t.get(&format!("companies-only-{key}")))
                })
                .collect(),
            lines,
            pager,
            may_add: school.is_some(),
            no_mistakes: Mistakes::none(),
        },
    )
}

#[derive(Template)]
#[template(path = "companies/form.html")]
struct Edit {
    page: Page,
    t: T,
    action: String,
    back: String,
    version: i64,
    groups: Vec<Group>,
    mistakes: Mistakes,
    is_new: bool,
}

fn new_form(visit: &Visit, status: StatusCode, fields: &Fields, mistakes: Mistakes) -> Answer {
    render(
        status,
        &Edit {
            page: visit.page("companies-new"),
            t: visit.t,
            back: "/companies".to_owned(),
            action: "/companies".to_owned(),
            version: 0,
            groups: words::to_fill_in(visit.t, fields),
            mistakes,
            is_new: true,
        },
    )
}

async fn new(visit: Visit) -> Answer {
    let fields = Fields::empty(import::COLUMNS);
    new_form(&visit, StatusCode::OK, &fields, Mistakes::none())
}

async fn create(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let fields = Fields::sent(import::COLUMNS, &pairs);
    let keeper = Keeper::of(&visit.app, visit.actor()?)?;
    match actions::add(&visit.app, &keeper, visit.t.language(), &fields).await {
        Ok(id) => Ok(see_other_saying(&format!("/companies/{id}"), "companies-added")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            new_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, &fields, mistakes)
        }
    }
}

// ---- one company, for whoever is signed in

fn desk_of(visit: &Visit, id: CompanyId) -> Result<Desk, Fault> {
    let actor = visit.actor()?;
    let list = || ("/companies".to_owned(), visit.t.get("companies-title"));
    Ok(Desk {
        keeper: Keeper::of(&visit.app, actor)?,
        company: id,
        base: format!("/companies/{id}"),
        back: actor.role.company().is_none().then(list),
        for_school: actor.role.institution().is_some(),
    })
}

async fn show(visit: Visit, Path(id): Path<CompanyId>) -> Answer {
    desk::show(&visit, &desk_of(&visit, id)?).await
}

async fn edit(visit: Visit, Path(id): Path<CompanyId>) -> Answer {
    desk::edit(&visit, &desk_of(&visit, id)?).await
}

async fn change(visit: Visit, Path(id): Path<CompanyId>, Form(pairs): Form<Pairs>) -> Answer {
    desk::save(&visit, &desk_of(&visit, id)?, &pairs).await
}

async fn confirm(visit: Visit, Path(id): Path<CompanyId>, Form(pairs): Form<Pairs>) -> Answer {
    let desk = desk_of(&visit, id)?;
    desk::confirm(&visit, &desk, &pairs, &desk.base).await
}

async fn new_part(visit: Visit, Path((id, part)): Path<(CompanyId, String)>) -> Answer {
    desk_parts::new_part(&visit, &desk_of(&visit, id)?, &part).await
}

async fn add_part(
    visit: Visit,
    Path((id, part)): Path<(CompanyId, String)>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    desk_parts::save_part(&visit, &desk_of(&visit, id)?, &part, None, &pairs).await
}

async fn edit_part(visit: Visit, Path((id, part, item)): Path<(CompanyId, String, Uuid)>) -> Answer {
    desk_parts::edit_part(&visit, &desk_of(&visit, id)?, &part, item).await
}

async fn save_part(
    visit: Visit,
    Path((id, part, item)): Path<(CompanyId, String, Uuid)>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    desk_parts::save_part(&visit, &desk_of(&visit, id)?, &part, Some(item), &pairs).await
}

async fn act_on_part(
    visit: Visit,
    Path((id, part, item, act)): Path<(CompanyId, String, Uuid, String)>,
) -> Answer {
    desk_parts::act_on_part(&visit, &desk_of(&visit, id)?, &part, item, &act).await
}
