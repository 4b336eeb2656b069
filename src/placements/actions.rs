//! What a school does with placements: add, change. Each is written into the audit log.

use sea_orm::ConnectionTrait;

use crate::accounts::{self, Actor, AuditEntry};
use crate::app::App;
use crate::companies::Says;
use crate::platform::sheets::form::{Fields, changed, mistakes};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{InstitutionId, PlacementId};
use crate::vocabulary::text::Language;

use super::import;
use super::model::{Firmness, Offer, Placement};
use super::store::{self, Whereabouts};

/// Adds the placement of a form.
///
/// # Errors
/// Everything that is wrong with the form; `placement.company.unknown`; `placement.key.taken`.
pub async fn add(
    app: &App,
    actor: &Actor,
    language: Language,
    fields: &Fields,
    shared: bool,
) -> Result<PlacementId, Fault> {
    let school = school_of(actor)?;
    let offer = read(app, language, fields)?;
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let found = whereabouts(&tx, app, &offer, Says::WhatItHolds).await?;
    let placement = Placement {
        id: PlacementId::new(now, app.chance.as_ref()),
        institution_id: school,
        shared,
        firmness: Firmness::Firm,
        company_id: found.company_id,
        company_site_id: found.company_site_id,
        tutor_id: found.tutor_id,
        offer,
        version: 1,
    };
    store::insert_many(&tx, std::slice::from_ref(&placement), now)
        .await
        .map_err(|fault| key_taken(fault, &placement.offer))?;
    let entry = AuditEntry::by_actor(actor, "placement.added").about("placement", placement.id.0);
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(placement.id)
}

