//! The calendar file of what a company has accepted (RFC 5545). Times are those of the wall clock where the student works; nobody's
//! name is in it, for calendars travel far.

use std::fmt::Write as _;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};

use super::cards::Card;
use super::model::State;
use crate::platform::texts::T;
use crate::vocabulary::week::{DayMinute, WeekDays};

/// Octets to a line; longer ones are folded.
const LINE: usize = 75;

/// Every accepted proposal as an event each week, where days and hours are known; else as its first and last day.
#[must_use]
pub fn calendar(t: T, school: &str, cards: &[Card], now: DateTime<Utc>) -> String {
    let mut file = File::default();
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//Abbina//Abbina//IT");
    for card in cards.iter().filter(|card| card.state == State::Accepted) {
        let place = &card.place;
        let code = place.code.as_str();
        let about = |key: &str| t.with(key, [("school", school), ("place", code)]);
        let mut event = |kind: &str, key: &str, when: Vec<String>| {
            file.line("BEGIN:VEVENT");
            file.line(&format!("UID:{kind}-{}@abbina", card.id));
            file.line(&format!("DTSTAMP:{}", now.format("%Y%m%dT%H%M%SZ")));
            for line in when {
                file.line(&line);
            }
            file.text("SUMMARY", &about(key));
            let mut where_to = vec![place.address.as_str(), place.comune.as_str()];
            where_to.retain(|part| !part.is_empty());
            file.text("LOCATION", &where_to.join(", "));
            file.line("END:VEVENT");
        };
        match weekly(place.from, place.to, place.days, place.hours) {
            Some(when) => event("week", "proposals-calendar-week", when),
            None => {
                event("first", "proposals-calendar-first", whole_day(place.from));
                event("last", "proposals-calendar-last", whole_day(place.to));
            }
        }
    }
    file.line("END:VCALENDAR");
    file.0
}

fn whole_day(day: NaiveDate) -> Vec<String> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    vec![
        format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")),
        format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")),
    ]
}

fn weekly(
    from: NaiveDate,
    to: NaiveDate,
    days: Option<WeekDays>,
    hours: Option<(DayMinute, DayMinute)>,
) -> Option<Vec<String>> {
    const WORDS: [(Weekday, &str); 7] = [
        (Weekday::Mon, "MO"),
        (Weekday::Tue, "TU"),
        (Weekday::Wed, "WE"),
        (Weekday::Thu, "TH"),
        (Weekday::Fri, "FR"),
        (Weekday::Sat, "SA"),
        (Weekday::Sun, "SU"),
    ];
    let (days, (start, end)) = (days?, hours?);
    let words: Vec<&str> = WORDS
        .iter()
        .filter(|(day, _)| days.contains(*day))
        .map(|(_, word)| *word)
        .collect();
    // The first event must fall on one of the days.
    let first = from
        .iter_days()
        .take(7)
        .find(|day| days.contains(chrono::Datelike::weekday(day)))?;
    let at = |day: NaiveDate, minute: DayMinute| {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute.minutes()) * 60, 0)?;
        Some(NaiveDateTime::new(day, time).format("%Y%m%dT%H%M%S").to_string())
    };
    if first > to {
        return None;
    }
    Some(vec![
        format!("DTSTART:{}", at(first, start)?),
        format!("DTEND:{}", at(first, end)?),
        format!(
            "RRULE:FREQ=WEEKLY;BYDAY={};UNTIL={}",
            words.join(","),
            at(to, end)?
        ),
    ])
}

/// Lines as RFC 5545 wants them: folded, ended by CR LF.
#[derive(Default)]
struct File(String);

impl File {
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => {
                    let _ = write!(line, "\\{c}");
                }
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let mut file = File::default();
        file.text("SUMMARY", &"è".repeat(60));
        for line in file.0.split("\r\n") {
            assert!(line.len() <= LINE, "{}", line.len());
        }
        assert_eq!(
            file.0.replace("\r\n ", ""),
            format!("SUMMARY:{}\r\n", "è".repeat(60))
        );
    }

    #[test]
    fn what_means_something_in_the_format_is_escaped() {
        let mut file = File::default();
        file.text("LOCATION", "Via Roma 1; Bergamo, \\ \r\nEND:VEVENT");
        assert_eq!(file.0, "LOCATION:Via Roma 1\\; Bergamo\\, \\\\ \\nEND:VEVENT\r\n");
    }

    #[test]
    fn the_first_event_falls_on_the_first_of_its_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = WeekDays::NONE.with(Weekday::Mon).with(Weekday::Thu);
        let hours = (
            DayMinute::new(8 * 60).unwrap(),
            DayMinute::new(14 * 60 + 30).unwrap(),
        );
        // 6 October 2026 is a Tuesday.
        let when = weekly(day("2026-10-06"), day("2027-05-28"), Some(days), Some(hours)).unwrap();
        assert_eq!(
            when,
            [
                "DTSTART:20261008T080000",
                "DTEND:20261008T143000",
                "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270528T143000"
            ]
        );
        assert_eq!(
            weekly(day("2026-10-06"), day("2026-10-07"), Some(days), Some(hours)),
            None
        );
        assert_eq!(
            weekly(day("2026-10-06"), day("2027-05-28"), None, Some(hours)),
            None
        );
    }
}
