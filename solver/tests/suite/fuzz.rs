//! The corpus of the fuzzing example, replayed, and a short run of it with fixed dice.

#[path = "../fuzzing/mod.rs"]
mod fuzzing;

use fuzzing::{Dice, beginnings, mutate, probe};

#[test]
fn whatever_broke_a_reader_once_does_so_no_more() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let mut files: Vec<_> = std::fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        probe(&std::fs::read(file).unwrap());
    }
}

#[test]
fn no_bytes_break_the_readers_the_solver_or_the_checker() {
    let (mut dice, mut inputs) = (Dice(2), beginnings());
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..8000 {
        let (one, other) = (dice.below(inputs.len()), dice.below(inputs.len()));
        let input = mutate(&mut dice, &inputs[one], &inputs[other]);
        if seen.insert(probe(&input)) {
            inputs.push(input);
        }
    }
    assert!(
        seen.len() > 100,
        "the dice lead to {} different ways only",
        seen.len()
    );
}
