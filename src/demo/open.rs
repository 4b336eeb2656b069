//! Opens a demonstration: what is there, or a new one. It never touches data that is somebody's.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::answers;
use super::fill::{Size, fill, is_filled};
use crate::app::App;
use crate::availability;
use crate::config::Config;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::RoundId;

/// What says that a data folder holds a demonstration.
const MARK: &str = "demonstration.json";

/// What is taken away for a new one. Anything else in the folder stays.
const FILES: [&str; 4] = [
    "abbina.sqlite3",
    "abbina.sqlite3-wal",
    "abbina.sqlite3-shm",
    "key",
];

#[derive(Serialize, Deserialize)]
struct Mark {
    students: usize,
    seed: u64,
    day: chrono::NaiveDate,
}

/// A demonstration, ready to be served.
#[derive(Debug)]
pub struct Demonstration {
    /// The application.
    pub app: App,
    /// It was filled just now; otherwise it is as somebody left it.
    pub new: bool,
    /// Apprentices in it.
    pub students: usize,
    /// The day that its dates are counted from.
    pub day: chrono::NaiveDate,
    /// Where a company can answer without an account.
    pub answer_link: Option<String>,
    /// Where the same company says whether it takes students.
    pub availability_link: Option<String>,
}

/// Opens the demonstration in the data folder, or fills an empty folder. `reset`: what is there goes first.
///
/// # Errors
/// `demo.not_empty` when the data is no demonstration: people sign in without a password here.
pub async fn open(mut config: Config, size: Size, reset: bool) -> Result<Demonstration, Fault> {
    config.demo = true;
    let folder = config.database.data.clone();
    let mark = folder.join(MARK);
    if reset {
        clear(&folder)?;
    }
    let app = App::start(config).await?;
    let known: Option<Mark> = std::fs::read(&mark)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let (mark, new) = match (known, is_filled(&app).await?) {
        (Some(known), true) => (known, false),
        (None, true) => return Err(Fault::invalid("", "demo.not_empty", "")),
        (_, false) => {
            fill(&app, size).await?;
            let made = Mark {
                students: size.students,
                seed: size.seed,
                day: app.clock.today(),
            };
            let text = serde_json::to_vec(&made).map_err(Fault::internal)?;
            std::fs::write(&mark, text).map_err(Fault::internal)?;
            (made, true)
        }
    };
    let (answer_link, availability_link) = links(&app).await?;
    Ok(Demonstration {
        app,
        new,
        students: mark.students,
        day: mark.day,
        answer_link,
        availability_link,
    })
}

/// Takes a demonstration away. A folder that holds none is left alone.
fn clear(folder: &Path) -> Result<(), Fault> {
    if !folder.join(MARK).exists() {
        return Ok(());
    }
    let files = FILES
        .iter()
        .map(|name| folder.join(name))
        .chain([folder.join(MARK)]);
    for file in files.filter(|file: &PathBuf| file.exists()) {
        std::fs::remove_file(&file)
            .map_err(|error| Fault::Internal(format!("{} cannot be removed: {error}", file.display())))?;
    }
    let outbox = folder.join("outbox");
    if outbox.is_dir() {
        std::fs::remove_dir_all(&outbox)
            .map_err(|error| Fault::Internal(format!("{} cannot be removed: {error}", outbox.display())))?;
    }
    Ok(())
}

/// Where the company answers that a visitor may be: its proposals, and whether it takes students.
async fn links(app: &App) -> Result<(Option<String>, Option<String>), Fault> {
    let published: Option<RoundId> = answers::published_round(app.db.reader()).await?;
    let Some(round) = published else {
        return Ok((None, None));
    };
    let asked = answers::asked(app.db.reader(), round).await?;
    let Some(protagonist) = answers::protagonist(&asked) else {
        return Ok((None, None));
    };
    let url = app.config.public_url();
    let proposals = format!("{url}/r/{}", protagonist.door(app));
    let question = availability::link_to(app, protagonist.company).await?;
    Ok((Some(proposals), question.map(|door| format!("{url}/a/{door}"))))
}
