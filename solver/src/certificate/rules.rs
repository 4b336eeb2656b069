//! Does the assignment keep every rule of the problem?

use std::collections::{HashMap, HashSet};

use crate::error::Findings;
use crate::outcome::{Answer, Why};
use crate::policy::Stability;
use crate::problem::Problem;

/// The pairs that are chosen, as positions in the problem; nothing if the assignment cannot be understood.
pub(super) fn chosen_pairs(
    problem: &Problem,
    answer: &Answer,
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    let students: HashMap<&str, u32> = numbered(problem.students.iter().map(|s| s.id.as_str()));
    let places: HashMap<&str, u32> = numbered(problem.places.iter().map(|p| p.id.as_str()));
    let mut place_of = vec![u32::MAX; problem.students.len()];
    let mut good = true;
    for (i, assigned) in answer.assignment.iter().enumerate() {
        match (
            students.get(assigned.student.as_str()),
            places.get(assigned.place.as_str()),
        ) {
            (Some(s), Some(p)) if place_of[*s as usize] == u32::MAX => place_of[*s as usize] = *p,
            (Some(_), Some(_)) => {
                good = false;
                findings.add(
                    || format!("/assignment/{i}"),
                    "answer.student.twice",
                    || format!("{:?} is placed a second time.", assigned.student),
                );
            }
            _ => {
                good = false;
                findings.add(
                    || format!("/assignment/{i}"),
                    "answer.assignment.unknown",
                    || {
                        format!(
                            "The problem has no student {:?} or no place {:?}.",
                            assigned.student, assigned.place
                        )
                    },
                );
            }
        }
    }
    let mut found = vec![false; problem.students.len()];
    let mut chosen = Vec::with_capacity(answer.assignment.len());
    for (i, pair) in problem.pairs.iter().enumerate() {
        if place_of[pair.student as usize] == pair.place {
            found[pair.student as usize] = true;
            chosen.push(i);
        }
    }
    for (s, place) in place_of.iter().enumerate() {
        if *place != u32::MAX && !found[s] {
            good = false;
            findings.add(
                || "/assignment".to_owned(),
                "answer.pair.not_eligible",
                || {
                    format!(
                        "{:?} and {:?} are no eligible pair.",
                        problem.students[s].id, problem.places[*place as usize].id
                    )
                },
            );
        }
    }
    good.then_some(chosen)
}

fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<&'a str, u32> {
    names.zip(0..).collect()
}

