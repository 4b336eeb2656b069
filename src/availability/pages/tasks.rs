//! What there is to do about availability: for a school, and for a company that was asked.

use crate::availability::asking::usual_year;
use crate::availability::lists::{self, Only};
use crate::platform::web::{Task, Urgency, Visit};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;

/// A school's companies that say nothing, and those that said yes and have no place yet. Of this year, and of the next once one asks.
pub(super) async fn of_school(visit: Visit) -> Result<Vec<Task>, Fault> {
    let school = visit.institution()?;
    let conn = visit.app.db.reader();
    let this = SchoolYear::of(visit.today());
    let mut years = vec![this, usual_year(visit.today())];
    years.dedup();
    let mut tasks = Vec::new();
    for year in years {
        for (only, urgency, key) in [
            (Only::Silent, Urgency::Waiting, "availability-task-silent"),
            (Only::NoPlace, Urgency::Better, "availability-task-no-place"),
        ] {
            let count = lists::count(conn, school, year, only).await?;
            let href = format!("/availability?year={}&only={}", year.0, only.as_str());
            tasks.extend(Task::of(visit.t, urgency, count, key, href));
        }
    }
    Ok(tasks)
}

/// A company's questions without an answer, school by school.
pub(super) async fn of_company(visit: Visit) -> Result<Vec<Task>, Fault> {
    let company = visit.actor()?.role.company().ok_or(Fault::Forbidden)?;
    let since = SchoolYear::of(visit.today());
    let asked = lists::of_company(visit.app.db.reader(), company.0, since).await?;
    let open = asked.into_iter().filter(|one| one.answer().is_none());
    let tasks = open.filter_map(|one| {
        let href = format!("/company/availability/{}", one.id);
        let mut task = Task::of(visit.t, Urgency::Waiting, 1, "availability-task-asked", href)?;
        task.text = format!("{} ({}, {})", task.text, one.school, one.year());
        Some(task)
    });
    Ok(tasks.collect())
}
