//! Makes a market with rules that cross its groups, solves it, and says how long that took.
//!
//! `cargo run --release --example crossing -- [students] [seed] [mode] [--json]`; the mode is a stability or `none`.
#![allow(clippy::print_stdout, reason = "an example")]

use abbina_solver::{Options, Problem, Stability, Tier, check, solve};

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % n.max(1)
    }
}

/// One place per six students, 20 to 50 candidate places each, scores by distance and by chance.
fn market(students: u32, seed: u64, mode: Stability) -> Problem {
    let mut c = Chance(seed);
    let mut b = Problem::builder();
    let places = (students / 6).max(50);
    let schools: Vec<u32> = (0..4)
        .map(|g| b.group(format!("school-{g}"), 0, None, None))
        .collect();
    let employers: Vec<u32> = (0..places / 2)
        .map(|e| b.group(format!("employer-{e}"), 0, Some(9 + c.below(6)), None))
        .collect();
    let plain = mode == Stability::None;
    let at = |c: &mut Chance| (c.below(1000) as i64, c.below(1000) as i64);
    let mut homes = Vec::new();
    for s in 0..students {
        b.student(format!("s{s:05}"), plain.then(|| schools[c.below(4) as usize]));
        homes.push(at(&mut c));
    }
    let mut sites = Vec::new();
    for p in 0..places {
        let employer = c.below(u64::from(places / 2));
        let capacity = 3 + c.below(6);
        let place = b.place(
            format!("p{p:04}"),
            capacity,
            plain.then(|| employers[employer as usize]),
        );
        b.employer(place, format!("employer-{employer}"));
        if plain && c.below(3) == 0 {
            b.open_with(place, 2 + c.below(3));
        }
        sites.push((at(&mut c), c.below(3)));
    }
    let mut quotas: [Vec<u32>; 6] = Default::default();
    for s in 0..students {
        let home = homes[s as usize];
        let distance = |p: u32| {
            let site = sites[p as usize].0;
            (site.0 - home.0).abs() + (site.1 - home.1).abs()
        };
        let mut near: Vec<u32> = (0..places).collect();
        near.sort_by_key(|p| (distance(*p), *p));
        near.truncate(20 + c.below(31) as usize);
        let mut own: Vec<(u32, u32)> = near
            .iter()
            .map(|p| (*p, (900 - distance(*p) / 4).max(0) as u32 + c.below(100) as u32))
            .collect();
        own.sort_by_key(|(p, score)| (std::cmp::Reverse(*score), *p));
        for (rank, (p, score)) in (1..).zip(own) {
            let pair = b.ranked_pair(s, p, score, rank / 3 + 1, 1 + c.below(8) as u32);
            // A quota per sector and half of the students: it crosses schools and employers.
            quotas[sites[p as usize].1 as usize * 2 + (s % 2) as usize].push(pair);
        }
    }
    if plain {
        let share = u64::from(students) / 7;
        for (q, pairs) in quotas.into_iter().enumerate() {
            b.quota(
                format!("q{q}"),
                pairs,
                share / 2,
                Some(share + c.below(share / 3)),
            );
        }
        for i in 0..students / 20 {
            b.together(i * 9 % students, (i * 9 + 4) % students);
        }
        for i in 0..students / 15 {
            b.apart((i * 7 + 1) % students, (i * 13 + 2) % students);
        }
    }
    b.tiers(&[Tier::Placed, Tier::Score]).stability(mode).seed(seed);
    b.build().unwrap_or_else(|findings| panic!("{findings:?}"))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize, or: u64| arguments.get(i).and_then(|a| a.parse().ok()).unwrap_or(or);
    let mode = arguments
        .get(2)
        .and_then(|m| Stability::of(m))
        .unwrap_or_default();
    let problem = market(number(0, 300) as u32, number(1, 1), mode);
    if arguments.iter().any(|a| a == "--json") {
        println!("{}", String::from_utf8_lossy(&problem.to_json()));
        return;
    }
    let seconds = arguments.get(3).and_then(|s| s.parse().ok()).unwrap_or(60.0);
    let begun = std::time::Instant::now();
    let answer = solve(
        &problem,
        &Options {
            threads: 1,
            seconds: Some(seconds),
            ..Options::default()
        },
    );
    let size = serde_json_size(&answer);
    println!(
        "{:?} in {:.2?}, {size} bytes, {:?}",
        answer.status,
        begun.elapsed(),
        answer.timings_ms
    );
    for tier in &answer.tiers {
        println!("  {} {:?} of at most {:?}", tier.name, tier.value, tier.bound);
    }
    answer.notes.iter().for_each(|note| println!("  {note}"));
    let proved = check(&problem, &answer).map(|checked| checked.proved);
    println!("  proved: {proved:?}");
}

fn serde_json_size(answer: &abbina_solver::Answer) -> usize {
    answer.to_json().len()
}
