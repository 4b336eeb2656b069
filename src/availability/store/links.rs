//! The rows of the links by which companies answer.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{InquiryId, LinkId};
use crate::vocabulary::text::{EmailAddress, Language};

mod inquiry_link {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inquiry_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub inquiry_id: Uuid,
        pub recipient: String,
        pub recipient_key: String,
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
    /// What it answers.
    pub inquiry_id: InquiryId,
    /// The only address it is ever sent to.
    pub recipient: EmailAddress,
    /// The language of that mail.
    pub language: Language,
    /// What is kept of its token.
    pub token_hash: Vec<u8>,
    /// Until when it opens.
    pub expires_at: DateTime<Utc>,
    /// Since when it opens nothing any more.
    pub revoked_at: Option<DateTime<Utc>>,
}

fn read(row: inquiry_link::Model) -> Result<Link, Fault> {
    Ok(Link {
        id: LinkId(row.id),
        inquiry_id: InquiryId(row.inquiry_id),
        recipient: EmailAddress::parse(&row.recipient)
            .map_err(|_| Fault::internal("a link's stored address"))?,
        language: Language::from_stored(&row.language).unwrap_or_default(),
        token_hash: row.token_hash,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
    })
}

pub async fn find(conn: &impl ConnectionTrait, id: LinkId) -> Result<Option<Link>, Fault> {
    let row = inquiry_link::Entity::find_by_id(id.0).one(conn).await?;
    row.map(read).transpose()
}

/// The links to a question that have not been taken back, the newest first.
pub async fn of_inquiry(conn: &impl ConnectionTrait, id: InquiryId) -> Result<Vec<Link>, Fault> {
    let rows = inquiry_link::Entity::find()
        .filter(inquiry_link::Column::InquiryId.eq(id.0))
        .filter(inquiry_link::Column::RevokedAt.is_null())
        .order_by_desc(inquiry_link::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The newest link to each question that was ever sent to this address.
pub async fn sent_to(conn: &impl ConnectionTrait, recipient_key: &str) -> Result<Vec<Link>, Fault> {
    let rows = inquiry_link::Entity::find()
        .filter(inquiry_link::Column::RecipientKey.eq(recipient_key))
        .filter(inquiry_link::Column::RevokedAt.is_null())
        .order_by_desc(inquiry_link::Column::Id)
        .all(conn)
        .await?;
    let mut seen = HashSet::new();
    rows.into_iter()
        .filter(|row| seen.insert(row.inquiry_id))
        .map(read)
        .collect()
}

pub async fn insert(conn: &impl ConnectionTrait, link: &Link, now: DateTime<Utc>) -> Result<(), Fault> {
    let row = inquiry_link::ActiveModel {
        id: Set(link.id.0),
        inquiry_id: Set(link.inquiry_id.0),
        recipient: Set(link.recipient.to_string()),
        recipient_key: Set(link.recipient.key()),
        language: Set(link.language.as_str().to_owned()),
        token_hash: Set(link.token_hash.clone()),
        created_at: Set(now),
        expires_at: Set(link.expires_at),
        revoked_at: Set(None),
    };
    inquiry_link::Entity::insert(row)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// A link that opens nothing from now on.
pub async fn revoke(conn: &impl ConnectionTrait, id: LinkId, now: DateTime<Utc>) -> Result<(), Fault> {
    inquiry_link::Entity::update_many()
        .col_expr(inquiry_link::Column::RevokedAt, Expr::value(now))
        .filter(inquiry_link::Column::Id.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}
