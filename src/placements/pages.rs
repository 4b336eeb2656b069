//! Pages of placements: a school's own, which it changes, and those that others share, which it reads.

pub(crate) mod words;

use askama::Template;
use axum::http::StatusCode;

use crate::companies;
use crate::platform::sheets::form::{Fields, Group};
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Pager, Path, Policy, Query, Routes, Visit, render, see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::comune;
use crate::vocabulary::ids::{CompanyId, PlacementId};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, figure};

use super::model::Placement;
use super::{Filter, Listed, actions, import, store};

/// Placements to a page.
const LINES: u64 = 50;

/// The pages.
#[must_use]
pub fn routes() -> Routes {
    let schools = Policy::COORDINATOR;
    let readers = schools.or(Policy::ADMINISTRATOR);
    Routes::new()
        .nav(40, readers, "/placements", "placements-nav")
        .columns("placement", import::COLUMNS)
        .get("/placements", readers, list)
        .get("/placements/new", schools, new)
        .post("/placements", schools, create)
        .get("/placements/{id}", readers, show)
        .get("/placements/{id}/edit", schools, edit)
        .post("/placements/{id}", schools, change)
        .post("/placements/{id}/remove", schools, remove)
        .post("/placements/{id}/firm", schools, make_firm)
}

#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
struct Sought {
    text: String,
    figure: String,
    pathway: String,
    when: String,
    company: String,
}

impl Sought {
    fn filter(&self, today: chrono::NaiveDate) -> Filter {
        Filter {
            text: self.text.trim().to_owned(),
            figure: FigureCode::from_stored(&self.figure),
            pathway: Pathway::from_stored(&self.pathway),
            company: self.company.parse().ok(),
            open_on: (self.when != "all").then_some(today),
        }
    }
}

struct Line {
    listed: Listed,
    figures: String,
    site: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "placements/list.html")]
struct List {
    page: Page,
    t: T,
    sought: Sought,
    figures: Vec<(String, String)>,
    pathways: Vec<(String, String)>,
    when: Vec<(String, String)>,
    lines: Vec<Line>,
    pager: Pager,
    none_yet: bool,
    may_add: bool,
    no_mistakes: Mistakes,
}

async fn list(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let (reader, t) = (visit.app.db.reader(), visit.t);
    let school = visit.actor()?.role.institution();
    let filter = sought.filter(visit.today());
    let total = store::count(reader, school, &filter).await?;
    let pager = Pager::of(&visit, LINES, total);
    let found = store::list(reader, school, &filter, pager.limit(), pager.offset()).await?;
    let none_yet = total == 0 && store::count(reader, school, &Filter::default()).await? == 0;
    let lines = found
        .into_iter()
        .map(|listed| Line {
            figures: figure_names(&listed.placement),
            site: comune(listed.placement.offer.site)
                .map(ToString::to_string)
                .unwrap_or_default(),
            own: Some(listed.placement.institution_id) == school,
            listed,
        })
        .collect();
    render(
        StatusCode::OK,
        &List {
            page: visit.page("placements-title"),
            t,
            sought,
            figures: words::figures_to_filter(t),
            pathways: words::pathways_to_filter(t),
            when: ["", "all"]
                .map(|word| {
                    let key = if word.is_empty() { "open" } else { word };
                    (word.to_owned(), t.get(&format!("placements-when-{key}")))
                })
                .to_vec(),
            lines,
            pager,
            none_yet,
            may_add: school.is_some(),
            no_mistakes: Mistakes::none(),
        },
    )
}

fn figure_names(placement: &Placement) -> String {
    let names: Vec<&str> = placement
        .offer
        .figures
        .iter()
        .map(|code| figure(*code).name_it)
        .collect();
    names.join(", ")
}

#[derive(Template)]
#[template(path = "placements/show.html")]
struct Show {
    page: Page,
    t: T,
    placement: Placement,
    company_name: String,
    groups: Vec<Group>,
    own: bool,
}

