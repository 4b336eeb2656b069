//! From three tables to a snapshot, with everything wrong in all of them at once.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Complaint, Kind, travel};
use crate::companies::{self, model::CompanyFacts};
use crate::law::Key;
use crate::placements::{self, model::Offer};
use crate::platform::sheets::{CellProblem, Chosen, Column, Mapping, Reading, Table, parse};
use crate::students::{self, model::PlaceKey, model::Profile};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::text::normalise_key;

/// The tables that could be read at all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tables<'a> {
    /// The students' file.
    pub students: Option<&'a Table>,
    /// The companies' file.
    pub companies: Option<&'a Table>,
    /// The placements' file.
    pub placements: Option<&'a Table>,
}

/// What was chosen on the command line.
#[derive(Debug, Clone)]
pub struct Choices {
    /// Decides ages and the law in force.
    pub day: NaiveDate,
    /// Codes or names of the schools that the students' file may name; none: any.
    pub schools: Vec<String>,
    /// Before the round's own.
    pub seed: Option<u64>,
}

/// A row that is not matched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct LeftOut {
    /// Of which file.
    pub file: Kind,
    /// Which line.
    pub line: u32,
    /// The row's key, where it could be read.
    pub key: String,
    /// Codes of what is wrong; [`OUTSIDE`] where nothing is.
    pub because: Vec<String>,
}

/// Not an error: the row is of another period or pathway than the round.
pub const OUTSIDE: &str = "outside_round";

impl LeftOut {
    /// Is there nothing wrong with it?
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.because == [OUTSIDE]
    }
}

/// What the files say together.
#[derive(Debug)]
pub struct Checked {
    /// Everything wrong, by file and line.
    pub errors: Vec<Complaint>,
    /// What a person should look at, and nothing waits for.
    pub warnings: Vec<Complaint>,
    /// Nothing of a table can be matched: it could not be read, or lacks a column.
    pub hopeless: bool,
    /// Columns of the files that are none of ours.
    pub unknown_columns: Vec<(Kind, String)>,
    /// Rows with errors, and rows that depend on them.
    pub left_out: Vec<LeftOut>,
    pub(super) people: Vec<(u32, Profile)>,
    pub(super) offers: Vec<(u32, Offer)>,
    pub(super) companies: BTreeMap<VatNumber, CompanyFacts>,
    pub(super) choices: Choices,
}

struct Read<'a, R> {
    table: Option<&'a Table>,
    mapping: Mapping,
    key: &'static str,
    kind: Kind,
    columns: &'static [Column],
    reading: Reading<R>,
}

impl<R> Read<'_, R> {
    fn complaint(&self, line: u32, key: &'static str, value: &str, invalid: Invalid) -> Complaint {
        let name = self
            .mapping
            .place(key)
            .and_then(|at| self.table?.header.get(at).map(String::as_str))
            .or_else(|| self.columns.iter().find(|c| c.key == key).map(|c| c.italian))
            .unwrap_or(key);
        Complaint {
            file: self.kind,
            problem: CellProblem {
                line,
                column: Arc::from(name),
                key,
                value: value.to_owned(),
                code: invalid.code,
                args: invalid.args,
            },
        }
    }

    /// The key of each row, whether the rest of the row could be read or not.
    fn keys(&self) -> BTreeMap<u32, String> {
        let (Some(table), Some(at)) = (self.table, self.mapping.place(self.key)) else {
            return BTreeMap::new();
        };
        let text = |row: &crate::platform::sheets::Row| {
            parse::text(row.cell(at)).map_or_else(|_| row.cell(at).shown().into_owned(), |t| t.into_owned())
        };
        table.rows.iter().map(|row| (row.line, text(row))).collect()
    }

    /// No row of it counts.
    fn hopeless(&self) -> bool {
        self.table
            .is_none_or(|t| self.reading.problems.iter().any(|p| p.line == t.header_line))
    }

    fn complaints(&self) -> impl Iterator<Item = Complaint> {
        self.reading.problems.iter().map(|problem| Complaint {
            file: self.kind,
            problem: problem.clone(),
        })
    }
}

