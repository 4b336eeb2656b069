//! What is said of companies, written down: facts, confirmations, main contacts.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::row::{self, company, contact};
use super::{CHUNK, by_vat, get};
use crate::companies::facts::{Says, changed, confirm, merge};
use crate::companies::model::{Company, CompanyFacts, Confirmation};
use crate::platform::db::KEYS;
use crate::platform::rows;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{Chance, CompanyId, ContactId};

/// What became of a statement about a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upserted {
    /// Of which.
    pub id: CompanyId,
    /// As it was before; none when it is new.
    pub before: Option<Company>,
    /// The columns that differ now. A fact that was only confirmed is not among them.
    pub changed: Vec<String>,
}

/// Takes a file's statements about companies, one each, in their order. A new company comes in; a known one is changed where
/// the statement holds something else ([`Says::WhatItHolds`]); whatever a statement holds is confirmed `by` it. `known` are those
/// of them that are there, as [`by_vat`] gives them. To be called in a transaction.
///
/// # Errors
/// [`Fault::Conflict`] when somebody else changes the same company at the same moment.
pub async fn upsert_many(
    conn: &impl ConnectionTrait,
    said: &[CompanyFacts],
    mut known: HashMap<VatNumber, Company>,
    by: &Confirmation,
    chance: &dyn Chance,
) -> Result<Vec<Upserted>, Fault> {
    let mut fresh = HashSet::new();
    let mut touched = Vec::with_capacity(said.len());
    let mut answers = Vec::with_capacity(said.len());
    for facts in said {
        let before = known.get(&facts.vat_number).cloned();
        let after = match &before {
            Some(before) => Company {
                facts: merge(&before.facts, facts, Says::WhatItHolds),
                confirmations: confirm(&before.confirmations, facts, Says::WhatItHolds, by),
                ..before.clone()
            },
            None => {
                let id = CompanyId::new(by.at, chance);
                fresh.insert(id);
                Company {
                    id,
                    facts: facts.clone(),
                    confirmations: confirm(&BTreeMap::new(), facts, Says::WhatItHolds, by),
                    mail_problem: None,
                    version: 1,
                }
            }
        };
        answers.push(Upserted {
            id: after.id,
            changed: before
                .as_ref()
                .map(|before| changed(&before.facts, &after.facts))
                .unwrap_or_default(),
            before,
        });
        touched.push(facts.vat_number);
        known.insert(facts.vat_number, after);
    }
    let mut once = HashSet::new();
    touched.retain(|number| once.insert(*number));
    let after: Vec<&Company> = touched.iter().filter_map(|number| known.get(number)).collect();
    let (new, old): (Vec<&Company>, Vec<&Company>) =
        after.iter().partition(|company| fresh.contains(&company.id));
    rows::insert::<company::Entity>(conn, active(&new, by.at)?).await?;
    overwrite(conn, &old, by.at).await?;
    write_contacts(conn, &after, by.at, chance).await?;
    Ok(answers)
}

/// The same for one.
///
/// # Errors
/// As [`upsert_many`].
pub async fn upsert_facts(
    conn: &impl ConnectionTrait,
    said: &CompanyFacts,
    by: &Confirmation,
    chance: &dyn Chance,
) -> Result<(CompanyId, Vec<String>), Fault> {
    let known = by_vat(conn, &[said.vat_number]).await?;
    let mut answers = upsert_many(conn, std::slice::from_ref(said), known, by, chance).await?;
    let answer = answers.pop().ok_or_else(|| Fault::internal("no answer"))?;
    Ok((answer.id, answer.changed))
}

/// Takes a form that showed every fact of the company in this version: all of it is confirmed, also what is empty. Gives the
/// columns that changed. To be called in a transaction.
///
/// # Errors
/// [`Fault::Conflict`] `company_changed` when it was changed since; `already_there` when the VAT number is another company's.
pub async fn replace_facts(
    conn: &impl ConnectionTrait,
    id: CompanyId,
    version: i64,
    said: &CompanyFacts,
    by: &Confirmation,
    chance: &dyn Chance,
) -> Result<Vec<String>, Fault> {
    let before = get(conn, id).await?;
    if before.version != version {
        return Err(Fault::Conflict("company_changed"));
    }
    let after = Company {
        facts: said.clone(),
        confirmations: confirm(&before.confirmations, said, Says::Everything, by),
        ..before.clone()
    };
    overwrite(conn, &[&after], by.at).await?;
    write_contacts(conn, &[&after], by.at, chance).await?;
    Ok(changed(&before.facts, said))
}

