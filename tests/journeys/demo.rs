//! The demonstration: filled once, the same each time, ready to look at.

use abbina::demo::{self, Size};
use abbina::matching;
use abbina::matching::model::{RoundState, RunState};
use abbina::matching::records::WhyUnplaced;
use abbina::students::{self, Standing};
use abbina::vocabulary::fault::Fault;
use sea_orm::ConnectionTrait as _;

use crate::both;
use crate::support::TestApp;
use crate::support::browser::Browser;
use crate::support::database::Backend;

const SMALL: Size = Size {
    students: 30,
    seed: 1,
};

/// What a query counts.
pub(super) async fn count(t: &TestApp, query: &str) -> i64 {
    let conn = t.app.db.reader();
    let statement = sea_orm::Statement::from_string(conn.get_database_backend(), query);
    conn.query_one_raw(statement)
        .await
        .unwrap()
        .unwrap()
        .try_get_by_index(0)
        .unwrap()
}

both! {
    async fn a_demonstration_is_ready_to_look_at(t: TestApp) {
        assert!(!demo::is_filled(&t.app).await.unwrap());
        demo::fill(&t.app, SMALL).await.unwrap();
        assert!(demo::is_filled(&t.app).await.unwrap());

        assert_eq!(count(&t, "SELECT COUNT(*) FROM student").await, 30);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM round").await, 4);
        let schools = abbina::accounts::list_schools(t.app.db.reader()).await.unwrap();
        let orobie = schools.iter().find(|school| school.code == "OROBIE").unwrap();
        let rounds = matching::list_rounds(t.app.db.reader(), orobie.id).await.unwrap();
        assert_eq!(rounds.len(), 3, "the other school's round is not there");

        let short = rounds.iter().find(|round| round.name.contains("secondo giro")).unwrap();
        let runs = matching::list_runs(t.app.db.reader(), short.id).await.unwrap();
        assert_eq!((runs.len(), runs[0].state, runs[0].is_optimal()), (1, RunState::Done, true));
        let left = matching::list_unplaced(t.app.db.reader(), runs[0].id).await.unwrap();
        let nine = left.iter().filter(|student| match &student.why {
            WhyUnplaced::Shortage { students, places, .. } => students.len() == 9 && places.len() == 4,
            _ => false,
        });
        assert_eq!(nine.count(), 3, "nine electricians share six seats");

        let ready = rounds.iter().find(|round| round.name.contains("Alternanza")).unwrap();
        assert_eq!(ready.state, RoundState::Draft);
        assert!(matching::list_runs(t.app.db.reader(), ready.id).await.unwrap().is_empty());

        let outbox = Browser::new(&t.as_demo().await).get("/demo/outbox").await;
        assert!(outbox.body.contains("conservato qui, non spedito"), "{}", outbox.body);
        assert!(!outbox.body.contains("consegnato al server"), "no mail has left");
    }

    async fn a_filled_demonstration_is_not_filled_again(t: TestApp) {
        demo::fill(&t.app, SMALL).await.unwrap();
        let again = demo::fill(&t.app, SMALL).await;
        assert!(matches!(&again, Err(Fault::Invalid(wrong)) if wrong[0].code == "demo.not_empty"), "{again:?}");
        assert_eq!(count(&t, "SELECT COUNT(*) FROM student").await, 30);
    }

    async fn who_is_found_by_where_they_stand_stands_there(t: TestApp) {
        demo::fill(&t.app, Size { students: 300, seed: 1 }).await.unwrap();
        let conn = t.app.db.reader();
        for school in abbina::accounts::list_schools(conn).await.unwrap() {
            let (mut found, mut kinds) = (0, 0);
            for standing in Standing::ALL {
                let filter = students::Filter { standing: Some(standing), ..Default::default() };
                let lines = students::list(conn, school.id, &filter, 1_000, 0).await.unwrap();
                assert_eq!(students::count(conn, school.id, &filter).await.unwrap(), lines.len() as u64);
                assert!(lines.iter().all(|line| line.standing == standing), "{standing:?}");
                found += lines.len() as u64;
                kinds += u32::from(!lines.is_empty());
            }
            assert_eq!(found, students::count(conn, school.id, &Default::default()).await.unwrap());
            assert!(school.code != "OROBIE" || kinds == 5, "every kind is there");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demonstration_that_was_cut_short_is_made_anew_and_no_other_data_is_touched() {
    let t = TestApp::on(Backend::Sqlite).await;
    let folder = t.folder.path().join("cut-short");
    let mut config = t.app.config.clone();
    config.database.database_url = None;
    config.database.data.clone_from(&folder);

    // As if the power had gone while it was filled: some data, and a mark that says so.
    let begun = abbina::app::App::start(config.clone()).await.unwrap();
    crate::support::records::school(&begun, "MEZZA").await;
    begun.db.clone().close().await;
    let unmarked = demo::open(config.clone(), SMALL, false).await;
    assert!(matches!(&unmarked, Err(Fault::Invalid(wrong)) if wrong[0].code == "demo.not_empty"));
    std::fs::write(
        folder.join("demonstration.json"),
        r#"{"students":30,"seed":1,"day":"2026-09-07","ready":false}"#,
    )
    .unwrap();

    let opened = demo::open(config.clone(), SMALL, false).await.unwrap();
    let codes = |schools: Vec<abbina::accounts::School>| {
        schools.into_iter().map(|school| school.code).collect::<Vec<_>>()
    };
    let schools = abbina::accounts::list_schools(opened.app.db.reader())
        .await
        .unwrap();
    assert!(opened.new && !codes(schools).contains(&"MEZZA".to_owned()));
    opened.app.db.clone().close().await;
    let again = demo::open(config, SMALL, true).await.unwrap();
    assert!(again.new, "thrown away when asked");
    again.app.db.clone().close().await;
}
