//! Where the Fund can do something: provinces in which students have no place while seats are free.

use super::cube::Dimension;
use super::memory;
use super::model::{Reader, Subject};
use super::store;
use super::view::{self, Asked, group_word};
use super::words;
use crate::platform::web::{Task, Urgency, Visit};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;

/// The provinces that are named at most: the worst.
const MOST: usize = 5;

/// The number of a state, when it may be shown.
fn shown(row: &view::Row, subject: Subject, state: &str) -> Option<u32> {
    let at = subject.states().iter().position(|word| *word == state)?;
    row.states.get(at)?.number().filter(|number| *number > 0)
}

pub(super) async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault> {
    let tx = visit.app.db.read_tx().await?;
    let facts = store::facts(&tx, None).await?;
    tx.commit().await?;
    let report = memory::report(&facts.students, &facts.places, Reader::Outsider);
    let asked = Asked::read("", "", &report, SchoolYear::of(visit.today()));
    let Some(year) = report.year(asked.year) else {
        return Ok(Vec::new());
    };
    let by_province = |subject| view::table(year, &asked, subject, Some(Dimension::Province)).rows;
    let seats = by_province(Subject::Seats);
    let mut tasks = Vec::new();
    for row in by_province(Subject::Students) {
        let free = seats.iter().find(|seats| seats.group == row.group);
        let free = free.and_then(|seats| shown(seats, Subject::Seats, "free"));
        let left = shown(&row, Subject::Students, "unplaced");
        let (Some(group), Some(left), Some(free)) = (row.group, left, free) else {
            continue;
        };
        let (n, n_free) = (left.to_string(), free.to_string());
        let province = words::group(visit.t, group);
        tasks.push(Task {
            urgency: Urgency::Waiting,
            count: u64::from(left),
            text: visit.t.with(
                "reporting-task-unplaced",
                [("n", n), ("n_free", n_free), ("province", province)],
            ),
            href: format!("/reporting?year={}&only={}", asked.year.0, group_word(group)),
        });
    }
    tasks.sort_by_key(|task| std::cmp::Reverse(task.count));
    tasks.truncate(MOST);
    Ok(tasks)
}
