//! Regrets, chains and prices against brute force.

use abbina_solver::{Options, Problem, Stability, Status, Tier, Value, Verdict, check, regrets, solve};

use crate::support::{Kind, best, best_where, generate, places_of, worth};

pub fn flat(values: &[Value]) -> Vec<i64> {
    values
        .iter()
        .flat_map(|v| match v {
            Value::Number(n) => vec![*n],
            Value::Profile(p) => p.clone(),
            Value::Nothing => vec![],
        })
        .collect()
}

#[test]
fn every_regret_is_the_exact_loss_of_forcing_the_pair() {
    for seed in 0..700 {
        let kind = if seed % 3 == 0 {
            Kind::CROSSING
        } else {
            Kind::SMALL
        };
        let mut problem = generate(seed, kind);
        if seed % 5 != 0 {
            problem.policy.tiers = vec![Tier::Placed, Tier::Score];
        }
        if problem
            .policy
            .tiers
            .iter()
            .any(|t| matches!(t, Tier::Bottleneck | Tier::Generous | Tier::RankMaximal))
        {
            continue;
        }
        let Some(best) = best(&problem) else { continue };
        for regret in regrets(&problem, &Options::default()) {
            let pair = problem.pairs[regret.pair as usize];
            let forced = best_where(&problem, |at| at[pair.student as usize] == Some(pair.place));
            let loss = forced.map(|f| {
                best.concat()
                    .iter()
                    .zip(f.concat())
                    .map(|(b, f)| b - f)
                    .collect::<Vec<_>>()
            });
            assert_eq!(
                regret.losses.map(|l| flat(&l)),
                loss,
                "seed {seed} pair {}",
                regret.pair
            );
        }
    }
}