/// Writes the form over the version of the placement that it was filled in from.
///
/// # Errors
/// [`Fault::NotFound`] also of another school's, shared or not; [`Fault::Conflict`] `placement_changed` when somebody
/// changed it since; everything that is wrong with the form.
pub async fn change(
    app: &App,
    actor: &Actor,
    language: Language,
    id: PlacementId,
    version: i64,
    fields: &Fields,
    shared: bool,
) -> Result<(), Fault> {
    let before = get_own(app, actor, id).await?;
    let offer = read(app, language, fields)?;
    let columns = changed(import::COLUMNS, &import::row(&before.offer), &import::row(&offer));
    let tx = app.db.write_tx().await?;
    let found = whereabouts(&tx, app, &offer, says_of_tutor(&before, &offer)).await?;
    let after = Placement {
        shared,
        company_id: found.company_id,
        company_site_id: found.company_site_id,
        tutor_id: found.tutor_id,
        offer,
        version,
        ..before
    };
    store::update(&tx, &after, app.clock.now())
        .await
        .map_err(|fault| key_taken(fault, &after.offer))?;
    let entry = AuditEntry::by_actor(actor, "placement.changed")
        .about("placement", id.0)
        .detail(serde_json::json!({ "columns": columns }));
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// One more seat, as the company has agreed.
///
/// # Errors
/// [`Fault::NotFound`] also of another school's; [`Fault::Conflict`] when somebody changed it meanwhile.
pub async fn one_more_seat(app: &App, actor: &Actor, id: PlacementId) -> Result<(), Fault> {
    let before = get_own(app, actor, id).await?;
    let mut placement = before.clone();
    placement.offer.seats += 1;
    let columns = changed(
        import::COLUMNS,
        &import::row(&before.offer),
        &import::row(&placement.offer),
    );
    let tx = app.db.write_tx().await?;
    store::update(&tx, &placement, app.clock.now()).await?;
    let entry = AuditEntry::by_actor(actor, "placement.changed")
        .about("placement", id.0)
        .detail(serde_json::json!({ "columns": columns }));
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// Writes down what a company offers to a school, under a code of our own. Whoever calls says so in the audit log. To be called in a
/// transaction.
///
/// # Errors
/// `placement.company.unknown`.
pub async fn record_offered(
    tx: &impl ConnectionTrait,
    app: &App,
    school: InstitutionId,
    offer: Offer,
    firmness: Firmness,
) -> Result<PlacementId, Fault> {
    let now = app.clock.now();
    let found = whereabouts(tx, app, &offer, Says::WhatItHolds).await?;
    let placement = Placement {
        id: PlacementId::new(now, app.chance.as_ref()),
        institution_id: school,
        shared: false,
        firmness,
        company_id: found.company_id,
        company_site_id: found.company_site_id,
        tutor_id: found.tutor_id,
        offer,
        version: 1,
    };
    store::insert_many(tx, std::slice::from_ref(&placement), now).await?;
    Ok(placement.id)
}

/// Writes what a company says of a place over what it said before, under the same code; that it is a maybe, or shared, stays. Whoever
/// calls says so in the audit log. To be called in a transaction. Gives the columns that differ.
///
/// # Errors
/// [`Fault::Conflict`] `placement_changed` when it was changed or taken away since; `still_in_use` when a run, a pin or a proposal
/// names it; `placement.company.unknown`.
pub async fn change_offered(
    tx: &impl ConnectionTrait,
    app: &App,
    before: &Placement,
    offer: Offer,
) -> Result<Vec<&'static str>, Fault> {
    free(tx, before).await?;
    let columns = changed(import::COLUMNS, &import::row(&before.offer), &import::row(&offer));
    let found = whereabouts(tx, app, &offer, says_of_tutor(before, &offer)).await?;
    let after = Placement {
        company_id: found.company_id,
        company_site_id: found.company_site_id,
        tutor_id: found.tutor_id,
        offer,
        ..before.clone()
    };
    store::update(tx, &after, app.clock.now()).await?;
    Ok(columns)
}

/// Takes back what a company has offered. Whoever calls says so in the audit log. To be called in a transaction.
///
/// # Errors
/// [`Fault::Conflict`] `placement_changed` when it was changed or taken away since; `still_in_use` when a run, a pin or a proposal
/// names it.
pub async fn withdraw_offered(tx: &impl ConnectionTrait, placement: &Placement) -> Result<(), Fault> {
    free(tx, placement).await?;
    store::remove(tx, placement.institution_id, &[placement.id]).await
}

/// Nothing uses the place, and it is still what was read.
///
/// # Errors
/// [`Fault::Conflict`] `placement_changed` when it was changed or taken away since; `still_in_use` when a run, a pin or a proposal
/// names it.
async fn free(tx: &impl ConnectionTrait, read: &Placement) -> Result<(), Fault> {
    let now = store::by_ids(tx, &[read.id]).await?;
    if now.get(&read.id).map(|placement| placement.version) != Some(read.version) {
        return Err(Fault::Conflict("placement_changed"));
    }
    match store::in_use(tx, &[read.id]).await?.is_empty() {
        true => Ok(()),
        false => Err(Fault::Conflict("still_in_use")),
    }
}

/// The form showed all that is known of the tutor who is there already; of another one it knows nothing.
fn says_of_tutor(before: &Placement, offer: &Offer) -> Says {
    if offer.tutor == before.offer.tutor {
        Says::Everything
    } else {
        Says::WhatItHolds
    }
}

/// A place that was a maybe is certain from now on.
///
/// # Errors
/// [`Fault::NotFound`] also of another school's.
pub async fn make_firm(app: &App, actor: &Actor, id: PlacementId) -> Result<(), Fault> {
    let placement = get_own(app, actor, id).await?;
    let tx = app.db.write_tx().await?;
    store::set_firmness(&tx, &[id], Firmness::Firm, app.clock.now()).await?;
    let entry = AuditEntry::by_actor(actor, "placement.made_firm").about("placement", placement.id.0);
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// Takes a placement away that no run, pin or proposal names.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `still_in_use`.
pub async fn remove(app: &App, actor: &Actor, id: PlacementId) -> Result<(), Fault> {
    let placement = get_own(app, actor, id).await?;
    let tx = app.db.write_tx().await?;
    store::remove(&tx, placement.institution_id, &[id]).await?;
    let entry = AuditEntry::by_actor(actor, "placement.removed").about("placement", id.0);
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}

/// A placement of the actor's own school.
///
/// # Errors
/// [`Fault::NotFound`] also of a shared one of another school.
pub async fn get_own(app: &App, actor: &Actor, id: PlacementId) -> Result<Placement, Fault> {
    let placement = store::get(app.db.reader(), school_of(actor)?, id).await?;
    actor.sees_school(placement.institution_id, "placement")?;
    Ok(placement)
}

fn school_of(actor: &Actor) -> Result<InstitutionId, Fault> {
    actor.role.institution().ok_or(Fault::Forbidden)
}

async fn whereabouts(
    tx: &impl ConnectionTrait,
    app: &App,
    offer: &Offer,
    says: Says,
) -> Result<Whereabouts, Fault> {
    let found = store::resolve(tx, &[offer], says, app.clock.now(), app.chance.as_ref()).await?;
    let found = found.into_iter().next();
    Ok(found.ok_or_else(|| Fault::internal("no whereabouts"))??)
}

fn read(app: &App, language: Language, fields: &Fields) -> Result<Offer, Fault> {
    let (table, mapping) = fields.table();
    let reading = import::read(&table, &mapping, &import::Context::on(app.clock.today()));
    match reading.records.into_iter().next() {
        Some((_, offer)) => Ok(offer),
        None => Err(Fault::Invalid(mistakes(
            import::COLUMNS,
            &reading.problems,
            language,
        ))),
    }
}

fn key_taken(fault: Fault, offer: &Offer) -> Fault {
    match fault {
        Fault::Conflict("already_there") => {
            Fault::invalid("placement_id", "placement.key.taken", offer.key.as_str())
        }
        other => other,
    }
}
