//! The model with fractions allowed, kept warm: columns and rows are added and bounds moved between two solutions.
//!
//! It only proposes multipliers. Whatever comes back is rounded to integers and priced exactly elsewhere, so a wrong
//! digit here can cost time, never truth.

use crate::control::Control;

use super::Failed;
#[cfg(any(feature = "highs", feature = "microlp"))]
use super::ONE;

/// A variable: what it gains, its bounds, and its factor in each row.
#[derive(Clone, Debug)]
#[cfg_attr(
    not(any(feature = "highs", feature = "microlp")),
    expect(dead_code, reason = "without a solver nobody reads it")
)]
struct Column {
    gain: f64,
    lo: f64,
    hi: f64,
    of: Vec<(usize, f64)>,
}

/// The best point, and what each row is priced at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Point {
    pub(crate) x: Vec<f64>,
    pub(crate) prices: Vec<f64>,
}

/// Maximises the gain of columns within their bounds and those of the rows.
#[derive(Debug, Default)]
pub(crate) struct Relaxation {
    columns: Vec<Column>,
    rows: Vec<(f64, f64)>,
    #[cfg(feature = "highs")]
    warm: warm::Warm,
}

#[expect(clippy::cast_precision_loss, reason = "bounds and gains stay far below 2^53")]
fn float(number: i64) -> f64 {
    number as f64
}

impl Relaxation {
    /// Adds a row without terms; columns bring them.
    pub(crate) fn row(&mut self, lo: f64, hi: f64) -> usize {
        self.rows.push((lo, hi));
        #[cfg(feature = "highs")]
        self.warm.row(lo, hi, &[]);
        self.rows.len() - 1
    }

    /// Adds a row over columns that are there.
    pub(crate) fn cut(&mut self, of: &[(usize, i64)], lo: f64, hi: f64) -> usize {
        let row = self.rows.len();
        self.rows.push((lo, hi));
        for (column, factor) in of {
            self.columns[*column].of.push((row, float(*factor)));
        }
        #[cfg(feature = "highs")]
        self.warm.row(lo, hi, of);
        row
    }

    pub(crate) fn column(&mut self, gain: i64, lo: i64, hi: i64, of: &[(usize, i64)]) -> usize {
        let column = Column {
            gain: float(gain),
            lo: float(lo),
            hi: float(hi),
            of: of.iter().map(|(row, factor)| (*row, float(*factor))).collect(),
        };
        #[cfg(feature = "highs")]
        self.warm.column(&column);
        self.columns.push(column);
        self.columns.len() - 1
    }

    pub(crate) fn bound(&mut self, column: usize, lo: i64, hi: i64) {
        let (lo, hi) = (float(lo), float(hi));
        let own = &mut self.columns[column];
        if (own.lo, own.hi) != (lo, hi) {
            (own.lo, own.hi) = (lo, hi);
            #[cfg(feature = "highs")]
            self.warm.bound(column, lo, hi);
        }
    }

    /// The best point; `Infeasible` if there is none.
    pub(crate) fn solve(&mut self, control: &Control<'_>) -> Result<Point, Failed> {
        if control.stopped() {
            return Err(Failed::Stopped);
        }
        #[cfg(any(feature = "highs", feature = "microlp"))]
        let _one = ONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        #[cfg(feature = "highs")]
        return self.warm.solve(control);
        #[cfg(not(feature = "highs"))]
        cold::solve(&self.columns, &self.rows, control)
    }

    /// The point that breaks rows least, at these costs for each unit, without any gain: its prices say why they must
    /// be broken. A row without a cost is kept.
    pub(crate) fn least_broken(&self, soft: &[Option<i64>], control: &Control<'_>) -> Result<Point, Failed> {
        let mut other = Relaxation::default();
        for (lo, hi) in &self.rows {
            other.row(*lo, *hi);
        }
        for column in &self.columns {
            let column = Column {
                gain: 0.0,
                ..column.clone()
            };
            #[cfg(feature = "highs")]
            other.warm.column(&column);
            other.columns.push(column);
        }
        for (row, cost) in soft.iter().enumerate() {
            for (cost, sign) in cost.iter().flat_map(|cost| [(-cost, 1), (-cost, -1)]) {
                other.column(cost, 0, i64::from(u32::MAX), &[(row, sign)]);
            }
        }
        let mut point = other.solve(control)?;
        point.x.truncate(self.columns.len());
        Ok(point)
    }
}

#[cfg(feature = "highs")]
mod warm {
    use highs::{Col, ColProblem, HighsModelStatus, Model, Row};

    use super::{Column, Control, Failed, Point};

    /// HiGHS with the basis of the solution before.
    #[derive(Debug)]
    pub(super) struct Warm {
        /// Gone once HiGHS was in trouble.
        model: Option<Model>,
        columns: Vec<Col>,
        rows: Vec<Row>,
        seconds: f64,
    }

    impl Default for Warm {
        fn default() -> Warm {
            let mut model = Model::new(ColProblem::default());
            model.set_option("threads", 1);
            model.set_option("random_seed", 0);
            model.set_option("solver", "simplex");
            Warm {
                model: Some(model),
                columns: Vec::new(),
                rows: Vec::new(),
                seconds: 0.0,
            }
        }
    }

    impl Warm {
        pub(super) fn row(&mut self, lo: f64, hi: f64, of: &[(usize, i64)]) {
            if let Some(model) = &mut self.model {
                let of = of.iter().map(|(c, k)| (self.columns[*c], super::float(*k)));
                self.rows.push(model.add_row(lo..=hi, of));
            }
        }

