//! Contacts, sites and tutors of companies know when they were last confirmed and by whom, and since when they are no longer
//! used.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 3] = ["company_contact", "company_site", "company_tutor"];

fn added() -> [ColumnDef; 4] {
    [
        or_none(instant("confirmed_at")),
        or_none(uuid("confirmed_by")),
        or_none(uuid("confirmed_link")),
        or_none(instant("retired_at")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            for column in added() {
                let add = Table::alter().table(table).add_column(column).to_owned();
                m.alter_table(add).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            for column in added() {
                let name = Alias::new(column.get_column_name());
                m.alter_table(Table::alter().table(table).drop_column(name).to_owned())
                    .await?;
            }
        }
        Ok(())
    }
}
