//! What a case can gain at most, exactly: Lagrange's bound in whole numbers.
//!
//! Every bound of a student, group or rule is priced; what is left decides place by place, and each place then takes
//! what gains most within its own bounds. Any prices give a bound that holds; good ones a tight one.

use super::rows::{OPEN, Rows};

/// A case: what the steps on the way to it left over.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// By arc.
    pub(crate) out: Vec<bool>,
    /// By row.
    pub(crate) lo: Vec<i64>,
    pub(crate) hi: Vec<i64>,
    /// By blocking variable.
    pub(crate) blocks: Vec<(i64, i64)>,
}

/// One distinction. Yes: the student takes one of the arcs, the row holds at most so many, the pair blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Split {
    Takes(u32, Vec<u32>),
    Count(u32, i64),
    Blocks(u32),
}

impl Case {
    pub(crate) fn whole(rows: &Rows, out: Vec<bool>) -> Case {
        Case {
            out,
            lo: rows.rows.iter().map(|row| row.lo).collect(),
            hi: rows.rows.iter().map(|row| row.hi).collect(),
            blocks: vec![(0, 1); rows.blocking.len()],
        }
    }

    pub(crate) fn take(&mut self, rows: &Rows, split: &Split, yes: bool) {
        match split {
            Split::Takes(student, arcs) => {
                let own = rows.first[*student as usize]..rows.first[*student as usize + 1];
                for arc in own.filter(|arc| arcs.contains(arc) != yes) {
                    self.out[arc as usize] = true;
                }
                if yes {
                    self.lo[*student as usize] = 1;
                }
            }
            Split::Count(row, at) => {
                let row = *row as usize;
                if yes {
                    self.hi[row] = self.hi[row].min(*at);
                } else {
                    self.lo[row] = self.lo[row].max(at + 1);
                }
            }
            Split::Blocks(i) => self.blocks[*i as usize] = if yes { (1, 1) } else { (0, 0) },
        }
    }
}

/// The bound of a case.
pub(crate) struct Priced {
    /// Times the divisor; nothing if some place cannot do what the case asks.
    pub(crate) bound: Option<i128>,
    /// What is left of the gain of each arc.
    left: Vec<i128>,
}

/// How many a place may take: none, or from the first to the second number.
struct Fill {
    none: bool,
    from: usize,
    to: usize,
}

impl Rows {
    fn fill(&self, place: usize, case: &Case, arcs: usize) -> Fill {
        let rule = &self.places[place];
        let (lo, hi) = (case.lo[rule.row as usize], case.hi[rule.row as usize]);
        let number = |n: i64| usize::try_from(n.max(0)).unwrap_or(usize::MAX);
        Fill {
            none: lo <= 0 && hi >= 0,
            from: number(lo.max(rule.least).max(1)),
            to: number(hi).min(arcs),
        }
    }

    /// What is left to each arc of a place, highest first.
    fn sorted(&self, place: usize, case: &Case, left: &[i128]) -> Vec<(i128, u32)> {
        let arcs = self.places[place].arcs.iter();
        let mut sorted: Vec<(i128, u32)> = arcs
            .filter(|arc| !case.out[**arc as usize])
            .map(|arc| (left[*arc as usize], *arc))
            .collect();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        sorted
    }

    /// How many of the sorted arcs a place takes best, and what they gain together; nothing if it cannot be.
    fn best_fill(fill: &Fill, sorted: &[(i128, u32)]) -> Option<(i128, usize)> {
        let mut best = fill.none.then_some((0, 0));
        let mut sum = 0;
        for (n, (left, _)) in sorted.iter().enumerate().take(fill.to) {
            sum += left;
            if n + 1 >= fill.from {
                if best.is_none_or(|(known, _)| sum > known) {
                    best = Some((sum, n + 1));
                }
                if *left <= 0 {
                    break;
                }
            }
        }
        best
    }

