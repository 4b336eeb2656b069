//! The market: two schools, their students, the firms around them, and four rounds, each with something to see.
//!
//! | round | school | what it shows |
//! |---|---|---|
//! | apprenticeship | Orobie | published a week ago, half answered |
//! | school-work | Orobie | ready to run; how many can be placed is known, because a seat was planted for each of them |
//! | electricians | Orobie | nine students share six seats in the high Val Seriana: a shortage with a known shape |
//! | school-work | Lario | a draft of another school, which the first never sees |

use chrono::NaiveDate;

use crate::companies::model::CompanyFacts;
use crate::matching::model::Settings;
use crate::placements::model::Offer;
use crate::students::model::Profile;
use crate::vocabulary::calendar::business_days_after;
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::pathway::Pathway;

mod dice;
mod firms;
mod maker;
mod people;
mod places;
mod words;

use firms::Firms;
use maker::{Course, Days, Maker, around, code};

/// How many apprentices a demonstration may have.
pub const SIZES: [usize; 3] = [30, 300, 3000];

/// A made-up market.
#[derive(Debug, Clone, PartialEq)]
pub struct Market {
    /// The day it is made for: everything is dated from it.
    pub today: NaiveDate,
    /// Two schools; the first has three rounds.
    pub schools: Vec<School>,
    /// Firms of both.
    pub companies: Vec<CompanyFacts>,
    /// Rounds, in the order in which people look at them.
    pub rounds: Vec<Round>,
}

/// A school that does not exist.
#[derive(Debug, Clone, PartialEq)]
pub struct School {
    /// Its code in files.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where it is.
    pub comune: ComuneCode,
    /// Its address for mail.
    pub email: &'static str,
    /// Code, name and comune of its sites.
    pub sites: Vec<(&'static str, &'static str, ComuneCode)>,
    /// Its students.
    pub students: Vec<Profile>,
    /// The places it has found.
    pub places: Vec<Place>,
}

/// A place that a school has found.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What is offered.
    pub offer: Offer,
    /// The other school may use it too.
    pub shared: bool,
}

/// A round to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Position in [`Market::schools`].
    pub school: usize,
    /// What it is called.
    pub name: &'static str,
    /// What decides.
    pub settings: Settings,
    /// By when companies answer.
    pub answer_by: NaiveDate,
    /// What is known of it beforehand.
    pub promise: Promise,
}

/// What is known of a round before anybody runs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// To be published and half answered.
    Answers,
    /// All of its students can be placed except these, whom no place can lawfully take.
    AllBut(Vec<String>),
    /// These students share these places, and `seats` is all that the places hold.
    Shortage {
        /// Keys of the students.
        students: Vec<String>,
        /// Keys of the places.
        places: Vec<String>,
        /// Fewer than students.
        seats: u32,
    },
    /// Nothing.
    Draft,
}

impl Market {
    /// The market of `size` apprentices (30 at least) that this seed makes for this day.
    #[must_use]
    pub fn new(size: usize, seed: u64, today: NaiveDate) -> Market {
        let size = size.max(SIZES[0]);
        let away = size * 15 / 100;
        let first = (size - away - maker::ELECTRICIANS_TO_BE) * 2 / 5;
        let second = size - away - maker::ELECTRICIANS_TO_BE - first;
        let autumn = Days(today).months(28, 7, Pathway::Apprenticeship);
        // The second round begins while the first goes on: who has a place in the first is not asked again. The electricians and
        // their places start after its end, so that the first round cannot have them.
        let spring = Days(today).months(91, 8, Pathway::Apprenticeship);
        let summer = Days(autumn.period.to).months(2, 8, Pathway::Apprenticeship);
        let mut second_round = summer.clone();
        second_round.period.from = spring.period.from;
        let weeks = Days(today).weeks(42, 14, Some(Pathway::SchoolWork));
        let lake_weeks = Days(today).weeks(56, 14, None);
        let mut firms = Firms::default();

        let mut orobie = school(
            "OROBIE",
            "Istituto Esempio delle Orobie",
            "Bergamo",
            "segreteria@orobie.example.org",
        );
        orobie.sites = vec![
            ("BG", "Sede di Bergamo", code("Bergamo")),
            ("CLU", "Sede di Clusone", code("Clusone")),
        ];
        let plain = around("Bergamo", 24_000);
        let mut make = Maker {
            seed,
            size,
            firms: &mut firms,
            school: &mut orobie,
            towns: &plain,
            letter: 'P',
        };
        make.round(Course {
            label: "apprentices",
            settings: &autumn,
            students: first,
            planted_percent: 92,
        });
        make.later_places(&spring, first / 5);
        let left_out = make.round(Course {
            label: "school-work",
            settings: &weeks,
            students: second,
            planted_percent: 100,
        });
        let shortage = make.valley(&summer);

        let mut lario = school(
            "LARIO",
            "Scuola dei Mestieri Immaginari",
            "Lecco",
            "segreteria@lario.example.org",
        );
        lario.sites = vec![("LC", "Sede di Lecco", code("Lecco"))];
        let lake = around("Lecco", 18_000);
        let mut make = Maker {
            seed,
            size,
            firms: &mut firms,
            school: &mut lario,
            towns: &lake,
            letter: 'L',
        };
        make.round(Course {
            label: "lake",
            settings: &lake_weeks,
            students: away,
            planted_percent: 85,
        });

        let round = |school, name, settings, days, promise| Round {
            school,
            name,
            settings,
            answer_by: business_days_after(today, days),
            promise,
        };
        let rounds = vec![
            round(0, "Apprendistato, primo giro", autumn, 3, Promise::Answers),
            round(
                0,
                "Alternanza, secondo periodo",
                weeks,
                15,
                Promise::AllBut(left_out),
            ),
            round(0, "Apprendistato, secondo giro", second_round, 20, shortage),
            round(1, "Alternanza sul lago", lake_weeks, 20, Promise::Draft),
        ];
        Market {
            today,
            schools: vec![orobie, lario],
            companies: firms.facts,
            rounds,
        }
    }
}

fn school(code_: &'static str, name: &'static str, comune: &str, email: &'static str) -> School {
    School {
        code: code_,
        name,
        comune: code(comune),
        email,
        sites: Vec::new(),
        students: Vec::new(),
        places: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
