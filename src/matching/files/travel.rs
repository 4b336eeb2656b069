//! Measured minutes between comuni, as ISTAT publishes them: origin, destination, minutes.
//!
//! The whole of Lombardy is more than two million rows: the file is read row by row, and only the ways that the round needs
//! are kept. Comuni elsewhere are passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::platform::sheets::CellProblem;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::geography::{ComuneCode, find_comune};
use crate::vocabulary::text::normalise_key;

/// So many wrong rows are enough to know what is wrong with the file.
const MOST_PROBLEMS: usize = 100;

/// What files call the three columns, as [`normalise_key`] leaves it.
const ORIGIN: &[&str] = &[
    "origine",
    "comuneorigine",
    "comunediorigine",
    "codiceorigine",
    "istatorigine",
    "procomorigine",
    "origin",
    "from",
    "da",
    "partenza",
    "residenza",
    "procomo",
    "origineprocom",
    "procomo",
    "idorigine",
    "originid",
];
const DESTINATION: &[&str] = &[
    "destinazione",
    "comunedestinazione",
    "comunedidestinazione",
    "codicedestinazione",
    "istatdestinazione",
    "procomdestinazione",
    "destination",
    "to",
    "a",
    "arrivo",
    "sede",
    "procomd",
    "destinazioneprocom",
    "iddestinazione",
    "destinationid",
];
const MINUTES: &[&str] = &[
    "minuti",
    "minutes",
    "tempo",
    "tempominuti",
    "tempoinminuti",
    "tempodipercorrenza",
    "totalminu",
    "totalminutes",
    "totaleminuti",
    "durata",
    "min",
    "minutidiviaggio",
];

/// Reads the rows between `homes` and `sites`, in either direction. Codes: `travel.file.columns`, `travel.minutes`,
/// `travel.unreadable`.
///
/// # Errors
/// With everything wrong, up to a hundred rows.
pub fn read(
    bytes: &[u8],
    homes: &BTreeSet<ComuneCode>,
    sites: &BTreeSet<ComuneCode>,
) -> Result<Vec<(ComuneCode, ComuneCode, u16)>, Vec<CellProblem>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |sign: &u8| first.iter().filter(|b| *b == sign).count();
    let delimiter = [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(bytes);
    let names: Vec<String> = match reader.byte_headers() {
        Ok(names) => names
            .iter()
            .map(|name| normalise_key(&String::from_utf8_lossy(name)))
            .collect(),
        Err(error) => return Err(vec![unreadable(1, &error)]),
    };
    let at = |known: &[&str]| names.iter().position(|n| known.contains(&n.as_str()));
    let (Some(from), Some(to), Some(minutes)) = (at(ORIGIN), at(DESTINATION), at(MINUTES)) else {
        return Err(vec![problem(
            1,
            "",
            Invalid::new("", "travel.file.columns", names.join(", ")),
        )]);
    };
    let mut problems = Vec::new();
    let mut ways: BTreeMap<(ComuneCode, ComuneCode), u16> = BTreeMap::new();
    let mut codes = Codes::default();
    let mut row = csv::ByteRecord::new();
    loop {
        let line = u32::try_from(reader.position().line()).unwrap_or(u32::MAX);
        match reader.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                problems.push(unreadable(line, &error));
                break;
            }
        }
        let cell = |at: usize| {
            String::from_utf8_lossy(row.get(at).unwrap_or_default())
                .trim()
                .to_owned()
        };
        let (Some(a), Some(b)) = (codes.find(&cell(from)), codes.find(&cell(to))) else {
            continue;
        };
        let wanted = (homes.contains(&a) && sites.contains(&b)) || (homes.contains(&b) && sites.contains(&a));
        if !wanted {
            continue;
        }
        let said = cell(minutes);
        match whole_minutes(&said) {
            Some(minutes) => {
                let way = ways.entry((a, b)).or_insert(minutes);
                *way = minutes.min(*way);
            }
            None => problems.push(problem(line, "minuti", Invalid::new("", "travel.minutes", said))),
        }
        if problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    if problems.is_empty() {
        Ok(ways
            .into_iter()
            .map(|((a, b), minutes)| (a, b, minutes))
            .collect())
    } else {
        Err(problems)
    }
}

/// Up to the next whole minute; a day at most.
fn whole_minutes(text: &str) -> Option<u16> {
    let minutes: f64 = text.replace(',', ".").parse().ok()?;
    (0.0..=1440.0).contains(&minutes).then(|| minutes.ceil() as u16)
}

/// Codes and names, each looked up once.
#[derive(Default)]
struct Codes(BTreeMap<String, Option<ComuneCode>>);

impl Codes {
    fn find(&mut self, text: &str) -> Option<ComuneCode> {
        if let Some(known) = self.0.get(text) {
            return *known;
        }
        let found = if text.bytes().all(|b| b.is_ascii_digit()) {
            ComuneCode::from_stored(&format!("{text:0>6}"))
        } else {
            find_comune(text).ok().map(|comune| comune.code)
        };
        self.0.insert(text.to_owned(), found);
        found
    }
}

fn unreadable(line: u32, error: &csv::Error) -> CellProblem {
    problem(
        line,
        "",
        Invalid::new("", "travel.unreadable", "").with("detail", error),
    )
}

fn problem(line: u32, column: &str, invalid: Invalid) -> CellProblem {
    CellProblem {
        line,
        column: Arc::from(column),
        key: "",
        value: invalid.value,
        code: invalid.code,
        args: invalid.args,
    }
}
