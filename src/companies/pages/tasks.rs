//! What there is to do about companies: for a school, and for a company about itself.

use super::{FRESH, Sought};
use crate::companies::store;
use crate::platform::web::{Task, Urgency, Visit};
use crate::vocabulary::fault::Fault;

pub(super) async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault> {
    let reader = visit.app.db.reader();
    if let Some(id) = visit.actor()?.role.company() {
        let company = store::get(reader, id).await?;
        let said = company.confirmations.values();
        let stale = said.filter(|by| by.at < visit.now() - FRESH).count();
        let key = "companies-task-own";
        let task = Task::of(
            visit.t,
            Urgency::Better,
            stale as u64,
            key,
            format!("/companies/{id}"),
        );
        return Ok(task.into_iter().collect());
    }
    let lists = [
        (Urgency::Waiting, "silent", "companies-task-silent"),
        (Urgency::Better, "incomplete", "companies-task-incomplete"),
        (Urgency::Better, "stale", "companies-task-stale"),
    ];
    let mut tasks = Vec::new();
    for (urgency, only, key) in lists {
        let sought = Sought {
            only: only.to_owned(),
            ..Sought::default()
        };
        let count = store::count(reader, &sought.filter(&visit)?).await?;
        let href = format!("/companies?only={only}");
        tasks.extend(Task::of(visit.t, urgency, count, key, href));
    }
    Ok(tasks)
}
