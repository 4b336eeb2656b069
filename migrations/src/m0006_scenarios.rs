//! A scenario is a run with settings that are only tried: it has a name, and it is never published.

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
            table("scenario")
                .col(id())
                .col(uuid("run_id"))
                .col(uuid("round_id"))
                .col(text("name"))
                .foreign_key(&mut refers("scenario", "run_id", "matching_run", Delete))
                .foreign_key(&mut refers("scenario", "round_id", "round", Delete))
                .to_owned(),
        )
        .await?;
        unique(m, "scenario", &["run_id"]).await?;
        index(m, "scenario", &["round_id"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_all(m, &["scenario"]).await
    }
}
