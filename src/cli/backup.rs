//! `abbina backup`: a copy of the data, whole and from one moment, while the service goes on. The copy is a data folder.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::output::{complain, say};
use crate::app::Key;
use crate::config::DatabaseConfig;
use crate::platform::db::Db;
use crate::vocabulary::fault::Fault;

/// From where to where.
#[derive(Debug, Clone, Args)]
pub struct BackupArguments {
    /// Folder for the copy; it is made, and must not hold one yet
    #[arg(value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    database: DatabaseConfig,
}

/// Exit status 1 when there is a copy already, or the database is a server's; 4 when the copy is not whole.
pub async fn run(arguments: BackupArguments) -> Result<ExitCode, Fault> {
    let BackupArguments { to, database } = arguments;
    let url = database.url().map_err(Fault::internal)?;
    let Some(file) = url
        .strip_prefix("sqlite:")
        .map(|path| path.trim_start_matches("//"))
    else {
        complain(
            "this database is a server's: pg_dump copies it; copy the file `key` of the data folder too",
        );
        return Ok(ExitCode::from(1));
    };
    if !Path::new(file).is_file() {
        complain(&format!("there is no database at {file}: say where with --data"));
        return Ok(ExitCode::from(1));
    }
    let copy = to.join("abbina.sqlite3");
    if copy.exists() {
        complain(&format!(
            "{} is there already: choose another folder",
            copy.display()
        ));
        return Ok(ExitCode::from(1));
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&to)
        .map_err(|error| Fault::Internal(format!("{} cannot be made: {error}", to.display())))?;
    let db = Db::connect(&url, 1).await?;
    let copied = db.copy_to(&copy).await;
    db.close().await;
    copied?;
    if let Some(key) = Key::find(&database.data)? {
        key.keep_in(&to)?;
    }
    let db = Db::connect(&format!("sqlite:{}", copy.display()), 1).await?;
    let whole = db.is_whole().await;
    db.close().await;
    if !whole? {
        return Err(Fault::Internal(format!(
            "{} is not whole: do not rely on it",
            copy.display()
        )));
    }
    say(&format!(
        "{}: whole. To go back to it: abbina serve --data with a copy of this folder",
        to.display()
    ));
    Ok(ExitCode::SUCCESS)
}
