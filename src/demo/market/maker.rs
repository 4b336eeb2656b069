//! Fills a school with students, and the country around it with places.

use chrono::{Datelike as _, Days as Count, Months, NaiveDate};

use super::dice::Dice;
use super::firms::Firms;
use super::people::{self, Group, born, student};
use super::places::{Ground, furnish, plant_at, stray, wish};
use super::words::{ELECTRICIANS, TRADES};
use super::{Promise, School};
use crate::matching::model::Settings;
use crate::students::model::Profile;
use crate::vocabulary::calendar::Period;
use crate::vocabulary::geography::{Comune, ComuneCode, Transport, comuni, distance_metres, find_comune};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::FigureCode;

/// How many electricians the high valley has.
pub(super) const ELECTRICIANS_TO_BE: usize = 9;

/// Comuni of the high valley: the nine electricians live in them, the six seats are in the first four.
const VALLEY: [&str; 7] = [
    "Clusone",
    "Rovetta",
    "Castione della Presolana",
    "Ardesio",
    "Gromo",
    "Villa d'Ogna",
    "Songavazzo",
];

/// Seats in the first four of them.
const VALLEY_SEATS: [u32; 4] = [2, 1, 2, 1];

/// Nobody else's way leads there: the least distance of the valley from other students and other places, metres.
const APART: u32 = 20_000;

/// Days counted from one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days(pub(super) NaiveDate);

impl Days {
    /// The first Monday that is at least `days` away.
    fn monday(self, days: u64) -> NaiveDate {
        let day = self.0.checked_add_days(Count::new(days)).unwrap_or(self.0);
        let wait = (7 - u64::from(day.weekday().num_days_from_monday())) % 7;
        day.checked_add_days(Count::new(wait)).unwrap_or(day)
    }

    /// A round of `months` months from a Monday `days` away.
    pub(super) fn months(self, days: u64, months: u32, pathway: Pathway) -> Settings {
        let from = self.monday(days);
        let to = from
            .checked_add_months(Months::new(months))
            .and_then(|day| day.pred_opt())
            .unwrap_or(from);
        Settings {
            pathway: Some(pathway),
            ..Settings::for_period(Period { from, to })
        }
    }

    /// A round of `weeks` weeks, to a Friday, from a Monday `days` away.
    pub(super) fn weeks(self, days: u64, weeks: u64, pathway: Option<Pathway>) -> Settings {
        let from = self.monday(days);
        let to = from.checked_add_days(Count::new(weeks * 7 - 3)).unwrap_or(from);
        Settings {
            pathway,
            ..Settings::for_period(Period { from, to })
        }
    }
}

/// The comune of this name.
fn town(name: &str) -> &'static Comune {
    find_comune(name).expect("the demonstration names comuni of Lombardy")
}

/// Its code.
pub(super) fn code(name: &str) -> ComuneCode {
    town(name).code
}

/// The comuni within `metres` of this one and apart from the high valley.
pub(super) fn around(name: &str, metres: u32) -> Vec<&'static Comune> {
    let centre = town(name);
    let valley = VALLEY.map(town);
    comuni()
        .iter()
        .filter(|comune| distance_metres(comune.at, centre.at) <= metres)
        .filter(|comune| {
            valley
                .iter()
                .all(|there| distance_metres(comune.at, there.at) > APART)
        })
        .collect()
}

/// The students of one round.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course<'a> {
    /// Names the stream of chance.
    pub(super) label: &'static str,
    /// Of the round.
    pub(super) settings: &'a Settings,
    /// How many.
    pub(super) students: usize,
    /// For how many of 100 a seat is planted.
    pub(super) planted_percent: usize,
}

/// Makes one school's part of the market.
#[derive(Debug)]
pub(super) struct Maker<'m> {
    pub(super) seed: u64,
    pub(super) size: usize,
    pub(super) firms: &'m mut Firms,
    pub(super) school: &'m mut School,
    pub(super) towns: &'m [&'static Comune],
    /// First letter of the keys of places.
    pub(super) letter: char,
}

