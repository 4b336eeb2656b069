//! Everything that can be wrong with a problem beyond its syntax.

mod repeated;
mod stability;

use super::{Group, Problem, RANK_MAX, SCORE_MAX};
use crate::error::{Finding, Findings};
use crate::policy::{Stability, Tier};

/// Which side of the market a group is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Students,
    Places,
}

impl Problem {
    /// Says everything that is wrong with this problem.
    ///
    /// # Errors
    /// All findings, in the order of the format's sections.
    pub fn validate(&self) -> Result<(), Vec<Finding>> {
        let mut findings = Findings::default();
        self.judge_names(&mut findings);
        self.judge(&mut findings, false);
        findings.into_result(())
    }

    /// Names borne twice; the reader has found these already.
    fn judge_names(&self, findings: &mut Findings) {
        use super::references::index;
        let again = |section: &'static str, what: &'static str| {
            move |findings: &mut Findings, position: usize, name: &str| {
                findings.add(
                    || format!("/{section}/{position}/id"),
                    &format!("{what}.id.repeated"),
                    || format!("The {what} {name:?} stands here a second time. Give each {what} an id of its own."),
                );
            }
        };
        let report = again("students", "student");
        index(self.students.iter().map(|s| s.id.as_str()), |i, n| {
            report(findings, i, n)
        });
        let report = again("places", "place");
        index(self.places.iter().map(|s| s.id.as_str()), |i, n| {
            report(findings, i, n)
        });
        let report = again("groups", "group");
        index(self.groups.iter().map(|s| s.id.as_str()), |i, n| {
            report(findings, i, n)
        });
    }

    /// All but repeated names. In a problem that was `read`, a position of `u32::MAX` has been reported already.
    pub(crate) fn judge(&self, findings: &mut Findings, read: bool) {
        self.judge_groups(findings);
        self.judge_pairs(findings, read);
        self.judge_quotas(findings);
        self.judge_lists(findings, read);
        self.judge_policy(findings);
    }

    fn judge_groups(&self, findings: &mut Findings) {
        let groups = &self.groups;
        for (i, group) in groups.iter().enumerate() {
            if group.max.is_some_and(|max| max < group.min) {
                findings.add(
                    || format!("/groups/{i}/min"),
                    "group.min.above_max",
                    || {
                        format!(
                            "The group {:?} wants at least {} but allows at most {}. Correct one of them.",
                            group.id,
                            group.min,
                            group.max.unwrap_or(0)
                        )
                    },
                );
            }
            if group.parent.is_some_and(|p| p as usize >= groups.len()) {
                out_of_range(findings, format!("/groups/{i}/parent"), "group.parent.unknown");
            }
        }
        let cyclic = on_cycle(groups);
        for (i, _) in cyclic.iter().enumerate().filter(|(_, on)| **on) {
            findings.add(
                || format!("/groups/{i}/parent"),
                "group.parent.cycle",
                || {
                    format!(
                        "The group {:?} lies inside itself. Break the circle of parents.",
                        groups[i].id
                    )
                },
            );
        }
        let mut side: Vec<Option<Side>> = vec![None; groups.len()];
        let mut mixed = vec![false; groups.len()];
        let members = self
            .students
            .iter()
            .enumerate()
            .map(|(i, s)| (Side::Students, i, s.group));
        let members = members.chain(
            self.places
                .iter()
                .enumerate()
                .map(|(i, p)| (Side::Places, i, p.group)),
        );
        for (own, i, group) in members {
            let mut at = group;
            let mut inner = true;
            while let Some(g) = at {
                let Some(seen) = side.get_mut(g as usize) else {
                    let section = if own == Side::Students {
                        "students"
                    } else {
                        "places"
                    };
                    if inner {
                        out_of_range(
                            findings,
                            format!("/{section}/{i}/group"),
                            &format!("{}.group.unknown", &section[..section.len() - 1]),
                        );
                    }
                    break;
                };
                match seen {
                    Some(other) if *other == own => break,
                    Some(_) => {
                        mixed[g as usize] = true;
                        break;
                    }
                    None => *seen = Some(own),
                }
                inner = false;
                at = groups[g as usize].parent.filter(|_| !cyclic[g as usize]);
            }
        }
        for (i, _) in mixed.iter().enumerate().filter(|(_, mixed)| **mixed) {
            findings.add(
                || format!("/groups/{i}"),
                "group.sides",
                || {
                    format!(
                        "The group {:?} holds both students and places. Make one group for each side.",
                        groups[i].id
                    )
                },
            );
        }
    }

