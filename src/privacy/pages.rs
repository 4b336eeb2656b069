//! Asking twice before somebody is erased.

use askama::Template;
use axum::http::StatusCode;

use super::actions;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Path, Policy, Routes, Visit, render, see_other_saying};
use crate::students;
use crate::vocabulary::ids::StudentId;

/// The routes of this room.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/students/{id}/erase", Policy::COORDINATOR, ask)
        .post("/students/{id}/erase", Policy::COORDINATOR, erase)
}

#[derive(Template)]
#[template(path = "privacy/erase.html")]
struct Erase {
    page: Page,
    t: T,
    id: StudentId,
    name: String,
    proposals: usize,
}

async fn ask(visit: Visit, Path(id): Path<StudentId>) -> Answer {
    let (reader, school) = (visit.app.db.reader(), visit.institution()?);
    let student = students::get(reader, school, id).await?;
    let history = students::history(reader, school, id).await?;
    let profile = &student.profile;
    render(
        StatusCode::OK,
        &Erase {
            page: visit.page("privacy-erase"),
            t: visit.t,
            id,
            name: format!("{} {}", profile.family_name, profile.given_name),
            proposals: history.len(),
        },
    )
}

async fn erase(visit: Visit, Path(id): Path<StudentId>) -> Answer {
    actions::erase_student(&visit.app, visit.actor()?, id).await?;
    Ok(see_other_saying("/students", "privacy-erased"))
}
