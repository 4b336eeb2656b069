//! The rows of the outbox.

mod suppressions;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{Condition, QueryOrder, QuerySelect, TryInsertResult};

pub use self::suppressions::mark_contacts;
pub(super) use self::suppressions::{forget, held_back, in_force, lift, list_suppressions, suppress};
use super::model::{State, Stored};
use crate::platform::db::skip_locked;
use crate::platform::worker::Lease;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{EventId, InstitutionId, MessageId, StudentId};
use crate::vocabulary::text::Language;

pub(super) mod message {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub event_id: Uuid,
        pub template: String,
        pub recipient: String,
        pub recipient_key: String,
        pub language: String,
        pub institution_id: Option<Uuid>,
        pub company_id: Option<Uuid>,
        pub student_id: Option<Uuid>,
        pub params: Json,
        pub message_id: String,
        pub state: String,
        pub attempts: i64,
        pub run_at: DateTimeUtc,
        pub claimed_by: Option<Uuid>,
        pub claimed_until: Option<DateTimeUtc>,
        pub last_error: Option<String>,
        pub created_at: DateTimeUtc,
        pub sent_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use message::Column;

impl TryFrom<message::Model> for Stored {
    type Error = Fault;
    fn try_from(row: message::Model) -> Result<Stored, Fault> {
        let corrupt = |what| Fault::Internal(format!("message {}: {what} is unreadable", row.id));
        Ok(Stored {
            id: MessageId(row.id),
            state: State::from_stored(&row.state).ok_or_else(|| corrupt("state"))?,
            language: Language::from_stored(&row.language).ok_or_else(|| corrupt("language"))?,
            attempts: u32::try_from(row.attempts).map_err(|_| corrupt("attempts"))?,
            institution_id: row.institution_id.map(InstitutionId),
            template: row.template,
            params: row.params,
            recipient: row.recipient,
            recipient_key: row.recipient_key,
            message_id: row.message_id,
            run_at: row.run_at,
            last_error: row.last_error,
            created_at: row.created_at,
            sent_at: row.sent_at,
        })
    }
}

/// Messages to a statement.
const PORTION: usize = 500;

/// Adds messages, except those of which the event has already written this template to this address. Says how many.
pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    rows: Vec<message::ActiveModel>,
) -> Result<usize, Fault> {
    let (mut rows, mut count) = (rows.into_iter().peekable(), 0);
    while rows.peek().is_some() {
        let portion: Vec<_> = rows.by_ref().take(PORTION).collect();
        let inserted = message::Entity::insert_many(portion)
            .on_conflict_do_nothing_on([Column::EventId, Column::RecipientKey, Column::Template])
            .exec_without_returning(conn)
            .await?;
        if let TryInsertResult::Inserted(n) = inserted {
            count += usize::try_from(n).unwrap_or(usize::MAX);
        }
    }
    Ok(count)
}

/// Takes away the mails about a student, and what is known of addresses that nothing else went to.
pub(super) async fn forget_about(conn: &impl ConnectionTrait, student: StudentId) -> Result<(), Fault> {
    let addresses: Vec<String> = message::Entity::find()
        .select_only()
        .column(Column::RecipientKey)
        .distinct()
        .filter(Column::StudentId.eq(student.0))
        .into_tuple()
        .all(conn)
        .await?;
    message::Entity::delete_many()
        .filter(Column::StudentId.eq(student.0))
        .exec(conn)
        .await?;
    for address in addresses {
        let others = message::Entity::find().filter(Column::RecipientKey.eq(address.as_str()));
        if others.count(conn).await? == 0 {
            forget(conn, &address).await?;
        }
    }
    Ok(())
}

/// Has this event written anything?
pub(super) async fn has_event(conn: &impl ConnectionTrait, event: EventId) -> Result<bool, Fault> {
    let found = message::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::EventId.eq(event.0))
        .limit(1)
        .into_tuple::<Uuid>();
    Ok(found.one(conn).await?.is_some())
}

/// What may be claimed at `now`: what is due, and what somebody dropped.
fn due(now: DateTime<Utc>) -> Condition {
    let waiting = [State::Pending.as_str(), State::Retry.as_str()];
    Condition::any()
        .add(
            Condition::all()
                .add(Column::State.is_in(waiting))
                .add(Column::RunAt.lte(now)),
        )
        .add(
            Condition::all()
                .add(Column::State.eq(State::Sending.as_str()))
                .add(Column::ClaimedUntil.lt(now)),
        )
}

/// Is there anything to claim?
pub(super) async fn any_due(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, Fault> {
    let found = message::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(due(now))
        .limit(1)
        .into_tuple::<Uuid>();
    Ok(found.one(conn).await?.is_some())
}

/// Takes the message that has been due the longest.
pub(super) async fn claim(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
    lease: Lease,
) -> Result<Option<Stored>, Fault> {
    let mut next = Query::select();
    next.column(Column::Id)
        .from(message::Entity)
        .cond_where(due(now))
        .order_by(Column::RunAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(1);
    skip_locked(&mut next, conn.get_database_backend());
    let claimed = message::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Sending.as_str()))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .col_expr(Column::ClaimedBy, Expr::value(lease.holder))
        .col_expr(Column::ClaimedUntil, Expr::value(lease.until))
        .filter(Column::Id.in_subquery(next))
        .exec_with_returning(conn)
        .await?;
    claimed.into_iter().next().map(Stored::try_from).transpose()
}

