//! A limit of memory that ends a run cannot be told by the run itself: another process watches and tells.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::cli::output::complain;

/// Runs this program once more with the same arguments, hands on a stop, and says when memory ended it.
pub(super) fn over_another(memory: u64, stop: &AtomicBool) -> ExitCode {
    let own = std::env::current_exe();
    let arguments = std::env::args_os().skip(1);
    let started = own.and_then(|own| Command::new(own).args(arguments).arg("--watched").spawn());
    let mut child = match started {
        Ok(child) => child,
        Err(error) => {
            complain(&format!("the solver cannot be started: {error}"));
            return ExitCode::from(4);
        }
    };
    let mut asked = false;
    loop {
        match child.try_wait() {
            Ok(Some(ended)) if ended.signal() == Some(Signal::SIGABRT as i32) => {
                complain(&format!(
                    "The limit of {memory} MiB of memory ended the work without an answer. Give more with --memory-mb, or solve a smaller problem."
                ));
                return ExitCode::from(3);
            }
            Ok(Some(ended)) => {
                let code = ended.code().and_then(|code| u8::try_from(code).ok());
                return ExitCode::from(code.unwrap_or(4));
            }
            Ok(None) => {}
            Err(error) => {
                complain(&format!("the solver is lost: {error}"));
                return ExitCode::from(4);
            }
        }
        if !asked && stop.load(Ordering::Relaxed) {
            asked = true;
            if let Ok(pid) = i32::try_from(child.id()) {
                let _ = kill(Pid::from_raw(pid), Signal::SIGTERM);
            }
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Beyond this the system refuses memory and the program ends: alone, for it is a process of its own.
pub(super) fn limit_memory(mib: u64) {
    use nix::sys::resource::{Resource, setrlimit};
    let bytes = mib.saturating_mul(1024 * 1024);
    let _ = setrlimit(Resource::RLIMIT_AS, bytes, bytes);
    // A crash is told in one line; nobody wants its memory on the disk.
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
}

/// Whoever started this process waits for its answer: when it is gone, nobody does any more.
pub(super) fn end_with_the_parent() {
    let parent = nix::unistd::getppid();
    std::thread::spawn(move || {
        while nix::unistd::getppid() == parent {
            std::thread::sleep(Duration::from_millis(250));
        }
        std::process::exit(3);
    });
}
