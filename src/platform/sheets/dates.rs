//! Days, as people write them.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Cell;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::text::without_accents;

const MONTHS: [[&str; 2]; 12] = [
    ["gen", "jan"],
    ["feb", "feb"],
    ["mar", "mar"],
    ["apr", "apr"],
    ["mag", "may"],
    ["giu", "jun"],
    ["lug", "jul"],
    ["ago", "aug"],
    ["set", "sep"],
    ["ott", "oct"],
    ["nov", "nov"],
    ["dic", "dec"],
];

/// A day between 1900 and 2100; see [`date_within`].
///
/// # Errors
/// Those of [`date_within`].
pub fn date(cell: &Cell) -> Result<NaiveDate, Invalid> {
    let edge = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    date_within(cell, edge(1900, 1, 1), edge(2100, 12, 31))
}

/// A day from `first` to `last`; see [`date_near`].
///
/// # Errors
/// Those of [`date_near`].
pub fn date_within(cell: &Cell, first: NaiveDate, last: NaiveDate) -> Result<NaiveDate, Invalid> {
    date_near(cell, first..=last, first..=last)
}

/// A day within `allowed`: a real date of a spreadsheet, or a text with the day first (`31/12/2008`, `31-12-2008`,
/// `31.12.2008`, `31 dicembre 2008`) or the year first (`2008-12-31`), with or without a time after it. A year of two
/// digits is taken where only one reading is `likely`: `31.12.08` as a birth date is clear, `08.09.10` is not.
///
/// # Errors
/// `date.shape`, `date.does_not_exist`, `date.month_first` (12/31/2008), `date.ambiguous` ($readings), `date.range` ($first, $last).
pub fn date_near(
    cell: &Cell,
    allowed: RangeInclusive<NaiveDate>,
    likely: RangeInclusive<NaiveDate>,
) -> Result<NaiveDate, Invalid> {
    let fail = |code| Invalid::new("", code, cell.shown());
    let within = |day: NaiveDate| {
        if allowed.contains(&day) {
            return Ok(day);
        }
        let shown = |day: &NaiveDate| day.format("%d/%m/%Y").to_string();
        Err(fail("date.range")
            .with("first", shown(allowed.start()))
            .with("last", shown(allowed.end())))
    };
    match cell {
        Cell::Date(day) => within(*day),
        Cell::Number(serial) => within(of_serial(*serial).ok_or_else(|| fail("date.shape"))?),
        Cell::Text(text) => {
            let parts = split(text).ok_or_else(|| fail("date.shape"))?;
            let readings = match &parts {
                [year, month, day] if year.four => vec![(year.number, month.number, day.number)],
                [day, month, year] if year.four => {
                    if !month.named && month.number > 12 && day.number <= 12 {
                        return Err(fail("date.month_first"));
                    }
                    vec![(year.number, month.number, day.number)]
                }
                [day, month, year] if month.named => {
                    two_digits(year.number, month.number, day.number).to_vec()
                }
                [one, month, other] => [
                    two_digits(other.number, month.number, one.number),
                    two_digits(one.number, month.number, other.number),
                ]
                .concat(),
            };
            let mut days: Vec<NaiveDate> = readings.into_iter().filter_map(existing).collect();
            days.sort_unstable();
            days.dedup();
            let among = |range: &RangeInclusive<NaiveDate>| -> Vec<NaiveDate> {
                days.iter().copied().filter(|day| range.contains(day)).collect()
            };
            match (
                days.as_slice(),
                among(&likely).as_slice(),
                among(&allowed).as_slice(),
            ) {
                ([], _, _) => Err(fail("date.does_not_exist")),
                ([day], _, _) => within(*day),
                (_, [day], _) | (_, [], [day]) => Ok(*day),
                (several, [], []) => within(several[0]),
                (_, several, others) => {
                    let several = if several.is_empty() { others } else { several };
                    let readings = several.iter().map(|d| d.format("%d/%m/%Y").to_string());
                    Err(fail("date.ambiguous").with("readings", readings.collect::<Vec<_>>().join(", ")))
                }
            }
        }
        _ => Err(fail("date.shape")),
    }
}

/// The first or last day of something that goes on around `today`: up to ten years away; a year of two digits is one of the
/// next three or the last two.
///
/// # Errors
/// Those of [`date_near`].
pub fn date_around(cell: &Cell, today: NaiveDate) -> Result<NaiveDate, Invalid> {
    let ago = |years: u32| {
        today
            .checked_sub_months(Months::new(12 * years))
            .unwrap_or(NaiveDate::MIN)
    };
    let ahead = |years: u32| {
        today
            .checked_add_months(Months::new(12 * years))
            .unwrap_or(NaiveDate::MAX)
    };
    date_near(cell, ago(10)..=ahead(10), ago(2)..=ahead(3))
}

