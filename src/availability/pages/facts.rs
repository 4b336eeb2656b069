//! A company's own facts by the link that brought the question: it looks, corrects, confirms, without an account.

use uuid::Uuid;

use crate::availability::answers::Answering;
use crate::companies::desk::{self, Desk, Pairs};
use crate::companies::desk_parts;
use crate::platform::web::{Answer, Form, Path, Visit};
use crate::vocabulary::fault::Fault;

/// The desk that a link opens.
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

pub(super) async fn show(visit: Visit, Path(door): Path<String>) -> Answer {
    desk::show(&visit, &open(&visit, &door).await?).await
}

pub(super) async fn edit(visit: Visit, Path(door): Path<String>) -> Answer {
    desk::edit(&visit, &open(&visit, &door).await?).await
}

pub(super) async fn save(visit: Visit, Path(door): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    desk::save(&visit, &open(&visit, &door).await?, &pairs).await
}

/// Back to the question: that is what they came for.
pub(super) async fn confirm(visit: Visit, Path(door): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    let desk = open(&visit, &door).await?;
    desk::confirm(&visit, &desk, &pairs, &format!("/a/{door}")).await
}

pub(super) async fn new_part(visit: Visit, Path((door, part)): Path<(String, String)>) -> Answer {
    desk_parts::new_part(&visit, &open(&visit, &door).await?, &part).await
}

pub(super) async fn add_part(
    visit: Visit,
    Path((door, part)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    desk_parts::save_part(&visit, &open(&visit, &door).await?, &part, None, &pairs).await
}

pub(super) async fn edit_part(
    visit: Visit,
    Path((door, part, item)): Path<(String, String, Uuid)>,
) -> Answer {
    desk_parts::edit_part(&visit, &open(&visit, &door).await?, &part, item).await
}

pub(super) async fn save_part(
    visit: Visit,
    Path((door, part, item)): Path<(String, String, Uuid)>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    desk_parts::save_part(&visit, &open(&visit, &door).await?, &part, Some(item), &pairs).await
}

pub(super) async fn act_on_part(
    visit: Visit,
    Path((door, part, item, act)): Path<(String, String, Uuid, String)>,
) -> Answer {
    desk_parts::act_on_part(&visit, &open(&visit, &door).await?, &part, item, &act).await
}
