//! From what the files say to a snapshot, in an order that no row decides.

use std::collections::{BTreeMap, BTreeSet};

use super::inputs::{Checked, LeftOut, OUTSIDE};
use super::{Cast, Kind, round};
use crate::matching::model::RoundFile;
use crate::matching::snapshot::{Candidate, Employer, Place, Snapshot, Tutor};
use crate::placements::model::Offer;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::geography::ComuneCode;

/// What is to be matched.
#[derive(Debug)]
pub struct Inputs {
    /// For the judge and the solver.
    pub snapshot: Snapshot,
    /// For what people read.
    pub cast: Cast,
    /// Rows that are not matched.
    pub left_out: Vec<LeftOut>,
}

impl Checked {
    /// Freezes what is left.
    #[must_use]
    pub fn freeze(self, round: &RoundFile, minutes: Vec<(ComuneCode, ComuneCode, u16)>) -> Inputs {
        let settings = round::settings(
            round,
            self.offers.iter().map(|(_, o)| o),
            self.choices.day,
            self.choices.seed,
        );
        let mut left_out = self.left_out;
        let outside = |file, line, key: &str| LeftOut {
            file,
            line,
            key: key.to_owned(),
            because: vec![OUTSIDE.to_owned()],
        };
        let wanted = |pathway| settings.pathway.is_none_or(|only| only == pathway);
        let mut cast = Cast {
            school: (self.choices.schools.len() == 1).then(|| self.choices.schools[0].clone()),
            ..Cast::default()
        };
        let mut seen = BTreeMap::new();
        for (_, person) in &self.people {
            *seen.entry(person.key.clone()).or_insert(0) += 1;
        }
        for (line, person) in self.people {
            if !wanted(person.pathway) {
                left_out.push(outside(Kind::Students, line, &person.key));
                continue;
            }
            // Two schools may use the same matricola.
            let id = match &person.school {
                Some(school) if seen[&person.key] > 1 => format!("{school}/{}", person.key),
                _ => person.key.clone(),
            };
            cast.students.insert(id, person);
        }
        for (line, offer) in self.offers {
            if wanted(offer.pathway) && offer.period().overlaps(settings.period) {
                cast.offers.insert(offer.key.clone(), offer);
            } else {
                left_out.push(outside(Kind::Placements, line, &offer.key));
            }
        }
        let used: BTreeSet<VatNumber> = cast.offers.values().map(|o| o.vat_number).collect();
        cast.companies = self
            .companies
            .into_iter()
            .filter(|(vat, _)| used.contains(vat))
            .collect();
        left_out.sort();
        let (employers, tutors, places) = places(&cast);
        let mut snapshot = Snapshot {
            day: self.choices.day,
            settings,
            students: cast
                .students
                .iter()
                .map(|(id, profile)| Candidate::from_profile(id.clone(), profile, 0))
                .collect(),
            employers,
            tutors,
            places,
            minutes,
            pins: Vec::new(),
            forbids: Vec::new(),
        };
        snapshot.normalise();
        Inputs {
            snapshot,
            cast,
            left_out,
        }
    }
}

/// Employers by VAT number, tutors by employer and name, places by code: no order depends on the rows of a file.
fn places(cast: &Cast) -> (Vec<Employer>, Vec<Tutor>, Vec<Place>) {
    let employers: Vec<Employer> = cast
        .companies
        .values()
        .map(|c| Employer::from_facts(c, 0))
        .collect();
    let at: BTreeMap<VatNumber, usize> = cast.companies.keys().copied().zip(0..).collect();
    let name = |offer: &Offer| {
        let tutor = offer.tutor.as_ref()?;
        Some((at[&offer.vat_number], tutor.sort_key()))
    };
    let mut limits: BTreeMap<(usize, String), Option<u32>> = BTreeMap::new();
    for offer in cast.offers.values() {
        if let Some(tutor) = name(offer) {
            let limit = limits.entry(tutor).or_default();
            *limit = limit.iter().copied().chain(offer.tutor_max).min();
        }
    }
    let numbers: BTreeMap<&(usize, String), usize> = limits.keys().zip(0..).collect();
    let tutors = limits
        .iter()
        .map(|((employer, _), max)| Tutor {
            employer: *employer,
            max: *max,
            held_apprentices: 0,
            held_students: 0,
        })
        .collect();
    let places = cast
        .offers
        .values()
        .map(|offer| {
            let tutor = name(offer).map(|tutor| numbers[&tutor]);
            Place::from_offer(offer.key.clone(), offer, at[&offer.vat_number], tutor, 0)
        })
        .collect();
    (employers, tutors, places)
}
