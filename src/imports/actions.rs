//! The use cases of an import: stage, say which column is which, check, confirm, undo.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::check::{Check, Terms};
use super::content;
use super::kind::Kind;
use super::store::{self, Batch, Counts, State};
use super::subject::{self, Around, Companies, Hand, Placements, Students, Subject};
use crate::accounts::{self, Actor, AuditEntry, By};
use crate::app::App;
use crate::platform::sheets::{Chosen, Guard, Mapping, Sheet, Table, headings};
use crate::platform::texts::Texts;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{AccountId, ImportId, InstitutionId};
use crate::vocabulary::text::Language;

/// Changes that are taken back at a time.
const UNDONE_AT_ONCE: u64 = 500;

/// Who imports, and for which school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Importer {
    /// The school; none for an office that imports companies.
    pub institution: Option<InstitutionId>,
    /// The account; none at the command line.
    pub account: Option<AccountId>,
}

impl Importer {
    /// Somebody signed in.
    #[must_use]
    pub fn of(actor: &Actor) -> Importer {
        Importer {
            institution: actor.role.institution(),
            account: Some(actor.account_id),
        }
    }

    fn audit(self, action: &'static str, batch: &Batch) -> AuditEntry {
        let by = self.account.map_or(By::Service, By::Account);
        let entry = AuditEntry::by(by, action).about("import_batch", batch.id.0);
        match self.institution {
            Some(school) => entry.in_school(school),
            None => entry,
        }
    }
}

/// Reads a file and stages its rows. Nothing else changes.
///
/// # Errors
/// What is wrong with the file as a whole: codes `sheet.…`; `import.school` when students or placements have no school.
pub async fn stage(
    app: &App,
    importer: Importer,
    kind: Kind,
    file_name: &str,
    bytes: Vec<u8>,
    sheet: Option<&str>,
) -> Result<ImportId, Fault> {
    let digest = digest_of(&bytes);
    let table = read_file(app, kind, file_name, bytes, sheet).await?;
    let chosen = store::recall(app.db.reader(), importer.institution, kind, &table.header).await?;
    stage_table(app, importer, kind, file_name, digest, table, chosen).await
}

/// SHA-256 of a file, hexadecimal.
pub(super) fn digest_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Stages the rows of a table.
pub(super) async fn stage_table(
    app: &App,
    importer: Importer,
    kind: Kind,
    file_name: &str,
    digest: String,
    table: Table,
    chosen: Chosen,
) -> Result<ImportId, Fault> {
    if kind != Kind::Companies && importer.institution.is_none() {
        return Err(Fault::invalid("school", "import.school", ""));
    }
    let now = app.clock.now();
    let batch = Batch {
        id: ImportId::new(now, app.chance.as_ref()),
        institution_id: importer.institution,
        kind,
        file_name: file_name.chars().filter(|c| !c.is_control()).take(200).collect(),
        digest,
        header: table.header.clone(),
        chosen,
        state: State::Staged,
        counts: Counts {
            rows: table.rows.len(),
            ..Counts::default()
        },
        created_by: importer.account,
        created_at: now,
        applied_at: None,
        undone_at: None,
    };
    let packed = blocking(move || content::pack(&table)).await?;
    let tx = app.db.write_tx().await?;
    store::insert(&tx, &batch, packed).await?;
    let detail = json!({ "kind": kind.as_str(), "rows": batch.counts.rows });
    accounts::record(&tx, app, &importer.audit("import.staged", &batch).detail(detail)).await?;
    tx.commit().await?;
    Ok(batch.id)
}

/// Reads a file of this kind without keeping anything.
///
/// # Errors
/// What is wrong with the file as a whole: codes `sheet.…`.
pub(super) async fn read_file(
    app: &App,
    kind: Kind,
    file_name: &str,
    bytes: Vec<u8>,
    sheet: Option<&str>,
) -> Result<Table, Fault> {
    let guard = Guard::new(app.config.program().map_err(Fault::internal)?);
    let wanted = match sheet.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => kind.wanted().in_sheet(name),
        None => kind.wanted(),
    };
    guard.read(file_name, bytes, &wanted).await
}

/// Says which column of a staged file is which, and remembers it for the next file with the same names.
///
/// # Errors
/// [`Fault::Conflict`] `import_not_staged`.
pub async fn set_columns(app: &App, importer: Importer, id: ImportId, chosen: &Chosen) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    let batch = store::get(&tx, importer.institution, id).await?;
    let columns = batch.kind.columns();
    let known = |key: &str| key.is_empty() || columns.iter().any(|column| column.key == key);
    let chosen: Chosen = chosen
        .iter()
        .filter(|(_, key)| known(key))
        .map(|(name, key)| (name.clone(), key.clone()))
        .collect();
    store::set_chosen(&tx, id, &chosen).await?;
    store::remember(&tx, &batch, &chosen, app.clock.now(), app.chance.as_ref()).await?;
    tx.commit().await?;
    Ok(())
}

