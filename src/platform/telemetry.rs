//! Logs: a sentence and fields, never people.
//!
//! The level comes from `ABBINA_LOG` (as `RUST_LOG`: `info`, `abbina=debug` …). On a terminal lines are for reading; otherwise,
//! or with `ABBINA_LOG_FORMAT=json`, one JSON object each. `NO_COLOR` is kept.

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error. A second call changes nothing.
pub fn start() {
    let filter = EnvFilter::try_from_env("ABBINA_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    let terminal = stderr().is_terminal();
    let json = match std::env::var("ABBINA_LOG_FORMAT").as_deref() {
        Ok("json") => true,
        Ok("text") => false,
        _ => !terminal,
    };
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_target(false);
    let started = if json {
        builder.json().flatten_event(true).try_init()
    } else {
        let colours = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        builder.with_ansi(colours).try_init()
    };
    // Already started, as in tests: the first one stays.
    drop(started);
}
