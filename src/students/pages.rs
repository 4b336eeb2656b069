//! Pages of students, for the coordinators of their school.

mod tasks;
mod words;

use askama::Template;
use axum::http::StatusCode;

use crate::accounts;
use crate::platform::sheets::form::{Fields, Group};
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Pager, Path, Policy, Query, Routes, Visit, render, see_other,
    see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::comune;
use crate::vocabulary::ids::StudentId;
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, figure};

use super::history::{Proposed, history};
use super::model::Student;
use super::{Filter, Gap, Listed, Standing, actions, import, store};

/// Students to a page.
const LINES: u64 = 50;
/// Students that a search by name shows.
const FOUND: u64 = 100;

/// The pages.
#[must_use]
pub fn routes() -> Routes {
    let policy = Policy::COORDINATOR;
    Routes::new()
        .nav(20, policy, "/students", "students-nav")
        .columns("student", crate::students::import::COLUMNS)
        .tasks(policy, tasks::tasks)
        .get("/students", policy, list)
        .post("/students/search", policy, search)
        .get("/students/new", policy, new)
        .post("/students", policy, create)
        .get("/students/{id}", policy, show)
        .get("/students/{id}/edit", policy, edit)
        .post("/students/{id}", policy, change)
}

/// What is looked for, as it comes from a browser. Names are sent in the body, never in an address.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
struct Sought {
    text: String,
    figure: String,
    pathway: String,
    year: String,
    standing: String,
    gap: String,
}

impl Sought {
    fn filter(&self) -> Filter {
        Filter {
            text: self.text.trim().to_owned(),
            figure: FigureCode::from_stored(&self.figure),
            pathway: Pathway::from_stored(&self.pathway),
            course_year: self.year.parse().ok().filter(|year| (1..=4).contains(year)),
            standing: Standing::from_stored(&self.standing),
            gap: Gap::from_word(&self.gap),
        }
    }

    /// The address of the same list, without the text.
    fn address(&self) -> String {
        let filter = self.filter();
        let mut pairs = Vec::new();
        if let Some(figure) = filter.figure {
            pairs.push(format!("figure={figure}"));
        }
        if let Some(pathway) = filter.pathway {
            pairs.push(format!("pathway={}", pathway.as_str()));
        }
        if let Some(year) = filter.course_year {
            pairs.push(format!("year={year}"));
        }
        if let Some(standing) = filter.standing {
            pairs.push(format!("standing={}", standing.as_str()));
        }
        if let Some(gap) = filter.gap {
            pairs.push(format!("gap={}", gap.as_str()));
        }
        if pairs.is_empty() {
            "/students".to_owned()
        } else {
            format!("/students?{}", pairs.join("&"))
        }
    }
}

struct Line {
    listed: Listed,
    figure: &'static str,
    residence: String,
}

#[derive(Template)]
#[template(path = "students/list.html")]
struct List {
    page: Page,
    t: T,
    sought: Sought,
    figures: Vec<(String, String)>,
    pathways: Vec<(String, String)>,
    years: Vec<(String, String)>,
    standings: Vec<(String, String)>,
    gaps: Vec<(String, String)>,
    lines: Vec<Line>,
    total: u64,
    /// None: what a search by name found, the first hundred.
    pager: Option<Pager>,
    /// The school has no student at all.
    none_yet: bool,
    no_mistakes: Mistakes,
}

async fn list(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let sought = Sought {
        text: String::new(),
        ..sought
    };
    let total = store::count(visit.app.db.reader(), visit.institution()?, &sought.filter()).await?;
    let pager = Pager::of(&visit, LINES, total);
    listed(&visit, sought, total, Some(pager)).await
}

async fn search(visit: Visit, Form(sought): Form<Sought>) -> Answer {
    if sought.text.trim().is_empty() {
        return Ok(see_other(&sought.address()));
    }
    let total = store::count(visit.app.db.reader(), visit.institution()?, &sought.filter()).await?;
    listed(&visit, sought, total, None).await
}

async fn listed(visit: &Visit, sought: Sought, total: u64, pager: Option<Pager>) -> Answer {
    let (reader, school, t) = (visit.app.db.reader(), visit.institution()?, visit.t);
    let filter = sought.filter();
    let (limit, offset) = pager
        .as_ref()
        .map_or((FOUND, 0), |pager| (pager.limit(), pager.offset()));
    let found = store::list(reader, school, &filter, limit, offset).await?;
    let none_yet = total == 0 && store::count(reader, school, &Filter::default()).await? == 0;
    let lines = found
        .into_iter()
        .map(|listed| Line {
            figure: figure(listed.student.profile.figure).name_it,
            residence: comune(listed.student.profile.residence)
                .map(ToString::to_string)
                .unwrap_or_default(),
            listed,
        })
        .collect();
    render(
        StatusCode::OK,
        &List {
            page: visit.page("students-title"),
            t,
            sought,
            figures: words::figures_to_filter(t),
            pathways: words::pathways_to_filter(t),
            years: words::years_to_filter(t),
            standings: words::standings_to_filter(t),
            gaps: words::gaps_to_filter(t),
            lines,
            total,
            pager,
            none_yet,
            no_mistakes: Mistakes::none(),
        },
    )
}

