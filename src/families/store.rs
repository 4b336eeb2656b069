//! The rows of families: rounds that ask them, links, what they said.

mod lists;
mod said;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{FromQueryResult, QueryOrder, Statement, Value};

use super::model::Speaker;
use crate::notifications::catalogue::School;
use crate::platform::rows as many;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, FamilyLinkId, InstitutionId, RoundId, StudentId};
use crate::vocabulary::text::EmailAddress;

pub(super) use lists::{
    Filter, Line, Tally, first_wishes, list, open_rounds, someone_choosing, someone_decided, tally, unreached,
};
pub(super) use said::{
    Answer, NewConsent, Notice, answers_in_force, answers_of, consents_of, find_answer, insert_answer,
    insert_consent, keep_notice, mark_undone, notices_of,
};

mod round {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "family_round")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        pub institution_id: Uuid,
        pub closes_at: DateTimeUtc,
        pub contact: String,
        pub phone: Option<String>,
        pub email: Option<String>,
        pub asked_at: DateTimeUtc,
        pub asked_by: Option<Uuid>,
        pub released_at: Option<DateTimeUtc>,
        pub released_by: Option<Uuid>,
        pub next_steps: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod link {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "family_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        pub student_id: Uuid,
        pub recipient: Option<String>,
        pub recipient_key: Option<String>,
        pub reader: String,
        pub token_hash: Vec<u8>,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub revoked_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The same question on both databases.
pub(super) async fn rows<T: FromQueryResult>(
    conn: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, Fault> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(T::find_by_statement(statement).all(conn).await?)
}

/// A round whose families are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Ours.
    pub id: Uuid,
    /// Which round.
    pub round: RoundId,
    /// Whose.
    pub institution: InstitutionId,
    /// Until when families may speak.
    pub closes_at: DateTime<Utc>,
    /// Whom families call.
    pub contact: String,
    /// Where they call.
    pub phone: Option<String>,
    /// Where they write.
    pub email: Option<String>,
    /// When they were asked first.
    pub asked_at: DateTime<Utc>,
    /// Since when they see what was decided.
    pub released_at: Option<DateTime<Utc>>,
    /// What happens next, in the school's words.
    pub next_steps: Option<String>,
}

impl Asking {
    /// The school on mails and pages: whom families call there.
    #[must_use]
    pub fn school(&self, name: String) -> School {
        School {
            name,
            contact: Some(self.contact.clone()),
            phone: self.phone.clone(),
            email: self.email.clone(),
        }
    }
}

impl From<round::Model> for Asking {
    fn from(row: round::Model) -> Asking {
        Asking {
            id: row.id,
            round: RoundId(row.round_id),
            institution: InstitutionId(row.institution_id),
            closes_at: row.closes_at,
            contact: row.contact,
            phone: row.phone,
            email: row.email,
            asked_at: row.asked_at,
            released_at: row.released_at,
            next_steps: row.next_steps,
        }
    }
}

/// How this round asks its families, if it does.
pub async fn find_asking(conn: &impl ConnectionTrait, round: RoundId) -> Result<Option<Asking>, Fault> {
    let row = round::Entity::find()
        .filter(round::Column::RoundId.eq(round.0))
        .one(conn)
        .await?;
    Ok(row.map(Asking::from))
}

