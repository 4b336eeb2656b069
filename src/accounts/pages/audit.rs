//! The audit log: administrators see all of it, coordinators their own school's.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::http::StatusCode;
use serde_json::Value;

use crate::accounts::Role;
use crate::accounts::audit::{self, Filter, Recorded};
use crate::accounts::store::accounts;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Pager, Query, Visit, render};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::AccountId;

const LINES: u64 = 50;

struct Line {
    at: String,
    who: String,
    what: String,
    detail: String,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Sought {
    account: String,
    subject: String,
}

#[derive(Template)]
#[template(path = "accounts/audit.html")]
struct Audit {
    page: Page,
    t: T,
    lines: Vec<Line>,
    pager: Pager,
    /// For a coordinator: only their school's entries are here.
    own_school: bool,
}

pub(super) async fn list(visit: Visit, Query(sought): Query<Sought>) -> Answer {
    let actor = visit.actor()?;
    let institution = match actor.role {
        Role::Administrator => None,
        Role::Coordinator(school) => Some(school),
        Role::Company(_) | Role::Fund => return Err(Fault::Forbidden.into()),
    };
    let filter = Filter {
        institution,
        account: sought.account.parse().ok(),
        subject: sought.subject.parse().ok(),
    };
    let reader = visit.app.db.reader();
    let pager = Pager::of(&visit, LINES, audit::count(reader, &filter).await?);
    let entries = audit::list(reader, &filter, pager.limit(), pager.offset()).await?;
    let ids: HashSet<AccountId> = entries.iter().filter_map(|entry| entry.account_id).collect();
    let names = accounts::names(reader, &ids).await?;
    let lines = entries.iter().map(|entry| line(&visit, entry, &names)).collect();
    let own_school = institution.is_some();
    render(
        StatusCode::OK,
        &Audit {
            page: visit.page("accounts-audit-title"),
            t: visit.t,
            lines,
            pager,
            own_school,
        },
    )
}

fn line(visit: &Visit, entry: &Recorded, names: &HashMap<AccountId, String>) -> Line {
    let t = visit.t;
    let key = format!("audit-{}", entry.action.replace('.', "-"));
    Line {
        at: t.short_datetime(entry.at),
        who: match entry.account_id.and_then(|id| names.get(&id)) {
            Some(name) => name.clone(),
            None if entry.by_link && entry.action.starts_with("family.") => t.get("accounts-audit-by_family"),
            None if entry.by_link => t.get("accounts-audit-by_link"),
            None => t.get("accounts-audit-by_service"),
        },
        what: word(t, &key, &entry.action),
        detail: shown(visit, &entry.subject_kind, &entry.detail).join("; "),
    }
}

/// Counts and codes, each with its name; columns as the forms of such a record call them.
fn shown(visit: &Visit, kind: &str, detail: &Value) -> Vec<String> {
    let t = visit.t;
    let Value::Object(fields) = detail else {
        return Vec::new();
    };
    let told = |(name, value): (&String, &Value)| match value {
        Value::Object(_) => shown(visit, kind, value),
        Value::Array(keys) if name == "columns" => {
            let named = keys.iter().filter_map(Value::as_str);
            let named = named.map(|key| visit.column_name(kind, key).unwrap_or(key));
            let name = t.get("accounts-audit-detail-columns");
            vec![format!("{name}: {}", named.collect::<Vec<_>>().join(", "))]
        }
        value => {
            let name = word(t, &format!("accounts-audit-detail-{name}"), name);
            vec![format!("{name}: {}", plain(t, value))]
        }
    };
    fields.iter().flat_map(told).collect()
}

fn plain(t: T, value: &Value) -> String {
    match value {
        Value::String(text) => word(t, &format!("accounts-audit-value-{text}"), text),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(|value| plain(t, value)).collect();
            values.join(" ")
        }
        other => other.to_string(),
    }
}

/// The text of this key; what stands in the log where there is none.
fn word(t: T, key: &str, otherwise: &str) -> String {
    if t.has(key) {
        t.get(key)
    } else {
        otherwise.to_owned()
    }
}
