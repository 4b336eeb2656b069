//! `abbina demo`: a running service with a market in it. No secret, no account elsewhere, no network: nothing leaves.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, Parser};

use super::output;
use super::serve::stop_on_signal;
use crate::config::Config;
use crate::demo::{self, Size};
use crate::platform::texts::Texts;
use crate::vocabulary::calendar::{Clock, SystemClock};
use crate::vocabulary::fault::Fault;

/// A demonstration: a running service with invented people and companies in real places.
#[derive(Debug, Args)]
pub struct DemoArguments {
    /// How many apprentices: 30, 300 or 3000
    #[arg(long, default_value_t = 300, value_parser = size, value_name = "N")]
    size: usize,
    /// Decides everything that chance would
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Folder for the database and the outbox; a filled one is opened as it is
    #[arg(
        long,
        env = "ABBINA_DEMO_DATA",
        default_value = "data/demo",
        value_name = "DIR"
    )]
    data: PathBuf,
    /// Address to listen on
    #[arg(
        long,
        env = "ABBINA_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS"
    )]
    listen: String,
    /// Throw away what is in the folder and fill it anew
    #[arg(long)]
    reset: bool,
    /// Only write the market as the files that a school would bring, to this folder
    #[arg(long, value_name = "DIR")]
    export: Option<PathBuf>,
}

/// Settings as the command line and the environment give them.
#[derive(Debug, Parser)]
struct Settings {
    #[command(flatten)]
    config: Config,
}

fn size(text: &str) -> Result<usize, String> {
    match text {
        "30" => Ok(30),
        "300" => Ok(300),
        "3000" => Ok(3000),
        _ => Err("30, 300 or 3000".to_owned()),
    }
}

/// Runs the demonstration until SIGTERM or Ctrl-C.
pub async fn run(arguments: DemoArguments) -> Result<ExitCode, Fault> {
    if let Some(folder) = &arguments.export {
        return export(&arguments, folder);
    }
    let data = arguments.data.display().to_string();
    let given = ["abbina", "--data", &data, "--listen", &arguments.listen];
    let mut config = Settings::try_parse_from(given)
        .map_err(|error| Fault::Internal(error.to_string()))?
        .config;
    // A demonstration has its own file and writes to nobody, whatever the environment says.
    config.database.database_url = None;
    config.database.database_url_file = None;
    config.mail.smtp_url = None;
    config.web.public_url = None;
    let began = Instant::now();
    let size = Size {
        students: arguments.size,
        seed: arguments.seed,
    };
    let demonstration = demo::open(config, size, arguments.reset).await?;
    let app = &demonstration.app;
    let t = Texts::for_language(output::language());
    let stop = stop_on_signal();
    app.serve(stop, |address| {
        output::say(&t.with("demo-ready", [("address", format!("http://{address}"))]));
        if let Some(link) = &demonstration.answer_link {
            output::say(&t.with("demo-answer-link", [("link", link.as_str())]));
        }
        if let Some(link) = &demonstration.availability_link {
            output::say(&t.with("demo-availability-link", [("link", link.as_str())]));
        }
        tracing::info!(
            milliseconds = began.elapsed().as_millis(),
            "the demonstration is ready"
        );
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}

fn export(arguments: &DemoArguments, folder: &std::path::Path) -> Result<ExitCode, Fault> {
    std::fs::create_dir_all(folder).map_err(Fault::internal)?;
    for file in demo::files(arguments.size, arguments.seed, SystemClock.today())? {
        let path = folder.join(file.name);
        std::fs::write(&path, &file.bytes).map_err(Fault::internal)?;
        output::say(&path.display().to_string());
    }
    Ok(ExitCode::SUCCESS)
}
