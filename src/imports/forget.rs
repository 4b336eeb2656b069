//! What imports hold of a student who is erased: the changes they made, the rows of files that nobody has confirmed, and the names
//! of columns, where a file had none and its first person stood there.

use sea_orm::ConnectionTrait;

use super::actions::blocking;
use super::content;
use super::store::{self, Batch, State};
use crate::platform::sheets::{Mapping, Row, Table};
use crate::students::Traces;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{InstitutionId, StudentId};

/// Forgets the student; says how many rows of unconfirmed files went. To be called in a transaction.
///
/// # Errors
/// When the database fails.
pub async fn forget_student(
    conn: &impl ConnectionTrait,
    school: InstitutionId,
    student: StudentId,
    traces: &Traces,
) -> Result<usize, Fault> {
    store::forget_changes_of(conn, student.0).await?;
    for (id, chosen) in store::remembered_choices(conn, school).await? {
        if chosen.keys().any(|name| traces.is_word(name)) {
            store::forget_choice(conn, id).await?;
        }
    }
    let mut gone = 0;
    for batch in store::all_batches(conn, school).await? {
        let before = batch.clone();
        let mut after = without_words(batch, traces);
        if after.state == State::Staged {
            let packed = store::content(conn, after.id).await?;
            let (kind, chosen, traces) = (before.kind, before.chosen.clone(), traces.clone());
            let (rows, packed) = blocking(move || {
                let mut table = content::unpack(&packed)?;
                let mapping = Mapping::of(kind.columns(), &table.header, &chosen);
                let rows = strip(&mut table, mapping.place("student_id"), &traces);
                Ok((rows, content::pack(&table)?))
            })
            .await?;
            after.counts.rows -= rows;
            gone += rows;
            store::replace_content(conn, after.id.0, packed).await?;
        }
        store::rewrite(conn, &after).await?;
    }
    Ok(gone)
}

fn without_words(mut batch: Batch, traces: &Traces) -> Batch {
    blank(&mut batch.header, traces);
    batch.chosen.retain(|name, _| !traces.is_word(name));
    let mut parts = batch.file_name.split(|c: char| !c.is_alphanumeric());
    if parts.any(|part| traces.is_word(part)) {
        batch.file_name = "…".to_owned();
    }
    batch
}

fn blank(header: &mut [String], traces: &Traces) {
    for name in header.iter_mut().filter(|name| traces.is_word(name)) {
        name.clear();
    }
}

/// Takes the student's rows out of a table; says how many.
fn strip(table: &mut Table, key: Option<usize>, traces: &Traces) -> usize {
    let theirs = |row: &Row| {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.shown().into_owned()).collect();
        let key = key.and_then(|at| cells.get(at)).map(String::as_str);
        traces.in_row(key, &cells)
    };
    let before = table.rows.len();
    table.rows.retain(|row| !theirs(row));
    table.above.retain(|row| !theirs(row));
    blank(&mut table.header, traces);
    before - table.rows.len()
}
