//! The rows `session`.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use sha2::{Digest, Sha256};

use super::accounts;
use crate::accounts::model::{Actor, Session};
use crate::app::App;
use crate::platform::web::Client;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, SessionId};

/// A session that asks for nothing ends after this.
const IDLE: TimeDelta = TimeDelta::hours(2);
/// Every session ends after this.
const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// How exactly the last request of a session is known; each write costs a disk's acknowledgement.
const TOUCH: TimeDelta = TimeDelta::minutes(5);

mod session {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub token_hash: Vec<u8>,
        pub account_id: Uuid,
        pub created_at: DateTimeUtc,
        pub seen_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub user_agent: String,
        pub ip_prefix: String,
        pub revoked_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the database keeps of a secret.
pub(in crate::accounts) fn digest(secret: &[u8; 32]) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}

/// Who holds the session with this secret, if it is live; and notes that it was seen.
pub(crate) async fn visit_session(app: &App, secret: &[u8; 32]) -> Result<Option<Actor>, Fault> {
    let now = app.clock.now();
    let db = app.db.reader();
    let live = live(now).filter(session::Column::TokenHash.eq(digest(secret)));
    let Some(row) = live.one(db).await? else {
        return Ok(None);
    };
    let account = accounts::get(db, AccountId(row.account_id)).await?;
    if account.disabled_at.is_some() {
        return Ok(None);
    }
    if now - row.seen_at > TOUCH {
        let tx = app.db.write_tx().await?;
        session::Entity::update_many()
            .set(session::ActiveModel {
                seen_at: Set(now),
                ..Default::default()
            })
            .filter(session::Column::Id.eq(row.id))
            .exec(&tx)
            .await?;
        tx.commit().await?;
    }
    Ok(Some(Actor {
        account_id: account.id,
        name: account.name,
        email: account.email,
        role: account.role,
        language: account.language,
        session_id: SessionId(row.id),
    }))
}

fn live(now: DateTime<Utc>) -> Select<session::Entity> {
    session::Entity::find()
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::SeenAt.gt(now - IDLE))
}

pub(in crate::accounts) async fn insert(
    tx: &impl ConnectionTrait,
    id: SessionId,
    account: AccountId,
    secret: &[u8; 32],
    client: &Client,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let row = session::ActiveModel {
        id: Set(id.0),
        token_hash: Set(digest(secret)),
        account_id: Set(account.0),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now + ABSOLUTE),
        user_agent: Set(client.user_agent.clone()),
        ip_prefix: Set(client.prefix.clone()),
        revoked_at: Set(None),
    };
    session::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The live sessions of an account, the newest first.
pub(in crate::accounts) async fn list(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, Fault> {
    let rows = live(now)
        .filter(session::Column::AccountId.eq(account.0))
        .order_by_desc(session::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Session {
            id: SessionId(row.id),
            created_at: row.created_at,
            seen_at: row.seen_at,
            user_agent: row.user_agent,
            ip_prefix: row.ip_prefix,
        })
        .collect())
}

/// Ends one session of this account; says whether there was one.
pub(in crate::accounts) async fn revoke(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let done = session::Entity::update_many()
        .set(session::ActiveModel {
            revoked_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(session::Column::Id.eq(id.0))
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Ends all sessions of this account, `but` one.
pub(in crate::accounts) async fn revoke_all(
    tx: &impl ConnectionTrait,
    account: AccountId,
    but: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<u64, Fault> {
    let mut update = session::Entity::update_many()
        .set(session::ActiveModel {
            revoked_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::RevokedAt.is_null());
    if let Some(id) = but {
        update = update.filter(session::Column::Id.ne(id.0));
    }
    Ok(update.exec(tx).await?.rows_affected)
}

/// Takes sessions out that ended more than 30 days ago.
pub(in crate::accounts) async fn forget_old(
    tx: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lt(now - TimeDelta::days(30)))
        .exec(tx)
        .await?;
    Ok(())
}
