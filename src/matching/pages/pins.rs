//! Pin and forbid, from the board; take back, from the round.

use serde::Deserialize;

use crate::matching::deciding::{self, PinDraft};
use crate::matching::records::PinKind;
use crate::platform::web::{Answer, Form, Path, Visit, local_path, see_other_saying};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{PinId, RoundId};

/// The form beside a pair.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PinForm {
    student: String,
    placement: String,
    kind: String,
    reason: String,
    back: String,
}

pub(super) async fn pin(visit: Visit, Path(id): Path<RoundId>, Form(form): Form<PinForm>) -> Answer {
    let draft = PinDraft {
        student: form.student.parse().map_err(|_| Fault::NotFound("student"))?,
        placement: form.placement.parse().map_err(|_| Fault::NotFound("placement"))?,
        kind: PinKind::from_stored(&form.kind).unwrap_or(PinKind::Pin),
        reason: form.reason,
    };
    let said = match draft.kind {
        PinKind::Pin => "matching-pinned",
        PinKind::Forbid => "matching-forbidden",
    };
    deciding::pin(&visit.app, visit.actor()?, id, draft).await?;
    let back = local_path(&form.back).to_owned();
    Ok(see_other_saying(&back, said))
}

/// Where a button stood.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Back {
    back: String,
}

pub(super) async fn remove(
    visit: Visit,
    Path((round, id)): Path<(RoundId, PinId)>,
    Form(form): Form<Back>,
) -> Answer {
    deciding::unpin(&visit.app, visit.actor()?, round, id).await?;
    let back = if form.back.is_empty() {
        format!("/rounds/{round}")
    } else {
        local_path(&form.back).to_owned()
    };
    Ok(see_other_saying(&back, "matching-unpinned"))
}
