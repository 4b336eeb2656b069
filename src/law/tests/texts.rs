//! Every rule, number, reason, condition and cap has its text in both languages, with the arguments that the code gives.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;

/// Message → its variables.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let mut variables = BTreeSet::new();
            in_pattern(&message.value.unwrap(), &mut variables);
            assert!(
                messages.insert(message.id.name.to_owned(), variables).is_none(),
                "{} twice",
                message.id.name
            );
        }
    }
    messages
}

fn in_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            let selector = match expression {
                Expression::Inline(inline) => inline,
                Expression::Select { selector, variants } => {
                    variants
                        .iter()
                        .for_each(|variant| in_pattern(&variant.value, variables));
                    selector
                }
            };
            if let InlineExpression::VariableReference { id } = selector {
                variables.insert(id.name.to_owned());
            }
        }
    }
}

fn both() -> [BTreeMap<String, BTreeSet<String>>; 2] {
    [
        messages(include_str!("../../../templates/locales/it/law.ftl")),
        messages(include_str!("../../../templates/locales/en/law.ftl")),
    ]
}

#[test]
fn both_languages_say_the_same_things() {
    let [italian, english] = both();
    assert_eq!(italian, english);
}

#[test]
fn every_rule_and_every_number_has_its_text() {
    for texts in both() {
        for rule in rules() {
            assert!(texts.contains_key(&rule.title_key()), "{}", rule.title_key());
            let known: BTreeSet<String> = rule
                .parameters()
                .map(|parameter| parameter.name.to_owned())
                .collect();
            let asked = &texts[&rule.sentence_key()];
            assert!(asked.is_subset(&known), "{}: {asked:?}", rule.id);
            for parameter in rule.parameters() {
                assert!(
                    texts.contains_key(&parameter.label_key()),
                    "{}",
                    parameter.label_key()
                );
                assert!(texts.contains_key(&format!("law-unit-{}", parameter.unit.as_str())));
                assert!(texts.contains_key(&format!("law-status-{}", parameter.status.as_str())));
            }
        }
    }
}

#[test]
fn every_reason_and_condition_has_its_text_and_its_arguments() {
    let (law, person, place) = (law(), person(), place());
    let sentences = Reason::ALL
        .map(|reason| ("reason", explain(reason, &person, &place, NEAR, &law)))
        .into_iter()
        .chain(
            Condition::ALL
                .map(|condition| ("condition", explain_condition(condition, &person, &place, &law))),
        );
    for (kind, (code, args)) in sentences {
        let key = format!("{kind}-{}", code.replace('.', "-"));
        let given: BTreeSet<String> = args.iter().map(|(name, _)| (*name).to_owned()).collect();
        for texts in both() {
            let asked = texts.get(&key).unwrap_or_else(|| panic!("{key}"));
            assert_eq!(*asked, given, "{key}");
        }
    }
}

#[test]
fn every_cap_has_its_text_and_its_arguments() {
    let [texts, _] = both();
    let staff = |skilled, staff, artisan| EmployerFacts {
        staff,
        skilled,
        apprentices: None,
        artisan,
    };
    let mut caps = vec![employer::seats_cap(1)];
    for facts in [
        staff(None, None, Artisan::No),
        staff(Some(1), Some(1), Artisan::No),
        staff(Some(5), Some(5), Artisan::No),
        staff(Some(50), Some(50), Artisan::No),
        staff(None, Some(5), Artisan::Serial),
        staff(None, Some(50), Artisan::Serial),
    ] {
        caps.push(employer::ratio_cap(&facts, &law()));
    }
    for pathway in Pathway::ALL {
        for risk in [
            None,
            Some(RiskClass::Low),
            Some(RiskClass::Medium),
            Some(RiskClass::High),
        ] {
            caps.push(employer::tutor_cap(pathway, risk, None, &law()));
            caps.push(employer::tutor_cap(pathway, risk, Some(1), &law()));
        }
    }
    for cap in caps {
        let given: BTreeSet<String> = cap.args.iter().map(|(name, _)| (*name).to_owned()).collect();
        let asked = texts
            .get(&cap.text_key())
            .unwrap_or_else(|| panic!("{}", cap.text_key()));
        assert!(
            asked.is_subset(&given),
            "{}: {asked:?} of {given:?}",
            cap.text_key()
        );
    }
}

#[test]
fn codes_start_with_their_rule_and_are_unique() {
    let mut codes: Vec<(&str, RuleId)> = Reason::ALL.map(|reason| (reason.code(), reason.rule())).to_vec();
    codes.extend(Condition::ALL.map(|condition| (condition.code(), condition.rule())));
    for (code, rule) in &codes {
        assert_eq!(code.split('.').next().unwrap().to_uppercase(), rule.as_str());
    }
    let unique: BTreeSet<&str> = codes.iter().map(|(code, _)| *code).collect();
    assert_eq!(unique.len(), codes.len());
}

#[test]
fn the_catalogue_is_in_order_and_what_is_unverified_asks_nothing() {
    assert_eq!(
        rules().iter().map(|rule| rule.id).collect::<Vec<_>>(),
        RuleId::ALL
    );
    let mut keys = BTreeSet::new();
    for parameter in parameters() {
        assert!(keys.insert(parameter.key()), "{} twice", parameter.key());
        let (low, high) = parameter.bounds;
        assert!(
            parameter
                .values
                .iter()
                .all(|(_, value)| (low..=high).contains(value)),
            "{}",
            parameter.key()
        );
        assert!(
            parameter.values[0].0.is_none() && parameter.values.is_sorted(),
            "{}",
            parameter.key()
        );
        if parameter.status == Status::Unverified {
            assert_eq!(parameter.on(day("2026-09-10")), 0, "{}", parameter.key());
        }
    }
}

#[test]
fn a_reason_reads_as_a_sentence_with_its_numbers() {
    let source = include_str!("../../../templates/locales/it/law.ftl");
    let mut bundle = FluentBundle::new(vec!["it".parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle
        .add_resource(FluentResource::try_new(source.to_owned()).unwrap())
        .unwrap();
    let say = |(code, given): Sentence| {
        let args: FluentArgs<'_> = given.into_iter().collect();
        let message = bundle
            .get_message(&format!("reason-{}", code.replace('.', "-")))
            .unwrap();
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(message.value().unwrap(), Some(&args), &mut errors)
            .into_owned();
        assert!(errors.is_empty(), "{code}: {errors:?}");
        text
    };
    let young = PersonFacts {
        birth_date: day("2011-09-11"),
        ..person()
    };
    assert_eq!(
        say(explain(
            Reason::ApprenticeTooYoung,
            &young,
            &place(),
            NEAR,
            &law()
        )),
        "Ha 14 anni il 10/09/2026: per l'apprendistato ne servono 15."
    );
    let student = PersonFacts {
        pathway: Pathway::SchoolWork,
        ..person()
    };
    assert_eq!(
        say(explain(Reason::Pathway, &student, &place(), NEAR, &law())),
        "Lo studente è in formazione scuola-lavoro, il posto è per apprendistato."
    );
    for reason in Reason::ALL {
        say(explain(reason, &person(), &place(), NEAR, &law()));
    }
}
