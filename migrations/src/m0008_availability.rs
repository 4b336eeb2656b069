//! The yearly question to companies: would you take students? Its answers, the links by which they are given, the places that
//! are being written down; and whether a place is certain.

use sea_orm_migration::prelude::*;

use crate::columns::{WhenGone::*, *};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 3] = ["inquiry", "inquiry_link", "place_draft"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        inquiries(m).await?;
        // `firm` or `maybe`: what was there before this was said is certain.
        let firmness = text("firmness").default("firm").to_owned();
        m.alter_table(Table::alter().table("placement").add_column(firmness).to_owned())
            .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let drop = Table::alter()
            .table("placement")
            .drop_column(Alias::new("firmness"))
            .to_owned();
        m.alter_table(drop).await?;
        drop_all(m, &TABLES).await
    }
}

async fn inquiries(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // A school asks a company once for each school year (2026 is 2026/27). Without `answer` it has said nothing yet.
    m.create_table(
        table("inquiry")
            .col(id())
            .col(uuid("institution_id"))
            .col(uuid("company_id"))
            .col(int("school_year"))
            .col(or_none(uuid("asked_by")))
            .col(instant("asked_at"))
            .col(int("reminders"))
            .col(or_none(text("answer")))
            .col(or_none(text("reason")))
            .col(or_none(text("note")))
            .col(or_none(day("again_on")))
            .col(flag("never"))
            .col(or_none(instant("answered_at")))
            .col(int("version"))
            .foreign_key(&mut refers("inquiry", "institution_id", "institution", Refuse))
            .foreign_key(&mut refers("inquiry", "company_id", "company", Delete))
            .foreign_key(&mut refers("inquiry", "asked_by", "account", Forget))
            .to_owned(),
    )
    .await?;
    unique(m, "inquiry", &["institution_id", "company_id", "school_year"]).await?;
    index(m, "inquiry", &["company_id"]).await?;
    index(m, "inquiry", &["asked_by"]).await?;
    // Bound to one question and one address. Only the hash of its token is kept.
    m.create_table(
        table("inquiry_link")
            .col(id())
            .col(uuid("inquiry_id"))
            .col(text("recipient"))
            .col(text("recipient_key"))
            .col(text("language"))
            .col(bytes("token_hash"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .col(or_none(instant("revoked_at")))
            .foreign_key(&mut refers("inquiry_link", "inquiry_id", "inquiry", Delete))
            .to_owned(),
    )
    .await?;
    index(m, "inquiry_link", &["inquiry_id"]).await?;
    index(m, "inquiry_link", &["recipient_key"]).await?;
    // A place as far as it has been written down: the fields of its form.
    m.create_table(
        table("place_draft")
            .col(id())
            .col(uuid("inquiry_id"))
            .col(json("fields"))
            .col(instant("saved_at"))
            .foreign_key(&mut refers("place_draft", "inquiry_id", "inquiry", Delete))
            .to_owned(),
    )
    .await?;
    unique(m, "place_draft", &["inquiry_id"]).await
}
