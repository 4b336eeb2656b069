//! The solver as a child process of the same program: it can be stopped, limited, and crash alone.
//!
//! The problem goes in and the answer comes out in the format of `abbina solve`; progress comes as JSON lines on the
//! error output. Nothing that the child says is believed until [`solver::check`] has said the same.

use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::vocabulary::fault::Fault;

/// What a child may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// This program.
    pub program: PathBuf,
    /// Seconds until it must have an answer.
    pub seconds: u64,
    /// MiB of address space.
    pub memory_mb: u64,
    /// Threads.
    pub threads: usize,
    /// How long it may take beyond its seconds, or after a stop, before it is killed.
    pub grace: Duration,
    /// Do those who look at pages go first?
    pub gives_way: bool,
}

impl Limits {
    /// Those of the configuration.
    ///
    /// # Errors
    /// When this program does not know where it is.
    pub fn of(config: &Config) -> Result<Limits, Fault> {
        Ok(Limits {
            program: config.program().map_err(Fault::internal)?,
            seconds: config.solver_seconds,
            memory_mb: config.solver_memory_mb,
            threads: config.solver_threads,
            grace: Duration::from_secs(10),
            gives_way: true,
        })
    }

    /// The same with fewer seconds, for what somebody waits for.
    #[must_use]
    pub fn at_most(self, seconds: u64) -> Limits {
        Limits {
            seconds: self.seconds.min(seconds),
            grace: Duration::from_secs(1),
            gives_way: false,
            ..self
        }
    }
}

/// How far a child is; shown to people while they wait.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What it is doing.
    pub phase: String,
    /// Steps done.
    pub done: u64,
    /// Of so many.
    pub total: u64,
    /// Best value so far.
    pub best: Option<i64>,
    /// What no answer can exceed.
    pub bound: Option<i64>,
}

/// Why there is no answer. The code is stable: it keys the text that people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It could not be started.
    NotStarted(String),
    /// It took more time than it may, and was killed.
    TimedOut,
    /// It ended by itself or was killed from outside.
    Crashed(String),
    /// It wrote something that is no answer.
    Garbage(String),
    /// It refused the problem: ours to mend.
    Refused(String),
    /// Somebody stopped it, and it had no answer yet.
    Stopped,
}

impl Failure {
    /// The word stored with the run: keys the Fluent text `matching-failure-<code>`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Failure::NotStarted(_) => "not_started",
            Failure::TimedOut => "timed_out",
            Failure::Crashed(_) => "crashed",
            Failure::Garbage(_) => "garbage",
            Failure::Refused(_) => "refused",
            Failure::Stopped => "stopped",
        }
    }

    /// What the log may say; no personal data, for a problem holds none.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Failure::NotStarted(detail)
            | Failure::Crashed(detail)
            | Failure::Garbage(detail)
            | Failure::Refused(detail) => detail,
            Failure::TimedOut | Failure::Stopped => "",
        }
    }
}

/// Solves `problem` in a child. `stop`: keep the best so far and end. `tell` hears of progress.
///
/// # Errors
/// When there is no answer; see [`Failure`].
pub async fn solve(
    limits: &Limits,
    problem: Vec<u8>,
    stop: &CancellationToken,
    tell: impl FnMut(Progress) + Send,
) -> Result<Vec<u8>, Failure> {
    ask(limits, problem, &[], stop, tell).await
}

/// Solves `problem` once more, and says of each pair (student, place) what it would cost and who would move.
///
/// # Errors
/// As [`solve`].
pub async fn explain(
    limits: &Limits,
    problem: Vec<u8>,
    pairs: &[(String, String)],
    stop: &CancellationToken,
) -> Result<Vec<u8>, Failure> {
    ask(limits, problem, pairs, stop, |_| {}).await
}

async fn ask(
    limits: &Limits,
    problem: Vec<u8>,
    pairs: &[(String, String)],
    stop: &CancellationToken,
    mut tell: impl FnMut(Progress) + Send,
) -> Result<Vec<u8>, Failure> {
    let mut child = start(limits, pairs).map_err(|e| Failure::NotStarted(e.to_string()))?;
    let (Some(mut input), Some(mut output), Some(errors)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(Failure::NotStarted("no pipes".into()));
    };
    let feed = async move {
        // A child that dies early closes its input: how it died is told below.
        let _ = input.write_all(&problem).await;
        drop(input);
    };
    let listen = async move {
        let mut lines = BufReader::new(errors).lines();
        let mut last_words = String::new();
        while let Ok(Some(line)) = lines.next_line().await {
            match serde_json::from_str::<Progress>(&line) {
                Ok(progress) => tell(progress),
                Err(_) => last_words = line.chars().take(500).collect(),
            }
        }
        last_words
    };
    let read = async move {
        let mut answer = Vec::new();
        let _ = output.read_to_end(&mut answer).await;
        answer
    };
    let end = wait(&mut child, limits, stop);
    let ((), last_words, answer, ended) = tokio::join!(feed, listen, read, end);
    let (ended, asked) = ended?;
    verdict(ended, answer, last_words, asked)
}

fn start(limits: &Limits, pairs: &[(String, String)]) -> std::io::Result<Child> {
    Command::new(&limits.program)
        .args(["solve", "-", "--progress", "json"])
        .args(["--seconds", &limits.seconds.to_string()])
        .args(["--threads", &limits.threads.to_string()])
        .args(["--memory-mb", &limits.memory_mb.to_string()])
        .args(limits.gives_way.then_some("--give-way"))
        .args(
            pairs
                .iter()
                .flat_map(|(student, place)| ["--explain".to_owned(), format!("{student}:{place}")]),
        )
        .env_clear()
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
}

/// Waits for its end; asks it to end when stopped or late, and kills it after the grace. Says whether and why it was asked.
async fn wait(
    child: &mut Child,
    limits: &Limits,
    stop: &CancellationToken,
) -> Result<(ExitStatus, Option<Failure>), Failure> {
    let crashed = |e: std::io::Error| Failure::Crashed(e.to_string());
    let asked = tokio::select! {
        ended = child.wait() => return Ok((ended.map_err(crashed)?, None)),
        () = stop.cancelled() => Failure::Stopped,
        () = tokio::time::sleep(Duration::from_secs(limits.seconds)) => Failure::TimedOut,
    };
    if let Some(pid) = child.id().and_then(|pid| i32::try_from(pid).ok()) {
        let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGTERM);
    }
    tokio::select! {
        ended = child.wait() => Ok((ended.map_err(crashed)?, Some(asked))),
        () = tokio::time::sleep(limits.grace) => {
            child.kill().await.map_err(crashed)?;
            Err(asked)
        }
    }
}

fn verdict(
    ended: ExitStatus,
    answer: Vec<u8>,
    last_words: String,
    asked: Option<Failure>,
) -> Result<Vec<u8>, Failure> {
    match (ended.code(), asked) {
        (Some(0), _) if answer.is_empty() => Err(Failure::Garbage("an empty answer".into())),
        (Some(0), _) => Ok(answer),
        (Some(1), _) => Err(Failure::Refused(last_words)),
        (_, Some(asked)) => Err(asked),
        // A limit of its own ended it without an answer.
        (Some(3), None) => Err(Failure::TimedOut),
        (_, None) => Err(Failure::Crashed(
            format!("{ended} {last_words}").trim().to_owned(),
        )),
    }
}
