//! The rules of one component as rows of whole numbers over yes-or-no variables, in an order taken from the names.

use std::collections::BTreeMap;

use crate::components::{Component, Market};
use crate::network::Network;
use crate::policy::Stability;

/// No upper bound.
pub(crate) const OPEN: i64 = i64::MAX / 4;

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// By node of the network.
    Student(u32),
    Place(u32),
    Group(u32),
    /// By position in the problem.
    Quota(u32),
    /// By position in [`Rows::couples`].
    Together(u32),
    Apart(u32),
    /// This arc does not block.
    Stable(u32),
    /// An earlier stage keeps what it reached.
    Floor(u32),
    /// An open place is filled, a closed one empty.
    Open,
    /// Who is at a place finds it open.
    Link,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) of: Vec<(u32, i64)>,
    pub(crate) lo: i64,
    /// [`OPEN`] for none.
    pub(crate) hi: i64,
}

impl Row {
    /// Is it counted by a column of its own, so that cases can narrow it?
    pub(crate) fn counted(&self) -> bool {
        matches!(
            self.kind,
            Kind::Student(_) | Kind::Place(_) | Kind::Group(_) | Kind::Quota(_)
        )
    }

    /// Does a proof price it? What is left is what a place does by itself.
    pub(crate) fn priced(&self) -> bool {
        !matches!(self.kind, Kind::Place(_) | Kind::Open | Kind::Link)
    }

    /// Is it there by the thousand and rarely binding?
    pub(crate) fn lazy(&self) -> bool {
        matches!(self.kind, Kind::Link | Kind::Stable(_))
    }
}

/// What is known of a place.
#[derive(Clone, Debug)]
pub(crate) struct PlaceRule {
    pub(crate) arcs: Vec<u32>,
    /// Its row.
    pub(crate) row: u32,
    /// It takes nobody or at least so many.
    pub(crate) least: i64,
    /// The variable that says whether it is open.
    pub(crate) open: Option<u32>,
}

/// All rules of a component. Variable `i` is arc `i` of its network; more stand for open places and blocking pairs.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub(crate) arcs: usize,
    pub(crate) variables: usize,
    pub(crate) rows: Vec<Row>,
    /// The rows of every variable.
    pub(crate) by_variable: Vec<Vec<(u32, i64)>>,
    pub(crate) students: usize,
    /// The student of every arc, and the arcs of every student.
    pub(crate) student_of: Vec<u32>,
    pub(crate) first: Vec<u32>,
    pub(crate) place_of: Vec<u32>,
    pub(crate) places: Vec<PlaceRule>,
    /// The variables that say "this arc blocks", with the arc.
    pub(crate) blocking: Vec<(u32, u32)>,
    /// Two students (positions in the problem) and an employer.
    pub(crate) couples: Vec<(u32, u32, String)>,
}

impl Rows {
    pub(crate) fn new(market: &Market<'_>, component: &Component) -> Rows {
        let net = &component.network;
        let arcs = net.pair.len();
        let mut student_of = vec![0; arcs];
        for s in 0..net.students {
            net.arcs(s).for_each(|arc| student_of[arc] = s as u32);
        }
        let mut rows = Rows {
            arcs,
            variables: arcs,
            rows: Vec::new(),
            by_variable: vec![Vec::new(); arcs],
            students: net.students,
            student_of,
            first: net.first.clone(),
            place_of: net.head.iter().map(|head| head - net.students as u32).collect(),
            places: Vec::new(),
            blocking: Vec::new(),
            couples: Vec::new(),
        };
        rows.add_core(net);
        rows.add_quotas(market, component);
        rows.add_openings(market, component);
        rows.add_couples(market, component);
        rows.add_stability(market, net);
        rows
    }

