//! The main job without a server: three files in, a folder of results out (`file-formats.md`).
//!
//! [`inputs`] reads the students', companies' and placements' tables and finds what only the three together show to be wrong;
//! [`frozen`] makes a [`Snapshot`](super::snapshot) of them. [`round`] and [`travel`] read the two optional files. The judging, the
//! scoring and the solving are those of the service ([`super::problem`]). [`outputs`] makes the three tables that go back to the
//! school, [`summary`] the record of the run, [`report`] the page for whoever answers for it, [`letters`] one mail for each
//! company and each school. [`words`] says in sentences why.
//!
//! # Words
//! *Complaint*: something wrong with one cell of one file; a *warning* is a complaint that stops nothing. *Left out*: a row that
//! was not matched because of an error in it, in its company, or because it lies outside the round. *Card*: what a company
//! reads of a student before it accepts: no name, no address, no codice fiscale.
//!
//! Pure: bytes and values in, bytes and values out. `cli::matching` reads and writes the files. The same files, settings, seed
//! and day give the same bytes, in whatever order the rows stand.

pub mod frozen;
pub mod inputs;
pub mod letters;
pub mod outputs;
pub mod report;
pub mod round;
pub mod summary;
pub mod travel;
pub mod words;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::companies::model::CompanyFacts;
use crate::placements::model::Offer;
use crate::platform::sheets::CellProblem;
use crate::students::model::Profile;
use crate::vocabulary::codes::VatNumber;

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The students'.
    Students,
    /// The companies'.
    Companies,
    /// The placements'.
    Placements,
    /// The settings of the round.
    Round,
    /// Measured minutes between comuni.
    Travel,
}

impl Kind {
    /// The three that a matching cannot do without.
    pub const TABLES: [Kind; 3] = [Kind::Students, Kind::Companies, Kind::Placements];

    /// The word in text keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Students => "students",
            Kind::Companies => "companies",
            Kind::Placements => "placements",
            Kind::Round => "round",
            Kind::Travel => "travel",
        }
    }
}

/// Something wrong with a cell of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Which file.
    pub file: Kind,
    /// Where, what, why.
    pub problem: CellProblem,
}

/// Who and what a matching is about: what the files said, by the keys that the results name.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    /// By the identity in the snapshot.
    pub students: BTreeMap<String, Profile>,
    /// By the code of the place.
    pub offers: BTreeMap<String, Offer>,
    /// By VAT number.
    pub companies: BTreeMap<VatNumber, CompanyFacts>,
    /// What the school calls itself, where the file does not say.
    pub school: Option<String>,
}

/// `sha256:` and 64 hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(bytes, 32))
}

/// The first `length` bytes of the SHA-256, hexadecimal.
fn hex(bytes: &[u8], length: usize) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(length)
        .map(|b| format!("{b:02x}"))
        .collect()
}