impl<'m> Maker<'m> {
    /// The students and places of one round. Returns the keys of those whom no place can lawfully take: when a seat is planted
    /// for all others, about one in 300.
    pub(super) fn round(&mut self, course: Course<'_>) -> Vec<String> {
        let mut dice = Dice::new(self.seed, course.label);
        let group = self.group(course.settings);
        // A small school teaches few trades, so that its students and places meet.
        let trades = &TRADES[..(course.students / 8).clamp(4, TRADES.len())];
        let number = self.school.students.len();
        let mut students: Vec<Profile> = (0..course.students)
            .map(|i| {
                let trade = dice.weighted(trades.iter().map(|trade| trade.weight));
                let home = self.towns[dice.weighted(self.towns.iter().map(|town| town.population_14_18))];
                let mut one = student(&mut dice, group, self.key(number + i), trade, home);
                one.school = self.school.sites.first().map(|site| site.0.to_owned());
                if trade == ELECTRICIANS && self.letter == 'P' {
                    // The valley is out of reach by bus alone.
                    one.transport = Transport::Public;
                }
                one
            })
            .collect();
        let odd = if course.planted_percent == 100 {
            1 + self.size / 300
        } else {
            0
        };
        let (others, left_out) = students.split_at_mut(course.students - odd.min(course.students));
        for (i, one) in left_out.iter_mut().enumerate() {
            leave_out(one, i, course.settings);
        }
        let left_out: Vec<String> = left_out.iter().map(|one| one.key.clone()).collect();
        let ground = self.ground(course.settings, course.planted_percent);
        furnish(&mut dice, self.firms, &mut self.school.places, others, ground);
        wish(&mut dice, others, &self.school.places, course.settings);
        self.school.students.extend(students);
        left_out
    }

    /// Some places for the round after: of the common trades, in the plain.
    pub(super) fn later_places(&mut self, settings: &Settings, count: usize) {
        let mut dice = Dice::new(self.seed, "later");
        let ground = self.ground(settings, 0);
        for _ in 0..count.max(1) {
            let like = dice.pick(&self.school.students).clone();
            stray(&mut dice, self.firms, &mut self.school.places, &like, ground);
        }
    }

    /// Nine electricians and six seats, with nobody and nothing else within reach.
    pub(super) fn valley(&mut self, settings: &Settings) -> Promise {
        let mut dice = Dice::new(self.seed, "valley");
        let homes = VALLEY.map(town);
        let group = self.group(settings);
        let (figure, _) = people::course(&TRADES[ELECTRICIANS], 3);
        let mut keys = Vec::new();
        for i in 0..ELECTRICIANS_TO_BE {
            let key = self.key(self.school.students.len());
            let mut one = student(
                &mut dice,
                group,
                key.clone(),
                ELECTRICIANS,
                homes[i % homes.len()],
            );
            one.course_year = 3;
            one.figure = figure;
            one.indirizzo = None;
            one.birth_date = born(
                settings.period.from,
                16 + u32::from(i % 3 == 0),
                20 + 30 * u32::try_from(i).unwrap_or(0),
            );
            (one.transport, one.max_minutes, one.accessible_site) = (Transport::Public, None, false);
            one.codice_fiscale = None;
            one.available_from = Some(settings.period.from);
            one.school = self.school.sites.last().map(|site| site.0.to_owned());
            if one.guardian_name.is_none() {
                one.guardian_name = Some(people::full_name(&mut dice));
            }
            keys.push(key);
            self.school.students.push(one);
        }
        let ground = self.ground(settings, 100);
        let first = self.school.places.len();
        for (seats, site) in VALLEY_SEATS.into_iter().zip(homes) {
            plant_at(
                &mut dice,
                self.firms,
                &mut self.school.places,
                site,
                (ELECTRICIANS, figure),
                seats,
                ground,
            );
        }
        let places = self.school.places[first..]
            .iter()
            .map(|place| place.offer.key.clone())
            .collect();
        Promise::Shortage {
            students: keys,
            places,
            seats: VALLEY_SEATS.iter().sum(),
        }
    }

    fn key(&self, number: usize) -> String {
        format!("{}{:04}", &self.school.code[..2], number + 1)
    }

    fn group(&self, settings: &Settings) -> Group {
        let pathway = settings.pathway.unwrap_or(Pathway::SchoolWork);
        let apprenticeship = pathway == Pathway::Apprenticeship;
        Group {
            pathway,
            start: settings.period.from,
            school_week_minutes: if apprenticeship { 960 } else { 480 },
            domain: "studenti.example.org",
        }
    }

    fn ground<'s>(&self, settings: &'s Settings, planted_percent: usize) -> Ground<'s>
    where
        'm: 's,
    {
        Ground {
            settings,
            pathway: settings.pathway.unwrap_or(Pathway::SchoolWork),
            towns: self.towns,
            planted_percent,
            letter: self.letter,
        }
    }
}

/// Makes a student whom no place can take, whatever the market: too young for a firm, of a figure that no firm here teaches,
/// or too far from every firm for the family's limit.
fn leave_out(one: &mut Profile, which: usize, settings: &Settings) {
    one.codice_fiscale = None;
    match which % 3 {
        0 => {
            one.birth_date = born(settings.period.from, 14, 20);
            (one.figure, one.indirizzo) = people::course(&TRADES[0], 1);
            one.course_year = 1;
        }
        1 => {
            (one.residence, one.max_minutes, one.transport) = (code("Foppolo"), Some(30), Transport::Public);
        }
        _ => {
            one.figure = FigureCode::from_stored("Q14").unwrap_or(one.figure);
            (one.indirizzo, one.course_year) = (None, 3);
        }
    }
}
