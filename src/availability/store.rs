//! The rows of inquiries and of drafts.

pub mod links;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JsonValue, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use super::model::{Answer, Inquiry, Reason, Said};
use crate::platform::db::KEYS;
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, Chance, CompanyId, EventId, InquiryId, InstitutionId};
use inquiry::Column as C;

mod inquiry {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inquiry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub institution_id: Uuid,
        pub company_id: Uuid,
        pub school_year: i64,
        pub asked_by: Option<Uuid>,
        pub asked_at: DateTimeUtc,
        pub reminders: i64,
        pub answer: Option<String>,
        pub reason: Option<String>,
        pub note: Option<String>,
        pub again_on: Option<Date>,
        pub never: bool,
        pub answered_at: Option<DateTimeUtc>,
        pub version: i64,
        pub news_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod draft {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "place_draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub inquiry_id: Uuid,
        #[sea_orm(column_type = "JsonBinary")]
        pub fields: Json,
        pub saved_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl inquiry::Model {
    fn read(self) -> Result<Inquiry, Fault> {
        let unreadable = || Fault::Internal(format!("the row of inquiry {} cannot be read", self.id));
        let answer = self
            .answer
            .as_deref()
            .map(|word| Answer::from_stored(word).ok_or_else(unreadable));
        let said = match (answer.transpose()?, self.answered_at) {
            (Some(answer), Some(at)) => Some(Said {
                answer,
                reason: self.reason.as_deref().and_then(Reason::from_stored),
                note: self.note.clone(),
                again_on: self.again_on,
                never: self.never,
                at,
            }),
            _ => None,
        };
        Ok(Inquiry {
            id: InquiryId(self.id),
            institution_id: InstitutionId(self.institution_id),
            company_id: CompanyId(self.company_id),
            school_year: SchoolYear(i32::try_from(self.school_year).map_err(|_| unreadable())?),
            asked_by: self.asked_by.map(AccountId),
            asked_at: self.asked_at,
            reminders: u32::try_from(self.reminders).map_err(|_| unreadable())?,
            said,
            version: self.version,
        })
    }
}

pub async fn find(conn: &impl ConnectionTrait, id: InquiryId) -> Result<Option<Inquiry>, Fault> {
    let row = inquiry::Entity::find_by_id(id.0).one(conn).await?;
    row.map(inquiry::Model::read).transpose()
}

/// All that a school has ever asked.
pub async fn of_school(conn: &impl ConnectionTrait, school: InstitutionId) -> Result<Vec<Inquiry>, Fault> {
    let rows = inquiry::Entity::find()
        .filter(inquiry::Column::InstitutionId.eq(school.0))
        .all(conn)
        .await?;
    rows.into_iter().map(inquiry::Model::read).collect()
}

/// All that a company was ever asked, the newest first.
pub async fn of_company(conn: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Inquiry>, Fault> {
    let rows = inquiry::Entity::find()
        .filter(inquiry::Column::CompanyId.eq(company.0))
        .order_by_desc(inquiry::Column::SchoolYear)
        .order_by_desc(inquiry::Column::AskedAt)
        .all(conn)
        .await?;
    rows.into_iter().map(inquiry::Model::read).collect()
}

/// Those that have not been answered, with a reminder left.
pub async fn silent(conn: &impl ConnectionTrait, reminders: u32) -> Result<Vec<Inquiry>, Fault> {
    let rows = inquiry::Entity::find()
        .filter(inquiry::Column::Answer.is_null())
        .filter(inquiry::Column::Reminders.lt(i64::from(reminders)))
        .order_by_asc(inquiry::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(inquiry::Model::read).collect()
}

/// Writes a question down: a new one, or one that is asked once more, which forgets the answer before.
pub async fn put(conn: &impl ConnectionTrait, one: &Inquiry) -> Result<(), Fault> {
    let row = inquiry::ActiveModel {
        id: Set(one.id.0),
        institution_id: Set(one.institution_id.0),
        company_id: Set(one.company_id.0),
        school_year: Set(i64::from(one.school_year.0)),
        asked_by: Set(one.asked_by.map(|id| id.0)),
        asked_at: Set(one.asked_at),
        reminders: Set(i64::from(one.reminders)),
        answer: Set(one.said.as_ref().map(|said| said.answer.as_str().to_owned())),
        reason: Set(one
            .said
            .as_ref()
            .and_then(|said| said.reason)
            .map(|reason| reason.as_str().to_owned())),
        note: Set(one.said.as_ref().and_then(|said| said.note.clone())),
        again_on: Set(one.said.as_ref().and_then(|said| said.again_on)),
        never: Set(one.said.as_ref().is_some_and(|said| said.never)),
        answered_at: Set(one.said.as_ref().map(|said| said.at)),
        version: Set(one.version),
        news_at: NotSet,
    };
    let written = inquiry::Entity::insert(row)
        .on_conflict(
            OnConflict::column(C::Id)
                .update_columns([
                    C::AskedBy,
                    C::AskedAt,
                    C::Reminders,
                    C::Answer,
                    C::Reason,
                    C::Note,
                    C::AgainOn,
                    C::Never,
                    C::AnsweredAt,
                ])
                .value(C::Version, Expr::col((inquiry::Entity, C::Version)).add(1))
                .action_and_where(Expr::col((inquiry::Entity, C::Version)).eq(one.version))
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    if written == 0 {
        return Err(Fault::Conflict("availability.changed"));
    }
    Ok(())
}

/// The company has done something of which the school has not heard yet. To be called in the transaction that does it.
pub async fn note_news(conn: &impl ConnectionTrait, id: InquiryId, now: DateTime<Utc>) -> Result<(), Fault> {
    inquiry::Entity::update_many()
        .col_expr(C::NewsAt, Expr::value(now))
        .filter(C::Id.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// The schools that have not heard of everything yet.
pub async fn schools_with_news(conn: &impl ConnectionTrait) -> Result<Vec<InstitutionId>, Fault> {
    let ids: Vec<Uuid> = inquiry::Entity::find()
        .select_only()
        .column(C::InstitutionId)
        .distinct()
        .filter(C::NewsAt.is_not_null())
        .order_by_asc(C::InstitutionId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().map(InstitutionId).collect())
}

/// The questions about which a company has done something that its school has not heard of yet, the oldest news first.
pub async fn with_news(conn: &impl ConnectionTrait, school: InstitutionId) -> Result<Vec<Inquiry>, Fault> {
    let rows = inquiry::Entity::find()
        .filter(C::InstitutionId.eq(school.0))
        .filter(C::NewsAt.is_not_null())
        .order_by_asc(C::NewsAt)
        .order_by_asc(C::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(inquiry::Model::read).collect()
}

/// The school has been told of these. To be called in the transaction that writes its mail.
pub async fn tell_news(conn: &impl ConnectionTrait, ids: &[InquiryId]) -> Result<(), Fault> {
    for chunk in ids.chunks(KEYS) {
        inquiry::Entity::update_many()
            .col_expr(C::NewsAt, Expr::value(None::<DateTime<Utc>>))
            .filter(C::Id.is_in(chunk.iter().map(|id| id.0)))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// A place as far as it has been written down: the fields of its form, and when.
pub async fn find_draft(
    conn: &impl ConnectionTrait,
    id: InquiryId,
) -> Result<Option<(Vec<(String, String)>, DateTime<Utc>)>, Fault> {
    let row = draft::Entity::find()
        .filter(draft::Column::InquiryId.eq(id.0))
        .one(conn)
        .await?;
    row.map(|row| {
        Ok((
            serde_json::from_value(row.fields).map_err(Fault::internal)?,
            row.saved_at,
        ))
    })
    .transpose()
}

/// Keeps a draft in place of the one before.
pub async fn save_draft(
    conn: &impl ConnectionTrait,
    id: InquiryId,
    fields: JsonValue,
    now: DateTime<Utc>,
    chance: &dyn Chance,
) -> Result<(), Fault> {
    let row = draft::ActiveModel {
        id: Set(EventId::new(now, chance).0),
        inquiry_id: Set(id.0),
        fields: Set(fields),
        saved_at: Set(now),
    };
    draft::Entity::insert(row)
        .on_conflict(
            OnConflict::column(draft::Column::InquiryId)
                .update_columns([draft::Column::Fields, draft::Column::SavedAt])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

pub async fn drop_draft(conn: &impl ConnectionTrait, id: InquiryId) -> Result<(), Fault> {
    draft::Entity::delete_many()
        .filter(draft::Column::InquiryId.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}
