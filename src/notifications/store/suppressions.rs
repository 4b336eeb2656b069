//! The rows of addresses that are not written to.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, QueryOrder};

use super::message;
use crate::notifications::model::Suppression;
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

/// Why this address is not written to, if it is not.
pub async fn find_suppression(
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
            .column(message::Column::RecipientKey)
            .from(message::Entity)
            .and_where(message::Column::InstitutionId.eq(school.0))
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
pub async fn suppress(
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
pub async fn lift(
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
