//! Inquiries, answers, and who may be asked. Pure.

mod bars;

use chrono::{DateTime, Days, Months, NaiveDate, Utc};

use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::ids::{AccountId, CompanyId, InquiryId, InstitutionId};

pub use bars::{Bar, may_ask};

/// The longest note, characters.
pub const NOTE_LENGTH: usize = 500;

/// What a company says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It would take students.
    Yes,
    /// It does not know yet.
    Maybe,
    /// Not this year.
    No,
}

impl Answer {
    /// All of them.
    pub const ALL: [Answer; 3] = [Answer::Yes, Answer::Maybe, Answer::No];

    /// The word stored, in forms and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::Maybe => "maybe",
            Answer::No => "no",
        }
    }

    /// Back from [`Answer::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|answer| answer.as_str() == word)
    }

    /// How a tag shows it: good, warn, plain.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Answer::Yes => "good",
            Answer::Maybe => "warn",
            Answer::No => "plain",
        }
    }
}

/// Why not this year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// There is not enough work.
    NoWork,
    /// Nobody could look after a student.
    NoTutor,
    /// It has students or apprentices already.
    Full,
    /// It moves, closes or changes.
    Change,
    /// Too many papers.
    Papers,
    /// Something else: the note says what.
    Other,
}

impl Reason {
    /// All of them, as a page lists them.
    pub const ALL: [Reason; 6] = [
        Reason::NoWork,
        Reason::NoTutor,
        Reason::Full,
        Reason::Change,
        Reason::Papers,
        Reason::Other,
    ];

    /// The word stored, in forms and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::NoWork => "no_work",
            Reason::NoTutor => "no_tutor",
            Reason::Full => "full",
            Reason::Change => "change",
            Reason::Papers => "papers",
            Reason::Other => "other",
        }
    }

    /// Back from [`Reason::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

/// When a company may be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Again {
    /// In two weeks.
    TwoWeeks,
    /// In a month.
    Month,
    /// In three months.
    ThreeMonths,
    /// For the next school year.
    NextYear,
    /// Never, by this school.
    Never,
}

impl Again {
    /// What goes with a maybe.
    pub const AFTER_MAYBE: [Again; 3] = [Again::TwoWeeks, Again::Month, Again::ThreeMonths];
    /// What goes with a no; the first is meant when nothing is said.
    pub const AFTER_NO: [Again; 3] = [Again::NextYear, Again::ThreeMonths, Again::Never];

    /// The word in forms and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Again::TwoWeeks => "two-weeks",
            Again::Month => "month",
            Again::ThreeMonths => "three-months",
            Again::NextYear => "next-year",
            Again::Never => "never",
        }
    }

    /// From which day on; none: not for this school year.
    #[must_use]
    pub fn on(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Again::TwoWeeks => today.checked_add_days(Days::new(14)),
            Again::Month => today.checked_add_months(Months::new(1)),
            Again::ThreeMonths => today.checked_add_months(Months::new(3)),
            Again::NextYear | Again::Never => None,
        }
    }
}

/// What a company says, with what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Yes, maybe or no.
    pub answer: Answer,
    /// Why no.
    pub reason: Option<Reason>,
    /// In its own words, for the school.
    pub note: Option<String>,
    /// When it may be asked again: of a maybe and of a no.
    pub again: Option<Again>,
}

impl Word {
    /// As a form sends it. A no without a reason, and a maybe without a day, are questions still: see [`Word::lacks`].
    ///
    /// # Errors
    /// `availability.answer.missing`, `availability.note.missing` for "other", `availability.note.long` ($n_limit).
    pub fn read(answer: &str, reason: &str, note: &str, again: &str) -> Result<Word, Vec<Invalid>> {
        let mut wrong = Vec::new();
        let said = Answer::from_stored(answer);
        if said.is_none() {
            wrong.push(Invalid::new("answer", "availability.answer.missing", answer));
        }
        let reason = Reason::from_stored(reason);
        let note = note.trim();
        if reason == Some(Reason::Other) && note.is_empty() {
            wrong.push(Invalid::new("note", "availability.note.missing", ""));
        }
        if note.chars().count() > NOTE_LENGTH {
            wrong.push(Invalid::new("note", "availability.note.long", "").with("n_limit", NOTE_LENGTH));
        }
        let (true, Some(answer)) = (wrong.is_empty(), said) else {
            return Err(wrong);
        };
        let among = |all: [Again; 3]| all.into_iter().find(|one| one.as_str() == again);
        Ok(Word {
            answer,
            reason: reason.filter(|_| answer == Answer::No),
            note: (!note.is_empty() && answer == Answer::No).then(|| note.to_owned()),
            again: match answer {
                Answer::Yes => None,
                Answer::Maybe => among(Again::AFTER_MAYBE),
                Answer::No => Some(among(Again::AFTER_NO).unwrap_or(Again::NextYear)),
            },
        })
    }

    /// Is there more to ask before it is an answer?
    #[must_use]
    pub const fn lacks(&self) -> bool {
        match self.answer {
            Answer::Yes => false,
            Answer::Maybe => self.again.is_none(),
            Answer::No => self.reason.is_none(),
        }
    }
}

/// An answer that is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Yes, maybe or no.
    pub answer: Answer,
    /// Why no.
    pub reason: Option<Reason>,
    /// In its own words.
    pub note: Option<String>,
    /// It may be asked again from this day on.
    pub again_on: Option<NaiveDate>,
    /// It wants never to be asked by this school again.
    pub never: bool,
    /// When it said so.
    pub at: DateTime<Utc>,
}

/// One school asks one company about one school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// Ours.
    pub id: InquiryId,
    /// Who asks.
    pub institution_id: InstitutionId,
    /// Whom.
    pub company_id: CompanyId,
    /// About which year.
    pub school_year: SchoolYear,
    /// The coordinator who asks.
    pub asked_by: Option<AccountId>,
    /// When it was asked last.
    pub asked_at: DateTime<Utc>,
    /// How many reminders went out since.
    pub reminders: u32,
    /// What the company said; none: nothing yet.
    pub said: Option<Said>,
    /// Goes up with every change.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_no_needs_a_reason_and_a_maybe_a_day_before_they_are_answers() {
        let word = |answer, reason, note, again| Word::read(answer, reason, note, again);
        assert!(!word("yes", "", "", "").unwrap().lacks());
        assert!(
            word("maybe", "", "", "").unwrap().lacks() && !word("maybe", "", "", "month").unwrap().lacks()
        );
        assert!(
            word("maybe", "", "", "never").unwrap().lacks(),
            "a maybe is not for ever"
        );
        assert!(word("no", "", "", "").unwrap().lacks());
        let no = word("no", "full", "", "").unwrap();
        assert_eq!((no.reason, no.again), (Some(Reason::Full), Some(Again::NextYear)));
        let codes = |wrong: Vec<Invalid>| wrong.into_iter().map(|one| one.code).collect::<Vec<_>>();
        assert_eq!(
            codes(word("", "other", " ", "").unwrap_err()),
            ["availability.answer.missing", "availability.note.missing"]
        );
        assert_eq!(
            codes(word("no", "other", &"à".repeat(501), "").unwrap_err()),
            ["availability.note.long"]
        );
    }

    #[test]
    fn a_month_from_now_exists_in_every_month() {
        let day: NaiveDate = "2027-01-31".parse().unwrap();
        assert_eq!(Again::Month.on(day), Some("2027-02-28".parse().unwrap()));
        assert_eq!(Again::Never.on(day), None);
    }
}
