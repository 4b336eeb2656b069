//! Typed values with findings instead of failures.

use std::borrow::Cow;
use std::fmt;

use crate::error::Findings;
use crate::json::{Kind, Number, Reader, Syntax};

/// Where we are in the document; a list on the stack that costs nothing until a finding prints it.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Root,
    Key(&'static str),
    Item(usize),
}

impl<'p> Path<'p> {
    pub(super) fn root() -> Path<'static> {
        Path {
            parent: None,
            step: Step::Root,
        }
    }

    pub(super) fn key(&'p self, key: &'static str) -> Path<'p> {
        Path {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    pub(super) fn item(&'p self, item: usize) -> Path<'p> {
        Path {
            parent: Some(self),
            step: Step::Item(item),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Key(key) => write!(f, "/{key}"),
            Step::Item(item) => write!(f, "/{item}"),
        }
    }
}

fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Bool => "true or false",
        Kind::Number => "a number",
        Kind::Text => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}

/// 2^63, from where on no integer of the format is.
const TOO_BIG: f64 = 9_223_372_036_854_775_808.0;

#[derive(Default)]
pub(super) struct Fields {
    pub(super) findings: Findings,
}

impl Fields {
    /// Reports that a value has the wrong type, and passes over it.
    pub(super) fn wrong(
        &mut self,
        reader: &mut Reader<'_>,
        path: &Path<'_>,
        what: &str,
        wanted: &str,
    ) -> Result<(), Syntax> {
        let kind = reader.kind()?;
        self.findings.add(
            || path.to_string(),
            &format!("{what}.type"),
            || format!("Found {} here: write {wanted}.", named(kind)),
        );
        reader.skip()
    }

    /// An object: `each` gets the position in `known` of every key it may have. Returns which keys it had, as bits.
    pub(super) fn object<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        path: &Path<'_>,
        what: &str,
        known: &[&'static str],
        mut each: impl FnMut(&mut Self, &mut Reader<'a>, usize) -> Result<(), Syntax>,
    ) -> Result<u32, Syntax> {
        reader.open_object()?;
        let mut seen = 0_u32;
        let mut first = true;
        while let Some(key) = reader.key(first)? {
            first = false;
            match known.iter().position(|k| *k == key) {
                Some(position) if seen & 1 << position == 0 => {
                    seen |= 1 << position;
                    each(self, reader, position)?;
                }
                Some(_) => {
                    self.findings.add(
                        || format!("{path}/{key}"),
                        &format!("{what}.key.repeated"),
                        || format!("The key `{key}` stands here twice. Keep one."),
                    );
                    reader.skip()?;
                }
                None => {
                    self.findings.add(
                        || format!("{path}/{}", escape(&key)),
                        &format!("{what}.key.unknown"),
                        || {
                            format!(
                                "Unknown key `{key}`. Known here: {}. Correct or remove it.",
                                known.join(", ")
                            )
                        },
                    );
                    reader.skip()?;
                }
            }
        }
        Ok(seen)
    }

    /// The items of an array, or a finding.
    pub(super) fn array<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        path: &Path<'_>,
        what: &str,
        mut each: impl FnMut(&mut Self, &mut Reader<'a>, usize) -> Result<(), Syntax>,
    ) -> Result<(), Syntax> {
        if reader.kind()? != Kind::Array {
            return self.wrong(reader, path, what, "an array");
        }
        reader.open_array()?;
        let mut position = 0;
        while reader.item(position == 0)? {
            each(self, reader, position)?;
            position += 1;
        }
        Ok(())
    }

    /// A string; `null` counts as absent.
    pub(super) fn text<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        path: &Path<'_>,
        what: &str,
    ) -> Result<Option<Cow<'a, str>>, Syntax> {
        match reader.kind()? {
            Kind::Text => reader.string().map(Some),
            Kind::Null => reader.null().map(|()| None),
            _ => self.wrong(reader, path, what, "a string").map(|()| None),
        }
    }

    /// A string that must be there: `null` is a finding.
    pub(super) fn needed_text<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        path: &Path<'_>,
        what: &str,
    ) -> Result<Option<Cow<'a, str>>, Syntax> {
        if reader.kind()? == Kind::Null {
            return self.wrong(reader, path, what, "a string").map(|()| None);
        }
        self.text(reader, path, what)
    }

    /// An integer that must be there: `null` is a finding.
    pub(super) fn needed_integer(
        &mut self,
        reader: &mut Reader<'_>,
        path: &Path<'_>,
        what: impl Fn() -> String,
        least: i64,
        most: i64,
    ) -> Result<Option<i64>, Syntax> {
        if reader.kind()? == Kind::Null {
            return self.wrong(reader, path, &what(), "an integer").map(|()| None);
        }
        self.integer(reader, path, what, least, most)
    }

    /// An integer from `least` to `most`; `null` counts as absent.
    pub(super) fn integer(
        &mut self,
        reader: &mut Reader<'_>,
        path: &Path<'_>,
        what: impl Fn() -> String,
        least: i64,
        most: i64,
    ) -> Result<Option<i64>, Syntax> {
        match reader.kind()? {
            Kind::Number => match reader.number()? {
                Number::Integer(value) if value >= least && value <= most => return Ok(Some(value)),
                Number::Integer(value) => self.findings.add(
                    || path.to_string(),
                    &format!("{}.range", what()),
                    || {
                        if most == i64::MAX {
                            format!("{value} is too small: write an integer of at least {least}.")
                        } else {
                            format!("{value} is out of range: write an integer from {least} to {most}.")
                        }
                    },
                ),
                Number::Other(value) => self.findings.add(
                    || path.to_string(),
                    &format!("{}.integer", what()),
                    || {
                        if value.abs() < TOO_BIG {
                            format!("{value:?} is not an integer: write it without decimals or exponent.")
                        } else {
                            "This number is too big: write an integer below 2^63.".to_owned()
                        }
                    },
                ),
            },
            Kind::Null => reader.null()?,
            _ => self.wrong(reader, path, &what(), "an integer")?,
        }
        Ok(None)
    }

    /// Reports a key that must be there.
    pub(super) fn missing(&mut self, path: &Path<'_>, what: &str, key: &str) {
        self.findings.add(
            || path.to_string(),
            &format!("{what}.{key}.missing"),
            || format!("The key `{key}` is missing. Add it."),
        );
    }
}

/// A key as a step of a JSON pointer.
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