/// Puts companies back as they were, facts and confirmations: an import is undone. To be called in a transaction.
///
/// # Errors
/// [`Fault::Conflict`] `company_changed` when one was changed since it had the version given with it.
pub async fn restore(
    conn: &impl ConnectionTrait,
    companies: &[Company],
    now: DateTime<Utc>,
    chance: &dyn Chance,
) -> Result<(), Fault> {
    let companies: Vec<&Company> = companies.iter().collect();
    overwrite(conn, &companies, now).await?;
    write_contacts(conn, &companies, now, chance).await
}

/// Which of these companies something refers to, and what: placements, accounts, proposals.
///
/// # Errors
/// When the database fails.
pub async fn in_use(
    conn: &impl ConnectionTrait,
    ids: &[CompanyId],
) -> Result<Vec<(CompanyId, &'static str)>, Fault> {
    let places =
        ["placement", "account", "proposal", "answer_link", "inquiry"].map(|table| (table, "company_id"));
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let found = crate::platform::db::referring(conn, &places, &ids).await?;
    Ok(found
        .into_iter()
        .map(|(id, table)| (CompanyId(id), table))
        .collect())
}

/// Takes companies away to which nothing refers.
///
/// # Errors
/// [`Fault::Conflict`] `still_in_use` when one has placements, accounts or proposals.
pub async fn remove(conn: &impl ConnectionTrait, ids: &[CompanyId]) -> Result<(), Fault> {
    for chunk in ids.chunks(KEYS) {
        company::Entity::delete_many()
            .filter(company::Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .exec(conn)
            .await?;
    }
    Ok(())
}

fn active(companies: &[&Company], now: DateTime<Utc>) -> Result<Vec<company::ActiveModel>, Fault> {
    companies
        .iter()
        .map(|company| row::active(company, now))
        .collect()
}

/// Writes companies over the versions that were read.
async fn overwrite(
    conn: &impl ConnectionTrait,
    companies: &[&Company],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    rows::overwrite::<company::Entity>(conn, active(companies, now)?, "company_changed").await
}

/// Gives each company the main contact that its facts name. The one before goes; an address that was refused stays so.
async fn write_contacts(
    conn: &impl ConnectionTrait,
    companies: &[&Company],
    now: DateTime<Utc>,
    chance: &dyn Chance,
) -> Result<(), Fault> {
    for chunk in companies.chunks(CHUNK) {
        let there = contact::Entity::find()
            .filter(contact::Column::CompanyId.is_in(chunk.iter().map(|company| company.id.0)))
            .all(conn)
            .await?;
        let mut by_company: HashMap<Uuid, Vec<contact::Model>> = HashMap::new();
        for row in there {
            by_company.entry(row.company_id).or_default().push(row);
        }
        let (mut gone, mut rows) = (Vec::new(), Vec::new());
        for company in chunk {
            let facts = &company.facts;
            let key = facts.contact_email.key();
            let mut wanted = contact::Model {
                id: Uuid::nil(),
                company_id: company.id.0,
                name: facts.contact_name.as_ref().map(ToString::to_string),
                email: facts.contact_email.to_string(),
                email_key: key.clone(),
                pec: facts.pec.as_ref().map(ToString::to_string),
                language: facts.language.unwrap_or_default().as_str().to_owned(),
                main: true,
                mail_problem: None,
                confirmed_at: None,
                confirmed_by: None,
                confirmed_link: None,
                retired_at: None,
            };
            let known = by_company.remove(&company.id.0).unwrap_or_default();
            if let Some(same) = known.iter().find(|contact| contact.email_key == key) {
                wanted.id = same.id;
                wanted.mail_problem.clone_from(&same.mail_problem);
                wanted.confirmed_at = same.confirmed_at;
                wanted.confirmed_by = same.confirmed_by;
                wanted.confirmed_link = same.confirmed_link;
                if *same == wanted {
                    continue;
                }
            } else {
                wanted.id = ContactId::new(now, chance).0;
            }
            gone.extend(
                known
                    .iter()
                    .filter(|contact| contact.main || contact.email_key == key)
                    .map(|contact| contact.id),
            );
            rows.push(contact_row(wanted));
        }
        if !gone.is_empty() {
            contact::Entity::delete_many()
                .filter(contact::Column::Id.is_in(gone))
                .exec(conn)
                .await?;
        }
        contact::Entity::insert_many(rows)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

fn contact_row(row: contact::Model) -> contact::ActiveModel {
    contact::ActiveModel {
        id: Set(row.id),
        company_id: Set(row.company_id),
        name: Set(row.name),
        email: Set(row.email),
        email_key: Set(row.email_key),
        pec: Set(row.pec),
        language: Set(row.language),
        main: Set(row.main),
        mail_problem: Set(row.mail_problem),
        confirmed_at: Set(row.confirmed_at),
        confirmed_by: Set(row.confirmed_by),
        confirmed_link: Set(row.confirmed_link),
        retired_at: Set(row.retired_at),
    }
}
