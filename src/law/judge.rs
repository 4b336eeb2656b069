//! The judgement of a pair: all the reasons against it at once, and what must be seen to.
//!
//! What depends on the student alone or on the place alone is worked out once ([`ReadyPerson`], [`ReadyPlace`]); a pair is then
//! some comparisons of integers, without allocation.

use chrono::{Datelike, NaiveDate};

use super::apprenticeship;
use super::catalogue::Number;
use super::facts::{Key, Licence, PersonFacts, PlaceFacts, Travel};
use super::minors;
use super::refusal::{Condition, ConditionSet, Reason, ReasonSet};
use super::school_work;
use super::settings::Law;
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, FigureSet, Indirizzo, Title, figure};

/// A day as a number in which full years are differences of 10,000.
fn packed(day: NaiveDate) -> i32 {
    day.year() * 10_000 + i32::try_from(day.month() * 100 + day.day()).unwrap_or(0)
}

/// A student, made ready for many places.
#[derive(Debug, Clone)]
pub struct ReadyPerson<'a> {
    key: Key,
    born: i32,
    from: NaiveDate,
    to: NaiveDate,
    figure: FigureCode,
    fits: FigureSet,
    title: Title,
    indirizzo: Option<Indirizzo>,
    pathway: Pathway,
    fourth_year: bool,
    internal_needed: i64,
    internal_most: i64,
    school_work_needed: i64,
    school_minutes: i64,
    school_hours_missing: bool,
    max_minutes: u16,
    max_metres: u32,
    accessible_needed: bool,
    already_placed: bool,
    refuses: &'a [Key],
}

impl PersonFacts {
    /// Works out what does not depend on the place.
    #[must_use]
    pub fn prepare(&self, law: &Law) -> ReadyPerson<'_> {
        let counts = law.get(Number::SchoolHoursCount) == 1;
        let continues = law.get(Number::Continuation) == 1
            && i64::from(self.course_year) >= law.get(Number::ContinuationFromYear);
        let own = figure(self.figure);
        let on = if continues {
            own.continues_to()
        } else {
            FigureSet::EMPTY
        };
        ReadyPerson {
            key: self.key,
            born: packed(self.birth_date),
            from: self.available.from,
            to: self.available.to,
            figure: self.figure,
            fits: on.with(self.figure),
            title: own.title,
            indirizzo: self.indirizzo,
            pathway: self.pathway,
            fourth_year: self.course_year >= 4,
            internal_needed: apprenticeship::internal_hours_needed(self, law),
            internal_most: apprenticeship::internal_hours_at_most(self, law).unwrap_or(i64::MAX),
            school_work_needed: school_work::hours_needed(self, law),
            school_minutes: if counts {
                self.school_week_minutes.map_or(0, i64::from)
            } else {
                0
            },
            school_hours_missing: counts && self.school_week_minutes.is_none(),
            max_minutes: self.max_minutes.unwrap_or(u16::MAX),
            max_metres: self.max_metres.unwrap_or(u32::MAX),
            accessible_needed: self.accessible_needed,
            already_placed: self.already_placed,
            refuses: &self.refuses,
        }
    }
}

/// A place, made ready for many students.
#[derive(Debug, Clone)]
pub struct ReadyPlace<'a> {
    keys: [Key; 2],
    start: i32,
    from: NaiveDate,
    to: NaiveDate,
    figures: FigureSet,
    indirizzo: Option<Indirizzo>,
    pathway: Pathway,
    adult_age: i32,
    youngest: i32,
    oldest: i32,
    asked_age: i32,
    licence_age: i32,
    too_young: ReasonSet,
    anybody: ReasonSet,
    minor: ReasonSet,
    too_long: [ReasonSet; 2],
    internal_hours: i64,
    school_work_hours: i64,
    minor_week_minutes: i64,
    minor_week_limit: i64,
    inaccessible: ReasonSet,
    refuses: &'a [Key],
    mask: ReasonSet,
    conditions: ConditionSet,
    minor_conditions: ConditionSet,
    firm: bool,
    over_a_year: bool,
    condition_mask: ConditionSet,
}

/// Hours of internal training that nobody has declared: enough for everybody.
const UNDECLARED: i64 = i64::MAX;

