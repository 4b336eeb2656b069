//! The rows behind the sums. It only reads, asks for no name, and adds up nothing: the two databases add differently.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Months, NaiveDate, Utc};
use chrono_tz::Europe::Rome;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use super::model::{Band, PlaceFact, StudentFact, StudentState};
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::{ComuneCode, Province, comune};
use crate::vocabulary::ids::{InstitutionId, StudentId};
use crate::vocabulary::repertory::FigureCode;

/// Everything that is counted, and how fresh it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub students: Vec<StudentFact>,
    pub places: Vec<PlaceFact>,
    /// The last change of any of it.
    pub changed_at: Option<DateTime<Utc>>,
}

/// A student of the reader's own school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub id: StudentId,
    pub key: String,
    pub family_name: String,
    pub given_name: String,
    pub residence: ComuneCode,
    pub fact: StudentFact,
}

#[derive(FromQueryResult)]
struct StudentRow {
    id: Uuid,
    residence: String,
    figure: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct PlaceRow {
    id: Uuid,
    comune: String,
    figures: Value,
    seats: i64,
    staff: Option<i64>,
    starts_on: NaiveDate,
    updated_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct ProposalRow {
    student_id: Uuid,
    placement_id: Uuid,
    state: String,
    sent_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    starts_on: NaiveDate,
}

#[derive(FromQueryResult)]
struct NameRow {
    id: Uuid,
    student_key: String,
    family_name: String,
    given_name: String,
    residence: String,
    figure: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

fn of(table: &'static str, column: &'static str) -> Expr {
    Expr::col((Alias::new(table), Alias::new(column)))
}

fn from(table: &'static str, columns: &[&'static str]) -> SelectStatement {
    let mut query = Query::select();
    query.from(Alias::new(table)).columns(
        columns
            .iter()
            .map(|column| (Alias::new(table), Alias::new(*column))),
    );
    query
}

/// Of one school alone, when one is given.
fn within(query: &mut SelectStatement, table: &'static str, school: Option<InstitutionId>) {
    if let Some(school) = school {
        query.and_where(of(table, "institution_id").eq(school.0));
    }
}

async fn all<T: FromQueryResult>(
    conn: &impl ConnectionTrait,
    query: &SelectStatement,
) -> Result<Vec<T>, Fault> {
    let rows = conn.query_all(query).await?;
    rows.iter()
        .map(|row| Ok(T::from_query_result(row, "")?))
        .collect()
}

/// Everything that is counted: of one school, or of all.
pub(super) async fn facts(
    conn: &impl ConnectionTrait,
    school: Option<InstitutionId>,
) -> Result<Facts, Fault> {
    let mut query = from(
        "student",
        &["id", "residence", "figure", "created_at", "updated_at"],
    );
    within(&mut query, "student", school);
    let students: Vec<StudentRow> = all(conn, &query).await?;
    let standing = Standing::read(conn, school).await?;
    let mut query = from(
        "placement",
        &["id", "figures", "seats", "starts_on", "updated_at"],
    );
    query
        .column((Alias::new("company_site"), Alias::new("comune")))
        .column((Alias::new("company"), Alias::new("staff")))
        .inner_join(
            Alias::new("company_site"),
            of("company_site", "id").eq(of("placement", "company_site_id")),
        )
        .inner_join(
            Alias::new("company"),
            of("company", "id").eq(of("placement", "company_id")),
        );
    within(&mut query, "placement", school);
    let places: Vec<PlaceRow> = all(conn, &query).await?;

    let changes = students
        .iter()
        .map(|row| row.updated_at)
        .chain(places.iter().map(|row| row.updated_at));
    let changed_at = changes.chain(standing.changed_at).max();
    Ok(Facts {
        students: students
            .iter()
            .flat_map(|row| {
                let years = standing.of(row.id, [row.created_at, row.updated_at]);
                years
                    .into_iter()
                    .map(|at| student_fact(&row.residence, &row.figure, at))
            })
            .collect::<Result<_, _>>()?,
        places: places
            .iter()
            .map(|row| place_fact(row, &standing))
            .collect::<Result<_, _>>()?,
        changed_at,
    })
}

/// The students of one school with their names, for its own coordinators: once for each school year that they count in.
pub(super) async fn people(conn: &impl ConnectionTrait, school: InstitutionId) -> Result<Vec<Person>, Fault> {
    let columns = [
        "id",
        "student_key",
        "family_name",
        "given_name",
        "residence",
        "figure",
        "created_at",
        "updated_at",
    ];
    let mut query = from("student", &columns);
    within(&mut query, "student", Some(school));
    query.order_by(
        (Alias::new("student"), Alias::new("name_key")),
        sea_orm::Order::Asc,
    );
    let rows: Vec<NameRow> = all(conn, &query).await?;
    let standing = Standing::read(conn, Some(school)).await?;
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        for at in standing.of(row.id, [row.created_at, row.updated_at]) {
            people.push(Person {
                fact: student_fact(&row.residence, &row.figure, at)?,
                id: StudentId(row.id),
                residence: residence(&row.residence)?,
                key: row.student_key.clone(),
                family_name: row.family_name.clone(),
                given_name: row.given_name.clone(),
            });
        }
    }
    Ok(people)
}

/// What proposals say of students and seats.
struct Standing {
    /// By the school year in which the place begins, or the round.
    students: HashMap<Uuid, BTreeMap<SchoolYear, StudentState>>,
    filled: HashMap<Uuid, u32>,
    changed_at: Option<DateTime<Utc>>,
}

impl Standing {
    async fn read(conn: &impl ConnectionTrait, school: Option<InstitutionId>) -> Result<Standing, Fault> {
        let mut query = from(
            "proposal",
            &["student_id", "placement_id", "state", "sent_at", "answered_at"],
        );
        query
            .column((Alias::new("placement"), Alias::new("starts_on")))
            .inner_join(
                Alias::new("placement"),
                of("placement", "id").eq(of("proposal", "placement_id")),
            );
        // Seats of a shared place may be filled by another school's students: all accepted ones count.
        if let Some(school) = school {
            let own = of("proposal", "institution_id").eq(school.0);
            query.and_where(own.or(of("proposal", "state").eq("accepted")));
        }
        let proposals: Vec<ProposalRow> = all(conn, &query).await?;
        let mut standing = Standing {
            students: HashMap::new(),
            filled: HashMap::new(),
            changed_at: proposals
                .iter()
                .map(|row| row.answered_at.unwrap_or(row.sent_at))
                .max(),
        };
        for row in &proposals {
            let state = match row.state.as_str() {
                "accepted" => StudentState::Accepted,
                "sent" => StudentState::Proposed,
                // Taken back before anybody answered: as if it had never been.
                "withdrawn" => continue,
                _ => StudentState::Declined,
            };
            if state == StudentState::Accepted {
                *standing.filled.entry(row.placement_id).or_default() += 1;
            }
            standing.say(row.student_id, row.starts_on, state);
        }
        let mut query = from("run_unplaced", &["student_id"]);
        query.inner_join(
            Alias::new("round"),
            of("round", "published_run_id").eq(of("run_unplaced", "run_id")),
        );
        within(&mut query, "round", school);
        query.column((Alias::new("round"), Alias::new("starts_on")));
        for row in conn.query_all(&query).await? {
            let begins = row.try_get("", "starts_on")?;
            standing.say(row.try_get("", "student_id")?, begins, StudentState::Unplaced);
        }
        Ok(standing)
    }

