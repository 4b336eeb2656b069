//! Rules that no network can carry: the part of the market they touch is solved as a yes-or-no model, stage after
//! stage, each with a bound proved in whole numbers.

mod ceiling;
mod cut;
mod price;
mod rows;
mod search;
mod told;

use crate::components::{Component, Market};
use crate::control::Control;
use crate::linear::Failed;
use crate::network::Network;

use price::Case;
use rows::{Kind, OPEN, Rows};
use search::{Effort, Found, Goal, Search};

pub(crate) use search::Proof;

/// Cases looked at before a bound is left as it is, and before lots are.
const CASES: usize = 50_000;
const CASES_OF_LOTS: usize = 200;
/// Arcs of each student looked at first, the cheapest by the prices of the network.
const FIRST: usize = 8;

/// What one stage of a part reached.
#[derive(Clone, Debug)]
pub(crate) struct Reached {
    pub(crate) value: i64,
    /// Nothing gains more.
    pub(crate) bound: i64,
    /// As the certificate calls the stage, where it is not the stage's own name.
    pub(crate) name: Option<String>,
    /// Nothing where there is nothing to prove.
    pub(crate) proof: Option<Proof>,
}

/// The model of one component.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    rows: Rows,
    /// Arcs that a threshold rules out.
    below: Vec<bool>,
    /// Arcs that a threshold without a proof rules out, for what is chosen; what is proved includes them.
    shunned: Vec<bool>,
    /// Arcs that no best choice of the stages so far can use, by their exact prices.
    hopeless: Vec<bool>,
    /// The best choice so far, by variable.
    chosen: Option<Vec<bool>>,
    /// A stage before was not proved: what follows is bounded without it.
    loose: bool,
    /// What the stages since then reached, to be kept all the same.
    held: Vec<(Vec<i64>, i64)>,
    pub(crate) reached: Vec<Reached>,
    /// Lots were drawn to the end.
    pub(crate) drawn: bool,
}

impl Rules {
    pub(crate) fn new(market: &Market<'_>, component: &Component) -> Rules {
        let rows = Rows::new(market, component);
        Rules {
            below: vec![false; rows.arcs],
            shunned: vec![false; rows.arcs],
            hopeless: vec![false; rows.arcs],
            chosen: None,
            loose: false,
            held: Vec::new(),
            reached: Vec::new(),
            drawn: true,
            rows,
        }
    }

    /// A choice to begin with; one that breaks a rule does no harm.
    pub(crate) fn begin_with(&mut self, takes: impl Fn(usize) -> bool) {
        let variables = 0..self.rows.variables;
        self.chosen = Some(variables.map(|v| v < self.rows.arcs && takes(v)).collect());
    }

    /// Is everything proved so far?
    pub(crate) fn proved(&self) -> bool {
        !self.loose
    }

