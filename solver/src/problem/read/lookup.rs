//! From names to positions, with a finding for a name that nobody bears.

use super::Names;
use super::fields::Fields;
use crate::problem::references::Short;

/// Looks names up; the one found last, as of neighbouring pairs' students, is at hand.
pub(super) struct Lookup<'n, 'm> {
    what: &'static str,
    names: &'m Names<'n>,
    last_short: Option<(Short, u32)>,
    last_long: Option<(&'n str, u32)>,
}

impl<'n, 'm> Lookup<'n, 'm> {
    pub(super) fn new(what: &'static str, names: &'m Names<'n>) -> Self {
        Self {
            what,
            names,
            last_short: None,
            last_long: None,
        }
    }

    /// The position of a name.
    #[inline]
    pub(super) fn known(&mut self, name: &str) -> Option<u32> {
        if let Some(short) = Short::of(name) {
            if let Some((last, position)) = self.last_short
                && last == short
            {
                return Some(position);
            }
            let position = self.names.get_short(short)?;
            self.last_short = Some((short, position));
            return Some(position);
        }
        if self.last_long.is_none_or(|(last, _)| last != name) {
            self.last_long = Some(self.names.get_long(name)?);
        }
        self.last_long.map(|(_, position)| position)
    }

    pub(super) fn find(
        &mut self,
        fields: &mut Fields,
        path: impl FnOnce() -> String,
        whose: &str,
        name: &str,
    ) -> u32 {
        if let Some(position) = self.known(name) {
            return position;
        }
        let what = self.what;
        fields.findings.add(path, &format!("{whose}.{what}.unknown"), || {
            format!("There is no {what} {name:?}. Correct the name or add it to `{what}s`.")
        });
        u32::MAX
    }
}
