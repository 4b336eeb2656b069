//! May this student go to this place? Allowed, or refused with **all** the rules that refuse.
//!
//! The law judges ([`crate::law`]); this file brings it the facts. What is asked of five million pairs is worked out once for
//! each student, each place and each pair of comuni.

use std::collections::HashMap;

use super::records::{Closed, ClosedBy, Said};
use super::snapshot::{Candidate, Place, Snapshot};
use crate::law::{
    self, Key, Law, Licence, PersonFacts, PlaceFacts, ReadyPerson, ReadyPlace, Reason, ReasonSet, RuleId,
    Sentence, Travel,
};
use crate::students::model::PlaceKey;
use crate::vocabulary::calendar::Period;
use crate::vocabulary::geography::{self, ComuneCode, travel_minutes};

/// What the law may know of a snapshot.
#[derive(Debug)]
pub struct Facts<'a> {
    snapshot: &'a Snapshot,
    persons: Vec<PersonFacts>,
    places: Vec<PlaceFacts>,
    ways: Ways,
}

impl<'a> Facts<'a> {
    /// Of this snapshot.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot) -> Facts<'a> {
        Facts {
            snapshot,
            persons: snapshot.students.iter().map(|s| person(s, snapshot)).collect(),
            places: snapshot.places.iter().map(|p| place(p, snapshot)).collect(),
            ways: Ways::of(snapshot),
        }
    }

    /// Ready to judge.
    #[must_use]
    pub fn judge<'f>(&'f self, law: &'f Law) -> Judge<'f> {
        Judge {
            facts: self,
            law,
            persons: self.persons.iter().map(|p| p.prepare(law)).collect(),
            places: self.places.iter().map(|p| p.prepare(law)).collect(),
        }
    }
}

/// Judges pairs of a snapshot, by position.
#[derive(Debug)]
pub struct Judge<'f> {
    facts: &'f Facts<'f>,
    law: &'f Law,
    persons: Vec<ReadyPerson<'f>>,
    places: Vec<ReadyPlace<'f>>,
}

impl Judge<'_> {
    /// Everything against this pair; nothing: it is allowed. And the way there.
    #[must_use]
    pub fn pair(&self, student: u32, place: u32) -> (ReasonSet, Travel) {
        let (s, p) = (student as usize, place as usize);
        let travel = self.travel(student, place);
        (law::judge(&self.persons[s], &self.places[p], travel), travel)
    }

    /// The way from the student's home to the place.
    #[must_use]
    pub fn travel(&self, student: u32, place: u32) -> Travel {
        self.facts
            .ways
            .travel(self.facts.snapshot, student as usize, place as usize)
    }

    /// Is the way only estimated?
    #[must_use]
    pub fn is_estimate(&self, student: u32, place: u32) -> bool {
        self.facts
            .ways
            .measured(student as usize, place as usize)
            .is_none()
    }

    /// What must be seen to before this pair becomes real.
    #[must_use]
    pub fn conditions(&self, student: u32, place: u32) -> Vec<Said> {
        let (s, p) = (student as usize, place as usize);
        let set = law::conditions(&self.persons[s], &self.places[p]);
        set.iter()
            .map(|c| law::explain_condition(c, &self.facts.persons[s], &self.facts.places[p], self.law))
            .map(|(code, args)| Said {
                code: code.to_owned(),
                args: args
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect(),
            })
            .collect()
    }

    /// The code of a reason and the numbers of its sentence, for this pair.
    #[must_use]
    pub fn explain(&self, reason: Reason, student: u32, place: u32) -> Sentence {
        let (s, p) = (student as usize, place as usize);
        law::explain(
            reason,
            &self.facts.persons[s],
            &self.facts.places[p],
            self.travel(student, place),
            self.law,
        )
    }
}

