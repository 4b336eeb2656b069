//! `abbina solve` and `abbina check`: the matching problem as a file (`matching-format.md`).

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::output::{complain, say};
use crate::platform::aside::give_way;

/// Finds a best assignment and proves it.
#[derive(Debug, Args)]
pub struct SolveArguments {
    /// The problem; `-` reads it from the input
    #[arg(value_name = "PROBLEM.json")]
    problem: PathBuf,
    /// Where the answer goes; without it, to the output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Say why this pair is or is not chosen, and what it would cost: `STUDENT:PLACE`; may be given again
    #[arg(long, value_name = "STUDENT:PLACE", value_parser = pair)]
    explain: Vec<(String, String)>,
    /// Seconds after which the best so far is the answer; otherwise the problem's own limit
    #[arg(long, value_name = "S")]
    seconds: Option<f64>,
    /// Threads; otherwise the problem's own limit, or all there are
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Memory, MiB; beyond it the program ends
    #[arg(long, value_name = "MIB")]
    memory_mb: Option<u64>,
    /// Give way to everything else that this machine has to do
    #[arg(long)]
    give_way: bool,
    /// How to show progress
    #[arg(long, value_enum, default_value_t = Show::Auto)]
    progress: Show,
}

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Show {
    /// A bar on a terminal, nothing elsewhere
    Auto,
    /// Nothing
    None,
    /// One JSON object a line, on the error output
    Json,
}

/// Verifies an answer without solving.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The problem
    #[arg(value_name = "PROBLEM.json")]
    problem: PathBuf,
    /// The answer
    #[arg(value_name = "ANSWER.json")]
    answer: PathBuf,
}

fn pair(text: &str) -> Result<(String, String), String> {
    text.split_once(':')
        .map(|(s, p)| (s.to_owned(), p.to_owned()))
        .ok_or_else(|| "write it as STUDENT:PLACE".to_owned())
}

/// Exit status: 0 solved (see `status`), 1 the problem is invalid, 3 a limit ended it without an answer.
pub fn solve(arguments: &SolveArguments) -> ExitCode {
    if let Some(memory) = arguments.memory_mb {
        limit_memory(memory);
    }
    if arguments.give_way {
        give_way();
    }
    if arguments.progress == Show::Json {
        end_with_the_reader();
    }
    let problem = match read(&arguments.problem).and_then(|bytes| solver::Problem::read(&bytes)) {
        Ok(problem) => problem,
        Err(findings) => return refused(&findings),
    };
    let stop = stop_on_signal();
    let bar = (arguments.progress == Show::Auto && std::io::stderr().is_terminal()).then(bar);
    let tell = |progress: solver::Progress| match (&bar, arguments.progress) {
        (Some(bar), _) => {
            bar.set_length(progress.total);
            bar.set_position(progress.done);
            bar.set_message(progress.phase);
        }
        (None, Show::Json) => {
            let line = serde_json::json!({
                "phase": progress.phase, "done": progress.done, "total": progress.total,
                "best": progress.best, "bound": progress.bound,
            });
            complain(&line.to_string());
        }
        _ => {}
    };
    let mut options = solver::Options::default();
    options.seconds = arguments.seconds.or(options.seconds);
    if let Some(threads) = arguments.threads {
        options.threads = threads;
    }
    options.stop = Some(&stop);
    options.progress = Some(&tell);
    options.explain = arguments.explain.clone();
    let answer = solver::solve(&problem, &options);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let no_answer = answer.status == solver::Status::NoAnswer;
    match write(arguments.out.as_deref(), &answer.to_json()) {
        Ok(()) if no_answer => ExitCode::from(3),
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("the answer cannot be written: {error}"));
            ExitCode::from(4)
        }
    }
}

/// Exit status: 0 the answer holds, 1 it does not or a file is invalid.
pub fn check(arguments: &CheckArguments) -> ExitCode {
    let problem = read(&arguments.problem).and_then(|bytes| solver::Problem::read(&bytes));
    let answer = read(&arguments.answer).and_then(|bytes| solver::Answer::read(&bytes));
    let (problem, answer) = match (problem, answer) {
        (Ok(problem), Ok(answer)) => (problem, answer),
        (problem, answer) => {
            let findings: Vec<_> = problem
                .err()
                .into_iter()
                .flatten()
                .chain(answer.err().into_iter().flatten())
                .collect();
            return refused(&findings);
        }
    };
    match solver::check(&problem, &answer) {
        Ok(checked) => {
            say(if checked.proved {
                "the answer keeps every rule, and is proved to be a best one"
            } else {
                "the answer keeps every rule; that it is a best one is not proved by numbers"
            });
            for believed in &checked.believed {
                say(&format!("believed: {believed}"));
            }
            ExitCode::SUCCESS
        }
        Err(findings) => refused(&findings),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Vec<solver::Finding>> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    bytes.map_err(|error| {
        vec![solver::Finding::new(
            "",
            "file.unreadable",
            format!("{} cannot be read: {error}", path.display()),
        )]
    })
}

fn write(path: Option<&Path>, answer: &[u8]) -> std::io::Result<()> {
    match path {
        Some(path) => std::fs::write(path, answer),
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(answer)?;
            out.write_all(b"\n")?;
            out.flush()
        }
    }
}

fn refused(findings: &[solver::Finding]) -> ExitCode {
    for finding in findings {
        complain(&format!(
            "{}  {}  {}",
            finding.path, finding.code, finding.message
        ));
    }
    ExitCode::from(1)
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg} [{bar:30}] {pos}/{len} {elapsed}");
    let bar = ProgressBar::new(0);
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

/// Who reads the progress line by line has started this process: when it is killed, nobody waits for the answer any more.
fn end_with_the_reader() {
    let reader = nix::unistd::getppid();
    std::thread::spawn(move || {
        while nix::unistd::getppid() == reader {
            std::thread::sleep(std::time::Duration::from_millis(250));
        }
        std::process::exit(3);
    });
}

/// Beyond this the system refuses memory and the program ends: alone, for it is a process of its own.
fn limit_memory(mib: u64) {
    use nix::sys::resource::{Resource, setrlimit};
    let bytes = mib.saturating_mul(1024 * 1024);
    let _ = setrlimit(Resource::RLIMIT_AS, bytes, bytes);
}

/// SIGTERM and Ctrl-C keep the best so far.
fn stop_on_signal() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT] {
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    stop
}
