//! The outbox as people see it: what went out, what did not, to whom nothing is sent any more, and every mail there is.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use super::actions::{self, scope};
use super::addresses::Addresses;
use super::catalogue::{Composed, Mail, examples};
use super::model::{Reason, State, Stored, Suppression};
use super::stop as way_out;
use super::store::{self, Filter};
use crate::app::App;
use crate::platform::texts::{T, Texts};
use crate::platform::web::{
    Answer, Form, Page, Pager, Path, Policy, Query, Routes, Task, Urgency, Visit, render, see_other,
    see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::MessageId;
use crate::vocabulary::text::Language;

/// Messages to a page.
const PAGE: u64 = 50;

/// The routes of the outbox.
#[must_use]
pub fn routes() -> Routes {
    let readers = Policy::COORDINATOR.or(Policy::ADMINISTRATOR);
    Routes::new()
        .get("/outbox", readers, list)
        .get("/outbox/{id}", readers, show)
        .post("/outbox/{id}/resend", readers, resend)
        .get("/outbox/refused", readers, refused)
        .post("/outbox/refused/{id}/lift", readers, lift)
        .get("/outbox/examples", readers, list_examples)
        .get("/outbox/examples/{template}/{language}", readers, example)
        .get("/stop/{door}", Policy::LINK, show_stop)
        .post("/stop/{door}", Policy::BEARER, stop)
        .post("/stop/{door}/resume", Policy::LINK, resume)
        .get("/demo/outbox", Policy::PUBLIC, demo_list)
        .get("/demo/outbox/{id}", Policy::PUBLIC, demo_show)
        .tasks(readers, tasks)
        .nav(80, readers, "/outbox", "notifications-nav")
}

/// Mail that was given up, and addresses that are not written to: somebody has to call there.
async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault> {
    let institution = scope(visit.actor()?)?;
    let conn = visit.app.db.reader();
    let dead = Filter {
        institution,
        state: Some(State::Dead),
    };
    let n_dead = store::count(conn, dead).await?;
    let n_refused = store::list_suppressions(conn, institution).await?.len() as u64;
    let waiting = Urgency::Waiting;
    let tasks = [
        Task::of(
            visit.t,
            waiting,
            n_refused,
            "notifications-task-refused",
            "/outbox/refused",
        ),
        Task::of(
            visit.t,
            waiting,
            n_dead,
            "notifications-task-dead",
            "/outbox?state=dead",
        ),
    ];
    Ok(tasks.into_iter().flatten().collect())
}

#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    state: String,
}

#[derive(Template)]
#[template(path = "notifications/list.html")]
struct List {
    page: Page,
    base: &'static str,
    chosen: String,
    counts: Vec<(State, u64)>,
    pager: Pager,
    messages: Vec<Line>,
    n_refused: usize,
    /// Is there a mail server?
    leaves: bool,
}

impl List {
    fn key(&self, state: &State) -> &'static str {
        state.key(self.leaves)
    }
}

struct Line {
    message: Stored,
    subject: String,
}

#[derive(Template)]
#[template(path = "notifications/show.html")]
struct Show {
    page: Page,
    resend: String,
    message: Stored,
    composed: Composed,
    may_act: bool,
    back: &'static str,
    leaves: bool,
}

impl Show {
    fn key(&self) -> &'static str {
        self.message.state.key(self.leaves)
    }
}

#[derive(Template)]
#[template(path = "notifications/refused.html")]
struct Refused {
    page: Page,
    suppressions: Vec<Suppression>,
}

#[derive(Template)]
#[template(path = "notifications/stop.html")]
struct Stop {
    page: Page,
    /// Where its forms go: the address itself.
    door: String,
    address: String,
    stopped: bool,
}

#[derive(Template)]
#[template(path = "notifications/examples.html")]
struct Examples {
    page: Page,
    mails: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "notifications/example.html")]
struct Example {
    page: Page,
    composed: Composed,
}

async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Answer {
    let institution = scope(visit.actor()?)?;
    let n_refused = store::list_suppressions(visit.app.db.reader(), institution)
        .await?
        .len();
    list_page(&visit, &query.state, institution, "/outbox", n_refused).await
}

async fn demo_list(visit: Visit, Query(query): Query<ListQuery>) -> Answer {
    only_in_a_demonstration(&visit.app)?;
    list_page(&visit, &query.state, None, "/demo/outbox", 0).await
}

async fn list_page(
    visit: &Visit,
    state: &str,
    institution: Option<crate::vocabulary::ids::InstitutionId>,
    base: &'static str,
    n_refused: usize,
) -> Answer {
    let filter = Filter {
        institution,
        state: State::from_stored(state),
    };
    let conn = visit.app.db.reader();
    let pager = Pager::of(visit, PAGE, store::count(conn, filter).await?);
    let counts = store::count_by_state(conn, institution).await?;
    let found = store::list(conn, filter, pager.limit(), pager.offset()).await?;
    let messages = found
        .into_iter()
        .map(|message| Line {
            subject: subject_of(&visit.app, visit.t, &message),
            message,
        })
        .collect();
    let page = visit.page("notifications-title");
    let leaves = leaves(&visit.app);
    let chosen = state.to_owned();
    render(
        StatusCode::OK,
        &List {
            page,
            base,
            chosen,
            counts,
            pager,
            messages,
            n_refused,
            leaves,
        },
    )
}