pub(super) fn keeps_all(problem: &Problem, chosen: &[usize], findings: &mut Findings) {
    let mut place_of = vec![None; problem.students.len()];
    let mut at_place = vec![0_u64; problem.places.len()];
    let mut in_group = vec![0_u64; problem.groups.len()];
    for pair in chosen {
        let pair = problem.pairs[*pair];
        place_of[pair.student as usize] = Some(pair.place);
        at_place[pair.place as usize] += 1;
        let inner = [
            problem.students[pair.student as usize].group,
            problem.places[pair.place as usize].group,
        ];
        for mut group in inner {
            while let Some(g) = group {
                in_group[g as usize] += 1;
                group = problem.groups[g as usize].parent;
            }
        }
    }
    let mut broken =
        |code: &str, message: String| findings.add(|| "/assignment".to_owned(), code, || message);
    for (place, taken) in problem.places.iter().zip(&at_place) {
        if *taken > place.capacity {
            broken(
                "answer.place.capacity",
                format!("{:?} takes {taken} of at most {}.", place.id, place.capacity),
            );
        }
        if let Some(least) = place.open_with
            && *taken > 0
            && *taken < least
        {
            broken(
                "answer.place.open_with",
                format!("{:?} takes {taken}; it opens with {least}.", place.id),
            );
        }
    }
    for (group, taken) in problem.groups.iter().zip(&in_group) {
        if *taken < group.min || group.max.is_some_and(|max| *taken > max) {
            broken(
                "answer.group.bounds",
                format!("The group {:?} has {taken}, outside its bounds.", group.id),
            );
        }
    }
    let marked: HashSet<usize> = if problem.quotas.is_empty() {
        HashSet::new()
    } else {
        chosen.iter().copied().collect()
    };
    for quota in &problem.quotas {
        let taken = quota
            .pairs
            .iter()
            .filter(|p| marked.contains(&(**p as usize)))
            .count() as u64;
        if taken < quota.min || quota.max.is_some_and(|max| taken > max) {
            broken(
                "answer.quota.bounds",
                format!("The quota {:?} has {taken}, outside its bounds.", quota.id),
            );
        }
    }
    let name = |s: &u32| &problem.students[*s as usize].id;
    for (s, p) in &problem.pins {
        if place_of[*s as usize] != Some(*p) {
            broken(
                "answer.pin",
                format!(
                    "{:?} is pinned to {:?} and not there.",
                    name(s),
                    problem.places[*p as usize].id
                ),
            );
        }
    }
    for (s, p) in &problem.forbids {
        if place_of[*s as usize] == Some(*p) {
            broken(
                "answer.forbid",
                format!(
                    "{:?} must not go to {:?}.",
                    name(s),
                    problem.places[*p as usize].id
                ),
            );
        }
    }
    let employer = |s: &u32| place_of[*s as usize].map(|p| problem.employer_of(p));
    for (a, b) in &problem.together {
        if employer(a) != employer(b) {
            broken(
                "answer.together",
                format!("{:?} and {:?} belong together.", name(a), name(b)),
            );
        }
    }
    for (a, b) in &problem.apart {
        if employer(a).is_some() && employer(a) == employer(b) {
            broken(
                "answer.apart",
                format!("{:?} and {:?} belong apart.", name(a), name(b)),
            );
        }
    }
}

/// Whoever is not placed stands among the unplaced, once, with a reason that is not plainly false.
pub(super) fn unplaced_told(problem: &Problem, answer: &Answer, chosen: &[usize], findings: &mut Findings) {
    let mut placed = vec![false; problem.students.len()];
    let mut has_pair = vec![false; problem.students.len()];
    let forbidden: HashSet<&(u32, u32)> = problem.forbids.iter().collect();
    for pair in &problem.pairs {
        has_pair[pair.student as usize] |=
            forbidden.is_empty() || !forbidden.contains(&(pair.student, pair.place));
    }
    for pair in chosen {
        placed[problem.pairs[*pair].student as usize] = true;
    }
    let mut left: HashMap<&str, usize> = HashMap::new();
    for (s, student) in problem.students.iter().enumerate().filter(|(s, _)| !placed[*s]) {
        left.insert(&student.id, s);
    }
    for (i, unplaced) in answer.unplaced.iter().enumerate() {
        match left.remove(unplaced.student.as_str()) {
            None => findings.add(
                || format!("/unplaced/{i}"),
                "answer.unplaced.wrong",
                || format!("{:?} is placed, unknown, or listed twice.", unplaced.student),
            ),
            Some(s) if matches!(unplaced.why, Why::NoEligiblePlace) == has_pair[s] => {
                findings.add(
                    || format!("/unplaced/{i}/why"),
                    "answer.unplaced.why",
                    || {
                        format!(
                            "The reason given for {:?} does not fit its pairs.",
                            unplaced.student
                        )
                    },
                );
            }
            Some(_) => {}
        }
    }
    let mut missing: Vec<&str> = left.into_keys().collect();
    missing.sort_unstable();
    for student in missing {
        findings.add(
            || "/unplaced".to_owned(),
            "answer.unplaced.missing",
            || format!("{student:?} has no place and is not listed with a reason."),
        );
    }
}

