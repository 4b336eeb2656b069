//! Accounts, for administrators.

use askama::Template;
use axum::http::StatusCode;

use super::{languages, role_name};
use crate::accounts::actions::{self, NewAccount};
use crate::accounts::invite::{self, Invited};
use crate::accounts::model::{Account, School};
use crate::accounts::store::accounts::{self, Filter};
use crate::accounts::store::schools;
use crate::accounts::{By, Role};
use crate::platform::texts::T;
use crate::platform::web::{
    Answer, Form, Mistakes, Page, Pager, Path, Query, Task, Urgency, Visit, render, see_other_saying,
};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, InstitutionId};

const LINES: u64 = 50;
/// The state of an account without a password, in addresses.
const INVITED: &str = "invited";

/// An account as a line of the list shows it.
struct Line {
    account: Account,
    role: String,
    place: String,
}

impl Line {
    /// Its state: kind of tag and key.
    fn state(&self) -> (&'static str, &'static str) {
        state_of(&self.account)
    }
}

fn state_of(account: &Account) -> (&'static str, &'static str) {
    if account.disabled_at.is_some() {
        ("bad", "accounts-state-disabled")
    } else if account.has_password {
        ("good", "accounts-state-active")
    } else {
        ("warn", "accounts-state-invited")
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Sought {
    role: String,
    institution: String,
    /// `invited`: those who have no password yet.
    state: String,
}

#[derive(Template)]
#[template(path = "accounts/people.html")]
struct People {
    page: Page,
    t: T,
    lines: Vec<Line>,
    pager: Pager,
    roles: Vec<(String, String)>,
    role: String,
    states: Vec<(String, String)>,
    state: &'static str,
    no_mistakes: Mistakes,
}

pub(super) async fn list(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let reader = visit.app.db.reader();
    let role = Role::WORDS.into_iter().find(|word| *word == sought.role);
    let filter = Filter {
        role: role.map(str::to_owned),
        institution: sought.institution.parse::<InstitutionId>().ok(),
        invited: sought.state == INVITED,
    };
    let pager = Pager::of(&visit, LINES, accounts::count(reader, &filter).await?);
    let all_schools = schools::list_schools(reader).await?;
    let mut lines = Vec::new();
    for account in accounts::list(reader, &filter, pager.limit(), pager.offset()).await? {
        lines.push(Line {
            role: role_name(visit.t, account.role.as_str()),
            place: place_of(&visit, &account, &all_schools).await?,
            account,
        });
    }
    let everybody = (String::new(), visit.t.get("accounts-role-any"));
    let page = People {
        page: visit.page("accounts-people-title"),
        t: visit.t,
        lines,
        pager,
        roles: std::iter::once(everybody).chain(roles(visit.t)).collect(),
        role: role.unwrap_or_default().to_owned(),
        states: [("", "accounts-role-any"), (INVITED, "accounts-state-invited")]
            .map(|(word, key)| (word.to_owned(), visit.t.get(key)))
            .to_vec(),
        state: if filter.invited { INVITED } else { "" },
        no_mistakes: Mistakes::none(),
    };
    render(StatusCode::OK, &page)
}

/// Those who were invited and have not come in.
pub(super) async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault> {
    let filter = Filter {
        invited: true,
        ..Filter::default()
    };
    let count = accounts::count(visit.app.db.reader(), &filter).await?;
    let href = "/accounts?state=invited";
    let task = Task::of(visit.t, Urgency::Waiting, count, "accounts-task-invited", href);
    Ok(task.into_iter().collect())
}

fn roles(t: T) -> Vec<(String, String)> {
    Role::WORDS
        .into_iter()
        .map(|word| (word.to_owned(), role_name(t, word)))
        .collect()
}

async fn place_of(visit: &Visit, account: &Account, all_schools: &[School]) -> Result<String, Fault> {
    Ok(match account.role {
        Role::Coordinator(id) => all_schools
            .iter()
            .find(|school| school.id == id)
            .map(|school| school.name.clone())
            .unwrap_or_default(),
        Role::Company(id) => schools::find_company_name(visit.app.db.reader(), id)
            .await?
            .unwrap_or_default(),
        Role::Administrator | Role::Fund => String::new(),
    })
}

#[derive(Template)]
#[template(path = "accounts/person_new.html")]
struct PersonNew {
    page: Page,
    t: T,
    form: NewAccount,
    mistakes: Mistakes,
    roles: Vec<(String, String)>,
    schools: Vec<(String, String)>,
    languages: Vec<(String, String)>,
}

pub(super) async fn new(visit: Visit) -> Answer {
    let form = NewAccount {
        role: "coordinator".into(),
        language: "it".into(),
        ..NewAccount::default()
    };
    new_form(&visit, StatusCode::OK, form, Mistakes::none()).await
}

async fn new_form(visit: &Visit, status: StatusCode, form: NewAccount, mistakes: Mistakes) -> Answer {
    let all = schools::list_schools(visit.app.db.reader()).await?;
    let none = (String::new(), visit.t.get("layout-choose"));
    let page = PersonNew {
        page: visit.page("accounts-new-title"),
        t: visit.t,
        form,
        mistakes,
        roles: roles(visit.t),
        schools: std::iter::once(none)
            .chain(all.into_iter().map(|school| {
                (
                    school.id.to_string(),
                    format!("{} ({})", school.name, school.code),
                )
            }))
            .collect(),
        languages: languages(),
    };
    render(status, &page)
}

pub(super) async fn create(visit: Visit, Form(form): Form<NewAccount>) -> Answer {
    match invite::invite(&visit.app, By::Account(visit.actor()?.account_id), &form).await {
        Ok(invited) => shown_once(&visit, &invited).await,
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            new_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, mistakes).await
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/person.html")]
struct Person {
    page: Page,
    t: T,
    account: Account,
    role: String,
    place: String,
    state: (&'static str, &'static str),
    own: bool,
    /// Shown this one time.
    link: Option<String>,
}

pub(super) async fn show(visit: Visit, Path(id): Path<AccountId>) -> Answer {
    person(&visit, id, None).await
}

async fn person(visit: &Visit, id: AccountId, link: Option<String>) -> Answer {
    let reader = visit.app.db.reader();
    let account = accounts::get(reader, id).await?;
    let page = Person {
        page: visit.page_titled(account.name.clone()),
        t: visit.t,
        role: role_name(visit.t, account.role.as_str()),
        place: place_of(visit, &account, &schools::list_schools(reader).await?).await?,
        state: state_of(&account),
        own: visit.actor()?.account_id == id,
        account,
        link,
    };
    render(StatusCode::OK, &page)
}

pub(super) async fn disable(visit: Visit, Path(id): Path<AccountId>) -> Answer {
    actions::disable(&visit.app, visit.actor()?, id).await?;
    Ok(see_other_saying(&format!("/accounts/{id}"), "accounts-disabled"))
}

pub(super) async fn enable(visit: Visit, Path(id): Path<AccountId>) -> Answer {
    actions::enable(&visit.app, visit.actor()?, id).await?;
    Ok(see_other_saying(&format!("/accounts/{id}"), "accounts-enabled"))
}

pub(super) async fn link(visit: Visit, Path(id): Path<AccountId>) -> Answer {
    let by = By::Account(visit.actor()?.account_id);
    let invited = invite::invite_again(&visit.app, by, id).await?;
    shown_once(&visit, &invited).await
}

/// The answer to a POST is the only page that ever shows the link.
async fn shown_once(visit: &Visit, invited: &Invited) -> Answer {
    person(visit, invited.account_id, Some(invited.link(&visit.app))).await
}