    /// Does any row count the seats of a place?
    pub(crate) fn counts_seats(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.kind, Kind::Stable(_)))
    }

    fn variable(&mut self) -> u32 {
        self.variables += 1;
        self.by_variable.push(Vec::new());
        (self.variables - 1) as u32
    }

    pub(crate) fn add(&mut self, kind: Kind, of: Vec<(u32, i64)>, lo: i64, hi: i64) {
        let row = self.rows.len() as u32;
        for (variable, factor) in &of {
            self.by_variable[*variable as usize].push((row, *factor));
        }
        self.rows.push(Row { kind, of, lo, hi });
    }

    /// A choice of arcs with what follows from it (which places open, which pairs block), if it keeps every row.
    pub(crate) fn kept_by(&self, mut yes: Vec<bool>) -> Option<Vec<bool>> {
        for place in &self.places {
            if let Some(open) = place.open {
                yes[open as usize] = place.arcs.iter().any(|arc| yes[*arc as usize]);
            }
        }
        self.blocking
            .iter()
            .for_each(|(variable, _)| yes[*variable as usize] = false);
        let sum = |row: usize, yes: &[bool]| -> i64 {
            let of = self.rows[row].of.iter();
            of.filter(|(v, _)| yes[*v as usize])
                .map(|(_, factor)| factor)
                .sum()
        };
        for (variable, _) in &self.blocking {
            let blocks = self.by_variable[*variable as usize].iter().any(|(row, _)| {
                let row = *row as usize;
                matches!(self.rows[row].kind, Kind::Stable(_)) && sum(row, &yes) < self.rows[row].lo
            });
            yes[*variable as usize] = blocks;
        }
        let keeps = |row: usize| (self.rows[row].lo..=self.rows[row].hi).contains(&sum(row, &yes));
        (0..self.rows.len()).all(keeps).then_some(yes)
    }

    /// The bounds of students, places and groups: what the network carries by itself.
    fn add_core(&mut self, net: &Network) {
        let root = net.root();
        let mut under: Vec<Vec<(u32, i64)>> = vec![Vec::new(); root];
        for s in 0..net.students {
            for arc in net.arcs(s) {
                for start in [s, net.head[arc] as usize] {
                    let mut v = start;
                    while v != root {
                        under[v].push((arc as u32, 1));
                        v = net.up[v] as usize;
                    }
                }
            }
        }
        let mut at: Vec<Vec<u32>> = vec![Vec::new(); net.places];
        (self.place_of.iter().zip(0..)).for_each(|(p, arc)| at[*p as usize].push(arc));
        let mut at = at.into_iter();
        for (v, of) in under.into_iter().enumerate() {
            let kind = if v < net.students {
                Kind::Student(v as u32)
            } else if v < net.students + net.places {
                let row = self.rows.len() as u32;
                let arcs = at.next().unwrap_or_default();
                self.places.push(PlaceRule {
                    arcs,
                    row,
                    least: 0,
                    open: None,
                });
                Kind::Place(v as u32)
            } else {
                Kind::Group(v as u32)
            };
            self.add(kind, of, i64::from(net.lo[v]), i64::from(net.hi[v]));
        }
    }

    fn add_quotas(&mut self, market: &Market<'_>, component: &Component) {
        let problem = market.problem;
        let arc_of: BTreeMap<u32, u32> = component.network.pair.iter().copied().zip(0..).collect();
        let here: std::collections::BTreeSet<u32> = component
            .students
            .iter()
            .map(|s| market.order.students[*s as usize])
            .collect();
        let mut quotas: Vec<usize> = (0..problem.quotas.len()).collect();
        quotas.sort_unstable_by_key(|q| &problem.quotas[*q].id);
        for q in quotas {
            let quota = &problem.quotas[q];
            let mut of: Vec<(u32, i64)> = quota
                .pairs
                .iter()
                .filter_map(|p| arc_of.get(p))
                .map(|arc| (*arc, 1))
                .collect();
            of.sort_unstable();
            let touches = || {
                let mut students = quota.pairs.iter().map(|p| problem.pairs[*p as usize].student);
                students.any(|s| here.contains(&s))
            };
            let most = of.len() as i64;
            let bound = |bound: u64| i64::try_from(bound).unwrap_or(OPEN).min(OPEN);
            let (lo, hi) = (bound(quota.min), quota.max.map_or(most, bound).min(most));
            if (lo > 0 || hi < most) && (!of.is_empty() || touches()) {
                self.add(Kind::Quota(q as u32), of, lo.min(most + 1), hi);
            }
        }
    }

    /// A place opens with so many, or takes nobody.
    fn add_openings(&mut self, market: &Market<'_>, component: &Component) {
        for (i, place) in component.places.iter().enumerate() {
            let place = &market.problem.places[market.order.places[*place as usize] as usize];
            let hi = self.rows[self.places[i].row as usize].hi;
            let Some(least) = place.open_with.filter(|least| *least > 1 && hi > 0) else {
                continue;
            };
            let open = self.variable();
            // A place that could never open has been shut before.
            let least = i64::try_from(least).unwrap_or(OPEN).min(hi);
            self.places[i].least = least;
            self.places[i].open = Some(open);
            let arcs = self.places[i].arcs.clone();
            let sum = |factor: i64| -> Vec<(u32, i64)> {
                arcs.iter()
                    .map(|arc| (*arc, 1))
                    .chain([(open, -factor)])
                    .collect()
            };
            self.add(Kind::Open, sum(hi), -OPEN, 0);
            self.add(Kind::Open, sum(least), 0, OPEN);
            for arc in &arcs {
                self.add(Kind::Link, vec![(*arc, 1), (open, -1)], -OPEN, 0);
            }
        }
    }

    /// Together and apart, employer by employer.
    fn add_couples(&mut self, market: &Market<'_>, component: &Component) {
        let (problem, net) = (market.problem, &component.network);
        let local: BTreeMap<u32, usize> = component
            .students
            .iter()
            .zip(0..)
            .map(|(s, i)| (market.order.students[*s as usize], i))
            .collect();
        let employers = |s: usize| {
            let mut arcs: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
            for arc in net.arcs(s) {
                let place = problem.pairs[net.pair[arc] as usize].place;
                arcs.entry(problem.employer_of(place))
                    .or_default()
                    .push(arc as u32);
            }
            arcs
        };
        for (list, together) in [(&problem.together, true), (&problem.apart, false)] {
            let mut couples: Vec<(usize, usize)> = list
                .iter()
                .filter_map(|(a, b)| Some((*local.get(a)?, *local.get(b)?)))
                .map(|(a, b)| (a.min(b), a.max(b)))
                .collect();
            couples.sort_unstable();
            couples.dedup();
            for (a, b) in couples {
                let (of_a, mut of_b) = (employers(a), employers(b));
                let both: Vec<(&str, Vec<u32>, Vec<u32>)> = of_a
                    .into_iter()
                    .map(|(e, arcs)| (e, arcs, of_b.remove(e).unwrap_or_default()))
                    .collect();
                let alone = of_b.into_iter().map(|(e, arcs)| (e, Vec::new(), arcs));
                for (employer, own, others) in both.into_iter().chain(alone) {
                    if !together && (own.is_empty() || others.is_empty()) {
                        continue;
                    }
                    let couple = self.couples.len() as u32;
                    let position = |s: usize| market.order.students[component.students[s] as usize];
                    self.couples.push((position(a), position(b), employer.to_owned()));
                    let sign = if together { -1 } else { 1 };
                    let (own, others) = (own.iter().map(|a| (*a, 1)), others.iter().map(|a| (*a, sign)));
                    let of = own.chain(others).collect();
                    let kind = if together {
                        Kind::Together(couple)
                    } else {
                        Kind::Apart(couple)
                    };
                    self.add(kind, of, 0, i64::from(!together));
                }
            }
        }
    }

    /// Nobody and no place would both rather have each other (Kwanashie and Manlove's rows), or it is counted.
    fn add_stability(&mut self, market: &Market<'_>, net: &Network) {
        let mode = market.problem.policy.stability;
        if !matches!(mode, Stability::MaximumStable | Stability::FewestBlocking) {
            return;
        }
        let pair = |arc: u32| market.problem.pairs[net.pair[arc as usize] as usize];
        for s in (0..net.students).filter(|s| net.lo[*s] == 0) {
            for arc in net.arcs(s).map(|arc| arc as u32) {
                let own = pair(arc);
                let capacity = market.problem.places[own.place as usize].capacity;
                let capacity = capacity.min(u64::from(u32::MAX)) as i64;
                let mut of: BTreeMap<u32, i64> = BTreeMap::new();
                let others = net.arcs(s).map(|a| a as u32);
                for other in others.filter(|a| pair(*a).student_rank <= own.student_rank) {
                    *of.entry(other).or_default() += capacity;
                }
                let pinned = |a: u32| market.is_pinned(market.order.student_rank(pair(a).student));
                let keeps = |a: &&u32| pair(**a).place_rank <= own.place_rank || pinned(**a);
                let place = self.place_of[arc as usize] as usize;
                for &other in self.places[place].arcs.iter().filter(keeps) {
                    *of.entry(other).or_default() += 1;
                }
                if mode == Stability::FewestBlocking {
                    let blocks = self.variable();
                    self.blocking.push((blocks, arc));
                    of.insert(blocks, capacity);
                }
                self.add(Kind::Stable(arc), of.into_iter().collect(), capacity, OPEN);
            }
        }
    }
}
