//! `abbina import`: the same import as on the page, on the command line.

use std::collections::BTreeMap;
use std::io::{BufReader, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::actions::{self, Importer};
use super::check::{Check, Terms};
use super::kind::Kind;
use super::travel;
use crate::accounts;
use crate::app::App;
use crate::cli::output::{complain, language, say};
use crate::config::Config;
use crate::platform::sheets::{COMMENTS, Chosen, Limits, Mapping, Table, annotate, limits};
use crate::platform::texts::{T, Texts};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::InstitutionId;
use crate::vocabulary::text::{Language, normalise_key};

/// What `abbina import` takes.
#[derive(Debug, Args)]
#[command(
    after_help = "A file with something wrong in some rows is not imported: everything wrong is named, and the exit status is 1. \
    With --skip-invalid the other rows are. Importing the same file again changes nothing.\n\n\
    Examples:\n  abbina import students allievi.xlsx --school CFP01 --dry-run\n  \
    abbina import companies aziende.csv --map \"Denom.=name\" --errors da-correggere.csv\n  \
    abbina import travel matrice_pendolarismo.csv"
)]
pub struct ImportArguments {
    /// What the file is about
    #[arg(value_parser = ["students", "companies", "placements", "travel"])]
    kind: String,
    /// The file: CSV or XLSX
    file: PathBuf,
    /// Whose students or placements they are: the school's code (not needed when there is one school)
    #[arg(long, value_name = "CODE")]
    school: Option<String>,
    /// The sheet of a workbook (otherwise the first that fits)
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Say which column is which, where its name does not: "Name in the file=our name"; nothing after = leaves it out
    #[arg(long, value_name = "COLUMN=NAME")]
    map: Vec<String>,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Leave out the rows with something wrong, and import the others
    #[arg(long)]
    skip_invalid: bool,
    /// Write the file also where a family has chosen something else by its link (otherwise the family's choice stays)
    #[arg(long)]
    over_families: bool,
    /// Write the same file here, with a column that says what is wrong
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    #[command(flatten)]
    config: Config,
}

impl ImportArguments {
    fn terms(&self) -> Terms {
        Terms {
            skip_invalid: self.skip_invalid,
            over_families: self.over_families,
        }
    }
}

/// Runs `abbina import`.
///
/// # Errors
/// What is wrong with the file as a whole, or of ours.
pub async fn run(arguments: ImportArguments) -> Result<ExitCode, Fault> {
    let t = Texts::for_language(language());
    let app = App::start(arguments.config.clone()).await?;
    let Some(kind) = Kind::from_word(&arguments.kind) else {
        return load_travel_times(&app, &arguments.file, t).await;
    };
    let institution = school(&app, kind, arguments.school.as_deref()).await?;
    let importer = Importer {
        institution,
        account: None,
    };
    let bytes = read_bytes(&arguments.file)?;
    let name = arguments
        .file
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let digest = actions::digest_of(&bytes);
    let busy = busy();
    let table = actions::read_file(&app, kind, &name, bytes, arguments.sheet.as_deref()).await?;
    let mut chosen = super::store::recall(app.db.reader(), institution, kind, &table.header).await?;
    chosen.extend(chosen_by(kind, &arguments.map)?);
    let mapping = Mapping::of(kind.columns(), &table.header, &chosen);
    let (table, check) = actions::check_table(&app, institution, kind, table, &mapping).await?;
    busy.finish_and_clear();
    tell(t, &table, &check);
    if let Some(path) = &arguments.errors
        && !check.problems.is_empty()
    {
        let file = annotate(&table, comments_title(t.language()), &comments(t, &check))?;
        std::fs::write(path, file).map_err(|e| Fault::Internal(format!("{}: {e}", path.display())))?;
    }
    let wrong = !check.problems.is_empty();
    if arguments.dry_run || (wrong && !arguments.skip_invalid) {
        complain(&t.get("imports-cli-nothing"));
        return Ok(if wrong {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        });
    }
    drop(check);
    let id = actions::stage_table(&app, importer, kind, &name, digest, table, chosen).await?;
    let confirmed = actions::confirm(&app, importer, id, arguments.terms()).await;
    if confirmed.is_err() {
        complain(&t.get("imports-cli-nothing"));
        // What was staged for this file alone is of no use to anybody.
        let _ = actions::discard(&app, importer, id).await;
    }
    let counts = confirmed?;
    say(&t.with(
        "imports-done",
        [
            ("n_new", counts.new),
            ("n_changed", counts.changed),
            ("n_same", counts.same),
            ("n_left", counts.left_out),
        ],
    ));
    app.db.clone().close().await;
    Ok(ExitCode::SUCCESS)
}

fn busy() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn read_bytes(path: &std::path::Path) -> Result<Vec<u8>, Fault> {
    let missing = |e: std::io::Error| {
        let shown = path.display().to_string();
        Fault::from(Invalid::new("", "import.file", shown).with("cause", e))
    };
    let size = std::fs::metadata(path).map_err(missing)?.len();
    if size > Limits::DEFAULT.file_bytes as u64 {
        let limit = Limits::DEFAULT.file_bytes >> 20;
        return Err(Invalid::new("", limits::TOO_LARGE, "")
            .with("limit", limit)
            .into());
    }
    std::fs::read(path).map_err(missing)
}

