//! `abbina match`: a school's files in, a folder of results out. What it means is in [`crate::matching::files`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::output::{self, complain, say};
use crate::matching::files::frozen::Inputs;
use crate::matching::files::inputs::{self, Choices, Tables};
use crate::matching::files::summary::Traced;
use crate::matching::files::{Complaint, Kind, digest, round};
use crate::matching::model::RoundFile;
use crate::platform::sheets::{self, Guard, Table};
use crate::platform::texts::{T, Texts};
use crate::vocabulary::calendar::{Clock as _, SystemClock};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::text::{EmailAddress, Language};
use crate::{companies, placements, students};

mod comments;
mod folder;
mod progress;
mod results;
mod telling;

use progress::Progress;
use telling::Teller;

const MATCH_HELP: &str = "\
A file with something wrong in some rows is not matched: everything wrong is named with its file, line, column and what to do, \
and nothing is written. With --skip-invalid the other rows are matched.

Exit status: 0 the results are written; 1 something in the files is wrong and nothing was written; 2 wrong usage; \
3 no answer in time; 4 something of ours or of the system failed.

Examples:
  abbina template students
  abbina match --students studenti.xlsx --companies aziende.csv --placements posti.csv --out esito
  abbina match --students studenti.csv --companies aziende.csv --placements posti.csv --out esito \\
      --round turno.toml --skip-invalid --errors da-correggere.csv --mail-from 'Scuola <segreteria@scuola.example>'

A round's file, where everything may be left out:
  name = \"Autunno\"
  from = 2026-09-14
  to = 2027-06-11
  answer_by = 2026-10-10
  pathway = \"apprendistato\"            # or alternanza, simulata
  max_minutes = 60
  max_km = 30
  tiers = [\"placed\", \"score\"]        # also bottleneck, rank_maximal, generous
  seed = 1
  [weights]                            # 0 to 1000
  travel = 40
  fit = 20
  competences = 10
  wishes = 30
  continuity = 20
  waiting = 10
  [rules]
  off = [\"R12\"]
  [rules.parameters]
  \"R5.school_work_hours_year_3\" = 400
  [travel]
  detour_percent = 130
  public_kmh = 25                      # also car_kmh, motorbike_kmh, bicycle_kmh, foot_kmh";

/// Matches a school's files.
#[derive(Debug, Args)]
#[command(after_long_help = MATCH_HELP, after_help = "With --help: exit statuses, examples, what a round's file holds")]
pub struct MatchArguments {
    /// Students: CSV or XLSX
    #[arg(long, value_name = "FILE")]
    students: PathBuf,
    /// Companies: CSV or XLSX
    #[arg(long, value_name = "FILE")]
    companies: PathBuf,
    /// Places on offer: CSV or XLSX
    #[arg(long, value_name = "FILE")]
    placements: PathBuf,
    /// Folder of the results; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The sheet of a workbook, otherwise the first that fits: `students=Elenco`; may be given again
    #[arg(long, value_name = "FILE=NAME", value_parser = sheet)]
    sheet: Vec<(Kind, String)>,
    /// Settings of the round: period, limits, weights, rules
    #[arg(long, value_name = "FILE.toml")]
    round: Option<PathBuf>,
    /// Measured minutes between comuni: origin, destination, minutes
    #[arg(long, value_name = "FILE.csv")]
    travel: Option<PathBuf>,
    /// Leave out rows with errors and match the rest
    #[arg(long)]
    skip_invalid: bool,
    /// Give a file with errors back here, with a column of comments: the name of a file (.csv, .xlsx; where several files have
    /// errors, the others go beside it), or a folder
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Code or name of a school that the students' file may name; may be given again
    #[arg(long, value_name = "NAME_OR_CODE")]
    school: Vec<String>,
    /// Decides between equally good results; before the round's own
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Day that decides ages and the rules in force, 2026-09-01; otherwise today
    #[arg(long, value_name = "DAY")]
    day: Option<NaiveDate>,
    /// Replace results that are in the folder
    #[arg(long)]
    force: bool,
    /// Language of messages, sentences and the report
    #[arg(long, value_enum)]
    lang: Option<Lang>,
    /// Who writes the mails: `Name <address>`; schools' own mails go there too
    #[arg(long, value_name = "ADDRESS", value_parser = sender)]
    mail_from: Option<String>,
}

/// A language on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// Italian
    It,
    /// English
    En,
}

fn texts(lang: Option<Lang>) -> T {
    Texts::for_language(match lang {
        Some(Lang::It) => Language::Italian,
        Some(Lang::En) => Language::English,
        None => output::language(),
    })
}

fn sender(text: &str) -> Result<String, String> {
    let address = crate::platform::mail::Correspondent::parse(text).address;
    match EmailAddress::parse(&address) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("write an address, or: Name <address>".to_owned()),
    }
}

