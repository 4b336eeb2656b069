//! Branch and bound of our own, small because its prices are good: every case that is closed is closed by whole
//! numbers, and the tree of cases is the proof.

mod branch;
mod whole;

use crate::control::Control;
use crate::linear::{Failed, Relaxation};

use super::price::{Case, Split};
use super::rows::{OPEN, Rows};

/// So few arcs are all looked at from the beginning.
const FEW: usize = 2_500;
/// Rows and columns added between two solutions.
const ADDED: usize = 400;
/// How far from a whole number counts as one.
const NEAR: f64 = 1e-6;

/// A step of the proof; numbers refer to prices or to other steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// These prices prove what is proved; open until then.
    Bound(usize),
    Empty(usize),
    Branch(Split, usize, usize),
}

/// Why nothing gains more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proof {
    pub(crate) divisor: i64,
    /// By row; those that no node refers to are left out later.
    pub(crate) prices: Vec<Vec<i64>>,
    pub(crate) nodes: Vec<Node>,
}

/// The best choice of arcs, and what is known of better ones.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its gain, and the choice by variable; nothing if nothing is allowed or was found in time.
    pub(crate) best: Option<(i64, Vec<bool>)>,
    /// Nothing gains more; `None` if nothing is possible at all.
    pub(crate) bound: Option<i64>,
    pub(crate) proof: Proof,
}

/// What is looked for.
pub(crate) struct Goal<'g> {
    /// By variable.
    pub(crate) gain: &'g [i64],
    /// By arc: not to be used.
    pub(crate) out: &'g [bool],
    /// A choice to begin with.
    pub(crate) start: Option<Vec<bool>>,
    /// Arcs worth looking at first.
    pub(crate) first: &'g [u32],
    /// Any choice that gains so much will do.
    pub(crate) enough: Option<i64>,
    pub(crate) effort: Effort,
}

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Until it is proved, or so many cases have been looked at.
    Cases(usize),
    /// A bound without distinctions.
    Bound,
    /// A choice without a bound.
    Model,
}

enum Relaxed {
    /// These prices close the case, or make it impossible.
    Closed(usize),
    Impossible(usize),
    /// The bound of these prices, and how to go on.
    Open(i64, usize, Split),
}

pub(crate) struct Search<'r> {
    rows: &'r Rows,
    goal: Goal<'r>,
    control: &'r Control<'r>,
    divisor: i64,
    lp: Relaxation,
    /// The column of each variable and of each counted row, the row of each row.
    column: Vec<Option<usize>>,
    count: Vec<Option<usize>>,
    row: Vec<Option<usize>>,
    best: Option<(i64, Vec<bool>)>,
    prices: Vec<Vec<i64>>,
    /// The best bound of the first case on the way to its relaxation, with its prices.
    tightest: Option<(i64, Vec<i64>)>,
}

