//! What a school sees of its questions: who has answered what, who has not.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::model::{Answer, Reason};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::InstitutionId;

/// Which questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    /// All of them.
    All,
    /// Those with this answer.
    Said(Answer),
    /// Those without an answer.
    Silent,
    /// A yes, and no place of that year yet.
    NoPlace,
}

impl Only {
    pub const ALL: [Only; 6] = [
        Only::All,
        Only::Silent,
        Only::Said(Answer::Yes),
        Only::NoPlace,
        Only::Said(Answer::Maybe),
        Only::Said(Answer::No),
    ];

    /// The word in addresses and in the keys of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Only::All => "all",
            Only::Said(answer) => answer.as_str(),
            Only::Silent => "silent",
            Only::NoPlace => "no-place",
        }
    }

    pub fn from_word(word: &str) -> Only {
        let found = Only::ALL.into_iter().find(|only| only.as_str() == word);
        found.unwrap_or(Only::All)
    }
}

/// A question in a school's list.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Line {
    pub company_id: Uuid,
    pub company: String,
    pub contact: Option<String>,
    pub mail_problem: Option<String>,
    pub asked_at: DateTime<Utc>,
    pub reminders: i64,
    answer: Option<String>,
    reason: Option<String>,
    pub note: Option<String>,
    pub again_on: Option<NaiveDate>,
    pub never: bool,
    pub answered_at: Option<DateTime<Utc>>,
    /// Seats in places of that year or later at this school, certain ones.
    pub firm: i64,
    /// The same, of maybes.
    pub maybe: i64,
}

impl Line {
    pub fn answer(&self) -> Option<Answer> {
        self.answer.as_deref().and_then(Answer::from_stored)
    }

    pub fn reason(&self) -> Option<Reason> {
        self.reason.as_deref().and_then(Reason::from_stored)
    }
}

/// Seats that the company offers to the school in that year or later.
fn seats(firmness: &str) -> String {
    format!(
        "(SELECT CAST(COALESCE(SUM(placement.seats), 0) AS bigint) FROM placement \
         WHERE placement.company_id = inquiry.company_id AND placement.institution_id = inquiry.institution_id \
         AND placement.starts_on >= $3{firmness})"
    )
}

fn condition(only: Only) -> String {
    match only {
        Only::All => String::new(),
        Only::Said(answer) => format!(" AND inquiry.answer = '{}'", answer.as_str()),
        Only::Silent => " AND inquiry.answer IS NULL".to_owned(),
        Only::NoPlace => format!(" AND inquiry.answer = 'yes' AND {} = 0", seats("")),
    }
}

fn values(school: InstitutionId, year: SchoolYear) -> [Value; 3] {
    let first = NaiveDate::from_ymd_opt(year.0, 9, 1).unwrap_or_default();
    [school.0.into(), i64::from(year.0).into(), first.into()]
}

async fn rows<T: FromQueryResult>(
    conn: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, Fault> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(T::find_by_statement(statement).all(conn).await?)
}

/// How many questions about this year the filter lets through.
pub(super) async fn count(
    conn: &impl ConnectionTrait,
    school: InstitutionId,
    year: SchoolYear,
    only: Only,
) -> Result<u64, Fault> {
    #[derive(FromQueryResult)]
    struct Count {
        n: i64,
    }
    let sql = format!(
        "SELECT COUNT(*) AS n FROM inquiry WHERE institution_id = $1 AND school_year = $2{}",
        condition(only)
    );
    // The first day counts only where places are looked for.
    let bound = if only == Only::NoPlace { 3 } else { 2 };
    let found: Vec<Count> = rows(conn, &sql, values(school, year).into_iter().take(bound)).await?;
    Ok(found
        .first()
        .map_or(0, |count| u64::try_from(count.n).unwrap_or(0)))
}

/// Questions about this year: those without an answer first, then by the company's name.
pub(super) async fn list(
    conn: &impl ConnectionTrait,
    school: InstitutionId,
    year: SchoolYear,
    only: Only,
    limit: u64,
    offset: u64,
) -> Result<Vec<Line>, Fault> {
    let sql = format!(
        "SELECT inquiry.company_id, company.name AS company, company_contact.email AS contact, \
         company_contact.mail_problem, inquiry.asked_at, inquiry.reminders, inquiry.answer, inquiry.reason, inquiry.note, \
         inquiry.again_on, inquiry.never, inquiry.answered_at, {firm} AS firm, {maybe} AS maybe \
         FROM inquiry JOIN company ON company.id = inquiry.company_id \
         LEFT JOIN company_contact ON company_contact.company_id = company.id AND company_contact.main = TRUE \
         WHERE inquiry.institution_id = $1 AND inquiry.school_year = $2{condition} \
         ORDER BY CASE WHEN inquiry.answer IS NULL THEN 0 ELSE 1 END, company.name_key, company.id \
         LIMIT {limit} OFFSET {offset}",
        firm = seats(" AND placement.firmness = 'firm'"),
        maybe = seats(" AND placement.firmness = 'maybe'"),
        condition = condition(only),
    );
    rows(conn, &sql, values(school, year)).await
}

/// A question in a company's list.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Asked {
    pub id: Uuid,
    pub school: String,
    pub school_year: i64,
    answer: Option<String>,
}

impl Asked {
    pub fn answer(&self) -> Option<Answer> {
        self.answer.as_deref().and_then(Answer::from_stored)
    }

    pub fn year(&self) -> SchoolYear {
        SchoolYear(i32::try_from(self.school_year).unwrap_or_default())
    }
}

/// What a company was asked about this year and later ones, the newest first.
pub(super) async fn of_company(
    conn: &impl ConnectionTrait,
    company: Uuid,
    since: SchoolYear,
) -> Result<Vec<Asked>, Fault> {
    let sql = "SELECT inquiry.id, institution.name AS school, inquiry.school_year, inquiry.answer FROM inquiry \
               JOIN institution ON institution.id = inquiry.institution_id \
               WHERE inquiry.company_id = $1 AND inquiry.school_year >= $2 \
               ORDER BY inquiry.school_year DESC, inquiry.asked_at DESC, inquiry.id";
    rows(conn, sql, [company.into(), i64::from(since.0).into()]).await
}