async fn school(app: &App, kind: Kind, code: Option<&str>) -> Result<Option<InstitutionId>, Fault> {
    let schools = accounts::list_schools(app.db.reader()).await?;
    match (code, schools.as_slice()) {
        (Some(code), schools) => {
            let found = schools
                .iter()
                .find(|school| school.code.eq_ignore_ascii_case(code.trim()));
            found
                .map(|school| Some(school.id))
                .ok_or_else(|| Fault::invalid("--school", "school.unknown", code))
        }
        (None, _) if kind == Kind::Companies => Ok(None),
        (None, [only]) => Ok(Some(only.id)),
        (None, _) => Err(Fault::invalid("--school", "import.school", "")),
    }
}

/// `Name in the file=our name`, in any of our names.
fn chosen_by(kind: Kind, map: &[String]) -> Result<Chosen, Fault> {
    let mut chosen = Chosen::new();
    for pair in map {
        let wrong = || Fault::invalid("--map", "import.map", pair.as_str());
        let (name, ours) = pair.rsplit_once('=').ok_or_else(wrong)?;
        let name = normalise_key(name);
        if name.is_empty() {
            return Err(wrong());
        }
        let key = if ours.trim().is_empty() {
            String::new()
        } else {
            let named = Mapping::of(kind.columns(), &[ours.to_owned()], &Chosen::new());
            named.key(0).ok_or_else(wrong)?.to_owned()
        };
        chosen.insert(name, key);
    }
    Ok(chosen)
}

fn tell(t: T, table: &Table, check: &Check) {
    for problem in &check.problems {
        let text = t.fault(&problem.invalid());
        let value = if problem.value.is_empty() {
            String::new()
        } else {
            format!(" «{}»", problem.value)
        };
        let line = t.with("imports-cli-line", [("line", problem.line.to_string())]);
        complain(&format!(
            "{line}, {}{value}: {text} [{}]",
            problem.column, problem.code
        ));
    }
    if !check.unknown_columns.is_empty() {
        complain(&t.with(
            "imports-cli-unknown",
            [("columns", check.unknown_columns.join(", "))],
        ));
    }
    for row in &check.changed {
        for difference in &row.differences {
            let column = difference.column.name(t.language());
            complain(&format!(
                "{} · {column}: «{}» → «{}»",
                row.key, difference.before, difference.after
            ));
        }
    }
    for row in &check.chosen {
        for difference in &row.differences {
            let day = difference.chosen_at.map(|at| t.datetime(at)).unwrap_or_default();
            let args = [
                ("key", row.key.as_str()),
                ("column", difference.column.name(t.language())),
                ("before", difference.before.as_str()),
                ("after", difference.after.as_str()),
                ("day", day.as_str()),
            ];
            complain(&t.with("imports-cli-chosen", args));
        }
    }
    let numbers = [
        ("n_rows", table.rows.len()),
        ("n_new", check.new.len()),
        ("n_changed", check.changed.len()),
        ("n_same", check.same),
        ("n_missing", check.missing.len()),
        ("n_bad", check.bad_lines().len()),
    ];
    complain(&t.with("imports-cli-sum", numbers));
}

/// The comments of a file that goes back, by line.
pub(super) fn comments(t: T, check: &Check) -> BTreeMap<u32, String> {
    let mut comments: BTreeMap<u32, String> = BTreeMap::new();
    for problem in &check.problems {
        let comment = comments.entry(problem.line).or_default();
        if !comment.is_empty() {
            comment.push_str(" · ");
        }
        if !problem.column.is_empty() {
            comment.push_str(&problem.column);
            comment.push_str(": ");
        }
        comment.push_str(&t.fault(&problem.invalid()));
    }
    comments
}

/// The name of the column of comments.
pub(super) const fn comments_title(language: Language) -> &'static str {
    match language {
        Language::Italian => COMMENTS[0],
        Language::English => COMMENTS[1],
    }
}

async fn load_travel_times(app: &App, path: &std::path::Path, t: T) -> Result<ExitCode, Fault> {
    let file = std::fs::File::open(path).map_err(|e| {
        let shown = path.display().to_string();
        Fault::from(Invalid::new("", "import.file", shown).with("cause", e))
    })?;
    let busy = busy();
    let loaded = travel::load(app, BufReader::new(file), |rows| {
        busy.set_message(rows.to_string())
    })
    .await;
    busy.finish_and_clear();
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(Fault::Invalid(wrong)) => {
            for invalid in &wrong {
                let line = invalid.args.iter().find(|(name, _)| *name == "line");
                let number = line.map_or("", |(_, number)| number.as_str());
                let line = t.with("imports-cli-line", [("line", number.to_owned())]);
                complain(&format!("{line}: {} [{}]", t.fault(invalid), invalid.code));
            }
            return Ok(ExitCode::from(1));
        }
        Err(fault) => return Err(fault),
    };
    say(&t.with(
        "imports-travel-done",
        [("n_rows", loaded.rows), ("n_unknown", loaded.unknown)],
    ));
    app.db.clone().close().await;
    Ok(ExitCode::SUCCESS)
}
