//! One's own account: language, password, sessions.

use askama::Template;
use axum::http::StatusCode;

use super::{languages, role_name};
use crate::accounts::actions::{self, PasswordForm};
use crate::accounts::entering;
use crate::accounts::model::Session;
use crate::accounts::store::sessions;
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Path, Visit, cookies, render, see_other_counting, see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::SessionId;
use crate::vocabulary::text::Language;

const YEAR: u32 = 365 * 24 * 3600;

#[derive(Template)]
#[template(path = "accounts/own.html")]
struct Own {
    page: Page,
    t: T,
    name: String,
    email: String,
    role: String,
    language: &'static str,
    languages: Vec<(String, String)>,
    sessions: Vec<Session>,
    this: SessionId,
    mistakes: Mistakes,
}

/// What a browser says of itself, in words: `Firefox, Windows`.
fn device_of(t: &T, user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find_map(|(sign, name)| user_agent.contains(sign).then_some(*name))
    };
    // Most browsers name those before them too, so the younger come first.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => t.get("accounts-sessions-unknown"),
    }
}

pub(super) async fn show(visit: Visit) -> Answer {
    page(&visit, StatusCode::OK, Mistakes::none()).await
}

async fn page(visit: &Visit, status: StatusCode, mistakes: Mistakes) -> Answer {
    let actor = visit.actor()?;
    let page = Own {
        page: visit.page("accounts-own-title"),
        t: visit.t,
        name: actor.name.clone(),
        email: actor.email.clone(),
        role: role_name(visit.t, actor.role.as_str()),
        language: actor.language.as_str(),
        languages: languages(),
        sessions: sessions::list(visit.app.db.reader(), actor.account_id, visit.now()).await?,
        this: actor.session_id,
        mistakes,
    };
    render(status, &page)
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct LanguageForm {
    language: String,
}

pub(super) async fn language(visit: Visit, Form(form): Form<LanguageForm>) -> Answer {
    let language = Language::from_stored(&form.language)
        .ok_or_else(|| Fault::invalid("language", "account.language.unknown", &form.language))?;
    actions::change_language(&visit.app, visit.actor()?, language).await?;
    let mut response = see_other_saying("/account", "accounts-language_changed");
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

pub(super) async fn password(visit: Visit, Form(form): Form<PasswordForm>) -> Answer {
    match actions::change_password(&visit.app, visit.actor()?, form, visit.client()).await {
        Ok(()) => Ok(see_other_saying("/account", "accounts-password_changed")),
        Err(fault) => {
            page(
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                Mistakes::of_fault(visit.t, fault)?,
            )
            .await
        }
    }
}

pub(super) async fn end_session(visit: Visit, Path(session): Path<SessionId>) -> Answer {
    entering::revoke_session(&visit.app, visit.actor()?, session).await?;
    Ok(see_other_saying("/account", "accounts-session_ended"))
}

pub(super) async fn end_others(visit: Visit) -> Answer {
    let count = entering::revoke_other_sessions(&visit.app, visit.actor()?).await?;
    Ok(see_other_counting(
        "/account",
        "accounts-sessions_ended",
        i64::try_from(count).unwrap_or(i64::MAX),
    ))
}
