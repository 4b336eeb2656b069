//! What a school should still find out about its students.

use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};

use super::row::{Column, Entity};
use crate::students::model::Student;

/// What is missing of a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// No wish.
    Wishes,
    /// No codice fiscale, which a contract needs.
    CodiceFiscale,
    /// No hours a week at school: for minors they count together with the company's.
    SchoolWeek,
    /// No way to write to the family.
    GuardianEmail,
}

impl Gap {
    /// All of them.
    pub const ALL: [Gap; 4] = [
        Gap::Wishes,
        Gap::CodiceFiscale,
        Gap::SchoolWeek,
        Gap::GuardianEmail,
    ];

    /// The word in addresses and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Gap::Wishes => "wishes",
            Gap::CodiceFiscale => "codice-fiscale",
            Gap::SchoolWeek => "school-week",
            Gap::GuardianEmail => "guardian-email",
        }
    }

    /// Back from [`Gap::as_str`].
    #[must_use]
    pub fn from_word(word: &str) -> Option<Gap> {
        Gap::ALL.into_iter().find(|gap| gap.as_str() == word)
    }

    /// Would knowing it change who goes where? The rest is needed for the papers afterwards.
    #[must_use]
    pub const fn changes_matching(self) -> bool {
        matches!(self, Gap::Wishes | Gap::SchoolWeek)
    }

    /// Is it missing of `student`?
    #[must_use]
    pub fn of(self, student: &Student) -> bool {
        let profile = &student.profile;
        match self {
            Gap::Wishes => profile.wishes.is_empty(),
            Gap::CodiceFiscale => profile.codice_fiscale.is_none(),
            Gap::SchoolWeek => profile.school_week_minutes.is_none(),
            Gap::GuardianEmail => profile.guardian_email.is_none(),
        }
    }

    pub(super) fn condition(self) -> SimpleExpr {
        match self {
            Gap::Wishes => Expr::col((Entity, Column::Wishes)).cast_as("text").eq("[]"),
            Gap::CodiceFiscale => Column::CodiceFiscale.is_null(),
            Gap::SchoolWeek => Column::SchoolWeekMinutes.is_null(),
            Gap::GuardianEmail => Column::GuardianEmail.is_null(),
        }
    }
}
