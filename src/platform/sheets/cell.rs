//! What one cell can hold.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// One cell of a file, as the file holds it: what it means is for the column to say.
///
/// CSV knows only text. XLSX tells a number from a text, so that a VAT number which lost its leading zeros can be told
/// from one that was written as text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing, or white space only.
    #[default]
    #[serde(rename = "-")]
    Empty,
    /// Text, without white space around it.
    #[serde(rename = "t")]
    Text(String),
    /// A number that a spreadsheet holds as a number.
    #[serde(rename = "n", with = "exact")]
    Number(f64),
    /// A real date of a spreadsheet.
    #[serde(rename = "d")]
    Date(NaiveDate),
    /// A real time of day of a spreadsheet.
    #[serde(rename = "h")]
    Time(NaiveTime),
    /// True or false, as a spreadsheet holds them.
    #[serde(rename = "b")]
    Bool(bool),
    /// A formula that the program which wrote the file has never calculated.
    #[serde(rename = "f")]
    Uncalculated,
    /// An error value, such as `#N/A`.
    #[serde(rename = "e")]
    Error(String),
}

impl Cell {
    /// Text, trimmed; nothing when there is only white space, also of the kind that does not break.
    #[must_use]
    pub fn text(text: &str) -> Cell {
        let trimmed =
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0'));
        if trimmed.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(trimmed.to_owned())
        }
    }

    /// Does it hold nothing?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }

    /// What a person would read in it: whole numbers without a point, dates as `2008-12-31`, times as `08:30`.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Date(day) => Cow::Owned(day.format("%Y-%m-%d").to_string()),
            Cell::Time(time) => Cow::Owned(time.format("%H:%M").to_string()),
            Cell::Bool(true) => Cow::Borrowed("true"),
            Cell::Bool(false) => Cow::Borrowed("false"),
            Cell::Uncalculated => Cow::Borrowed("="),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::text(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::text(&text)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Cell {
        Cell::Date(day)
    }
}

impl From<NaiveTime> for Cell {
    fn from(time: NaiveTime) -> Cell {
        Cell::Time(time)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, Into::into)
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Cell {
            fn from(number: $kind) -> Cell {
                Cell::Number(f64::from(number))
            }
        }
    )+};
}

whole_numbers!(u8, u16, u32, i16, i32, f64);

/// A number travels as the shortest text that gives the same number back: JSON's own may be off by one bit.
mod exact {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(number: &f64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
