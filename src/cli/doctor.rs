//! `abbina doctor`: is everything there that a service needs? Each line says what was looked at, what was seen, what to do.

use std::process::ExitCode;

use super::output::say;
use crate::config::Config;
use crate::platform::db::Db;
use crate::vocabulary::fault::Fault;

/// What was seen.
enum Seen {
    Good(String),
    /// Works, but not for a service that people rely on.
    Mind(String),
    Bad(String),
}

/// Exit status 1 when something is wrong.
pub async fn examine(config: Config) -> Result<ExitCode, Fault> {
    let mut findings = vec![
        ("data folder", data_folder(&config)),
        ("address", address(&config)),
        ("mail", mail(&config)),
    ];
    findings.extend(database(&config).await);
    findings.push(("solver", solver(&config).await));
    let mut bad = false;
    for (what, seen) in findings {
        let (word, style, text) = match seen {
            Seen::Good(text) => ("good", "\x1b[32m", text),
            Seen::Mind(text) => ("mind", "\x1b[33m", text),
            Seen::Bad(text) => {
                bad = true;
                ("BAD ", "\x1b[31m", text)
            }
        };
        say(&format!("{style}{word}\x1b[0m  {what:12} {text}"));
    }
    Ok(if bad { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn data_folder(config: &Config) -> Seen {
    let folder = &config.database.data;
    if let Err(error) = std::fs::create_dir_all(folder) {
        return Seen::Bad(format!("{} cannot be made: {error}", folder.display()));
    }
    match tempfile::tempfile_in(folder) {
        Ok(_) => Seen::Good(format!("{} can be written", folder.display())),
        Err(error) => Seen::Bad(format!(
            "{} cannot be written: {error}. Give it to this account",
            folder.display()
        )),
    }
}

fn address(config: &Config) -> Seen {
    let url = config.public_url();
    if config.secure() {
        Seen::Good(format!("{url}: cookies are for https only"))
    } else if config.web.listen.ip().is_loopback() {
        Seen::Mind(format!(
            "{url}: fine on this machine; for others set --public-url to an https address"
        ))
    } else {
        Seen::Bad(format!(
            "{url} is open to others without https: put a proxy with a certificate in front"
        ))
    }
}

fn mail(config: &Config) -> Seen {
    match &config.mail.smtp_url {
        None => {
            Seen::Mind("no mail server: mail is written to the outbox folder and nothing leaves".to_owned())
        }
        Some(url) if url.starts_with("smtps://") || url.starts_with("smtp://") => {
            Seen::Good("mail leaves encrypted".to_owned())
        }
        Some(_) => Seen::Mind("mail leaves in the clear: only for a server on this machine".to_owned()),
    }
}

async fn database(config: &Config) -> Vec<(&'static str, Seen)> {
    let db = match config.database.url() {
        Ok(url) => Db::connect(&url, 1).await,
        Err(error) => Err(Fault::internal(error)),
    };
    let db = match db {
        Ok(db) => db,
        Err(fault) => return vec![("database", Seen::Bad(fault.to_string()))],
    };
    let version = match db.version().await {
        Ok(version) => Seen::Good(version),
        Err(fault) => Seen::Bad(fault.to_string()),
    };
    let schema = match db.pending_migrations().await {
        Ok(0) => Seen::Good("the schema is up to date".to_owned()),
        Ok(n) => Seen::Bad(format!("{n} migrations are missing: run `abbina migrate`")),
        Err(fault) => Seen::Bad(fault.to_string()),
    };
    let whole = match db.is_whole().await {
        Ok(true) => Seen::Good("the file is whole".to_owned()),
        Ok(false) => Seen::Bad("the file is damaged: restore the backup".to_owned()),
        Err(fault) => Seen::Bad(fault.to_string()),
    };
    db.close().await;
    vec![("database", version), ("schema", schema), ("integrity", whole)]
}

/// Solves a problem of one student and one place in a child, as a run does.
async fn solver(config: &Config) -> Seen {
    let problem = br#"{"format":"abbina-matching/1","students":[{"id":"s"}],"places":[{"id":"p","capacity":1}],"pairs":[["s","p",1]]}"#;
    let program = match config.program() {
        Ok(program) => program,
        Err(error) => return Seen::Bad(format!("this program does not know where it is: {error}")),
    };
    let limits = crate::matching::Limits {
        program,
        seconds: 20,
        memory_mb: config.solver_memory_mb,
        threads: config.solver_threads,
        grace: std::time::Duration::from_secs(2),
        gives_way: false,
    };
    let stop = tokio_util::sync::CancellationToken::new();
    match crate::matching::solve_in_child(&limits, problem.to_vec(), &stop, |_| {}).await {
        Ok(_) => Seen::Good("a child process solves and proves".to_owned()),
        Err(failure) => Seen::Bad(format!("{}: {}", failure.code(), failure.detail())),
    }
}
