//! The pages of proposals: a company's, by link or signed in, and a school's.

mod company;
mod facts;
mod history;
mod lost;
mod quick;
mod school;
mod tasks;

use self::facts::ToProposals;
use crate::companies::desk_by_link;
use crate::platform::web::{Policy, Routes};

/// The routes of proposals.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/r", Policy::PUBLIC, lost::lost)
        .post("/r", Policy::PUBLIC, lost::send_again)
        .get("/r/{door}", Policy::LINK, company::by_link)
        .post("/r/{door}/check", Policy::LINK, company::check_by_link)
        .post("/r/{door}/answer", Policy::LINK, company::answer_by_link)
        .post("/r/{door}/renew", Policy::LINK, lost::renew)
        .get("/r/{door}/calendar.ics", Policy::LINK, quick::calendar_by_link)
        .get(
            "/r/{door}/company",
            Policy::LINK,
            desk_by_link::show::<ToProposals>,
        )
        .post(
            "/r/{door}/company",
            Policy::LINK,
            desk_by_link::save::<ToProposals>,
        )
        .get(
            "/r/{door}/company/edit",
            Policy::LINK,
            desk_by_link::edit::<ToProposals>,
        )
        .post(
            "/r/{door}/company/confirm",
            Policy::LINK,
            desk_by_link::confirm::<ToProposals>,
        )
        .get(
            "/r/{door}/company/{part}/new",
            Policy::LINK,
            desk_by_link::new_part::<ToProposals>,
        )
        .post(
            "/r/{door}/company/{part}",
            Policy::LINK,
            desk_by_link::add_part::<ToProposals>,
        )
        .get(
            "/r/{door}/company/{part}/{item}",
            Policy::LINK,
            desk_by_link::edit_part::<ToProposals>,
        )
        .post(
            "/r/{door}/company/{part}/{item}",
            Policy::LINK,
            desk_by_link::save_part::<ToProposals>,
        )
        .post(
            "/r/{door}/company/{part}/{item}/{act}",
            Policy::LINK,
            desk_by_link::act_on_part::<ToProposals>,
        )
        .get("/company/history", Policy::COMPANY, history::show)
        .get("/company/proposals", Policy::COMPANY, company::rounds)
        .get("/company/proposals/{round}", Policy::COMPANY, company::signed_in)
        .get(
            "/company/proposals/{round}/calendar.ics",
            Policy::COMPANY,
            quick::calendar_signed_in,
        )
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
        .nav(25, Policy::COMPANY, "/company/history", "proposals-nav-history")
}
