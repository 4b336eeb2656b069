//! The names of groups and numbers, in the reader's language.

use super::cube::Dimension;
use super::model::Band;
use crate::platform::texts::T;
use crate::vocabulary::geography::Province;
use crate::vocabulary::repertory::figures;

/// Everything that has a definition: `reporting-term-…` is its name, `reporting-define-…` says what it counts.
pub(super) const GLOSSARY: [&str; 12] = [
    "students",
    "registered",
    "proposed",
    "accepted",
    "declined",
    "unplaced",
    "seats",
    "filled",
    "free",
    "year",
    "size",
    "hidden",
];

/// What a group is called.
pub(super) fn group(t: T, (dimension, value): (Dimension, u16)) -> String {
    let at = usize::from(value);
    match dimension {
        Dimension::Province => Province::ALL
            .get(at)
            .map_or("", |province| province.name())
            .to_owned(),
        // The repertory is Italian.
        Dimension::Figure => figures().get(at).map_or("", |figure| figure.name_it).to_owned(),
        Dimension::Size => {
            let band = Band::ALL.get(at).map_or("unknown", |band| band.as_str());
            t.get(&format!("reporting-size-{band}"))
        }
        Dimension::State => String::new(),
    }
}
