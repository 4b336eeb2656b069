//! Erasing, in one transaction.

use serde_json::json;

use crate::accounts::{Actor, AuditEntry, hold_school, record};
use crate::app::App;
use crate::students::Traces;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::StudentId;
use crate::{imports, matching, notifications, students};

/// Erases the student for good. The audit log keeps only that it was done.
///
/// # Errors
/// [`Fault::NotFound`] for students of other schools.
pub async fn erase_student(app: &App, actor: &Actor, id: StudentId) -> Result<(), Fault> {
    let school = actor.role.institution().ok_or(Fault::Forbidden)?;
    let tx = app.db.write_tx().await?;
    hold_school(&tx, school).await?;
    let student = students::get(&tx, school, id).await?;
    let runs = matching::stop_open_runs(&tx, school, app.clock.now()).await?;
    let rows = imports::forget_student(&tx, school, id, &Traces::of(&student)).await?;
    notifications::forget_student(&tx, id).await?;
    students::erase(&tx, school, id).await?;
    let entry = AuditEntry::by_actor(actor, "student.erased")
        .about("student", id.0)
        .detail(json!({ "runs_stopped": runs, "rows_of_files": rows }));
    record(&tx, app, &entry).await?;
    tx.commit().await?;
    app.db.forget_erased().await
}
