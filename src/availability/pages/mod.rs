//! The pages of availability: a company's, by link or signed in, and a school's.

mod company;
mod facts;
mod lost;
mod place;
mod places;
mod school;
mod tasks;

use self::facts::ToQuestion;
use crate::companies::desk_by_link;
use crate::platform::web::{Policy, Routes};

/// The routes of availability.
#[must_use]
pub fn routes() -> Routes {
    by_link(signed_in(of_school(Routes::new())))
}

fn of_school(routes: Routes) -> Routes {
    routes
        .get("/availability", Policy::COORDINATOR, school::list)
        .get("/availability/ask", Policy::COORDINATOR, school::look)
        .post("/availability/ask", Policy::COORDINATOR, school::ask)
        .tasks(Policy::COORDINATOR, tasks::of_school)
        .nav(35, Policy::COORDINATOR, "/availability", "availability-nav")
}

fn signed_in(routes: Routes) -> Routes {
    routes
        .get("/company/availability", Policy::COMPANY, company::list)
        .get(
            "/company/availability/{inquiry}",
            Policy::COMPANY,
            company::signed_in,
        )
        .post(
            "/company/availability/{inquiry}/answer",
            Policy::COMPANY,
            company::answer_signed_in,
        )
        .get(
            "/company/availability/{inquiry}/place",
            Policy::COMPANY,
            place::write_signed_in,
        )
        .post(
            "/company/availability/{inquiry}/place",
            Policy::COMPANY,
            place::offer_signed_in,
        )
        .post(
            "/company/availability/{inquiry}/place/check",
            Policy::COMPANY,
            place::check_signed_in,
        )
        .post(
            "/company/availability/{inquiry}/place/drop",
            Policy::COMPANY,
            place::drop_signed_in,
        )
        .get(
            "/company/availability/{inquiry}/places/{place}",
            Policy::COMPANY,
            places::edit_signed_in,
        )
        .post(
            "/company/availability/{inquiry}/places/{place}",
            Policy::COMPANY,
            places::change_signed_in,
        )
        .post(
            "/company/availability/{inquiry}/places/{place}/check",
            Policy::COMPANY,
            places::check_signed_in,
        )
        .get(
            "/company/availability/{inquiry}/places/{place}/withdraw",
            Policy::COMPANY,
            places::ask_to_withdraw_signed_in,
        )
        .post(
            "/company/availability/{inquiry}/places/{place}/withdraw",
            Policy::COMPANY,
            places::withdraw_signed_in,
        )
        .tasks(Policy::COMPANY, tasks::of_company)
        .nav(
            20,
            Policy::COMPANY,
            "/company/availability",
            "availability-nav-company",
        )
}

fn by_link(routes: Routes) -> Routes {
    routes
        .get("/a/{door}", Policy::LINK, company::by_link)
        .post("/a/{door}/answer", Policy::LINK, company::answer_by_link)
        .post("/a/{door}/renew", Policy::LINK, lost::renew)
        .get("/a/{door}/place", Policy::LINK, place::write_by_link)
        .post("/a/{door}/place", Policy::LINK, place::offer_by_link)
        .post("/a/{door}/place/check", Policy::LINK, place::check_by_link)
        .post("/a/{door}/place/drop", Policy::LINK, place::drop_by_link)
        .get("/a/{door}/places/{place}", Policy::LINK, places::edit_by_link)
        .post("/a/{door}/places/{place}", Policy::LINK, places::change_by_link)
        .post(
            "/a/{door}/places/{place}/check",
            Policy::LINK,
            places::check_by_link,
        )
        .get(
            "/a/{door}/places/{place}/withdraw",
            Policy::LINK,
            places::ask_to_withdraw_by_link,
        )
        .post(
            "/a/{door}/places/{place}/withdraw",
            Policy::LINK,
            places::withdraw_by_link,
        )
        .get(
            "/a/{door}/company",
            Policy::LINK,
            desk_by_link::show::<ToQuestion>,
        )
        .post(
            "/a/{door}/company",
            Policy::LINK,
            desk_by_link::save::<ToQuestion>,
        )
        .get(
            "/a/{door}/company/edit",
            Policy::LINK,
            desk_by_link::edit::<ToQuestion>,
        )
        .post(
            "/a/{door}/company/confirm",
            Policy::LINK,
            desk_by_link::confirm::<ToQuestion>,
        )
        .get(
            "/a/{door}/company/{part}/new",
            Policy::LINK,
            desk_by_link::new_part::<ToQuestion>,
        )
        .post(
            "/a/{door}/company/{part}",
            Policy::LINK,
            desk_by_link::add_part::<ToQuestion>,
        )
        .get(
            "/a/{door}/company/{part}/{item}",
            Policy::LINK,
            desk_by_link::edit_part::<ToQuestion>,
        )
        .post(
            "/a/{door}/company/{part}/{item}",
            Policy::LINK,
            desk_by_link::save_part::<ToQuestion>,
        )
        .post(
            "/a/{door}/company/{part}/{item}/{act}",
            Policy::LINK,
            desk_by_link::act_on_part::<ToQuestion>,
        )
}
