//! What a school has to do about families: those that have not answered, those that no mail reaches.

use crate::families::store::{self, Filter};
use crate::platform::web::{Task, Urgency, Visit};
use crate::vocabulary::fault::Fault;

pub(super) async fn of_school(visit: Visit) -> Result<Vec<Task>, Fault> {
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let mut tasks = Vec::new();
    for (round, name) in store::open_rounds(conn, visit.institution()?, visit.now()).await? {
        let tally = store::tally(conn, round).await?;
        for (filter, key) in [
            (Filter::Silent, "families-task-silent"),
            (Filter::Paper, "families-task-paper"),
        ] {
            let href = format!("/rounds/{round}/families?state={}", filter.as_str());
            let task = Task::of(t, Urgency::Waiting, tally.of(filter), key, href);
            tasks.extend(task.map(|mut task| {
                task.text = format!("{} ({name})", task.text);
                task
            }));
        }
    }
    Ok(tasks)
}
