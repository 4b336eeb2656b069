//! The pages of families: their own, by link; and a school's, about them.

mod demo;
mod family;
mod lost;
mod privacy;
mod release;
mod round;
mod student;
mod tasks;
mod words;

use crate::platform::web::{Policy, Routes};

/// The routes of families.
#[must_use]
pub fn routes() -> Routes {
    let school = Policy::COORDINATOR;
    Routes::new()
        .get("/f", Policy::PUBLIC, lost::lost)
        .post("/f", Policy::PUBLIC, lost::send_again)
        .get("/f/{door}", Policy::LINK, family::show)
        .post("/f/{door}/check", Policy::LINK, family::check)
        .post("/f/{door}/answer", Policy::LINK, family::answer)
        .post("/f/{door}/renew", Policy::LINK, lost::renew)
        .get("/f/{door}/data", Policy::LINK, privacy::show)
        .post("/f/{door}/consents", Policy::LINK, privacy::decide)
        .get("/demo/family/choosing", Policy::PUBLIC, demo::choosing)
        .get("/demo/family/decided", Policy::PUBLIC, demo::decided)
        .get("/rounds/{id}/families", school, round::show)
        .post("/rounds/{id}/families", school, round::ask)
        .post("/rounds/{id}/families/remind", school, round::remind)
        .get("/rounds/{id}/families/sheets", school, round::sheets)
        .get("/rounds/{id}/families/release", school, release::preview)
        .post("/rounds/{id}/families/release", school, release::release)
        .get("/students/{id}/family", school, student::show)
        .post("/students/{id}/family/paper", school, student::paper)
        .post("/students/{id}/family/consents", school, student::decide)
        .post(
            "/students/{id}/family/answers/{answer}/undo",
            school,
            student::undo,
        )
        .tasks(school, tasks::of_school)
}