fn years(law: &Law, number: Number) -> i32 {
    i32::try_from(law.get(number)).unwrap_or(0)
}

/// The age that a licence needs.
pub(super) fn licence_age(licence: Licence, law: &Law) -> i32 {
    years(
        law,
        match licence {
            Licence::Am => Number::LicenceAmAge,
            Licence::A1 | Licence::B1 => Number::LicenceA1Age,
            Licence::B => Number::LicenceBAge,
        },
    )
}

impl PlaceFacts {
    /// Works out what does not depend on the student.
    #[must_use]
    pub fn prepare(&self, law: &Law) -> ReadyPlace<'_> {
        let apprenticeship = self.pathway == Pathway::Apprenticeship;
        let school_work = self.pathway == Pathway::SchoolWork;
        let firm = apprenticeship || school_work;
        let only = |so: bool, set: ReasonSet| if so { set } else { ReasonSet::EMPTY };
        let only_conditions = |so: bool, set: ConditionSet| if so { set } else { ConditionSet::EMPTY };
        let (youngest, oldest, too_young) = match self.pathway {
            Pathway::Apprenticeship => (
                years(law, Number::ApprenticeMinAge),
                years(law, Number::ApprenticeMaxAge),
                Reason::ApprenticeTooYoung,
            ),
            Pathway::SchoolWork => (years(law, Number::FirmMinAge), i32::MAX, Reason::FirmTooYoung),
            Pathway::Simulated => (i32::MIN, i32::MAX, Reason::FirmTooYoung),
        };
        let anybody = ReasonSet::when(!self.open, Reason::Closed)
            .or(ReasonSet::when(self.seats == 0, Reason::NoSeat))
            .or(only(apprenticeship, apprenticeship::shortness(self, law)))
            .or(only(apprenticeship, apprenticeship::capacities(self, law)))
            .or(only(school_work, school_work::high_risk(self, law)))
            .or(only(!firm, school_work::simulated_hours(self, law)));
        let conditions = only_conditions(apprenticeship, apprenticeship::conditions(self))
            .or(only_conditions(school_work, school_work::conditions(self, law)))
            .or(ConditionSet::when(
                firm && self.hazardous,
                Condition::MedicalCheck,
            ))
            .or(ConditionSet::when(self.licence.is_some(), Condition::Licence));
        let too_long = [Title::Qualifica, Title::Diploma]
            .map(|title| only(apprenticeship, apprenticeship::length(self, title, law)));
        let fourth_year = apprenticeship::months(law, Number::FourthYearMonths);
        ReadyPlace {
            keys: [self.key, self.employer],
            start: packed(self.period.from),
            from: self.period.from,
            to: self.period.to,
            figures: self.figures,
            indirizzo: self.indirizzo,
            pathway: self.pathway,
            adult_age: years(law, Number::AdultAge),
            youngest,
            oldest,
            asked_age: self.min_age.map_or(i32::MIN, i32::from),
            licence_age: self.licence.map_or(i32::MIN, |licence| licence_age(licence, law)),
            too_young: ReasonSet::EMPTY.with(too_young),
            anybody,
            minor: only(firm, minors::work(self, law)),
            too_long,
            internal_hours: self
                .internal_hours_year
                .filter(|_| apprenticeship)
                .map_or(UNDECLARED, i64::from),
            school_work_hours: if school_work {
                school_work::hours_in_a_year(self)
            } else {
                i64::MAX
            },
            minor_week_minutes: if firm {
                i64::from(self.week_minutes)
            } else {
                i64::MIN / 2
            },
            minor_week_limit: law.get(Number::MinorWeekHours) * 60,
            inaccessible: match self.accessible {
                Some(true) => ReasonSet::EMPTY,
                Some(false) => ReasonSet::EMPTY.with(Reason::Accessible),
                None => ReasonSet::EMPTY.with(Reason::AccessibleUndeclared),
            },
            refuses: &self.refuses,
            mask: law.reasons(),
            conditions,
            minor_conditions: only_conditions(firm, minors::conditions(self)),
            firm,
            over_a_year: apprenticeship && !self.period.within_months(fourth_year),
            condition_mask: law.conditions(),
        }
    }
}

