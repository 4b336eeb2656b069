//! Each yes and each no, with its date and who gave it.

use super::model::{ConsentKind, NOTICE, Speaker};
use super::store::{self, NewConsent};
use crate::accounts::{self, AuditEntry, By};
use crate::app::App;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{FamilyAnswerId, InstitutionId, StudentId};

/// Writes down a yes or a no: by a family's link, or by somebody at the school who has it on paper.
///
/// # Errors
/// When the database is gone.
pub async fn set(
    app: &App,
    by: By,
    institution: InstitutionId,
    student: StudentId,
    speaker: Speaker,
    (kind, given): (ConsentKind, bool),
) -> Result<(), Fault> {
    let now = app.clock.now();
    let new_id = || FamilyAnswerId::new(now, app.chance.as_ref()).0;
    let tx = app.db.write_tx().await?;
    let new = NewConsent {
        id: new_id(),
        student,
        kind,
        given,
        by: speaker,
        notice: NOTICE,
        link: match by {
            By::Family(link) => Some(link),
            _ => None,
        },
        account: match by {
            By::Account(account) => Some(account),
            _ => None,
        },
    };
    store::insert_consent(&tx, &new, now).await?;
    store::keep_notice(&tx, new_id(), student, NOTICE, now).await?;
    let action = if given {
        "family.consent_given"
    } else {
        "family.consent_withdrawn"
    };
    let entry = AuditEntry::by(by, action)
        .about("student", student.0)
        .in_school(institution)
        .detail(serde_json::json!({ "kind": kind.as_str(), "notice": NOTICE }));
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}