/// What becomes of a message in hand.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub state: State,
    pub run_at: DateTime<Utc>,
    pub last_error: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    /// This attempt did not count.
    pub undo_attempt: bool,
}

/// Ours still? Nobody has claimed it since, not even we ourselves: each claim counts one attempt.
fn in_hand(message: &Stored, holder: Uuid) -> Condition {
    Condition::all()
        .add(Column::Id.eq(message.id.0))
        .add(Column::State.eq(State::Sending.as_str()))
        .add(Column::ClaimedBy.eq(holder))
        .add(Column::Attempts.eq(i64::from(message.attempts)))
}

/// Writes down what became of a message in hand. `false`: it was no longer ours.
pub(super) async fn settle(
    conn: &impl ConnectionTrait,
    message: &Stored,
    holder: Uuid,
    change: Change,
) -> Result<bool, Fault> {
    let attempts = i64::from(message.attempts) - i64::from(change.undo_attempt);
    let updated = message::Entity::update_many()
        .col_expr(Column::State, Expr::value(change.state.as_str()))
        .col_expr(Column::RunAt, Expr::value(change.run_at))
        .col_expr(Column::LastError, Expr::value(change.last_error))
        .col_expr(Column::SentAt, Expr::value(change.sent_at))
        .col_expr(Column::Attempts, Expr::value(attempts))
        .col_expr(Column::ClaimedBy, Expr::value(Option::<Uuid>::None))
        .col_expr(Column::ClaimedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(in_hand(message, holder))
        .exec(conn)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Renews the lease of a message in hand. `false`: it is no longer ours.
pub(super) async fn renew(
    conn: &impl ConnectionTrait,
    message: &Stored,
    lease: Lease,
) -> Result<bool, Fault> {
    let updated = message::Entity::update_many()
        .col_expr(Column::ClaimedUntil, Expr::value(lease.until))
        .filter(in_hand(message, lease.holder))
        .exec(conn)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Puts a failed message back into the queue. `false`: it has not failed.
pub(super) async fn requeue(
    conn: &impl ConnectionTrait,
    id: MessageId,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let failed = State::ALL
        .into_iter()
        .filter(|state| state.has_failed())
        .map(State::as_str);
    let updated = message::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Pending.as_str()))
        .col_expr(Column::Attempts, Expr::value(0_i64))
        .col_expr(Column::RunAt, Expr::value(now))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.is_in(failed))
        .exec(conn)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Which messages a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filter {
    /// Of this school only.
    pub institution: Option<InstitutionId>,
    /// In this state only.
    pub state: Option<State>,
}

impl Filter {
    fn condition(self) -> Condition {
        Condition::all()
            .add_option(self.institution.map(|school| Column::InstitutionId.eq(school.0)))
            .add_option(self.state.map(|state| Column::State.eq(state.as_str())))
    }
}

pub(super) async fn count(conn: &impl ConnectionTrait, filter: Filter) -> Result<u64, Fault> {
    Ok(message::Entity::find()
        .filter(filter.condition())
        .count(conn)
        .await?)
}

/// The newest first.
pub(super) async fn list(
    conn: &impl ConnectionTrait,
    filter: Filter,
    limit: u64,
    offset: u64,
) -> Result<Vec<Stored>, Fault> {
    let rows = message::Entity::find()
        .filter(filter.condition())
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .offset(offset)
        .all(conn)
        .await?;
    rows.into_iter().map(Stored::try_from).collect()
}

/// How many are in each state.
pub(super) async fn count_by_state(
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
) -> Result<Vec<(State, u64)>, Fault> {
    let rows: Vec<(String, i64)> = message::Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "n")
        .filter(
            Filter {
                institution,
                state: None,
            }
            .condition(),
        )
        .group_by(Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    let counts = |state: State| {
        let found = rows.iter().find(|(word, _)| word == state.as_str());
        found.map_or(0, |(_, n)| u64::try_from(*n).unwrap_or_default())
    };
    Ok(State::ALL
        .into_iter()
        .map(|state| (state, counts(state)))
        .collect())
}

/// The message with this Message-ID, angle brackets included.
pub(super) async fn find_by_message_id(
    conn: &impl ConnectionTrait,
    message_id: &str,
) -> Result<Option<Stored>, Fault> {
    let row = message::Entity::find()
        .filter(Column::MessageId.eq(message_id))
        .one(conn)
        .await?;
    row.map(Stored::try_from).transpose()
}

/// A mail that a server had taken did not arrive.
pub(super) async fn mark_bounced(conn: &impl ConnectionTrait, id: MessageId, why: &str) -> Result<(), Fault> {
    message::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Bounced.as_str()))
        .col_expr(Column::LastError, Expr::value(why))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(State::Sent.as_str()))
        .exec(conn)
        .await?;
    Ok(())
}

pub(super) async fn find(conn: &impl ConnectionTrait, id: MessageId) -> Result<Option<Stored>, Fault> {
    message::Entity::find_by_id(id.0)
        .one(conn)
        .await?
        .map(Stored::try_from)
        .transpose()
}
