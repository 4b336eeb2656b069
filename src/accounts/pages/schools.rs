//! Schools and their sites, for administrators.

use askama::Template;
use axum::http::StatusCode;

use crate::accounts::By;
use crate::accounts::model::{School, SchoolSite};
use crate::accounts::schools::{self, SchoolForm, SiteForm};
use crate::accounts::store::{accounts, schools as store};
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Path, Query, Task, Urgency, Visit, render, see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::{ComuneCode, comune};
use crate::vocabulary::ids::InstitutionId;

/// The name of the comune whose ISTAT code is stored.
fn comune_name(code: Option<&String>) -> String {
    code.and_then(|code| ComuneCode::from_stored(code))
        .and_then(comune)
        .map_or_else(String::new, |c| c.name.to_string())
}

struct Line {
    school: School,
    comune: String,
}

#[derive(Template)]
#[template(path = "accounts/schools.html")]
struct Schools {
    page: Page,
    t: T,
    lines: Vec<Line>,
    /// Only those that nobody coordinates.
    alone: bool,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Sought {
    only: String,
}

/// Schools that nobody coordinates: no account, or none that may sign in.
pub(super) async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault> {
    let alone = alone(&visit).await?;
    let href = "/schools?only=alone";
    let count = alone.len() as u64;
    let task = Task::of(visit.t, Urgency::Waiting, count, "accounts-task-alone", href);
    Ok(task.into_iter().collect())
}

async fn alone(visit: &Visit) -> Result<Vec<School>, Fault> {
    let reader = visit.app.db.reader();
    let looked_after = accounts::coordinated_schools(reader).await?;
    let mut schools = store::list_schools(reader).await?;
    schools.retain(|school| !looked_after.contains(&school.id));
    Ok(schools)
}

pub(super) async fn list(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let only_alone = sought.only == "alone";
    let schools = if only_alone {
        alone(&visit).await?
    } else {
        store::list_schools(visit.app.db.reader()).await?
    };
    let lines = schools
        .into_iter()
        .map(|school| Line {
            comune: comune_name(school.comune.as_ref()),
            school,
        })
        .collect();
    render(
        StatusCode::OK,
        &Schools {
            page: visit.page("accounts-schools-title"),
            t: visit.t,
            lines,
            alone: only_alone,
        },
    )
}

#[derive(Template)]
#[template(path = "accounts/school_new.html")]
struct SchoolNew {
    page: Page,
    t: T,
    form: SchoolForm,
    mistakes: Mistakes,
}

pub(super) async fn new(visit: Visit) -> Answer {
    new_form(&visit, StatusCode::OK, SchoolForm::default(), Mistakes::none())
}

fn new_form(visit: &Visit, status: StatusCode, form: SchoolForm, mistakes: Mistakes) -> Answer {
    render(
        status,
        &SchoolNew {
            page: visit.page("accounts-school-new-title"),
            t: visit.t,
            form,
            mistakes,
        },
    )
}

pub(super) async fn create(visit: Visit, Form(form): Form<SchoolForm>) -> Answer {
    match schools::create_school(&visit.app, By::Account(visit.actor()?.account_id), &form).await {
        Ok(id) => Ok(see_other_saying(
            &format!("/schools/{id}"),
            "accounts-school-created",
        )),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            new_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, mistakes)
        }
    }
}

struct SiteLine {
    site: SchoolSite,
    comune: String,
}

#[derive(Template)]
#[template(path = "accounts/school.html")]
struct SchoolPage {
    page: Page,
    t: T,
    id: InstitutionId,
    form: SchoolForm,
    mistakes: Mistakes,
    sites: Vec<SiteLine>,
    site_form: SiteForm,
    site_mistakes: Mistakes,
}

/// What the two forms of a school's page hold when it is shown again.
#[derive(Default)]
struct Again {
    school: Option<(SchoolForm, Mistakes)>,
    site: Option<(SiteForm, Mistakes)>,
}

pub(super) async fn show(visit: Visit, Path(id): Path<InstitutionId>) -> Answer {
    page(&visit, StatusCode::OK, id, Again::default()).await
}

async fn page(visit: &Visit, status: StatusCode, id: InstitutionId, again: Again) -> Answer {
    let school = schools::get_school(&visit.app, id).await?;
    let sites = store::list_sites(visit.app.db.reader(), id).await?;
    let page = visit.page_titled(school.name.clone());
    let (form, mistakes) = again.school.unwrap_or_else(|| {
        let form = SchoolForm {
            comune: comune_name(school.comune.as_ref()),
            code: school.code,
            name: school.name,
            phone: school.phone.unwrap_or_default(),
            email: school.email.unwrap_or_default(),
        };
        (form, Mistakes::none())
    });
    let (site_form, site_mistakes) = again.site.unwrap_or_default();
    let sites = sites
        .into_iter()
        .map(|site| SiteLine {
            comune: comune_name(site.comune.as_ref()),
            site,
        })
        .collect();
    render(
        status,
        &SchoolPage {
            page,
            t: visit.t,
            id,
            form,
            mistakes,
            sites,
            site_form,
            site_mistakes,
        },
    )
}

pub(super) async fn change(
    visit: Visit,
    Path(id): Path<InstitutionId>,
    Form(form): Form<SchoolForm>,
) -> Answer {
    match schools::change_school(&visit.app, By::Account(visit.actor()?.account_id), id, &form).await {
        Ok(()) => Ok(see_other_saying(
            &format!("/schools/{id}"),
            "accounts-school-changed",
        )),
        Err(fault) => {
            let again = Again {
                school: Some((form, Mistakes::of_fault(visit.t, fault)?)),
                site: None,
            };
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, id, again).await
        }
    }
}

pub(super) async fn add_site(
    visit: Visit,
    Path(id): Path<InstitutionId>,
    Form(form): Form<SiteForm>,
) -> Answer {
    match schools::add_site(&visit.app, By::Account(visit.actor()?.account_id), id, &form).await {
        Ok(_) => Ok(see_other_saying(
            &format!("/schools/{id}"),
            "accounts-school-site-added",
        )),
        Err(fault) => {
            let again = Again {
                school: None,
                site: Some((form, Mistakes::of_fault(visit.t, fault)?)),
            };
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, id, again).await
        }
    }
}
