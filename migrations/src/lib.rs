//! The history of Abbina's database. The rules are in `README.md`.

#![warn(missing_docs)]

use sea_orm_migration::prelude::*;

pub mod columns;
mod m0001_people;
mod m0002_offer;
mod m0003_matching;
mod m0004_answers;
mod m0005_publication;
mod m0006_scenarios;
mod m0007_company_people;
mod m0008_availability;
mod m0009_families;
mod m0010_quick_lists;
mod m0011_availability_news;

/// Everything that has happened to the schema, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_offer::Migration),
            Box::new(m0003_matching::Migration),
            Box::new(m0004_answers::Migration),
            Box::new(m0005_publication::Migration),
            Box::new(m0006_scenarios::Migration),
            Box::new(m0007_company_people::Migration),
            Box::new(m0008_availability::Migration),
            Box::new(m0009_families::Migration),
            Box::new(m0010_quick_lists::Migration),
            Box::new(m0011_availability_news::Migration),
        ]
    }
}

pub use sea_orm_migration::MigratorTrait;
