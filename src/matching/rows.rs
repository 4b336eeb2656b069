//! The rows of rounds, pins, runs and what runs found. Private to [`super::store`].

macro_rules! table {
    ($(#[$doc:meta])* $name:ident = $table:literal { $($(#[$attribute:meta])* $field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$doc])*
        pub(super) mod $name {
            #[allow(unused_imports, reason = "not every table has every kind of column")]
            use chrono::{DateTime, NaiveDate, Utc};
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $($(#[$attribute])* pub $field: $kind),+
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table!(
    /// A matching campaign of a school.
    round = "round" {
        #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
        institution_id: Uuid,
        name: String,
        pathway: Option<String>,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        answer_by: NaiveDate,
        max_minutes: i64,
        max_metres: Option<i64>,
        rules: Json,
        weights: Json,
        tiers: Json,
        seed: i64,
        state: String,
        published_run_id: Option<Uuid>,
        published_at: Option<DateTime<Utc>>,
        created_by: Option<Uuid>,
        created_at: DateTime<Utc>,
        version: i64,
    }
);

table!(
    /// This pair must be, or must not be.
    pin = "pin" {
        #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
        round_id: Uuid,
        student_id: Uuid,
        placement_id: Uuid,
        kind: String,
        reason: String,
        author_id: Option<Uuid>,
        created_at: DateTime<Utc>,
        removed_at: Option<DateTime<Utc>>,
        removed_by: Option<Uuid>,
    }
);

table!(
    /// A queue and a record.
    run = "matching_run" {
        #[sea_orm(primary_key, auto_increment = false)] id: Uuid,
        round_id: Uuid,
        state: String,
        requested_by: Option<Uuid>,
        requested_at: DateTime<Utc>,
        run_at: DateTime<Utc>,
        claimed_by: Option<Uuid>,
        claimed_until: Option<DateTime<Utc>>,
        attempts: i64,
        started_at: Option<DateTime<Utc>>,
        finished_at: Option<DateTime<Utc>>,
        stop_requested_at: Option<DateTime<Utc>>,
        progress: Option<Json>,
        settings: Json,
        snapshot_digest: String,
        problem_digest: Option<String>,
        version: String,
        solver: Option<String>,
        seed: i64,
        status: Option<String>,
        placed: Option<i64>,
        score: Option<i64>,
        tiers: Option<Json>,
        counts: Option<Json>,
        timings: Option<Json>,
        failure: Option<String>,
    }
);

table!(
    /// The large parts of a run: what it was asked to match, until it ends; the problem and the answer, packed.
    document = "run_document" {
        #[sea_orm(primary_key, auto_increment = false)] run_id: Uuid,
        snapshot: Option<Vec<u8>>,
        problem: Option<Vec<u8>>,
        answer: Option<Vec<u8>>,
    }
);

table!(
    /// A student whom a run placed.
    assignment = "run_assignment" {
        #[sea_orm(primary_key, auto_increment = false)] run_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)] student_id: Uuid,
        placement_id: Uuid,
        score: i64,
        parts: Json,
        minutes: i64,
        metres: i64,
        wish_rank: Option<i64>,
        conditions: Json,
    }
);

table!(
    /// A student whom a run left without a place, and why.
    unplaced = "run_unplaced" {
        #[sea_orm(primary_key, auto_increment = false)] run_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)] student_id: Uuid,
        kind: String,
        reasons: Json,
    }
);

table!(
    /// A place in a run: how many seats it had, how many were taken.
    place = "run_place" {
        #[sea_orm(primary_key, auto_increment = false)] run_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)] placement_id: Uuid,
        seats: i64,
        taken: i64,
        eligible: i64,
        notes: Json,
    }
);
