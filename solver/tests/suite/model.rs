//! Middle-sized problems against the same problem written down as a linear model, row by row from the format, and
//! given to the model's solver: nothing of the crate under test but the problem itself is used.

use std::collections::BTreeMap;

use abbina_solver::{Options, Pair, Problem, Status, Tier, check, solve};
use good_lp::{Expression, Solution as _, SolverModel as _, Variable, constraint, variable, variables};

use crate::support::{Kind, generate, places_of, worth};

/// Rows as `(sum, least, most)`.
type Rows = Vec<(Expression, f64, f64)>;

/// The best value of a gain over the pairs that may be used; nothing if no choice keeps all rules.
fn best(
    problem: &Problem,
    open: &dyn Fn(&Pair) -> bool,
    reached: &[(Vec<f64>, f64)],
    gain: &[f64],
) -> Option<i64> {
    let mut vars = variables!();
    let x: Vec<Variable> = problem
        .pairs
        .iter()
        .map(|_| vars.add(variable().binary()))
        .collect();
    let taking: Vec<Variable> = problem
        .places
        .iter()
        .map(|_| vars.add(variable().binary()))
        .collect();
    let sum = |pairs: &mut dyn Iterator<Item = usize>| -> Expression { pairs.map(|i| x[i]).sum() };
    let of = |what: &dyn Fn(&Pair) -> bool| -> Expression {
        sum(&mut (0..x.len()).filter(|i| what(&problem.pairs[*i])))
    };
    let around = |group: Option<u32>| std::iter::successors(group, |g| problem.groups[*g as usize].parent);
    let mut rows: Rows = Vec::new();
    for s in 0..problem.students.len() as u32 {
        rows.push((of(&|p| p.student == s), 0.0, 1.0));
    }
    for (place, own) in problem.places.iter().zip(0..) {
        let here = of(&|p| p.place == own);
        rows.push((here.clone(), 0.0, place.capacity as f64));
        if let Some(least) = place.open_with {
            rows.push((
                here.clone() - place.capacity as f64 * taking[own as usize],
                f64::MIN,
                0.0,
            ));
            rows.push((here - least as f64 * taking[own as usize], 0.0, f64::MAX));
        }
    }
    for (group, own) in problem.groups.iter().zip(0..) {
        let inside = |p: &Pair| {
            around(problem.students[p.student as usize].group)
                .chain(around(problem.places[p.place as usize].group))
                .any(|g| g == own)
        };
        rows.push((
            of(&inside),
            group.min as f64,
            group.max.map_or(f64::MAX, |max| max as f64),
        ));
    }
    for quota in &problem.quotas {
        let own = sum(&mut quota.pairs.iter().map(|p| *p as usize));
        rows.push((
            own,
            quota.min as f64,
            quota.max.map_or(f64::MAX, |max| max as f64),
        ));
    }
    for (s, p) in &problem.pins {
        rows.push((of(&|x| (x.student, x.place) == (*s, *p)), 1.0, 1.0));
    }
    for (s, p) in &problem.forbids {
        rows.push((of(&|x| (x.student, x.place) == (*s, *p)), 0.0, 0.0));
    }
    let employers: std::collections::BTreeSet<&str> = (0..problem.places.len() as u32)
        .map(|p| problem.employer_of(p))
        .collect();
    for employer in employers {
        let there = |s: u32| of(&|p| p.student == s && problem.employer_of(p.place) == employer);
        for (a, b) in &problem.together {
            rows.push((there(*a) - there(*b), 0.0, 0.0));
        }
        for (a, b) in &problem.apart {
            rows.push((there(*a) + there(*b), 0.0, 1.0));
        }
    }
    for (i, pair) in problem.pairs.iter().enumerate().filter(|(_, pair)| !open(pair)) {
        assert_eq!(problem.pairs[i], *pair);
        rows.push((x[i].into(), 0.0, 0.0));
    }
    let weighted = |gain: &[f64]| -> Expression { gain.iter().zip(&x).map(|(g, x)| *g * *x).sum() };
    for (gain, value) in reached {
        rows.push((weighted(gain), *value, f64::MAX));
    }
    let mut model = solver(vars.maximise(weighted(gain)));
    for (row, least, most) in rows {
        if least > f64::MIN {
            model = model.with(constraint!(row.clone() >= least));
        }
        if most < f64::MAX {
            model = model.with(constraint!(row <= most));
        }
    }
    let solution = model.solve().ok()?;
    let value: f64 = gain
        .iter()
        .zip(&x)
        .map(|(g, x)| g * solution.value(*x).round())
        .sum();
    Some(value.round() as i64)
}

