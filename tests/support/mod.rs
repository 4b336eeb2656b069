//! What tests stand on: an application on a fresh database, on SQLite and on PostgreSQL alike.

use std::sync::Arc;

use abbina::app::App;
use abbina::config::Config;
use abbina::vocabulary::calendar::FixedClock;
use abbina::vocabulary::ids::SeededChance;
use chrono::{DateTime, Utc};
use clap::Parser as _;

pub mod browser;
pub mod database;
pub mod proposed;
pub mod records;
pub mod smtp;
pub mod world;

/// Declares a test that runs on both databases: `both! { async fn a_sentence(t: TestApp) { … } }`.
#[macro_export]
macro_rules! both {
    ($($(#[$attribute:meta])* async fn $name:ident($t:ident: TestApp) $body:block)+) => {$(
        $(#[$attribute])*
        mod $name {
            #[allow(unused_imports, reason = "what the test around it names")]
            use super::*;

            async fn body($t: $crate::support::TestApp) $body

            #[test]
            fn on_sqlite() {
                $crate::support::run($crate::support::database::Backend::Sqlite, body);
            }

            #[test]
            fn on_postgres() {
                $crate::support::run($crate::support::database::Backend::Postgres, body);
            }
        }
    )+};
}

/// Monday 7 September 2026, nine o'clock in Italy: when tests happen unless they say otherwise.
pub const NOW: &str = "2026-09-07T07:00:00Z";

/// The program itself, as it was built for this test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_abbina");

/// An application on a database of its own, with a clock that stands still and chance that repeats itself.
#[derive(Debug)]
pub struct TestApp {
    pub app: App,
    pub clock: Arc<FixedClock>,
    pub folder: tempfile::TempDir,
    _database: database::Database,
}

#[derive(clap::Parser)]
struct Settings {
    #[command(flatten)]
    config: Config,
}

impl TestApp {
    pub async fn on(backend: database::Backend) -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let database = database::Database::fresh(backend, folder.path()).await;
        let data = folder.path().join("data");
        let arguments = [
            "test",
            "--data",
            data.to_str().unwrap(),
            "--database-url",
            &database.url,
            "--program",
            PROGRAM,
        ];
        let config = Settings::parse_from(arguments).config;
        let clock = Arc::new(FixedClock::at(NOW.parse::<DateTime<Utc>>().unwrap()));
        let chance = Arc::new(SeededChance::new(1));
        let app = App::start_with(config, clock.clone(), chance).await.unwrap();
        TestApp {
            app,
            clock,
            folder,
            _database: database,
        }
    }

    /// The same data, served as a demonstration.
    pub async fn as_demo(&self) -> App {
        let mut config = self.app.config.clone();
        config.demo = true;
        App::start_with(config, self.clock.clone(), Arc::new(SeededChance::new(2)))
            .await
            .unwrap()
    }

    /// The same data, served under `https`.
    pub async fn as_https(&self) -> App {
        let mut config = self.app.config.clone();
        config.web.public_url = Some("https://abbina.example".to_owned());
        App::start_with(config, self.clock.clone(), Arc::new(SeededChance::new(3)))
            .await
            .unwrap()
    }
}

/// Runs a test on one backend, on a runtime of its own.
pub fn run<F, Fut>(backend: database::Backend, body: F)
where
    F: FnOnce(TestApp) -> Fut,
    Fut: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async { body(TestApp::on(backend).await).await });
}
