//! Where a student stands: one definition, the same in lists, sums and filters.

use sea_orm::sea_query::{Expr, SimpleExpr};

/// Where a student stands, the strongest word first.
///
/// `accepted`: a company has said yes. `proposed`: a company has been asked and has not answered. `declined`: companies
/// were asked, and every answer was no, or the time ran out. `unplaced`: the run that a round published found no place.
/// `registered`: none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// A company has said yes.
    Accepted,
    /// A company has been asked.
    Proposed,
    /// No company that was asked has said yes.
    Declined,
    /// A published round found no place.
    Unplaced,
    /// Nothing has happened yet.
    Registered,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 5] = [
        Standing::Registered,
        Standing::Proposed,
        Standing::Accepted,
        Standing::Declined,
        Standing::Unplaced,
    ];

    /// The word in queries, addresses and the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Accepted => "accepted",
            Standing::Proposed => "proposed",
            Standing::Declined => "declined",
            Standing::Unplaced => "unplaced",
            Standing::Registered => "registered",
        }
    }

    /// The kind of tag that shows it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Standing::Accepted => "good",
            Standing::Proposed => "info",
            Standing::Declined => "warn",
            Standing::Unplaced => "bad",
            Standing::Registered => "plain",
        }
    }

    /// Back from [`Standing::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Standing> {
        Standing::ALL
            .into_iter()
            .find(|standing| standing.as_str() == word)
    }
}

/// The word of the row of `student` at hand. The same text on both databases.
pub(super) fn expression() -> SimpleExpr {
    Expr::cust(
        "CASE \
         WHEN EXISTS (SELECT 1 FROM proposal WHERE proposal.student_id = student.id AND proposal.state = 'accepted') THEN 'accepted' \
         WHEN EXISTS (SELECT 1 FROM proposal WHERE proposal.student_id = student.id AND proposal.state = 'sent') THEN 'proposed' \
         WHEN EXISTS (SELECT 1 FROM proposal WHERE proposal.student_id = student.id AND proposal.state <> 'withdrawn') THEN 'declined' \
         WHEN EXISTS (SELECT 1 FROM run_unplaced JOIN round ON round.published_run_id = run_unplaced.run_id \
                      WHERE run_unplaced.student_id = student.id) THEN 'unplaced' \
         ELSE 'registered' END",
    )
}