fn read<'a, R>(
    kind: Kind,
    key: &'static str,
    columns: &'static [Column],
    table: Option<&'a Table>,
    with: impl FnOnce(&Table, &Mapping) -> Reading<R>,
) -> Read<'a, R> {
    let header = table.map_or(&[][..], |t| &t.header);
    let mapping = Mapping::of(columns, header, &Chosen::new());
    let reading = table.map_or_else(
        || Reading {
            records: Vec::new(),
            problems: Vec::new(),
            unknown_columns: Vec::new(),
        },
        |table| with(table, &mapping),
    );
    Read {
        table,
        mapping,
        key,
        kind,
        columns,
        reading,
    }
}

/// Reads all three and compares them. Codes besides those of the readers: `placement.company.not_in_file`,
/// `company.missing_for_apprenticeship` ($place), and the warnings `student.wishes.unknown`, `student.refuses.unknown`,
/// `placement.tutor_max.differs` ($least).
#[must_use]
pub fn check(tables: Tables<'_>, choices: Choices) -> Checked {
    let mut known = students::import::Context::on(choices.day);
    if !choices.schools.is_empty() {
        known.schools = Some(choices.schools.iter().map(|s| normalise_key(s)).collect());
        known.several_schools = choices.schools.len() > 1;
    }
    let people = read(
        Kind::Students,
        "student_id",
        students::import::COLUMNS,
        tables.students,
        |t, m| students::import::read(t, m, &known),
    );
    let firms = read(
        Kind::Companies,
        "vat_number",
        companies::import::COLUMNS,
        tables.companies,
        |t, m| companies::import::read(t, m, &companies::import::Context),
    );
    let places = read(
        Kind::Placements,
        "placement_id",
        placements::import::COLUMNS,
        tables.placements,
        |t, m| placements::import::read(t, m, &placements::import::Context::on(choices.day)),
    );
    let mut errors: Vec<Complaint> = people
        .complaints()
        .chain(firms.complaints())
        .chain(places.complaints())
        .collect();
    let firm_lines: BTreeMap<VatNumber, u32> = firms
        .reading
        .records
        .iter()
        .map(|(line, f)| (f.vat_number, *line))
        .collect();
    let companies: BTreeMap<VatNumber, CompanyFacts> = firms
        .reading
        .records
        .iter()
        .map(|(_, facts)| (facts.vat_number, facts.clone()))
        .collect();
    // A company whose number lost its zeros is there all the same: what is wrong with it is said once.
    let zeros_lost = |text: &String| VatNumber::parse(&format!("{text:0>11}")).ok();
    let named_firms: BTreeSet<VatNumber> = firms
        .keys()
        .values()
        .filter_map(|text| VatNumber::parse(text).ok().or_else(|| zeros_lost(text)))
        .collect();
    let mut dependent = Vec::new();
    let mut complained = BTreeSet::new();
    let mut offers = Vec::new();
    for (line, offer) in &places.reading.records {
        let Some(facts) = companies.get(&offer.vat_number) else {
            let code = if named_firms.contains(&offer.vat_number) {
                "placement.company.left_out"
            } else {
                if !firms.hopeless() {
                    let invalid = Invalid::new("", "placement.company.not_in_file", "");
                    errors.push(places.complaint(*line, "vat_number", offer.vat_number.as_str(), invalid));
                }
                "placement.company.not_in_file"
            };
            dependent.push((*line, offer.key.clone(), code));
            continue;
        };
        if offer.pathway == Pathway::Apprenticeship {
            let missing = companies::import::missing_for_apprenticeship(facts);
            for key in &missing {
                if complained.insert((offer.vat_number, *key)) {
                    let invalid = Invalid::new("", "company.missing_for_apprenticeship", "")
                        .with("place", &offer.key)
                        .with("vat", offer.vat_number.as_str());
                    errors.push(firms.complaint(firm_lines[&offer.vat_number], key, "", invalid));
                }
            }
            if !missing.is_empty() {
                dependent.push((*line, offer.key.clone(), "company.missing_for_apprenticeship"));
                continue;
            }
        }
        offers.push((*line, offer.clone()));
    }
    let warnings = warnings(&people, &firms, &places, &named_firms);
    let left_out = left_out(&people, &firms, &places, &dependent);
    errors.sort_by_key(|c| (c.file, c.problem.line));
    let unknown = |kind, names: &[String]| names.iter().map(move |n| (kind, n.clone())).collect::<Vec<_>>();
    let unknown_columns = [
        unknown(Kind::Students, &people.reading.unknown_columns),
        unknown(Kind::Companies, &firms.reading.unknown_columns),
        unknown(Kind::Placements, &places.reading.unknown_columns),
    ]
    .concat();
    Checked {
        hopeless: people.hopeless() || firms.hopeless() || places.hopeless(),
        errors,
        warnings,
        unknown_columns,
        left_out,
        people: people.reading.records,
        offers,
        companies,
        choices,
    }
}

