//! The tree of cases: which distinction comes next, and when a case needs none any more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::linear::{Failed, Model};

use super::super::price::{Case, Split};
use super::super::rows::{Kind, OPEN};
use super::{Effort, Found, NEAR, Node, Proof, Relaxed, Search};

/// An open case: its bound, the distinctions on the way to it, and the next one.
#[derive(Debug, PartialEq, Eq)]
struct Waiting {
    bound: i64,
    node: usize,
    prices: usize,
    path: Vec<(Split, bool)>,
    split: Split,
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.bound, Reverse(self.node)).cmp(&(other.bound, Reverse(other.node)))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Search<'_> {
    /// The best choice, with the proof that nothing gains more, or with the bound that a limit left.
    pub(crate) fn run(mut self) -> Result<Found, Failed> {
        let whole = Case::whole(self.rows, self.goal.out.to_vec());
        let mut nodes = vec![Node::Bound(0)];
        let mut waiting = BinaryHeap::new();
        // What cannot be looked into keeps the bound it had.
        let mut left: Option<i64> = None;
        match self.relax(&whole) {
            Ok(Relaxed::Closed(prices)) => nodes[0] = Node::Bound(prices),
            Ok(Relaxed::Impossible(prices)) => nodes[0] = Node::Empty(prices),
            Ok(Relaxed::Open(bound, prices, split)) => {
                nodes[0] = Node::Bound(prices);
                if self.goal.effort != Effort::Bound {
                    self.ask_model(&whole, prices, bound);
                }
                waiting.push(Waiting {
                    bound,
                    node: 0,
                    prices,
                    path: Vec::new(),
                    split,
                });
            }
            Err(_) => {
                let (bound, prices) = match self.tightest.take() {
                    Some((bound, prices)) => (Some(bound), prices),
                    None => {
                        let nothing = vec![0; self.rows.rows.len()];
                        let gain = Some(self.goal.gain);
                        let priced = self.rows.price(&nothing, gain, self.divisor, &whole);
                        (priced.bound.map(|bound| self.floor(bound)), nothing)
                    }
                };
                left = bound;
                self.prices.push(prices);
                nodes[0] = Node::Bound(self.prices.len() - 1);
                if let Some(bound) = left {
                    self.ask_model(&whole, self.prices.len() - 1, bound);
                }
            }
        }
        let mut cases = 0;
        while let Some(next) = waiting.pop() {
            let end = !matches!(self.goal.effort, Effort::Cases(most) if cases < most);
            if end || self.reached(next.bound) || self.control.stopped() {
                left = left.max(Some(next.bound));
                break;
            }
            cases += 2;
            if !self.divide(next, &whole, &mut nodes, &mut waiting, &mut left) {
                break;
            }
        }
        left = left.max(waiting.into_iter().map(|w| w.bound).max());
        let best = self.best.as_ref().map(|best| best.0);
        // An open case below the best is closed by the prices it has.
        let bound = left.max(best);
        if best.is_none() && bound.is_some() {
            return Err(Failed::Stopped);
        }
        Ok(Found {
            bound,
            proof: Proof {
                divisor: self.divisor,
                prices: self.prices,
                nodes,
            },
            best: self.best,
        })
    }

    /// Looks into both sides of a case; false when a limit ended it.
    fn divide(
        &mut self,
        case: Waiting,
        whole: &Case,
        nodes: &mut Vec<Node>,
        waiting: &mut BinaryHeap<Waiting>,
        left: &mut Option<i64>,
    ) -> bool {
        let first = nodes.len();
        nodes.extend([Node::Bound(case.prices), Node::Bound(case.prices)]);
        nodes[case.node] = Node::Branch(case.split.clone(), first, first + 1);
        for (node, yes) in [(first, true), (first + 1, false)] {
            let mut path = case.path.clone();
            path.push((case.split.clone(), yes));
            let mut own = whole.clone();
            path.iter()
                .for_each(|(split, yes)| own.take(self.rows, split, *yes));
            let before = self.rows.price(
                &self.prices[case.prices],
                Some(self.goal.gain),
                self.divisor,
                &own,
            );
            let Some(bound) = before.bound.map(|bound| self.floor(bound)) else {
                nodes[node] = Node::Empty(case.prices);
                continue;
            };
            if self.reached(bound) {
                continue;
            }
            match self.relax(&own) {
                Ok(Relaxed::Closed(prices)) => nodes[node] = Node::Bound(prices),
                Ok(Relaxed::Impossible(prices)) => nodes[node] = Node::Empty(prices),
                Ok(Relaxed::Open(bound, prices, split)) => {
                    nodes[node] = Node::Bound(prices);
                    waiting.push(Waiting {
                        bound,
                        node,
                        prices,
                        path,
                        split,
                    });
                }
                Err(failed) => {
                    *left = (*left).max(Some(bound));
                    if failed == Failed::Stopped && node == first {
                        *left = (*left).max(Some(case.bound));
                    }
                    if failed == Failed::Stopped {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// The next distinction: what is nearest to a half, of the kinds that decide most.
    pub(super) fn split(&self, x: &[f64], case: &Case) -> Split {
        let mut best: (f64, Option<Split>) = (NEAR, None);
        let mut offer = |weight: f64, fraction: f64, split: &dyn Fn() -> Split| {
            let own = weight * (fraction - fraction.floor()).min(fraction.ceil() - fraction);
            if own > best.0 {
                best = (own, Some(split()));
            }
        };
        for place in &self.rows.places {
            if let Some(open) = place.open {
                offer(3.0, self.value(x, open as usize), &|| Split::Count(place.row, 0));
            }
        }
        for (i, row) in self.rows.rows.iter().enumerate() {
            if let Some(count) = self.count[i] {
                let weight = match row.kind {
                    Kind::Quota(_) | Kind::Group(_) => 2.0,
                    Kind::Place(_) => 0.5,
                    _ => continue,
                };
                #[expect(clippy::cast_possible_truncation, reason = "a count of students")]
                let at = x[count].floor() as i64;
                offer(weight, x[count], &|| Split::Count(i as u32, at));
            } else if matches!(row.kind, Kind::Together(_) | Kind::Apart(_)) {
                let student = |arc: u32| self.rows.student_of[arc as usize];
                let Some((one, _)) = row.of.first() else { continue };
                let own: Vec<u32> = row
                    .of
                    .iter()
                    .map(|(arc, _)| *arc)
                    .filter(|arc| student(*arc) == student(*one))
                    .collect();
                let sum = own.iter().map(|arc| self.value(x, *arc as usize)).sum();
                offer(1.5, sum, &|| Split::Takes(student(*one), own.clone()));
            }
        }
        for student in 0..self.rows.students {
            let own = self.rows.first[student]..self.rows.first[student + 1];
            let mut taken: Vec<(f64, u32)> = own
                .map(|arc| (self.value(x, arc as usize), arc))
                .filter(|(x, _)| *x > NEAR)
                .collect();
            taken.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let mut sum = 0.0;
            for (i, (x, _)) in taken.iter().enumerate() {
                sum += x;
                let among = &taken[..=i];
                offer(1.0, sum, &|| {
                    Split::Takes(student as u32, among.iter().map(|(_, arc)| *arc).collect())
                });
            }
        }
        for (i, (variable, _)) in self.rows.blocking.iter().enumerate() {
            offer(1.0, self.value(x, *variable as usize), &|| {
                Split::Blocks(i as u32)
            });
        }
        best.1.unwrap_or_else(|| self.any_split(x, case))
    }

    /// Nothing is fractional: whoever may still choose decides.
    fn any_split(&self, x: &[f64], case: &Case) -> Split {
        let free = |arc: &u32| !case.out[*arc as usize];
        let open = (0..self.rows.students).find_map(|student| {
            let own: Vec<u32> = (self.rows.first[student]..self.rows.first[student + 1])
                .filter(free)
                .collect();
            let decided = own.is_empty() || (own.len() == 1 && case.lo[student] == 1);
            let likely = own
                .iter()
                .find(|arc| self.value(x, **arc as usize) > 0.5)
                .or(own.first());
            likely
                .filter(|_| !decided)
                .map(|arc| Split::Takes(student as u32, vec![*arc]))
        });
        let blocks = || case.blocks.iter().position(|(lo, hi)| lo < hi);
        open.or_else(|| blocks().map(|i| Split::Blocks(i as u32)))
            .unwrap_or(Split::Takes(0, Vec::new()))
    }

    /// Asks the model's solver for a good choice among the arcs that the prices do not rule out.
    fn ask_model(&mut self, case: &Case, prices: usize, bound: i64) {
        self.ask_model_among(|search, arc| search.column[arc].is_some());
        if self.reached(bound) {
            return;
        }
        // Nothing better than the best uses an arc whose bound is not above it.
        let priced = self
            .rows
            .price(&self.prices[prices], Some(self.goal.gain), self.divisor, case);
        let mut among = vec![self.best.is_none(); self.rows.arcs];
        for (arc, bound) in self.rows.with_each(&priced, case) {
            among[arc as usize] |= !self.reached(self.floor(bound));
        }
        if among
            .iter()
            .zip(&self.column)
            .any(|(among, column)| *among && column.is_none())
        {
            self.ask_model_among(|_, arc| among[arc]);
        }
    }

    fn ask_model_among(&mut self, among: impl Fn(&Self, usize) -> bool) {
        let rows = self.rows;
        let mut model = Model::default();
        let mut number = vec![None; rows.variables];
        for (variable, number) in number.iter_mut().enumerate() {
            if variable >= rows.arcs || (!self.goal.out[variable] && among(self, variable)) {
                let own = model.variable();
                model.gain[own as usize] = self.goal.gain[variable];
                *number = Some(own);
            }
        }
        for row in &rows.rows {
            let of = row
                .of
                .iter()
                .filter_map(|(v, factor)| Some((number[*v as usize]?, *factor)));
            let bound = |bound: i64| (bound.abs() < OPEN).then_some(bound);
            model.row(of.collect(), bound(row.lo), bound(row.hi));
        }
        let start: Option<Vec<bool>> = self.best.as_ref().map(|(_, yes)| {
            let own = number.iter().zip(yes).filter(|(number, _)| number.is_some());
            own.map(|(_, yes)| *yes).collect()
        });
        // Its trouble is not ours: what it finds is checked, and what it says of the rest is not believed.
        if let Ok(chosen) = model.maximise(start.as_deref(), self.control) {
            let yes = number
                .iter()
                .map(|number| number.is_some_and(|number| chosen[number as usize]));
            self.offer(yes.collect());
        }
    }
}
