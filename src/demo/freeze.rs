//! A round of the market as a run would freeze it, without a database: for the tests of what is promised, and for benches.

use std::collections::HashMap;

use super::market::{Market, Place as Seat};
use crate::matching::snapshot::{Candidate, Employer, Place, Snapshot, Tutor};

impl Market {
    /// What a run of this round would be asked to match, if no other round held anybody. Identities are the files' keys.
    #[must_use]
    pub fn freeze(&self, round: usize) -> Snapshot {
        let round = &self.rounds[round];
        let school = &self.schools[round.school];
        let wanted = |pathway| round.settings.pathway.is_none_or(|only| only == pathway);
        let lent = self
            .schools
            .iter()
            .filter(|other| other.code != school.code)
            .flat_map(|other| &other.places);
        let seats: Vec<&Seat> = school
            .places
            .iter()
            .chain(lent.filter(|place| place.shared))
            .filter(|place| {
                wanted(place.offer.pathway) && place.offer.period().overlaps(round.settings.period)
            })
            .collect();
        let mut snapshot = Snapshot {
            day: self.today,
            settings: round.settings.clone(),
            students: school
                .students
                .iter()
                .filter(|student| wanted(student.pathway))
                .map(|student| Candidate::from_profile(student.key.clone(), student, 0))
                .collect(),
            employers: Vec::new(),
            tutors: Vec::new(),
            places: Vec::new(),
            minutes: Vec::new(),
            pins: Vec::new(),
            forbids: Vec::new(),
        };
        let (mut employers, mut tutors) = (HashMap::new(), HashMap::new());
        for Seat { offer, .. } in seats {
            let Some(facts) = self
                .companies
                .iter()
                .find(|company| company.vat_number == offer.vat_number)
            else {
                continue;
            };
            let employer = *employers.entry(offer.vat_number).or_insert_with(|| {
                snapshot.employers.push(Employer::from_facts(facts, 0));
                snapshot.employers.len() - 1
            });
            let tutor = offer.tutor.as_ref().map(|name| {
                *tutors.entry((employer, name.clone())).or_insert_with(|| {
                    snapshot.tutors.push(Tutor {
                        employer,
                        max: offer.tutor_max,
                        held_apprentices: 0,
                        held_students: 0,
                    });
                    snapshot.tutors.len() - 1
                })
            });
            snapshot
                .places
                .push(Place::from_offer(offer.key.clone(), offer, employer, tutor, 0));
        }
        snapshot.normalise();
        snapshot
    }
}
