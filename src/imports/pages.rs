//! The pages of imports. All of them work without JavaScript.

mod checked;
mod index;

use super::actions::{self, Importer};
use super::kind::Kind;
use super::subject::{Companies, Placements, Students};
use crate::platform::sheets::{Limits, template, write_xlsx};
use crate::platform::web::{Answer, Path, Policy, Routes, Visit, download, see_other_saying};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::ImportId;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The routes of this room.
#[must_use]
pub fn routes() -> Routes {
    let coordinator = Policy::COORDINATOR;
    // The file, and the fields and boundaries around it.
    let limit = Limits::DEFAULT.file_bytes + (64 << 10);
    Routes::new()
        .get("/imports", coordinator, index::show)
        .upload("/imports", coordinator, limit, index::receive)
        .get("/imports/templates/{kind}", coordinator, empty_template)
        .get("/imports/exports/{kind}", coordinator, export)
        .get("/imports/{id}", coordinator, checked::show)
        .get("/imports/{id}/columns", coordinator, checked::columns)
        .post("/imports/{id}/columns", coordinator, checked::set_columns)
        .get("/imports/{id}/changes", coordinator, checked::changes)
        .get("/imports/{id}/errors", coordinator, checked::errors)
        .post("/imports/{id}/confirm", coordinator, checked::confirm)
        .post("/imports/{id}/drop", coordinator, discard)
        .post("/imports/{id}/undo", coordinator, checked::undo)
        .tasks(coordinator, index::tasks)
        .nav(30, coordinator, "/imports", "imports-nav")
}

fn importer(visit: &Visit) -> Result<Importer, Fault> {
    visit.institution()?;
    Ok(Importer::of(visit.actor()?))
}

fn kind(word: &str) -> Result<Kind, Fault> {
    Kind::from_word(word).ok_or(Fault::NotFound("page"))
}

async fn empty_template(visit: Visit, Path(word): Path<String>) -> Answer {
    let kind = kind(&word)?;
    let name = visit.t.get(&format!("imports-kind-{}", kind.as_str()));
    let bytes = write_xlsx(&template(kind.columns(), &name, visit.t.language()))?;
    Ok(download(&format!("{}.xlsx", kind.as_str()), XLSX, bytes))
}

async fn export(visit: Visit, Path(word): Path<String>) -> Answer {
    let kind = kind(&word)?;
    let (importer, language) = (importer(&visit)?, visit.t.language());
    let sheet = match kind {
        Kind::Students => actions::export::<Students>(&visit.app, importer, kind, language).await?,
        Kind::Companies => actions::export::<Companies>(&visit.app, importer, kind, language).await?,
        Kind::Placements => actions::export::<Placements>(&visit.app, importer, kind, language).await?,
    };
    Ok(download(
        &format!("{}.xlsx", kind.as_str()),
        XLSX,
        write_xlsx(&[sheet])?,
    ))
}

async fn discard(visit: Visit, Path(id): Path<ImportId>) -> Answer {
    actions::discard(&visit.app, importer(&visit)?, id).await?;
    Ok(see_other_saying("/imports", "imports-dropped"))
}
