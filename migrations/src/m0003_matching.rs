//! Rounds, pins, runs and what runs found.

use sea_orm_migration::prelude::*;

use crate::columns::{WhenGone::*, *};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 6] = [
    "round",
    "pin",
    "matching_run",
    "run_assignment",
    "run_unplaced",
    "run_place",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        rounds(m).await?;
        runs(m).await?;
        findings(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_all(m, &TABLES).await
    }
}

async fn rounds(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("round")
            .col(id())
            .col(uuid("institution_id"))
            .col(text("name"))
            .col(or_none(text("pathway")))
            .col(day("starts_on"))
            .col(day("ends_on"))
            .col(day("answer_by"))
            .col(int("max_minutes"))
            .col(or_none(int("max_metres")))
            .col(json("rules"))
            .col(json("weights"))
            .col(json("tiers"))
            .col(int("seed"))
            .col(text("state"))
            .col(or_none(uuid("published_run_id")))
            .col(or_none(instant("published_at")))
            .col(or_none(uuid("created_by")))
            .col(instant("created_at"))
            .col(int("version"))
            .foreign_key(&mut refers("round", "institution_id", "institution", Refuse))
            .foreign_key(&mut refers("round", "created_by", "account", Forget))
            .to_owned(),
    )
    .await?;
    index(m, "round", &["institution_id", "created_at"]).await?;
    // A wish of the coordinator: this pair must be, or must not be. `removed_at`: taken back.
    m.create_table(
        table("pin")
            .col(id())
            .col(uuid("round_id"))
            .col(uuid("student_id"))
            .col(uuid("placement_id"))
            .col(text("kind"))
            .col(text("reason"))
            .col(or_none(uuid("author_id")))
            .col(instant("created_at"))
            .col(or_none(instant("removed_at")))
            .col(or_none(uuid("removed_by")))
            .foreign_key(&mut refers("pin", "round_id", "round", Delete))
            .foreign_key(&mut refers("pin", "student_id", "student", Delete))
            .foreign_key(&mut refers("pin", "placement_id", "placement", Refuse))
            .foreign_key(&mut refers("pin", "author_id", "account", Forget))
            .to_owned(),
    )
    .await?;
    index(m, "pin", &["round_id"]).await?;
    index(m, "pin", &["student_id"]).await?;
    index(m, "pin", &["placement_id"]).await
}

async fn runs(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // A queue and a record. `snapshot` is what the run was asked to match: it goes when the run ends;
    // `problem` and `answer` hold identities and numbers only, and stay.
    m.create_table(
        table("matching_run")
            .col(id())
            .col(uuid("round_id"))
            .col(text("state"))
            .col(or_none(uuid("requested_by")))
            .col(instant("requested_at"))
            .col(instant("run_at"))
            .col(or_none(uuid("claimed_by")))
            .col(or_none(instant("claimed_until")))
            .col(int("attempts"))
            .col(or_none(instant("started_at")))
            .col(or_none(instant("finished_at")))
            .col(or_none(instant("stop_requested_at")))
            .col(or_none(json("progress")))
            .col(json("settings"))
            .col(or_none(bytes("snapshot")))
            .col(text("snapshot_digest"))
            .col(or_none(text("problem_digest")))
            .col(or_none(bytes("problem")))
            .col(or_none(bytes("answer")))
            .col(text("version"))
            .col(or_none(text("solver")))
            .col(int("seed"))
            .col(or_none(text("status")))
            .col(or_none(int("placed")))
            .col(or_none(int("score")))
            .col(or_none(json("tiers")))
            .col(or_none(json("counts")))
            .col(or_none(json("timings")))
            .col(or_none(text("failure")))
            .foreign_key(&mut refers("matching_run", "round_id", "round", Delete))
            .foreign_key(&mut refers("matching_run", "requested_by", "account", Forget))
            .to_owned(),
    )
    .await?;
    index(m, "matching_run", &["round_id", "requested_at"]).await?;
    index(m, "matching_run", &["state", "run_at"]).await
}

async fn findings(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("run_assignment")
            .col(uuid("run_id"))
            .col(uuid("student_id"))
            .col(uuid("placement_id"))
            .col(int("score"))
            .col(json("parts"))
            .col(int("minutes"))
            .col(int("metres"))
            .col(or_none(int("wish_rank")))
            .col(json("conditions"))
            .primary_key(Index::create().col("run_id").col("student_id"))
            .foreign_key(&mut refers("run_assignment", "run_id", "matching_run", Delete))
            .foreign_key(&mut refers("run_assignment", "student_id", "student", Delete))
            .foreign_key(&mut refers("run_assignment", "placement_id", "placement", Refuse))
            .to_owned(),
    )
    .await?;
    index(m, "run_assignment", &["student_id"]).await?;
    index(m, "run_assignment", &["placement_id"]).await?;
    m.create_table(
        table("run_unplaced")
            .col(uuid("run_id"))
            .col(uuid("student_id"))
            .col(text("kind"))
            .col(json("reasons"))
            .primary_key(Index::create().col("run_id").col("student_id"))
            .foreign_key(&mut refers("run_unplaced", "run_id", "matching_run", Delete))
            .foreign_key(&mut refers("run_unplaced", "student_id", "student", Delete))
            .to_owned(),
    )
    .await?;
    index(m, "run_unplaced", &["student_id"]).await?;
    m.create_table(
        table("run_place")
            .col(uuid("run_id"))
            .col(uuid("placement_id"))
            .col(int("seats"))
            .col(int("taken"))
            .col(json("notes"))
            .primary_key(Index::create().col("run_id").col("placement_id"))
            .foreign_key(&mut refers("run_place", "run_id", "matching_run", Delete))
            .foreign_key(&mut refers("run_place", "placement_id", "placement", Refuse))
            .to_owned(),
    )
    .await?;
    index(m, "run_place", &["placement_id"]).await
}
