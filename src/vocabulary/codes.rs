//! Codes that the State gives: codice fiscale, partita IVA, ATECO.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use stdnum::Validator;
use stdnum::country::it::{CODICEFISCALE, IVA};

use super::fault::Invalid;
use super::text::{private_text, serde_as_text};

mod ateco;
pub use ateco::{Ateco, AtecoYear};

/// A person's codice fiscale (D.M. 23/12/1976), with the letters that replace digits where two people would share one (omocodia).
///
/// It also tells sex and place of birth; neither is offered here, because nothing in this service may depend on them: only the
/// comparison of runs reads the sex, to measure a gap over groups. Its `Debug` shows nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodiceFiscale([u8; 16]);

/// Where digits stand, and letters in their place after omocodia.
const OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";
const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";

impl CodiceFiscale {
    /// Removes spaces and dashes, raises letters, checks.
    ///
    /// Codes: `student.codice_fiscale.` + `missing`, `length` ($length), `company` (an 11-digit code is a company's), `shape`, `checksum`, `date`.
    ///
    /// # Errors
    /// When it is not a codice fiscale that can exist.
    pub fn parse(text: &str) -> Result<CodiceFiscale, Invalid> {
        let fail = |code| Invalid::new("", code, text);
        let compact = CODICEFISCALE
            .compact(text)
            .unwrap_or_default()
            .to_ascii_uppercase();
        if compact.is_empty() {
            return Err(fail("student.codice_fiscale.missing"));
        }
        if compact.len() == 11 && compact.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fail("student.codice_fiscale.company"));
        }
        if let Err(error) = CODICEFISCALE.validate(&compact) {
            use stdnum::ErrorKind::{InvalidChecksum, InvalidLength};
            return Err(match error.kind() {
                InvalidLength => {
                    fail("student.codice_fiscale.length").with("length", compact.chars().count())
                }
                InvalidChecksum => fail("student.codice_fiscale.checksum"),
                _ => fail("student.codice_fiscale.shape"),
            });
        }
        let bytes = compact
            .as_bytes()
            .try_into()
            .map_err(|_| fail("student.codice_fiscale.shape"))?;
        let code = CodiceFiscale(bytes);
        if code.born_in(2000).or(code.born_in(1900)).is_none() {
            return Err(fail("student.codice_fiscale.date"));
        }
        Ok(code)
    }

    /// The sixteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn digits(&self, at: usize) -> u32 {
        self.0[at..at + 2].iter().fold(0, |number, &byte| {
            let digit = match OMOCODIA.iter().position(|&letter| letter == byte) {
                Some(digit) => u32::try_from(digit).unwrap_or(0),
                None => u32::from(byte.saturating_sub(b'0')),
            };
            number * 10 + digit
        })
    }

    fn born_in(&self, century: i32) -> Option<NaiveDate> {
        let year = century + i32::try_from(self.digits(6)).ok()?;
        let month = MONTHS.iter().position(|&letter| letter == self.0[8])?;
        NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()? + 1, self.digits(9) % 40)
    }

    /// The birth date: the code gives two digits of the year, `reference` chooses the century (the last such day not after it).
    #[must_use]
    pub fn birth_date(&self, reference: NaiveDate) -> Option<NaiveDate> {
        let century = reference.year().div_euclid(100) * 100;
        [century, century - 100]
            .into_iter()
            .filter_map(|c| self.born_in(c))
            .find(|&day| day <= reference)
    }

    /// Does the code speak of somebody born on `birth_date`?
    #[must_use]
    pub fn agrees_with(&self, birth_date: NaiveDate) -> bool {
        self.born_in(birth_date.year().div_euclid(100) * 100) == Some(birth_date)
    }
}

private_text!(CodiceFiscale);
serde_as_text!(CodiceFiscale, |t: &str| CodiceFiscale::parse(t).ok());

/// A partita IVA: eleven digits with a check digit (D.P.R. 633/1972 art. 35). It names a company.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VatNumber([u8; 11]);

impl VatNumber {
    /// Removes spaces, dashes and `IT`, checks.
    ///
    /// Codes: `company.vat_number.` + `missing`, `scientific` (Excel wrote 1,23E+10), `leading_zeros` ($digits, $padded: Excel
    /// lost the zeros), `length` ($digits), `shape`, `office`, `checksum`.
    ///
    /// # Errors
    /// When it is not a partita IVA that can exist.
    pub fn parse(text: &str) -> Result<VatNumber, Invalid> {
        let fail = |code| Invalid::new("", code, text);
        let upper = text.trim().to_uppercase();
        let compact: String = upper
            .strip_prefix("IT")
            .unwrap_or(&upper)
            .chars()
            .filter(|c| {
                !(c.is_whitespace()
                    || matches!(c, '-' | '.' | ':' | '\'' | '\u{200b}'..='\u{200f}' | '\u{feff}'))
            })
            .collect();
        if compact.is_empty() {
            return Err(fail("company.vat_number.missing"));
        }
        if compact.contains("E+") {
            return Err(fail("company.vat_number.scientific"));
        }
        if !compact.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fail("company.vat_number.shape"));
        }
        let digits = compact.len();
        if digits < 11 {
            let padded = format!("{compact:0>11}");
            return Err(fail("company.vat_number.leading_zeros")
                .with("digits", digits)
                .with("padded", padded));
        }
        if digits > 11 {
            return Err(fail("company.vat_number.length").with("digits", digits));
        }
        if let Err(error) = IVA.validate(&compact) {
            return Err(match error.kind() {
                stdnum::ErrorKind::InvalidComponent => fail("company.vat_number.office"),
                _ => fail("company.vat_number.checksum"),
            });
        }
        compact
            .as_bytes()
            .try_into()
            .map(VatNumber)
            .map_err(|_| fail("company.vat_number.shape"))
    }

    /// The eleven digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The valid number that starts with these ten digits, if there is one: for demonstrations.
    #[must_use]
    pub fn from_ten_digits(first: u64) -> Option<VatNumber> {
        (0..10).find_map(|check| VatNumber::parse(&format!("{first:010}{check}")).ok())
    }
}