#[test]
fn regrets_are_exact_under_a_bottleneck_that_binds_several_parts() {
    let mut compared = 0;
    for seed in 0..500 {
        let kind = if seed % 3 == 0 {
            Kind::CROSSING
        } else {
            Kind {
                density: 30,
                ..Kind::SMALL
            }
        };
        let mut problem = generate(seed, kind);
        problem.policy.tiers = vec![Tier::Placed, Tier::Bottleneck, Tier::Score];
        let Some(best) = best(&problem).filter(|best| best[0][0] > 0) else {
            continue;
        };
        for regret in regrets(&problem, &Options::default()) {
            let pair = problem.pairs[regret.pair as usize];
            let forced = best_where(&problem, |at| at[pair.student as usize] == Some(pair.place));
            let losses = forced.map(|f| (0..3).map(|k| best[k][0] - f[k][0]).collect::<Vec<_>>());
            compared += 1;
            assert_eq!(
                regret.losses.map(|l| flat(&l)),
                losses,
                "seed {seed} pair {}",
                regret.pair
            );
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn a_chain_leads_to_an_answer_that_is_worse_by_the_regret() {
    for seed in 0..400 {
        let mut problem = generate(
            seed,
            Kind {
                pins: false,
                ..Kind::SMALL
            },
        );
        problem.policy.tiers = vec![Tier::Placed, Tier::Score];
        let plain = solve(&problem, &Options::default());
        if plain.status != Status::Optimal {
            continue;
        }
        let names = |i: usize| {
            let pair = problem.pairs[i];
            (
                problem.students[pair.student as usize].id.clone(),
                problem.places[pair.place as usize].id.clone(),
            )
        };
        let explain = (0..problem.pairs.len()).map(names).collect();
        let answer = solve(
            &problem,
            &Options {
                explain,
                ..Options::default()
            },
        );
        for told in &answer.explanations {
            let mut at = places_of(&problem, &answer);
            for step in &told.chain {
                let s = problem
                    .students
                    .iter()
                    .position(|s| s.id == step.student)
                    .unwrap();
                let place = |name: &String| problem.places.iter().position(|p| p.id == *name).unwrap() as u32;
                assert_eq!(at[s], step.from.as_ref().map(place), "seed {seed} {told:?}");
                at[s] = step.to.as_ref().map(place);
            }
            let Some(regret) = &told.regret else { continue };
            assert!(told.verdict == Verdict::Chosen || !told.chain.is_empty());
            assert!(crate::support::allowed(&problem, &at), "seed {seed} {told:?}");
            let now = worth(&problem, &places_of(&problem, &answer)).concat();
            let then = worth(&problem, &at).concat();
            assert_eq!(
                now.iter().zip(then).map(|(n, t)| n - t).collect::<Vec<_>>(),
                flat(regret),
                "seed {seed}"
            );
        }
    }
}

#[test]
fn prices_are_what_one_more_and_one_fewer_are_worth() {
    for seed in 0..700 {
        let mut problem = generate(
            seed,
            Kind {
                pins: false,
                ..Kind::SMALL
            },
        );
        problem.policy.tiers = if seed % 2 == 0 {
            vec![Tier::Score]
        } else {
            vec![Tier::Placed, Tier::Score]
        };
        let Some(now) = best(&problem) else { continue };
        for price in solve(&problem, &Options::default()).prices {
            let p = problem.places.iter().position(|p| p.id == price.place).unwrap();
            let with = |change: i64| {
                let mut other = problem.clone();
                other.places[p].capacity = other.places[p].capacity.checked_add_signed(change)?;
                best(&other)
            };
            let last = problem.policy.tiers.len() - 1;
            assert_eq!(
                with(1).unwrap()[last][0] - now[last][0],
                price.one_more_gains,
                "seed {seed} {price:?}"
            );
            let fewer = with(-1).map(|w| now[last][0] - w[last][0]);
            assert_eq!(fewer, price.one_fewer_costs, "seed {seed} {price:?}");
        }
    }
}

/// A worst score and rules that cross the network have prices as well, and so has a place without any seat.
#[test]
fn whatever_is_scarce_has_its_price_under_every_tier_and_rule() {
    let mut priced = 0;
    for seed in 0..400 {
        let kind = if seed % 2 == 0 {
            Kind::CROSSING
        } else {
            Kind::SMALL
        };
        let problem = generate(seed, kind);
        let Some(now) = best(&problem) else { continue };
        let answer = solve(&problem, &Options::default());
        // Nobody has no worst score to compare with.
        // Prices have one number for every rank that some pair has, the worth one for every rank there could be.
        let has = |rank: usize| problem.pairs.iter().any(|p| p.student_rank as usize == rank);
        let flat = |worth: &[Vec<i64>]| -> Vec<i64> {
            let tiers = problem.policy.tiers.iter().zip(worth);
            let kept = tiers.map(|(tier, own)| match tier {
                Tier::RankMaximal => (1..=own.len()).filter(|r| has(*r)).map(|r| own[r - 1]).collect(),
                Tier::Generous => (1..=own.len())
                    .rev()
                    .filter(|r| has(*r))
                    .map(|r| own[own.len() - r])
                    .collect(),
                _ => own.clone(),
            });
            kept.collect::<Vec<Vec<i64>>>().concat()
        };
        if problem.policy.tiers.contains(&Tier::Bottleneck) && now.contains(&vec![-1]) {
            continue;
        }
        for (p, place) in problem.places.iter().enumerate() {
            let with = |capacity: Option<u64>| {
                let mut other = problem.clone();
                other.places[p].capacity = capacity?;
                best(&other)
            };
            let minus = |a: &[Vec<i64>], b: &[Vec<i64>]| -> Vec<i64> {
                flat(a).iter().zip(flat(b)).map(|(a, b)| a - b).collect()
            };
            let gains = minus(&with(Some(place.capacity + 1)).unwrap(), &now);
            let price = answer.prices.iter().find(|price| price.place == place.id);
            let Some(price) = price else {
                assert!(
                    gains.iter().all(|g| *g == 0),
                    "seed {seed} {}: {gains:?}",
                    place.id
                );
                continue;
            };
            priced += 1;
            assert_eq!(
                price.one_more_gains,
                *gains.last().unwrap(),
                "seed {seed} {price:?}"
            );
            if gains.len() > 1 {
                assert_eq!(price.one_more_by_tier, gains, "seed {seed} {price:?}");
            }
            let fewer = with(place.capacity.checked_sub(1));
            if fewer.as_ref().is_some_and(|fewer| fewer.contains(&vec![-1])) {
                continue;
            }
            let costs = fewer.map(|fewer| minus(&now, &fewer));
            assert_eq!(
                price.one_fewer_costs,
                costs.and_then(|c| c.last().copied()),
                "seed {seed} {price:?}"
            );
        }
    }
    assert!(priced > 100);
}

/// A pin comes before every rank: what it would cost is what deferred acceptance loses with the pair pinned.
#[test]
fn deferred_acceptance_explains_its_pairs_as_well() {
    for mode in [Stability::StudentOptimal, Stability::PlaceOptimal] {
        let mut b = Problem::builder();
        let (ana, ben) = (b.student("ana", None), b.student("ben", None));
        let (bakery, garage) = (b.place("bakery", 1, None), b.place("garage", 1, None));
        b.ranked_pair(ana, bakery, 9, 1, 1);
        b.ranked_pair(ana, garage, 4, 2, 1);
        b.ranked_pair(ben, bakery, 7, 1, 2);
        b.forbid(ben, garage);
        b.stability(mode);
        let problem = b.build().unwrap();
        let asked = [
            ("ana", "bakery"),
            ("ana", "garage"),
            ("ben", "bakery"),
            ("ben", "garage"),
        ];
        let explain = asked.map(|(s, p)| (s.to_owned(), p.to_owned())).to_vec();
        let answer = solve(
            &problem,
            &Options {
                explain,
                ..Options::default()
            },
        );
        check(&problem, &answer).unwrap();
        let told: Vec<(Verdict, Option<Vec<i64>>)> = (answer.explanations.iter())
            .map(|told| (told.verdict, told.regret.as_ref().map(|regret| flat(regret))))
            .collect();
        assert_eq!(
            told,
            [
                (Verdict::Chosen, Some(vec![0, 0])),
                // Ben then has the bakery: one more is placed, which is a loss below zero.
                (Verdict::Possible, Some(vec![-1, -2])),
                (Verdict::Possible, Some(vec![-1, -2])),
                (Verdict::NotEligible, None),
            ],
            "{mode:?}"
        );
        // One more seat at the bakery lets Ben in as well.
        let price = &answer.prices[0];
        assert_eq!(price.place, "bakery", "{mode:?}");
        assert_eq!(
            (&price.one_more_by_tier[..], &price.one_fewer_by_tier[..]),
            (&[1, 7][..], &[0, 5][..])
        );
    }
}