fn sheet(text: &str) -> Result<(Kind, String), String> {
    let named = text.split_once('=').and_then(|(file, name)| {
        let kind = Kind::TABLES
            .into_iter()
            .find(|kind| kind.as_str() == file.trim())?;
        Some((kind, name.trim().to_owned()))
    });
    named.ok_or_else(|| "write students=, companies= or placements= and the name of a sheet".to_owned())
}

/// The bytes and tables that could be read.
struct Material {
    bytes: BTreeMap<Kind, Vec<u8>>,
    tables: BTreeMap<Kind, Table>,
    round: RoundFile,
}

impl MatchArguments {
    fn path(&self, kind: Kind) -> &Path {
        let none = Path::new("");
        match kind {
            Kind::Students => &self.students,
            Kind::Companies => &self.companies,
            Kind::Placements => &self.placements,
            Kind::Round => self.round.as_deref().unwrap_or(none),
            Kind::Travel => self.travel.as_deref().unwrap_or(none),
        }
    }

    fn paths(&self) -> BTreeMap<Kind, PathBuf> {
        let given = [Kind::Students, Kind::Companies, Kind::Placements]
            .into_iter()
            .chain(self.round.is_some().then_some(Kind::Round))
            .chain(self.travel.is_some().then_some(Kind::Travel));
        given.map(|kind| (kind, self.path(kind).to_path_buf())).collect()
    }

    fn traces(&self, material: &Material) -> Vec<Traced> {
        let name = |kind: Kind| {
            self.path(kind)
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
        };
        material
            .bytes
            .iter()
            .map(|(kind, bytes)| Traced {
                file: name(*kind).unwrap_or_default(),
                digest: digest(bytes),
            })
            .collect()
    }
}

/// Exit status: 0 the results are written; 1 something in the files is wrong and nothing was written; 3 no answer in time.
///
/// # Errors
/// When the system fails.
pub(super) async fn run(arguments: MatchArguments) -> Result<ExitCode, Fault> {
    let t = texts(arguments.lang);
    let progress = Progress::start();
    let mut tell = Teller::new(t, arguments.paths());
    if !arguments.force && folder::is_taken(&arguments.out) {
        let shown = arguments.out.display().to_string();
        tell.file_error(None, &Invalid::new("", "file.exists", shown));
    }
    progress.phase(t.get("files-phase-reading"));
    let material = read(&arguments, &mut tell).await?;
    let checked = inputs::check(
        Tables {
            students: material.tables.get(&Kind::Students),
            companies: material.tables.get(&Kind::Companies),
            placements: material.tables.get(&Kind::Placements),
        },
        Choices {
            day: arguments.day.unwrap_or_else(|| SystemClock.today()),
            schools: arguments.school.clone(),
            seed: arguments.seed,
        },
    );
    let mut minutes = Vec::new();
    if let Some(bytes) = material.bytes.get(&Kind::Travel) {
        match checked.journeys(bytes) {
            Ok(read) => minutes = read,
            Err(complaints) => tell.errors(&complaints),
        }
    }
    // What concerns a whole file cannot be left out.
    let fatal = tell.wrong > 0 || checked.hopeless;
    tell.unknown_columns(&checked.unknown_columns);
    tell.warnings(&checked.warnings);
    tell.errors(&checked.errors);
    if let Some(target) = &arguments.errors {
        let all: Vec<&Complaint> = checked.errors.iter().chain(&checked.warnings).collect();
        comments::give_back(t, target, &arguments.paths(), &material.tables, &all)?;
    }
    if fatal || (tell.wrong > 0 && !arguments.skip_invalid) {
        progress.end();
        tell.give_up();
        return Ok(ExitCode::from(1));
    }
    let inputs: Inputs = checked.freeze(&material.round, minutes);
    tell.left_out(&inputs.left_out);
    for (none, text) in [
        (inputs.snapshot.students.is_empty(), "files-nobody"),
        (inputs.snapshot.places.is_empty(), "files-no-places"),
    ] {
        if none {
            progress.end();
            complain(&t.get(text));
            return Ok(ExitCode::from(1));
        }
    }
    let job = results::Job {
        t,
        inputs: &inputs,
        round: &material.round,
        read: arguments.traces(&material),
        out: &arguments.out,
        mail_from: arguments.mail_from.as_deref(),
    };
    results::make(&job, &progress)
}

