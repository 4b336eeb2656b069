//! The application: what every request and every worker shares, and every route of the service.

mod front;

mod running;

use std::path::Path;
use std::sync::Arc;

use crate::accounts;
use crate::config::Config;
use crate::platform::db::Db;
use crate::platform::mail::Mailer;
use crate::platform::web::Routes;
use crate::vocabulary::calendar::{Clock, SystemClock};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{Chance, SystemChance};

/// Shared by every request and worker; cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

/// What an [`App`] is made of.
#[derive(Debug)]
pub struct Inner {
    /// The database.
    pub db: Db,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub chance: Arc<dyn Chance>,
    /// Every setting.
    pub config: Config,
    /// The key that signs links and cookies.
    pub key: Key,
    /// Where mail goes.
    pub mailer: Mailer,
    /// How often somebody may knock.
    pub doors: accounts::Doors,
}

/// Every route of the service, each with its policy.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .merge(front::routes())
        .merge(accounts::routes())
        .merge(crate::imports::routes())
        .merge(crate::matching::routes())
        .merge(crate::students::routes())
        .merge(crate::privacy::routes())
        .merge(crate::companies::routes())
        .merge(crate::placements::routes())
        .merge(crate::availability::routes())
        .merge(crate::proposals::routes())
        .merge(crate::families::routes())
        .merge(crate::notifications::routes())
        .merge(crate::reporting::routes())
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Opens the data and applies the schema (on PostgreSQL only `abbina migrate` does).
    ///
    /// # Errors
    /// When the database cannot be opened or its schema is older than the program.
    pub async fn start(config: Config) -> Result<App, Fault> {
        App::start_with(config, Arc::new(SystemClock), Arc::new(SystemChance)).await
    }

    /// The same with a clock and a chance of the caller's.
    ///
    /// # Errors
    /// As [`App::start`].
    pub async fn start_with(
        config: Config,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Result<App, Fault> {
        std::fs::create_dir_all(&config.database.data)
            .map_err(|e| Fault::Internal(format!("the data folder cannot be made: {e}")))?;
        let url = config.database.url().map_err(Fault::internal)?;
        let db = Db::connect(&url, config.database.database_connections).await?;
        if db.is_sqlite() {
            db.migrate().await?;
        } else if db.pending_migrations().await? > 0 {
            return Err(Fault::Internal(
                "the database's schema is older than the program: run `abbina migrate`".into(),
            ));
        }
        let key = Key::in_folder(&config.database.data, chance.as_ref())?;
        let mailer = Mailer::configured(&config).map_err(Fault::internal)?;
        let doors = accounts::Doors::new(Arc::clone(&clock));
        Ok(App(Arc::new(Inner {
            db,
            clock,
            chance,
            config,
            key,
            mailer,
            doors,
        })))
    }
}

impl App {
    /// The same data with another clock and another chance: a demonstration lets a month pass.
    #[must_use]
    pub fn elsewhere(&self, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> App {
        App(Arc::new(Inner {
            db: self.db.clone(),
            doors: accounts::Doors::new(Arc::clone(&clock)),
            clock,
            chance,
            config: self.config.clone(),
            key: self.key.clone(),
            mailer: self.mailer.clone(),
        }))
    }

    /// The service, for a listener and for tests.
    pub fn router(&self) -> axum::Router {
        routes().into_router(self.clone())
    }
}

/// The key that signs links and cookies. It never leaves the data folder.
#[derive(Clone)]
pub struct Key(pub [u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[key]")
    }
}

impl Key {
    /// The key kept in `folder`, made the first time, readable by the service's own account only.
    ///
    /// # Errors
    /// When the file cannot be read or written, or is not a key.
    pub fn in_folder(folder: &Path, chance: &dyn Chance) -> Result<Key, Fault> {
        if let Some(key) = Key::find(folder)? {
            return Ok(key);
        }
        let key = Key(chance.secret());
        key.keep_in(folder)?;
        Ok(key)
    }

    /// The key of `folder`, if it has one.
    ///
    /// # Errors
    /// When the file cannot be read or is not a key.
    pub fn find(folder: &Path) -> Result<Option<Key>, Fault> {
        let path = folder.join("key");
        match std::fs::read(&path) {
            Ok(bytes) => bytes.try_into().map(|key| Some(Key(key))).map_err(|_| {
                Fault::Internal(format!(
                    "{} is not a key of 32 bytes: restore it from the backup",
                    path.display()
                ))
            }),
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::Internal(format!(
                "{} cannot be read: {error}",
                path.display()
            ))),
        }
    }

    /// Keeps it in `folder`, which must not have one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_in(&self, folder: &Path) -> Result<(), Fault> {
        use std::io::Write as _;
        use std::os::unix::fs::OpenOptionsExt as _;
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(folder.join("key"))
            .map_err(Fault::internal)?;
        file.write_all(&self.0)
            .and_then(|()| file.sync_all())
            .map_err(Fault::internal)
    }
}