/// The first time that families are asked.
pub async fn insert_asking(conn: &impl ConnectionTrait, asking: &Asking, by: AccountId) -> Result<(), Fault> {
    let row = round::ActiveModel {
        id: Set(asking.id),
        round_id: Set(asking.round.0),
        institution_id: Set(asking.institution.0),
        closes_at: Set(asking.closes_at),
        contact: Set(asking.contact.clone()),
        phone: Set(asking.phone.clone()),
        email: Set(asking.email.clone()),
        asked_at: Set(asking.asked_at),
        asked_by: Set(Some(by.0)),
        released_at: Set(None),
        released_by: Set(None),
        next_steps: Set(None),
    };
    round::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Another day, another person to call.
pub async fn update_asking(conn: &impl ConnectionTrait, asking: &Asking) -> Result<(), Fault> {
    round::Entity::update_many()
        .col_expr(round::Column::ClosesAt, Expr::value(asking.closes_at))
        .col_expr(round::Column::Contact, Expr::value(asking.contact.clone()))
        .col_expr(round::Column::Phone, Expr::value(asking.phone.clone()))
        .col_expr(round::Column::Email, Expr::value(asking.email.clone()))
        .filter(round::Column::Id.eq(asking.id))
        .exec(conn)
        .await?;
    Ok(())
}

/// From now on families see what was decided. `false`: they did already.
pub async fn release(
    conn: &impl ConnectionTrait,
    asking: &Asking,
    by: AccountId,
    next_steps: &str,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let done = round::Entity::update_many()
        .col_expr(round::Column::ReleasedAt, Expr::value(now))
        .col_expr(round::Column::ReleasedBy, Expr::value(by.0))
        .col_expr(round::Column::NextSteps, Expr::value(next_steps))
        .filter(round::Column::Id.eq(asking.id))
        .filter(round::Column::ReleasedAt.is_null())
        .exec(conn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The link of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Ours; part of the address.
    pub id: FamilyLinkId,
    /// In which round.
    pub round: RoundId,
    /// About whom.
    pub student: StudentId,
    /// The only address it is ever sent to; none: it is handed out on paper, as any link is that mail does not bring.
    pub recipient: Option<EmailAddress>,
    /// Who was meant to have it.
    pub speaker: Speaker,
    /// What is kept of its token.
    pub token_hash: Vec<u8>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Until when it opens.
    pub expires_at: DateTime<Utc>,
    /// Since when it opens nothing any more.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl From<link::Model> for Link {
    fn from(row: link::Model) -> Link {
        Link {
            id: FamilyLinkId(row.id),
            round: RoundId(row.round_id),
            student: StudentId(row.student_id),
            recipient: row.recipient.and_then(|text| EmailAddress::parse(&text).ok()),
            speaker: Speaker::from_stored(&row.reader).unwrap_or(Speaker::Guardian),
            token_hash: row.token_hash,
            created_at: row.created_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        }
    }
}

pub async fn find_link(conn: &impl ConnectionTrait, id: FamilyLinkId) -> Result<Option<Link>, Fault> {
    Ok(link::Entity::find_by_id(id.0).one(conn).await?.map(Link::from))
}

/// All links to a round that open or once did, the newest first.
///
/// # Errors
/// When the database is gone.
pub async fn links_of_round(conn: &impl ConnectionTrait, round: RoundId) -> Result<Vec<Link>, Fault> {
    let query = link::Entity::find().filter(link::Column::RoundId.eq(round.0));
    links(conn, query).await
}

/// All links about a student, the newest first.
pub async fn links_of_student(conn: &impl ConnectionTrait, student: StudentId) -> Result<Vec<Link>, Fault> {
    let query = link::Entity::find().filter(link::Column::StudentId.eq(student.0));
    links(conn, query).await
}

/// All links that were ever sent to this address, the newest first.
pub async fn links_to(conn: &impl ConnectionTrait, recipient_key: &str) -> Result<Vec<Link>, Fault> {
    let query = link::Entity::find().filter(link::Column::RecipientKey.eq(recipient_key));
    links(conn, query).await
}

async fn links(conn: &impl ConnectionTrait, query: Select<link::Entity>) -> Result<Vec<Link>, Fault> {
    let rows = query
        .filter(link::Column::RevokedAt.is_null())
        .order_by_desc(link::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Link::from).collect())
}

pub async fn insert_links(conn: &impl ConnectionTrait, links: &[Link]) -> Result<(), Fault> {
    let rows = links.iter().map(|link| link::ActiveModel {
        id: Set(link.id.0),
        round_id: Set(link.round.0),
        student_id: Set(link.student.0),
        recipient: Set(link.recipient.as_ref().map(ToString::to_string)),
        recipient_key: Set(link.recipient.as_ref().map(EmailAddress::key)),
        reader: Set(link.speaker.as_str().to_owned()),
        token_hash: Set(link.token_hash.clone()),
        created_at: Set(link.created_at),
        expires_at: Set(link.expires_at),
        revoked_at: Set(None),
    });
    many::insert::<link::Entity>(conn, rows.collect()).await
}

/// Links that open nothing from now on.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    links: &[FamilyLinkId],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    for chunk in links.chunks(1_000) {
        link::Entity::update_many()
            .col_expr(link::Column::RevokedAt, Expr::value(now))
            .filter(link::Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// Lets all links to a round open until `expires_at` at least.
pub async fn prolong(
    conn: &impl ConnectionTrait,
    round: RoundId,
    expires_at: DateTime<Utc>,
) -> Result<(), Fault> {
    link::Entity::update_many()
        .col_expr(link::Column::ExpiresAt, Expr::value(expires_at))
        .filter(link::Column::RoundId.eq(round.0))
        .filter(link::Column::ExpiresAt.lt(expires_at))
        .exec(conn)
        .await?;
    Ok(())
}
