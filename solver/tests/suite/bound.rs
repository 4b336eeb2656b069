//! The proof of bounds where rules cross the network: it is there, it is checked, and no forged one passes.

use abbina_solver::{
    Answer, Certificate, Options, PartBound, Problem, Status, Step, Tier, Unplaced, Value, Why, check, solve,
};

use crate::core::options;
use crate::model::solver;
use crate::support::{Chance, Kind, best_where, generate, places_of};

fn middle(seed: u64) -> Problem {
    let kind = Kind {
        students: 40,
        places: 14,
        density: 30,
        mins: seed.is_multiple_of(2),
        score_max: 300,
        ..Kind::CROSSING
    };
    let mut problem = generate(seed, kind);
    problem.policy.tiers = vec![Tier::Placed, Tier::Score];
    problem
}

/// The same problem as a plain model, tier after tier, by the model's solver alone.
fn by_plain_model(problem: &Problem) -> Option<[i64; 2]> {
    use good_lp::{Expression, Solution as _, SolverModel as _, variable, variables};
    let mut floors: Vec<i64> = Vec::new();
    for tier in 0..2 {
        let mut all = variables!();
        let x: Vec<_> = problem
            .pairs
            .iter()
            .map(|_| all.add(variable().binary()))
            .collect();
        let open: Vec<_> = problem
            .places
            .iter()
            .map(|_| all.add(variable().binary()))
            .collect();
        let sum = |fits: &dyn Fn(usize) -> bool| -> Expression {
            (0..x.len()).filter(|i| fits(*i)).map(|i| x[i]).sum()
        };
        let pair = |i: usize| problem.pairs[i];
        let gain = |tier: usize| -> Expression {
            let own = |i: usize| if tier == 0 { 1.0 } else { f64::from(pair(i).score) };
            (0..x.len()).map(|i| own(i) * x[i]).sum()
        };
        let mut model = solver(all.maximise(gain(tier)));
        for (before, floor) in floors.iter().enumerate() {
            model.add_constraint(gain(before).geq(*floor as f64 - 0.5));
        }
        for s in 0..problem.students.len() as u32 {
            model.add_constraint(sum(&|i| pair(i).student == s).leq(1));
        }
        for (p, place) in problem.places.iter().enumerate() {
            let taken = || sum(&|i| pair(i).place as usize == p);
            model.add_constraint(taken().leq(place.capacity as f64 * open[p]));
            model.add_constraint(taken().geq(place.open_with.unwrap_or(0) as f64 * open[p]));
        }
        for (g, group) in problem.groups.iter().enumerate() {
            let inside = |mut at: Option<u32>| {
                while at.is_some_and(|at| at as usize != g) {
                    at = at.and_then(|at| problem.groups[at as usize].parent);
                }
                at.is_some()
            };
            let taken = || {
                sum(&|i| {
                    let (s, p) = (pair(i).student as usize, pair(i).place as usize);
                    inside(problem.students[s].group) || inside(problem.places[p].group)
                })
            };
            model.add_constraint(taken().geq(group.min as f64));
            if let Some(max) = group.max {
                model.add_constraint(taken().leq(max as f64));
            }
        }
        for quota in &problem.quotas {
            let taken = || sum(&|i| quota.pairs.contains(&(i as u32)));
            model.add_constraint(taken().geq(quota.min as f64));
            if let Some(max) = quota.max {
                model.add_constraint(taken().leq(max as f64));
            }
        }
        for (s, p) in &problem.pins {
            model.add_constraint(sum(&|i| (pair(i).student, pair(i).place) == (*s, *p)).geq(1));
        }
        for (s, p) in &problem.forbids {
            model.add_constraint(sum(&|i| (pair(i).student, pair(i).place) == (*s, *p)).leq(0));
        }
        let mut employers: Vec<&str> = (0..problem.places.len())
            .map(|p| problem.employer_of(p as u32))
            .collect();
        employers.sort_unstable();
        employers.dedup();
        for employer in employers {
            let at =
                |s: u32| sum(&|i| pair(i).student == s && problem.employer_of(pair(i).place) == employer);
            for (a, b) in &problem.together {
                model.add_constraint((at(*a) - at(*b)).eq(0));
            }
            for (a, b) in problem.apart.iter().filter(|(a, b)| a != b) {
                model.add_constraint((at(*a) + at(*b)).leq(1));
            }
        }
        let solution = model.solve().ok()?;
        let value = (0..x.len()).filter(|i| solution.value(x[*i]) > 0.5);
        floors.push(
            value
                .map(|i| if tier == 0 { 1 } else { i64::from(pair(i).score) })
                .sum(),
        );
    }
    Some([floors[0], floors[1]])
}

