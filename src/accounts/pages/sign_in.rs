//! Coming in, going out, setting a password by link.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::role_name;
use crate::accounts::model::Account;
use crate::accounts::store::{accounts, schools};
use crate::accounts::{Role, actions, entering};
use crate::platform::texts::T;
use crate::platform::web::token::unhex;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Path, Query, Visit, cookies, local_path, render, see_other,
    see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::AccountId;

/// How many personas fit the page.
const PERSONAS: u64 = 12;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Back {
    back: String,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct SignInForm {
    email: String,
    password: String,
    back: String,
}

/// Somebody whom a visitor of the demonstration may be.
struct Persona {
    id: AccountId,
    name: String,
    role: String,
    place: String,
    what: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignIn {
    page: Page,
    t: T,
    email: String,
    back: String,
    mistakes: Mistakes,
    personas: Vec<Persona>,
}

pub(super) async fn show(visit: Visit, Query(query): Query<Back>) -> Answer {
    let back = local_path(&query.back).to_owned();
    if visit.actor().is_ok() {
        return Ok(see_other(&back));
    }
    form(
        &visit,
        StatusCode::OK,
        SignInForm {
            back,
            ..SignInForm::default()
        },
        Mistakes::none(),
    )
    .await
}

async fn form(visit: &Visit, status: StatusCode, form: SignInForm, mistakes: Mistakes) -> Answer {
    let page = SignIn {
        page: visit.page("accounts-sign_in-title"),
        t: visit.t,
        email: form.email,
        back: form.back,
        mistakes,
        personas: personas(visit).await?,
    };
    render(status, &page)
}

async fn personas(visit: &Visit) -> Result<Vec<Persona>, Fault> {
    if !visit.app.config.demo {
        return Ok(Vec::new());
    }
    let mut personas = Vec::new();
    for account in accounts::list_active(visit.app.db.reader(), PERSONAS).await? {
        let word = account.role.as_str();
        personas.push(Persona {
            id: account.id,
            place: place_of(visit, &account).await?,
            name: account.name,
            role: role_name(visit.t, word),
            what: visit.t.get(&format!("accounts-persona-{word}")),
        });
    }
    Ok(personas)
}

async fn place_of(visit: &Visit, account: &Account) -> Result<String, Fault> {
    let reader = visit.app.db.reader();
    let place = match account.role {
        Role::Coordinator(id) => schools::find_school(reader, id).await?.map(|school| school.name),
        Role::Company(id) => schools::find_company_name(reader, id).await?,
        Role::Administrator | Role::Fund => None,
    };
    Ok(place.unwrap_or_default())
}

pub(super) async fn enter(visit: Visit, Form(form_sent): Form<SignInForm>) -> Answer {
    let SignInForm {
        email,
        password,
        back,
    } = form_sent;
    match entering::sign_in(&visit.app, &email, password, visit.client()).await {
        Ok(secret) => Ok(entered(&visit, &secret, &back)),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            form(
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                SignInForm {
                    email,
                    back,
                    ..SignInForm::default()
                },
                mistakes,
            )
            .await
        }
    }
}

pub(super) async fn become_persona(visit: Visit, Path(account): Path<AccountId>) -> Answer {
    let secret = entering::sign_in_as_persona(&visit.app, account, visit.client()).await?;
    Ok(entered(&visit, &secret, "/"))
}

fn entered(visit: &Visit, secret: &[u8; 32], back: &str) -> Response {
    let mut response = see_other(local_path(back));
    cookies::give_session(response.headers_mut(), visit.app.config.secure(), secret);
    response
}

pub(super) async fn leave(visit: Visit) -> Answer {
    if let Ok(actor) = visit.actor() {
        entering::sign_out(&visit.app, actor).await?;
    }
    let mut response = see_other_saying("/", "accounts-signed_out");
    cookies::take_session(response.headers_mut(), visit.app.config.secure());
    Ok(response)
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct NewPassword {
    password: String,
    again: String,
}

#[derive(Template)]
#[template(path = "accounts/set_password.html")]
struct SetPassword {
    page: Page,
    t: T,
    /// Where the form goes: the link itself.
    action: String,
    email: String,
    mistakes: Mistakes,
}

pub(super) async fn show_set_password(visit: Visit, Path(token): Path<String>) -> Answer {
    set_password_form(&visit, StatusCode::OK, &token, Mistakes::none()).await
}

async fn set_password_form(visit: &Visit, status: StatusCode, token: &str, mistakes: Mistakes) -> Answer {
    let secret = unhex(token).ok_or(Fault::NotFound("link"))?;
    let account = actions::get_by_link(&visit.app, &secret).await?;
    let page = SetPassword {
        page: visit.page("accounts-set_password-title"),
        t: visit.t,
        action: format!("/set-password/{}", utf8_percent_encode(token, NON_ALPHANUMERIC)),
        email: account.email,
        mistakes,
    };
    render(status, &page)
}

pub(super) async fn set_password(
    visit: Visit,
    Path(token): Path<String>,
    Form(form): Form<NewPassword>,
) -> Answer {
    let secret = unhex(&token).ok_or(Fault::NotFound("link"))?;
    match actions::set_password_by_link(&visit.app, &secret, &form.password, &form.again).await {
        Ok(()) => Ok(see_other_saying("/sign-in", "accounts-password_set")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            set_password_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, &token, mistakes).await
        }
    }
}
