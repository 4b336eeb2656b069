//! The declared model: yes-or-no variables, rows, one gain to maximise. The only file that names good_lp.
//!
//! Everything here is floating point, so nothing here is a proof: the choice that comes back is rounded to yes and
//! no, checked row by row in integers, and its claim to be best is reported as the solver's word.

use std::sync::Mutex;

use good_lp::{
    Expression, ResolutionError, Solution as _, SolverModel as _, WithTimeLimit as _, variable, variables,
};

use crate::control::Control;

/// Bounds on a sum of variables times whole numbers.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) of: Vec<(u32, i64)>,
    pub(crate) lo: Option<i64>,
    pub(crate) hi: Option<i64>,
}

/// Yes-or-no variables `0..variables`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) variables: usize,
    pub(crate) rows: Vec<Row>,
    /// What each variable gains.
    pub(crate) gain: Vec<i64>,
}

/// A choice that keeps all rows.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) yes: Vec<bool>,
    pub(crate) value: i64,
    /// The solver says that nothing is better.
    pub(crate) best: bool,
}

/// Why there is no choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    Infeasible,
    Stopped,
    /// The solver's own trouble.
    Broken(String),
}

/// Who the claims come from.
#[cfg(feature = "highs")]
pub(crate) const SOLVER: &str = "HiGHS";
#[cfg(all(feature = "microlp", not(feature = "highs")))]
pub(crate) const SOLVER: &str = "microlp";
#[cfg(not(any(feature = "highs", feature = "microlp")))]
pub(crate) const SOLVER: &str = "none";

impl Row {
    fn sum(&self, yes: &[bool]) -> i64 {
        self.of
            .iter()
            .filter(|(v, _)| yes[*v as usize])
            .map(|(_, k)| k)
            .sum()
    }

    fn keeps(&self, sum: i64) -> bool {
        self.lo.is_none_or(|lo| sum >= lo) && self.hi.is_none_or(|hi| sum <= hi)
    }
}

impl Model {
    /// Adds a yes-or-no variable without gain.
    pub(crate) fn variable(&mut self) -> u32 {
        self.variables += 1;
        self.gain.push(0);
        (self.variables - 1) as u32
    }

    pub(crate) fn row(&mut self, of: Vec<(u32, i64)>, lo: Option<i64>, hi: Option<i64>) {
        self.rows.push(Row { of, lo, hi });
    }

    fn value(&self, yes: &[bool]) -> i64 {
        self.gain
            .iter()
            .zip(yes)
            .filter(|(_, yes)| **yes)
            .map(|(gain, _)| gain)
            .sum()
    }

    /// The choice of highest gain.
    pub(crate) fn maximise(&self, control: &Control<'_>) -> Result<Chosen, Failed> {
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
        if self.variables == 0 {
            return Ok(Chosen {
                yes: Vec::new(),
                value: 0,
                best: true,
            });
        }
        let (yes, best) = self.ask(&rows, control)?;
        if self.rows.iter().any(|row| !row.keeps(row.sum(&yes))) {
            return Err(Failed::Broken(format!(
                "{SOLVER} returned a choice that breaks a rule"
            )));
        }
        Ok(Chosen {
            value: self.value(&yes),
            yes,
            best,
        })
    }

    #[cfg(any(feature = "highs", feature = "microlp"))]
    fn ask(&self, rows: &[&Row], control: &Control<'_>) -> Result<(Vec<bool>, bool), Failed> {
        /// HiGHS shares state between its instances: one at a time.
        static ONE: Mutex<()> = Mutex::new(());
        let _one = ONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all = variables!();
        let x: Vec<_> = (0..self.variables)
            .map(|_| all.add(variable().binary()))
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "gains and factors stay far below 2^53")]
        let sum = |of: &mut dyn Iterator<Item = (u32, i64)>| {
            let mut e = Expression::with_capacity(of.size_hint().0);
            of.for_each(|(v, k)| e.add_mul(k as f64, x[v as usize]));
            e
        };
        let objective = sum(&mut self
            .gain
            .iter()
            .zip(0..)
            .filter(|(g, _)| **g != 0)
            .map(|(g, v)| (v, *g)));
        let problem = all.maximise(objective);
        #[cfg(feature = "highs")]
        let mut model = {
            let model = good_lp::highs(problem)
                .set_threads(1)
                .set_option("random_seed", 0_i32)
                .set_option("mip_rel_gap", 0.0);
            model.set_option("mip_abs_gap", 1e-6)
        };
        #[cfg(not(feature = "highs"))]
        let mut model = good_lp::microlp(problem);
        if let Some(seconds) = control.seconds_left() {
            model = model.with_time_limit(seconds);
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
            Ok(solution) => {
                let best = matches!(solution.status(), good_lp::solvers::SolutionStatus::Optimal);
                Ok((x.iter().map(|x| solution.value(*x) > 0.5).collect(), best))
            }
            Err(ResolutionError::Infeasible) => Err(Failed::Infeasible),
            Err(_) if control.stopped() || control.seconds_left().is_some_and(|s| s < 0.02) => {
                Err(Failed::Stopped)
            }
            Err(error) => Err(Failed::Broken(format!("{SOLVER}: {error}"))),
        }
    }

    #[cfg(not(any(feature = "highs", feature = "microlp")))]
    fn ask(&self, _: &[&Row], _: &Control<'_>) -> Result<(Vec<bool>, bool), Failed> {
        Err(Failed::Broken(
            "this build has no solver for crossing rules: enable the feature highs or microlp".into(),
        ))
    }
}
