//! Whom a school leaves in peace, and why.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::Inquiry;
use crate::vocabulary::calendar::SchoolYear;

/// A company that was asked about another year is left in peace for so long.
const REST: TimeDelta = TimeDelta::days(30);

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
    if known
        .iter()
        .any(|one| one.said.as_ref().is_some_and(|said| said.never))
    {
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
    use uuid::Uuid;

    use super::super::{Answer, Said};
    use super::*;
    use crate::vocabulary::ids::{CompanyId, InquiryId, InstitutionId};

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
        assert_eq!(
            may_ask(false, &[], SchoolYear(2026), at(later), at(later).date_naive()),
            Err(Bar::NoMail)
        );
        assert_eq!(asked(&[inquiry(2026, None)], later), Err(Bar::Asked));
        assert_eq!(
            asked(&[inquiry(2026, Some((Answer::Yes, None, false)))], later),
            Err(Bar::Answered)
        );
        assert_eq!(
            asked(&[inquiry(2026, Some((Answer::No, None, false)))], later),
            Err(Bar::Answered)
        );
        assert_eq!(
            asked(&[inquiry(2024, Some((Answer::No, None, true)))], later),
            Err(Bar::Never)
        );
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
}