/// The facts of one student.
fn person(student: &Candidate, snapshot: &Snapshot) -> PersonFacts {
    let round = snapshot.settings.period;
    let from = student.available_from.unwrap_or(round.from);
    PersonFacts {
        key: Key::of(&student.id),
        birth_date: student.birth_date,
        figure: student.figure,
        indirizzo: student.indirizzo,
        course_year: student.course_year,
        pathway: student.pathway,
        timetable_hours: student.timetable_hours,
        school_week_minutes: student.school_week_minutes,
        available: Period {
            from,
            to: student.available_to.unwrap_or(round.to).max(from),
        },
        max_minutes: Some(student.max_minutes.unwrap_or(snapshot.settings.max_minutes)),
        max_metres: student.max_metres.or(snapshot.settings.max_metres),
        accessible_needed: student.accessible_site,
        already_placed: false,
        refuses: student.refuses.iter().map(key_of).collect(),
    }
}

/// The key by which the law knows what a wish or a refusal names.
fn key_of(key: &PlaceKey) -> Key {
    match key {
        PlaceKey::Company(vat) => Key::of(vat.as_str()),
        PlaceKey::Placement(code) => Key::of(code),
    }
}

/// The facts of one place.
fn place(place: &Place, snapshot: &Snapshot) -> PlaceFacts {
    let employer = &snapshot.employers[place.employer];
    let short = |minutes: u32| u16::try_from(minutes).unwrap_or(u16::MAX);
    PlaceFacts {
        key: Key::of(&place.key),
        employer: Key::of(employer.vat_number.as_str()),
        figures: place.figures.iter().copied().collect(),
        indirizzo: place.indirizzo,
        pathway: place.pathway,
        period: Period {
            from: place.start,
            to: place.end.max(place.start),
        },
        week_minutes: short(place.week_minutes),
        day_minutes: place.day_minutes.map(short),
        days: place.days,
        from: place.from,
        to: place.to,
        internal_hours_year: place.internal_hours_year.map(short),
        hazardous: place.hazardous,
        derogation: place.derogation,
        tutor_named: place.tutor.is_some(),
        tutor_years: place
            .tutor_years
            .map(|years| u8::try_from(years).unwrap_or(u8::MAX)),
        risk: employer.risk,
        structural: employer.structural,
        technical: employer.technical,
        formative: employer.formative,
        dvr_minors: employer.dvr_minors,
        accessible: Some(place.accessible),
        min_age: place.min_age,
        licence: place
            .licence
            .as_deref()
            .and_then(|word| Licence::from_file_word(word).flatten()),
        open: true,
        // A place without a free seat is no reason against a pair: the solver sees its capacity, and a shortage is told as one.
        seats: u16::MAX,
        refuses: Vec::new(),
    }
}

/// All ways between homes and places: one cell for each pair of comuni.
#[derive(Debug)]
struct Ways {
    homes: Vec<u32>,
    sites: Vec<u32>,
    columns: usize,
    metres: Vec<u32>,
    measured: Vec<Option<u16>>,
}

impl Ways {
    fn of(snapshot: &Snapshot) -> Ways {
        let (homes, from) = numbered(snapshot.students.iter().map(|s| s.residence));
        let (sites, to) = numbered(snapshot.places.iter().map(|p| p.site));
        let table: HashMap<(ComuneCode, ComuneCode), u16> = snapshot
            .minutes
            .iter()
            .map(|(a, b, minutes)| ((*a, *b), *minutes))
            .collect();
        let mut metres = Vec::with_capacity(from.len() * to.len());
        let mut measured = Vec::with_capacity(from.len() * to.len());
        for &a in &from {
            for &b in &to {
                metres.push(metres_between(a, b));
                measured.push(table.get(&(a, b)).or_else(|| table.get(&(b, a))).copied());
            }
        }
        Ways {
            homes,
            sites,
            columns: to.len(),
            metres,
            measured,
        }
    }

    fn cell(&self, student: usize, place: usize) -> usize {
        self.homes[student] as usize * self.columns + self.sites[place] as usize
    }

    fn measured(&self, student: usize, place: usize) -> Option<u16> {
        self.measured[self.cell(student, place)]
    }

    fn travel(&self, snapshot: &Snapshot, student: usize, place: usize) -> Travel {
        let cell = self.cell(student, place);
        let metres = self.metres[cell];
        let estimate = || {
            travel_minutes(
                metres,
                snapshot.students[student].transport,
                &snapshot.settings.travel,
            )
        };
        Travel {
            metres,
            minutes: self.measured[cell].unwrap_or_else(estimate),
        }
    }
}