/// Reads every file, and tells of those that cannot be read.
async fn read(arguments: &MatchArguments, tell: &mut Teller) -> Result<Material, Fault> {
    let guard = Guard::this_program()?;
    let mut material = Material {
        bytes: BTreeMap::new(),
        tables: BTreeMap::new(),
        round: RoundFile::default(),
    };
    for (kind, path) in arguments.paths() {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                tell.file_error(
                    Some(kind),
                    &Invalid::new("", "file.unreadable", "").with("detail", error),
                );
                continue;
            }
        };
        let columns = match kind {
            Kind::Students => students::import::COLUMNS,
            Kind::Companies => companies::import::COLUMNS,
            Kind::Placements => placements::import::COLUMNS,
            Kind::Round => {
                match round::read(&String::from_utf8_lossy(&bytes)) {
                    Ok(file) => material.round = file,
                    Err(problems) => {
                        let of = |problem| Complaint { file: kind, problem };
                        tell.errors(&problems.into_iter().map(of).collect::<Vec<_>>());
                    }
                }
                material.bytes.insert(kind, bytes);
                continue;
            }
            Kind::Travel => {
                material.bytes.insert(kind, bytes);
                continue;
            }
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut wanted = sheets::wanted(columns);
        if let Some((_, sheet)) = arguments.sheet.iter().find(|(of, _)| *of == kind) {
            wanted = wanted.in_sheet(sheet);
        }
        match guard.read(&name, bytes.clone(), &wanted).await {
            Ok(table) => {
                material.tables.insert(kind, table);
            }
            Err(Fault::Invalid(problems)) => {
                for problem in &problems {
                    tell.file_error(Some(kind), problem);
                }
            }
            Err(fault) => return Err(fault),
        }
        material.bytes.insert(kind, bytes);
    }
    Ok(material)
}

/// Writes an empty file to fill in.
#[derive(Debug, Args)]
pub struct TemplateArguments {
    /// Which file
    #[arg(value_enum)]
    which: Which,
    /// Where it goes; otherwise into this folder, under its own name
    #[arg(long, value_name = "FILE.xlsx")]
    out: Option<PathBuf>,
    /// Language of names and instructions
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

/// A file to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Students
    Students,
    /// Companies
    Companies,
    /// Places
    Placements,
}

/// Exit status: 0 written, 4 the system refuses.
pub(super) fn template(arguments: &TemplateArguments) -> ExitCode {
    let t = texts(arguments.lang);
    let (columns, kind, name) = match arguments.which {
        Which::Students => (students::import::COLUMNS, Kind::Students, "studenti.xlsx"),
        Which::Companies => (companies::import::COLUMNS, Kind::Companies, "aziende.xlsx"),
        Which::Placements => (placements::import::COLUMNS, Kind::Placements, "posti.xlsx"),
    };
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from(name));
    let sheet = t.get(&format!("files-file-{}", kind.as_str()));
    let pages = sheets::template(columns, &sheet, t.language());
    let written = sheets::write_xlsx(&pages)
        .map_err(|fault| fault.to_string())
        .and_then(|bytes| std::fs::write(&path, bytes).map_err(|error| error.to_string()));
    let shown = path.display().to_string();
    match written {
        Ok(()) => {
            say(&t.with("files-template-written", [("path", shown)]));
            ExitCode::SUCCESS
        }
        Err(detail) => {
            complain(&t.fault(&Invalid::new("", "file.unwritable", shown).with("detail", detail)));
            ExitCode::from(4)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_round_in_the_help_is_one_that_is_read() {
        let (_, file) = MATCH_HELP.split_once("left out:\n").unwrap();
        let round = round::read(file).unwrap();
        assert_eq!((round.max_km, round.seed), (Some(30), Some(1)));
        assert!(round.weights.is_some() && round.rules.is_some() && round.travel.is_some());
    }
}