/// The day of a spreadsheet's serial number, where somebody took the format of a date away.
fn of_serial(serial: f64) -> Option<NaiveDate> {
    let in_range = serial.fract() == 0.0 && (61.0..2_958_466.0).contains(&serial);
    let days = in_range
        .then(|| serial.to_string().parse::<u64>().ok())
        .flatten()?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

fn two_digits(year: u32, month: u32, day: u32) -> [(u32, u32, u32); 2] {
    [(2000 + year, month, day), (1900 + year, month, day)]
}

fn existing((year, month, day): (u32, u32, u32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|d| d.year() >= 1000)
}

/// One of the three numbers of a date.
#[derive(Clone, Copy)]
struct Part {
    number: u32,
    four: bool,
    named: bool,
}

/// Three numbers, the second perhaps as the name of a month.
fn split(text: &str) -> Option<[Part; 3]> {
    let lower = without_accents(text);
    let mut words: Vec<&str> = lower
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '/' | '-' | '.' | '\\' | ',' | '\u{2010}'..='\u{2015}')
        })
        .filter(|w| !w.is_empty())
        .collect();
    if let [one] = words.as_slice() {
        return packed(one);
    }
    if let Some(day) = words
        .get(2)
        .and_then(|w| w.split_once('t'))
        .filter(|(d, t)| digits(d) && t.contains(':'))
    {
        words[2] = day.0;
        words.truncate(3);
    }
    // A time after the date.
    if words.len() > 3
        && words[3..]
            .iter()
            .all(|w| w.contains(':') || digits(w) || matches!(*w, "am" | "pm"))
    {
        words.truncate(3);
    }
    let [one, month, other] = words.as_slice() else {
        return None;
    };
    let named = MONTHS.iter().position(|names| {
        month.len() >= 3
            && month.bytes().all(|b| b.is_ascii_alphabetic())
            && names.iter().any(|n| month.starts_with(n))
    });
    let month = match named.and_then(|at| u32::try_from(at + 1).ok()) {
        Some(number) => Part {
            number,
            four: false,
            named: true,
        },
        None => part(month).filter(|p| !p.four)?,
    };
    let parts = [part(one.trim_end_matches(['°', 'º']))?, month, part(other)?];
    (!(parts[0].four && parts[2].four)).then_some(parts)
}

fn digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn part(word: &str) -> Option<Part> {
    let four = word.len() == 4;
    (digits(word) && (four || word.len() <= 2))
        .then(|| word.parse().ok())
        .flatten()
        .map(|number| Part {
            number,
            four,
            named: false,
        })
}

/// `20081231`, the year first.
fn packed(word: &str) -> Option<[Part; 3]> {
    if word.len() != 8 || !digits(word) {
        return word
            .split_once('t')
            .filter(|(day, _)| day.len() == 8)
            .and_then(|(day, _)| packed(day));
    }
    Some([part(&word[..4])?, part(&word[4..6])?, part(&word[6..])?])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn birth(text: &str) -> Result<NaiveDate, &'static str> {
        date_within(&Cell::text(text), day(1966, 1, 1), day(2016, 1, 1)).map_err(|e| e.code)
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for text in [
            "31/12/2008",
            "31-12-2008",
            "31.12.2008",
            "2008-12-31",
            "2008/12/31",
            "31 dicembre 2008",
            "31 dic 2008",
            "31-Dec-2008",
            "2008-12-31T00:00:00",
            "2008-12-31 00:00:00",
            "31/12/2008 00:00",
            "20081231",
            "31.12.08",
            "31/12/08",
            "31 12 2008",
            "31-dic-08",
            "31–12–2008",
            "31/12/2008 12:00:00 AM",
        ] {
            assert_eq!(birth(text), Ok(day(2008, 12, 31)), "{text}");
        }
        assert_eq!(birth("1° settembre 2009"), Ok(day(2009, 9, 1)));
        assert_eq!(birth("1/2/2009"), Ok(day(2009, 2, 1)));
        assert_eq!(date(&Cell::Number(39_813.0)).unwrap(), day(2008, 12, 31));
    }

    #[test]
    fn a_year_of_two_digits_is_refused_only_where_it_can_mean_two_days() {
        assert_eq!(birth("08.09.10"), Err("date.ambiguous"));
        assert_eq!(birth("09.09.09"), Ok(day(2009, 9, 9)));
        assert_eq!(birth("28/2/09"), Ok(day(2009, 2, 28)));
        assert_eq!(birth("1/1/70"), Ok(day(1970, 1, 1)));
    }

    #[test]
    fn a_day_of_a_period_is_near() {
        let around = |text: &str| date_around(&Cell::text(text), day(2026, 11, 23)).map_err(|e| e.code);
        assert_eq!(around("30.06.27"), Ok(day(2027, 6, 30)));
        assert_eq!(around("14/09/26"), Ok(day(2026, 9, 14)));
        assert_eq!(around("27.09.26"), Err("date.ambiguous"));
        assert_eq!(around("31/08/1926"), Err("date.range"));
    }

    #[test]
    fn a_wrong_day_says_what_is_wrong() {
        for (text, code) in [
            ("31/02/2008", "date.does_not_exist"),
            ("32/01/2008", "date.does_not_exist"),
            ("12/31/2008", "date.month_first"),
            ("31/13/2008", "date.does_not_exist"),
            ("ieri", "date.shape"),
            ("2008", "date.shape"),
            ("31/12", "date.shape"),
            ("31/12/208", "date.shape"),
            ("31/12/1908", "date.range"),
            ("31/12/2030", "date.range"),
            ("39813", "date.shape"),
        ] {
            assert_eq!(birth(text), Err(code), "{text}");
        }
    }
}
