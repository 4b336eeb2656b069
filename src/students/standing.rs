//! Where a student stands: one definition, the same in lists, sums and filters.

use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};

use crate::vocabulary::ids::InstitutionId;

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

/// Does the student of the row at hand, who goes to this school, stand there? It says what [`expression`] says, in sets that a
/// database makes once, where it would work the word out for every student of the school.
pub(super) fn condition(school: InstitutionId, standing: Standing) -> SimpleExpr {
    let asked = |states: SimpleExpr| {
        Query::select()
            .column("student_id")
            .from("proposal")
            .and_where(Expr::col("institution_id").eq(school.0))
            .and_where(states)
            .to_owned()
    };
    let in_state = |states: &[&'static str]| asked(Expr::col("state").is_in(states.iter().copied()));
    let ever_asked = || asked(Expr::col("state").ne("withdrawn"));
    let left_out = || -> SelectStatement {
        let published = Query::select()
            .column("published_run_id")
            .from("round")
            .and_where(Expr::col("institution_id").eq(school.0))
            .and_where(Expr::col("published_run_id").is_not_null())
            .to_owned();
        Query::select()
            .column("student_id")
            .from("run_unplaced")
            .and_where(Expr::col("run_id").in_subquery(published))
            .to_owned()
    };
    let of = |students: SelectStatement| Expr::col(("student", "id")).in_subquery(students);
    let but = |students: SelectStatement| Expr::col(("student", "id")).not_in_subquery(students);
    match standing {
        Standing::Accepted => of(in_state(&["accepted"])),
        Standing::Proposed => of(in_state(&["sent"])).and(but(in_state(&["accepted"]))),
        Standing::Declined => of(ever_asked()).and(but(in_state(&["accepted", "sent"]))),
        Standing::Unplaced => of(left_out()).and(but(ever_asked())),
        Standing::Registered => but(ever_asked()).and(but(left_out())),
    }
}
