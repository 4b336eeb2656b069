//! What proposals need to know of rounds, runs, schools, companies, places and students: read, never written. One statement
//! for each question, the same text on both databases.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, JsonValue, Statement, Value};
use uuid::Uuid;

use super::plan::Found;
use crate::notifications::catalogue::School;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, InstitutionId, PlacementId, RoundId, RunId, StudentId};
use crate::vocabulary::text::{EmailAddress, Language};

pub(super) async fn rows<T: FromQueryResult>(
    conn: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, Fault> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(T::find_by_statement(statement).all(conn).await?)
}

/// A round, as far as proposals care.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Round {
    pub id: Uuid,
    pub institution_id: Uuid,
    pub name: String,
    pub answer_by: NaiveDate,
    pub created_by: Option<Uuid>,
}

const ROUND: &str = "SELECT id, institution_id, name, answer_by, created_by FROM round WHERE id = $1";

pub(super) async fn find_round(conn: &impl ConnectionTrait, id: RoundId) -> Result<Option<Round>, Fault> {
    Ok(rows(conn, ROUND, [id.0.into()]).await?.pop())
}

/// The round, if it is this school's.
pub(super) async fn get_round(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    id: RoundId,
) -> Result<Round, Fault> {
    let round = find_round(conn, id)
        .await?
        .filter(|round| round.institution_id == institution.0);
    round.ok_or(Fault::NotFound("round"))
}

/// Keeps others from publishing this round, or anything else to these companies, until the transaction ends. SQLite has one
/// writer and needs no lock.
pub(super) async fn lock(conn: &impl ConnectionTrait, round: RoundId, run: RunId) -> Result<(), Fault> {
    if conn.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    #[derive(FromQueryResult)]
    struct Locked {
        #[allow(dead_code, reason = "only the lock matters")]
        id: Uuid,
    }
    let _: Vec<Locked> = rows(
        conn,
        "SELECT id FROM round WHERE id = $1 FOR UPDATE",
        [round.0.into()],
    )
    .await?;
    let companies = "SELECT id FROM company WHERE id IN (SELECT placement.company_id FROM run_assignment \
                     JOIN placement ON placement.id = run_assignment.placement_id WHERE run_assignment.run_id = $1) \
                     ORDER BY id FOR UPDATE";
    let _: Vec<Locked> = rows(conn, companies, [run.0.into()]).await?;
    Ok(())
}

/// Whom a run placed where; the seats of those places; whom it could not place.
#[derive(Debug, Clone, Default)]
pub(super) struct RunResult {
    pub found: Vec<Found>,
    pub seats: HashMap<PlacementId, u32>,
    pub left_out: HashSet<StudentId>,
}

pub(super) async fn run_result(conn: &impl ConnectionTrait, run: RunId) -> Result<RunResult, Fault> {
    #[derive(FromQueryResult)]
    struct Assigned {
        student_id: Uuid,
        placement_id: Uuid,
        company_id: Uuid,
        seats: i64,
    }
    #[derive(FromQueryResult)]
    struct LeftOut {
        student_id: Uuid,
    }
    let assigned = "SELECT run_assignment.student_id, run_assignment.placement_id, placement.company_id, placement.seats \
                    FROM run_assignment JOIN placement ON placement.id = run_assignment.placement_id \
                    WHERE run_assignment.run_id = $1 ORDER BY run_assignment.student_id";
    let left_out = "SELECT student_id FROM run_unplaced WHERE run_id = $1";
    let mut result = RunResult::default();
    for row in rows::<Assigned>(conn, assigned, [run.0.into()]).await? {
        let placement = PlacementId(row.placement_id);
        result
            .seats
            .insert(placement, u32::try_from(row.seats).unwrap_or_default());
        result.found.push(Found {
            student: StudentId(row.student_id),
            placement,
            company: CompanyId(row.company_id),
        });
    }
    for row in rows::<LeftOut>(conn, left_out, [run.0.into()]).await? {
        result.left_out.insert(StudentId(row.student_id));
    }
    Ok(result)
}

/// Has anybody promised a place of the run's companies in another round since `since`? Then ceilings may have been used up.
pub(super) async fn promised_since(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: RunId,
    since: DateTime<Utc>,
) -> Result<bool, Fault> {
    #[derive(FromQueryResult)]
    struct Count {
        n: i64,
    }
    let sql = "SELECT COUNT(*) AS n FROM proposal WHERE round_id <> $1 AND sent_at > $2 AND state IN ('sent', 'accepted') \
               AND company_id IN (SELECT placement.company_id FROM run_assignment \
               JOIN placement ON placement.id = run_assignment.placement_id WHERE run_assignment.run_id = $3)";
    let count: Vec<Count> = rows(conn, sql, [round.0.into(), since.into(), run.0.into()]).await?;
    Ok(count.first().is_some_and(|count| count.n > 0))
}

/// Somebody who is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reader {
    pub name: String,
    pub email: EmailAddress,
    pub language: Language,
}