/// Counts the blocking pairs again, where the policy looks at stability.
pub(super) fn stability_told(problem: &Problem, answer: &Answer, chosen: &[usize], findings: &mut Findings) {
    if problem.policy.stability == Stability::None {
        if answer.blocking_pairs.is_some() {
            let message = "The policy does not look at stability; the answer must not either.";
            findings.add(
                || "/blocking_pairs".to_owned(),
                "answer.blocking_pairs.extra",
                || message.to_owned(),
            );
        }
        return;
    }
    let blocking = blocking_pairs(problem, chosen);
    let Some(told) = &answer.blocking_pairs else {
        findings.add(
            || "/blocking_pairs".to_owned(),
            "answer.blocking_pairs.missing",
            || "The policy looks at stability; the answer does not list the blocking pairs.".to_owned(),
        );
        return;
    };
    let mut listed: Vec<(&str, &str)> = told
        .list
        .iter()
        .map(|p| (p.student.as_str(), p.place.as_str()))
        .collect();
    let mut wanted: Vec<(&str, &str)> = blocking
        .iter()
        .map(|i| {
            let pair = problem.pairs[*i];
            (
                problem.students[pair.student as usize].id.as_str(),
                problem.places[pair.place as usize].id.as_str(),
            )
        })
        .collect();
    listed.sort_unstable();
    wanted.sort_unstable();
    if told.count != wanted.len() as u64 || listed != wanted {
        findings.add(
            || "/blocking_pairs".to_owned(),
            "answer.blocking_pairs",
            || {
                format!(
                    "The assignment has {} blocking pairs; the answer tells {}.",
                    wanted.len(),
                    told.count
                )
            },
        );
    }
    let stable = !matches!(
        problem.policy.stability,
        Stability::Report | Stability::FewestBlocking
    );
    if stable && !wanted.is_empty() {
        findings.add(
            || "/blocking_pairs".to_owned(),
            "answer.unstable",
            || "The policy asks for a stable answer; this one has blocking pairs.".to_owned(),
        );
    }
}

/// A pair blocks when the student likes the place better than what it has, and the place either has room (in itself
/// and in every group around it that the student is not in already) or likes the student better than one it has.
fn blocking_pairs(problem: &Problem, chosen: &[usize]) -> Vec<usize> {
    let pinned: HashSet<u32> = problem.pins.iter().map(|p| p.0).collect();
    let mut mine: Vec<Option<usize>> = vec![None; problem.students.len()];
    let mut taken = vec![0_u64; problem.places.len()];
    let mut worst = vec![0_u32; problem.places.len()];
    let mut filled = vec![0_u64; problem.groups.len()];
    for &i in chosen {
        let pair = problem.pairs[i];
        mine[pair.student as usize] = Some(i);
        taken[pair.place as usize] += 1;
        let rank = &mut worst[pair.place as usize];
        // A pinned student cannot be sent away for a better one.
        if !pinned.contains(&pair.student) {
            *rank = pair.place_rank.max(*rank);
        }
        let mut group = problem.places[pair.place as usize].group;
        while let Some(g) = group {
            filled[g as usize] += 1;
            group = problem.groups[g as usize].parent;
        }
    }
    let forbidden: HashSet<&(u32, u32)> = problem.forbids.iter().collect();
    (0..problem.pairs.len())
        .filter(|i| {
            let pair = problem.pairs[*i];
            let now = mine[pair.student as usize].map(|m| problem.pairs[m]);
            if now.is_some_and(|now| now.student_rank <= pair.student_rank)
                || pinned.contains(&pair.student)
                || forbidden.contains(&(pair.student, pair.place))
            {
                return false;
            }
            let place = &problem.places[pair.place as usize];
            if taken[pair.place as usize] > 0 && pair.place_rank < worst[pair.place as usize] {
                return true;
            }
            let mut around_now = HashSet::new();
            let mut group = now.and_then(|now| problem.places[now.place as usize].group);
            while let Some(g) = group {
                around_now.insert(g);
                group = problem.groups[g as usize].parent;
            }
            let mut room = taken[pair.place as usize] < place.capacity;
            let mut group = place.group;
            while let Some(g) = group {
                let full = problem.groups[g as usize]
                    .max
                    .is_some_and(|max| filled[g as usize] >= max);
                room &= !full || around_now.contains(&g);
                group = problem.groups[g as usize].parent;
            }
            room
        })
        .collect()
}