/// A staged file, and what confirming it would do.
///
/// # Errors
/// [`Fault::NotFound`] for other schools' batches; [`Fault::Conflict`] `import_not_staged`.
pub async fn check(
    app: &App,
    importer: Importer,
    id: ImportId,
) -> Result<(Batch, Table, Mapping, Check), Fault> {
    let reader = app.db.reader();
    let batch = store::get(reader, importer.institution, id).await?;
    let packed = store::content(reader, id).await?;
    let table = blocking(move || content::unpack(&packed)).await?;
    let mapping = Mapping::of(batch.kind.columns(), &table.header, &batch.chosen);
    let (table, check) = check_table(app, importer.institution, batch.kind, table, &mapping).await?;
    Ok((batch, table, mapping, check))
}

/// What importing a table would do.
pub(super) async fn check_table(
    app: &App,
    institution: Option<InstitutionId>,
    kind: Kind,
    table: Table,
    mapping: &Mapping,
) -> Result<(Table, Check), Fault> {
    match kind {
        Kind::Students => check_subject::<Students>(app, institution, table, mapping).await,
        Kind::Companies => check_subject::<Companies>(app, institution, table, mapping).await,
        Kind::Placements => check_subject::<Placements>(app, institution, table, mapping).await,
    }
}

async fn check_subject<S: Subject>(
    app: &App,
    institution: Option<InstitutionId>,
    table: Table,
    mapping: &Mapping,
) -> Result<(Table, Check), Fault> {
    let around = around(app, app.db.reader(), institution).await?;
    let (table, reading) = read_rows::<S>(table, mapping, &around).await?;
    let conn = app.db.reader();
    let prepared = subject::prepare::<S>(conn, &table, mapping, reading).await?;
    Ok((table, prepared.check(conn, &around).await?))
}

/// Reading twenty thousand rows takes a moment: not on a thread that serves others.
async fn read_rows<S: Subject>(
    table: Table,
    mapping: &Mapping,
    around: &Around,
) -> Result<(Table, crate::platform::sheets::Reading<S::Record>), Fault> {
    let (mapping, around) = (mapping.clone(), around.clone());
    blocking(move || {
        let reading = S::read(&table, &mapping, &around);
        Ok((table, reading))
    })
    .await
}

async fn around(
    app: &App,
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
) -> Result<Around, Fault> {
    let school = match institution {
        None => None,
        Some(id) => {
            let school = accounts::find_school(conn, id)
                .await?
                .ok_or(Fault::NotFound("school"))?;
            Some((school, accounts::list_sites(conn, id).await?))
        }
    };
    Ok(Around {
        today: app.clock.today(),
        school,
    })
}

/// Writes what a staged file says: all of it in one transaction, or nothing. Rows with something wrong are left out only
/// where the terms say so.
///
/// # Errors
/// `import.problems` ($n_rows) when something is wrong and nothing was said of leaving it out; `import.nothing` when no row
/// can be imported; [`Fault::Conflict`] `import_not_staged`, or when the rows were changed by somebody else meanwhile.
pub async fn confirm(app: &App, importer: Importer, id: ImportId, terms: Terms) -> Result<Counts, Fault> {
    match store::get(app.db.reader(), importer.institution, id).await?.kind {
        Kind::Students => confirm_subject::<Students>(app, importer, id, terms).await,
        Kind::Companies => confirm_subject::<Companies>(app, importer, id, terms).await,
        Kind::Placements => confirm_subject::<Placements>(app, importer, id, terms).await,
    }
}

