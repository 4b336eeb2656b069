//! The schema's history holds on both databases.

use abbina::demo;
use sea_orm::{ConnectionTrait as _, Statement};

use crate::both;

both! {
    async fn every_migration_can_be_taken_back_and_applied_again(t: TestApp) {
        t.app.db.migrate_down_and_up(None).await.unwrap();
        assert_eq!(t.app.db.pending_migrations().await.unwrap(), 0);
    }

    async fn what_runs_left_is_all_there_after_its_large_parts_have_moved(t: TestApp) {
        demo::fill(&t.app, demo::Size { students: 30, seed: 1 }).await.unwrap();
        let kept = async || {
            let conn = t.app.db.reader();
            let sql = "SELECT CAST(COUNT(*) AS BIGINT), CAST(SUM(LENGTH(problem)) AS BIGINT), CAST(SUM(LENGTH(answer)) AS BIGINT), \
                       (SELECT CAST(SUM(eligible * seats) AS BIGINT) FROM run_place) FROM run_document";
            let row = conn.query_one_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap().unwrap();
            [0, 1, 2, 3].map(|at| row.try_get_by_index::<i64>(at).unwrap())
        };
        let before = kept().await;
        assert!(before.iter().all(|number| *number > 0), "{before:?}");
        // Everything since the move: as it was before, and moved again.
        t.app.db.migrate_down_and_up(Some(2)).await.unwrap();
        assert_eq!(kept().await, before);
    }

    async fn the_audit_log_cannot_be_changed_even_by_hand(t: TestApp) {
        let insert = "INSERT INTO audit (id, at, action, subject_kind, detail) VALUES \
                      ('00000000-0000-0000-0000-000000000001', '2026-09-07 07:00:00+00:00', 'signed_in', 'account', '{}')";
        for change in ["UPDATE audit SET action = 'x'", "DELETE FROM audit"] {
            let tx = t.app.db.write_tx().await.unwrap();
            tx.execute_unprepared(insert).await.unwrap();
            let refused = tx.execute_unprepared(change).await.unwrap_err();
            assert!(refused.to_string().contains("append-only"), "{refused}");
            tx.rollback().await.unwrap();
        }
    }
}