impl fmt::Debug for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VatNumber({})", self.as_str())
    }
}

impl fmt::Display for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

serde_as_text!(VatNumber, |t: &str| VatNumber::parse(t).ok());

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn code<T>(result: Result<T, Invalid>) -> &'static str {
        result.err().unwrap().code
    }

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    /// The code with these first fifteen characters.
    fn with_check(fifteen: &str) -> String {
        ('A'..='Z')
            .map(|c| format!("{fifteen}{c}"))
            .find(|code| CODICEFISCALE.validate(code).is_ok())
            .unwrap()
    }

    #[test]
    fn a_code_tells_the_birth_date_and_the_day_chooses_the_century() {
        let code = CodiceFiscale::parse(&with_check("RSSMRA08T71F205").to_lowercase()).unwrap();
        assert_eq!(code.birth_date(day(2026, 9, 1)), Some(day(2008, 12, 31)));
        assert_eq!(code.birth_date(day(2008, 12, 30)), Some(day(1908, 12, 31)));
        assert!(code.agrees_with(day(2008, 12, 31)) && !code.agrees_with(day(2008, 12, 30)));
    }

    #[test]
    fn omocodia_is_the_same_birth_date() {
        let plain = CodiceFiscale::parse(&with_check("RSSMRA08T31F205")).unwrap();
        for fifteen in ["RSSMRA08T31F20R", "RSSMRA08T3MF20R", "RSSMRALUTPMFNLR"] {
            let changed = CodiceFiscale::parse(&with_check(fifteen)).unwrap();
            assert_eq!(
                changed.birth_date(day(2026, 1, 1)),
                plain.birth_date(day(2026, 1, 1)),
                "{fifteen}"
            );
        }
    }

    #[test]
    fn a_wrong_code_says_what_is_wrong() {
        let good = with_check("RSSMRA08T31F205");
        let bad = format!("{}{}", &good[..15], if good.ends_with('A') { 'B' } else { 'A' });
        assert_eq!(
            code(CodiceFiscale::parse(&bad)),
            "student.codice_fiscale.checksum"
        );
        assert_eq!(
            code(CodiceFiscale::parse(&good[..15])),
            "student.codice_fiscale.length"
        );
        assert_eq!(
            code(CodiceFiscale::parse("12345678903")),
            "student.codice_fiscale.company"
        );
        assert_eq!(
            code(CodiceFiscale::parse("1234567890123456")),
            "student.codice_fiscale.shape"
        );
        assert_eq!(code(CodiceFiscale::parse("")), "student.codice_fiscale.missing");
        assert_eq!(
            code(CodiceFiscale::parse(&with_check("RSSMRA09B29F205"))),
            "student.codice_fiscale.date"
        );
        assert_eq!(
            code(CodiceFiscale::parse("però")),
            "student.codice_fiscale.length"
        );
    }

    #[test]
    fn the_29th_of_february_exists_in_leap_years_alone() {
        let code = CodiceFiscale::parse(&with_check("RSSMRA08B29F205")).unwrap();
        assert_eq!(code.birth_date(day(2026, 1, 1)), Some(day(2008, 2, 29)));
        assert!(!code.agrees_with(day(2008, 3, 1)));
    }

    #[test]
    fn excel_loses_leading_zeros_of_a_vat_number_and_is_told() {
        let error = VatNumber::parse("743110157").unwrap_err();
        assert_eq!(error.code, "company.vat_number.leading_zeros");
        assert!(error.args.contains(&("padded", "00743110157".to_owned())));
        assert_eq!(
            VatNumber::parse("IT 007.431 10157").unwrap().as_str(),
            "00743110157"
        );
        assert_eq!(
            code(VatNumber::parse("12345")),
            "company.vat_number.leading_zeros"
        );
        assert_eq!(
            code(VatNumber::parse("1,23457E+10")),
            "company.vat_number.scientific"
        );
        assert_eq!(
            code(VatNumber::parse("00743110158")),
            "company.vat_number.checksum"
        );
        assert_eq!(
            code(VatNumber::parse("00743119990")),
            "company.vat_number.checksum"
        );
        assert_eq!(code(VatNumber::parse("00743115550")), "company.vat_number.office");
        assert_eq!(
            code(VatNumber::parse("123456789012")),
            "company.vat_number.length"
        );
        assert_eq!(code(VatNumber::parse("abc")), "company.vat_number.shape");
    }

    #[test]
    fn a_vat_number_can_be_made_of_ten_digits() {
        assert_eq!(
            VatNumber::from_ten_digits(74_311_015).unwrap().as_str(),
            "00743110157"
        );
    }
}
