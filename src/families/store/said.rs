//! What families said: answers, consents, and which notice they had before them.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;

use crate::families::model::{Consent, ConsentKind, Said, Speaker};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, FamilyAnswerId, FamilyLinkId, RoundId, StudentId};

mod answer {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "family_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        pub student_id: Uuid,
        pub link_id: Option<Uuid>,
        pub given_by: String,
        pub at: DateTimeUtc,
        pub before: Json,
        pub after: Json,
        pub n_changed: i64,
        pub undone_at: Option<DateTimeUtc>,
        pub undone_by: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod consent {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "family_consent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub student_id: Uuid,
        pub kind: String,
        pub given: bool,
        pub given_by: String,
        pub notice: String,
        pub at: DateTimeUtc,
        pub link_id: Option<Uuid>,
        pub account_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod notice {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "family_notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub student_id: Uuid,
        pub version: String,
        pub shown_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a family said once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Ours.
    pub id: FamilyAnswerId,
    /// In which round.
    pub round: RoundId,
    /// About whom.
    pub student: StudentId,
    /// By which link.
    pub link: Option<FamilyLinkId>,
    /// Who.
    pub by: Speaker,
    /// When.
    pub at: DateTime<Utc>,
    /// What stood there.
    pub before: Said,
    /// What stands there since.
    pub after: Said,
    /// When the school took it back.
    pub undone_at: Option<DateTime<Utc>>,
    /// Who took it back.
    pub undone_by: Option<AccountId>,
}

fn read(row: answer::Model) -> Result<Answer, Fault> {
    let unreadable =
        |error: serde_json::Error| Fault::Internal(format!("the answer {} of a family: {error}", row.id));
    Ok(Answer {
        id: FamilyAnswerId(row.id),
        round: RoundId(row.round_id),
        student: StudentId(row.student_id),
        link: row.link_id.map(FamilyLinkId),
        by: Speaker::from_stored(&row.given_by).unwrap_or(Speaker::Guardian),
        at: row.at,
        before: serde_json::from_value(row.before).map_err(unreadable)?,
        after: serde_json::from_value(row.after).map_err(unreadable)?,
        undone_at: row.undone_at,
        undone_by: row.undone_by.map(AccountId),
    })
}

/// What the family of a student said, the newest first.
pub async fn answers_of(conn: &impl ConnectionTrait, student: StudentId) -> Result<Vec<Answer>, Fault> {
    let rows = answer::Entity::find()
        .filter(answer::Column::StudentId.eq(student.0))
        .order_by_desc(answer::Column::At)
        .order_by_desc(answer::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(read).collect()
}

/// What families said of these students and the school has not taken back, the oldest first.
pub async fn answers_in_force(
    conn: &impl ConnectionTrait,
    students: &[StudentId],
) -> Result<Vec<Answer>, Fault> {
    let rows = answer::Entity::find()
        .filter(answer::Column::StudentId.is_in(students.iter().map(|id| id.0)))
        .filter(answer::Column::UndoneAt.is_null())
        .order_by_asc(answer::Column::At)
        .order_by_asc(answer::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(read).collect()
}

pub async fn find_answer(
    conn: &impl ConnectionTrait,
    student: StudentId,
    id: FamilyAnswerId,
) -> Result<Option<Answer>, Fault> {
    let row = answer::Entity::find_by_id(id.0)
        .filter(answer::Column::StudentId.eq(student.0))
        .one(conn)
        .await?;
    row.map(read).transpose()
}

pub async fn insert_answer(conn: &impl ConnectionTrait, said: &Answer) -> Result<(), Fault> {
    let json = |said: &Said| serde_json::to_value(said).map_err(Fault::internal);
    let n_changed = said.before.changed(&said.after).len();
    let row = answer::ActiveModel {
        id: Set(said.id.0),
        round_id: Set(said.round.0),
        student_id: Set(said.student.0),
        link_id: Set(said.link.map(|id| id.0)),
        given_by: Set(said.by.as_str().to_owned()),
        at: Set(said.at),
        before: Set(json(&said.before)?),
        after: Set(json(&said.after)?),
        n_changed: Set(i64::try_from(n_changed).unwrap_or(i64::MAX)),
        undone_at: Set(None),
        undone_by: Set(None),
    };
    answer::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// The school has taken it back. `false`: it had already.
pub async fn mark_undone(
    conn: &impl ConnectionTrait,
    id: FamilyAnswerId,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let done = answer::Entity::update_many()
        .col_expr(answer::Column::UndoneAt, Expr::value(now))
        .col_expr(answer::Column::UndoneBy, Expr::value(by.0))
        .filter(answer::Column::Id.eq(id.0))
        .filter(answer::Column::UndoneAt.is_null())
        .exec(conn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// A yes or a no that is being given.
#[derive(Debug, Clone, Copy)]
pub struct NewConsent {
    pub id: Uuid,
    pub student: StudentId,
    pub kind: ConsentKind,
    pub given: bool,
    pub by: Speaker,
    pub notice: &'static str,
    pub link: Option<FamilyLinkId>,
    pub account: Option<AccountId>,
}

pub async fn insert_consent(
    conn: &impl ConnectionTrait,
    new: &NewConsent,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let row = consent::ActiveModel {
        id: Set(new.id),
        student_id: Set(new.student.0),
        kind: Set(new.kind.as_str().to_owned()),
        given: Set(new.given),
        given_by: Set(new.by.as_str().to_owned()),
        notice: Set(new.notice.to_owned()),
        at: Set(now),
        link_id: Set(new.link.map(|id| id.0)),
        account_id: Set(new.account.map(|id| id.0)),
    };
    consent::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Each yes and each no about a student, the newest first.
pub async fn consents_of(conn: &impl ConnectionTrait, student: StudentId) -> Result<Vec<Consent>, Fault> {
    let rows = consent::Entity::find()
        .filter(consent::Column::StudentId.eq(student.0))
        .order_by_desc(consent::Column::At)
        .order_by_desc(consent::Column::Id)
        .all(conn)
        .await?;
    let consents = rows.into_iter().filter_map(|row| {
        Some(Consent {
            kind: ConsentKind::from_stored(&row.kind)?,
            given: row.given,
            by: Speaker::from_stored(&row.given_by)?,
            notice: row.notice,
            at: row.at,
            by_school: row.account_id.is_some(),
        })
    });
    Ok(consents.collect())
}

/// A version of the notice that a family had before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub version: String,
    /// The first time.
    pub shown_at: DateTime<Utc>,
}

/// Keeps that a family had this version before it, unless that is known.
pub async fn keep_notice(
    conn: &impl ConnectionTrait,
    id: Uuid,
    student: StudentId,
    version: &str,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let row = notice::ActiveModel {
        id: Set(id),
        student_id: Set(student.0),
        version: Set(version.to_owned()),
        shown_at: Set(now),
    };
    notice::Entity::insert(row)
        .on_conflict_do_nothing_on([notice::Column::StudentId, notice::Column::Version])
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The versions that a family had before it, the newest first.
pub async fn notices_of(conn: &impl ConnectionTrait, student: StudentId) -> Result<Vec<Notice>, Fault> {
    let rows = notice::Entity::find()
        .filter(notice::Column::StudentId.eq(student.0))
        .order_by_desc(notice::Column::ShownAt)
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Notice {
            version: row.version,
            shown_at: row.shown_at,
        })
        .collect())
}
