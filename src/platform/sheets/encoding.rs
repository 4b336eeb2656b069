//! From bytes to text: UTF-8, UTF-16 and Windows-1252, with or without a mark at the start.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::limits::{self, refuse, refuse_with};
use crate::vocabulary::fault::Fault;

/// What the bytes say, and by what name the encoding goes.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Fault> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, true);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, false);
    }
    match zero_bytes(bytes) {
        Zeros::None => utf8(bytes),
        Zeros::Odd => utf16(bytes, true),
        Zeros::Even => utf16(bytes, false),
        Zeros::Mixed => Err(refuse(limits::NOT_A_SPREADSHEET)),
    }
}

/// Where the zero bytes of a text stand: nowhere, or in every second place as in UTF-16 of our letters.
enum Zeros {
    None,
    Odd,
    Even,
    Mixed,
}

fn zero_bytes(bytes: &[u8]) -> Zeros {
    let sample = &bytes[..bytes.len().min(4096)];
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in sample.chunks(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair.get(1) == Some(&0));
    }
    let half = sample.len() / 2;
    match (even, odd) {
        (0, 0) if !bytes.contains(&0) => Zeros::None,
        (e, o) if o * 10 >= half * 7 && e * 10 < half => Zeros::Odd,
        (e, o) if e * 10 >= half * 7 && o * 10 < half => Zeros::Even,
        _ => Zeros::Mixed,
    }
}

fn utf16(bytes: &[u8], little: bool) -> Result<(Cow<'_, str>, &'static str), Fault> {
    let encoding = if little { UTF_16LE } else { UTF_16BE };
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|text| !text.contains('\0'))
        .map(|text| (text, encoding.name()))
        .ok_or_else(|| refuse_with(limits::ENCODING, "line", 1))
}

/// UTF-8; what is not, is Windows-1252, unless it is UTF-8 that somebody damaged or a code page we do not know.
fn utf8(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Fault> {
    if bytes.contains(&0) {
        return Err(refuse(limits::NOT_A_SPREADSHEET));
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), "UTF-8")),
        Err(error) => error,
    };
    let (good, bad) = bytes
        .utf8_chunks()
        .fold((0_usize, 0_usize), |(good, bad), chunk| {
            let wide = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            (good + wide, bad + usize::from(!chunk.invalid().is_empty()))
        });
    let unknown = bytes
        .iter()
        .any(|b| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d));
    // By chance a text in Windows-1252 is almost never valid UTF-8: some of each is a file that somebody put together.
    if good * 4 > bad || unknown {
        let line = 1 + bytes[..error.valid_up_to()]
            .iter()
            .filter(|b| **b == b'\n')
            .count();
        return Err(refuse_with(limits::ENCODING, "line", line));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok((text, WINDOWS_1252.name()))
}
