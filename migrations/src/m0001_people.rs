//! Schools, accounts, sessions, the audit log, students and imports.

use sea_orm_migration::prelude::*;

use crate::columns::{WhenGone::*, *};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 12] = [
    "institution",
    "school_site",
    "company",
    "account",
    "account_token",
    "session",
    "audit",
    "student",
    "import_batch",
    "import_change",
    "import_mapping",
    "travel_time",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        schools(m).await?;
        accounts(m).await?;
        audit(m).await?;
        students(m).await?;
        imports(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        if m.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Postgres {
            m.get_connection().execute_unprepared("DROP TRIGGER IF EXISTS audit_is_append_only ON audit; DROP FUNCTION IF EXISTS refuse_change();").await?;
        }
        drop_all(m, &TABLES).await
    }
}

async fn schools(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("institution")
            .col(id())
            .col(text("code"))
            .col(text("name"))
            .col(or_none(text("comune")))
            .col(or_none(text("phone")))
            .col(or_none(text("email")))
            .col(instant("created_at"))
            .to_owned(),
    )
    .await?;
    unique(m, "institution", &["code"]).await?;
    m.create_table(
        table("school_site")
            .col(id())
            .col(uuid("institution_id"))
            .col(text("code"))
            .col(text("name"))
            .col(or_none(text("comune")))
            .foreign_key(&mut refers(
                "school_site",
                "institution_id",
                "institution",
                Delete,
            ))
            .to_owned(),
    )
    .await?;
    unique(m, "school_site", &["institution_id", "code"]).await?;
    // An employer, shared by all schools. `confirmations`: for each fact, when it was last confirmed and by whom.
    m.create_table(
        table("company")
            .col(id())
            .col(text("vat_number"))
            .col(text("name"))
            .col(text("name_key"))
            .col(or_none(text("ateco")))
            .col(or_none(text("ccnl")))
            .col(or_none(int("staff")))
            .col(or_none(int("skilled")))
            .col(or_none(int("apprentices")))
            .col(or_none(text("artisan")))
            .col(or_none(flag("structural")))
            .col(or_none(flag("technical")))
            .col(or_none(flag("formative")))
            .col(or_none(flag("dvr_minors")))
            .col(or_none(text("risk")))
            .col(json("confirmations"))
            .col(int("version"))
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .to_owned(),
    )
    .await?;
    unique(m, "company", &["vat_number"]).await?;
    index(m, "company", &["name_key"]).await
}

async fn accounts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("account")
            .col(id())
            .col(text("email"))
            .col(text("email_key"))
            .col(text("name"))
            .col(text("role"))
            .col(or_none(uuid("institution_id")))
            .col(or_none(uuid("company_id")))
            .col(or_none(text("password_hash")))
            .col(text("language"))
            .col(or_none(instant("disabled_at")))
            .col(or_none(instant("signed_in_at")))
            .col(instant("created_at"))
            .foreign_key(&mut refers("account", "institution_id", "institution", Refuse))
            .foreign_key(&mut refers("account", "company_id", "company", Refuse))
            .to_owned(),
    )
    .await?;
    unique(m, "account", &["email_key"]).await?;
    index(m, "account", &["institution_id"]).await?;
    index(m, "account", &["company_id"]).await?;
    m.create_table(
        table("account_token")
            .col(id())
            .col(uuid("account_id"))
            .col(bytes("token_hash"))
            .col(instant("expires_at"))
            .col(or_none(instant("used_at")))
            .col(instant("created_at"))
            .foreign_key(&mut refers("account_token", "account_id", "account", Delete))
            .to_owned(),
    )
    .await?;
    index(m, "account_token", &["account_id"]).await?;
    m.create_table(
        table("session")
            .col(id())
            .col(bytes("token_hash"))
            .col(uuid("account_id"))
            .col(instant("created_at"))
            .col(instant("seen_at"))
            .col(instant("expires_at"))
            .col(text("user_agent"))
            .col(text("ip_prefix"))
            .col(or_none(instant("revoked_at")))
            .foreign_key(&mut refers("session", "account_id", "account", Delete))
            .to_owned(),
    )
    .await?;
    unique(m, "session", &["token_hash"]).await?;
    index(m, "session", &["account_id"]).await
}

