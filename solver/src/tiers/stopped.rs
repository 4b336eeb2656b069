//! What a limit leaves of a part: the best choice at hand, and what is known of better ones.

use super::Part;
use crate::components::Market;
use crate::control::Control;
use crate::network::{NONE, Stuck};
use crate::stage::Stage;

impl Part {
    /// Is every stage so far proved here?
    pub(crate) fn proved(&self) -> bool {
        !self.stopped && self.rules.as_ref().is_none_or(crate::crossing::Rules::proved)
    }

    /// Keeps the choice at hand for the case that a limit ends the next stage half-way.
    pub(super) fn remember(&mut self, control: &Control<'_>) {
        if control.limited() {
            self.best = Some((self.face.choice(), true));
        }
    }

    /// The face has lost arcs that the last choice may use.
    pub(super) fn forget(&mut self) {
        if let Some((_, fits)) = &mut self.best {
            *fits = false;
        }
    }

    /// A limit ended a stage half-way: its flow is made whole, or the choice before is kept, whichever gains more.
    pub(super) fn salvage(&mut self, control: &Control<'_>) -> Result<(), Stuck> {
        let half = self.best.is_none().then(|| self.face.clone());
        let best = match (self.face.make_whole(&control.grace()), self.best.take()) {
            (Ok(()), None | Some((_, false))) => self.face.choice(),
            (Ok(()), Some((before, true))) => {
                if self.worth(&before) > self.face.value() {
                    before
                } else {
                    self.face.choice()
                }
            }
            (Err(_), Some((before, _))) => before,
            (Err(Stuck::Stopped), None) => {
                self.face = half.unwrap_or_else(|| self.component.network.clone());
                if !self.face.keep_what_fits() {
                    return Err(Stuck::Stopped);
                }
                self.face.choice()
            }
            (Err(stuck), None) => return Err(stuck),
        };
        self.settle_for(&best);
        Ok(())
    }

    /// What a choice gains in the stage at hand.
    fn worth(&self, choice: &[u32]) -> i64 {
        let net = &self.face;
        (0..net.students)
            .filter_map(|s| net.arcs(s).find(|arc| net.pair[*arc] == choice[s]))
            .map(|arc| net.gain[arc])
            .sum()
    }

    fn settle_for(&mut self, choice: &[u32]) {
        self.stopped = true;
        self.face = self.component.network.clone();
        self.face
            .take_pairs(|s| Some(choice[s]).filter(|pair| *pair != NONE));
        self.best = None;
    }

    /// A limit ended the run at a bottleneck: some choice is settled for.
    pub(super) fn freeze(&mut self, market: &Market<'_>, control: &Control<'_>) -> Result<(), Stuck> {
        if let Some(rules) = &mut self.rules {
            rules.freeze();
            self.take_choice();
            return Ok(());
        }
        if self.stopped {
            return Ok(());
        }
        if let Some((before, _)) = self.best.take() {
            self.settle_for(&before);
            return Ok(());
        }
        for (gain, pair) in self.face.gain.iter_mut().zip(&self.face.pair) {
            *gain = Stage::Score.gain(&market.problem.pairs[*pair as usize]);
        }
        self.face.begin();
        self.salvage(control)
    }
}
