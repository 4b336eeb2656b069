//! Placements: by (school, code). Sites and tutors that an offer names come with it, and go with its undo.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Around, Companions, Hand, Joined, Subject, overlay};
use crate::companies::{self, Says};
use crate::imports::check::Missing;
use crate::imports::store::Change;
use crate::placements::import;
use crate::placements::model::{Offer, Placement};
use crate::placements::{self};
use crate::platform::sheets::{Cell, Column, Mapping, Reading, Table};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::PlacementId;

/// The subject.
#[derive(Debug, Clone, Copy)]
pub(in crate::imports) struct Placements;

fn typed(ids: &[Uuid]) -> Vec<PlacementId> {
    ids.iter().copied().map(PlacementId).collect()
}

fn numbers(records: &[(u32, Offer)]) -> impl Iterator<Item = VatNumber> {
    records.iter().map(|(_, offer)| offer.vat_number)
}

impl Subject for Placements {
    type Record = Offer;
    type Known = Placement;

    const COLUMNS: &'static [Column] = import::COLUMNS;

    fn read(table: &Table, mapping: &Mapping, around: &Around) -> Reading<Offer> {
        import::read(table, mapping, &import::Context::on(around.today))
    }

    fn key(offer: &Offer) -> String {
        offer.key.clone()
    }

    fn title(offer: &Offer) -> String {
        offer.vat_number.to_string()
    }

    fn row(offer: &Offer) -> Vec<Cell> {
        import::row(offer)
    }

    fn record(placement: &Placement) -> &Offer {
        &placement.offer
    }

    fn version(placement: &Placement) -> i64 {
        placement.version
    }

    fn in_version(placement: Placement, version: i64) -> Placement {
        Placement { version, ..placement }
    }

    fn join(placement: &Placement, said: &Offer, absent: &BTreeSet<&'static str>) -> Offer {
        let known = &placement.offer;
        let kept = absent.iter().map(|column| match *column {
            "placement_id" => "key",
            "figure" => "figures",
            "week_hours" => "week_minutes",
            "day_hours" => "day_minutes",
            other => other,
        });
        let mut after = overlay(known, said, kept);
        // What is known of a tutor stays where the file says nothing of it, as the store does it.
        if after.tutor == known.tutor && after.tutor.is_some() {
            after.tutor_max = after.tutor_max.or(known.tutor_max);
            after.tutor_years = after.tutor_years.or(known.tutor_years);
        }
        after
    }

    async fn known(
        conn: &impl ConnectionTrait,
        around: &Around,
        keys: &[String],
    ) -> Result<HashMap<String, Placement>, Fault> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        placements::by_keys(conn, around.institution()?, &keys).await
    }

    async fn all(conn: &impl ConnectionTrait, around: &Around) -> Result<Vec<Missing>, Fault> {
        let keys = placements::keys(conn, around.institution()?).await?;
        Ok(keys.into_iter().map(Missing::from).collect())
    }

    async fn complaints(
        conn: &impl ConnectionTrait,
        records: &[(u32, Offer)],
    ) -> Result<Vec<(u32, &'static str, Invalid)>, Fault> {
        let known = companies::ids_by_vat(conn, numbers(records)).await?;
        let unknown = records
            .iter()
            .filter(|(_, offer)| !known.contains_key(&offer.vat_number));
        let complaint = |(line, offer): &(u32, Offer)| {
            let vat = offer.vat_number.to_string();
            (
                *line,
                "vat_number",
                Invalid::new("", "placement.company.unknown", vat),
            )
        };
        Ok(unknown.map(complaint).collect())
    }

    async fn before(conn: &impl ConnectionTrait, records: &[(u32, Offer)]) -> Result<Companions, Fault> {
        let companies = companies::ids_by_vat(conn, numbers(records)).await?;
        Companions::of(conn, companies.into_values().collect()).await
    }

    async fn write(
        conn: &impl ConnectionTrait,
        around: &Around,
        hand: Hand<'_>,
        rows: Vec<Joined<Placements>>,
    ) -> Result<Vec<Change>, Fault> {
        let institution_id = around.institution()?;
        let rows: Vec<Joined<Placements>> = rows.into_iter().filter(|row| !row.is_same()).collect();
        let offers: Vec<&Offer> = rows.iter().map(|row| &row.after).collect();
        let places = placements::resolve(conn, &offers, Says::WhatItHolds, hand.now, hand.chance).await?;
        let (mut new, mut changed, mut changes) = (Vec::new(), Vec::new(), Vec::new());
        for (row, place) in rows.into_iter().zip(places) {
            let place = place.map_err(Fault::from)?;
            let known = row.known.as_ref();
            let id = known.map_or_else(|| PlacementId::new(hand.now, hand.chance), |p| p.id);
            let (word, to) = match known {
                Some(_) => ("changed", &mut changed),
                None => ("new", &mut new),
            };
            changes.push(row.change(word, id.0)?);
            to.push(Placement {
                id,
                institution_id,
                shared: known.is_some_and(|p| p.shared),
                firmness: known.map(|p| p.firmness).unwrap_or_default(),
                company_id: place.company_id,
                company_site_id: place.company_site_id,
                tutor_id: place.tutor_id,
                version: known.map_or(1, |p| p.version),
                offer: row.after,
            });
        }
        placements::insert_many(conn, &new, hand.now).await?;
        placements::update_many(conn, &changed, hand.now).await?;
        Ok(changes)
    }

    async fn of_ids(
        conn: &impl ConnectionTrait,
        _around: &Around,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Placement>, Fault> {
        let found = placements::by_ids(conn, &typed(ids)).await?;
        Ok(found
            .into_iter()
            .map(|(id, placement)| (id.0, placement))
            .collect())
    }

    async fn in_use(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, &'static str)>, Fault> {
        let used = placements::in_use(conn, &typed(ids)).await?;
        Ok(used.into_iter().map(|(id, what)| (id.0, what)).collect())
    }

    async fn restore(
        conn: &impl ConnectionTrait,
        hand: Hand<'_>,
        known: Vec<Placement>,
    ) -> Result<(), Fault> {
        placements::update_many(conn, &known, hand.now).await
    }

    async fn remove(conn: &impl ConnectionTrait, around: &Around, ids: &[Uuid]) -> Result<(), Fault> {
        placements::remove(conn, around.institution()?, &typed(ids)).await
    }
}