/// Each comune once, and for each entry its number.
fn numbered(comuni: impl Iterator<Item = ComuneCode>) -> (Vec<u32>, Vec<ComuneCode>) {
    let mut numbers = HashMap::new();
    let mut list = Vec::new();
    let which = comuni
        .map(|code| {
            *numbers.entry(code).or_insert_with(|| {
                list.push(code);
                u32::try_from(list.len() - 1).unwrap_or(u32::MAX)
            })
        })
        .collect();
    (which, list)
}

fn metres_between(a: ComuneCode, b: ComuneCode) -> u32 {
    match (geography::comune(a), geography::comune(b)) {
        (Some(a), Some(b)) => geography::distance_metres(a.at, b.at),
        _ => u32::MAX,
    }
}

/// The ranks of one student's wishes among the places.
#[derive(Debug, Default)]
pub struct Wishes(HashMap<Key, u32>);

impl Wishes {
    /// Of this student.
    #[must_use]
    pub fn of(student: &Candidate) -> Wishes {
        let mut ranks = HashMap::new();
        for (rank, tier) in (1..).zip(&student.wishes) {
            for key in tier {
                ranks.entry(key_of(key)).or_insert(rank);
            }
        }
        Wishes(ranks)
    }

    /// The rank of this place, from 1: as a place or as one of its company's, whichever is better.
    #[must_use]
    pub fn rank_of(&self, place: &Place, snapshot: &Snapshot) -> Option<u32> {
        if self.0.is_empty() {
            return None;
        }
        let own = self.0.get(&Key::of(&place.key));
        let company = self
            .0
            .get(&Key::of(snapshot.employers[place.employer].vat_number.as_str()));
        own.into_iter().chain(company).min().copied()
    }
}

/// What closed places to one student, counted.
#[derive(Debug, Clone, Default)]
pub struct Refusals {
    other_figure: u32,
    closed: Vec<(Reason, u32, u32)>,
    nearest: Option<u16>,
}

impl Refusals {
    /// Counts one closed place.
    pub fn add(&mut self, reasons: ReasonSet, minutes: u16) {
        if reasons.iter().any(|r| r.rule() == RuleId::R3) {
            self.other_figure += 1;
            return;
        }
        let alone = reasons.iter().count() == 1;
        for reason in reasons.iter() {
            self.count(reason, alone);
        }
        if alone && reasons.iter().all(|r| r == Reason::Minutes) {
            self.nearest = Some(self.nearest.map_or(minutes, |n| n.min(minutes)));
        }
    }

    fn count(&mut self, reason: Reason, alone: bool) {
        let at = self
            .closed
            .iter()
            .position(|(r, ..)| *r == reason)
            .unwrap_or_else(|| {
                self.closed.push((reason, 0, 0));
                self.closed.len() - 1
            });
        self.closed[at].1 += 1;
        self.closed[at].2 += u32::from(alone);
    }

    /// What closes these places besides their figure, counted.
    pub fn besides(places: impl IntoIterator<Item = ReasonSet>) -> Vec<ClosedBy> {
        let mut counted = Refusals::default();
        for reasons in places {
            let others = || reasons.iter().filter(|reason| reason.rule() != RuleId::R3);
            for reason in others() {
                counted.count(reason, others().count() == 1);
            }
        }
        counted.closed().reasons
    }

    /// For the record: what closed most comes first.
    #[must_use]
    pub fn closed(&self) -> Closed {
        let mut reasons: Vec<ClosedBy> = self
            .closed
            .iter()
            .map(|&(reason, places, alone)| ClosedBy {
                reason,
                places,
                alone,
            })
            .collect();
        reasons.sort_by(|a, b| (b.alone, b.places, a.reason).cmp(&(a.alone, a.places, b.reason)));
        Closed {
            other_figure: self.other_figure,
            reasons,
            besides: Vec::new(),
            minutes_that_would_open: self.nearest,
        }
    }
}
