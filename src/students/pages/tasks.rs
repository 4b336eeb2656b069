//! What a school has to do about its students.

use super::Sought;
use crate::platform::web::{Task, Urgency, Visit};
use crate::students::{Gap, Standing, store};
use crate::vocabulary::fault::Fault;

/// Those whom a round left without a place, and those about whom the next round should know more.
pub(super) async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault> {
    let (reader, school) = (visit.app.db.reader(), visit.institution()?);
    let lists = [
        (
            Urgency::Waiting,
            "students-task-unplaced",
            Standing::Unplaced,
            None,
        ),
        (
            Urgency::Waiting,
            "students-task-declined",
            Standing::Declined,
            None,
        ),
        (
            Urgency::Better,
            "students-task-school-week",
            Standing::Registered,
            Some(Gap::SchoolWeek),
        ),
        (
            Urgency::Better,
            "students-task-wishes",
            Standing::Registered,
            Some(Gap::Wishes),
        ),
    ];
    let mut tasks = Vec::new();
    for (urgency, key, standing, gap) in lists {
        let sought = Sought {
            standing: standing.as_str().to_owned(),
            gap: gap.map_or("", Gap::as_str).to_owned(),
            ..Sought::default()
        };
        let count = store::count(reader, school, &sought.filter()).await?;
        tasks.extend(Task::of(visit.t, urgency, count, key, sought.address()));
    }
    Ok(tasks)
}
