//! Known cases: published ones by their source (numbers and results, which nobody owns), others with a derivation
//! that fits in a comment.

use abbina_solver::{
    Answer, Options, Problem, ProblemBuilder, Stability, Status, Tier, Value, Why, check, solve,
};

fn square(n: usize, mut pair: impl FnMut(&mut ProblemBuilder, u32, u32)) -> ProblemBuilder {
    let mut b = Problem::builder();
    for i in 0..n {
        b.student(format!("s{i}"), None);
        b.place(format!("p{i}"), 1, None);
    }
    for s in 0..n as u32 {
        for p in 0..n as u32 {
            pair(&mut b, s, p);
        }
    }
    b
}

fn answer(b: ProblemBuilder) -> Answer {
    let problem = b.build().unwrap();
    let answer = solve(
        &problem,
        &Options {
            threads: 1,
            ..Options::default()
        },
    );
    check(&problem, &answer).unwrap_or_else(|f| panic!("{f:?} {:?}", answer.notes));
    answer
}

/// `s0 → p2, s1 → p3 …` as `[2, 3, …]`; 9 for nobody's place.
fn places(answer: &Answer, students: usize) -> Vec<usize> {
    let mut at = vec![9; students];
    for a in &answer.assignment {
        at[a.student[1..].parse::<usize>().unwrap()] = a.place[1..].parse().unwrap();
    }
    at
}

fn number(answer: &Answer, tier: usize) -> i64 {
    match answer.tiers[tier].value {
        Value::Number(n) => n,
        _ => panic!("{:?}", answer.tiers[tier]),
    }
}

/// H. W. Kuhn, "The Hungarian Method for the Assignment Problem", Naval Research Logistics Quarterly 2 (1955): the
/// rating matrix of its worked example, whose optimum is 27.
#[test]
fn kuhns_example_of_1955_is_worth_27() {
    let ratings = [[8, 7, 9, 9], [5, 2, 7, 8], [6, 1, 4, 9], [2, 3, 2, 6]];
    let answer = answer(square(4, |b, s, p| {
        b.pair(s, p, ratings[s as usize][p as usize]);
    }));
    assert_eq!((number(&answer, 0), number(&answer, 1)), (4, 27));
    assert_eq!(places(&answer, 4), [0, 2, 3, 1]);
}

/// D. Gale and L. S. Shapley, "College Admissions and the Stability of Marriage", American Mathematical Monthly 69
/// (1962), example 2: one set of marriages alone is stable, and nobody gets a first choice.
#[test]
fn gale_and_shapleys_second_example_has_one_stable_answer() {
    let ranks = [
        [(1, 3), (2, 3), (3, 2), (4, 3)],
        [(1, 4), (4, 1), (3, 3), (2, 2)],
        [(2, 2), (1, 4), (3, 4), (4, 1)],
        [(4, 1), (2, 2), (3, 1), (1, 4)],
    ];
    for mode in [
        Stability::StudentOptimal,
        Stability::PlaceOptimal,
        Stability::MaximumStable,
        Stability::FewestBlocking,
    ] {
        let mut b = square(4, |b, s, p| {
            let (student, place) = ranks[s as usize][p as usize];
            b.ranked_pair(s, p, 10, student, place);
        });
        b.stability(mode);
        let answer = answer(b);
        assert_eq!(places(&answer, 4), [2, 3, 0, 1], "{mode:?}");
        assert_eq!(answer.profile.as_ref().unwrap()[0], 0);
        assert_eq!(answer.blocking_pairs.as_ref().unwrap().count, 0);
    }
}

/// The smallest case where ties make stable answers of different size: p0 does not care whom it takes. With s0 there
/// s1 goes without; with s1 there s0 takes its second choice, and nobody is wronged either way.
#[test]
fn with_ties_the_largest_stable_answer_is_found() {
    let mut b = square(2, |b, s, p| {
        if (s, p) != (1, 1) {
            b.ranked_pair(s, p, 100 - 99 * p, p + 1, 1);
        }
    });
    b.stability(Stability::MaximumStable).tiers(&[Tier::Score]);
    let answer = answer(b);
    assert_eq!(places(&answer, 2), [1, 0]);
}

/// Two students want p0 first; s1 has nowhere else. To place both, one gets a second choice; the most first choices
/// alone would be reached as well by s1 at p0 and s0 nowhere.
fn two_and_a_half_choices() -> ProblemBuilder {
    let mut b = Problem::builder();
    for i in 0..3 {
        b.student(format!("s{i}"), None);
        b.place(format!("p{i}"), 1, None);
    }
    // s0: p0, p1, p2. s1: p0, p1. s2: p1, p0.
    for (s, list) in [(0, vec![0, 1, 2]), (1, vec![0, 1]), (2, vec![1, 0])] {
        for (place, rank) in list.into_iter().zip(1..) {
            b.ranked_pair(s, place, 1, rank, 1);
        }
    }
    b
}

/// Rank-maximal: two first choices (p0 and p1 to first-choosers) are the most. Before `placed` that is (s0|s1 at p0,
/// s2 at p1), and a third can be placed only at p2: so s0 goes there. After `placed` all three must be placed, which
/// sends s0 to p2 again: two firsts and one third. Generous would rather avoid the third choice, but no answer that
/// places three can.
#[test]
fn first_choices_are_counted_before_second_ones() {
    for tiers in [
        [Tier::RankMaximal, Tier::Placed],
        [Tier::Placed, Tier::RankMaximal],
        [Tier::Placed, Tier::Generous],
    ] {
        let mut b = two_and_a_half_choices();
        b.tiers(&tiers);
        let answer = answer(b);
        assert_eq!(places(&answer, 3), [2, 0, 1], "{tiers:?}");
        assert_eq!(answer.profile, Some(vec![2, 0, 1]));
    }
    // Fewest last choices alone are had by placing nobody.
    let mut b = two_and_a_half_choices();
    b.tiers(&[Tier::Generous, Tier::Placed]);
    let answer = answer(b);
    assert_eq!(answer.assignment, []);
    assert!(answer.unplaced.iter().all(|u| u.why == Why::NotWorth));
}

