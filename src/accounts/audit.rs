//! The log of who did and saw what: rows are added in the transaction of the deed, never changed, never taken away.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use serde_json::Value;

use super::model::Actor;
use crate::app::App;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, AuditId, FamilyLinkId, InstitutionId, LinkId};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub account_id: Option<Uuid>,
        pub link_id: Option<Uuid>,
        pub action: String,
        pub subject_kind: String,
        pub subject_id: Option<Uuid>,
        pub institution_id: Option<Uuid>,
        pub detail: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Somebody signed in.
    Account(AccountId),
    /// Whoever held a company's answer link.
    Link(LinkId),
    /// Whoever held a family's link. Its deeds begin with `family.`.
    Family(FamilyLinkId),
    /// The service itself, or somebody at its command line.
    Service,
}

/// One deed. Its action is a dotted stable code (`placement.imported`) with a text `audit-placement-imported`.
/// Its detail holds counts and codes, never names.
#[derive(Debug, Clone)]
pub struct AuditEntry {
    by: By,
    action: &'static str,
    subject_kind: &'static str,
    subject_id: Option<Uuid>,
    institution_id: Option<InstitutionId>,
    detail: Value,
}

impl AuditEntry {
    /// Somebody did this. A coordinator did it in their own school.
    #[must_use]
    pub fn by_actor(actor: &Actor, action: &'static str) -> AuditEntry {
        AuditEntry {
            institution_id: actor.role.institution(),
            ..AuditEntry::by(By::Account(actor.account_id), action)
        }
    }

    /// This was done.
    #[must_use]
    pub fn by(by: By, action: &'static str) -> AuditEntry {
        AuditEntry {
            by,
            action,
            subject_kind: "",
            subject_id: None,
            institution_id: None,
            detail: Value::Null,
        }
    }

    /// To this: the kind is the table's name.
    #[must_use]
    pub fn about(mut self, kind: &'static str, id: Uuid) -> AuditEntry {
        self.subject_kind = kind;
        self.subject_id = Some(id);
        self
    }

    /// In this school, whose coordinators then see the entry.
    #[must_use]
    pub fn in_school(mut self, school: InstitutionId) -> AuditEntry {
        self.institution_id = Some(school);
        self
    }

    /// With these counts and codes.
    #[must_use]
    pub fn detail(mut self, detail: Value) -> AuditEntry {
        self.detail = detail;
        self
    }
}

/// Writes it down, in the transaction that makes it true.
///
/// # Errors
/// When the database is gone.
pub async fn record(tx: &impl ConnectionTrait, app: &App, entry: &AuditEntry) -> Result<(), Fault> {
    let now = app.clock.now();
    let (account, link) = match entry.by {
        By::Account(id) => (Some(id.0), None),
        By::Link(id) => (None, Some(id.0)),
        By::Family(id) => (None, Some(id.0)),
        By::Service => (None, None),
    };
    let row = row::ActiveModel {
        id: Set(AuditId::new(now, app.chance.as_ref()).0),
        at: Set(now),
        account_id: Set(account),
        link_id: Set(link),
        action: Set(entry.action.to_owned()),
        subject_kind: Set(entry.subject_kind.to_owned()),
        subject_id: Set(entry.subject_id),
        institution_id: Set(entry.institution_id.map(|id| id.0)),
        detail: Set(entry.detail.clone()),
    };
    row::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// One deed, as it is read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Recorded {
    pub at: DateTime<Utc>,
    pub account_id: Option<AccountId>,
    pub by_link: bool,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Option<Uuid>,
    pub detail: Value,
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// Only this school's: always set for a coordinator.
    pub institution: Option<InstitutionId>,
    pub account: Option<AccountId>,
    pub subject: Option<Uuid>,
}

impl Filter {
    fn condition(&self) -> Condition {
        Condition::all()
            .add_option(self.institution.map(|id| row::Column::InstitutionId.eq(id.0)))
            .add_option(self.account.map(|id| row::Column::AccountId.eq(id.0)))
            .add_option(self.subject.map(|id| row::Column::SubjectId.eq(id)))
    }
}

pub(super) async fn count(db: &impl ConnectionTrait, filter: &Filter) -> Result<u64, Fault> {
    Ok(row::Entity::find().filter(filter.condition()).count(db).await?)
}

/// The newest first.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    filter: &Filter,
    limit: u64,
    offset: u64,
) -> Result<Vec<Recorded>, Fault> {
    let rows = row::Entity::find()
        .filter(filter.condition())
        .order_by_desc(row::Column::At)
        .order_by_desc(row::Column::Id)
        .limit(limit)
        .offset(offset)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Recorded {
            at: row.at,
            account_id: row.account_id.map(AccountId),
            by_link: row.link_id.is_some(),
            action: row.action,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            detail: row.detail,
        })
        .collect())
}
