//! A copy of the data, taken while the service goes on.

use std::path::Path;
use std::process::{Command, Output};

use abbina::app::Key;

use crate::support::browser::signed_in;
use crate::support::database::Backend;
use crate::support::proposed::{World, count};
use crate::support::{PROGRAM, TestApp, run};

fn back_up(t: &TestApp, to: &Path) -> Output {
    let database = &t.app.config.database;
    let url = database
        .database_url
        .clone()
        .expect("tests name their database")
        .0;
    Command::new(PROGRAM)
        .arg("backup")
        .arg(to)
        .args(["--database-url", &url, "--data"])
        .arg(&database.data)
        .output()
        .expect("the program runs")
}

#[test]
fn a_backup_is_a_data_folder_that_holds_all_of_one_moment() {
    run(Backend::Sqlite, |t: TestApp| async move {
        World::new(&t, 3, 2).await;
        let students = "SELECT COUNT(*) FROM student";
        let before = count(&t, students).await;
        // Somebody is writing meanwhile, and has not said whether to keep it.
        let open = t.app.db.write_tx().await.unwrap();
        let to = t.folder.path().join("copies/monday");
        let made = back_up(&t, &to);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        drop(open);

        let mut config = t.app.config.clone();
        config.database.data = to.clone();
        config.database.database_url = None;
        let copy = abbina::app::App::start(config).await.unwrap();
        let found = crate::support::proposed::count_in(&copy.db, students).await;
        assert_eq!((found, before), (before, 3));
        assert_eq!(copy.key.0, t.app.key.0, "links that are out stay true");
        signed_in(&copy, "administrator", "chi@example.org", "").await;

        let again = back_up(&t, &to);
        assert_eq!(again.status.code(), Some(1), "no copy is written over another");
    });
}

#[test]
fn a_backup_is_for_nobody_elses_eyes() {
    use std::os::unix::fs::PermissionsExt as _;
    run(Backend::Sqlite, |t: TestApp| async move {
        let to = t.folder.path().join("copy");
        assert!(back_up(&t, &to).status.success());
        assert!(Key::find(&to).unwrap().is_some());
        for (path, mode) in [
            (to.clone(), 0o700),
            (to.join("key"), 0o600),
            (to.join("abbina.sqlite3"), 0o600),
        ] {
            let found = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(found, mode, "{}", path.display());
        }
    });
}

#[test]
fn the_database_of_a_server_is_left_to_its_own_tool() {
    run(Backend::Postgres, |t: TestApp| async move {
        let refused = back_up(&t, &t.folder.path().join("copy"));
        assert_eq!(refused.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("pg_dump"));
        assert!(!t.folder.path().join("copy").exists());
    });
}
