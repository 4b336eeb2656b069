//! Feeds the readers, the solver and the checker with inputs made from others, for so many seconds:
//!
//! ```text
//! cargo run --release -p abbina-solver --example fuzz -- SECONDS [SEED]
//! ```
//!
//! Inputs that lead somewhere new are kept and built upon. One that breaks something is written to
//! `solver/tests/corpus/`, where a test replays it from then on, and the run ends with status 1.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    missing_debug_implementations,
    reason = "a program to be run by hand"
)]

#[path = "../tests/fuzzing/mod.rs"]
mod fuzzing;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use fuzzing::{Dice, beginnings, mutate, probe};

/// Inputs to build upon; beyond it a new one takes the place of another.
const KEPT: usize = 5000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|a| a.parse::<u64>());
    let (Some(Ok(seconds)), Ok(seed)) = (arguments.next(), arguments.next().unwrap_or(Ok(1))) else {
        println!("usage: fuzz SECONDS [SEED]");
        return ExitCode::from(2);
    };
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut inputs = beginnings();
    let known = std::fs::read_dir(&corpus).into_iter().flatten().flatten();
    inputs.extend(known.filter_map(|entry| std::fs::read(entry.path()).ok()));
    let (mut dice, mut seen) = (Dice(seed), BTreeSet::new());
    let (begun, mut tried, mut told) = (Instant::now(), 0_u64, 0);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let (one, other) = (dice.below(inputs.len()), dice.below(inputs.len()));
        let input = mutate(&mut dice, &inputs[one], &inputs[other]);
        // Left behind by an abort, which nothing catches.
        let last = std::env::temp_dir().join("abbina-fuzz-last");
        if tried.is_multiple_of(256) {
            let _ = std::fs::write(&last, &input);
        }
        match std::panic::catch_unwind(|| probe(&input)) {
            Ok(way) => {
                if seen.insert(way) && input.len() < 20_000 {
                    if inputs.len() < KEPT {
                        inputs.push(input);
                    } else {
                        let old = dice.below(KEPT);
                        inputs[old] = input;
                    }
                }
            }
            Err(_) => {
                let name = corpus.join(format!("broke-{seed}-{tried}.json"));
                std::fs::create_dir_all(&corpus)
                    .and_then(|()| std::fs::write(&name, &input))
                    .expect("a writable folder");
                println!("after {tried} inputs: {}", name.display());
                return ExitCode::FAILURE;
            }
        }
        tried += 1;
        if begun.elapsed().as_secs() / 60 > told {
            told = begun.elapsed().as_secs() / 60;
            println!(
                "{told} min, {tried} inputs, {} kept of {} ways",
                inputs.len(),
                seen.len()
            );
        }
    }
    println!("clean: {tried} inputs in {seconds} s, {} ways", seen.len());
    ExitCode::SUCCESS
}
