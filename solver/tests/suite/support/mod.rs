//! Generated problems of every kind, and the answer by trying everything.

use abbina_solver::{Pair, Problem, Stability, Tier};

/// SplitMix64: the same numbers on every machine.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// From 0 to `n - 1`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    pub fn often(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// What a generated problem may contain.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub students: u64,
    pub places: u64,
    pub density: u64,
    pub groups: bool,
    pub mins: bool,
    pub pins: bool,
    pub crossing: bool,
    pub score_max: u64,
}

impl Kind {
    pub const SMALL: Kind = Kind {
        students: 5,
        places: 4,
        density: 60,
        groups: true,
        mins: true,
        pins: true,
        crossing: false,
        score_max: 9,
    };
    pub const CROSSING: Kind = Kind {
        crossing: true,
        ..Kind::SMALL
    };
}

pub const POLICIES: [&[Tier]; 9] = [
    &[Tier::Score],
    &[Tier::Placed, Tier::Score],
    &[Tier::Placed],
    &[Tier::Placed, Tier::Bottleneck, Tier::Score],
    &[Tier::Placed, Tier::Generous, Tier::Score],
    &[Tier::Placed, Tier::RankMaximal, Tier::Score],
    &[Tier::RankMaximal, Tier::Placed, Tier::Score],
    &[Tier::Score, Tier::Placed, Tier::Bottleneck],
    &[Tier::Placed, Tier::Score, Tier::Generous],
];

pub fn generate(seed: u64, kind: Kind) -> Problem {
    let mut c = Chance(seed);
    let mut b = Problem::builder();
    let students = c.below(kind.students) + 1;
    let places = c.below(kind.places) + 1;
    let tree = |c: &mut Chance, b: &mut abbina_solver::ProblemBuilder, name: &str, size: u64| -> Vec<u32> {
        let mut ids: Vec<u32> = Vec::new();
        if !kind.groups {
            return ids;
        }
        for g in 0..c.below(4) {
            let parent = if ids.is_empty() || c.often(50) {
                None
            } else {
                Some(ids[c.below(ids.len() as u64) as usize])
            };
            let min = if kind.mins && c.often(25) { c.below(3) } else { 0 };
            let max = c.often(75).then(|| min + c.below(size));
            ids.push(b.group(format!("{name}{g}"), min, max, parent));
        }
        ids
    };
    let schools = tree(&mut c, &mut b, "school", students);
    let tutors = tree(&mut c, &mut b, "tutor", students);
    let pick = |c: &mut Chance, of: &[u32]| {
        if of.is_empty() || c.often(30) {
            None
        } else {
            Some(of[c.below(of.len() as u64) as usize])
        }
    };
    for s in 0..students {
        let group = pick(&mut c, &schools);
        b.student(format!("s{s}"), group);
    }
    for p in 0..places {
        let group = pick(&mut c, &tutors);
        let place = b.place(format!("p{p}"), c.below(3), group);
        if c.often(50) {
            b.employer(place, format!("e{}", c.below(2)));
        }
        if kind.crossing && c.often(30) {
            b.open_with(place, c.below(4));
        }
    }
    let mut pairs = Vec::new();
    for s in 0..students {
        for p in 0..places {
            if c.often(kind.density) {
                let ranks = (c.below(4) as u32 + 1, c.below(4) as u32 + 1);
                b.ranked_pair(
                    s as u32,
                    p as u32,
                    c.below(kind.score_max + 1) as u32,
                    ranks.0,
                    ranks.1,
                );
                pairs.push((s as u32, p as u32));
            }
        }
    }
    if kind.pins && !pairs.is_empty() {
        if c.often(30) {
            let (s, p) = pairs[c.below(pairs.len() as u64) as usize];
            b.pin(s, p);
        }
        for _ in 0..c.below(3) {
            let (s, p) = pairs[c.below(pairs.len() as u64) as usize];
            b.forbid(s, p);
        }
    }
    if kind.crossing {
        for q in 0..c.below(3) {
            let set: Vec<u32> = (0..pairs.len() as u32).filter(|_| c.often(40)).collect();
            let min = if c.often(30) { c.below(3) } else { 0 };
            let max = c.often(70).then(|| min + c.below(3));
            b.quota(format!("q{q}"), set, min, max);
        }
        if students > 1 {
            for _ in 0..c.below(2) {
                let a = c.below(students) as u32;
                b.together(a, (a + 1) % students as u32);
            }
            for _ in 0..c.below(3) {
                let a = c.below(students) as u32;
                b.apart(a, (a + 1) % students as u32);
            }
        }
    }
    b.tiers(POLICIES[c.below(POLICIES.len() as u64) as usize]);
    b.stability(Stability::None).seed(c.below(5));
    b.build().unwrap()
}

