//! Quotas, open_with, together and apart on small problems, compared with trying everything.

use abbina_solver::{Options, solve};

use crate::core::sound;
use crate::support::{Kind, generate};

#[test]
fn crossing_rules_equal_brute_force() {
    for seed in 0..1500 {
        let problem = generate(seed, Kind::CROSSING);
        let answer = solve(
            &problem,
            &Options {
                threads: 1,
                ..Options::default()
            },
        );
        sound(&problem, &answer, &format!("seed {seed}"));
    }
}