#[test]
fn middle_sized_markets_equal_the_plain_model_and_are_proved() {
    let mut solved = 0;
    for seed in 0..150 {
        let problem = middle(seed);
        let answer = solve(&problem, &options());
        let checked = check(&problem, &answer).unwrap_or_else(|f| panic!("seed {seed}: {f:?}"));
        assert!(
            checked.proved,
            "seed {seed}: {:?} {:?}",
            answer.status, answer.notes
        );
        match by_plain_model(&problem) {
            None => assert_eq!(answer.status, Status::Infeasible, "seed {seed}"),
            Some(values) => {
                solved += 1;
                let own: Vec<&Value> = answer.tiers.iter().map(|tier| &tier.value).collect();
                assert_eq!(
                    own,
                    [&Value::Number(values[0]), &Value::Number(values[1])],
                    "seed {seed}"
                );
            }
        }
    }
    assert!(solved > 50, "{solved}");
}

/// The same answer with one student taken out, all values and bounds told accordingly.
fn worsened(problem: &Problem, answer: &Answer) -> Option<Answer> {
    let best = places_of(problem, answer);
    for out in 0..best.len() {
        let mut at = best.clone();
        if at[out].take().is_none() || !crate::support::allowed(problem, &at) {
            continue;
        }
        let mut other = answer.clone();
        let id = problem.students[out].id.clone();
        other.assignment.retain(|a| a.student != id);
        other.unplaced.push(Unplaced {
            student: id,
            why: Why::NotWorth,
        });
        let pair = problem
            .pairs
            .iter()
            .find(|p| p.student as usize == out && Some(p.place) == best[out])?;
        let losses = [1, i64::from(pair.score)];
        let Certificate::Bound { stages, parts, .. } = &mut other.certificate else {
            return None;
        };
        for (k, loss) in losses.into_iter().enumerate() {
            stages[k].bound -= loss;
            let Value::Number(value) = &mut other.tiers[k].value else {
                return None;
            };
            *value -= loss;
            other.tiers[k].bound = other.tiers[k].value.clone();
            let id = &problem.students[out].id;
            let own = parts.iter_mut().find(|part| part.students.contains(id));
            own?.stages[k].bound -= loss;
        }
        other.profile = None;
        return Some(other);
    }
    None
}

fn proof(answer: &mut Answer, c: &mut Chance) -> Option<PartBound> {
    let Certificate::Bound { parts, .. } = &mut answer.certificate else {
        return None;
    };
    let part = c.below(parts.len() as u64) as usize;
    let stage = c.below(parts.get(part)?.stages.len() as u64) as usize;
    parts[part].stages.get(stage).cloned()
}

fn put(answer: &mut Answer, proof: PartBound) {
    let Certificate::Bound { parts, .. } = &mut answer.certificate else {
        return;
    };
    for part in parts {
        part.stages
            .iter_mut()
            .filter(|s| s.stage == proof.stage)
            .for_each(|s| *s = proof.clone());
    }
}

