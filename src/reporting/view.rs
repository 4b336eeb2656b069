//! What is asked for, and the tables that answer it: the same for the page and for the export.

use super::cube::{Cell, Dimension};
use super::model::{Report, Subject, Year, value, word};
use super::secrecy::Shown;
use crate::vocabulary::calendar::SchoolYear;

/// What a reader asks for: one school year, and at most one group of it.
///
/// More than one group at once is never answered: it would be a small one, and every further table makes more of the others
/// secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which year.
    pub year: SchoolYear,
    /// Only these.
    pub only: Option<(Dimension, u16)>,
}

impl Asked {
    /// From the words of an address; what they do not name, or wrongly, is the latest year and everything.
    #[must_use]
    pub fn read(year: &str, only: &str, report: &Report, today: SchoolYear) -> Asked {
        let known = |year: &SchoolYear| report.year(*year).is_some();
        let asked = year.parse().ok().map(SchoolYear).filter(known);
        let year = asked
            .or_else(|| Some(today).filter(known))
            .or_else(|| report.years().next())
            .unwrap_or(today);
        Asked {
            year,
            only: read_group(only),
        }
    }

    /// The cell that counts everything that is asked for.
    #[must_use]
    pub fn cell(&self) -> Cell {
        self.only
            .map_or(Cell::ALL, |(dimension, value)| Cell::ALL.with(dimension, value))
    }

    /// The words of the address.
    #[must_use]
    pub fn query(&self) -> String {
        match self.only {
            None => format!("year={}", self.year.0),
            Some(group) => format!("year={}&only={}", self.year.0, group_word(group)),
        }
    }
}

/// The word of a dimension, in addresses, files and text keys.
#[must_use]
pub const fn dimension_word(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Province => "province",
        Dimension::Figure => "figure",
        Dimension::Size => "size",
        Dimension::State => "state",
    }
}

/// `province.BG`.
#[must_use]
pub fn group_word((dimension, value): (Dimension, u16)) -> String {
    format!("{}.{}", dimension_word(dimension), word(dimension, value))
}

/// Back from [`group_word`].
#[must_use]
pub fn read_group(text: &str) -> Option<(Dimension, u16)> {
    let (kind, name) = text.split_once('.')?;
    let dimension = Dimension::ALL
        .into_iter()
        .find(|dimension| dimension_word(*dimension) == kind)?;
    Some((dimension, value(dimension, name)?))
}

/// A table: one row for each group, the total first, then the states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What is counted.
    pub subject: Subject,
    /// By what; none: one row with everything that is asked for.
    pub by: Option<Dimension>,
    /// The groups whose size may be shown, the largest first.
    pub rows: Vec<Row>,
    /// How many groups there are whose size may not.
    pub withheld: usize,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which group.
    pub group: Option<(Dimension, u16)>,
    /// All of it.
    pub total: Shown,
    /// By state, as [`Subject::states`] are.
    pub states: Vec<Shown>,
}

/// Every table that answers what is asked for.
#[must_use]
pub fn tables(year: &Year, asked: &Asked) -> Vec<Table> {
    let mut tables = Vec::new();
    for subject in Subject::ALL {
        let dimensions = subject.dimensions();
        if asked.only.is_some_and(|(only, _)| !dimensions.contains(&only)) {
            continue;
        }
        tables.push(table(year, asked, subject, None));
        let others = dimensions
            .iter()
            .filter(|dimension| asked.only.is_none_or(|(only, _)| only != **dimension));
        tables.extend(others.map(|&dimension| table(year, asked, subject, Some(dimension))));
    }
    tables
}

/// One table.
#[must_use]
pub fn table(year: &Year, asked: &Asked, subject: Subject, by: Option<Dimension>) -> Table {
    let release = year.of(subject);
    let row = |group: Option<(Dimension, u16)>| {
        let cell = group.map_or(asked.cell(), |(dimension, value)| {
            asked.cell().with(dimension, value)
        });
        let states = 0..u16::try_from(subject.states().len()).unwrap_or(0);
        Row {
            group,
            total: release.shown(cell),
            states: states
                .map(|state| release.shown(cell.with(Dimension::State, state)))
                .collect(),
        }
    };
    let Some(dimension) = by else {
        return Table {
            subject,
            by,
            rows: vec![row(None)],
            withheld: 0,
        };
    };
    let all = release
        .values(dimension)
        .into_iter()
        .map(|value| row(Some((dimension, value))));
    let (mut rows, hidden): (Vec<Row>, Vec<Row>) = all.partition(|row| row.total != Shown::Hidden);
    rows.retain(|row| row.total != Shown::Number(0));
    if dimension != Dimension::Size {
        rows.sort_by_key(|row| std::cmp::Reverse(row.total.number()));
    }
    Table {
        subject,
        by,
        rows,
        withheld: hidden.len(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::reporting::model::{Reader, StudentFact, StudentState};
    use crate::vocabulary::geography::Province;
    use crate::vocabulary::repertory::figures;

    fn report() -> Report {
        let facts: Vec<StudentFact> = (0..40)
            .map(|i| StudentFact {
                year: SchoolYear(2026),
                province: Province::ALL[i / 18],
                figure: figures()[i % 2].code,
                state: StudentState::Registered,
            })
            .collect();
        Report::new(&facts, &[], Reader::Outsider)
    }

    #[test]
    fn an_address_that_names_nothing_known_asks_for_everything() {
        let report = report();
        let asked = Asked::read("1999", "province.XX", &report, SchoolYear(2030));
        assert_eq!(
            asked,
            Asked {
                year: SchoolYear(2026),
                only: None
            }
        );
        let asked = Asked::read("2026", "province.BS", &report, SchoolYear(2030));
        assert_eq!(asked.query(), "year=2026&only=province.BS");
    }

    #[test]
    fn groups_that_may_not_be_shown_are_only_counted() {
        let report = report();
        let asked = Asked::read("", "", &report, SchoolYear(2026));
        let tables = tables(report.year(asked.year).unwrap(), &asked);
        let by_province = tables
            .iter()
            .find(|table| table.by == Some(Dimension::Province))
            .unwrap();
        let shown: u32 = by_province.rows.iter().filter_map(|row| row.total.number()).sum();
        assert_eq!(
            (by_province.rows.len(), by_province.withheld, shown),
            (1, 2, 18),
            "18, 18 and 4"
        );
    }

    #[test]
    fn what_size_groups_is_seats() {
        let report = report();
        let asked = Asked::read("", "size.1-9", &report, SchoolYear(2026));
        let tables = tables(report.year(asked.year).unwrap(), &asked);
        assert!(tables.iter().all(|table| table.subject == Subject::Seats));
    }
}
