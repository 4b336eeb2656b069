//! The law of a day, with the choices of a round.

use super::*;

#[test]
fn a_rule_is_not_applied_before_it_was_law() {
    let early = codes(
        &born("2011-09-11"),
        &place(),
        NEAR,
        &Law::standard(day("2015-06-24")),
    );
    assert!(!early.contains(&"r1.too_young"));
    assert!(Law::standard(day("2015-06-25")).applies(RuleId::R1));
}

#[test]
fn settings_that_make_no_sense_are_all_named() {
    let settings: RuleSettings = toml::from_str(
        "off = [\"R12\"]\non = [\"R12\"]\n[parameters]\n\"R1.min_age\" = 3\n\"R1.nonsense\" = 1\n\"R9.apprentices\" = 4\n",
    )
    .unwrap();
    let problems = Law::on(day("2026-09-10"), &settings).unwrap_err();
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes,
        [
            "rules.on_and_off",
            "rules.parameter.bounds",
            "rules.parameter.unknown"
        ]
    );
    assert!(toml::from_str::<RuleSettings>("off = [\"R99\"]").is_err());
    let json = serde_json::to_string(&settings).unwrap();
    assert_eq!(serde_json::from_str::<RuleSettings>(&json).unwrap(), settings);
}

#[test]
fn a_round_sees_which_numbers_it_has_changed() {
    assert_eq!(
        law_with(&[("R9.apprentices", 4), ("R1.min_age", 15)]).changed(),
        [("R9.apprentices".to_owned(), 5, 4)]
    );
}

#[test]
fn reasons_are_explained_with_their_numbers() {
    let (code, args) = explain(
        Reason::ApprenticeTooYoung,
        &born("2011-09-11"),
        &place(),
        NEAR,
        &law(),
    );
    assert_eq!(code, "r1.too_young");
    let expected = [("age", "14"), ("day", "10/09/2026"), ("needed", "15")];
    assert_eq!(args, expected.map(|(name, value)| (name, value.to_owned())));
}
