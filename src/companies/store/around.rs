//! What files say a company has around it: sites, tutors.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::CHUNK;
use super::row::{contact, site, tutor};
use crate::companies::facts::Says;
use crate::companies::model::{CompanySite, Tutor};
use crate::platform::db::KEYS;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::ids::{Chance, CompanyId, CompanySiteId, TutorId};
use crate::vocabulary::text::{EmailAddress, PersonName};

/// The sites and tutors of these companies.
///
/// # Errors
/// When the database fails.
pub async fn around(
    conn: &impl ConnectionTrait,
    companies: &[CompanyId],
) -> Result<(Vec<CompanySite>, Vec<Tutor>), Fault> {
    let (mut sites, mut tutors) = (Vec::new(), Vec::new());
    for chunk in companies.chunks(KEYS) {
        let of = || chunk.iter().map(|id| id.0);
        let found = site::Entity::find()
            .filter(site::Column::CompanyId.is_in(of()))
            .all(conn)
            .await?;
        for row in found {
            sites.push(row.into_site()?);
        }
        let found = tutor::Entity::find()
            .filter(tutor::Column::CompanyId.is_in(of()))
            .all(conn)
            .await?;
        for row in found {
            tutors.push(row.into_tutor()?);
        }
    }
    Ok((sites, tutors))
}

