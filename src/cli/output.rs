//! What the command line says: results to the output, everything else to the error output.

use std::io::Write as _;
use std::process::ExitCode;

use crate::platform::texts::Texts;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::text::Language;

/// To the output.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stdout(), "{line}");
}

/// To the error output.
pub fn complain(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Says what went wrong, in the reader's language, and which exit status that is.
#[must_use]
pub fn fail(fault: &Fault) -> ExitCode {
    let t = Texts::for_language(language());
    match fault {
        Fault::Invalid(problems) => {
            for problem in problems {
                let place = if problem.field.is_empty() {
                    String::new()
                } else {
                    format!("{}: ", problem.field)
                };
                complain(&format!("{place}{} [{}]", t.fault(problem), problem.code));
            }
            ExitCode::from(1)
        }
        Fault::Conflict(code) => {
            complain(&format!("{} [{code}]", t.code_text(code)));
            ExitCode::from(1)
        }
        Fault::NotFound(_) | Fault::Forbidden | Fault::SignedOut | Fault::TooMany(_) => {
            complain(&fault.to_string());
            ExitCode::from(1)
        }
        Fault::Internal(cause) => {
            complain(cause);
            ExitCode::from(4)
        }
    }
}

/// The language of the terminal: English where `LC_ALL`, `LC_MESSAGES` or `LANG` says so, otherwise Italian.
#[must_use]
pub fn language() -> Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
    match said {
        Some(locale) if locale.starts_with("en") => Language::English,
        _ => Language::Italian,
    }
}
