//! A company's facts and what is around them, for whoever keeps them: a school or the company, signed in or by link.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::http::StatusCode;

use super::words;
use crate::accounts::{self, Account};
use crate::companies::facts::ceiling;
use crate::companies::keeping::Keeper;
use crate::companies::model::{Company, Confirmation};
use crate::companies::parts::{Kept, Part, Said};
use crate::companies::{actions, import, store};
use crate::platform::sheets::form::{Field, Fields};
use crate::platform::texts::T;
use crate::platform::web::{Answer, Mistakes, Page, Visit, render, see_other_saying};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, CompanyId};

/// The fields of a form, as they came.
pub(crate) type Pairs = Vec<(String, String)>;

/// Who keeps which company, and under which address.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    /// Who.
    pub keeper: Keeper,
    /// Which company.
    pub company: CompanyId,
    /// Where its page is: `/companies/{id}`, or below a link.
    pub base: String,
    /// Where they came from, and what that is called.
    pub back: Option<(String, String)>,
    /// For schools: the placements.
    pub for_school: bool,
}

/// A fact as a page shows it.
pub(crate) struct Fact {
    pub label: String,
    pub value: String,
    /// When and by whom, in words; empty when nobody has.
    pub confirmed: String,
}

struct Facts {
    title: String,
    facts: Vec<Fact>,
}

struct Line {
    kept: Kept,
    title: String,
    /// Years and limit of a tutor.
    more: Vec<String>,
    confirmed: String,
}

struct Shelf {
    part: Part,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "companies/show.html")]
struct Show {
    page: Page,
    t: T,
    base: String,
    back: Option<(String, String)>,
    company: Company,
    groups: Vec<Facts>,
    /// How many apprentices it may have, why, and how many more that are.
    cap: String,
    free: Option<u32>,
    shelves: Vec<Shelf>,
    may_change: bool,
    for_school: bool,
    /// Who else answers for it with an account; shown to its own people who are signed in.
    team: Option<Vec<Account>>,
}

/// Who confirmed what, in words.
struct Confirmed<'a> {
    t: T,
    names: &'a HashMap<AccountId, String>,
}

impl Confirmed<'_> {
    fn by(&self, by: &Confirmation) -> String {
        let who = by.account.and_then(|id| self.names.get(&id)).cloned();
        let day = self.t.datetime(by.at);
        match who {
            Some(who) => self.t.with("companies-confirmed", [("day", day), ("who", who)]),
            None if by.link.is_some() => self.t.with("companies-confirmed-itself", [("day", day)]),
            None => self.t.with("companies-confirmed-service", [("day", day)]),
        }
    }
}

pub(crate) async fn show(visit: &Visit, desk: &Desk) -> Answer {
    let (reader, t) = (visit.app.db.reader(), visit.t);
    let company = actions::get(&visit.app, &desk.keeper, desk.company).await?;
    let mut parts = Vec::new();
    for part in Part::ALL {
        parts.push((part, store::list_parts(reader, desk.company, part).await?));
    }
    let around = parts
        .iter()
        .flat_map(|(_, kept)| kept)
        .filter_map(|kept| kept.confirmed.as_ref());
    let said = company.confirmations.values().chain(around);
    let ids: HashSet<AccountId> = said.filter_map(|by| by.account).collect();
    let names = accounts::account_names(reader, &ids).await?;
    let confirmed = Confirmed { t, names: &names };
    let shelves = parts
        .into_iter()
        .map(|(part, kept)| Shelf {
            part,
            lines: kept.into_iter().map(|kept| line(t, &confirmed, kept)).collect(),
        })
        .collect();
    let cap = ceiling(&company.facts, visit.today())?;
    let own = visit
        .actor()
        .is_ok_and(|actor| actor.role.company() == Some(desk.company));
    let team = match own {
        true => Some(accounts::people_of_company(reader, desk.company).await?),
        false => None,
    };
    render(
        StatusCode::OK,
        &Show {
            page: visit.page_titled(company.facts.name.clone()),
            t,
            base: desk.base.clone(),
            back: desk.back.clone(),
            groups: groups(t, &company, &confirmed),
            cap: t.with(&cap.text_key(), &cap.args),
            free: cap.free(company.facts.apprentices.unwrap_or(0), 0),
            shelves,
            may_change: desk.keeper.may_change(),
            for_school: desk.for_school,
            team,
            company,
        },
    )
}

fn line(t: T, confirmed: &Confirmed<'_>, kept: Kept) -> Line {
    let more = match &kept.said {
        Said::Tutor {
            years, max_students, ..
        } => years
            .map(|n| t.n("companies-tutor-years", n))
            .into_iter()
            .chain(max_students.map(|n| t.n("companies-tutor-max", n)))
            .collect(),
        _ => Vec::new(),
    };
    Line {
        title: kept.said.title(),
        more,
        confirmed: kept
            .confirmed
            .as_ref()
            .map(|by| confirmed.by(by))
            .unwrap_or_default(),
        kept,
    }
}

