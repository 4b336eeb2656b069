//! The schema's history holds on both databases.

use crate::both;

both! {
    async fn every_migration_can_be_taken_back_and_applied_again(t: TestApp) {
        t.app.db.migrate_down_and_up().await.unwrap();
        assert_eq!(t.app.db.pending_migrations().await.unwrap(), 0);
    }

    async fn the_audit_log_cannot_be_changed_even_by_hand(t: TestApp) {
        use sea_orm::ConnectionTrait;
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
