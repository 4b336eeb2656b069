//! A small pull reader of JSON: no tree is built, strings are borrowed, nothing recurses.
//!
//! The usual deserialisers stop at the first surprise. A coordinator who made five mistakes wants to hear of all
//! five, so this reader only stops where the text is no longer JSON; everything else is the caller's to judge.

mod number;
mod plain;

use std::borrow::Cow;

pub(crate) use number::Number;

/// Where the text stops being JSON, as a byte offset, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    pub(crate) at: usize,
    pub(crate) what: &'static str,
}

/// What kind of value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    Text,
    Array,
    Object,
}

type Read<T> = Result<T, Syntax>;

#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
        }
    }

    pub(crate) fn position(&self) -> usize {
        self.at
    }

    pub(crate) fn seek(&mut self, at: usize) {
        self.at = at;
    }

    fn fail<T>(&self, what: &'static str) -> Read<T> {
        Err(Syntax { at: self.at, what })
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    fn byte(&mut self) -> Read<u8> {
        self.space();
        match self.bytes.get(self.at) {
            Some(byte) => Ok(*byte),
            None => self.fail("the text ends too early"),
        }
    }

    fn take(&mut self, byte: u8, what: &'static str) -> Read<()> {
        if self.byte()? == byte {
            self.at += 1;
            Ok(())
        } else {
            self.fail(what)
        }
    }

    /// Only white space may follow the document.
    pub(crate) fn end(&mut self) -> Read<()> {
        self.space();
        if self.at == self.bytes.len() {
            Ok(())
        } else {
            self.fail("something follows the end of the document")
        }
    }

    pub(crate) fn kind(&mut self) -> Read<Kind> {
        match self.byte()? {
            b'{' => Ok(Kind::Object),
            b'[' => Ok(Kind::Array),
            b'"' => Ok(Kind::Text),
            b't' | b'f' => Ok(Kind::Bool),
            b'n' => Ok(Kind::Null),
            b'-' | b'0'..=b'9' => Ok(Kind::Number),
            _ => self.fail("a value is expected here"),
        }
    }

    pub(crate) fn open_array(&mut self) -> Read<()> {
        self.take(b'[', "`[` is expected here")
    }

    pub(crate) fn open_object(&mut self) -> Read<()> {
        self.take(b'{', "`{` is expected here")
    }

    /// Is there one more item? Call with `first` true once, before the first item.
    pub(crate) fn item(&mut self, first: bool) -> Read<bool> {
        match self.byte()? {
            b']' => {
                self.at += 1;
                Ok(false)
            }
            b',' if !first => {
                self.at += 1;
                if self.byte()? == b']' {
                    self.fail("a value must follow the comma")
                } else {
                    Ok(true)
                }
            }
            _ if first => Ok(true),
            _ => self.fail("`,` or `]` is expected here"),
        }
    }

    /// The next key of an object, or its end.
    pub(crate) fn key(&mut self, first: bool) -> Read<Option<Cow<'a, str>>> {
        match self.byte()? {
            b'}' => {
                self.at += 1;
                return Ok(None);
            }
            b',' if !first => self.at += 1,
            _ if first => {}
            _ => return self.fail("`,` or `}` is expected here"),
        }
        let key = self.string()?;
        self.take(b':', "`:` is expected here")?;
        Ok(Some(key))
    }

    pub(crate) fn string(&mut self) -> Read<Cow<'a, str>> {
        self.take(b'"', "a string is expected here")?;
        let start = self.at;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    let text = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(Cow::Borrowed(text));
                }
                Some(b'\\') => return self.escaped(start).map(Cow::Owned),
                Some(byte) if *byte >= 0x20 => self.at += 1,
                Some(_) => return self.fail("a control character must be escaped inside a string"),
                None => return self.fail("the string is not closed"),
            }
        }
    }

    fn escaped(&mut self, start: usize) -> Read<String> {
        let mut out = self.text[start..self.at].to_owned();
        loop {
            let from = self.at;
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                Some(byte) if *byte >= 0x20 => {
                    while self
                        .bytes
                        .get(self.at)
                        .is_some_and(|b| *b >= 0x20 && *b != b'"' && *b != b'\\')
                    {
                        self.at += 1;
                    }
                    out.push_str(&self.text[from..self.at]);
                }
                Some(_) => return self.fail("a control character must be escaped inside a string"),
                None => return self.fail("the string is not closed"),
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let Some(byte) = self.bytes.get(self.at) else {
            return self.fail("the string is not closed");
        };
        self.at += 1;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex()?;
                let code = if (0xd800..0xdc00).contains(&high) {
                    if self.bytes.get(self.at..self.at + 2) != Some(b"\\u") {
                        return self.fail("half of a surrogate pair is missing");
                    }
                    self.at += 2;
                    let low = self.hex()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return self.fail("half of a surrogate pair is missing");
                    }
                    0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
                } else {
                    high
                };
                match char::from_u32(code) {
                    Some(character) => character,
                    None => return self.fail("half of a surrogate pair is missing"),
                }
            }
            _ => {
                self.at -= 1;
                return self.fail("unknown escape");
            }
        })
    }

    fn hex(&mut self) -> Read<u32> {
        let mut value = 0;
        for _ in 0..4 {
            match self.bytes.get(self.at).and_then(|b| char::from(*b).to_digit(16)) {
                Some(digit) => value = value * 16 + digit,
                None => return self.fail("four hexadecimal digits are expected here"),
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn word(&mut self, word: &'static str) -> Read<()> {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            self.fail("a value is expected here")
        }
    }

    pub(crate) fn null(&mut self) -> Read<()> {
        self.space();
        self.word("null")
    }

    /// Passes over one value of any kind, however deep, without recursion.
    pub(crate) fn skip(&mut self) -> Read<()> {
        // One entry per open bracket: true for an object. `fresh` says whether the innermost has no item yet.
        let mut open: Vec<bool> = Vec::new();
        let mut fresh = true;
        loop {
            if let Some(&object) = open.last() {
                let more = if object {
                    self.key(fresh)?.is_some()
                } else {
                    self.item(fresh)?
                };
                if !more {
                    open.pop();
                    fresh = false;
                    if open.is_empty() {
                        return Ok(());
                    }
                    continue;
                }
                fresh = false;
            }
            match self.kind()? {
                Kind::Null => self.word("null")?,
                Kind::Bool if self.bytes[self.at] == b't' => self.word("true")?,
                Kind::Bool => self.word("false")?,
                Kind::Number => drop(self.number()?),
                Kind::Text => drop(self.string()?),
                kind @ (Kind::Array | Kind::Object) => {
                    self.at += 1;
                    open.push(kind == Kind::Object);
                    fresh = true;
                }
            }
            if open.is_empty() {
                return Ok(());
            }
        }
    }
}

/// Line and column (from 1, in characters) of a byte offset, for people.
pub(crate) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn deep_nesting_is_skipped_without_recursion() {
        let text = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        let mut reader = Reader::new(&text);
        reader.skip().unwrap();
        reader.end().unwrap();
    }

    #[test]
    fn escapes_are_read_and_lone_surrogates_refused() {
        assert_eq!(
            Reader::new(r#""a\u00e8\ud83d\ude00\n""#).string().unwrap(),
            "aè😀\n"
        );
        assert!(Reader::new(r#""\ud83d""#).string().is_err());
        assert!(Reader::new(r#""\udc00""#).string().is_err());
    }

    #[test]
    fn numbers_are_integers_or_something_else() {
        assert_eq!(Reader::new("-12").number().unwrap(), Number::Integer(-12));
        assert_eq!(Reader::new("1.5").number().unwrap(), Number::Other(1.5));
        assert!(Reader::new("01").number().is_err());
        assert!(matches!(
            Reader::new("99999999999999999999").number().unwrap(),
            Number::Other(_)
        ));
    }
}
