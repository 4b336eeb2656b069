//! Students, and the names of everybody.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::dice::Dice;
use super::words::{ENDINGS, GIVEN, STEMS, TRADES, Trade};
use crate::students::model::Profile;
use crate::vocabulary::codes::CodiceFiscale;
use crate::vocabulary::geography::{Comune, Transport};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{FigureCode, Indirizzo};
use crate::vocabulary::text::{EmailAddress, PersonName, normalise_key};

/// What the students of one group have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// How they learn.
    pub(super) pathway: Pathway,
    /// The first day at work: ages are counted on it.
    pub(super) start: NaiveDate,
    /// Hours a week at school, minutes.
    pub(super) school_week_minutes: u16,
    /// The name of the school in mail addresses.
    pub(super) domain: &'static str,
}

/// A family name that nobody bears.
pub(super) fn family_name(dice: &mut Dice) -> PersonName {
    name(&format!("{}{}", dice.pick(STEMS), dice.pick(ENDINGS)))
}

/// Given name and family name of somebody who works at a firm or a school.
pub(super) fn full_name(dice: &mut Dice) -> PersonName {
    let (given, _) = *dice.pick(GIVEN);
    let family = family_name(dice);
    name(&format!("{given} {}", family.as_str()))
}

fn name(text: &str) -> PersonName {
    PersonName::parse(text).expect("the names of the demonstration are letters")
}

/// An address that no mail can ever reach (RFC 2606).
pub(super) fn address(local: &str, domain: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{local}@{domain}"))
        .expect("the addresses of the demonstration are well formed")
}

/// The figure that somebody of this trade studies in this year, and its indirizzo.
pub(super) fn course(trade: &Trade, year: u8) -> (FigureCode, Option<Indirizzo>) {
    let code = if year == 4 {
        trade.technician
    } else {
        trade.operator.0
    };
    let figure = FigureCode::from_stored(code).expect("the trades name figures of the repertory");
    let indirizzo = Indirizzo::from_stored(&format!("{code}.{}", trade.operator.1));
    (figure, indirizzo.filter(|_| year < 4))
}

/// The position in [`TRADES`] of what a student studies; of the first trade for a figure that is in none.
pub(super) fn trade_of(student: &Profile) -> usize {
    let same = |trade: &Trade| course(trade, student.course_year) == (student.figure, student.indirizzo);
    let close = |trade: &Trade| course(trade, student.course_year).0 == student.figure;
    TRADES
        .iter()
        .position(same)
        .or_else(|| TRADES.iter().position(close))
        .unwrap_or(0)
}

/// A student of the group who lives in `home`. `number` makes the key `{prefix}0001`.
pub(super) fn student(dice: &mut Dice, group: Group, key: String, trade: usize, home: &Comune) -> Profile {
    let course_year = [2, 3, 3, 4, 4, 4][dice.below(6)];
    let usual = u32::from(course_year) + 13;
    let age = usual + [0, 0, 0, 1, 1, 2, 3][dice.below(7)];
    let birth_date = born(group.start, age, dice.between(10, 350));
    let (given, woman) = *dice.pick(GIVEN);
    let family = family_name(dice);
    let trade = &TRADES[trade];
    let (figure, indirizzo) = course(trade, course_year);
    let transport = match (dice.below(100), age) {
        (0..6, 18..) => Transport::Car,
        (6..12, 16..) => Transport::Motorbike,
        (12..15, _) => Transport::Bicycle,
        _ => Transport::Public,
    };
    let codice_fiscale = if dice.chance(30) {
        codice_fiscale(family.as_str(), given, birth_date, woman, home)
    } else {
        None
    };
    let mut competences: Vec<String> = trade.competences.iter().map(|&tag| tag.to_owned()).collect();
    competences.retain(|_| dice.chance(45));
    let mailbox = format!(
        "{}.{}.{}",
        normalise_key(given),
        normalise_key(family.as_str()),
        key.to_lowercase()
    );
    let minor = age < 18;
    Profile {
        school: None,
        codice_fiscale,
        birth_date,
        residence: home.code,
        figure,
        indirizzo,
        course_year,
        pathway: group.pathway,
        timetable_hours: dice.chance(25).then_some(1056),
        school_week_minutes: Some(group.school_week_minutes),
        available_from: None,
        available_to: None,
        max_minutes: match dice.below(10) {
            0 => Some(30),
            1 | 2 => Some(45),
            _ => None,
        },
        max_metres: None,
        transport,
        accessible_site: dice.chance(2),
        wishes: Vec::new(),
        refuses: Vec::new(),
        employer_now: None,
        competences,
        email: Some(address(&mailbox, group.domain)),
        guardian_name: minor.then(|| {
            let (guardian, _) = *dice.pick(GIVEN);
            name(&format!("{guardian} {}", family.as_str()))
        }),
        guardian_email: minor.then(|| {
            address(
                &format!("famiglia.{}", key.to_lowercase()),
                "famiglie.example.org",
            )
        }),
        family_name: family,
        given_name: name(given),
        key,
    }
}

/// The birthday of somebody who on `start` is `age` years old and has been for `days` days.
pub(super) fn born(start: NaiveDate, age: u32, days: u32) -> NaiveDate {
    start
        .checked_sub_months(Months::new(age * 12))
        .and_then(|day| day.checked_sub_days(Days::new(u64::from(days))))
        .unwrap_or(start)
}

/// The codice fiscale of an invented person born in the comune (D.M. 23/12/1976). The name is invented, so the code is nobody's.
fn codice_fiscale(
    family: &str,
    given: &str,
    birth: NaiveDate,
    woman: bool,
    place: &Comune,
) -> Option<CodiceFiscale> {
    const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";
    let (mut consonants, vowels) = letters(given);
    if consonants.len() > 3 {
        consonants.remove(1);
    }
    let given = three(&consonants, &vowels);
    let (consonants, vowels) = letters(family);
    let family = three(&consonants, &vowels);
    let month = char::from(MONTHS[birth.month0() as usize]);
    let day = birth.day() + if woman { 40 } else { 0 };
    let start = format!(
        "{family}{given}{:02}{month}{day:02}{}",
        birth.year().rem_euclid(100),
        place.belfiore
    );
    ('A'..='Z').find_map(|check| CodiceFiscale::parse(&format!("{start}{check}")).ok())
}

fn letters(name: &str) -> (String, String) {
    normalise_key(name)
        .to_uppercase()
        .chars()
        .partition(|c| !"AEIOU".contains(*c))
}

fn three(consonants: &str, vowels: &str) -> String {
    consonants
        .chars()
        .chain(vowels.chars())
        .chain("XXX".chars())
        .take(3)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::vocabulary::geography::find_comune;

    #[test]
    fn a_made_up_codice_fiscale_is_valid_and_tells_the_birth_date() {
        let birth = NaiveDate::from_ymd_opt(2009, 2, 3).unwrap();
        let place = find_comune("Bergamo").unwrap();
        let code = codice_fiscale("Provetti", "Nicolò", birth, false, place).unwrap();
        assert!(code.as_str().starts_with("PRVNCL09B03A794"));
        assert!(code.agrees_with(birth));
        let code = codice_fiscale("Io", "Zoe", birth, true, place).unwrap();
        assert!(code.as_str().starts_with("IOXZOE09B43"));
    }
}
