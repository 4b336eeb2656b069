//! Families: the window of a round, the links by which they speak, what they said, what they were told of their data and what
//! they agree to. All of it goes when the student goes; so do the mails about a student, which now say about whom they are.

use sea_orm_migration::prelude::*;

use crate::columns::{WhenGone::*, *};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 5] = [
    "family_round",
    "family_link",
    "family_answer",
    "family_consent",
    "family_notice",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        rounds(m).await?;
        links(m).await?;
        records(m).await?;
        // SQLite adds no column that refers to another table: erasing a student takes these rows away by itself.
        let about = or_none(uuid("student_id"));
        m.alter_table(Table::alter().table("message").add_column(about).to_owned())
            .await?;
        index(m, "message", &["student_id"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_index(m, "message", &["student_id"]).await?;
        let column = Table::alter()
            .table("message")
            .drop_column("student_id")
            .to_owned();
        m.alter_table(column).await?;
        drop_all(m, &TABLES).await
    }
}

/// Until when families may speak in a round, whom they call, and since when they see what was decided.
async fn rounds(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("family_round")
            .col(id())
            .col(uuid("round_id"))
            .col(uuid("institution_id"))
            .col(instant("closes_at"))
            .col(text("contact"))
            .col(or_none(text("phone")))
            .col(or_none(text("email")))
            .col(instant("asked_at"))
            .col(or_none(uuid("asked_by")))
            .col(or_none(instant("released_at")))
            .col(or_none(uuid("released_by")))
            .col(or_none(text("next_steps")))
            .foreign_key(&mut refers("family_round", "round_id", "round", Delete))
            .foreign_key(&mut refers(
                "family_round",
                "institution_id",
                "institution",
                Delete,
            ))
            .foreign_key(&mut refers("family_round", "asked_by", "account", Forget))
            .foreign_key(&mut refers("family_round", "released_by", "account", Forget))
            .to_owned(),
    )
    .await?;
    unique(m, "family_round", &["round_id"]).await?;
    index(m, "family_round", &["institution_id"]).await?;
    index(m, "family_round", &["asked_by"]).await?;
    index(m, "family_round", &["released_by"]).await
}

/// Bound to one student, one round and one address; without an address it is handed out on paper. Only the hash of its token is
/// kept.
async fn links(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("family_link")
            .col(id())
            .col(uuid("round_id"))
            .col(uuid("student_id"))
            .col(or_none(text("recipient")))
            .col(or_none(text("recipient_key")))
            .col(text("reader"))
            .col(bytes("token_hash"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .col(or_none(instant("revoked_at")))
            .foreign_key(&mut refers("family_link", "round_id", "round", Delete))
            .foreign_key(&mut refers("family_link", "student_id", "student", Delete))
            .to_owned(),
    )
    .await?;
    index(m, "family_link", &["round_id"]).await?;
    index(m, "family_link", &["student_id", "round_id"]).await?;
    index(m, "family_link", &["recipient_key"]).await
}

async fn records(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // What was there before and after; what the school took back.
    m.create_table(
        table("family_answer")
            .col(id())
            .col(uuid("round_id"))
            .col(uuid("student_id"))
            .col(or_none(uuid("link_id")))
            .col(text("given_by"))
            .col(instant("at"))
            .col(json("before"))
            .col(json("after"))
            .col(int("n_changed"))
            .col(or_none(instant("undone_at")))
            .col(or_none(uuid("undone_by")))
            .foreign_key(&mut refers("family_answer", "round_id", "round", Delete))
            .foreign_key(&mut refers("family_answer", "student_id", "student", Delete))
            .foreign_key(&mut refers("family_answer", "link_id", "family_link", Forget))
            .foreign_key(&mut refers("family_answer", "undone_by", "account", Forget))
            .to_owned(),
    )
    .await?;
    index(m, "family_answer", &["round_id", "student_id"]).await?;
    index(m, "family_answer", &["student_id"]).await?;
    index(m, "family_answer", &["link_id"]).await?;
    index(m, "family_answer", &["undone_by"]).await?;
    // Each yes and each no is a row; the newest of a kind is in force.
    m.create_table(
        table("family_consent")
            .col(id())
            .col(uuid("student_id"))
            .col(text("kind"))
            .col(flag("given"))
            .col(text("given_by"))
            .col(text("notice"))
            .col(instant("at"))
            .col(or_none(uuid("link_id")))
            .col(or_none(uuid("account_id")))
            .foreign_key(&mut refers("family_consent", "student_id", "student", Delete))
            .foreign_key(&mut refers("family_consent", "link_id", "family_link", Forget))
            .foreign_key(&mut refers("family_consent", "account_id", "account", Forget))
            .to_owned(),
    )
    .await?;
    index(m, "family_consent", &["student_id", "kind"]).await?;
    index(m, "family_consent", &["link_id"]).await?;
    index(m, "family_consent", &["account_id"]).await?;
    // Which version of the notice stood on the page from which a family spoke, the first time.
    m.create_table(
        table("family_notice")
            .col(id())
            .col(uuid("student_id"))
            .col(text("version"))
            .col(instant("shown_at"))
            .foreign_key(&mut refers("family_notice", "student_id", "student", Delete))
            .to_owned(),
    )
    .await?;
    unique(m, "family_notice", &["student_id", "version"]).await
}
