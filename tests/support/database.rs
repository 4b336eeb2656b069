//! A fresh database for each test: a file for SQLite, a clone of a migrated template for PostgreSQL.

use std::path::Path;

use abbina::platform::db::Db;
use sea_orm::{ConnectionTrait, Database as Connector};
use sha2::{Digest, Sha256};

/// Which database a test runs on.
#[derive(Debug, Clone, Copy)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// A database of one test; on PostgreSQL it is dropped with it.
#[derive(Debug)]
pub struct Database {
    pub url: String,
    drop: Option<(String, String)>,
}

impl Database {
    pub async fn fresh(backend: Backend, folder: &Path) -> Database {
        match backend {
            Backend::Sqlite => Database {
                url: format!("sqlite:{}", folder.join("test.sqlite3").display()),
                drop: None,
            },
            Backend::Postgres => clone_of_template().await,
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.drop.take() else {
            return;
        };
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                if let Ok(connection) = Connector::connect(format!("{server}/postgres")).await {
                    let _ = connection
                        .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
                        .await;
                }
            });
        });
        let _ = dropped.join();
    }
}

/// The server's address without a database: `postgres://user:password@host:port`.
fn server() -> String {
    std::env::var("TEST_DATABASE_URL")
        .expect("TEST_DATABASE_URL names a PostgreSQL server; `make test` starts one when none is given")
        .trim_end_matches('/')
        .to_owned()
}

/// The history of the schema decides the template's name: another history, another template.
fn template() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/src");
    let mut sources: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    sources.sort();
    let mut digest = Sha256::new();
    for source in sources {
        digest.update(std::fs::read(source).unwrap());
    }
    let digest = digest.finalize();
    format!(
        "abbina_template_{:02x}{:02x}{:02x}{:02x}",
        digest[0], digest[1], digest[2], digest[3]
    )
}

async fn clone_of_template() -> Database {
    let (server, template) = (server(), template());
    let name = format!("abbina_test_{}", uuid::Uuid::new_v4().simple());
    let connection = Connector::connect(format!("{server}/postgres"))
        .await
        .expect("PostgreSQL answers");
    let transaction_lock = "SELECT pg_advisory_lock(7232021)";
    connection.execute_unprepared(transaction_lock).await.unwrap();
    let there = connection
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::Postgres,
            format!("SELECT 1 FROM pg_database WHERE datname = '{template}'"),
        ))
        .await
        .unwrap();
    if there.is_none() {
        connection
            .execute_unprepared(&format!("CREATE DATABASE {template}_new"))
            .await
            .unwrap();
        let db = Db::connect(&format!("{server}/{template}_new"), 2).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        connection
            .execute_unprepared(&format!("ALTER DATABASE {template}_new RENAME TO {template}"))
            .await
            .unwrap();
    }
    connection
        .execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
        .await
        .unwrap();
    let _ = connection.close().await;
    Database {
        url: format!("{server}/{name}"),
        drop: Some((server, name)),
    }
}
