//! What people do with companies: add, change, confirm. Each is written into the audit log.

use crate::accounts;
use crate::app::App;
use crate::notifications;
use crate::platform::sheets::form::{Fields, mistakes};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::CompanyId;
use crate::vocabulary::text::Language;

use super::import;
use super::keeping::Keeper;
use super::model::{Company, CompanyFacts};
use super::store;

/// Adds the company of a form.
///
/// # Errors
/// Everything that is wrong with the form; `company.vat_number.taken`.
pub async fn add(
    app: &App,
    keeper: &Keeper,
    language: Language,
    fields: &Fields,
) -> Result<CompanyId, Fault> {
    let facts = read(language, fields)?;
    let tx = app.db.write_tx().await?;
    if !store::by_vat(&tx, &[facts.vat_number]).await?.is_empty() {
        return Err(taken(&facts));
    }
    let (id, _) = store::upsert_facts(&tx, &facts, keeper.said(), app.chance.as_ref()).await?;
    notifications::mark_contacts(&tx, &facts.contact_email.key()).await?;
    accounts::record(&tx, app, &keeper.entry("company.added", id)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes the form over the version of the company that it was filled in from. All facts are confirmed.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `company_changed` when somebody changed it since; everything that is wrong
/// with the form; `company.vat_number.taken`, and `company.vat_number.fixed` for the company itself.
pub async fn change(
    app: &App,
    keeper: &Keeper,
    language: Language,
    id: CompanyId,
    version: i64,
    fields: &Fields,
) -> Result<(), Fault> {
    let before = get(app, keeper, id).await?;
    let facts = read(language, fields)?;
    // A number that is mistaken is the schools' to correct: by it they know the company.
    if keeper.is_the_company() && facts.vat_number != before.facts.vat_number {
        let given = facts.vat_number.as_str();
        return Err(Fault::invalid("vat_number", "company.vat_number.fixed", given));
    }
    let tx = app.db.write_tx().await?;
    let columns = store::replace_facts(&tx, id, version, &facts, keeper.said(), app.chance.as_ref())
        .await
        .map_err(|fault| match fault {
            Fault::Conflict("already_there") => taken(&facts),
            other => other,
        })?;
    notifications::mark_contacts(&tx, &facts.contact_email.key()).await?;
    let entry = keeper
        .entry("company.changed", id)
        .detail(serde_json::json!({ "columns": columns }));
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// Confirms all facts as they are in this version.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `company_changed` when they are not what was looked at.
pub async fn confirm(app: &App, keeper: &Keeper, id: CompanyId, version: i64) -> Result<(), Fault> {
    let company = get(app, keeper, id).await?;
    let tx = app.db.write_tx().await?;
    store::replace_facts(
        &tx,
        id,
        version,
        &company.facts,
        keeper.said(),
        app.chance.as_ref(),
    )
    .await?;
    accounts::record(&tx, app, &keeper.entry("company.confirmed", id)).await?;
    Ok(tx.commit().await?)
}

/// The company, for those who may see it: schools see all, a company itself.
///
/// # Errors
/// [`Fault::NotFound`] for everybody else.
pub async fn get(app: &App, keeper: &Keeper, id: CompanyId) -> Result<Company, Fault> {
    keeper.sees(id)?;
    store::get(app.db.reader(), id).await
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
