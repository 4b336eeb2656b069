//! What a text takes as arguments, and how it writes numbers.

use chrono::{DateTime, NaiveDate, Utc};
use fluent_bundle::FluentValue;

use crate::vocabulary::text::Language;

/// A whole number, by value or by reference, as templates pass them.
pub trait Count {
    /// The number.
    fn count(&self) -> i64;
}

/// What a text can be given.
pub trait Argument {
    /// As Fluent takes it.
    fn value(&self) -> FluentValue<'_>;
}

macro_rules! whole_numbers {
    ($($number:ty),+) => {$(
        impl Count for $number {
            fn count(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }

        impl Argument for $number {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(self.count())
            }
        }
    )+};
}

whole_numbers!(u8, u16, u32, u64, usize, i16, i32, i64);

/// A day, by value or by reference.
pub trait Day {
    /// The day.
    fn day(&self) -> NaiveDate;
}

impl Day for NaiveDate {
    fn day(&self) -> NaiveDate {
        *self
    }
}

impl<D: Day + ?Sized> Day for &D {
    fn day(&self) -> NaiveDate {
        (**self).day()
    }
}

/// An instant, by value or by reference.
pub trait Moment {
    /// The instant.
    fn moment(&self) -> DateTime<Utc>;
}

impl Moment for DateTime<Utc> {
    fn moment(&self) -> DateTime<Utc> {
        *self
    }
}

impl<M: Moment + ?Sized> Moment for &M {
    fn moment(&self) -> DateTime<Utc> {
        (**self).moment()
    }
}

impl<C: Count + ?Sized> Count for &C {
    fn count(&self) -> i64 {
        (**self).count()
    }
}

impl<A: Argument + ?Sized> Argument for &A {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

impl Argument for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

/// What stands between thousands.
pub(super) fn separator(language: Language) -> char {
    match language {
        Language::Italian => '.',
        Language::English => ',',
    }
}

/// The number with its thousands apart.
pub(super) fn grouped(n: i64, separator: char) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    if n < 0 {
        text.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

pub(super) fn italian_numbers<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_in(value, Language::Italian)
}

pub(super) fn english_numbers<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number_in(value, Language::English)
}

fn number_in(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    // Whole numbers only come from `Count`; a fraction is left to Fluent.
    (number.value.fract() == 0.0).then(|| grouped(number.value as i64, separator(language)))
}
