//! What lists read is found quickly. The large parts of a run get a table of their own: in the row of the run they stood before
//! its small columns, and SQLite, which keeps what does not fit on a page in a chain, went through hundreds of pages to read
//! how many a run had placed. How many could go to a place is a number that lists sort by, and leaves its notes. And what the
//! home page counts is counted in indexes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{WhenGone::*, *};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A school's students, and what became of their proposals; mail by state, and the addresses written to; the companies that offer
/// to a school.
const INDEXES: [(&str, &[&str]); 5] = [
    ("student", &["institution_id", "id"]),
    ("proposal", &["institution_id", "state", "student_id"]),
    ("message", &["institution_id", "state"]),
    ("message", &["recipient_key"]),
    ("placement", &["institution_id", "company_id"]),
];

const PARTS: [&str; 3] = ["snapshot", "problem", "answer"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // `snapshot` is what the run was asked to match: it goes when the run ends; `problem` and `answer` hold identities and
        // numbers only, and stay.
        m.create_table(
            table("run_document")
                .col(uuid("run_id"))
                .col(or_none(bytes("snapshot")))
                .col(or_none(bytes("problem")))
                .col(or_none(bytes("answer")))
                .primary_key(Index::create().col("run_id"))
                .foreign_key(&mut refers("run_document", "run_id", "matching_run", Delete))
                .to_owned(),
        )
        .await?;
        let copied = "INSERT INTO run_document (run_id, snapshot, problem, answer) \
                      SELECT id, snapshot, problem, answer FROM matching_run";
        m.get_connection().execute_unprepared(copied).await?;
        for part in PARTS {
            let without = Table::alter().table("matching_run").drop_column(part).to_owned();
            m.alter_table(without).await?;
        }
        let eligible = int("eligible").default(0).to_owned();
        m.alter_table(Table::alter().table("run_place").add_column(eligible).to_owned())
            .await?;
        let copied = "UPDATE run_place SET eligible = COALESCE(CAST(notes ->> 'eligible' AS BIGINT), 0)";
        m.get_connection().execute_unprepared(copied).await?;
        for (table, columns) in INDEXES {
            index(m, table, columns).await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in INDEXES {
            drop_index(m, table, columns).await?;
        }
        let back = match m.get_database_backend() {
            DbBackend::Postgres => "jsonb_set(notes, '{eligible}', to_jsonb(eligible))",
            _ => "json_set(notes, '$.eligible', eligible)",
        };
        let copied = format!("UPDATE run_place SET notes = {back}");
        m.get_connection().execute_unprepared(&copied).await?;
        let without = Table::alter()
            .table("run_place")
            .drop_column("eligible")
            .to_owned();
        m.alter_table(without).await?;
        for part in PARTS {
            let with = Table::alter()
                .table("matching_run")
                .add_column(or_none(bytes(part)))
                .to_owned();
            m.alter_table(with).await?;
            let copied = format!(
                "UPDATE matching_run SET {part} = \
                 (SELECT {part} FROM run_document WHERE run_document.run_id = matching_run.id)"
            );
            m.get_connection().execute_unprepared(&copied).await?;
        }
        drop_all(m, &["run_document"]).await
    }
}
