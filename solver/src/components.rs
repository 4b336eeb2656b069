//! What can be solved apart: students, places and groups that no pair and no rule connects.

mod build;
mod gather;
mod sets;

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::canonical::Order;
use crate::network::{NONE, Network};
use crate::problem::Problem;
use sets::Sets;

/// One part of the market, with its network and where its nodes come from.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    /// Canonical positions of the students, places and groups (places' first), in the order of the nodes.
    pub(crate) students: Vec<u32>,
    pub(crate) places: Vec<u32>,
    pub(crate) groups: Vec<u32>,
    pub(crate) network: Network,
    /// Does a rule that no network can carry touch this part?
    pub(crate) crossing: bool,
}

/// The problem in canonical positions with pins, forbids and idle bounds worked in.
pub(crate) struct Market<'p> {
    pub(crate) problem: &'p Problem,
    pub(crate) order: &'p Order,
    /// Canonical `(student, place)`.
    forbidden: HashSet<(u32, u32)>,
    /// The place each canonical student is pinned to; [`NONE`] or, for two different pins, [`CLASH`].
    pinned: Vec<u32>,
}

/// Pinned to two places.
const CLASH: u32 = u32::MAX - 1;

impl<'p> Market<'p> {
    pub(crate) fn new(problem: &'p Problem, order: &'p Order) -> Market<'p> {
        let forbidden = problem
            .forbids
            .iter()
            .map(|(s, p)| (order.student_rank(*s), order.place_rank(*p)))
            .collect();
        let mut pinned = vec![NONE; problem.students.len()];
        for (s, p) in &problem.pins {
            let (s, p) = (order.student_rank(*s) as usize, order.place_rank(*p));
            pinned[s] = if pinned[s] == NONE || pinned[s] == p {
                p
            } else {
                CLASH
            };
        }
        Market {
            problem,
            order,
            forbidden,
            pinned,
        }
    }

    pub(crate) fn is_pinned(&self, student: u32) -> bool {
        self.pinned[student as usize] != NONE
    }

    /// The pairs (positions in the problem) a canonical student may use, by canonical place.
    pub(crate) fn open_pairs(&self, student: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let s = student as usize;
        let range = self.order.first[s] as usize..self.order.first[s + 1] as usize;
        let pin = self.pinned[s];
        self.order.pairs[range].iter().filter_map(move |&pair| {
            let place = self.order.place_rank(self.problem.pairs[pair as usize].place);
            let open = (pin == NONE || pin == place)
                && (self.forbidden.is_empty() || !self.forbidden.contains(&(student, place)));
            open.then_some((pair, place))
        })
    }

    fn group_of(&self, group: Option<u32>) -> u32 {
        group.map_or(NONE, |g| self.order.group_rank(g))
    }

    /// Splits the market. With `whole` everything stays in one part, and that part counts as crossing.
    pub(crate) fn split(&self, whole: bool) -> Vec<Component> {
        Splitter::new(self).run(whole)
    }
}

/// Bounds as the network counts them: one more than can ever flow stands for any greater number, and never binds.
fn clamp(bound: u64, most: u64) -> i32 {
    i32::try_from(bound.min(most + 1)).unwrap_or(i32::MAX)
}

struct Splitter<'m, 'p> {
    market: &'m Market<'p>,
    /// Canonical: open pairs and canonical places of each student.
    first: Vec<u32>,
    pairs: Vec<u32>,
    heads: Vec<u32>,
    capacity: Vec<i32>,
    /// Canonical groups that can bind; the nearest such group above each student, place and group.
    useful: Vec<bool>,
    above_student: Vec<u32>,
    above_place: Vec<u32>,
    above_group: Vec<u32>,
    group_of_places: Vec<bool>,
    depth: Vec<u32>,
    sets: Sets,
    crossing: Vec<u32>,
}

impl<'m, 'p> Splitter<'m, 'p> {
    fn new(market: &'m Market<'p>) -> Self {
        let (problem, order) = (market.problem, market.order);
        let (n, m, k) = (problem.students.len(), problem.places.len(), problem.groups.len());
        let mut first = Vec::with_capacity(n + 1);
        let mut pairs = Vec::with_capacity(problem.pairs.len());
        let mut heads = Vec::with_capacity(problem.pairs.len());
        let mut wanted = vec![0_u64; m];
        first.push(0);
        for s in 0..n {
            for (pair, place) in market.open_pairs(s as u32) {
                pairs.push(pair);
                heads.push(place);
                wanted[place as usize] += 1;
            }
            first.push(pairs.len() as u32);
        }
        let capacity = (0..m)
            .map(|p| {
                let place = &problem.places[order.places[p] as usize];
                let most = place.capacity.min(wanted[p]);
                if place.open_with.is_some_and(|least| least > most) {
                    0
                } else {
                    clamp(place.capacity, wanted[p])
                }
            })
            .collect();
        let group = |g: usize| &problem.groups[order.groups[g] as usize];
        let parent: Vec<u32> = (0..k).map(|g| market.group_of(group(g).parent)).collect();
        let mut depth = vec![0; k];
        for g in 0..k {
            let mut at = parent[g];
            while at != NONE {
                depth[g] += 1;
                at = parent[at as usize];
            }
        }
        let mut splitter = Splitter {
            market,
            first,
            pairs,
            heads,
            capacity,
            useful: vec![false; k],
            above_student: (0..n)
                .map(|s| market.group_of(problem.students[order.students[s] as usize].group))
                .collect(),
            above_place: (0..m)
                .map(|p| market.group_of(problem.places[order.places[p] as usize].group))
                .collect(),
            above_group: parent,
            group_of_places: vec![false; k],
            depth,
            sets: Sets::of(n + m + k),
            crossing: Vec::new(),
        };
        splitter.drop_idle_groups();
        splitter
    }

