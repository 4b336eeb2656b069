//! Reads a problem file, solves it, checks the answer, and prints one line of JSON: what `benches/README.md` compares.
//!
//! `solve PROBLEM.json [threads]`

use std::error::Error;
use std::time::Instant;

use abbina_solver::{Options, Problem, solve};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name a problem file")?;
    let threads = arguments.next().map_or(Ok(0), |t| t.parse())?;
    let bytes = std::fs::read(path)?;
    let begun = Instant::now();
    let problem = Problem::read(&bytes).map_err(|findings| findings[0].to_string())?;
    let read = begun.elapsed();
    let begun = Instant::now();
    let answer = solve(
        &problem,
        &Options {
            threads,
            ..Options::default()
        },
    );
    let total = begun.elapsed();
    let tiers: Vec<String> = answer
        .tiers
        .iter()
        .map(|t| format!("\"{}\":{:?}", t.name, t.value))
        .collect();
    let mut out = std::io::stdout().lock();
    use std::io::Write as _;
    writeln!(
        out,
        "{{\"peer\":\"abbina-solver\",\"status\":\"{:?}\",\"read_mb_s\":{:.0},\"seconds\":{:.3},\"timings\":{:?},{}}}",
        answer.status,
        bytes.len() as f64 / 1e6 / read.as_secs_f64(),
        total.as_secs_f64(),
        answer.timings_ms,
        tiers.join(",")
    )?;
    for note in answer.notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}
