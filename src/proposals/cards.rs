//! How a company sees what is proposed to it: cards without a name, until it has accepted.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue};
use uuid::Uuid;

use super::model::{DeclineReason, State};
use super::publication::{comune_name, figure_names};
use super::views::rows;
use crate::platform::texts::T;
use crate::vocabulary::calendar::age_on;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, ProposalId, RoundId, StudentId};
use crate::vocabulary::repertory::{FigureCode, Indirizzo, figure};
use crate::vocabulary::week::{DayMinute, WeekDays};

/// A proposal on a company's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Which.
    pub id: ProposalId,
    /// What became of it; overdue is expired, whether or not anybody has written it down.
    pub state: State,
    /// About whom.
    pub student: StudentId,
    /// Who it is: only after acceptance.
    pub name: Option<String>,
    /// `14–15`, `16–17`, `18+`.
    pub age: &'static str,
    /// The figure of the course, officially.
    pub figure: String,
    /// Its indirizzo.
    pub indirizzo: Option<String>,
    /// 1 to 4.
    pub course_year: i64,
    /// The journey, as far as the run knew it: whole kilometres and minutes.
    pub journey: Option<Journey>,
    /// Why this student, each a sentence's key and its number.
    pub why: Vec<(&'static str, i64)>,
    /// For which place.
    pub place: PlaceCard,
    /// Until when one may answer.
    pub deadline_at: DateTime<Utc>,
    /// Why it was declined.
    pub reason: Option<DeclineReason>,
    /// What the company wrote.
    pub note: Option<String>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// How far, and how long it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Journey {
    /// Kilometres in a straight line, rounded up.
    pub km: i64,
    /// Minutes, one way.
    pub minutes: i64,
}

/// The place that a proposal is for: the company's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCard {
    /// Its code.
    pub code: String,
    /// What it is for.
    pub figure: String,
    /// Where.
    pub comune: String,
    /// Street and number; may be empty.
    pub address: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Minutes a week.
    pub week_minutes: i64,
    /// Days of the week.
    pub days: Option<WeekDays>,
    /// From and to, in the day.
    pub hours: Option<(DayMinute, DayMinute)>,
}

impl PlaceCard {
    /// `38` or `38:30`.
    #[must_use]
    pub fn week_hours(&self) -> String {
        match self.week_minutes % 60 {
            0 => (self.week_minutes / 60).to_string(),
            rest => format!("{}:{rest:02}", self.week_minutes / 60),
        }
    }

    /// `lunedì, martedì; 08:00–16:00`, as far as it is known.
    #[must_use]
    pub fn when(&self, t: T) -> Option<String> {
        let names = t.get("layout-weekdays");
        let days = self.days.map(|days| {
            let named = names
                .split_whitespace()
                .zip(0_u8..)
                .filter(|(_, at)| days.bits() >> at & 1 == 1);
            named.map(|(name, _)| name).collect::<Vec<_>>().join(", ")
        });
        let hours = self.hours.map(|(from, to)| format!("{from}–{to}"));
        let known: Vec<String> = days
            .into_iter()
            .chain(hours)
            .filter(|part| !part.is_empty())
            .collect();
        (!known.is_empty()).then(|| known.join("; "))
    }
}

#[derive(FromQueryResult)]
struct CardRow {
    id: Uuid,
    student_id: Uuid,
    state: String,
    deadline_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    reason: Option<String>,
    note: Option<String>,
    given_name: String,
    family_name: String,
    birth_date: NaiveDate,
    figure: String,
    indirizzo: Option<String>,
    course_year: i64,
    placement_key: String,
    figures: JsonValue,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    week_minutes: i64,
    days: Option<i64>,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
    wants: JsonValue,
    comune: String,
    address: String,
    parts: Option<JsonValue>,
    minutes: Option<i64>,
    metres: Option<i64>,
    wish_rank: Option<i64>,
    competences_agreed: Option<bool>,
}

