//! The rows of proposals and of the links by which companies answer.

mod hold;
mod links;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, QueryOrder};

pub(super) use self::hold::{Hold, due_holds, fail_hold, find_hold, insert_hold, remove_hold};
pub(super) use self::links::{Link, find_link, insert_link, links_of, links_to, prolong, revoke};
use super::model::{Answerer, DeclineReason, End, Ended, Facts, Sent, State};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InstitutionId, PlacementId, ProposalId, RoundId, RunId, StudentId};

/// Rows of one insert.
const CHUNK: usize = 300;

mod proposal {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        pub run_id: Uuid,
        pub institution_id: Uuid,
        pub student_id: Uuid,
        pub placement_id: Uuid,
        pub company_id: Uuid,
        pub state: String,
        pub deadline_at: DateTimeUtc,
        pub sent_at: DateTimeUtc,
        pub answered_at: Option<DateTimeUtc>,
        pub answered_by: Option<String>,
        pub reason: Option<String>,
        pub note: Option<String>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use proposal::Column;

/// A proposal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What it says.
    pub facts: Facts,
    /// What became of it.
    pub state: State,
    /// When it went out.
    pub sent_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it was declined.
    pub reason: Option<DeclineReason>,
    /// In the company's words.
    pub note: Option<String>,
    version: i64,
}

impl Stored {
    /// The proposal, if it is out and not answered.
    #[must_use]
    pub fn sent(self) -> Option<Sent> {
        let Stored {
            facts,
            state,
            sent_at,
            version,
            ..
        } = self;
        (state == State::Sent).then_some(Sent {
            facts,
            sent_at,
            version,
        })
    }
}

impl TryFrom<proposal::Model> for Stored {
    type Error = Fault;
    fn try_from(row: proposal::Model) -> Result<Stored, Fault> {
        let state = State::from_stored(&row.state)
            .ok_or_else(|| Fault::Internal(format!("proposal {}: its state is unreadable", row.id)))?;
        Ok(Stored {
            facts: Facts {
                id: ProposalId(row.id),
                round_id: RoundId(row.round_id),
                run_id: RunId(row.run_id),
                institution_id: InstitutionId(row.institution_id),
                student_id: StudentId(row.student_id),
                placement_id: PlacementId(row.placement_id),
                company_id: CompanyId(row.company_id),
                deadline_at: row.deadline_at,
            },
            state,
            sent_at: row.sent_at,
            ended_at: row.answered_at,
            reason: row.reason.as_deref().and_then(DeclineReason::from_stored),
            note: row.note,
            version: row.version,
        })
    }
}

/// Writes proposals that go out.
pub(super) async fn insert(conn: &impl ConnectionTrait, sent: &[Sent]) -> Result<(), Fault> {
    for chunk in sent.chunks(CHUNK) {
        let rows = chunk.iter().map(
            |Sent {
                 facts,
                 sent_at,
                 version,
             }| proposal::ActiveModel {
                id: Set(facts.id.0),
                round_id: Set(facts.round_id.0),
                run_id: Set(facts.run_id.0),
                institution_id: Set(facts.institution_id.0),
                student_id: Set(facts.student_id.0),
                placement_id: Set(facts.placement_id.0),
                company_id: Set(facts.company_id.0),
                state: Set(State::Sent.as_str().to_owned()),
                deadline_at: Set(facts.deadline_at),
                sent_at: Set(*sent_at),
                answered_at: Set(None),
                answered_by: Set(None),
                reason: Set(None),
                note: Set(None),
                version: Set(*version),
            },
        );
        proposal::Entity::insert_many(rows)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Writes how a proposal ended, over the version that was read.
///
/// # Errors
/// Conflict `proposal.answered` when it has ended otherwise meanwhile.
pub(super) async fn end(conn: &impl ConnectionTrait, ended: &Ended) -> Result<(), Fault> {
    let (by, reason, note) = match &ended.end {
        End::Accepted(by) => (Some(*by), None, None),
        End::Declined { by, reason, note } => (Some(*by), Some(*reason), note.clone()),
        End::Expired | End::Withdrawn => (None, None, None),
    };
    let updated = proposal::Entity::update_many()
        .col_expr(Column::State, Expr::value(ended.end.state().as_str()))
        .col_expr(Column::AnsweredAt, Expr::value(ended.at))
        .col_expr(Column::AnsweredBy, Expr::value(by.map(Answerer::to_stored)))
        .col_expr(Column::Reason, Expr::value(reason.map(DeclineReason::as_str)))
        .col_expr(Column::Note, Expr::value(note))
        .col_expr(Column::Version, Expr::value(ended.version + 1))
        .filter(Column::Id.eq(ended.facts.id.0))
        .filter(Column::State.eq(State::Sent.as_str()))
        .filter(Column::Version.eq(ended.version))
        .exec(conn)
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(Fault::Conflict("proposal.answered"))
    }
}

fn read(rows: Vec<proposal::Model>) -> Result<Vec<Stored>, Fault> {
    rows.into_iter().map(Stored::try_from).collect()
}

pub(super) async fn find(conn: &impl ConnectionTrait, id: ProposalId) -> Result<Option<Stored>, Fault> {
    proposal::Entity::find_by_id(id.0)
        .one(conn)
        .await?
        .map(Stored::try_from)
        .transpose()
}

/// All of a round, the oldest first.
pub(super) async fn of_round(conn: &impl ConnectionTrait, round: RoundId) -> Result<Vec<Stored>, Fault> {
    let rows = proposal::Entity::find()
        .filter(Column::RoundId.eq(round.0))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    read(rows)
}

/// All of a round for one company, the oldest first.
pub(super) async fn of_company(
    conn: &impl ConnectionTrait,
    round: RoundId,
    company: CompanyId,
) -> Result<Vec<Stored>, Fault> {
    let rows = proposal::Entity::find()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::CompanyId.eq(company.0))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    read(rows)
}

/// Those that hold their place, of these students or for these places, in any round of any school.
pub(super) async fn holding(
    conn: &impl ConnectionTrait,
    students: &HashSet<StudentId>,
    placements: &HashSet<PlacementId>,
) -> Result<Vec<Stored>, Fault> {
    let mut found = std::collections::BTreeMap::new();
    let holding = State::ALL
        .into_iter()
        .filter(|state| state.holds())
        .map(State::as_str);
    let students: Vec<Uuid> = students.iter().map(|id| id.0).collect();
    let placements: Vec<Uuid> = placements.iter().map(|id| id.0).collect();
    for (column, ids) in [(Column::StudentId, students), (Column::PlacementId, placements)] {
        for chunk in ids.chunks(10_000) {
            let rows = proposal::Entity::find()
                .filter(Column::State.is_in(holding.clone()))
                .filter(column.is_in(chunk.iter().copied()))
                .all(conn)
                .await?;
            found.extend(read(rows)?.into_iter().map(|stored| (stored.facts.id, stored)));
        }
    }
    Ok(found.into_values().collect())
}

/// Those that can no longer be answered and nobody has closed.
pub(super) async fn overdue(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Stored>, Fault> {
    let rows = proposal::Entity::find()
        .filter(Column::State.eq(State::Sent.as_str()))
        .filter(Column::DeadlineAt.lte(now))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    read(rows)
}

/// Those that await an answer, of all rounds.
pub(super) async fn open(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Stored>, Fault> {
    let rows = proposal::Entity::find()
        .filter(Column::State.eq(State::Sent.as_str()))
        .filter(Column::DeadlineAt.gt(now))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    read(rows)
}
