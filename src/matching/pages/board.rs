//! The review board of a run: who goes where, who does not and why, which places stay free, what changed.

mod changes;
mod charts;
mod companies;
mod effects;
mod map;
mod places;
mod proposals;
mod sought;
mod student;
mod unplaced;

use crate::matching::records::{Round, Run};

pub(super) use changes::changes;
pub(super) use charts::charts;
pub(super) use companies::companies;
pub(super) use map::map;
pub(super) use places::places;
pub(super) use proposals::{decide_many, find_proposals, proposals};
pub(super) use student::{decide, student};
pub(super) use unplaced::{find_unplaced, unplaced};

/// Lines to a page of the shorter lists.
const LINES: u64 = 50;

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
