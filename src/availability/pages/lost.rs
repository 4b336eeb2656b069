//! A link that opens nothing any more: a new one goes to the address that had it.

use crate::availability::links;
use crate::companies::lost;
use crate::platform::web::{Answer, Path, Visit, behind};

/// Unknown, expired and taken back look the same.
pub(super) fn closed(visit: &Visit, door: &str) -> Answer {
    lost::closed(visit, "/a", door)
}

pub(super) async fn renew(visit: Visit, Path(door): Path<String>) -> Answer {
    let app = visit.app.clone();
    behind("a link could not be renewed", async move {
        links::renew(&app, &door).await
    });
    lost::sent_again(&visit)
}
