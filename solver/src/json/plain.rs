//! Rows in their plainest form, several times quicker than value by value.

use super::Reader;

/// `["name", "name", number, …]` with one to three numbers.
pub(crate) struct Row<'a> {
    pub(crate) names: [&'a str; 2],
    /// Those that are not told are zero.
    pub(crate) numbers: [u32; 3],
    pub(crate) count: usize,
}

/// A byte in each of the eight.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of bytes that are zero; the lowest of these bits is always right.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(eight(1)) & !word & eight(0x80)
}

impl<'a> Reader<'a> {
    /// Reads a row if it stands here in its plainest form: two strings without escapes and whole numbers of few
    /// digits. Anything else, right or wrong, is nothing, and the position is then anywhere.
    pub(crate) fn plain_row(&mut self) -> Option<Row<'a>> {
        self.plain_byte(b'[')?;
        let first = self.plain_text()?;
        self.plain_byte(b',')?;
        let second = self.plain_text()?;
        let (mut numbers, mut count) = ([0; 3], 0);
        while self.plain_byte(b',').is_some() {
            *numbers.get_mut(count)? = self.plain_number()?;
            count += 1;
        }
        self.plain_byte(b']')?;
        Some(Row {
            names: [first, second],
            numbers,
            count,
        })
    }

    #[inline]
    fn plain_byte(&mut self, byte: u8) -> Option<()> {
        let mut next = *self.bytes.get(self.at)?;
        if next <= b' ' {
            self.space();
            next = *self.bytes.get(self.at)?;
        }
        (next == byte).then(|| self.at += 1)
    }

    #[inline]
    fn plain_text(&mut self) -> Option<&'a str> {
        self.plain_byte(b'"')?;
        let start = self.at;
        loop {
            let word = u64::from_le_bytes(*self.bytes.get(self.at..)?.first_chunk()?);
            let control = word.wrapping_sub(eight(b' ')) & !word & eight(0x80);
            let special = zeros(word ^ eight(b'"')) | zeros(word ^ eight(b'\\')) | control;
            if special == 0 {
                self.at += 8;
                continue;
            }
            self.at += special.trailing_zeros() as usize / 8;
            let text = self.text.get(start..self.at)?;
            return self.plain_byte(b'"').map(|()| text);
        }
    }

    #[inline]
    fn plain_number(&mut self) -> Option<u32> {
        self.space();
        let start = self.at;
        let mut value = 0;
        while let Some(digit @ b'0'..=b'9') = self.bytes.get(self.at) {
            if self.at == start + 7 {
                return None;
            }
            value = value * 10 + u32::from(digit - b'0');
            self.at += 1;
        }
        let zero_first = self.at > start + 1 && self.bytes[start] == b'0';
        (self.at > start && !zero_first).then_some(value)
    }
}
