//! A bottleneck before anything that places students: nobody has no worst score, so someone is placed.

use abbina_solver::{BoundPart, Certificate, Problem, Status, Tier, check, solve};

use crate::core::{options, sound};
use crate::support::{Kind, generate};

/// Fewest last choices are had by placing nobody, but then there is no worst score: one pair alone is best, and of the
/// two that score 9 the first choice.
#[test]
fn a_bottleneck_before_everything_else_places_someone() {
    let mut b = Problem::builder();
    let (p, q) = (b.place("p", 2, None), b.place("q", 1, None));
    let group = b.group("class", 0, Some(2), None);
    for (name, pairs) in [
        ("s0", vec![(p, 9, 2)]),
        ("s1", vec![(q, 9, 1), (p, 3, 1)]),
        ("s2", vec![(p, 8, 1)]),
    ] {
        let s = b.student(name, Some(group));
        for (place, score, rank) in pairs {
            b.ranked_pair(s, place, score, rank, 1);
        }
    }
    for tiers in [
        vec![Tier::Bottleneck, Tier::Generous],
        vec![Tier::Bottleneck, Tier::Generous, Tier::Score],
    ] {
        let mut b = b.clone();
        b.tiers(&tiers);
        let problem = b.build().unwrap();
        let answer = solve(&problem, &options());
        assert_eq!(answer.status, Status::Optimal, "{:?}", answer.notes);
        assert_eq!(
            (answer.assignment.len(), answer.assignment[0].student.as_str()),
            (1, "s1")
        );
        assert!(check(&problem, &answer).unwrap().proved);
    }
}

/// The same where rules cross the market: a place opens with two, so that no pair is an answer of its own. Two are
/// placed rather than nobody, and of those who can be the two that cost least; the same in two markets that nothing
/// connects.
#[test]
fn a_bottleneck_places_as_many_as_it_takes_to_open_a_place() {
    for markets in 1..=2 {
        let mut b = Problem::builder();
        for market in 0..markets {
            let p = b.place(format!("p{market}"), 3, None);
            b.open_with(p, 2);
            for (name, score, rank) in [("a", 9, 2), ("b", 7, 2), ("c", 7, 1), ("d", 5, 1)] {
                let s = b.student(format!("{name}{market}"), None);
                b.ranked_pair(s, p, score - market, rank, 1);
            }
        }
        b.tiers(&[Tier::Bottleneck, Tier::Generous, Tier::Placed]);
        let problem = b.build().unwrap();
        let answer = solve(&problem, &options());
        assert_eq!(answer.status, Status::Optimal, "{:?}", answer.notes);
        let told: Vec<_> = answer.assignment.iter().map(|a| a.student.as_str()).collect();
        assert!(matches!(told[..], ["a0" | "b0", "c0"]), "{told:?}");
        assert!(check(&problem, &answer).unwrap().proved);
        // Without it the proof says nothing, and someone elsewhere is no one here.
        let Certificate::Bound { parts, .. } = &answer.certificate else {
            panic!("{:?}", answer.certificate)
        };
        let leans = |part: &BoundPart| {
            let mut all = part.stages.iter().flat_map(|stage| &stage.multipliers);
            all.any(|own| own.floors.contains_key("someone_above:7"))
        };
        assert!(matches!(&parts[..], [one] if leans(one)));
        let mut forged = answer.clone();
        if let Certificate::Bound { parts, .. } = &mut forged.certificate {
            let last = parts[0].students.pop().unwrap();
            parts.push(BoundPart {
                students: vec![last],
                stages: parts[0].stages.clone(),
            });
        }
        assert!(check(&problem, &forged).is_err());
    }
}

/// Whatever comes after it, a bottleneck that nothing precedes places someone where that is possible.
#[test]
fn a_bottleneck_before_everything_else_equals_brute_force_among_rules() {
    let mut placed_by_force = 0;
    for seed in 0..900 {
        let mut problem = generate(seed, Kind::CROSSING);
        let after: &[Tier] = match seed % 4 {
            0 => &[],
            1 => &[Tier::Placed],
            2 => &[Tier::Score],
            _ => &[Tier::RankMaximal],
        };
        problem.policy.tiers = [&[Tier::Bottleneck, Tier::Generous], after].concat();
        let answer = solve(&problem, &options());
        sound(&problem, &answer, &format!("seed {seed}"));
        if answer.status == Status::Optimal {
            assert!(check(&problem, &answer).unwrap().proved, "seed {seed}");
            let free = problem.pins.is_empty() && problem.groups.iter().all(|g| g.min == 0);
            placed_by_force += usize::from(free && !answer.assignment.is_empty());
        }
    }
    assert!(placed_by_force > 100, "{placed_by_force}");
}
