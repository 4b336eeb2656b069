//! Which rules stability can stand beside.

use super::Findings;
use crate::policy::Stability;
use crate::problem::{Group, Problem, Quota};

impl Problem {
    /// Stability is defined where places alone decide; with other bounds a stable answer may not exist or not mean
    /// what people think, so it is refused.
    pub(super) fn judge_stability(&self, findings: &mut Findings) {
        let mode = self.policy.stability;
        if matches!(mode, Stability::None | Stability::Report) {
            return;
        }
        let mut rules: Vec<&str> = Vec::new();
        let deferred = matches!(mode, Stability::StudentOptimal | Stability::PlaceOptimal);
        let mut inside = vec![(false, 0_u64); self.groups.len()];
        let members = self.students.iter().map(|s| (s.group, false, 1));
        for (mut group, places, most) in
            members.chain(self.places.iter().map(|p| (p.group, true, p.capacity)))
        {
            let mut steps = 0;
            while let Some(g) = group.filter(|g| (*g as usize) < inside.len() && steps <= inside.len()) {
                steps += 1;
                let slot = &mut inside[g as usize];
                *slot = (slot.0 || places, slot.1.saturating_add(most));
                group = self.groups[g as usize].parent;
            }
        }
        let students = self.students.len() as u64;
        let binds = |(group, (places, most)): (&Group, &(bool, u64))| {
            (*places || deferred)
                && (group.min > 0 || group.max.is_some_and(|max| max < (*most).min(students)))
        };
        if self.groups.iter().zip(&inside).any(binds) {
            rules.push("groups whose bounds can bind");
        }
        if deferred {
            let quota = |q: &Quota| q.min > 0 || q.max.is_some_and(|max| max < q.pairs.len() as u64);
            let given = [
                (self.quotas.iter().any(quota), "quotas"),
                (
                    self.places.iter().any(|p| p.open_with.is_some_and(|m| m > 1)),
                    "open_with",
                ),
                (!self.together.is_empty(), "together"),
                (!self.apart.is_empty(), "apart"),
            ];
            rules.extend(given.iter().filter(|(given, _)| *given).map(|(_, name)| *name));
        }
        if !rules.is_empty() {
            findings.add(
                || "/policy/stability".to_owned(),
                "policy.stability.rules",
                || {
                    format!(
                        "`{}` is not defined together with {}. Remove them, or ask for `report` or `none`.",
                        mode.name(),
                        rules.join(", ")
                    )
                },
            );
        }
    }
}
