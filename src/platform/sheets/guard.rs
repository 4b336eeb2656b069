//! Reading workbooks in a process that may die.
//!
//! The parent starts the same program with [`READ_SHEET`], writes one line of JSON (what is wanted) and the file to its
//! standard input, and reads lines of JSON from its standard output: first the table without its rows, then the rows, then
//! how many there were. Without that last line the answer counts for nothing.

use std::io::{self, BufRead, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use nix::sys::resource::{Resource, setrlimit};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

use super::container::{self, Kind};
use super::limits::{self, refuse};
use super::{Limits, Row, Table, Wanted, csv_file, xlsx_file};
use crate::vocabulary::fault::{Fault, Invalid};

/// The hidden command of the program that calls [`read_sheet`].
pub const READ_SHEET: &str = "read-sheet";

/// More than the rows and texts of any file within [`Limits`] take as JSON.
const MAX_ANSWER: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
struct Request {
    wanted: Wanted,
}

#[derive(Serialize, Deserialize)]
enum Line {
    Head(Table),
    Row(Row),
    End(usize),
    Refused {
        code: String,
        value: String,
        args: Vec<(String, String)>,
    },
}

/// Reads files without risk to the process it lives in.
#[derive(Debug, Clone)]
pub struct Guard {
    program: PathBuf,
    limits: Limits,
}

impl Guard {
    /// Reads with this program, which must answer to [`READ_SHEET`].
    #[must_use]
    pub fn new(program: PathBuf) -> Guard {
        Guard {
            program,
            limits: Limits::DEFAULT,
        }
    }

    /// Reads with the program that is running.
    ///
    /// # Errors
    /// When the operating system does not tell which that is.
    pub fn this_program() -> Result<Guard, Fault> {
        std::env::current_exe().map(Guard::new).map_err(Fault::internal)
    }

    /// Reads the file `name`: text here, a workbook in a child process. Dropping the future kills the child.
    ///
    /// # Errors
    /// A coded refusal of the whole file; `sheet.unreadable` or `sheet.too_slow` when the child died.
    pub async fn read(&self, name: &str, bytes: Vec<u8>, wanted: &Wanted) -> Result<Table, Fault> {
        match container::kind(&bytes, name, &self.limits)? {
            Kind::Text => {
                let (wanted, limits) = (wanted.clone(), self.limits);
                let read = move || csv_file::read(&bytes, &wanted, &limits);
                tokio::task::spawn_blocking(read).await.map_err(Fault::internal)?
            }
            Kind::Workbook => {
                let limit = Duration::from_secs(self.limits.seconds);
                match tokio::time::timeout(limit, self.ask(&bytes, wanted)).await {
                    Ok(table) => table,
                    Err(_) => Err(refuse(limits::TOO_SLOW)),
                }
            }
        }
    }

    async fn ask(&self, bytes: &[u8], wanted: &Wanted) -> Result<Table, Fault> {
        let mut child = Command::new(&self.program)
            .arg(READ_SHEET)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(Fault::internal)?;
        let mut request = serde_json::to_vec(&Request {
            wanted: wanted.clone(),
        })
        .map_err(Fault::internal)?;
        request.push(b'\n');
        if let Some(mut input) = child.stdin.take() {
            // A child that dies before it has read everything says so by its silence below.
            let _ = input.write_all(&request).await;
            let _ = input.write_all(bytes).await;
        }
        let answer = answer_of(&mut child).await;
        if answer.is_err() {
            // Nothing waits for a child that went wrong.
            let _ = child.start_kill();
        }
        let status = child.wait().await.map_err(Fault::internal)?;
        match answer {
            Ok(Some(table)) => Ok(table),
            Ok(None) => {
                use std::os::unix::process::ExitStatusExt;
                let out_of_time = status.signal() == Some(nix::sys::signal::Signal::SIGXCPU as i32);
                Err(refuse(if out_of_time {
                    limits::TOO_SLOW
                } else {
                    limits::UNREADABLE
                }))
            }
            Err(fault) => Err(fault),
        }
    }
}

/// The table that the child tells; none when it fell silent before the end.
async fn answer_of(child: &mut Child) -> Result<Option<Table>, Fault> {
    let Some(output) = child.stdout.take() else {
        return Ok(None);
    };
    let mut lines = BufReader::new(output.take(MAX_ANSWER)).lines();
    let mut table: Option<Table> = None;
    while let Ok(Some(line)) = lines.next_line().await {
        match (serde_json::from_str(&line), &mut table) {
            (Ok(Line::Head(head)), None) => table = Some(head),
            (Ok(Line::Row(row)), Some(table)) => table.rows.push(row),
            (Ok(Line::End(rows)), Some(told)) if told.rows.len() == rows => return Ok(table),
            (Ok(Line::Refused { code, value, args }), None) => return Err(refused(&code, value, args)),
            _ => return Ok(None),
        }
    }
    Ok(None)
}

fn refused(code: &str, value: String, args: Vec<(String, String)>) -> Fault {
    const NAMES: [&str; 3] = ["limit", "line", "sheets"];
    let code = limits::ALL
        .iter()
        .find(|known| **known == code)
        .copied()
        .unwrap_or(limits::UNREADABLE);
    let known = |name: &str| NAMES.iter().find(|known| **known == name).copied();
    let args = args
        .into_iter()
        .filter_map(|(name, value)| Some((known(&name)?, value)))
        .collect();
    Fault::Invalid(vec![Invalid {
        field: "file".to_owned(),
        code,
        value,
        args,
    }])
}

/// The child's side: bounds itself, reads standard input, answers on standard output. To be called before any thread
/// or runtime exists, since each takes its share of the address space.
#[must_use]
pub fn read_sheet() -> ExitCode {
    let limits = Limits::DEFAULT;
    let bounded = setrlimit(Resource::RLIMIT_AS, limits.address_space, limits.address_space)
        .and_then(|()| setrlimit(Resource::RLIMIT_CPU, limits.seconds, limits.seconds + 1))
        .and_then(|()| setrlimit(Resource::RLIMIT_CORE, 0, 0));
    if bounded.is_err() {
        return ExitCode::FAILURE;
    }
    match answer(&limits) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(limits: &Limits) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut request = Vec::new();
    input.read_until(b'\n', &mut request)?;
    let request: Request = serde_json::from_slice(&request)?;
    let mut bytes = Vec::new();
    let bound = u64::try_from(limits.file_bytes)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    input.take(bound).read_to_end(&mut bytes)?;
    let mut output = BufWriter::new(io::stdout().lock());
    match xlsx_file::read(&bytes, &request.wanted, limits) {
        Ok(mut table) => {
            let rows = std::mem::take(&mut table.rows);
            tell(&mut output, &Line::Head(table))?;
            let count = rows.len();
            for row in rows {
                tell(&mut output, &Line::Row(row))?;
            }
            tell(&mut output, &Line::End(count))?;
        }
        Err(Fault::Invalid(list)) => {
            for one in list.into_iter().take(1) {
                let args = one
                    .args
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect();
                tell(
                    &mut output,
                    &Line::Refused {
                        code: one.code.to_owned(),
                        value: one.value,
                        args,
                    },
                )?;
            }
        }
        Err(_) => {}
    }
    output.flush()
}

fn tell(output: &mut impl Write, line: &Line) -> io::Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")
}
