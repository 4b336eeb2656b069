//! Pages of companies: schools share them, administrators read them, a company looks after its own.

mod tasks;
mod words;

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::http::StatusCode;
use chrono::TimeDelta;

use crate::accounts::{self, Role};
use crate::law::employer::{Cap, ratio_cap};
use crate::law::{EmployerFacts, Law, RuleSettings};
use crate::platform::sheets::form::{Fields, Group};
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Pager, Path, Policy, Query, Routes, Visit, render, see_other,
    see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::comune;
use crate::vocabulary::ids::{AccountId, CompanyId};

use super::model::{Company, CompanyFacts, Tutor};
use super::{Contact, Filter, Listed, actions, import, store};

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
        .tasks(keepers, tasks::tasks)
        .get("/company", Policy::COMPANY, own)
        .get("/companies", readers, list)
        .get("/companies/new", schools, new)
        .post("/companies", schools, create)
        .get("/companies/{id}", readers.or(Policy::COMPANY), show)
        .get("/companies/{id}/edit", keepers, edit)
        .post("/companies/{id}", keepers, change)
        .post("/companies/{id}/confirm", keepers, confirm)
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

/// A fact as the page shows it.
struct Fact {
    label: String,
    value: String,
    confirmed: String,
}

struct Facts {
    title: String,
    facts: Vec<Fact>,
}

#[derive(Template)]
#[template(path = "companies/show.html")]
struct Show {
    page: Page,
    t: T,
    company: Company,
    groups: Vec<Facts>,
    /// How many apprentices it may have, why, and how many more that are.
    cap: String,
    free: Option<u32>,
    contacts: Vec<Contact>,
    sites: Vec<String>,
    tutors: Vec<Tutor>,
    may_change: bool,
    /// For schools: the placements and the list.
    for_school: bool,
    may_list: bool,
}

async fn show(visit: Visit, Path(id): Path<CompanyId>) -> Answer {
    let (reader, t, actor) = (visit.app.db.reader(), visit.t, visit.actor()?);
    let company = actions::get(&visit.app, actor, id).await?;
    let ids: HashSet<AccountId> = company
        .confirmations
        .values()
        .filter_map(|by| by.account)
        .collect();
    let names = accounts::account_names(reader, &ids).await?;
    let cap = ratio(&company.facts, visit.today())?;
    let sites = store::sites(reader, id).await?;
    let sites = sites
        .into_iter()
        .map(|site| {
            let comune = comune(site.comune).map(ToString::to_string).unwrap_or_default();
            if site.address.is_empty() {
                comune
            } else {
                format!("{}, {comune}", site.address)
            }
        })
        .collect();
    render(
        StatusCode::OK,
        &Show {
            page: visit.page_titled(company.facts.name.clone()),
            t,
            groups: groups(t, &company, &names),
            cap: t.with(&cap.text_key(), &cap.args),
            free: cap.free(company.facts.apprentices.unwrap_or(0), 0),
            contacts: store::contacts(reader, id).await?,
            sites,
            tutors: store::tutors(reader, id).await?,
            may_change: !matches!(actor.role, Role::Administrator),
            for_school: actor.role.institution().is_some(),
            may_list: actor.role.company().is_none(),
            company,
        },
    )
}

/// The ceiling of art. 42(7), or of the artisans' table, as the law stands today with the settings of a new round.
fn ratio(facts: &CompanyFacts, today: chrono::NaiveDate) -> Result<Cap, Fault> {
    let law = Law::on(today, &RuleSettings::default()).map_err(Fault::Invalid)?;
    let employer = EmployerFacts {
        staff: facts.staff,
        skilled: facts.skilled,
        apprentices: facts.apprentices,
        artisan: facts.artisan.unwrap_or_default(),
    };
    Ok(ratio_cap(&employer, &law))
}

fn groups(t: T, company: &Company, names: &HashMap<AccountId, String>) -> Vec<Facts> {
    words::shown(t, &company.facts)
        .into_iter()
        .map(|group| Facts {
            title: group.title,
            facts: group
                .fields
                .into_iter()
                .map(|field| {
                    let confirmed = company.confirmations.get(field.key).map(|by| {
                        let who = by.account.and_then(|id| names.get(&id)).cloned();
                        let day = t.datetime(by.at);
                        match who {
                            Some(who) => t.with("companies-confirmed", [("day", day), ("who", who)]),
                            None if by.link.is_some() => t.with("companies-confirmed-itself", [("day", day)]),
                            None => t.with("companies-confirmed-service", [("day", day)]),
                        }
                    });
                    Fact {
                        label: field.label,
                        value: field.value,
                        confirmed: confirmed.unwrap_or_default(),
                    }
                })
                .collect(),
        })
        .collect()
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

/// Which form is shown.
enum Which {
    New,
    Of(CompanyId, i64),
}

fn form(visit: &Visit, status: StatusCode, which: &Which, fields: &Fields, mistakes: Mistakes) -> Answer {
    let (title, action, version) = match which {
        Which::New => ("companies-new", "/companies".to_owned(), 0),
        Which::Of(id, version) => ("companies-edit", format!("/companies/{id}"), *version),
    };
    render(
        status,
        &Edit {
            page: visit.page(title),
            t: visit.t,
            back: action.clone(),
            action,
            version,
            groups: words::to_fill_in(visit.t, fields),
            mistakes,
            is_new: matches!(which, Which::New),
        },
    )
}

async fn new(visit: Visit) -> Answer {
    let fields = Fields::empty(import::COLUMNS);
    form(&visit, StatusCode::OK, &Which::New, &fields, Mistakes::none())
}

async fn create(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let fields = Fields::sent(import::COLUMNS, &pairs);
    match actions::add(&visit.app, visit.actor()?, visit.t.language(), &fields).await {
        Ok(id) => Ok(see_other_saying(&format!("/companies/{id}"), "companies-added")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, &Which::New, &fields, mistakes)
        }
    }
}

async fn edit(visit: Visit, Path(id): Path<CompanyId>) -> Answer {
    let company = actions::get(&visit.app, visit.actor()?, id).await?;
    let fields = Fields::of(import::COLUMNS, &import::row(&company.facts));
    let which = Which::Of(id, company.version);
    form(&visit, StatusCode::OK, &which, &fields, Mistakes::none())
}

fn version_of(pairs: &[(String, String)]) -> Result<i64, Fault> {
    let version = pairs.iter().find(|(key, _)| key == "version");
    version
        .and_then(|(_, value)| value.parse().ok())
        .ok_or_else(|| Fault::invalid("", "form.unreadable", ""))
}

async fn change(visit: Visit, Path(id): Path<CompanyId>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    actions::get(&visit.app, visit.actor()?, id).await?;
    let fields = Fields::sent(import::COLUMNS, &pairs);
    let version = version_of(&pairs)?;
    let language = visit.t.language();
    match actions::change(&visit.app, visit.actor()?, language, id, version, &fields).await {
        Ok(()) => Ok(see_other_saying(&format!("/companies/{id}"), "companies-changed")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, &Which::Of(id, version), &fields, mistakes)
        }
    }
}

async fn confirm(
    visit: Visit,
    Path(id): Path<CompanyId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    actions::get(&visit.app, visit.actor()?, id).await?;
    actions::confirm(&visit.app, visit.actor()?, id, version_of(&pairs)?).await?;
    Ok(see_other_saying(
        &format!("/companies/{id}"),
        "companies-confirmed-all",
    ))
}