/// Rows are added, never changed, never taken away: the database itself refuses.
async fn audit(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("audit")
            .col(id())
            .col(instant("at"))
            .col(or_none(uuid("account_id")))
            .col(or_none(uuid("link_id")))
            .col(text("action"))
            .col(text("subject_kind"))
            .col(or_none(uuid("subject_id")))
            .col(or_none(uuid("institution_id")))
            .col(json("detail"))
            .to_owned(),
    )
    .await?;
    index(m, "audit", &["institution_id", "at"]).await?;
    index(m, "audit", &["at"]).await?;
    let refuse = match m.get_database_backend() {
        sea_orm_migration::sea_orm::DbBackend::Postgres => {
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$; \
             CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
        }
        _ => {
            "CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END; \
             CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;"
        }
    };
    m.get_connection().execute_unprepared(refuse).await?;
    Ok(())
}

async fn students(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("student")
            .col(id())
            .col(uuid("institution_id"))
            .col(or_none(uuid("site_id")))
            .col(text("student_key"))
            .col(text("family_name"))
            .col(text("given_name"))
            .col(text("name_key"))
            .col(or_none(text("codice_fiscale")))
            .col(day("birth_date"))
            .col(text("residence"))
            .col(text("figure"))
            .col(or_none(text("indirizzo")))
            .col(int("course_year"))
            .col(text("pathway"))
            .col(or_none(int("timetable_hours")))
            .col(or_none(int("school_week_minutes")))
            .col(or_none(day("available_from")))
            .col(or_none(day("available_to")))
            .col(or_none(int("max_minutes")))
            .col(or_none(int("max_metres")))
            .col(text("transport"))
            .col(flag("accessible_site"))
            .col(json("wishes"))
            .col(json("refuses"))
            .col(or_none(text("employer_now")))
            .col(json("competences"))
            .col(or_none(text("email")))
            .col(or_none(text("guardian_name")))
            .col(or_none(text("guardian_email")))
            .col(int("version"))
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .foreign_key(&mut refers("student", "institution_id", "institution", Refuse))
            .foreign_key(&mut refers("student", "site_id", "school_site", Forget))
            .to_owned(),
    )
    .await?;
    unique(m, "student", &["institution_id", "student_key"]).await?;
    index(m, "student", &["institution_id", "name_key"]).await?;
    index(m, "student", &["site_id"]).await
}

async fn imports(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // `content` is the file until the import is confirmed or dropped; then it goes.
    m.create_table(
        table("import_batch")
            .col(id())
            .col(or_none(uuid("institution_id")))
            .col(text("kind"))
            .col(text("file_name"))
            .col(text("digest"))
            .col(or_none(bytes("content")))
            .col(json("header"))
            .col(json("mapping"))
            .col(text("state"))
            .col(json("counts"))
            .col(or_none(uuid("created_by")))
            .col(instant("created_at"))
            .col(or_none(instant("applied_at")))
            .col(or_none(instant("undone_at")))
            .foreign_key(&mut refers(
                "import_batch",
                "institution_id",
                "institution",
                Delete,
            ))
            .foreign_key(&mut refers("import_batch", "created_by", "account", Forget))
            .to_owned(),
    )
    .await?;
    index(m, "import_batch", &["institution_id", "created_at"]).await?;
    m.create_table(
        table("import_change")
            .col(id())
            .col(uuid("batch_id"))
            .col(int("line"))
            .col(text("change"))
            .col(or_none(uuid("entity_id")))
            .col(text("key"))
            .col(or_none(json("before")))
            .col(or_none(json("after")))
            .foreign_key(&mut refers("import_change", "batch_id", "import_batch", Delete))
            .to_owned(),
    )
    .await?;
    index(m, "import_change", &["batch_id", "line"]).await?;
    m.create_table(
        table("import_mapping")
            .col(id())
            .col(or_none(uuid("institution_id")))
            .col(text("kind"))
            .col(text("signature"))
            .col(json("mapping"))
            .col(instant("updated_at"))
            .foreign_key(&mut refers(
                "import_mapping",
                "institution_id",
                "institution",
                Delete,
            ))
            .to_owned(),
    )
    .await?;
    index(m, "import_mapping", &["institution_id", "kind", "signature"]).await?;
    // Minutes between two comuni (ISTAT codes), from an imported origin-destination table.
    m.create_table(
        table("travel_time")
            .col(int("from_comune"))
            .col(int("to_comune"))
            .col(int("minutes"))
            .primary_key(Index::create().col("from_comune").col("to_comune"))
            .to_owned(),
    )
    .await
}
