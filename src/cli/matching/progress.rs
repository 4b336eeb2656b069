//! A bar on a terminal, once something takes longer than a second.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is going on.
#[derive(Debug, Clone)]
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Begins, unseen.
    pub(super) fn start() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} [{bar:30}] {elapsed}") {
            bar.set_style(style);
        }
        if std::io::stderr().is_terminal() {
            let later = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_secs(1));
                if !later.is_finished() {
                    later.set_draw_target(ProgressDrawTarget::stderr());
                    later.enable_steady_tick(Duration::from_millis(120));
                }
            });
        }
        Progress(bar)
    }

    /// What begins now.
    pub(super) fn phase(&self, name: String) {
        self.0.set_message(name);
        self.0.set_length(1);
        self.0.set_position(0);
    }

    /// So many steps of so many.
    pub(super) fn at(&self, done: u64, total: u64) {
        self.0.set_length(total.max(1));
        self.0.set_position(done);
    }

    /// Gone from the terminal.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
