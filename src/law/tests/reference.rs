//! The rules once more, written slowly from the sentences, for comparison: it shares the facts and the numbers with the judge,
//! nothing else.

use chrono::{Datelike, Months};

use super::*;
use crate::vocabulary::repertory::{Title, figure};

/// Has somebody born then turned so many years on that day?
fn has_turned(years: i64, person: &PersonFacts, place: &PlaceFacts) -> bool {
    let birth = person.birth_date;
    let year = birth.year() + i32::try_from(years).unwrap();
    // 29 February becomes 1 March where there is none.
    let birthday = birth
        .with_year(year)
        .unwrap_or_else(|| NaiveDate::from_ymd_opt(year, 3, 1).unwrap());
    birthday <= place.period.from
}

fn first_free_day_after(place: &PlaceFacts, months: i64) -> NaiveDate {
    place
        .period
        .from
        .checked_add_months(Months::new(u32::try_from(months).unwrap()))
        .unwrap()
}

/// The codes against a pair.
pub(super) fn refusals(
    person: &PersonFacts,
    place: &PlaceFacts,
    travel: Travel,
    law: &Law,
) -> Vec<&'static str> {
    let mut refusals = Vec::new();
    let mut refuse = |rule: RuleId, so: bool, code: &'static str| {
        if so && law.applies(rule) {
            refusals.push(code);
        }
    };
    let n = |number: Number| law.get(number);
    let apprenticeship = place.pathway == Pathway::Apprenticeship;
    let school_work = place.pathway == Pathway::SchoolWork;
    let firm = place.pathway != Pathway::Simulated;
    let minor = !has_turned(n(Number::AdultAge), person, place);

    refuse(
        RuleId::R1,
        apprenticeship && !has_turned(n(Number::ApprenticeMinAge), person, place),
        "r1.too_young",
    );
    refuse(
        RuleId::R1,
        apprenticeship && has_turned(n(Number::ApprenticeMaxAge), person, place),
        "r1.too_old",
    );
    refuse(
        RuleId::R2,
        school_work && !has_turned(n(Number::FirmMinAge), person, place),
        "r2.too_young",
    );

    refuse(RuleId::R3, person.pathway != place.pathway, "r3.pathway");
    let same = place.figures.contains(person.figure);
    let goes_on =
        n(Number::Continuation) == 1 && i64::from(person.course_year) >= n(Number::ContinuationFromYear);
    let next = figure(person.figure)
        .continues_to()
        .iter()
        .any(|next| place.figures.contains(next));
    refuse(RuleId::R3, !(same || goes_on && next), "r3.figure");
    if let (Some(own), Some(taught)) = (person.indirizzo, place.indirizzo) {
        let fits = if own.figure() == taught.figure() {
            own == taught
        } else {
            own.name() == taught.name()
                || figure(taught.figure())
                    .indirizzi()
                    .all(|other| other.name() != own.name())
        };
        refuse(RuleId::R3, !fits, "r3.indirizzo");
    }

    let together = place.period.from.max(person.available.from)..=place.period.to.min(person.available.to);
    refuse(RuleId::R4, together.is_empty(), "r4.no_overlap");
    if apprenticeship {
        let after = place.period.to.succ_opt().unwrap();
        refuse(
            RuleId::R4,
            after < first_free_day_after(place, n(Number::ContractMinMonths)),
            "r4.too_short",
        );
        let title = if same {
            figure(person.figure).title
        } else {
            Title::Diploma
        };
        let longest = if title == Title::Qualifica {
            Number::QualificaMaxMonths
        } else {
            Number::DiplomaMaxMonths
        };
        refuse(
            RuleId::R4,
            after > first_free_day_after(place, n(longest)),
            "r4.too_long",
        );
    }

    let year = usize::from(person.course_year.clamp(1, 4)) - 1;
    if let (true, Some(internal)) = (apprenticeship, place.internal_hours_year) {
        let share = [
            Number::ExternalYear1,
            Number::ExternalYear2,
            Number::ExternalYear3,
            Number::ExternalYear4,
        ][year];
        let timetable = person
            .timetable_hours
            .map_or(n(Number::TimetableHours), i64::from);
        let external = timetable - i64::from(internal);
        refuse(
            RuleId::R5,
            external * 100 > timetable * n(share),
            "r5.internal_hours",
        );
        let least = n(Number::ExternalLeast);
        refuse(
            RuleId::R5,
            least > 0 && external * 100 < timetable * least,
            "r5.external_hours",
        );
    }
    let hours = i64::from(place.week_minutes) * place.period.days().min(365) / 420;
    let needed = [
        Number::SchoolWorkHoursYear1,
        Number::SchoolWorkHoursYear2,
        Number::SchoolWorkHoursYear3,
        Number::SchoolWorkHoursYear4,
    ][year];
    refuse(
        RuleId::R5,
        school_work && hours < n(needed),
        "r5.school_work_hours",
    );
    refuse(
        RuleId::R5,
        !firm && hours < n(Number::SimulatedHours),
        "r5.simulated_hours",
    );

    if firm && minor {
        let week = i64::from(place.week_minutes);
        let day_minutes = place.day_minutes.map(i64::from);
        let days = place.days.map(|days| i64::from(days.count()));
        let on_average_too_long =
            days.is_some_and(|days| days > 0 && week > days * n(Number::MinorDayHours) * 60);
        let declared_too_long = day_minutes.is_some_and(|day| day > n(Number::MinorDayHours) * 60);
        refuse(
            RuleId::R6,
            on_average_too_long || declared_too_long,
            "r6.day_hours",
        );
        let school = if n(Number::SchoolHoursCount) == 1 {
            person.school_week_minutes.unwrap_or(0)
        } else {
            0
        };
        refuse(
            RuleId::R6,
            week + i64::from(school) > n(Number::MinorWeekHours) * 60,
            "r6.week_hours",
        );

        let from = place.from.map(|time| i64::from(time.minutes()));
        let to = place.to.map(|time| i64::from(time.minutes()));
        let morning = from.is_some_and(|from| from < n(Number::NightTo) * 60);
        let evening = to.is_some_and(|to| to > n(Number::NightFrom) * 60);
        let over_midnight = matches!((from, to), (Some(from), Some(to)) if to <= from);
        refuse(RuleId::R6, morning || evening || over_midnight, "r6.night");
        if let (Some(from), Some(to)) = (from, to) {
            let end = if to <= from { to + 1440 } else { to };
            refuse(
                RuleId::R6,
                from + 1440 - end < n(Number::NightRestHours) * 60,
                "r6.night_rest",
            );
            // The longest day is no shorter than the average one.
            let average = days.filter(|days| *days > 0).map(|days| (week + days - 1) / days);
            if let Some(day) = day_minutes.into_iter().chain(average).max() {
                let pause = (end - from - day).max(0);
                let long = day > n(Number::BreakAfterMinutes);
                refuse(RuleId::R6, long && pause < n(Number::BreakMinutes), "r6.break");
            }
        }
        let working = match (days, day_minutes) {
            (Some(days), _) => days,
            (None, Some(day)) if day > 0 => (week + day - 1) / day,
            _ => 0,
        };
        refuse(RuleId::R6, working > 7 - n(Number::RestDays), "r6.rest_days");

        refuse(RuleId::R7, place.hazardous && !place.derogation, "r7.hazardous");
        refuse(
            RuleId::R7,
            place.hazardous && place.derogation && !place.tutor_named,
            "r7.trainer",
        );
        refuse(RuleId::R10, place.dvr_minors == Some(false), "r10.dvr_minors");
    }
    refuse(
        RuleId::R7,
        school_work && place.hazardous && n(Number::HighRiskForbidden) == 1,
        "r7.high_risk",
    );

    if apprenticeship {
        let capacities = [
            (place.structural, "r10.capacity_structural"),
            (place.technical, "r10.capacity_technical"),
            (place.formative, "r10.capacity_formative"),
        ];
        refuse(
            RuleId::R10,
            capacities.iter().any(|(declared, _)| declared.is_none()),
            "r10.capacity_undeclared",
        );
        for (declared, code) in capacities {
            refuse(RuleId::R10, declared == Some(false), code);
        }
        let years = place.tutor_years.map(i64::from);
        refuse(
            RuleId::R10,
            years.is_some_and(|years| years < n(Number::TutorYears)),
            "r10.tutor_years",
        );
    }

    refuse(RuleId::R11, !place.open, "r11.closed");
    refuse(RuleId::R11, place.seats == 0, "r11.no_seat");
    refuse(RuleId::R11, person.already_placed, "r11.already_placed");

    refuse(
        RuleId::R12,
        person.max_minutes.is_some_and(|most| travel.minutes > most),
        "r12.minutes",
    );
    refuse(
        RuleId::R12,
        person.max_metres.is_some_and(|most| travel.metres > most),
        "r12.distance",
    );
    refuse(
        RuleId::R12,
        person.accessible_needed && place.accessible == Some(false),
        "r12.accessible",
    );
    refuse(
        RuleId::R12,
        person.accessible_needed && place.accessible.is_none(),
        "r12.accessible_undeclared",
    );

    let out = |key: &Key| *key == place.key || *key == place.employer;
    refuse(RuleId::R14, person.refuses.iter().any(out), "r14.by_student");
    refuse(RuleId::R14, place.refuses.contains(&person.key), "r14.by_company");
    let asked = place
        .min_age
        .is_some_and(|age| !has_turned(i64::from(age), person, place));
    refuse(RuleId::R14, asked, "r14.min_age");
    let licence = place.licence.map(|licence| match licence {
        Licence::Am => Number::LicenceAmAge,
        Licence::A1 | Licence::B1 => Number::LicenceA1Age,
        Licence::B => Number::LicenceBAge,
    });
    refuse(
        RuleId::R14,
        licence.is_some_and(|age| !has_turned(n(age), person, place)),
        "r14.licence_age",
    );
    refusals
}
