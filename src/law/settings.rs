//! What a round changes: rules switched on or off, numbers set; and the law that comes of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::catalogue::{Number, parameters, rule_of};
use super::refusal::{Condition, ConditionSet, Reason, ReasonSet};
use super::rule::RuleId;
use crate::vocabulary::fault::Invalid;

/// The choices of a round. Empty: the law as the catalogue has it.
///
/// In TOML: `off = ["R12"]`, `[parameters]`, `"R5.external_percent_year_2" = 50`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleSettings {
    /// Rules not to apply.
    pub off: BTreeSet<RuleId>,
    /// Rules to apply although they are off in the catalogue.
    pub on: BTreeSet<RuleId>,
    /// Numbers to use instead, by [`Parameter::key`](super::Parameter::key).
    pub parameters: BTreeMap<String, i64>,
}

impl RuleSettings {
    /// Everything that is wrong with them. Codes: `rules.parameter.unknown`, `rules.parameter.bounds` ($low, $high), `rules.on_and_off`.
    #[must_use]
    pub fn problems(&self) -> Vec<Invalid> {
        let mut problems: Vec<Invalid> = self
            .on
            .intersection(&self.off)
            .map(|id| Invalid::new("rules", "rules.on_and_off", id.as_str()))
            .collect();
        for (key, value) in &self.parameters {
            match parameters().iter().find(|parameter| parameter.key() == *key) {
                None => problems.push(Invalid::new(key.clone(), "rules.parameter.unknown", key.clone())),
                Some(parameter) => {
                    let (low, high) = parameter.bounds;
                    if !(low..=high).contains(value) {
                        let invalid = Invalid::new(key.clone(), "rules.parameter.bounds", value.to_string());
                        problems.push(invalid.with("low", low).with("high", high));
                    }
                }
            }
        }
        problems
    }
}

/// The rules in force on a day, with the choices of a round: what pairs are judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    day: NaiveDate,
    values: [i64; Number::COUNT],
    in_force: [bool; RuleId::ALL.len()],
    reasons: ReasonSet,
    conditions: ConditionSet,
}

impl Law {
    /// The law on `day` as a round has set it.
    ///
    /// # Errors
    /// With all of [`RuleSettings::problems`].
    pub fn on(day: NaiveDate, settings: &RuleSettings) -> Result<Law, Vec<Invalid>> {
        let problems = settings.problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut values = [0; Number::COUNT];
        for (value, parameter) in values.iter_mut().zip(parameters()) {
            *value = settings
                .parameters
                .get(&parameter.key())
                .copied()
                .unwrap_or_else(|| parameter.on(day));
        }
        let in_force = RuleId::ALL.map(|id| {
            let rule = rule_of(id);
            rule.valid_on(day) && (rule.on || settings.on.contains(&id)) && !settings.off.contains(&id)
        });
        let holds = |id: RuleId| in_force[id.index()];
        let reasons = Reason::ALL
            .into_iter()
            .filter(|reason| holds(reason.rule()))
            .collect();
        let conditions = Condition::ALL
            .into_iter()
            .filter(|condition| holds(condition.rule()))
            .collect();
        Ok(Law {
            day,
            values,
            in_force,
            reasons,
            conditions,
        })
    }

    /// The law on `day` as the catalogue has it.
    #[must_use]
    pub fn standard(day: NaiveDate) -> Law {
        Law::on(day, &RuleSettings::default()).expect("empty settings have no problems")
    }

    /// The day.
    #[must_use]
    pub const fn day(&self) -> NaiveDate {
        self.day
    }

    /// A number.
    #[must_use]
    pub const fn get(&self, number: Number) -> i64 {
        self.values[number as usize]
    }

    /// Is the rule applied?
    #[must_use]
    pub const fn applies(&self, id: RuleId) -> bool {
        self.in_force[id.index()]
    }

    /// The rules applied, in order.
    pub fn applied(&self) -> impl Iterator<Item = RuleId> {
        RuleId::ALL.into_iter().filter(|&id| self.applies(id))
    }

    /// The names and values of a rule's parameters: what its sentence says.
    #[must_use]
    pub fn values_of(&self, id: RuleId) -> Vec<(&'static str, String)> {
        let numbers = parameters().iter().zip(self.values);
        numbers
            .filter(|(parameter, _)| parameter.rule == id)
            .map(|(parameter, value)| (parameter.name, value.to_string()))
            .collect()
    }

    /// The numbers that differ from the catalogue's on that day: key, catalogue's value, value used.
    #[must_use]
    pub fn changed(&self) -> Vec<(String, i64, i64)> {
        let numbers = parameters().iter().zip(self.values);
        numbers
            .map(|(parameter, value)| (parameter.key(), parameter.on(self.day), value))
            .filter(|(_, usual, value)| usual != value)
            .collect()
    }

    /// The reasons that may be given.
    pub(super) const fn reasons(&self) -> ReasonSet {
        self.reasons
    }

    /// The conditions that may be given.
    pub(super) const fn conditions(&self) -> ConditionSet {
        self.conditions
    }
}
