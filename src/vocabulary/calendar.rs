//! Days, periods, school years, holidays and the clock.

use std::sync::Mutex;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, SubsecRound, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Europe::Rome;
use serde::{Deserialize, Serialize};

/// Where the time comes from: an argument, so that a test is exact.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// Now, cut to microseconds, which is what PostgreSQL keeps.
    fn now(&self) -> DateTime<Utc>;

    /// The day it is in Italy.
    fn today(&self) -> NaiveDate {
        self.now().with_timezone(&Rome).date_naive()
    }
}

/// The machine's own.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// Stands where a test puts it.
#[derive(Debug)]
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl FixedClock {
    /// Stands at `now`.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> FixedClock {
        FixedClock(Mutex::new(now.trunc_subsecs(6)))
    }

    /// Goes on by `step`.
    pub fn advance(&self, step: TimeDelta) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += step;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Days from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// `None` when it would end before it starts.
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Period> {
        (from <= to).then_some(Period { from, to })
    }

    /// Do the two share a day?
    #[must_use]
    pub fn overlaps(self, other: Period) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Does `other` lie within this one?
    #[must_use]
    pub fn contains(self, other: Period) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// How many days, both ends counted.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Does it last at least `months` months? From 10 September to 9 March are six.
    #[must_use]
    pub fn lasts_months(self, months: u32) -> bool {
        let end = self.to.checked_add_days(Days::new(1)).unwrap_or(self.to);
        self.from
            .checked_add_months(Months::new(months))
            .is_some_and(|full| full <= end)
    }

    /// Does it last no longer than `months` months?
    #[must_use]
    pub fn within_months(self, months: u32) -> bool {
        let end = self.to.checked_add_days(Days::new(1)).unwrap_or(self.to);
        self.from
            .checked_add_months(Months::new(months))
            .is_none_or(|full| end <= full)
    }

    /// Weeks begun, for hours a week times weeks.
    #[must_use]
    pub fn weeks(self) -> i64 {
        (self.days() + 6) / 7
    }
}

/// A school year, named by the calendar year in which it starts: 2026 is 2026/27. It turns on 1 September.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchoolYear(pub i32);

impl SchoolYear {
    /// The school year in which `day` falls.
    #[must_use]
    pub fn of(day: NaiveDate) -> SchoolYear {
        SchoolYear(if day.month() >= 9 {
            day.year()
        } else {
            day.year() - 1
        })
    }
}

impl std::fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1).rem_euclid(100))
    }
}

/// Full years lived on `day`. Somebody born on 29 February has a birthday on 1 March of other years.
#[must_use]
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> i32 {
    let passed = (day.month(), day.day()) >= (birth.month(), birth.day());
    day.year() - birth.year() - i32::from(!passed)
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm, as in Meeus).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

/// Is `day` a national holiday in Italy? (L. 260/1949; 4 October again from 2026, L. 151/2025.) Sundays and patron saints apart.
#[must_use]
pub fn is_holiday(day: NaiveDate) -> bool {
    let fixed = matches!(
        (day.month(), day.day()),
        (1, 1 | 6) | (4, 25) | (5, 1) | (6, 2) | (8, 15) | (11, 1) | (12, 8 | 25 | 26)
    );
    let francis = (day.month(), day.day()) == (10, 4) && day.year() >= 2026;
    let easter_days = easter(day.year()).is_some_and(|e| day == e || Some(day) == e.succ_opt());
    fixed || francis || easter_days
}

/// Monday to Friday, no national holiday.
#[must_use]
pub fn is_business_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// Eight to eighteen in Italy, on a business day: when mail that nobody waits for may go out.
#[must_use]
pub fn in_working_hours(now: DateTime<Utc>) -> bool {
    let there = now.with_timezone(&Rome);
    (8..18).contains(&there.hour()) && is_business_day(there.date_naive())
}

/// The `count`-th business day after `day`.
#[must_use]
pub fn business_days_after(day: NaiveDate, count: u32) -> NaiveDate {
    let mut left = count;
    let mut at = day;
    while left > 0 {
        let Some(next) = at.succ_opt() else { return at };
        at = next;
        if is_business_day(at) {
            left -= 1;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn nobody_is_reminded_at_night_or_on_a_sunday() {
        let at = |text: &str| in_working_hours(text.parse().unwrap());
        assert!(at("2026-09-21T06:30:00Z") && !at("2026-09-21T05:30:00Z") && !at("2026-09-21T16:30:00Z"));
        assert!(!at("2026-09-20T08:00:00Z"));
    }

    #[test]
    fn a_birthday_counts_from_its_own_day() {
        assert_eq!(age_on(day(2010, 9, 15), day(2025, 9, 14)), 14);
        assert_eq!(age_on(day(2010, 9, 15), day(2025, 9, 15)), 15);
        assert_eq!(age_on(day(2008, 2, 29), day(2023, 2, 28)), 14);
        assert_eq!(age_on(day(2008, 2, 29), day(2023, 3, 1)), 15);
    }

    #[test]
    fn six_months_end_the_day_before() {
        let half = Period::new(day(2026, 9, 10), day(2027, 3, 9)).unwrap();
        assert!(half.lasts_months(6) && half.within_months(6));
        let short = Period::new(day(2026, 9, 10), day(2027, 3, 8)).unwrap();
        assert!(!short.lasts_months(6));
    }

    #[test]
    fn easter_monday_and_saint_francis_are_holidays() {
        assert!(is_holiday(day(2026, 4, 6)), "Easter Monday 2026");
        assert!(is_holiday(day(2026, 10, 4)) && !is_holiday(day(2025, 10, 4)));
        assert!(is_holiday(day(2038, 4, 25)), "the latest Easter");
    }

    #[test]
    fn business_days_skip_weekends_and_holidays() {
        assert_eq!(business_days_after(day(2026, 12, 4), 1), day(2026, 12, 7));
        assert_eq!(business_days_after(day(2026, 12, 7), 1), day(2026, 12, 9));
    }

    #[test]
    fn a_school_year_turns_in_september() {
        assert_eq!(SchoolYear::of(day(2026, 8, 31)).to_string(), "2025/26");
        assert_eq!(SchoolYear::of(day(2026, 9, 1)).to_string(), "2026/27");
    }
}