/// The same problem with every array in another order.
pub fn shuffled(problem: &Problem, seed: u64) -> Problem {
    let mut c = Chance(seed);
    let mut permutation = |n: usize| {
        let mut order: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            order.swap(i, c.below(i as u64 + 1) as usize);
        }
        let mut to = vec![0_u32; n];
        order
            .iter()
            .enumerate()
            .for_each(|(new, old)| to[*old] = new as u32);
        (order, to)
    };
    let (students, student_to) = permutation(problem.students.len());
    let (places, place_to) = permutation(problem.places.len());
    let (groups, group_to) = permutation(problem.groups.len());
    let (pairs, pair_to) = permutation(problem.pairs.len());
    let (quotas, _) = permutation(problem.quotas.len());
    let mut out = problem.clone();
    out.students = students.iter().map(|i| problem.students[*i].clone()).collect();
    out.places = places.iter().map(|i| problem.places[*i].clone()).collect();
    out.groups = groups.iter().map(|i| problem.groups[*i].clone()).collect();
    out.students
        .iter_mut()
        .for_each(|s| s.group = s.group.map(|g| group_to[g as usize]));
    out.places
        .iter_mut()
        .for_each(|s| s.group = s.group.map(|g| group_to[g as usize]));
    out.groups
        .iter_mut()
        .for_each(|s| s.parent = s.parent.map(|g| group_to[g as usize]));
    out.pairs = pairs
        .iter()
        .map(|i| {
            let p = problem.pairs[*i];
            Pair {
                student: student_to[p.student as usize],
                place: place_to[p.place as usize],
                ..p
            }
        })
        .collect();
    out.quotas = quotas.iter().map(|i| problem.quotas[*i].clone()).collect();
    out.quotas
        .iter_mut()
        .for_each(|q| q.pairs.iter_mut().for_each(|p| *p = pair_to[*p as usize]));
    for list in [&mut out.pins, &mut out.forbids] {
        list.iter_mut()
            .for_each(|x| *x = (student_to[x.0 as usize], place_to[x.1 as usize]));
        list.reverse();
    }
    for list in [&mut out.together, &mut out.apart] {
        list.iter_mut()
            .for_each(|x| *x = (student_to[x.1 as usize], student_to[x.0 as usize]));
        list.reverse();
    }
    out
}

/// Is this choice (the place of each student) allowed?
pub fn allowed(problem: &Problem, at: &[Option<u32>]) -> bool {
    let mut places = vec![0; problem.places.len()];
    let mut groups = vec![0; problem.groups.len()];
    for (s, place) in at.iter().enumerate() {
        let Some(p) = place else { continue };
        places[*p as usize] += 1;
        for mut group in [problem.students[s].group, problem.places[*p as usize].group] {
            while let Some(g) = group {
                groups[g as usize] += 1;
                group = problem.groups[g as usize].parent;
            }
        }
    }
    let employer = |s: u32| at[s as usize].map(|p| problem.employer_of(p));
    problem
        .places
        .iter()
        .zip(&places)
        .all(|(p, n)| *n <= p.capacity && (*n == 0 || p.open_with.is_none_or(|least| *n >= least)))
        && problem
            .groups
            .iter()
            .zip(&groups)
            .all(|(g, n)| *n >= g.min && g.max.is_none_or(|max| *n <= max))
        && problem.pins.iter().all(|(s, p)| at[*s as usize] == Some(*p))
        && problem.forbids.iter().all(|(s, p)| at[*s as usize] != Some(*p))
        && problem.together.iter().all(|(a, b)| employer(*a) == employer(*b))
        && problem
            .apart
            .iter()
            .all(|(a, b)| employer(*a).is_none() || employer(*a) != employer(*b))
        && problem.quotas.iter().all(|q| {
            let n = q.pairs.iter().filter(|i| {
                let pair = problem.pairs[**i as usize];
                at[pair.student as usize] == Some(pair.place)
            });
            let n = n.count() as u64;
            n >= q.min && q.max.is_none_or(|max| n <= max)
        })
}

/// Every tier as numbers to compare in order, higher is better.
pub fn worth(problem: &Problem, at: &[Option<u32>]) -> Vec<Vec<i64>> {
    let chosen: Vec<&Pair> = problem
        .pairs
        .iter()
        .filter(|pair| at[pair.student as usize] == Some(pair.place))
        .collect();
    let ranks = problem.pairs.iter().map(|p| p.student_rank).max().unwrap_or(0);
    let count = |rank: u32| chosen.iter().filter(|p| p.student_rank == rank).count() as i64;
    problem
        .policy
        .tiers
        .iter()
        .map(|tier| match tier {
            Tier::Placed => vec![chosen.len() as i64],
            Tier::Score => vec![chosen.iter().map(|p| i64::from(p.score)).sum()],
            Tier::Bottleneck => vec![chosen.iter().map(|p| i64::from(p.score)).min().unwrap_or(-1)],
            Tier::RankMaximal => (1..=ranks).map(count).collect(),
            Tier::Generous => (1..=ranks).rev().map(|r| -count(r)).collect(),
        })
        .collect()
}

/// Tries every choice: the best worth, if anything is allowed.
pub fn best(problem: &Problem) -> Option<Vec<Vec<i64>>> {
    best_where(problem, |_| true)
}

/// The best worth among the choices that `fits`.
pub fn best_where(problem: &Problem, mut fits: impl FnMut(&[Option<u32>]) -> bool) -> Option<Vec<Vec<i64>>> {
    let n = problem.students.len();
    let mut options: Vec<Vec<Option<u32>>> = vec![vec![None]; n];
    for pair in &problem.pairs {
        options[pair.student as usize].push(Some(pair.place));
    }
    let mut index = vec![0; n];
    let mut best = None;
    loop {
        let at: Vec<Option<u32>> = (0..n).map(|s| options[s][index[s]]).collect();
        if allowed(problem, &at) && fits(&at) {
            best = best.max(Some(worth(problem, &at)));
        }
        let mut s = 0;
        while s < n {
            index[s] += 1;
            if index[s] < options[s].len() {
                break;
            }
            index[s] = 0;
            s += 1;
        }
        if s == n {
            return best;
        }
    }
}

/// The place of each student in an answer.
pub fn places_of(problem: &Problem, answer: &abbina_solver::Answer) -> Vec<Option<u32>> {
    let mut at = vec![None; problem.students.len()];
    for a in &answer.assignment {
        let s = problem.students.iter().position(|s| s.id == a.student).unwrap();
        at[s] = Some(problem.places.iter().position(|p| p.id == a.place).unwrap() as u32);
    }
    at
}
