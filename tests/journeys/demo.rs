//! The demonstration: filled once, the same each time, ready to look at.

use abbina::demo::{self, Size};
use abbina::matching;
use abbina::matching::model::{RoundState, RunState};
use abbina::matching::records::WhyUnplaced;
use abbina::vocabulary::fault::Fault;
use sea_orm::ConnectionTrait as _;

use crate::both;
use crate::support::TestApp;
use crate::support::browser::Browser;

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
}
