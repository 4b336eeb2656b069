//! How far a run is: a bar on a terminal, or lines of JSON for another program.

use std::io::IsTerminal;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::output::complain;

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Show {
    /// A bar on a terminal, nothing elsewhere
    Auto,
    /// Nothing
    None,
    /// One JSON object a line, on the error output
    Json,
}

/// What shows it.
pub(super) enum Shown {
    Bar(ProgressBar),
    Lines,
    Nothing,
}

impl Shown {
    pub(super) fn start(show: Show) -> Shown {
        match show {
            Show::Auto if std::io::stderr().is_terminal() => Shown::Bar(bar()),
            Show::Json => Shown::Lines,
            Show::Auto | Show::None => Shown::Nothing,
        }
    }

    pub(super) fn tell(&self, progress: solver::Progress) {
        match self {
            Shown::Bar(bar) => {
                bar.set_length(progress.total);
                bar.set_position(progress.done);
                bar.set_message(message(&progress));
            }
            Shown::Lines => complain(&line(&progress)),
            Shown::Nothing => {}
        }
    }

    pub(super) fn end(&self) {
        if let Shown::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn line(progress: &solver::Progress) -> String {
    serde_json::json!({
        "phase": progress.phase, "tier": progress.tier,
        "elapsed_ms": u64::try_from(progress.elapsed.as_millis()).unwrap_or(u64::MAX),
        "done": progress.done, "total": progress.total,
        "best": progress.best, "bound": progress.bound,
    })
    .to_string()
}

fn message(progress: &solver::Progress) -> String {
    let mut told = progress.tier.unwrap_or(progress.phase).to_owned();
    if let Some(best) = progress.best {
        told += &format!(" {best}");
    }
    if let Some(bound) = progress.bound.filter(|bound| progress.best != Some(*bound)) {
        told += &format!(" of at most {bound}");
    }
    told
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} [{bar:30}] {percent:>3} %  {elapsed}  {msg}");
    let bar = ProgressBar::new(0);
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_tells_the_tier_the_best_and_the_bound() {
        let mut progress = solver::Progress {
            phase: "network",
            tier: Some("score"),
            done: 3,
            total: 9,
            elapsed: std::time::Duration::from_millis(1500),
            best: Some(40),
            bound: Some(50),
        };
        assert_eq!(message(&progress), "score 40 of at most 50");
        assert_eq!(
            line(&progress),
            r#"{"best":40,"bound":50,"done":3,"elapsed_ms":1500,"phase":"network","tier":"score","total":9}"#
        );
        (progress.tier, progress.best, progress.bound) = (None, None, None);
        assert_eq!(message(&progress), "network");
    }
}
