//! The database: SQLite or PostgreSQL. The only file that names a backend and the only one that begins a transaction.
//!
//! SQLite runs in WAL mode with `synchronous = FULL`: an answer that was acknowledged survives a power cut. One connection
//! writes, with `BEGIN IMMEDIATE`; the others only read (`query_only`). SQLite before 3.51.3 can corrupt a database that two
//! connections write and checkpoint at once, so an older one is refused.

use std::path::Path;
use std::time::Duration;

use abbina_migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqlErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::vocabulary::fault::Fault;

/// The oldest SQLite that does not lose data under two writers.
const SQLITE_FLOOR: (u32, u32, u32) = (3, 51, 3);

/// Both ways into the database.
#[derive(Debug, Clone)]
pub struct Db {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

impl Db {
    /// Opens `url`: `sqlite:PATH` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// When it cannot be reached, or is a SQLite too old to be safe.
    pub async fn connect(url: &str, readers: u32) -> Result<Db, Fault> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            Db::connect_sqlite(path.trim_start_matches("//"), readers).await
        } else {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(readers.max(2))
                .acquire_timeout(Duration::from_secs(5))
                .sqlx_logging(false)
                .set_application_name("abbina");
            let pool = Database::connect(options).await.map_err(unreachable_database)?;
            Ok(Db {
                reader: pool.clone(),
                writer: pool,
            })
        }
    }

    async fn connect_sqlite(path: &str, readers: u32) -> Result<Db, Fault> {
        if let Some(folder) = Path::new(path).parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| {
                Fault::Internal(format!(
                    "the data folder {} cannot be made: {e}",
                    folder.display()
                ))
            })?;
        }
        let options = |connections: u32, read_only: bool| {
            let mut options = ConnectOptions::new(format!("sqlite://{path}?mode=rwc"));
            options
                .max_connections(connections)
                .acquire_timeout(Duration::from_secs(10))
                .sqlx_logging(false)
                .map_sqlx_sqlite_opts(move |sqlite| {
                    let sqlite = sqlite
                        .pragma("journal_mode", "WAL")
                        .pragma("synchronous", "FULL")
                        .pragma("foreign_keys", "ON")
                        .pragma("trusted_schema", "OFF")
                        .pragma("secure_delete", "ON")
                        .pragma("temp_store", "MEMORY")
                        // 16 MiB of each connection's own; the system keeps the rest of the file in memory for all of them.
                        .pragma("cache_size", "-16384")
                        .busy_timeout(Duration::from_secs(5));
                    if read_only {
                        sqlite.pragma("query_only", "ON")
                    } else {
                        sqlite
                    }
                });
            options
        };
        let writer = Database::connect(options(1, false))
            .await
            .map_err(unreachable_database)?;
        require_safe_sqlite(&writer).await?;
        private(Path::new(path));
        let reader = Database::connect(options(readers.max(1), true))
            .await
            .map_err(unreachable_database)?;
        Ok(Db { reader, writer })
    }

    /// To read. On SQLite it cannot write.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// To write: all of it, or nothing. Commit it; dropped, it is undone.
    ///
    /// # Errors
    /// When the database stays busy or is gone.
    pub async fn write_tx(&self) -> Result<DatabaseTransaction, Fault> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// To read several things as of one moment.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn read_tx(&self) -> Result<DatabaseTransaction, Fault> {
        let options = TransactionOptions {
            isolation_level: (!self.is_sqlite()).then_some(sea_orm::IsolationLevel::RepeatableRead),
            ..Default::default()
        };
        Ok(self.reader.begin_with_options(options).await?)
    }

    /// Which of the two it is, for statements that are made before they are run.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    /// Is it SQLite?
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.backend() == DbBackend::Sqlite
    }

    /// Applies what is missing of the schema's history.
    ///
    /// # Errors
    /// When a migration fails; it leaves nothing behind.
    pub async fn migrate(&self) -> Result<(), Fault> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// How many migrations have not been applied.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn pending_migrations(&self) -> Result<usize, Fault> {
        Ok(Migrator::get_pending_migrations(&self.writer).await?.len())
    }

    /// Takes the last so many migrations back, or all of them, and applies them again, for the test of the migrations.
    ///
    /// # Errors
    /// When a migration fails.
    pub async fn migrate_down_and_up(&self, steps: Option<u32>) -> Result<(), Fault> {
        Migrator::down(&self.writer, steps).await?;
        self.migrate().await
    }

    /// Its name and version, for `doctor` and the record of runs.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn version(&self) -> Result<String, Fault> {
        let (name, query) = if self.is_sqlite() {
            ("SQLite", "SELECT sqlite_version() AS v")
        } else {
            ("PostgreSQL", "SELECT current_setting('server_version') AS v")
        };
        let row = self
            .writer
            .query_one_raw(Statement::from_string(self.writer.get_database_backend(), query))
            .await?;
        let version: String = row
            .ok_or_else(|| Fault::internal("no version"))?
            .try_get("", "v")?;
        Ok(format!("{name} {version}"))
    }

    /// Does the file say of itself that it is whole? Always on PostgreSQL, which checks its own.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn is_whole(&self) -> Result<bool, Fault> {
        if !self.is_sqlite() {
            return Ok(true);
        }
        let row = self
            .writer
            .query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check"))
            .await?;
        let verdict: String = row
            .ok_or_else(|| Fault::internal("no verdict"))?
            .try_get_by_index(0)?;
        Ok(verdict == "ok")
    }

    /// Copies a SQLite database into a new file, as of one moment; who reads and writes goes on.
    ///
    /// # Errors
    /// When it is no SQLite database, or the file cannot be written.
    pub async fn copy_to(&self, file: &Path) -> Result<(), Fault> {
        if !self.is_sqlite() {
            return Err(Fault::internal("only a SQLite database is a file"));
        }
        let path = file.display().to_string().replace('\'', "''");
        self.writer
            .execute_unprepared(&format!("VACUUM INTO '{path}'"))
            .await?;
        private(file);
        Ok(())
    }

    /// After something was erased: empties SQLite's log, which would still hold it. What is deleted in the file itself is
    /// overwritten at once (`secure_delete`). A reader at work can put it off to the next time. PostgreSQL recycles its log
    /// and vacuums by itself.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn forget_erased(&self) -> Result<(), Fault> {
        if self.is_sqlite() {
            self.writer
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }

    /// Until [`Db::take_care`] an acknowledged change need not survive a power cut, and nobody waits for a disk: for data that can
    /// be made anew from nothing.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn hurry(&self) -> Result<(), Fault> {
        self.wait_for_disk("OFF").await
    }

    /// From now on it survives one again, with all that came before.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn take_care(&self) -> Result<(), Fault> {
        self.wait_for_disk("FULL").await?;
        self.forget_erased().await
    }

    async fn wait_for_disk(&self, how: &str) -> Result<(), Fault> {
        if self.is_sqlite() {
            let pragma = format!("PRAGMA synchronous = {how}");
            self.writer.execute_unprepared(&pragma).await?;
        }
        Ok(())
    }

    /// Closes it: SQLite's log is written back into the file.
    pub async fn close(self) {
        let _ = self.reader.clone().close().await;
        let _ = self.writer.clone().close().await;
    }
}