    /// Prices a case. `gain` by variable; none at all asks whether anything is possible.
    pub(crate) fn price(&self, prices: &[i64], gain: Option<&[i64]>, divisor: i64, case: &Case) -> Priced {
        let left_of = |variable: usize| -> i128 {
            let own = gain.map_or(0, |gain| i128::from(gain[variable]) * i128::from(divisor));
            let of = self.by_variable[variable].iter();
            own - of
                .map(|(row, factor)| i128::from(prices[*row as usize]) * i128::from(*factor))
                .sum::<i128>()
        };
        let left: Vec<i128> = (0..self.arcs).map(left_of).collect();
        let mut bound = 0_i128;
        for (row, price) in prices.iter().enumerate().filter(|(_, price)| **price != 0) {
            let at = if *price > 0 { case.hi[row] } else { case.lo[row] };
            debug_assert!(at < OPEN, "only bounds that exist are priced");
            bound += i128::from(*price) * i128::from(at);
        }
        for ((variable, _), (lo, hi)) in self.blocking.iter().zip(&case.blocks) {
            let left = left_of(*variable as usize);
            bound += left * i128::from(if left > 0 { *hi } else { *lo });
        }
        let mut possible = case.lo.iter().zip(&case.hi).all(|(lo, hi)| lo <= hi);
        for place in 0..self.places.len() {
            let sorted = self.sorted(place, case, &left);
            let fill = self.fill(place, case, sorted.len());
            match Self::best_fill(&fill, &sorted) {
                Some((best, _)) => bound += best,
                None => possible = false,
            }
        }
        Priced {
            bound: possible.then_some(bound),
            left,
        }
    }

    /// The bound if an arc is taken, for every arc that may be; below it, nothing with the arc can be.
    pub(crate) fn with_each(&self, priced: &Priced, case: &Case) -> Vec<(u32, i128)> {
        let Some(bound) = priced.bound else {
            return Vec::new();
        };
        let mut all = Vec::with_capacity(self.arcs);
        for place in 0..self.places.len() {
            let sorted = self.sorted(place, case, &priced.left);
            let fill = self.fill(place, case, sorted.len());
            let mut sums = vec![0_i128];
            sorted
                .iter()
                .for_each(|(left, _)| sums.push(sums[sums.len() - 1] + left));
            let range = fill.from..fill.to + 1;
            let free = range.clone().map(|n| sums[n]).chain(fill.none.then_some(0)).max();
            let Some(free) = free else { continue };
            // With the arc: among the n best it costs nothing more, else it takes the place of the n-th.
            let mut above = vec![None; sorted.len() + 2];
            for n in (0..=sorted.len()).rev() {
                let own = range.contains(&n).then(|| sums[n]);
                above[n] = own.max(above[n + 1]);
            }
            let mut below = None;
            for (i, (left, arc)) in sorted.iter().enumerate() {
                if range.contains(&i) && i > 0 {
                    below = below.max(Some(sums[i - 1]));
                }
                if let Some(with) = above[i + 1].max(below.map(|sum: i128| sum + left)) {
                    all.push((*arc, bound - free + with));
                }
            }
        }
        all
    }

    /// Arcs not known yet that make the bound what it is: they are taken, and gain more than a known one would.
    pub(crate) fn attractive(
        &self,
        priced: &Priced,
        case: &Case,
        known: impl Fn(u32) -> bool,
    ) -> Vec<(i128, u32)> {
        let mut found = Vec::new();
        for place in 0..self.places.len() {
            let sorted = self.sorted(place, case, &priced.left);
            let fill = self.fill(place, case, sorted.len());
            let Some((_, taken)) = Self::best_fill(&fill, &sorted) else {
                continue;
            };
            let mut others = sorted
                .iter()
                .filter(|(_, arc)| known(*arc))
                .map(|(left, _)| *left);
            let instead = others.nth(taken.saturating_sub(1)).unwrap_or(i128::MIN);
            let instead = if taken >= fill.from && fill.from <= 1 {
                instead.max(0)
            } else {
                instead
            };
            let unknown = sorted
                .iter()
                .take(taken)
                .filter(|(left, arc)| !known(*arc) && *left > instead);
            found.extend(unknown.map(|(left, arc)| (left.saturating_sub(instead), *arc)));
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found
    }
}
