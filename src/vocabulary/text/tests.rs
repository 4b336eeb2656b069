#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

fn code<T>(result: Result<T, Invalid>) -> &'static str {
    result.err().unwrap().code
}

#[test]
fn headers_match_however_they_are_written() {
    for text in [
        "Data di nascita",
        "data_di_nascita",
        "DATA-DI.NASCITA ",
        "data di nàscita",
        "Data di na\u{301}scita",
    ] {
        assert_eq!(normalise_key(text), "datadinascita");
    }
    assert_eq!(normalise_key("Straße Ł"), "strassel");
}

#[test]
fn names_sort_where_people_look_for_them() {
    let mut names = ["Zoe", "bea", "Élodie", "D'Angelo", "Dangelo", "  De  Rosa"]
        .map(sort_key)
        .to_vec();
    names.sort();
    assert_eq!(names, ["bea", "dangelo", "dangelo", "de rosa", "elodie", "zoe"]);
}

#[test]
fn a_typo_is_near_and_a_swap_is_one_step() {
    assert_eq!(edit_distance("bergamo", "begramo", 2), Some(1));
    assert_eq!(edit_distance("bergamo", "brgam", 2), Some(2));
    assert_eq!(edit_distance("bergamo", "milano", 2), None);
    assert_eq!(edit_distance("", "ab", 2), Some(2));
}

#[test]
fn a_name_is_tidied_not_changed() {
    assert_eq!(
        PersonName::parse("  D’Àvila   Núñez-Şen ").unwrap().as_str(),
        "D'Àvila Núñez-Şen"
    );
    assert_eq!(code(PersonName::parse(" \u{a0} ")), "name.missing");
    assert_eq!(code(PersonName::parse("-")), "name.missing");
    assert_eq!(code(PersonName::parse("R0ssi")), "name.characters");
    assert_eq!(code(PersonName::parse(&"a".repeat(81))), "name.too_long");
}

#[test]
fn a_name_does_not_show_in_logs() {
    assert_eq!(
        format!("{:?}", PersonName::parse("Rossi").unwrap()),
        "PersonName(…)"
    );
    assert_eq!(
        format!("{:?}", EmailAddress::parse("a@b.it").unwrap()),
        "EmailAddress(…)"
    );
}

#[test]
fn an_address_that_mail_cannot_reach_says_why() {
    assert_eq!(
        EmailAddress::parse(" mailto:Mario.Rossi+x@Scuola.EDU.it ")
            .unwrap()
            .as_str(),
        "Mario.Rossi+x@scuola.edu.it"
    );
    for (text, expected) in [
        ("", "email.missing"),
        ("a@b.it; c@d.it", "email.several"),
        ("a@b", "email.domain"),
        ("a@b.1", "email.domain"),
        ("a@-b.it", "email.domain"),
        ("a.b.it", "email.shape"),
        (".a@b.it", "email.shape"),
        ("@b.it", "email.shape"),
        ("a@", "email.shape"),
        ("a@b@c.it", "email.shape"),
        ("Mario <a@b.it>", "email.characters"),
        ("però@b.it", "email.characters"),
        ("a\r\nBcc:x@b.it", "email.characters"),
    ] {
        assert_eq!(code(EmailAddress::parse(text)), expected, "{text:?}");
    }
}

#[test]
fn languages_are_read_in_both_languages() {
    assert_eq!(Language::from_file_word("Inglese"), Some(Language::English));
    assert_eq!(Language::from_file_word("IT"), Some(Language::Italian));
    assert_eq!(serde_json::to_string(&Language::English).unwrap(), "\"en\"");
    assert!(serde_json::from_str::<Language>("\"fr\"").is_err());
}