    /// Of several things that are said of a student in one school year the best news counts.
    fn say(&mut self, student: Uuid, begins: NaiveDate, state: StudentState) {
        let years = self.students.entry(student).or_default();
        let known = years.entry(SchoolYear::of(begins)).or_insert(state);
        if strength(state) > strength(*known) {
            *known = state;
        }
    }

    /// The school years that a student counts in, and how: those from the one for which the school recorded the student to
    /// the one in which it last changed what it knows, and those of which proposals or a published round speak.
    fn of(&self, student: Uuid, recorded: [DateTime<Utc>; 2]) -> BTreeMap<SchoolYear, StudentState> {
        let [first, last] = recorded.map(meant_for);
        let attended = (first.0..=last.0).map(|year| (SchoolYear(year), StudentState::Registered));
        let mut years: BTreeMap<_, _> = attended.collect();
        years.extend(self.students.get(&student).into_iter().flatten());
        years
    }
}

/// The school year for which schools record students at this moment: from June on, when lessons are over, the coming one.
fn meant_for(at: DateTime<Utc>) -> SchoolYear {
    const AHEAD: Months = Months::new(3);
    let day = at.with_timezone(&Rome).date_naive();
    SchoolYear::of(day.checked_add_months(AHEAD).unwrap_or(day))
}

/// How good news is.
const fn strength(state: StudentState) -> u8 {
    match state {
        StudentState::Accepted => 3,
        StudentState::Proposed => 2,
        StudentState::Declined => 1,
        StudentState::Registered | StudentState::Unplaced => 0,
    }
}

fn student_fact(
    home: &str,
    figure: &str,
    (year, state): (SchoolYear, StudentState),
) -> Result<StudentFact, Fault> {
    Ok(StudentFact {
        year,
        province: province(residence(home)?)?,
        figure: known_figure(figure)?,
        state,
    })
}

fn place_fact(row: &PlaceRow, standing: &Standing) -> Result<PlaceFact, Fault> {
    let first = row
        .figures
        .as_array()
        .and_then(|list| list.first())
        .and_then(Value::as_str);
    Ok(PlaceFact {
        year: SchoolYear::of(row.starts_on),
        province: province(residence(&row.comune)?)?,
        figure: known_figure(first.unwrap_or_default())?,
        band: Band::of(row.staff),
        seats: u32::try_from(row.seats).unwrap_or(0),
        filled: standing.filled.get(&row.id).copied().unwrap_or(0),
    })
}

fn residence(code: &str) -> Result<ComuneCode, Fault> {
    ComuneCode::from_stored(code).ok_or_else(|| Fault::internal("stored comune"))
}

fn province(code: ComuneCode) -> Result<Province, Fault> {
    comune(code)
        .map(|found| found.province)
        .ok_or_else(|| Fault::internal("stored comune"))
}

fn known_figure(code: &str) -> Result<FigureCode, Fault> {
    FigureCode::from_stored(code).ok_or_else(|| Fault::internal("stored figure"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_student_recorded_in_summer_is_meant_for_the_coming_year() {
        for (at, year) in [
            ("2026-05-31T21:59:59Z", 2025),
            // Already the first of June in Rome.
            ("2026-05-31T22:00:00Z", 2026),
            ("2026-08-08T08:00:00Z", 2026),
            ("2026-09-01T08:00:00Z", 2026),
            ("2027-01-31T08:00:00Z", 2026),
        ] {
            let at: DateTime<Utc> = at.parse().unwrap_or_default();
            assert_eq!(meant_for(at), SchoolYear(year), "{at}");
        }
    }
}
