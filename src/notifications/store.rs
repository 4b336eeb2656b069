//! The rows of the outbox.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{ActiveValue::Set, Condition, QueryOrder, QuerySelect, TryInsertResult};

use super::model::{State, Stored, Suppression};
use crate::platform::db::skip_locked;
use crate::platform::worker::Lease;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, EventId, InstitutionId, MessageId};
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

pub(super) mod suppression {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "suppression")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub email_key: String,
        pub reason: String,
        pub detail: String,
        pub since: DateTimeUtc,
        pub lifted_at: Option<DateTimeUtc>,
        pub lifted_by: Option<Uuid>,
        pub lifted_why: Option<String>,
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

/// Adds a message unless the event has already written this template to this address.
pub(super) async fn insert(conn: &impl ConnectionTrait, row: message::ActiveModel) -> Result<bool, Fault> {
    let inserted = message::Entity::insert(row)
        .on_conflict_do_nothing_on([Column::EventId, Column::RecipientKey, Column::Template])
        .exec_without_returning(conn)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(n) if n > 0))
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

pub(super) async fn find(conn: &impl ConnectionTrait, id: MessageId) -> Result<Option<Stored>, Fault> {
    message::Entity::find_by_id(id.0)
        .one(conn)
        .await?
        .map(Stored::try_from)
        .transpose()
}

/// Why this address is not written to, if it is not.
pub(super) async fn find_suppression(
    conn: &impl ConnectionTrait,
    email_key: &str,
) -> Result<Option<Suppression>, Fault> {
    let row = suppression::Entity::find()
        .filter(suppression::Column::EmailKey.eq(email_key))
        .filter(suppression::Column::LiftedAt.is_null())
        .one(conn)
        .await?;
    Ok(row.map(read_suppression))
}

/// Those in force, the newest first. With a school: of addresses it has written to.
pub(super) async fn list_suppressions(
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
) -> Result<Vec<Suppression>, Fault> {
    let mut query = suppression::Entity::find()
        .filter(suppression::Column::LiftedAt.is_null())
        .order_by_desc(suppression::Column::Since)
        .order_by_desc(suppression::Column::Id);
    if let Some(school) = institution {
        let written_to = Query::select()
            .column(Column::RecipientKey)
            .from(message::Entity)
            .and_where(Column::InstitutionId.eq(school.0))
            .to_owned();
        query = query.filter(suppression::Column::EmailKey.in_subquery(written_to));
    }
    Ok(query.all(conn).await?.into_iter().map(read_suppression).collect())
}

fn read_suppression(row: suppression::Model) -> Suppression {
    Suppression {
        id: row.id,
        email_key: row.email_key,
        detail: row.detail,
        since: row.since,
    }
}

/// Stops writing to an address and marks the companies' contacts that have it.
pub(super) async fn suppress(
    conn: &impl ConnectionTrait,
    id: Uuid,
    email_key: &str,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    if find_suppression(conn, email_key).await?.is_some() {
        return Ok(());
    }
    let row = suppression::ActiveModel {
        id: Set(id),
        email_key: Set(email_key.to_owned()),
        reason: Set("refused".to_owned()),
        detail: Set(detail.to_owned()),
        since: Set(now),
        lifted_at: Set(None),
        lifted_by: Set(None),
        lifted_why: Set(None),
    };
    suppression::Entity::insert(row)
        .exec_without_returning(conn)
        .await?;
    mark_contacts(conn, email_key, Some(detail)).await
}

/// Writes to an address again. `None`: there was nothing to lift.
pub(super) async fn lift(
    conn: &impl ConnectionTrait,
    id: Uuid,
    by: AccountId,
    why: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>, Fault> {
    let Some(row) = suppression::Entity::find_by_id(id)
        .filter(suppression::Column::LiftedAt.is_null())
        .one(conn)
        .await?
    else {
        return Ok(None);
    };
    suppression::Entity::update_many()
        .col_expr(suppression::Column::LiftedAt, Expr::value(now))
        .col_expr(suppression::Column::LiftedBy, Expr::value(by.0))
        .col_expr(suppression::Column::LiftedWhy, Expr::value(why))
        .filter(suppression::Column::Id.eq(id))
        .exec(conn)
        .await?;
    mark_contacts(conn, &row.email_key, None).await?;
    Ok(Some(row.email_key))
}

/// The badge on companies' contacts is a column of theirs that only the outbox writes: whichever company has the address.
async fn mark_contacts(
    conn: &impl ConnectionTrait,
    email_key: &str,
    problem: Option<&str>,
) -> Result<(), Fault> {
    let update = Query::update()
        .table(Alias::new("company_contact"))
        .value(
            Alias::new("mail_problem"),
            Expr::value(problem.map(str::to_owned)),
        )
        .and_where(Expr::col(Alias::new("email_key")).eq(email_key))
        .to_owned();
    conn.execute(&update).await?;
    Ok(())
}
