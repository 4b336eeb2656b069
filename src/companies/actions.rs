//! What people do with companies: add, change, confirm. Each is written into the audit log.

use crate::accounts::{self, Actor, AuditEntry, Role};
use crate::app::App;
use crate::platform::sheets::form::{Fields, mistakes};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::CompanyId;
use crate::vocabulary::text::Language;

use super::import;
use super::model::{Company, CompanyFacts, Confirmation};
use super::store;

/// Adds the company of a form.
///
/// # Errors
/// Everything that is wrong with the form; `company.vat_number.taken`.
pub async fn add(app: &App, actor: &Actor, language: Language, fields: &Fields) -> Result<CompanyId, Fault> {
    let facts = read(language, fields)?;
    let tx = app.db.write_tx().await?;
    if !store::by_vat(&tx, &[facts.vat_number]).await?.is_empty() {
        return Err(taken(&facts));
    }
    let (id, _) = store::upsert_facts(&tx, &facts, &said_by(app, actor), app.chance.as_ref()).await?;
    let entry = AuditEntry::by_actor(actor, "company.added").about("company", id.0);
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes the form over the version of the company that it was filled in from. All facts are confirmed.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `company_changed` when somebody changed it since; everything that is wrong
/// with the form; `company.vat_number.taken`.
pub async fn change(
    app: &App,
    actor: &Actor,
    language: Language,
    id: CompanyId,
    version: i64,
    fields: &Fields,
) -> Result<(), Fault> {
    get(app, actor, id).await?;
    let facts = read(language, fields)?;
    let tx = app.db.write_tx().await?;
    let columns = store::replace_facts(
        &tx,
        id,
        version,
        &facts,
        &said_by(app, actor),
        app.chance.as_ref(),
    )
    .await
    .map_err(|fault| match fault {
        Fault::Conflict("already_there") => taken(&facts),
        other => other,
    })?;
    let entry = AuditEntry::by_actor(actor, "company.changed")
        .about("company", id.0)
        .detail(serde_json::json!({ "columns": columns }));
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// Confirms all facts as they are in this version.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `company_changed` when they are not what was looked at.
pub async fn confirm(app: &App, actor: &Actor, id: CompanyId, version: i64) -> Result<(), Fault> {
    let company = get(app, actor, id).await?;
    let tx = app.db.write_tx().await?;
    let by = said_by(app, actor);
    store::replace_facts(&tx, id, version, &company.facts, &by, app.chance.as_ref()).await?;
    let entry = AuditEntry::by_actor(actor, "company.confirmed").about("company", id.0);
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// The company, for those who may see it: schools see all, a company itself.
///
/// # Errors
/// [`Fault::NotFound`] for everybody else.
pub async fn get(app: &App, actor: &Actor, id: CompanyId) -> Result<Company, Fault> {
    match actor.role {
        Role::Coordinator(_) | Role::Administrator => {}
        Role::Company(_) | Role::Fund => actor.sees_company(id, "company")?,
    }
    store::get(app.db.reader(), id).await
}

fn said_by(app: &App, actor: &Actor) -> Confirmation {
    Confirmation {
        at: app.clock.now(),
        account: Some(actor.account_id),
        link: None,
    }
}

fn taken(facts: &CompanyFacts) -> Fault {
    Fault::invalid(
        "vat_number",
        "company.vat_number.taken",
        facts.vat_number.as_str(),
    )
}

fn read(language: Language, fields: &Fields) -> Result<CompanyFacts, Fault> {
    let (table, mapping) = fields.table();
    let reading = import::read(&table, &mapping, &import::Context);
    match reading.records.into_iter().next() {
        Some((_, facts)) => Ok(facts),
        None => Err(Fault::Invalid(mistakes(
            import::COLUMNS,
            &reading.problems,
            language,
        ))),
    }
}
