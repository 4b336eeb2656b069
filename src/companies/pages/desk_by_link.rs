//! The desk as a link opens it: the company looks at its facts, corrects and confirms them, without an account. Each room whose
//! links do so says how its links open ([`Door`]) and names these pages in its routes.

use uuid::Uuid;

use super::desk::{self, Desk, Pairs};
use super::desk_parts;
use crate::platform::web::{Answer, Form, Path, Visit};
use crate::vocabulary::fault::Fault;

/// A kind of link that lets a company at its own facts.
pub(crate) trait Door: Send + Sync + 'static {
    /// The desk behind this address of a link.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when it opens nothing, or not any more.
    fn open(visit: &Visit, door: &str) -> impl Future<Output = Result<Desk, Fault>> + Send;
}

pub(crate) async fn show<D: Door>(visit: Visit, Path(door): Path<String>) -> Answer {
    desk::show(&visit, &D::open(&visit, &door).await?).await
}

pub(crate) async fn edit<D: Door>(visit: Visit, Path(door): Path<String>) -> Answer {
    desk::edit(&visit, &D::open(&visit, &door).await?).await
}

pub(crate) async fn save<D: Door>(
    visit: Visit,
    Path(door): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    desk::save(&visit, &D::open(&visit, &door).await?, &pairs).await
}

/// Back to what the link is for: that is what they came for.
pub(crate) async fn confirm<D: Door>(
    visit: Visit,
    Path(door): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let desk = D::open(&visit, &door).await?;
    let back = desk.back.as_ref().map_or(&desk.base, |(address, _)| address);
    desk::confirm(&visit, &desk, &pairs, back).await
}

pub(crate) async fn new_part<D: Door>(visit: Visit, Path((door, part)): Path<(String, String)>) -> Answer {
    desk_parts::new_part(&visit, &D::open(&visit, &door).await?, &part).await
}

pub(crate) async fn add_part<D: Door>(
    visit: Visit,
    Path((door, part)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    desk_parts::save_part(&visit, &D::open(&visit, &door).await?, &part, None, &pairs).await
}

pub(crate) async fn edit_part<D: Door>(
    visit: Visit,
    Path((door, part, item)): Path<(String, String, Uuid)>,
) -> Answer {
    desk_parts::edit_part(&visit, &D::open(&visit, &door).await?, &part, item).await
}

pub(crate) async fn save_part<D: Door>(
    visit: Visit,
    Path((door, part, item)): Path<(String, String, Uuid)>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    desk_parts::save_part(&visit, &D::open(&visit, &door).await?, &part, Some(item), &pairs).await
}

pub(crate) async fn act_on_part<D: Door>(
    visit: Visit,
    Path((door, part, item, act)): Path<(String, String, Uuid, String)>,
) -> Answer {
    desk_parts::act_on_part(&visit, &D::open(&visit, &door).await?, &part, item, &act).await
}
