//! The duals of the network where a limit ended some stage, or where what is proved of a stage no longer follows from
//! the one before: every stage is priced again on what is proved so far.

use crate::network::Network;
use crate::outcome::Duals;
use crate::solve::Run;
use crate::stage::Stage;
use crate::tiers::Part;

/// The parts of the network on the face of the stages that are proved.
pub(super) struct Rest<'r> {
    run: &'r Run<'r>,
    parts: Vec<(&'r Part, Network)>,
    /// A threshold was not proved: what is best after it does not add up part by part.
    open: bool,
}

impl<'r> Rest<'r> {
    pub(super) fn of(run: &'r Run<'r>) -> Rest<'r> {
        let parts = run.parts.iter().filter(|part| part.rules.is_none());
        Rest {
            run,
            parts: parts.map(|part| (part, part.component.network.clone())).collect(),
            open: false,
        }
    }

    /// What no choice of these parts exceeds in a stage, and the duals that say so.
    pub(super) fn stage(&mut self, k: usize) -> (i64, Duals) {
        let stage = self.run.stages[k].1;
        let pairs = &self.run.problem.pairs;
        let (mut value, mut bound) = (0, 0);
        for (part, net) in &mut self.parts {
            for (gain, pair) in net.gain.iter_mut().zip(&net.pair) {
                *gain = stage.gain(&pairs[*pair as usize]);
            }
            match part.proofs.get(k) {
                Some(proof) => net.pi.copy_from_slice(&proof.pi),
                None => net.pi.iter_mut().for_each(|pi| *pi = 0),
            }
            net.cover();
            value += part.value_of(self.run.market, stage);
            bound += net.bound();
        }
        let duals: Vec<Vec<i64>> = (self.parts.iter())
            .map(|(_, net)| (0..net.root()).map(|v| net.dual(v)).collect())
            .collect();
        let components = self.parts.iter().map(|(part, _)| &part.component);
        let told: Vec<_> = components.zip(duals.iter().map(Vec::as_slice)).collect();
        let told = self.run.named(stage.name(), &told, false);
        if bound == value && !self.open {
            self.parts.iter_mut().for_each(|(_, net)| net.keep_priced());
        }
        (bound, told)
    }

    /// A threshold that is proved, with its duals.
    pub(super) fn above(&mut self, k: usize, least: i64) -> Duals {
        let pairs = &self.run.problem.pairs;
        for (_, net) in &mut self.parts {
            net.keep_arcs(|net, _, arc| i64::from(pairs[net.pair[arc] as usize].score) >= least);
        }
        self.run.duals(k, false)
    }

    /// A threshold that is not.
    pub(super) fn unsure(&mut self, worst: i64) -> Duals {
        self.open = true;
        Duals {
            stage: format!("{}:{worst}", Stage::Bottleneck.name()),
            ..Duals::default()
        }
    }
}
