//! A yes and a no: to what, by whom, and what holds while nobody has said anything.

use chrono::{DateTime, Utc};

use super::Speaker;

/// Something a family decides about its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConsentKind {
    /// Companies read how well the student's competences fit, before they accept. Only with a yes.
    Competences,
    /// Mail about the round. The school's task allows it; a no ends it.
    Mail,
}

impl ConsentKind {
    /// Both.
    pub const ALL: [ConsentKind; 2] = [ConsentKind::Competences, ConsentKind::Mail];

    /// The word stored and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ConsentKind::Competences => "competences",
            ConsentKind::Mail => "mail",
        }
    }

    /// Back from [`ConsentKind::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<ConsentKind> {
        ConsentKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What holds while nobody has said anything.
    #[must_use]
    pub const fn unless_said(self) -> bool {
        matches!(self, ConsentKind::Mail)
    }
}

/// A yes or a no, as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// To what.
    pub kind: ConsentKind,
    /// Yes or no.
    pub given: bool,
    /// By whom.
    pub by: Speaker,
    /// With which version of the notice at hand.
    pub notice: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The school wrote it down, from paper or by telephone.
    pub by_school: bool,
}

/// Does it hold, after all that was said, the newest first?
#[must_use]
pub fn holds(said: &[Consent], kind: ConsentKind) -> bool {
    said.iter()
        .find(|consent| consent.kind == kind)
        .map_or(kind.unless_said(), |consent| consent.given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::model::NOTICE;

    #[test]
    fn mail_goes_on_until_somebody_says_no_and_competences_wait_for_a_yes() {
        assert!(holds(&[], ConsentKind::Mail) && !holds(&[], ConsentKind::Competences));
        let no = Consent {
            kind: ConsentKind::Mail,
            given: false,
            by: Speaker::Student,
            notice: NOTICE.to_owned(),
            at: DateTime::UNIX_EPOCH,
            by_school: false,
        };
        assert!(!holds(&[no], ConsentKind::Mail));
    }
}
