//! A small world for tests of proposals: a school with a coordinator, students, companies with places, a round, and runs that
//! found what the test says.

use abbina::accounts::{Actor, Role};
use abbina::matching::model::Settings;
use abbina::matching::{self, RoundDraft};
use abbina::vocabulary::calendar::Period;
use abbina::vocabulary::codes::VatNumber;
use abbina::vocabulary::ids::{
    AccountId, CompanyId, InstitutionId, PlacementId, RoundId, RunId, SessionId, StudentId,
};
use abbina::vocabulary::text::Language;
use chrono::{NaiveDate, TimeDelta};
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ConnectionTrait, Value};
use serde_json::json;
use uuid::Uuid;

use super::TestApp;

/// Names that must never leave the house before an acceptance.
pub const FAMILY_NAME: &str = "Canarino";
pub const GIVEN_NAME: &str = "Serafina";
pub const CODICE_FISCALE: &str = "CNRSFN10A41B157X";

#[derive(Debug)]
pub struct World {
    pub school: InstitutionId,
    pub coordinator: Actor,
    pub round: RoundId,
    pub students: Vec<StudentId>,
    pub companies: Vec<CompanyId>,
    /// Place `n` belongs to company `n`; each has two seats.
    pub places: Vec<PlacementId>,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A number that no other company has.
fn vat_number(company: Uuid) -> VatNumber {
    let digits = u64::try_from(company.as_u128() % 9_000_000).unwrap();
    // The last three digits name the office of Brescia.
    VatNumber::from_ten_digits(digits * 1_000 + 17).unwrap()
}

fn new_id(t: &TestApp) -> Uuid {
    StudentId::new(t.app.clock.now(), t.app.chance.as_ref()).0
}

pub async fn insert(conn: &impl ConnectionTrait, table: &'static str, row: Vec<(&'static str, Value)>) {
    let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    let query = Query::insert()
        .into_table(Alias::new(table))
        .columns(columns.into_iter().map(Alias::new))
        .values_panic(values.into_iter().map(Expr::value))
        .to_owned();
    conn.execute(&query).await.unwrap();
}

/// How many rows a query counts.
pub async fn count(t: &TestApp, query: &str) -> i64 {
    count_in(&t.app.db, query).await
}

/// The same of any database.
pub async fn count_in(db: &abbina::platform::db::Db, query: &str) -> i64 {
    let conn = db.reader();
    let statement = sea_orm::Statement::from_string(conn.get_database_backend(), query);
    conn.query_one_raw(statement)
        .await
        .unwrap()
        .unwrap()
        .try_get_by_index(0)
        .unwrap()
}

impl World {
    pub async fn new(t: &TestApp, n_students: usize, n_companies: usize) -> World {
        let now = t.app.clock.now();
        let tx = t.app.db.write_tx().await.unwrap();
        let (school, account) = (new_id(t), new_id(t));
        insert(
            &tx,
            "institution",
            vec![
                ("id", school.into()),
                ("code", school.to_string().into()),
                ("name", "Istituto Prova".into()),
                ("phone", "030 000000".into()),
                ("created_at", now.into()),
            ],
        )
        .await;
        let email = format!("coordina-{account}@scuola.example");
        insert(
            &tx,
            "account",
            vec![
                ("id", account.into()),
                ("email", email.clone().into()),
                ("email_key", email.clone().into()),
                ("name", "Ada Esempio".into()),
                ("role", "coordinator".into()),
                ("institution_id", school.into()),
                ("language", "it".into()),
                ("created_at", now.into()),
            ],
        )
        .await;
        tx.commit().await.unwrap();
        let coordinator = Actor {
            account_id: AccountId(account),
            name: "Ada Esempio".to_owned(),
            email,
            role: Role::Coordinator(InstitutionId(school)),
            language: Language::Italian,
            session_id: SessionId(Uuid::nil()),
        };
        let mut world = World {
            school: InstitutionId(school),
            round: open_round(t, &coordinator).await,
            coordinator,
            students: Vec::new(),
            companies: Vec::new(),
            places: Vec::new(),
        };
        for _ in 0..n_companies {
            world.add_company(t).await;
        }
        for _ in 0..n_students {
            world.add_student(t).await;
        }
        world
    }

    async fn add_student(&mut self, t: &TestApp) {
        let tx = t.app.db.write_tx().await.unwrap();
        let id = new_id(t);
        insert(
            &tx,
            "student",
            vec![
                ("id", id.into()),
                ("institution_id", self.school.0.into()),
                ("student_key", format!("M{}", self.students.len()).into()),
                ("family_name", FAMILY_NAME.into()),
                ("given_name", GIVEN_NAME.into()),
                ("name_key", "canarino serafina".into()),
                ("codice_fiscale", CODICE_FISCALE.into()),
                ("birth_date", day("2010-01-15").into()),
                ("residence", "017029".into()),
                ("figure", "Q01".into()),
                ("course_year", 2_i64.into()),
                ("pathway", "school_work".into()),
                ("transport", "public".into()),
                ("accessible_site", false.into()),
                ("wishes", json!([]).into()),
                ("refuses", json!([]).into()),
                ("competences", json!([]).into()),
                ("version", 1_i64.into()),
                ("created_at", t.app.clock.now().into()),
                ("updated_at", t.app.clock.now().into()),
            ],
        )
        .await;
        tx.commit().await.unwrap();
        self.students.push(StudentId(id));
    }