async fn show(visit: Visit, Path(id): Path<Uuid>) -> Answer {
    let institution = scope(visit.actor()?)?;
    let message = find(&visit.app, id).await?;
    if institution.is_some() && institution != message.institution_id {
        return Err(Fault::NotFound("message").into());
    }
    // Who reads the outbox of real people must not be able to answer for them.
    let at = if visit.app.config.demo {
        Addresses::working(&visit.app)
    } else {
        Addresses::masked(&visit.app)
    };
    show_page(&visit, message, &at, true, "/outbox")
}

async fn demo_show(visit: Visit, Path(id): Path<Uuid>) -> Answer {
    only_in_a_demonstration(&visit.app)?;
    let message = find(&visit.app, id).await?;
    show_page(
        &visit,
        message,
        &Addresses::working(&visit.app),
        false,
        "/demo/outbox",
    )
}

async fn show_stop(visit: Visit, Path(door): Path<String>) -> Answer {
    let message = way_out::message(&visit.app, &door).await?;
    let stopped = way_out::is_stopped(visit.app.db.reader(), &message.recipient_key).await?;
    let page = Stop {
        page: visit.page("notifications-stop-title"),
        door: format!("/stop/{door}"),
        address: message.recipient,
        stopped,
    };
    render(StatusCode::OK, &page)
}

/// By the page's button, or by a mail program that knows no form of ours.
async fn stop(visit: Visit, Path(door): Path<String>) -> Answer {
    let message = way_out::message(&visit.app, &door).await?;
    way_out::stop(&visit.app, &message).await?;
    Ok(see_other(&format!("/stop/{door}")))
}

async fn resume(visit: Visit, Path(door): Path<String>) -> Answer {
    let message = way_out::message(&visit.app, &door).await?;
    way_out::resume(&visit.app, &message).await?;
    Ok(see_other_saying(
        &format!("/stop/{door}"),
        "notifications-resumed",
    ))
}

fn show_page(visit: &Visit, message: Stored, at: &Addresses, may_act: bool, back: &'static str) -> Answer {
    let mail = Mail::from_stored(&message.template, message.params.clone())?;
    let composed = mail.compose(Texts::for_language(message.language), at)?;
    let page = visit.page_titled(composed.subject.clone());
    render(
        StatusCode::OK,
        &Show {
            page,
            resend: format!("/outbox/{}/resend", message.id),
            message,
            composed,
            may_act,
            back,
            leaves: leaves(&visit.app),
        },
    )
}

async fn resend(visit: Visit, Path(id): Path<Uuid>) -> Answer {
    actions::resend(&visit.app, visit.actor()?, MessageId(id)).await?;
    Ok(see_other_saying(&format!("/outbox/{id}"), "notifications-resent"))
}

async fn refused(visit: Visit) -> Answer {
    let institution = scope(visit.actor()?)?;
    let suppressions = store::list_suppressions(visit.app.db.reader(), institution).await?;
    render(
        StatusCode::OK,
        &Refused {
            page: visit.page("notifications-refused-title"),
            suppressions,
        },
    )
}

#[derive(Deserialize)]
struct LiftForm {
    #[serde(default)]
    why: String,
}

async fn lift(visit: Visit, Path(id): Path<Uuid>, Form(form): Form<LiftForm>) -> Answer {
    actions::lift(&visit.app, visit.actor()?, id, &form.why).await?;
    Ok(see_other_saying("/outbox/refused", "notifications-lifted"))
}

async fn list_examples(visit: Visit) -> Answer {
    let at = Addresses::invented(&visit.app);
    let mails = examples(visit.now())
        .iter()
        .map(|mail| Ok((mail.template(), mail.compose(visit.t, &at)?.subject)))
        .collect::<Result<_, Fault>>()?;
    render(
        StatusCode::OK,
        &Examples {
            page: visit.page("notifications-examples-title"),
            mails,
        },
    )
}

async fn example(visit: Visit, Path((template, language)): Path<(String, String)>) -> Answer {
    let language = Language::from_stored(&language).ok_or(Fault::NotFound("mail"))?;
    let examples = examples(visit.now());
    let mail = examples
        .iter()
        .find(|mail| mail.template() == template)
        .ok_or(Fault::NotFound("mail"))?;
    let composed = mail.compose(Texts::for_language(language), &Addresses::invented(&visit.app))?;
    render(
        StatusCode::OK,
        &Example {
            page: visit.page_titled(composed.subject.clone()),
            composed,
        },
    )
}

async fn find(app: &App, id: Uuid) -> Result<Stored, Fault> {
    store::find(app.db.reader(), MessageId(id))
        .await?
        .ok_or(Fault::NotFound("message"))
}

/// Its subject in the reader's language; its template's word when it can no longer be composed.
fn subject_of(app: &App, t: T, message: &Stored) -> String {
    Mail::from_stored(&message.template, message.params.clone())
        .and_then(|mail| mail.compose(t, &Addresses::masked(app)))
        .map_or_else(|_| message.template.clone(), |composed| composed.subject)
}

/// Do messages leave this machine? Without a mail server they are written into a folder.
fn leaves(app: &App) -> bool {
    app.mailer.kind() != "file"
}

fn only_in_a_demonstration(app: &App) -> Result<(), Fault> {
    if app.config.demo {
        Ok(())
    } else {
        Err(Fault::NotFound("page"))
    }
}
