//! A publication waits for some minutes, in which it can be taken back.

use sea_orm_migration::prelude::*;

use crate::columns::{WhenGone::*, *};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            table("publication_hold")
                .col(id())
                .col(uuid("round_id"))
                .col(uuid("run_id"))
                .col(or_none(uuid("account_id")))
                .col(instant("asked_at"))
                .col(instant("due_at"))
                .col(or_none(text("failure")))
                .foreign_key(&mut refers("publication_hold", "round_id", "round", Delete))
                .foreign_key(&mut refers("publication_hold", "run_id", "matching_run", Delete))
                .foreign_key(&mut refers("publication_hold", "account_id", "account", Forget))
                .to_owned(),
        )
        .await?;
        unique(m, "publication_hold", &["round_id"]).await?;
        index(m, "publication_hold", &["run_id"]).await?;
        index(m, "publication_hold", &["account_id"]).await?;
        index(m, "publication_hold", &["due_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_all(m, &["publication_hold"]).await
    }
}