async fn confirm_subject<S: Subject>(
    app: &App,
    importer: Importer,
    id: ImportId,
    terms: Terms,
) -> Result<Counts, Fault> {
    let reader = app.db.reader();
    let batch = store::get(reader, importer.institution, id).await?;
    let packed = store::content(reader, id).await?;
    let table = blocking(move || content::unpack(&packed)).await?;
    let mapping = Mapping::of(S::COLUMNS, &table.header, &batch.chosen);
    let around = around(app, reader, importer.institution).await?;
    let (table, reading) = read_rows::<S>(table, &mapping, &around).await?;

    let tx = app.db.write_tx().await?;
    let mut prepared = subject::prepare::<S>(&tx, &table, &mapping, reading).await?;
    prepared.over_families = terms.over_families;
    drop(table);
    let bad: BTreeSet<u32> = prepared.problems.iter().map(|problem| problem.line).collect();
    if !bad.is_empty() && !terms.skip_invalid {
        return Err(Invalid::new("", "import.problems", "")
            .with("n_rows", bad.len())
            .into());
    }
    if prepared.records.is_empty() {
        return Err(Fault::invalid("", "import.nothing", ""));
    }
    let now = app.clock.now();
    let hand = Hand {
        now,
        account: importer.account,
        chance: app.chance.as_ref(),
    };
    store::move_on(&tx, id, (State::Staged, State::Applied), now).await?;
    let before = S::before(&tx, &prepared.records).await?;
    let mut counts = Counts {
        rows: prepared.rows,
        left_out: prepared.rows - prepared.records.len(),
        ..Counts::default()
    };
    while let Some(rows) = prepared.next(&tx, &around).await? {
        let (new, changed, same) = subject::count(&rows);
        (counts.new, counts.changed, counts.same) =
            (counts.new + new, counts.changed + changed, counts.same + same);
        let changes = S::write(&tx, &around, hand, rows).await?;
        store::insert_changes(&tx, id, changes, now, app.chance.as_ref()).await?;
    }
    let came_with = subject::came_with(&tx, before).await?;
    store::insert_changes(&tx, id, came_with, now, app.chance.as_ref()).await?;
    store::set_counts(&tx, id, counts).await?;
    let detail = json!({ "kind": batch.kind.as_str(), "counts": counts });
    accounts::record(&tx, app, &importer.audit("import.applied", &batch).detail(detail)).await?;
    tx.commit().await?;
    Ok(counts)
}

/// Takes an import back: what it changed is as before, what it brought goes.
///
/// # Errors
/// `import.in_use` ($value: the key, $what: the table that refers to it) and `import.changed_since` ($value), one for each
/// row, and then nothing is taken back; [`Fault::Conflict`] `import_not_applied`.
pub async fn undo(app: &App, importer: Importer, id: ImportId) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    let batch = store::get(&tx, importer.institution, id).await?;
    let around = around(app, &tx, importer.institution).await?;
    let now = app.clock.now();
    let hand = Hand {
        now,
        account: importer.account,
        chance: app.chance.as_ref(),
    };
    store::move_on(&tx, id, (State::Applied, State::Undone), now).await?;
    // The last lines first: what came with the rows (line 0) goes when nothing names it any more.
    let mut done = 0;
    loop {
        let changes = store::changes(&tx, id, UNDONE_AT_ONCE, done).await?;
        if changes.is_empty() {
            break;
        }
        done += changes.len() as u64;
        match batch.kind {
            Kind::Students => subject::undo::<Students>(&tx, &around, hand, changes).await?,
            Kind::Companies => subject::undo::<Companies>(&tx, &around, hand, changes).await?,
            Kind::Placements => subject::undo::<Placements>(&tx, &around, hand, changes).await?,
        }
    }
    store::forget_changes(&tx, id).await?;
    accounts::record(&tx, app, &importer.audit("import.undone", &batch)).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets a staged file go: its rows are forgotten.
///
/// # Errors
/// [`Fault::Conflict`] `import_not_staged`.
pub async fn discard(app: &App, importer: Importer, id: ImportId) -> Result<(), Fault> {
    let tx = app.db.write_tx().await?;
    let batch = store::get(&tx, importer.institution, id).await?;
    store::move_on(&tx, id, (State::Staged, State::Dropped), app.clock.now()).await?;
    accounts::record(&tx, app, &importer.audit("import.dropped", &batch)).await?;
    tx.commit().await?;
    Ok(())
}

/// What we have, as a file that can be imported again.
pub(super) async fn export<S: Subject>(
    app: &App,
    importer: Importer,
    kind: Kind,
    language: Language,
) -> Result<Sheet, Fault> {
    let conn = app.db.reader();
    let around = around(app, conn, importer.institution).await?;
    let keys: Vec<String> = S::all(conn, &around)
        .await?
        .into_iter()
        .map(|one| one.key)
        .collect();
    let mut rows = Vec::with_capacity(keys.len());
    for keys in keys.chunks(subject::CHUNK) {
        let mut known = S::known(conn, &around, keys).await?;
        let found = keys.iter().filter_map(|key| known.remove(key));
        rows.extend(found.map(|known| S::row(S::record(&known))));
    }
    let name = Texts::for_language(language).get(&format!("imports-kind-{}", kind.as_str()));
    Ok(Sheet {
        name,
        columns: headings(S::COLUMNS, language),
        rows,
    })
}

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)?
}
