//! The declared model: yes-or-no variables, rows, one gain to maximise. The only file that names good_lp.
//!
//! Everything here is floating point, so nothing here is a proof: a choice that comes back is rounded to yes and no
//! and checked row by row in integers; that it is the best is shown elsewhere, or not claimed.

mod relaxation;

#[cfg(any(feature = "highs", feature = "microlp"))]
use std::sync::Mutex;

use crate::control::Control;

pub(crate) use relaxation::Relaxation;

/// HiGHS shares state between its instances: one at a time.
#[cfg(any(feature = "highs", feature = "microlp"))]
static ONE: Mutex<()> = Mutex::new(());

/// Bounds on a sum of variables times whole numbers.
#[derive(Clone, Debug)]
struct Row {
    of: Vec<(u32, i64)>,
    lo: Option<i64>,
    hi: Option<i64>,
}

/// Yes-or-no variables `0..variables`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    rows: Vec<Row>,
    /// What each variable gains.
    pub(crate) gain: Vec<i64>,
}

/// Why there is no choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    Infeasible,
    Stopped,
    /// The solver's own trouble.
    Broken(String),
}

impl Row {
    fn keeps(&self, sum: i64) -> bool {
        self.lo.is_none_or(|lo| sum >= lo) && self.hi.is_none_or(|hi| sum <= hi)
    }
}

impl Model {
    /// Adds a yes-or-no variable without gain.
    pub(crate) fn variable(&mut self) -> u32 {
        self.gain.push(0);
        (self.gain.len() - 1) as u32
    }

    pub(crate) fn row(&mut self, of: Vec<(u32, i64)>, lo: Option<i64>, hi: Option<i64>) {
        self.rows.push(Row { of, lo, hi });
    }

    /// A choice of high gain that seems to keep the rows; as a rule the highest. `start`: one that does.
    pub(crate) fn maximise(
        &self,
        start: Option<&[bool]>,
        control: &Control<'_>,
    ) -> Result<Vec<bool>, Failed> {
        if control.stopped() {
            return Err(Failed::Stopped);
        }
        // Rows that nothing can change need no solver, and rows no choice can break are not worth its time.
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let least: i64 = row.of.iter().map(|(_, k)| (*k).min(0)).sum();
            let most: i64 = row.of.iter().map(|(_, k)| (*k).max(0)).sum();
            if row.lo.is_some_and(|lo| most < lo) || row.hi.is_some_and(|hi| least > hi) {
                return Err(Failed::Infeasible);
            }
            if !(row.keeps(least) && row.keeps(most)) {
                rows.push(row);
            }
        }
        if self.gain.is_empty() {
            return Ok(Vec::new());
        }
        self.ask(&rows, start, control)
    }

    #[cfg(any(feature = "highs", feature = "microlp"))]
    fn ask(&self, rows: &[&Row], start: Option<&[bool]>, control: &Control<'_>) -> Result<Vec<bool>, Failed> {
        use good_lp::{
            Expression, ResolutionError, Solution as _, SolverModel as _, WithTimeLimit as _, variable,
            variables,
        };

        let _one = ONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all = variables!();
        let x: Vec<_> = (0..self.gain.len())
            .map(|i| {
                let own = variable().binary();
                all.add(match start {
                    Some(start) => own.initial(u8::from(start[i])),
                    None => own,
                })
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "gains and factors stay far below 2^53")]
        let sum = |of: &mut dyn Iterator<Item = (u32, i64)>| {
            let mut e = Expression::with_capacity(of.size_hint().0);
            of.for_each(|(v, k)| e.add_mul(k as f64, x[v as usize]));
            e
        };
        let gains = self.gain.iter().zip(0..).filter(|(g, _)| **g != 0);
        let objective = sum(&mut gains.map(|(g, v)| (v, *g)));
        let problem = all.maximise(objective);
        #[cfg(feature = "highs")]
        let mut model = good_lp::highs(problem)
            .set_threads(1)
            .set_option("random_seed", 0_i32)
            .set_option("mip_rel_gap", 0.0)
            .set_option("mip_abs_gap", 1e-6)
            // Without a limit of time it must come to an end too, and always the same one.
            .set_option("mip_max_nodes", 5_000_i32);
        #[cfg(not(feature = "highs"))]
        let mut model = good_lp::microlp(problem);
        if let Some(seconds) = control.seconds_left() {
            model = model.with_time_limit(seconds / 2.0);
        }
        #[expect(clippy::cast_precision_loss, reason = "bounds stay far below 2^53")]
        for row in rows {
            let e = sum(&mut row.of.iter().copied());
            match (row.lo, row.hi) {
                (Some(lo), Some(hi)) if lo == hi => drop(model.add_constraint(e.eq(lo as f64))),
                (lo, hi) => {
                    if let Some(lo) = lo {
                        model.add_constraint(e.clone().geq(lo as f64));
                    }
                    if let Some(hi) = hi {
                        model.add_constraint(e.leq(hi as f64));
                    }
                }
            }
        }
        match model.solve() {
            Ok(solution) => Ok(x.iter().map(|x| solution.value(*x) > 0.5).collect()),
            Err(ResolutionError::Infeasible) => Err(Failed::Infeasible),
            Err(_) if control.stopped() => Err(Failed::Stopped),
            Err(error) => Err(Failed::Broken(error.to_string())),
        }
    }

    #[cfg(not(any(feature = "highs", feature = "microlp")))]
    fn ask(&self, _: &[&Row], _: Option<&[bool]>, _: &Control<'_>) -> Result<Vec<bool>, Failed> {
        Err(Failed::Broken(
            "this build has no solver for crossing rules: enable the feature highs or microlp".into(),
        ))
    }
}
