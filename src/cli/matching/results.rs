//! Solves, checks the proof, and writes the folder of results.

use std::path::Path;
use std::process::ExitCode;

use super::folder::{self, Draft};
use super::progress::Progress;
use crate::cli::output::{complain, say};
use crate::matching::files::digest;
use crate::matching::files::frozen::Inputs;
use crate::matching::files::letters::{self, Sender};
use crate::matching::files::outputs;
use crate::matching::files::report::{self, Frame};
use crate::matching::files::summary::{Summary, Traced, Traces};
use crate::matching::files::words::Found;
use crate::matching::model::RoundFile;
use crate::matching::problem::{self, Unfit};
use crate::platform::mail::Correspondent;
use crate::platform::sheets::{write_csv, write_xlsx};
use crate::platform::texts::T;
use crate::vocabulary::fault::{Fault, Invalid};

/// A sender that no mail server takes: nobody sends such a mail by mistake.
const NOBODY: &str = "Abbina <abbina@mittente.invalid>";

/// What the results are made of.
#[derive(Debug)]
pub(super) struct Job<'a> {
    pub(super) t: T,
    pub(super) inputs: &'a Inputs,
    pub(super) round: &'a RoundFile,
    pub(super) read: Vec<Traced>,
    pub(super) out: &'a Path,
    pub(super) mail_from: Option<&'a str>,
}

/// Solves and writes. Exit status as `abbina match`.
///
/// # Errors
/// When the system fails, or an answer does not pass the check.
pub(super) fn make(job: &Job<'_>, progress: &Progress) -> Result<ExitCode, Fault> {
    let t = job.t;
    progress.phase(t.get("files-phase-judging"));
    let market = problem::build(&job.inputs.snapshot).map_err(unfit)?;
    progress.phase(t.get("files-phase-solving"));
    let mut answer = problem::solve_telling(&market, 0, &|done, total| progress.at(done, total));
    // The same files give the same bytes.
    answer.timings_ms = Default::default();
    let outcome = market
        .outcome(&answer)
        .map_err(|wrong| Fault::internal(wrong.join("; ")))?;
    let status = serde_json::to_value(answer.status).map_err(Fault::internal)?;
    let status = status.as_str().unwrap_or_default().to_owned();
    if status == "no_answer" {
        progress.end();
        complain(&t.get("matching-failure-timed-out"));
        return Ok(ExitCode::from(3));
    }
    progress.phase(t.get("files-phase-writing"));
    let found = Found {
        market: &market,
        outcome: &outcome,
        cast: &job.inputs.cast,
    };
    let certificate = serde_json::to_vec(&answer.certificate).map_err(Fault::internal)?;
    let certificate_digest = digest(&certificate);
    let files = contents(job, &found, &status, &certificate_digest, answer.to_json())?;
    let mails = files.iter().filter(|(name, _)| name.starts_with("mail/")).count();
    let traces: Vec<Traced> = files
        .iter()
        .map(|(file, bytes)| Traced {
            file: file.clone(),
            digest: digest(bytes),
        })
        .collect();
    let snapshot_digest = job.inputs.snapshot.digest().map_err(Fault::internal)?;
    let summary = Summary::of(
        &found,
        Traces {
            status: &status,
            certificate_digest: &certificate_digest,
            snapshot_digest: &snapshot_digest,
            inputs: &job.read,
            outputs: &traces,
            left_out: &job.inputs.left_out,
        },
    );
    let summary = serde_json::to_vec_pretty(&summary).map_err(Fault::internal)?;
    let written = Draft::begin(job.out).and_then(|draft| {
        for (name, bytes) in files
            .iter()
            .map(|(n, b)| (n.as_str(), b))
            .chain([(folder::SUMMARY, &summary)])
        {
            draft.write(name, bytes)?;
        }
        draft.publish()
    });
    progress.end();
    if let Err(error) = written {
        let shown = job.out.display().to_string();
        complain(&t.fault(&Invalid::new("", "file.unwritable", shown).with("detail", error)));
        return Ok(ExitCode::from(4));
    }
    tell(job, &found, status == "optimal", mails);
    Ok(ExitCode::SUCCESS)
}

/// Every file but the record itself, by name.
fn contents(
    job: &Job<'_>,
    found: &Found<'_>,
    status: &str,
    certificate_digest: &str,
    answer: Vec<u8>,
) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let t = job.t;
    let mut files = Vec::new();
    let tables = [
        outputs::proposals(t, found),
        outputs::unplaced(t, found),
        outputs::free(t, found),
    ];
    for (name, sheet) in outputs::NAMES.into_iter().zip(tables) {
        files.push((format!("{name}.csv"), write_csv(&sheet)));
        files.push((format!("{name}.xlsx"), write_xlsx(&[sheet])?));
    }
    files.push(("problem.json".to_owned(), found.market.problem.to_json()));
    files.push(("answer.json".to_owned(), answer));
    let frame = Frame {
        round: job.round.name.as_deref(),
        left_out: job.inputs.left_out.iter().filter(|row| !row.is_outside()).count(),
        proved: status == "optimal",
        certificate_digest,
        mail_from: job.mail_from,
    };
    let page = report::write(t, found, frame).map_err(Fault::internal)?;
    files.push(("report.html".to_owned(), page.into_bytes()));
    let sender = Sender {
        from: Correspondent::parse(job.mail_from.unwrap_or(NOBODY)),
        round: job.round.name.clone(),
        answer_by: job.round.answer_by,
        language: t.language(),
    };
    let mails = letters::write(found, &sender).map_err(Fault::internal)?;
    files.extend(
        mails
            .into_iter()
            .map(|mail| (format!("mail/{}", mail.name), mail.bytes)),
    );
    Ok(files)
}

fn tell(job: &Job<'_>, found: &Found<'_>, proved: bool, mails: usize) {
    let t = job.t;
    let counts = &found.outcome.counts;
    say(&t.with(
        "files-done",
        [
            ("n_placed", counts.placed),
            ("n_students", counts.students),
            ("n_unplaced", counts.unplaced),
            ("n_free", counts.seats.saturating_sub(counts.placed)),
        ],
    ));
    say(&t.get(if proved {
        "files-done-proved"
    } else {
        "files-done-not-proved"
    }));
    say(&t.with("files-done-where", [("path", job.out.display().to_string())]));
    let folder = job.out.join("mail").display().to_string();
    say(&t.with("files-done-mails", [("n", mails.to_string()), ("path", folder)]));
}

fn unfit(unfit: Unfit) -> Fault {
    match unfit {
        Unfit::Settings(problems) => Fault::Invalid(problems),
        other => Fault::internal(format!("{other:?}")),
    }
}
