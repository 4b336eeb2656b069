//! Numbers: whole ones that fit are told apart from all others.

use super::{Read, Reader};

/// A number as written: an integer that fits, or anything else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    Integer(i64),
    Other(f64),
}

impl Reader<'_> {
    pub(crate) fn number(&mut self) -> Read<Number> {
        self.space();
        let start = self.at;
        let negative = self.bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(negative);
        let first = self.at;
        let mut value: i64 = 0;
        let mut fits = true;
        while let Some(digit @ b'0'..=b'9') = self.bytes.get(self.at) {
            match value
                .checked_mul(10)
                .and_then(|v| v.checked_add(i64::from(digit - b'0')))
            {
                Some(next) => value = next,
                None => fits = false,
            }
            self.at += 1;
        }
        if self.at == first {
            return self.fail("a number is expected here");
        }
        if self.bytes[first] == b'0' && self.at > first + 1 {
            return self.fail("a number has no leading zeros");
        }
        let mut whole = true;
        if self.bytes.get(self.at) == Some(&b'.') {
            whole = false;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            whole = false;
            self.at += 1;
            if let Some(b'+' | b'-') = self.bytes.get(self.at) {
                self.at += 1;
            }
            self.digits()?;
        }
        if whole && fits {
            return Ok(Number::Integer(if negative { -value } else { value }));
        }
        Ok(Number::Other(
            self.text[start..self.at].parse().unwrap_or(f64::NAN),
        ))
    }

    fn digits(&mut self) -> Read<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.bytes.get(self.at) {
            self.at += 1;
        }
        if self.at == start {
            self.fail("digits are expected here")
        } else {
            Ok(())
        }
    }
}