    fn judge_pairs(&self, findings: &mut Findings, read: bool) {
        let reported = |position: u32| read && position == u32::MAX;
        let (students, places) = (self.students.len(), self.places.len());
        let ranked = self
            .policy
            .tiers
            .iter()
            .any(|t| matches!(t, Tier::RankMaximal | Tier::Generous));
        let stable = self.policy.stability != Stability::None;
        for (i, pair) in self.pairs.iter().enumerate() {
            if pair.student as usize >= students && !reported(pair.student) {
                out_of_range(findings, format!("/pairs/{i}/student"), "pair.student.unknown");
            }
            if pair.place as usize >= places && !reported(pair.place) {
                out_of_range(findings, format!("/pairs/{i}/place"), "pair.place.unknown");
            }
            if pair.score > SCORE_MAX {
                findings.add(
                    || format!("/pairs/{i}/score"),
                    "pair.score.range",
                    || {
                        format!(
                            "{} is out of range: write an integer from 0 to {SCORE_MAX}.",
                            pair.score
                        )
                    },
                );
            }
            for (key, rank) in [
                ("student_rank", pair.student_rank),
                ("place_rank", pair.place_rank),
            ] {
                if rank > RANK_MAX {
                    findings.add(
                        || format!("/pairs/{i}/{key}"),
                        &format!("pair.{key}.range"),
                        || format!("{rank} is out of range: write an integer from 1 to {RANK_MAX}."),
                    );
                }
            }
            if pair.student_rank == 0 && (ranked || stable) {
                let why = if stable { "stability" } else { "a tier on ranks" };
                findings.add(
                    || format!("/pairs/{i}"),
                    "pair.student_rank.missing",
                    || format!("The policy asks for {why}, which needs a `student_rank` on every pair. Add it, or change the policy."),
                );
            }
            if pair.place_rank == 0 && stable {
                findings.add(
                    || format!("/pairs/{i}"),
                    "pair.place_rank.missing",
                    || "The policy asks for stability, which needs a `place_rank` on every pair. Add it, or change the policy.".to_owned(),
                );
            }
        }
        for i in self.repeated_pairs() {
            let pair = self.pairs[i];
            findings.add(
                || format!("/pairs/{i}"),
                "pair.repeated",
                || {
                    let (s, p) = (
                        &self.students[pair.student as usize].id,
                        &self.places[pair.place as usize].id,
                    );
                    format!("The pair of {s:?} and {p:?} stands here a second time. Keep one.")
                },
            );
        }
    }

    fn judge_quotas(&self, findings: &mut Findings) {
        super::references::index(self.quotas.iter().map(|q| q.id.as_str()), |i, name| {
            findings.add(
                || format!("/quotas/{i}/id"),
                "quota.id.repeated",
                || format!("The quota {name:?} stands here a second time. Give each quota an id of its own."),
            );
        });
        let mut last = vec![
            usize::MAX;
            if self.quotas.is_empty() {
                0
            } else {
                self.pairs.len()
            }
        ];
        for (i, quota) in self.quotas.iter().enumerate() {
            if quota.max.is_some_and(|max| max < quota.min) {
                findings.add(
                    || format!("/quotas/{i}/min"),
                    "quota.min.above_max",
                    || {
                        format!(
                            "The quota {:?} wants at least {} but allows at most {}. Correct one of them.",
                            quota.id,
                            quota.min,
                            quota.max.unwrap_or(0)
                        )
                    },
                );
            }
            for (k, pair) in quota.pairs.iter().enumerate() {
                match last.get_mut(*pair as usize) {
                    None => findings.add(
                        || format!("/quotas/{i}/pairs/{k}"),
                        "quota.pair.unknown",
                        || format!("There is no pair number {pair}: the pairs are numbered from 0 to one less than {}.", self.pairs.len()),
                    ),
                    Some(seen) if *seen == i => findings.add(
                        || format!("/quotas/{i}/pairs/{k}"),
                        "quota.pair.repeated",
                        || format!("The pair number {pair} stands in this quota twice. Keep one."),
                    ),
                    Some(seen) => *seen = i,
                }
            }
        }
    }

