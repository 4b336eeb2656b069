//! Inquiries, answers, and who may be asked. Pure.

use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};

use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::ids::{AccountId, CompanyId, InquiryId, InstitutionId};

/// The longest note, characters.
pub const NOTE_LENGTH: usize = 500;
/// A company that was asked about another year is left in peace for so long.
const REST: TimeDelta = TimeDelta::days(30);

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

/// Why a company is not asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Its address is refused, or its reader wants no mail.
    NoMail,
    /// It wants never to be asked by this school.
    Never,
    /// It was asked already and has not answered: reminders go out by themselves.
    Asked,
    /// It has answered for this year.
    Answered,
    /// It wants to be asked from this day on.
    NotBefore(NaiveDate),
    /// It was asked about another year a moment ago.
    Recently,
}

impl Bar {
    /// The word in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Bar::NoMail => "no-mail",
            Bar::Never => "never",
            Bar::Asked => "asked",
            Bar::Answered => "answered",
            Bar::NotBefore(_) => "not-before",
            Bar::Recently => "recently",
        }
    }
}

/// May this school ask a company about `year` now? `known` are all its inquiries to that company.
///
/// # Errors
/// With why not.
pub fn may_ask(
    reachable: bool,
    known: &[Inquiry],
    year: SchoolYear,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), Bar> {
    if known.iter().any(|one| one.said.as_ref().is_some_and(|said| said.never)) {
        return Err(Bar::Never);
    }
    if let Some(this) = known.iter().find(|one| one.school_year == year) {
        match this.said.as_ref() {
            None => return Err(Bar::Asked),
            Some(said) => match said.again_on {
                Some(day) if day > today => return Err(Bar::NotBefore(day)),
                Some(_) => {}
                None => return Err(Bar::Answered),
            },
        }
    } else if known.iter().any(|one| now - one.asked_at < REST) {
        return Err(Bar::Recently);
    }
    if reachable { Ok(()) } else { Err(Bar::NoMail) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use uuid::Uuid;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn inquiry(year: i32, answer: Option<(Answer, Option<&str>, bool)>) -> Inquiry {
        let asked_at = at("2026-09-07T07:00:00Z");
        Inquiry {
            id: InquiryId(Uuid::nil()),
            institution_id: InstitutionId(Uuid::nil()),
            company_id: CompanyId(Uuid::nil()),
            school_year: SchoolYear(year),
            asked_by: None,
            asked_at,
            reminders: 0,
            said: answer.map(|(answer, again, never)| Said {
                answer,
                reason: None,
                note: None,
                again_on: again.map(|day| day.parse().unwrap()),
                never,
                at: asked_at,
            }),
            version: 1,
        }
    }

    fn asked(known: &[Inquiry], now: &str) -> Result<(), Bar> {
        let now = at(now);
        may_ask(true, known, SchoolYear(2026), now, now.date_naive())
    }

    #[test]
    fn nobody_is_asked_twice_and_a_wish_to_be_left_alone_outlasts_the_year() {
        let later = "2026-11-02T08:00:00Z";
        assert_eq!(asked(&[], later), Ok(()));
        assert_eq!(may_ask(false, &[], SchoolYear(2026), at(later), at(later).date_naive()), Err(Bar::NoMail));
        assert_eq!(asked(&[inquiry(2026, None)], later), Err(Bar::Asked));
        assert_eq!(asked(&[inquiry(2026, Some((Answer::Yes, None, false)))], later), Err(Bar::Answered));
        assert_eq!(asked(&[inquiry(2026, Some((Answer::No, None, false)))], later), Err(Bar::Answered));
        assert_eq!(asked(&[inquiry(2024, Some((Answer::No, None, true)))], later), Err(Bar::Never));
    }

    #[test]
    fn a_maybe_is_asked_again_from_its_day_on() {
        let maybe = [inquiry(2026, Some((Answer::Maybe, Some("2026-10-07"), false)))];
        let day = "2026-10-07".parse().unwrap();
        assert_eq!(asked(&maybe, "2026-10-06T08:00:00Z"), Err(Bar::NotBefore(day)));
        assert_eq!(asked(&maybe, "2026-10-07T08:00:00Z"), Ok(()));
    }

    #[test]
    fn whoever_was_asked_about_another_year_a_moment_ago_is_left_in_peace() {
        let before = [inquiry(2025, Some((Answer::No, None, false)))];
        assert_eq!(asked(&before, "2026-10-06T08:00:00Z"), Err(Bar::Recently));
        assert_eq!(asked(&before, "2026-10-08T08:00:00Z"), Ok(()));
    }

    #[test]
    fn a_no_needs_a_reason_and_a_maybe_a_day_before_they_are_answers() {
        let word = |answer, reason, note, again| Word::read(answer, reason, note, again);
        assert!(!word("yes", "", "", "").unwrap().lacks());
        assert!(word("maybe", "", "", "").unwrap().lacks() && !word("maybe", "", "", "month").unwrap().lacks());
        assert!(word("maybe", "", "", "never").unwrap().lacks(), "a maybe is not for ever");
        assert!(word("no", "", "", "").unwrap().lacks());
        let no = word("no", "full", "", "").unwrap();
        assert_eq!((no.reason, no.again), (Some(Reason::Full), Some(Again::NextYear)));
        let codes = |wrong: Vec<Invalid>| wrong.into_iter().map(|one| one.code).collect::<Vec<_>>();
        assert_eq!(codes(word("", "other", " ", "").unwrap_err()), ["availability.answer.missing", "availability.note.missing"]);
        assert_eq!(codes(word("no", "other", &"à".repeat(501), "").unwrap_err()), ["availability.note.long"]);
    }

    #[test]
    fn a_month_from_now_exists_in_every_month() {
        let day: NaiveDate = "2027-01-31".parse().unwrap();
        assert_eq!(Again::Month.on(day), Some("2027-02-28".parse().unwrap()));
        assert_eq!(Again::Never.on(day), None);
    }
}
