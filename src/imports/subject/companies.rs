//! Companies: by VAT number, once only for all schools.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Around, Hand, Joined, Subject};
use crate::companies::import;
use crate::companies::model::{Company, CompanyFacts, Confirmation};
use crate::companies::{self, Says};
use crate::imports::check::Missing;
use crate::imports::store::Change;
use crate::platform::sheets::{Cell, Column, Mapping, Reading, Table};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::CompanyId;

/// The subject.
#[derive(Debug, Clone, Copy)]
pub(in crate::imports) struct Companies;

fn typed(ids: &[Uuid]) -> Vec<CompanyId> {
    ids.iter().copied().map(CompanyId).collect()
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

    fn version(company: &Company) -> i64 {
        company.version
    }

    fn in_version(company: Company, version: i64) -> Company {
        Company { version, ..company }
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
        Ok(keys.into_iter().map(Missing::from).collect())
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
        let known = rows.iter().filter_map(|row| row.known.clone());
        let known = known.map(|company| (company.facts.vat_number, company)).collect();
        let upserted = companies::upsert_many(conn, &said, known, &by, hand.chance).await?;
        let done = rows.iter().zip(upserted);
        done.map(|(row, done)| {
            let word = match (&done.before, done.changed.is_empty()) {
                (None, _) => "new",
                (Some(_), false) => "changed",
                (Some(_), true) => "confirmed",
            };
            row.change(word, done.id.0)
        })
        .collect()
    }

    async fn of_ids(
        conn: &impl ConnectionTrait,
        _around: &Around,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Company>, Fault> {
        let found = companies::by_ids(conn, &typed(ids)).await?;
        Ok(found.into_iter().map(|(id, company)| (id.0, company)).collect())
    }

    async fn in_use(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, &'static str)>, Fault> {
        let used = companies::in_use(conn, &typed(ids)).await?;
        Ok(used.into_iter().map(|(id, what)| (id.0, what)).collect())
    }

    async fn restore(conn: &impl ConnectionTrait, hand: Hand<'_>, known: Vec<Company>) -> Result<(), Fault> {
        companies::restore(conn, &known, hand.now, hand.chance).await
    }

    async fn remove(conn: &impl ConnectionTrait, _around: &Around, ids: &[Uuid]) -> Result<(), Fault> {
        companies::remove(conn, &typed(ids)).await
    }
}
