//! The record of a matching: what went in, what was decided, what came out, and how anybody can check it.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::inputs::LeftOut;
use super::words::Found;
use crate::matching::records::{Counts, Tier};

/// The name and version of the record's format.
pub const FORMAT: &str = "abbina-match/1";

/// A file and what it is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Traced {
    /// Its name, without its folder.
    pub file: String,
    /// SHA-256.
    pub digest: String,
}

/// Everything in `riepilogo.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Summary<'a> {
    /// Which format this is.
    pub format: &'static str,
    /// Decides ages and the law in force.
    pub day: NaiveDate,
    /// Of this program.
    pub abbina: &'static str,
    /// Of the solver.
    pub solver: &'a str,
    /// `optimal`: every objective is proved.
    pub status: &'a str,
    /// Students placed and the total score.
    pub value: Value,
    /// For each objective, what was reached and what no answer can exceed.
    pub tiers: Vec<Value>,
    /// Sizes.
    pub counts: &'a Counts,
    /// SHA-256 of the answer's certificate.
    pub certificate_digest: &'a str,
    /// Of `problem.json`, in the canonical form that the certificate speaks about.
    pub problem_digest: &'a str,
    /// Of the facts that were judged.
    pub snapshot_digest: &'a str,
    /// Decided between equal answers.
    pub seed: u64,
    /// What counted how much.
    pub weights: Value,
    /// Everything else that decided.
    pub settings: Value,
    /// The files read.
    pub inputs: &'a [Traced],
    /// The files written beside this one.
    pub outputs: &'a [Traced],
    /// Rows that were not matched, and why.
    pub left_out: &'a [LeftOut],
}

/// What the caller knows besides what was found.
#[derive(Debug, Clone, Copy)]
pub struct Traces<'a> {
    /// Word for the status of the answer.
    pub status: &'a str,
    /// Digest of the certificate.
    pub certificate_digest: &'a str,
    /// Digest of the snapshot.
    pub snapshot_digest: &'a str,
    /// Files read.
    pub inputs: &'a [Traced],
    /// Files written.
    pub outputs: &'a [Traced],
    /// Rows not matched.
    pub left_out: &'a [LeftOut],
}

fn one_or_list(values: &[i64]) -> Value {
    match values {
        [one] => json!(one),
        list => json!(list),
    }
}

fn tier(tier: &Tier) -> Value {
    json!({ "name": tier.name, "value": one_or_list(&tier.value), "bound": one_or_list(&tier.bound) })
}

impl<'a> Summary<'a> {
    /// Of what was found.
    #[must_use]
    pub fn of(found: &'a Found<'a>, traces: Traces<'a>) -> Summary<'a> {
        let (snapshot, outcome) = (found.market.snapshot, found.outcome);
        let settings = &snapshot.settings;
        Summary {
            format: FORMAT,
            day: snapshot.day,
            abbina: env!("CARGO_PKG_VERSION"),
            solver: &outcome.solver,
            status: traces.status,
            value: json!({ "placed": outcome.placed, "score": outcome.score }),
            tiers: outcome.tiers.iter().map(tier).collect(),
            counts: &outcome.counts,
            certificate_digest: traces.certificate_digest,
            problem_digest: &outcome.problem_digest,
            snapshot_digest: traces.snapshot_digest,
            seed: settings.seed,
            weights: json!(settings.weights),
            settings: json!(settings),
            inputs: traces.inputs,
            outputs: traces.outputs,
            left_out: traces.left_out,
        }
    }
}