/// Puts back what was known of these tutors: an import is undone. To be called in a transaction.
///
/// # Errors
/// When the database fails.
pub async fn restore_tutors(conn: &impl ConnectionTrait, tutors: &[Tutor]) -> Result<(), Fault> {
    for known in tutors {
        tutor::Entity::update_many()
            .col_expr(
                tutor::Column::MaxStudents,
                Expr::value(known.max_students.map(i64::from)),
            )
            .col_expr(tutor::Column::Years, Expr::value(known.years.map(i64::from)))
            .filter(tutor::Column::Id.eq(known.id.0))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// Takes those of these sites and tutors away that no placement names.
///
/// # Errors
/// When the database fails.
pub async fn remove_unused(
    conn: &impl ConnectionTrait,
    sites: &[CompanySiteId],
    tutors: &[TutorId],
) -> Result<(), Fault> {
    let sites = unused(conn, "company_site_id", sites.iter().map(|id| id.0)).await?;
    for chunk in sites.chunks(KEYS) {
        site::Entity::delete_many()
            .filter(site::Column::Id.is_in(chunk.iter().copied()))
            .exec(conn)
            .await?;
    }
    let tutors = unused(conn, "company_tutor_id", tutors.iter().map(|id| id.0)).await?;
    for chunk in tutors.chunks(KEYS) {
        tutor::Entity::delete_many()
            .filter(tutor::Column::Id.is_in(chunk.iter().copied()))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// Those of these ids that no placement has in this column.
async fn unused(
    conn: &impl ConnectionTrait,
    column: &'static str,
    ids: impl Iterator<Item = Uuid>,
) -> Result<Vec<Uuid>, Fault> {
    let mut ids: Vec<Uuid> = ids.collect();
    let used = crate::platform::db::referring(conn, &[("placement", column)], &ids).await?;
    let used: HashSet<Uuid> = used.into_iter().map(|(id, _)| id).collect();
    ids.retain(|id| !used.contains(id));
    Ok(ids)
}

/// The tutors of these ids.
///
/// # Errors
/// When the database fails.
pub async fn tutors_by_ids(
    conn: &impl ConnectionTrait,
    ids: &[TutorId],
) -> Result<HashMap<TutorId, Tutor>, Fault> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(KEYS) {
        let rows = tutor::Entity::find()
            .filter(tutor::Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .all(conn)
            .await?;
        for row in rows {
            let tutor = row.into_tutor()?;
            found.insert(tutor.id, tutor);
        }
    }
    Ok(found)
}

/// The sites at these places, in their order; what is not there yet is added. To be called in a transaction.
///
/// # Errors
/// When the database fails, or a company does not exist.
pub async fn sites_for(
    conn: &impl ConnectionTrait,
    places: &[(CompanyId, ComuneCode, &str)],
    now: DateTime<Utc>,
    chance: &dyn Chance,
) -> Result<Vec<CompanySiteId>, Fault> {
    let key = |place: &(CompanyId, ComuneCode, &str)| (place.0.0, place.1.to_string(), place.2.to_owned());
    let mut known: HashMap<(Uuid, String, String), Uuid> = HashMap::new();
    let companies: Vec<Uuid> = distinct(places.iter().map(|place| place.0.0));
    for chunk in companies.chunks(KEYS) {
        let rows = site::Entity::find()
            .filter(site::Column::CompanyId.is_in(chunk.iter().copied()))
            .all(conn)
            .await?;
        known.extend(
            rows.into_iter()
                .map(|row| ((row.company_id, row.comune, row.address), row.id)),
        );
    }
    let mut new = Vec::new();
    let ids = places
        .iter()
        .map(|place| {
            let id = *known.entry(key(place)).or_insert_with(|| {
                let id = CompanySiteId::new(now, chance).0;
                new.push(site::ActiveModel {
                    id: Set(id),
                    company_id: Set(place.0.0),
                    comune: Set(place.1.to_string()),
                    address: Set(place.2.to_owned()),
                    ..Default::default()
                });
                id
            });
            CompanySiteId(id)
        })
        .collect();
    for chunk in new.chunks(CHUNK) {
        site::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(conn)
            .await?;
    }
    Ok(ids)
}

/// What is said of a tutor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TutorSaid {
    /// Of this company.
    pub company_id: CompanyId,
    /// Name: within a company it is the key, however it is written.
    pub name: PersonName,
    /// A limit lower than the law's.
    pub max_students: Option<u32>,
    /// Years of experience.
    pub years: Option<u32>,
}

/// The tutors of whom this is said, in the same order; who is not there yet is added, what is said is written down. What is
/// empty leaves what is known alone, unless a statement [`Says::Everything`]. To be called in a transaction.
///
/// # Errors
/// When the database fails, or a company does not exist.
pub async fn tutors_for(
    conn: &impl ConnectionTrait,
    said: &[TutorSaid],
    says: Says,
    now: DateTime<Utc>,
    chance: &dyn Chance,
) -> Result<Vec<TutorId>, Fault> {
    let mut known: HashMap<(Uuid, String), tutor::Model> = HashMap::new();
    let companies: Vec<Uuid> = distinct(said.iter().map(|tutor| tutor.company_id.0));
    for chunk in companies.chunks(KEYS) {
        let rows = tutor::Entity::find()
            .filter(tutor::Column::CompanyId.is_in(chunk.iter().copied()))
            .all(conn)
            .await?;
        known.extend(
            rows.into_iter()
                .map(|row| ((row.company_id, row.name_key.clone()), row)),
        );
    }
    let mut touched = Vec::new();
    let mut ids = Vec::with_capacity(said.len());
    for tutor in said {
        let key = (tutor.company_id.0, tutor.name.sort_key());
        let before = known.get(&key).cloned();
        let base = before.clone().unwrap_or_else(|| tutor::Model {
            id: TutorId::new(now, chance).0,
            company_id: key.0,
            name: tutor.name.to_string(),
            name_key: key.1.clone(),
            max_students: None,
            years: None,
            confirmed_at: None,
            confirmed_by: None,
            confirmed_link: None,
            retired_at: None,
        });
        let known_too = |fact: Option<i64>| fact.filter(|_| says == Says::WhatItHolds);
        let after = tutor::Model {
            max_students: tutor.max_students.map(i64::from).or(known_too(base.max_students)),
            years: tutor.years.map(i64::from).or(known_too(base.years)),
            ..base
        };
        ids.push(TutorId(after.id));
        if before.as_ref() != Some(&after) {
            touched.push(key.clone());
            known.insert(key, after);
        }
    }
    let mut once = HashSet::new();
    touched.retain(|key| once.insert(key.clone()));
    let rows: Vec<tutor::ActiveModel> = touched
        .iter()
        .filter_map(|key| known.remove(key))
        .map(|row| tutor::ActiveModel {
            id: Set(row.id),
            company_id: Set(row.company_id),
            name: Set(row.name),
            name_key: Set(row.name_key),
            max_students: Set(row.max_students),
            years: Set(row.years),
            ..Default::default()
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        tutor::Entity::insert_many(chunk.to_vec())
            .on_conflict(
                OnConflict::column(tutor::Column::Id)
                    .update_columns([tutor::Column::MaxStudents, tutor::Column::Years])
                    .to_owned(),
            )
            .exec_without_returning(conn)
            .await?;
    }
    Ok(ids)
}

/// Marks an address that a mail server refuses for good, in every company that has it; `None` lifts the mark.
///
/// # Errors
/// When the database fails.
pub async fn mark_mail_problem(
    conn: &impl ConnectionTrait,
    email: &EmailAddress,
    problem: Option<&str>,
) -> Result<(), Fault> {
    contact::Entity::update_many()
        .col_expr(
            contact::Column::MailProblem,
            Expr::value(problem.map(str::to_owned)),
        )
        .filter(contact::Column::EmailKey.eq(email.key()))
        .exec(conn)
        .await?;
    Ok(())
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
