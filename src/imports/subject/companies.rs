//! Companies: by VAT number, once only for all schools.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{Around, Hand, Joined, Subject, refuse};
use crate::companies::import;
use crate::companies::model::{Company, CompanyFacts, Confirmation};
use crate::companies::{self, Says};
use crate::imports::check::Missing;
use crate::imports::store::Change;
use crate::platform::sheets::{Cell, Column, Mapping, Reading, Table};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::CompanyId;

/// The subject.
#[derive(Debug, Clone, Copy)]
pub(in crate::imports) struct Companies;

/// What brings a company back.
#[derive(Serialize, Deserialize)]
struct Image {
    facts: CompanyFacts,
    confirmations: BTreeMap<String, Confirmation>,
    mail_problem: Option<String>,
    version: i64,
}

impl Subject for Companies {
    type Record = CompanyFacts;
    type Known = Company;

    const COLUMNS: &'static [Column] = import::COLUMNS;

    fn read(table: &Table, mapping: &Mapping, _around: &Around) -> Reading<CompanyFacts> {
        import::read(table, mapping, &import::Context)
    }

    fn key(facts: &CompanyFacts) -> String {
        facts.vat_number.to_string()
    }

    fn title(facts: &CompanyFacts) -> String {
        facts.name.clone()
    }

    fn row(facts: &CompanyFacts) -> Vec<Cell> {
        import::row(facts)
    }

    fn record(company: &Company) -> &CompanyFacts {
        &company.facts
    }

    fn join(company: &Company, said: &CompanyFacts, _absent: &BTreeSet<&'static str>) -> CompanyFacts {
        companies::merge(&company.facts, said, Says::WhatItHolds)
    }

    async fn known(
        conn: &impl ConnectionTrait,
        _around: &Around,
        keys: &[String],
    ) -> Result<HashMap<String, Company>, Fault> {
        let numbers: Vec<VatNumber> = keys.iter().filter_map(|key| VatNumber::parse(key).ok()).collect();
        let known = companies::by_vat(conn, &numbers).await?;
        Ok(known
            .into_iter()
            .map(|(vat, company)| (vat.to_string(), company))
            .collect())
    }

    async fn all(conn: &impl ConnectionTrait, _around: &Around) -> Result<Vec<Missing>, Fault> {
        let keys = companies::keys(conn).await?;
        Ok(keys
            .into_iter()
            .map(|(key, title)| Missing { key, title })
            .collect())
    }

    async fn complaints(
        _conn: &impl ConnectionTrait,
        _records: &[(u32, CompanyFacts)],
    ) -> Result<Vec<(u32, &'static str, Invalid)>, Fault> {
        Ok(Vec::new())
    }

    type Before = ();

    async fn before(_: &impl ConnectionTrait, _: &[(u32, Self::Record)]) -> Result<(), Fault> {
        Ok(())
    }

    async fn came_with(_: &impl ConnectionTrait, (): ()) -> Result<Vec<Change>, Fault> {
        Ok(Vec::new())
    }

    async fn write(
        conn: &impl ConnectionTrait,
        _around: &Around,
        hand: Hand<'_>,
        rows: Vec<Joined<Companies>>,
    ) -> Result<Vec<Change>, Fault> {
        let by = Confirmation {
            at: hand.now,
            account: hand.account,
            link: None,
        };
        let said: Vec<CompanyFacts> = rows.iter().map(|row| row.said.clone()).collect();
        let upserted = companies::upsert_many(conn, &said, &by, hand.chance).await?;
        rows.iter()
            .zip(upserted)
            .map(|(row, done)| {
                let change = match (&done.before, done.changed.is_empty()) {
                    (None, _) => "new",
                    (Some(_), false) => "changed",
                    (Some(_), true) => "confirmed",
                };
                let image = done.before.map(|company| Image {
                    facts: company.facts,
                    confirmations: company.confirmations,
                    mail_problem: company.mail_problem,
                    version: company.version,
                });
                Ok(Change {
                    line: row.line,
                    change,
                    entity: done.id.0,
                    key: row.said.vat_number.to_string(),
                    before: image
                        .map(serde_json::to_value)
                        .transpose()
                        .map_err(Fault::internal)?,
                })
            })
            .collect()
    }

    async fn undo(
        conn: &impl ConnectionTrait,
        _around: &Around,
        hand: Hand<'_>,
        changes: Vec<Change>,
    ) -> Result<(), Fault> {
        let ids: Vec<CompanyId> = changes.iter().map(|c| CompanyId(c.entity)).collect();
        let now_known = companies::by_ids(conn, &ids).await?;
        let created: Vec<CompanyId> = changes
            .iter()
            .filter(|c| c.change == "new")
            .map(|c| CompanyId(c.entity))
            .collect();
        let key = |id: CompanyId| {
            changes
                .iter()
                .find(|c| c.entity == id.0)
                .map(|c| c.key.clone())
                .unwrap_or_default()
        };
        let used = companies::in_use(conn, &created).await?;
        refuse(
            "import.in_use",
            used.into_iter()
                .map(|(id, what)| (key(id), what.to_owned()))
                .collect(),
        )?;
        let (mut back, mut touched) = (Vec::new(), Vec::new());
        for change in &changes {
            let id = CompanyId(change.entity);
            let Some(current) = now_known.get(&id) else {
                continue;
            };
            let image: Option<Image> = change
                .before
                .clone()
                .map(serde_json::from_value)
                .transpose()
                .map_err(Fault::internal)?;
            if current.version != image.as_ref().map_or(1, |i| i.version + 1) {
                touched.push((change.key.clone(), String::new()));
            } else if let Some(Image {
                facts,
                confirmations,
                mail_problem,
                ..
            }) = image
            {
                back.push(Company {
                    id,
                    facts,
                    confirmations,
                    mail_problem,
                    version: current.version,
                });
            }
        }
        refuse("import.changed_since", touched)?;
        companies::restore(conn, &back, hand.now, hand.chance).await?;
        companies::remove(conn, &created).await
    }
}
