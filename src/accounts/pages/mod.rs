//! The pages of accounts, schools and the audit log.

mod audit;
mod own;
mod people;
mod schools;
mod sign_in;

use crate::platform::texts::T;
use crate::platform::web::{Policy, Routes};
use crate::vocabulary::text::Language;

/// The routes of this room.
#[must_use]
pub fn routes() -> Routes {
    let administrator = Policy::ADMINISTRATOR;
    Routes::new()
        .get("/sign-in", Policy::PUBLIC, sign_in::show)
        .post("/sign-in", Policy::PUBLIC, sign_in::enter)
        .post("/sign-out", Policy::PUBLIC, sign_in::leave)
        .post("/personas/{account}", Policy::PUBLIC, sign_in::become_persona)
        .get("/set-password/{token}", Policy::LINK, sign_in::show_set_password)
        .post("/set-password/{token}", Policy::LINK, sign_in::set_password)
        .get("/account", Policy::SIGNED_IN, own::show)
        .post("/account/language", Policy::SIGNED_IN, own::language)
        .post("/account/password", Policy::SIGNED_IN, own::password)
        .post(
            "/account/sessions/{session}/end",
            Policy::SIGNED_IN,
            own::end_session,
        )
        .post("/account/sessions/end-others", Policy::SIGNED_IN, own::end_others)
        .get("/accounts", administrator, people::list)
        .get("/accounts/new", administrator, people::new)
        .post("/accounts", administrator, people::create)
        .get("/accounts/{account}", administrator, people::show)
        .post("/accounts/{account}/disable", administrator, people::disable)
        .post("/accounts/{account}/enable", administrator, people::enable)
        .post("/accounts/{account}/link", administrator, people::link)
        .get("/schools", administrator, schools::list)
        .get("/schools/new", administrator, schools::new)
        .post("/schools", administrator, schools::create)
        .get("/schools/{school}", administrator, schools::show)
        .post("/schools/{school}", administrator, schools::change)
        .post("/schools/{school}/sites", administrator, schools::add_site)
        .get("/audit", administrator.or(Policy::COORDINATOR), audit::list)
        .tasks(administrator, schools::tasks)
        .tasks(administrator, people::tasks)
        .nav(800, administrator, "/accounts", "accounts-nav-accounts")
        .nav(810, administrator, "/schools", "accounts-nav-schools")
        .nav(
            900,
            administrator.or(Policy::COORDINATOR),
            "/audit",
            "accounts-nav-audit",
        )
}

/// What a role is called.
fn role_name(t: T, word: &str) -> String {
    t.get(&format!("accounts-role-{word}"))
}

/// The languages to choose from, each in its own words.
fn languages() -> Vec<(String, String)> {
    Language::ALL
        .into_iter()
        .map(|language| {
            let own = crate::platform::texts::Texts::for_language(language);
            (
                language.as_str().to_owned(),
                own.get("accounts-language-own-name"),
            )
        })
        .collect()
}
