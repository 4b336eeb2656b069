//! Measured journeys: a table of origin, destination and minutes, such as ISTAT's, read row by row, because the whole of
//! Lombardy is more than two million rows.

use std::collections::HashMap;
use std::io::BufRead;

use csv::{ByteRecord, ReaderBuilder};

use super::{ComuneCode, find_comune};
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::text::normalise_key;

/// A day: longer journeys are mistakes.
const LONGEST: f64 = 1_440.0;

/// What files call the three columns, as [`normalise_key`] leaves it; `procomo` and `procomd` as ISTAT's field names are cut.
const NAMES: [&[&str]; 3] = [
    &[
        "origine",
        "comuneorigine",
        "comunediorigine",
        "codiceorigine",
        "istatorigine",
        "idorigine",
        "procomorigine",
        "procomorig",
        "origineprocom",
        "procomo",
        "origin",
        "origincode",
        "originid",
        "from",
        "da",
        "partenza",
        "residenza",
    ],
    &[
        "destinazione",
        "comunedestinazione",
        "comunedidestinazione",
        "codicedestinazione",
        "istatdestinazione",
        "iddestinazione",
        "procomdestinazione",
        "procomdest",
        "destinazioneprocom",
        "procomd",
        "destination",
        "destinationcode",
        "destinationid",
        "to",
        "a",
        "arrivo",
        "sede",
    ],
    &[
        "minuti",
        "minutes",
        "min",
        "tempo",
        "time",
        "tempominuti",
        "tempoinminuti",
        "tempodipercorrenza",
        "totalminu",
        "totalminuti",
        "totalminutes",
        "totaleminuti",
        "minutidiviaggio",
        "durata",
    ],
];

/// A row between two comuni that this program knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The line of the file.
    pub line: u64,
    /// Where it starts.
    pub from: ComuneCode,
    /// Where it ends.
    pub to: ComuneCode,
    /// How long it takes, up to the next whole minute; `travel.minutes` when that is no number from 0 to 1,440.
    pub minutes: Result<u16, Invalid>,
}

/// The rows of a file. Those with a comune that this program does not know are passed over and counted.
#[derive(Debug)]
pub struct Journeys<R> {
    reader: csv::Reader<R>,
    columns: [usize; 3],
    known: HashMap<String, Option<ComuneCode>>,
    record: ByteRecord,
    unknown: u64,
}

impl<R: BufRead> Journeys<R> {
    /// Finds the columns in the first line of `input`: text with `;`, `,` or tab.
    ///
    /// # Errors
    /// `travel.columns` ($value: the names that are there); `travel.unreadable` ($detail).
    pub fn open(mut input: R) -> Result<Journeys<R>, Invalid> {
        let mut first = Vec::new();
        input
            .read_until(b'\n', &mut first)
            .map_err(|error| unreadable(&error))?;
        let first = String::from_utf8_lossy(&first);
        let first = first.trim_start_matches('\u{feff}').trim_end();
        let delimiter = [b';', b'\t', b',']
            .into_iter()
            .max_by_key(|sign| first.bytes().filter(|b| b == sign).count())
            .unwrap_or(b';');
        let names: Vec<String> = first.split(char::from(delimiter)).map(normalise_key).collect();
        let place = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
        let [Some(from), Some(to), Some(minutes)] = NAMES.map(place) else {
            let there: String = first.chars().take(200).collect();
            return Err(Invalid::new("", "travel.columns", there));
        };
        Ok(Journeys {
            reader: ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(input),
            columns: [from, to, minutes],
            known: HashMap::new(),
            record: ByteRecord::new(),
            unknown: 0,
        })
    }

    /// How many rows were passed over so far.
    #[must_use]
    pub const fn unknown(&self) -> u64 {
        self.unknown
    }

    fn comune(&mut self, text: &str) -> Option<ComuneCode> {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let found = if text.bytes().all(|b| b.is_ascii_digit()) {
            ComuneCode::from_stored(&format!("{text:0>6}"))
        } else {
            find_comune(text).ok().map(|comune| comune.code)
        };
        self.known.insert(text.to_owned(), found);
        found
    }
}

impl<R: BufRead> Iterator for Journeys<R> {
    /// A row, or what is wrong with it and on which line: `travel.row` when a cell is empty, `travel.unreadable` ($detail).
    type Item = Result<Journey, (u64, Invalid)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.reader.read_byte_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err((0, unreadable(&error)))),
            }
            // The reader has not seen the line of the names.
            let line = self.record.position().map_or(0, csv::Position::line) + 1;
            let cells = self.columns.map(|at| {
                let bytes = self.record.get(at).unwrap_or_default();
                String::from_utf8_lossy(bytes).trim().to_owned()
            });
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if cells.iter().any(String::is_empty) {
                return Some(Err((
                    line,
                    Invalid::new("", "travel.row", cells.join(" ").trim()),
                )));
            }
            let [from, to, minutes] = cells;
            let (Some(from), Some(to)) = (self.comune(&from), self.comune(&to)) else {
                self.unknown += 1;
                continue;
            };
            let minutes = whole_minutes(&minutes).ok_or_else(|| Invalid::new("", "travel.minutes", minutes));
            return Some(Ok(Journey {
                line,
                from,
                to,
                minutes,
            }));
        }
    }
}

fn whole_minutes(text: &str) -> Option<u16> {
    let minutes: f64 = text.replace(',', ".").parse().ok()?;
    (0.0..=LONGEST).contains(&minutes).then(|| minutes.ceil() as u16)
}

fn unreadable(error: &(impl std::error::Error + ?Sized)) -> Invalid {
    Invalid::new("", "travel.unreadable", "").with("detail", error)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// Line, from, to, minutes; or the line and what is wrong with it.
    type Row = Result<(u64, u32, u32, Option<u16>), (u64, &'static str)>;

    fn read(text: &str) -> Vec<Row> {
        let rows = Journeys::open(text.as_bytes()).unwrap();
        rows.map(|row| match row {
            Ok(row) => Ok((row.line, row.from.number(), row.to.number(), row.minutes.ok())),
            Err((line, invalid)) => Err((line, invalid.code)),
        })
        .collect()
    }

    #[test]
    fn the_table_of_istat_is_read_whatever_its_columns_are_called() {
        let expected = [Ok((2, 16_024, 15_146, Some(53)))];
        for text in [
            "Origine;Destinazione;Total_Minu;Total_Mete\n016024;015146;52,4;70000\n",
            "\u{feff}PROCOM_ORIG,PROCOM_DEST,MINUTI\r\n16024,15146,\"52.4\"\r\n",
            "MINUTI\tPRO_COM_O\tPRO_COM_D\n52,4\t16024\t15146\n",
            "from;to;minutes\nBergamo;Milano;52,01\n",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_says_its_line_and_other_regions_are_passed_over() {
        let text = "from;to;minutes\n016024;015146;lots\n\n;;\n001272;015146;9\n016024;;9\n016024;015146;1441\n016024;015146;0\n";
        assert_eq!(
            read(text),
            [
                Ok((2, 16_024, 15_146, None)),
                Err((6, "travel.row")),
                Ok((7, 16_024, 15_146, None)),
                Ok((8, 16_024, 15_146, Some(0))),
            ]
        );
        let mut rows = Journeys::open(text.as_bytes()).unwrap();
        let _ = rows.by_ref().count();
        assert_eq!(rows.unknown(), 1);
        assert_eq!(
            Journeys::open("a;b\n1;2\n".as_bytes()).unwrap_err().code,
            "travel.columns"
        );
    }
}
