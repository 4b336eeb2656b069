//! A company's own facts by the link that brought the question: it looks, corrects, confirms, without an account.

use crate::availability::answers::Answering;
use crate::companies::desk::Desk;
use crate::companies::desk_by_link::Door;
use crate::platform::web::Visit;
use crate::vocabulary::fault::Fault;

/// The link to a question.
pub(super) struct ToQuestion;

impl Door for ToQuestion {
    async fn open(visit: &Visit, door: &str) -> Result<Desk, Fault> {
        let who = Answering::by_door(&visit.app, door)
            .await?
            .ok_or(Fault::NotFound("link"))?;
        Ok(Desk {
            company: who.inquiry.company_id,
            keeper: who.keeper,
            base: format!("/a/{door}/company"),
            back: Some((format!("/a/{door}"), visit.t.get("availability-company-title"))),
            for_school: false,
        })
    }
}
