//! The bound of one case, summed in 128 bits.

use std::collections::{BTreeMap, HashSet};

use crate::policy::Stability;

use super::super::goals::Goal;
use super::prices::Prices;
use super::{Case, Floor, Part, Span, around};

impl Part<'_> {
    /// The bound of a case, times the divisor; nothing if it cannot be at all.
    pub(super) fn price(
        &self,
        prices: &Prices,
        goal: Option<(Goal, i64)>,
        floors: &[Floor],
        case: &Case,
    ) -> Result<Option<i128>, String> {
        let problem = self.problem;
        let spans = case
            .places
            .values()
            .chain(case.groups.values())
            .chain(case.quotas.values());
        if spans.clone().any(|(least, most)| least > most) {
            return Ok(None);
        }
        let mut bound = 0_i128;
        let mut pay =
            |price: i128, (least, most): Span| bound += price * if price > 0 { most } else { least };
        let mut left: Vec<i128> = (self.pairs.iter())
            .map(|pair| {
                goal.map_or(0, |(goal, divisor)| {
                    goal.gain(problem, *pair) * i128::from(divisor)
                })
            })
            .collect();
        let mut blocked: BTreeMap<usize, i128> = BTreeMap::new();
        let blocks = goal.map_or(0, |(goal, divisor)| goal.of_blocking() * i128::from(divisor));
        for (student, price) in &prices.students {
            pay(*price, (i128::from(case.placed.contains(student)), 1));
            let own = self.of_student.get(student).into_iter().flatten();
            own.for_each(|local| left[*local] -= price);
        }
        for (group, price) in &prices.groups {
            pay(*price, case.groups[group]);
        }
        for (left, pair) in left
            .iter_mut()
            .zip(&self.pairs)
            .filter(|_| !prices.groups.is_empty())
        {
            let pair = problem.pairs[*pair];
            for group in [
                problem.students[pair.student as usize].group,
                problem.places[pair.place as usize].group,
            ] {
                *left -= around(problem, group)
                    .filter_map(|g| prices.groups.get(&g))
                    .sum::<i128>();
            }
        }
        for (quota, price) in &prices.quotas {
            pay(*price, case.quotas[quota]);
            let among: HashSet<usize> = problem.quotas[*quota]
                .pairs
                .iter()
                .map(|pair| *pair as usize)
                .collect();
            let own = left
                .iter_mut()
                .zip(&self.pairs)
                .filter(|(_, pair)| among.contains(pair));
            own.for_each(|(left, _)| *left -= price);
        }
        for (couples, most, sign) in [(&prices.together, 0, -1), (&prices.apart, 1, 1)] {
            for ((a, b, employer), price) in couples {
                pay(*price, (0, most));
                for (student, price) in [(a, *price), (b, sign * price)] {
                    for local in self.of_student.get(&(*student as usize)).into_iter().flatten() {
                        if problem.employer_of(problem.pairs[self.pairs[*local]].place) == employer {
                            left[*local] -= price;
                        }
                    }
                }
            }
        }
        for (name, price) in &prices.floors {
            let floor = floors.iter().find(|floor| floor.goal.name() == *name);
            let floor = floor
                .filter(|_| *price <= 0)
                .ok_or("A floor is unknown, or priced the wrong way.")?;
            pay(*price, (floor.value, floor.value));
            left.iter_mut()
                .zip(&self.pairs)
                .for_each(|(left, pair)| *left -= price * floor.goal.gain(problem, *pair));
        }
        let of_floors =
            |floor: &Floor| prices.floors.get(&floor.goal.name()).unwrap_or(&0) * floor.goal.of_blocking();
        let blocks = blocks - floors.iter().map(of_floors).sum::<i128>();
        for local in case.blocks.keys().chain(prices.stable.keys()) {
            blocked.insert(*local, blocks);
        }
        for (local, price) in &prices.stable {
            if *price > 0 {
                return Err("That a pair does not block has a bound below only.".to_owned());
            }
            let pair = problem.pairs[self.pairs[*local]];
            let capacity = i128::from(
                problem.places[pair.place as usize]
                    .capacity
                    .min(u64::from(u32::MAX)),
            );
            pay(*price, (capacity, capacity));
            for other in &self.of_student[&(pair.student as usize)] {
                if problem.pairs[self.pairs[*other]].student_rank <= pair.student_rank {
                    left[*other] -= price * capacity;
                }
            }
            for other in &self.at_place[&(pair.place as usize)] {
                let rival = problem.pairs[self.pairs[*other]];
                if rival.place_rank <= pair.place_rank || self.index.pinned.contains(&rival.student) {
                    left[*other] -= price;
                }
            }
            *blocked.entry(*local).or_default() -= price * capacity;
        }
        if problem.policy.stability == Stability::FewestBlocking {
            for (local, left) in &blocked {
                bound += match case.blocks.get(local) {
                    Some(fixed) => fixed * left,
                    None => (*left).max(0),
                };
            }
        }
        for (place, own) in &self.at_place {
            let mut own: Vec<i128> = own
                .iter()
                .filter(|i| case.allowed[**i])
                .map(|i| left[*i])
                .collect();
            own.sort_unstable_by(|a, b| b.cmp(a));
            match self.most(*place, &own, case.places[place]) {
                Some(most) => bound += most,
                None => return Ok(None),
            }
        }
        Ok(Some(bound))
    }

    /// The most a place can gain from what is left to its pairs, highest first.
    fn most(&self, place: usize, left: &[i128], (least, most): Span) -> Option<i128> {
        let opens = match self.problem.places[place].open_with {
            Some(opens) if !self.shared_places.contains(&place) => i128::from(opens),
            _ => 0,
        };
        let mut sum = 0;
        let mut best = (least <= 0).then_some(0);
        for (taken, left) in (1..).zip(left) {
            sum += left;
            if taken > most {
                break;
            }
            if taken >= least && taken >= opens {
                best = best.max(Some(sum));
            }
        }
        best
    }
}
