//! The review board of a run: who goes where, who does not and why, which places stay free, what changed.

mod changes;
mod charts;
mod effects;
mod map;
mod places;
mod proposals;
mod student;
mod unplaced;

use serde::Deserialize;

use crate::matching::records::{Round, Run};
use crate::matching::store::Window;
use crate::platform::web::Pager;

pub(super) use changes::changes;
pub(super) use charts::charts;
pub(super) use map::map;
pub(super) use places::places;
pub(super) use proposals::{find_proposals, proposals};
pub(super) use student::{decide, student};
pub(super) use unplaced::{find_unplaced, unplaced};

const LINES: u64 = 50;

/// What is searched for. It is sent in the body: no name stands in an address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Search {
    q: String,
}

impl Search {
    /// So many lines to a page; of a search, which has one page, the first hundred.
    fn lines(&self) -> u64 {
        if self.q.trim().is_empty() { LINES } else { 100 }
    }
}

/// What the head of every page of the board shows.
struct Head {
    round: Round,
    run: Run,
    here: &'static str,
}

impl Head {
    fn is(&self, tab: &str) -> bool {
        self.here == tab
    }

    fn base(&self) -> String {
        format!("/rounds/{}/runs/{}", self.round.id, self.run.id)
    }
}

fn window(search: &Search, pager: &Pager) -> Window {
    Window {
        text: search.q.clone(),
        limit: pager.limit(),
        offset: pager.offset(),
    }
}
