//! Travel times between comuni: an origin–destination table, such as ISTAT's, streamed row by row.
//!
//! The file is read twice: once to name everything that is wrong, and then, if nothing is, to write it. Each piece of it is a
//! transaction of its own, so that nobody waits for two million rows; importing the same file again changes nothing.

use std::collections::HashMap;
use std::io::{BufRead, Seek};

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{OnConflict, Query};

use crate::app::App;
use crate::platform::db::Db;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::geography::Journeys;

/// Rows to a statement: 3 columns each stay below what SQLite binds at once (32,766).
const CHUNK: usize = 5_000;
/// Statements to a transaction.
const CHUNKS: usize = 20;
/// So many wrong rows are enough to know what is wrong with the file.
const MOST_PROBLEMS: usize = 100;

/// What became of a file of travel times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Written.
    pub rows: u64,
    /// Passed over: a comune that we do not know.
    pub unknown: u64,
}

/// Reads travel times from `file` and writes them; `told` hears of every hundred thousand that are written. The last of
/// several rows for the same journey counts.
///
/// # Errors
/// Everything wrong with the file, up to a hundred rows, each with its $line, and then nothing is written: the codes of
/// [`Journeys`].
pub async fn load(app: &App, mut file: impl BufRead + Seek, told: impl Fn(u64)) -> Result<Loaded, Fault> {
    let of_line = |line: u64, invalid: Invalid| Invalid {
        field: "file".to_owned(),
        ..invalid.with("line", line)
    };
    let rows = Journeys::open(&mut file).map_err(|invalid| Fault::from(of_line(1, invalid)))?;
    let wrong: Vec<Invalid> = rows
        .filter_map(|row| match row {
            Ok(row) => row.minutes.err().map(|invalid| of_line(row.line, invalid)),
            Err((line, invalid)) => Some(of_line(line, invalid)),
        })
        .take(MOST_PROBLEMS)
        .collect();
    if !wrong.is_empty() {
        return Err(Fault::Invalid(wrong));
    }
    file.rewind().map_err(Fault::internal)?;
    let mut rows = Journeys::open(file).map_err(Fault::from)?;
    let mut loaded = Loaded::default();
    loop {
        // One statement may not name the same journey twice.
        let mut piece: HashMap<(u32, u32), u16> = HashMap::with_capacity(CHUNK * CHUNKS);
        for row in rows.by_ref() {
            let row = row.map_err(|(_, invalid)| Fault::from(invalid))?;
            piece.insert(
                (row.from.number(), row.to.number()),
                row.minutes.map_err(Fault::from)?,
            );
            if piece.len() == CHUNK * CHUNKS {
                break;
            }
        }
        if piece.is_empty() {
            loaded.unknown = rows.unknown();
            return Ok(loaded);
        }
        loaded.rows += write(&app.db, piece).await?;
        told(loaded.rows);
    }
}

async fn write(db: &Db, piece: HashMap<(u32, u32), u16>) -> Result<u64, Fault> {
    let rows: Vec<((u32, u32), u16)> = piece.into_iter().collect();
    let tx = db.write_tx().await?;
    for chunk in rows.chunks(CHUNK) {
        let mut insert = Query::insert()
            .into_table("travel_time")
            .columns(["from_comune", "to_comune", "minutes"])
            .to_owned();
        for ((from, to), minutes) in chunk {
            insert.values_panic([
                i64::from(*from).into(),
                i64::from(*to).into(),
                i64::from(*minutes).into(),
            ]);
        }
        insert.on_conflict(
            OnConflict::columns(["from_comune", "to_comune"])
                .update_column("minutes")
                .to_owned(),
        );
        tx.execute(&insert).await?;
    }
    tx.commit().await?;
    Ok(rows.len() as u64)
}
