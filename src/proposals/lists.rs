//! Lists of proposals: a school's, filtered, and the rounds in which a company was asked.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::model::{DeclineReason, State};
use super::views::rows;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InstitutionId, RoundId};

/// A round with proposals for a company.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CompanyRound {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The school.
    pub school: String,
    /// All proposals.
    pub n: i64,
    /// Those that await an answer.
    pub n_open: i64,
}

/// The rounds with proposals for a company, the newest first.
///
/// # Errors
/// When the database is gone.
pub async fn rounds_of_company(
    conn: &impl ConnectionTrait,
    company: CompanyId,
    now: DateTime<Utc>,
) -> Result<Vec<CompanyRound>, Fault> {
    let sql = "SELECT round.id, round.name, institution.name AS school, COUNT(*) AS n, \
        COUNT(CASE WHEN proposal.state = 'sent' AND proposal.deadline_at > $2 THEN 1 END) AS n_open \
        FROM proposal JOIN round ON round.id = proposal.round_id \
        JOIN institution ON institution.id = round.institution_id WHERE proposal.company_id = $1 \
        GROUP BY round.id, round.name, institution.name, round.created_at ORDER BY round.created_at DESC, round.id DESC";
    rows(conn, sql, [company.0.into(), now.into()]).await
}

/// A proposal in a school's list.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Line {
    /// Which.
    pub id: Uuid,
    state: String,
    /// Whom.
    pub student_id: Uuid,
    /// Cognome.
    pub family_name: String,
    /// Nome.
    pub given_name: String,
    /// To whom.
    pub company: String,
    /// For which place.
    pub placement_key: String,
    /// In which round.
    pub round: String,
    /// When it went out.
    pub sent_at: DateTime<Utc>,
    /// Until when it can be answered.
    pub deadline_at: DateTime<Utc>,
    /// When it ended.
    pub answered_at: Option<DateTime<Utc>>,
    reason: Option<String>,
    /// What the company wrote.
    pub note: Option<String>,
    /// The company's mail server refuses its address.
    pub mail_problem: Option<String>,
}

impl Line {
    /// What became of it.
    #[must_use]
    pub fn state(&self) -> State {
        State::from_stored(&self.state).unwrap_or(State::Withdrawn)
    }

    /// Why it was declined.
    #[must_use]
    pub fn reason(&self) -> Option<DeclineReason> {
        self.reason.as_deref().and_then(DeclineReason::from_stored)
    }
}

/// Which proposals of a school.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Of this round.
    pub round: Option<RoundId>,
    /// In this state.
    pub state: Option<State>,
    /// Awaiting an answer, which can be given until then at most.
    pub due: Option<Due>,
}

/// Between now and the last moment that counts.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    /// Later than this.
    pub from: DateTime<Utc>,
    /// And not later than this.
    pub until: DateTime<Utc>,
}

const ABOUT: &str = "JOIN student ON student.id = proposal.student_id \
    JOIN company ON company.id = proposal.company_id JOIN placement ON placement.id = proposal.placement_id \
    JOIN round ON round.id = proposal.round_id \
    LEFT JOIN company_contact ON company_contact.company_id = company.id AND company_contact.main = TRUE";

const OF_SCHOOL: &str = "WHERE proposal.institution_id = $1 AND (proposal.round_id = $2 OR $3 = 1) AND (proposal.state = $4 OR $4 = '') \
    AND ($5 = 0 OR (proposal.state = 'sent' AND proposal.deadline_at > $6 AND proposal.deadline_at <= $7))";

fn values(school: InstitutionId, filter: Filter) -> [sea_orm::Value; 7] {
    let never = DateTime::UNIX_EPOCH;
    [
        school.0.into(),
        filter.round.map_or(Uuid::nil(), |round| round.0).into(),
        i64::from(filter.round.is_none()).into(),
        filter.state.map_or("", State::as_str).into(),
        i64::from(filter.due.is_some()).into(),
        filter.due.map_or(never, |due| due.from).into(),
        filter.due.map_or(never, |due| due.until).into(),
    ]
}

/// A school's proposals: those that await an answer first, then the newest.
///
/// # Errors
/// When the database is gone.
pub async fn list(
    conn: &impl ConnectionTrait,
    school: InstitutionId,
    filter: Filter,
    limit: u64,
    offset: u64,
) -> Result<Vec<Line>, Fault> {
    let sql = format!(
        "SELECT proposal.id, proposal.state, proposal.student_id, student.family_name, student.given_name, \
         company.name AS company, placement.placement_key, round.name AS round, proposal.sent_at, proposal.deadline_at, \
         proposal.answered_at, proposal.reason, proposal.note, company_contact.mail_problem FROM proposal {ABOUT} {OF_SCHOOL} \
         ORDER BY CASE WHEN proposal.state = 'sent' THEN 0 ELSE 1 END, proposal.sent_at DESC, proposal.id \
         LIMIT {limit} OFFSET {offset}"
    );
    rows(conn, &sql, values(school, filter)).await
}

/// How many of a school's proposals the filter lets through, by state; its own state does not count.
///
/// # Errors
/// When the database is gone.
pub async fn count_by_state(
    conn: &impl ConnectionTrait,
    school: InstitutionId,
    filter: Filter,
) -> Result<Vec<(State, u64)>, Fault> {
    #[derive(FromQueryResult)]
    struct Count {
        state: String,
        n: i64,
    }
    let sql =
        format!("SELECT proposal.state, COUNT(*) AS n FROM proposal {OF_SCHOOL} GROUP BY proposal.state");
    let counts: Vec<Count> = rows(
        conn,
        &sql,
        values(
            school,
            Filter {
                state: None,
                ..filter
            },
        ),
    )
    .await?;
    let n = |state: State| {
        counts
            .iter()
            .find(|c| c.state == state.as_str())
            .map_or(0, |c| c.n)
    };
    Ok(State::ALL
        .into_iter()
        .map(|state| (state, u64::try_from(n(state)).unwrap_or_default()))
        .collect())
}