/// Which of `ids` rows of other tables name, and which table: `places` are pairs of table and column.
///
/// # Errors
/// When the database fails.
pub async fn referring(
    conn: &impl ConnectionTrait,
    places: &[(&'static str, &'static str)],
    ids: &[uuid::Uuid],
) -> Result<Vec<(uuid::Uuid, &'static str)>, Fault> {
    use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
    let mut found = Vec::new();
    for (table, column) in places {
        for chunk in ids.chunks(KEYS) {
            let query = Query::select()
                .distinct()
                .column(*column)
                .from(*table)
                .and_where(Expr::col(*column).is_in(chunk.iter().copied()))
                .to_owned();
            for row in conn.query_all(&query).await? {
                found.push((row.try_get_by_index(0)?, *table));
            }
        }
    }
    Ok(found)
}

/// Keys to a statement: well below what a database binds.
pub const KEYS: usize = 10_000;

/// What SQLite binds to one statement at most; PostgreSQL binds twice as much.
pub const MOST_BOUND: usize = 32_766;

/// Locks rows so that two workers never claim the same; SQLite has one writer and needs no lock.
pub fn skip_locked(query: &mut sea_orm::sea_query::SelectStatement, backend: DbBackend) {
    if backend == DbBackend::Postgres {
        query.lock_with_behavior(
            sea_orm::sea_query::LockType::Update,
            sea_orm::sea_query::LockBehavior::SkipLocked,
        );
    }
}

/// Locks rows until the end of the transaction, so that who locks them too waits; SQLite has one writer and needs no lock.
pub fn hold(query: &mut sea_orm::sea_query::SelectStatement, backend: DbBackend) {
    if backend == DbBackend::Postgres {
        query.lock(sea_orm::sea_query::LockType::NoKeyUpdate);
    }
}

async fn require_safe_sqlite(connection: &DatabaseConnection) -> Result<(), Fault> {
    let row = connection
        .query_one_raw(Statement::from_string(
            DbBackend::Sqlite,
            "SELECT sqlite_version() AS v",
        ))
        .await?;
    let version: String = row
        .ok_or_else(|| Fault::internal("SQLite has no version"))?
        .try_get("", "v")?;
    if is_safe_sqlite(&version) {
        Ok(())
    } else {
        Err(Fault::Internal(format!(
            "SQLite {version} may corrupt data under two connections: 3.51.3 or later is needed"
        )))
    }
}

fn is_safe_sqlite(version: &str) -> bool {
    let mut parts = version.split('.').map(|p| p.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= SQLITE_FLOOR
}

/// The file is for the service's own account only.
fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
}

fn unreachable_database(error: DbErr) -> Fault {
    Fault::Internal(format!("the database cannot be opened: {error}"))
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Fault {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Fault::Conflict("already_there"),
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Fault::Conflict("still_in_use"),
            // SQLite reports ON DELETE RESTRICT under a code of its own (1811), which sea-orm does not know.
            _ if error.to_string().contains("FOREIGN KEY constraint failed") => {
                Fault::Conflict("still_in_use")
            }
            _ => Fault::Internal(format!("database: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sqlite_that_may_corrupt_data_is_refused() {
        assert!(!is_safe_sqlite("3.51.2"));
        assert!(!is_safe_sqlite("3.46.0"));
        assert!(is_safe_sqlite("3.51.3"));
        assert!(is_safe_sqlite("3.52.0"));
    }
}
