//! A code that a telephone reads, drawn as one path: for addresses on paper.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// The light frame around a code, modules: readers need four.
const FRAME: i32 = 4;

/// A code: its side and the path of its dark squares, in modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The side, frame included.
    pub side: i32,
    /// For the `d` of a `path`.
    pub path: String,
}

/// The code of a text; none when the text is too long for any.
#[must_use]
pub fn code(text: &str) -> Option<Code> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                // Writing to a String never fails.
                let _ = write!(path, "M{} {}h1v1h-1z", x + FRAME, y + FRAME);
            }
        }
    }
    Some(Code {
        side: code.size() + 2 * FRAME,
        path,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_frame() {
        let code = code("https://abbina.example/f/x").unwrap();
        assert!(code.path.starts_with("M4 4h1v1h-1z"), "{}", code.path);
        let last = code.side - FRAME - 1;
        assert!(code.path.contains(&format!("M{last} 4h")) && code.path.contains(&format!("M4 {last}h")));
        assert!(super::code(&"x".repeat(5_000)).is_none());
    }
}
