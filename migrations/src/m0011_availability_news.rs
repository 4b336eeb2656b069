//! Since when a school has not heard of what a company did about its yearly question: the mail of the day lists it, and empties it.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let with = Table::alter()
            .table("inquiry")
            .add_column(or_none(instant("news_at")))
            .to_owned();
        m.alter_table(with).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let without = Table::alter().table("inquiry").drop_column("news_at").to_owned();
        m.alter_table(without).await
    }
}