fn groups(t: T, company: &Company, confirmed: &Confirmed<'_>) -> Vec<Facts> {
    words::shown(t, &company.facts)
        .into_iter()
        .map(|group| Facts {
            title: group.title,
            facts: group
                .fields
                .into_iter()
                .map(|field| fact(company, confirmed, field))
                .collect(),
        })
        .collect()
}

fn fact(company: &Company, confirmed: &Confirmed<'_>, field: Field) -> Fact {
    Fact {
        confirmed: company
            .confirmations
            .get(field.key)
            .map(|by| confirmed.by(by))
            .unwrap_or_default(),
        label: field.label,
        value: field.value,
    }
}

/// What matters of a company to those who propose to it, for a page that is about something else.
pub(crate) struct Summary {
    /// Where the facts are kept.
    pub base: String,
    /// Of these facts.
    pub version: i64,
    /// What is known.
    pub lines: Vec<Fact>,
    /// When the oldest of them was last confirmed; none when one never was.
    pub oldest: Option<chrono::DateTime<chrono::Utc>>,
}

/// People and capacities: what ceilings depend on, and goes out of date.
pub(crate) async fn summary(visit: &Visit, id: CompanyId, base: &str) -> Result<Summary, Fault> {
    const MATTER: [&str; 7] = [
        "staff",
        "skilled",
        "apprentices",
        "structural",
        "technical",
        "formative",
        "dvr_minors",
    ];
    let company = store::get(visit.app.db.reader(), id).await?;
    let ids: HashSet<AccountId> = company
        .confirmations
        .values()
        .filter_map(|by| by.account)
        .collect();
    let names = accounts::account_names(visit.app.db.reader(), &ids).await?;
    let by = Confirmed {
        t: visit.t,
        names: &names,
    };
    let shown = words::shown(visit.t, &company.facts);
    let fields = shown.into_iter().flat_map(|group| group.fields);
    let lines = fields
        .filter(|field| MATTER.contains(&field.key))
        .map(|field| fact(&company, &by, field))
        .collect();
    let confirmed: Option<Vec<_>> = MATTER
        .iter()
        .map(|key| company.confirmations.get(*key).map(|by| by.at))
        .collect();
    Ok(Summary {
        base: base.to_owned(),
        version: company.version,
        lines,
        oldest: confirmed.and_then(|all| all.into_iter().min()),
    })
}

// ---- the facts

pub(crate) async fn edit(visit: &Visit, desk: &Desk) -> Answer {
    let company = actions::get(&visit.app, &desk.keeper, desk.company).await?;
    let fields = Fields::of(import::COLUMNS, &import::row(&company.facts));
    form(
        visit,
        StatusCode::OK,
        desk,
        company.version,
        &fields,
        Mistakes::none(),
    )
}

fn form(
    visit: &Visit,
    status: StatusCode,
    desk: &Desk,
    version: i64,
    fields: &Fields,
    mistakes: Mistakes,
) -> Answer {
    let form = super::Edit {
        page: visit.page("companies-edit"),
        t: visit.t,
        action: desk.base.clone(),
        back: desk.base.clone(),
        version,
        groups: words::to_fill_in(visit.t, fields),
        mistakes,
        is_new: false,
    };
    render(status, &form)
}

fn version_of(pairs: &[(String, String)]) -> Result<i64, Fault> {
    let version = pairs.iter().find(|(key, _)| key == "version");
    version
        .and_then(|(_, value)| value.parse().ok())
        .ok_or_else(|| Fault::invalid("", "form.unreadable", ""))
}

pub(crate) async fn save(visit: &Visit, desk: &Desk, pairs: &[(String, String)]) -> Answer {
    actions::get(&visit.app, &desk.keeper, desk.company).await?;
    let fields = Fields::sent(import::COLUMNS, pairs);
    let version = version_of(pairs)?;
    let language = visit.t.language();
    match actions::change(&visit.app, &desk.keeper, language, desk.company, version, &fields).await {
        Ok(()) => Ok(see_other_saying(&desk.base, "companies-changed")),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(visit, status, desk, version, &fields, mistakes)
        }
    }
}

/// Everything is as it should be; then back to where they came from.
pub(crate) async fn confirm(visit: &Visit, desk: &Desk, pairs: &[(String, String)], to: &str) -> Answer {
    actions::get(&visit.app, &desk.keeper, desk.company).await?;
    actions::confirm(&visit.app, &desk.keeper, desk.company, version_of(pairs)?).await?;
    Ok(see_other_saying(to, "companies-confirmed-all"))
}
