//! The first school's market as the files that a school would bring: examples to try `abbina match` and the imports with.

use chrono::NaiveDate;

use super::Market;
use crate::platform::sheets::{write_csv, write_xlsx};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::text::Language;
use crate::{companies, placements, students};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What to call it.
    pub name: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Students, companies and places of the first school, each as CSV and as XLSX, as of `today`. Companies are those of its places.
///
/// # Errors
/// When a workbook cannot be written.
pub fn files(size: usize, seed: u64, today: NaiveDate) -> Result<Vec<File>, Fault> {
    let market = Market::new(size, seed, today);
    let school = &market.schools[0];
    let offers = || school.places.iter().map(|place| &place.offer);
    let used = |company: &&companies::model::CompanyFacts| {
        offers().any(|offer| offer.vat_number == company.vat_number)
    };
    let italian = Language::Italian;
    let sheets = [
        (
            "studenti.csv",
            "studenti.xlsx",
            students::import::sheet(&school.students, italian),
        ),
        (
            "aziende.csv",
            "aziende.xlsx",
            companies::import::sheet(market.companies.iter().filter(used), italian),
        ),
        (
            "posti.csv",
            "posti.xlsx",
            placements::import::sheet(offers(), italian),
        ),
    ];
    let mut files = Vec::new();
    for (csv, xlsx, sheet) in sheets {
        files.push(File {
            name: csv,
            bytes: write_csv(&sheet),
        });
        files.push(File {
            name: xlsx,
            bytes: write_xlsx(std::slice::from_ref(&sheet))?,
        });
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::platform::sheets::{Chosen, Column, Limits, Mapping, Table, read, wanted};

    fn table(files: &[File], name: &str, columns: &[Column]) -> (Table, Mapping) {
        let file = files.iter().find(|file| file.name == name).unwrap();
        let table = read(name, &file.bytes, &wanted(columns), &Limits::DEFAULT);
        let table = table.unwrap();
        let mapping = Mapping::of(columns, &table.header, &Chosen::new());
        (table, mapping)
    }

    #[test]
    fn what_is_written_is_read_back_without_a_complaint() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 7).unwrap();
        let files = files(300, 1, today).unwrap();
        let market = Market::new(300, 1, today);
        let school = &market.schools[0];
        for kind in ["csv", "xlsx"] {
            let (rows, mapping) = table(&files, &format!("studenti.{kind}"), students::import::COLUMNS);
            let reading = students::import::read(&rows, &mapping, &students::import::Context::on(today));
            assert_eq!(
                (&reading.problems[..], &reading.unknown_columns[..]),
                (&[][..], &[][..]),
                "{kind}"
            );
            let read: Vec<_> = reading.records.into_iter().map(|(_, student)| student).collect();
            assert_eq!(read, school.students);

            let (rows, mapping) = table(&files, &format!("posti.{kind}"), placements::import::COLUMNS);
            let reading = placements::import::read(&rows, &mapping, &placements::import::Context::on(today));
            assert_eq!(&reading.problems[..], &[][..], "{kind}");
            let read: Vec<_> = reading.records.into_iter().map(|(_, offer)| offer).collect();
            assert!(read.iter().eq(school.places.iter().map(|place| &place.offer)));

            let (rows, mapping) = table(&files, &format!("aziende.{kind}"), companies::import::COLUMNS);
            let reading = companies::import::read(&rows, &mapping, &companies::import::Context);
            assert_eq!(&reading.problems[..], &[][..], "{kind}");
            assert!(
                reading
                    .records
                    .iter()
                    .all(|(_, facts)| market.companies.contains(facts))
            );
        }
    }
}