/// Wishes and refusals that name nothing in the files, and tutors with two limits.
fn warnings(
    people: &Read<'_, Profile>,
    firms: &Read<'_, CompanyFacts>,
    places: &Read<'_, Offer>,
    named_firms: &BTreeSet<VatNumber>,
) -> Vec<Complaint> {
    let keys = places.keys();
    let codes: HashSet<Key> = keys.values().map(|code| Key::of(code)).collect();
    let mut warnings = Vec::new();
    let known = |key: &PlaceKey| match key {
        PlaceKey::Company(vat) => firms.hopeless() || named_firms.contains(vat),
        PlaceKey::Placement(code) => places.hopeless() || codes.contains(&Key::of(code)),
    };
    let shown = |key: &PlaceKey| match key {
        PlaceKey::Company(vat) => vat.as_str().to_owned(),
        PlaceKey::Placement(code) => code.clone(),
    };
    for (line, person) in &people.reading.records {
        let mut warn = |column, code, key: &PlaceKey| {
            let invalid = Invalid::new("", code, "");
            warnings.push(people.complaint(*line, column, &shown(key), invalid));
        };
        for wish in person.wishes.iter().flatten().filter(|k| !known(k)) {
            warn("wishes", "student.wishes.unknown", wish);
        }
        for refused in person.refuses.iter().filter(|k| !known(k)) {
            warn("refuses", "student.refuses.unknown", refused);
        }
    }
    let mut limits: BTreeMap<(VatNumber, String), u32> = BTreeMap::new();
    for (line, offer) in &places.reading.records {
        let Some(tutor) = &offer.tutor else { continue };
        let Some(said) = offer.tutor_max else { continue };
        let least = limits.entry((offer.vat_number, tutor.sort_key())).or_insert(said);
        if *least != said {
            *least = said.min(*least);
            let invalid = Invalid::new("", "placement.tutor_max.differs", "").with("least", *least);
            warnings.push(places.complaint(*line, "tutor_max", &said.to_string(), invalid));
        }
    }
    warnings
}

fn left_out(
    people: &Read<'_, Profile>,
    firms: &Read<'_, CompanyFacts>,
    places: &Read<'_, Offer>,
    dependent: &[(u32, String, &'static str)],
) -> Vec<LeftOut> {
    fn of<R>(read: &Read<'_, R>) -> Vec<LeftOut> {
        let keys = read.keys();
        let mut codes: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
        for problem in &read.reading.problems {
            codes
                .entry(problem.line)
                .or_default()
                .insert(problem.code.to_owned());
        }
        codes
            .into_iter()
            .map(|(line, because)| LeftOut {
                file: read.kind,
                line,
                key: keys.get(&line).cloned().unwrap_or_default(),
                because: because.into_iter().collect(),
            })
            .collect()
    }
    let mut left_out = [of(people), of(firms), of(places)].concat();
    left_out.extend(dependent.iter().map(|(line, key, code)| LeftOut {
        file: Kind::Placements,
        line: *line,
        key: key.clone(),
        because: vec![(*code).to_owned()],
    }));
    left_out.sort();
    left_out
}

impl Checked {
    /// The measured minutes between the homes and the sites that could be read.
    ///
    /// # Errors
    /// Everything wrong with the table of journeys.
    pub fn journeys(&self, bytes: &[u8]) -> Result<Vec<(ComuneCode, ComuneCode, u16)>, Vec<Complaint>> {
        let homes = self.people.iter().map(|(_, s)| s.residence).collect();
        let sites = self.offers.iter().map(|(_, o)| o.site).collect();
        let of = |problem| Complaint {
            file: Kind::Travel,
            problem,
        };
        travel::read(bytes, &homes, &sites).map_err(|problems| problems.into_iter().map(of).collect())
    }
}