        pub(super) fn column(&mut self, column: &Column) {
            if let Some(model) = &mut self.model {
                let of = column.of.iter().map(|(r, k)| (self.rows[*r], *k));
                self.columns
                    .push(model.add_col(-column.gain, column.lo..=column.hi, of));
            }
        }

        pub(super) fn bound(&mut self, column: usize, lo: f64, hi: f64) {
            if let Some(model) = &mut self.model {
                model.change_column_bounds(self.columns[column], lo..=hi);
            }
        }

        pub(super) fn solve(&mut self, control: &Control<'_>) -> Result<Point, Failed> {
            let broken = |what: String| Failed::Broken(format!("HiGHS: {what}"));
            let Some(mut model) = self.model.take() else {
                return Err(broken("in trouble before".to_owned()));
            };
            if let Some(left) = control.seconds_left() {
                // Its clock runs on from one solution to the next.
                model.set_option("time_limit", self.seconds + left);
            }
            let begun = std::time::Instant::now();
            let solved = model.try_solve().map_err(|e| broken(format!("{e:?}")))?;
            self.seconds += begun.elapsed().as_secs_f64();
            let result = match solved.status() {
                HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => {
                    let solution = solved.get_solution();
                    Ok(Point {
                        x: solution.columns().to_vec(),
                        prices: solution.dual_rows().iter().map(|price| -price).collect(),
                    })
                }
                HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => {
                    Err(Failed::Infeasible)
                }
                HighsModelStatus::ReachedTimeLimit => Err(Failed::Stopped),
                status => Err(broken(format!("{status:?}"))),
            };
            self.model = Some(Model::from(solved));
            result
        }
    }
}

/// Without HiGHS nothing is kept warm, and prices come from a second model: the dual.
#[cfg(not(feature = "highs"))]
mod cold {
    use super::{Column, Control, Failed, Point};

    #[cfg(not(feature = "microlp"))]
    pub(super) fn solve(_: &[Column], _: &[(f64, f64)], _: &Control<'_>) -> Result<Point, Failed> {
        Err(Failed::Broken(
            "this build has no solver for crossing rules: enable the feature highs or microlp".into(),
        ))
    }

    #[cfg(feature = "microlp")]
    pub(super) fn solve(
        columns: &[Column],
        rows: &[(f64, f64)],
        control: &Control<'_>,
    ) -> Result<Point, Failed> {
        use good_lp::{
            Expression, ResolutionError, Solution as _, SolverModel as _, WithTimeLimit as _, variable,
            variables,
        };

        let failed = |error: ResolutionError| match error {
            ResolutionError::Infeasible => Failed::Infeasible,
            _ if control.stopped() => Failed::Stopped,
            error => Failed::Broken(format!("microlp: {error}")),
        };
        let mut all = variables!();
        let x: Vec<_> = columns
            .iter()
            .map(|c| all.add(variable().min(c.lo).max(c.hi)))
            .collect();
        let mut sums = vec![Expression::default(); rows.len()];
        let mut gain = Expression::default();
        for (column, x) in columns.iter().zip(&x) {
            gain.add_mul(column.gain, *x);
            column
                .of
                .iter()
                .for_each(|(row, factor)| sums[*row].add_mul(*factor, *x));
        }
        let mut model = good_lp::microlp(all.maximise(gain));
        // The dual: a price per bound of a row, and what is left to a column pays for the bounds of its own.
        let mut duals = variables!();
        let mut pays = Expression::default();
        let mut price = |bound: f64, sign: f64, pays: &mut Expression| {
            bound.is_finite().then(|| {
                let own = duals.add(variable().min(0.0));
                pays.add_mul(sign * bound, own);
                own
            })
        };
        let mut sides = Vec::with_capacity(rows.len());
        for ((lo, hi), sum) in rows.iter().zip(sums) {
            if lo.is_finite() {
                model.add_constraint(sum.clone().geq(*lo));
            }
            if hi.is_finite() {
                model.add_constraint(sum.leq(*hi));
            }
            sides.push((price(*hi, 1.0, &mut pays), price(*lo, -1.0, &mut pays)));
        }
        let own: Vec<_> = columns
            .iter()
            .map(|c| (price(c.hi, 1.0, &mut pays), price(c.lo, -1.0, &mut pays)))
            .collect();
        if let Some(seconds) = control.seconds_left() {
            model = model.with_time_limit(seconds);
        }
        let best = model.solve().map_err(failed)?;
        let mut dual = good_lp::microlp(duals.minimise(pays));
        for (column, own) in columns.iter().zip(&own) {
            let mut sum = Expression::default();
            let parts = column.of.iter().map(|(row, factor)| (*factor, &sides[*row]));
            for (factor, (up, down)) in parts.chain([(1.0, own)]) {
                up.iter().for_each(|up| sum.add_mul(factor, *up));
                down.iter().for_each(|down| sum.add_mul(-factor, *down));
            }
            dual.add_constraint(sum.eq(column.gain));
        }
        if let Some(seconds) = control.seconds_left() {
            dual = dual.with_time_limit(seconds);
        }
        let priced = dual.solve().map_err(failed)?;
        let value = |own: &Option<good_lp::Variable>| own.map_or(0.0, |own| priced.value(own));
        Ok(Point {
            x: x.iter().map(|x| best.value(*x)).collect(),
            prices: sides.iter().map(|(up, down)| value(up) - value(down)).collect(),
        })
    }
}
