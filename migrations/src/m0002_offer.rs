//! What companies offer: sites, tutors, contacts, placements.

use sea_orm_migration::prelude::*;

use crate::columns::{WhenGone::*, *};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 4] = ["company_site", "company_tutor", "company_contact", "placement"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        companies(m).await?;
        placements(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_all(m, &TABLES).await
    }
}

async fn companies(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        table("company_site")
            .col(id())
            .col(uuid("company_id"))
            .col(text("comune"))
            .col(text("address"))
            .foreign_key(&mut refers("company_site", "company_id", "company", Delete))
            .to_owned(),
    )
    .await?;
    unique(m, "company_site", &["company_id", "comune", "address"]).await?;
    m.create_table(
        table("company_tutor")
            .col(id())
            .col(uuid("company_id"))
            .col(text("name"))
            .col(text("name_key"))
            .col(or_none(int("max_students")))
            .col(or_none(int("years")))
            .foreign_key(&mut refers("company_tutor", "company_id", "company", Delete))
            .to_owned(),
    )
    .await?;
    unique(m, "company_tutor", &["company_id", "name_key"]).await?;
    // `mail_problem`: the mail server's permanent refusal, until somebody lifts it.
    m.create_table(
        table("company_contact")
            .col(id())
            .col(uuid("company_id"))
            .col(or_none(text("name")))
            .col(text("email"))
            .col(text("email_key"))
            .col(or_none(text("pec")))
            .col(text("language"))
            .col(flag("main"))
            .col(or_none(text("mail_problem")))
            .foreign_key(&mut refers("company_contact", "company_id", "company", Delete))
            .to_owned(),
    )
    .await?;
    unique(m, "company_contact", &["company_id", "email_key"]).await?;
    index(m, "company_contact", &["email_key"]).await
}

async fn placements(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // `institution_id` recorded it; `shared`: other schools may use it too.
    m.create_table(
        table("placement")
            .col(id())
            .col(text("placement_key"))
            .col(uuid("institution_id"))
            .col(flag("shared"))
            .col(uuid("company_id"))
            .col(uuid("company_site_id"))
            .col(or_none(uuid("company_tutor_id")))
            .col(json("figures"))
            .col(or_none(text("indirizzo")))
            .col(text("pathway"))
            .col(int("seats"))
            .col(or_none(int("open_with")))
            .col(day("starts_on"))
            .col(day("ends_on"))
            .col(int("week_minutes"))
            .col(or_none(int("day_minutes")))
            .col(or_none(int("days")))
            .col(or_none(int("from_minute")))
            .col(or_none(int("to_minute")))
            .col(or_none(int("internal_hours_year")))
            .col(flag("hazardous"))
            .col(flag("derogation"))
            .col(flag("accessible"))
            .col(or_none(int("min_age")))
            .col(or_none(text("licence")))
            .col(json("wants"))
            .col(int("version"))
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .foreign_key(&mut refers("placement", "institution_id", "institution", Refuse))
            .foreign_key(&mut refers("placement", "company_id", "company", Refuse))
            .foreign_key(&mut refers(
                "placement",
                "company_site_id",
                "company_site",
                Refuse,
            ))
            .foreign_key(&mut refers(
                "placement",
                "company_tutor_id",
                "company_tutor",
                Refuse,
            ))
            .to_owned(),
    )
    .await?;
    unique(m, "placement", &["institution_id", "placement_key"]).await?;
    index(m, "placement", &["company_id"]).await?;
    index(m, "placement", &["company_site_id"]).await?;
    index(m, "placement", &["company_tutor_id"]).await
}