#[derive(Template)]
#[template(path = "students/show.html")]
struct Show {
    page: Page,
    t: T,
    id: StudentId,
    groups: Vec<Group>,
    gaps: Vec<Gap>,
    history: Vec<Proposed>,
}

async fn show(visit: Visit, Path(id): Path<StudentId>) -> Answer {
    let (reader, school) = (visit.app.db.reader(), visit.institution()?);
    let student = store::get(reader, school, id).await?;
    let sites = accounts::list_sites(reader, school).await?;
    let history = history(reader, school, id).await?;
    actions::seen(&visit.app, visit.actor()?, &student).await?;
    render(
        StatusCode::OK,
        &Show {
            page: visit.page_titled(full_name(&student)),
            t: visit.t,
            id,
            groups: words::shown(visit.t, &student, &sites, visit.today()),
            gaps: Gap::ALL.into_iter().filter(|gap| gap.of(&student)).collect(),
            history,
        },
    )
}

fn full_name(student: &Student) -> String {
    format!("{} {}", student.profile.family_name, student.profile.given_name)
}

#[derive(Template)]
#[template(path = "students/form.html")]
struct Edit {
    page: Page,
    t: T,
    /// Where the form goes, and where one gets by not sending it.
    action: String,
    back: String,
    version: i64,
    groups: Vec<Group>,
    mistakes: Mistakes,
}

/// Which form is shown.
enum Which {
    New,
    Of(StudentId, i64),
}

async fn form(
    visit: &Visit,
    status: StatusCode,
    which: Which,
    fields: &Fields,
    mistakes: Mistakes,
) -> Answer {
    let sites = accounts::list_sites(visit.app.db.reader(), visit.institution()?).await?;
    let (title, action, back, version) = match which {
        Which::New => ("students-new", "/students".to_owned(), "/students".to_owned(), 0),
        Which::Of(id, version) => (
            "students-edit",
            format!("/students/{id}"),
            format!("/students/{id}"),
            version,
        ),
    };
    render(
        status,
        &Edit {
            page: visit.page(title),
            t: visit.t,
            action,
            back,
            version,
            groups: words::to_fill_in(visit.t, fields, &sites),
            mistakes,
        },
    )
}

async fn new(visit: Visit) -> Answer {
    let fields = Fields::empty(import::COLUMNS);
    form(&visit, StatusCode::OK, Which::New, &fields, Mistakes::none()).await
}

async fn create(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let fields = Fields::sent(import::COLUMNS, &pairs);
    match actions::add(&visit.app, visit.actor()?, visit.t.language(), &fields).await {
        Ok(id) => Ok(see_other_saying(&format!("/students/{id}"), "students-added")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            form(
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                Which::New,
                &fields,
                mistakes,
            )
            .await
        }
    }
}

async fn edit(visit: Visit, Path(id): Path<StudentId>) -> Answer {
    let (reader, school) = (visit.app.db.reader(), visit.institution()?);
    let student = store::get(reader, school, id).await?;
    let sites = accounts::list_sites(reader, school).await?;
    actions::seen(&visit.app, visit.actor()?, &student).await?;
    let fields = words::fields(&student, &sites);
    form(
        &visit,
        StatusCode::OK,
        Which::Of(id, student.version),
        &fields,
        Mistakes::none(),
    )
    .await
}

async fn change(visit: Visit, Path(id): Path<StudentId>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    store::get(visit.app.db.reader(), visit.institution()?, id).await?;
    let fields = Fields::sent(import::COLUMNS, &pairs);
    let version = pairs.iter().find(|(key, _)| key == "version");
    let version = version
        .and_then(|(_, value)| value.parse().ok())
        .ok_or_else(|| Fault::invalid("", "form.unreadable", ""))?;
    let language = visit.t.language();
    match actions::change(&visit.app, visit.actor()?, language, id, version, &fields).await {
        Ok(()) => Ok(see_other_saying(&format!("/students/{id}"), "students-changed")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, Which::Of(id, version), &fields, mistakes).await
        }
    }
}
