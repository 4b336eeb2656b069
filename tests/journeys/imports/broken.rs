//! A database that fails in the middle: nothing of the file is there, and it can be confirmed or taken back again.

use abbina::imports::Counts;
use sea_orm::{ConnectionTrait as _, DbBackend};

use super::*;

/// From now on the database refuses to do this (`INSERT`, `UPDATE`, `DELETE`) to the row whose column has this value.
async fn refuse(t: &TestApp, what: &str, table: &str, column: &str, value: &str) {
    let tx = t.app.db.write_tx().await.unwrap();
    let row = if what == "DELETE" { "OLD" } else { "NEW" };
    let statements = match tx.get_database_backend() {
        DbBackend::Sqlite => vec![format!(
            "CREATE TRIGGER refusal BEFORE {what} ON {table} WHEN {row}.{column} = '{value}' \
             BEGIN SELECT RAISE(ABORT, 'the disk is on fire'); END"
        )],
        _ => vec![
            "CREATE FUNCTION refusal() RETURNS trigger LANGUAGE plpgsql AS \
             'BEGIN RAISE EXCEPTION ''the disk is on fire''; END'"
                .to_owned(),
            format!(
                "CREATE TRIGGER refusal BEFORE {what} ON {table} FOR EACH ROW \
                 WHEN ({row}.{column} = '{value}') EXECUTE FUNCTION refusal()"
            ),
        ],
    };
    for statement in statements {
        tx.execute_unprepared(&statement).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// It works again.
async fn mend(t: &TestApp, table: &str) {
    let tx = t.app.db.write_tx().await.unwrap();
    let statement = match tx.get_database_backend() {
        DbBackend::Sqlite => "DROP TRIGGER refusal".to_owned(),
        _ => format!("DROP TRIGGER refusal ON {table}; DROP FUNCTION refusal()"),
    };
    tx.execute_unprepared(&statement).await.unwrap();
    tx.commit().await.unwrap();
}

fn many(course_year: u8) -> Sheet {
    let profiles: Vec<Profile> = (0..1_300)
        .map(|n| Profile {
            course_year,
            ..profile(&format!("M{n:04}"))
        })
        .collect();
    pupils(&profiles)
}

async fn confirm(t: &TestApp, school: InstitutionId, id: ImportId) -> Result<Counts, Fault> {
    imports::confirm(&t.app, importer(school), id, Terms::default()).await
}

async fn state(t: &TestApp, school: InstitutionId, id: ImportId) -> State {
    imports::get(t.app.db.reader(), Some(school), id)
        .await
        .unwrap()
        .state
}

both! {
    async fn a_database_that_fails_while_students_come_in_keeps_none_of_them(t: TestApp) {
        let school = school(&t.app, "A").await;
        let id = stage(&t, school, Kind::Students, &many(3)).await;
        refuse(&t, "INSERT", "student", "student_key", "M1200").await;
        assert!(matches!(confirm(&t, school, id).await, Err(Fault::Internal(_))));
        assert!(all(&t, school).await.is_empty(), "not even the rows before it");
        assert_eq!(state(&t, school, id).await, State::Staged);
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        browser.get(&format!("/imports/{id}")).await;
        let page = browser.post(&format!("/imports/{id}/confirm"), &[]).await;
        assert!(page.status == 500 && page.body.contains("non è stato salvato nulla a metà"), "{}", page.body);
        assert!(!page.body.contains("fire"), "what the database said is for the log");
        mend(&t, "student").await;
        assert_eq!(confirm(&t, school, id).await.unwrap().new, 1_300);
        assert_eq!(all(&t, school).await.len(), 1_300);
    }

    async fn a_database_that_fails_while_students_change_leaves_them_as_they_were(t: TestApp) {
        let school = school(&t.app, "A").await;
        import(&t, school, Kind::Students, &many(3)).await;
        let before = all(&t, school).await;
        let id = stage(&t, school, Kind::Students, &many(4)).await;
        refuse(&t, "UPDATE", "student", "student_key", "M0900").await;
        assert!(matches!(confirm(&t, school, id).await, Err(Fault::Internal(_))));
        assert!(all(&t, school).await == before);
        mend(&t, "student").await;
        assert_eq!(confirm(&t, school, id).await.unwrap().changed, 1_300);
        refuse(&t, "UPDATE", "student", "student_key", "M0100").await;
        assert!(matches!(imports::undo(&t.app, importer(school), id).await, Err(Fault::Internal(_))));
        assert!(all(&t, school).await.iter().all(|profile| profile.course_year == 4), "none is taken back");
        assert_eq!(state(&t, school, id).await, State::Applied);
        mend(&t, "student").await;
        imports::undo(&t.app, importer(school), id).await.unwrap();
        assert!(all(&t, school).await == before);
    }

    async fn a_database_that_fails_while_an_import_is_taken_back_takes_back_nothing(t: TestApp) {
        let school = school(&t.app, "A").await;
        let (id, _) = import(&t, school, Kind::Students, &many(3)).await;
        refuse(&t, "DELETE", "student", "student_key", "M0007").await;
        assert!(matches!(imports::undo(&t.app, importer(school), id).await, Err(Fault::Internal(_))));
        assert_eq!(all(&t, school).await.len(), 1_300);
        assert_eq!(state(&t, school, id).await, State::Applied);
        mend(&t, "student").await;
        imports::undo(&t.app, importer(school), id).await.unwrap();
        assert!(all(&t, school).await.is_empty());
    }

    async fn a_database_that_fails_while_placements_come_in_keeps_no_site_and_no_tutor(t: TestApp) {
        let school = school(&t.app, "A").await;
        let company = keep_company(&t, &facts(vat(1))).await;
        let offers: Vec<_> = (0..700).map(|n| offer(&format!("P{n:03}"), vat(1))).collect();
        let id = stage(&t, school, Kind::Placements, &placements::import::sheet(&offers, Language::Italian)).await;
        refuse(&t, "INSERT", "placement", "placement_key", "P650").await;
        assert!(matches!(confirm(&t, school, id).await, Err(Fault::Internal(_))));
        let reader = t.app.db.reader();
        assert!(placements::own(reader, school).await.unwrap().is_empty());
        assert!(companies::list_parts(reader, company, companies::Part::Site).await.unwrap().is_empty());
        assert!(companies::list_parts(reader, company, companies::Part::Tutor).await.unwrap().is_empty());
        mend(&t, "placement").await;
        assert_eq!(confirm(&t, school, id).await.unwrap().new, 700);
    }

    async fn a_database_that_fails_while_companies_change_keeps_every_confirmation(t: TestApp) {
        let school = school(&t.app, "A").await;
        let firms: Vec<_> = (1..=700).map(|n| facts(vat(n))).collect();
        let sheet = companies::import::sheet(&firms, Language::Italian);
        import(&t, school, Kind::Companies, &sheet).await;
        let before = companies::all(t.app.db.reader()).await.unwrap();
        t.clock.advance(chrono::TimeDelta::days(1));
        let id = stage(&t, school, Kind::Companies, &sheet).await;
        refuse(&t, "UPDATE", "company", "vat_number", vat(690).as_str()).await;
        assert!(matches!(confirm(&t, school, id).await, Err(Fault::Internal(_))));
        assert!(companies::all(t.app.db.reader()).await.unwrap() == before);
        mend(&t, "company").await;
        assert_eq!(confirm(&t, school, id).await.unwrap().same, 700);
    }
}