    /// A group whose bounds cannot bind, not even with one more place, is passed over.
    fn drop_idle_groups(&mut self) {
        let problem = self.market.problem;
        let (n, k) = (self.above_student.len(), self.useful.len());
        let mut most = vec![0_u64; k];
        for s in 0..n {
            if self.above_student[s] != NONE && self.first[s] < self.first[s + 1] {
                most[self.above_student[s] as usize] += 1;
            }
        }
        for (p, &g) in self.above_place.iter().enumerate() {
            if g != NONE {
                self.group_of_places[g as usize] = true;
                most[g as usize] += u64::from(self.capacity[p].unsigned_abs());
            }
        }
        let mut inner_first: Vec<usize> = (0..k).collect();
        inner_first.sort_by_key(|g| (Reverse(self.depth[*g]), *g));
        for &g in &inner_first {
            let group = &problem.groups[self.market.order.groups[g] as usize];
            self.useful[g] = group.min > 0 || group.max.is_some_and(|max| max <= most[g]);
            let up = self.above_group[g];
            if up != NONE {
                most[up as usize] += most[g].min(group.max.unwrap_or(u64::MAX));
                self.group_of_places[up as usize] |= self.group_of_places[g];
            }
        }
        // From the outermost: whoever is below an idle group looks over it.
        let over = |above: u32, list: &[u32], useful: &[bool]| {
            if above == NONE || useful[above as usize] {
                above
            } else {
                list[above as usize]
            }
        };
        for &g in inner_first.iter().rev() {
            self.above_group[g] = over(self.above_group[g], &self.above_group, &self.useful);
        }
        for s in 0..n {
            self.above_student[s] = over(self.above_student[s], &self.above_group, &self.useful);
        }
        for p in 0..self.above_place.len() {
            self.above_place[p] = over(self.above_place[p], &self.above_group, &self.useful);
        }
    }

    fn join_network(&mut self) {
        let (n, m, k) = (
            self.above_student.len() as u32,
            self.above_place.len() as u32,
            self.useful.len() as u32,
        );
        for s in 0..n {
            let heads = &self.heads[self.first[s as usize] as usize..self.first[s as usize + 1] as usize];
            self.sets.join_all(s, heads.iter().map(|p| n + p));
            let g = self.above_student[s as usize];
            if g != NONE {
                self.sets.join(s, n + m + g);
            }
        }
        for p in 0..m {
            let g = self.above_place[p as usize];
            if g != NONE {
                self.sets.join(n + p, n + m + g);
            }
        }
        for g in 0..k {
            let up = self.above_group[g as usize];
            if self.useful[g as usize] && up != NONE {
                self.sets.join(n + m + g, n + m + up);
            }
        }
    }

    /// Joins what the rules connect, and remembers one node of each part they touch.
    fn join_rules(&mut self) {
        let (problem, order) = (self.market.problem, self.market.order);
        let n = self.above_student.len() as u32;
        for quota in &problem.quotas {
            if quota.min == 0 && quota.max.is_none_or(|max| max >= quota.pairs.len() as u64) {
                continue;
            }
            let mut one = None;
            for pair in &quota.pairs {
                let s = order.student_rank(problem.pairs[*pair as usize].student);
                let one = *one.get_or_insert(s);
                self.sets.join(one, s);
            }
            self.crossing.extend(one);
        }
        for (a, b) in problem.together.iter().chain(&problem.apart) {
            let (a, b) = (order.student_rank(*a), order.student_rank(*b));
            self.sets.join(a, b);
            self.crossing.push(a);
        }
        for (p, &i) in order.places.iter().enumerate() {
            if problem.places[i as usize]
                .open_with
                .is_some_and(|least| least > 1)
                && self.capacity[p] > 0
            {
                self.crossing.push(n + p as u32);
            }
        }
    }

    fn run(mut self, whole: bool) -> Vec<Component> {
        let (n, m, k) = (
            self.above_student.len(),
            self.above_place.len(),
            self.useful.len(),
        );
        self.join_network();
        self.join_rules();
        if whole && n > 0 {
            for v in 1..(n + m + k) as u32 {
                self.sets.join(0, v);
            }
            self.crossing.push(0);
        }
        let crossing: HashSet<u32> = std::mem::take(&mut self.crossing)
            .into_iter()
            .map(|v| self.sets.find(v))
            .collect();
        let mut number = vec![NONE; n + m + k];
        let mut parts: Vec<(u32, [Vec<u32>; 3])> = Vec::new();
        for v in 0..n + m + k {
            let idle = if v < n {
                self.first[v] == self.first[v + 1] && !self.market.is_pinned(v as u32)
            } else {
                v >= n + m && !self.useful[v - n - m]
            };
            let leader = self.sets.find(v as u32);
            if idle && !crossing.contains(&leader) {
                continue;
            }
            if v >= n + m && !self.useful[v - n - m] {
                continue;
            }
            let part = &mut number[leader as usize];
            if *part == NONE {
                *part = parts.len() as u32;
                parts.push((leader, Default::default()));
            }
            let lists = &mut parts[*part as usize].1;
            let (list, own) = if v < n {
                (0, v)
            } else if v < n + m {
                (1, v - n)
            } else {
                (2, v - n - m)
            };
            lists[list].push(own as u32);
        }
        // A place nobody wants is a part of its own and needs no solving.
        parts.retain(|(_, lists)| !lists[0].is_empty() || !lists[2].is_empty());
        let mut local = vec![NONE; n + m + k];
        parts
            .into_iter()
            .map(|(leader, lists)| self.build(lists, crossing.contains(&leader), &mut local))
            .collect()
    }
}