    async fn add_company(&mut self, t: &TestApp) {
        let now = t.app.clock.now();
        let tx = t.app.db.write_tx().await.unwrap();
        let n = self.companies.len();
        let (company, site, place) = (new_id(t), new_id(t), new_id(t));
        insert(
            &tx,
            "company",
            vec![
                ("id", company.into()),
                ("vat_number", vat_number(company).to_string().into()),
                ("name", format!("Officina {n}").into()),
                ("name_key", format!("officina {n}").into()),
                ("confirmations", json!({}).into()),
                ("version", 1_i64.into()),
                ("created_at", now.into()),
                ("updated_at", now.into()),
            ],
        )
        .await;
        let email = format!("ok+{n}@azienda.example");
        insert(
            &tx,
            "company_contact",
            vec![
                ("id", new_id(t).into()),
                ("company_id", company.into()),
                ("email", email.clone().into()),
                ("email_key", email.into()),
                ("language", "it".into()),
                ("main", true.into()),
            ],
        )
        .await;
        insert(
            &tx,
            "company_site",
            vec![
                ("id", site.into()),
                ("company_id", company.into()),
                ("comune", "017029".into()),
                ("address", "".into()),
            ],
        )
        .await;
        insert(
            &tx,
            "placement",
            vec![
                ("id", place.into()),
                ("placement_key", format!("P{n}").into()),
                ("institution_id", self.school.0.into()),
                ("shared", true.into()),
                ("company_id", company.into()),
                ("company_site_id", site.into()),
                ("figures", json!(["Q01"]).into()),
                ("pathway", "school_work".into()),
                ("seats", 2_i64.into()),
                ("starts_on", day("2026-10-05").into()),
                ("ends_on", day("2027-05-28").into()),
                ("week_minutes", 2400_i64.into()),
                ("hazardous", false.into()),
                ("derogation", false.into()),
                ("accessible", false.into()),
                ("wants", json!([]).into()),
                ("version", 1_i64.into()),
                ("created_at", now.into()),
                ("updated_at", now.into()),
            ],
        )
        .await;
        tx.commit().await.unwrap();
        self.companies.push(CompanyId(company));
        self.places.push(PlacementId(place));
    }

    /// A run that is done and found these pairs of student and place, and nothing for the others it was asked about.
    pub async fn run(&self, t: &TestApp, pairs: &[(usize, usize)], left_out: &[usize]) -> RunId {
        self.run_in(t, self.round, pairs, left_out).await
    }

    pub async fn run_in(
        &self,
        t: &TestApp,
        round: RoundId,
        pairs: &[(usize, usize)],
        left_out: &[usize],
    ) -> RunId {
        t.clock.advance(TimeDelta::seconds(1));
        let now = t.app.clock.now();
        let settings = serde_json::to_value(settings()).unwrap();
        let tx = t.app.db.write_tx().await.unwrap();
        let run = new_id(t);
        insert(
            &tx,
            "matching_run",
            vec![
                ("id", run.into()),
                ("round_id", round.0.into()),
                ("state", "done".into()),
                ("requested_at", now.into()),
                ("run_at", now.into()),
                ("attempts", 1_i64.into()),
                ("settings", settings.into()),
                ("snapshot_digest", "".into()),
                ("version", "0".into()),
                ("seed", 1_i64.into()),
                ("status", "optimal".into()),
            ],
        )
        .await;
        for (student, place) in pairs {
            insert(
                &tx,
                "run_assignment",
                vec![
                    ("run_id", run.into()),
                    ("student_id", self.students[*student].0.into()),
                    ("placement_id", self.places[*place].0.into()),
                    ("score", 100_i64.into()),
                    ("parts", json!([80, 100, 50, 100, 0, 10]).into()),
                    ("minutes", 12_i64.into()),
                    ("metres", 4200_i64.into()),
                    ("wish_rank", 1_i64.into()),
                    ("conditions", json!({}).into()),
                ],
            )
            .await;
        }
        for student in left_out {
            insert(
                &tx,
                "run_unplaced",
                vec![
                    ("run_id", run.into()),
                    ("student_id", self.students[*student].0.into()),
                    ("kind", "not_worth".into()),
                    ("reasons", json!({"kind": "not_worth"}).into()),
                ],
            )
            .await;
        }
        tx.commit().await.unwrap();
        t.clock.advance(TimeDelta::seconds(1));
        RunId(run)
    }
}

fn settings() -> Settings {
    Settings::for_period(Period {
        from: day("2026-10-01"),
        to: day("2027-06-05"),
    })
}

/// Another round of the same school; companies answer by 21 September 2026.
pub async fn open_round(t: &TestApp, coordinator: &Actor) -> RoundId {
    let draft = RoundDraft {
        name: "Turno di prova".to_owned(),
        answer_by: day("2026-09-21"),
        settings: settings(),
    };
    matching::open_round(&t.app, coordinator, draft).await.unwrap()
}