#[cfg(feature = "highs")]
pub fn solver(
    problem: good_lp::variable::UnsolvedProblem,
) -> impl good_lp::SolverModel<Error = good_lp::ResolutionError> {
    good_lp::highs(problem)
        .set_option("mip_rel_gap", 0.0)
        .set_option("mip_abs_gap", 1e-6)
}

#[cfg(not(feature = "highs"))]
pub fn solver(
    problem: good_lp::variable::UnsolvedProblem,
) -> impl good_lp::SolverModel<Error = good_lp::ResolutionError> {
    good_lp::microlp(problem)
}

/// The best worth, tier after tier.
fn modelled(problem: &Problem) -> Option<Vec<Vec<i64>>> {
    let ranks = problem.pairs.iter().map(|p| p.student_rank).max().unwrap_or(0);
    let mut reached: Vec<(Vec<f64>, f64)> = Vec::new();
    let mut least = 0;
    let mut all = Vec::new();
    let gain = |of: &dyn Fn(&Pair) -> f64| problem.pairs.iter().map(of).collect::<Vec<f64>>();
    let none = gain(&|_| 0.0);
    best(problem, &|_| true, &reached, &none)?;
    for tier in &problem.policy.tiers {
        let gains: Vec<Vec<f64>> = match tier {
            Tier::Placed => vec![gain(&|_| 1.0)],
            Tier::Score => vec![gain(&|p| f64::from(p.score))],
            Tier::RankMaximal => (1..=ranks)
                .map(|r| gain(&|p| f64::from(p.student_rank == r)))
                .collect(),
            Tier::Generous => (1..=ranks)
                .rev()
                .map(|r| gain(&|p| -f64::from(p.student_rank == r)))
                .collect(),
            Tier::Bottleneck => {
                let scores: BTreeMap<u32, ()> = problem.pairs.iter().map(|p| (p.score, ())).collect();
                let reaches = |least: u32| best(problem, &|p| p.score >= least, &reached, &none).is_some();
                least = scores
                    .into_keys()
                    .filter(|score| reaches(*score))
                    .max()
                    .unwrap_or(0);
                all.push(vec![i64::from(least)]);
                continue;
            }
        };
        let mut own = Vec::new();
        for gain in gains {
            let value = best(problem, &|p| p.score >= least, &reached, &gain)?;
            own.push(value);
            reached.push((gain, value as f64));
        }
        all.push(own);
    }
    Some(all)
}

fn equals_the_model(seeds: std::ops::Range<u64>, kind: Kind) {
    let mut solved = 0;
    for seed in seeds {
        let mut problem = generate(seed, kind);
        // Nobody placed has no worst score: the model below asks for someone first.
        if problem.policy.tiers.contains(&Tier::Bottleneck) && problem.policy.tiers[0] != Tier::Placed {
            problem.policy.tiers.retain(|t| *t != Tier::Placed);
            problem.policy.tiers.insert(0, Tier::Placed);
        }
        let answer = solve(
            &problem,
            &Options {
                threads: 1,
                ..Options::default()
            },
        );
        check(&problem, &answer).unwrap_or_else(|f| panic!("seed {seed}: {f:?} {:?}", answer.notes));
        match modelled(&problem) {
            None => assert_eq!(answer.status, Status::Infeasible, "seed {seed}"),
            Some(mut best) => {
                assert_eq!(answer.status, Status::Optimal, "seed {seed} {:?}", answer.notes);
                let mut own = worth(&problem, &places_of(&problem, &answer));
                if answer.assignment.is_empty()
                    && let Some(i) = problem.policy.tiers.iter().position(|t| *t == Tier::Bottleneck)
                {
                    (own[i], best[i]) = (Vec::new(), Vec::new());
                }
                assert_eq!(own, best, "seed {seed} {:?}", problem.policy.tiers);
                solved += 1;
            }
        }
    }
    assert!(solved > 0);
}

const MIDDLE: Kind = Kind {
    students: 40,
    places: 25,
    density: 20,
    score_max: 1000,
    ..Kind::SMALL
};

#[test]
fn the_network_equals_the_linear_model() {
    equals_the_model(0..40, MIDDLE);
}

#[test]
fn scores_at_the_limit_equal_the_linear_model() {
    equals_the_model(
        200..220,
        Kind {
            score_max: 1_000_000,
            ..MIDDLE
        },
    );
}
