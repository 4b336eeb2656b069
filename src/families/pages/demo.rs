//! In a demonstration anybody may be a family: one that chooses, one that reads what was decided.

use crate::families::{links, store};
use crate::platform::web::{Answer, Visit, see_other};
use crate::vocabulary::fault::Fault;

pub(super) async fn choosing(visit: Visit) -> Answer {
    lead(
        &visit,
        store::someone_choosing(visit.app.db.reader(), visit.now()).await?,
    )
}

pub(super) async fn decided(visit: Visit) -> Answer {
    lead(&visit, store::someone_decided(visit.app.db.reader()).await?)
}

/// Through the door, where there is one; outside of a demonstration there is none.
fn lead(visit: &Visit, link: Option<crate::vocabulary::ids::FamilyLinkId>) -> Answer {
    let link = link.filter(|_| visit.app.config.demo);
    let link = link.ok_or(Fault::NotFound("page"))?;
    Ok(see_other(&format!("/f/{}", links::door(&visit.app, link))))
}