/// Both want p0 first; the second choice of s0 is p1, the next that s1 has is a third. So s1 gets p0; pinning s0 there
/// costs a second choice, and s1 takes its third.
#[test]
fn a_pin_costs_a_second_choice() {
    let mut b = Problem::builder();
    let (s0, s1) = (b.student("s0", None), b.student("s1", None));
    let p: Vec<u32> = (0..3).map(|i| b.place(format!("p{i}"), 1, None)).collect();
    b.ranked_pair(s0, p[0], 1, 1, 1);
    b.ranked_pair(s0, p[1], 1, 2, 1);
    b.ranked_pair(s1, p[0], 1, 1, 1);
    b.ranked_pair(s1, p[2], 1, 3, 1);
    for tier in [Tier::RankMaximal, Tier::Generous] {
        let mut free = b.clone();
        free.tiers(&[Tier::Placed, tier]);
        assert_eq!(answer(free.clone()).profile, Some(vec![1, 1]));
        free.pin(s0, p[0]);
        assert_eq!(answer(free).profile, Some(vec![1, 0, 1]));
    }
}

/// The worst score counts first: 5 and 5 are better than 9 and 4, though they add up to less.
#[test]
fn the_worst_score_counts_before_the_total() {
    let scores = [[9, 5], [5, 4]];
    for (tiers, total) in [
        (vec![Tier::Placed, Tier::Bottleneck, Tier::Score], 10),
        (vec![Tier::Placed, Tier::Score], 13),
    ] {
        let mut b = square(2, |b, s, p| {
            b.pair(s, p, scores[s as usize][p as usize]);
        });
        b.tiers(&tiers);
        let answer = answer(b);
        assert_eq!(number(&answer, tiers.len() - 1), total);
    }
}

/// Three students and one place for two, worth 10, 20 and 30: the place is worth 10 more with a third seat, and the
/// loss of one seat costs 20. Whoever is left out is short of that place with the two who are in.
#[test]
fn the_price_of_a_full_place_is_the_interval_between_who_is_out_and_who_is_in() {
    let mut b = Problem::builder();
    let p = b.place("p", 2, None);
    for (name, score) in [("s0", 10), ("s1", 20), ("s2", 30)] {
        let s = b.student(name, None);
        b.pair(s, p, score);
    }
    b.tiers(&[Tier::Score]);
    let answer = answer(b);
    let [price] = &answer.prices[..] else {
        panic!("{:?}", answer.prices)
    };
    assert_eq!((price.one_more_gains, price.one_fewer_costs), (10, Some(20)));
    let Why::Shortage { students, places, .. } = &answer.unplaced[0].why else {
        panic!("{:?}", answer.unplaced)
    };
    assert_eq!(
        (students.join(" "), places.join(" ")),
        ("s0 s1 s2".to_owned(), "p".to_owned())
    );
}

/// Each rule that crosses the network, where it alone decides: a and b score 10 at the two seats of p and 1 at q.
#[test]
fn each_crossing_rule_moves_someone_to_the_worse_place() {
    let market = || {
        let mut b = Problem::builder();
        let (x, y) = (b.student("s0", None), b.student("s1", None));
        let (p, q) = (b.place("p0", 2, None), b.place("p1", 1, None));
        for s in [x, y] {
            b.pair(s, p, 10);
            b.pair(s, q, 1);
        }
        (b, x, y, p, q)
    };
    let score = |b: ProblemBuilder| number(&answer(b), 1);
    assert_eq!(score(market().0), 20);
    let (mut b, x, y, ..) = market();
    b.apart(x, y);
    assert_eq!(score(b), 11, "two at p are together");
    let (mut b, ..) = market();
    b.quota("one at p", vec![0, 2], 0, Some(1));
    assert_eq!(score(b), 11);
    let (mut b, x, _, _, q) = market();
    b.pin(x, q);
    assert_eq!(score(b.clone()), 11);
    b.open_with(0, 2);
    assert_eq!(
        number(&answer(b), 0),
        1,
        "p stays shut for one alone, and q is taken"
    );
    let (mut b, x, y, p, q) = market();
    b.together(x, y).forbid(x, p);
    assert_eq!(
        number(&answer(b.clone()), 0),
        0,
        "one cannot follow the other, so neither is placed"
    );
    b.employer(p, "one").employer(q, "one");
    assert_eq!(score(b), 11, "two places of one employer will do");
}

/// A minimum may force a worse total: the group must place its one student, who is worth less.
#[test]
fn a_minimum_of_a_group_is_kept_at_a_cost() {
    let mut b = Problem::builder();
    let group = b.group("few", 1, None, None);
    let (x, y) = (b.student("s0", Some(group)), b.student("s1", None));
    let p = b.place("p0", 1, None);
    b.pair(x, p, 1);
    b.pair(y, p, 100);
    let found = answer(b.clone());
    assert_eq!(places(&found, 2), [0, 9]);
    b.forbid(x, p);
    let found = answer(b);
    assert_eq!(found.status, Status::Infeasible);
    assert_eq!(found.conflict, ["forbid:s0,p0", "group_min:few"]);
}
