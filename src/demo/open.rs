//! Opens a demonstration: what is there, or a new one. It never touches data that is somebody's.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::answers;
use super::fill::{Size, is_filled, settle};
use super::market::Market;
use crate::app::App;
use crate::availability;
use crate::config::Config;
use crate::vocabulary::calendar::{Clock as _, SystemClock};
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
    /// All of it is there: written first without, so that one that was cut short is known for what it is.
    #[serde(default = "always")]
    ready: bool,
}

/// Marks of older versions were written last.
const fn always() -> bool {
    true
}

impl Mark {
    fn read(folder: &Path) -> Option<Mark> {
        let bytes = std::fs::read(folder.join(MARK)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    fn write(&self, folder: &Path) -> Result<(), Fault> {
        let text = serde_json::to_vec(self).map_err(Fault::internal)?;
        std::fs::write(folder.join(MARK), text).map_err(Fault::internal)
    }
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

/// Opens the demonstration in the data folder, or fills an empty folder. `reset`: what is there goes first; so does one that was
/// cut short while it was filled.
///
/// # Errors
/// `demo.not_empty` when the data is no demonstration: people sign in without a password here.
pub async fn open(mut config: Config, size: Size, reset: bool) -> Result<Demonstration, Fault> {
    config.demo = true;
    let folder = config.database.data.clone();
    if reset || Mark::read(&folder).is_some_and(|mark| !mark.ready) {
        clear(&folder)?;
    }
    let known = Mark::read(&folder);
    // The market is thought up while the database is made.
    let thought_up = known.is_none().then(|| {
        let today = SystemClock.today();
        tokio::task::spawn_blocking(move || Market::new(size.students, size.seed, today))
    });
    let app = App::start(config).await?;
    let (mark, new) = match (known, is_filled(&app).await?) {
        (Some(known), true) => (known, false),
        (None, true) => return Err(Fault::invalid("", "demo.not_empty", "")),
        (_, false) => {
            let market = match thought_up {
                Some(market) => market.await.map_err(Fault::internal)?,
                None => Market::new(size.students, size.seed, app.clock.today()),
            };
            let mut made = Mark {
                students: size.students,
                seed: size.seed,
                day: market.today,
                ready: false,
            };
            made.write(&folder)?;
            settle(&app, size.seed, &market).await?;
            made.ready = true;
            made.write(&folder)?;
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
