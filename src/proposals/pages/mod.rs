//! The pages of proposals: a company's, by link or signed in, and a school's.

mod company;
mod school;
mod tasks;

use crate::platform::web::{Policy, Routes};

/// The routes of proposals.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/r", Policy::PUBLIC, company::lost)
        .post("/r", Policy::PUBLIC, company::send_again)
        .get("/r/{door}", Policy::LINK, company::by_link)
        .post("/r/{door}/check", Policy::LINK, company::check_by_link)
        .post("/r/{door}/answer", Policy::LINK, company::answer_by_link)
        .post("/r/{door}/renew", Policy::LINK, company::renew)
        .get("/company/proposals", Policy::COMPANY, company::rounds)
        .get("/company/proposals/{round}", Policy::COMPANY, company::signed_in)
        .post(
            "/company/proposals/{round}/check",
            Policy::COMPANY,
            company::check_signed_in,
        )
        .post(
            "/company/proposals/{round}/answer",
            Policy::COMPANY,
            company::answer_signed_in,
        )
        .get("/proposals", Policy::COORDINATOR, school::list)
        .get(
            "/proposals/{id}/withdraw",
            Policy::COORDINATOR,
            school::confirm_withdrawal,
        )
        .post("/proposals/{id}/withdraw", Policy::COORDINATOR, school::withdraw)
        .get("/rounds/{id}/publish", Policy::COORDINATOR, school::preview)
        .post("/rounds/{id}/publish", Policy::COORDINATOR, school::publish)
        .post(
            "/rounds/{id}/publish/take-back",
            Policy::COORDINATOR,
            school::take_back,
        )
        .post(
            "/rounds/{id}/publish/now",
            Policy::COORDINATOR,
            school::publish_now,
        )
        .get(
            "/rounds/{id}/publish/mails/{company}",
            Policy::COORDINATOR,
            school::preview_mail,
        )
        .post(
            "/rounds/{id}/publish/mails/{company}",
            Policy::COORDINATOR,
            school::send_trial,
        )
        .tasks(Policy::COORDINATOR, tasks::of_school)
        .tasks(Policy::COMPANY, tasks::of_company)
        .nav(40, Policy::COORDINATOR, "/proposals", "proposals-nav")
        .nav(10, Policy::COMPANY, "/company/proposals", "proposals-nav-company")
}