#[test]
fn no_forged_bound_passes() {
    let mut tried = 0;
    for seed in 0..400 {
        let mut problem = generate(seed, Kind::CROSSING);
        problem.policy.tiers = vec![Tier::Placed, Tier::Score];
        let answer = solve(&problem, &options());
        let Some(worse) = worsened(&problem, &answer) else {
            continue;
        };
        assert!(!check(&problem, &worse).is_ok_and(|c| c.proved), "seed {seed}");
        let mut c = Chance(seed);
        for round in 0..60 {
            let mut forged = worse.clone();
            for _ in 0..=c.below(2) {
                let Some(mut own) = proof(&mut forged, &mut c) else {
                    break;
                };
                let at = c.below(own.steps.len() as u64) as usize;
                if own.steps.is_empty() {
                    continue;
                }
                match c.below(8) {
                    0 => own.divisor = c.below(3) as i64 - 1,
                    1 => own.steps = vec![Step::Empty(0)],
                    2 => own.steps[at] = Step::Empty(c.below(2) as u32),
                    3 => own.steps.clear(),
                    4 => {
                        let named: Vec<String> = problem.students.iter().map(|s| s.id.clone()).collect();
                        let id = named[c.below(named.len() as u64) as usize].clone();
                        own.steps = vec![
                            Step::Student {
                                id,
                                places: vec![],
                                yes: 1,
                                no: c.below(3) as u32,
                            },
                            Step::Bound(0),
                            Step::Empty(0),
                        ];
                    }
                    5 => {
                        for multipliers in &mut own.multipliers {
                            let price = (c.below(2_000_000) as i64 - 1_000_000) * own.divisor / 1000;
                            let list = multipliers
                                .students
                                .values_mut()
                                .chain(multipliers.quotas.values_mut());
                            let list = list.chain(multipliers.groups.values_mut());
                            list.chain(multipliers.floors.values_mut())
                                .filter(|_| c.below(2) == 0)
                                .for_each(|own| *own += price);
                        }
                    }
                    6 => own
                        .multipliers
                        .iter_mut()
                        .for_each(|m| m.base = Some(c.below(3) as u32)),
                    _ => {
                        own.multipliers.iter_mut().for_each(|m| {
                            m.floors.insert("placed".to_owned(), c.below(9) as i64 * 1000);
                        });
                    }
                }
                put(&mut forged, own);
            }
            tried += 1;
            let passed = check(&problem, &forged).is_ok_and(|checked| checked.proved);
            assert!(!passed, "seed {seed} round {round}: {:?}", forged.certificate);
        }
    }
    assert!(tried > 2000, "{tried}");
}

#[test]
fn no_forged_impossibility_passes() {
    let mut tried = 0;
    for seed in 0..300 {
        let problem = generate(seed, Kind::CROSSING);
        let possible = best_where(&problem, |_| true).is_some();
        let answer = solve(&problem, &options());
        assert_eq!(answer.status != Status::Infeasible, possible, "seed {seed}");
        if !possible {
            assert!(
                check(&problem, &answer).unwrap().proved,
                "seed {seed}: {:?}",
                answer.certificate
            );
            continue;
        }
        let Certificate::Bound { parts, .. } = &answer.certificate else {
            continue;
        };
        for part in parts {
            for (k, stage) in part.stages.iter().enumerate() {
                let mut forged = Answer {
                    status: Status::Infeasible,
                    ..answer.clone()
                };
                forged.assignment.clear();
                forged.unplaced.clear();
                let mut own = part.clone();
                own.stages = vec![part.stages[k].clone()];
                for step in &mut own.stages[0].steps {
                    if let Step::Bound(number) = step {
                        *step = Step::Empty(*number);
                    }
                }
                let _ = stage;
                forged.certificate = Certificate::Impossible { part: own };
                tried += 1;
                assert!(check(&problem, &forged).is_err(), "seed {seed}");
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn a_part_that_leaves_someone_out_proves_nothing() {
    for seed in 0..200 {
        let problem = generate(seed, Kind::CROSSING);
        let answer = solve(
            &problem,
            &Options {
                threads: 1,
                ..Options::default()
            },
        );
        let Certificate::Bound { parts, .. } = &answer.certificate else {
            continue;
        };
        for number in 0..parts.len() {
            let mut forged = answer.clone();
            let Certificate::Bound { parts, .. } = &mut forged.certificate else {
                continue;
            };
            let Some(left) = parts[number].students.pop() else {
                continue;
            };
            let has_pair = |pair: &abbina_solver::Pair| problem.students[pair.student as usize].id == left;
            if problem.pairs.iter().any(has_pair) && problem.forbids.is_empty() {
                assert!(!check(&problem, &forged).is_ok_and(|c| c.proved), "seed {seed}");
            }
        }
    }
}
