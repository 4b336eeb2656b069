//! The rows of the links by which companies answer.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, QueryOrder};

use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, LinkId, RoundId};
use crate::vocabulary::text::Language;

mod answer_link {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub company_id: Uuid,
        pub round_id: Uuid,
        pub recipient: String,
        pub language: String,
        pub token_hash: Vec<u8>,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub revoked_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A link by which a company answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Ours; part of the address.
    pub id: LinkId,
    /// Whose proposals it opens.
    pub company_id: CompanyId,
    /// In which round.
    pub round_id: RoundId,
    /// The only address it is ever sent to.
    pub recipient: String,
    /// The language of that mail.
    pub language: Language,
    /// What is kept of its token.
    pub token_hash: Vec<u8>,
    /// Until when it opens.
    pub expires_at: DateTime<Utc>,
    /// Since when it opens nothing any more.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl From<answer_link::Model> for Link {
    fn from(row: answer_link::Model) -> Link {
        Link {
            id: LinkId(row.id),
            company_id: CompanyId(row.company_id),
            round_id: RoundId(row.round_id),
            language: Language::from_stored(&row.language).unwrap_or_default(),
            recipient: row.recipient,
            token_hash: row.token_hash,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        }
    }
}

pub async fn find_link(conn: &impl ConnectionTrait, id: LinkId) -> Result<Option<Link>, Fault> {
    Ok(answer_link::Entity::find_by_id(id.0)
        .one(conn)
        .await?
        .map(Link::from))
}

/// Links of a company to a round, the newest first.
pub async fn links_of(
    conn: &impl ConnectionTrait,
    round: RoundId,
    company: CompanyId,
) -> Result<Vec<Link>, Fault> {
    let rows = answer_link::Entity::find()
        .filter(answer_link::Column::RoundId.eq(round.0))
        .filter(answer_link::Column::CompanyId.eq(company.0))
        .order_by_desc(answer_link::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Link::from).collect())
}

/// The newest link to each round that was ever sent to this address.
pub async fn links_to(conn: &impl ConnectionTrait, recipient: &str) -> Result<Vec<Link>, Fault> {
    let rows = answer_link::Entity::find()
        .filter(Expr::cust("LOWER(recipient)").eq(recipient))
        .filter(answer_link::Column::RevokedAt.is_null())
        .order_by_desc(answer_link::Column::Id)
        .all(conn)
        .await?;
    let mut seen = HashSet::new();
    let newest = rows
        .into_iter()
        .filter(|row| seen.insert((row.round_id, row.company_id)));
    Ok(newest.map(Link::from).collect())
}

pub async fn insert_link(conn: &impl ConnectionTrait, link: &Link, now: DateTime<Utc>) -> Result<(), Fault> {
    let row = answer_link::ActiveModel {
        id: Set(link.id.0),
        company_id: Set(link.company_id.0),
        round_id: Set(link.round_id.0),
        recipient: Set(link.recipient.clone()),
        language: Set(link.language.as_str().to_owned()),
        token_hash: Set(link.token_hash.clone()),
        created_at: Set(now),
        expires_at: Set(link.expires_at),
        revoked_at: Set(None),
    };
    answer_link::Entity::insert(row)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Lets a link open until `expires_at`.
pub async fn prolong(
    conn: &impl ConnectionTrait,
    id: LinkId,
    expires_at: DateTime<Utc>,
) -> Result<(), Fault> {
    answer_link::Entity::update_many()
        .col_expr(answer_link::Column::ExpiresAt, Expr::value(expires_at))
        .filter(answer_link::Column::Id.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// A link that opens nothing from now on.
pub async fn revoke(conn: &impl ConnectionTrait, id: LinkId, now: DateTime<Utc>) -> Result<(), Fault> {
    answer_link::Entity::update_many()
        .col_expr(answer_link::Column::RevokedAt, Expr::value(now))
        .filter(answer_link::Column::Id.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}
