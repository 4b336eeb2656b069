//! The rows of addresses that are not written to.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, QueryOrder};

use super::message;
use crate::notifications::model::{Reason, Suppression};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, InstitutionId};

mod suppression {
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

/// Why a mail to this address is held back, if it is.
pub async fn held_back(
    conn: &impl ConnectionTrait,
    email_key: &str,
    may_be_refused: bool,
) -> Result<Option<Suppression>, Fault> {
    let found = in_force(conn, email_key).await?;
    Ok(found
        .into_iter()
        .find(|suppression| suppression.reason.holds_back(may_be_refused)))
}

/// All reasons why this address is not written to.
pub async fn in_force(conn: &impl ConnectionTrait, email_key: &str) -> Result<Vec<Suppression>, Fault> {
    let rows = suppression::Entity::find()
        .filter(suppression::Column::EmailKey.eq(email_key))
        .filter(suppression::Column::LiftedAt.is_null())
        .order_by_asc(suppression::Column::Reason)
        .all(conn)
        .await?;
    rows.into_iter().map(read_suppression).collect()
}

/// Those in force, the newest first. With a school: of addresses it has written to.
pub async fn list_suppressions(
    conn: &impl ConnectionTrait,
    institution: Option<InstitutionId>,
) -> Result<Vec<Suppression>, Fault> {
    let mut query = suppression::Entity::find()
        .filter(suppression::Column::LiftedAt.is_null())
        .order_by_desc(suppression::Column::Since)
        .order_by_desc(suppression::Column::Id);
    if let Some(school) = institution {
        let written_to = Query::select()
            .expr(Expr::val(1))
            .from(message::Entity)
            .and_where(message::Column::InstitutionId.eq(school.0))
            .and_where(
                Expr::col((message::Entity, message::Column::RecipientKey))
                    .equals((suppression::Entity, suppression::Column::EmailKey)),
            )
            .to_owned();
        query = query.filter(Expr::exists(written_to));
    }
    query.all(conn).await?.into_iter().map(read_suppression).collect()
}

fn read_suppression(row: suppression::Model) -> Result<Suppression, Fault> {
    let reason = Reason::from_stored(&row.reason);
    Ok(Suppression {
        id: row.id,
        email_key: row.email_key,
        reason: reason.ok_or_else(|| Fault::internal("a suppression has an unknown reason"))?,
        detail: row.detail,
        since: row.since,
    })
}

/// Stops writing to an address and marks the companies' contacts that have it. `false`: it was so already.
pub async fn suppress(
    conn: &impl ConnectionTrait,
    id: Uuid,
    email_key: &str,
    reason: Reason,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let known = in_force(conn, email_key).await?;
    if known.iter().any(|suppression| suppression.reason == reason) {
        return Ok(false);
    }
    let row = suppression::ActiveModel {
        id: Set(id),
        email_key: Set(email_key.to_owned()),
        reason: Set(reason.as_str().to_owned()),
        detail: Set(detail.to_owned()),
        since: Set(now),
        lifted_at: Set(None),
        lifted_by: Set(None),
        lifted_why: Set(None),
    };
    suppression::Entity::insert(row)
        .exec_without_returning(conn)
        .await?;
    mark_contacts(conn, email_key).await?;
    Ok(true)
}

/// Takes away all that is known of an address.
pub async fn forget(conn: &impl ConnectionTrait, email_key: &str) -> Result<(), Fault> {
    suppression::Entity::delete_many()
        .filter(suppression::Column::EmailKey.eq(email_key))
        .exec(conn)
        .await?;
    Ok(())
}

/// Writes to an address again: `by` somebody here, or whoever reads it.
pub async fn lift(
    conn: &impl ConnectionTrait,
    suppression: &Suppression,
    by: Option<AccountId>,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    suppression::Entity::update_many()
        .col_expr(suppression::Column::LiftedAt, Expr::value(now))
        .col_expr(suppression::Column::LiftedBy, Expr::value(by.map(|id| id.0)))
        .col_expr(suppression::Column::LiftedWhy, Expr::value(why))
        .filter(suppression::Column::Id.eq(suppression.id))
        .exec(conn)
        .await?;
    mark_contacts(conn, &suppression.email_key).await
}

/// The badge on companies' contacts is a column of theirs that only the outbox writes: whichever company has the address.
/// It holds what the mail server said, or [`Reason::Unwanted`]'s word. To be called when a contact gets an address, too.
///
/// # Errors
/// When the database is gone.
pub async fn mark_contacts(conn: &impl ConnectionTrait, email_key: &str) -> Result<(), Fault> {
    let problem = in_force(conn, email_key)
        .await?
        .into_iter()
        .next()
        .map(|first| match first.reason {
            Reason::Refused => first.detail,
            Reason::Unwanted => first.reason.as_str().to_owned(),
        });
    let update = Query::update()
        .table(Alias::new("company_contact"))
        .value(Alias::new("mail_problem"), Expr::value(problem))
        .and_where(Expr::col(Alias::new("email_key")).eq(email_key))
        .to_owned();
    conn.execute(&update).await?;
    Ok(())
}
