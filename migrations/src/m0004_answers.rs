//! Proposals, the links by which companies answer, the outbox and its suppressions.

use sea_orm_migration::prelude::*;

use crate::columns::{WhenGone::*, *};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 4] = ["proposal", "answer_link", "message", "suppression"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        proposals(m).await?;
        outbox(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_all(m, &TABLES).await
    }
}

async fn proposals(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("proposal")
            .col(id())
            .col(uuid("round_id"))
            .col(uuid("run_id"))
            .col(uuid("institution_id"))
            .col(uuid("student_id"))
            .col(uuid("placement_id"))
            .col(uuid("company_id"))
            .col(text("state"))
            .col(instant("deadline_at"))
            .col(instant("sent_at"))
            .col(or_none(instant("answered_at")))
            .col(or_none(text("answered_by")))
            .col(or_none(text("reason")))
            .col(or_none(text("note")))
            .col(int("version"))
            .foreign_key(&mut refers("proposal", "round_id", "round", Refuse))
            .foreign_key(&mut refers("proposal", "run_id", "matching_run", Refuse))
            .foreign_key(&mut refers("proposal", "institution_id", "institution", Refuse))
            .foreign_key(&mut refers("proposal", "student_id", "student", Delete))
            .foreign_key(&mut refers("proposal", "placement_id", "placement", Refuse))
            .foreign_key(&mut refers("proposal", "company_id", "company", Refuse))
            .to_owned(),
    )
    .await?;
    index(m, "proposal", &["round_id", "state"]).await?;
    index(m, "proposal", &["run_id"]).await?;
    index(m, "proposal", &["institution_id"]).await?;
    index(m, "proposal", &["student_id"]).await?;
    index(m, "proposal", &["placement_id"]).await?;
    index(m, "proposal", &["company_id"]).await?;
    index(m, "proposal", &["state", "deadline_at"]).await?;
    // Bound to one company, one round and one address. Only the hash of its token is kept.
    m.create_table(
        table("answer_link")
            .col(id())
            .col(uuid("company_id"))
            .col(uuid("round_id"))
            .col(text("recipient"))
            .col(text("language"))
            .col(bytes("token_hash"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .col(or_none(instant("revoked_at")))
            .foreign_key(&mut refers("answer_link", "company_id", "company", Delete))
            .foreign_key(&mut refers("answer_link", "round_id", "round", Delete))
            .to_owned(),
    )
    .await?;
    index(m, "answer_link", &["company_id"]).await?;
    index(m, "answer_link", &["round_id"]).await
}

async fn outbox(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("message")
            .col(id())
            .col(uuid("event_id"))
            .col(text("template"))
            .col(text("recipient"))
            .col(text("recipient_key"))
            .col(text("language"))
            .col(or_none(uuid("institution_id")))
            .col(or_none(uuid("company_id")))
            .col(json("params"))
            .col(text("message_id"))
            .col(text("state"))
            .col(int("attempts"))
            .col(instant("run_at"))
            .col(or_none(uuid("claimed_by")))
            .col(or_none(instant("claimed_until")))
            .col(or_none(text("last_error")))
            .col(instant("created_at"))
            .col(or_none(instant("sent_at")))
            .foreign_key(&mut refers("message", "institution_id", "institution", Delete))
            .foreign_key(&mut refers("message", "company_id", "company", Delete))
            .to_owned(),
    )
    .await?;
    unique(m, "message", &["event_id", "recipient_key", "template"]).await?;
    unique(m, "message", &["message_id"]).await?;
    index(m, "message", &["state", "run_at"]).await?;
    index(m, "message", &["institution_id", "created_at"]).await?;
    index(m, "message", &["company_id"]).await?;
    m.create_table(
        table("suppression")
            .col(id())
            .col(text("email_key"))
            .col(text("reason"))
            .col(text("detail"))
            .col(instant("since"))
            .col(or_none(instant("lifted_at")))
            .col(or_none(uuid("lifted_by")))
            .col(or_none(text("lifted_why")))
            .foreign_key(&mut refers("suppression", "lifted_by", "account", Forget))
            .to_owned(),
    )
    .await?;
    index(m, "suppression", &["email_key"]).await
}
