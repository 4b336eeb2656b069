//! Travel times between comuni: an origin–destination table, such as ISTAT's, streamed row by row.
//!
//! The file is text with the columns *from*, *to* (ISTAT codes) and *minutes*, in any order, separated by `;`, `,` or tab.
//! Rows with a comune that this program does not know are passed over and counted. Each piece of the file is a transaction
//! of its own, so that nobody waits for two million rows; importing the same file again changes nothing.

use std::collections::HashMap;
use std::io::BufRead;

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{OnConflict, Query};

use crate::app::App;
use crate::platform::db::Db;
use crate::platform::sheets::spellings;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::geography::ComuneCode;

/// Rows to a statement: 3 columns each stay below what SQLite binds at once (32,766).
const CHUNK: usize = 5_000;
/// Statements to a transaction.
const CHUNKS: usize = 20;
/// A day: longer journeys are mistakes.
const LONGEST: f64 = 1_440.0;

const FROM: &[&str] = &[
    "from",
    "origine",
    "da",
    "procomorigine",
    "procomorig",
    "comuneorigine",
    "istatorigine",
    "origin",
    "origincode",
    "codiceorigine",
    "procomo",
];
const TO: &[&str] = &[
    "to",
    "destinazione",
    "a",
    "procomdestinazione",
    "procomdest",
    "comunedestinazione",
    "istatdestinazione",
    "destination",
    "destinationcode",
    "codicedestinazione",
    "procomd",
];
const MINUTES: &[&str] = &[
    "minutes",
    "minuti",
    "min",
    "tempo",
    "tempominuti",
    "time",
    "durata",
    "tempodipercorrenza",
    "totalminuti",
];

/// What became of a file of travel times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Written.
    pub rows: u64,
    /// Passed over: a comune that we do not know.
    pub unknown: u64,
}

/// Reads travel times from `file` and writes them; `told` hears of every hundred thousand lines.
///
/// # Errors
/// `travel.columns` when the columns are not there; `travel.row` ($line) for a row that cannot be read: what came before it
/// stays.
pub async fn load(app: &App, mut file: impl BufRead, told: impl Fn(u64)) -> Result<Loaded, Fault> {
    let mut first = String::new();
    file.read_line(&mut first)
        .map_err(|_| Fault::invalid("file", "sheet.encoding", ""))?;
    let first = first.trim_start_matches('\u{feff}').trim_end();
    let delimiter = [b';', b',', b'\t']
        .into_iter()
        .max_by_key(|d| first.bytes().filter(|b| b == d).count())
        .unwrap_or(b';');
    let names: Vec<&str> = first
        .split(char::from(delimiter))
        .map(|name| name.trim_matches(['"', ' ']))
        .collect();
    let place = |known: &[&str]| {
        names.iter().position(|name| {
            spellings(name)
                .iter()
                .any(|spelling| known.contains(&spelling.as_str()))
        })
    };
    let (Some(from), Some(to), Some(minutes)) = (place(FROM), place(TO), place(MINUTES)) else {
        return Err(Fault::invalid(
            "file",
            "travel.columns",
            first.chars().take(200).collect::<String>(),
        ));
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(file);
    let mut record = csv::StringRecord::new();
    let mut loaded = Loaded::default();
    let mut known: HashMap<String, Option<ComuneCode>> = HashMap::new();
    let mut pending: Vec<(ComuneCode, ComuneCode, i64)> = Vec::with_capacity(CHUNK * CHUNKS);
    let mut line = 1_u64;
    loop {
        line += 1;
        let wrong = || Fault::from(Invalid::new("file", "travel.row", "").with("line", line));
        if !reader.read_record(&mut record).map_err(|_| wrong())? {
            break;
        }
        let mut comune = |at: usize| -> Option<Option<ComuneCode>> {
            let text = record.get(at)?.trim();
            if let Some(code) = known.get(text) {
                return Some(*code);
            }
            let digits = (!text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit()))
                .then_some(text)?;
            let code = ComuneCode::from_stored(&format!("{digits:0>6}"));
            known.insert(text.to_owned(), code);
            Some(code)
        };
        let (from, to) = (comune(from).ok_or_else(wrong)?, comune(to).ok_or_else(wrong)?);
        let time = record
            .get(minutes)
            .and_then(|text| text.trim().replace(',', ".").parse::<f64>().ok());
        let time = time
            .filter(|time| (0.0..=LONGEST).contains(time))
            .ok_or_else(wrong)?;
        match (from, to) {
            (Some(from), Some(to)) => pending.push((from, to, time.round() as i64)),
            _ => loaded.unknown += 1,
        }
        if pending.len() == CHUNK * CHUNKS {
            loaded.rows += write(&app.db, &mut pending).await?;
            told(line);
        }
    }
    loaded.rows += write(&app.db, &mut pending).await?;
    Ok(loaded)
}

async fn write(db: &Db, pending: &mut Vec<(ComuneCode, ComuneCode, i64)>) -> Result<u64, Fault> {
    // The last of several rows for the same journey counts; one statement may not name it twice.
    let mut once: HashMap<(u32, u32), i64> = HashMap::with_capacity(pending.len());
    for (from, to, minutes) in pending.drain(..) {
        once.insert((from.number(), to.number()), minutes);
    }
    let rows: Vec<((u32, u32), i64)> = once.into_iter().collect();
    let tx = db.write_tx().await?;
    for chunk in rows.chunks(CHUNK) {
        let mut insert = Query::insert()
            .into_table("travel_time")
            .columns(["from_comune", "to_comune", "minutes"])
            .to_owned();
        for ((from, to), minutes) in chunk {
            insert.values_panic([i64::from(*from).into(), i64::from(*to).into(), (*minutes).into()]);
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
