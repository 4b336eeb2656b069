//! What is wrong with a form, ready to be shown next to its fields.

use crate::platform::texts::T;
use crate::vocabulary::fault::{Fault, Invalid};

/// Each field's mistake in words. The field's name is the form's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mistakes(Vec<(String, String)>);

impl Mistakes {
    /// A form nobody has sent yet.
    #[must_use]
    pub fn none() -> Mistakes {
        Mistakes::default()
    }

    /// What was found wrong, in words.
    #[must_use]
    pub fn new(t: T, found: &[Invalid]) -> Mistakes {
        Mistakes(
            found
                .iter()
                .map(|invalid| (invalid.field.clone(), t.fault(invalid)))
                .collect(),
        )
    }

    /// What a use case found wrong with the form: show the form again. Every other fault passes on.
    ///
    /// # Errors
    /// Whatever is not about the form's fields.
    pub fn of_fault(t: T, fault: Fault) -> Result<Mistakes, Fault> {
        match fault {
            Fault::Invalid(found) => Ok(Mistakes::new(t, &found)),
            other => Err(other),
        }
    }

    /// Is anything wrong?
    #[must_use]
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// How many things are wrong.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Is `field` wrong?
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(name, _)| name == field)
    }

    /// What is wrong with `field`; empty when nothing is.
    #[must_use]
    pub fn of(&self, field: &str) -> String {
        let texts: Vec<&str> = self
            .0
            .iter()
            .filter(|(name, _)| name == field)
            .map(|(_, text)| text.as_str())
            .collect();
        texts.join(" ")
    }

    /// Field and text of everything that is wrong.
    #[must_use]
    pub fn list(&self) -> &[(String, String)] {
        &self.0
    }
}
