//! `abbina solve` and `abbina check`: the matching problem as a file (`matching-format.md`).

mod progress;
mod watch;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::output::{complain, say};
use crate::platform::aside::give_way;
use progress::{Show, Shown};

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
    explain: Vec<String>,
    /// An earlier answer: of the equally good ones take the one that moves fewest, and list who moved
    #[arg(long, value_name = "ANSWER.json")]
    previous: Option<PathBuf>,
    /// Seconds after which the best so far is the answer, 0 for the first that is found; otherwise the problem's own limit
    #[arg(long, value_name = "S", value_parser = seconds)]
    seconds: Option<f64>,
    /// Threads, from 1; otherwise the problem's own limit, or all there are
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    threads: Option<u32>,
    /// Memory, MiB: near it the best so far is the answer, beyond it the program ends
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..))]
    memory_mb: Option<u64>,
    /// Give way to everything else that this machine has to do
    #[arg(long)]
    give_way: bool,
    /// How to show progress
    #[arg(long, value_enum, default_value_t = Show::Auto)]
    progress: Show,
    /// Another of these watches over this one
    #[arg(long, hide = true)]
    watched: bool,
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

fn pair(text: &str) -> Result<String, String> {
    if text.contains(':') {
        Ok(text.to_owned())
    } else {
        Err("write it as STUDENT:PLACE".to_owned())
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().ok();
    seconds
        .filter(|s| s.is_finite() && *s >= 0.0)
        .ok_or_else(|| "write a number of seconds, 0 or more".to_owned())
}

/// The pair that is asked about. Ids may hold colons: of all ways to divide the text the one that names an eligible
/// pair counts, or else the one that names a student and a place.
fn asked(problem: &solver::Problem, text: &str) -> (String, String) {
    let student = |id: &str| problem.students.iter().position(|s| s.id == id);
    let place = |id: &str| problem.places.iter().position(|p| p.id == id);
    let fits = |(s, p): &(&str, &str)| -> u8 {
        let Some((s, p)) = student(s).zip(place(p)) else {
            return 0;
        };
        let same = |pair: &solver::Pair| (pair.student as usize, pair.place as usize) == (s, p);
        1 + u8::from(problem.pairs.iter().any(same))
    };
    let ways = text
        .match_indices(':')
        .map(|(at, _)| (&text[..at], &text[at + 1..]));
    // Of equally fitting ways the first.
    let best = ways.rev().max_by_key(fits).unwrap_or((text, ""));
    (best.0.to_owned(), best.1.to_owned())
}

/// Exit status: 0 solved (see `status`), 1 the problem is invalid, 3 a limit ended it without an answer, 4 something
/// else did.
pub fn solve(arguments: &SolveArguments) -> ExitCode {
    let stop = stop_on_signal();
    if arguments.progress == Show::Json || arguments.watched {
        watch::end_with_the_parent();
    }
    if arguments.give_way {
        give_way();
    }
    match (arguments.memory_mb, arguments.watched) {
        (Some(memory), false) => return watch::over_another(memory, &stop),
        (Some(memory), true) => watch::limit_memory(memory),
        (None, _) => {}
    }
    let begun = std::time::Instant::now();
    let problem = match read(&arguments.problem).and_then(|bytes| solver::Problem::read(&bytes)) {
        Ok(problem) => problem,
        Err(findings) => return refused(&findings),
    };
    let previous = match arguments.previous.as_deref().map(previous).transpose() {
        Ok(previous) => previous,
        Err(findings) => return refused(&findings),
    };
    let reading = begun.elapsed();
    let shown = Shown::start(arguments.progress);
    let tell = |progress: solver::Progress| shown.tell(progress);
    let options = solver::Options {
        seconds: arguments.seconds,
        threads: arguments.threads.map_or(0, |threads| threads as usize),
        // What is left over is for what is not counted: the program, stacks, what the system keeps in reserve.
        memory: (arguments.memory_mb).map(|mib| mib.saturating_mul(1024 * 1024) / 4 * 3),
        stop: Some(&stop),
        progress: Some(&tell),
        explain: (arguments.explain.iter())
            .map(|text| asked(&problem, text))
            .collect(),
        previous,
    };
    let mut answer = solver::solve(&problem, &options);
    answer.timings_ms.read = u64::try_from(reading.as_millis()).unwrap_or(u64::MAX);
    shown.end();
    if let Err(error) = write(arguments.out.as_deref(), &answer.to_json()) {
        complain(&format!("the answer cannot be written: {error}"));
        return ExitCode::from(4);
    }
    if answer.status != solver::Status::NoAnswer {
        return ExitCode::SUCCESS;
    }
    answer.notes.iter().for_each(|note| complain(note));
    ExitCode::from(if answer.ended_by_a_limit() { 3 } else { 4 })
}

/// Who was where in an earlier answer.
fn previous(path: &Path) -> Result<Vec<(String, String)>, Vec<solver::Finding>> {
    let answer = read(path).and_then(|bytes| solver::Answer::read(&bytes))?;
    let pairs = answer.assignment.into_iter();
    Ok(pairs.map(|pair| (pair.student, pair.place)).collect())
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
        if error.kind() == std::io::ErrorKind::OutOfMemory {
            // As any other allocation that fails: whoever watches says so.
            std::process::abort();
        }
        vec![solver::Finding::new(
            "",
            "file.unreadable",
            format!(
                "{} cannot be read: {error}. Give the name of a file that can.",
                path.display()
            ),
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
        let path = if finding.path.is_empty() {
            "/"
        } else {
            &finding.path
        };
        complain(&format!("{path}  {}  {}", finding.code, finding.message));
    }
    ExitCode::from(1)
}

/// SIGTERM and Ctrl-C keep the best so far.
fn stop_on_signal() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT] {
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    stop
}
