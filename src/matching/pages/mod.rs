//! The pages of rounds, runs and rules.

mod board;
mod compare;
mod decisions;
mod list;
mod pins;
mod readiness;
mod round;
mod rounds;
mod rules;
mod runs;
mod words;

pub(crate) use rounds::{round_tag, run_tag, unverified_hint};

use crate::platform::web::{Policy, Routes};

/// Every route of this room.
#[must_use]
pub fn routes() -> Routes {
    let coordinator = Policy::COORDINATOR;
    Routes::new()
        .nav(10, coordinator, "/rounds", "matching-nav-rounds")
        .tasks(coordinator, list::tasks)
        .nav(80, Policy::SIGNED_IN, "/rules", "matching-nav-rules")
        .get("/rounds", coordinator, list::list)
        .get("/rounds/new", coordinator, rounds::new)
        .post("/rounds", coordinator, rounds::create)
        .get("/rounds/{id}", coordinator, round::show)
        .get("/rounds/{id}/edit", coordinator, rounds::edit)
        .post("/rounds/{id}", coordinator, rounds::update)
        .post("/rounds/{id}/close", coordinator, rounds::close)
        .get("/rounds/{id}/compare", coordinator, compare::show)
        .post("/rounds/{id}/scenarios", coordinator, compare::try_scenario)
        .post("/rounds/{id}/scenarios/{run}/adopt", coordinator, compare::adopt)
        .get("/rounds/{id}/readiness", coordinator, readiness::show)
        .post("/rounds/{id}/remedies", coordinator, readiness::take)
        .post("/rounds/{id}/runs", coordinator, runs::request)
        .get("/rounds/{id}/runs/{run}", coordinator, runs::show)
        .get("/rounds/{id}/runs/{run}/problem.json", coordinator, runs::problem)
        .get("/rounds/{id}/runs/{run}/answer.json", coordinator, runs::answer)
        .post("/rounds/{id}/runs/{run}/stop", coordinator, runs::stop)
        .get("/rounds/{id}/runs/{run}/proposals", coordinator, board::proposals)
        .post(
            "/rounds/{id}/runs/{run}/proposals",
            coordinator,
            board::find_proposals,
        )
        .post(
            "/rounds/{id}/runs/{run}/decisions",
            coordinator,
            board::decide_many,
        )
        .get("/rounds/{id}/runs/{run}/unplaced", coordinator, board::unplaced)
        .post(
            "/rounds/{id}/runs/{run}/unplaced",
            coordinator,
            board::find_unplaced,
        )
        .get("/rounds/{id}/runs/{run}/companies", coordinator, board::companies)
        .get("/rounds/{id}/runs/{run}/places", coordinator, board::places)
        .get("/rounds/{id}/runs/{run}/changes", coordinator, board::changes)
        .get("/rounds/{id}/runs/{run}/charts", coordinator, board::charts)
        .get("/rounds/{id}/runs/{run}/map", coordinator, board::map)
        .get(
            "/rounds/{id}/runs/{run}/students/{student}",
            coordinator,
            board::student,
        )
        .post(
            "/rounds/{id}/runs/{run}/students/{student}/decide",
            coordinator,
            board::decide,
        )
        .post("/rounds/{id}/pins", coordinator, pins::pin)
        .post("/rounds/{id}/pins/undo", coordinator, decisions::undo)
        .post("/rounds/{id}/pins/{pin}/remove", coordinator, pins::remove)
        .get("/rules", Policy::SIGNED_IN, rules::list)
}