impl ReadyPlace<'_> {
    /// Full years of age on the first day.
    fn age(&self, person: &ReadyPerson<'_>) -> i32 {
        (self.start - person.born) / 10_000
    }

    /// The title that the student would work for here: the own figure's where it is taught, otherwise the diploma after it.
    fn title(&self, person: &ReadyPerson<'_>) -> Title {
        if self.figures.contains(person.figure) {
            person.title
        } else {
            Title::Diploma
        }
    }
}

/// All the reasons of the applied rules against a pair; empty: the pair is allowed.
#[must_use]
pub fn judge(person: &ReadyPerson<'_>, place: &ReadyPlace<'_>, travel: Travel) -> ReasonSet {
    let when = ReasonSet::when;
    let given = |so: bool, set: ReasonSet| if so { set } else { ReasonSet::EMPTY };
    let age = place.age(person);
    let minor = age < place.adult_age;
    let fields_differ = match (person.indirizzo, place.indirizzo) {
        (Some(own), Some(taught)) => !own.compatible(taught),
        _ => false,
    };
    let refused = place.keys.iter().any(|key| person.refuses.contains(key));
    let week = place.minor_week_minutes + person.school_minutes;
    place
        .anybody
        .or(given(minor, place.minor))
        .or(given(age < place.youngest, place.too_young))
        .or(when(age >= place.oldest, Reason::ApprenticeTooOld))
        .or(when(person.pathway != place.pathway, Reason::Pathway))
        .or(when(!person.fits.intersects(place.figures), Reason::Figure))
        .or(when(fields_differ, Reason::Indirizzo))
        .or(when(
            person.to < place.from || place.to < person.from,
            Reason::NoOverlap,
        ))
        .or(place.too_long[place.title(person) as usize])
        .or(when(
            place.internal_hours < person.internal_needed,
            Reason::InternalHours,
        ))
        .or(when(
            place.internal_hours != UNDECLARED && place.internal_hours > person.internal_most,
            Reason::ExternalHours,
        ))
        .or(when(
            place.school_work_hours < person.school_work_needed,
            Reason::SchoolWorkHours,
        ))
        .or(when(minor && week > place.minor_week_limit, Reason::WeekHours))
        .or(when(person.already_placed, Reason::AlreadyPlaced))
        .or(when(travel.minutes > person.max_minutes, Reason::Minutes))
        .or(when(travel.metres > person.max_metres, Reason::Distance))
        .or(given(person.accessible_needed, place.inaccessible))
        .or(when(refused, Reason::RefusedByStudent))
        .or(when(
            place.refuses.contains(&person.key),
            Reason::RefusedByCompany,
        ))
        .or(when(age < place.asked_age, Reason::MinAge))
        .or(when(age < place.licence_age, Reason::LicenceAge))
        .and(place.mask)
}

/// What must be seen to before the pair may start. It refuses nothing; it is meant for pairs that are allowed.
#[must_use]
pub fn conditions(person: &ReadyPerson<'_>, place: &ReadyPlace<'_>) -> ConditionSet {
    let when = ConditionSet::when;
    let minor = place.age(person) < place.adult_age;
    let diploma = place.title(person) == Title::Diploma;
    place
        .conditions
        .or(if minor {
            place.minor_conditions
        } else {
            ConditionSet::EMPTY
        })
        .or(when(
            minor && place.firm && person.school_hours_missing,
            Condition::SchoolHoursMissing,
        ))
        .or(when(
            place.from < person.from || person.to < place.to,
            Condition::PartlyOutside,
        ))
        .or(when(
            place.over_a_year && diploma && person.fourth_year,
            Condition::FourthYear,
        ))
        .and(place.condition_mask)
}

/// [`judge`] for a single pair: makes both ready first.
#[must_use]
pub fn judge_pair(person: &PersonFacts, place: &PlaceFacts, travel: Travel, law: &Law) -> ReasonSet {
    judge(&person.prepare(law), &place.prepare(law), travel)
}

/// [`conditions`] for a single pair.
#[must_use]
pub fn conditions_of_pair(person: &PersonFacts, place: &PlaceFacts, law: &Law) -> ConditionSet {
    conditions(&person.prepare(law), &place.prepare(law))
}