impl<'r> Search<'r> {
    pub(crate) fn new(rows: &'r Rows, goal: Goal<'r>, control: &'r Control<'r>) -> Search<'r> {
        let mut divisor = 1000;
        while divisor < 100 * rows.students as i64 {
            divisor *= 10;
        }
        let mut search = Search {
            rows,
            control,
            divisor,
            lp: Relaxation::default(),
            column: vec![None; rows.variables],
            count: vec![None; rows.rows.len()],
            row: vec![None; rows.rows.len()],
            best: None,
            prices: Vec::new(),
            tightest: None,
            goal,
        };
        if let Some(start) = search.goal.start.take() {
            search.offer(start);
        }
        for (i, row) in rows.rows.iter().enumerate().filter(|(_, row)| !row.lazy()) {
            let (lo, hi) = if row.counted() {
                (0.0, 0.0)
            } else {
                bounds(row.lo, row.hi)
            };
            let at = search.lp.row(lo, hi);
            search.row[i] = Some(at);
            if row.counted() {
                search.count[i] = Some(search.lp.column(0, row.lo.min(row.hi), row.hi, &[(at, -1)]));
            }
        }
        let few = rows.arcs <= FEW;
        let mut known: Vec<u32> = if few {
            (0..rows.arcs as u32).collect()
        } else {
            search.goal.first.to_vec()
        };
        known.sort_unstable();
        known.dedup();
        known.into_iter().for_each(|arc| search.know(arc as usize));
        (rows.arcs..rows.variables).for_each(|variable| search.know(variable));
        search
    }

    /// Gives a variable a column.
    fn know(&mut self, variable: usize) {
        if self.column[variable].is_some() || self.goal.out.get(variable) == Some(&true) {
            return;
        }
        let of: Vec<(usize, i64)> = self.rows.by_variable[variable]
            .iter()
            .filter_map(|(row, factor)| Some((self.row[*row as usize]?, *factor)))
            .collect();
        self.column[variable] = Some(self.lp.column(self.goal.gain[variable], 0, 1, &of));
    }

    /// Takes a choice if it keeps all rows and gains more than the best so far.
    fn offer(&mut self, yes: Vec<bool>) {
        let allowed = (0..self.rows.arcs).all(|arc| !yes[arc] || !self.goal.out[arc]);
        let Some(yes) = Some(yes)
            .filter(|_| allowed)
            .and_then(|yes| self.rows.kept_by(yes))
        else {
            return;
        };
        let gain = (self.goal.gain.iter().zip(&yes))
            .filter(|(_, yes)| **yes)
            .map(|(gain, _)| gain)
            .sum();
        if self.best.as_ref().is_none_or(|(best, _)| gain > *best) {
            self.best = Some((gain, yes));
        }
    }

    fn reached(&self, bound: i64) -> bool {
        let best = self.best.as_ref().map(|best| best.0);
        best.is_some_and(|best| best >= bound) || self.enough()
    }

    fn enough(&self) -> bool {
        let best = self.best.as_ref().map(|best| best.0);
        self.goal
            .enough
            .is_some_and(|enough| best.is_some_and(|best| best >= enough))
    }

    fn floor(&self, bound: i128) -> i64 {
        i64::try_from(bound.div_euclid(i128::from(self.divisor))).unwrap_or(i64::MAX)
    }

    fn narrow(&mut self, case: &Case) {
        for variable in 0..self.rows.arcs {
            if let Some(column) = self.column[variable] {
                self.lp.bound(column, 0, i64::from(!case.out[variable]));
            }
        }
        for (row, count) in self.count.iter().enumerate() {
            if let Some(count) = *count {
                self.lp.bound(count, case.lo[row].min(case.hi[row]), case.hi[row]);
            }
        }
        for place in &self.rows.places {
            if let Some(column) = place.open.and_then(|open| self.column[open as usize]) {
                let (lo, hi) = (case.lo[place.row as usize] > 0, case.hi[place.row as usize] > 0);
                self.lp.bound(column, i64::from(lo && hi), i64::from(hi));
            }
        }
        for ((variable, _), (lo, hi)) in self.rows.blocking.iter().zip(&case.blocks) {
            if let Some(column) = self.column[*variable as usize] {
                self.lp.bound(column, *lo, *hi);
            }
        }
    }

    /// Solves the relaxation of a case until neither a missing row nor a missing column changes its bound.
    fn relax(&mut self, case: &Case) -> Result<Relaxed, Failed> {
        if case.lo.iter().zip(&case.hi).any(|(lo, hi)| lo > hi) {
            self.prices.push(vec![0; self.rows.rows.len()]);
            return Ok(Relaxed::Impossible(self.prices.len() - 1));
        }
        self.narrow(case);
        loop {
            if self.control.stopped() {
                return Err(Failed::Stopped);
            }
            let (point, gain) = match self.lp.solve(self.control) {
                Ok(point) => (point, Some(self.goal.gain)),
                Err(Failed::Infeasible) => {
                    let soft = self.softness();
                    match self.lp.least_broken(&soft, self.control) {
                        Ok(point) => (point, None),
                        // Not even then: some place alone cannot do what the case asks.
                        Err(Failed::Infeasible) => (Default::default(), None),
                        Err(failed) => return Err(failed),
                    }
                }
                Err(failed) => return Err(failed),
            };
            let scale = if gain.is_some() { self.divisor } else { whole::FINE };
            let prices = self.round(&point.prices, scale);
            let priced = self.rows.price(&prices, gain, self.divisor, case);
            let at = self.prices.len();
            let impossible = priced.bound.is_none_or(|bound| gain.is_none() && bound < 0);
            if impossible {
                self.prices.push(prices);
                return Ok(Relaxed::Impossible(at));
            }
            let bound = priced.bound.unwrap_or_default();
            let first = self.prices.is_empty() && gain.is_some();
            if first
                && self
                    .tightest
                    .as_ref()
                    .is_none_or(|(known, _)| self.floor(bound) < *known)
            {
                self.tightest = Some((self.floor(bound), prices.clone()));
            }
            if gain.is_some() && self.reached(self.floor(bound)) {
                self.prices.push(prices);
                return Ok(Relaxed::Closed(at));
            }
            if gain.is_some() && self.add_rows(&point.x) {
                continue;
            }
            let wanted = self
                .rows
                .attractive(&priced, case, |arc| self.column[arc as usize].is_some());
            if gain.is_some() {
                self.offer_point(&point.x);
                let worth: f64 = self.worth(&point.x);
                #[expect(clippy::cast_precision_loss, reason = "a bound of gains stays far below 2^53")]
                let closed = wanted.is_empty() || self.floor(bound) as f64 <= worth + NEAR;
                if closed || self.reached(self.floor(bound)) {
                    self.prices.push(prices);
                    if self.reached(self.floor(bound)) {
                        return Ok(Relaxed::Closed(at));
                    }
                    let split = self.split(&point.x, case);
                    return Ok(Relaxed::Open(self.floor(bound), at, split));
                }
            } else if wanted.is_empty() {
                return Err(Failed::Broken(
                    "the prices of an impossible case do not show it".to_owned(),
                ));
            }
            for (_, arc) in wanted.into_iter().take(ADDED) {
                self.know(arc as usize);
            }
        }
    }

    fn value(&self, x: &[f64], variable: usize) -> f64 {
        self.column[variable].map_or(0.0, |column| x[column])
    }

    fn worth(&self, x: &[f64]) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "gains stay far below 2^53")]
        let gain = |variable: usize| self.goal.gain[variable] as f64;
        (0..self.rows.variables).map(|v| gain(v) * self.value(x, v)).sum()
    }

    /// Adds rows that the point breaks; says whether there were any.
    fn add_rows(&mut self, x: &[f64]) -> bool {
        let mut broken: Vec<(f64, usize)> = Vec::new();
        for (i, row) in self.rows.rows.iter().enumerate().filter(|(_, row)| row.lazy()) {
            if self.row[i].is_some() {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "factors are capacities")]
            let sum: f64 = row
                .of
                .iter()
                .map(|(v, k)| self.value(x, *v as usize) * *k as f64)
                .sum();
            let (lo, hi) = bounds(row.lo, row.hi);
            let by = (lo - sum).max(sum - hi);
            if by > 1e-5 {
                broken.push((by, i));
            }
        }
        broken.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        broken.truncate(ADDED);
        for (_, i) in &broken {
            let row = &self.rows.rows[*i];
            let (lo, hi) = bounds(row.lo, row.hi);
            let of: Vec<(usize, i64)> = row
                .of
                .iter()
                .filter_map(|(v, k)| Some((self.column[*v as usize]?, *k)))
                .collect();
            self.row[*i] = Some(self.lp.cut(&of, lo, hi));
        }
        !broken.is_empty()
    }

    /// A point without fractions is a choice.
    fn offer_point(&mut self, x: &[f64]) {
        let arcs = 0..self.rows.arcs;
        if arcs
            .clone()
            .all(|arc| (self.value(x, arc) - self.value(x, arc).round()).abs() < NEAR)
        {
            let mut yes: Vec<bool> = arcs.map(|arc| self.value(x, arc) > 0.5).collect();
            yes.resize(self.rows.variables, false);
            self.offer(yes);
        }
    }
}

fn bounds(lo: i64, hi: i64) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "bounds that exist are small")]
    let float = |n: i64| n as f64;
    (
        if lo <= -OPEN { f64::NEG_INFINITY } else { float(lo) },
        if hi >= OPEN { f64::INFINITY } else { float(hi) },
    )
}
