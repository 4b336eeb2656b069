//! The pages that belong to no capability: home, about, personal data, accessibility; and the choice of language.

use askama::Template;
use axum::http::StatusCode;

use crate::accounts::{self, Role};
use crate::app::App;
use crate::platform::web::{
    Answer, Page, Path, Policy, Query, Routes, Task, Visit, cookies, local_path, render, see_other,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::text::Language;
use crate::{matching, placements, students};

/// A year, seconds.
const YEAR: u32 = 365 * 24 * 3600;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/", Policy::PUBLIC, home)
        .get("/about", Policy::PUBLIC, about)
        .get("/privacy", Policy::PUBLIC, privacy)
        .get("/accessibility", Policy::PUBLIC, accessibility)
        .get("/language/{code}", Policy::PUBLIC, choose_language)
        .get("/healthz", Policy::PUBLIC, healthy)
}

/// The first things that somebody does in an empty service, in this order.
struct Step {
    done: bool,
    key: &'static str,
    href: &'static str,
}

const fn step(done: bool, key: &'static str, href: &'static str) -> Step {
    Step { done, key, href }
}

/// None once all of them are done.
async fn first_steps(visit: &Visit) -> Result<Vec<Step>, Fault> {
    let conn = visit.app.db.reader();
    let steps = match visit.actor().map(|actor| actor.role) {
        Ok(Role::Coordinator(school)) => {
            let students = students::any(conn, school).await?;
            let places = placements::any(conn, school).await?;
            let rounds = matching::list_rounds(conn, school).await?;
            let published = rounds.iter().any(|round| round.published_at.is_some());
            vec![
                step(students, "layout-first-students", "/imports"),
                step(places, "layout-first-places", "/imports"),
                step(!rounds.is_empty(), "layout-first-round", "/rounds/new"),
                step(published, "layout-first-publish", "/rounds"),
            ]
        }
        Ok(Role::Administrator) => {
            let schools = accounts::list_schools(conn).await?;
            let coordinated = !accounts::coordinated_schools(conn).await?.is_empty();
            vec![
                step(!schools.is_empty(), "layout-first-school", "/schools/new"),
                step(coordinated, "layout-first-coordinator", "/accounts/new"),
            ]
        }
        Ok(Role::Company(_) | Role::Fund) | Err(_) => Vec::new(),
    };
    Ok(if steps.iter().all(|step| step.done) {
        Vec::new()
    } else {
        steps
    })
}

#[derive(Template)]
#[template(path = "layout/home.html")]
struct Home {
    page: Page,
    /// The word of the reader's role; none for those who are not signed in.
    role: Option<&'static str>,
    school: Option<String>,
    tasks: Vec<Task>,
    first: Vec<Step>,
}

async fn home(visit: Visit) -> Answer {
    let (role, school) = match visit.actor() {
        Ok(actor) => {
            let school = match actor.role.institution() {
                Some(id) => accounts::find_school(visit.app.db.reader(), id).await?,
                None => None,
            };
            (Some(actor.role.as_str()), school.map(|school| school.name))
        }
        Err(_) => (None, None),
    };
    let title = if role.is_some() {
        "layout-home-title"
    } else {
        "layout-home-title-anonymous"
    };
    render(
        StatusCode::OK,
        &Home {
            page: visit.page(title),
            role,
            school,
            tasks: visit.tasks().await?,
            first: first_steps(&visit).await?,
        },
    )
}

#[derive(Template)]
#[template(path = "layout/about.html")]
struct About {
    page: Page,
    version: &'static str,
    notice: &'static str,
}

async fn about(visit: Visit) -> Answer {
    let page = About {
        page: visit.page("layout-about-title"),
        version: env!("CARGO_PKG_VERSION"),
        notice: include_str!("../../NOTICE"),
    };
    render(StatusCode::OK, &page)
}

#[derive(Template)]
#[template(path = "layout/privacy.html")]
struct Privacy {
    page: Page,
}

async fn privacy(visit: Visit) -> Answer {
    render(
        StatusCode::OK,
        &Privacy {
            page: visit.page("layout-privacy-title"),
        },
    )
}

#[derive(Template)]
#[template(path = "layout/accessibility.html")]
struct Accessibility {
    page: Page,
}

async fn accessibility(visit: Visit) -> Answer {
    render(
        StatusCode::OK,
        &Accessibility {
            page: visit.page("layout-accessibility-title"),
        },
    )
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Back {
    back: String,
}

/// Sets a cookie of this device and nothing else.
async fn choose_language(visit: Visit, Path(code): Path<String>, Query(query): Query<Back>) -> Answer {
    let language = Language::from_stored(&code).ok_or(Fault::NotFound("language"))?;
    let mut response = see_other(local_path(&query.back));
    let secure = visit.app.config.secure();
    cookies::set_cookie(
        response.headers_mut(),
        secure,
        cookies::LANGUAGE,
        language.as_str(),
        Some(YEAR),
    );
    Ok(response)
}

/// Alive, and the database answers.
async fn healthy(axum::extract::State(app): axum::extract::State<App>) -> Answer {
    app.db.version().await?;
    Ok(axum::response::IntoResponse::into_response("ok\n"))
}