async fn show(visit: Visit, Path(id): Path<PlacementId>) -> Answer {
    let (reader, t) = (visit.app.db.reader(), visit.t);
    let school = visit.actor()?.role.institution();
    let placement = match school {
        Some(school) => store::get(reader, school, id).await?,
        None => store::by_ids(reader, &[id])
            .await?
            .remove(&id)
            .ok_or(Fault::NotFound("placement"))?,
    };
    let company = companies::get(reader, placement.company_id).await?;
    let title = [
        ("key", placement.offer.key.as_str()),
        ("company", company.facts.name.as_str()),
    ];
    render(
        StatusCode::OK,
        &Show {
            page: visit.page_titled(t.with("placements-page", title)),
            t,
            groups: words::shown(t, &placement.offer),
            own: Some(placement.institution_id) == school,
            company_name: company.facts.name,
            placement,
        },
    )
}

#[derive(Template)]
#[template(path = "placements/form.html")]
struct Edit {
    page: Page,
    t: T,
    action: String,
    back: String,
    version: i64,
    groups: Vec<Group>,
    shared: bool,
    mistakes: Mistakes,
}

/// Which form is shown.
enum Which {
    New,
    Of(PlacementId, i64),
}

fn form(
    visit: &Visit,
    status: StatusCode,
    which: &Which,
    fields: &Fields,
    shared: bool,
    mistakes: Mistakes,
) -> Answer {
    let (title, action, version) = match which {
        Which::New => ("placements-new", "/placements".to_owned(), 0),
        Which::Of(id, version) => ("placements-edit", format!("/placements/{id}"), *version),
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
            shared,
            mistakes,
        },
    )
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct For {
    company: String,
}

async fn new(visit: Visit, Query(wanted): Query<For>) -> Answer {
    let mut fields = Fields::empty(import::COLUMNS);
    if let Ok(id) = wanted.company.parse::<CompanyId>()
        && let Some(company) = companies::find(visit.app.db.reader(), id).await?
    {
        fields = fields.with("vat_number", company.facts.vat_number.as_str());
    }
    form(
        &visit,
        StatusCode::OK,
        &Which::New,
        &fields,
        false,
        Mistakes::none(),
    )
}

/// Is the box ticked?
fn shared_in(pairs: &[(String, String)]) -> bool {
    pairs.iter().any(|(key, value)| key == "shared" && value == "yes")
}

async fn create(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let fields = Fields::sent(import::COLUMNS, &pairs);
    let shared = shared_in(&pairs);
    match actions::add(&visit.app, visit.actor()?, visit.t.language(), &fields, shared).await {
        Ok(id) => Ok(see_other_saying(&format!("/placements/{id}"), "placements-added")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, &Which::New, &fields, shared, mistakes)
        }
    }
}

async fn edit(visit: Visit, Path(id): Path<PlacementId>) -> Answer {
    let placement = actions::get_own(&visit.app, visit.actor()?, id).await?;
    let fields = Fields::of(import::COLUMNS, &import::row(&placement.offer));
    let which = Which::Of(id, placement.version);
    form(
        &visit,
        StatusCode::OK,
        &which,
        &fields,
        placement.shared,
        Mistakes::none(),
    )
}

async fn change(
    visit: Visit,
    Path(id): Path<PlacementId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    actions::get_own(&visit.app, visit.actor()?, id).await?;
    let fields = Fields::sent(import::COLUMNS, &pairs);
    let shared = shared_in(&pairs);
    let version = pairs.iter().find(|(key, _)| key == "version");
    let version = version
        .and_then(|(_, value)| value.parse().ok())
        .ok_or_else(|| Fault::invalid("", "form.unreadable", ""))?;
    let language = visit.t.language();
    match actions::change(&visit.app, visit.actor()?, language, id, version, &fields, shared).await {
        Ok(()) => Ok(see_other_saying(
            &format!("/placements/{id}"),
            "placements-changed",
        )),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, &Which::Of(id, version), &fields, shared, mistakes)
        }
    }
}

/// The company has said that a maybe is certain.
async fn make_firm(visit: Visit, Path(id): Path<PlacementId>) -> Answer {
    actions::make_firm(&visit.app, visit.actor()?, id).await?;
    Ok(see_other_saying(
        &format!("/placements/{id}"),
        "placements-made-firm",
    ))
}

async fn remove(visit: Visit, Path(id): Path<PlacementId>) -> Answer {
    actions::remove(&visit.app, visit.actor()?, id).await?;
    Ok(see_other_saying("/placements", "placements-removed"))
}
