//! What capacity is worth in markets too large to try everything: the changed problem is solved again.

use abbina_solver::{Answer, Options, Problem, Status, Tier, solve};

use crate::support::{Chance, Kind, generate, places_of};
use crate::why::flat;

/// Too large to try everything, and more than one question for each place: what the proof shows to be worth nothing is
/// not asked for, and what is asked for is what solving the changed problem says.
#[test]
fn prices_among_rules_are_what_solving_again_says() {
    let (mut priced, mut worthless) = (0, 0);
    for seed in 0..24 {
        let kind = Kind {
            students: 18,
            places: 11,
            density: 35,
            ..Kind::CROSSING
        };
        let mut problem = generate(seed, kind);
        problem.policy.tiers = vec![Tier::Placed, Tier::Score];
        let answer = solve(&problem, &Options::default());
        if answer.status != Status::Optimal {
            continue;
        }
        assert!(
            !answer.notes.iter().any(|note| note.contains("Prices left out")),
            "seed {seed}"
        );
        let values = |answer: &Answer| -> Vec<i64> {
            flat(
                &answer
                    .tiers
                    .iter()
                    .map(|tier| tier.value.clone())
                    .collect::<Vec<_>>(),
            )
        };
        let now = values(&answer);
        let at = places_of(&problem, &answer);
        for (p, place) in problem.places.iter().enumerate() {
            let held = at.iter().filter(|at| **at == Some(p as u32)).count() as u64;
            if held < place.capacity {
                continue;
            }
            let with = |capacity: Option<u64>| {
                let mut other = problem.clone();
                other.places[p].capacity = capacity?;
                let other = solve(&other, &Options::default());
                (other.status == Status::Optimal).then(|| values(&other))
            };
            let minus = |a: &[i64], b: &[i64]| a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<_>>();
            let gains = minus(&with(Some(place.capacity + 1)).unwrap(), &now);
            let Some(price) = answer.prices.iter().find(|price| price.place == place.id) else {
                assert_eq!(gains, [0, 0], "seed {seed} {}", place.id);
                worthless += 1;
                continue;
            };
            priced += 1;
            assert_eq!(price.one_more_by_tier, gains, "seed {seed} {}", place.id);
            let fewer = with(place.capacity.checked_sub(1)).map(|fewer| minus(&now, &fewer));
            assert_eq!(
                price.one_fewer_by_tier,
                fewer.unwrap_or_default(),
                "seed {seed} {}",
                place.id
            );
        }
    }
    assert!(priced > 20 && worthless > 20, "{priced} {worthless}");
}

/// Large enough that shortest ways matter: what they say of a place, in a group or in none, is what solving again says.
#[test]
fn prices_of_a_middle_sized_network_are_what_solving_again_says() {
    let (mut alone, mut grouped) = (0, 0);
    for seed in 0..30 {
        let kind = Kind {
            students: 60,
            places: 30,
            density: 15,
            mins: false,
            score_max: 1000,
            ..Kind::SMALL
        };
        let mut problem = generate(seed, kind);
        problem.policy.tiers = vec![Tier::Placed, Tier::Score];
        let answer = solve(&problem, &Options::default());
        let values =
            |answer: &Answer| flat(&answer.tiers.iter().map(|t| t.value.clone()).collect::<Vec<_>>());
        for price in &answer.prices {
            let p = problem.places.iter().position(|p| p.id == price.place).unwrap();
            let with = |change: i64| {
                let mut other = problem.clone();
                other.places[p].capacity = other.places[p].capacity.checked_add_signed(change)?;
                let other = solve(&other, &Options::default());
                let both = values(&other).into_iter().zip(values(&answer));
                let sign = change.signum();
                let change = both.map(|(other, now)| sign * (other - now)).collect::<Vec<_>>();
                (other.status == Status::Optimal).then_some(change)
            };
            assert_eq!(
                Some(&price.one_more_by_tier),
                with(1).as_ref(),
                "seed {seed} {price:?}"
            );
            assert_eq!(
                price.one_fewer_by_tier,
                with(-1).unwrap_or_default(),
                "seed {seed} {price:?}"
            );
            if problem.places[p].group.is_some() {
                grouped += 1
            } else {
                alone += 1
            }
        }
    }
    assert!(alone > 50 && grouped > 50, "{alone} {grouped}");
}

/// Without a limit of time only so many questions are asked as make no difference to how long it takes, those first
/// that could be worth most; with one, as many as there is time for. Whatever is left out is counted, and no price is another.
#[test]
fn prices_that_are_left_out_are_counted_and_none_is_another_with_more_time() {
    let mut c = Chance(1);
    let mut b = Problem::builder();
    for p in 0..14 {
        let place = b.place(format!("p{p:02}"), 2, None);
        b.open_with(place, if p < 4 { 2 } else { 1 });
    }
    for s in 0..80 {
        let student = b.student(format!("s{s:02}"), None);
        for p in 0..14 {
            b.pair(student, p, c.below(1000) as u32);
        }
    }
    b.apart(0, 1).apart(2, 3);
    let problem = b.build().unwrap();
    let quick = solve(&problem, &Options::default());
    let patient = Options {
        seconds: Some(600.0),
        ..Options::default()
    };
    let patient = solve(&problem, &patient);
    let left_out = |answer: &Answer| -> usize {
        let told = answer
            .notes
            .iter()
            .find_map(|note| note.strip_prefix("Prices left out: "));
        told.map_or(0, |told| told.split('.').next().unwrap().parse().unwrap())
    };
    assert!(left_out(&quick) > 0, "{:?}", quick.notes);
    assert_eq!(quick.prices.len(), 14 - left_out(&quick));
    assert_eq!(patient.prices.len(), 14 - left_out(&patient));
    for price in &quick.prices {
        let same = patient.prices.iter().find(|other| other.place == price.place);
        assert!(same.is_none_or(|other| other == price), "{price:?} {same:?}");
    }
}