    /// The arcs of the best choice so far.
    pub(crate) fn arcs(&self) -> impl Iterator<Item = usize> + '_ {
        let chosen = self
            .chosen
            .iter()
            .flat_map(|yes| yes[..self.rows.arcs].iter().enumerate());
        chosen.filter(|(_, yes)| **yes).map(|(arc, _)| arc)
    }

    /// The gain of every variable: of the arcs, or of not blocking.
    fn gains(&self, arcs: Option<&[i64]>) -> Vec<i64> {
        let mut gain = vec![0; self.rows.variables];
        match arcs {
            Some(arcs) => gain[..self.rows.arcs].copy_from_slice(arcs),
            None => {
                for (variable, _) in &self.rows.blocking {
                    gain[*variable as usize] = -1;
                }
            }
        }
        gain
    }

    /// Arcs worth looking at first: cheap by the prices of the network without the rules, or in use.
    fn first(&self, net: &Network, gain: &[i64], control: &Control<'_>) -> Vec<u32> {
        let mut first: Vec<u32> = self.arcs().map(|arc| arc as u32).collect();
        let mut net = net.clone();
        net.gain.copy_from_slice(&gain[..self.rows.arcs]);
        let priced = net.maximise(None, control).is_ok();
        for s in 0..net.students {
            let mut own: Vec<(i64, u32)> = net
                .arcs(s)
                .map(|arc| {
                    let price = if priced { net.pi[net.head[arc] as usize] } else { 0 };
                    (price - net.gain[arc], arc as u32)
                })
                .collect();
            own.sort_unstable();
            first.extend(own.iter().take(FIRST).map(|(_, arc)| *arc));
        }
        first
    }

    /// Maximises over the arcs (`gain`) or minimises the blocking pairs, proves it and keeps what was reached.
    pub(crate) fn maximise(
        &mut self,
        net: &Network,
        gain: Option<&[i64]>,
        control: &Control<'_>,
    ) -> Result<(), Failed> {
        let gain = self.gains(gain);
        if self.loose {
            return self.go_on(net, &gain, control);
        }
        let stage = self.reached.len() as u32;
        let first = self.first(net, &gain, control);
        let below = self.below.clone();
        let goal = |start| Goal {
            gain: &gain,
            out: &below,
            start,
            first: &first,
            enough: None,
            effort: Effort::Cases(CASES),
        };
        let found = match Search::new(&self.rows, goal(self.chosen.clone()), control).run() {
            Err(Failed::Stopped) => self.settle_for_any(goal(None), control)?,
            found => found?,
        };
        let (Some((value, chosen)), Some(bound)) = (found.best, found.bound) else {
            self.reached.push(Reached {
                value: 0,
                bound: -1,
                name: None,
                proof: Some(found.proof),
            });
            return Err(Failed::Infeasible);
        };
        if bound == value {
            self.rule_out(&gain, &found.proof, value);
            self.rows.add(Kind::Floor(stage), factors(&gain), value, OPEN);
        } else {
            self.loose = true;
            self.held.push((gain, value));
        }
        self.chosen = Some(chosen);
        self.reached.push(Reached {
            value,
            bound,
            name: None,
            proof: Some(found.proof),
        });
        Ok(())
    }

    /// A stage after one that was not proved: something good that loses nothing, and a bound without what is held.
    fn go_on(&mut self, net: &Network, gain: &[i64], control: &Control<'_>) -> Result<(), Failed> {
        let mut rows = self.rows.clone();
        for (gain, value) in &self.held {
            rows.add(Kind::Floor(u32::MAX), factors(gain), *value, OPEN);
        }
        let first = self.first(net, gain, control);
        let narrow: Vec<bool> = (self.below.iter().zip(&self.shunned))
            .map(|(below, shunned)| below | shunned)
            .collect();
        let goal = |start, effort| Goal {
            gain,
            out: if effort == Effort::Model {
                &narrow
            } else {
                &self.below
            },
            start,
            first: &first,
            enough: None,
            effort,
        };
        let better = Search::new(&rows, goal(self.chosen.clone(), Effort::Model), control).run();
        let chosen = better.ok().and_then(|found| found.best).map(|(_, chosen)| chosen);
        let chosen = chosen.or_else(|| self.chosen.clone()).ok_or(Failed::Stopped)?;
        let value = gain
            .iter()
            .zip(&chosen)
            .filter(|(_, yes)| **yes)
            .map(|(gain, _)| gain)
            .sum();
        let found = Search::new(&self.rows, goal(Some(chosen.clone()), Effort::Bound), control).run()?;
        let bound = found.bound.unwrap_or(value);
        self.chosen = Some(chosen);
        self.held.push((gain.to_vec(), value));
        self.reached.push(Reached {
            value,
            bound,
            name: None,
            proof: Some(found.proof),
        });
        Ok(())
    }

    /// Arcs whose bound lies below what was reached are in no best choice.
    fn rule_out(&mut self, gain: &[i64], proof: &Proof, value: i64) {
        let case = Case::whole(&self.rows, self.below.clone());
        let Some(prices) = proof.prices.first() else {
            return;
        };
        let priced = self.rows.price(prices, Some(gain), proof.divisor, &case);
        let mut hopeless = vec![true; self.rows.arcs];
        for (arc, bound) in self.rows.with_each(&priced, &case) {
            hopeless[arc as usize] = bound.div_euclid(i128::from(proof.divisor)) < i128::from(value);
        }
        self.hopeless
            .iter_mut()
            .zip(hopeless)
            .for_each(|(out, own)| *out |= own);
    }

    /// Decides between equally good choices, without a proof to show: by lot, or, where that matters more, `surely`.
    pub(crate) fn prefer(&mut self, gain: &[i64], surely: bool, control: &Control<'_>) -> Result<(), Failed> {
        if self.loose {
            return Ok(());
        }
        let gain = self.gains(Some(gain));
        let first: Vec<u32> = (0..self.rows.arcs as u32)
            .filter(|arc| !self.hopeless[*arc as usize])
            .collect();
        let goal = Goal {
            gain: &gain,
            out: &self.hopeless,
            start: self.chosen.clone(),
            first: &first,
            enough: None,
            effort: Effort::Cases(if surely { CASES } else { CASES_OF_LOTS }),
        };
        let Ok(found) = Search::new(&self.rows, goal, control).run() else {
            self.drawn = false;
            return Ok(());
        };
        let Some((value, chosen)) = found.best else {
            return Ok(());
        };
        self.drawn &= found.bound == Some(value);
        self.chosen = Some(chosen);
        self.rows.add(Kind::Floor(u32::MAX), factors(&gain), value, OPEN);
        Ok(())
    }

    /// Can the rules hold at all? If not, the proof is what was reached.
    pub(crate) fn possible(&mut self, control: &Control<'_>) -> Result<(), Failed> {
        let Some(proof) = self.begin(control)? else {
            return Ok(());
        };
        self.reached.push(Reached {
            value: 0,
            bound: -1,
            name: None,
            proof: Some(proof),
        });
        Err(Failed::Infeasible)
    }

    /// Can the rules hold with these arcs alone (and at least one of them, if asked)? If not, the proof.
    pub(crate) fn holds(
        &self,
        keep: impl Fn(usize) -> bool,
        someone: bool,
        control: &Control<'_>,
    ) -> Result<Option<Proof>, Failed> {
        let found = self.find(keep, someone, self.chosen.clone(), Effort::Cases(CASES), control)?;
        let enough = i64::from(someone);
        if found.best.is_some_and(|(best, _)| best >= enough) {
            Ok(None)
        } else if found.bound.is_none_or(|bound| bound < enough) {
            Ok(Some(found.proof))
        } else {
            Err(Failed::Stopped)
        }
    }

    /// Any choice that keeps the rules with these arcs alone.
    fn find(
        &self,
        keep: impl Fn(usize) -> bool,
        someone: bool,
        start: Option<Vec<bool>>,
        effort: Effort,
        control: &Control<'_>,
    ) -> Result<Found, Failed> {
        let out: Vec<bool> = (0..self.rows.arcs)
            .map(|arc| self.below[arc] || !keep(arc))
            .collect();
        let gain = self.gains(Some(&vec![i64::from(someone); self.rows.arcs]));
        let first: Vec<u32> = (0..self.rows.arcs as u32).collect();
        let goal = Goal {
            gain: &gain,
            out: &out,
            start,
            first: &first,
            enough: Some(i64::from(someone)),
            effort,
        };
        Search::new(&self.rows, goal, control).run()
    }

    /// From here on someone must be placed: without anybody what the last stage reached would be lost.
    pub(crate) fn ask_for_someone(&mut self) {
        let stage = self.reached.len() as u32 - 1;
        let everyone = (0..self.rows.arcs as u32).map(|arc| (arc, 1)).collect();
        self.rows.add(Kind::Floor(stage), everyone, 1, OPEN);
        self.chosen = self.chosen.take().and_then(|chosen| self.rows.kept_by(chosen));
    }

    /// Leaves these arcs out from now on.
    pub(crate) fn drop_arcs(&mut self, out: impl Fn(usize) -> bool) {
        (0..self.rows.arcs).filter(|arc| out(*arc)).for_each(|arc| {
            self.below[arc] = true;
            self.hopeless[arc] = true;
        });
        // The choice so far may use them.
        if self.arcs().any(|arc| self.below[arc]) {
            self.chosen = None;
        }
    }
}

/// A gain as the factors of a row.
fn factors(gain: &[i64]) -> Vec<(u32, i64)> {
    let some = gain.iter().zip(0..).filter(|(gain, _)| **gain != 0);
    some.map(|(gain, variable)| (variable, *gain)).collect()
}
