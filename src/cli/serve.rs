//! `serve`, `work` and `send`: what runs until it is told to stop.

use std::process::ExitCode;

use tokio_util::sync::CancellationToken;

use super::{open, output};
use crate::config::Config;
use crate::vocabulary::fault::Fault;

/// Pages and workers, until SIGTERM or Ctrl-C.
pub async fn serve(config: Config) -> Result<ExitCode, Fault> {
    let app = open(config).await?;
    let stop = stop_on_signal();
    app.serve(stop, |address| output::say(&format!("Abbina: http://{address}")))
        .await?;
    Ok(ExitCode::SUCCESS)
}

/// Workers alone.
pub async fn work(config: Config, once: bool) -> Result<ExitCode, Fault> {
    let app = open(config).await?;
    if once {
        let (runs, mails) = app.drain().await?;
        for (what, tally) in [("runs", runs), ("mail", mails)] {
            output::say(&format!(
                "{what}: done {}, to be tried again {}, given up {}",
                tally.done, tally.retried, tally.dead
            ));
        }
    } else {
        app.work(stop_on_signal()).await?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The mail that is due.
pub async fn send(config: Config) -> Result<ExitCode, Fault> {
    let app = open(config).await?;
    let mails = app.send().await?;
    output::say(&format!(
        "sent {}, to be tried again {}, given up {}",
        mails.done, mails.retried, mails.dead
    ));
    Ok(if mails.dead == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// Fires on SIGTERM and Ctrl-C; a second one ends the program at once.
pub(crate) fn stop_on_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let fired = stop.clone();
    tokio::spawn(async move {
        for round in 0..2 {
            let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
            {
                Ok(terminate) => terminate,
                Err(error) => {
                    tracing::error!(%error, "no signals on this system");
                    return;
                }
            };
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            if round == 1 {
                std::process::exit(130);
            }
            fired.cancel();
        }
    });
    stop
}