/// The school on its mails, and its coordinators. The round's author speaks for it, if they still work there.
pub(super) async fn school(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    author: Option<Uuid>,
) -> Result<(School, Vec<Reader>), Fault> {
    #[derive(FromQueryResult)]
    struct Coordinator {
        id: Uuid,
        name: String,
        email: String,
        language: String,
    }
    #[derive(FromQueryResult)]
    struct Institution {
        name: String,
        phone: Option<String>,
        email: Option<String>,
    }
    let coordinators: Vec<Coordinator> = rows(
        conn,
        "SELECT id, name, email, language FROM account WHERE institution_id = $1 AND role = 'coordinator' \
         AND disabled_at IS NULL ORDER BY created_at, id",
        [institution.0.into()],
    )
    .await?;
    let found: Vec<Institution> = rows(
        conn,
        "SELECT name, phone, email FROM institution WHERE id = $1",
        [institution.0.into()],
    )
    .await?;
    let school = found.into_iter().next().ok_or(Fault::NotFound("school"))?;
    let speaker = coordinators
        .iter()
        .find(|c| Some(c.id) == author)
        .or(coordinators.first());
    let card = School {
        contact: speaker.map(|c| c.name.clone()),
        email: speaker.map(|c| c.email.clone()).or_else(|| school.email.clone()),
        phone: school.phone,
        name: school.name,
    };
    let mut readers: Vec<Reader> = coordinators
        .iter()
        .filter_map(|c| {
            Some(Reader {
                name: c.name.clone(),
                email: EmailAddress::parse(&c.email).ok()?,
                language: Language::from_stored(&c.language).unwrap_or_default(),
            })
        })
        .collect();
    if readers.is_empty()
        && let Some(email) = school.email.and_then(|email| EmailAddress::parse(&email).ok())
    {
        readers.push(Reader {
            name: card.name.clone(),
            email,
            language: Language::Italian,
        });
    }
    Ok((card, readers))
}

/// A company and whom to write to there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Company {
    pub id: CompanyId,
    pub name: String,
    pub contact: Option<Reader>,
    /// Its mail server refuses the address.
    pub mail_problem: Option<String>,
}

#[derive(FromQueryResult)]
struct CompanyRow {
    id: Uuid,
    name: String,
    contact: Option<String>,
    email: Option<String>,
    language: Option<String>,
    mail_problem: Option<String>,
}

const COMPANY: &str = "SELECT company.id, company.name, company_contact.name AS contact, company_contact.email, \
                       company_contact.language, company_contact.mail_problem FROM company \
                       LEFT JOIN company_contact ON company_contact.company_id = company.id AND company_contact.main = TRUE ";

/// The companies that a run found places at, or that have proposals in a round.
pub(super) async fn companies(
    conn: &impl ConnectionTrait,
    round: RoundId,
    run: Option<RunId>,
) -> Result<HashMap<CompanyId, Company>, Fault> {
    let sql = format!(
        "{COMPANY} WHERE company.id IN (SELECT placement.company_id FROM run_assignment \
         JOIN placement ON placement.id = run_assignment.placement_id WHERE run_assignment.run_id = $1) \
         OR company.id IN (SELECT company_id FROM proposal WHERE round_id = $2) ORDER BY company.id"
    );
    let run = run.map_or(Uuid::nil(), |run| run.0);
    let found: Vec<CompanyRow> = rows(conn, &sql, [run.into(), round.0.into()]).await?;
    Ok(found
        .into_iter()
        .map(company)
        .map(|company| (company.id, company))
        .collect())
}

pub(super) async fn get_company(conn: &impl ConnectionTrait, id: CompanyId) -> Result<Company, Fault> {
    let sql = format!("{COMPANY} WHERE company.id = $1");
    let found: Vec<CompanyRow> = rows(conn, &sql, [id.0.into()]).await?;
    found
        .into_iter()
        .next()
        .map(company)
        .ok_or(Fault::NotFound("company"))
}

fn company(row: CompanyRow) -> Company {
    let contact = row
        .email
        .and_then(|email| EmailAddress::parse(&email).ok())
        .map(|email| Reader {
            name: row.contact.unwrap_or_else(|| row.name.clone()),
            email,
            language: row
                .language
                .as_deref()
                .and_then(Language::from_stored)
                .unwrap_or_default(),
        });
    Company {
        id: CompanyId(row.id),
        name: row.name,
        contact,
        mail_problem: row.mail_problem,
    }
}

/// What of a place stands in a mail and on a card.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Place {
    pub id: Uuid,
    pub placement_key: String,
    pub figures: JsonValue,
    pub comune: String,
}

/// The places that a run found.
pub(super) async fn places(
    conn: &impl ConnectionTrait,
    run: RunId,
) -> Result<HashMap<PlacementId, Place>, Fault> {
    let sql = "SELECT placement.id, placement.placement_key, placement.figures, company_site.comune FROM placement \
               JOIN company_site ON company_site.id = placement.company_site_id \
               WHERE placement.id IN (SELECT placement_id FROM run_assignment WHERE run_id = $1)";
    let found: Vec<Place> = rows(conn, sql, [run.0.into()]).await?;
    Ok(found
        .into_iter()
        .map(|place| (PlacementId(place.id), place))
        .collect())
}
