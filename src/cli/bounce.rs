//! `abbina bounce`: a mail server's report that a mail did not arrive.

use std::io::Read as _;
use std::process::ExitCode;

use super::{open, output};
use crate::config::Config;
use crate::notifications::{Reported, report};
use crate::vocabulary::fault::Fault;

/// The longest report that is read, bytes: it may hold the letter itself.
const LONGEST: u64 = 4 << 20;

/// What sysexits.h calls EX_TEMPFAIL: a mail server keeps the report and tries again.
const TRY_AGAIN: u8 = 75;

/// Reads one report from the input. What is no report is nobody's fault: the mail server must not complain about it to anybody.
pub async fn run(config: Config) -> Result<ExitCode, Fault> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().take(LONGEST).read_to_end(&mut bytes);
    let done = async {
        read.map_err(Fault::internal)?;
        let app = open(config).await?;
        report(&app, &bytes).await
    };
    match done.await {
        Ok(Reported::Nothing) => output::complain("not a report about a mail of ours: nothing done"),
        Ok(Reported::Later) => output::complain("the mail is late, or has arrived: nothing done"),
        Ok(Reported::Bounced { suppressed: false }) => output::complain("the mail did not arrive: noted"),
        Ok(Reported::Bounced { suppressed: true }) => {
            output::complain("the address is refused: noted, and not written to any more");
        }
        Err(fault) => {
            output::complain(&fault.to_string());
            return Ok(ExitCode::from(TRY_AGAIN));
        }
    }
    Ok(ExitCode::SUCCESS)
}
