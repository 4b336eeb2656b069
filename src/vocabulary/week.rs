//! The days and hours of a week at work.

use std::fmt;

use chrono::Weekday;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::words;

/// Days of the week, one bit each, Monday lowest. Written `lun,mar,mer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct WeekDays(u8);

const DAYS: [(&str, Weekday); 7] = [
    ("lun", Weekday::Mon),
    ("mar", Weekday::Tue),
    ("mer", Weekday::Wed),
    ("gio", Weekday::Thu),
    ("ven", Weekday::Fri),
    ("sab", Weekday::Sat),
    ("dom", Weekday::Sun),
];

impl WeekDays {
    /// No day.
    pub const NONE: WeekDays = WeekDays(0);

    /// With `day`.
    #[must_use]
    pub const fn with(self, day: Weekday) -> WeekDays {
        WeekDays(self.0 | 1 << day.num_days_from_monday())
    }

    /// Is `day` one of them?
    #[must_use]
    pub const fn contains(self, day: Weekday) -> bool {
        self.0 >> day.num_days_from_monday() & 1 == 1
    }

    /// As a number to store: Monday is 1, Tuesday 2, Wednesday 4 …
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Back from [`WeekDays::bits`].
    #[must_use]
    pub const fn from_bits(bits: u8) -> Option<WeekDays> {
        if bits < 1 << 7 { Some(WeekDays(bits)) } else { None }
    }

    /// How many.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// From `lun-ven`, `lun, mar e gio`, `da lunedì a venerdì`, `tutti`, `Mon-Fri`. `None` when a word is no day.
    #[must_use]
    pub fn from_file_word(text: &str) -> Option<WeekDays> {
        let mut days = WeekDays::NONE;
        let (mut last, mut range) = (None::<u32>, text.trim_start().to_lowercase().starts_with("da "));
        let mut expect_end = false;
        for token in tokens(text) {
            match token.as_str() {
                "tutti" | "all" => return Some(WeekDays(0b111_1111)),
                "feriali" => return Some(WeekDays(0b1_1111)),
                "e" | "ed" | "and" | "i" | "giorni" | "da" | "dal" | "from" => {
                    range |= matches!(token.as_str(), "da" | "dal" | "from");
                }
                "-" => expect_end = last.is_some(),
                "a" | "al" | "to" | "alla" => expect_end = range || last.is_some(),
                word => {
                    let day = day_of(word)?;
                    let start = if expect_end { last? } else { day };
                    let mut at = start;
                    loop {
                        days = WeekDays(days.0 | 1 << at);
                        if at == day {
                            break;
                        }
                        at = (at + 1) % 7;
                    }
                    (last, expect_end) = (Some(day), false);
                }
            }
        }
        (days != WeekDays::NONE && !expect_end).then_some(days)
    }
}

fn tokens(text: &str) -> Vec<String> {
    let spaced = text.replace(['-', '–', '÷'], " DASH ");
    words(&spaced)
        .into_iter()
        .map(|word| if word == "dash" { "-".to_owned() } else { word })
        .collect()
}

fn day_of(word: &str) -> Option<u32> {
    const ENGLISH: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    if word.len() == 2 {
        // `lu`, `ma`, `me`, as timetables have them.
        let position = DAYS.iter().position(|(name, _)| name.starts_with(word));
        return u32::try_from(position?).ok();
    }
    let start = word.get(..3)?;
    let position = DAYS.iter().position(|(name, _)| *name == start);
    let position = position.or_else(|| ENGLISH.iter().position(|name| *name == start))?;
    u32::try_from(position).ok()
}

impl fmt::Display for WeekDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = DAYS
            .into_iter()
            .filter(|(_, day)| self.contains(*day))
            .map(|(name, _)| name)
            .collect();
        f.write_str(&names.join(","))
    }
}

impl Serialize for WeekDays {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WeekDays {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        match text.as_ref() {
            "" => Ok(WeekDays::NONE),
            text => {
                WeekDays::from_file_word(text).ok_or_else(|| serde::de::Error::custom("not a valid WeekDays"))
            }
        }
    }
}

/// A time of the day in minutes from midnight, 0 to 1,440 (24:00, the end of a day). Written `08:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayMinute(u16);

impl DayMinute {
    /// `None` past 24:00.
    #[must_use]
    pub const fn new(minutes: u16) -> Option<DayMinute> {
        if minutes <= 1440 {
            Some(DayMinute(minutes))
        } else {
            None
        }
    }

    /// Minutes from midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// From `8`, `8:30`, `08.30`, `8,30`, `h 8:30`, `08:30:00`. `None` when it is no time of the day.
    #[must_use]
    pub fn from_file_word(text: &str) -> Option<DayMinute> {
        let text = text
            .trim()
            .trim_start_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
        let mut parts = text.split([':', '.', ',', 'h']).map(str::trim);
        let hours: u16 = parts.next()?.parse().ok()?;
        let minutes: u16 = match parts.next() {
            None | Some("") => 0,
            Some(minutes) if minutes.len() == 2 => minutes.parse().ok()?,
            Some(_) => return None,
        };
        let seconds_are_zero = parts.all(|part| part.is_empty() || part == "00");
        (hours <= 24 && minutes < 60 && seconds_are_zero).then_some(())?;
        DayMinute::new(hours * 60 + minutes)
    }
}

impl fmt::Display for DayMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for DayMinute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DayMinute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        DayMinute::from_file_word(&text).ok_or_else(|| serde::de::Error::custom("not a valid DayMinute"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "lun-ven",
            "da lunedì a venerdì",
            "LUN,MAR,MER,GIO,VEN",
            "Mon to Fri",
            "feriali",
            "dal lunedì al venerdì",
            "Lu Ma Me Gi Ve",
            "LU-VE",
        ] {
            assert_eq!(
                WeekDays::from_file_word(text).unwrap().to_string(),
                "lun,mar,mer,gio,ven",
                "{text}"
            );
        }
        assert_eq!(WeekDays::from_file_word("ven-lun").unwrap().count(), 4);
        assert_eq!(
            WeekDays::from_file_word("martedì e giovedì").unwrap().to_string(),
            "mar,gio"
        );
        assert_eq!(
            WeekDays::from_file_word("lun - mer, sab").unwrap().to_string(),
            "lun,mar,mer,sab"
        );
        for text in ["", "lun-", "sempre", "3"] {
            assert_eq!(WeekDays::from_file_word(text), None, "{text}");
        }
        let json = serde_json::to_string(&WeekDays::NONE.with(Weekday::Sun)).unwrap();
        assert_eq!(json, "\"dom\"");
        assert_eq!(serde_json::from_str::<WeekDays>("\"\"").unwrap(), WeekDays::NONE);
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("8", 480),
            ("8:30", 510),
            ("08.30", 510),
            ("8,30", 510),
            ("h 8:30", 510),
            ("08:30:00", 510),
            ("24:00", 1440),
        ] {
            assert_eq!(
                DayMinute::from_file_word(text).map(DayMinute::minutes),
                Some(minutes),
                "{text}"
            );
        }
        for text in ["", "25", "8:60", "24:01", "8:3", "otto", "08:30:15"] {
            assert_eq!(DayMinute::from_file_word(text), None, "{text}");
        }
        assert_eq!(DayMinute::new(510).unwrap().to_string(), "08:30");
    }
}