/// Everything proposed to a company in a round, by place.
///
/// # Errors
/// When the database is gone or a row is unreadable.
pub async fn of_company(
    conn: &impl ConnectionTrait,
    round: RoundId,
    company: CompanyId,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Vec<Card>, Fault> {
    let sql = "SELECT proposal.id, proposal.student_id, proposal.state, proposal.deadline_at, proposal.answered_at, proposal.reason, \
        proposal.note, student.given_name, student.family_name, student.birth_date, student.figure, student.indirizzo, \
        student.course_year, placement.placement_key, placement.figures, placement.starts_on, placement.ends_on, \
        placement.week_minutes, placement.days, placement.from_minute, placement.to_minute, placement.wants, \
        company_site.comune, company_site.address, run_assignment.parts, run_assignment.minutes, run_assignment.metres, \
        run_assignment.wish_rank, (SELECT family_consent.given FROM family_consent \
        WHERE family_consent.student_id = student.id AND family_consent.kind = 'competences' \
        ORDER BY family_consent.at DESC, family_consent.id DESC LIMIT 1) AS competences_agreed \
        FROM proposal JOIN student ON student.id = proposal.student_id \
        JOIN placement ON placement.id = proposal.placement_id \
        JOIN company_site ON company_site.id = placement.company_site_id \
        LEFT JOIN run_assignment ON run_assignment.run_id = proposal.run_id \
        AND run_assignment.student_id = proposal.student_id \
        WHERE proposal.round_id = $1 AND proposal.company_id = $2 ORDER BY placement.placement_key, proposal.id";
    let found: Vec<CardRow> = rows(conn, sql, [round.0.into(), company.0.into()]).await?;
    found.into_iter().map(|row| card(row, now, today)).collect()
}

fn card(row: CardRow, now: DateTime<Utc>, today: NaiveDate) -> Result<Card, Fault> {
    let stored = State::from_stored(&row.state)
        .ok_or_else(|| Fault::Internal(format!("proposal {}: its state is unreadable", row.id)))?;
    let state = if stored == State::Sent && now >= row.deadline_at {
        State::Expired
    } else {
        stored
    };
    let code = FigureCode::from_stored(&row.figure);
    let hour = |minutes: Option<i64>| {
        minutes
            .and_then(|m| u16::try_from(m).ok())
            .and_then(DayMinute::new)
    };
    Ok(Card {
        id: ProposalId(row.id),
        state,
        student: StudentId(row.student_id),
        name: (state == State::Accepted).then(|| format!("{} {}", row.given_name, row.family_name)),
        age: age_band(age_on(row.birth_date, today)),
        figure: code.map_or(row.figure, |code| figure(code).name_it.to_owned()),
        indirizzo: row
            .indirizzo
            .as_deref()
            .and_then(Indirizzo::from_stored)
            .map(|i| i.name().to_owned()),
        course_year: row.course_year,
        journey: row.metres.zip(row.minutes).map(|(metres, minutes)| Journey {
            km: (metres + 999) / 1000,
            minutes,
        }),
        why: why(
            row.parts.as_ref(),
            row.wish_rank,
            &row.wants,
            row.competences_agreed == Some(true),
        ),
        place: PlaceCard {
            code: row.placement_key,
            figure: figure_names(&row.figures),
            comune: comune_name(&row.comune),
            address: row.address,
            from: row.starts_on,
            to: row.ends_on,
            week_minutes: row.week_minutes,
            days: row
                .days
                .and_then(|bits| u8::try_from(bits).ok())
                .and_then(WeekDays::from_bits),
            hours: hour(row.from_minute).zip(hour(row.to_minute)),
        },
        deadline_at: row.deadline_at,
        reason: row.reason.as_deref().and_then(DeclineReason::from_stored),
        note: row.note,
        ended_at: row.answered_at,
    })
}

fn age_band(age: i32) -> &'static str {
    match age {
        ..=15 => "14–15",
        16..=17 => "16–17",
        _ => "18+",
    }
}

/// What speaks for this student, from the points that the run gave: travel, fit, competences, wishes, continuity, waiting.
/// Competences only where the family has `agreed` that they are told.
fn why(
    parts: Option<&JsonValue>,
    wish_rank: Option<i64>,
    wants: &JsonValue,
    agreed: bool,
) -> Vec<(&'static str, i64)> {
    let point = |at: usize| {
        parts
            .and_then(|parts| parts.get(at))
            .and_then(JsonValue::as_i64)
            .unwrap_or(0)
    };
    let wanted = wants.as_array().is_some_and(|wants| !wants.is_empty());
    let mut why = Vec::new();
    match point(1) {
        100 => why.push(("proposals-why-indirizzo", 0)),
        80.. => why.push(("proposals-why-figure", 0)),
        1.. => why.push(("proposals-why-leads", 0)),
        _ => {}
    }
    if agreed && wanted && point(2) > 0 {
        why.push(("proposals-why-competences", point(2)));
    }
    if point(4) > 0 {
        why.push(("proposals-why-continuity", 0));
    }
    if let Some(rank) = wish_rank {
        why.push(("proposals-why-wish", rank));
    }
    if point(0) >= 50 {
        why.push(("proposals-why-near", 0));
    }
    why
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_shown_as_a_band() {
        assert_eq!(
            [14, 15, 16, 17, 18, 21].map(age_band),
            ["14–15", "14–15", "16–17", "16–17", "18+", "18+"]
        );
    }

    #[test]
    fn what_speaks_for_a_student_comes_from_the_points() {
        let parts = serde_json::json!([80, 100, 50, 100, 0, 40]);
        let wants = serde_json::json!(["saldatura"]);
        let found = why(Some(&parts), Some(1), &wants, true);
        let keys: Vec<_> = found.iter().map(|(key, _)| *key).collect();
        let expected = [
            "proposals-why-indirizzo",
            "proposals-why-competences",
            "proposals-why-wish",
            "proposals-why-near",
        ];
        assert_eq!(keys, expected);
        assert!(why(None, None, &serde_json::json!([]), true).is_empty());
        let silent = why(Some(&parts), Some(1), &wants, false);
        assert!(
            silent.iter().all(|(key, _)| *key != "proposals-why-competences"),
            "without a yes of the family competences are not told"
        );
    }
}
