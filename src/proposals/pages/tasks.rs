//! Proposals that await somebody.

use chrono::Days;

use crate::platform::web::{Task, Urgency, Visit};
use crate::proposals::lists::{self, Due, Filter};
use crate::proposals::model::State;
use crate::proposals::publication::deadline;
use crate::vocabulary::fault::Fault;

/// From now until the end of tomorrow, in Italy.
pub(super) fn soon(visit: &Visit) -> Due {
    Due {
        from: visit.now(),
        until: deadline(visit.today() + Days::new(1)),
    }
}

/// A school's that nobody will be able to answer after tomorrow.
pub(super) async fn of_school(visit: Visit) -> Result<Vec<Task>, Fault> {
    let filter = Filter {
        due: Some(soon(&visit)),
        ..Filter::default()
    };
    let counts = lists::count_by_state(visit.app.db.reader(), visit.institution()?, filter).await?;
    let sent = counts.iter().find(|(state, _)| *state == State::Sent);
    let count = sent.map_or(0, |(_, n)| *n);
    let task = Task::of(
        visit.t,
        Urgency::Today,
        count,
        "proposals-task-due",
        "/proposals?due=soon",
    );
    Ok(task.into_iter().collect())
}

/// A company's that it has not answered.
pub(super) async fn of_company(visit: Visit) -> Result<Vec<Task>, Fault> {
    let company = visit.actor()?.role.company().ok_or(Fault::Forbidden)?;
    let rounds = lists::rounds_of_company(visit.app.db.reader(), company, visit.now()).await?;
    let tasks = rounds.into_iter().filter_map(|round| {
        let count = u64::try_from(round.n_open).unwrap_or(0);
        let href = format!("/company/proposals/{}", round.id);
        let mut task = Task::of(visit.t, Urgency::Waiting, count, "proposals-task-open", href)?;
        task.text = format!("{} ({})", task.text, round.school);
        Some(task)
    });
    Ok(tasks.collect())
}
