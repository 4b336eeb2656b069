//! The command line.
//!
//! Exit status of every command: 0 done, 1 what was given is not right (everything wrong is named, nothing was written),
//! 2 wrong usage, 3 a limit ended it without an answer, 4 something of ours or of the system failed.
//! Colours only on a terminal, and never with `NO_COLOR`; progress bars only on a terminal.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::App;
use crate::config::{Config, DatabaseConfig};
use crate::platform::sheets::{READ_SHEET, read_sheet};
use crate::platform::telemetry;
use crate::vocabulary::fault::Fault;

mod backup;
mod bounce;
mod demo;
mod doctor;
mod invite;
mod matching;
pub mod output;
mod serve;
mod solve;

use output::complain;

/// Matches IeFP students to apprenticeships and school-work placements: provably best, lawful, explained.
#[derive(Debug, Parser)]
#[command(
    name = "abbina",
    version,
    arg_required_else_help = true,
    after_help = "Exit status: 0 done; 1 what was given is not right; 2 wrong usage; 3 a limit ended it without an answer; \
                  4 something of ours or of the system failed.\n\n\
                  Try it: abbina demo"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open a demonstration: invented people in real places, nothing leaves
    Demo(demo::DemoArguments),
    /// Open the service: pages, runs and mail
    Serve(Config),
    /// Work without pages: runs and mail
    Work {
        #[command(flatten)]
        config: Config,
        /// Do what is due, then end
        #[arg(long)]
        once: bool,
    },
    /// Bring the database's schema up to date
    Migrate {
        #[command(flatten)]
        database: DatabaseConfig,
        /// Only say what is missing; exit status 1 when something is
        #[arg(long)]
        check: bool,
    },
    /// Bring in students, companies, placements or travel times from a file
    Import(Box<crate::imports::cli::ImportArguments>),
    /// Match a school's files: proposals, reasons, mails ready to send; no server needed
    Match(matching::MatchArguments),
    /// Write an empty file to fill in: students, companies or placements
    Template(matching::TemplateArguments),
    /// Reads a workbook from the input, within limits: the service starts it for each workbook
    #[command(name = READ_SHEET, hide = true)]
    ReadSheet,
    /// Find a best assignment of a problem file and prove it
    Solve(solve::SolveArguments),
    /// Verify an answer without solving
    Check(solve::CheckArguments),
    /// Send the mail that is due, then end
    Send(Config),
    /// Read a mail server's report that a mail did not arrive from the input (RFC 3464): for a pipe of the mail server that
    /// takes mail for the sender's address. Exit status 0, or 75 when it should try again
    Bounce(Config),
    /// Print a link by which the first administrator sets a password, or anybody whose password is lost
    Invite(invite::InviteArguments),
    /// Copy the data while the service goes on: all of one moment, checked
    Backup(backup::BackupArguments),
    /// Say whether everything that a service needs is there
    Doctor(Config),
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // Before anything takes its share of the address space.
    if matches!(cli.command, Command::ReadSheet) {
        return read_sheet();
    }
    telemetry::start();
    // Two crates may bring a provider of cryptography; this one is ours.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match cli.command {
        Command::ReadSheet => read_sheet(),
        Command::Import(arguments) => on_a_runtime(crate::imports::cli::run(*arguments)),
        Command::Match(arguments) => on_a_runtime(matching::run(arguments)),
        Command::Template(arguments) => matching::template(&arguments),
        Command::Solve(arguments) => solve::solve(&arguments),
        Command::Check(arguments) => solve::check(&arguments),
        Command::Demo(arguments) => on_a_runtime(demo::run(arguments)),
        Command::Serve(config) => on_a_runtime(serve::serve(config)),
        Command::Work { config, once } => on_a_runtime(serve::work(config, once)),
        Command::Migrate { database, check } => on_a_runtime(migrate(database, check)),
        Command::Send(config) => on_a_runtime(serve::send(config)),
        Command::Bounce(config) => on_a_runtime(bounce::run(config)),
        Command::Invite(arguments) => on_a_runtime(invite::run(arguments)),
        Command::Backup(arguments) => on_a_runtime(backup::run(arguments)),
        Command::Doctor(config) => on_a_runtime(doctor::examine(config)),
    }
}

/// Runs a command that waits for things.
pub(crate) fn on_a_runtime(work: impl Future<Output = Result<ExitCode, Fault>>) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&format!("the system gives no threads: {error}"));
            return ExitCode::from(4);
        }
    };
    match runtime.block_on(work) {
        Ok(code) => code,
        Err(fault) => output::fail(&fault),
    }
}

async fn migrate(database: DatabaseConfig, check: bool) -> Result<ExitCode, Fault> {
    let url = database.url().map_err(Fault::internal)?;
    let db = crate::platform::db::Db::connect(&url, 1).await?;
    let missing = db.pending_migrations().await?;
    if check {
        output::say(&format!("{missing} migrations are missing"));
        return Ok(if missing == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        });
    }
    db.migrate().await?;
    output::say(&format!(
        "the schema is up to date ({missing} migrations applied)"
    ));
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Opens the application and its secrets.
pub(crate) async fn open(config: Config) -> Result<App, Fault> {
    App::start(config).await
}
