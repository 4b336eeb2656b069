//! A company's own facts by the link that brought its proposals: it looks, corrects, confirms, without an account.

use crate::companies::Keeper;
use crate::companies::desk::Desk;
use crate::companies::desk_by_link::Door;
use crate::platform::web::Visit;
use crate::proposals::{links, views};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::InstitutionId;

/// The link to a company's proposals.
pub(super) struct ToProposals;

impl Door for ToProposals {
    async fn open(visit: &Visit, door: &str) -> Result<Desk, Fault> {
        let link = links::open(&visit.app, door)
            .await?
            .ok_or(Fault::NotFound("link"))?;
        let round = views::find_round(visit.app.db.reader(), link.round_id).await?;
        let school = InstitutionId(round.ok_or(Fault::NotFound("link"))?.institution_id);
        Ok(Desk {
            keeper: Keeper::by_link(&visit.app, link.id, link.company_id, school),
            company: link.company_id,
            base: format!("/r/{door}/company"),
            back: Some((format!("/r/{door}"), visit.t.get("proposals-company-title"))),
            for_school: false,
        })
    }
}
