//! What a limit leaves of the model: a choice to fall back on, made before it is needed.

use crate::control::Control;
use crate::linear::Failed;

use super::rows::{Kind, OPEN};
use super::{Effort, Found, Goal, Proof, Reached, Rules, Search};

impl Rules {
    /// A choice to begin with, where one is quickly had.
    pub(crate) fn prepare(&mut self) {
        let known = self.chosen.take().filter(|chosen| self.open(chosen));
        let known = known.and_then(|chosen| self.rows.kept_by(chosen));
        self.chosen = known.or_else(|| self.rows.kept_by(self.greedy()));
    }

    /// Is there any choice that keeps the rules? It is kept; if there is none, the proof.
    pub(super) fn begin(&mut self, control: &Control<'_>) -> Result<Option<Proof>, Failed> {
        if self.chosen.is_some() {
            return Ok(None);
        }
        let found = match self.find(|_| true, false, None, Effort::Cases(super::CASES), control) {
            Err(Failed::Stopped) if control.stopped() => {
                self.find(|_| true, false, None, Effort::Model, &control.grace())?
            }
            found => found?,
        };
        match (found.best, found.bound) {
            (Some((_, chosen)), _) => {
                self.chosen = Some(chosen);
                Ok(None)
            }
            (None, None) => Ok(Some(found.proof)),
            (None, Some(_)) => Err(Failed::Stopped),
        }
    }

    /// The best was not found in time: anything that keeps the rules will do, with the bound that is easily had.
    pub(super) fn settle_for_any(&mut self, goal: Goal<'_>, control: &Control<'_>) -> Result<Found, Failed> {
        if let Some(proof) = self.begin(control)? {
            return Ok(Found {
                best: None,
                bound: None,
                proof,
            });
        }
        let goal = Goal {
            start: self.chosen.clone(),
            effort: Effort::Bound,
            ..goal
        };
        Search::new(&self.rows, goal, control).run()
    }

    /// Nobody is asked any more: what was chosen stays, and nothing is said of better choices.
    pub(crate) fn freeze(&mut self) {
        self.go_on_above(|_| false, String::new());
    }

    /// A threshold without a proof: what is chosen from here on uses none of these arcs if it can.
    pub(crate) fn go_on_above(&mut self, below: impl Fn(usize) -> bool, name: String) {
        (0..self.rows.arcs)
            .filter(|arc| below(*arc))
            .for_each(|arc| self.shunned[arc] = true);
        self.loose = true;
        self.reached.push(Reached {
            value: 0,
            bound: 0,
            name: Some(name).filter(|name| !name.is_empty()),
            proof: None,
        });
    }

    /// A choice with these arcs alone, where there is none at hand; only a threshold that can be reached is asked for.
    pub(crate) fn reach(&mut self, keep: impl Fn(usize) -> bool, control: &Control<'_>) {
        if self.chosen.is_some() {
            return;
        }
        let cases = || Effort::Cases(super::CASES);
        let found = self.find(&keep, false, None, cases(), control);
        let found = match found {
            Err(Failed::Stopped) if control.stopped() => {
                self.find(&keep, false, None, Effort::Model, &control.grace())
            }
            found => found,
        };
        if let Ok(found) = found {
            self.chosen = found.best.map(|(_, chosen)| chosen);
        }
    }

    /// Does a choice use open arcs alone?
    fn open(&self, chosen: &[bool]) -> bool {
        (0..self.rows.arcs).all(|arc| !chosen[arc] || !self.below[arc])
    }

    /// Something that may keep the rules, quickly: lower bounds first, then whoever still fits. One that does not
    /// keep them does no harm.
    fn greedy(&self) -> Vec<bool> {
        let rows = &self.rows;
        let mut yes = vec![false; rows.variables];
        let mut sum = vec![0_i64; rows.rows.len()];
        let fits = |sum: &[i64], arc: usize| {
            let place = &rows.places[rows.place_of[arc] as usize];
            place.open.is_none()
                && !self.below[arc]
                && rows.by_variable[arc].iter().all(|(row, factor)| {
                    let own = &rows.rows[*row as usize];
                    let after = sum[*row as usize] + factor;
                    own.hi == OPEN || after <= own.hi && (*factor > 0 || after >= own.lo)
                })
        };
        let mut take = |sum: &mut Vec<i64>, arc: usize| {
            if fits(sum, arc) && !yes[arc] {
                yes[arc] = true;
                let of = rows.by_variable[arc].iter();
                of.for_each(|(row, factor)| sum[*row as usize] += factor);
            }
        };
        for (i, row) in rows.rows.iter().enumerate().filter(|(_, row)| row.lo > 0) {
            if matches!(row.kind, Kind::Stable(_) | Kind::Floor(_)) {
                continue;
            }
            for (arc, _) in row.of.iter().filter(|(v, _)| (*v as usize) < rows.arcs) {
                if sum[i] >= row.lo {
                    break;
                }
                take(&mut sum, *arc as usize);
            }
        }
        (0..rows.arcs).for_each(|arc| take(&mut sum, arc));
        yes
    }
}
