//! The law: which pairs of a student and a place are allowed, and what caps an employer.
//!
//! Pure. Every rule is an entry of the [`catalogue`]: number, source, validity, how well it is known, and its numbers as
//! parameters with dates. [`Law::on`] takes the rules of a day with the choices of a round ([`RuleSettings`]); [`judge`] gives
//! **all** the reasons against a pair, [`conditions`] what must be seen to before it starts, [`employer`] the caps on sums,
//! [`explain()`] the numbers that make a sentence of a reason. Texts are in `templates/locales/*/law.ftl`.
//!
//! # Words
//! *Reason*: a rule refuses the pair. *Condition*: the pair is allowed, but something must be checked, declared or obtained.
//! *Cap*: a number of people who may share an employer, a tutor, a place. *Number*: a parameter of a rule.
//!
//! # How ages are judged
//! On the first day of the placement. Somebody born on 29 February has the birthday on 1 March of other years. A minor on the
//! first day is judged as a minor for the whole placement, also when the 18th birthday falls into it.
//!
//! # What is not declared
//! An empty optional column refuses nobody: it is a condition, unless what is declared proves the breach. What refuses until it is
//! declared: the three capacities for apprenticeship, staff and skilled workers (a cap of 0), and whether a site is accessible
//! for who needs it.
//!
//! # How to add a rule
//! 1. An entry in [`catalogue`], its numbers in the list below it; nothing of the law is a constant elsewhere.
//! 2. Its [`Reason`]s and [`Condition`]s in `refusal.rs`, codes starting with its number.
//! 3. A pure function in the file of its subject, called by `judge.rs` (or by [`employer`], if it caps a sum).
//! 4. Its numbers in `explain.rs`; title, sentence, reasons, conditions and labels in both `law.ftl`.
//! 5. The same rule, written again and slowly, in `tests/reference.rs`, and its boundaries beside the others in `tests/`.
//!
//! A number that changes gets a second dated value; the old one stays, so that old rounds are judged as they were.
//!
//! # What is unverified
//! - Article numbers are cited as known; they were not read again in Normattiva. Nothing here is legal advice.
//! - Least hours of alternanza and of simulated enterprise (R5): no act for the current year was found. The numbers are 0 (off);
//!   400 and 200 are the last known.
//! - Likely, and applied: 15 years for alternanza in a firm (R2); a qualifica goes on to the diplomas that the repertory list names, from
//!   the third year (R3); 60 % in the first year (R5); hours at school count for minors (R6); high-risk work is closed to
//!   formazione scuola-lavoro from 31/10/2025 (R7); five apprentices for a tutor (R9); ages for licences (R14).
//! - Twelve months for a diploma after the qualifica is a condition, because the facts do not say who holds one (R4).
//! - A collective agreement may set other numbers (breaks of 30 minutes, tutors): a round sets them.

mod apprenticeship;
pub mod catalogue;
pub mod employer;
mod explain;
pub mod facts;
mod judge;
mod minors;
pub mod refusal;
pub mod rule;
mod school_work;
mod settings;

pub use catalogue::{Number, parameters, rule_of, rules};
pub use explain::{Sentence, explain, explain_condition};
pub use facts::{Artisan, EmployerFacts, Key, Licence, PersonFacts, PlaceFacts, RiskClass, Travel};
pub use judge::{ReadyPerson, ReadyPlace, conditions, conditions_of_pair, judge, judge_pair};
pub use refusal::{Condition, ConditionSet, Reason, ReasonSet};
pub use rule::{Parameter, Rule, RuleId, Status, Unit};
pub use settings::{Law, RuleSettings};

#[cfg(test)]
mod tests;