    fn judge_lists(&self, findings: &mut Findings, read: bool) {
        let reported = |position: u32| read && position == u32::MAX;
        let (students, places) = (self.students.len() as u32, self.places.len() as u32);
        let eligible: std::collections::HashSet<(u32, u32)> = if self.pins.is_empty() {
            std::collections::HashSet::new()
        } else {
            let pinned: std::collections::HashSet<u32> = self.pins.iter().map(|p| p.0).collect();
            self.pairs
                .iter()
                .map(|p| (p.student, p.place))
                .filter(|p| pinned.contains(&p.0))
                .collect()
        };
        for (i, pin) in self.pins.iter().enumerate() {
            if pin.0 < students && pin.1 < places && !eligible.contains(pin) {
                findings.add(
                    || format!("/pins/{i}"),
                    "pin.not_eligible",
                    || {
                        let (s, p) = (&self.students[pin.0 as usize].id, &self.places[pin.1 as usize].id);
                        format!("{s:?} and {p:?} are no eligible pair, so they cannot be pinned. Add the pair or remove the pin.")
                    },
                );
            }
        }
        for (what, section, list, other) in [
            ("pin", "pins", &self.pins, places),
            ("forbid", "forbids", &self.forbids, places),
            ("together", "together", &self.together, students),
            ("apart", "apart", &self.apart, students),
        ] {
            for (i, (a, b)) in list.iter().enumerate() {
                if (*a >= students && !reported(*a)) || (*b >= other && !reported(*b)) {
                    out_of_range(findings, format!("/{section}/{i}"), &format!("{what}.unknown"));
                }
                if matches!(what, "together" | "apart") && a == b && !reported(*a) {
                    findings.add(
                        || format!("/{section}/{i}"),
                        &format!("{what}.same"),
                        || "Two different students are expected here. Correct one of them or remove the line.".to_owned(),
                    );
                }
            }
        }
    }

    fn judge_policy(&self, findings: &mut Findings) {
        let tiers = &self.policy.tiers;
        if tiers.is_empty() {
            findings.add(
                || "/policy/tiers".to_owned(),
                "policy.tiers.empty",
                || "At least one tier is needed. Leave the key out for [\"placed\", \"score\"].".to_owned(),
            );
        }
        for (i, tier) in tiers.iter().enumerate() {
            if tiers[..i].contains(tier) {
                findings.add(
                    || format!("/policy/tiers/{i}"),
                    "policy.tier.repeated",
                    || format!("The tier `{}` stands here a second time. Keep one.", tier.name()),
                );
            }
        }
        self.judge_stability(findings);
        if self.limits.seconds.is_some_and(|s| s.is_nan() || s <= 0.0) {
            findings.add(
                || "/limits/seconds".to_owned(),
                "limits.seconds.range",
                || "The seconds must be above zero. Leave the key out for no limit.".to_owned(),
            );
        }
    }
}

fn out_of_range(findings: &mut Findings, path: String, code: &str) {
    findings.add(
        || path,
        code,
        || "This refers to a position that does not exist.".to_owned(),
    );
}

/// Which groups lie on a circle of parents.
fn on_cycle(groups: &[Group]) -> Vec<bool> {
    // 0 not seen, otherwise the walk that saw it first.
    let mut seen = vec![0_usize; groups.len()];
    let mut cyclic = vec![false; groups.len()];
    for start in 0..groups.len() {
        let mut at = Some(start);
        while let Some(g) = at.filter(|g| *g < groups.len() && seen[*g] == 0) {
            seen[g] = start + 1;
            at = groups[g].parent.map(|p| p as usize);
        }
        if let Some(g) = at.filter(|g| *g < groups.len() && seen[*g] == start + 1) {
            let mut round = g;
            loop {
                cyclic[round] = true;
                match groups[round].parent.map(|p| p as usize) {
                    Some(next) if next != g => round = next,
                    _ => break,
                }
            }
        }
    }
    cyclic
}
