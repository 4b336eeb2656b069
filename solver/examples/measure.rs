//! Measures the solver on one problem file and prints one line of JSON: what `benches/README.md` compares.
//!
//! `measure solve|regrets|whatif PROBLEM.json [threads]`

use std::error::Error;
use std::io::Write as _;
use std::time::{Duration, Instant};

use abbina_solver::{Change, Options, Problem, Session, regrets, solve};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments
        .next()
        .ok_or("say what to measure: solve, regrets or whatif")?;
    let path = arguments.next().ok_or("name a problem file")?;
    let threads = arguments.next().map_or(Ok(0), |t| t.parse())?;
    let bytes = std::fs::read(path)?;
    let begun = Instant::now();
    let problem = Problem::read(&bytes).map_err(|findings| findings[0].to_string())?;
    let megabytes_a_second = bytes.len() as f64 / 1e6 / begun.elapsed().as_secs_f64();
    drop(bytes);
    let options = Options {
        threads,
        ..Options::default()
    };
    let line = match what.as_str() {
        "solve" => one_solve(&problem, &options, megabytes_a_second),
        "regrets" => all_regrets(&problem, &options),
        "whatif" => what_if(problem, &options)?,
        other => return Err(format!("{other:?} is nothing to measure").into()),
    };
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

/// `seconds` are those of the answer with its checked certificate, as the peers give neither reasons nor prices.
fn one_solve(problem: &Problem, options: &Options<'_>, megabytes_a_second: f64) -> serde_json::Value {
    let begun = Instant::now();
    let answer = solve(problem, options);
    let total = begun.elapsed().as_secs_f64();
    let times = answer.timings_ms;
    let values: serde_json::Map<_, _> = answer
        .tiers
        .iter()
        .map(|t| (t.name.clone(), serde_json::json!(t.value)))
        .collect();
    serde_json::json!({
        "peer": "abbina-solver",
        "status": answer.status,
        "seconds": total - times.explain as f64 / 1e3,
        "with_reasons": total,
        "solve_ms": times.solve,
        "certify_ms": times.certify,
        "explain_ms": times.explain,
        "read_mb_s": megabytes_a_second,
        "peak_mib": peak_mib(),
        "values": values,
    })
}

fn all_regrets(problem: &Problem, options: &Options<'_>) -> serde_json::Value {
    let begun = Instant::now();
    let all = regrets(problem, options);
    serde_json::json!({
        "seconds": begun.elapsed().as_secs_f64(),
        "pairs": all.len(),
        "possible": all.iter().filter(|r| r.losses.is_some()).count(),
    })
}

/// 500 changes of every kind, one after the other, each undone; at the end one solve afresh must agree.
fn what_if(problem: Problem, options: &Options<'_>) -> Result<serde_json::Value, Box<dyn Error>> {
    let begun = Instant::now();
    let mut session = Session::new(problem, options)?;
    let opened = begun.elapsed().as_secs_f64();
    let mut times: Vec<Duration> = Vec::new();
    let count = session.problem().pairs.len();
    for i in 0..500 {
        let problem = session.problem();
        let pair = problem.pairs[i * 7919 % count];
        let student = problem.students[pair.student as usize].id.clone();
        let place = &problem.places[pair.place as usize];
        let (capacity, place) = (place.capacity, place.id.clone());
        let change = match i % 5 {
            0 => Change::Pin { student, place },
            1 => Change::Forbid { student, place },
            2 => Change::Capacity {
                place,
                capacity: capacity + 1,
            },
            3 => Change::Score {
                student,
                place,
                score: pair.score + 300,
            },
            _ => Change::Leave { student },
        };
        let begun = Instant::now();
        if session.apply(change).is_ok() {
            times.push(begun.elapsed());
            // Every tenth change is kept, so that the market drifts.
            if i % 10 != 0 {
                session.undo();
            }
        }
    }
    times.sort_unstable();
    let at = |share: usize| {
        let i = times.len().saturating_sub(1) * share / 100;
        times.get(i).map_or(0.0, Duration::as_secs_f64) * 1e3
    };
    let afresh = solve(session.problem(), &Options::default());
    Ok(serde_json::json!({
        "opened_seconds": opened,
        "changes": times.len(),
        "median_ms": at(50),
        "p99_ms": at(99),
        "same_as_afresh": afresh.assignment == session.assignment(),
    }))
}

/// The most memory this process ever had, where the system tells.
fn peak_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024)
}
