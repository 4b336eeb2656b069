//! The multipliers of a certificate, with positions for names.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::outcome::Multipliers;
use crate::policy::Stability;
use crate::problem::Problem;

use super::Part;

/// Positions by name.
pub(in super::super) struct Index<'p> {
    pub(in super::super) students: HashMap<&'p str, usize>,
    pub(in super::super) places: HashMap<&'p str, usize>,
    pub(super) groups: HashMap<&'p str, usize>,
    pub(super) quotas: HashMap<&'p str, usize>,
    pub(super) together: HashSet<(u32, u32)>,
    pub(super) apart: HashSet<(u32, u32)>,
    pub(super) pinned: HashSet<u32>,
}

impl<'p> Index<'p> {
    pub(in super::super) fn of(problem: &'p Problem) -> Index<'p> {
        let both = |list: &[(u32, u32)]| list.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
        Index {
            students: problem.students.iter().map(|s| s.id.as_str()).zip(0..).collect(),
            places: problem.places.iter().map(|p| p.id.as_str()).zip(0..).collect(),
            groups: problem.groups.iter().map(|g| g.id.as_str()).zip(0..).collect(),
            quotas: problem.quotas.iter().map(|q| q.id.as_str()).zip(0..).collect(),
            together: both(&problem.together),
            apart: both(&problem.apart),
            pinned: problem.pins.iter().map(|(s, _)| *s).collect(),
        }
    }
}

/// Multipliers by position.
#[derive(Clone, Default)]
pub(super) struct Prices {
    pub(super) students: BTreeMap<usize, i128>,
    pub(super) groups: BTreeMap<usize, i128>,
    pub(super) quotas: BTreeMap<usize, i128>,
    /// First student, second student, employer.
    pub(super) together: BTreeMap<(u32, u32, String), i128>,
    pub(super) apart: BTreeMap<(u32, u32, String), i128>,
    /// By position in the pairs of the part.
    pub(super) stable: BTreeMap<usize, i128>,
    pub(super) floors: BTreeMap<String, i128>,
}

impl Part<'_> {
    pub(super) fn prices(&self, told: &Multipliers, mut prices: Prices) -> Result<Prices, String> {
        let unknown = |what: &str| format!("The multipliers name {what} that is not there.");
        for (id, price) in &told.students {
            let student = *self
                .index
                .students
                .get(id.as_str())
                .ok_or_else(|| unknown("a student"))?;
            prices.students.insert(student, i128::from(*price));
        }
        for (id, price) in &told.groups {
            let group = *self
                .index
                .groups
                .get(id.as_str())
                .ok_or_else(|| unknown("a group"))?;
            prices.groups.insert(group, i128::from(*price));
        }
        for (id, price) in &told.quotas {
            let quota = *self
                .index
                .quotas
                .get(id.as_str())
                .ok_or_else(|| unknown("a quota"))?;
            prices.quotas.insert(quota, i128::from(*price));
        }
        let lists = [
            (&told.together, &self.index.together, &mut prices.together),
            (&told.apart, &self.index.apart, &mut prices.apart),
        ];
        for (list, rules, into) in lists {
            for (a, b, employer, price) in list {
                let position = |id: &str| self.index.students.get(id).map(|s| *s as u32);
                let both = position(a)
                    .zip(position(b))
                    .filter(|couple| rules.contains(couple));
                let own = |s: u32| self.students.binary_search(&(s as usize)).is_ok();
                let (a, b) = both
                    .filter(|(a, b)| own(*a) && own(*b))
                    .ok_or_else(|| unknown("a couple"))?;
                into.insert((a, b, employer.clone()), i128::from(*price));
            }
        }
        for (student, place, price) in &told.stable {
            let asked = matches!(
                self.problem.policy.stability,
                Stability::MaximumStable | Stability::FewestBlocking
            );
            let pair = self
                .pair(student, place)
                .filter(|_| asked)
                .ok_or_else(|| unknown("a pair"))?;
            let own = self.problem.pairs[self.pairs[pair]];
            let free = !self.index.pinned.contains(&own.student);
            if !free || self.shared_places.contains(&(own.place as usize)) {
                return Err(unknown("a stable pair"));
            }
            prices.stable.insert(pair, i128::from(*price));
        }
        prices.floors.extend(
            told.floors
                .iter()
                .map(|(name, price)| (name.clone(), i128::from(*price))),
        );
        Ok(prices)
    }
}
